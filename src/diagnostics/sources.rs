//! Texts, and places in them.

use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// A text among [`Sources`].
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FileId(u32);

/// Bytes of a text, half open.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// These bytes of a text. Texts are far smaller than 4 GiB, see [`caps::FILE_BYTES`](crate::caps::FILE_BYTES).
    pub fn new(file: FileId, bytes: Range<usize>) -> Self {
        Self { file, start: bytes.start as u32, end: bytes.end as u32 }
    }

    /// The bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as a person counts: from 1, columns in characters.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The texts that places point into, each with its path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: Vec<Source>,
}

#[derive(Clone, Debug)]
struct Source {
    path: String,
    text: Arc<str>,
    /// Where each line begins.
    starts: Vec<u32>,
    /// How many characters lie before each block of [`BLOCK`] bytes; nothing, where each byte is one.
    characters: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 256;

impl Source {
    fn new(path: String, text: Arc<str>) -> Source {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(newlines).collect();
        let mut before = 0;
        let count = |block: &[u8]| {
            let here = before;
            before += begun(block);
            here
        };
        let characters = if text.is_ascii() { Vec::new() } else { text.as_bytes().chunks(BLOCK).map(count).collect() };
        Source { path, text, starts, characters }
    }

    /// How many characters lie before a byte.
    fn characters(&self, byte: usize) -> usize {
        let Some(before) = self.characters.get(byte / BLOCK) else {
            return match self.characters.last() {
                Some(before) => *before as usize + begun(&self.text.as_bytes()[(self.characters.len() - 1) * BLOCK..byte]) as usize,
                None => byte,
            };
        };
        *before as usize + begun(&self.text.as_bytes()[byte / BLOCK * BLOCK..byte]) as usize
    }
}

/// How many characters begin in these bytes of a text.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.texts.push(Source::new(path.into(), text.into()));
        FileId(self.texts.len() as u32 - 1)
    }

    /// The path of a text.
    pub fn path(&self, file: FileId) -> &str {
        self.texts.get(file.0 as usize).map_or("", |source| &source.path)
    }

    /// The text itself.
    pub fn text(&self, file: FileId) -> &str {
        self.texts.get(file.0 as usize).map_or("", |source| &source.text)
    }

    /// All paths and texts, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|source| (source.path.as_str(), &*source.text))
    }

    /// Where a byte is, as a person counts. A place behind the end is the end.
    pub fn position(&self, file: FileId, byte: usize) -> Position {
        let Some(source) = self.texts.get(file.0 as usize) else { return Position { line: 1, column: 1 } };
        let byte = source.text.floor_char_boundary(byte);
        let line = source.starts.partition_point(|start| *start as usize <= byte);
        let start = line.checked_sub(1).and_then(|line| source.starts.get(line)).map_or(0, |start| *start as usize);
        // A mark of byte order is no character that anybody sees.
        let marked = usize::from(start == 0 && byte > 0 && source.text.starts_with('\u{feff}'));
        let column = source.characters(byte) - source.characters(start) - marked + 1;
        Position { line: line.max(1), column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_people_count() {
        let mut sources = Sources::default();
        let file = sources.add("a.ron", "äb\r\n日本x\n");
        let place = |byte| {
            let Position { line, column } = sources.position(file, byte);
            (line, column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(2), (1, 2));
        assert_eq!(place(5), (2, 1));
        assert_eq!(place(11), (2, 3));
        assert_eq!(place(999), (3, 1));
        let long = format!("\u{feff}{}\n{}", "é日x".repeat(500), "ß".repeat(700));
        let file = sources.add("b.ron", long.clone());
        for (byte, _) in long.char_indices() {
            let line = &long[..byte];
            let column = line.rsplit('\n').next().unwrap_or_default().chars().filter(|letter| *letter != '\u{feff}').count() + 1;
            assert_eq!(sources.position(file, byte).column, column);
        }
    }
}
