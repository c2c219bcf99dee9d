//! What is wrong in a text that ron can't read, said kindly and at the place where it has to be mended.
//!
//! ron says where it stopped, which is often far from the slip. So the text is cut into rough pieces, for this purpose
//! alone, and looked through for the slips that writers make; ron's own words come last.

use crate::diagnostics::{Code, Diagnostic, FileId, Span};
use ron::error::SpannedError;
use std::ops::Range;

/// A slip that is plain before reading: an invisible mark at the beginning.
pub(super) fn before_reading(file: FileId, text: &str) -> Option<Diagnostic> {
    let mark = text.strip_prefix('\u{feff}').map(|rest| text.len() - rest.len())?;
    let slip = Diagnostic::new(Code::ByteOrderMark, Span::new(file, 0..mark), "the file begins with an invisible mark")
        .label("a mark of byte order");
    Some(slip.hint("save it as UTF-8 without BOM"))
}

/// The slip that explains why ron stopped.
pub(super) fn explain(file: FileId, text: &str, error: &SpannedError) -> Diagnostic {
    let stopped = byte_at(text, error.span.start.line, error.span.start.col);
    let pieces = cut(text);
    let slip = Slip { file, text, pieces: &pieces, stopped };
    let found = [
        Slip::nothing_written,
        Slip::curly_quotes,
        Slip::unclosed_string,
        Slip::wrong_equals,
        Slip::bare_expression,
        Slip::no_number,
        Slip::foreign_sign,
        Slip::lost_opener,
        Slip::missing_colon,
        Slip::behind_the_end,
        Slip::mixed_fields,
        Slip::missing_comma,
        Slip::unclosed_bracket,
    ];
    // What lies behind the place where ron stopped can't be why it stopped, but for a bracket or a text that never ends.
    found.iter().find_map(|find| find(&slip)).unwrap_or_else(|| slip.other(error))
}

/// The byte at a line and a column, both from 1, the column in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len() - start, |(byte, _)| byte);
    start + within
}

/// A rough piece of the text. Comments and white space are none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    kind: Kind,
    at: Range<usize>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kind {
    Open(char),
    Close(char),
    Comma,
    Colon,
    Equals,
    /// A text in straight quotes; `false`, where it never ends.
    Text(bool),
    Curly,
    /// A name or a number.
    Word,
    Other,
}

fn cut(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match letter {
            _ if letter.is_whitespace() => (None, letter.len_utf8()),
            '/' if rest.starts_with("//") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            '"' => quoted(rest),
            'r' if rest[1..].trim_start_matches('#').starts_with('"') => raw_quoted(rest),
            '(' | '[' | '{' => (Some(Kind::Open(letter)), 1),
            ')' | ']' | '}' => (Some(Kind::Close(letter)), 1),
            ',' => (Some(Kind::Comma), 1),
            ':' => (Some(Kind::Colon), 1),
            '=' => (Some(Kind::Equals), 1),
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' => (Some(Kind::Curly), letter.len_utf8()),
            _ if is_word(letter) => (Some(Kind::Word), rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())),
            _ => (Some(Kind::Other), letter.len_utf8()),
        };
        if let Some(kind) = kind {
            pieces.push(Piece { kind, at: at..at + length });
        }
        at += length;
    }
    pieces
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.' | '@')
}

fn quoted(rest: &str) -> (Option<Kind>, usize) {
    let mut escaped = false;
    for (byte, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return (Some(Kind::Text(true)), byte + 1),
            _ => {}
        }
    }
    (Some(Kind::Text(false)), rest.len())
}

fn raw_quoted(rest: &str) -> (Option<Kind>, usize) {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let close = format!("\"{}", "#".repeat(hashes));
    let body = hashes + 2;
    match rest[body..].find(&close) {
        Some(end) => (Some(Kind::Text(true)), body + end + close.len()),
        None => (Some(Kind::Text(false)), rest.len()),
    }
}

struct Slip<'s> {
    file: FileId,
    text: &'s str,
    pieces: &'s [Piece],
    stopped: usize,
}

