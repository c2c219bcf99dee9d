//! From the lines and columns that rhai counts to bytes.

use std::ops::Range;

use rhai::Position;

/// The lines of one function's text, and where that text stands in its file.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// Where the text begins, in bytes of the file.
    start: usize,
    /// The text of the function.
    text: String,
    /// Where each line begins, in characters of the text.
    lines: Vec<usize>,
    /// Where each character begins, in bytes of the text; empty when each takes one byte.
    characters: Vec<usize>,
    /// What to point at when rhai gives no place: the name of the function.
    otherwise: Range<usize>,
}

impl Places {
    /// Counts the lines of a function.
    pub(crate) fn new(text: &str, start: usize, otherwise: Range<usize>) -> Self {
        let ends = text.chars().enumerate().filter(|(_, sign)| *sign == '\n').map(|(place, _)| place + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let characters = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { start, text: text.to_owned(), lines, characters, otherwise }
    }

    /// The name of the function, or what stands in its place.
    pub(crate) fn name(&self) -> Range<usize> {
        self.otherwise.clone()
    }

    /// The bytes of the file that the token at this position takes: rhai tells only where it begins.
    pub(crate) fn range(&self, position: Position) -> Range<usize> {
        let Some(at) = self.byte(position) else { return self.name() };
        let rest = &self.text[at..];
        // At the end of the text nothing is left to point at but what stands last.
        let (at, length) = match rest.chars().next_back() {
            Some(_) => (at, token(rest)),
            None => self.text.char_indices().next_back().map_or((0, 0), |(last, sign)| (last, sign.len_utf8())),
        };
        self.start + at..self.start + at + length
    }

    fn byte(&self, position: Position) -> Option<usize> {
        let line = self.lines.get(position.line()?.checked_sub(1)?)?;
        let character = line + position.position().unwrap_or(1).saturating_sub(1);
        let byte = if self.characters.is_empty() { Some(character) } else { self.characters.get(character).copied() };
        Some(byte.unwrap_or(self.text.len()).min(self.text.len()))
    }
}

/// How long the token is that this text begins with: a word, a text on one line, a sign of two characters or of one.
fn token(text: &str) -> usize {
    let word = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    if word > 0 {
        return word;
    }
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '`')) {
        let line = text.lines().next().unwrap_or_default();
        let mut escaped = false;
        let close = line.char_indices().skip(1).find(|(_, sign)| {
            let closes = *sign == quote && !escaped;
            escaped = *sign == '\\' && !escaped;
            closes
        });
        return close.map_or(line.len(), |(at, _)| at + 1);
    }
    let pairs = ["<<", ">>", "**", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "??", "?.", "#{"];
    if pairs.iter().any(|pair| text.starts_with(pair)) {
        return 2;
    }
    text.chars().next().map_or(0, char::len_utf8)
}
