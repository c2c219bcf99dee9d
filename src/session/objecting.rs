//! "That's wrong": the answer behind what was told back is asked for anew, and takes the old one's place.
//!
//! The step only hears it, and says what the writer says to it. Which words stood on the screen, and which answers they came
//! from, is found here; what is typed next goes the way of every other change.

use super::amending::Amending;
use super::notes::{Note, answers};
use super::{Response, Session};
use crate::phrases;
use crate::reading::{Meaning, Noticed, Reading, Taken};
use crate::replay;
use crate::replay::{Entry, Replied, kept_at, linked};
use crate::script::Prose;
use crate::turn::{Identity, show};

/// That something was told back wrongly, as it was said at a question.
#[derive(Debug)]
pub(super) struct Objection {
    /// What was heard.
    noticed: Noticed,
    /// The question that waits.
    at: Option<Identity>,
    /// Whether an interrupt was open there.
    interrupted: bool,
    /// The answers of which something stood on the screen.
    told: Vec<Identity>,
}

impl Session<'_> {
    /// The objection that was read in a line, if one was; to be asked before the session goes on.
    pub(super) fn objection(&self, reading: &Reading) -> Option<Objection> {
        let Taken::Step(Meaning::Interrupt { noticed, .. }) = &reading.taken else { return None };
        let noticed = Some(noticed).filter(|noticed| self.script.amends(&noticed.interrupt))?.clone();
        let at = self.turn().outcome.question().map(|question| question.identity.clone());
        Some(Objection { noticed, at, interrupted: self.at.state.is_interrupted(), told: self.told_back() })
    }

    /// Asks anew for what was told back wrongly; which, where it may have been several. Where nothing was, the way back is said.
    pub(super) fn ask_anew(&mut self, objection: Objection) -> Response {
        let here = self.turn().outcome.question().map(|question| question.identity.clone());
        // The writer leads elsewhere, or asks for it there.
        if here.is_none() || here != objection.at {
            return Response::Turn;
        }
        let notes = self.noted_of(&objection.told);
        let (mut said, question) = self.said_to_it();
        let more = match &notes[..] {
            [] if objection.interrupted || self.notes().is_empty() => return Response::Turn,
            [] => {
                said.append(Prose::plain(phrases::BACK_SAYS_IT));
                said.append(question);
                self.at.turn.said = said;
                return Response::Turn;
            }
            [note] => {
                self.amending = Some(Amending::Answer(note.question.identity.clone()));
                anew(note)
            }
            several => {
                self.amending = Some(Amending::Among(several.iter().map(|note| note.question.identity.clone()).collect()));
                among(several, phrases::WHICH_WAS_WRONG)
            }
        };
        self.objected = Some(objection.noticed);
        said.append(more);
        Response::Told(said)
    }

    /// Takes what was typed for one of several answers; asks again where it is none of them.
    pub(super) fn one_among(&mut self, questions: Vec<Identity>, place: Option<usize>) -> Response {
        let notes = self.noted_of(&questions);
        match place.and_then(|place| notes.get(place.checked_sub(1)?)) {
            Some(note) => {
                self.amending = Some(Amending::Answer(note.question.identity.clone()));
                Response::Told(anew(note))
            }
            None => {
                self.amending = Some(Amending::Among(questions));
                Response::Told(among(&notes, phrases::WHICH_NUMBER))
            }
        }
    }

    /// Whether something was named of which nothing else was said yet, and that nothing else names: then its name may simply change.
    pub(super) fn is_only_named(&self, question: &Identity) -> bool {
        let log = &self.at.log;
        let all = || log.entries.iter().chain(&log.aside).filter_map(Entry::answer);
        let Some(key) = all().find(|answer| answer.question == *question).and_then(Replied::named) else { return false };
        let about = |answer: &Replied| answer.named() == Some(key) || answer.question.given.iter().any(|(_, value)| value == key);
        !all().any(|answer| answer.question != *question && about(answer))
    }

    /// Whether what was typed in the place of something that was named names nothing.
    pub(super) fn names_nothing(&self, question: &Identity, typed: &str) -> bool {
        let named = |entry: &Entry| entry.answer().is_some_and(|replied| replied.question == *question && replied.named().is_some());
        let read = || replay::read_at(self.script, &self.at.log, question, typed);
        self.at.log.entries.iter().any(named)
            && read().is_some_and(|reading| !matches!(reading.taken, Taken::Step(Meaning::Words(_) | Meaning::Things(_))))
    }

    /// How often something was heard that stands in the log.
    pub(super) fn times_heard(&self, noticed: &Noticed) -> usize {
        let same = |entry: &&Entry| match entry {
            Entry::Replied(replied) => replied.noticed().is_some_and(|heard| heard.interrupt == noticed.interrupt),
            Entry::Carried { .. } | Entry::Returned { .. } => false,
        };
        self.at.log.entries.iter().filter(same).count()
    }

    /// After a change: an objection was heard at a question that isn't asked any more, so it is noted at the one that is. A writer
    /// who counts them counts what was said, and not what is left.
    pub(super) fn keep_count(&mut self, noticed: &Noticed, times: usize) {
        let Some(here) = self.turn().outcome.question().map(|question| question.identity.clone()) else { return };
        if self.times_heard(noticed) >= times || self.at.state.is_interrupted() {
            return;
        }
        let mut at = self.at.clone();
        at.take(self.script, &Meaning::Interrupt { noticed: noticed.clone(), held: None });
        let stands = at.turn.outcome.question().is_some_and(|question| question.identity == here);
        if stands && !at.state.is_interrupted() {
            at.turn = self.at.turn.clone();
            self.at = at;
        }
    }

    /// The answers of which something stands on the screen, in the order in which it stands there.
    fn told_back(&self) -> Vec<Identity> {
        let question = show(self.script, &self.at.state).echoes;
        let mut told = self.shown_as_understood().into_iter().collect::<Vec<_>>();
        for echo in self.turn().echoes.iter().chain(&question) {
            let record = linked(self.script, &self.at.state, echo);
            let answer = [Some(echo), record.as_ref()].into_iter().flatten().find_map(|place| {
                let answers = self.at.log.entries.iter().rev().filter_map(Entry::answer).filter(|answer| says_something(answer));
                answers.into_iter().find(|answer| kept_at(self.script, &self.at.state, answer).contains(place))
            });
            if let Some(answer) = answer
                && !told.contains(&answer.question)
            {
                told.push(answer.question.clone());
            }
        }
        told
    }

    /// The answer that was given last, where it stands on the screen as it was understood: whatever was guessed, and several options.
    fn shown_as_understood(&self) -> Option<Identity> {
        let turn = self.turn();
        let shown = turn.guessed || matches!(turn.understood, Some(Meaning::Options(_)));
        let last = self.at.log.entries.last().and_then(Entry::answer);
        last.filter(|answer| shown && Some(&answer.meaning) == turn.understood.as_ref() && says_something(answer))
            .map(|answer| answer.question.clone())
    }

    pub(super) fn noted_of(&self, questions: &[Identity]) -> Vec<Note> {
        let notes = self.notes();
        let of = |question: &Identity| notes.iter().rev().find(|note| note.question.identity == *question).cloned();
        questions.iter().filter_map(of).collect()
    }

    /// What the writer says to an objection, and what the question says again behind it.
    fn said_to_it(&self) -> (Prose, Prose) {
        let mut said = self.turn().said.clone();
        let question = show(self.script, &self.at.state).said;
        if said.paragraphs.ends_with(&question.paragraphs) {
            said.paragraphs.truncate(said.paragraphs.len() - question.paragraphs.len());
            return (said, question);
        }
        (said, Prose::default())
    }
}

/// Whether an answer can be told back: declining can't.
fn says_something(answer: &Replied) -> bool {
    answer.meaning.says_something()
}

/// The question of then, what stands there now, and that another answer is asked for.
fn anew(note: &Note) -> Prose {
    let mut told = Prose::default();
    told.push(&format!("{} – ", note.asked), false);
    told.push(&note.answer, true);
    told.append(answers(note));
    told.append(Prose::plain(phrases::HOW_WOULD_YOU_SAY_IT));
    told
}

/// What stood on the screen, with numbers.
fn among(notes: &[Note], ask: &str) -> Prose {
    let mut told = Prose::default();
    for (place, note) in notes.iter().enumerate() {
        told.push(&format!("{}{:>3}  ", if place > 0 { "\n" } else { "" }, place + 1), false);
        // A number alone says too little.
        if matches!(note.question.kind, super::Kind::Number { .. }) {
            told.push(&format!("{} – ", note.asked), false);
        }
        told.push(&note.answer, true);
    }
    told.append(Prose::plain(ask));
    told
}
