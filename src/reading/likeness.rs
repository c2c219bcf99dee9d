//! What is only like an option: by its beginning, else by the words that they share. A tie is asked back.

use super::Found;
use super::asked::{Asked, Offered};
use super::label::Label;
use super::line::{Line, doubled, written_out};
use super::meaning::{Meaning, Misfit, Pending};
use super::resemblance::{alike, is_negated, telling};
use crate::caps;
use crate::english::clauses;
use crate::patterns::folded;
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if asked.exact || !line.short || asked.options.is_empty() || matches!(asked.ask, Ask::Number { .. } | Ask::Continue(_)) {
        return None;
    }
    // The whole of it first, then only how it begins: people say what it is, and go on to tell.
    let beginning = clauses(line.text).next().unwrap_or(line.text);
    let wholes = [line.text, beginning].map(|text| written_out(&folded(text)));
    let found = wholes.iter().map(|plain| like(plain, asked)).find(|found| !found.is_empty());
    // "Goood" may be "good" or "god".
    let found = found.unwrap_or_else(|| like(&written_out(&folded(&doubled(line.text))), asked));
    among(&found, true, asked)
}

/// The one of these, or the question which; so many are no question any more.
pub(super) fn among(found: &[&Offered<'_>], guessed: bool, asked: &Asked<'_>) -> Option<Found> {
    match found {
        [] => None,
        [one] => Some(chosen(one, guessed, asked)),
        _ if found.len() > caps::WHICH_OPTIONS => None,
        _ => Some(Found::misfit(Misfit::AskedBack(Pending::Options(found.iter().map(|offered| offered.id.clone()).collect())))),
    }
}

pub(super) fn chosen(offered: &Offered<'_>, guessed: bool, asked: &Asked<'_>) -> Found {
    let id = offered.id.clone();
    let meaning = if let Ask::ChooseMany(_) = asked.ask { Meaning::Options(vec![id]) } else { Meaning::Option(id) };
    if guessed { Found::guess(meaning) } else { Found::sure(meaning) }
}

/// The one option whose label says all of these words in a row.
pub(super) fn holding<'a, 's>(plain: &str, asked: &'a Asked<'s>) -> Option<&'a Offered<'s>> {
    let within = |label: &str| format!(" {label} ").contains(&format!(" {plain} "));
    let mut holding = asked.options.iter().filter(|offered| within(&offered.label.plain));
    holding.next().filter(|_| holding.next().is_none())
}

/// Options of which each is like one of the words, where every word is like exactly one.
pub(super) fn word_by_word<'a, 's>(plain: &str, asked: &'a Asked<'s>) -> Option<Vec<&'a Offered<'s>>> {
    let words = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
    if words.is_empty() || words.len() > caps::MATCHED_WORDS || is_negated(plain) {
        return None;
    }
    let only = |word: &&str| {
        let mut near = asked.options.iter().filter(|offered| likeness(&[word], &offered.label).score > 0);
        near.next().filter(|_| near.next().is_none())
    };
    words.iter().map(only).collect()
}

/// Options that are nearest to some words, equally near each.
fn like<'a, 's>(plain: &str, asked: &'a Asked<'s>) -> Vec<&'a Offered<'s>> {
    let begins = |label: &Label| !plain.is_empty() && (label.plain.starts_with(plain) || label.rest.starts_with(plain));
    let begins = asked.options.iter().filter(|offered| begins(&offered.label)).collect::<Vec<_>>();
    if !begins.is_empty() {
        return begins;
    }
    let typed = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
    if typed.len() > caps::MATCHED_WORDS {
        return Vec::new();
    }
    let negated = is_negated(plain);
    // What isn't shown is known only to those who say it.
    let scored = asked.options.iter().filter(|offered| offered.listed && offered.label.negated == negated);
    let scored = scored.map(|offered| (offered, likeness(&typed, &offered.label)));
    // Where one option takes what fits none, the others are taken only by what is nearer to them.
    let part = if asked.options.iter().any(Offered::takes_words) { 2 } else { 3 };
    let near = |likeness: &Likeness| likeness.score > 0 && likeness.is_more_than_a_remark(typed.len(), part);
    let scored = scored.filter(|(_, likeness)| near(likeness)).collect::<Vec<_>>();
    let best = scored.iter().map(|(_, likeness)| likeness.score).max();
    let mut best = scored.into_iter().filter(|(_, likeness)| Some(likeness.score) == best).collect::<Vec<_>>();
    // Where the very same words are like several labels, one that says nothing else is nearest.
    if best.iter().all(|(_, likeness)| likeness.words == best[0].1.words) && best.iter().any(|(_, likeness)| likeness.is_whole()) {
        best.retain(|(_, likeness)| likeness.is_whole());
    }
    best.into_iter().map(|(offered, _)| offered).collect()
}

/// What some words have in common with a label.
struct Likeness {
    score: u32,
    /// Which of the words are like one of the label's.
    words: Vec<bool>,
    /// How many of the label's words are like one of them, and of how many.
    covered: (usize, usize),
}

impl Likeness {
    fn is_whole(&self) -> bool {
        self.covered.0 == self.covered.1
    }

    /// A long reply that happens to share a word with a label is a remark, not a choice: one word in so many must be like it.
    fn is_more_than_a_remark(&self, words: usize, part: usize) -> bool {
        self.words.iter().filter(|like| **like).count() * part >= words
    }
}

fn likeness(typed: &[&str], label: &Label) -> Likeness {
    let each = typed.iter().map(|word| label.telling.iter().map(|known| alike(word, known)).max().unwrap_or(0)).collect::<Vec<_>>();
    let covered = label.telling.iter().filter(|known| typed.iter().any(|word| alike(word, known) > 0)).count();
    Likeness { score: each.iter().sum(), words: each.iter().map(|score| *score > 0).collect(), covered: (covered, label.telling.len()) }
}
