//! A conversation under way: what was answered so far, and the question that waits.
//!
//! Below it lies [`step`], one pure function: a meaning goes in, a new [`State`] and what happened come out. The session keeps
//! what the step doesn't: the [`Log`] of what was typed. `back` and `why` are its own, and need nothing but the log.

mod amending;
mod notes;
mod objecting;
mod why;

pub use notes::{Note, Part};

pub use crate::reading::{
    CommandMisfit, Commands, Left, LeftOut, Meaning, Misfit, Noticed, Pending, Reader, Reading, Taken, VerbUsed, Words,
};
pub use crate::render::{Echo, Failure, Fault, Mention};
pub use crate::replay::{Entry, Log, Replied};
pub use crate::script::HostValue;
pub use crate::step::{
    Begin, BeginError, Events, FollowUpFate, From, Lasting, Precedence, RestoreError, Resumed, State, Unfit, begin, fits, step,
};
pub use crate::trace::{
    Changed, Found, InterruptFate, Look, Misstep, Overview, Passage, Reason, RecordTable, Trace, Verdict, overview, trace,
};
pub use crate::turn::{Cause, Identity, Kind, Offer, Outcome, Question, Turn, render, show};

use crate::keepsake::{self, Keepsake, keepsake};
use crate::phrases;
use crate::reading::{Asked, COMMANDS, Command, after_the_end, asks_for_help, read, unquoted};
use crate::replay::Conversation;
use crate::replay::{self, Change, Offered, Refusal, Renames, ReplayError, Report, in_their_words};
use crate::script::{Prose, Script};
use crate::step::tries;
use crate::trace::{place_of, trace_beginning};
use crate::turn::tell_node;
use amending::Amending;

