//! Yes and no, in their many forms.

use super::asides::{self, Whole, mended};
use super::choices::Options;
use super::resemblance::slip;
use super::typed::Typed;
use super::{Read, Reading, Unread};
use crate::phrases::typed as words;
use std::sync::LazyLock;

static YES: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::YES));
static NO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NO));

/// The places of the two options.
const PLACES: [usize; 2] = [0, 1];

/// Reads a yes or a no: the whole reply, an aside, what the options hear, how it begins; the first that says one of them.
pub(super) fn read(typed: &Typed<'_>, options: &Options<'_>, exact: bool) -> Read {
    let choice = |yes: bool| Reading::Choice(if yes { PLACES[0] } else { PLACES[1] });
    if exact {
        let is = |words: &[&str]| words.contains(&typed.folded.as_str());
        let (yes, no) = words::EXACT_YES_OR_NO;
        return match (is(yes), is(no)) {
            (true, _) => Read::sure(choice(true)),
            (_, true) => Read::sure(choice(false)),
            _ => asides::any(typed, true).unwrap_or_else(|| neither(options.one(typed, true))),
        };
    }
    if typed.says_nothing() {
        return Read::unread(Unread::Empty);
    }
    if let Some(yes) = whole(typed) {
        return Read::sure(choice(yes));
    }
    if let Some(aside) = asides::unless(typed, options, false) {
        return aside;
    }
    if let Some(place) = options.heard(typed) {
        return place;
    }
    if let Some(yes) = first(typed) {
        return Read::guess(choice(yes));
    }
    if let Some(yes) = mended(&typed.plain, words::YES_OR_NO_SLIPS, slip).and_then(|plain| either(&plain)) {
        return Read::guess(choice(yes));
    }
    match typed.folded.as_str() {
        // A front end may number the two.
        "1" => Read::guess(choice(true)),
        "2" => Read::guess(choice(false)),
        _ if is_both(typed) || words::NEITHER_YES_NOR_NO.contains(&typed.plain.as_str()) => Read::unread(Unread::Neither),
        _ => neither(options.one(typed, false)),
    }
}

/// A reply that is nothing but yes or no.
pub(super) fn whole(typed: &Typed<'_>) -> Option<bool> {
    if !typed.short {
        return None;
    }
    sign(typed.text).or_else(|| either(&typed.plain))
}

/// A yes or a no, with or without a remark after it.
pub(super) fn said(typed: &Typed<'_>) -> Option<bool> {
    whole(typed).or_else(|| first(typed))
}

/// A yes without a word of its own: at a question for a thing, not even "true" is one.
pub(super) fn is_bare_yes(typed: &Typed<'_>) -> bool {
    let (yes, _) = words::YES_OR_NO_FIRST;
    let bare = |word: &&str| yes.contains(word) || *word == "sure" || *word == "of course";
    typed.short && (sign(typed.text) == Some(true) || asides::stripped(&typed.plain).iter().any(bare))
}

/// Whether it says both.
fn is_both(typed: &Typed<'_>) -> bool {
    let (yes, no) = words::YES_OR_NO_FIRST;
    let says = |words: &[&str]| typed.plain.split(' ').any(|word| words.contains(&word));
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
fn first(typed: &Typed<'_>) -> Option<bool> {
    asides::stripped(&typed.plain).into_iter().find_map(|plain| {
        let (first, rest) = plain.split_once(' ')?;
        let (yes, no) = words::YES_OR_NO_FIRST;
        let says = |words: &[&str]| rest.split(' ').any(|word| words.contains(&word));
        let says_no = || says(no) || says(&["no"]);
        let (next, _) = rest.split_once(' ').unwrap_or((rest, ""));
        // "No one" and "no idea" are no no; with a sign after it, it is one whatever follows.
        let parted = || {
            let mut after = typed.text.char_indices().filter(|(at, _)| typed.text[*at..].to_lowercase().starts_with("no"));
            after.next().is_some_and(|(at, _)| typed.text[at + 2..].starts_with([',', '.', ';', '!', ':', '-', '–', '—', '…', '\n']))
        };
        if yes.contains(&first) {
            (!says_no()).then_some(true)
        } else if no.contains(&first) || (first == "no" && (words::AFTER_NO.contains(&next) || parted())) {
            (!says(yes)).then_some(false)
        } else {
            None
        }
    })
}

/// What is like neither option is neither yes nor no.
fn neither(read: Read) -> Read {
    match read.reading {
        Reading::Unread(Unread::Unlike) => Read::unread(Unread::Neither),
        _ => read,
    }
}
