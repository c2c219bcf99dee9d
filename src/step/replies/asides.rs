//! Answers that are none: declined, not known, later; and the words that end naming, or go on.
//!
//! Only a whole reply that says no more than that is one: "I don't know how to stop thinking of her" is an answer.

use super::choices::Options;
use super::resemblance::{slip, swapped};
use super::typed::{Typed, written_out};
use super::{Read, Reading};
use crate::patterns::{Ear, Heard, Pattern, folded};
use crate::phrases::typed as words;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// At most so many words that say nothing are taken from either end.
const TAKEN: usize = 5;

/// Patterns of which one must be the whole reply.
pub(super) struct Whole(Ear);

impl Whole {
    /// Patterns of our own. Each compiles: a test says so, so nothing is lost where one doesn't.
    pub fn new(patterns: &[&str]) -> Self {
        let patterns = patterns.iter().filter_map(|pattern| Pattern::parse(&format!("^ {pattern} $")).ok()).collect::<Vec<_>>();
        Whole(Ear::new(&patterns, &[], &BTreeMap::new()).unwrap_or_default())
    }

    /// Whether one is the reply, with or without the words around it that say nothing.
    pub fn is(&self, plain: &str) -> bool {
        stripped(plain).iter().any(|words| self.0.hears(&Heard::new(words), &|_| None))
    }
}

static DECLINED: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::DECLINED));
static UNKNOWN: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::UNKNOWN));
static LATER: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::LATER));
static DECLINED_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::DECLINED_TOO));
static UNKNOWN_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::UNKNOWN_TOO));
static LATER_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::LATER_TOO));
static ASKS_BACK: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::ASKS_BACK));
static NO_MORE: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NO_MORE));
static THAT_IS_ALL: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::THAT_IS_ALL));
static REPEATS: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::REPEATS));
static GO_ON: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::GO_ON));

/// An aside in a text of their own: a slip is mended only where letters swapped places, since what else looks like one may be
/// a word ("I can't stay").
pub(super) fn whole(typed: &Typed<'_>) -> Option<Read> {
    find(typed, aside, Some(swapped))
}

/// An aside at a question that has other answers.
pub(super) fn any(typed: &Typed<'_>, exact: bool) -> Option<Read> {
    find(typed, |plain| aside(plain).or_else(|| loose_aside(plain)), (!exact).then_some(slip))
}

/// An aside, unless the label of an option says the very same: "not sure", where "I'm not sure" is offered.
pub(super) fn unless(typed: &Typed<'_>, options: &Options<'_>, exact: bool) -> Option<Read> {
    let aside = any(typed, exact)?;
    match options.holding(&typed.plain) {
        Some(place) if !exact => Some(options.chosen(place, true)),
        _ => Some(aside),
    }
}

/// Whether it asks what the question means.
pub(super) fn asks_back(typed: &Typed<'_>) -> bool {
    typed.short && ASKS_BACK.is(&typed.plain)
}

/// Whether words say no more than that this is all.
pub(in crate::step) fn is_all(text: &str) -> bool {
    THAT_IS_ALL.is(&written_out(&folded(text)))
}

/// Whether words say no more than that something was said, or asked, before.
pub(in crate::step) fn is_repeat(text: &str) -> bool {
    REPEATS.is(&written_out(&folded(text)))
}

/// Whether it says that there is nothing more to name.
pub(super) fn is_enough(typed: &Typed<'_>) -> bool {
    typed.short && NO_MORE.is(&typed.plain)
}

/// Whether it says to go on.
pub(super) fn goes_on(typed: &Typed<'_>) -> bool {
    typed.short && (GO_ON.is(&typed.plain) || super::either::sign(typed.text) == Some(true))
}

fn aside(plain: &str) -> Option<Reading> {
    first_of([(&DECLINED, Reading::Declined), (&UNKNOWN, Reading::Unknown), (&LATER, Reading::Later)], plain)
}

