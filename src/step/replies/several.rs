//! Several options at once: "1, 3 and the last", "all but 2", "music and a walk". Each part must be read, or nothing is.

use super::asides::Whole;
use super::choices::Options;
use super::typed::Typed;
use super::{Read, Reading, Unread, places};
use crate::caps;
use crate::patterns::folded;
use crate::phrases::typed as words;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static NONE: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NONE));

/// Signs between several options.
const SIGNS: [char; 7] = [',', ';', '+', '&', '/', '\n', '•'];

pub(super) fn read(typed: &Typed<'_>, options: &Options<'_>, exact: bool) -> Read {
    if typed.says_nothing() || typed.is_only_a_sound() {
        return Read::unread(Unread::Empty);
    }
    if !typed.short {
        return options.heard(typed).unwrap_or_else(|| Read::unread(Unread::Unlike));
    }
    if let Some(read) = all_or_none(typed, options, exact) {
        return read;
    }
    match parts(typed.text, options, exact) {
        Ok((places, guessed)) => Read { reading: Reading::Many(places.into_iter().collect()), guessed },
        Err(read) => read,
    }
}

fn all_or_none(typed: &Typed<'_>, options: &Options<'_>, exact: bool) -> Option<Read> {
    let listed = options.listed();
    let both = listed.len() == 2 && ["both", "both of them", "both please"].contains(&typed.folded.as_str());
    let count = typed.folded.strip_prefix("all ").and_then(|count| places::in_list(count, listed.len()));
    if words::ALL.contains(&typed.folded.as_str()) || both || count.is_some_and(|last| last == [listed.len() - 1]) {
        return Some(Read::sure(Reading::Many(listed)));
    }
    if let Some(but) = without(typed).filter(|_| !exact) {
        return Some(match parts(&but, options, exact) {
            Ok((left_out, guessed)) => {
                let rest = listed.into_iter().filter(|place| !left_out.contains(place)).collect();
                Read { reading: Reading::Many(rest), guessed }
            }
            Err(read) => read,
        });
    }
    NONE.is(&typed.plain).then(|| Read::sure(Reading::Many(Vec::new())))
}

/// What "all but" leaves out.
fn without(typed: &Typed<'_>) -> Option<String> {
    let words = typed.text.split_whitespace().map(folded).collect::<Vec<_>>();
    let rest = |count: usize| typed.text.split_whitespace().skip(count).collect::<Vec<_>>().join(" ");
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

/// The options that the parts of a text name, and whether any of them is a guess; else why it can't be read.
fn parts(text: &str, options: &Options<'_>, exact: bool) -> Result<(BTreeSet<usize>, bool), Read> {
    let listed = options.listed();
    let places = |text: &str| {
        let places = places::in_list(text, listed.len())?;
        Some(places.into_iter().filter_map(|place| listed.get(place).copied()).collect::<Vec<_>>())
    };
    // Numbers alone need no signs between them.
    if !exact && let Some(places) = places(text) {
        return Ok((places.into_iter().collect(), false));
    }
    let parts = split(text);
    if parts.len() > caps::MATCHED_WORDS {
        return Err(Read::unread(Unread::Unlike));
    }
    let (mut found, mut guessed) = (BTreeSet::new(), false);
    let mut at = 0;
    while at < parts.len() {
        // A label may itself have an "and" or a comma in it: the longest that is one goes first.
        let label = (at + 1..=parts.len()).rev().find_map(|end| Some((end, options.named(&Typed::new(&joined(&parts[at..end])))?)));
        if let Some((end, place)) = label {
            found.insert(place);
            at = end;
            continue;
        }
        let part = Typed::new(parts[at].1);
        at += 1;
        if let Some(places) = places(part.text).filter(|_| !exact) {
            found.extend(places);
            continue;
        }
        // Words that are each another option are all meant: "music sleep".
        if !exact
            && options.heard(&part).is_none()
            && let Some(each) = options.word_by_word(&part.plain)
            && each.iter().any(|place| *place != each[0])
        {
            found.extend(each);
            guessed = true;
            continue;
        }
        let read = options.one(&part, exact);
        match read.reading {
            Reading::Many(places) => {
                found.extend(places);
                guessed |= read.guessed;
            }
            _ => return Err(read),
        }
    }
    if found.is_empty() { Err(Read::unread(Unread::Unlike)) } else { Ok((found, guessed)) }
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
