//! Naming things, one after the other: each is met before the next is asked for.

use super::asking::record_key;
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
        let (words, too) = match gather.several {
            true => several(words),
            false => (words.as_str(), Vec::new()),
        };
        let own = |run: &Self, words: &str| {
            run.script.node(id).ask.as_ref().map_or(words, |ask| without_a_stop(run.own_words(ask, words))).to_owned()
        };
        let words = own(self, words);
        let too = too.into_iter().map(|words| own(self, words).into()).collect();
        let Some((key, new)) = self.find_or_mint(gather.into, &words) else { return Some(self.gathered_all(id)) };
        self.understand(Understood::Named(record_key(self.script, gather.into, key)));
        if let Some(frame) = self.state.stack.last_mut() {
            frame.named_too = too;
        }
        Some(self.meet(id, gather, key, new))
    }

    /// One that was named is met; one that was named before isn't met again.
    fn meet(&mut self, id: NodeId, gather: &Gather, key: u32, new: bool) -> Onward {
        if !new {
            self.said.append(Prose::plain(phrases::NAMED_ALREADY));
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

    fn next_to_gather(&mut self, id: NodeId, gather: &Gather) -> Onward {
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
            let Some((key, new)) = self.find_or_mint(gather.into, &words) else { return self.gathered_all(id) };
            return self.meet(id, gather, key, new);
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

/// Several things named at once: the first, and the others. Only a list of short ones is several: "calm, funny and kind", and
/// not "when I was ill, he came".
fn several(words: &str) -> (&str, Vec<&str>) {
    /// So many words each has at most, in a list of two, and in a longer one.
    const OF_TWO: usize = 3;
    const OF_MORE: usize = 5;
    const GOES_ON: [&str; 14] =
        ["when", "like", "such", "because", "but", "who", "which", "that", "if", "even", "although", "so", "with", "without"];
    let parts = words.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let parts = parts.iter().map(|part| part.strip_prefix("and ").or(part.strip_prefix("& ")).unwrap_or(part)).collect::<Vec<_>>();
    let mut parts = parts.into_iter().flat_map(|part| last_two(part, words)).collect::<Vec<_>>();
    let most = if parts.len() > 2 { OF_MORE } else { OF_TWO };
    let is_thing = |part: &&str| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        part.split_whitespace().count() <= most && !GOES_ON.contains(&first.as_str())
    };
    if parts.len() < 2 || !parts.iter().all(is_thing) {
        return (words, Vec::new());
    }
    let first = parts.remove(0);
    (first, parts)
}

/// A thing without a full stop of its own, since it is said again within sentences. "R." is a name, and several sentences stay.
fn without_a_stop(words: &str) -> &str {
    let longer = |words: &&str| {
        !words.contains(['.', '!', '?', '…']) && words.chars().rev().take_while(|letter| letter.is_alphanumeric()).count() > 1
    };
    words.strip_suffix('.').filter(longer).unwrap_or(words)
}

/// The end of a list, "funny and kind". Without a comma before it, it may be one thing: "salt and pepper".
fn last_two<'w>(part: &'w str, words: &str) -> Vec<&'w str> {
    match part.split_once(" and ") {
        Some((one, other)) if words.contains(',') => vec![one.trim(), other.trim()],
        _ => vec![part],
    }
}

#[cfg(test)]
mod tests {
    use super::{several, without_a_stop};

    #[test]
    fn a_thing_has_no_full_stop() {
        for (typed, thing) in [("good team.", "good team"), ("R.", "R."), ("He came. He stayed.", "He came. He stayed."), ("kind", "kind")]
        {
            assert_eq!(without_a_stop(typed), thing);
        }
    }

    #[test]
    fn a_list_of_short_things_is_several() {
        assert_eq!(several("calm, funny and kind"), ("calm", vec!["funny", "kind"]));
        assert_eq!(several("calm, funny, made me feel at home"), ("calm", vec!["funny", "made me feel at home"]));
        assert_eq!(several("her laugh, her hands"), ("her laugh", vec!["her hands"]));
        for one in [
            "salt and pepper hair",
            "when I was ill, he came",
            "her sunday roasts, the smell of her kitchen",
            "kind",
            "kind, but distant",
            "his calm,",
        ] {
            assert!(several(one).1.is_empty(), "{one}");
        }
    }
}