impl Slip<'_> {
    fn at(&self, code: Code, at: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Span::new(self.file, at), message)
    }

    /// The pieces that ron has seen, and the one at which it stopped.
    fn seen(&self) -> &[Piece] {
        let end = self.pieces.iter().position(|piece| piece.at.start >= self.stopped).map_or(self.pieces.len(), |place| place + 1);
        &self.pieces[..end]
    }

    fn nothing_written(&self) -> Option<Diagnostic> {
        if !self.pieces.is_empty() {
            return None;
        }
        let slip = self.at(Code::Syntax, 0..0, "nothing is written here").label("the file is empty, or has only notes");
        Some(slip.hint("a dialogue stands in round brackets: `(format: 1, …)`"))
    }

    /// Signs of other languages: single quotes around a text, notes after `#`, `--` or `;`, two commas.
    fn foreign_sign(&self) -> Option<Diagnostic> {
        let seen = self.seen();
        // ron stops behind a sign or before it, so the last two pieces are looked at.
        let last = seen.iter().rev().take(2).find(|piece| matches!(piece.kind, Kind::Other)).or(seen.last())?;
        let word = &self.text[last.at.clone()];
        let slip =
            |at: Range<usize>, message: &str, hint: &str| Some(self.at(Code::Syntax, at, message).label("no meaning here").hint(hint));
        match (last.kind, word) {
            (Kind::Other, "'") => slip(last.at.clone(), "texts don't stand in single quotes", "write `\"…\"`"),
            (Kind::Other, "#" | ";") => slip(last.at.clone(), "this sign has no meaning", "a note to yourself begins with `//`"),
            (Kind::Word, _) if word.starts_with("--") => {
                slip(last.at.clone(), "this sign has no meaning", "a note to yourself begins with `//`")
            }
            (Kind::Comma, _) if seen.len() >= 2 && seen[seen.len() - 2].kind == Kind::Comma => {
                slip(last.at.clone(), "two commas follow each other", "take one of them out")
            }
            _ => None,
        }
    }

    /// A bracket that is closed and was never opened: what closes it stands further in than what it would close.
    fn lost_opener(&self) -> Option<Diagnostic> {
        let mut open: Vec<&Piece> = Vec::new();
        for piece in self.pieces {
            match piece.kind {
                Kind::Open(_) => open.push(piece),
                Kind::Close(close) => {
                    let before = open.pop()?;
                    if before.kind != Kind::Open(opening(close)) && self.indent(piece.at.start) > self.indent(before.at.start) {
                        let at = self.header_above(piece.at.start).unwrap_or(piece.at.clone());
                        let slip = self.at(Code::UnclosedBracket, at, format!("a `{}` is missing", opening(close))).label("probably here");
                        return Some(
                            slip.related(Span::new(self.file, piece.at.clone()), "this closes it")
                                .hint(format!("open it with `{}`", opening(close))),
                        );
                    }
                    if before.kind != Kind::Open(opening(close)) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// How far the line of a place is indented.
    fn indent(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[start..].len() - self.text[start..].trim_start_matches([' ', '\t']).len()
    }

    /// The end of the nearest line above that is indented as this one and introduces something.
    fn header_above(&self, at: usize) -> Option<Range<usize>> {
        let indent = self.indent(at);
        let start = self.text[..at].rfind('\n')?;
        let mut end = start;
        for line in self.text[..start].rsplit('\n') {
            let begin = end - line.len();
            if line.len() - line.trim_start().len() == indent && line.contains(':') {
                let last = begin + line.trim_end().len();
                return Some(last..last);
            }
            end = begin.saturating_sub(1);
        }
        None
    }

    /// Something behind the bracket that closes the whole file.
    fn behind_the_end(&self) -> Option<Diagnostic> {
        let mut depth = 0_usize;
        for (place, piece) in self.pieces.iter().enumerate() {
            match piece.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 1 => {
                    let next = self.pieces.get(place + 1)?;
                    if matches!(next.kind, Kind::Close(_)) {
                        return None;
                    }
                    let slip = self.at(Code::Syntax, next.at.clone(), "something stands behind the end").label("not part of the dialogue");
                    let end = Span::new(self.file, piece.at.clone());
                    return Some(slip.related(end, "the dialogue ends here").hint("take it out, or move it inside the brackets"));
                }
                Kind::Close(_) => depth = depth.checked_sub(1)?,
                _ => {}
            }
        }
        None
    }

    fn curly_quotes(&self) -> Option<Diagnostic> {
        let curly = self.seen().iter().find(|piece| piece.kind == Kind::Curly)?;
        let found = &self.text[curly.at.clone()];
        let slip = self.at(Code::CurlyQuotes, curly.at.clone(), "a text stands in curly quotes").label(format!("`{found}` begins no text"));
        Some(slip.hint("texts stand in straight quotes: `\"`; switch \"smart quotes\" off in your editor"))
    }

    /// A text that never ends swallows the rest of the file. The one that lost its end is the one that runs over a line that
    /// looks like the next field; else the last.
    fn unclosed_string(&self) -> Option<Diagnostic> {
        let open = self.pieces.iter().find(|piece| piece.kind == Kind::Text(false))?;
        let swallowed = |piece: &&Piece| {
            let lines = self.text[piece.at.clone()].split('\n').skip(1);
            piece.kind == Kind::Text(true) && lines.clone().any(begins_like_a_field)
        };
        // A text right behind which a word begins took the opening quote of the next text for its own end.
        let touches = |pair: &[Piece]| pair[0].kind == Kind::Text(true) && pair[1].kind == Kind::Word && pair[0].at.end == pair[1].at.start;
        let touching = self.pieces.windows(2).find(|pair| touches(pair)).map(|pair| &pair[0]);
        let lost = self.pieces.iter().find(swallowed).into_iter().chain(touching).min_by_key(|piece| piece.at.start).unwrap_or(open);
        let end = self.text[lost.at.clone()].find('\n').map_or(lost.at.end, |newline| lost.at.start + newline);
        let slip = self.at(Code::UnclosedString, lost.at.start..end, "this text never ends").label("it begins here");
        Some(slip.hint("end it with `\"`; a quote inside a text is written `\\\"`"))
    }

    fn wrong_equals(&self) -> Option<Diagnostic> {
        let [.., before, last] = self.seen() else { return None };
        let equals = [last, before].into_iter().find(|piece| piece.kind == Kind::Equals)?;
        let slip = self.at(Code::Syntax, equals.at.clone(), "`=` has no meaning here").label("expected `:`");
        Some(slip.hint("a name and its value are joined by `:`"))
    }

    /// `"hurt": hurt + 1`: a sum or a condition without its quotes.
    fn bare_expression(&self) -> Option<Diagnostic> {
        let seen = self.seen();
        let sign = |piece: &Piece| ["+", "-", "*", "/", "%", "<", ">", "&", "|"].contains(&&self.text[piece.at.clone()]);
        let place = seen.iter().rposition(sign).filter(|place| place + 3 >= seen.len())?;
        let (colon, first) = (seen.get(place.checked_sub(2)?)?, &seen[place - 1]);
        if colon.kind != Kind::Colon || first.kind != Kind::Word {
            return None;
        }
        let last =
            self.pieces[place..].iter().take_while(|piece| !matches!(piece.kind, Kind::Comma | Kind::Close(_) | Kind::Text(_))).last()?;
        let at = first.at.start..last.at.end;
        let slip = self.at(Code::Syntax, at.clone(), "a condition or a sum stands in quotes").label("this has none");
        Some(slip.hint(format!("write `\"{}\"`", &self.text[at])))
    }

    /// `Number(1-10)`: something that begins as a number and is none.
    fn no_number(&self) -> Option<Diagnostic> {
        let word = self.seen().iter().rev().take(2).find(|piece| piece.kind == Kind::Word)?;
        let text = &self.text[word.at.clone()];
        let (low, high) = text.split_once(['-', '.']).unwrap_or((text, ""));
        let high = high.trim_start_matches('.');
        let digits = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
        if !digits(low) || !digits(high) || !(text.contains('-') || text.contains("..")) {
            return None;
        }
        let slip = self.at(Code::Syntax, word.at.clone(), format!("`{text}` is no number")).label("one number is needed here");
        Some(slip.hint(format!("two numbers are separated by a comma: `{low}, {high}`")))
    }

    /// `goto "b"`: a name and a value with nothing between them.
    fn missing_colon(&self) -> Option<Diagnostic> {
        let triple = self.seen().windows(3).rev().take(2).find(|triple| {
            let begins = matches!(triple[0].kind, Kind::Comma | Kind::Open('('));
            let value = matches!(triple[2].kind, Kind::Text(_) | Kind::Open('[' | '{') | Kind::Word);
            begins && triple[1].kind == Kind::Word && value && self.text[triple[1].at.clone()].starts_with(char::is_alphabetic)
        })?;
        let (name, behind) = (&self.text[triple[1].at.clone()], triple[1].at.end);
        let slip = self.at(Code::Syntax, behind..behind, format!("`{name}` and its value aren't joined")).label("expected `:` here");
        Some(slip.hint("a name and its value are joined by `:`"))
    }

    /// `Number(0, 10, start: 0)`: inside round brackets, a value without a name before a name with a colon, or the other way.
    fn mixed_fields(&self) -> Option<Diagnostic> {
        let place = self.seen().len().checked_sub(1)?;
        let open = self.enclosing(place)?;
        if self.pieces[open].kind != Kind::Open('(') {
            return None;
        }
        let items = self.items(open);
        let named = |item: &&Range<usize>| {
            let first = &self.pieces[item.start];
            first.kind == Kind::Word && self.pieces.get(item.start + 1).is_some_and(|next| next.kind == Kind::Colon)
        };
        let by_name = items.iter().find(named)?;
        let by_place = items.iter().find(|item| !named(item))?;
        // Where a comma is missing, what follows it only looks like a value without a name.
        if by_place.start > by_name.start && self.pieces[by_place.start].kind == Kind::Close(')') {
            return None;
        }
        let name = &self.pieces[by_name.start];
        let value = &self.pieces[by_place.start];
        let field = &self.text[name.at.clone()];
        let slip = self.at(Code::MixedFields, name.at.clone(), "things by position and things by name can't stand in the same brackets");
        let slip = slip.label(format!("`{field}` has a name")).related(Span::new(self.file, value.at.clone()), "this has none");
        Some(slip.hint(format!("give everything its name, or put a form around it: `(is: …, {field}: …)`")))
    }

    /// The bracket around a piece.
    fn enclosing(&self, place: usize) -> Option<usize> {
        let mut depth = 0;
        for (place, piece) in self.pieces[..place].iter().enumerate().rev() {
            match piece.kind {
                Kind::Close(_) => depth += 1,
                Kind::Open(_) if depth == 0 => return Some(place),
                Kind::Open(_) => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// What stands between the commas of a bracket.
    fn items(&self, open: usize) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut depth = 0;
        let mut start = open + 1;
        for (place, piece) in self.pieces.iter().enumerate().skip(open + 1) {
            match piece.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 0 => {
                    items.push(start..place);
                    break;
                }
                Kind::Close(_) => depth -= 1,
                Kind::Comma if depth == 0 => {
                    items.push(start..place);
                    start = place + 1;
                }
                _ => {}
            }
        }
        items.retain(|item| !item.is_empty());
        items
    }

    /// Two values beside each other. The place to mend is right behind the first.
    fn missing_comma(&self) -> Option<Diagnostic> {
        let seen = self.seen();
        let ends = |piece: &Piece| matches!(piece.kind, Kind::Close(_) | Kind::Text(true) | Kind::Word);
        let begins =
            |piece: &Piece| matches!(piece.kind, Kind::Open('{' | '[') | Kind::Text(_) | Kind::Word) || (piece.kind == Kind::Open('('));
        let pair = seen.windows(2).rev().take(3).find(|pair| {
            // A name with its brackets, `Choose(…)`, is one value.
            let call = pair[0].kind == Kind::Word && pair[1].kind == Kind::Open('(');
            ends(&pair[0]) && begins(&pair[1]) && !call
        })?;
        let behind = pair[0].at.end;
        let slip = self.at(Code::MissingComma, behind..behind, "a comma is missing").label("expected `,` here");
        Some(slip.related(Span::new(self.file, pair[1].at.clone()), "before this").hint("things in brackets are separated by commas"))
    }

    /// A bracket that is never closed, or closed by one of another kind.
    fn unclosed_bracket(&self) -> Option<Diagnostic> {
        let mut open: Vec<&Piece> = Vec::new();
        for piece in self.pieces {
            match piece.kind {
                Kind::Open(_) => open.push(piece),
                Kind::Close(close) => match open.pop() {
                    Some(before) if before.kind == Kind::Open(opening(close)) => {}
                    Some(before) => return Some(self.unclosed(before, Some(piece))),
                    None => {
                        let slip = self
                            .at(Code::UnclosedBracket, piece.at.clone(), format!("`{close}` closes nothing"))
                            .label("no bracket is open here");
                        return Some(slip.hint("take it out, or open a bracket before"));
                    }
                },
                _ => {}
            }
        }
        open.pop().map(|before| self.unclosed(before, None))
    }

    fn unclosed(&self, open: &Piece, met: Option<&Piece>) -> Diagnostic {
        let bracket = &self.text[open.at.clone()];
        let slip = self.at(Code::UnclosedBracket, open.at.clone(), format!("`{bracket}` is never closed")).label("opened here");
        let missed = met.map_or(self.text.trim_end().len()..self.text.trim_end().len(), |met| met.at.clone());
        slip.related(Span::new(self.file, missed), format!("expected `{}` before this", closing(bracket)))
            .hint(format!("close it with `{}`", closing(bracket)))
    }

    fn other(&self, error: &SpannedError) -> Diagnostic {
        let written = self.text.trim_end().len();
        let stopped = (self.text.len() - self.text[self.stopped..].trim_start().len()).min(written);
        let end = self.text[stopped..].chars().next().map_or(stopped, |letter| stopped + letter.len_utf8());
        let message = match &error.code {
            ron::Error::ExceededRecursionLimit => "brackets are nested too deeply".to_owned(),
            ron::Error::Eof => "the file ends too early".to_owned(),
            ron::Error::InvalidEscape(_) => "a text has a `\\` in it that means nothing; a `\\` itself is written twice".to_owned(),
            code => plainly(&code.to_string()),
        };
        self.at(Code::Syntax, stopped..end, message).label("reading stopped here")
    }
}

/// ron's own words, in the style of ours.
fn plainly(words: &str) -> String {
    let mut letters = words.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// A line that begins like `field: ` or `"name": `: probably no part of a text.
fn begins_like_a_field(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches('"');
    let name = line.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-')).unwrap_or(line.len());
    let rest = line[name..].trim_start_matches('"');
    name > 0 && rest.starts_with(": ") && rest[2..].starts_with(['"', '(', '[', '{'])
}

fn opening(close: char) -> char {
    match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}

fn closing(open: &str) -> char {
    match open {
        "(" => ')',
        "[" => ']',
        _ => '}',
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Sources;

    /// The code, and what stands at the caret with its line.
    fn slip(text: &str) -> (String, usize, String) {
        let mut sources = Sources::default();
        let file = sources.add("a.ron", text);
        let slip = super::super::read(file, text).unwrap_err();
        let place = sources.position(file, slip.span.range().start);
        (slip.code.word().to_owned(), place.line, text[slip.span.range()].to_owned())
    }

    #[test]
    fn slips_are_said_where_they_are() {
        let cases: &[(&str, &str, usize, &str)] = &[
            ("\u{feff}(a: 1)", "byte-order-mark", 1, "\u{feff}"),
            ("(a: “hello”)", "curly-quotes", 1, "“"),
            ("(\n a: \"one\"\n b: \"two\",\n)", "missing-comma", 2, ""),
            ("{\n \"a\": (say: \"x\")\n \"b\": (say: \"y\"),\n}", "missing-comma", 2, ""),
            ("[\"a\" \"b\"]", "missing-comma", 1, ""),
            ("(\n a: [1, 2,\n b: 3,\n)", "unclosed-bracket", 2, "["),
            ("(\n a: {\"x\": 1,\n", "unclosed-bracket", 2, "{"),
            ("(a: 1))", "unclosed-bracket", 1, ")"),
            ("(\n a: \"one,\n b: 2,\n)", "unclosed-string", 2, "\"one,"),
            ("(\n a: \"one,\n b: \"two\",\n c: \"three\",\n)", "unclosed-string", 2, "\"one,"),
            ("(a: \"one, b: \"two\", c: \"three\")", "unclosed-string", 1, "\"one, b: \""),
            ("(f: Number(0, 10, start: 0))", "mixed-fields", 1, "start"),
            ("(ask: Number(from: 0, 10))", "mixed-fields", 1, "from"),
            ("(a = 1)", "syntax", 1, "="),
            ("", "syntax", 1, ""),
            ("(a: ?)", "syntax", 1, "?"),
            ("(a: 1, // “fine”\n b: (\n", "unclosed-bracket", 2, "("),
            ("(\n say: \"a\",\n goto \"b\",\n)", "syntax", 3, ""),
            ("(a: 'text')", "syntax", 1, "'"),
            ("# note\n(a: 1)", "syntax", 1, "#"),
            ("(a: 1,, b: 2)", "syntax", 1, ","),
            ("(a: 1)\nhello", "syntax", 2, "hello"),
            ("(format 1, b: 2)", "syntax", 1, ""),
            ("(\n  a: 1,\n  nodes:\n    \"x\": (say: \"y\"),\n  },\n)", "unclosed-bracket", 3, ""),
        ];
        for (text, code, line, at) in cases {
            assert_eq!(slip(text), ((*code).to_owned(), *line, (*at).to_owned()), "{text}");
        }
    }
}
