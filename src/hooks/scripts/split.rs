//! Cutting a file into its functions.
//!
//! rhai takes time quadratic in the length of a script, and reports only its first mistake. So a file is cut at its
//! top-level `fn`s, by bytes, and each piece is compiled by itself. The cutter knows just enough to tell code from text
//! and comments; should it ever be wrong, the compiler says so, for every piece must turn out to be exactly one function.

use std::ops::Range;

/// One function of a file.
pub(super) struct Piece {
    /// From its `fn` to its closing brace, in bytes of the file.
    pub at: Range<usize>,
    /// Its name; empty, and where one was expected, when it has none.
    pub name: Range<usize>,
    /// Whether `private` stands before it.
    pub private: bool,
}

/// A file, cut.
#[derive(Default)]
pub(super) struct Cut {
    /// Its functions, in order.
    pub pieces: Vec<Piece>,
    /// What stands between them and is neither blank nor a comment.
    pub strays: Vec<Range<usize>>,
}

/// Cuts a file.
pub(super) fn split(text: &str) -> Cut {
    let mut cut = Cut::default();
    let mut scan = Scan { text, at: 0 };
    let mut private = None;
    while let Some(token) = scan.next() {
        match &text[token.clone()] {
            "private" => private = Some(token),
            "fn" => {
                let piece = function(&mut scan, token.start, private.take().is_some());
                cut.pieces.push(piece);
            }
            ";" => {}
            _ => {
                let start = private.take().map_or(token.start, |private: Range<usize>| private.start);
                let end = scan.statement(token);
                match cut.strays.last_mut().filter(|last| text[last.end..start].trim().is_empty()) {
                    Some(last) => last.end = end,
                    None => cut.strays.push(start..end),
                }
            }
        }
    }
    cut.strays.extend(private);
    cut
}

/// Reads on from `fn` to the end of the function. Another `fn` before the end means that a brace is missing: the function
/// ends there, so that the mistake doesn't swallow the rest of the file.
fn function(scan: &mut Scan<'_>, start: usize, private: bool) -> Piece {
    let mut name = scan.at..scan.at;
    let mut depth = 0_usize;
    let mut end = scan.at;
    let mut first = true;
    loop {
        let before = scan.at;
        let Some(token) = scan.next() else { break };
        let word = &scan.text[token.clone()];
        if first && is_word(word) {
            name = token.clone();
        }
        first = false;
        match word {
            "fn" => {
                scan.at = before;
                break;
            }
            "{" | "#{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        end = token.end;
        if word == "}" && depth == 0 {
            break;
        }
    }
    Piece { at: start..end, name, private }
}

/// Walks over the tokens that matter: words, texts as a whole, and single signs.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    /// The next token; blanks and comments are passed over.
    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let end = match (bytes.get(start)?, bytes.get(start + 1)) {
                (b'/', Some(b'/')) => {
                    self.at = self.find(start, b"\n").unwrap_or(bytes.len());
                    continue;
                }
                (b'/', Some(b'*')) => {
                    self.at = self.comment(start);
                    continue;
                }
                (blank, _) if blank.is_ascii_whitespace() => {
                    self.at += 1;
                    continue;
                }
                (b'"' | b'\'', _) => self.quoted(start),
                (b'`', _) => self.backquoted(start),
                (b'#', Some(b'{')) => start + 2,
                (b'#', Some(b'#' | b'"')) => self.raw(start),
                (first, _) if is_part(*first) => start + bytes[start..].iter().take_while(|byte| is_part(**byte)).count(),
                _ => start + self.text[start..].chars().next().map_or(1, char::len_utf8),
            };
            self.at = end;
            return Some(start..end);
        }
    }

    /// Reads on to the end of a stray statement: behind its `;` or its block, or before the next function.
    fn statement(&mut self, first: Range<usize>) -> usize {
        let mut end = first.end;
        let mut depth = usize::from(matches!(&self.text[first], "{" | "#{"));
        loop {
            let before = self.at;
            let Some(token) = self.next() else { return end };
            match &self.text[token.clone()] {
                "fn" | "private" => {
                    self.at = before;
                    return end;
                }
                "{" | "#{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            end = token.end;
            if depth == 0 && matches!(&self.text[token], ";" | "}") {
                return end;
            }
        }
    }

    /// The end of a comment between `/*` and `*/`, which may hold others.
    fn comment(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (start, 0_usize);
        while at < bytes.len() {
            match bytes.get(at..at + 2) {
                Some(b"/*") => (at, depth) = (at + 2, depth + 1),
                Some(b"*/") => (at, depth) = (at + 2, depth.saturating_sub(1)),
                _ => at += 1,
            }
            if depth == 0 {
                break;
            }
        }
        self.boundary(at)
    }

    /// The end of a text in quotes, which a line's end closes too unless `\` stands before it.
    fn quoted(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let quote = bytes[start];
        let mut at = start + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' => break,
                byte if *byte == quote => return at + 1,
                _ => {}
            }
            at += 1;
        }
        self.boundary(at)
    }

    /// The end of a text in backticks. `${` opens code within it, which may hold further texts.
    fn backquoted(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        // One entry for each text that is open: how many braces are open in the code within it, none being its words.
        let mut open = vec![0_usize];
        let mut at = start + 1;
        while let (Some(byte), Some(depth)) = (bytes.get(at), open.last_mut()) {
            match (*depth, byte, bytes.get(at + 1)) {
                (0, b'`', Some(b'`')) => at += 1,
                (0, b'`', _) => {
                    open.pop();
                }
                (0, b'$', Some(b'{')) => (*depth, at) = (1, at + 1),
                (0, ..) => {}
                (_, b'`', _) => open.push(0),
                (_, b'"' | b'\'', _) => at = self.quoted(at) - 1,
                (_, b'{', _) => *depth += 1,
                (_, b'}', _) => *depth -= 1,
                _ => {}
            }
            at += 1;
        }
        self.boundary(at)
    }

    /// The end of a raw text, `#"…"#` with any number of `#`.
    fn raw(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let hashes = bytes[start..].iter().take_while(|byte| **byte == b'#').count();
        if bytes.get(start + hashes) != Some(&b'"') {
            return start + hashes;
        }
        let closing = format!("\"{}", "#".repeat(hashes));
        self.find(start + hashes + 1, closing.as_bytes()).map_or(bytes.len(), |at| at + closing.len())
    }

    fn find(&self, from: usize, what: &[u8]) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        rest.windows(what.len()).position(|window| window == what).map(|at| from + at)
    }

    fn boundary(&self, at: usize) -> usize {
        self.text.ceil_char_boundary(at.min(self.text.len()))
    }
}

/// Whether it is a name, or a keyword.
fn is_word(token: &str) -> bool {
    token.bytes().next().is_some_and(is_part)
}

/// Whether a byte can stand in a name.
fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
