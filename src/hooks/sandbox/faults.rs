//! rhai's errors in our own words.

use rhai::{EvalAltResult, LexError, ParseError, ParseErrorType, Position};

use super::super::run::Handle;

/// What rhai calls a handle.
pub(in super::super) const ANSWER: &str = "answer";

/// The fault of a hook that uses something for what it isn't.
pub(in super::super) fn misuse(message: impl Into<String>) -> Box<EvalAltResult> {
    EvalAltResult::ErrorRuntime(message.into().into(), Position::NONE).into()
}

/// What is wrong with code that can't be read, and what to do.
pub(in super::super) fn reworded(error: &ParseError) -> (String, Option<String>) {
    let hint = match error.err_type() {
        ParseErrorType::BadInput(LexError::ImproperSymbol(sign, _)) if sign == "=" => {
            return ("`=` gives a value and doesn't compare".to_owned(), Some("write `==`".to_owned()));
        }
        ParseErrorType::BadInput(LexError::MalformedChar(_)) => Some("a text stands between double quotes"),
        ParseErrorType::BadInput(LexError::ImproperSymbol(..)) | ParseErrorType::Reserved(_) => Some("hooks don't have this"),
        ParseErrorType::ExprTooDeep => Some("split it into several statements, or functions"),
        ParseErrorType::MissingToken(brace, _) if brace == "}" => Some("a brace is missing, or a function stands within another"),
        ParseErrorType::PropertyExpected => Some("a property is a name, and a number is whole"),
        ParseErrorType::FnDuplicatedParam(..) => Some("give each parameter its own name"),
        _ => None,
    };
    let message = plain(&error.err_type().to_string());
    let message = match message.strip_prefix("reserved keyword ").and_then(|rest| rest.strip_suffix(" is disabled")) {
        Some(name) => format!("{name} is no part of a hook"),
        None => message,
    };
    (message, hint.map(str::to_owned))
}

/// What went wrong in a run.
pub(in super::super) fn wording(error: &EvalAltResult) -> String {
    match error {
        EvalAltResult::ErrorTooManyOperations(_) | EvalAltResult::ErrorTerminated(..) => {
            format!("it does more than {} steps", crate::caps::HOOK_OPERATIONS)
        }
        EvalAltResult::ErrorStackOverflow(_) => "its functions call each other too deep".to_owned(),
        EvalAltResult::ErrorTooManyVariables(_) => "it has too many variables".to_owned(),
        EvalAltResult::ErrorDataTooLarge(what, _) => format!("{} is more than a hook may hold", plain(what)),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let (name, given) = signature.split_once(" (").unwrap_or((signature, ""));
            let given: Vec<_> = given.trim_end_matches(')').split(", ").map(article).collect();
            format!("`{name}` can't be used on {}", given.join(" and "))
        }
        EvalAltResult::ErrorDotExpr(..) => "only `facts`, records and maps have properties".to_owned(),
        EvalAltResult::ErrorMismatchDataType(wanted, given, _) if wanted == "bool" => {
            let hint = if is_answer(given) { ": compare it, as in `== true`" } else { "" };
            format!("true or false is needed here, and this is {}{hint}", article(given))
        }
        EvalAltResult::ErrorMismatchDataType(wanted, given, _) => {
            format!("{} is needed here, and this is {}", article(wanted), article(given))
        }
        EvalAltResult::ErrorFor(_) => "only a list, records or a range can be walked".to_owned(),
        EvalAltResult::ErrorRuntime(value, _) => match value.read_lock::<rhai::ImmutableString>() {
            Some(text) => text.chars().take(200).collect(),
            None => "it gave up".to_owned(),
        },
        other => {
            let mut bare = plain(&other.to_string());
            // The place is given beside the message.
            bare.truncate(bare.rfind(" (line ").unwrap_or(bare.len()));
            bare
        }
    }
}

/// Lower case, no full stop, on one line, and names in backticks.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.').replace('\'', "`");
    let mut signs = line.chars().take(200);
    signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
}

/// A kind of value, as it is spoken of.
fn article(kind: &str) -> String {
    match kind {
        "()" => "nothing".to_owned(),
        "bool" => "true or false".to_owned(),
        "i64" => "a number".to_owned(),
        text if text == "string" || text.starts_with("&str") => "a text".to_owned(),
        "array" => "a list".to_owned(),
        "map" => "a map".to_owned(),
        handle if is_answer(handle) => "unset, a record, or what a person wrote".to_owned(),
        other => other.to_owned(),
    }
}

/// Whether this is what rhai calls a handle: the name it was given, or the one it has in Rust.
fn is_answer(kind: &str) -> bool {
    kind == ANSWER || kind == std::any::type_name::<Handle>()
}
