//! What fits nothing: why it doesn't, so that it can be said what would.

use super::line::Line;
use super::meaning::Misfit;
use super::{Asked, Found, misfit};

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    Some(Found::misfit(misfit(line, asked)))
}

/// What is longer than anything that can be kept is listened to, and nothing more; nor is anything kept that can't be heard out.
pub(super) fn too_long(line: &Line<'_>, _: &Asked<'_>) -> Option<Found> {
    (line.is_too_long() || !line.heard().is_heard_out()).then(|| Found::misfit(Misfit::TooLong))
}
