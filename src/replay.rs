//! Playing a log again: the same content, the same replies in the same order, the same turns.

use crate::script::Script;
use crate::session::{BeginError, Entry, Log, Reply, Said, State, Turn, begin, show, step};
use std::fmt;

/// A log can't be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// Its form is of another version.
    OtherFormat(u32),
    /// It belongs to other content.
    OtherContent,
    /// It can't even begin.
    Begin(BeginError),
}

impl fmt::Display for ReplayError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplayError::OtherFormat(format) => write!(formatter, "the log is of format {format}, which isn't known here"),
            ReplayError::OtherContent => formatter.write_str("the log belongs to other content"),
            ReplayError::Begin(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for ReplayError {}

/// Plays a log again with the content it was made with: the state at its end, and every turn on the way.
///
/// # Errors
/// If the log belongs to other content, or is of a form that isn't known here.
pub fn replay(script: &Script, log: &Log) -> Result<(State, Vec<Turn>), ReplayError> {
    if log.format != crate::session::LOG_FORMAT {
        return Err(ReplayError::OtherFormat(log.format));
    }
    if log.script != script.fingerprint {
        return Err(ReplayError::OtherContent);
    }
    let (mut state, turn) = begin(script, &log.begin).map_err(ReplayError::Begin)?;
    let mut turns = vec![turn];
    for entry in &log.entries {
        let turn = match entry {
            Entry::Replied { said, .. } => {
                let (next, turn) = step(script, &state, &reply(said));
                state = next;
                turn
            }
            Entry::Carried(lasting) => {
                state.carry(script, lasting);
                show(script, &state)
            }
        };
        turns.push(turn);
    }
    Ok((state, turns))
}

/// What was given, as a step takes it.
pub(crate) fn reply(said: &Said) -> Reply {
    match said {
        Said::Words(words) => Reply::Typed(words.clone()),
        Said::Safety => Reply::Safety,
        Said::Noticed { noticed, words, .. } => Reply::Noticed(noticed.clone(), words.clone()),
    }
}
