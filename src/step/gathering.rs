//! Naming things, one after the other: each is met before the next is asked for.

use super::bind::Kept;
use super::events::{Event, Said};
use super::run::{Onward, Run, Step};
use super::state::{Answered, Awaits, From};
use crate::phrases;
use crate::reading::{Meaning, Words};
use crate::render::record_key;
use crate::script::{Ask, Gather, NodeId, Target, Value};

impl<'s> Run<'s> {
    /// One thing more, or several.
    pub(super) fn gather(&mut self, id: NodeId, gather: &'s Gather, things: Vec<Kept>) -> Onward {
        self.understand(Meaning::Things(things.iter().map(|thing| Words::kept(&thing.words.text, None)).collect()));
        self.note(Event::Answered(id, self.at_hand().cloned()));
        let mut things = things.into_iter();
        let first = things.next()?;
        let too = things.map(|thing| thing.words).collect();
        let Some((key, new)) = self.find_or_mint(gather.into, first) else { return self.gathered_all(id) };
        self.names_record(record_key(self.script, gather.into, key));
        if let Some(frame) = self.state.stack.last_mut() {
            frame.named_too = too;
        }
        self.meet_thing(id, gather, key, new)
    }

    /// The end of naming. Where nothing was named, that declines.
    pub(super) fn gathers_no_more(&mut self, id: NodeId) -> Onward {
        match self.state.stack.last() {
            Some(frame) if frame.gathered > 0 => self.gathered_all(id),
            _ => self.aside(id, &self.script.node(id).declined, Meaning::Declined),
        }
    }

    /// One that was named is met; one that was named before isn't met again.
    fn meet_thing(&mut self, id: NodeId, gather: &'s Gather, key: u32, new: bool) -> Onward {
        if !new {
            self.say(Said::Phrase(phrases::NAMED_ALREADY));
            return self.next_to_gather(id, gather);
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.gathered += 1;
        }
        let Some((visit, with)) = &gather.visit else { return self.next_to_gather(id, gather) };
        let given = self.present_given().into_iter().chain([Value::Link(key)]).collect();
        let with = self.given_these(given, |run| run.worths(with));
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Gathering;
        }
        let from = From::Node(id, None);
        if self.lay(Some(*visit), *visit, with.clone(), from, None) {
            return Some((Step::To(Target::Node(*visit), with), from));
        }
        self.next_to_gather(id, gather)
    }

    /// After one was met: the next is asked for, if there is room.
    pub(super) fn gathered_one(&mut self, id: NodeId) -> Onward {
        match &self.script.node(id).ask {
            Some(Ask::Gather(gather)) => self.next_to_gather(id, gather),
            _ => self.gathered_all(id),
        }
    }

    fn next_to_gather(&mut self, id: NodeId, gather: &'s Gather) -> Onward {
        let full = matches!(&self.state.facts[gather.into.index()], Value::Records(kept) if kept.records.len() >= gather.most);
        // What was said while this one was met may have ended the whole of it.
        let over = self.script.node(id).when.as_ref().is_some_and(|when| !self.holds(when));
        if full || over {
            return self.gathered_all(id);
        }
        if let Some(frame) = self.state.stack.last_mut()
            && !frame.named_too.is_empty()
        {
            let words = frame.named_too.remove(0);
            let Some((key, new)) = self.find_or_mint(gather.into, Kept { words, key: None }) else { return self.gathered_all(id) };
            return self.meet_thing(id, gather, key, new);
        }
        self.meet_again(id);
        self.say_or(gather.more.as_ref(), phrases::ANYTHING_ELSE);
        None
    }

    /// One that was named and is to be forgotten: its place stays empty, and the next is asked for.
    pub(super) fn forgotten_one(&mut self, id: NodeId, gather: &'s Gather) -> Onward {
        self.understand(Meaning::Forgotten);
        if let Some(frame) = self.state.stack.last_mut() {
            frame.gathered += 1;
        }
        self.next_to_gather(id, gather)
    }

    /// Nothing more is named.
    pub(super) fn gathered_all(&mut self, id: NodeId) -> Onward {
        if self.at_hand().is_none() {
            self.understand(Meaning::GoOn);
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Answer;
        }
        self.assign(&self.script.node(id).set);
        self.after(id, Answered::Plain, "")
    }

    /// The same question once more: another one of its kind.
    fn meet_again(&mut self, id: NodeId) {
        let Some((given, from)) = self.state.stack.last().map(|frame| (frame.given.clone(), frame.from)) else { return };
        let nth = self.meet(id, given, from);
        if let Some(frame) = self.state.stack.last_mut() {
            (frame.awaits, frame.unread, frame.nth) = (Awaits::Answer, 0, nth);
        }
    }
}
