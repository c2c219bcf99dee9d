//! Earlier answers, taken up wherever the question to which they were given is asked.
//!
//! An answer belongs to the identity of its question, never to a position. Where that is asked, the answer is taken without a
//! word; it is doubted, and only offered, where it no longer fits, where something else led to the question, or where the
//! question shows something that differs. Where nothing was answered, the question stands open. Nothing is guessed.

use super::conversation::Conversation;
use super::log::{Entry, Replied};
use super::renames::Renames;
use crate::reading::Meaning;
use crate::render::Mention;
use crate::script::Script;
use crate::turn::{Cause, Identity, Outcome, Question};

/// An earlier answer that isn't taken for granted: its question is asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The answer.
    pub answer: Replied,
    /// Why it isn't taken for granted.
    pub doubt: Doubt,
}

/// Why an earlier answer isn't taken for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is no answer to this question any more.
    Unfit,
    /// Something else led to this question.
    OtherCause,
    /// The question shows something that differs now: these places.
    OtherValues(Vec<String>),
}

/// Goes on for as long as what is asked was answered before and nothing speaks against the answer. Stops at the first open
/// question, or at `open`, and gives what is offered there.
pub(crate) fn take_up(script: &Script, renames: &Renames, at: &mut Conversation, open: Option<&Identity>) -> Option<Offered> {
    // An interrupt that was over by the time of later answers: where it doesn't come to its end as it did, it is left out.
    let mut opened: Option<(Conversation, usize)> = None;
    loop {
        let found = match &at.turn.outcome {
            Outcome::Ended(_) => came_back(&at.log.aside, &at.turn.waiting()).map(|place| (place, None)),
            Outcome::Asked(question) | Outcome::Unread(question) if open != Some(&question.identity) => {
                find(&at.log.aside, question, renames, at.state.is_interrupted())
            }
            _ => None,
        };
        let stays = match found {
            Some((place, None)) => {
                let entry = at.log.aside.remove(place);
                let before = begins_interrupt(&entry).then(|| at.clone());
                if at.again(script, &entry) {
                    if let (Some(before), None) = (before, &opened) {
                        opened = Some((before, place));
                    }
                    if !at.state.is_interrupted() {
                        opened = None;
                    }
                    continue;
                }
                match entry {
                    // What is forgotten isn't offered: the question stands open.
                    Entry::Replied(answer) if answer.meaning == Meaning::Forgotten => None,
                    Entry::Replied(answer) if answer.was_read() => {
                        at.log.aside.insert(place, Entry::Replied(answer.clone()));
                        Some(Offered { answer: *answer, doubt: Doubt::Unfit })
                    }
                    // What isn't heard, or isn't misread, any more had no effect that anything rests on.
                    _ => continue,
                }
            }
            Some((place, Some(doubt))) => match &at.log.aside[place] {
                Entry::Replied(answer) => Some(Offered { answer: (**answer).clone(), doubt }),
                Entry::Carried { .. } | Entry::Returned { .. } => None,
            },
            None => None,
        };
        match opened.take() {
            Some((before, place)) if was_over(&at.log.aside, place) => {
                *at = before;
                let later = at.log.aside.split_off(place.min(at.log.aside.len()));
                at.log.aside.extend(later.into_iter().skip_while(|entry| matches!(entry, Entry::Replied(replied) if replied.interrupted)));
            }
            _ => return stays,
        }
    }
}

fn begins_interrupt(entry: &Entry) -> bool {
    matches!(entry, Entry::Replied(replied) if !replied.was_said())
}

/// Whether anything was given after this place and outside of every interrupt.
fn was_over(aside: &[Entry], place: usize) -> bool {
    aside.iter().skip(place).any(|entry| entry.answer().is_some())
}

/// Where somebody came back after this end.
fn came_back(aside: &[Entry], end: &Identity) -> Option<usize> {
    aside.iter().position(|entry| matches!(entry, Entry::Returned { question, .. } if **question == *end))
}

/// What happened at a question, the first first; else the one answer to the same node about the same things.
fn find(aside: &[Entry], question: &Question, renames: &Renames, interrupted: bool) -> Option<(usize, Option<Doubt>)> {
    let wanted = &question.identity;
    if let Some(place) = aside.iter().position(|entry| entry.question() == wanted) {
        let doubt = match &aside[place] {
            Entry::Replied(answer) if answer.was_read() => other_values(&answer.mentions, &question.mentions, renames),
            _ => None,
        };
        return Some((place, doubt));
    }
    if interrupted {
        return None;
    }
    let alike = |identity: &Identity| identity.node == wanted.node && identity.given == wanted.given;
    let mut answers = aside.iter().enumerate().filter_map(|(place, entry)| Some((place, entry.answer()?)));
    let mut answers = answers.by_ref().filter(|(_, answer)| alike(&answer.question));
    let (Some((place, answer)), None) = (answers.next(), answers.next()) else { return None };
    let doubt = match answer.question.from == wanted.from {
        true => other_values(&answer.mentions, &question.mentions, renames),
        false => Some(Doubt::OtherCause),
    };
    Some((place, doubt))
}

/// What both show and what differs. What only one of them shows is another wording, and no other question.
fn other_values(then: &[Mention], now: &[Mention], renames: &Renames) -> Option<Doubt> {
    let differs = |now: &&Mention| then.iter().any(|then| then.of == now.of && !renames.same_value(then.value, now.value));
    let places = now.iter().filter(differs).map(|mention| mention.of.clone()).collect::<Vec<_>>();
    (!places.is_empty()).then_some(Doubt::OtherValues(places))
}

/// Whether something that led to a question was taken back: another option was chosen there, or a record is gone.
pub(super) fn rests_on(question: &Identity, gone: &Gone) -> bool {
    let key = |key: &str| gone.records.iter().any(|record| record == key);
    let from = match &question.from {
        Cause::Choice { node, choice } => gone.choices.contains(&(node.clone(), choice.clone())) || gone.nodes.contains(node),
        Cause::Node(node) | Cause::Hook(node) | Cause::Verb { node, .. } => gone.nodes.contains(node),
        Cause::Rule { record, .. } => record.as_deref().is_some_and(key),
        Cause::Start | Cause::Interrupt(_) | Cause::Safety | Cause::Return => false,
    };
    from || question.given.iter().any(|(_, value)| key(value))
}

/// What was there and isn't any more.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// Options that were chosen: node and id.
    pub choices: Vec<(String, String)>,
    /// Nodes that were asked.
    pub nodes: Vec<String>,
    /// Records, by key.
    pub records: Vec<String>,
}
