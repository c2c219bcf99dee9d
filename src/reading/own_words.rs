//! Their own words: where any are an answer, and at an option that takes what fits none. Kept is only the answer itself.

use super::asked::Offered;
use super::line::Line;
use super::meaning::{Meaning, Misfit, Words};
use super::{Asked, Found, around, command, things, yes_no};
use crate::script::Ask;

/// Fewer letters are no words of anybody.
const LETTERS_TO_KEEP: usize = 3;

/// More digits alone are hardly meant for a list.
const DIGITS_OF_A_LIST: usize = 2;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    match asked.ask {
        Ask::Text { .. } | Ask::Gather(_) if is_meant_for_a_list(line, asked) => Some(Found::misfit(Misfit::OnlyANumber)),
        Ask::Text { .. } | Ask::Gather(_) => Some(Found::sure(taken(asked.ask, line.text))),
        Ask::Choose(_) if !asked.exact && are_worth_keeping(line) => {
            let takes = asked.options.iter().find(|offered| Offered::takes_words(offered))?;
            let words = Words::read(around::own_words(asked.ask, line.text));
            Some(Found::sure(Meaning::Otherwise { option: takes.id.clone(), words }))
        }
        _ => None,
    }
}

/// Words as they are taken: of a question for things each thing, else all of it; without what only stands around the answer.
pub(super) fn taken(ask: &Ask, text: &str) -> Meaning {
    let text = without_quotes(text);
    let Ask::Gather(gather) = ask else { return Meaning::Words(Words::read(around::own_words(ask, text))) };
    let things = if gather.several { things::several(text) } else { vec![text] };
    let thing = |text: &str| Words::read(things::without_a_stop(around::own_words(ask, text)));
    Meaning::Things(things.into_iter().map(thing).collect())
}

/// Words without the quotes around all of them: who types “her laugh” means her laugh, and it is quoted again when it is told.
fn without_quotes(text: &str) -> &str {
    let text = text.trim();
    let inside = QUOTES.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.trim().is_empty() && !inner.contains([*open, *close])).then_some(inner.trim())
    });
    inside.unwrap_or(text)
}

/// Signs that open and close what somebody said.
const QUOTES: [(char, char); 7] = [('"', '"'), ('“', '”'), ('„', '“'), ('\'', '\''), ('‘', '’'), ('«', '»'), ('»', '«')];

/// Whether words that fit no option are worth keeping. A question, a bare yes or no, a command and a few letters aren't.
pub(super) fn are_worth_keeping(line: &Line<'_>) -> bool {
    let letters = line.text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS_TO_KEEP).count();
    let says = letters == LETTERS_TO_KEEP && yes_no::said(line).is_none() && !line.asks() && !line.is_only_a_sound();
    says && command::likely(line.text).is_none()
}

/// Whether somebody wrote nothing but a number where words are asked for: more often than not it was meant for a list that isn't
/// there any more. Where a sample has a number in it, numbers are words, too; and who types it again means it.
fn is_meant_for_a_list(line: &Line<'_>, asked: &Asked<'_>) -> bool {
    let digits = |text: &str| text.chars().any(|letter| letter.is_ascii_digit());
    let is_number = line.text.len() <= DIGITS_OF_A_LIST && line.text.chars().all(|letter| letter.is_ascii_digit());
    asked.tries == 0 && is_number && !asked.ask.samples().iter().any(|sample| digits(sample))
}
