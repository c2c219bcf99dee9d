//! What a writer is told. Every message is here, so that they can be read, and kept in one voice, together.

use crate::caps;
use std::ops::Range;

use rhai::{LexError, ParseError, ParseErrorType};

use super::{ExpressionError, pieces::Pieces};

type At = Range<usize>;

/// Signs that are refused, with what is said of each and what to write instead (empty where nothing is known).
/// A longer sign stands before those it begins with.
const REFUSED: &[(&str, &str, &str)] = &[
    ("===", UNKNOWN, "use `==` to compare"),
    ("!==", UNKNOWN, "use `!=` for \"is not\""),
    ("=>", UNKNOWN, "use `>=` for \"at least\""),
    ("=<", UNKNOWN, "use `<=` for \"at most\""),
    ("=!", UNKNOWN, "use `!=` for \"is not\""),
    ("<>", UNKNOWN, "use `!=` for \"is not\""),
    (":=", ASSIGNS, "use `==` to compare"),
    ("+=", ASSIGNS, ""),
    ("-=", ASSIGNS, ""),
    ("*=", ASSIGNS, ""),
    ("/=", ASSIGNS, ""),
    ("%=", ASSIGNS, ""),
    ("&=", ASSIGNS, ""),
    ("|=", ASSIGNS, ""),
    ("^=", ASSIGNS, ""),
    ("**", POWERS, "multiply instead: `x * x`"),
    ("..", RANGES, BOTH_ENDS),
    ("??", UNKNOWN, ASK_KNOWN),
    ("?.", UNKNOWN, ASK_KNOWN),
    ("?", UNKNOWN, ""),
    ("::", MODULES, FIELD),
    ("//", COMMENTS, BESIDE),
    ("/*", COMMENTS, BESIDE),
    ("<-", UNKNOWN, "write a space between `<` and `-`"),
    ("--", UNKNOWN, "write a space between the two `-`"),
    ("++", UNKNOWN, "a single `+` adds"),
    ("->", UNKNOWN, ""),
    ("<<", BITS, ""),
    (">>", BITS, ""),
    ("<|", UNKNOWN, ""),
    ("|>", UNKNOWN, ""),
    ("=", GIVES, "use `==` to compare"),
    ("&", UNKNOWN, "use `&&` for \"and\""),
    ("|", UNKNOWN, "use `||` for \"or\""),
    ("^", BITS, "multiply for a power: `x * x`"),
    ("~", BITS, "use `!` for \"not\""),
    ("[", LISTS, FIELD),
    ("]", LISTS, FIELD),
    ("#{", "can't be used: there are no maps", ""),
    ("{", BLOCKS, "use `(` and `)` to group"),
    ("}", BLOCKS, "use `(` and `)` to group"),
    (";", SEVERAL, "use `&&` or `||` to join two"),
    ("`", "begins no text", "write a text between `'` and `'`"),
    ("“", CURLY, STRAIGHT),
    ("”", CURLY, STRAIGHT),
    ("„", CURLY, STRAIGHT),
    ("‘", CURLY, STRAIGHT),
    ("’", CURLY, STRAIGHT),
    ("≥", UNKNOWN, "use `>=` for \"at least\""),
    ("≤", UNKNOWN, "use `<=` for \"at most\""),
    ("≠", UNKNOWN, "use `!=` for \"is not\""),
];

const UNKNOWN: &str = "has no meaning in an expression";
const GIVES: &str = "gives a value, it doesn't compare";
const ASSIGNS: &str = "changes a value, and an expression only looks";
const BITS: &str = "can't be used: there are no operations on bits";
const POWERS: &str = "can't be used: there are no powers";
const RANGES: &str = "can't be used: there are no ranges";
const MODULES: &str = "can't be used: there are no modules";
const LISTS: &str = "can't be used: there are no lists and no indexes";
const BLOCKS: &str = "can't be used: there are no blocks";
const SEVERAL: &str = "can't be used: this is one expression, not several";
const COMMENTS: &str = "can't be used: an expression holds no comments";
const BESIDE: &str = "write the comment beside the expression";
const BOTH_ENDS: &str = "compare with both ends: `x >= 1 && x <= 5`";
const ASK_KNOWN: &str = "use `known(x)` to ask whether there is an answer";
const FIELD: &str = "a field is written `x.name`";
const CURLY: &str = "is a curly quote";
const STRAIGHT: &str = "write a text between straight quotes: `'left'`";

