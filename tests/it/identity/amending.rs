//! One answer changed, and everything else kept as far as it is still asked.

use super::{after, answer, answered, asked, at, fact, kept, said};
use inward::replay::{Change, Doubt};

/// Rated three times, the second time only on one of two ways.
const RATINGS: &str = r#"(
  format: 1, title: "T", start: "first",
  facts: {"n1": Number(0, 10), "way": OneOf(["long", "short"]), "last": Text},
  nodes: {
    "first": (say: "Begin?", ask: Continue, goto: (visit: "rate", to: "way")),
    "way": (say: "Which way?", ask: Choose({
      "long": (say: "The long one", goto: (visit: "rate", to: "then")), "short": (say: "The short one", goto: "then"),
    }), keep: "way"),
    "then": (say: "And then?", ask: Text, keep: "last", goto: (visit: "rate", to: "bye")),
    "rate": (say: "How much does it hurt?", ask: Number(0, 10), keep: "n1"),
    "bye": (say: "You gave {n1} at last.", ask: Continue, goto: "@end done"),
  },
)"#;

#[test]
fn of_three_ratings_one_is_amended_away_and_the_others_keep_theirs() {
    let script = kept(RATINGS);
    let mut session = after(script, &["", "8", "long", "6", "tea", "3"]);
    assert_eq!(at(&session), "bye from then #1");
    let told = answer(&mut session, "way from first #1", "short");
    // The next question is reached by another way, so it is asked again; the rating behind it isn't.
    assert_eq!(at(&session), "then from way:short #1");
    assert_eq!(
        told,
        "I'll ask once more about “tea”: another way leads there now.\n\n\
         No longer needed: “6”. I'll keep it, in case it's asked after all.\n\n\
         You said “tea” before. Type same to keep it.\n\nAnd then?"
    );
    session.hear("same");
    assert_eq!(at(&session), "bye from then #1");
    assert_eq!(session.turn().said.to_string(), "You gave 3 at last.");
    assert_eq!(fact(script, &session, "n1"), "Number(3)");
    // Back again, and the rating that was set aside is taken up again.
    answer(&mut session, "way from first #1", "long");
    assert_eq!(at(&session), "bye from then #1");
    let questions = answered(&session);
    assert!(questions.contains(&"rate from way:long #1".to_owned()), "{questions:?}");
}

const NAMES: &str = r#"(
  format: 1, title: "T", start: "nick",
  facts: {"nick": (is: Text, wording: true), "since": Text, "echo": Text, "alarm": (is: OneOf(["none", "hard"]), start: "none", lasting: true)},
  interrupts: {
    "danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"]),
    "low": (level: "distress", hears: ["no way out"], ask: "plain", text: Hold, samples: ["no way out"]),
  },
  nodes: {
    "nick": (say: "What may I call them?", ask: Text, keep: "nick", goto: "since"),
    "since": (say: "How long ago did {nick} say so?", ask: Text, keep: "since", goto: "echo"),
    "echo": (say: "What was {since} like?", ask: Text, keep: "echo", goto: "bye"),
    "bye": (say: "That was {since}.", ask: Continue, goto: "@end done"),
    "card": (exact: true, entering: {"alarm": "'hard'"}, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
    "plain": (exact: true, say: "Is it about your life?", ask: Choose({"no": (say: "No", goto: "@resume"), "yes": (say: "Yes", goto: "card")})),
  },
)"#;

#[test]
fn a_corrected_nickname_asks_nothing_again() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sma", "a week ago", "grey"]);
    assert_eq!(answer(&mut session, "nick from start #1", "Sam"), "Changed. Everything else stands.\n\nThat was a week ago.");
    assert_eq!(at(&session), "bye from echo #1");
    assert!(fact(script, &session, "nick").contains("Sam"));
    assert_eq!(session.turn().understood, None, "what was taken up was said long ago");
}

#[test]
fn a_question_that_shows_what_changed_is_asked_again_and_its_answer_offered() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "a week ago", "grey"]);
    let told = answer(&mut session, "since from nick #1", "a year ago");
    assert_eq!(at(&session), "echo from since #1");
    assert_eq!(
        told,
        "I'll ask once more about “grey”: it rested on what changed.\n\n\
         You said “grey” before. Type same to keep it.\n\nWhat was a year ago like?"
    );
    assert_eq!(session.offered().unwrap().doubt, Doubt::OtherValues(vec!["since".to_owned()]));
    session.hear("same");
    assert_eq!(at(&session), "bye from echo #1");
    assert!(fact(script, &session, "echo").contains("grey"));
    assert_eq!(session.offered(), None);
}

