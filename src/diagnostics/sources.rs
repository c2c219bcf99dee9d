//! Texts, and places in them.

use serde::Serialize;
use std::ops::Range;

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
    /// Path, text, and where each line begins.
    texts: Vec<(String, String, Vec<u32>)>,
}

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(newlines).collect();
        self.texts.push((path.into(), text, starts));
        FileId(self.texts.len() as u32 - 1)
    }

    /// The path of a text.
    pub fn path(&self, file: FileId) -> &str {
        self.texts.get(file.0 as usize).map_or("", |(path, ..)| path)
    }

    /// The text itself.
    pub fn text(&self, file: FileId) -> &str {
        self.texts.get(file.0 as usize).map_or("", |(_, text, _)| text)
    }

    /// All paths and texts, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text, _)| (path.as_str(), text.as_str()))
    }

    /// Where a byte is, as a person counts. A place behind the end is the end.
    pub fn position(&self, file: FileId, byte: usize) -> Position {
        let text = self.text(file);
        let byte = text.floor_char_boundary(byte);
        let starts = self.texts.get(file.0 as usize).map_or(&[][..], |(_, _, starts)| starts);
        let line = starts.partition_point(|start| *start as usize <= byte);
        let line_start = line.checked_sub(1).and_then(|line| starts.get(line)).map_or(0, |start| *start as usize);
        // A mark of byte order is no character that anybody sees.
        let column = text[line_start..byte].chars().filter(|letter| *letter != '\u{feff}').count() + 1;
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
    }
}
