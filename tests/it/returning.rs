//! Coming back on another visit: what greets, what lies beneath, and how the log remembers it.

use inward::replay::Change;
use inward::session::{Entry, HostValue, Log};
use inward::{Begin, Pack, Response, Script, Session, check};

const DIALOGUE: &str = r#"(
  format: 1, title: "T", start: "name", begin: ["days"],
  returning: (ask: "welcome", over: "over", afresh: "afresh"),
  facts: {
    "days": Number(0, 99), "name": Text, "mood": OneOf(["low", "high"]), "drink": OneOf(["tea", "water"]),
    "met": (is: Number(0, 9), start: 0),
  },
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  nodes: {
    "name": (say: "Name?", ask: Text, keep: "name", goto: "drink"),
    "drink": (say: "Drink?", ask: Choose({"tea": "Tea", "water": "Water"}), keep: "drink", goto: "bye"),
    "bye": (say: "Bye, {quote(name)}.", goto: "@end bye"),
    "welcome": (entering: {"met": "met + 1"}, say: ["Back after {plural(days, 'day', 'days')}, {quote(name)}."], goto: "mood"),
    "over": (say: "It was over.", goto: "mood"),
    "mood": (say: "Mood?", ask: Choose({
      "low": "Low", "high": (say: "High", goto: "@leave bye"), "new": (say: "Anew", goto: "@end afresh"),
    }), keep: "mood", goto: "@return"),
    "card": (exact: true, say: "Safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

fn script_of(text: &str) -> Script {
    let text = text.replace(r#"OneOf(["low", "high"])"#, r#"OneOf(["low", "high", "new"])"#);
    let checked = check(&Pack::of_one("t.ron", &text), "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

fn script() -> Script {
    script_of(DIALOGUE)
}

fn days(days: i64) -> Vec<(String, HostValue)> {
    vec![("days".to_owned(), HostValue::Number(days))]
}

fn log(script: &Script, typed: &[&str]) -> Log {
    let mut session = Session::begin(script, Begin::default()).unwrap();
    typed.iter().for_each(|line| drop(session.hear(line)));
    session.log().clone()
}

fn asks(session: &Session<'_>) -> Option<String> {
    session.turn().outcome.question().map(|question| question.identity.node.clone())
}

#[test]
fn who_comes_back_is_greeted_and_what_waited_still_waits() {
    let script = script();
    let (mut session, report) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    assert!(report.is_empty());
    assert_eq!(session.turn().said.to_string(), "Back after 3 days, “Ann”.\n\nMood?");
    session.hear("low");
    assert_eq!(asks(&session).as_deref(), Some("drink"));
    session.hear("tea");
    assert!(session.has_ended() && !session.begins_afresh());
}

#[test]
fn after_the_end_another_greeting_goes_before() {
    let script = script();
    let (mut session, _) = Session::come_back(&script, &log(&script, &["Ann", "tea"]), days(3)).unwrap();
    assert_eq!(session.turn().said.to_string(), "It was over.\n\nMood?");
    session.hear("new");
    assert!(session.has_ended() && session.begins_afresh());
}

#[test]
fn what_is_left_is_left_for_good() {
    let script = script();
    let (mut session, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    session.hear("high");
    assert!(session.has_ended(), "nothing lies beneath any more");
    assert_eq!(session.turn().said.to_string(), "Bye, “Ann”.");
}

#[test]
fn nobody_goes_back_to_before_they_came() {
    let script = script();
    let (mut session, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    assert!(matches!(session.hear("back"), Response::Told(_)));
    assert_eq!(asks(&session).as_deref(), Some("mood"));
    session.hear("low");
    session.hear("back");
    assert_eq!(asks(&session).as_deref(), Some("mood"));
}

#[test]
fn who_left_during_the_greeting_is_greeted_once_more_and_not_twice() {
    let script = script();
    let (first, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    let (mut second, _) = Session::come_back(&script, first.log(), days(5)).unwrap();
    assert_eq!(second.turn().said.to_string(), "Back after 5 days, “Ann”.\n\nMood?");
    second.hear("low");
    assert_eq!(asks(&second).as_deref(), Some("drink"), "one greeting lay there, and not two");
}

#[test]
fn the_log_leads_to_the_same_place_again() {
    let script = script();
    for typed in [&["Ann"][..], &["Ann", "tea"]] {
        let (mut session, _) = Session::come_back(&script, &log(&script, typed), days(3)).unwrap();
        session.hear("low");
        let (mut twice, _) = Session::come_back(&script, session.log(), days(7)).unwrap();
        twice.hear("low");
        let resumed = Session::resume(&script, twice.log().clone()).unwrap();
        assert_eq!(resumed.state(), twice.state());
        let (rejoined, report) = Session::rejoin(&script, twice.log()).unwrap();
        assert!(report.is_empty(), "{report:?}");
        assert_eq!((rejoined.state(), rejoined.log()), (twice.state(), twice.log()));
    }
}

#[test]
fn an_answer_of_the_first_visit_can_be_changed_on_the_second() {
    let script = script();
    let (mut session, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    session.hear("low");
    let question = session.notes().first().unwrap().question.identity.clone();
    session.change(Change::Answer { question, typed: "Anna".to_owned() });
    assert_eq!(asks(&session).as_deref(), Some("drink"));
    assert_eq!(session.log().entries.iter().filter(|entry| matches!(entry, Entry::Returned { .. })).count(), 1);
    session.hear("tea");
    assert_eq!(session.turn().said.to_string(), "Bye, “Anna”.");
}

#[test]
fn what_the_host_may_not_say_is_passed_over() {
    let script = script();
    let given = vec![("name".to_owned(), HostValue::Text("Eve".to_owned())), ("days".to_owned(), HostValue::Number(1000))];
    let (session, _) = Session::come_back(&script, &log(&script, &["Ann"]), given).unwrap();
    assert!(session.turn().said.to_string().ends_with("“Ann”.\n\nMood?"), "{}", session.turn().said);
}

#[test]
fn where_nobody_is_greeted_the_question_that_waits_is_asked() {
    let plain = DIALOGUE.replace("  returning: (ask: \"welcome\", over: \"over\", afresh: \"afresh\"),\n", "");
    let script = script_of(&plain.replace("begin: [\"days\"]", "begin: []"));
    let (session, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    assert_eq!(asks(&session).as_deref(), Some("drink"));
}

#[test]
fn danger_is_heard_at_the_greeting_too() {
    let script = script();
    let (mut session, _) = Session::come_back(&script, &log(&script, &["Ann"]), days(3)).unwrap();
    session.hear("I'll hurt myself");
    assert_eq!(asks(&session).as_deref(), Some("card"));
    session.hear("yes");
    assert_eq!(asks(&session).as_deref(), Some("mood"));
}

#[test]
fn a_single_node_may_greet_and_can_say_why_it_asks() {
    let one = DIALOGUE.replace("(ask: \"welcome\", over: \"over\", afresh: \"afresh\")", "\"mood\"");
    let one = one.lines().filter(|line| !["\"welcome\": (", "\"over\": ("].iter().any(|node| line.contains(node)));
    let script = script_of(&one.collect::<Vec<_>>().join("\n"));
    for typed in [&["Ann"][..], &["Ann", "tea"]] {
        let (session, _) = Session::come_back(&script, &log(&script, typed), days(3)).unwrap();
        assert_eq!(asks(&session).as_deref(), Some("mood"));
        assert_eq!(session.why().to_string(), "You came back on another visit.");
    }
}
