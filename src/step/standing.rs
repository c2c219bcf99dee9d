//! Where a session stands: the state, the last turn, and the log that led there. They only change together.

use super::log::{Begin, BeginError, Entry, Given, Lasting, Log, Said, begin};
use super::run::{Reply, show, step};
use super::state::State;
use super::turn::{Outcome, Turn};
use crate::script::Script;

/// Where a session stands.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// The state.
    pub state: State,
    /// What came of the last reply.
    pub turn: Turn,
    /// What was given so far.
    pub log: Log,
}

impl Standing {
    /// At the first question.
    pub fn begin(script: &Script, with: Begin) -> Result<Standing, BeginError> {
        let (state, turn) = begin(script, &with)?;
        let mut log = Log::new(script, with);
        log.wait(script, &state, &turn);
        Ok(Standing { state, turn, log })
    }

    /// Takes a reply, and notes it.
    pub fn take(&mut self, script: &Script, reply: &Reply, typed: Option<&str>) {
        let (state, turn) = step(script, &self.state, reply);
        self.go(script, state, turn, typed);
    }

    /// Goes where a reply leads, and notes it.
    pub fn go(&mut self, script: &Script, state: State, turn: Turn, typed: Option<&str>) {
        self.log.note(script, (&self.state, &self.turn), (&state, &turn), typed);
        (self.state, self.turn) = (state, turn);
    }

    /// Does again what was done before; no, where it isn't the same any more: then nothing is done.
    pub fn again(&mut self, script: &Script, entry: &Entry) -> bool {
        let replied = match entry {
            Entry::Replied(replied) => replied,
            Entry::Carried { facts, .. } => {
                self.carry(script, facts.clone());
                return true;
            }
            Entry::Returned { given, .. } => {
                self.come_back(script, given.clone());
                return true;
            }
        };
        let (state, turn) = step(script, &self.state, &replied.again());
        let unread = matches!(turn.outcome, Outcome::Unread(_));
        let (same, typed) = match &replied.said {
            Said::Words(words) if replied.was_read() => (turn.understood.is_some(), Some(words.as_str())),
            Said::Words(words) if replied.understood.is_some() => (turn.understood == replied.understood, Some(words.as_str())),
            Said::Words(words) => (unread && turn.noticed.is_none(), Some(words.as_str())),
            Said::Noticed { words, .. } => (turn.noticed.is_some(), words.as_deref()),
            Said::Safety => (!unread, None),
        };
        if same {
            self.go(script, state, turn, typed);
        }
        same
    }

    /// Greets somebody who comes back, and notes it.
    pub fn come_back(&mut self, script: &Script, given: Vec<(String, Given)>) {
        let (state, turn) = step(script, &self.state, &Reply::Returned(given.clone()));
        self.log.returned(script, &self.turn, (&state, &turn), given);
        (self.state, self.turn) = (state, turn);
    }

    /// Notes where it stands, after the log was cut.
    pub fn rest(&mut self, script: &Script) {
        self.log.wait(script, &self.state, &self.turn);
    }

    /// Carries facts over that last, and asks the question again as it is then.
    pub fn carry(&mut self, script: &Script, facts: Vec<(String, Lasting)>) {
        let now = self.state.lasting(script);
        let facts = facts.into_iter().filter(|fact| !now.contains(fact)).collect::<Vec<_>>();
        if facts.is_empty() {
            return;
        }
        // Where nothing is asked any more there is no question that it could hang on; the log remembers it all the same.
        if self.state.ended().is_some() {
            for (name, value) in facts {
                self.log.lasting.retain(|(found, _)| *found != name);
                self.log.lasting.push((name, value));
            }
            return;
        }
        self.state.carry(script, &facts);
        self.turn = show(script, &self.state);
        self.log.carry(script, &self.turn, &self.state, facts);
    }
}
