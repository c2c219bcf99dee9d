//! Records, links, gathering, cases that go through records, rules, and words that a fact chooses.

use inward::session::{Cause, Outcome};
use inward::{Begin, Pack, Script, Session, State, check, replay};

fn script(text: &str) -> Script {
    let checked = check(&Pack::of_one("t.ron", text), "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

fn traits() -> Script {
    script(include_str!("../follow_ups/traits.ron"))
}

/// Where a conversation stands after these lines.
fn after<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).expect("it needs nothing to begin");
    for line in typed {
        session.hear(line);
    }
    assert_eq!(session.turn().faults, []);
    session
}

fn at(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.to_string(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    let checked = check(&Pack::of_one("t.ron", text), "t.ron");
    checked.diagnostics.iter().map(|diagnostic| diagnostic.code.word()).collect()
}

// Gathering.

#[test]
fn each_thing_is_met_before_the_next_is_asked_for() {
    let script = traits();
    assert_eq!(at(&after(&script, &["her quiet"])), "trait(t1) from traits #1");
    assert_eq!(at(&after(&script, &["her quiet", "need"])), "traits from start #2");
    assert_eq!(at(&after(&script, &["her quiet", "need", "his hands"])), "trait(t2) from traits #1");
}

#[test]
fn gathering_ends_with_a_no_or_with_the_last_that_there_is_room_for() {
    let script = traits();
    assert_eq!(at(&after(&script, &["her quiet", "need", "that's all"])), "why(t1) from deeper #1");
    assert_eq!(at(&after(&script, &["a", "need", "b", "need", "c", "need"])), "why(t1) from deeper #1");
}

#[test]
fn a_thing_named_twice_is_one_thing() {
    let script = traits();
    let session = after(&script, &["her quiet", "need", "Her quiet!"]);
    assert_eq!(at(&session), "traits from start #3");
    assert!(session.turn().said.to_string().starts_with("You named that already."));
}

#[test]
fn nothing_at_all_may_be_named() {
    let script = traits();
    assert_eq!(at(&after(&script, &["I'd rather not"])), "moods from deeper #1");
}

#[test]
fn a_no_in_the_beginning_names_nothing() {
    let script = traits();
    for no in ["no", "nothing", "that's all"] {
        let session = after(&script, &[no]);
        assert_eq!(at(&session), "moods from deeper #1", "{no}");
        assert_eq!(session.state().fact(script.fact_named("traits").unwrap()), &inward::script::Value::Records(Default::default()));
    }
}

#[test]
fn gathering_ends_where_its_condition_ceases_to_hold_while_one_is_met() {
    let text = include_str!("../follow_ups/traits.ron")
        .replace("say: \"What did you see in {them}?\",", "when: \"kind == 'person'\", say: \"What?\",");
    let script = script(&text.replace("\"need\": \"I need it\"", "\"need\": (say: \"I need it\", set: {\"kind\": \"'place'\"})"));
    assert_eq!(at(&after(&script, &["a", "like"])), "traits from start #2");
    assert_eq!(at(&after(&script, &["a", "need"])), "why(t1) from deeper #1");
}

// Records and links.

#[test]
fn conditions_listen_to_what_was_written_in_a_field() {
    let listening = |condition: &str| {
        let text = include_str!("../follow_ups/traits.ron")
            .replace("words: {", "patterns: {\"father\": \"(father|dad)\", \"quiet\": \"quiet\"},\n  words: {");
        text.replace("!one.source.near", condition)
    };
    let asked = |condition: &str, typed: &[&str]| at(&after(&script(&listening(condition)), typed)).contains("rule shared");
    let father = ["her quiet", "reminds", "my dad"];
    // A field of the record that a link leads to, named when it was made; and the field that names a gathered one.
    assert!(asked("heard(one.source.name, 'father')", &father));
    assert!(!asked("heard(one.source.name, 'father')", &["her quiet", "reminds", "my aunt"]));
    assert!(asked("heard(one.text, 'quiet')", &father));
    assert!(!asked("heard(one.text, 'father')", &father));
    assert_eq!(codes(&listening("heard(one.near, 'father')")), ["unknown-fact"]);
    assert_eq!(codes(&listening("heard(one.route, 'father')")), ["bad-condition"]);
    // Of a record, what it is called.
    assert!(asked("heard(one, 'quiet')", &father) && !asked("heard(one, 'father')", &father));
}

#[test]
fn two_that_lead_to_the_same_name_lead_to_the_same_record() {
    let script = traits();
    let session = after(&script, &["a", "reminds", "my father", "yes", "b", "reminds", "MY FATHER."]);
    // The rule is silent now: what it asks about this person was said.
    assert_eq!(at(&session), "traits from start #3");
    let log = serde_json::to_string(session.state().image().as_str()).unwrap();
    assert_eq!(log.matches("my father").count(), 1, "{log}");
}

#[test]
fn a_case_goes_through_the_records_and_stops_at_its_most() {
    let script = traits();
    let session = after(&script, &["a", "need", "b", "need", "c", "need", "ok", "ok"]);
    assert_eq!(at(&session), "moods from deeper #1");
}

#[test]
fn records_are_shown_by_what_they_are_called() {
    let script = traits();
    let session = after(&script, &["her quiet", "like", "his hands", "like", "no", "", "", "none"]);
    assert_eq!(session.turn().said.to_string(), "You named her quiet and his hands: 2 things.");
}

#[test]
fn a_condition_hears_what_a_record_is_called_and_what_stands_in_its_fields() {
    let text = include_str!("../follow_ups/traits.ron")
        .replace(r#"  words: {"them""#, r#"  patterns: {"calm": ["(quiet|calm)"], "parent": ["(father|mother)"]}, words: {"them""#)
        .replace("You noticed {trait}.", "You noticed {trait}.\", (when: \"heard(trait, 'calm')\", say: \"A quiet thing.\"), \"")
        .replace("say: \"You noticed", "say: [\"You noticed")
        .replace("Which is nearest?\",", "Which is nearest?\"],")
        .replace(
            r#"say: "Was {who} good to be near?""#,
            r#"say: ["Was {who} good to be near?", (when: "heard(who.name, 'parent')", say: "A parent.")]"#,
        );
    let script = script(&text);
    assert!(after(&script, &["her quiet"]).turn().said.to_string().contains("A quiet thing."));
    assert!(!after(&script, &["her laugh"]).turn().said.to_string().contains("A quiet thing."));
    assert!(after(&script, &["her quiet", "reminds", "my father"]).turn().said.to_string().contains("A parent."));
    assert!(!after(&script, &["her quiet", "reminds", "my aunt"]).turn().said.to_string().contains("A parent."));
    let wrong = text.replace("heard(who.name, 'parent')", "heard(who.near, 'parent')");
    assert_eq!(codes(&wrong), ["bad-condition"]);
}

// Rules.

#[test]
fn a_rule_speaks_when_it_holds_and_says_why() {
    let script = traits();
    let mut session = after(&script, &["a", "reminds", "my father"]);
    let question = session.turn().outcome.question().unwrap();
    assert_eq!(question.identity.from, Cause::Rule { rule: "shared".to_owned(), record: Some("t1".to_owned()) });
    let inward::Response::Told(why) = session.hear("/why") else { panic!("why is told") };
    assert_eq!(why.to_string(), "I'm asking because two of these may lead to the same person.");
}

#[test]
fn a_rule_names_the_record_that_it_speaks_of() {
    let text = include_str!("../follow_ups/traits.ron")
        .replace("two of these may lead to the same person", "{quote(one)} reminds you of {one.source}");
    let script = script(&text);
    let mut session = after(&script, &["her quiet", "like", "his hands", "reminds", "my father"]);
    let inward::Response::Told(why) = session.hear("/why") else { panic!("why is told") };
    assert_eq!(why.to_string(), "I'm asking because “his hands” reminds you of my father.");
}

#[test]
fn a_rule_that_does_not_hold_stays_silent() {
    let script = traits();
    assert_eq!(at(&after(&script, &["a", "need"])), "traits from start #2");
}

#[test]
fn a_rule_speaks_once_for_each_record() {
    let script = traits();
    let said = ["a", "reminds", "my father", "no", "b", "need", "c", "reminds", "my mother"];
    let session = after(&script, &said);
    assert_eq!(at(&session), "source-near(p2) from rule shared of t3 #1");
    // It held of the first again, but had spoken of it.
    assert_eq!(at(&after(&script, &["a", "reminds", "my father", "no"])), "traits from start #2");
}

#[test]
fn what_a_rule_asked_is_no_breath_for_the_next() {
    let script = script(
        r#"(format: 1, title: "T", start: "a", facts: {"n": (is: Number(0, 9), start: 0)},
            rules: {
              "one": (level: "meaning", when: "n >= 1", ask: "x", because: "it is one"),
              "two": (level: "meaning", when: "n >= 1", ask: "y", because: "it is one"),
              "now": (level: "safety", when: "n == 9", ask: "z", because: "it is nine"),
            },
            nodes: {
              "a": (say: "A?", ask: Number(0, 9), keep: "n", goto: "b"),
              "b": (say: "B.", ask: Continue, goto: "c"),
              "c": (say: "C.", ask: Continue, goto: "@end c"),
              "x": (say: "X.", ask: Continue), "y": (say: "Y.", ask: Continue), "z": (say: "Z.", ask: Continue),
            })"#,
    );
    let way = |typed: &[&str]| (0..=typed.len()).map(|end| at(&after(&script, &typed[..end]))).collect::<Vec<_>>();
    // One rule speaks, its answer brings none, an ordinary question lies between, then the other speaks.
    assert_eq!(
        way(&["1", "", "", "", ""]),
        ["a from start #1", "x from rule one #1", "b from a #1", "y from rule two #1", "c from b #1", "@end c"]
    );
    // Safety waits for no breath.
    assert_eq!(way(&["9", "", ""]), ["a from start #1", "z from rule now #1", "b from a #1", "x from rule one #1"]);
}

#[test]
fn the_level_decides_before_the_order_in_the_file() {
    let script = script(
        r#"(format: 1, title: "T", start: "a",
            rules: {
              "light": (level: "colour", when: "true", ask: "x", because: "it is light"),
              "sore": (level: "distress", when: "true", ask: "y", because: "it is sore"),
            },
            nodes: {
              "a": (say: "A.", ask: Continue, goto: "@end a"), "x": (say: "X.", ask: Continue), "y": (say: "Y.", ask: Continue),
            })"#,
    );
    assert_eq!(at(&after(&script, &[""])), "y from rule sore #1");
}

