//! The words that only stand around an answer: of "you can call him M i guess" only "M" is kept.

use super::run::Run;
use crate::patterns::Heard;
use crate::script::{Around, Ask, Gather};

/// So many words stand around an answer at most; whoever says more tells something of their own.
const WORDS_AROUND: usize = 12;

impl Run<'_> {
    /// What of a reply is the answer itself, and what is kept of it.
    pub(super) fn own_words<'t>(&self, ask: &Ask, text: &'t str) -> &'t str {
        match ask {
            Ask::Text { around, .. } | Ask::Gather(Gather { around, .. }) => within(around, text, &self.told_words()),
            _ => text,
        }
    }
}

/// The words between what leads up to an answer and what trails behind it. Where nothing would be left, all of it is the answer.
fn within<'t>(around: &Around, text: &'t str, told: &dyn Fn(&str) -> Option<String>) -> &'t str {
    let own = text.trim();
    let hears = |ear: &crate::patterns::Ear, part: &str| ear.hears(&Heard::new(part), told);
    let leads = gaps(own).take(WORDS_AROUND).map(|gap| own.split_at(gap));
    let led = leads.filter(|(before, rest)| says(rest) && hears(&around.after, before)).last();
    let own = led.map_or(own, |(_, rest)| without_signs(rest));
    let mut trails = gaps(own).take(WORDS_AROUND).map(|gap| own.split_at(gap));
    let trailed = trails.find(|(own, rest)| says(own) && hears(&around.before, few_words(rest)));
    trailed.map_or(own, |(own, _)| without_signs(own))
}

/// Where one word ends and another follows.
fn gaps(text: &str) -> impl Iterator<Item = usize> {
    let mut gap = false;
    text.char_indices().filter_map(move |(place, letter)| {
        let begins = letter.is_whitespace() && !gap;
        gap = letter.is_whitespace();
        begins.then_some(place)
    })
}

/// The beginning of a text: what trails behind an answer shows at once.
fn few_words(text: &str) -> &str {
    gaps(text.trim_start()).nth(WORDS_AROUND).map_or(text, |gap| &text.trim_start()[..gap])
}

fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Words without the signs and gaps that parted them from the rest. A quotation mark stays: it may be one of a pair.
fn without_signs(words: &str) -> &str {
    words.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '.' | '…' | '-' | '–' | '—'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns::{Ear, Pattern};
    use std::collections::BTreeMap;

    fn ear(patterns: &[&str]) -> Ear {
        let patterns = patterns.iter().map(|pattern| Pattern::parse(pattern).unwrap()).collect::<Vec<_>>();
        Ear::new(&patterns, &[], &BTreeMap::new()).unwrap()
    }

    #[test]
    fn only_the_answer_itself_is_kept() {
        let around = Around {
            after: ear(&["call (him|her)$", "(his|her) name (is|was)$", "^idk$", "^[idk] maybe$"]),
            before: ear(&["^(i guess|but|and)"]),
        };
        let cases = [
            ("you can call him M i guess", "M"),
            ("his name was jonas", "jonas"),
            ("Jonas but i call him Bear, and he hated it", "Bear"),
            ("idk, maybe her laugh", "her laugh"),
            ("maybe", "maybe"),
            ("call him", "call him"),
            ("i guess so", "i guess so"),
            ("", ""),
            ("Zoë", "Zoë"),
        ];
        for (text, own) in cases {
            assert_eq!(within(&around, text, &|_| None), own, "{text}");
        }
    }

    #[test]
    fn where_nothing_is_listened_for_all_of_it_is_kept() {
        assert_eq!(within(&Around::default(), " his name was jonas ", &|_| None), "his name was jonas");
    }
}
