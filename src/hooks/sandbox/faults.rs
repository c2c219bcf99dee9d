//! rhai's errors in our own words.

use rhai::{EvalAltResult, LexError, ParseError, ParseErrorType, Position};

use super::MOST_OPERATIONS;

/// The fault of a hook that uses something for what it isn't.
pub(in super::super) fn misuse(message: impl Into<String>) -> Box<EvalAltResult> {
    EvalAltResult::ErrorRuntime(message.into().into(), Position::NONE).into()
}

/// What is wrong with code that can't be read, and what to do.
pub(in super::super) fn reworded(error: &ParseError) -> (String, Option<String>) {
    let hint = match error.err_type() {
        ParseErrorType::BadInput(LexError::MalformedChar(_)) => Some("a text stands between double quotes"),
        ParseErrorType::ExprTooDeep => Some("split it into several statements, or functions"),
        ParseErrorType::FnDuplicatedParam(..) => Some("give each parameter its own name"),
        ParseErrorType::Reserved(_) | ParseErrorType::BadInput(LexError::ImproperSymbol(..)) => Some("hooks don't have this"),
        _ => None,
    };
    (plain(&error.err_type().to_string()), hint.map(str::to_owned))
}

/// What went wrong in a run.
pub(in super::super) fn wording(error: &EvalAltResult) -> String {
    match error {
        EvalAltResult::ErrorTooManyOperations(_) | EvalAltResult::ErrorTerminated(..) => {
            format!("it does more than {MOST_OPERATIONS} steps")
        }
        EvalAltResult::ErrorStackOverflow(_) => "its functions call each other too deep".to_owned(),
        EvalAltResult::ErrorTooManyVariables(_) => "it has too many variables".to_owned(),
        EvalAltResult::ErrorDataTooLarge(what, _) => format!("{} is more than a hook may hold", plain(what)),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => format!("`{signature}` is no function for these"),
        EvalAltResult::ErrorMismatchDataType(wanted, given, _) if wanted == "bool" => {
            format!("true or false is needed here, and this is {}", article(given))
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
        "string" | "&str" => "a text".to_owned(),
        "array" => "a list".to_owned(),
        "map" => "a map".to_owned(),
        other => other.to_owned(),
    }
}
