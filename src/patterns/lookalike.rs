//! Signs and letters that stand in for Latin letters because they look alike.

use crate::caps;
/// The words that a token may have been meant as, the likeliest first.
///
/// A token without a disguise is only itself, and so is a plain number.
pub(super) fn readings(token: &str) -> Vec<String> {
    if token.chars().count() > caps::PATTERN_LETTERS || !is_disguised(token) {
        return vec![token.to_owned()];
    }
    let mut readings = undisguised(token);
    if has_latin(token) {
        readings.push(token.to_owned());
    } else {
        // A Russian or Greek word of look-alikes only is most likely itself.
        readings.insert(0, token.to_owned());
    }
    readings
}

/// The only character of a token, if that is a letter or may stand for one.
pub(super) fn single(token: &str) -> Option<char> {
    let mut characters = token.chars();
    let only = characters.next()?;
    let alone = characters.next().is_none();
    (alone && (only.is_alphabetic() || !candidates(only).is_empty())).then_some(only)
}

/// The letter that a character is likeliest read as when letters stand one by one.
pub(super) fn likeliest(c: char) -> char {
    candidates(c).chars().next().unwrap_or(c)
}

/// Whether a sign is a letter's look-alike but otherwise no part of a word.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '@' | '$' | '!')
}

fn is_disguised(token: &str) -> bool {
    let disguise = |c: char| !candidates(c).is_empty();
    // A token with a dot inside, such as `v1.2`, counts something.
    !token.contains('.')
        && token.chars().any(char::is_alphabetic)
        && token.chars().any(disguise)
        && (has_latin(token) || token.chars().all(disguise))
}

/// Whether anything in the token says that its writer meant Latin letters.
fn has_latin(token: &str) -> bool {
    let stands_for_one = |c: char| !c.is_alphabetic() && !candidates(c).is_empty();
    token.chars().any(|c| c.is_ascii_alphabetic() || stands_for_one(c))
}

/// Every way to take the disguise off, up to the cap; past it, doubtful signs
/// are read as their likeliest letter only.
fn undisguised(token: &str) -> Vec<String> {
    let mut readings = vec![String::with_capacity(token.len())];
    for c in token.chars() {
        let meant: Vec<char> = candidates(c).chars().collect();
        let likeliest = meant.first().copied().unwrap_or(c);
        if meant.len() > 1 && readings.len() * meant.len() <= caps::PATTERN_READINGS {
            let branched = readings.iter().flat_map(|reading| meant.iter().map(move |m| format!("{reading}{m}")));
            readings = branched.collect();
        } else {
            for reading in &mut readings {
                reading.push(likeliest);
            }
        }
    }
    readings
}

/// The Latin letters that a sign may stand for, the likeliest first. Letters are
/// lower case here, so one that looks different in capitals has both candidates.
fn candidates(c: char) -> &'static str {
    match c {
        '0' => "o",
        '1' | '!' => "il",
        '3' => "e",
        '4' | '@' => "a",
        '5' | '$' => "s",
        '7' => "t",
        _ if c.is_ascii() => "",
        _ => cyrillic(c).or_else(|| greek(c)).unwrap_or(""),
    }
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'в' | 'ь' => "b",
        'с' => "c",
        'ԁ' => "d",
        'е' | 'є' => "e",
        'г' => "r",
        'ԍ' => "g",
        'н' => "hn",
        'һ' => "h",
        'и' => "un",
        'і' => "il",
        'ј' => "j",
        'к' => "k",
        'ӏ' => "li",
        'м' => "m",
        'п' => "n",
        'о' => "o",
        'р' => "p",
        'ԛ' => "q",
        'ѕ' => "s",
        'т' => "t",
        'ѵ' => "v",
        'ԝ' | 'ш' => "w",
        'х' => "x",
        'у' | 'ү' => "y",
        _ => return None,
    })
}

fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'β' => "b",
        'ε' => "e",
        'η' => "nh",
        'ι' => "i",
        'κ' => "k",
        'μ' => "um",
        'ν' => "vn",
        'ο' | 'σ' => "o",
        'ρ' => "p",
        'τ' => "t",
        'υ' => "uy",
        'χ' => "x",
        'γ' => "y",
        'ω' => "w",
        'ζ' => "z",
        _ => return None,
    })
}

/// The plain letter behind a letter that is Latin but for its shape, such as
/// small capitals, letters with a stroke, and white letters on black.
pub(super) fn plain(c: char) -> char {
    match c {
        'ᴀ' | 'ɑ' => 'a',
        'ʙ' | 'ƀ' => 'b',
        'ᴄ' => 'c',
        'ᴅ' | 'đ' => 'd',
        'ᴇ' => 'e',
        'ꜰ' => 'f',
        'ɢ' | 'ɡ' => 'g',
        'ʜ' | 'ħ' => 'h',
        'ɪ' | 'ɨ' | 'ɩ' => 'i',
        'ᴊ' => 'j',
        'ᴋ' | 'ƙ' => 'k',
        'ʟ' | 'ł' | 'ƚ' => 'l',
        'ᴍ' => 'm',
        'ɴ' => 'n',
        'ᴏ' | 'ø' => 'o',
        'ᴘ' => 'p',
        'ʀ' => 'r',
        'ꜱ' => 's',
        'ᴛ' | 'ŧ' => 't',
        'ᴜ' | 'ʉ' => 'u',
        'ᴠ' => 'v',
        'ᴡ' => 'w',
        'ʏ' => 'y',
        'ᴢ' | 'ƶ' => 'z',
        '\u{1f150}'..='\u{1f169}' => nth_letter(c, '\u{1f150}'),
        '\u{1f170}'..='\u{1f189}' => nth_letter(c, '\u{1f170}'),
        _ => c,
    }
}

/// The letter as far from `a` as `c` is from `first`.
fn nth_letter(c: char, first: char) -> char {
    ('a'..='z').nth((c as usize).saturating_sub(first as usize)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{likeliest, readings, single};
    use crate::caps;

    #[test]
    fn disguised_words_are_read_as_what_was_meant() {
        let table = [
            ("su1c1de", "suicide"),
            ("k!ll", "kill"),
            ("ki11", "kill"),
            ("k1ll", "kill"),
            ("d13", "die"),
            ("$uic!d@l", "suicidal"),
            ("h4t3", "hate"),
            ("ove7d0se", "ovetdose"),
            ("кill", "kill"),
            ("ѕuісіdе", "suicide"),
            ("диe", "дue"),
            ("сор", "cop"),
            ("κιll", "kill"),
        ];
        for (token, meant) in table {
            assert!(readings(token).iter().any(|r| r == meant), "{token}: {:?}", readings(token));
        }
    }

    #[test]
    fn plain_words_and_numbers_are_only_themselves() {
        for token in ["kill", "1000", "3.5", "5", "жду", "שלום", "我"] {
            assert_eq!(readings(token), [token]);
        }
    }

    #[test]
    fn the_token_as_written_is_a_reading_too() {
        for token in ["5pm", "b4", "сор", "mp3"] {
            assert!(readings(token).iter().any(|r| r == token), "{token}");
        }
    }

    #[test]
    fn readings_are_bounded() {
        let long = "1!".repeat(4_000) + "a";
        assert_eq!(readings(&long).len(), 1);
        assert!(readings("1l1!1l1!1!1!1!1!1!1!a").len() <= caps::PATTERN_READINGS + 1);
    }

    #[test]
    fn single_characters_may_be_letters() {
        assert_eq!(single("k"), Some('k'));
        assert_eq!(single("1").map(likeliest), Some('i'));
        assert_eq!(single("2"), None);
        assert_eq!(single("ѕ").map(likeliest), Some('s'));
        assert_eq!(single("km"), None);
        assert_eq!(single(""), None);
    }
}