/// Refuses the sign that a text begins with, when it is longer than the known one found there.
pub(super) fn sign(rest: &str, start: usize, known: usize) -> Option<ExpressionError> {
    let named = |(sign, tail, hint): &(&str, &str, &str)| {
        let error = ExpressionError::new(start..start + sign.len(), format!("`{sign}` {tail}"));
        if hint.is_empty() { error } else { error.hint(*hint) }
    };
    REFUSED.iter().find(|(sign, ..)| sign.len() > known && rest.starts_with(sign)).map(named)
}

pub(super) fn unknown_character(c: char, start: usize) -> ExpressionError {
    let at = start..start + c.len_utf8();
    if c.is_whitespace() {
        return ExpressionError::new(at, "this is no ordinary space").hint("write a plain space");
    }
    ExpressionError::new(at, format!("`{}` {UNKNOWN}", c.escape_debug()))
}

/// The words that have a sign for them, which people write instead of it.
pub(super) fn spelled_sign(word: &str) -> Option<&'static str> {
    match word {
        "and" => Some("&&"),
        "or" => Some("||"),
        "not" => Some("!"),
        _ => None,
    }
}

/// A word that rhai, or we, keep for something else.
pub(super) fn reserved_word(at: At, word: &str) -> ExpressionError {
    if let Some(sign) = spelled_sign(word) {
        return ExpressionError::new(at, format!("`{word}` is written with a sign")).hint(format!("use `{sign}`"));
    }
    let hint = match word {
        "is" => "use `==` to compare",
        "in" => "compare with each: `x == 'a' || x == 'b'`",
        "null" | "nil" | "void" => ASK_KNOWN,
        "if" | "else" | "switch" | "match" | "case" => "write only the condition itself",
        "let" | "const" | "var" | "fn" | "for" | "while" | "loop" | "do" | "return" => {
            "an expression only compares and reckons; the rest belongs in a hook"
        }
        _ => "if it is a name of yours, choose another",
    };
    ExpressionError::new(at, format!("`{word}` is a reserved word")).hint(hint)
}

pub(super) fn no_name(at: At, word: &str) -> ExpressionError {
    ExpressionError::new(at, format!("`{word}` can't be a name"))
        .hint("a name is made of the letters a to z, digits and `_`, and begins with a letter")
}

pub(super) fn no_number(at: At, word: &str) -> ExpressionError {
    ExpressionError::new(at, format!("`{word}` is neither a number nor a name"))
        .hint("a number is made of digits, and a name begins with a letter")
}

pub(super) fn not_whole(at: At) -> ExpressionError {
    ExpressionError::new(at, "this number has a fraction").hint("whole numbers only")
}

pub(super) fn endless(at: At, quote: char) -> ExpressionError {
    ExpressionError::new(at, format!("the text that begins here has no closing `{quote}`"))
        .hint(format!("inside a text, write `{quote}{quote}` for `{quote}`"))
}

pub(super) fn other_quote(at: usize) -> ExpressionError {
    ExpressionError::new(at..at + 1, "a `\"` stands in a text that began with `'`")
        .hint("end the text with `'`; for a `\"` inside a text write `\\\"`")
}

pub(super) fn unknown_escape(at: usize, escaped: char) -> ExpressionError {
    let shown = escaped.escape_debug();
    ExpressionError::new(at..at + 1 + escaped.len_utf8(), format!("`\\{shown}` stands for nothing in a text"))
        .hint("write `\\\\` for a backslash")
}

pub(super) fn nothing_written(at: At) -> ExpressionError {
    ExpressionError::new(at, "the expression is empty").hint("write a value or a comparison, such as `hurt >= 7`")
}

