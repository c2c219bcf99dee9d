//! The words that only stand around an answer: of "you can call him M i guess" only "M" is kept.

use super::non_answers::{is_all, is_repeat};
use crate::english::{ends_sentence, sentences, stops};
use crate::patterns::{Ear, Heard};
use crate::script::{Around, Ask, Gather};

/// So many words stand around an answer at most; whoever says more tells something of their own.
const WORDS_AROUND: usize = 12;

/// What of a reply is the answer itself, and what is kept of it.
pub(super) fn own_words<'t>(ask: &Ask, text: &'t str) -> &'t str {
    let text = without_a_repeat(without_an_end(text));
    match ask {
        Ask::Text { around, .. } | Ask::Gather(Gather { around, .. }) => within(around, text),
        _ => text,
    }
}

/// The words between what leads up to an answer and what trails behind it. Where nothing would be left, all of it is the answer.
fn within<'t>(around: &Around, text: &'t str) -> &'t str {
    let own = text.trim();
    let hears = |ear: &Ear, part: &str| ear.hears(&Heard::new(part));
    let leads = gaps(own).take(WORDS_AROUND).map(|gap| own.split_at(gap));
    let led = leads.filter(|(before, rest)| says(rest) && hears(&around.after, &in_one(before))).last();
    let mut own = led.map_or(own, |(_, rest)| without_signs(rest));
    // What trails may be followed by more of it: "Bear, i guess, and he hated it".
    let begins = |rest: &str| {
        let (rest, later) = (opening(rest), rest_of(opening(rest)));
        hears(&around.before, rest) && !hears(&around.before, later)
    };
    while let Some((before, _)) = gaps(own).take(WORDS_AROUND).map(|gap| own.split_at(gap)).find(|(own, rest)| says(own) && begins(rest)) {
        own = without_signs(before);
    }
    own
}

/// A text without a last "that's all", which is said behind an answer and is none. Alone, it's all that was said.
fn without_an_end(text: &str) -> &str {
    let parted = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let Some(last) = stops(parted).filter(|stop| !matches!(stop.sign, ':' | '(' | '…')).last() else { return text };
    let (own, end) = parted.split_at(last.at);
    if says(own) && is_all(end) { own.trim() } else { text }
}

/// A text without "I just said" or "didn't you ask that already?" before the answer, and without "like I said" behind it.
fn without_a_repeat(text: &str) -> &str {
    let own = text.trim();
    let lead = stops(own).find(|stop| stop.sign != '(').map(|stop| (&own[..stop.at], &own[stop.end()..]));
    let own = lead.filter(|(lead, own)| says(own) && is_repeat(lead)).map_or(own, |(_, own)| own.trim());
    let trail = stops(own).filter(|stop| !matches!(stop.sign, ':' | '(')).last().map(|stop| (&own[..stop.at], &own[stop.end()..]));
    trail.filter(|(own, trail)| says(own) && is_repeat(trail)).map_or(own, |(own, _)| own.trim())
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

/// The first words of a text, up to where a sentence ends: what trails behind an answer shows at once.
fn opening(text: &str) -> &str {
    let text = text.trim_start();
    let sentence = stops(text).find(|stop| ends_sentence(stop.sign)).map_or(text, |stop| &text[..stop.at]);
    gaps(sentence).nth(WORDS_AROUND).map_or(sentence, |gap| &sentence[..gap])
}

/// Several sentences as one, so that what is heard at the beginning is heard at the beginning of all.
fn in_one(text: &str) -> String {
    sentences(text).collect::<Vec<_>>().join(",")
}

/// A text without its first word.
fn rest_of(text: &str) -> &str {
    gaps(text).next().map_or("", |gap| &text[gap..])
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
    use crate::patterns::Pattern;
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
            ("Bear. and he hated it", "Bear"),
            ("Bear. idk maybe her laugh", "Bear. idk maybe her laugh"),
            ("we had a boat. but not for long", "we had a boat"),
            ("idk, maybe her laugh", "her laugh"),
            ("maybe", "maybe"),
            ("call him", "call him"),
            ("i guess so", "i guess so"),
            ("", ""),
            ("Zoë", "Zoë"),
        ];
        for (text, own) in cases {
            assert_eq!(within(&around, text), own, "{text}");
        }
    }

    #[test]
    fn a_last_that_is_all_is_no_part_of_an_answer() {
        let cases = [
            ("less time on the road. thats all", "less time on the road"),
            ("his arms lol. ok that's it really", "his arms lol"),
            ("that's all", "that's all"),
            ("he said that's all", "he said that's all"),
            ("her hands, and all of it", "her hands, and all of it"),
        ];
        for (text, own) in cases {
            assert_eq!(without_an_end(text), own, "{text}");
        }
    }

    #[test]
    fn that_it_was_said_before_is_no_part_of_an_answer() {
        let cases = [
            ("i just said. a bath", "a bath"),
            ("my gran, i said", "my gran"),
            ("didnt you ask that already? because i never say things", "because i never say things"),
            ("like i said, four", "four"),
            ("i said, and meant it", "and meant it"),
            ("i told him, that took guts", "i told him, that took guts"),
            ("i just said", "i just said"),
        ];
        for (text, own) in cases {
            assert_eq!(without_a_repeat(text), own, "{text}");
        }
    }

    #[test]
    fn where_nothing_is_listened_for_all_of_it_is_kept() {
        assert_eq!(within(&Around::default(), " his name was jonas "), "his name was jonas");
    }
}
