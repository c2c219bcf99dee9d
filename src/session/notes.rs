//! What was understood so far, each answer with the question to which it was given, and the parts that were visited.

use super::Session;
use crate::caps;
use crate::english::{Stop, stops};
use crate::phrases;
use crate::reading::{Left, Meaning};
use crate::render::{alarms, sentence_list};
use crate::replay;
use crate::replay::{Entry, Log, Replied};
use crate::script::{Prose, Script};
use crate::turn::{Identity, Kind, Outcome, Question, Turn};

/// An answer that was given, as a person is shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The question, as it was asked.
    pub question: Question,
    /// What was asked, in one sentence.
    pub asked: String,
    /// What was understood, where it may be repeated.
    pub answer: String,
}

/// A part of the conversation that was visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// How many answers were given there.
    pub answers: usize,
    /// Whether the question that waits belongs to it.
    pub here: bool,
}

impl Session<'_> {
    /// What was answered so far, in order, as a person is shown it: without what an interrupt heard, and without anything
    /// that was said while one was open.
    pub fn notes(&self) -> Vec<Note> {
        notes(self.script, &self.at.log)
    }

    /// The parts of the conversation that were visited, in order.
    pub fn parts(&self) -> Vec<Part> {
        let here = self.turn().outcome.question().and_then(|question| question.section.as_deref());
        parts(self.script, &self.at.log, here)
    }

    /// What was understood so far, and how to change it.
    pub(super) fn noted(&self) -> Prose {
        let notes = self.notes();
        if notes.is_empty() {
            return Prose::plain(phrases::NOTHING_NOTED);
        }
        let mut told = Prose::plain(phrases::NOTED);
        told.append(listed(&notes));
        told.append(Prose::plain(phrases::NOTED_CHANGE));
        told
    }

    /// The parts that were visited, drawn one below the other.
    pub(super) fn map(&self) -> Prose {
        let parts = self.parts();
        if parts.is_empty() {
            return Prose::plain(phrases::NO_MAP);
        }
        let line = |part: &Part| phrases::part(&part.title, part.answers, part.here);
        let lines = parts.iter().map(line).collect::<Vec<_>>();
        let mut told = Prose::plain(&lines.join(&format!("\n{}\n", phrases::BETWEEN_PARTS)));
        told.append(Prose::plain(phrases::MAP_ENDS));
        told
    }

    /// Why an earlier question was asked: so many answers before the one that waits.
    pub(super) fn why_before(&self, before: usize) -> Prose {
        let notes = self.notes();
        let Some(note) = notes.len().checked_sub(before).and_then(|place| notes.get(place)) else {
            return Prose::plain(&phrases::why_so_far(notes.len()));
        };
        let mut why = Prose::plain(&phrases::about(&note.asked));
        // Asked where it stood then: what led to it may have changed since.
        if let Some(then) = self.when_asked(&note.question.identity) {
            why.append(then.why());
        }
        why
    }

    /// The conversation as it was when a question was asked first.
    fn when_asked(&self, question: &Identity) -> Option<Session<'_>> {
        let log = self.log();
        let place = log.entries.iter().position(|entry| entry.question() == question)?;
        Session::resume(self.script, Log { entries: log.entries[..place].to_vec(), ..log.clone() }).ok()
    }
}

/// The answers of a log, in order. What was said while an interrupt was open isn't among them, nor anything that one heard.
fn notes(script: &Script, log: &Log) -> Vec<Note> {
    let turns = turns(script, log);
    let mut notes = Vec::new();
    for (place, entry) in log.entries.iter().enumerate() {
        let Entry::Replied(replied) = entry else { continue };
        let Some(question) = turns.get(place).and_then(|turn| turn.outcome.question()) else { continue };
        if replied.interrupted || !replied.was_said() {
            continue;
        }
        if let Some(answer) = answer(script, replied, question) {
            // Where it was asked again because it couldn't be read, the question itself stands further up.
            let first = turns[..=place].iter().rev().find(|turn| asks(turn, question)).unwrap_or(&turns[place]);
            notes.push(Note { question: question.clone(), asked: gist(&first.said), answer });
        }
    }
    notes
}

