//! What the writer says that an option hears. Of several it is asked which: "no. well, sometimes".

use super::asked::{Asked, Offered};
use super::likeness::{among, chosen};
use super::line::Line;
use super::meaning::{Meaning, Words};
use super::{Found, own_words};
use crate::patterns::Heard;
use crate::script::Ask;

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let found = hearing(line.heard(), asked);
    if asked.exact || matches!(asked.ask, Ask::YesNo(_)) {
        return meant(&found, asked);
    }
    // Where a guess may be made: people say what it is, and go on to tell. So of several, it is the only one that is heard in
    // the first sentence.
    let opening = line.opening().filter(|_| found.len() > 1 && !found.iter().any(|offered| offered.goes_first()));
    let opening = opening.map_or_else(Vec::new, |sentence| hearing(&Heard::new(sentence), asked));
    let found = if opening.len() == 1 { opening } else { found };
    match &found[..] {
        // What that option hears are somebody's own words, too; its number and its label aren't.
        [only] if only.takes_words() && own_words::are_worth_keeping(line) => {
            Some(Found::sure(Meaning::Otherwise { option: only.id.clone(), words: Words::read(line.text) }))
        }
        found => meant(found, asked),
    }
}

fn hearing<'a, 's>(heard: &Heard, asked: &'a Asked<'s>) -> Vec<&'a Offered<'s>> {
    asked.options.iter().filter(|offered| offered.hears().is_some_and(|hears| hears.hears(heard))).collect()
}

/// Of those that were heard, the one that goes first, else any of them.
fn meant(found: &[&Offered<'_>], asked: &Asked<'_>) -> Option<Found> {
    match found.iter().find(|offered| offered.goes_first()) {
        Some(outright) => Some(chosen(outright, false, asked)),
        None => among(found, false, asked),
    }
}
