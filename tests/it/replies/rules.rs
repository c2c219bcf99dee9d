//! What holds for every reply, whatever the corpus says of it.

use super::corpus::{Block, blocks};
use super::{CORPUS, answered, script};
use crate::conversation::{begun, say};
use inward::session::{Meaning, Outcome, Response};
use inward::{Begin, Pack, Script, Session, Turn, check, phrases};
use std::time::{Duration, Instant};

pub(super) fn dialogue(ask: &str) -> Script {
    let text = format!(
        r#"(format: 1, title: "Rules", start: "q", nodes: {{"q": (say: "Well?", ask: {ask}), "left": (ask: Continue), "right": (ask: Continue)}})"#
    );
    let checked = check(&Pack::of_one("rules.ron", &text), "rules.ron");
    let findings = checked.diagnostics.iter().map(|found| format!("{}\n", found.message)).collect::<String>();
    checked.script.unwrap_or_else(|| panic!("{findings}"))
}

pub(super) fn first(script: &Script, typed: &str) -> Turn {
    say(script, &begun(script).0, typed).1
}

#[test]
fn a_guess_is_called_one_and_an_exact_answer_is_none() {
    let script = dialogue(
        r#"Choose({"friend": (say: "A friend", hears: ["mate"], goto: "left"), "family": (say: "My own family", goto: "right")})"#,
    );
    for (typed, id, guessed) in [
        ("1", "friend", false),
        ("friend", "friend", false),
        ("a FRIEND.", "friend", false),
        ("an old mate", "friend", false),
        ("the second one", "family", false),
        ("a freind", "friend", true),
        ("my own", "family", true),
        ("it was my family", "family", true),
    ] {
        let turn = first(&script, typed);
        let Some(Meaning::Option(understood)) = &turn.understood else { panic!("`{typed}` can be read") };
        assert_eq!((understood.as_str(), turn.guessed), (id, guessed), "{typed}");
    }
    assert!(!first(&script, "gibberish").guessed);
}

#[test]
fn a_guess_is_still_one_when_its_log_is_played_again() {
    let script = dialogue(r#"Choose({"friend": (say: "A friend", goto: "left"), "family": (say: "My own family", goto: "right")})"#);
    let mut session = Session::begin(&script, Begin::default()).expect("nothing needs to be given");
    assert_eq!(session.hear("a freind"), Response::Turn);
    let (_, turns) = inward::replay(&script, session.log()).expect("the log is of this dialogue");
    assert!(turns.last().expect("it was answered").guessed);
}

#[test]
fn nothing_is_guessed_where_only_the_exact_counts() {
    let blocks = blocks(CORPUS);
    let typed = blocks.iter().flat_map(|block| &block.lines).map(|line| line.typed.as_str()).collect::<Vec<_>>();
    for block in blocks.iter().filter(|block| block.kind.ends_with("exactly")) {
        let script = script(block);
        for typed in &typed {
            assert!(!answered(&script, block, typed).guessed, "`{typed}` at `{}`", block.question);
        }
    }
}

#[test]
fn any_reply_can_be_given_to_any_question() {
    let blocks = blocks(CORPUS);
    let typed = blocks.iter().flat_map(|block| &block.lines).map(|line| line.typed.as_str()).collect::<Vec<_>>();
    let understood_or_asked_again =
        |block: &Block, turn: &Turn| matches!(turn.outcome, Outcome::Unread(_)) || turn.understood.is_some() || block.something_is_named();
    for block in &blocks {
        let script = script(block);
        for typed in typed.iter().step_by(3) {
            let turn = answered(&script, block, typed);
            assert!(understood_or_asked_again(block, &turn), "`{typed}` at `{}`", block.question);
        }
    }
}

#[test]
fn a_yes_where_a_thing_is_asked_for_asks_for_its_name() {
    let block = blocks(CORPUS).into_iter().find(|block| block.something_is_named()).expect("there is one");
    let turn = answered(&script(&block), &block, "yes");
    assert_eq!(turn.said.to_string(), phrases::NAME_IT);
}

#[test]
fn words_that_stand_in_any_sentence_choose_nothing() {
    let script =
        dialogue(r#"Choose({"seen": (say: "Being seen", goto: "left"), "better": (say: "They wanted somebody better", goto: "right")})"#);
    for typed in ["being braver", "what she really wanted"] {
        assert_eq!(first(&script, typed).understood, None, "{typed}");
    }
    assert!(first(&script, "to be seen").understood.is_some());
}

#[test]
fn the_end_of_a_scale_may_be_called_by_its_meaning() {
    let script = dialogue(r#"Number(from: 0, to: 10, least: "not at all", most: "unbearably")"#);
    assert_eq!(first(&script, "Not at all").understood, Some(Meaning::Number(0)));
    assert_eq!(first(&script, "unbearably").understood, Some(Meaning::Number(10)));
}

#[test]
fn the_longest_reply_is_read_in_no_time_among_many_options() {
    let many =
        (0..36).map(|place| format!(r#""o{place}": "The way they kept silent {place} times about it""#)).collect::<Vec<_>>().join(", ");
    for ask in [
        format!("Choose({{{many}}})"),
        format!("ChooseMany({{{many}}})"),
        "Number(0, 10)".to_owned(),
        "YesNo".to_owned(),
        "Text".to_owned(),
    ] {
        let script = dialogue(&ask);
        for piece in ["they kept silnet ", "no, ", "1 and ", "7 ", "not or yes ", "a", "…", "-"] {
            let began = Instant::now();
            first(&script, &piece.repeat(100_000 / piece.len()));
            first(&script, &piece.repeat(390 / piece.len()));
            // Two orders of magnitude above what a build without optimisation takes here, so that a busy machine passes.
            assert!(began.elapsed() < Duration::from_secs(5), "{ask}: `{piece}` took {:?}", began.elapsed());
        }
    }
}
