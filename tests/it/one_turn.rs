//! The rules of one turn, each with the smallest dialogue that shows it.

use inward::script::Value;
use inward::session::{Failure, HostValue, Kind, Noticed};
use inward::transcript::Transcript;
use inward::{Begin, Outcome, Pack, Response, Script, Session, check, replay};

fn script(text: &str) -> Script {
    let checked = check(&Pack::of_one("rule.ron", text), "rule.ron");
    let findings = checked.diagnostics.iter().map(|found| format!("{}: {}\n", found.code.word(), found.message)).collect::<String>();
    checked.script.unwrap_or_else(|| panic!("the dialogue isn't sound:\n{findings}"))
}

fn play<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).expect("nothing needs to be given");
    for line in typed {
        assert_eq!(session.hear(line), Response::Turn, "`{line}` is part of the conversation");
    }
    session
}

/// The node whose question waits, or the end.
fn place(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.node.clone(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

fn fact<'s>(script: &Script, session: &'s Session<'_>, name: &str) -> &'s Value {
    session.state().fact(script.fact_named(name).expect("there is such a fact"))
}

fn faults(session: &Session<'_>) -> Vec<Failure> {
    session.turn().faults.iter().map(|fault| fault.what.clone()).collect()
}

fn noticed<'s>(session: &'s Session<'_>) -> Option<&'s str> {
    session.turn().noticed.as_ref().map(|noticed| noticed.interrupt.as_str())
}

// 0. Interrupts.

/// Two questions in a row, and whatever interrupts them.
fn interrupted(interrupts: &str, nodes: &str) -> Script {
    script(&format!(
        r#"(
            format: 1, title: "Interrupted", start: "first",
            facts: {{"one": Text, "two": Text}},
            interrupts: {{{interrupts}}},
            nodes: {{
                "first": (ask: Text, keep: "one", goto: "second"),
                "second": (ask: Text, keep: "two", goto: "@end told"),
                {nodes}
            }},
        )"#
    ))
}

const STOP: &str = r#""stop": (say: "Stop?", ask: Choose({"stay": (say: "Stay", goto: "@return"), "on": (say: "On", goto: "@resume")})),"#;

fn listening(name: &str, level: &str, hears: &str, ask: &str, text: &str) -> String {
    format!(r#""{name}": (level: "{level}", hears: [{hears}], ask: "{ask}", text: {text}),"#)
}

#[test]
fn of_two_interrupts_that_hear_the_same_the_more_urgent_one_speaks() {
    let mild = listening("mild", "meaning", r#""tired""#, "stop", "Hold");
    let dire = listening("dire", "safety", r#""tired of life""#, "stop", "Drop");
    let script = interrupted(&(mild + dire.as_str()), STOP);
    assert_eq!(noticed(&play(&script, &["tired of life"])), Some("dire"));
    assert_eq!(noticed(&play(&script, &["only tired"])), Some("mild"));
}

#[test]
fn of_two_interrupts_of_one_level_the_one_that_was_written_first_speaks() {
    let first = listening("b", "distress", r#""tired""#, "stop", "Drop");
    let second = listening("a", "distress", r#""tired""#, "stop", "Hold");
    let script = interrupted(&(first + second.as_str()), STOP);
    assert_eq!(noticed(&play(&script, &["tired"])), Some("b"));
}

#[test]
fn an_interrupt_asks_at_once_and_the_question_beneath_is_asked_again() {
    let script = interrupted(&listening("low", "distress", r#""tired""#, "stop", "Drop"), STOP);
    let mut session = play(&script, &["tired"]);
    assert_eq!(place(&session), "stop");
    session.hear("1");
    assert_eq!(place(&session), "first");
    assert_eq!(fact(&script, &session, "one"), &Value::Unset);
}

#[test]
fn an_interrupt_that_asks_already_does_not_ask_again() {
    let again = r#""low": (level: "distress", hears: ["tired"], ask: "stop", text: Hold, again: "I heard that."),"#;
    let script = interrupted(again, STOP);
    let mut session = play(&script, &["tired", "so tired"]);
    assert_eq!(session.turn().said.to_string(), "I heard that.");
    assert_eq!(place(&session), "stop");
    session.hear("1");
    assert_eq!(place(&session), "first", "it was asked only once");
}

#[test]
fn an_interrupt_does_not_ask_where_another_way_led_to_its_question() {
    let dire = listening("dire", "safety", r#""scared""#, "stop", "Drop");
    let mild = listening("mild", "meaning", r#""tired""#, "other", "Hold");
    let both = dire + mild.as_str();
    let other = r#""other": (ask: Continue, goto: "stop"),"#;
    let script = interrupted(&both, &format!("{STOP}{other}"));
    let mut session = play(&script, &["tired", "", "scared"]);
    assert_eq!((noticed(&session), place(&session).as_str()), (Some("dire"), "stop"));
    session.hear("stay");
    assert_eq!(place(&session), "first", "it was asked only once");
}

#[test]
fn what_is_heard_while_an_interrupt_asks_is_held_with_the_rest() {
    let script = interrupted(&listening("low", "distress", r#""tired""#, "stop", "Hold"), STOP);
    let session = play(&script, &["tired", "so tired", "on"]);
    let Value::Text(words) = fact(&script, &session, "one") else { panic!("both were taken as the answer") };
    assert_eq!(&*words.text, "tired\nso tired");
}

#[test]
fn a_dropped_text_answers_nothing() {
    let script = interrupted(&listening("low", "distress", r#""tired""#, "stop", "Drop"), STOP);
    let session = play(&script, &["tired", "on"]);
    assert_eq!(place(&session), "first");
    assert!(session.turn().resumed.is_empty());
}

#[test]
fn a_text_that_is_sent_on_is_the_answer_and_only_what_fired_stays_quiet() {
    let script = interrupted(&listening("low", "distress", r#""no way out", "hopeless""#, "stop", "Hold"), STOP);
    let mut session = play(&script, &["no way out", "on"]);
    assert!(!session.turn().resumed.is_empty());
    assert_eq!(place(&session), "second");
    session.hear("hopeless, and no way out");
    assert_eq!(session.turn().noticed, Some(Noticed { interrupt: "low".to_owned(), patterns: vec![1], held: true }));
    session.hear("1");
    session.hear("no way out");
    assert_eq!(place(&session), "@end told", "the pattern that fired first is quiet");
}

#[test]
fn a_text_that_is_sent_on_may_send_on_the_one_beneath_it() {
    let tired = listening("tired", "meaning", r#""tired""#, "whether", "Hold");
    let low = listening("low", "distress", r#""no way out""#, "stop", "Hold");
    let whether = r#""whether": (ask: Choose({"carry": (say: "Carry on", hears: ["carry on"], goto: "@resume")})),"#;
    let script = interrupted(&(tired + low.as_str()), &format!("{STOP}{whether}"));
    let session = play(&script, &["tired", "no way out, but carry on", "on"]);
    assert_eq!(place(&session), "second");
    let (state, _) = replay(&script, session.log()).expect("the log is of this dialogue");
    assert_eq!(&state, session.state());
}

#[test]
fn going_back_lets_what_was_quiet_be_heard_again() {
    let script = interrupted(&listening("low", "distress", r#""no way out""#, "stop", "Hold"), STOP);
    let session = play(&script, &["no way out", "on", "/back", "1", "no way out"]);
    assert_eq!(noticed(&session), Some("low"));
}

#[test]
fn interrupts_listen_at_every_kind_of_question() {
    let asks = [r#"Choose({"a": "One"})"#, "Text", "Number(0, 10)", "YesNo", r#"Continue("On")"#];
    for ask in asks {
        let script = script(&format!(
            r#"(
                format: 1, title: "Any", start: "q",
                interrupts: {{"low": (level: "safety", hears: ["tired"], ask: "stop", text: Drop)}},
                nodes: {{"q": (exact: true, ask: {ask}, goto: "@end q"), {STOP}}},
            )"#
        ));
        assert_eq!(place(&play(&script, &["tired"])), "stop", "{ask}");
    }
}

#[test]
fn a_safety_word_opens_its_node_once() {
    let script = script(&format!(
        r#"(format: 1, title: "Safe", start: "q", safety: (ask: "stop", words: ["crisis"]), nodes: {{"q": (ask: Text, goto: "@end q"), {STOP}}})"#
    ));
    let mut session = play(&script, &["crisis", "crisis"]);
    assert_eq!(place(&session), "stop");
    session.hear("1");
    assert_eq!(place(&session), "q");
}

// 2. Reading.

#[test]
fn nothing_is_guessed_where_only_the_exact_counts() {
    let asking = |exact: &str| {
        script(&format!(
            r#"(format: 1, title: "Exact", start: "q", nodes: {{"q": ({exact} ask: Choose({{"safe": "I am safe now", "not": "I can't say"}}), goto: "@end q")}})"#
        ))
    };
    let (exact, near) = (asking("exact: true,"), asking(""));
    for guess in ["safe now", "I am saef now", "i am"] {
        assert_eq!(place(&play(&near, &[guess])), "@end q", "{guess}");
        assert!(matches!(play(&exact, &[guess]).turn().outcome, Outcome::Unread(_)), "{guess}");
    }
    assert_eq!(place(&play(&exact, &["I am safe now."])), "@end q");
}

#[test]
fn who_declines_where_only_options_lead_on_is_asked_again() {
    let script = script(
        r#"(format: 1, title: "Stuck", start: "q", nodes: {
            "q": (ask: Choose({"left": (say: "Left", goto: "@end left"), "right": (say: "Right", goto: "@end right")})),
        })"#,
    );
    for line in ["skip", "I don't know", "later"] {
        let session = play(&script, &[line]);
        assert!(matches!(session.turn().outcome, Outcome::Unread(_)), "{line}");
        assert_eq!(place(&session), "q");
    }
}

#[test]
fn not_answering_is_kept_as_what_it_is() {
    let script = script(
        r#"(format: 1, title: "Asides", start: "q", facts: {"a": Text, "m": Bool}, nodes: {
            "q": (ask: Text, keep: "a", unknown: (set: {"m": "true"}, goto: "@end open"), goto: "@end told"),
        })"#,
    );
    for (line, value, end) in
        [("skip", Value::Declined, "@end told"), ("idk", Value::Unknown, "@end open"), ("later", Value::Later, "@end told")]
    {
        let session = play(&script, &[line]);
        assert_eq!((fact(&script, &session, "a"), place(&session).as_str()), (&value, end));
        assert_eq!(fact(&script, &session, "m") == &Value::Bool(true), line == "idk");
    }
}

// 3. Keep, then the choice's `set`, then the node's.

#[test]
fn every_right_side_is_worked_out_before_anything_is_set() {
    let script = script(
        r#"(format: 1, title: "Swap", start: "q", facts: {"a": (is: Number(0, 9), start: 1), "b": (is: Number(0, 9), start: 2)}, nodes: {
            "q": (ask: Continue, set: {"a": "b", "b": "a"}, goto: "@end q"),
        })"#,
    );
    let session = play(&script, &[""]);
    assert_eq!((fact(&script, &session, "a"), fact(&script, &session, "b")), (&Value::Number(2), &Value::Number(1)));
}

#[test]
fn the_answer_is_kept_first_then_the_options_set_counts_then_the_nodes() {
    let script = script(
        r#"(format: 1, title: "Order", start: "q", facts: {"k": OneOf(["x"]), "a": Number(0, 99), "b": Number(0, 99)}, nodes: {
            "q": (ask: Choose({"x": (say: "X", set: {"a": "1"})}), keep: "k", set: {"b": "a + 1", "a": "a + 10"}, goto: [(when: "k == 'x' && a == 11", to: "@end kept"), (to: "@end lost")]),
        })"#,
    );
    let session = play(&script, &["x"]);
    assert_eq!(fact(&script, &session, "b"), &Value::Number(2));
    assert_eq!(place(&session), "@end kept");
}

#[test]
fn a_set_that_fails_leaves_its_fact_and_only_its_fact() {
    let facts = r#""a": (is: Number(0, 9), start: 4), "b": (is: Number(0, 9), start: 0)"#;
    let failing = [
        ("10 / b", Failure::DividedByZero),
        ("a * 9223372036854775807", Failure::TooLarge),
        ("a + 9", Failure::OutOfRange("a".to_owned())),
    ];
    for (sum, failure) in failing {
        let script = script(&format!(
            r#"(format: 1, title: "Fail", start: "q", facts: {{{facts}}}, nodes: {{"q": (ask: Continue, set: {{"a": "{sum}", "b": "7"}}, goto: "@end q")}})"#
        ));
        let session = play(&script, &[""]);
        assert_eq!((fact(&script, &session, "a"), fact(&script, &session, "b")), (&Value::Number(4), &Value::Number(7)), "{sum}");
        assert_eq!(faults(&session), [failure]);
        assert_eq!(place(&session), "@end q", "the conversation goes on");
    }
}

// 7. The way on.

#[test]
fn a_condition_that_fails_does_not_hold_and_neither_does_its_opposite() {
    for when in ["10 / zero > 1", "!(10 / zero > 1)"] {
        let script = script(&format!(
            r#"(format: 1, title: "Fail", start: "q", facts: {{"zero": (is: Number(0, 9), start: 0)}}, nodes: {{
                "q": (ask: Continue, goto: [(when: "{when}", to: "@end held"), (to: "@end went")]),
            }})"#
        ));
        let session = play(&script, &[""]);
        assert_eq!((place(&session).as_str(), faults(&session)), ("@end went", vec![Failure::DividedByZero]), "{when}");
    }
}

#[test]
fn an_unset_fact_is_neither_equal_nor_unequal() {
    for when in ["n == 3", "n != 3", "n >= 0", "n < 10"] {
        let script = script(&format!(
            r#"(format: 1, title: "Unset", start: "q", facts: {{"n": Number(0, 9)}}, nodes: {{
                "q": (ask: Continue, goto: [(when: "{when}", to: "@end held"), (to: "@end went")]),
            }})"#
        ));
        assert_eq!(place(&play(&script, &[""])), "@end went", "{when}");
    }
}

#[test]
fn was_is_the_fact_as_it_was_when_the_turn_began() {
    let script = script(
        r#"(format: 1, title: "Was", start: "q", facts: {"hurt": (is: Number(0, 10), start: 0)}, nodes: {
            "q": (ask: Number(0, 10), keep: "hurt", goto: [(when: "hurt > was.hurt + 2", to: "@end more"), (to: "q")]),
        })"#,
    );
    assert_eq!(place(&play(&script, &["2", "4"])), "q");
    assert_eq!(place(&play(&script, &["2", "4", "7"])), "@end more");
}

#[test]
fn a_visit_comes_back_and_then_goes_on() {
    let script = script(
        r#"(format: 1, title: "Visit", start: "q", nodes: {
            "q": (ask: Continue, goto: (visit: "there", to: "then")),
            "there": (ask: Continue),
            "then": (ask: Continue),
        })"#,
    );
    for (typed, expected) in [(&["", ""][..], "then"), (&["", "", ""], "@end end")] {
        assert_eq!(place(&play(&script, typed)), expected);
    }
}

#[test]
fn an_options_own_way_comes_before_its_nodes() {
    let script = script(
        r#"(format: 1, title: "Ways", start: "q", nodes: {
            "q": (ask: Choose({"own": (say: "Own", goto: "@end own"), "other": "Other"}), goto: "@end node"),
        })"#,
    );
    assert_eq!(place(&play(&script, &["own"])), "@end own");
    assert_eq!(place(&play(&script, &["other"])), "@end node");
}