#[test]
fn another_answer_takes_the_place_of_the_one_that_was_offered() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "a week ago", "grey"]);
    answer(&mut session, "since from nick #1", "a year ago");
    session.hear("blue");
    assert_eq!(at(&session), "bye from echo #1");
    assert!(!serde_json::to_string(session.log()).unwrap().contains("grey"));
}

#[test]
fn what_was_typed_and_is_no_answer_changes_nothing() {
    let script = kept(RATINGS);
    let mut session = after(script, &["", "8", "long", "6", "tea", "3"]);
    let before = session.state().clone();
    assert_eq!(answer(&mut session, "rate from way:long #1", "twelve"), "(told) A number from 0 to 10, please.");
    assert_eq!(session.state(), &before);
}

#[test]
fn what_was_not_answered_cannot_be_changed() {
    let script = kept(RATINGS);
    let mut session = after(script, &["", "8"]);
    let question = session.turn().outcome.question().unwrap().identity.clone();
    assert_eq!(said(&mut session, Change::Answer { question, typed: "long".to_owned() }), "(told) There's no answer to change there.");
}

// Interrupts.

#[test]
fn an_interrupt_hangs_on_the_question_at_which_it_happened() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "I'll hurt myself", "yes", "a week ago", "grey"]);
    answer(&mut session, "nick from start #1", "Kim");
    assert_eq!(at(&session), "bye from echo #1");
    assert!(answered(&session).contains(&"card from interrupt danger #1".to_owned()));
}

/// The question at which something grave is typed is asked on one way only.
const ELSEWHERE: &str = r#"(
  format: 1, title: "T", start: "way",
  facts: {"way": OneOf(["a", "b"]), "t": Text, "u": Text, "alarm": (is: OneOf(["none", "hard"]), start: "none", lasting: true)},
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  nodes: {
    "way": (say: "Which?", ask: Choose({"a": (say: "A", goto: "on-a"), "b": (say: "B", goto: "on-b")}), keep: "way"),
    "on-a": (say: "On a?", ask: Text, keep: "t", goto: "end"),
    "on-b": (say: "On b?", ask: Text, keep: "u", goto: "end"),
    "end": (say: [(when: "alarm == 'hard'", say: "Slowly."), "Well."], ask: Continue, goto: "@end e"),
    "card": (exact: true, entering: {"alarm": "'hard'"}, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

#[test]
fn an_interrupt_at_a_question_no_longer_asked_is_left_out_and_what_lasts_stays() {
    let script = kept(ELSEWHERE);
    let mut session = after(script, &["a", "I'll hurt myself", "yes", "hm"]);
    assert_eq!(fact(script, &session, "alarm"), "Option(1)");
    let told = answer(&mut session, "way from start #1", "b");
    assert_eq!(at(&session), "on-b from way:b #1");
    assert_eq!(told, "No longer needed: “hm”. I'll keep it, in case it's asked after all.\n\nOn b?");
    assert_eq!(fact(script, &session, "alarm"), "Option(1)", "going another way doesn't erase a crisis");
    // Its answers aren't taken up: whoever is asked whether they're safe answers themselves.
    session.hear("I'll hurt myself again");
    assert_eq!(at(&session), "card from interrupt danger #1");
    assert!(!session.log().aside.iter().any(|entry| entry.question().node == "card"));
}

#[test]
fn words_that_alarm_are_heard_in_a_change_too() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "a week ago", "grey"]);
    let told = answer(&mut session, "nick from start #1", "I'll hurt myself");
    assert_eq!(at(&session), "card from interrupt danger #1");
    assert!(told.ends_with("Are you safe?"), "{told}");
    assert!(!serde_json::to_string(session.log()).unwrap().contains("hurt myself"));
    session.hear("yes");
    assert_eq!(at(&session), "nick from start #1", "its old answer was taken back");
    session.hear("Kim");
    assert_eq!(at(&session), "bye from echo #1", "and the others stand");
}

#[test]
fn a_change_asked_for_inside_an_interrupt_waits_until_it_returns() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "a week ago", "I'll hurt myself"]);
    let told = answer(&mut session, "nick from start #1", "Kim");
    assert_eq!(told, "(told) I'll change that when we're back at the question.");
    assert!(fact(script, &session, "nick").contains("Sam"));
    session.hear("yes");
    assert_eq!(at(&session), "echo from since #1");
    assert!(fact(script, &session, "nick").contains("Kim"));
}

