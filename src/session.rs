//! A conversation under way: what was answered so far, and the question that waits.
//!
//! Below it lies [`step`], one pure function: a reply goes in, a new [`State`] and a [`Turn`] come out. The session keeps
//! what the step doesn't: the [`Log`] of what was typed. `back` and `why` are its own, and need nothing but the log.

mod asking;
mod commands;
mod follow_ups;
mod gathering;
mod hooked;
mod log;
mod memory;
mod offering;
mod replies;
mod spoken;
mod state;
mod step;
mod telling;
mod turn;
mod verbs;
mod wording;

pub(crate) use log::FORMAT as LOG_FORMAT;
pub use log::{Begin, BeginError, Entry, Given, Log, Said, begin};
pub use state::{From, RestoreError, State};
pub use step::{Reply, show, step};
pub use turn::{Cause, Failure, Fault, Identity, Kind, Noticed, Offer, Outcome, Question, Turn, Understood, VerbUsed};

use crate::phrases;
use crate::replay::{ReplayError, replay};
use crate::script::{Prose, Script};
use commands::Command;

/// A conversation under way.
#[derive(Debug)]
pub struct Session<'s> {
    script: &'s Script,
    state: State,
    log: Log,
    turn: Turn,
}

/// What a session answers to something typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// The conversation went on, or a question stands again: see [`Session::turn`].
    Turn,
    /// Something was told beside the conversation; the same question still stands.
    Told(Prose),
    /// The person leaves.
    Left(Prose),
}

impl<'s> Session<'s> {
    /// Begins a conversation.
    ///
    /// # Errors
    /// If the host gives a fact that the dialogue doesn't let it give, or a value that doesn't fit.
    pub fn begin(script: &'s Script, with: Begin) -> Result<Self, BeginError> {
        let (state, turn) = begin(script, &with)?;
        let log = Log::new(script, with);
        Ok(Session { script, state, log, turn })
    }

    /// Takes up a conversation from its log.
    ///
    /// # Errors
    /// If the log belongs to other content.
    pub fn resume(script: &'s Script, log: Log) -> Result<Self, ReplayError> {
        let (state, mut turns) = replay(script, &log)?;
        let turn = turns.pop().unwrap_or_else(|| show(script, &state));
        Ok(Session { script, state, log, turn })
    }

    /// The last turn: what was said, and the question that waits.
    pub fn turn(&self) -> &Turn {
        &self.turn
    }

    /// Where the conversation stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What was answered so far.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Whether nothing is asked any more.
    pub fn has_ended(&self) -> bool {
        self.state.ended().is_some()
    }

    /// Takes what a person typed: a command of the session, or a reply to the question.
    pub fn hear(&mut self, typed: &str) -> Response {
        if let Some(command) = commands::certain(self.script, typed)
            && !(command.yields() && self.offers(typed))
        {
            return self.obey(command);
        }
        let kind = self.turn.outcome.question().map(|question| &question.kind);
        if kind == Some(&Kind::Command) && commands::one_is_a_safety_word(self.script, typed) {
            return self.obey(Command::Safety);
        }
        let (state, turn) = step(self.script, &self.state, &Reply::Typed(typed.to_owned()));
        let free = matches!(self.turn.outcome.question().map(|question| &question.kind), Some(Kind::Text | Kind::Gather));
        if !free
            && let Outcome::Unread(_) = turn.outcome
            && turn.noticed.is_none()
            && let Some(command) = commands::likely(typed)
        {
            return self.obey(command);
        }
        self.log.note(self.script, &self.turn, &state, &turn, Some(typed));
        (self.state, self.turn) = (state, turn);
        Response::Turn
    }

    /// Whether an option of the present question has exactly this name, or a command of the content is said so.
    fn offers(&self, typed: &str) -> bool {
        match self.turn.outcome.question().map(|question| &question.kind) {
            Some(Kind::Choose(offers) | Kind::ChooseMany(offers)) => offers.iter().any(|offer| offer.id == typed.trim()),
            Some(Kind::Command) if !typed.trim_start().starts_with('/') => verbs::hear(self.script, &self.state, typed),
            _ => false,
        }
    }

