//! The content edited under a conversation: what is still asked keeps its answer, and what can't be kept is said.

use super::{after, at, fact, script};
use inward::replay::{Doubt, Report};
use inward::session::Session;

const BEFORE: &str = r#"(
  format: 1, title: "T", start: "kind",
  facts: {
    "kind": OneOf(["friend", "family", "job"]), "hurt": Number(0, 10), "what": Text,
    "things": Records(shows: "name", most: 3, fields: {"name": Text, "why": OneOf(["need", "like"])}),
    "alarm": (is: OneOf(["none", "hard"]), start: "none", lasting: true),
  },
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  rules: {"sore": (level: "distress", when: "hurt >= 7", ask: "slow", because: "it hurts")},
  nodes: {
    "kind": (say: "Who?", ask: Choose({"friend": "A friend", "family": "Family", "job": "A job"}), keep: "kind", goto: "hurt"),
    "hurt": (say: "How much?", ask: Number(0, 10), keep: "hurt", goto: "things"),
    "slow": (say: "Slowly.", ask: Choose({"ok": "Okay", "stop": (say: "Stop", goto: "@end stopped")})),
    "things": (say: "What did you see?", ask: Gather(into: "things", most: 3, visit: "why"), goto: "what"),
    "why": (given: {"thing": "things"}, say: "And {thing}?", ask: Choose({"need": "Needed", "like": "Liked"}), keep: "thing.why"),
    "what": (say: "What happened?", ask: Text, keep: "what", goto: "bye"),
    "bye": (say: "Thank you.", ask: Continue, goto: "@end done"),
    "card": (exact: true, entering: {"alarm": "'hard'"}, say: "Safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

const TYPED: &[&str] = &["2", "8", "ok", "quiet", "1", "hands", "like", "no", "they left"];

/// The same conversation after an edit, and what became of its answers.
fn edited(typed: &[&str], edits: &[(&str, &str)]) -> (String, Report, String, Vec<String>) {
    let before = script(BEFORE);
    let session = after(&before, typed);
    let text = edits.iter().fold(BEFORE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} isn't there");
        text.replace(from, to)
    });
    let now = script(&text);
    let (rejoined, report) = Session::rejoin(&now, session.log()).unwrap();
    let (state, _) = inward::replay(&now, rejoined.log()).unwrap();
    assert_eq!(&state, rejoined.state());
    let facts = now.facts.iter().map(|known| format!("{} {}", known.name, fact(&now, &rejoined, &known.name))).collect();
    (at(&rejoined), report, rejoined.turn().said.to_string(), facts)
}

#[test]
fn nothing_is_said_when_all_is_kept() {
    let (at, report, said, _) = edited(TYPED, &[("Thank you.", "Thank you all the same.")]);
    assert_eq!((at.as_str(), said.as_str()), ("bye from what #1", "Thank you all the same."));
    assert_eq!(report, Report::default());
}

#[test]
fn an_option_in_another_place_under_another_label_is_the_same_option() {
    let options = r#"{"friend": "A friend", "family": "Family", "job": "A job"}"#;
    let turned = r#"{"job": "Work", "family": "Somebody in my family", "friend": "A friend"}"#;
    let (at, report, _, facts) = edited(TYPED, &[(options, turned)]);
    assert_eq!((at.as_str(), report), ("bye from what #1", Report::default()));
    assert!(facts.contains(&"kind Option(1)".to_owned()), "typed was \"2\": {facts:?}");
}

#[test]
fn another_template_asks_nothing_again() {
    let (at, report, ..) = edited(TYPED, &[("And {thing}?", "You saw {thing}. At {hurt}, was it needed?")]);
    assert_eq!((at.as_str(), report), ("bye from what #1", Report::default()));
}

