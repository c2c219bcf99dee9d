//! What comes of replies that are no answer: asked again once or twice, otherwise each time, and then left.

use super::rules::{dialogue, first};
use crate::conversation::{begun, say};
use inward::session::{Left, Meaning, Outcome};
use inward::{Pack, Script, State, Turn, check, phrases};

/// Two questions after each other, so that one can be left; `more` stands at the first.
fn two(ask: &str, more: &str) -> Script {
    let text = format!(
        r#"(format: 1, title: "Two", start: "q", nodes: {{
            "q": (say: "Well?", ask: {ask}, {more} goto: "next"), "next": (say: "And then?", ask: {ask}, goto: "@end over")}})"#
    );
    let checked = check(&Pack::of_one("two.ron", &text), "two.ron");
    let findings = checked.diagnostics.iter().map(|found| format!("{}\n", found.message)).collect::<String>();
    checked.script.unwrap_or_else(|| panic!("{findings}"))
}

fn begin(script: &Script) -> State {
    begun(script).0
}

/// The turns that follow these replies, one after the other.
fn turns<const N: usize>(script: &Script, typed: [&str; N]) -> [Turn; N] {
    let mut state = begin(script);
    typed.map(|typed| {
        let (next, turn) = say(script, &state, typed);
        state = next;
        turn
    })
}

fn at(turn: &Turn) -> &str {
    turn.outcome.question().map_or("", |question| &question.identity.node)
}

const CHOICE: &str = r#"Choose({"a": "One", "b": "Two"})"#;

#[test]
fn nothing_is_asked_again_then_left_and_then_offered_a_rest() {
    for ask in [CHOICE, r#"ChooseMany({"a": "One", "b": "Two"})"#, "Number(0, 10)", "YesNo", "Text"] {
        let [once, twice, thrice, still] = turns(&two(ask, ""), ["", " . ", "", ""]);
        assert_eq!((at(&once), once.said.to_string().as_str()), ("q", phrases::EMPTY[0]), "{ask}");
        assert!(matches!(once.outcome, Outcome::Unread(_)));
        assert_eq!((at(&twice), &twice.understood), ("next", &Some(Meaning::Left(Left::Silent))), "{ask}");
        for turn in [thrice, still] {
            assert_eq!((at(&turn), turn.said.to_string().as_str()), ("next", phrases::EMPTY[2]), "{ask}: nothing more is left by itself");
        }
    }
    assert!(["pause", "quit", "skip"].iter().all(|way| phrases::EMPTY[2].contains(way)));
}

#[test]
fn any_words_in_between_begin_the_count_anew() {
    let [.., last] = turns(&two(CHOICE, ""), ["", "gibberish", ""]);
    assert_eq!((at(&last), last.said.to_string().as_str()), ("q", phrases::EMPTY[0]));
}

#[test]
fn what_fits_nothing_is_left_the_third_time() {
    for ask in [CHOICE, "Number(0, 10)", "YesNo"] {
        let [first, second, third] = turns(&two(ask, ""), ["the blue house", "of my aunt", "where we sat"]);
        assert_eq!((at(&first), at(&second), at(&third)), ("q", "q", "next"), "{ask}");
        assert!(third.said.to_string().contains(phrases::LEFT_UNREAD), "{ask}");
        assert_eq!(third.understood, Some(Meaning::Left(Left::Misfit)));
    }
}

#[test]
fn nothing_is_left_by_itself_where_only_the_exact_counts() {
    for turn in turns(&two(CHOICE, "exact: true,"), ["", "", "", "gibberish", "more of it", "and more", "again"]) {
        assert_eq!(at(&turn), "q");
    }
}

#[test]
fn nothing_is_left_by_itself_where_the_way_on_needs_an_answer() {
    let script = dialogue(r#"Choose({"a": (say: "One", goto: "left"), "b": (say: "Two", goto: "right")})"#);
    let said = turns(&script, ["", "ok", "..."]).map(|turn| (at(&turn).to_owned(), turn.said.to_string()));
    assert_eq!(said, phrases::EMPTY_BUT_NEEDED.map(|said| ("q".to_owned(), said.to_owned())));
    let fits_nothing = turns(&script, ["gibberish", "gibberish", "gibberish", "why do you ask?"]);
    for said in said.map(|(_, said)| said).into_iter().chain(fits_nothing.map(|turn| turn.said.to_string())) {
        assert!(!said.contains("skip"), "{said}");
    }
}

#[test]
fn who_does_not_know_sees_examples_once_and_is_never_asked_a_third_time() {
    let script = two("Text", r#"examples: ["her laugh", "how calm he was", "nothing yet"],"#);
    let [once, twice] = turns(&script, ["I don't know", "no idea"]);
    let said = once.said.to_string();
    assert!(said.contains(phrases::UNKNOWN) && said.contains("“her laugh”, “how calm he was” or “nothing yet”"), "{said}");
    assert_eq!((at(&once), at(&twice), &twice.understood), ("q", "next", &Some(Meaning::Unknown)));
    let [nothing, left] = turns(&script, ["", "idk"]);
    assert!(nothing.said.to_string().contains("“her laugh”"), "also for somebody who says nothing");
    assert_eq!(at(&left), "next");
    // Where there are none, it is an answer at once.
    assert_eq!(first(&two("Text", ""), "no idea").understood, Some(Meaning::Unknown));
}

#[test]
fn examples_stand_only_where_words_are_asked_for() {
    let text = r#"(format: 1, title: "No", start: "q", nodes: {"q": (ask: YesNo, examples: ["yes"], goto: "@end over")})"#;
    let checked = check(&Pack::of_one("no.ron", text), "no.ron");
    assert!(checked.diagnostics.iter().any(|found| found.message.contains("somebody's own words")), "{:?}", checked.diagnostics);
}

#[test]
fn a_question_to_the_program_is_told_what_it_is() {
    let script = two(CHOICE, r#"unread: "The number in front.","#);
    let [asked] = turns(&script, ["will he ever call me?"]);
    assert_eq!((at(&asked), asked.said.to_string().as_str()), ("q", phrases::A_QUESTION));
    assert_eq!(first(&script, "hm?").said.to_string(), "The number in front.", "a word with a mark behind it is no question");
    let free = first(&two("Text", ""), "will he ever call me?").understood;
    assert!(matches!(free, Some(Meaning::Words(_))), "where one writes freely it is an answer");
}
