//! Cutting a pattern's text into words and operators.

use super::error::PatternError;
use super::scan::{self, Piece};
use super::spelling::Spelling;
use super::{fold, heard};
use crate::caps;
use std::ops::Range;

/// Single letters written as one are one word from this many on: `k.m.s`.
const SPELLED: usize = 3;

const OPERATORS: &str = "()|[]&~^<>{}*";

/// A word or operator, and its bytes in the pattern.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words written without a space, each with all its spellings.
    Words(Vec<Vec<Spelling>>),
    Any,
    Gap,
    Open,
    Close,
    OpenMaybe,
    CloseMaybe,
    Or,
    And,
    Within(usize),
    Start,
    End,
    Name(String),
    Place(String),
}

/// Cuts a pattern's text into lexemes.
///
/// # Errors
/// A sign that can't stand where it does, such as a sentence end.
pub(super) fn lexemes(text: &str) -> Result<Vec<Lexeme>, PatternError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut lexemes = Vec::new();
    while let Some(c) = lexer.rest().chars().next() {
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
            continue;
        }
        let from = lexer.at;
        let kind = lexer.kind(c)?;
        lexemes.push(Lexeme { kind, at: from..lexer.at });
    }
    Ok(lexemes)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The lexeme that begins with `c`, leaving the lexer after it.
    fn kind(&mut self, c: char) -> Result<Kind, PatternError> {
        let kind = match c {
            '(' => Kind::Open,
            ')' => Kind::Close,
            '[' => Kind::OpenMaybe,
            ']' => Kind::CloseMaybe,
            '|' => Kind::Or,
            '&' => Kind::And,
            '^' => Kind::Start,
            '*' => Kind::Any,
            '$' if is_anchor(self.rest()) => Kind::End,
            '~' => return self.within(),
            '<' => return self.enclosed('>').map(Kind::Name),
            '{' => return self.enclosed('}').map(Kind::Place),
            '>' | '}' => return Err(self.unopened(c)),
            '.' if self.rest().starts_with("..") => return self.gap(),
            _ => return self.words(),
        };
        self.at += c.len_utf8();
        Ok(kind)
    }

    fn gap(&mut self) -> Result<Kind, PatternError> {
        let from = self.at;
        let dots = self.rest().len() - self.rest().trim_start_matches('.').len();
        self.at += dots;
        if dots == 2 {
            return Ok(Kind::Gap);
        }
        let error = PatternError::new(from..self.at, format!("`{}` means nothing in a pattern", &self.text[from..self.at]));
        Err(error.hint("up to five words are written `..`"))
    }

    fn within(&mut self) -> Result<Kind, PatternError> {
        let from = self.at;
        let digits = self.rest()[1..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += 1 + digits;
        let number = self.text[from + 1..self.at].parse().ok();
        number.filter(|n| (1..=caps::PATTERN_WITHIN).contains(n)).map(Kind::Within).ok_or_else(|| {
            let message = if digits == 0 { "`~` without a number" } else { "the number after `~` is out of range" };
            PatternError::new(from..self.at, message)
                .hint(format!("write how many words may stand between, from 1 to {}", caps::PATTERN_WITHIN))
        })
    }

    /// The name between the bracket here and `close`.
    fn enclosed(&mut self, close: char) -> Result<String, PatternError> {
        let from = self.at;
        let Some(length) = self.rest().find(close) else {
            let open = &self.text[from..=from];
            let error = PatternError::new(from..from + 1, format!("`{open}` is never closed"));
            return Err(error.hint(format!("close it with `{close}`")));
        };
        self.at += length + 1;
        let name = self.text[from + 1..from + length].trim();
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/');
        if !name.is_empty() && name.chars().all(allowed) {
            return Ok(name.to_owned());
        }
        let error = PatternError::new(from..self.at, format!("`{}` holds no name", &self.text[from..self.at]));
        Err(error.hint("a name is made of letters, digits, `-` and `_`"))
    }

    fn unopened(&self, close: char) -> PatternError {
        PatternError::new(self.at..self.at + 1, format!("`{close}` closes nothing"))
            .hint("`<name>` is a named pattern, `{place}` a noun in a verb's pattern")
    }

    fn words(&mut self) -> Result<Kind, PatternError> {
        let from = self.at;
        let rest = self.rest();
        let ends = |&(index, c): &(usize, char)| {
            let ahead = &rest[index..];
            c.is_whitespace() || OPERATORS.contains(c) || ahead.starts_with("..") || is_anchor(ahead)
        };
        let length = rest.char_indices().find(ends).map_or(rest.len(), |(index, _)| index);
        self.at += length;
        words(&rest[..length], &(from..self.at)).map(Kind::Words)
    }
}