/// A conversation under way.
#[derive(Clone, Debug)]
pub struct Session<'s> {
    script: &'s Script,
    at: Conversation,
    /// An earlier answer to the question that waits, which isn't taken for granted.
    offered: Option<Offered>,
    /// Changes that were asked for inside an interrupt.
    waiting: Vec<Change>,
    /// A change that is still being asked about.
    amending: Option<Amending>,
    /// What was heard that began it, where they objected to something that was told back.
    objected: Option<Noticed>,
    /// What `back` took back since the last answer, the latest last.
    undone: Vec<Vec<Entry>>,
    /// Whether it was said how to answer with a word that is taken for a command.
    told_of_commands: bool,
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
        Ok(Session::at(script, Conversation::begin(script, with)?))
    }

    /// Takes up a conversation from its log, with the same content.
    ///
    /// # Errors
    /// If the log belongs to other content.
    pub fn resume(script: &'s Script, log: Log) -> Result<Self, ReplayError> {
        let (state, mut turns) = replay::replay(script, &log)?;
        let turn = turns.pop().unwrap_or_else(|| show(script, &state));
        Ok(Session::at(script, Conversation { state, turn, log }))
    }

    /// Takes up a conversation from its log with content that may have been edited since: every answer whose question is
    /// still asked stands. Tells what became of the others.
    ///
    /// # Errors
    /// If the log is of a form that isn't known here.
    pub fn rejoin(script: &'s Script, log: &Log) -> Result<(Self, Report), ReplayError> {
        let replay::Rejoined { at, offered, report } = replay::rejoin(script, log)?;
        let mut session = Session::at(script, at);
        session.land(offered, report.told(script));
        Ok((session, report))
    }

    /// Takes up a conversation on another visit, as [`rejoin`](Self::rejoin) does, with what the host knows now: what greets
    /// those who come back goes before the question that waits. Where the content greets nobody, that question is asked.
    ///
    /// What isn't asked of the host, or doesn't fit, is passed over.
    ///
    /// # Errors
    /// If the log is of a form that isn't known here.
    pub fn come_back(script: &'s Script, log: &Log, given: Vec<(String, HostValue)>) -> Result<(Self, Report), ReplayError> {
        let (mut session, report) = Session::rejoin(script, log)?;
        if script.returning.is_none() {
            return Ok((session, report));
        }
        session.at.come_back(script, given);
        // What is offered belongs to the question beneath, and is offered again when that is asked.
        session.offered = None;
        let mut said = report.told(script);
        said.append(std::mem::take(&mut session.at.turn.said));
        session.at.turn.said = said;
        Ok((session, report))
    }

    /// Whether it ended so that everything begins anew.
    pub fn begins_afresh(&self) -> bool {
        let afresh = self.script.returning.as_ref().and_then(|returning| returning.afresh.as_deref());
        afresh.is_some() && self.at.state.ended() == afresh
    }

    fn at(script: &'s Script, at: Conversation) -> Self {
        Session {
            script,
            at,
            offered: None,
            waiting: Vec::new(),
            amending: None,
            objected: None,
            undone: Vec::new(),
            told_of_commands: false,
        }
    }

    /// The last turn: what was said, and the question that waits.
    pub fn turn(&self) -> &Turn {
        &self.at.turn
    }

    /// Where the conversation stands.
    pub fn state(&self) -> &State {
        &self.at.state
    }

    /// What was answered so far.
    pub fn log(&self) -> &Log {
        &self.at.log
    }

    /// Whether nothing is asked any more.
    pub fn has_ended(&self) -> bool {
        self.at.state.ended().is_some()
    }

    /// An earlier answer to the question that waits: given before something changed, and kept by typing "same".
    pub fn offered(&self) -> Option<&Offered> {
        self.offered.as_ref()
    }

    /// What was looked at in the last turn, found by taking its step once more from where the conversation stood before.
    pub fn trace(&self) -> Trace {
        let mut earlier = self.at.log.clone();
        // What `back` carried over is no reply; the one before it led here.
        while let Some(entry) = earlier.entries.pop() {
            let (meaning, words, by) = match entry {
                Entry::Carried { .. } => continue,
                Entry::Returned { given, .. } => (Meaning::Returned(given), None, None),
                Entry::Replied(replied) => (replied.again(), replied.words, replied.by),
            };
            // The log is this session's own, of this very content, so it can be replayed.
            let before = replay::replay(self.script, &earlier).map(|(state, _)| state);
            let traced = before.map(|state| trace(self.script, &state, &meaning, words.as_deref()));
            return traced.map_or_else(|_| Trace::default(), |traced| Trace { by, ..traced });
        }
        trace_beginning(self.script, &earlier.begin)
    }

    /// What failed in the last turn, each with the place that a writer must look at.
    pub fn missteps(&self) -> Vec<Misstep> {
        let traced = if self.turn().faults.is_empty() { Vec::new() } else { self.trace().faults };
        let misstep = |fault: &Fault| {
            let found = traced.iter().find(|misstep| misstep.fault == *fault).cloned();
            found.unwrap_or_else(|| Misstep { fault: fault.clone(), span: place_of(self.script, fault) })
        };
        self.turn().faults.iter().map(misstep).collect()
    }

    /// What is remembered, what still waits, and what lies on what.
    pub fn overview(&self) -> Overview {
        overview(self.script, &self.at.state)
    }

    /// What the person would take home now; nothing, as long as there is nothing to take.
    pub fn keepsake(&self) -> Option<Keepsake> {
        keepsake(self.script, &self.at.state)
    }

    /// The card of help, as it could be put up on a wall; nothing, where the content has none. The day on which its numbers
    /// were checked stands on it where the content says so.
    pub fn help_card(&self) -> Option<Keepsake> {
        let safety = self.script.safety.as_ref()?;
        let lines = tell_node(self.script, &self.at.state, safety.ask).paragraphs;
        let lines = lines.iter().map(|line| keepsake::Entry { text: line.to_string(), mirrors: None }).collect();
        Some(Keepsake {
            title: phrases::CARD_TITLE.to_owned(),
            parts: vec![keepsake::Part { title: phrases::CARD_PART.to_owned(), lines }],
        })
    }

    /// Takes what a person typed: a command of the session, or a reply to the question.
    pub fn hear(&mut self, typed: &str) -> Response {
        let Some(reading) = self.read(typed) else {
            return after_the_end(self.script, typed).map_or(Response::Turn, |command| self.obey(command, false));
        };
        let amending = self.amending.take();
        let objected = self.objected.take();
        match reading.taken {
            Taken::Before(answer) => self.answered_before(amending, objected, &answer, typed),
            Taken::Session(command) => {
                let bare = self.takes_anything() && !typed.trim_start().starts_with(['/', '?']);
                self.obey(command, bare)
            }
            Taken::Step(_) => {
                let objection = self.objection(&reading);
                self.at.go(self.script, reading, unquoted(self.script, typed));
                let response = self.settle();
                objection.map_or(response, |objection| self.ask_anew(objection))
            }
        }
    }

    /// What a line would be taken for here and now; nothing, once the conversation has ended.
    pub fn read(&self, typed: &str) -> Option<Reading> {
        let mut asked = Asked::of(self.script, &self.at.state)?;
        asked.before = self.asked_before().map(Box::new);
        Some(read(self.script, &asked, typed))
    }

    /// Whether the question that waits takes any words, so that a command there might have been meant as its answer.
    fn takes_anything(&self) -> bool {
        self.turn().outcome.question().is_some_and(|question| question.kind.takes_words())
    }

    /// The names of the commands that a front end may offer while something is typed.
    pub fn commands() -> impl Iterator<Item = &'static str> {
        COMMANDS.into_iter()
    }

    /// Changes what was answered before, and keeps everything that is still asked. What rested on it is asked again.
    pub fn change(&mut self, change: Change) -> Response {
        if self.at.state.is_interrupted() {
            self.waiting.push(change);
            return Response::Told(Prose::plain(phrases::CHANGE_WAITS));
        }
        match replay::change(self.script, &self.at.log, &change) {
            Ok(replay::Rejoined { at, offered, report }) => {
                self.at = at;
                self.undone.clear();
                let told = if report.is_empty() { Prose::plain(phrases::CHANGED) } else { report.told(self.script) };
                self.land(offered, told);
                Response::Turn
            }
            Err(Refusal::NotAnswered) => Response::Told(Prose::plain(phrases::NOT_ANSWERED)),
            Err(Refusal::SpellingOrAnother) => Response::Told(Prose::plain(phrases::SPELLING_OR_ANOTHER)),
            Err(Refusal::Unread(said)) => Response::Told(said),
        }
    }

    /// After a reply: what was set aside is taken up where it is asked after all, and changes that waited are made.
    fn settle(&mut self) -> Response {
        let answered = self.at.turn.understood.is_some() || self.at.turn.noticed.is_some();
        if !answered || self.at.state.is_interrupted() {
            return Response::Turn;
        }
        self.offered = None;
        self.undone.clear();
        if let Some(Entry::Replied(last)) = self.at.log.entries.last() {
            let question = last.question.clone();
            self.at.log.aside.retain(|entry| *entry.question() != question);
        }
        let before = self.at.log.entries.len();
        let given = self.at.turn.clone();
        let offered = replay::take_up(self.script, &Renames::default(), &mut self.at, None);
        if self.at.log.entries.len() > before || offered.is_some() {
            let said = if self.at.log.entries.len() > before { Prose::default() } else { std::mem::take(&mut self.at.turn.said) };
            self.land(offered, said);
            // What was taken up was said long ago; what came of the reply is what was just given.
            let Turn { understood, label, guessed, by, noticed, resumed, faults, .. } = given;
            self.at.turn = Turn { understood, label, guessed, by, noticed, resumed, faults, ..self.at.turn.clone() };
        }
        // Each is made once: one that can't be made any more is left, and the conversation goes on.
        for change in std::mem::take(&mut self.waiting) {
            self.change(change);
        }
        Response::Turn
    }

    /// Shows where one landed: what is told first, then the question, then the earlier answer that is offered.
    fn land(&mut self, offered: Option<Offered>, told: Prose) {
        let mut shown = show(self.script, &self.at.state);
        let mut said = told;
        if let Some(offered) = &offered {
            said.append(Prose::plain(&phrases::said_before(&in_their_words(self.script, &offered.answer))));
        }
        said.append(std::mem::take(&mut shown.said));
        self.at.turn = Turn { said, ..shown };
        self.offered = offered;
    }

    /// Whether commands are asked for.
    fn commands_asked(&self) -> bool {
        matches!(self.turn().outcome.question().map(|question| &question.kind), Some(Kind::Command))
    }

    /// Does what a command asks. Where it stood `bare` at a question that takes any words, it may have been meant as an answer;
    /// that is said once.
    fn obey(&mut self, command: Command, bare: bool) -> Response {
        match command {
            Command::Help => {
                let mut help = self.help();
                if bare && !std::mem::replace(&mut self.told_of_commands, true) {
                    help.append(Prose::plain(phrases::TAKEN_FOR_HELP));
                }
                Response::Told(help)
            }
            Command::Why(0) => Response::Told(self.beside(self.why(), "why", bare)),
            Command::Why(before) => Response::Told(self.why_before(before)),
            Command::Notes => Response::Told(self.beside(self.noted(), "notes", bare)),
            Command::Map => Response::Told(self.map()),
            Command::Keepsake => {
                let told = self.keepsake().map_or_else(|| phrases::NO_KEEPSAKE.to_owned(), |keepsake| keepsake.text());
                Response::Told(self.beside(Prose::plain(&told), "keepsake", bare))
            }
            Command::Pause => Response::Told(Prose::plain(phrases::PAUSED)),
            Command::Change(place, answer) => self.amend(place, &answer),
            Command::Forget(place) => self.forget(place),
            Command::Quit => Response::Left(Prose::plain(phrases::LEFT)),
            Command::QuitPerhaps => Response::Told(Prose::plain(phrases::LEAVE_OR_ANSWER)),
            Command::Look => {
                self.at.turn = show(self.script, &self.at.state);
                Response::Turn
            }
            Command::Back => self.back(bare),
            Command::Again => self.again(),
            // Whoever skips declines: that is read as an answer, and never comes here.
            Command::Skip => Response::Turn,
            Command::Safety => {
                self.at.take(self.script, &Meaning::Safety);
                self.settle()
            }
        }
    }

    /// What is told where a command was typed that might have been an answer; once it is said how to send it as one.
    fn beside(&mut self, mut told: Prose, word: &str, bare: bool) -> Prose {
        if bare && !std::mem::replace(&mut self.told_of_commands, true) {
            told.append(Prose::plain(&phrases::taken_for_command(word)));
        }
        told
    }

    /// The help lines alone, for where nothing else can be typed any more.
    pub fn help_lines(&self) -> Prose {
        self.script.safety.as_ref().map_or_else(Prose::default, |safety| tell_node(self.script, &self.at.state, safety.ask))
    }

    /// Whether this asks for help at any prompt, see [`help`](Self::help).
    pub fn asks_for_help(&self, typed: &str) -> bool {
        asks_for_help(self.script, typed)
    }

    /// The help lines first, then what may be typed.
    pub fn help(&self) -> Prose {
        let mut help = self.help_lines();
        if self.commands_asked() {
            help.append(Prose::plain(phrases::MANUAL_OF_COMMANDS));
            let tries = tries(self.script, &self.at.state.world(self.script), &[]);
            if !tries.is_empty() {
                help.append(Prose::plain(&phrases::you_can_try(&tries)));
            }
        } else {
            help.append(Prose::listed(phrases::MANUAL));
        }
        help
    }

    /// One answer back. Everything is as it was before it, but for the facts that last.
    fn back(&mut self, bare: bool) -> Response {
        let mut earlier = self.at.log.clone();
        let over = !self.at.state.is_interrupted();
        if !earlier.step_back(|heard| over && self.script.amends(heard)) {
            return Response::Told(Prose::plain(phrases::NOTHING_BACK));
        }
        // The log is this session's own, of this very content, so it can be replayed.
        if let Ok((state, _)) = replay::replay(self.script, &earlier) {
            self.undone.push(self.at.log.entries[earlier.entries.len()..].to_vec());
            let lasting = self.at.log.lasting.clone();
            let mut at = Conversation { turn: show(self.script, &state), state, log: earlier };
            at.rest(self.script);
            at.carry(self.script, lasting);
            self.at = at;
            let mut said = Prose::plain(if self.commands_asked() { phrases::TAKEN_BACK } else { phrases::BACK });
            if bare && !std::mem::replace(&mut self.told_of_commands, true) {
                said.append(Prose::plain(phrases::TAKEN_FOR_BACK));
            }
            self.land(None, said);
        }
        Response::Turn
    }

    /// Forward again, after going back and before anything else is answered. Otherwise the question is shown again.
    fn again(&mut self) -> Response {
        let Some(taken) = self.undone.pop() else {
            self.at.turn = show(self.script, &self.at.state);
            return Response::Turn;
        };
        let rest = std::mem::take(&mut self.undone);
        if !taken.iter().all(|entry| self.at.again(self.script, entry)) {
            return Response::Told(Prose::plain(phrases::NOTHING_AGAIN));
        }
        let response = self.settle();
        self.undone = rest;
        response
    }
}
