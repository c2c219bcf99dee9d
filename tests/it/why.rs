//! What `why` says, for each of the ways in which a question can come: from its real cause, and never more than is true.

use inward::check::check;
use inward::pack::{File, Pack};
use inward::{Begin, Response, Script, Session};

const DIALOGUE: &str = r#"(
    format: 1, title: "Why", start: "hello",
    facts: {
        "route": OneOf(["choice", "number", "words", "many", "records", "hooks", "pass"]), "hurt": Number(0, 10), "words": Text,
        "moods": List(["sad", "calm"]), "sure": Bool, "held": Text, "kind": OneOf(["need", "like"]),
        "people": Records(shows: "name", most: 4, fields: {"name": Text, "near": Bool, "met": (is: Bool, start: false)}),
    },
    patterns: {"father": "(father|dad)"},
    safety: (ask: "card", line: "In danger? Type *crisis*.", words: ["crisis"]),
    interrupts: {
        "low": (level: "distress", hears: ["tired of it"], ask: "plain", text: Hold, samples: ["tired of it"]),
        "heavy": (level: "distress", hears: ["no way out"], ask: "card", text: Drop, samples: ["no way out"]),
    },
    sections: {"people": "People"},
    rules: {
        "near": (level: "safety", each: "one", of: "people", during: "people", when: "one.met && !known(one.near)",
                 ask: "near", with: {"who": "one"}, because: "somebody near can be leaned on"),
        "named": (level: "safety", each: "one", of: "people", during: "people", when: "one.near", ask: "ease", because: "{one} was good to be near"),
        "sad": (level: "distress", when: "has(moods, 'sad')", ask: "ease", because: "sadness was among them"),
    },
    nodes: {
        "hello": (say: "Which way?", ask: Choose({
            "choice": (say: "By a choice", goto: "led"), "number": "By a number", "words": (say: "By words", goto: "words"),
            "many": (say: "By many", goto: "many"), "records": (say: "By records", goto: "gather"), "hooks": (say: "By hooks", goto: "asked"),
            "pass": (say: "Past a node", goto: "pass"),
        }), keep: "route", goto: [(when: "route == 'number'", to: "number"), (to: "@end never")]),
        "led": (say: "Led?", ask: YesNo(yes: (say: "Yes"), no: (say: "No", goto: "reasoned")), keep: "sure", goto: "last"),
        "reasoned": (say: "Reasoned?", ask: Continue, because: "a no says as much as a yes", goto: "last"),
        "number": (say: "How much?", ask: Number(0, 10), keep: "hurt", goto: [(when: "hurt >= 7", to: "much"), (to: "little")],
                   declined: (say: "Fine.", goto: "left"), unknown: "Fine.", later: "Fine."),
        "much": (say: "Much.", ask: Number(0, 10), goto: "last"),
        "little": (say: "Little.", ask: Continue, goto: "last"),
        "left": (say: "Left.", ask: Continue, because: "there's another way in", goto: "last"),
        "words": (say: "In your words?", ask: Text(samples: ["x"]), keep: "words", goto: "after-words"),
        "after-words": (say: "Thanks.", ask: Text(samples: ["x"]), keep: "held", goto: [(when: "heard(held, 'father')", to: "last"), (to: "last")]),
        "many": (say: "Which?", ask: ChooseMany({"sad": "Sad", "calm": "Calm"}), keep: "moods", goto: "last"),
        "gather": (section: "people", say: "Who?", ask: Gather(into: "people", most: 3, visit: "meet"), goto: "each"),
        "meet": (section: "people", given: {"who": "people"}, say: "Is {who} needed?", ask: Choose({"need": (say: "I need them", goto: "met"), "like": "I like them"}), keep: "kind"),
        "met": (section: "people", given: {"who": "people"}, say: "Since when?", ask: Continue, set: {"who.met": "true"}),
        "each": (goto: [(each: "one", of: "people", when: "seen('meet')", most: 1, visit: "seen-again", with: {"who": "one"}, to: "last"), (to: "last")]),
        "seen-again": (given: {"who": "people"}, say: "And now?", ask: Continue, because: "a second look shows more"),
        "near": (given: {"who": "people"}, say: "Was {who} good to be near?", ask: YesNo, keep: "who.near"),
        "asked": (say: "Asked?", ask: Choose({"need": "I need it", "like": "I like it"}), keep: "kind", on_reply: "probe", goto: "between"),
        "between": (say: "Between?", ask: Continue, goto: "last"),
        "follow": (say: "Follow?", ask: Continue),
        "bare": (say: "Bare?", ask: Continue),
        "pass": (when: "sure", say: "Never.", goto: "last"),
        "ease": (say: "Slowly.", ask: Continue),
        "plain": (say: "Is it about your safety?", ask: Choose({"no": (say: "No", goto: "@resume")}), because: "asking does no harm"),
        "card": (say: "112.", ask: Choose({"back": (say: "Back to where I was", goto: "@return")})),
        "last": (say: "Last?", ask: Continue, goto: "@end last"),
    },
)"#;

