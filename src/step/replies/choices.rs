//! One option among those that are offered: by its name first, then by what it hears, its place, and its likeness.

use super::super::commands::likely;
use super::resemblance::alike;
use super::typed::{Typed, doubled, written_out};
use super::{Offered, Read, Reading, Unread, either, places};
use crate::caps;
use crate::patterns::{Heard, folded};
use crate::phrases::typed as words;
use crate::script::{Ask, Choice};

/// Fewer letters are no words of anybody.
const LETTERS_TO_KEEP: usize = 3;

/// The options that are offered now.
pub(super) struct Options<'a> {
    ask: &'a Ask,
    choices: Vec<&'a Choice>,
    offered: Vec<(&'a Offered, Label)>,
}

/// A label, folded once.
struct Label {
    folded: String,
    id: String,
    /// With short forms written out.
    plain: String,
    /// The same without a yes or a no at its beginning.
    rest: String,
    negated: bool,
    /// The words that tell it from others.
    telling: Vec<String>,
}

impl Label {
    fn new(label: &str, id: &str) -> Self {
        let folded = folded(label);
        let plain = written_out(&folded);
        // "No, it was sudden" is told by what follows the no.
        let rest = ["yes ", "no "].iter().find_map(|either| plain.strip_prefix(either)).unwrap_or(&plain).to_owned();
        let telling = telling(&rest).map(str::to_owned).collect();
        Label { id: crate::patterns::folded(id), negated: is_negated(&rest), telling, folded, plain, rest }
    }
}

fn telling(plain: &str) -> impl Iterator<Item = &str> {
    let words = plain.split(' ').zip(plain.split(' ').skip(1).chain([""]));
    // "Kind of" says nothing, and "kind" much.
    let telling = |(word, next): &(&str, &str)| {
        !(word.is_empty() || words::SMALL_WORDS.contains(word) || (matches!(*word, "kind" | "sort") && *next == "of"))
    };
    words.filter(telling).map(|(word, _)| word)
}

fn is_negated(plain: &str) -> bool {
    plain.split(' ').any(|word| words::NEGATIONS.contains(&word))
}

impl<'a> Options<'a> {
    pub fn new(ask: &'a Ask, offered: &'a [Offered]) -> Self {
        let choices = ask.choices();
        let label = |offer: &'a Offered| Some((offer, Label::new(&offer.label, &choices.get(offer.place)?.id)));
        let offered = offered.iter().filter_map(label).collect();
        Options { ask, choices, offered }
    }

    /// The places of those that are shown, in order.
    pub fn listed(&self) -> Vec<usize> {
        self.offered.iter().filter(|(offer, _)| offer.listed).map(|(offer, _)| offer.place).collect()
    }

    /// An option by its id, its number or its label: never a guess.
    pub fn named(&self, typed: &Typed<'_>) -> Option<usize> {
        if let Some((offer, _)) = self.offered.iter().find(|(offer, _)| self.choices[offer.place].id == typed.text) {
            return Some(offer.place);
        }
        if let Ask::Choose(_) | Ask::ChooseMany(_) = self.ask
            && let Ok(number) = typed.text.trim_end_matches(['.', ')']).parse::<usize>()
            && let Some(place) = number.checked_sub(1).and_then(|place| self.listed().get(place).copied())
        {
            return Some(place);
        }
        let same = |(_, label): &&(&Offered, Label)| typed.is(&label.folded) || typed.is(&label.id);
        self.offered.iter().find(same).map(|(offer, _)| offer.place)
    }

    /// The one option whose label says all of these words in a row.
    pub fn holding(&self, plain: &str) -> Option<usize> {
        let within = |label: &str| format!(" {label} ").contains(&format!(" {plain} "));
        let mut holding = self.offered.iter().filter(|(_, label)| within(&label.plain));
        let (first, _) = holding.next()?;
        holding.next().is_none().then_some(first.place)
    }

    /// An option by what its writer says that it hears. Of several it is asked which: "no. well, sometimes".
    pub fn heard(&self, typed: &Typed<'_>) -> Option<Read> {
        self.meant(self.hearing(typed.text))
    }

