//! What fits nothing: why it doesn't, so that it can be said what would.

use super::line::Line;
use super::meaning::Misfit;
use super::{Asked, Found};
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    Some(Found::misfit(kind(line, asked)))
}

/// What kind of misfit it is where nobody has taken a line.
pub(super) fn kind(line: &Line<'_>, asked: &Asked<'_>) -> Misfit {
    match asked.ask {
        Ask::Continue(_) => Misfit::NotOn,
        Ask::Command(_) => Misfit::Unlike,
        _ if !asked.exact && line.asks() => Misfit::Question,
        Ask::Number { .. } => Misfit::NoNumber,
        Ask::YesNo(_) => Misfit::Neither,
        Ask::Choose(_) | Ask::ChooseMany(_) | Ask::Text { .. } | Ask::Gather(_) => Misfit::Unlike,
    }
}

/// What is longer than anything that can be kept is listened to, and nothing more.
pub(super) fn too_long(line: &Line<'_>, _: &Asked<'_>) -> Option<Found> {
    line.is_too_long().then(|| Found::misfit(Misfit::TooLong))
}
