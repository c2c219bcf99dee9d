//! Comparisons turned around, of facts that may be unset.

use super::found;

/// Only what is said of comparisons turned around: where it stands.
fn negated(facts: &str, more: &str, nodes: &str, script: &str) -> Vec<String> {
    let found = found(facts, more, nodes, script);
    found.iter().filter_map(|found| found.strip_prefix("negated-comparison ")).map(str::to_owned).collect()
}

const KINDS: &str = r#""kind": OneOf(["x", "y"]), "n": Number(0, 9), "sure": Bool, "done": Bool, "begun": (is: Bool, start: false),
                       "traits": Records(shows: "text", most: 3, fields: {"text": Text, "route": OneOf(["need", "like"])}),"#;

/// A condition before anything is asked; behind it everything is asked.
fn early(when: &str) -> String {
    format!(
        r#""a": (say: ["!", (when: "{when}", say: "?")], ask: Choose({{"x": "X", "y": "Y"}}), keep: "kind", goto: "b"),
           "b": (say: "?", ask: Number(0, 9), keep: "n", goto: "c"),
           "c": (say: "?", ask: YesNo, keep: "sure", set: {{"done": "true"}}, goto: "late"),
           "late": (say: ["!", (when: "{when}", say: "?")], ask: Continue, goto: "@end done")"#
    )
}

#[test]
fn comparisons_turned_around_are_found_where_the_fact_may_be_unset() {
    for when in ["kind != 'x'", "n != 3", "!sure", "begun && kind != 'x'", "'x' != kind"] {
        let part = when.trim_start_matches("begun && ");
        assert_eq!(negated(KINDS, "", &early(when), ""), [part], "{when}");
    }
    // Of two about the same fact one is enough.
    assert_eq!(negated(KINDS, "", &early("kind != 'x' && kind != 'y'"), "").len(), 1);
    let means = r#"means: {"odd": "kind != 'x'", "odder": "odd && begun"},"#;
    assert_eq!(negated(KINDS, means, &early("odder"), ""), ["kind != 'x'"]);
}

