//! What happened in a step, in order: places in the script, and no sentence. Whoever shows a turn, or tells why a rule stayed
//! silent, reads it; where nobody looks, no word is put together.
//!
//! Each event happened at a [`Moment`], and what is said of it later is said of that moment: facts may have been set since.

use super::state::{FollowUp, Met, State};
use crate::hooks::{self, HookId};
use crate::reading::{Meaning, Misfit, Noticed};
use crate::render::Failure;
use crate::script::{Case, Counts, Go, InterruptId, NodeId, RuleId, Script, Template, Value, World};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What happened in a step, see [`step`](super::step); [`render`](crate::render()) makes of it what a front end shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Events<'s> {
    /// What happened, in order, each with the place of its moment.
    happened: Vec<(Event<'s>, usize)>,
    moments: Vec<Moment>,
    /// The facts with which the last answer or command was given.
    pub(crate) was: Arc<Vec<Value>>,
    /// Whether the reply was no answer, so that the question is asked again.
    pub(crate) unread: bool,
    /// How the reply was taken as an answer.
    pub(crate) understood: Option<Meaning>,
    /// Why it couldn't be.
    pub(crate) misfit: Option<Misfit>,
    /// What was heard in it, if an interrupt heard something.
    pub(crate) noticed: Option<Noticed>,
    /// The held texts that were taken as answers.
    pub(crate) resumed: Vec<Resumed>,
}

/// A held text that was taken as an answer after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The interrupt that held it.
    pub interrupt: String,
    /// The node that it answers.
    pub node: String,
    /// How it was understood; nothing, where it couldn't be read.
    pub understood: Option<Meaning>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event<'s> {
    /// The conversation began.
    Began,
    /// Something was said.
    Said(Said<'s>),
    /// Something failed.
    Failed(Failure),
    /// A question was answered so.
    Answered(NodeId, Option<Meaning>),
    /// An interrupt heard something; it asks already, or it does now.
    Interrupted { interrupt: InterruptId, asks_already: bool },
    /// A node was reached.
    Reached(NodeId, Reached),
    /// The option at this place of the question that was reached isn't offered.
    Hidden(usize),
    /// A case of a way on was looked at.
    Case { node: NodeId, place: usize, case: &'s Case, fate: CaseFate },
    /// No case of a way held, so it went on to the last.
    LastCase { node: NodeId, place: usize, go: &'s Go },
    /// A rule was looked at, for a record where it goes through records.
    Rule(RuleId, Option<u32>, RuleFate),
    /// A hook ran.
    Hook(HookId, hooks::Run),
    /// A follow-up was put on the agenda, left out, or asked.
    FollowUp(FollowUp, FollowUpFate),
}

/// What was said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said<'s> {
    /// What this node says.
    Node(NodeId),
    /// A text of the content.
    Text(&'s Template),
    /// A sentence of the program.
    Phrase(&'static str),
    /// What a hook says.
    Hook(String),
    /// Why a reply was no answer, after so many others.
    Misfit { misfit: Misfit, tries: u8, can_be_left: bool },
    /// What of a line wasn't done.
    LeftOut(String),
}

/// What became of a node that was reached.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    /// It was entered.
    Entered,
    /// Its `when` doesn't hold.
    PassedBy,
    /// A hook wanted it passed by.
    Skipped,
}

/// What became of a case.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum CaseFate {
    /// It was taken, for this record if it goes through records.
    Took(Option<u32>),
    /// Its condition doesn't hold, for this record.
    Unmet(Option<u32>),
    /// There is no record to go through.
    NoRecord,
    /// It was taken as often as it may be.
    Spent(u32),
}

/// What became of a rule.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum RuleFate {
    /// It spoke.
    Spoke,
    /// Its condition doesn't hold.
    Unmet,
    /// There is no record to go through.
    NoRecord,
    /// It spoke as often as it may.
    Spent,
    /// What it asked is still being answered.
    StillOpen,
    /// It may only speak in other parts than this one.
    Elsewhere(Option<usize>),
    /// It may only speak when no follow-up is open, and one is.
    FollowUpOpen,
    /// It may only speak when an ordinary question was answered since the last rule spoke, and none was.
    NotRested,
    /// It holds, but this rule went before it.
    Outspoken(RuleId, Option<u32>, Precedence),
    /// Its hook asked for nothing.
    AskedNothing,
    /// Its hook only asked for what waits already or was asked before.
    AskedBefore,
    /// Its hook failed.
    HookFailed,
}

