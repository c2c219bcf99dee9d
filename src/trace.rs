//! What was looked at in a turn, and why each thing did or didn't happen: for writers, who wonder why a rule stays silent.
//!
//! It is made from the events of a step, as [`render`](crate::render()) makes from them what the person reads. Nothing of it is
//! put together while people play.

mod looks;
mod overview;
mod reasons;
mod telling;
mod values;

pub use overview::{Overview, RecordTable, overview};
pub use reasons::{Found, Reason};

use crate::diagnostics::Span;
use crate::patterns::Heard;
use crate::reading::{Asked, Meaning, Reader, listen};
use crate::render::{Failure, Fault};
use crate::script::{Script, Value};
use crate::step::{Begin, Events, FollowUpFate, Precedence, State, begin, step};
use crate::turn::render;
use looks::looks;
use serde::Serialize;

/// What was looked at in one turn, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// Everything that was looked at.
    pub looked: Vec<Look>,
    /// The facts that are other than they were before.
    pub changed: Vec<Changed>,
    /// What failed, each with its place.
    pub faults: Vec<Misstep>,
    /// Whether the reply couldn't be read; then hardly anything was looked at.
    pub unread: bool,
    /// Who read the reply, where it was typed.
    pub by: Option<Reader>,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Look {
    /// The beginning of the conversation.
    Start,
    /// An answer, as it was read.
    Answer {
        /// The node that asked.
        node: String,
        /// How it was read.
        understood: Option<Meaning>,
    },
    /// An interrupt that heard something.
    Interrupt {
        /// Its name.
        interrupt: String,
        /// What came of it.
        fate: InterruptFate,
    },
    /// A node on the way.
    Node {
        /// Its name.
        node: String,
        /// Whether it was entered.
        passage: Passage,
    },
    /// An option that isn't offered.
    Hidden {
        /// The node.
        node: String,
        /// The option's id.
        option: String,
        /// Why its `when` doesn't hold.
        reasons: Vec<Reason>,
    },
    /// A case of a way on.
    Case {
        /// The node whose way it is.
        node: String,
        /// Which case, from 1.
        case: usize,
        /// Where it leads.
        to: String,
        /// The record that was looked at, if it goes through records.
        record: Option<String>,
        /// What came of it.
        verdict: Verdict,
    },
    /// A rule.
    Rule {
        /// Its name.
        rule: String,
        /// The record that was looked at, if it goes through records.
        record: Option<String>,
        /// What came of it.
        verdict: Verdict,
    },
    /// A hook that ran.
    Hook {
        /// Its name.
        hook: String,
        /// What it read, as `fact` or `records.field`.
        read: Vec<String>,
        /// What it asked for, as it is written in a hook.
        asked: Vec<String>,
        /// Why it failed, and where in its file.
        fault: Option<(String, Option<Span>)>,
    },
    /// A follow-up on the agenda.
    FollowUp {
        /// The node that it asks.
        node: String,
        /// What that is told.
        given: Vec<String>,
        /// What became of it.
        fate: FollowUpFate,
    },
}

/// What came of an interrupt that heard something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum InterruptFate {
    /// It asks.
    Asks,
    /// It asks already, so it only said so.
    AsksAlready,
    /// What it heard was sent on as an answer before, so it is quiet.
    Quiet,
    /// This other interrupt goes before it.
    Yields(String),
    /// An option of the question is called so.
    IsAnOption,
}

/// Whether a node was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Passage {
    /// It was, because of this if it has a `when`.
    Entered(Vec<Reason>),
    /// It was passed by: its `when` doesn't hold.
    PassedBy(Vec<Reason>),
    /// It was passed by: a hook asked for that.
    Skipped,
}