// 8. Enter.

#[test]
fn a_question_without_an_option_left_goes_its_way_with_a_fault() {
    let script = script(
        r#"(format: 1, title: "Hidden", start: "q", facts: {"known": (is: Bool, start: false)}, nodes: {
            "q": (ask: Continue, goto: "none"),
            "none": (say: "Which?", ask: Choose({"a": (say: "A", when: "known")}), goto: "@end past"),
        })"#,
    );
    let session = play(&script, &[""]);
    assert_eq!((place(&session).as_str(), faults(&session)), ("@end past", vec![Failure::NoOptions]));
}

#[test]
fn an_option_that_is_hidden_is_not_understood_and_one_that_is_not_listed_is() {
    let script = script(
        r#"(format: 1, title: "Hidden", start: "q", facts: {"known": (is: Bool, start: false)}, nodes: {
            "q": (ask: Choose({"a": (say: "Anything", when: "known"), "b": "Both", "c": (say: "Corner", listed: false)}), goto: "@end q"),
        })"#,
    );
    let session = play(&script, &["anything"]);
    let Outcome::Unread(question) = &session.turn().outcome else { panic!("it isn't offered") };
    let Kind::Choose(offers) = &question.kind else { panic!("it is a choice") };
    assert_eq!(offers.iter().map(|offer| offer.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(place(&play(&script, &["corner"])), "@end q");
}

#[test]
fn a_node_whose_condition_does_not_hold_is_passed_by_without_a_word() {
    let script = script(
        r#"(format: 1, title: "By", start: "q", facts: {"known": (is: Bool, start: false)}, nodes: {
            "q": (ask: Continue, goto: "past"),
            "past": (when: "known", entering: {"known": "true"}, say: "Never.", ask: Continue, goto: "on"),
            "on": (say: [(when: "seen('past')", say: "It was met."), "Here."], ask: Continue),
        })"#,
    );
    let session = play(&script, &[""]);
    assert_eq!(session.turn().said.to_string(), "Here.");
    assert_eq!(fact(&script, &session, "known"), &Value::Bool(false));
}

