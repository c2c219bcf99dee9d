//! Playing a log again, in one of two ways.
//!
//! [`replay`] gives the same replies in the same order to the same content, and comes to the same turns: tests, `back`.
//! *By identity* it begins at the beginning and goes by what is demanded, so that one answer may have changed, or the content
//! may have been edited: see [`Session::change`](crate::Session::change) and [`Session::rejoin`](crate::Session::rejoin).
//! Both only call [`step`](crate::step()).

mod changing;
mod conversation;
mod echoes;
mod format1;
mod log;
mod renames;
mod report;
mod taking_up;

pub use changing::{Change, Refusal};
pub(crate) use changing::{Rejoined, change, read_at, rejoin};
pub(crate) use conversation::Conversation;
pub(crate) use echoes::{kept_at, linked};
pub use log::{Entry, Log, Replied};
pub(crate) use renames::Renames;
pub use report::Report;
pub(crate) use report::in_their_words;
pub(crate) use taking_up::take_up;
pub use taking_up::{Doubt, Offered};

use crate::reading::Meaning;
use crate::script::Script;
use crate::step::{BeginError, State, begin};
use crate::turn::{Turn, render, show};
use conversation::stepped;
use std::fmt;

/// A log can't be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// Its form is of another version.
    OtherFormat(u32),
    /// It isn't a log at all.
    NotALog(String),
    /// It belongs to other content.
    OtherContent,
    /// It can't even begin.
    Begin(BeginError),
}

impl fmt::Display for ReplayError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::OtherFormat(format) => write!(formatter, "the log is of format {format}, which isn't known here"),
            ReplayError::NotALog(why) => write!(formatter, "this is no log of a conversation: {why}"),
            ReplayError::OtherContent => formatter.write_str("the log belongs to other content"),
            ReplayError::Begin(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for ReplayError {}

/// Reads a log from JSON, in the present form or an earlier one. `script` is the content with which it is taken up.
///
/// # Errors
/// If it isn't a log, or is of a form that isn't known here.
pub fn read_log(script: &Script, json: &str) -> Result<Log, ReplayError> {
    #[derive(serde::Deserialize)]
    struct Form {
        format: u32,
    }
    let not_a_log = |error: serde_json::Error| ReplayError::NotALog(error.to_string());
    match serde_json::from_str::<Form>(json).map_err(not_a_log)?.format {
        log::FORMAT => serde_json::from_str(json).map_err(not_a_log),
        format1::FORMAT => Ok(serde_json::from_str::<format1::OldLog>(json).map_err(not_a_log)?.converted(script)),
        other => Err(ReplayError::OtherFormat(other)),
    }
}

/// Plays a log again with the content it was made with: the state at its end, and every turn on the way.
///
/// # Errors
/// If the log belongs to other content, or is of a form that isn't known here.
pub fn replay(script: &Script, log: &Log) -> Result<(State, Vec<Turn>), ReplayError> {
    if log.format != log::FORMAT {
        return Err(ReplayError::OtherFormat(log.format));
    }
    if log.script != script.fingerprint {
        return Err(ReplayError::OtherContent);
    }
    let (mut state, events) = begin(script, &log.begin).map_err(ReplayError::Begin)?;
    let turn = render(script, &state, &events);
    state.retire(script, &log.retired);
    let mut turns = vec![turn];
    for entry in &log.entries {
        let turn = match entry {
            Entry::Replied(replied) => {
                let (next, mut turn) = stepped(script, &state, &replied.again());
                replied.read_as(script, &mut turn);
                state = next;
                turn
            }
            Entry::Carried { facts, .. } => {
                state.carry(script, facts);
                show(script, &state)
            }
            Entry::Returned { given, .. } => {
                let (next, turn) = stepped(script, &state, &Meaning::Returned(given.clone()));
                state = next;
                turn
            }
        };
        turns.push(turn);
    }
    Ok((state, turns))
}
