//! Options that can't be told apart or may all be hidden, ways that end unsaid, and what nothing uses.

use super::found;
use inward::check;
use inward::pack::{File, Pack};

const FACTS: &str = r#""hurt": Number(0, 10), "kind": OneOf(["x", "y", "z"]), "sure": Bool,"#;

/// What is found in a question with these options; behind it everything is used.
fn of_options(options: &str) -> Vec<String> {
    let nodes = format!(
        r#""a": (say: "?", ask: Choose({{"x": "X", "y": "Y", "z": "Z"}}), keep: "kind", goto: "b"),
           "b": (say: "?", ask: Number(0, 10), keep: "hurt", goto: "c"), "c": (say: "?", ask: YesNo, keep: "sure", goto: "d"),
           "d": (say: "{{kind}} {{hurt}}", ask: Choose({{{options}}}), goto: "e"),
           "e": (say: (when: "sure", say: "!"), goto: "@end done")"#
    );
    found(FACTS, r#"means: {"calm": "hurt >= 7 || (kind == 'x' && !sure)"},"#, &nodes, "")
}

#[test]
fn options_that_the_same_words_choose_are_found() {
    let alike = [
        (r#""m": "Yes", "n": "yes!""#, r#""n""#),
        (r#""m": "One", "n": "Two", "o": "M""#, r#""o""#),
        (r#""m": "N", "n": "Two""#, r#""n""#),
        (r#""I-see": "One", "i-see": "Two""#, r#""i-see""#),
        (r#""m": "Zero", "n": "1""#, r#""n""#),
        (r#""m": "0", "n": "1", "o": "2""#, r#""n""#),
        (r#""m": (say: "1", when: "sure"), "n": "2""#, r#""n""#),
        (r#""m": (say: "Same", when: "hurt >= 7"), "n": (say: "Same", when: "kind == 'x'"), "o": "Other""#, r#""n""#),
    ];
    for (options, second) in alike {
        assert_eq!(of_options(options).first().map(String::as_str), Some(&*format!("alike-options {second}")), "{options}");
    }
    let yes = r#""a": (say: "?", ask: YesNo(yes: "Right", no: "right"), goto: "@end done")"#;
    assert_eq!(found("", "", yes, ""), [r#"alike-options YesNo(yes: "Right", no: "right")"#]);
}

#[test]
fn options_that_can_be_told_apart_are_left_in_peace() {
    let apart = [
        r#""m": "Yes", "n": "No""#,
        r#""yes": "Yes", "no": "No""#,
        r#""m": "1", "n": "2""#,
        r#""m": "I need it", "n": "I need that""#,
        r#""m": (say: "Same", when: "calm"), "n": (say: "Same", when: "!calm"), "o": "Other""#,
        r#""m": (say: "Same", when: "kind == 'x'"), "n": (say: "Same", when: "kind == 'y'"), "o": "Other""#,
        r#""m": "{kind}", "n": "{kind}""#,
        r#""m": "10", "n": "20""#,
    ];
    for options in apart {
        assert_eq!(of_options(options), [""; 0], "{options}");
    }
}

#[test]
fn a_question_that_may_have_nothing_left_is_found() {
    let gone = [
        r#""m": (say: "M", when: "sure")"#,
        r#""m": (say: "M", when: "hurt > 6"), "n": (say: "N", when: "hurt < 4")"#,
        r#""m": (say: "M", when: "kind == 'x'"), "n": (say: "N", when: "kind == 'y'")"#,
        r#""m": (say: "M", when: "calm"), "n": (say: "N", listed: false)"#,
        r#""m": (say: "M", when: "calm"), "n": (say: "N", when: "!sure")"#,
    ];
    for options in gone {
        assert_eq!(of_options(options), [format!("no-options-left Choose({{{options}}})")], "{options}");
    }
    let left = [
        r#""m": (say: "M", when: "sure"), "n": "N""#,
        r#""m": (say: "M", when: "calm"), "n": (say: "N", when: "!calm")"#,
        r#""m": (say: "M", when: "hurt > 6"), "n": (say: "N", when: "hurt <= 6")"#,
        r#""m": (say: "M", when: "hurt > 6"), "n": (say: "N", when: "!(hurt > 6)")"#,
        r#""m": (say: "M", when: "kind == 'x'"), "n": (say: "N", when: "kind == 'y'"), "o": (say: "O", when: "kind == 'z'")"#,
        r#""m": (say: "M", when: "known(kind)"), "n": (say: "N", when: "!known(kind)")"#,
        r#""m": (say: "M", when: "sure && calm"), "n": (say: "N", when: "!sure"), "o": (say: "O", when: "!calm")"#,
    ];
    for options in left {
        assert_eq!(of_options(options), [""; 0], "{options}");
    }
}

#[test]
fn a_conversation_that_ends_unsaid_is_found_where_it_ends() {
    let ends = [
        (r#""a": (say: "!", ask: Continue)"#, &["no-way-on \"a\""][..]),
        (r#""a": (say: "!")"#, &["no-way-on \"a\""]),
        (r#""a": (say: "!", ask: Choose({"x": (say: "X", goto: "@end x"), "y": "Y"}))"#, &["no-way-on \"a\""]),
        (r#""a": (say: "!", ask: Choose({"x": (say: "X", goto: "@end x"), "y": (say: "Y", goto: "@end y")}))"#, &[]),
        (r#""a": (goto: (visit: "b", to: "@end x")), "b": (say: "?", ask: Continue)"#, &[]),
        (r#""a": (goto: (visit: "b", to: "b")), "b": (say: "?", ask: Continue)"#, &["no-way-on \"b\""]),
    ];
    for (nodes, expected) in ends {
        assert_eq!(found("", "", nodes, ""), expected, "{nodes}");
    }
    let led = r#""a": (say: "!", ask: Continue, on_reply: "h"), "b": (say: "?", ask: Continue, goto: "@end b")"#;
    assert_eq!(found("", "", led, "fn h(reply, facts, next) { next.go(\"b\"); }"), [""; 0]);
}

#[test]
fn a_rule_needs_an_occasion_that_isnt_its_own() {
    let rules = |during: &str, also: &str| {
        format!(
            r#"sections: {{"one": "One", "two": "Two"}},
               rules: {{"r": (level: "meaning", during: "{during}", when: "hurt > 3", ask: "r", because: "so"){also}}},"#
        )
    };
    let nodes = r#""a": (section: "one", say: "?", ask: Number(0, 10), keep: "hurt", goto: "@end done"), "r": (section: "two", say: "?", ask: Continue)"#;
    let hurt = r#""hurt": Number(0, 10)"#;
    assert_eq!(found(hurt, &rules("one", ""), nodes, ""), [""; 0]);
    assert_eq!(found(hurt, &rules("two", ""), nodes, ""), ["unreached-rule \"r\""]);
    let other = r#", "q": (level: "meaning", when: "hurt < 3", ask: "r", because: "so")"#;
    assert_eq!(found(hurt, &rules("two", other), nodes, ""), [""; 0], "another rule gives it one");
}

#[test]
fn an_include_is_used_by_whoever_names_what_is_in_it_or_by_itself() {
    let with = |root: &str, part: &str| {
        let mut pack = Pack::of_one("t.ron", &format!("(format: 1, title: \"T\", start: \"a\", include: [\"part.ron\"], {root})"));
        pack.add("part.ron", File::Text(part.into()));
        let found = check(&pack, "t.ron").diagnostics;
        found.iter().map(|found| found.code.word()).collect::<Vec<_>>()
    };
    let end = r#"nodes: {"a": (say: "!", goto: "@end done")}"#;
    let text = |node: &str| {
        format!(r#"facts: {{"w": Text, "f": (is: OneOf(["x", "y"]), start: "x")}}, nodes: {{"a": ({node}, goto: "@end done")}}"#)
    };
    assert_eq!(with(end, "()"), ["unused-include"]);
    assert_eq!(with(end, r#"(sections: {"s": "S"})"#), ["unused-include"]);
    let used = [
        (r#"nodes: {"a": (say: "!", goto: "b")}"#.to_owned(), r#"(nodes: {"b": (say: "!", goto: "@end b")})"#),
        (r#"nodes: {"a": (say: (when: "m", say: "!"), goto: "@end a")}"#.to_owned(), r#"(means: {"m": "seen('a')"})"#),
        (text(r#"say: ["{w} {f}", (when: "heard(w, 'p')", say: "!")], ask: Text, keep: "w""#), r#"(patterns: {"p": "no"})"#),
        (text(r#"say: "{w} {v}", ask: Text, keep: "w""#), r#"(words: {"v": (by: "f", is: {"x": "this"}, other: "that")})"#),
        (r#"nodes: {"a": (section: "s", say: "!", goto: "@end a")}"#.to_owned(), r#"(sections: {"s": "S"})"#),
        (
            end.to_owned(),
            r#"(interrupts: {"i": (level: "safety", hears: "help me", ask: "b", text: Drop)}, nodes: {"b": (say: "!", ask: Continue)})"#,
        ),
    ];
    for (root, part) in used {
        assert_eq!(with(&root, part), [""; 0], "{part}");
    }
    let twice = end.to_owned() + r#", sections: {"t": "T"}"#;
    let mut pack =
        Pack::of_one("t.ron", &format!("(format: 1, title: \"T\", start: \"a\", include: [\"part.ron\", \"part.ron\"], {twice})"));
    pack.add("part.ron", File::Text(r#"(interrupts: {"i": (level: "safety", hears: "help me", ask: "a", text: Drop)})"#.into()));
    assert_eq!(
        check(&pack, "t.ron").diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(),
        ["`part.ron` is included twice"]
    );
}
