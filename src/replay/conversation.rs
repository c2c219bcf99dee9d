//! A conversation under way: the state, the last turn, and the log that led there. They only change together.

use super::log::{Entry, Given, Log};
use crate::caps;
use crate::reading::{Asked, Commands, LeftOut, Meaning, Misfit, Reading, Rest, Taken, read_answer, read_on};
use crate::script::{HostValue, Script};
use crate::step::{Begin, BeginError, Lasting, State, begin, step};
use crate::turn::{Outcome, Turn, render, show};

/// Where a conversation stands.
#[derive(Clone, Debug)]
pub(crate) struct Conversation {
    /// The state.
    pub state: State,
    /// What came of the last reply.
    pub turn: Turn,
    /// What was given so far.
    pub log: Log,
}

impl Conversation {
    /// At the first question.
    pub fn begin(script: &Script, with: Begin) -> Result<Conversation, BeginError> {
        let (state, events) = begin(script, &with)?;
        let turn = render(script, &state, &events);
        let mut log = Log::new(script, with);
        log.wait(script, &state, &turn);
        Ok(Conversation { state, turn, log })
    }

    /// Reads a line as an answer, where a command to the program would be none.
    pub fn read_answer(&self, script: &Script, typed: &str) -> Option<Reading> {
        Some(read_answer(&Asked::of(script, &self.state)?, typed))
    }

    /// Takes what was read in a line for the step, and notes it; further commands of the line, too, where each leads.
    pub fn go(&mut self, script: &Script, reading: Reading, typed: &str) {
        let Reading { taken: Taken::Step(meaning), guessed, by, rest } = reading else { return };
        let meaning = match (meaning, &rest) {
            (Meaning::Misfit(misfit), Some(rest)) => {
                Meaning::Misfit(Misfit::WithRest { misfit: Box::new(misfit), rest: rest.told(script) })
            }
            (meaning, _) => meaning,
        };
        let label = meaning.option().and_then(|id| {
            let asked = Asked::of(script, &self.state)?;
            Some(asked.option(id)?.label.shown.clone())
        });
        let (mut state, mut turn) = stepped(script, &self.state, &meaning);
        let mut left_out = None;
        if let (Meaning::Commands(_), Some(rest)) = (&meaning, rest) {
            left_out = self::rest(script, &mut state, &mut turn, rest);
        }
        let meaning = match meaning {
            Meaning::Commands(commands) => Meaning::Commands(Commands { left_out, ..commands }),
            meaning => meaning,
        };
        self.note(script, state, turn, Given { meaning: &meaning, words: Some(typed), label, guessed, by: Some(by) });
    }

    /// Takes a meaning that nobody typed, and notes it.
    pub fn take(&mut self, script: &Script, meaning: &Meaning) {
        let (state, turn) = stepped(script, &self.state, meaning);
        self.note(script, state, turn, Given { meaning, words: None, label: None, guessed: false, by: None });
    }

    fn note(&mut self, script: &Script, state: State, turn: Turn, given: Given<'_>) {
        self.log.note(script, (&self.state, &self.turn), (&state, &turn), given);
        (self.state, self.turn) = (state, turn);
        if let Some(Entry::Replied(replied)) = self.log.entries.last() {
            replied.read_as(script, &mut self.turn);
        }
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
        let meaning = replied.again();
        let (state, turn) = stepped(script, &self.state, &meaning);
        let unread = matches!(turn.outcome, Outcome::Unread(_));
        let same = match &meaning {
            Meaning::Safety => !unread,
            Meaning::Interrupt { .. } => turn.noticed.is_some(),
            meaning if meaning.is_answer() => turn.understood.is_some(),
            Meaning::Commands(commands) if !commands.used.is_empty() => {
                matches!(&turn.understood, Some(Meaning::Commands(done)) if done.used == commands.used)
            }
            _ => unread && turn.noticed.is_none(),
        };
        if same {
            let (words, label) = (replied.words.as_deref(), replied.label.clone());
            self.note(script, state, turn, Given { meaning: &meaning, words, label, guessed: replied.guessed, by: replied.by });
        }
        same
    }

    /// Greets somebody who comes back, and notes it.
    pub fn come_back(&mut self, script: &Script, given: Vec<(String, HostValue)>) {
        let (state, turn) = stepped(script, &self.state, &Meaning::Returned(given.clone()));
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

/// A step, and what came of it in words.
pub(super) fn stepped(script: &Script, state: &State, meaning: &Meaning) -> (State, Turn) {
    let (after, events) = step(script, state, meaning);
    let turn = render(script, &after, &events);
    (after, turn)
}

/// Reads on in a line of commands where the first one led, up to the first that can't be done; tells what of it is left out.
fn rest(script: &Script, state: &mut State, turn: &mut Turn, mut rest: Rest) -> Option<LeftOut> {
    for _ in 1..caps::COMMANDS {
        let asked = Asked::of(script, state).filter(Asked::takes_commands);
        let Some(asked) = asked else { return leave_out(script, state, turn, None, Some(rest)) };
        let next = read_on(&asked, rest);
        match next.taken {
            Taken::Step(meaning @ Meaning::Commands(_)) => {
                let (after, more) = stepped(script, state, &meaning);
                *state = after;
                turn.go_on(more);
            }
            Taken::Step(Meaning::Misfit(misfit)) => return leave_out(script, state, turn, Some(misfit), next.rest),
            Taken::Step(_) | Taken::Session(_) | Taken::Before(_) => return leave_out(script, state, turn, None, next.rest),
        }
        rest = next.rest?;
    }
    leave_out(script, state, turn, None, Some(rest))
}

/// Says what of a line is left out, and why.
fn leave_out(script: &Script, state: &mut State, turn: &mut Turn, misfit: Option<Misfit>, rest: Option<Rest>) -> Option<LeftOut> {
    let left_out = LeftOut { misfit, rest: rest.map(|rest| rest.told(script)) };
    if state.ended().is_some() {
        return None;
    }
    let said = Meaning::Commands(Commands { used: Vec::new(), left_out: Some(left_out.clone()) });
    let (after, more) = stepped(script, state, &said);
    *state = after;
    turn.go_on(more);
    Some(left_out)
}
