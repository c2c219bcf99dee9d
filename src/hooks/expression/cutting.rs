//! Cutting the next piece from an expression's text, by itself, whatever stood before it.

use std::ops::Range;

use super::{ExpressionError, is_name, refusals, reserved};

/// A piece of the text: a word, a number, a string or a sign.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A name of a fact, a field or a function.
    Name,
    /// A number, `true` or `false`; which one is left for rhai to read.
    Literal,
    /// A string in either kind of quotes, with what it says.
    Text(String),
    /// `(`
    Open,
    /// `)`
    Close,
    /// An operator, a dot or a comma.
    Sign(&'static str),
}

impl Piece {
    /// Whether a value may be complete with this piece, so that an operator can follow.
    pub(super) fn ends_value(&self) -> bool {
        !matches!(self.kind, Kind::Open | Kind::Sign(_))
    }

    /// Whether this piece begins a value, so that none may stand right before it.
    pub(super) fn begins_value(&self) -> bool {
        !matches!(self.kind, Kind::Close | Kind::Sign(_)) || matches!(self.kind, Kind::Sign("!"))
    }

    /// Whether this piece needs a value right before it. A `-` neither needs one nor minds.
    pub(super) fn continues_value(&self) -> bool {
        !self.begins_value() && !matches!(self.kind, Kind::Sign("-"))
    }
}

/// Cuts the first piece at or after a place; `None` when only spaces are left.
pub(super) fn next(text: &str, from: usize) -> Result<Option<Piece>, ExpressionError> {
    let rest = text[from..].trim_start_matches(|c: char| c.is_ascii_whitespace());
    let start = text.len() - rest.len();
    let Some(first) = rest.chars().next() else {
        return Ok(None);
    };
    let (length, kind) = match first {
        '\'' | '"' => string(rest, first, start)?,
        '0'..='9' => number(rest, start)?,
        _ if first.is_alphabetic() || first == '_' => word(rest, start)?,
        _ => sign(rest, first, start)?,
    };
    let at = start..start + length;
    Ok(Some(Piece { at, kind }))
}

/// Reads a string, undoing its escapes. A quote of the same kind is written twice or after a `\`, as rhai has it.
fn string(rest: &str, quote: char, start: usize) -> Result<(usize, Kind), ExpressionError> {
    let mut said = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let at = start + index;
        match c {
            '\n' | '\r' => break,
            '\\' => match chars.next() {
                Some((_, escaped)) => said.push(unescaped(escaped, at)?),
                None => break,
            },
            _ if c == quote => match chars.next_if(|(_, next)| *next == quote) {
                Some(_) => said.push(quote),
                None => return Ok((index + 1, Kind::Text(said))),
            },
            // Much oftener than meant, this is a string that was begun with one quote and ended with the other.
            '"' => return Err(refusals::other_quote(at)),
            _ => said.push(c),
        }
    }
    let line = rest.lines().next().unwrap_or(rest);
    Err(refusals::endless(start..start + line.len(), quote))
}

/// What a `\` followed by this character stands for.
fn unescaped(escaped: char, at: usize) -> Result<char, ExpressionError> {
    match escaped {
        '\'' | '"' | '\\' => Ok(escaped),
        'n' => Ok('\n'),
        't' => Ok('\t'),
        _ => Err(refusals::unknown_escape(at, escaped)),
    }
}

/// Measures a whole number; its value is rhai's to read.
fn number(rest: &str, start: usize) -> Result<(usize, Kind), ExpressionError> {
    let length = word_length(rest);
    let digits = &rest[..length];
    if let Some(fraction) = rest[length..].strip_prefix('.')
        && !fraction.starts_with(|c: char| c == '.' || c.is_alphabetic() || c == '_')
    {
        let end = start + length + 1 + word_length(fraction);
        return Err(refusals::not_whole(start..end));
    }
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
        return Err(refusals::no_number(start..start + length, digits));
    }
    Ok((length, Kind::Literal))
}

/// Measures a word, and refuses one that can't be a name.
fn word(rest: &str, start: usize) -> Result<(usize, Kind), ExpressionError> {
    let length = word_length(rest);
    let word = &rest[..length];
    let at = start..start + length;
    match word {
        "true" | "false" => Ok((length, Kind::Literal)),
        _ if !is_name(word) => Err(refusals::no_name(at, word)),
        _ if reserved(word) => Err(refusals::reserved_word(at, word)),
        _ => Ok((length, Kind::Name)),
    }
}

/// How many bytes of letters, digits and `_` a text begins with. Letters of every script count, so that a name with an
/// accent is refused as a whole.
fn word_length(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
}

/// The signs that an expression may hold.
const SIGNS: [&str; 18] = ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", ".", ",", "(", ")"];

/// Measures a sign. The longest wins, known or refused, just as rhai reads them: `===` is not `==` and `=`.
fn sign(rest: &str, first: char, start: usize) -> Result<(usize, Kind), ExpressionError> {
    if let Some(fraction) = rest.strip_prefix('.')
        && fraction.starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(refusals::not_whole(start..start + 1 + word_length(fraction)));
    }
    let known = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
    if let Some(refused) = refusals::sign(rest, start, known.map_or(0, str::len)) {
        return Err(refused);
    }
    match known {
        Some("(") => Ok((1, Kind::Open)),
        Some(")") => Ok((1, Kind::Close)),
        Some(sign) => Ok((sign.len(), Kind::Sign(sign))),
        None => Err(refusals::unknown_character(first, start)),
    }
}
