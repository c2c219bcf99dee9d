//! "This or that": asked which, where each side is an option.

use super::asked::Offered;
use super::likeness::among;
use super::line::Line;
use super::meaning::{Meaning, Misfit, Pending};
use super::{Asked, Found, Taken, option};
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let lower = line.text.to_lowercase();
    if asked.exact || !line.short || !matches!(asked.ask, Ask::Choose(_)) || !lower.contains(" or ") {
        return None;
    }
    let mut ids = Vec::new();
    for side in lower.split(" or ") {
        match option(&Line::new(side), asked)?.taken {
            Taken::Step(Meaning::Option(id)) => ids.push(id),
            Taken::Step(Meaning::Misfit(Misfit::AskedBack(Pending::Options(several)))) => ids.extend(several),
            _ => return None,
        }
    }
    let found = asked.options.iter().filter(|offered| ids.contains(&offered.id)).collect::<Vec<&Offered<'_>>>();
    among(&found, true, asked)
}