/// Two silent nodes that lead to each other for a very long time.
#[test]
fn a_question_that_one_comes_back_to_is_passed_by_where_its_condition_no_longer_holds() {
    let script = script(
        r#"(
            format: 1, title: "T", start: "deep", facts: {"calm": (is: Bool, start: false), "deep": Text},
            interrupts: {"alarm": (level: "safety", hears: ["help me"], ask: "stop", text: Drop, samples: ["help me"])},
            nodes: {
                "deep": (when: "!calm", say: "What lies under it?", ask: Text, keep: "deep", goto: "last"),
                "last": (say: "Tea?", ask: Continue, goto: "@end last"),
                "stop": (say: "Stop?", ask: Choose({
                    "calm": (say: "Only calm things", set: {"calm": "true"}, goto: "@return"), "on": (say: "On", goto: "@return"),
                })),
            },
        )"#,
    );
    assert_eq!(place(&play(&script, &["help me", "on"])), "deep");
    assert_eq!(place(&play(&script, &["help me", "calm"])), "last");
}

const ROUND: &str = r#""a": (goto: [(when: "times('a') > 1000", to: "@end late"), (to: "b")]), "b": (goto: "a"),"#;

#[test]
fn after_sixty_four_moves_the_question_beneath_is_asked_again() {
    let script = interrupted(&listening("round", "colour", r#""round""#, "a", "Hold"), ROUND);
    let session = play(&script, &["one", "round"]);
    assert_eq!(faults(&session), [Failure::TooManyMoves]);
    assert_eq!(place(&session), "second");
    assert_eq!(fact(&script, &session, "one"), &fact(&script, &play(&script, &["one"]), "one").clone());
}

#[test]
fn after_sixty_four_moves_with_nothing_beneath_the_conversation_ends() {
    let script = script(&format!(
        r#"(format: 1, title: "Round", start: "q", nodes: {{"q": (ask: Continue, goto: (visit: "a", to: "q")), {ROUND}}})"#
    ));
    let session = play(&script, &[""]);
    assert_eq!(faults(&session), [Failure::TooManyMoves]);
    assert!(session.has_ended());
}

#[test]
fn sixty_three_silent_nodes_are_no_trouble() {
    let chain = (0..63).map(|place| format!(r#""s{place}": (goto: "s{}"),"#, place + 1)).collect::<String>();
    let script = script(&format!(
        r#"(format: 1, title: "Long", start: "q", nodes: {{"q": (ask: Continue, goto: "s0"), {chain} "s63": (ask: Continue)}})"#
    ));
    let session = play(&script, &[""]);
    assert_eq!((place(&session).as_str(), faults(&session)), ("s63", vec![]));
}

// Before the first turn.

#[test]
fn a_text_that_the_host_gives_is_listened_to_like_one_that_was_typed() {
    let script = script(
        r#"(format: 1, title: "Given", start: "q", facts: {"who": Text}, begin: ["who"], patterns: {"nobody": ["no one"]}, nodes: {
            "q": (ask: Continue, goto: [(when: "heard(who, 'nobody')", to: "@end alone"), (to: "@end together")]),
        })"#,
    );
    let begin = Begin { seed: 0, given: vec![("who".to_owned(), HostValue::Text("no one at all".to_owned()))] };
    let mut session = Session::begin(&script, begin).expect("it may be given");
    session.hear("");
    assert_eq!(place(&session), "@end alone");
}

#[test]
fn words_are_shown_whole_unless_an_interrupt_would_hear_something_in_them() {
    let script = script(
        r#"(format: 1, title: "T", start: "a", facts: {"t": Text},
            interrupts: {"low": (level: "distress", hears: ["no way out"], ask: "plain", text: Hold, samples: ["no way out"])},
            nodes: {
                "a": (say: "What?", ask: Text, keep: "t", goto: "b"),
                "b": (say: "{whole(t)} and {quote(t)}.", ask: Continue, goto: "@end e"),
                "plain": (say: "Is it?", ask: Choose({"no": (say: "No", goto: "@resume")})),
            })"#,
    );
    let said = |typed: &[&str]| {
        let mut session = Session::begin(&script, Begin::default()).unwrap();
        typed.iter().for_each(|line| drop(session.hear(line)));
        session.turn().said.to_string()
    };
    let long = "that I got up every single day of this month and went to work all the same";
    assert_eq!(said(&[long]), format!("“{long}” and what you wrote."));
    assert_eq!(said(&["there is no way out of this job", "no"]), "What you wrote and what you wrote.");
}

#[test]
fn a_bare_number_where_words_are_asked_for_is_asked_about_once() {
    let text = |samples: &str| {
        format!(
            r#"(format: 1, title: "T", start: "a", facts: {{"w": Text}}, nodes: {{
              "a": (say: "What matters?", ask: Text(samples: [{samples}]), keep: "w", goto: "b"), "b": (say: "You wrote {{quote(w)}}.", goto: "@end e")}})"#
        )
    };
    let after = |samples: &str, typed: &[&str]| {
        let checked = check(&Pack::of_one("t.ron", &text(samples)), "t.ron");
        let script = checked.script.expect("it can be played");
        let mut session = Session::begin(&script, Begin::default()).unwrap();
        typed.iter().for_each(|line| drop(session.hear(line)));
        session.turn().said.to_string()
    };
    assert_eq!(after("\"rest\"", &["2"]), "This one asks for words. If the number is your answer, type it once more.");
    assert_eq!(after("\"rest\"", &["2", "2"]), "You wrote “2”.");
    assert_eq!(after("\"rest\"", &["2 dogs"]), "You wrote “2 dogs”.");
    assert_eq!(after("\"rest\"", &["2019"]), "You wrote “2019”.");
    assert_eq!(after("\"rest\", \"at 8\"", &["2"]), "You wrote “2”.", "a sample says that numbers are words here");
}

