//! Places inside a text literal: where a byte of the text stands between the quotes, escapes and all.

/// The byte of the literal at which a byte of its text is written. The literal is the source with its quotes.
///
/// Knows RON's escapes (`\n`, `\x41`, `\u{1F642}`), its line continuation (a `\` at the end of a line takes the white space
/// after it away), and raw literals (`r#"…"#`). A byte behind the end of the text is the closing quote.
pub fn source_offset(literal: &str, decoded: usize) -> usize {
    let open = literal.find('"').map_or(0, |quote| quote + 1);
    if literal.starts_with('r') {
        let hashes = open.saturating_sub(2);
        return (open + decoded).min(literal.len().saturating_sub(1 + hashes));
    }
    walk(literal, open, decoded).1
}

/// Walks on in a literal from a place, over so many bytes of the text; tells how many are left where it ends before, and the place.
fn walk(literal: &str, from: usize, decoded: usize) -> (usize, usize) {
    let mut left = decoded;
    let mut at = from;
    while let Some(letter) = literal[at..].chars().next() {
        let (source, text) = if letter == '\\' { escape(&literal[at..]) } else { (letter.len_utf8(), letter.len_utf8()) };
        // A continuation is no byte of the text: what stands behind it is what was meant.
        if letter == '"' || (left == 0 && text > 0) || (text > 0 && text > left) {
            return (left, at);
        }
        left -= text;
        at += source;
    }
    (left, at.min(literal.len()))
}

/// Where places of one long text stand in its literal, without walking there from the beginning each time.
#[derive(Debug, Default)]
pub struct Offsets {
    /// Every so often: how many bytes of the text lie before, and the place.
    marks: Vec<(usize, usize)>,
}

impl Offsets {
    /// A mark for about so many bytes of the text.
    const APART: usize = 64;

    /// Those of a literal.
    pub fn new(literal: &str) -> Offsets {
        let mut marks = Vec::new();
        if !literal.starts_with('r') {
            let (mut before, mut at) = (0, literal.find('"').map_or(0, |quote| quote + 1));
            loop {
                marks.push((before, at));
                let (left, next) = walk(literal, at, Self::APART);
                if next == at {
                    break;
                }
                (before, at) = (before + Self::APART - left, next);
            }
        }
        Offsets { marks }
    }

    /// The same as [`source_offset`] of that literal.
    pub fn of(&self, literal: &str, decoded: usize) -> usize {
        match self.marks.partition_point(|(before, _)| *before <= decoded).checked_sub(1) {
            Some(mark) => {
                let (before, at) = self.marks[mark];
                walk(literal, at, decoded - before).1
            }
            None => source_offset(literal, decoded),
        }
    }
}

/// How many bytes an escape takes in the source and in the text.
fn escape(source: &str) -> (usize, usize) {
    let rest = &source[1..];
    match rest.chars().next() {
        Some('x') => (4.min(source.len()), code_length(rest.get(1..3))),
        Some('u') => {
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            (1 + end, code_length(rest.get(2..end.saturating_sub(1))))
        }
        Some('\n' | '\r') => {
            let blank = rest.len() - rest.trim_start().len();
            (1 + blank, 0)
        }
        Some(letter) => (1 + letter.len_utf8(), 1),
        None => (1, 0),
    }
}

/// How many bytes a character takes that is written as a number.
fn code_length(digits: Option<&str>) -> usize {
    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    code.and_then(char::from_u32).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::{Offsets, source_offset};

    /// Where `part` of the decoded text stands in the literal, as the source there.
    fn written<'l>(literal: &'l str, part: &str) -> &'l str {
        let text: String = ron::from_str(literal).unwrap();
        let start = text.find(part).unwrap();
        &literal[source_offset(literal, start)..source_offset(literal, start + part.len())]
    }

    #[test]
    fn places_are_found_through_every_way_of_writing_a_text() {
        assert_eq!(written(r#""a {b} c""#, "{b}"), "{b}");
        assert_eq!(written(r#""\n\t{b}""#, "{b}"), "{b}");
        assert_eq!(written(r#""say \"no\" {b}""#, "{b}"), "{b}");
        assert_eq!(written(r#""\u{1F642}é\x41{b}""#, "{b}"), "{b}");
        assert_eq!(written("\"one \\\n     two {b}\"", "{b}"), "{b}");
        assert_eq!(written("\"one \\\n     two\"", "two"), "two");
        assert_eq!(written(r####"r##"a "# {b}"##"####, "{b}"), "{b}");
        assert_eq!(written("\"日本 {b}\"", "{b}"), "{b}");
        assert_eq!(written("\"a\nb {b}\"", "{b}"), "{b}");
    }

    #[test]
    fn marks_lead_to_the_same_places() {
        let long = r#"one \"two\" \u{1F642} é three \x41 "#.repeat(40);
        for literal in [format!("\"{long}\""), format!("\"{}\"", "\\\n   word ".repeat(40)), format!("r#\"{long}\"#"), "\"\"".to_owned()] {
            let offsets = Offsets::new(&literal);
            for decoded in 0..literal.len() + 3 {
                assert_eq!(offsets.of(&literal, decoded), source_offset(&literal, decoded), "{decoded} in {literal}");
            }
        }
    }

    #[test]
    fn behind_the_end_is_the_closing_quote() {
        assert_eq!(source_offset("\"ab\"", 2), 3);
        assert_eq!(source_offset("\"ab\"", 99), 3);
        assert_eq!(source_offset("r#\"ab\"#", 99), 5);
        assert_eq!(source_offset("", 3), 0);
    }
}
