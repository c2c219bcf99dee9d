//! A text as an ear hears it: sentences of words, folded once.

use super::fold;
use super::lookalike::{self, is_sign};
use super::scan::{self, Piece};
use super::spelling::Spelling;
use crate::caps;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Fewer single letters in a row than this are words of their own only.
const SPELLED: usize = 3;

/// So many of them have to be letters, rather than digits that look like some.
const SPELLED_LETTERS: usize = 2;

/// A text folded once into sentences of words.
///
/// - Case, accents and widths don't count (compatible forms are one, accents go),
///   nor do apostrophes (`don’t` is `dont`) and invisible characters; hyphens part
///   words.
/// - Look-alikes are read as the Latin letters they stand for: Cyrillic and Greek
///   letters in a word that looks Latin, and digits and signs in a word that has
///   letters (`su1c1de`, `k!ll`). The word as typed is heard as well, and a plain
///   number stays a number.
/// - A letter three times or more in a row is heard as one or two of it, and in a
///   word of seven letters or more a doubled one is also heard as one.
/// - Three single letters in a row or more are heard as letters and as words that
///   they spell (`k m s`, `k.m.s`).
/// - A sentence ends at `.`, `!`, `?`, `;`, a line break, or more than three dots.
///   Two or three dots, and a dot or `!` with no space around it, are a pause:
///   `^` and `$` hold there, but a pattern may go on across it, since people write
///   "I want to... die" as well as "ok.bye".
#[derive(Clone, Debug, Default)]
pub struct Heard {
    pub(super) sentences: Vec<Sentence>,
    /// The different words of the text, each with all its spellings.
    pub(super) words: Vec<Vec<Spelling>>,
    /// How many steps were taken to hear patterns in it.
    spent: Spent,
}

/// Steps that were taken, counted by all who listen.
#[derive(Debug, Default)]
struct Spent(AtomicU64);

impl Clone for Spent {
    fn clone(&self) -> Spent {
        Spent(AtomicU64::new(self.0.load(Ordering::Relaxed)))
    }
}

/// One sentence: words in a row, and other ways to read some of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    pub(super) steps: Vec<Step>,
    /// Words read across the signs within them, ascending by their start.
    pub(super) wholes: Vec<Whole>,
    /// Where letters stand one by one, ascending.
    pub(super) spelled: Vec<Range<usize>>,
}

/// One word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Its index in [`Heard::words`].
    pub(super) word: usize,
    /// Whether a sentence may have ended before it.
    pub(super) after_pause: bool,
    /// The one character it is, if that may be a letter.
    pub(super) single: Option<char>,
}

/// A word such as `k!ll`, which is `k` and `ll` too, in case the sign ends a
/// sentence there.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub(super) steps: Range<usize>,
    pub(super) word: usize,
}

impl Heard {
    /// Folds a text. Any text will do.
    #[must_use]
    pub fn new(text: &str) -> Heard {
        let mut listener = Listener::default();
        for piece in scan::pieces(&fold::characters(text)) {
            match piece {
                Piece::Token(token) => listener.token(&token),
                Piece::Pause => listener.paused = true,
                Piece::Stop => listener.stop(),
            }
        }
        listener.stop();
        listener.heard
    }

    /// Whether at most one of its sentences has more than one word ("Hey. Are you a bot? Lol").
    pub fn says_one_thing(&self) -> bool {
        self.sentences.iter().filter(|sentence| sentence.steps.len() > 1).count() <= 1
    }

    /// What a text begins with: its first sentence of more than one word, with the single words before it ("No. That's wrong.").
    #[must_use]
    pub fn opening(&self) -> Heard {
        let long = self.sentences.iter().position(|sentence| sentence.steps.len() > 1);
        let sentences = self.sentences[..long.map_or(self.sentences.len(), |long| long + 1)].to_vec();
        Heard { sentences, words: self.words.clone(), spent: Spent::default() }
    }

    /// Whether it was heard to its end by all that listened so far. A text can be so long, and patterns can have so many
    /// states, that hearing it to its end would keep everybody waiting.
    pub fn is_heard_out(&self) -> bool {
        self.spent.0.load(Ordering::Relaxed) <= caps::HEARING_STEPS
    }

    /// Counts steps of hearing it.
    pub(super) fn spend(&self, steps: u64) {
        // Steps are few enough that adding them up never goes round.
        self.spent.0.fetch_add(steps, Ordering::Relaxed);
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.steps.len()).sum()
    }

    /// Each sentence alone; where one pauses, each side of that is one.
    pub(super) fn by_pauses(&self) -> Vec<Heard> {
        let parts = self.sentences.iter().flat_map(|sentence| {
            let starts = (0..sentence.steps.len()).filter(|place| *place == 0 || sentence.steps[*place].after_pause).collect::<Vec<_>>();
            let ends = starts.iter().skip(1).copied().chain([sentence.steps.len()]).collect::<Vec<_>>();
            starts.into_iter().zip(ends).map(|(from, to)| Heard {
                sentences: vec![sentence.part(from..to)],
                words: self.words.clone(),
                spent: Spent::default(),
            })
        });
        parts.collect()
    }

    /// Whether each of its words is one of these, as it is most likely meant.
    pub(super) fn only_has(&self, known: impl Fn(&str) -> bool) -> bool {
        let words = self.sentences.iter().flat_map(|sentence| &sentence.steps).filter_map(|step| self.words[step.word].first());
        words.map(Spelling::plain).all(|word| known(&word))
    }
}

