//! Several options at once: "1, 3 and the last", "all but 2", "music and a walk". Each part must be read, or nothing is.

use super::asked::{Asked, Offered};
use super::line::Line;
use super::meaning::{Meaning, Misfit};
use super::whole::Whole;
use super::{Found, Taken, command, likeness, misfit, option, places};
use crate::caps;
use crate::english as words;
use crate::patterns::folded;
use crate::script::Ask;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static NONE: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NONE));

/// Signs between several options.
const SIGNS: [char; 7] = [',', ';', '+', '&', '/', '\n', '•'];

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if !matches!(asked.ask, Ask::ChooseMany(_)) || !line.short || line.is_only_a_sound() {
        return None;
    }
    if let Some(found) = all_or_none(line, asked) {
        return Some(found);
    }
    match parts(line.text, asked) {
        Ok((ids, guessed)) => Some(picked(asked, |id| ids.contains(id), guessed)),
        // Where a part is like nothing, none of it is taken; unless the whole is a command.
        Err(found) if found.means(&Meaning::Misfit(Misfit::Unlike)) => {
            if command::likely(line.text).is_some() {
                None
            } else {
                Some(Found::misfit(misfit(line, asked)))
            }
        }
        Err(found) => Some(*found),
    }
}

/// Those of the options, in the writer's order.
fn picked(asked: &Asked<'_>, is: impl Fn(&str) -> bool, guessed: bool) -> Found {
    let meaning = Meaning::Options(asked.options.iter().filter(|offered| is(&offered.id)).map(|offered| offered.id.clone()).collect());
    if guessed { Found::guess(meaning) } else { Found::sure(meaning) }
}

fn all_or_none(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let listed = asked.listed();
    let both = listed.len() == 2 && ["both", "both of them", "both please"].contains(&line.folded.as_str());
    let count = line.folded.strip_prefix("all ").and_then(|count| places::in_list(count, listed.len()));
    let is_listed = |id: &str| asked.option(id).is_some_and(|offered| offered.listed);
    if words::ALL.contains(&line.folded.as_str()) || both || count.is_some_and(|last| last == [listed.len() - 1]) {
        return Some(picked(asked, is_listed, false));
    }
    if let Some(but) = without(line).filter(|_| !asked.exact) {
        return Some(match parts(&but, asked) {
            Ok((left_out, guessed)) => picked(asked, |id| is_listed(id) && !left_out.contains(id), guessed),
            Err(found) => *found,
        });
    }
    NONE.is(&line.plain).then(|| Found::sure(Meaning::Options(Vec::new())))
}

/// What "all but" leaves out.
fn without(line: &Line<'_>) -> Option<String> {
    let words = line.text.split_whitespace().map(folded).collect::<Vec<_>>();
    let rest = |count: usize| line.text.split_whitespace().skip(count).collect::<Vec<_>>().join(" ");
    (1..words.len().min(6)).find_map(|all| {
        let every = words[..all].join(" ");
        if !words::ALL.contains(&every.as_str()) && every != "anything" {
            return None;
        }
        (1..=3).rev().filter(|but| all + but < words.len()).find_map(|but| {
            let between = words[all..all + but].join(" ");
            words::BUT.contains(&between.as_str()).then(|| rest(all + but))
        })
    })
}

/// The ids of the options that the parts of a text name, and whether any of them is a guess; else why it can't be read.
fn parts(text: &str, asked: &Asked<'_>) -> Result<(BTreeSet<String>, bool), Box<Found>> {
    let listed = asked.listed();
    let places = |text: &str| {
        let places = places::in_list(text, listed.len())?;
        Some(places.into_iter().filter_map(|place| listed.get(place).map(|offered| offered.id.clone())).collect::<Vec<_>>())
    };
    // Numbers alone need no signs between them.
    if !asked.exact
        && let Some(places) = places(text)
    {
        return Ok((places.into_iter().collect(), false));
    }
    let parts = split(text);
    if parts.len() > caps::MATCHED_WORDS {
        return Err(Box::new(Found::misfit(Misfit::Unlike)));
    }
    let (mut found, mut guessed) = (BTreeSet::new(), false);
    let mut at = 0;
    while at < parts.len() {
        // A label may itself have an "and" or a comma in it: the longest that is one goes first.
        let label = (at + 1..=parts.len()).rev().find_map(|end| Some((end, named(&Line::new(&joined(&parts[at..end])), asked)?)));
        if let Some((end, id)) = label {
            found.insert(id);
            at = end;
            continue;
        }
        let part = Line::new(parts[at].1);
        at += 1;
        if let Some(places) = places(part.text).filter(|_| !asked.exact) {
            found.extend(places);
            continue;
        }
        let hears = |offered: &&Offered<'_>| offered.hears().is_some_and(|hears| hears.hears(part.heard()));
        // Words that are each another option are all meant: "music sleep".
        if !asked.exact
            && !asked.options.iter().any(|offered| hears(&offered))
            && let Some(each) = likeness::word_by_word(&part.plain, asked)
            && each.iter().any(|offered| offered.id != each[0].id)
        {
            found.extend(each.iter().map(|offered| offered.id.clone()));
            guessed = true;
            continue;
        }
        let one = option(&part, asked).unwrap_or_else(|| Found::misfit(Misfit::Unlike));
        match one.taken {
            Taken::Step(Meaning::Options(ids)) => {
                found.extend(ids);
                guessed |= one.guessed;
            }
            taken => return Err(Box::new(Found { taken, guessed: false })),
        }
    }
    if found.is_empty() { Err(Box::new(Found::misfit(Misfit::Unlike))) } else { Ok((found, guessed)) }
}

/// The id of the option that a part is exactly.
fn named(part: &Line<'_>, asked: &Asked<'_>) -> Option<String> {
    super::labels::named(part, asked).map(|offered| offered.id.clone())
}

/// The parts of a list, each with the word before it.
fn split(text: &str) -> Vec<(&'static str, &str)> {
    let mut parts = Vec::new();
    for piece in text.split(SIGNS) {
        let mut start = 0;
        let mut joint = "";
        let mut at = 0;
        for word in piece.split_inclusive(char::is_whitespace) {
            let between = words::BETWEEN.iter().find(|between| word.trim().eq_ignore_ascii_case(between));
            if let Some(between) = between {
                parts.push((joint, piece[start..at].trim()));
                joint = between;
                start = at + word.len();
            }
            at += word.len();
        }
        parts.push((joint, piece[start..].trim()));
    }
    parts.retain(|(_, part)| !part.is_empty() && !folded(part).is_empty());
    parts
}

fn joined(parts: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (place, (joint, part)) in parts.iter().enumerate() {
        if place > 0 {
            text.push_str(&format!(" {joint} "));
        }
        text.push_str(part);
    }
    text
}