// Choosing any.

#[test]
fn several_are_chosen_by_numbers_names_and_words() {
    let script = traits();
    for typed in ["1, 2", "1 2", "sad, angry", "Sad and Angry", "angry,sad"] {
        let session = after(&script, &["skip", typed]);
        assert_eq!(at(&session), "slow from rule heavy #1", "{typed}");
    }
    assert!(at(&after(&script, &["skip", "calm"])).starts_with("@end"));
    assert!(at(&after(&script, &["skip", "none"])).starts_with("@end"));
    assert_eq!(at(&after(&script, &["skip", "sad, purple"])), "moods from deeper #1");
}

// Words.

#[test]
fn a_fact_chooses_the_words() {
    let text = include_str!("../follow_ups/traits.ron");
    let place = script(&text.replace("start: \"person\"", "start: \"place\""));
    assert_eq!(after(&place, &[]).turn().said.to_string(), "What did you see in that place?");
    assert_eq!(after(&traits(), &[]).turn().said.to_string(), "What did you see in them?");
}

// The laws that hold for every conversation hold here too.

#[test]
fn a_conversation_with_records_is_replayed_restored_and_taken_back() {
    let script = traits();
    let typed = ["a", "reminds", "my father", "yes", "b", "need", "no", "", "", "1, 3"];
    for end in 0..=typed.len() {
        let session = after(&script, &typed[..end]);
        let (state, _) = replay(&script, session.log()).expect("the log is of this dialogue");
        assert_eq!(&state, session.state());
        assert_eq!(State::restore(&script, &state.image()), Ok(state.clone()));
        if end > 0 {
            let mut back = after(&script, &typed[..end]);
            back.hear("/back");
            assert_eq!(back.state(), after(&script, &typed[..end - 1]).state(), "after {end}");
        }
    }
}