#[test]
fn comparisons_turned_around_are_left_in_peace_where_the_writer_thought_of_it() {
    for when in [
        "known(kind) && kind != 'x'",
        "!known(kind) || kind != 'x'",
        "declined(kind) || kind != 'x'",
        "(kind != 'x' || begun) && known(kind)",
        "n >= 1 && n != 3",
        "n == 1 || n != 2",
        "!(kind == 'x')",
        "!(n >= 7)",
        "kind != was.kind",
        "!begun",
        "n >= 3 && !sure",
        "!done",
        "!known(kind)",
        "!declined(kind)",
        "!has(moods, 'x')",
        "!seen('b')",
        "kind == 'x'",
        "!odd",
    ] {
        let facts = format!(r#"{KINDS} "moods": List(["x"]),"#);
        assert_eq!(negated(&facts, r#"means: {"odd": "kind == 'x'"},"#, &early(when), ""), [""; 0], "{when}");
    }
}

#[test]
fn a_fact_that_every_way_has_kept_is_not_unset() {
    let start = r#""a": (say: "?", ask: YesNo(yes: (say: "Yes", goto: "x"), no: (say: "No", goto: "y"))),
        "x": (say: "?", ask: Choose({"x": "X", "y": "Y"}), keep: "kind", goto: "both"),"#;
    let both = r#""both": (goto: [(when: "kind != 'x'", to: "@end x"), (to: "@end y")]),"#;
    let kept = format!(r#"{start} "y": (entering: {{"kind": "'x'"}}, goto: "both"), {both}"#);
    assert_eq!(negated(KINDS, "", &kept, ""), [""; 0]);
    let once = format!(r#"{start} "y": (goto: "both"), {both}"#);
    assert_eq!(negated(KINDS, "", &once, ""), ["kind != 'x'"]);
    let visited = format!(
        r#"{start} "y": (goto: (visit: "asks", to: "both")), "asks": (say: "?", ask: Continue, goto: "x2"),
        "x2": (say: "?", ask: Choose({{"x": "X", "y": "Y"}}), keep: "kind"), {both}"#
    );
    assert_eq!(negated(KINDS, "", &visited, ""), [""; 0]);
    let own =
        r#""a": (say: "?", ask: Choose({"x": "X", "y": "Y"}), keep: "kind", goto: [(when: "kind != 'x'", to: "@end x"), (to: "@end y")])"#;
    assert_eq!(negated(KINDS, "", own, ""), [""; 0]);
    let field = r#""a": (say: "?", ask: Gather(into: "traits", visit: "t"), goto: [(each: "one", of: "traits", when: "one.route != 'need'", to: "@end x"), (to: "@end y")]),
        "t": (given: {"one": "traits"}, say: "?", ask: Choose({"need": "Need", "like": "Like"}), keep: "one.route")"#;
    assert_eq!(negated(KINDS, "", field, ""), ["one.route != 'need'"], "nothing may be gathered, but then nothing is gone through");
}

#[test]
fn a_rule_that_is_silent_while_it_knows_nothing_does_what_a_rule_should() {
    let rule = |when: &str| format!(r#"rules: {{"r": (level: "meaning", when: "{when}", ask: "r", because: "so")}},"#);
    let nodes = format!(r#"{}, "r": (say: "Really?", ask: Continue)"#, early("begun"));
    assert_eq!(negated(KINDS, &rule("kind != 'x'"), &nodes, ""), [""; 0]);
    assert_eq!(negated(KINDS, &rule("!(kind == 'x')"), &nodes, ""), ["!(kind == 'x')"]);
    assert_eq!(negated(KINDS, &rule("n >= 3 && !(kind == 'x')"), &nodes, ""), [""; 0]);
}

#[test]
fn hooks_turn_comparisons_around_too() {
    let nodes = r#""a": (say: "?", ask: Continue, on_reply: "h", goto: "b"), "b": (say: "?", ask: Choose({"x": "X", "y": "Y"}), keep: "kind", goto: "@end b")"#;
    let hook = |condition: &str| format!("fn h(reply, facts, next) {{ if {condition} {{ next.say(\"!\"); }} }}");
    for (condition, part) in [("facts.kind != \"x\"", "kind"), ("!(facts.kind == \"x\")", "kind")] {
        assert_eq!(negated(KINDS, "", nodes, &hook(condition)), [part], "{condition}");
    }
    for condition in
        ["known(facts.kind) && facts.kind != \"x\"", "facts.kind == \"x\"", "!facts.begun", "facts.kind == \"x\" || facts.kind != \"y\""]
    {
        assert_eq!(negated(KINDS, "", nodes, &hook(condition)), [""; 0], "{condition}");
    }
    let behind = nodes
        .replace(r#"ask: Continue, on_reply: "h", goto: "b""#, r#"ask: Continue, goto: "b""#)
        .replace(r#"keep: "kind""#, r#"keep: "kind", on_reply: "h""#);
    assert_eq!(negated(KINDS, "", &behind, &hook("facts.kind != \"x\"")), [""; 0]);
}

#[test]
fn a_hook_that_takes_what_is_unset_for_true_would_fail() {
    let nodes = r#""a": (say: "?", ask: Continue, on_reply: "h", goto: "b"), "b": (say: "?", ask: YesNo, keep: "sure", goto: "@end b")"#;
    let facts = r#""sure": Bool, "begun": (is: Bool, start: true)"#;
    let flags = |condition: &str| {
        found(facts, "", nodes, &format!("fn h(reply, facts, next) {{ if {condition} {{ next.set(\"begun\", true); }} }}"))
    };
    for condition in ["facts.sure", "facts.begun && facts.sure"] {
        assert!(flags(condition).contains(&"unset-flag sure".to_owned()), "{condition}: {:?}", flags(condition));
    }
    for condition in ["facts.sure == true", "facts.begun && facts.sure == true", "known(facts.sure) && facts.sure"] {
        assert!(!flags(condition).iter().any(|found| found.starts_with("unset-flag")), "{condition}");
    }
}