#[test]
fn held_words_that_were_sent_on_can_be_changed_like_any_answer() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "no way out since May", "no", "grey"]);
    assert!(fact(script, &session, "since").contains("since May"));
    answer(&mut session, "since from nick #1", "a year ago");
    assert_eq!(at(&session), "echo from since #1");
    assert!(fact(script, &session, "since").contains("a year ago"));
    assert!(!serde_json::to_string(session.log()).unwrap().contains("since May"));
}

// Records.

const TRAITS: &str = include_str!("../../follow_ups/traits.ron");

#[test]
fn a_corrected_spelling_keeps_everything_that_was_said_about_a_thing() {
    let script = kept(TRAITS);
    let mut session = after(script, &["her qiuet", "reminds", "my father", "yes", "his hands", "need", "no", ""]);
    let before = at(&session);
    let question = asked(&session, "traits from start #1");
    let typed = "her quiet".to_owned();
    let told = said(&mut session, Change::Answer { question: question.clone(), typed: typed.clone() });
    assert_eq!(told, "(told) Is that only the spelling, or another thing?");
    let told = said(&mut session, Change::Spelling { question, typed });
    assert!(told.starts_with("Changed. Everything else stands."), "{told}");
    assert_eq!(at(&session), before);
    assert!(fact(script, &session, "traits").contains("her quiet"));
}

#[test]
fn another_thing_retires_the_key_and_is_met_anew() {
    let script = kept(TRAITS);
    let mut session = after(script, &["her quiet", "reminds", "my father", "yes", "his hands", "need", "no", ""]);
    let question = asked(&session, "traits from start #1");
    let told = said(&mut session, Change::Another { question, typed: "her laugh".to_owned() });
    assert_eq!(at(&session), "trait(t3) from traits #1", "{told}");
    assert!(told.contains("No longer needed: “It reminds me of someone”, “my father” and “Yes”."), "{told}");
    session.hear("need");
    // The second thing was met already, so the conversation goes on where it was open first.
    assert_eq!(at(&session), "why(t3) from deeper #1");
    let traits = fact(script, &session, "traits");
    assert!(traits.contains("her laugh") && traits.contains("his hands") && !traits.contains("her quiet"), "{traits}");
}

#[test]
fn another_source_is_another_record_and_never_gets_an_old_key() {
    let script = kept(TRAITS);
    let mut session = after(script, &["her quiet", "reminds", "my father", "yes", "no"]);
    let question = asked(&session, "source(t1) from trait:reminds #1");
    said(&mut session, Change::Another { question, typed: "my mother".to_owned() });
    // Whether the father was good to be near says nothing about the mother.
    assert_eq!(at(&session), "source-near(p2) from rule shared of t1 #1");
}

#[test]
fn how_often_a_rule_spoke_is_counted_anew() {
    let script = kept(TRAITS);
    let mut session = after(script, &["a", "need", "no", "", "angry", "ok"]);
    assert_eq!(at(&session), "@end named");
    let question = asked(&session, "moods from deeper #1");
    said(&mut session, Change::Answer { question, typed: "sad".to_owned() });
    assert_eq!(at(&session), "@end named");
    let question = asked(&session, "moods from deeper #1");
    said(&mut session, Change::Answer { question, typed: "angry".to_owned() });
    assert!(answered(&session).contains(&"slow from rule heavy #1".to_owned()), "{:?}", answered(&session));
}

// Forgetting.

#[test]
fn forgetting_scrubs_an_answer_wherever_it_stands() {
    let script = kept(NAMES);
    let mut session = after(script, &["Sam", "a week ago", "grey"]);
    answer(&mut session, "since from nick #1", "a year ago");
    let question = asked(&session, "since from nick #1");
    said(&mut session, Change::Forget { question });
    let log = serde_json::to_string(session.log()).unwrap();
    let state = session.state().image();
    for words in ["a week ago", "a year ago"] {
        assert!(!log.contains(words) && !state.contains(words), "{words} is still there: {log} {state}");
    }
    assert_eq!(fact(script, &session, "since"), "Declined");
}

#[test]
fn a_forgotten_thing_leaves_the_others_where_they_are() {
    let script = kept(TRAITS);
    let mut session = after(script, &["her quiet", "reminds", "my father", "yes", "his hands", "need", "no", ""]);
    let question = asked(&session, "traits from start #1");
    said(&mut session, Change::Forget { question });
    let log = serde_json::to_string(session.log()).unwrap();
    assert!(!log.contains("her quiet") && !log.contains("my father"), "{log}");
    assert!(fact(script, &session, "traits").contains("his hands"));
    assert_eq!(at(&session), "why(t2) from deeper #1");
}