pub(super) fn nothing_within(at: At) -> ExpressionError {
    ExpressionError::new(at, "there is nothing between `(` and `)`")
}

pub(super) fn no_value_before(at: At, written: &str) -> ExpressionError {
    ExpressionError::new(at, format!("a value is missing before `{written}`"))
}

pub(super) fn no_value_after(at: At, written: &str) -> ExpressionError {
    let what = if written == "." { "a name" } else { "a value" };
    ExpressionError::new(at, format!("{what} is missing after `{written}`"))
}

pub(super) fn no_field(at: At) -> ExpressionError {
    ExpressionError::new(at, "the name of a field is missing after `.`").hint(FIELD)
}

pub(super) fn no_fields(at: At) -> ExpressionError {
    ExpressionError::new(at, "only what has a name has fields").hint(FIELD)
}

pub(super) fn two_texts(at: At) -> ExpressionError {
    ExpressionError::new(at, "two texts stand side by side").hint("write one text, or `==` or `||` between the two")
}

/// Nearly always an apostrophe, as in `'it's'`.
pub(super) fn text_ended(at: At, written: &str) -> ExpressionError {
    ExpressionError::new(at, format!("the text ended before `{written}`")).hint("inside a text, write `''` for `'`")
}

pub(super) fn no_operator(at: At, written: &str) -> ExpressionError {
    let error = ExpressionError::new(at, format!("an operator is missing before `{written}`"));
    error.hint(match written {
        "!" => "use `!=` for \"is not\", and `&&` or `||` to join two conditions",
        "(" => "use `*` to multiply, and `&&` or `||` to join two conditions",
        _ => "use `==` to compare, and `&&` or `||` to join two conditions",
    })
}

pub(super) fn closes_nothing(at: At) -> ExpressionError {
    ExpressionError::new(at, "this `)` closes nothing")
}

pub(super) fn never_closed(at: At) -> ExpressionError {
    ExpressionError::new(at, "this `(` is never closed")
}

pub(super) fn stray_comma(at: At) -> ExpressionError {
    ExpressionError::new(at, "a `,` stands only between the values given to a call").hint("use `&&` or `||` to join two conditions")
}

pub(super) fn too_long(at: At) -> ExpressionError {
    ExpressionError::new(at, format!("an expression has at most {} bytes", caps::EXPRESSION_BYTES))
        .hint("give parts of it a name under `means`")
}

pub(super) fn too_deep(at: At) -> ExpressionError {
    ExpressionError::new(at, format!("this is nested deeper than {} levels", caps::EXPRESSION_DEPTH))
        .hint("give parts of it a name under `means`")
}

pub(super) fn chained(at: At, instead: &str) -> ExpressionError {
    ExpressionError::new(at, "comparisons can't be chained").hint(format!("write `{instead}`"))
}

pub(super) fn method(at: At, name: &str, instead: &str) -> ExpressionError {
    ExpressionError::new(at, format!("`{name}` is not called with a dot")).hint(format!("write `{instead}`"))
}

/// The last word on whatever rhai reads and we don't; nothing that passes the cutting is known to end here.
pub(super) fn beyond_us(at: At) -> ExpressionError {
    ExpressionError::new(at, "this can't be used in an expression")
}

/// Says in our words what rhai found wrong with a text that had passed the cutting.
pub(super) fn reworded(error: &ParseError, pieces: &Pieces) -> ExpressionError {
    let at = pieces.at(error.position()).at.clone();
    match error.err_type() {
        ParseErrorType::ExprTooDeep => too_deep(at),
        ParseErrorType::BadInput(LexError::MalformedNumber(_)) => ExpressionError::new(
            pieces.through_constant(at.start),
            "this number is too large",
        )
        .hint(format!("numbers go from {} to {}", i64::MIN, i64::MAX)),
        ParseErrorType::MismatchedType(_, _) => ExpressionError::new(pieces.through_constant(at.start), "this is neither true nor false")
            .hint("`&&` and `||` join conditions, such as `hurt >= 7`"),
        _ => beyond_us(at),
    }
}