// Mistakes.

#[test]
fn mistakes_in_records_and_rules_are_said() {
    let text = include_str!("../follow_ups/traits.ron");
    let cases = [
        ("keep: \"trait.route\"", "keep: \"trait.rote\"", "unknown-fact"),
        ("keep: \"trait.source\"", "keep: \"trait.done\"", "wrong-type"),
        ("with: {\"trait\": \"one\"}", "with: {\"trait\": \"kind\"}", "wrong-type"),
        ("with: {\"trait\": \"one\"}", "with: {\"trade\": \"one\"}", "unknown-fact"),
        ("visit: \"trait\", more", "visit: \"moods\", more", "missing-field"),
        ("of: \"traits\", when: \"!one.done\"", "of: \"moods\", when: \"!one.done\"", "wrong-type"),
        ("shows: \"text\"", "shows: \"tekst\"", "unknown-option"),
        ("Link(\"people\")", "Link(\"peeple\")", "unknown-fact"),
        ("one.route == 'reminds'", "one.route == 'reminded'", "unknown-option"),
        ("has(moods, 'angry')", "has(moods, 'cross')", "unknown-option"),
        ("{list(traits)}", "{traits}", "bad-interpolation"),
        ("during: \"look\"", "during: \"lok\"", "unknown-target"),
        ("\"place\": \"that place\"", "\"job\": \"that place\"", "unknown-option"),
    ];
    for (right, wrong, code) in cases {
        assert!(text.contains(right), "{right}");
        let found = codes(&text.replacen(right, wrong, 1));
        assert!(found.contains(&code), "`{wrong}` gives {found:?}, not {code}");
    }
}