/// Why one rule goes before another.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Precedence {
    /// Its level is more urgent.
    Level,
    /// It spoke less often.
    Seldom,
    /// It stands earlier in the files.
    Order,
    /// It is the same rule, and its record is older.
    Record,
}

/// What became of a follow-up.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum FollowUpFate {
    /// It was put on the agenda.
    Added,
    /// It was put on the agenda, for after the next ordinary question.
    AddedForLater,
    /// It was left out: the same waits already.
    WaitsAlready,
    /// It was left out: the same was asked before.
    AskedBefore,
    /// It was left out: the agenda is full.
    NoRoom,
    /// It was asked.
    Asked,
    /// It waits until no follow-up is open.
    WaitsForFollowUp,
    /// It waits until one more ordinary question was answered.
    WaitsForQuestion,
}

/// What conditions and texts could look at when something happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moment {
    facts: Arc<Vec<Value>>,
    was: Arc<Vec<Value>>,
    given: Vec<Value>,
    /// The node that asked, or was entered last.
    pub here: Option<NodeId>,
    /// The node whose given things are spoken of; none, where only the nouns of a command are.
    pub asking: Option<NodeId>,
    /// How often each node was met when the step began, and those that were met in it up to now.
    met: Arc<Met>,
    since: Vec<NodeId>,
}

impl Counts for Moment {
    fn times(&self, node: NodeId) -> i64 {
        let since = self.since.iter().filter(|met| **met == node).count();
        self.met.times(node) + since as i64
    }
}

impl Moment {
    /// What can be looked at.
    pub fn world<'w>(&'w self, script: &'w Script) -> World<'w> {
        World { script, now: &self.facts, was: &self.was, given: &self.given, here: self.here, counts: self }
    }
}

impl<'s> Events<'s> {
    pub(super) fn new(state: &State) -> Self {
        Events {
            happened: Vec::new(),
            moments: Vec::new(),
            was: Arc::clone(&state.facts),
            unread: false,
            understood: None,
            misfit: None,
            noticed: None,
            resumed: Vec::new(),
        }
    }

    /// Each event with its moment, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Event<'s>, &Moment)> {
        self.happened.iter().map(|(event, moment)| (event, &self.moments[*moment]))
    }

    /// How the reply was taken as an answer; nothing, if there was none or it couldn't be read.
    pub fn understood(&self) -> Option<&Meaning> {
        self.understood.as_ref()
    }

    /// Whether the reply was no answer, so that the question is asked again.
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// What was heard in the reply, if an interrupt heard something.
    pub fn noticed(&self) -> Option<&Noticed> {
        self.noticed.as_ref()
    }

    /// Notes something that happened at a moment.
    pub(super) fn note(&mut self, event: Event<'s>, moment: usize) {
        self.happened.push((event, moment));
    }

    /// How much has happened so far.
    pub(super) fn len(&self) -> usize {
        self.happened.len()
    }

    /// What happened since so much had.
    pub(super) fn since(&self, len: usize) -> impl Iterator<Item = &Event<'s>> {
        self.happened[len..].iter().map(|(event, _)| event)
    }

    /// The place of the present moment: a new one, if anything is other than it was at the last. What a moment shares isn't
    /// written to any more, so the same place in memory holds the same facts.
    pub(super) fn moment(&mut self, now: Present<'_>) -> usize {
        let Present { state, given, asking, met, since } = now;
        let same = self.moments.last().is_some_and(|last| {
            Arc::ptr_eq(&last.facts, &state.facts)
                && Arc::ptr_eq(&last.was, &self.was)
                && last.since.len() == since.len()
                && (last.here, last.asking) == (state.here(), asking)
                && last.given == given
        });
        if !same {
            self.moments.push(Moment {
                facts: Arc::clone(&state.facts),
                was: Arc::clone(&self.was),
                given: given.to_vec(),
                here: state.here(),
                asking,
                met: Arc::clone(met),
                since: since.to_vec(),
            });
        }
        self.moments.len() - 1
    }
}

/// What makes up the present moment of a step.
pub(super) struct Present<'p> {
    pub state: &'p State,
    pub given: &'p [Value],
    pub asking: Option<NodeId>,
    pub met: &'p Arc<Met>,
    pub since: &'p [NodeId],
}
