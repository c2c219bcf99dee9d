//! Hooks in a conversation: what they ask for happens, in order, once; one that fails harms nothing.

use inward::check::check;
use inward::pack::{File, Pack};
use inward::session::{Cause, Failure, Outcome};
use inward::{Begin, Response, Script, Session, State, replay};

const DIALOGUE: &str = r#"(
  format: 1, title: "T", start: "trait",
  facts: {
    "hurt": (is: Number(0, 10), start: 3), "deep": (is: Bool, start: true),
    "kind": OneOf(["need", "reminds", "like"]), "words": Text, "n": (is: Number(0, 9), start: 0),
    "people": Records(shows: "name", most: 3, fields: {"name": Text, "near": Bool}),
  },
  patterns: {"father": "(father|dad)"},
  rules: {EVERY_RULE},
  nodes: {
    "trait": (say: "Which?", ask: Choose({"need": "Need", "reminds": "Reminds", "like": "Like"}), keep: "kind", on_reply: "probe", goto: "words"),
    "words": (say: "In a few words?", ask: Text, keep: "words", on_reply: "listen", goto: "last"),
    "last": (say: "Well.", ask: Continue, goto: "@end last"),
    "source": (say: "Of whom?", ask: Continue),
    "father": (say: "Was he quiet?", ask: Continue),
    "other": (say: "Elsewhere.", ask: Continue, goto: "@end other"),
  },
)"#;

fn pack(hooks: &str, rules: &str) -> Pack {
    let mut pack = Pack::of_one("t.ron", &DIALOGUE.replace("EVERY_RULE", rules));
    pack.add("scripts/t.rhai", File::Text(hooks.to_owned()));
    pack
}

fn script(hooks: &str, rules: &str) -> Script {
    let checked = check(&pack(hooks, rules), "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

/// Two hooks, of which one does nothing.
fn with(probe: &str, listen: &str) -> Script {
    script(&format!("fn probe(reply, facts, next) {{ {probe} }}\nfn listen(reply, facts, next) {{ {listen} }}\n"), "")
}

fn codes(hooks: &str) -> Vec<&'static str> {
    let checked = check(&pack(hooks, ""), "t.ron");
    checked.diagnostics.iter().filter(|found| found.code.word() != "unreachable-node").map(|found| found.code.word()).collect()
}

fn after<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).expect("it needs nothing to begin");
    typed.iter().for_each(|line| drop(session.hear(line)));
    session
}

