//! Places in a list, as people count: "3", "number 3", "the second one", "last", "first two", "2 to 4".

use super::likeness::among;
use super::line::{Line, written_out};
use super::{Asked, Found};
use crate::english as words;
use crate::patterns::folded;
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    // Yes and no aren't counted.
    if asked.exact || !line.short || !matches!(asked.ask, Ask::Choose(_) | Ask::ChooseMany(_)) {
        return None;
    }
    let listed = asked.listed();
    let found = in_list(line.text, listed.len())?.into_iter().filter_map(|place| listed.get(place).copied()).collect::<Vec<_>>();
    among(&found, false, asked)
}

/// A piece of a count.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// This place, from 0.
    Place(usize),
    /// This number, where an ordinal isn't meant.
    Number(usize),
    /// The last.
    Last,
    /// The one in the middle.
    Middle,
    /// Up to.
    To,
}

/// The places that are named in a list of so many, from 0 and in the order in which they are named; nothing where anything else
/// is said, or a place is named that isn't there.
pub(super) fn in_list(text: &str, count: usize) -> Option<Vec<usize>> {
    let lower = text.to_lowercase();
    let mut pieces = Vec::new();
    let mut rest = words::LAST_BUT_ONE.iter().fold(lower, |text, words| text.replace(words, &format!(" {} ", count.saturating_sub(1))));
    // "1-3" and "1–3" are a stretch; any other sign only parts.
    for dash in ['-', '–', '—'] {
        rest = between_digits(&rest, dash);
    }
    let tokens = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|token| !token.is_empty());
    let tokens = tokens.map(|token| (token, folded(token))).collect::<Vec<_>>();
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |(_, word)| word.as_str());
    let mut idle = false;
    for (at, (token, _)) in tokens.iter().enumerate() {
        let (before, this) = (word(at.checked_sub(1)), word(Some(at)));
        if this == "one" && words::NO_COUNT_BEFORE.contains(&before) {
            idle = true;
        } else if let Some(number) = number(token) {
            pieces.push(Piece::Number(number));
        } else if let Some(place) = ordinal(token, this) {
            pieces.push(Piece::Place(place));
        } else if words::LAST.contains(&this) {
            pieces.push(Piece::Last);
        } else if words::MIDDLE.contains(&this) {
            pieces.push(Piece::Middle);
        } else if words::UP_TO.contains(&this) {
            pieces.push(Piece::To);
        } else if this == "no" {
            // "No. 3" is a number, and "no one" is none.
            tokens.get(at + 1).filter(|(next, _)| next.starts_with(|letter: char| letter.is_ascii_digit()))?;
        } else if words::TOP.contains(&this) {
            pieces.push(Piece::Place(0));
        } else if !written_out(this).split(' ').all(|word| words::ABOUT_PLACES.contains(&word) || words::BETWEEN.contains(&word)) {
            return None;
        }
    }
    if idle && pieces.is_empty() {
        return None;
    }
    places(&pieces, count).filter(|places| !places.is_empty())
}

fn places(pieces: &[Piece], count: usize) -> Option<Vec<usize>> {
    let last = count.checked_sub(1)?;
    let inside = |place: usize| (place < count).then_some(place);
    let place = |piece: &Piece| match piece {
        Piece::Place(place) => inside(*place),
        Piece::Number(number) => inside(number.checked_sub(1)?),
        Piece::Last => Some(last),
        Piece::Middle => (count % 2 == 1).then_some(count / 2),
        Piece::To => None,
    };
    let mut found = Vec::new();
    let mut rest = pieces;
    while let Some((first, more)) = rest.split_first() {
        rest = match (first, more) {
            // "The second one", "the last one".
            (Piece::Place(_) | Piece::Last | Piece::Middle, [Piece::Number(1), more @ ..]) => {
                found.push(place(first)?);
                more
            }
            // "First two", "last two".
            (Piece::Place(0), [Piece::Number(number), more @ ..]) => {
                inside(number.checked_sub(1)?)?;
                found.extend(0..*number);
                more
            }
            (Piece::Last, [Piece::Number(number), more @ ..]) => {
                inside(number.checked_sub(1)?)?;
                found.extend(count - number..count);
                more
            }
            (from, [Piece::To, to, more @ ..]) => {
                let (from, to) = (place(from)?, place(to)?);
                found.extend(from.min(to)..=from.max(to));
                more
            }
            // A word such as "to" that stands between nothing.
            (Piece::To, more) => more,
            (one, more) => {
                found.push(place(one)?);
                more
            }
        };
    }
    Some(found)
}

fn number(token: &str) -> Option<usize> {
    token.parse::<usize>().ok().or_else(|| {
        let (_, number) = words::NUMBER_WORDS.iter().find(|(word, _)| *word == token && !matches!(*word, "none" | "nil"))?;
        usize::try_from(*number).ok()
    })
}

/// "second", "2nd".
fn ordinal(token: &str, word: &str) -> Option<usize> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| token.strip_suffix(ending)?.parse::<usize>().ok());
    digits.and_then(|number| number.checked_sub(1)).or_else(|| words::ORDINALS.iter().position(|ordinal| *ordinal == word))
}

/// A dash between two digits, written as a word.
fn between_digits(text: &str, dash: char) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, part) in text.split(dash).enumerate() {
        let joins = out.trim_end().ends_with(|letter: char| letter.is_ascii_digit())
            && part.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        if place > 0 {
            out.push_str(if joins { " to " } else { " " });
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::in_list;

    #[test]
    fn places_are_counted_as_people_count() {
        let cases: [(&str, &[usize]); 18] = [
            ("3", &[2]),
            ("#3", &[2]),
            ("number three", &[2]),
            ("the 2nd", &[1]),
            ("the second one", &[1]),
            ("I'd go with the last one, please", &[4]),
            ("second to last", &[3]),
            ("last but one", &[3]),
            ("first two", &[0, 1]),
            ("the last two", &[3, 4]),
            ("2-4", &[1, 2, 3]),
            ("4 to 2", &[1, 2, 3]),
            ("1, 3 and the last", &[0, 2, 4]),
            ("first, third", &[0, 2]),
            ("one", &[0]),
            ("1 3", &[0, 2]),
            ("no. 3", &[2]),
            ("the one in the middle", &[2]),
        ];
        for (text, places) in cases {
            assert_eq!(in_list(text, 5).as_deref(), Some(places), "{text}");
        }
        for text in [
            "",
            "0",
            "6",
            "3 years ago",
            "the friend",
            "not 3",
            "no one",
            "the one",
            "1 and 9",
            "none",
            "99999999999999999999999",
            "first 0",
            "last 7",
        ] {
            assert_eq!(in_list(text, 5), None, "{text}");
        }
        assert_eq!(in_list("last", 0), None);
    }
}
