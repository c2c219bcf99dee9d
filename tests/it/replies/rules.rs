//! What holds for every reply, whatever the corpus says of it.

use super::corpus::{Block, blocks};
use super::{CORPUS, answered, script};
use crate::conversation::{self, say};
use inward::session::{Meaning, Outcome, Response};
use inward::{Begin, Script, Session, Turn, phrases};
use std::time::{Duration, Instant};

pub(super) fn dialogue(ask: &str) -> Script {
    let text = format!(
        r#"(format: 1, title: "Rules", start: "q", nodes: {{"q": (say: "Well?", ask: {ask}), "left": (ask: Continue), "right": (ask: Continue)}})"#
    );
    conversation::script(&text)
}

pub(super) fn first(script: &Script, typed: &str) -> Turn {
    say(script, &conversation::first(script).0, typed).1
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

#[test]
fn a_no_that_is_limited_or_moved_in_time_is_asked_again_and_never_taken_for_no() {
    let yes_or_no = dialogue("YesNo");
    let exact = conversation::script(
        r#"(format: 1, title: "Rules", start: "q", nodes: {"q": (say: "Were you ever afraid?", exact: true, ask: Choose({
          "no": (say: "No", hears: ["^(no|nope|nah|never|not)"], goto: "left"), "yes": (say: "Yes", hears: ["^(yes|yeah)"], goto: "left"),
        })), "left": (ask: Continue)})"#,
    );
    for typed in
        ["not anymore", "not only back then", "no but sometimes", "not before but now yes", "not 1", "no more than usual", "no longer"]
    {
        for script in [&yes_or_no, &exact] {
            let turn = first(script, typed);
            assert!(turn.understood.is_none() && matches!(turn.outcome, Outcome::Unread(_)), "`{typed}`: {:?}", turn.understood);
        }
    }
    for typed in ["no", "nope", "not really", "no, not at all", "never", "no, I wasn't"] {
        for script in [&yes_or_no, &exact] {
            assert_eq!(first(script, typed).understood, Some(Meaning::Option("no".to_owned())), "`{typed}`");
        }
    }
}

#[test]
fn what_is_answered_with_what_the_question_means_and_examples_at_every_kind_of_question() {
    let text = |ask: &str| {
        let examples = if ask == "Text" { r#"examples: ["how it was said", "all of it"],"# } else { "" };
        let text = format!(
            r#"(format: 1, title: "Rules", start: "q", facts: {{"t": Text}}, nodes: {{
              "q": (say: "Well?", because: "it helps to know", {examples} ask: {ask}, goto: "left"), "left": (ask: Continue)}})"#
        );
        conversation::script(&text)
    };
    for ask in ["Text", r#"Choose({"a": "One", "b": "Two"})"#, "YesNo", "Number(0, 10)"] {
        let script = text(ask);
        for typed in ["what?", "Huh?", "like what?", "example?", "for example?", "sorry, what?"] {
            let turn = first(&script, typed);
            let said = turn.said.to_string();
            assert!(turn.understood.is_none() && said.contains(phrases::MEANT_SIMPLY), "{ask}, `{typed}`: {said}");
            assert!(said.contains("it helps to know"), "{ask}, `{typed}`: {said}");
            assert_eq!(said.contains("how it was said"), ask == "Text", "{ask}, `{typed}`: {said}");
        }
    }
    // In somebody's own words they are words.
    let script = text("Text");
    for typed in ["so what?", "what a mess", "he said huh"] {
        assert!(matches!(first(&script, typed).understood, Some(Meaning::Words(_))), "`{typed}`");
    }
}

#[test]
fn quotes_around_an_answer_are_no_part_of_it_and_a_no_thank_you_is_no_name() {
    let script = conversation::script(
        r#"(format: 1, title: "Rules", start: "q", facts: {"t": Text}, nodes: {"q": (say: "Well?", ask: Text, keep: "t", goto: "left"), "left": (say: "You said {quote(t)}.", ask: Continue)})"#,
    );
    for typed in ["“her laugh”", "\"her laugh\"", "„her laugh“", "‘her laugh’", "« her laugh »", "her laugh"] {
        assert_eq!(first(&script, typed).said.to_string(), "You said “her laugh”.", "{typed}");
    }
    assert_eq!(first(&script, "“stay” or “go”").said.to_string(), "You said ““stay” or “go””.");
    for typed in ["no thank you", "no thanks", "nah", "never mind", "nm"] {
        assert_eq!(first(&script, typed).understood, Some(Meaning::Declined), "`{typed}`");
    }
}

#[test]
fn a_number_is_taken_when_all_of_its_numeral_was_read_and_asked_where_it_cannot_be_known() {
    use inward::session::{Misfit, Pending};
    let counts = dialogue("Number(0, 99999999)");
    for (typed, number) in [
        ("20k", 20_000),
        ("two million", 2_000_000),
        ("1,000,000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1'000'000", 1_000_000),
        ("1e3", 1_000),
        ("1.5k", 1_500),
        ("2.5 million", 2_500_000),
        ("3 thousand", 3_000),
        ("two thousand five hundred", 2_500),
        ("three hundred thousand", 300_000),
        ("a thousand", 1_000),
        ("about 300", 300),
        ("7.0", 7),
        ("12,500", 12_500),
    ] {
        assert_eq!(first(&counts, typed).understood, Some(Meaning::Number(number)), "`{typed}`");
    }
    let scale = dialogue("Number(0, 10)");
    for (script, typed, either) in [
        (&counts, "10.000", [10, 10_000]),
        (&counts, "10 000", [10, 10_000]),
        (&counts, "7.5", [7, 8]),
        (&scale, "7.5", [7, 8]),
        (&scale, "6,5", [6, 7]),
    ] {
        assert_eq!(first(script, typed).misfit, Some(Misfit::AskedBack(Pending::Numbers(either.into()))), "`{typed}`");
    }
    for (typed, number) in [("not 7, more like 8", 8), ("10/10", 10), ("7 out of 10", 7), ("5. 3 rounds and then nothing", 5)] {
        assert_eq!(first(&scale, typed).understood, Some(Meaning::Number(number)), "`{typed}`");
    }
}