fn at(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.node.clone(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

fn way(script: &Script, typed: &[&str]) -> Vec<String> {
    (1..=typed.len()).map(|end| at(&after(script, &typed[..end]))).collect()
}

#[test]
fn what_a_hook_asks_is_asked_before_the_way_on_and_says_why() {
    let script = with(r#"if reply == "reminds" { next.ask("source", #{}, "you said it reminds you of someone"); }"#, "");
    assert_eq!(way(&script, &["reminds", "", "x"]), ["source", "words", "last"]);
    assert_eq!(way(&script, &["need", "x"]), ["words", "last"]);
    let mut session = after(&script, &["reminds"]);
    assert_eq!(session.turn().outcome.question().unwrap().identity.from, Cause::Hook("trait".to_owned()));
    let Response::Told(why) = session.hear("why") else { panic!("why is told") };
    assert_eq!(why.to_string(), "I'm asking because you said it reminds you of someone.");
}

#[test]
fn several_are_asked_in_their_order_and_none_twice() {
    let asks = r#"next.ask("father", #{}, "a"); next.ask("source", #{}, "b"); next.ask("father", #{}, "c");"#;
    let script = with(asks, asks);
    assert_eq!(way(&script, &["need", "", "", "x"]), ["father", "source", "words", "last"]);
    let again = with(asks, r#"next.ask_again("father", #{}, "a");"#);
    assert_eq!(way(&again, &["need", "", "", "x", ""]), ["father", "source", "words", "father", "last"]);
}

#[test]
fn later_waits_for_one_more_ordinary_question() {
    let script = with(r#"next.later("source", #{}, "a");"#, "");
    assert_eq!(way(&script, &["need", "x", ""]), ["words", "source", "last"]);
}

#[test]
fn facts_are_set_sentences_said_and_nodes_passed_by() {
    let script = with(r#"next.set("n", 7); next.set("deep", false); next.say("One thing first."); next.skip("words");"#, "");
    let session = after(&script, &["need"]);
    assert_eq!(at(&session), "last");
    assert_eq!(session.turn().said.to_string(), "One thing first.\n\nWell.");
    let n = script.fact_named("n").unwrap();
    assert_eq!(session.state().fact(n), &inward::script::Value::Number(7));
}

#[test]
fn a_hook_may_lead_elsewhere_after_all_follow_ups() {
    let script = with(r#"next.go("other"); next.ask("source", #{}, "a");"#, "");
    assert_eq!(way(&script, &["need", "", ""]), ["source", "other", "@end other"]);
}

#[test]
fn words_are_heard_and_never_seen() {
    let script = with("", r#"if hears(reply, "father") && known(facts.words) { next.ask("father", #{}, "you spoke of him"); }"#);
    assert_eq!(way(&script, &["need", "my dad was like that"]), ["words", "father"]);
    assert_eq!(way(&script, &["need", "my uncle"]), ["words", "last"]);
    let wrong = |listen: &str| codes(&format!("fn probe(reply, facts, next) {{}}\nfn listen(reply, facts, next) {{ {listen} }}"));
    assert_eq!(wrong(r#"if facts.words == "x" { next.set("n", 1); }"#), ["words-compared"]);
    assert_eq!(wrong(r#"next.say("You said " + facts.words);"#), ["words-compared"]);
}

#[test]
fn one_that_fails_asks_for_nothing_and_the_conversation_goes_on() {
    for probe in [
        r#"next.ask("source", #{}, "a"); loop {}"#,
        r#"next.set("n", 5); throw "no";"#,
        r#"next.say("x"); let s = "aaaaaaaa"; loop { s += s; }"#,
        r#"next.ask("source", #{}, "a"); let a = []; loop { a.push(a); }"#,
    ] {
        let script = with(probe, "");
        let session = after(&script, &["need"]);
        assert_eq!(at(&session), "words", "{probe}");
        assert!(matches!(&session.turn().faults[..], [fault] if matches!(fault.what, Failure::Hook { .. })), "{probe}");
        assert_eq!(session.turn().said.to_string(), "In a few words?");
    }
}

#[test]
fn what_a_hook_reads_and_leads_to_is_checked() {
    let wrong = |probe: &str| codes(&format!("fn probe(reply, facts, next) {{ {probe} }}\nfn listen(reply, facts, next) {{}}"));
    assert_eq!(wrong(r#"if facts.hrt >= 7 { next.set("n", 1); }"#), ["unknown-fact"]);
    assert_eq!(wrong(r#"next.ask("sorce", #{}, "a");"#), ["unknown-target"]);
    assert_eq!(wrong(r#"next.set("m", 1);"#), ["unknown-fact"]);
    assert_eq!(wrong(r#"if facts.kind == "ned" { next.set("n", 1); }"#), ["unknown-option"]);
    assert_eq!(wrong(r#"if hears(reply, "mother") { next.set("n", 1); }"#), ["unknown-pattern"]);
    assert_eq!(wrong(r#"for p in facts.people { if p.far == true { next.set("n", 1); } }"#), ["unknown-fact"]);
}

#[test]
fn a_rule_with_a_hook_speaks_when_the_hook_asks() {
    let hooks = r#"
        fn probe(reply, facts, next) {}
        fn listen(reply, facts, next) {}
        fn same_thread(facts, next) { if facts.kind == "reminds" { next.ask("father", #{}, "it reminds you of someone"); } else { next.set("n", 9); } }
    "#;
    let script = script(hooks, r#""AR02": (level: "meaning", hook: "same_thread")"#);
    let session = after(&script, &["reminds"]);
    assert_eq!(at(&session), "father");
    assert_eq!(session.turn().outcome.question().unwrap().identity.from, Cause::Rule { rule: "AR02".to_owned(), record: None });
    // It didn't ask, so it didn't hold, and nothing that it wanted happened.
    let silent = after(&script, &["need"]);
    assert_eq!(at(&silent), "words");
    assert_eq!(silent.state().fact(script.fact_named("n").unwrap()), &inward::script::Value::Number(0));
}

#[test]
fn a_rule_with_a_hook_speaks_of_a_record() {
    let hooks = r#"
        fn probe(reply, facts, next) {}
        fn listen(reply, facts, next) {}
        fn about(facts, next) { if !known(facts.one.near) { next.ask("father", #{}, "somebody was named"); } }
    "#;
    let with_people = DIALOGUE.replace("EVERY_RULE", r#""R": (level: "meaning", each: "one", of: "people", hook: "about")"#).replace(
        "\"source\": (say: \"Of whom?\", ask: Continue),",
        "\"source\": (say: \"Of whom?\", ask: Gather(into: \"people\", most: 1), goto: \"last\"),",
    );
    let mut pack = Pack::of_one("t.ron", &with_people.replace("start: \"trait\"", "start: \"source\""));
    pack.add("scripts/t.rhai", File::Text(hooks.to_owned()));
    let checked = check(&pack, "t.ron");
    let script = checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)));
    let session = after(&script, &["my father"]);
    assert_eq!(session.turn().faults, []);
    let from = session.turn().outcome.question().map(|question| question.identity.from.clone());
    assert_eq!(from, Some(Cause::Rule { rule: "R".to_owned(), record: Some("p1".to_owned()) }));
}

/// After each of these lines the log leads to the same state, its image to an equal one, and going back to the one before.
fn kept_at_each_line(script: &Script, typed: &[&str]) {
    for end in 0..=typed.len() {
        let session = after(script, &typed[..end]);
        let (state, _) = replay(script, session.log()).expect("the log is of this dialogue");
        assert_eq!(&state, session.state());
        assert_eq!(State::restore(script, &state.image()), Ok(state));
        if end > 0 {
            let mut back = after(script, &typed[..end]);
            back.hear("/back");
            assert_eq!(back.state(), after(script, &typed[..end - 1]).state(), "after {end}");
        }
    }
}

#[test]
fn a_conversation_with_hooks_is_replayed_restored_and_taken_back() {
    let script = with(r#"next.later("source", #{}, "a"); next.ask("father", #{}, "b"); next.skip("other");"#, r#"next.set("n", 4);"#);
    let typed = ["reminds", "", "my dad", "", ""];
    kept_at_each_line(&script, &typed);
}

#[test]
fn a_call_with_the_wrong_number_of_things_says_how_it_is_written() {
    let checked =
        check(&pack("fn probe(reply, facts, next) { next.ask(\"source\", \"a\"); } fn listen(reply, facts, next) {}", ""), "t.ron");
    let found = checked.diagnostics.iter().find(|found| found.code.word() == "unknown-function");
    let hint = found.and_then(|found| found.hint.as_deref());
    assert_eq!(hint, Some(r#"write `next.ask("node", #{}, "because …")`"#));
}

#[test]
fn what_is_wrong_in_a_hook_is_said_once_however_many_call_it() {
    let twice = DIALOGUE.replace("EVERY_RULE", "").replace(r#"on_reply: "listen""#, r#"on_reply: "probe""#);
    let mut pack = Pack::of_one("t.ron", &twice);
    pack.add("scripts/t.rhai", File::Text("fn probe(reply, facts, next) { if facts.hrt >= 7 { next.set(\"n\", 1); } }".to_owned()));
    let found = check(&pack, "t.ron").diagnostics;
    assert_eq!(found.iter().filter(|found| found.code.word() == "unknown-fact").count(), 1);
}

// On entering.

/// A dialogue whose second question has a hook on entering.
fn on_entering(look: &str, more: &str) -> Script {
    let nodes = [
        (r#"keep: "kind", on_reply: "probe", goto: "words""#, r#"keep: "kind", goto: "words""#.to_owned()),
        (r#"keep: "words", on_reply: "listen""#, r#"keep: "words", on_enter: "look""#.to_owned()),
        (r#""other": ("#, format!("{more}\n    \"other\": (")),
    ];
    let dialogue = nodes.iter().fold(DIALOGUE.replace("EVERY_RULE", ""), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let mut pack = Pack::of_one("t.ron", &dialogue);
    pack.add("scripts/t.rhai", File::Text(format!("fn look(facts, next) {{ {look} }}")));
    let checked = check(&pack, "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

#[test]
fn what_a_hook_on_entering_asks_comes_before_the_node_says_anything() {
    let script = on_entering(r#"if facts.kind == "reminds" { next.ask("source", #{}, "you said so"); next.ask("father", #{}, "b"); }"#, "");
    assert_eq!(way(&script, &["reminds", "", "", "x", ""]), ["source", "father", "words", "last", "@end last"]);
    let session = after(&script, &["reminds"]);
    assert_eq!(session.turn().said.to_string(), "Of whom?");
    assert_eq!(session.turn().outcome.question().unwrap().identity.from, Cause::Hook("words".to_owned()));
    assert_eq!(after(&script, &["reminds", "", ""]).turn().said.to_string(), "In a few words?");
    assert_eq!(way(&script, &["need", "x"]), ["words", "last"]);
}

#[test]
fn a_hook_on_entering_sets_says_skips_and_leads_on() {
    let script = on_entering(r#"next.set("n", 7); next.say("One thing first.");"#, "");
    let session = after(&script, &["need"]);
    assert_eq!(session.turn().said.to_string(), "One thing first.\n\nIn a few words?");
    assert_eq!(session.state().fact(script.fact_named("n").unwrap()), &inward::script::Value::Number(7));
    assert_eq!(way(&on_entering(r#"next.skip("words");"#, ""), &["need", ""]), ["last", "@end last"]);
    assert_eq!(way(&on_entering(r#"next.go("other");"#, ""), &["need", "x", ""]), ["words", "other", "@end other"]);
    assert_eq!(way(&on_entering(r#"next.later("source", #{}, "a");"#, ""), &["need", "x", ""]), ["words", "source", "last"]);
}

#[test]
fn a_hook_on_entering_that_fails_asks_for_nothing_and_the_node_is_asked() {
    let script = on_entering(r#"next.ask("source", #{}, "a"); loop {}"#, "");
    let session = after(&script, &["need"]);
    assert_eq!((at(&session), session.turn().faults.len()), ("words".to_owned(), 1));
}

#[test]
fn a_hook_on_entering_never_goes_on_for_ever() {
    // The node asks for itself, again and again; and for another that leads back to it.
    let itself = on_entering(r#"next.ask_again("words", #{}, "a");"#, "");
    assert_eq!(way(&itself, &["need", "x", "", "x", ""]), ["words", "last", "@end last", "@end last", "@end last"]);
    let round = on_entering(r#"next.ask_again("round", #{}, "a");"#, r#""round": (say: "Round.", goto: "words"),"#);
    let session = after(&round, &["need"]);
    assert_eq!((at(&session), session.turn().faults.len()), ("words".to_owned(), 0));
    // Two that say nothing and lead to each other end with a fault, at the question beneath or with the conversation.
    let silent =
        on_entering("next.go(\"round\");", r#""round": (say: "Round.", on_enter: "look", goto: "words2"), "words2": (goto: "round"),"#);
    let session = after(&silent, &["need", "x"]);
    assert!(session.turn().faults.iter().any(|fault| fault.what == Failure::TooManyMoves), "{:?}", session.turn().faults);
    // Each visit of the node, not each look of its hook, lets it look again.
    let twice = on_entering(r#"next.ask_again("source", #{}, "a");"#, "");
    let mut session = after(&twice, &["need"]);
    assert_eq!(at(&session), "source");
    for _ in 0..3 {
        session.hear("back");
        session.hear("need");
        assert_eq!(at(&session), "source");
    }
}

#[test]
fn within_a_follow_up_what_a_hook_on_entering_asks_waits_for_its_end() {
    let deep = r#""deep": (say: "Deeper?", ask: Continue, on_enter: "deepen"),"#;
    let mut pack =
        Pack::of_one("t.ron", &DIALOGUE.replace("EVERY_RULE", "").replace(r#""other": ("#, &format!("{deep}\n    \"other\": (")));
    let hooks = r#"fn probe(reply, facts, next) { next.ask("deep", #{}, "a"); } fn listen(reply, facts, next) {}
                   fn deepen(facts, next) { next.ask("father", #{}, "b"); }"#;
    pack.add("scripts/t.rhai", File::Text(hooks.to_owned()));
    let script = check(&pack, "t.ron").script.expect("it is sound");
    assert_eq!(way(&script, &["need", "", "", "x"]), ["deep", "father", "words", "last"]);
}

#[test]
fn a_conversation_with_a_hook_on_entering_is_replayed_restored_and_taken_back() {
    let script = on_entering(r#"next.ask("source", #{}, "a"); next.ask("father", #{}, "b"); next.set("n", 4);"#, "");
    let typed = ["reminds", "", "", "my dad", ""];
    kept_at_each_line(&script, &typed);
}
