//! Conditions that never hold, and conditions that always do.

use super::found;

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
