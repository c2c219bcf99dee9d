//! What is kept and never looked at, and the other way round.

use super::found;

#[test]
fn a_fact_that_anything_looks_at_is_used() {
    let keep = r#""a": (say: "?", ask: Choose({"x": "X", "y": "Y"}), keep: "f", goto: "b"),"#;
    let fact = r#""f": OneOf(["x", "y"]),"#;
    let uses = [
        ("", r#""b": (say: (when: "f == 'x'", say: "!"), goto: "@end done")"#, ""),
        ("", r#""b": (say: "{f}", goto: "@end done")"#, ""),
        ("", r#""b": (goto: [(when: "was.f == 'x'", to: "@end x"), (to: "@end y")])"#, ""),
        ("", r#""b": (say: "!", ask: Choose({"x": (say: "X", when: "known(f)"), "y": "Y"}), goto: "@end done")"#, ""),
        (r#"means: {"m": "f == 'x'"},"#, r#""b": (say: (when: "m", say: "!"), goto: "@end done")"#, ""),
        (r#"words: {"w": (by: "f", is: {"x": "this", "y": "that"}, other: "it")},"#, r#""b": (say: "{w}", goto: "@end done")"#, ""),
        (
            "",
            r#""b": (ask: Continue, say: "!", on_reply: "h", goto: "@end done")"#,
            "fn h(reply, facts, next) { if facts.f == \"x\" { next.say(\"!\"); } }",
        ),
        (
            r#"rules: {"r": (level: "meaning", when: "f == 'x'", ask: "c", because: "it is")},"#,
            r#""b": (goto: "@end done"), "c": (say: "?", ask: Continue)"#,
            "",
        ),
    ];
    for (more, nodes, script) in uses {
        assert_eq!(found(fact, more, &format!("{keep}{nodes}"), script), [""; 0], "{more}{nodes}");
    }
    let unused = found(fact, "", &format!("{keep}{}", r#""b": (set: {}, goto: "@end done")"#), "");
    assert_eq!(unused, ["fact-never-read \"f\""]);
}

#[test]
fn counting_on_is_no_use_of_what_is_counted() {
    let node = |say: &str| format!(r#""a": (entering: {{"n": "n + 1"}}, say: "{say}", ask: Continue, goto: "@end done")"#);
    assert_eq!(found(r#""n": (is: Number(0, 9), start: 0)"#, "", &node("!"), ""), ["fact-never-read \"n\""]);
    assert_eq!(found(r#""n": (is: Number(0, 9), start: 0)"#, "", &node("{n}"), ""), [""; 0]);
}

#[test]
fn a_fact_that_anything_sets_is_set() {
    let sets = [
        (r#""f": (is: Bool, start: false)"#, "", r#""a": (say: (when: "f", say: "!"), ask: Continue, goto: "@end done")"#, ""),
        (r#""f": Bool"#, r#"begin: ["f"],"#, r#""a": (say: (when: "f", say: "!"), ask: Continue, goto: "@end done")"#, ""),
        (r#""f": Bool"#, "", r#""a": (entering: {"f": "true"}, say: (when: "f", say: "!"), ask: Continue, goto: "@end done")"#, ""),
        (r#""f": Bool"#, "", r#""a": (say: (when: "f", say: "!"), ask: Continue, set: {"f": "true"}, goto: "@end done")"#, ""),
        (r#""f": Bool"#, "", r#""a": (say: (when: "f", say: "!"), ask: Text, declined: (set: {"f": "true"}), goto: "@end done")"#, ""),
        (
            r#""f": Bool"#,
            "",
            r#""a": (say: (when: "f", say: "!"), ask: Choose({"x": (say: "X", set: {"f": "true"})}), goto: "@end done")"#,
            "",
        ),
        (
            r#""f": Bool"#,
            "",
            r#""a": (say: (when: "f", say: "!"), ask: Continue, on_reply: "h", goto: "@end done")"#,
            "fn h(reply, facts, next) { next.set(\"f\", true); }",
        ),
    ];
    for (facts, more, nodes, script) in sets {
        assert_eq!(found(facts, more, nodes, script), [""; 0], "{nodes}");
    }
    let unset = found(r#""f": Bool"#, "", r#""a": (say: (when: "f", say: "!"), ask: Continue, goto: "@end done")"#, "");
    assert_eq!(unset, ["fact-never-set \"f\""]);
}

#[test]
fn fields_of_records_are_looked_at_one_by_one() {
    let facts = r#""traits": Records(shows: "text", most: 3, fields: {"text": Text, "near": Bool, "far": Bool, "who": Link("people")}),
                   "people": Records(shows: "name", most: 3, fields: {"name": Text}),"#;
    let nodes = r#"
        "a": (say: "?", ask: Gather(into: "traits", visit: "b"), goto: "@end done"),
        "b": (given: {"one": "traits"}, say: "{one}?", ask: YesNo, keep: "one.near", goto: "c"),
        "c": (given: {"one": "traits"}, say: ["Whose?", (when: "one.far", say: "!")], ask: Text, keep: "one.who", goto: "d"),
        "d": (given: {"one": "traits"}, say: "{one.who}.")"#;
    assert_eq!(found(facts, "", nodes, ""), ["fact-never-read \"near\"", "fact-never-set \"far\""]);
}