const HOOKS: &str = r#"
fn probe(reply, facts, next) {
    if reply == "need" { next.ask("follow", #{}, "a need has a name"); next.later("bare", #{}, "some things need a little time"); }
    if reply == "like" { next.go("bare"); }
}
"#;

fn script() -> Script {
    let mut pack = Pack::of_one("t.ron", DIALOGUE);
    pack.add("scripts/t.rhai", File::Text(HOOKS.to_owned()));
    let checked = check(&pack, "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

/// The question that waits after these, and why it is asked.
fn why(script: &Script, typed: &[&str]) -> (String, String) {
    let mut session = Session::begin(script, Begin::default()).expect("it needs nothing to begin");
    typed.iter().for_each(|line| drop(session.hear(line)));
    let node = session.turn().outcome.question().map_or(String::new(), |question| question.identity.node.clone());
    let Response::Told(prose) = session.hear("/why") else { panic!("why is told") };
    (node, prose.to_string())
}

#[test]
fn each_way_in_which_a_question_can_come_says_what_led_to_it() {
    let long = "a long story about everything that happened in that winter and after";
    let cases: &[(&str, &[&str], &str, &str)] = &[
        ("start", &[], "hello", "This is where the conversation begins."),
        ("an option's own way", &["choice"], "led", "You answered “By a choice”, and that led here."),
        ("a case that looks at an option", &["number"], "number", "You answered “By a number”, and what comes next depends on it."),
        ("an option that leads nowhere else", &["choice", "yes"], "last", "You answered “Yes”, and this comes next."),
        (
            "the writer's own reason goes last",
            &["choice", "no"],
            "reasoned",
            "You answered “No”, and that led here. I'm asking because a no says as much as a yes.",
        ),
        ("a number that is looked at", &["number", "8"], "much", "You answered 8, and what comes next depends on it."),
        ("a number that isn't", &["number", "8", "3"], "last", "You answered 3, and this comes next."),
        ("words", &["words", "  her laugh "], "after-words", "You wrote “her laugh”, and this comes next."),
        ("words that are too long", &["words", long], "after-words", "You wrote something of your own, and this comes next."),
        ("words that are looked at", &["words", "x", "my dad"], "last", "You wrote “my dad”, and what comes next depends on it."),
        ("declined", &["words", "skip"], "after-words", "You chose to leave a question, and this comes next."),
        (
            "declined, with its own way",
            &["number", "skip"],
            "left",
            "You chose to leave a question, and that led here. I'm asking because there's another way in.",
        ),
        ("not known", &["words", "no idea"], "after-words", "You said that you didn't know, and this comes next."),
        ("later", &["words", "not now"], "after-words", "You left an answer for later, and this comes next."),
        ("several options", &["many", "calm"], "last", "You made your choice, and this comes next."),
        ("going on", &["number", "3", ""], "last", "It comes next on this path."),
        ("a node that asks nothing", &["pass"], "last", "It comes next on this path."),
        ("gathering", &["records"], "gather", "You answered “By records”, and that led here."),
        ("meeting what was gathered", &["records", "Ann"], "meet", "You named “Ann”, and that led here."),
        ("meeting what can't be repeated", &["records", long], "meet", "You named something, and that led here."),
        ("an answer about a record", &["records", "Ann", "need"], "met", "About “Ann” you answered “I need them”, and that led here."),
        (
            "a visit that goes through records",
            &["records", "Ann", "like", "no"],
            "seen-again",
            "You named “Ann”, and that led here. I'm asking because a second look shows more.",
        ),
        ("a rule with a record", &["records", "Ann", "need", "ok"], "near", "I'm asking because somebody near can be leaned on."),
        (
            "a rule whose reason names it",
            &["records", "Ann", "need", "ok", "yes", "no"],
            "ease",
            "I'm asking because Ann was good to be near.",
        ),
        ("a rule without a record", &["many", "sad"], "ease", "I'm asking because sadness was among them."),
        ("a hook", &["hooks", "need"], "follow", "I'm asking because a need has a name."),
        ("a hook that leads elsewhere", &["hooks", "like"], "bare", "You answered “I like it”, and what comes next depends on it."),
        ("the agenda", &["hooks", "need", "", ""], "bare", "I'm asking because some things need a little time."),
        (
            "an interrupt",
            &["words", "so tired of it"],
            "plain",
            "Something in what you wrote made me stop and ask. I'm asking because asking does no harm.",
        ),
        ("an interrupt that drops", &["words", "there is no way out"], "card", "Something in what you wrote made me stop and ask."),
        ("a safety word", &["words", "crisis"], "card", "You typed a word that asks for help."),
        (
            "held words that are sent on",
            &["words", "so tired of it", "no"],
            "after-words",
            "You wrote something of your own, and this comes next.",
        ),
        ("back from an interrupt", &["words", "no way out", "back"], "words", "You answered “By words”, and that led here."),
    ];
    let script = script();
    for (way, typed, node, expected) in cases {
        assert_eq!(why(&script, typed), ((*node).to_owned(), (*expected).to_owned()), "{way}, after {typed:?}");
    }
}

#[test]
fn a_node_that_is_passed_by_does_not_make_an_old_answer_a_cause() {
    let text = r#"(
        format: 1, title: "Round", start: "a", facts: {"hurt": Number(0, 10)},
        nodes: {
            "a": (when: "!known(hurt)", say: "A?", ask: Number(0, 10), keep: "hurt", goto: "b"),
            "b": (say: "B.", ask: Continue, goto: [(when: "times('b') < 2", to: "a"), (to: "@end b")]),
        },
    )"#;
    let script = check(&Pack::of_one("t.ron", text), "t.ron").script.expect("it is sound");
    assert_eq!(why(&script, &["7"]), ("b".to_owned(), "You answered 7, and this comes next.".to_owned()));
    assert_eq!(why(&script, &["7", ""]), ("b".to_owned(), "It comes next on this path.".to_owned()));
}

#[test]
fn once_nothing_is_asked_that_is_said() {
    assert_eq!(why(&script(), &["choice", "yes", ""]).1, "Nothing is being asked any more.");
}

#[test]
fn no_reason_has_more_than_two_sentences_and_none_repeats_what_alarmed() {
    let script = script();
    for typed in [&["words", "so tired of it"][..], &["words", "so tired of it", "no"], &["words", "no way out, tired of it"]] {
        let (_, why) = why(&script, typed);
        assert!(!why.contains("tired") && !why.contains("way out"), "{why}");
        assert!(why.matches('.').count() <= 2, "{why}");
    }
}