    fn obey(&mut self, command: Command) -> Response {
        match command {
            Command::Help => Response::Told(self.help()),
            Command::Why => Response::Told(self.why()),
            Command::Quit => Response::Left(Prose::plain(phrases::LEFT)),
            Command::Look => {
                self.turn = show(self.script, &self.state);
                Response::Turn
            }
            Command::Back => self.back(),
            Command::Skip => self.take(&Reply::Typed("skip".to_owned()), Some("skip")),
            Command::Safety => self.take(&Reply::Safety, None),
        }
    }

    fn take(&mut self, reply: &Reply, typed: Option<&str>) -> Response {
        let (state, turn) = step(self.script, &self.state, reply);
        self.log.note(self.script, &self.turn, &state, &turn, typed);
        (self.state, self.turn) = (state, turn);
        Response::Turn
    }

    /// The help lines first, then what may be typed.
    pub fn help(&self) -> Prose {
        let mut help = match &self.script.safety {
            Some(safety) => step::tell_node(self.script, &self.state, safety.ask),
            None => Prose::default(),
        };
        if let Some(Kind::Command) = self.turn.outcome.question().map(|question| &question.kind) {
            help.append(Prose::plain(phrases::MANUAL_OF_COMMANDS));
            let tries = offering::tries(self.script, &self.state);
            if !tries.is_empty() {
                help.append(Prose::plain(&phrases::you_can_try(&tries)));
            }
        } else {
            help.append(Prose::plain(phrases::MANUAL));
        }
        help
    }

    /// Why the present question is asked, from its real cause.
    pub fn why(&self) -> Prose {
        let Some(question) = self.turn.outcome.question() else { return Prose::plain(phrases::WHY_ENDED) };
        let mut why = match &question.identity.from {
            Cause::Start => Prose::plain(phrases::WHY_START),
            Cause::Safety => Prose::plain(phrases::WHY_SAFETY),
            Cause::Interrupt(_) => Prose::plain(phrases::WHY_INTERRUPT),
            Cause::Rule { .. } | Cause::Hook(_) => Prose::default(),
            Cause::Verb { node, verb } => match self.log.command(self.script, node, verb) {
                Some(line) => Prose::plain(&phrases::why_command(&line)),
                None => Prose::plain(phrases::WHY_NEXT),
            },
            Cause::Choice { node, choice } => match self.log.label(node, choice) {
                Some(label) => Prose::plain(&phrases::why_answer(&label)),
                None => Prose::plain(phrases::WHY_NEXT),
            },
            Cause::Node(node) => match self.log.number(node) {
                Some(number) => Prose::plain(&phrases::why_answer(&number.to_string())),
                None => Prose::plain(phrases::WHY_NEXT),
            },
        };
        if let Some(because) = &question.because {
            let because = Prose::plain(&phrases::because(&because.to_string()));
            // What the writer says of it tells more than that it comes next.
            if why == Prose::plain(phrases::WHY_NEXT) || why.is_empty() {
                why = because;
            } else {
                why.append(because);
            }
        }
        why
    }

    /// One answer back. Everything is as it was before it, but for the facts that last.
    fn back(&mut self) -> Response {
        let mut earlier = self.log.clone();
        if !earlier.step_back() {
            return Response::Told(Prose::plain(phrases::NOTHING_BACK));
        }
        // The log is this session's own, of this very content, so it can be replayed.
        if let Ok((mut state, _)) = replay(self.script, &earlier) {
            let lasting = self.state.lasting(self.script);
            let carried = lasting.into_iter().filter(|(fact, value)| state.fact(*fact) != value).collect::<Vec<_>>();
            if !carried.is_empty() {
                state.carry(self.script, &carried);
                earlier.entries.push(Entry::Carried(carried));
            }
            let mut turn = show(self.script, &state);
            let commands = turn.outcome.question().is_some_and(|question| question.kind == Kind::Command);
            let mut said = Prose::plain(if commands { phrases::TAKEN_BACK } else { phrases::BACK });
            said.append(std::mem::take(&mut turn.said));
            turn.said = said;
            (self.state, self.turn, self.log) = (state, turn, earlier);
        }
        Response::Turn
    }
}
