//! Changing an earlier answer, asked for in words: which one, what instead, and only its spelling or another thing.

use super::notes::Note;
use super::{Response, Session};
use crate::patterns::folded;
use crate::phrases;
use crate::replay::Change;
use crate::script::Prose;
use crate::step::commands::{self, Command};
use crate::step::{Identity, Kind, Question, alarms};

/// What is still open about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Amending {
    /// Which answer is to change.
    Which,
    /// Which of these answers was told back wrongly.
    Among(Vec<Identity>),
    /// Which answer is to be forgotten.
    WhichToForget,
    /// What the answer to this question is to be.
    Answer(Identity),
    /// Whether these words are only another spelling.
    Spelling(Identity, String),
}

impl Session<'_> {
    /// Whether something about an earlier answer is asked just now, before the question that waits.
    pub fn is_amending(&self) -> bool {
        self.amending.is_some()
    }

    /// The earlier question that is being answered anew, if one is.
    pub fn amended(&self) -> Option<Question> {
        let Some(Amending::Answer(identity)) = &self.amending else { return None };
        self.notes().into_iter().map(|note| note.question).find(|question| question.identity == *identity)
    }

    /// Asks for what isn't said yet of a change, or makes it.
    pub(super) fn amend(&mut self, place: Option<usize>, answer: &str) -> Response {
        let notes = self.notes();
        let Some(place) = place else { return self.which(&notes, Amending::Which, phrases::WHICH_TO_CHANGE) };
        let Some(note) = at(&notes, place) else { return self.no_such(&notes, Amending::Which) };
        let question = note.question.identity.clone();
        if answer.is_empty() {
            self.amending = Some(Amending::Answer(question));
            return Response::Told(instead(note));
        }
        self.answer_anew(question, answer)
    }

    /// Forgets an answer, or asks which.
    pub(super) fn forget(&mut self, place: Option<usize>) -> Response {
        let notes = self.notes();
        let Some(place) = place else { return self.which(&notes, Amending::WhichToForget, phrases::WHICH_TO_FORGET) };
        match at(&notes, place) {
            Some(note) => self.change(Change::Forget { question: note.question.identity.clone() }),
            None => self.no_such(&notes, Amending::WhichToForget),
        }
    }

    /// Takes what was typed as a part of a change that is open; nothing, where it is none.
    pub(super) fn go_on_amending(&mut self, typed: &str) -> Option<Response> {
        let amending = self.amending.take()?;
        let objected = self.objected.take();
        let command = commands::certain(self.script, typed);
        // Whatever else is wanted goes before, and what alarms is listened to at the question that waits.
        if alarms(self.script, typed) || command.as_ref().is_some_and(|command| *command != Command::Back) {
            return None;
        }
        if typed.trim().is_empty() || command.is_some() || phrases::LEAVE_WORDS.contains(&folded(typed).as_str()) {
            return Some(self.leave_as_it_was(objected.is_some()));
        }
        let heard = objected.map(|noticed| (self.times_heard(&noticed), noticed));
        let response = self.amended_by(amending, typed, heard.is_some())?;
        if let Some((times, noticed)) = heard {
            match (&self.amending, &response) {
                (Some(_), _) => self.objected = Some(noticed),
                (None, Response::Turn) => self.keep_count(&noticed, times),
                (None, _) => {}
            }
        }
        Some(response)
    }

    /// Nothing changes. Whoever objected to something had left the question for it, so it is shown again.
    fn leave_as_it_was(&mut self, objected: bool) -> Response {
        let left = Prose::plain(phrases::LEFT_AS_IT_WAS);
        if !objected {
            return Response::Told(left);
        }
        self.land(None, left);
        Response::Turn
    }

    /// What comes of what was typed; nothing, where it is no part of the change.
    fn amended_by(&mut self, amending: Amending, typed: &str, objected: bool) -> Option<Response> {
        let place = || typed.trim().trim_end_matches('.').parse::<usize>().ok();
        match amending {
            Amending::Among(questions) => Some(self.one_among(questions, typed)),
            // What names nothing isn't taken for the name of another thing.
            Amending::Answer(question) if objected && self.names_nothing(&question, typed) => Some(self.leave_as_it_was(objected)),
            // Spelled anew or another thing: it is all the same as long as nothing rests on it.
            Amending::Answer(question) if objected && self.is_only_named(&question) => {
                Some(self.change(Change::Spelling { question, typed: typed.to_owned() }))
            }
            Amending::Which => Some(self.amend(Some(place()?), "")),
            Amending::WhichToForget => Some(self.forget(Some(place()?))),
            Amending::Answer(question) => Some(self.answer_anew(question, typed)),
            Amending::Spelling(question, answer) => {
                let said = folded(typed);
                let words = said.split_whitespace().collect::<Vec<_>>();
                let says = |among: &[&str]| words.iter().any(|word| among.contains(word));
                Some(match (says(phrases::SPELLING_WORDS), says(phrases::ANOTHER_WORDS)) {
                    (true, false) => self.change(Change::Spelling { question, typed: answer }),
                    (false, true) => self.change(Change::Another { question, typed: answer }),
                    _ => self.spelling_or_another(question, answer),
                })
            }
        }
    }

    fn answer_anew(&mut self, question: Identity, answer: &str) -> Response {
        let response = self.change(Change::Answer { question: question.clone(), typed: answer.to_owned() });
        match &response {
            Response::Told(told) if *told == Prose::plain(phrases::SPELLING_OR_ANOTHER) => {
                self.spelling_or_another(question, answer.to_owned())
            }
            Response::Told(told) if ![phrases::CHANGE_WAITS, phrases::NOT_ANSWERED].map(Prose::plain).contains(told) => {
                // It couldn't be read as an answer there, so it is asked for again.
                let mut told = told.clone();
                told.append(Prose::plain(phrases::OR_LEAVE_IT));
                self.amending = Some(Amending::Answer(question));
                Response::Told(told)
            }
            _ => response,
        }
    }

    fn spelling_or_another(&mut self, question: Identity, answer: String) -> Response {
        self.amending = Some(Amending::Spelling(question, answer));
        let mut told = Prose::plain(phrases::SPELLING_OR_ANOTHER);
        told.append(Prose::plain(phrases::SPELLING_OR_ANOTHER_HOW));
        Response::Told(told)
    }

    fn which(&mut self, notes: &[Note], amending: Amending, ask: &str) -> Response {
        if notes.is_empty() {
            return Response::Told(Prose::plain(phrases::NOTHING_TO_CHANGE));
        }
        self.amending = Some(amending);
        let mut told = listed(notes);
        told.append(Prose::plain(ask));
        Response::Told(told)
    }

    fn no_such(&mut self, notes: &[Note], amending: Amending) -> Response {
        if notes.is_empty() {
            return Response::Told(Prose::plain(phrases::NOTHING_TO_CHANGE));
        }
        self.amending = Some(amending);
        Response::Told(Prose::plain(&phrases::no_such_answer(notes.len())))
    }
}

