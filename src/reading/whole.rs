//! Patterns of our own that must be a whole reply, once words that say nothing were taken from its ends.

use crate::english as words;
use crate::patterns::{Ear, Heard, Pattern};
use std::collections::BTreeMap;

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
        stripped(plain).iter().any(|words| self.0.hears(&Heard::new(words)))
    }
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
