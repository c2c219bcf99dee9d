//! Texts with places to fill in: `{…}`, `*emphasis*`, line ends that are only spaces.

use super::desk::Desk;
use super::expressions::shown;
use crate::diagnostics::{Code, Diagnostic};
use crate::script::{Part, Shown, Template};
use crate::syntax::Text;

/// Reads a text. What can't be understood in it is said and left out.
pub(super) fn template(desk: &mut Desk<'_>, text: &Text) -> Template {
    let mut parts: Vec<Part> = Vec::new();
    for part in emphasise(split(desk, text)) {
        match (parts.last_mut(), &part) {
            (Some(Part { emphasis: before, shown: Shown::Text(words) }), Part { emphasis, shown: Shown::Text(more) })
                if before == emphasis =>
            {
                words.push_str(more);
            }
            _ => parts.push(part),
        }
    }
    // There are many of them, and they stay as they are.
    parts.shrink_to_fit();
    Template { parts }
}

/// An optional text.
pub(super) fn optional(desk: &mut Desk<'_>, text: Option<&Text>) -> Option<Template> {
    text.map(|text| template(desk, text))
}

enum Piece {
    Text(String),
    Insert(Box<Shown>),
    Star,
}

/// Splits a text at its brackets and stars, and folds its white space.
fn split(desk: &mut Desk<'_>, text: &Text) -> Vec<Piece> {
    let source = text.value.as_str();
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = 0;
    while let Some(letter) = source[rest..].chars().next() {
        let here = rest;
        rest += letter.len_utf8();
        match letter {
            '{' | '}' if source[rest..].starts_with(letter) => {
                words.push(letter);
                rest += 1;
            }
            '{' => {
                pieces.push(Piece::Text(std::mem::take(&mut words)));
                let Some(length) = closing(&source[rest..]) else {
                    open(desk, text, here, "this bracket is never closed");
                    return pieces;
                };
                if let Some(insert) = shown(desk, text, rest, &source[rest..rest + length]) {
                    pieces.push(Piece::Insert(Box::new(insert)));
                }
                rest += length + 1;
            }
            '}' => open(desk, text, here, "this bracket was never opened"),
            '*' => {
                pieces.push(Piece::Text(std::mem::take(&mut words)));
                pieces.push(Piece::Star);
            }
            _ if letter.is_whitespace() => {
                let end = source[rest..].find(|next: char| !next.is_whitespace()).map_or(source.len(), |more| rest + more);
                let lines = source[here..end].matches('\n').count();
                words.push_str(if lines >= 2 { "\n\n" } else { " " });
                rest = end;
            }
            _ => words.push(letter),
        }
    }
    pieces.push(Piece::Text(words));
    pieces.retain(|piece| !matches!(piece, Piece::Text(words) if words.is_empty()));
    pieces
}

/// Where the bracket is closed, outside of texts in quotes.
fn closing(source: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in source.char_indices() {
        match (quote, letter) {
            (None, '}') => return Some(at),
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn open(desk: &mut Desk<'_>, text: &Text, at: usize, label: &str) {
    let span = desk.inner(text, at..at + 1);
    let bad = Diagnostic::new(Code::BadInterpolation, span, "the brackets in this text don't match").label(label);
    desk.say(bad.hint("a bracket itself is written twice: `{{` or `}}`"));
}

/// Pairs the stars up: one that opens stands before a word, one that closes behind it. A star without its partner is a star.
fn emphasise(pieces: Vec<Piece>) -> Vec<Part> {
    let opens = |place: usize| match pieces.get(place + 1) {
        Some(Piece::Text(words)) => !words.starts_with(char::is_whitespace),
        Some(Piece::Insert(_)) => true,
        _ => false,
    };
    let closes = |place: usize| match place.checked_sub(1).and_then(|before| pieces.get(before)) {
        Some(Piece::Text(words)) => !words.ends_with(char::is_whitespace),
        Some(Piece::Insert(_)) => true,
        _ => false,
    };
    let stars = (0..pieces.len()).filter(|place| matches!(pieces[*place], Piece::Star)).collect::<Vec<_>>();
    let mut paired = std::collections::BTreeSet::new();
    let mut waiting = None;
    for star in stars {
        match waiting {
            Some(open) if closes(star) => {
                paired.extend([open, star]);
                waiting = None;
            }
            _ if opens(star) => waiting = Some(star),
            _ => {}
        }
    }
    let mut emphasis = false;
    let mut out = Vec::with_capacity(pieces.len());
    for (place, piece) in pieces.into_iter().enumerate() {
        let shown = match piece {
            Piece::Star if paired.contains(&place) => {
                emphasis = !emphasis;
                continue;
            }
            Piece::Star => Shown::Text("*".to_owned()),
            Piece::Text(words) => Shown::Text(words),
            Piece::Insert(shown) => *shown,
        };
        out.push(Part { emphasis, shown });
    }
    out
}