#[test]
fn a_follow_up_that_goes_on_is_still_one() {
    let text = r#"(
      format: 1, title: "T", start: "a",
      facts: {"n": (is: Number(0, 9), start: 0)},
      rules: {
        "first": (level: "meaning", when: "n >= 1", ask: "one", because: "it begins", most: 2),
        "second": (level: "colour", when: "n >= 2", ask: "other", because: "it goes on"),
      },
      nodes: {
        "a": (say: "A?", ask: Continue, set: {"n": "n + 1"}, goto: "b"),
        "one": (say: "One?", ask: Continue, set: {"n": "n + 1"}, goto: "two"),
        "two": (say: "Two?", ask: Continue, goto: "three"),
        "three": (say: "Three?", ask: Continue),
        "other": (say: "Other?", ask: Continue),
        "b": (say: "B?", ask: Continue, goto: "@end b"),
      },
    )"#;
    let script = script(text);
    assert_eq!(at(&after(&script, &[""])), "one from rule first #1");
    assert_eq!(at(&after(&script, &["", ""])), "two from one #1");
    // Neither another rule nor the same one speaks in the middle of it.
    assert_eq!(at(&after(&script, &["", "", ""])), "three from two #1");
    assert_eq!(at(&after(&script, &["", "", "", ""])), "b from a #1");
}

#[test]
fn going_through_records_in_silence_ends_where_it_is_bounded_or_changes_something() {
    let dialogue = |case: &str, entering: &str| {
        format!(
            r#"(format: 1, title: "T", start: "a",
              facts: {{"r": Records(shows: "n", most: 3, fields: {{"n": Text, "done": (is: Bool, start: false)}})}},
              nodes: {{
                "a": (say: "A?", ask: Gather(into: "r", samples: ["x"]), goto: "b"),
                "b": (goto: [(each: "one", of: "r", when: "!one.done", {case} visit: "c", with: {{"x": "one"}}, to: "b"), (to: "d")]),
                "c": (given: {{"x": "r"}}, {entering} say: "{{x}}."),
                "d": (say: "D?", ask: Continue, goto: "@end d"),
              }})"#
        )
    };
    let circles = |text: &str| codes(text).into_iter().filter(|code| *code == "silent-circle").count();
    assert_eq!(circles(&dialogue("", "")), 1);
    assert_eq!(circles(&dialogue("most: 3,", "")), 0);
    let told = dialogue("", r#"entering: {"x.done": "true"},"#);
    assert_eq!(circles(&told), 0);
    assert_eq!(after(&script(&told), &["her quiet", "his hands", "no"]).turn().said.to_string(), "Her quiet.\n\nHis hands.\n\nD?");
}

#[test]
fn a_part_tells_how_far_one_is_in_it() {
    let text = include_str!("../follow_ups/traits.ron").replace(
        "  nodes: {",
        r#"  sections: {"look": (title: "A look", status: ["question 1 of 2", (when: "count(traits) > 0", say: "{plural(count(traits), 'thing', 'things')}")])},
  nodes: {"#,
    );
    let script = script(&text.replace("sections: {\"look\": \"A closer look\"},", ""));
    let status = |typed: &[&str]| {
        let session = after(&script, typed);
        let question = session.turn().outcome.question().unwrap().clone();
        (question.section.unwrap_or_default(), question.status.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(status(&[]), ("A look".to_owned(), vec!["question 1 of 2".to_owned()]));
    assert_eq!(status(&["her quiet"]).1, ["question 1 of 2", "1 thing"]);
}

#[test]
fn names_that_one_pattern_hears_are_one_record_and_others_are_not() {
    let text = r#"(
      format: 1, title: "T", start: "who",
      patterns: {"father": ["^[my] (dad|father)$"], "mother": ["^[my] (mum|mother)$"]},
      facts: {"people": Records(shows: "name", most: 5, alike: ["father", "mother"], fields: {"name": Text})},
      nodes: {"who": (say: "Who?", ask: Gather(into: "people", most: 5), goto: "all"), "all": (say: "{count(people)}: {list(people)}.", goto: "@end e")},
    )"#;
    let checked = inward::check(&inward::Pack::of_one("t.ron", text), "t.ron");
    let script = checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)));
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    for name in ["my father", "mum", "Dad", "my mother", "my father's friend", "no"] {
        session.hear(name);
    }
    assert_eq!(session.turn().said.to_string(), "3: my father, mum and my father's friend.");
    let unknown = text.replace("\"father\", \"mother\"]", "\"fathers\"]");
    let checked = inward::check(&inward::Pack::of_one("t.ron", &unknown), "t.ron");
    assert!(checked.diagnostics.iter().any(|found| found.code.word() == "unknown-pattern"));
}