/// What would be an answer in somebody's own words, and can be none where only certain ones are asked for.
fn loose_aside(plain: &str) -> Option<Reading> {
    first_of([(&DECLINED_TOO, Reading::Declined), (&UNKNOWN_TOO, Reading::Unknown), (&LATER_TOO, Reading::Later)], plain)
}

fn first_of(kinds: [(&LazyLock<Whole>, Reading); 3], plain: &str) -> Option<Reading> {
    kinds.into_iter().find(|(whole, _)| whole.is(plain)).map(|(_, reading)| reading)
}

fn find(typed: &Typed<'_>, aside: impl Fn(&str) -> Option<Reading>, slips: Option<fn(&str, &str) -> bool>) -> Option<Read> {
    if !typed.short || typed.plain.is_empty() {
        return None;
    }
    if let Some(reading) = aside(&typed.plain) {
        return Some(Read::sure(reading));
    }
    let mended = mended(&typed.plain, words::ASIDE_SLIPS, slips?)?;
    aside(&mended).map(Read::guess)
}

/// The words with one of them mended that is nearly one of these; nothing, where none is.
pub(super) fn mended(plain: &str, known: &[&str], slips: fn(&str, &str) -> bool) -> Option<String> {
    let typed = plain.split(' ').collect::<Vec<_>>();
    // A remark has other words; looking through a long one would only find a slip that is none.
    if typed.len() > 12 {
        return None;
    }
    let nearly = |word: &str| {
        let mut near = known.iter().filter(|known| slips(word, known));
        near.next().filter(|_| !known.contains(&word))
    };
    let mut mended = 0;
    let words = typed.iter().map(|word| {
        nearly(word).map_or(*word, |known| {
            mended += 1;
            known
        })
    });
    let words = words.collect::<Vec<_>>().join(" ");
    (mended == 1).then_some(words)
}

/// The words, and what is left of them as one after the other is taken from the ends that says nothing.
pub(super) fn stripped(plain: &str) -> Vec<&str> {
    let mut ends = vec![plain];
    for _ in 0..TAKEN {
        let Some(last) = ends.last().copied() else { break };
        let Some(rest) = cut(words::TRAILS, |word| last.strip_suffix(word)?.strip_suffix(' ')) else { break };
        ends.push(rest);
    }
    let mut all = Vec::new();
    for end in ends {
        all.push(end);
        let mut rest = end;
        for _ in 0..TAKEN {
            let Some(cut) = cut(words::LEADS, |word| rest.strip_prefix(word)?.strip_prefix(' ')) else { break };
            rest = cut;
            all.push(rest);
        }
    }
    all
}

/// What is left without the longest of these words; nothing, where none stands there.
fn cut<'t>(words: &[&str], without: impl Fn(&str) -> Option<&'t str>) -> Option<&'t str> {
    words.iter().filter_map(|word| without(word)).min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_our_own_compiles() {
        let asides = [words::DECLINED, words::DECLINED_TOO, words::UNKNOWN, words::UNKNOWN_TOO, words::LATER, words::LATER_TOO];
        let others = [words::NO_MORE, words::THAT_IS_ALL, words::REPEATS, words::GO_ON, words::YES, words::NO, words::NONE];
        for list in asides.into_iter().chain(others) {
            let patterns = list.iter().map(|pattern| match Pattern::parse(&format!("^ {pattern} $")) {
                Ok(pattern) => pattern,
                Err(error) => panic!("`{pattern}`: {error}"),
            });
            let patterns = patterns.collect::<Vec<_>>();
            assert!(Ear::new(&patterns, &[], &BTreeMap::new()).is_ok(), "{list:?}");
        }
    }

    #[test]
    fn words_that_say_nothing_are_taken_from_the_ends() {
        assert_eq!(stripped("um well skip please").last(), Some(&"skip"));
        assert_eq!(stripped("not now"), ["not now", "not"]);
        assert_eq!(stripped("sorry"), ["sorry"]);
    }
}