    /// The same where a guess may be made: people say what it is, and go on to tell. So of several, it is the only one that is
    /// heard in the first sentence.
    fn heard_first(&self, typed: &Typed<'_>) -> Option<Read> {
        let found = self.hearing(typed.text);
        let sentence = typed.text.split(['.', '!', '?', ';', '\n']).find(|sentence| sentence.contains(char::is_alphanumeric));
        let opening = sentence.filter(|_| found.len() > 1).map_or_else(Vec::new, |sentence| self.hearing(sentence));
        let outright = found.iter().any(|place| self.choices[*place].first);
        self.meant(if opening.len() == 1 && !outright { opening } else { found })
    }

    /// The places of the options that hear something in a text.
    fn hearing(&self, text: &str) -> Vec<usize> {
        let heard = Heard::new(text);
        let hears = |(offer, _): &&(&Offered, Label)| self.choices[offer.place].hears.hears(&heard, &|_| None);
        self.offered.iter().filter(hears).map(|(offer, _)| offer.place).collect()
    }

    /// Of those that were heard, the one that goes first, else any of them.
    fn meant(&self, found: Vec<usize>) -> Option<Read> {
        match found.iter().find(|place| self.choices[**place].first) {
            Some(outright) => Some(self.chosen(*outright, false)),
            None => (!found.is_empty()).then(|| self.among(&found, false)),
        }
    }

    /// One option. Nothing is guessed where only the exact counts.
    pub fn one(&self, typed: &Typed<'_>, exact: bool) -> Read {
        if exact {
            return self.heard(typed).unwrap_or_else(|| Read::unread(Unread::Unlike));
        }
        if let Some(either) = self.either(typed) {
            return either;
        }
        self.single(typed)
    }

