//! What the check warns of, and what it leaves in peace.

use inward::check;
use inward::pack::{File, Pack};

/// The codes found in a dialogue of these facts and nodes, with `more` fields beside them, and a script.
fn found(facts: &str, more: &str, nodes: &str, script: &str) -> Vec<String> {
    let text = format!("(format: 1, title: \"T\", start: \"a\", facts: {{{facts}}}, {more} nodes: {{{nodes}}})");
    let mut pack = Pack::of_one("t.ron", &text);
    pack.add("scripts/t.rhai", File::Text(script.to_owned()));
    let checked = check(&pack, "t.ron");
    let say = |found: &inward::diagnostics::Diagnostic| {
        let at = &checked.sources.text(found.span.file)[found.span.range()];
        format!("{} {at}", found.code.word())
    };
    checked.diagnostics.iter().map(say).collect()
}

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

/// What is found in one condition about these facts, without what is said of anything else.
fn of_condition(when: &str) -> Vec<String> {
    let facts = r#""hurt": Number(0, 10), "kind": OneOf(["x", "y"]), "sure": Bool, "words": Text, "moods": List(["low", "high"]),
                   "traits": Records(shows: "text", most: 3, fields: {"text": Text, "n": Number(1, 5)}),"#;
    let nodes = format!(
        r#""a": (say: "?", ask: Choose({{"x": (say: "X", when: "{when}"), "y": "Y"}}), keep: "kind", goto: "b"),
           "b": (say: "?", ask: Number(0, 10), keep: "hurt", goto: "c"), "c": (say: "?", ask: YesNo, keep: "sure", goto: "@end done")"#
    );
    let found = found(facts, r#"means: {"early": "hurt >= 7", "late": "kind == 'y' && !early"}, patterns: {"no": "no"},"#, &nodes, "");
    found.into_iter().filter(|found| found.starts_with("never-true") || found.starts_with("always-true")).collect()
}

#[test]
fn conditions_that_can_never_hold_are_found_at_their_smallest_part() {
    let never = [
        ("hurt > 10", "hurt > 10"),
        ("hurt == 11", "hurt == 11"),
        ("11 <= hurt", "11 <= hurt"),
        ("known(hurt) && hurt < 0", "hurt < 0"),
        ("sure || hurt > 10", "hurt > 10"),
        ("hurt > 7 && hurt < 3", "hurt > 7 && hurt < 3"),
        ("sure && hurt > 7 && hurt < 3", "sure && hurt > 7 && hurt < 3"),
        ("kind == 'x' && kind == 'y'", "kind == 'x' && kind == 'y'"),
        ("kind != 'x' && kind != 'y'", "kind != 'x' && kind != 'y'"),
        ("kind == 'x' && !known(kind)", "kind == 'x' && !known(kind)"),
        ("declined(kind) && known(kind)", "declined(kind) && known(kind)"),
        ("sure && !sure", "sure && !sure"),
        ("hurt >= 8 && !early", "hurt >= 8 && !early"),
        ("late && early", "late && early"),
        ("late && kind == 'x'", "late && kind == 'x'"),
        ("hurt != hurt", "hurt != hurt"),
        ("hurt - 11 > 0", "hurt - 11 > 0"),
        ("times('a') < 0", "times('a') < 0"),
        ("count(traits) > 3", "count(traits) > 3"),
        ("count(moods) > 2", "count(moods) > 2"),
        ("sure || (hurt > 7 && hurt < 3)", "hurt > 7 && hurt < 3"),
    ];
    for (when, part) in never {
        assert_eq!(of_condition(when), [format!("never-true {part}")], "{when}");
    }
}

#[test]
fn conditions_that_always_hold_are_found() {
    let always = [
        ("hurt >= 0", "hurt >= 0"),
        ("hurt <= 10", "hurt <= 10"),
        ("sure && hurt < 11", "hurt < 11"),
        ("sure || !sure", "sure || !sure"),
        ("early || !early", "early || !early"),
        ("times('a') >= 0", "times('a') >= 0"),
        ("known(hurt) || !known(hurt)", "known(hurt) || !known(hurt)"),
    ];
    for (when, part) in always {
        assert_eq!(of_condition(when), [format!("always-true {part}")], "{when}");
    }
}

#[test]
fn conditions_that_may_hold_are_left_in_peace() {
    let sound = [
        "hurt >= 7",
        "hurt > 9",
        "hurt >= 3 && hurt <= 7",
        "kind == 'x' || kind == 'y'",
        "kind != 'x'",
        "kind != 'x' && sure",
        "!(kind == 'x') && !(kind == 'y')",
        "kind == 'x' && was.kind == 'y'",
        "hurt >= was.hurt + 2",
        "hurt > was.hurt",
        "!known(kind) || kind != 'x'",
        "late || early",
        "early && !late",
        "!early && !late",
        "declined(kind) || unknown(kind) || later(kind)",
        "heard(words, 'no') || !heard(words, 'no') && known(words)",
        "has(moods, 'low') && has(moods, 'high')",
        "has(moods, 'low') && !has(moods, 'high')",
        "count(traits) >= 3",
        "seen('b') && !seen('c')",
        "times('a') > 0 && times('a') < 3",
        "sure == false",
        "sure != true && known(sure)",
        "hurt / 2 >= 9",
        "hurt * 2 > 19",
        "-hurt < 0",
        "true",
    ];
    for when in sound {
        assert_eq!(of_condition(when), [""; 0], "{when}");
    }
}

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
