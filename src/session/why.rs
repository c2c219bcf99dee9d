//! Why a question is asked: its real cause first, in a sentence of ours, then the writer's own reason. Nothing is guessed, and
//! a person's words are only repeated where `{quote(…)}` would repeat them.

use super::Session;
use crate::phrases::{self, Onward};
use crate::reading::Meaning;
use crate::render::{may_repeat, record_key};
use crate::replay::{Entry, Replied};
use crate::script::{Ask, FactId, FactKind, Node, Place, Prose, Reads, Script, Value, Way};
use crate::step::From;
use crate::turn::{Cause, Identity};

/// An answer that a question follows from.
struct Answer<'l> {
    /// The question that it was given to; where held words were sent on, the one that was asked above it.
    asked: &'l Identity,
    understood: &'l Meaning,
    /// What the option is called that was taken.
    called: Option<String>,
    /// What was written.
    words: Option<String>,
    /// Whether no other question was answered since.
    latest: bool,
}

impl Session<'_> {
    /// Why the present question is asked: what led to it, and the reason that the writer gives. Two sentences at most.
    pub fn why(&self) -> Prose {
        let Some(question) = self.turn().outcome.question() else { return Prose::plain(phrases::WHY_ENDED) };
        let reason = question.because.as_ref().map(Prose::to_string);
        let cause = self.cause(&question.identity.from, reason.as_deref());
        let reason = reason.map(|reason| phrases::because(&reason));
        let sentences = match (cause, reason) {
            // What the writer says of it tells more than that it comes next.
            (None, None) => phrases::WHY_NEXT.to_owned(),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(cause), Some(reason)) => format!("{cause} {reason}"),
        };
        Prose::plain(&sentences)
    }

    /// What led to the question, as far as it tells anything; `reason` is what the writer says of it.
    fn cause(&self, from: &Cause, reason: Option<&str>) -> Option<String> {
        match from {
            Cause::Start => Some(phrases::WHY_START.to_owned()),
            Cause::Safety => Some(phrases::WHY_SAFETY.to_owned()),
            Cause::Return => Some(phrases::WHY_RETURN.to_owned()),
            Cause::Interrupt(_) => Some(phrases::WHY_INTERRUPT.to_owned()),
            Cause::Verb { node, verb } => self.at.log.command(self.script, node, verb).map(|line| phrases::why_command(&line)),
            Cause::Choice { node, choice } => {
                let answer = self.answer(node, |understood| understood.option() == Some(choice))?;
                self.answered(node, &answer, self.onward(node, &answer))
            }
            Cause::Node(name) => {
                let gathers = self.node(name).is_some_and(|node| matches!(node.ask, Some(Ask::Gather(_))));
                // A node with a `when` may have been passed by; then an answer of long ago led nowhere.
                let passes = self.node(name).is_some_and(|node| node.when.is_some());
                let answer = self.answer(name, |understood| understood.option().is_none());
                match answer.filter(|answer| !gathers && (answer.latest || !passes)) {
                    Some(answer) => self.answered(name, &answer, self.onward(name, &answer)),
                    None => self.present_record().map(|(_, called)| {
                        phrases::why_named(called.map(|called| format!("“{called}”")).as_deref().unwrap_or(phrases::SOMETHING))
                    }),
                }
            }
            // Whoever asked for a follow-up says why in its own words; they tell more than which answer it looked at.
            Cause::Hook(_) if reason.is_some() => None,
            Cause::Hook(node) => {
                // It looked at the answer and led elsewhere.
                let answered = self.answer(node, |_| true).and_then(|answer| self.answered(node, &answer, Onward::Decides));
                Some(answered.unwrap_or_else(|| phrases::WHY_EARLIER.to_owned()))
            }
            Cause::Rule { .. } if reason.is_some() => None,
            Cause::Rule { .. } => Some(match self.record_of_rule() {
                Some(name) => phrases::why_named(&format!("“{name}”")),
                None => phrases::WHY_EARLIER.to_owned(),
            }),
        }
    }

    /// That a question follows from an answer at a node. Nothing, where going on was all that was answered.
    fn answered(&self, name: &str, answer: &Answer<'_>, onward: Onward) -> Option<String> {
        let words = answer.words.as_deref().filter(|words| may_repeat(self.script, words));
        let given = match answer.understood {
            Meaning::Option(_) | Meaning::Otherwise { .. } => phrases::why_chose(answer.called.as_deref()?),
            Meaning::Number(number) => phrases::why_number(*number),
            Meaning::Options(_) => phrases::WHY_CHOSE_MANY.to_owned(),
            Meaning::Words(_) | Meaning::Things(_) => phrases::why_wrote(words),
            Meaning::Declined | Meaning::Left(_) | Meaning::Forgotten => phrases::WHY_DECLINED.to_owned(),
            Meaning::Unknown => phrases::WHY_UNKNOWN.to_owned(),
            Meaning::Later => phrases::WHY_LATER.to_owned(),
            Meaning::GoOn
            | Meaning::Commands(_)
            | Meaning::Misfit(_)
            | Meaning::Interrupt { .. }
            | Meaning::Safety
            | Meaning::Returned(_) => return None,
        };
        let about =
            self.present_record().filter(|(key, _)| answer.asked.node == name && answer.asked.given.iter().any(|(_, value)| value == key));
        let about = about.and_then(|(_, called)| called);
        Some(phrases::why_answered(&given, about.as_deref(), onward))
    }

    /// The last answer at a node that was understood so.
    fn answer(&self, node: &str, so: impl Fn(&Meaning) -> bool) -> Option<Answer<'_>> {
        let replied = self.at.log.entries.iter().filter_map(|entry| match entry {
            Entry::Replied(replied) => Some(&**replied),
            Entry::Carried { .. } | Entry::Returned { .. } => None,
        });
        let replied = replied.collect::<Vec<_>>();
        replied.iter().enumerate().rev().find_map(|(place, given)| {
            let (_, understood) = given.answers().rev().find(|(answered, understood)| *answered == node && so(understood))?;
            let latest = !replied[place + 1..].iter().any(|later| later.understood().is_some());
            let called = given.called(self.script);
            Some(Answer { asked: &given.question, understood, called, words: self.words(given, node), latest })
        })
    }

    /// What was written as an answer to a node: what was typed, or words that were held before and sent on with this.
    fn words(&self, given: &Replied, node: &str) -> Option<String> {
        if given.resumed.iter().any(|resumed| resumed.node == node) {
            return self.at.log.entries.iter().find_map(|entry| match entry {
                Entry::Replied(replied) => {
                    let sent_with = self.at.log.entries.get(replied.sent_on?);
                    let same = matches!(sent_with, Some(Entry::Replied(sent)) if **sent == *given);
                    replied.held().filter(|_| same).map(|held| held.text.to_string())
                }
                Entry::Carried { .. } | Entry::Returned { .. } => None,
            });
        }
        given.words.clone()
    }

    fn onward(&self, name: &str, answer: &Answer<'_>) -> Onward {
        self.node(name).map_or(Onward::Next, |node| onward(self.script, node, answer.understood))
    }

    fn node(&self, name: &str) -> Option<&Node> {
        self.script.node_named(name).map(|node| self.script.node(node))
    }

    /// The record that the present question is about: its key, and what it is called if that may be repeated.
    fn present_record(&self) -> Option<(String, Option<String>)> {
        let frame = self.at.state.stack.last()?;
        self.script.node(frame.node).given.iter().zip(&frame.given).find_map(|(given, value)| match (&given.kind, value) {
            (FactKind::Link(fact), Value::Link(key)) => Some((record_key(self.script, *fact, *key), self.called(*fact, *key))),
            _ => None,
        })
    }

    /// What the record is called that the rule speaks of which asks the present question, if it may be repeated.
    fn record_of_rule(&self) -> Option<String> {
        match self.at.state.stack.last()?.from {
            From::Rule(rule, Some(key)) => self.called(self.script.rule(rule).each?, key),
            _ => None,
        }
    }

    /// What a record is called, if it may be repeated.
    fn called(&self, fact: FactId, key: u32) -> Option<String> {
        let (FactKind::Records(records), Value::Records(kept)) = (&self.script.fact(fact).kind, self.at.state.fact(fact)) else {
            return None;
        };
        match kept.record(key)?.get(records.shows)? {
            Value::Text(words) if may_repeat(self.script, &words.text) => Some(words.text.trim().to_owned()),
            _ => None,
        }
    }
}

