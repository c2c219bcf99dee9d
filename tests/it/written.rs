//! A condition written back is the condition that was read: whoever shows one shows the writer's words.

use crate::conversation;
use crate::properties::failures;
use inward::script::Expression;
use inward::{Pack, Script, check};
use proptest::prelude::*;

/// A dialogue with everything that a condition can name, and the condition in a case that goes through records.
fn script(condition: &str) -> Option<Script> {
    let text = format!(
        r#"(
            format: 1, title: "T", start: "a",
            facts: {{
                "sure": Bool, "deep": (is: Bool, start: true), "hurt": Number(0, 10), "n": (is: Number(-9, 9), start: 0), "words": Text,
                "kind": OneOf(["need", "like"]), "other": OneOf(["need", "like"]), "moods": List(["sad", "calm"]),
                "people": Records(shows: "name", most: 3, fields: {{
                    "name": Text, "near": Bool, "age": Number(0, 120), "kind": OneOf(["friend", "family"]), "of": Link("people"),
                }}),
            }},
            means: {{"sore": "hurt >= 7", "gentle": "sore || declined(hurt)"}},
            patterns: {{"father": "father", "nobody": "nobody"}},
            tables: {{"lines": (file: "lines.ron", by: "kind", otherwise: "other")}},
            nodes: {{
                "a": (say: "A?", ask: Gather(into: "people", visit: "b"), goto: "@end a"),
                "b": (given: {{"who": "people"}}, say: "B", ask: Continue, goto: [
                    (each: "one", of: "people", when: {condition:?}, visit: "b", with: {{"who": "one"}}, to: "@return"), (to: "@return"),
                ]),
            }},
        )"#
    );
    let mut pack = Pack::of_one("content/t.ron", &text);
    let rows = r#"{"need": (phone: "1"), "other": (phone: "")}"#;
    pack.add("content/lines.ron", inward::pack::File::Text(rows.into()));
    check(&pack, "content/t.ron").script
}

fn condition(script: &Script) -> &Expression {
    let node = script.node(script.node_named("b").expect("it is there"));
    &node.goto.as_ref().expect("it goes on").cases[0].when
}

fn written(script: &Script) -> String {
    let node = script.node(script.node_named("b").expect("it is there"));
    let each = node.goto.as_ref().and_then(|way| way.cases[0].each.clone()).expect("the case goes through records");
    let one = inward::script::Given { name: each.name, kind: inward::script::FactKind::Link(each.of), formerly: Vec::new() };
    let given = node.given.iter().cloned().chain([one]).collect::<Vec<_>>();
    condition(script).written(script, &given)
}

#[test]
fn conditions_are_written_as_a_writer_would() {
    let cases = [
        ("hurt>=7", "hurt >= 7"),
        ("((sure))&&(!deep)", "sure && !deep"),
        ("sure && (deep || sore)", "sure && (deep || sore)"),
        ("(sure && deep) || sore", "sure && deep || sore"),
        ("!(sure && deep)", "!(sure && deep)"),
        ("'need' == kind", "'need' == kind"),
        ("kind != other", "kind != other"),
        ("one.kind == 'family' && who != one", "one.kind == 'family' && who != one"),
        ("known(one.of) && one.of.near == true", "known(one.of) && one.of.near == true"),
        ("has(moods, 'calm') && count(people) > 1", "has(moods, 'calm') && count(people) > 1"),
        ("heard(words, 'nobody') || heard(words, 'father')", "heard(words, 'nobody') || heard(words, 'father')"),
        ("seen('a') && times('b') > 1", "seen('a') && times('b') > 1"),
        ("known(lines.phone)", "known(lines.phone)"),
        ("hurt >= was.hurt + 2", "hurt >= was.hurt + 2"),
        ("hurt - (n - 1) == (hurt - n) - 1", "hurt - (n - 1) == hurt - n - 1"),
        ("n * (hurt + 1) > -5", "n * (hurt + 1) > -5"),
        ("declined(hurt) || unknown(words) || later(kind)", "declined(hurt) || unknown(words) || later(kind)"),
    ];
    for (text, expected) in cases {
        let script = script(text).unwrap_or_else(|| panic!("`{text}` is a condition"));
        assert_eq!(written(&script), expected);
    }
}

#[test]
fn an_option_that_is_put_into_a_fact_is_written_by_its_name() {
    let text = r#"(
        format: 1, title: "T", start: "a", facts: {"kind": OneOf(["need", "like"]), "n": (is: Number(0, 9), start: 1)},
        nodes: {"a": (entering: {"kind": "'like'", "n": "n + 1"}, say: "A?", ask: Continue, goto: "@end a")},
    )"#;
    let script = conversation::script(text);
    let set = script.node(script.start).entering.iter().map(|set| set.value.written_for(&script, &[], &set.kind));
    assert_eq!(set.collect::<Vec<_>>(), ["'like'", "n + 1"]);
}

/// A number, written with more brackets than it needs.
fn number() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (-20i64..20).prop_map(|number| number.to_string()),
        prop::sample::select(vec!["hurt", "n", "was.n", "one.age", "who.of.age", "times('a')", "count(people)", "count(moods)"])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/", "%"]), inner.clone())
                .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            inner.clone().prop_map(|number| format!("-({number})")),
        ]
    })
}

fn any_condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "true",
            "false",
            "sure",
            "was.deep",
            "one.near",
            "sore",
            "gentle",
            "kind == 'need'",
            "kind != other",
            "one == who.of",
            "one.kind != 'friend'",
            "has(moods, 'sad')",
            "known(words)",
            "known(lines.phone)",
            "declined(one.age)",
            "unknown(n)",
            "later(who)",
            "heard(words, 'father')",
            "heard(words, 'nobody')",
            "seen('b')",
        ])
        .prop_map(|leaf| format!("({leaf})")),
        (number(), prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]), number())
            .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["&&", "||", "==", "!="]), inner.clone())
                .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            inner.clone().prop_map(|condition| format!("!({condition})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: failures(), ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_back_reads_as_the_same_condition(text in any_condition()) {
        let Some(first) = script(&text) else { return Err(TestCaseError::fail(format!("`{text}` can't be read"))) };
        let back = written(&first);
        let Some(second) = script(&back) else { return Err(TestCaseError::fail(format!("`{back}`, written for `{text}`, can't be read"))) };
        prop_assert_eq!(condition(&first), condition(&second), "`{}` was written for `{}`", back, text);
        prop_assert_eq!(written(&second), back);
    }
}