#[test]
fn one_lands_at_a_new_question_and_the_later_answers_are_taken_up_behind_it() {
    let before = script(BEFORE);
    let session = after(&before, TYPED);
    let text = BEFORE
        .replace(r#"keep: "hurt", goto: "things""#, r#"keep: "hurt", goto: "when""#)
        .replace(r#""slow": ("#, r#""when": (say: "Since when?", ask: Continue, goto: "things"), "slow": ("#);
    let now = script(&text);
    let (mut rejoined, report) = Session::rejoin(&now, session.log()).unwrap();
    assert_eq!((at(&rejoined).as_str(), report), ("when from hurt #1", Report::default()));
    rejoined.hear("");
    // What led to the first thing is another node now, so that one question is asked once more.
    assert_eq!(at(&rejoined), "things from when #1");
}

#[test]
fn an_option_that_is_gone_is_asked_for_again() {
    let (at, report, said, _) =
        edited(TYPED, &[(r#""family": "Family", "#, ""), (r#"["friend", "family", "job"]"#, r#"["friend", "job"]"#)]);
    assert_eq!(at, "kind from start #1");
    assert_eq!(report.asked_again[0].doubt, Doubt::Unfit);
    assert!(said.starts_with("“Family” is no answer to this any more, so I'll ask again."), "{said}");
}

#[test]
fn a_number_outside_the_new_range_is_asked_for_again() {
    let (at, report, ..) = edited(
        TYPED,
        &[(r#""hurt": Number(0, 10)"#, r#""hurt": Number(0, 5)"#), ("ask: Number(0, 10)", "ask: Number(0, 5)"), ("hurt >= 7", "hurt >= 4")],
    );
    assert_eq!((at.as_str(), &report.asked_again[0].doubt), ("hurt from kind:family #1", &Doubt::Unfit));
}

#[test]
fn the_answers_of_a_node_that_is_gone_are_said_in_their_words() {
    let (at, report, said, _) = edited(
        TYPED,
        &[
            (r#"visit: "why"), goto: "what""#, r#"visit: "why"), goto: "bye""#),
            (r#""what": (say: "What happened?", ask: Text, keep: "what", goto: "bye"),"#, ""),
            (r#""what": Text,"#, ""),
        ],
    );
    assert_eq!(at, "bye from things #1");
    assert_eq!(report.lost.len(), 1);
    assert!(said.starts_with("I couldn't carry this over: “they left”."), "{said}");
}

#[test]
fn something_else_that_leads_to_a_question_asks_it_again_and_offers_the_only_answer() {
    let (at, report, said, _) = edited(
        TYPED,
        &[
            (r#"visit: "why"), goto: "what""#, r#"visit: "why"), goto: "pause""#),
            (r#""what": (say"#, r#""pause": (say: "A breath.", goto: "what"), "what": (say"#),
        ],
    );
    assert_eq!(at, "what from pause #1");
    assert_eq!(report.asked_again[0].doubt, Doubt::OtherCause);
    assert!(said.contains("I'll ask once more about “they left”: another way leads there now."), "{said}");
}

#[test]
fn earlier_names_carry_everything_over() {
    let (at, report, _, facts) = edited(
        TYPED,
        &[
            // A node, and with it what leads from it.
            (r#"start: "kind""#, r#"start: "who""#),
            (r#"    "kind": (say"#, r#"    "who": (formerly: ["kind"], say"#),
            // An option.
            (r#""need": "Needed""#, r#""wanted": (say: "Needed", formerly: ["need"])"#),
            (r#"["need", "like"]"#, r#"["wanted", "like"]"#),
            // A fact with records, a field, an argument.
            (
                r#""things": Records(shows: "name", most: 3, fields: {"name": Text, "why": OneOf(["wanted", "like"])})"#,
                r#""seen": (formerly: ["things"], is: Records(shows: "name", most: 3, fields: {
                "name": Text, "reason": (is: OneOf(["wanted", "like"]), formerly: ["why"])}))"#,
            ),
            (r#"into: "things""#, r#"into: "seen""#),
            (r#"given: {"thing": "things"}"#, r#"given: {"one": (is: "seen", formerly: ["thing"])}"#),
            ("And {thing}?", "And {one}?"),
            (r#"keep: "thing.why""#, r#"keep: "one.reason""#),
            // A rule, an interrupt, a fact that lasts.
            (r#""sore": (level"#, r#""AR07": (formerly: ["sore"], level"#),
            (r#""danger": (level"#, r#""risk": (formerly: ["danger"], level"#),
            (r#""alarm": (is"#, r#""alert": (formerly: ["alarm"], is"#),
            (r#"entering: {"alarm""#, r#"entering: {"alert""#),
        ],
    );
    assert_eq!(report, Report::default());
    assert_eq!(at, "bye from what #1");
    assert!(facts.iter().any(|fact| fact.starts_with("seen Records") && fact.contains("quiet") && fact.contains("hands")), "{facts:?}");
}

#[test]
fn what_lasts_is_carried_into_other_content() {
    let typed = ["2", "I'll hurt myself", "yes", "3"];
    let (at, _, _, facts) = edited(
        &typed,
        &[
            // The question at which it happened is gone.
            (r#"keep: "kind", goto: "hurt""#, r#"keep: "kind", goto: "things""#),
            (r#""hurt": (say: "How much?", ask: Number(0, 10), keep: "hurt", goto: "things"),"#, ""),
            (r#""hurt": Number(0, 10)"#, r#""hurt": (is: Number(0, 10), start: 0)"#),
        ],
    );
    assert_eq!(at, "things from kind:family #1");
    assert!(facts.contains(&"alarm Option(1)".to_owned()), "{facts:?}");
}

#[test]
fn nobody_lands_in_an_interrupt_that_was_over() {
    let typed = ["2", "I'll hurt myself", "yes", "3"];
    // The screen asks one question more now.
    let (at, _, _, facts) = edited(
        &typed,
        &[
            (r#"(say: "Yes", goto: "@return")"#, r#"(say: "Yes", goto: "card-two")"#),
            (r#""card": (exact"#, r#""card-two": (say: "Sure?", ask: Continue, goto: "@return"), "card": (exact"#),
        ],
    );
    assert_eq!(at, "things from hurt #1");
    assert!(facts.contains(&"alarm Option(1)".to_owned()), "{facts:?}");
    // Who was in the middle of it stays there.
    let (at, ..) = edited(&typed[..2], &[(r#""card": (exact: true"#, r#""card": (exact: false"#)]);
    assert_eq!(at, "card from interrupt danger #1");
}

#[test]
fn of_two_answers_none_is_guessed() {
    let twice = BEFORE.replace(
        r#"goto: "bye"),
    "bye""#,
        r#"goto: (visit: "rate", to: "next")), "rate": (say: "And now?", ask: Number(0, 10), keep: "hurt"),
    "next": (say: "Then?", ask: Continue, goto: (visit: "rate", to: "bye")),
    "bye""#,
    );
    let before = script(&twice);
    let session = after(&before, &["2", "3", "no", "they left", "5", "", "4"]);
    assert_eq!(at(&session), "bye from next #1");
    // A third place asks it first; both answers belong to the other two.
    let now = script(&twice.replace(r#"keep: "kind", goto: "hurt""#, r#"keep: "kind", goto: (visit: "rate", to: "hurt")"#));
    let (rejoined, report) = Session::rejoin(&now, session.log()).unwrap();
    assert_eq!(at(&rejoined), "rate from kind:family #1");
    assert_eq!((rejoined.offered(), report), (None, Report::default()));
}

#[test]
fn variants_do_not_shift_when_another_is_added() {
    let with = |variants: &str| {
        script(&format!(
            r#"(format: 1, title: "T", start: "a", nodes: {{
                "a": (say: (one_of: [{variants}]), ask: Continue, goto: "b"),
                "b": (say: (one_of: ["x", "y", "z"]), ask: Continue, goto: "@end e"),
            }})"#
        ))
    };
    let (few, more) = (with(r#""one", "two", "three""#), with(r#""one", "two", "four", "three""#));
    let mut moved = 0;
    for seed in 0..40 {
        let said = |script| {
            let mut session = Session::begin(script, inward::Begin { seed, given: Vec::new() }).unwrap();
            let first = session.turn().said.to_string();
            session.hear("");
            (first, session.turn().said.to_string())
        };
        let (before, after) = (said(&few), said(&more));
        assert_eq!(before.1, after.1, "another question's variant shifted");
        assert!(after.0 == before.0 || after.0 == "four", "a variant gave way to an old one");
        moved += usize::from(before.0 != after.0);
    }
    assert!((1..30).contains(&moved), "{moved} of 40 took the new one");
}