    /// "This or that": asked which, where each side is an option.
    fn either(&self, typed: &Typed<'_>) -> Option<Read> {
        let lower = typed.text.to_lowercase();
        if !typed.short || !lower.contains(" or ") {
            return None;
        }
        let mut found = Vec::new();
        for side in lower.split(" or ") {
            let side = Typed::new(side);
            match self.named(&side).map_or_else(|| self.single(&side).reading, |place| self.chosen(place, false).reading) {
                Reading::Choice(place) => found.push(place),
                Reading::Many(places) => found.extend(places),
                _ => return None,
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(self.among(&found, true))
    }

    /// The option that takes what fits none. A question, a bare yes or no, a command and a few letters are nothing to keep.
    pub fn otherwise(&self, typed: &Typed<'_>) -> Option<usize> {
        let letters = typed.text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS_TO_KEEP).count();
        let says = letters == LETTERS_TO_KEEP && either::said(typed).is_none() && !super::asks(typed.text) && !typed.is_only_a_sound();
        let says = says && likely(typed.text).is_none();
        let mut otherwise = self.offered.iter().filter(|(offer, _)| self.choices[offer.place].otherwise.is_some());
        otherwise.next().filter(|_| says).map(|(offer, _)| offer.place)
    }

    /// An option that is the only one meant.
    pub fn single(&self, typed: &Typed<'_>) -> Read {
        if let Some(heard) = self.heard_first(typed) {
            return heard;
        }
        if typed.says_nothing() || typed.is_only_a_sound() {
            return Read::unread(Unread::Empty);
        }
        if !typed.short {
            return Read::unread(Unread::Unlike);
        }
        if let Some(place) = self.yes_or_no(typed) {
            return self.chosen(place, true);
        }
        let listed = self.listed();
        // Yes and no aren't counted.
        let counted = !matches!(self.ask, Ask::YesNo(_));
        if let Some(found) = places::in_list(typed.text, listed.len()).filter(|_| counted) {
            return self.among(&found.into_iter().filter_map(|place| listed.get(place).copied()).collect::<Vec<_>>(), false);
        }
        // The whole of it first, then only how it begins: people say what it is, and go on to tell.
        let beginning = typed.text.split([',', '.', ';', '!', '?', '\n', ':', '(', '–', '—']).find(|part| !part.trim().is_empty());
        let wholes = [typed.text, beginning.unwrap_or(typed.text)].map(|text| written_out(&folded(text)));
        let found = wholes.iter().map(|plain| self.like(plain)).find(|found| !found.is_empty());
        // "Goood" may be "good" or "god".
        let found = found.unwrap_or_else(|| self.like(&written_out(&folded(&doubled(typed.text)))));
        if found.is_empty() { Read::unread(Unread::Unlike) } else { self.among(&found, true) }
    }

    /// The option that is called yes or no, where that is said in another way.
    fn yes_or_no(&self, typed: &Typed<'_>) -> Option<usize> {
        if let Ask::YesNo(_) = self.ask {
            return None;
        }
        let name = if either::said(typed)? { "yes" } else { "no" };
        let called = |(_, label): &&(&Offered, Label)| label.plain.split(' ').next() == Some(name);
        let mut called = self.offered.iter().filter(called);
        called.next().filter(|_| called.next().is_none()).map(|(offer, _)| offer.place)
    }

    /// Options that are nearest to some words, equally near each: by the beginning, else by the words that they share.
    fn like(&self, plain: &str) -> Vec<usize> {
        let begins = |label: &Label| !plain.is_empty() && (label.plain.starts_with(plain) || label.rest.starts_with(plain));
        let begins = self.offered.iter().filter(|(_, label)| begins(label)).map(|(offer, _)| offer.place).collect::<Vec<_>>();
        if !begins.is_empty() {
            return begins;
        }
        let typed = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
        if typed.len() > caps::MATCHED_WORDS {
            return Vec::new();
        }
        let negated = is_negated(plain);
        // What isn't shown is known only to those who say it.
        let scored = self.offered.iter().filter(|(offer, label)| offer.listed && label.negated == negated);
        let scored = scored.map(|(offer, label)| (offer.place, likeness(&typed, label)));
        // Where one option takes what fits none, the others are taken only by what is nearer to them.
        let part = if self.choices.iter().any(|choice| choice.otherwise.is_some()) { 2 } else { 3 };
        let near = |likeness: &Likeness| likeness.score > 0 && likeness.is_more_than_a_remark(typed.len(), part);
        let scored = scored.filter(|(_, likeness)| near(likeness)).collect::<Vec<_>>();
        let best = scored.iter().map(|(_, likeness)| likeness.score).max();
        let mut best = scored.into_iter().filter(|(_, likeness)| Some(likeness.score) == best).collect::<Vec<_>>();
        // Where the very same words are like several labels, one that says nothing else is nearest.
        if best.iter().all(|(_, likeness)| likeness.words == best[0].1.words) && best.iter().any(|(_, likeness)| likeness.is_whole()) {
            best.retain(|(_, likeness)| likeness.is_whole());
        }
        best.into_iter().map(|(place, _)| place).collect()
    }

    /// Options of which each is like one of the words, where every word is like exactly one.
    pub fn word_by_word(&self, plain: &str) -> Option<Vec<usize>> {
        let words = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
        if words.is_empty() || words.len() > caps::MATCHED_WORDS || is_negated(plain) {
            return None;
        }
        let only = |word: &&str| {
            let mut near = self.offered.iter().filter(|(_, label)| likeness(&[word], label).score > 0);
            near.next().filter(|_| near.next().is_none()).map(|(offer, _)| offer.place)
        };
        words.iter().map(only).collect()
    }

    /// The one of these, or the question which.
    pub fn among(&self, places: &[usize], guessed: bool) -> Read {
        match places {
            [] => Read::unread(Unread::Unlike),
            [place] => self.chosen(*place, guessed),
            // So many are no question any more.
            _ if places.len() > caps::WHICH_OPTIONS => Read::unread(Unread::Unlike),
            _ => {
                let label =
                    |place: &usize| self.offered.iter().find(|(offer, _)| offer.place == *place).map(|(offer, _)| offer.label.clone());
                Read::unread(Unread::Which(places.iter().filter_map(label).collect()))
            }
        }
    }

    pub fn chosen(&self, place: usize, guessed: bool) -> Read {
        let reading = if let Ask::ChooseMany(_) = self.ask { Reading::Many(vec![place]) } else { Reading::Choice(place) };
        Read { reading, guessed }
    }
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
