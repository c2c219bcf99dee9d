//! Where a sentence ends, and where a clause does. Nobody else in the program decides that.
//!
//! A sign ends something only where it is one: a point within a number ("2.5", "11.30"), behind a short form ("Dr.", "e.g."),
//! or between single letters ("k.m.s") is none.

use std::ops::Range;

/// A sign at which something ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// Where it stands, in bytes.
    pub at: usize,
    /// The sign.
    pub sign: char,
}

impl Stop {
    /// The bytes behind it.
    pub fn end(self) -> usize {
        self.at + self.sign.len_utf8()
    }
}

/// Signs at which a sentence ends.
const SENTENCE: [char; 6] = ['.', '!', '?', ';', '…', '\n'];

/// Further signs, at which only a clause ends.
const CLAUSE: [char; 5] = [',', ':', '–', '—', '('];

/// Short forms behind which a point ends nothing, folded. A sentence may end with one all the same; then it is only longer.
const SHORT_FORMS: [&str; 22] = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "jr", "sr", "rev", "sgt", "capt", "vs", "etc", "e.g", "i.e", "eg", "ie", "approx", "no",
    "nr", "fig",
];

/// Whether a sentence ends at this sign, wherever it stands for itself.
pub(crate) fn ends_sentence(sign: char) -> bool {
    SENTENCE.contains(&sign)
}

/// The signs of a text at which a sentence or a clause ends.
pub(crate) fn stops(text: &str) -> impl Iterator<Item = Stop> {
    let signs = text.char_indices().filter(|(_, sign)| SENTENCE.contains(sign) || CLAUSE.contains(sign));
    signs.filter(|(at, sign)| is_stop(text, *at, *sign)).map(|(at, sign)| Stop { at, sign })
}

/// The sentences of a text, without the signs that end them; those that say nothing are left out.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    cut(text, ends_sentence).map(|range| &text[range]).filter(|piece| piece.contains(char::is_alphanumeric))
}

/// The clauses of a text, without the signs that end them; those that say nothing are left out.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    cut(text, |_| true).map(|range| &text[range]).filter(|piece| piece.contains(char::is_alphanumeric))
}

/// The pieces of a text between its stops, each with the one that ends it.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<Stop>)> {
    let mut from = 0;
    stops(text).map(Some).chain([None]).map(move |stop| {
        let piece = &text[from..stop.map_or(text.len(), |stop| stop.at)];
        from = stop.map_or(text.len(), Stop::end);
        (piece, stop)
    })
}

fn cut(text: &str, ends: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let stops = stops(text).filter(move |stop| ends(stop.sign)).map(Some).chain([None]);
    stops.map(move |stop| {
        let piece = from..stop.map_or(text.len(), |stop| stop.at);
        from = stop.map_or(text.len(), Stop::end);
        piece
    })
}

fn is_stop(text: &str, at: usize, sign: char) -> bool {
    let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
    let digits = before.ends_with(|letter: char| letter.is_ascii_digit()) && after.starts_with(|letter: char| letter.is_ascii_digit());
    match sign {
        '.' => !(digits || is_short_form(before, after) || is_spelled(before, after)),
        // "1,000" is one number, and "11:30" one time.
        ',' | ':' => !digits,
        _ => true,
    }
}

/// The last word of a text, with the points within it.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric() || matches!(letter, '.' | '\'' | '’'));
    start.last().map_or("", |(start, _)| &text[start..])
}

fn is_short_form(before: &str, after: &str) -> bool {
    let word = last_word(before).to_lowercase();
    // "No" alone is an answer; before a number it is short for one. Nothing follows what a text ends with.
    let goes_on = after.trim_start_matches([' ', '\t']);
    match word.as_str() {
        "no" | "nr" | "fig" | "st" => {
            goes_on.starts_with(|letter: char| letter.is_ascii_digit() || (word == "st" && letter.is_uppercase()))
        }
        word => SHORT_FORMS.contains(&word) && goes_on.starts_with(char::is_alphanumeric),
    }
}

/// Whether single letters stand around it: "k.m.s", "J. R. Miller".
fn is_spelled(before: &str, after: &str) -> bool {
    let single = |word: &str| {
        let last = word.rsplit('.').next().unwrap_or(word);
        last.chars().count() == 1 && last.chars().all(char::is_alphabetic)
    };
    let next = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let initial = single(last_word(before)) && last_word(before).chars().all(|letter| letter.is_uppercase() || letter == '.');
    let named = initial && after.trim_start().starts_with(char::is_uppercase) && after.starts_with(' ');
    (single(last_word(before)) && next.chars().count() == 1 && next.chars().all(char::is_alphabetic)) || named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_person_ends_it() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("One. Two! Three? Four; five\nsix", &["One", " Two", " Three", " Four", " five", "six"]),
            ("2.5 years together and then she told me", &["2.5 years together and then she told me"]),
            ("at 11.30 pm he wrote. Then nothing", &["at 11.30 pm he wrote", " Then nothing"]),
            ("Dr. Klein from the university told me", &["Dr. Klein from the university told me"]),
            ("greet Mr. Smith. leave", &["greet Mr. Smith", " leave"]),
            ("I said no. he left", &["I said no", " he left"]),
            ("no. 3, please", &["no. 3, please"]),
            ("k.m.s. not joking", &["k.m.s", " not joking"]),
            ("J. Miller wrote. R. too", &["J. Miller wrote", " R", " too"]),
            ("ok.bye", &["ok", "bye"]),
            ("e.g. this", &["e.g. this"]),
            ("wait... no", &["wait", " no"]),
        ];
        for (text, expected) in table {
            assert_eq!(sentences(text).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn a_clause_ends_at_a_comma_that_is_one() {
        let table: &[(&str, &[&str])] = &[
            ("My gran, she raised me. Then not", &["My gran", " she raised me", " Then not"]),
            ("1,000 and 2, at 11:30", &["1,000 and 2", " at 11:30"]),
            ("a (b) – c", &["a ", "b) ", " c"]),
        ];
        for (text, expected) in table {
            assert_eq!(clauses(text).collect::<Vec<_>>(), *expected, "{text}");
        }
    }
}
