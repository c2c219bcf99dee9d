//! A table of what is read and where its parts stand. Beside it: what is refused, that no input whatever does harm,
//! and that what we read is what rhai means by it.

mod anything;
mod meaning;
mod refused;

use super::*;

/// Writes an expression with every grouping in parentheses.
fn shown(written: &Written) -> String {
    match &written.form {
        Form::Bool(value) => value.to_string(),
        Form::Int(value) => value.to_string(),
        Form::Text(said) => format!("{said:?}"),
        Form::Name(name) => name.clone(),
        Form::Field(owner, name) => format!("{}.{name}", shown(owner)),
        Form::Call { name, arguments } => {
            let given: Vec<_> = arguments.iter().map(shown).collect();
            format!("{name}({})", given.join(", "))
        }
        Form::Not(operand) => format!("!{}", shown(operand)),
        Form::Negate(operand) => format!("-{}", shown(operand)),
        Form::Binary { operator, left, right } => format!("({} {operator} {})", shown(left), shown(right)),
    }
}

/// An expression and those directly within it.
fn parts(written: &Written) -> Vec<&Written> {
    match &written.form {
        Form::Field(one, _) | Form::Not(one) | Form::Negate(one) => vec![one],
        Form::Call { arguments, .. } => arguments.iter().collect(),
        Form::Binary { left, right, .. } => vec![left, right],
        Form::Bool(_) | Form::Int(_) | Form::Text(_) | Form::Name(_) => Vec::new(),
    }
}

/// What each node was written as, itself before its parts.
fn slices(text: &str) -> Vec<&str> {
    fn gather<'a>(text: &'a str, written: &Written, found: &mut Vec<&'a str>) {
        found.push(&text[written.at.clone()]);
        for part in parts(written) {
            gather(text, part, found);
        }
    }
    let mut found = Vec::new();
    gather(text, &expression(text).unwrap(), &mut found);
    found
}

#[test]
fn expressions_are_read() {
    for (text, meant) in [
        ("hurt >= 7 && kind == 'left'", r#"((hurt >= 7) && (kind == "left"))"#),
        ("a && b && c", "((a && b) && c)"),
        ("(a && b) && (c && d)", "(((a && b) && c) && d)"),
        ("a || b && c", "(a || (b && c))"),
        ("(a || b) && c", "((a || b) && c)"),
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a - b - c", "((a - b) - c)"),
        ("a % 2 == 0", "((a % 2) == 0)"),
        ("a < b == c > d", "((a < b) == (c > d))"),
        ("(1 < x) == (x < 5)", "((1 < x) == (x < 5))"),
        ("(a == b) == c", "((a == b) == c)"),
        ("!done", "!done"),
        ("!!done", "!!done"),
        ("!(a || b)", "!(a || b)"),
        ("!trait.done && x", "(!trait.done && x)"),
        ("!inside", "!inside"),
        ("!i", "!i"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("- -5", "5"),
        ("-(5)", "-5"),
        ("-a", "-a"),
        ("-(a + 1)", "-(a + 1)"),
        ("-!a", "-!a"),
        ("a -5", "(a - 5)"),
        ("a-5", "(a - 5)"),
        ("a - -5", "(a - -5)"),
        ("a * -b", "(a * -b)"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("1_000", "1000"),
        ("007", "7"),
        ("true", "true"),
        ("  false\n", "false"),
        ("was.hurt", "was.hurt"),
        ("a.b.c.d", "a.b.c.d"),
        ("(a.b).c", "a.b.c"),
        ("a . b", "a.b"),
        ("first(people).name.short", "first(people).name.short"),
        ("known()", "known()"),
        ("known ( hurt )", "known(hurt)"),
        ("f(a, (b), g(1, 'x'))", r#"f(a, b, g(1, "x"))"#),
        ("contains(a, b)", "contains(a, b)"),
        ("\"left\"", r#""left""#),
        ("''", r#""""#),
        ("\"\"", r#""""#),
        ("'' == \"\"", r#"("" == "")"#),
        ("\"it's\"", r#""it's""#),
        (r"'it\'s'", r#""it's""#),
        ("'it''s'", r#""it's""#),
        (r#""say ""hi""""#, r#""say \"hi\"""#),
        (r#"'say \"hi\"'"#, r#""say \"hi\"""#),
        (r"'a\\b\n\t'", r#""a\\b\n\t""#),
        ("'${a} // no && `comment`'", r#""${a} // no && `comment`""#),
        ("'été' == c && 'λ' != d", r#"(("été" == c) && ("λ" != d))"#),
        ("a\n  &&\r\n\tb", "(a && b)"),
        ("_x1 == x_", "(_x1 == x_)"),
        ("global + until2", "(global + until2)"),
    ] {
        match expression(text) {
            Ok(written) => assert_eq!(shown(&written), meant, "{text}"),
            Err(error) => panic!("{text}: {error:?}"),
        }
    }
}

#[test]
fn every_part_has_its_place() {
    for (text, expected) in [
        ("hurt >= 7", vec!["hurt >= 7", "hurt", "7"]),
        (" (hurt) ", vec!["hurt"]),
        ("(a + b) * c", vec!["(a + b) * c", "a + b", "a", "b", "c"]),
        ("a * ((b) + c)", vec!["a * ((b) + c)", "a", "(b) + c", "b", "c"]),
        ("!(a)", vec!["!(a)", "a"]),
        ("x + -( 5 )", vec!["x + -( 5 )", "x", "-( 5 )"]),
        ("- - 5", vec!["- - 5"]),
        ("'été' == ('λ')", vec!["'été' == ('λ')", "'été'", "'λ'"]),
        ("known ( was.hurt ) || b", vec!["known ( was.hurt ) || b", "known ( was.hurt )", "was.hurt", "was", "b"]),
        ("(a.b) . c", vec!["(a.b) . c", "a.b", "a"]),
        ("a\n&& b && (c)", vec!["a\n&& b && (c)", "a\n&& b", "a", "b", "c"]),
    ] {
        assert_eq!(slices(text), expected, "{text}");
    }
}

#[test]
fn names_that_rhai_keeps_are_known() {
    let words = "and as async await break call case catch const continue curry debug default do else eval export \
                 false fn Fn for go goto if import in is is_def_fn is_def_var is_shared let loop match module new nil not null or \
                 package print private protected public return shared spawn static super switch sync this thread \
                 throw true try type_of until use var void while with yield";
    for word in words.split_whitespace() {
        assert!(is_name(word) && reserved(word), "{word}");
        assert!(expression(&format!("{word} == 1")).is_err() || word == "true" || word == "false", "{word}");
        assert!(expression(&format!("x.{word}")).is_err(), "{word}");
    }
    for word in [
        "then", "hurt", "kind", "was", "global", "self", "type", "end", "exit", "none", "_x", "In", "enum", "trait", "each", "contains",
        "range",
    ] {
        assert!(is_name(word) && !reserved(word), "{word}");
        assert!(expression(word).is_ok(), "{word}");
    }
    for word in ["", "_", "__", "1a", "_1", "a-b", "a b", "é", "a.b", "a\n", "@end"] {
        assert!(!is_name(word) && !reserved(word), "{word}");
    }
}
