//! Changing an earlier answer, asked for in words: which one, what instead, and only its spelling or another thing.

use super::notes::{Note, answers, listed};
use super::{Response, Session};
use crate::english as words;
use crate::phrases;
use crate::reading::{Asked, LEAVE, Meaning, Noticed};
use crate::replay::Change;
use crate::replay::Entry;
use crate::script::Prose;
use crate::turn::{Identity, Question};

/// The options of what is asked about a change.
const SAME: &str = "@same";
const SPELLING: &str = "@spelling";
const ANOTHER: &str = "@another";

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

    /// What is asked before the question that waits, as a question of its own: about a change, or about an earlier answer.
    pub(super) fn asked_before(&self) -> Option<Asked<'_>> {
        let choice = |options: Vec<(String, String, Option<usize>)>| Asked::choice(self.script, options);
        let numbered = |notes: &[Note]| {
            let option = |(place, note): (usize, &Note)| ((place + 1).to_string(), note.answer.clone(), Some(place + 1));
            notes.iter().enumerate().map(option).collect::<Vec<_>>()
        };
        let Some(amending) = &self.amending else {
            self.offered.as_ref()?;
            return Some(choice(Vec::new()).with_names(SAME, words::SAME_WORDS));
        };
        let asked = match amending {
            // Only the numbers are asked for there: anything else may be an answer to the question that waits.
            Amending::Which | Amending::WhichToForget => {
                choice(numbered(&self.notes()).into_iter().map(|(id, _, number)| (id, String::new(), number)).collect())
            }
            Amending::Among(questions) => Asked { insists: true, ..choice(numbered(&self.noted_of(questions))) },
            Amending::Answer(_) => Asked { insists: true, ..choice(Vec::new()) },
            Amending::Spelling(..) => {
                let both = choice(Vec::new()).with_names(SPELLING, words::SPELLING_WORDS).with_names(ANOTHER, words::ANOTHER_WORDS);
                Asked { insists: true, ..both }
            }
        };
        Some(asked.with_names(LEAVE, words::LEAVE_WORDS))
    }

    /// What comes of an answer to what was asked before the question.
    pub(super) fn answered_before(
        &mut self,
        amending: Option<Amending>,
        objected: Option<Noticed>,
        answer: &Meaning,
        typed: &str,
    ) -> Response {
        let Some(amending) = amending else { return self.keep_the_same() };
        if answer.option() == Some(LEAVE) {
            return self.leave_as_it_was(objected.is_some());
        }
        let heard = objected.map(|noticed| (self.times_heard(&noticed), noticed));
        let response = self.amended_by(amending, answer, typed, heard.is_some());
        if let Some((times, noticed)) = heard {
            match (&self.amending, &response) {
                (Some(_), _) => self.objected = Some(noticed),
                (None, Response::Turn) => self.keep_count(&noticed, times),
                (None, _) => {}
            }
        }
        response
    }

    /// The earlier answer that is offered is taken once more.
    fn keep_the_same(&mut self) -> Response {
        let Some(offered) = &self.offered else { return Response::Turn };
        let same = Entry::Replied(Box::new(offered.answer.clone()));
        if self.at.again(self.script, &same) { self.settle() } else { Response::Turn }
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

    /// What comes of an answer about a change that is open.
    fn amended_by(&mut self, amending: Amending, answer: &Meaning, typed: &str, objected: bool) -> Response {
        let place = || match answer {
            Meaning::Number(number) => usize::try_from(*number).ok(),
            answer => answer.option().and_then(|id| id.parse::<usize>().ok()),
        };
        match amending {
            Amending::Among(questions) => self.one_among(questions, place()),
            // What names nothing isn't taken for the name of another thing.
            Amending::Answer(question) if objected && self.names_nothing(&question, typed) => self.leave_as_it_was(objected),
            // Spelled anew or another thing: it is all the same as long as nothing rests on it.
            Amending::Answer(question) if objected && self.is_only_named(&question) => {
                self.change(Change::Spelling { question, typed: typed.to_owned() })
            }
            Amending::Which => self.amend(Some(place().unwrap_or(0)), ""),
            Amending::WhichToForget => self.forget(Some(place().unwrap_or(0))),
            Amending::Answer(question) => self.answer_anew(question, typed),
            Amending::Spelling(question, answered) => match answer.option() {
                Some(SPELLING) => self.change(Change::Spelling { question, typed: answered }),
                Some(ANOTHER) => self.change(Change::Another { question, typed: answered }),
                _ => self.spelling_or_another(question, answered),
            },
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

/// The question once more, what may be answered there, and how to leave it alone.
fn instead(note: &Note) -> Prose {
    let mut told = Prose::default();
    told.push(&note.asked, false);
    told.append(answers(note));
    told.append(Prose::plain(&phrases::instead_of(&note.answer)));
    told
}