fn at(notes: &[Note], place: usize) -> Option<&Note> {
    notes.get(place.checked_sub(1)?)
}

/// The answers with their numbers, a line each.
pub(super) fn listed(notes: &[Note]) -> Prose {
    let mut told = Prose::default();
    for (place, note) in notes.iter().enumerate() {
        told.push(&format!("{}{:>3}  {} – ", if place > 0 { "\n" } else { "" }, place + 1, note.asked), false);
        told.push(&note.answer, true);
    }
    told
}

/// The question once more, what may be answered there, and how to leave it alone.
fn instead(note: &Note) -> Prose {
    let mut told = Prose::default();
    told.push(&note.asked, false);
    told.append(answers(note));
    told.append(Prose::plain(&phrases::instead_of(&note.answer)));
    told
}

/// What may be answered to a question, a line each; nothing, where anything may.
pub(super) fn answers(note: &Note) -> Prose {
    let options = match &note.question.kind {
        Kind::Choose(offers) | Kind::ChooseMany(offers) => offers.iter().map(|offer| offer.label.to_string()).collect(),
        Kind::YesNo { yes, no } => vec![yes.to_string(), no.to_string()],
        Kind::Number { low, high, .. } => vec![format!("{low} … {high}")],
        Kind::Text | Kind::Gather | Kind::Continue(_) | Kind::Command => Vec::new(),
    };
    let numbered = matches!(note.question.kind, Kind::Choose(_) | Kind::ChooseMany(_));
    let line = |(place, label): (usize, &String)| if numbered { format!("{:>3}  {label}", place + 1) } else { format!("     {label}") };
    let lines = options.iter().enumerate().map(line).collect::<Vec<_>>();
    let mut told = Prose::default();
    if !lines.is_empty() {
        told.push(&lines.join("\n"), false);
    }
    told
}
