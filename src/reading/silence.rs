//! Nothing that says anything: an empty line, a dot, a sound.

use super::line::Line;
use super::meaning::{Meaning, Misfit};
use super::{Asked, Found};
use crate::script::Ask;

/// Nothing at all. Where only going on is asked, that goes on; where something was named already, it ends naming.
pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    // Where only the exact counts, a dot is no silence either: it is met as anything else that doesn't fit.
    if !line.says_nothing() || (is_strict(asked) && !line.text.is_empty()) {
        return None;
    }
    match asked.ask {
        Ask::Command(_) => None,
        Ask::Continue(_) => Some(Found::sure(Meaning::GoOn)),
        _ => Some(nothing(asked)),
    }
}

/// A word that answers nothing, where certain answers are asked for: "ok", "hmm".
pub(super) fn sound(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let sounds = line.is_only_a_sound() && !is_strict(asked);
    match asked.ask {
        Ask::Command(_) | Ask::Continue(_) | Ask::Text { .. } => None,
        _ => sounds.then(|| nothing(asked)),
    }
}

fn is_strict(asked: &Asked<'_>) -> bool {
    asked.exact && !asked.takes_words() && !matches!(asked.ask, Ask::Continue(_))
}

fn nothing(asked: &Asked<'_>) -> Found {
    if asked.gathered { Found::sure(Meaning::GoOn) } else { Found::misfit(Misfit::Empty) }
}