// 9. What fits no option, and what only stands around an answer.

const OWN: &str = r#"(
    format: 1, title: "T", start: "a", facts: {"hurts": OneOf(["alone", "own"]), "words": Text, "name": Text},
    nodes: {
        "a": (
            say: "What hurts?",
            ask: Choose({"alone": (say: "Being alone", hears: ["lonely"]), "own": (say: "Something else", otherwise: "words")}),
            keep: "hurts",
            goto: [(when: "known(words)", to: "b"), (to: "ask")],
        ),
        "ask": (say: "In your words?", ask: Text, keep: "words", goto: "b"),
        "b": (say: "Who?", ask: Text(after: ["call (him|her)"], before: ["i guess"]), keep: "name", goto: "@end e"),
    },
)"#;

#[test]
fn what_fits_no_option_is_kept_in_the_one_that_takes_it() {
    let script = script(OWN);
    let session = play(&script, &["that my own mother doesn't want me"]);
    assert_eq!(place(&session), "b");
    assert!(matches!(fact(&script, &session, "words"), Value::Text(words) if &*words.text == "that my own mother doesn't want me"));

    let mut session = play(&script, &[]);
    assert!(matches!(session.hear("map"), Response::Told(_)), "a command stays one");

    // Its number or its label says nothing yet; what is asked, a yes, and two letters are no words to keep.
    for typed in ["2", "something else"] {
        assert_eq!(place(&play(&script, &[typed])), "ask", "{typed}");
    }
    for typed in ["what do you mean by that?", "yes", "mm", "skip", "lonely"] {
        assert!(!fact(&script, &play(&script, &[typed]), "words").is_known(), "{typed}");
    }
}

