//! Yes and no, in their many forms.

use super::asked::Asked;
use super::line::Line;
use super::meaning::{Meaning, Misfit};
use super::resemblance::slip;
use super::whole::{Whole, mended, stripped};
use super::{Found, denials, likeness};
use crate::english as words;
use crate::script::Ask;
use std::sync::LazyLock;

static YES: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::YES));
static NO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NO));

/// The option that says yes, or the one that says no.
fn choice(yes: bool) -> Meaning {
    Meaning::Option(if yes { crate::script::YES } else { crate::script::NO }.to_owned())
}

/// A reply that is nothing but a yes or a no.
pub(super) fn whole(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let Ask::YesNo(_) = asked.ask else { return None };
    if asked.exact {
        let is = |words: &[&str]| words.contains(&line.folded.as_str());
        let (yes, no) = words::EXACT_YES_OR_NO;
        return (is(yes) || is(no)).then(|| Found::sure(choice(is(yes))));
    }
    plainly(line).map(|yes| Found::sure(choice(yes)))
}

/// A yes or a no at the beginning with something behind it that doesn't take it back; one with a slip in it; one of the two by
/// number, since a front end may number them. What says both says neither.
pub(super) fn begins(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let Ask::YesNo(_) = asked.ask else { return None };
    if asked.exact {
        return None;
    }
    let mended = || mended(&line.plain, words::YES_OR_NO_SLIPS, slip).and_then(|plain| either(&plain));
    if let Some(yes) = first(line).or_else(mended) {
        return Some(Found::guess(choice(yes)));
    }
    match line.folded.as_str() {
        "1" => Some(Found::guess(choice(true))),
        "2" => Some(Found::guess(choice(false))),
        _ if is_both(line) || denials::is_limited(&line.folded) || words::NEITHER_YES_NOR_NO.contains(&line.plain.as_str()) => {
            Some(Found::misfit(Misfit::Neither))
        }
        _ => None,
    }
}

/// The option that is called yes or no, where that is said in another way.
pub(super) fn option(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if asked.exact || !line.short || !matches!(asked.ask, Ask::Choose(_) | Ask::ChooseMany(_)) {
        return None;
    }
    let name = if said(line)? { "yes" } else { "no" };
    let mut called = asked.options.iter().filter(|offered| offered.label.plain.split(' ').next() == Some(name));
    called.next().filter(|_| called.next().is_none()).map(|offered| likeness::chosen(offered, true, asked))
}

/// Whether a line is nothing but a yes, or nothing but a no.
pub(super) fn plainly(line: &Line<'_>) -> Option<bool> {
    if !line.short {
        return None;
    }
    sign(line.text).or_else(|| either(&line.plain))
}

/// A yes or a no, with or without a remark after it.
pub(super) fn said(line: &Line<'_>) -> Option<bool> {
    plainly(line).or_else(|| first(line))
}

/// A yes without a word of its own: at a question for a thing, not even "true" is one.
pub(super) fn is_bare_yes(line: &Line<'_>) -> bool {
    let (yes, _) = words::YES_OR_NO_FIRST;
    let bare = |word: &&str| yes.contains(word) || *word == "sure" || *word == "of course";
    line.short && (sign(line.text) == Some(true) || stripped(&line.plain).iter().any(bare))
}

/// Whether it says both.
fn is_both(line: &Line<'_>) -> bool {
    let (yes, no) = words::YES_OR_NO_FIRST;
    let says = |words: &[&str]| line.plain.split(' ').any(|word| words.contains(&word));
    says(yes) && (says(no) || says(&["no"]))
}

fn either(plain: &str) -> Option<bool> {
    if words::NEITHER_YES_NOR_NO.contains(&plain) {
        return None;
    }
    match (YES.is(plain), NO.is(plain)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// A reply of signs only, all of one kind: a thumb up, a thumb down.
pub(super) fn sign(text: &str) -> Option<bool> {
    // The colour of a hand, and whether a sign is drawn as a picture, say nothing.
    let plain = |letter: &char| !matches!(letter, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}') && !letter.is_whitespace();
    let mut signs = text.chars().filter(plain).peekable();
    let (yes, no) = words::YES_OR_NO_SIGNS;
    let says_yes = yes.contains(*signs.peek()?);
    let kind = if says_yes { yes } else { no };
    signs.all(|sign| kind.contains(sign)).then_some(says_yes)
}

/// A yes or a no at the beginning, with a remark after it that doesn't take it back.
fn first(line: &Line<'_>) -> Option<bool> {
    stripped(&line.plain).into_iter().find_map(|plain| {
        let (first, rest) = plain.split_once(' ')?;
        let (yes, no) = words::YES_OR_NO_FIRST;
        let says = |words: &[&str]| rest.split(' ').any(|word| words.contains(&word));
        let says_no = || says(no) || says(&["no"]);
        let (next, _) = rest.split_once(' ').unwrap_or((rest, ""));
        // "No one" and "no idea" are no no; with a sign after it, it is one whatever follows.
        let parted = || {
            let mut after = line.text.char_indices().filter(|(at, _)| line.text[*at..].to_lowercase().starts_with("no"));
            after.next().is_some_and(|(at, _)| line.text[at + 2..].starts_with([',', '.', ';', '!', ':', '-', '–', '—', '…', '\n']))
        };
        if yes.contains(&first) {
            (!says_no()).then_some(true)
        } else if no.contains(&first) || (first == "no" && (words::AFTER_NO.contains(&next) || parted())) {
            (!says(yes) && !denials::is_limited(plain)).then_some(false)
        } else {
            None
        }
    })
}