/// Whether a text begins with the `$` of a sentence end, not with that of a word.
fn is_anchor(ahead: &str) -> bool {
    // A word has no more than two such signs in a row.
    let next = ahead.chars().take(3).find(|&c| c != '$');
    ahead.starts_with('$') && !next.is_some_and(char::is_alphanumeric)
}

/// Folds what is written without a space to its words.
fn words(text: &str, at: &Range<usize>) -> Result<Vec<Vec<Spelling>>, PatternError> {
    let mut tokens = Vec::new();
    for piece in scan::pieces(&fold::characters(text)) {
        let Piece::Token(token) = piece else {
            let error = PatternError::new(at.clone(), format!("`{text}` holds the end of a sentence"));
            return Err(error.hint("leave the sign out: a pattern is heard within one sentence"));
        };
        tokens.push(token);
    }
    if tokens.is_empty() {
        let error = PatternError::new(at.clone(), format!("`{text}` holds no word"));
        return Err(error.hint("only letters and digits are heard"));
    }
    if tokens.len() >= SPELLED && tokens.iter().all(|token| token.chars().count() == 1) {
        tokens = vec![tokens.concat()];
    }
    Ok(tokens.iter().flat_map(|token| spelled_out(token)).collect())
}

/// A token's words: one, unless it is numbers with signs between.
fn spelled_out(token: &str) -> Vec<Vec<Spelling>> {
    if token.contains(char::is_alphabetic) {
        return vec![heard::spellings(token)];
    }
    heard::parts(token).map(heard::spellings).collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, lexemes};

    fn kinds(text: &str) -> Vec<Kind> {
        lexemes(text).unwrap().into_iter().map(|lexeme| lexeme.kind).collect()
    }

    #[test]
    fn operators_need_no_space() {
        use Kind::{And, Any, Close, CloseMaybe, End, Gap, Open, OpenMaybe, Or, Start, Within};
        let operators = [Start, Open, Any, And, Gap, Close, Within(5), OpenMaybe, Any, Or, Any, CloseMaybe, End];
        assert_eq!(kinds("^(*&..)~5[*|*]$"), operators);
    }

    #[test]
    fn words_fold_like_typed_ones() {
        assert_eq!(kinds("Don’t"), kinds("dont"));
        assert_eq!(kinds("k.m.s"), kinds("kms"));
        assert_eq!(kinds("k-m-s"), kinds("kms"));
        assert_ne!(kinds("drop-dead"), kinds("dropdead"));
        assert_eq!(kinds("a..b").len(), 3);
    }

    #[test]
    fn a_dollar_is_an_end_or_a_letter() {
        assert_eq!(kinds("die$"), [kinds("die"), vec![Kind::End]].concat());
        assert_eq!(kinds("$uicide").len(), 1);
        assert_eq!(kinds("a$$hole").len(), 1);
    }

    #[test]
    fn names_are_trimmed() {
        assert_eq!(kinds("< wish >{person.name}"), [Kind::Name("wish".into()), Kind::Place("person.name".into())]);
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let table = [
            ("a ...", 2..5, "`...` means nothing in a pattern"),
            ("(a & b)~", 7..8, "`~` without a number"),
            ("(a & b)~0", 7..9, "the number after `~` is out of range"),
            ("(a & b)~21", 7..10, "the number after `~` is out of range"),
            ("~99999999999999999999999", 0..24, "the number after `~` is out of range"),
            ("é <x", 3..4, "`<` is never closed"),
            ("{x", 0..1, "`{` is never closed"),
            ("x>", 1..2, "`>` closes nothing"),
            ("x }", 2..3, "`}` closes nothing"),
            ("<>", 0..2, "`<>` holds no name"),
            ("{a b}", 0..5, "`{a b}` holds no name"),
            ("to die.", 3..7, "`die.` holds the end of a sentence"),
            ("why?", 0..4, "`why?` holds the end of a sentence"),
            ("a , b", 2..3, "`,` holds no word"),
            ("\u{1f622}", 0..4, "`\u{1f622}` holds no word"),
        ];
        for (text, at, message) in table {
            let error = lexemes(text).unwrap_err();
            assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
            assert!(error.hint.is_some());
        }
    }
}