/// The parts that were visited, in order, and the one where the conversation is.
fn parts(script: &Script, log: &Log, here: Option<&str>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let turns = turns(script, log);
    let mut visit = |title: &str, answers: usize, here: bool| match parts.iter_mut().find(|part| part.title == title) {
        Some(part) => {
            part.answers += answers;
            part.here |= here;
        }
        None => parts.push(Part { title: title.to_owned(), answers, here }),
    };
    for (entry, turn) in log.entries.iter().zip(&turns) {
        let title = turn.outcome.question().and_then(|question| question.section.as_deref());
        if let (Entry::Replied(replied), Some(title)) = (entry, title)
            && !replied.interrupted
        {
            let answers = replied.understood().is_some_and(|understood| *understood != Meaning::GoOn);
            visit(title, usize::from(answers), false);
        }
    }
    if let Some(title) = here {
        visit(title, 0, true);
    }
    parts
}

/// Every turn of a log. The log is the session's own, of this very content, so it can be replayed.
fn turns(script: &Script, log: &Log) -> Vec<Turn> {
    replay::replay(script, log).map(|(_, turns)| turns).unwrap_or_default()
}

fn asks(turn: &Turn, question: &Question) -> bool {
    matches!(&turn.outcome, Outcome::Asked(asked) if asked.identity == question.identity)
}

/// What was asked, in one sentence: the last one with a question mark, else the last one.
fn gist(said: &Prose) -> String {
    let text = said.paragraphs.iter().map(|paragraph| paragraph.to_string()).collect::<Vec<_>>().join(" ");
    let mut from = 0;
    let ends = stops(&text).filter(|stop| matches!(stop.sign, '.' | '?' | '!')).map(Stop::end).chain([text.len()]);
    let sentences = ends.map(|end| text[std::mem::replace(&mut from, end)..end].trim()).filter(|sentence| !sentence.is_empty());
    let sentences = sentences.collect::<Vec<_>>();
    let asked = sentences.iter().rev().find(|sentence| sentence.ends_with('?')).or(sentences.last());
    shortened(asked.copied().unwrap_or_default(), caps::NOTED_CHARACTERS)
}

/// How an answer is shown; nothing, where it was only going on.
fn answer(script: &Script, replied: &Replied, question: &Question) -> Option<String> {
    let label = |id: &String| {
        let offer = question.kind.offers().into_iter().find(|offer| offer.id == *id);
        offer.map(|offer| offer.label.to_string()).unwrap_or_else(|| id.clone())
    };
    Some(match replied.understood()? {
        Meaning::Option(_) | Meaning::Otherwise { .. } => replied.called(script)?,
        Meaning::Options(ids) if ids.is_empty() => phrases::NONE_OF_THEM.to_owned(),
        Meaning::Options(ids) => sentence_list(&ids.iter().map(label).collect::<Vec<_>>()),
        Meaning::Number(number) => number.to_string(),
        Meaning::Words(_) | Meaning::Things(_) => {
            let words = replied.words.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            match alarms(script, &words) {
                true => phrases::WHAT_YOU_WROTE.to_owned(),
                false => format!("“{}”", shortened(&words, caps::QUOTED_CHARACTERS)),
            }
        }
        Meaning::Declined | Meaning::Left(Left::Silent | Left::Misfit) => phrases::LEFT_OPEN.to_owned(),
        Meaning::Unknown => phrases::NOT_KNOWN.to_owned(),
        Meaning::Later => phrases::FOR_LATER.to_owned(),
        // Commands are no answers: what they did shows itself.
        _ => return None,
    })
}

/// At most so many characters, with an ellipsis where some are left out.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
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

/// What may be answered to a question, a line each; nothing, where anything may.
pub(super) fn answers(note: &Note) -> Prose {
    let options = match &note.question.kind {
        Kind::Number { low, high, .. } => vec![format!("{low} … {high}")],
        kind => kind.offers().iter().map(|offer| offer.label.to_string()).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_its_last_question() {
        let cases = [
            ("Thank you. Who was it? Take your time.", "Who was it?"),
            ("One.\n\nTwo words are enough.", "Two words are enough."),
            ("no stop at the end", "no stop at the end"),
            ("", ""),
        ];
        for (said, expected) in cases {
            assert_eq!(gist(&Prose::plain(said)), expected);
        }
    }

    #[test]
    fn what_is_long_is_shortened_between_characters() {
        assert_eq!(shortened("žluťoučký kůň", 9), "žluťoučký…");
        assert_eq!(shortened("short", 9), "short");
    }
}