impl Sentence {
    /// Some of its words, with the other ways to read them that lie within.
    fn part(&self, places: Range<usize>) -> Sentence {
        let within = |range: &Range<usize>| range.start >= places.start && range.end <= places.end;
        let moved = |range: &Range<usize>| range.start - places.start..range.end - places.start;
        Sentence {
            steps: self.steps[places.clone()].to_vec(),
            wholes: self
                .wholes
                .iter()
                .filter(|whole| within(&whole.steps))
                .map(|whole| Whole { steps: moved(&whole.steps), word: whole.word })
                .collect(),
            spelled: self.spelled.iter().filter(|range| within(range)).map(moved).collect(),
        }
    }
}

/// Folds a short text to its words joined by single spaces, for comparing labels
/// with what somebody typed.
///
/// Each word is in its likeliest reading, with stretched letters written once, and
/// sentence ends are gone: "Yesss, please!" becomes `yes please`.
#[must_use]
pub fn folded(text: &str) -> String {
    let words = scan::pieces(&fold::characters(text)).into_iter().filter_map(|piece| {
        let Piece::Token(token) = piece else {
            return None;
        };
        if !token.contains(char::is_alphabetic) {
            return Some(parts(&token).collect::<Vec<_>>().join(" "));
        }
        let likeliest = lookalike::readings(&token).into_iter().next()?;
        Some(Spelling::of(&likeliest).plain())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// All spellings that a token may be heard as.
pub(super) fn spellings(token: &str) -> Vec<Spelling> {
    lookalike::readings(token).iter().map(|reading| Spelling::of(reading)).collect()
}

/// What is left of a token when its signs are no letters.
pub(super) fn parts(token: &str) -> impl Iterator<Item = &str> {
    token.split(is_sign).filter(|part| !part.is_empty())
}

/// A text on its way to being heard.
#[derive(Default)]
struct Listener {
    heard: Heard,
    sentence: Sentence,
    paused: bool,
    known: HashMap<String, usize>,
}

impl Listener {
    fn token(&mut self, token: &str) {
        let from = self.sentence.steps.len();
        let mut rest = token;
        while let Some(sign) = rest.find(is_sign) {
            self.step(&rest[..sign]);
            // Signs are one byte each.
            self.paused |= rest[sign..].starts_with('!');
            rest = &rest[sign + 1..];
        }
        self.step(rest);
        let steps = from..self.sentence.steps.len();
        if token.contains(is_sign) && token.contains(char::is_alphabetic) {
            let word = self.word(token);
            self.sentence.wholes.push(Whole { steps, word });
        }
    }

    fn step(&mut self, part: &str) {
        if part.is_empty() {
            return;
        }
        let step = Step { word: self.word(part), after_pause: std::mem::take(&mut self.paused), single: lookalike::single(part) };
        self.sentence.steps.push(step);
    }

    fn stop(&mut self) {
        self.paused = false;
        if self.sentence.steps.is_empty() {
            return;
        }
        let mut sentence = std::mem::take(&mut self.sentence);
        sentence.spelled = spelled(&sentence.steps);
        self.heard.sentences.push(sentence);
    }

    /// The index of a word, whose spellings are found out the first time only.
    fn word(&mut self, token: &str) -> usize {
        if let Some(&word) = self.known.get(token) {
            return word;
        }
        let word = self.heard.words.len();
        self.heard.words.push(spellings(token));
        self.known.insert(token.to_owned(), word);
        word
    }
}

/// The longest runs of single letters. Numbers in a row spell nothing.
fn spelled(steps: &[Step]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    for run in steps.chunk_by(|a, b| a.single.is_some() == b.single.is_some()) {
        let to = from + run.len();
        let letters = run.iter().filter_map(|step| step.single).filter(|c| c.is_alphabetic());
        if run.len() >= SPELLED && letters.count() >= SPELLED_LETTERS {
            runs.push(from..to);
        }
        from = to;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fold_to_words() {
        let table = [
            ("", ""),
            (" \u{200b} ", ""),
            ("Yesss, please!", "yes please"),
            ("I don’t know", "i dont know"),
            ("drop-dead", "drop dead"),
            ("su1c1de k!ll", "suicide kill"),
            ("ＦＵＬＬ Ｗｉｄｔｈ", "full width"),
            ("1000 $5 3.5", "1000 5 3.5"),
            ("5@5", "5 5"),
            ("café\n\nÉTÉ", "cafe ete"),
            ("привет", "привет"),
            ("שָׁלוֹם", "שלום"),
            ("\u{1f622}", ""),
        ];
        for (text, expected) in table {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn single_letters_are_found() {
        let table = [
            ("just k m s ok", Some(1..4)),
            ("k.m.s", Some(0..3)),
            ("s-u-1-c-1-d-e", Some(0..7)),
            ("i a", None),
            ("5 4 3 1", None),
            ("...", None),
        ];
        for (text, run) in table {
            let heard = Heard::new(text);
            let runs = heard.sentences.first().map_or(&[][..], |s| &s.spelled);
            assert_eq!(runs.first(), run.as_ref(), "{text}");
        }
    }

    #[test]
    fn a_text_begins_with_its_first_sentence_of_several_words() {
        let table = [("", 0), ("No.", 1), ("That's wrong. I meant her.", 1), ("No! Hm. That's wrong. Yes.", 3)];
        for (text, sentences) in table {
            assert_eq!(Heard::new(text).opening().sentences.len(), sentences, "{text}");
        }
        let table = [("", true), ("Hey. Are you a bot? Lol", true), ("He asked. Are you a bot? I laughed at it.", false)];
        for (text, one) in table {
            assert_eq!(Heard::new(text).says_one_thing(), one, "{text}");
        }
    }

    #[test]
    fn words_are_folded_once() {
        let heard = Heard::new("no no NO. No!");
        assert_eq!(heard.words.len(), 1);
        assert_eq!(heard.sentences.len(), 2);
    }
}