/// Why a rule or a case did or didn't come to anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// It spoke, or was taken.
    Took(Vec<Reason>),
    /// It was taken as the last one, since none before it held.
    TookLast,
    /// Its condition doesn't hold.
    Unmet(Vec<Reason>),
    /// There is no record to go through.
    NoRecord(String),
    /// It came as often as it may.
    Spent(u32),
    /// It may only speak in other parts of the conversation.
    Elsewhere {
        /// Where it may speak.
        during: Vec<String>,
        /// Where the conversation is.
        here: Option<String>,
    },
    /// It may only speak when no follow-up is open, and one is.
    FollowUpOpen,
    /// It may only speak when an ordinary question was answered since the last rule spoke, and none was.
    NotRested,
    /// What it asked is still being answered.
    StillOpen,
    /// It holds, but this one went before it.
    Outspoken {
        /// The rule that spoke, with its record.
        by: String,
        /// Why that one goes first.
        why: Precedence,
    },
    /// Its hook asked for nothing.
    AskedNothing,
    /// Its hook only asked for what waits already or was asked before.
    AskedBefore,
    /// Its hook failed.
    HookFailed,
}

/// A fact, or a field of a record, that is other than it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its name; of a field, as `p1.near`.
    pub place: String,
    /// What it was; nothing, where the record is new.
    pub was: Option<String>,
    /// What it is.
    pub now: String,
}

/// Something that failed, with the place in the files that a writer must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Misstep {
    /// What failed.
    pub fault: Fault,
    /// In the hook's file where a hook failed, else where the node stands.
    pub span: Option<Span>,
}

/// What is looked at when a meaning is given in a state: the events of its [`step`], told. With the words in which it was given,
/// those interrupts are told of, too, that heard something in them and don't speak.
pub fn trace(script: &Script, state: &State, meaning: &Meaning, words: Option<&str>) -> Trace {
    if !state.is_of(script) {
        return Trace::default();
    }
    let (after, events) = step(script, state, meaning);
    let silent = words.map_or_else(Vec::new, |words| silent(script, state, meaning, words));
    told(script, &state.facts, silent, (&after, &events))
}

/// The interrupts that heard something and don't speak.
fn silent(script: &Script, state: &State, meaning: &Meaning, words: &str) -> Vec<Look> {
    let Some(asked) = Asked::of(script, state) else { return Vec::new() };
    let speaks = match meaning {
        Meaning::Interrupt { noticed, .. } => Some(&noticed.interrupt),
        _ => None,
    };
    let heard = listen(script, &Heard::new(words), &state.quiet, asked.exact);
    let silent = heard.into_iter().filter_map(|listened| {
        let name = &script.interrupt(listened.interrupt).name;
        let fate = match speaks {
            Some(other) if other == name => return None,
            _ if listened.patterns.is_empty() => InterruptFate::Quiet,
            Some(other) => InterruptFate::Yields(other.clone()),
            None => InterruptFate::IsAnOption,
        };
        Some(Look::Interrupt { interrupt: name.clone(), fate })
    });
    silent.collect()
}

/// What is looked at when a conversation begins. Nothing, where it can't begin so.
pub(crate) fn trace_beginning(script: &Script, with: &Begin) -> Trace {
    let Ok((after, events)) = begin(script, with) else { return Trace::default() };
    told(script, &events.was, Vec::new(), (&after, &events))
}

/// Where the node stands at which something failed.
pub(crate) fn place_of(script: &Script, fault: &Fault) -> Option<Span> {
    script.node_named(&fault.node).map(|node| script.node(node).span)
}

fn told(script: &Script, before: &[Value], first: Vec<Look>, (after, events): (&State, &Events<'_>)) -> Trace {
    let looked = looks(script, after, events, first);
    let in_hook = |fault: &Fault| {
        looked.iter().find_map(|look| match (look, &fault.what) {
            (Look::Hook { hook, fault: Some((why, span)), .. }, Failure::Hook { hook: failed, why: because }) => {
                (hook == failed && why == because).then_some(*span).flatten()
            }
            _ => None,
        })
    };
    let faults = render(script, after, events).faults.into_iter();
    let faults = faults.map(|fault| Misstep { span: in_hook(&fault).or_else(|| place_of(script, &fault)), fault }).collect();
    Trace { changed: values::changes(script, before, after.facts()), faults, unread: events.is_unread(), looked, by: None }
}
