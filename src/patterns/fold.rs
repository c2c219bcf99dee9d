//! Folding of characters: what is left when case, accents, apostrophes and
//! invisible characters no longer tell two texts apart.

use super::lookalike;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The characters of a text, folded. White space, signs and sentence ends stay.
pub(super) fn characters(text: &str) -> Vec<char> {
    if text.is_ascii() {
        let kept = text.chars().filter(|&c| !is_apostrophe(c) && !is_invisible(c));
        return kept.map(|c| c.to_ascii_lowercase()).collect();
    }
    // Apostrophes go first, since some of them decompose into a space and an accent.
    text.chars()
        .filter(|&c| !is_apostrophe(c))
        .nfkd()
        .filter(|&c| !is_apostrophe(c) && !is_invisible(c) && !is_accent(c))
        .flat_map(fold_case)
        .map(lookalike::plain)
        .nfc()
        .collect()
}

/// Whether a character belongs to a word, rather than between words.
pub(super) fn is_word(c: char) -> bool {
    // The marks that folding keeps are vowel signs, and part of the word.
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// By way of upper case, which brings `ß` to `ss` and both sigmas together; and
/// lower case before, since the capital `ẞ` has no other upper case.
fn fold_case(c: char) -> impl Iterator<Item = char> {
    let lower = c.to_lowercase();
    lower.flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

/// Every sign that people and keyboards put where an apostrophe belongs.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{b4}'
            | '\u{2b9}'
            | '\u{2bb}'..='\u{2bd}'
            | '\u{2c8}'
            | '\u{2ca}'
            | '\u{2cb}'
            | '\u{55a}'
            | '\u{5f3}'
            | '\u{1fbd}'
            | '\u{1fbf}'
            | '\u{2018}'..='\u{201b}'
            | '\u{2032}'
            | '\u{2035}'
            | '\u{a78b}'
            | '\u{a78c}'
            | '\u{ff07}'
    )
}

/// Characters that leave no trace on a screen, so that they may sit inside a
/// word without anybody seeing it.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Marks that decorate a letter. Vowel signs of the Indic scripts and the voicing
/// of kana (classes 0 and 6 to 9) make another letter of it, and stay.
fn is_accent(c: char) -> bool {
    let enclosing = matches!(c, '\u{488}' | '\u{489}' | '\u{20dd}'..='\u{20e0}' | '\u{20e2}'..='\u{20e4}');
    enclosing || !matches!(canonical_combining_class(c), 0 | 6..=9)
}

#[cfg(test)]
mod tests {
    use super::characters;

    fn folds(text: &str) -> String {
        characters(text).into_iter().collect()
    }

    #[test]
    fn every_spelling_of_a_word_folds_alike() {
        let table = [
            ("Die", "die"),
            ("ＤＩＥ", "die"),
            ("𝐝𝐢𝐞", "die"),
            ("ⓓⓘⓔ", "die"),
            ("🅳🅸🅴", "die"),
            ("ᴅɪᴇ", "die"),
            ("dïé", "die"),
            ("di\u{301}e", "die"),
            ("d\u{338}i\u{336}e\u{34f}\u{321}", "die"),
            ("d\u{200b}i\u{ad}e\u{feff}", "die"),
            ("d\u{202e}ie", "die"),
            ("d\0ie", "die"),
            ("don't", "dont"),
            ("don’t", "dont"),
            ("don´t", "dont"),
            ("don＇t", "dont"),
            ("don`t", "dont"),
            ("Straße", "strasse"),
            ("STRASSE STRAẞE", "strasse strasse"),
            ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
            ("İstanbul ıstanbul", "istanbul istanbul"),
            ("søster łza", "soster lza"),
            ("ﬁne", "fine"),
            ("a\u{a0}b", "a b"),
            ("…", "..."),
        ];
        for (text, expected) in table {
            assert_eq!(folds(text), expected, "{text:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = folds(&c.to_string());
            assert_eq!(folds(&once), once, "{c:?}");
        }
    }

    #[test]
    fn signs_that_make_another_letter_stay() {
        assert_ne!(folds("कि"), folds("का"));
        assert_ne!(folds("が"), folds("か"));
        assert_eq!(folds("한국"), "한국");
    }

    #[test]
    fn points_of_hebrew_and_arabic_go() {
        assert_eq!(folds("שָׁלוֹם"), folds("שלום"));
        assert_eq!(folds("مَرْحَبًا"), folds("مرحبا"));
    }
}
