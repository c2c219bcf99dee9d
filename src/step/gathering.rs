//! Naming things, one after the other: each is met before the next is asked for.

use super::replies::{Reading, Unread};
use super::run::{Onward, Run, Step};
use super::state::{Answered, Awaits, From};
use super::turn::Understood;
use crate::phrases;
use crate::script::{Ask, Gather, NodeId, Prose, Target, Value};

impl Run<'_> {
    /// One more thing, or the end of it. Nothing, where it must be read as anything else is.
    pub(super) fn gather(&mut self, id: NodeId, gather: &Gather, reading: &Reading, text: &str) -> Option<Onward> {
        let gathered = self.state.stack.last().map_or(0, |frame| frame.gathered);
        let no_more = *reading == Reading::Continue;
        let enough = no_more || matches!(reading, Reading::Declined | Reading::Unknown | Reading::Later | Reading::Unread(Unread::Empty));
        if enough && gathered > 0 {
            return Some(self.gathered_all(id));
        }
        // "Nothing" names nothing, also where it is the first that is said.
        if no_more {
            return Some(self.aside(id, &self.script.node(id).declined, Understood::Declined, text));
        }
        let Reading::Text(words) = reading else { return None };
        self.understand(Understood::Text);
        self.note_answer(id);
        let words = self.own_words(self.script.node(id).ask.as_ref()?, words).to_owned();
        let Some((key, new)) = self.find_or_mint(gather.into, &words) else { return Some(self.gathered_all(id)) };
        if !new {
            self.said.append(Prose::plain(phrases::NAMED_ALREADY));
            return Some(self.next_to_gather(id, gather));
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.gathered += 1;
        }
        let Some((visit, with)) = &gather.visit else { return Some(self.next_to_gather(id, gather)) };
        let given = self.present_given().into_iter().chain([Value::Link(key)]).collect();
        let with = self.given_these(given, |run| run.worths(with));
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Gathering;
        }
        let from = From::Node(id, None);
        if self.lay(Some(*visit), *visit, with.clone(), from, None) {
            return Some(Some((Step::To(Target::Node(*visit), with), from)));
        }
        Some(self.next_to_gather(id, gather))
    }

    /// After one was met: the next is asked for, if there is room.
    pub(super) fn gathered_one(&mut self, id: NodeId) -> Onward {
        match &self.script.node(id).ask {
            Some(Ask::Gather(gather)) => self.next_to_gather(id, gather),
            _ => self.gathered_all(id),
        }
    }

    fn next_to_gather(&mut self, id: NodeId, gather: &Gather) -> Onward {
        let full = matches!(&self.state.facts[gather.into.index()], Value::Records(kept) if kept.records.len() >= gather.most);
        // What was said while this one was met may have ended the whole of it.
        let over = self.script.node(id).when.as_ref().is_some_and(|when| !self.holds(when));
        if full || over {
            return self.gathered_all(id);
        }
        self.meet_again(id);
        let more = match &gather.more {
            Some(more) => self.tell(more),
            None => Prose::plain(phrases::ANYTHING_ELSE),
        };
        self.said.append(more);
        None
    }

    /// One that was named and is to be forgotten: its place stays empty, and the next is asked for.
    pub(super) fn forgotten_one(&mut self, id: NodeId, gather: &Gather) -> Onward {
        self.understand(Understood::Forgotten);
        if let Some(frame) = self.state.stack.last_mut() {
            frame.gathered += 1;
        }
        self.next_to_gather(id, gather)
    }

    /// Nothing more is named.
    pub(super) fn gathered_all(&mut self, id: NodeId) -> Onward {
        if self.at_hand().is_none() {
            self.understand(Understood::Continue);
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Answer;
        }
        self.assign(&self.script.node(id).set);
        self.after(id, Answered::Plain, "")
    }

    /// The same question once more: another one of its kind.
    fn meet_again(&mut self, id: NodeId) {
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Answer;
            frame.unread = 0;
            let met = self.state.met.entry((id, frame.given.clone(), frame.from)).or_default();
            *met = met.saturating_add(1);
            frame.nth = *met;
        }
    }
}
