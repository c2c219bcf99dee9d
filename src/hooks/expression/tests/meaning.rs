//! What we read means what rhai means by it: random expressions are evaluated by rhai and from [`Written`].

use proptest::prelude::*;
use rhai::{Engine, Scope};

use super::anything::check;
use crate::hooks::{Form, Operator, Written, expression};

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Int(i64),
    Bool(bool),
    Text(String),
}

/// Evaluates as rhai does: strict but for `&&` and `||`, and `None` where a number overflows or nothing divides it.
fn value(written: &Written, names: (i64, i64, bool)) -> Option<Value> {
    use Value::{Bool, Int, Text};
    let of = |part: &Written| value(part, names);
    Some(match &written.form {
        Form::Bool(value) => Bool(*value),
        Form::Int(value) => Int(*value),
        Form::Text(said) => Text(said.clone()),
        Form::Name(name) => match name.as_str() {
            "a" => Int(names.0),
            "b" => Int(names.1),
            _ => Bool(names.2),
        },
        Form::Not(operand) => match of(operand)? {
            Bool(value) => Bool(!value),
            other => panic!("! {other:?}"),
        },
        Form::Negate(operand) => match of(operand)? {
            Int(value) => Int(value.checked_neg()?),
            other => panic!("- {other:?}"),
        },
        Form::Binary { operator, left, right } => match (operator, of(left)?) {
            (Operator::And, Bool(false)) => Bool(false),
            (Operator::Or, Bool(true)) => Bool(true),
            (Operator::And | Operator::Or, _) => of(right)?,
            (_, left) => joined(*operator, left, of(right)?)?,
        },
        form => panic!("{form:?}"),
    })
}

fn joined(operator: Operator, left: Value, right: Value) -> Option<Value> {
    use Value::{Bool, Int};
    Some(match (operator, left, right) {
        (Operator::Equal, left, right) => Bool(left == right),
        (Operator::Unequal, left, right) => Bool(left != right),
        (Operator::Less, Int(left), Int(right)) => Bool(left < right),
        (Operator::LessOrEqual, Int(left), Int(right)) => Bool(left <= right),
        (Operator::Greater, Int(left), Int(right)) => Bool(left > right),
        (Operator::GreaterOrEqual, Int(left), Int(right)) => Bool(left >= right),
        (Operator::Add, Int(left), Int(right)) => Int(left.checked_add(right)?),
        (Operator::Subtract, Int(left), Int(right)) => Int(left.checked_sub(right)?),
        (Operator::Multiply, Int(left), Int(right)) => Int(left.checked_mul(right)?),
        (Operator::Divide, Int(left), Int(right)) => Int(left.checked_div(right)?),
        (Operator::Remainder, Int(left), Int(right)) => Int(left.checked_rem(right)?),
        other => panic!("{other:?}"),
    })
}

/// A text with how tightly it binds, so that parentheses are put where they are needed, and sometimes where not.
fn join(level: u8, operator: &str, left: &(String, u8), right: &(String, u8), extra: bool) -> (String, u8) {
    let side = |(text, own): &(String, u8), least: u8| match *own < least || extra {
        true => format!("({text})"),
        false => text.clone(),
    };
    // Comparisons don't chain, so on both sides of one only what binds tighter goes bare.
    let compares = level == 3 || level == 4;
    let left = side(left, level + u8::from(compares));
    (format!("{left} {operator} {}", side(right, level + 1)), level)
}

fn numbers() -> impl Strategy<Value = (String, u8)> {
    let leaf = prop_oneof![
        prop::sample::select(vec!["a", "b"]).prop_map(|name| (name.to_owned(), 9)),
        (-9i64..10).prop_map(|number| (number.to_string(), 8)),
        prop::sample::select(vec![i64::MAX, i64::MIN]).prop_map(|number| (number.to_string(), 8)),
    ];
    leaf.prop_recursive(4, 16, 2, |inner| {
        let sign = prop::sample::select(vec![("+", 5), ("-", 5), ("*", 6), ("/", 6), ("%", 6)]);
        prop_oneof![
            4 => (sign, inner.clone(), inner.clone(), prop::bool::weighted(0.2))
                .prop_map(|((sign, level), left, right, extra)| join(level, sign, &left, &right, extra)),
            1 => inner.prop_map(|(text, _)| (format!("-({text})"), 8)),
        ]
    })
}

fn conditions() -> impl Strategy<Value = (String, u8)> {
    let orders = (prop::sample::select(vec!["<", "<=", ">", ">="]), numbers(), numbers(), prop::bool::weighted(0.2))
        .prop_map(|(sign, left, right, extra)| join(4, sign, &left, &right, extra));
    let texts = (prop::sample::select(vec!["==", "!="]), "[a'é]{0,2}", "[a'é]{0,2}")
        .prop_map(|(sign, left, right)| (format!("\"{left}\" {sign} \"{right}\""), 3));
    let equal = (prop::sample::select(vec!["==", "!="]), numbers(), numbers(), prop::bool::weighted(0.2))
        .prop_map(|(sign, left, right, extra)| join(3, sign, &left, &right, extra));
    let leaf = prop_oneof![Just(("c".to_owned(), 9)), Just(("true".to_owned(), 9)), orders, equal, texts];
    leaf.prop_recursive(4, 16, 2, |inner| {
        let sign = prop::sample::select(vec![("||", 1), ("&&", 2), ("==", 3), ("!=", 3)]);
        prop_oneof![
            4 => (sign, inner.clone(), inner.clone(), prop::bool::weighted(0.2))
                .prop_map(|((sign, level), left, right, extra)| join(level, sign, &left, &right, extra)),
            1 => inner.prop_map(|(text, _)| (format!("!({text})"), 8)),
        ]
    })
}

/// What rhai itself makes of it; `None` where it fails.
fn evaluated(text: &str, (a, b, c): (i64, i64, bool)) -> Option<Value> {
    let mut engine = Engine::new();
    engine.set_max_expr_depths(0, 0);
    let mut scope = Scope::new();
    scope.push("a", a).push("b", b).push("c", c);
    let result = engine.eval_expression_with_scope::<rhai::Dynamic>(&mut scope, text).ok()?;
    match result.as_int() {
        Ok(number) => Some(Value::Int(number)),
        Err(_) => result.as_bool().ok().map(Value::Bool),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn ours_is_rhais((text, _) in prop_oneof![numbers(), conditions()], names in (-9i64..10, -9i64..10, any::<bool>())) {
        check(&text)?;
        match expression(&text) {
            Ok(written) => {
                prop_assert_eq!(value(&written, names), evaluated(&text, names), "{}", text);
                let single = text.replace('\'', "''").replace('"', "'");
                prop_assert_eq!(value(&expression(&single).unwrap(), names), value(&written, names), "{}", single);
            }
            // A number negated out of range while parsing fails in rhai too, and a deep text is beyond our limit only.
            Err(error) => prop_assert!(error.message.contains("deeper") || evaluated(&text, names).is_none(), "{error:?}"),
        }
    }
}
