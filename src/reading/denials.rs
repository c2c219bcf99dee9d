//! A "no" that isn't one: taken back, limited, or moved in time by what stands behind it. "Not anymore" says that it was so,
//! "not always" that it is so now and then. Where nothing may be guessed, it is asked again; at a question of yes and no, too.

use super::line::Line;
use super::meaning::Misfit;
use super::{Asked, Found};
use crate::english as words;
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let guesses_nothing = asked.exact && matches!(asked.ask, Ask::Choose(_) | Ask::ChooseMany(_));
    let goes_on = || line.folded.split(' ').any(|word| words::GOES_ON.contains(&word)) && begins_with_a_denial(&line.folded);
    (guesses_nothing && (is_limited(&line.folded) || goes_on())).then(|| Found::misfit(Misfit::Unlike))
}

/// Whether words begin with a "no" or a "not" and go on to limit it, take it back, or move it in time. `folded` is all of it.
pub(super) fn is_limited(folded: &str) -> bool {
    let mut rest = folded.split(' ').skip_while(|word| words::BEFORE_A_DENIAL.contains(word));
    let Some(first) = rest.next() else { return false };
    let rest = rest.collect::<Vec<_>>();
    let is = |word: &&str, among: &[&str]| among.contains(word);
    let denied = match first {
        "not" => rest.first().is_some_and(|next| is(next, words::LIMITS_BEHIND_NOT) || next.parse::<i64>().is_ok()),
        first if is(&first, words::DENIALS) => false,
        _ => return false,
    };
    let joined = rest.join(" ");
    denied || rest.iter().any(|word| is(word, words::LIMITS)) || words::LIMITING.iter().any(|phrase| has(&joined, phrase))
}

fn begins_with_a_denial(folded: &str) -> bool {
    folded.split(' ').find(|word| !words::BEFORE_A_DENIAL.contains(word)).is_some_and(|first| words::DENIALS.contains(&first))
}

/// Whether these words stand in a row somewhere.
fn has(words: &str, phrase: &str) -> bool {
    format!(" {words} ").contains(&format!(" {phrase} "))
}

#[cfg(test)]
mod tests {
    use super::is_limited;

    #[test]
    fn a_no_that_is_limited_moved_in_time_or_taken_back_is_told_from_a_no() {
        let limited = [
            "not anymore",
            "not any more",
            "not only back then",
            "no but sometimes",
            "not before but now yes",
            "not 1",
            "no more than usual",
            "well not always",
            "no not lately",
            "not since i moved",
            "nope only at night",
            "not entirely",
            "no except once",
            "not these days",
            "never until last year",
            "no longer",
            "not the last time",
            "nah not now",
            "no unless he drank",
            "not just once",
            "not in the beginning",
            "no not until the end",
        ];
        for text in limited {
            assert!(is_limited(text), "{text}");
        }
        let plain = [
            "no",
            "not really",
            "no not at all",
            "never",
            "nope never",
            "no i wasnt",
            "not ever",
            "no thanks",
            "no he was kind",
            "not one bit",
            "no of course not",
            "not in the least",
            "sometimes",
            "yes but not now",
            "nobody",
            "no never in my life",
        ];
        for text in plain {
            assert!(!is_limited(text), "{text}");
        }
    }
}
