//! One option among those that are offered: by its name first, then by what it hears, its place, and its likeness.

use super::resemblance::alike;
use super::typed::{Typed, doubled, written_out};
use super::{Offered, Read, Reading, Unread, places};
use crate::caps;
use crate::patterns::{Heard, folded};
use crate::phrases::typed as words;
use crate::script::{Ask, Choice};

/// The options that are offered now.
pub(super) struct Options<'a> {
    ask: &'a Ask,
    choices: Vec<&'a Choice>,
    offered: Vec<&'a Offered>,
}

/// The words of a label that tell it from others.
struct Label {
    plain: String,
    negated: bool,
    telling: Vec<String>,
}

impl Label {
    fn new(label: &str) -> Self {
        let plain = written_out(&folded(label));
        let telling = telling(&plain).map(str::to_owned).collect();
        Label { negated: is_negated(&plain), telling, plain }
    }
}

fn telling(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(' ').filter(|word| !word.is_empty() && !words::SMALL_WORDS.contains(word))
}

fn is_negated(plain: &str) -> bool {
    plain.split(' ').any(|word| words::NEGATIONS.contains(&word))
}

impl<'a> Options<'a> {
    pub fn new(ask: &'a Ask, offered: &'a [Offered]) -> Self {
        let choices = ask.choices();
        let offered = offered.iter().filter(|offer| offer.place < choices.len()).collect();
        Options { ask, choices, offered }
    }

    /// The places of those that are shown, in order.
    pub fn listed(&self) -> Vec<usize> {
        self.offered.iter().filter(|offer| offer.listed).map(|offer| offer.place).collect()
    }

    /// An option by its id, its number or its label: never a guess.
    pub fn named(&self, typed: &Typed<'_>) -> Option<usize> {
        if let Some(offer) = self.offered.iter().find(|offer| self.choices[offer.place].id == typed.text) {
            return Some(offer.place);
        }
        if let Ask::Choose(_) | Ask::ChooseMany(_) = self.ask
            && let Ok(number) = typed.text.trim_end_matches(['.', ')']).parse::<usize>()
            && let Some(place) = number.checked_sub(1).and_then(|place| self.listed().get(place).copied())
        {
            return Some(place);
        }
        let same = |offer: &&&Offered| typed.is(&offer.label) || typed.is(&self.choices[offer.place].id);
        self.offered.iter().find(same).map(|offer| offer.place)
    }

    /// The one option whose label says all of these words in a row.
    pub fn holding(&self, plain: &str) -> Option<usize> {
        let within = |label: String| format!(" {label} ").contains(&format!(" {plain} "));
        let mut holding = self.offered.iter().filter(|offer| within(written_out(&folded(&offer.label))));
        let first = holding.next()?;
        holding.next().is_none().then_some(first.place)
    }

    /// An option by what its writer says that it hears.
    pub fn heard(&self, typed: &Typed<'_>) -> Option<Read> {
        let heard = Heard::new(typed.text);
        let hears = |offer: &&&Offered| self.choices[offer.place].hears.hears(&heard, &|_| None);
        let found = self.offered.iter().filter(hears).map(|offer| offer.place).collect::<Vec<_>>();
        (!found.is_empty()).then(|| self.among(&found, false))
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

    /// An option that is the only one meant.
    pub fn single(&self, typed: &Typed<'_>) -> Read {
        if let Some(heard) = self.heard(typed) {
            return heard;
        }
        if typed.says_nothing() || typed.is_only_a_sound() {
            return Read::unread(Unread::Empty);
        }
        if !typed.short {
            return Read::unread(Unread::Unlike);
        }
        let listed = self.listed();
        if let Some(found) = places::in_list(typed.text, listed.len()) {
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

    /// Options that are nearest to some words, equally near each: by the beginning, else by the words that they share.
    fn like(&self, plain: &str) -> Vec<usize> {
        let labels = self.offered.iter().map(|offer| (offer.place, Label::new(&offer.label))).collect::<Vec<_>>();
        let begins = labels.iter().filter(|(_, label)| !plain.is_empty() && label.plain.starts_with(plain)).map(|(place, _)| *place);
        let begins = begins.collect::<Vec<_>>();
        if !begins.is_empty() {
            return begins;
        }
        let typed = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
        if typed.len() > caps::MATCHED_WORDS {
            return Vec::new();
        }
        let negated = is_negated(plain);
        let scored = labels.iter().filter(|(_, label)| label.negated == negated).map(|(place, label)| (*place, likeness(&typed, label)));
        let scored = scored.filter(|(_, (score, _, count))| *score > 0 && count * 3 >= typed.len()).collect::<Vec<_>>();
        let best = scored.iter().map(|(_, (score, whole, _))| (*score, *whole)).max();
        scored.into_iter().filter(|(_, (score, whole, _))| best == Some((*score, *whole))).map(|(place, _)| place).collect()
    }

    /// Options of which each is like one of the words, where every word is like exactly one.
    pub fn word_by_word(&self, plain: &str) -> Option<Vec<usize>> {
        let labels = self.offered.iter().map(|offer| (offer.place, Label::new(&offer.label))).collect::<Vec<_>>();
        let words = telling(plain).take(caps::MATCHED_WORDS + 1).collect::<Vec<_>>();
        if words.is_empty() || words.len() > caps::MATCHED_WORDS || is_negated(plain) {
            return None;
        }
        let only = |word: &&str| {
            let mut near = labels.iter().filter(|(_, label)| likeness(&[word], label).0 > 0);
            near.next().filter(|_| near.next().is_none()).map(|(place, _)| *place)
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
                let label = |place: &usize| self.offered.iter().find(|offer| offer.place == *place).map(|offer| offer.label.clone());
                Read::unread(Unread::Which(places.iter().filter_map(label).collect()))
            }
        }
    }

    pub fn chosen(&self, place: usize, guessed: bool) -> Read {
        let reading = if let Ask::ChooseMany(_) = self.ask { Reading::Many(vec![place]) } else { Reading::Choice(place) };
        Read { reading, guessed }
    }
}

/// How much some words have in common with a label; whether that is all that the label says; and how many of the words it is.
fn likeness(typed: &[&str], label: &Label) -> (u32, bool, usize) {
    let most = |word: &str, others: &mut dyn Iterator<Item = u32>| others.max().filter(|_| !word.is_empty()).unwrap_or(0);
    let each = typed.iter().map(|word| most(word, &mut label.telling.iter().map(|known| alike(word, known)))).collect::<Vec<_>>();
    let whole = label.telling.iter().all(|known| typed.iter().any(|word| alike(word, known) > 0));
    (each.iter().sum(), whole, each.iter().filter(|score| **score > 0).count())
}
