//! How alike two words are: the same, one with a slip of the finger, or two forms of one word.

use crate::english as words;

/// Two words of the same spelling.
const SAME: u32 = 10;
/// A slip of the finger.
const SLIP: u32 = 8;
/// Two forms of a word: "honest", "honesty".
const KIN: u32 = 7;

/// The beginning of a word.
const BEGUN: u32 = 6;

/// How alike a typed word and a known one are; 0 where they aren't.
pub(super) fn alike(typed: &str, known: &str) -> u32 {
    if typed == known {
        SAME
    } else if slip(typed, known) {
        SLIP
    } else if kin(typed, known) {
        KIN
    } else if typed.chars().count() >= 4 && known.starts_with(typed) {
        BEGUN
    } else {
        0
    }
}

/// Whether the one is the other with a slip of the finger. Two neighbours that swapped places are one from three letters up, a
/// letter more or less from four, another letter from five, and two of any from nine: with fewer letters, one that differs makes
/// another word ("hope", "home").
pub(super) fn slip(typed: &str, known: &str) -> bool {
    let (long, length) = (typed.chars().count(), known.chars().count());
    let allowed = match long.min(length) {
        0..=2 => return false,
        3 => return swapped(typed, known),
        4 if long == length => return swapped(typed, known),
        // Hardly anybody slips at the first letter, and another one there makes another word ("guilt", "built").
        5..=8 if long == length && typed.chars().next() != known.chars().next() => return swapped(typed, known),
        4..=8 => 1,
        9..=60 => 2,
        _ => return false,
    };
    long.abs_diff(length) <= allowed && strsim::osa_distance(typed, known) <= allowed
}

/// Whether two neighbouring letters swapped places, and nothing else differs: hardly ever another word.
pub(super) fn swapped(typed: &str, known: &str) -> bool {
    let (typed, known) = (typed.chars().collect::<Vec<_>>(), known.chars().collect::<Vec<_>>());
    let Some(at) = typed.iter().zip(&known).position(|(one, other)| one != other) else { return false };
    typed.len() == known.len()
        && typed.len() >= 3
        && at + 1 < typed.len()
        && (typed[at], typed[at + 1]) == (known[at + 1], known[at])
        && typed[at + 2..] == known[at + 2..]
}

/// Whether a letter of the known word is missing or doubled, and the first one stands.
pub(super) fn dropped(typed: &str, known: &str) -> bool {
    let (long, length) = (typed.chars().count(), known.chars().count());
    let doubles = long == length + 1 && typed.chars().zip(typed.chars().skip(1)).any(|(one, next)| one == next);
    long >= 4 && (long + 1 == length || doubles) && typed.chars().next() == known.chars().next() && strsim::osa_distance(typed, known) == 1
}

/// Whether the one is the other with an ending ("kind", "kindness"), or they begin alike for four letters at least and for most
/// of the longer one ("generous", "generosity").
fn kin(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let ending = long.strip_prefix(short).is_some_and(|ending| words::ENDINGS.contains(&ending) || doubled(short, ending));
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    (ending && short.chars().count() >= 3) || (common >= 4 && common * 10 >= long.chars().count() * 6)
}

/// "Witty" from "wit": the last letter doubles before an ending.
fn doubled(short: &str, ending: &str) -> bool {
    short.chars().last().and_then(|last| ending.strip_prefix(last)).is_some_and(|ending| words::ENDINGS.contains(&ending))
}

/// The words of a text that tell it from others.
pub(super) fn telling(plain: &str) -> impl Iterator<Item = &str> {
    let words = plain.split(' ').zip(plain.split(' ').skip(1).chain([""]));
    // "Kind of" says nothing, and "kind" much.
    let telling = |(word, next): &(&str, &str)| {
        !(word.is_empty() || words::SMALL_WORDS.contains(word) || (matches!(*word, "kind" | "sort") && *next == "of"))
    };
    words.filter(telling).map(|(word, _)| word)
}

/// Whether a text has a word that turns it around.
pub(super) fn is_negated(plain: &str) -> bool {
    plain.split(' ').any(|word| words::NEGATIONS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{alike, dropped, slip, swapped};

    #[test]
    fn slips_of_the_finger_are_forgiven_where_they_make_no_other_word() {
        let slips = [("freind", "friend"), ("frend", "friend"), ("yse", "yes"), ("hrad", "hard"), ("intelligance", "intelligence")];
        for (typed, known) in slips {
            assert!(slip(typed, known), "{typed} {known}");
        }
        for (typed, known) in
            [("yet", "yes"), ("on", "no"), ("bad", "sad"), ("hope", "home"), ("guilt", "built"), ("friend", "family"), ("", "")]
        {
            assert!(!slip(typed, known), "{typed} {known}");
        }
        assert!(swapped("dotn", "dont") && !swapped("dont", "dont") && !swapped("dote", "dont"));
        assert!(dropped("sevn", "seven") && !dropped("even", "seven") && !dropped("fine", "five"));
    }

    #[test]
    fn forms_of_one_word_are_alike_and_less_than_the_word_itself() {
        for (typed, known) in [
            ("honest", "honesty"),
            ("generous", "generosity"),
            ("walking", "walk"),
            ("witty", "wit"),
            ("kind", "kindness"),
            ("famille", "family"),
        ] {
            assert!((1..alike(known, known)).contains(&alike(typed, known)), "{typed} {known}");
        }
        for (typed, known) in [("mother", "motion"), ("a", "an"), ("she", "shelter"), ("wit", "with")] {
            assert_eq!(alike(typed, known), 0, "{typed} {known}");
        }
    }
}
