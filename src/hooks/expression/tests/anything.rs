//! Whatever the text is: nothing panics, nothing overflows, and every place is one.

use proptest::prelude::*;

use super::{parts, shown};
use crate::hooks::{Form, Operator, Written, expression, is_name, reserved};

#[test]
fn no_input_overflows_the_stack() {
    let nested = |open: &str, times: usize, close: &str| format!("{}a{}", open.repeat(times), close.repeat(times));
    let texts = [
        nested("(", 100_000, ")"),
        nested("!", 100_000, ""),
        "a".repeat(1_000_000),
        "é".repeat(500_000),
        nested("(", 2_000, ")"),
        nested("!", 4_000, ""),
        nested("- ", 2_000, ""),
        nested("f(", 1_300, ")"),
        nested("a.", 2_000, ""),
        nested("a+", 2_000, ""),
        nested("a||", 1_300, ""),
        // rhai joins nested groups of one kind into a single flat node, beyond its own limit of depth.
        format!("({0}a) || ({0}a) || ({0}a)", "a||".repeat(50)),
    ];
    let small = std::thread::Builder::new().stack_size(1024 * 1024);
    let reading = small.spawn(move || texts.map(|text| expression(&text).map(|_| ()).unwrap_err()));
    for error in reading.unwrap().join().unwrap() {
        let told = error.message.contains("at most 4096 bytes") || error.message.contains("nested deeper");
        assert!(told, "{error:?}");
    }
}

#[test]
fn a_sensible_depth_is_read() {
    for text in [
        vec!["x == 'a'"; 50].join(" || "),
        vec!["x"; 50].join(" + "),
        format!("{}a{}", "(".repeat(20), ")".repeat(20)),
        format!("a{}", ".b".repeat(20)),
    ] {
        assert!(expression(&text).is_ok(), "{text}");
    }
}

/// What plausible expressions are made of.
fn token() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "b",
        "was",
        "known",
        "true",
        "5",
        "-5",
        "0",
        "'x'",
        "\"y\"",
        "'",
        "\"",
        "(",
        ")",
        "(",
        ")",
        ".",
        ",",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "&&",
        "||",
        "==",
        "!=",
        "<",
        ">=",
        "=",
        "&",
        "in",
        "if",
        "{",
        "}",
        "[",
        "]",
        "é",
        " ",
        "\n",
        "\\",
        "$",
        "#",
        ";",
        ":",
        "?",
        "99999999999999999999",
        "eval",
        "this",
    ])
}

/// Checks what holds of the outcome whatever the text was.
pub(super) fn check(text: &str) -> Result<(), TestCaseError> {
    match expression(text) {
        Ok(written) => check_places(text, &written),
        Err(error) => {
            prop_assert!(text.get(error.at.clone()).is_some(), "{error:?}");
            prop_assert!(!error.at.is_empty() || text.is_empty(), "{error:?}");
            prop_assert!(error.message != "this can't be used in an expression", "nobody explained {text:?}");
            Ok(())
        }
    }
}

/// Checks that what stands at each node's place is itself an expression, of the same form.
fn check_places(text: &str, written: &Written) -> Result<(), TestCaseError> {
    let slice = &text[written.at.clone()];
    let again = expression(slice);
    prop_assert!(again.is_ok(), "{slice:?} in {text:?}: {again:?}");
    // A group in a chain of `&&` or `||` is no node of its own to rhai, so there the place may be wider.
    if !matches!(written.form, Form::Binary { operator: Operator::And | Operator::Or, .. }) {
        prop_assert_eq!(shown(&again.unwrap()), shown(written), "{:?} in {:?}", slice, text);
    }
    for part in parts(written) {
        prop_assert!(written.at.start <= part.at.start && part.at.end <= written.at.end, "{text:?}");
        check_places(text, part)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_panics(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn no_tokens_panic(tokens in prop::collection::vec(token(), 0..20), space in any::<bool>()) {
        check(&tokens.join(if space { " " } else { "" }))?;
    }

    #[test]
    fn no_name_panics(name in "[a-z_0-9é]{0,4}") {
        prop_assert_eq!(is_name(&name) && !reserved(&name), matches!(expression(&name), Ok(Written { form: Form::Name(_), .. })));
    }
}