/// How the way on from a node hangs on an answer there: by the answer's own way, by a case that looks at it, or not at all.
fn onward(script: &Script, node: &Node, understood: &Meaning) -> Onward {
    let choices = node.ask.as_ref().map(Ask::choices).unwrap_or_default();
    let aside = match understood {
        Meaning::Declined | Meaning::Left(_) => node.declined.as_ref(),
        Meaning::Unknown => node.unknown.as_ref(),
        Meaning::Later => node.later.as_ref(),
        _ => None,
    };
    let own = match understood.option() {
        Some(id) => choices.iter().any(|choice| choice.id == id && choice.goto.is_some()),
        None => aside.is_some_and(|aside| aside.goto.is_some()),
    };
    match &node.goto {
        _ if own => Onward::Led,
        Some(way) if looks_at(script, way, node.keep.as_ref()) => Onward::Decides,
        _ => Onward::Next,
    }
}

/// Whether a case looks at the fact in which a node keeps its answer. Of a record that can't be said: another one may be read.
fn looks_at(script: &Script, way: &Way, keep: Option<&Place>) -> bool {
    let mut reads = Reads::new();
    way.cases.iter().for_each(|case| case.when.reads(script, &mut reads));
    matches!(keep, Some(Place::Fact(fact)) if reads.contains(fact))
}
