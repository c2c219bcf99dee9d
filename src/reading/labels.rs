//! An option exactly as it stands on the screen: by its label, its id or its number. Never a guess.

use super::Found;
use super::asked::{Asked, Offered};
use super::line::Line;
use super::meaning::Meaning;
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let offered = named(line, asked)?;
    Some(Found::sure(match asked.ask {
        Ask::ChooseMany(_) => Meaning::Options(vec![offered.id.clone()]),
        Ask::Continue(_) => Meaning::GoOn,
        Ask::Number { .. } => Meaning::Number(offered.id.parse().ok()?),
        _ => Meaning::Option(offered.id.clone()),
    }))
}

/// The option that a line names.
pub(super) fn named<'a, 's>(line: &Line<'_>, asked: &'a Asked<'s>) -> Option<&'a Offered<'s>> {
    if let Some(offered) = asked.option(line.text).filter(|_| asked.numbers_or_names_options()) {
        return Some(offered);
    }
    let as_shown = |text: &str| text.trim().to_lowercase();
    let typed = as_shown(line.text);
    if let Some(offered) = asked.options.iter().find(|offered| !typed.is_empty() && as_shown(&offered.label.shown) == typed) {
        return Some(offered);
    }
    // Whoever marks a command means one, though an option may be called so.
    if line.order().is_some() {
        return None;
    }
    if let Ok(number) = line.text.trim_end_matches(['.', ')']).parse::<usize>()
        && let Some(offered) = asked.options.iter().find(|offered| offered.number == Some(number))
    {
        return Some(offered);
    }
    let same = |offered: &&Offered<'_>| {
        let id = asked.numbers_or_names_options() && line.is(&offered.label.id);
        id || line.is(&offered.label.folded) || offered.names.contains(&line.folded.as_str())
    };
    asked.options.iter().find(same)
}

impl Asked<'_> {
    /// Whether an option may be called by its id; the ends of a scale, and what is pressed to go on, have none.
    fn numbers_or_names_options(&self) -> bool {
        matches!(self.ask, Ask::Choose(_) | Ask::ChooseMany(_) | Ask::YesNo(_))
    }
}