#[test]
fn what_an_option_took_is_kept_again_where_the_conversation_is_played_anew() {
    let script = script(OWN);
    let session = play(&script, &["nobody ever stays", "you can call him M i guess"]);
    let (again, _) = replay(&script, session.log()).expect("the log is of this dialogue");
    for (name, expected) in [("words", "nobody ever stays"), ("name", "M")] {
        let value = again.fact(script.fact_named(name).unwrap());
        assert!(matches!(value, Value::Text(words) if &*words.text == expected), "{name}");
    }
}

#[test]
fn an_option_is_written_by_its_name_and_what_fits_none_as_it_was_typed() {
    let script = script(OWN);
    let written = |typed: &str| Transcript::of(&script, play(&script, &[typed]).log(), None).typed;
    assert_eq!(written("Being alone"), ["alone"]);
    assert_eq!(written("nobody ever stays"), ["nobody ever stays"]);
}

/// What a reply makes of a question whose options hear a friend, a family, a death, and an end.
fn who(typed: &str, exact: bool) -> String {
    let text = r#"(format: 1, title: "T", start: "a", facts: {"who": OneOf(["friend", "family", "death", "kind", "enough"])}, nodes: {
            "a": (exact: EXACT, say: "Who?", keep: "who", goto: "@end b", ask: Choose({
                "friend": (say: "Pal", hears: ["my friend"]),
                "family": (say: "Kin", hears: ["my (sister|mum)"]),
                "death": (say: "Loss", first: true, hears: ["died"]),
                "kind": (say: "Warm", blank: ["not [very|that] kind"], hears: ["kind"]),
                "enough": (say: "That's all", listed: false, hears: (whole: ["that is it"])),
            })),
        })"#;
    let script = script(&text.replace("EXACT", &exact.to_string()));
    let session = play(&script, &[typed]);
    match fact(&script, &session, "who") {
        Value::Option(place) => ["friend", "family", "death", "kind", "enough"][usize::from(*place)].to_owned(),
        _ => "asked again".to_owned(),
    }
}

#[test]
fn an_option_may_pass_over_a_span_go_first_or_want_the_whole() {
    let cases = [
        ("my friend. my sister knows her, too", "friend"),
        ("my friend, and my sister too", "asked again"),
        ("my sister. she died in april", "death"),
        ("they were kind", "kind"),
        ("not very kind", "asked again"),
        ("that is it", "enough"),
        ("my mum. that is it", "family"),
    ];
    for (typed, meant) in cases {
        assert_eq!(who(typed, false), meant, "{typed}");
    }
    // Where a mistake would matter, of two that are heard none is meant.
    assert_eq!(who("my friend. my sister knows her, too", true), "asked again");
}
