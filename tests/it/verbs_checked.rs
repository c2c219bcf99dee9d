//! What is found in verbs and nouns before anybody plays, beside the examples in `tests/diagnostics`.

use inward::{Pack, check};

/// Every finding in a house with this among its nouns, verbs and cases, as `code: message`.
fn found(nouns: &str, verbs: &str, on: &str, more: &str) -> Vec<String> {
    let text = format!(
        r#"(
  format: 1, title: "House", start: "hall", {more}
  nouns: {{"lamp": "oil lamp", {nouns}}},
  verbs: {{"north": (), "take": (hears: ["(take|get) {{thing}}"], do: "No."), {verbs}}},
  nodes: {{
    "hall": (say: "The hall.", ask: Command, on: {{"north": (goto: "yard"), {on}}}),
    "yard": (say: "The yard.", ask: Command, on: {{"north": (goto: "hall")}}),
    "card": (exact: true, say: "Call.", ask: Choose({{"on": (say: "On", goto: "@return")}})),
  }},
  interrupts: {{"low": (level: "safety", hears: ["no way out"], ask: "card", text: Drop)}},
)"#
    );
    let checked = check(&Pack::of_one("house.ron", &text), "house.ron");
    checked.diagnostics.iter().map(|found| format!("{}: {}", found.code.word(), found.message)).collect()
}

#[test]
fn a_house_without_a_mistake_has_none() {
    assert_eq!(found("", "", "", ""), [] as [&str; 0]);
}

#[test]
fn mistakes_in_verbs_are_found() {
    let table = [
        (r#""sing": (do: "La.")"#, "missing-field: nobody can say `sing`"),
        (r#""sing": (hears: ["sing"], do: ["La.", "Lu."])"#, "missing-field: a case before the last needs `when`"),
        (r#""sing": (hears: ["sing"], do: (when: "true"))"#, "missing-field: nothing comes of this case"),
        (r#""sing": (hears: ["sing"], do: (goto: "@return"))"#, "return-from-nowhere: `@return` in a verb that may be used anywhere"),
        (r#""sing": (hears: ["sing"], do: (goto: "gard"))"#, "unknown-target: there is no node `gard`"),
        (r#""sing": (hears: ["sing"], do: "yard")"#, "wrong-type: `yard` is a node, and would only be said here"),
        (
            r#""sing": (hears: ["sing {song}"], do: (when: "song == 'lmap'", say: "La."))"#,
            "unknown-option: `lmap` isn't one of the options",
        ),
        (r#""sing": (hears: ["sing {song}"], do: (when: "thing == 'lamp'", say: "La."))"#, "unknown-fact: there is no fact `thing`"),
        (r#""sing": (hears: ["(sing & song)~3"])"#, "bad-pattern: this pattern can't be read"),
        (r#""sing": (hears: ["sing <song>"])"#, "unknown-pattern: there is no pattern `song`"),
        (
            r#""sing": (hears: ["sing [to {thing}]"], samples: ["sing to lamp", "sing of lamp"])"#,
            "bad-pattern: `sing` doesn't hear this sample",
        ),
        (r#""sing": (hears: ["sing"], samples: ["sing", "take lamp"])"#, "bad-pattern: `sing` doesn't hear this sample"),
        (r#""get": (hears: ["get {it}"])"#, "shadowed-verb: `get …` is heard by `take`, which goes first"),
        (r#""sing": (hears: ["help"])"#, "safety-word-taken: `help` asks for help, wherever it is typed"),
        (r#""north": ()"#, "duplicate-name: there are two verbs named `north`"),
    ];
    for (verb, finding) in table {
        assert_eq!(found("", verb, "", ""), [finding], "{verb}");
    }
}

#[test]
fn mistakes_in_nouns_and_in_what_a_node_does_are_found() {
    assert_eq!(found(r#""key": (words: [])"#, "", "", ""), ["missing-field: nobody can name `key`"]);
    assert_eq!(found(r#""key": "…""#, "", "", ""), ["bad-pattern: this names nothing"]);
    assert_eq!(found(r#""light": "lamp""#, "", "", ""), ["clashing-nouns: `light` is called as `lamp` is"]);
    assert_eq!(found(r#""light": (words: ["old lamp"], when: "here('yrd')")"#, "", "", ""), ["unknown-target: there is no node `yrd`"]);
    assert_eq!(found("", "", r#""nroth": "No.""#, ""), ["unknown-verb: there is no verb `nroth`"]);
    assert_eq!(found("", "", r#""take": (when: "thing == 'cow'", say: "No.")"#, ""), ["unknown-option: `cow` isn't one of the options"]);
    assert_eq!(
        found("", "", r#""*": "The {thing}?""#, ""),
        ["unknown-fact: there is no fact `thing`"],
        "what is done with every verb knows no places"
    );
    assert_eq!(
        found("", "", r#""take": (goto: "@return")"#, ""),
        ["return-from-nowhere: `@return` where nothing was left"],
        "the hall is where it begins"
    );
}

#[test]
fn two_nouns_that_are_never_here_together_may_be_called_alike() {
    let both = r#""one": (words: ["door"], when: "here('hall')"), "two": (words: ["door"], when: "here('yard')")"#;
    assert_eq!(found(both, "", "", ""), [] as [&str; 0]);
}

#[test]
fn what_only_a_verb_leads_to_is_reached() {
    let way = r#""fly": (hears: ["fly"], do: [(when: "here('yard')", goto: "hall"), (goto: (visit: "yard", to: "hall"))])"#;
    assert_eq!(found("", way, "", ""), [] as [&str; 0]);
    let text = r#"(format: 1, title: "T", start: "a", verbs: {"fly": (hears: ["fly"], do: (goto: "b"))}, nodes: {"a": (ask: Command), "b": (ask: Command), "c": (ask: Command)})"#;
    let checked = check(&Pack::of_one("t.ron", text), "t.ron");
    let found = checked.diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>();
    assert_eq!(found, ["nothing leads to `c`"]);
}

#[test]
fn commands_need_verbs_and_have_no_answer() {
    let of = |node: &str, verbs: &str| {
        let text = format!(r#"(format: 1, title: "T", start: "a", facts: {{"t": Text}}, {verbs} nodes: {{"a": ({node})}})"#);
        let checked = check(&Pack::of_one("t.ron", &text), "t.ron");
        checked.diagnostics.iter().map(|found| format!("{}: {}", found.code.word(), found.message)).collect::<Vec<_>>()
    };
    assert_eq!(of("ask: Command", ""), ["missing-field: there are no verbs"]);
    let verbs = r#"verbs: {"north": ()},"#;
    for (field, value) in [("keep", r#""t""#), ("goto", r#""a""#), ("declined", r#""No.""#), ("unread", r#""No.""#)] {
        let node = format!("ask: Command, {field}: {value}");
        assert_eq!(of(&node, verbs), [format!("unknown-field: `{field}` follows an answer, and a command is none")]);
    }
}
