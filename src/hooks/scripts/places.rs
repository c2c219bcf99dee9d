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
    /// Where each line begins, in bytes of the text.
    lines: Vec<usize>,
    /// What to point at when rhai gives no place: the name of the function.
    otherwise: Range<usize>,
}

impl Places {
    /// Counts the lines of a function.
    pub(crate) fn new(text: &str, start: usize, otherwise: Range<usize>) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { start, text: text.to_owned(), lines, otherwise }
    }

    /// The name of the function, or what stands in its place.
    pub(crate) fn name(&self) -> Range<usize> {
        self.otherwise.clone()
    }

    /// The bytes of the file that the token at this position takes: rhai tells only where it begins.
    pub(crate) fn range(&self, position: Position) -> Range<usize> {
        let Some(at) = self.byte(position) else { return self.name() };
        let end = at + token(&self.text[at..]);
        self.start + at..self.start + end
    }

    fn byte(&self, position: Position) -> Option<usize> {
        let line = *self.lines.get(position.line()?.checked_sub(1)?)?;
        let before = position.position().unwrap_or(1).saturating_sub(1);
        let rest = &self.text[line..];
        Some(line + rest.char_indices().nth(before).map_or(rest.len(), |(at, _)| at))
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
    let pairs = ["==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "??", "?.", "#{"];
    if pairs.iter().any(|pair| text.starts_with(pair)) {
        return 2;
    }
    text.chars().next().map_or(0, char::len_utf8)
}
