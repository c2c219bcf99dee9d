//! Replay by identity: one answer changed, or the content edited, and everything that still is asked keeps its answer.

mod amending;
mod editing;

use inward::replay::Change;
use inward::session::{Entry, Identity, Outcome, Session};
use inward::{Begin, Pack, Response, Script, check, replay};

/// A dialogue without mistakes.
pub fn script(text: &str) -> Script {
    let checked = check(&Pack::of_one("t.ron", text), "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

/// Where a conversation stands after these lines.
pub fn after<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).expect("it needs nothing to begin");
    typed.iter().for_each(|line| drop(session.hear(line)));
    session
}

/// The question that waits, or the end.
pub fn at(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.to_string(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

/// The question that is written so, among those that were answered.
pub fn asked(session: &Session<'_>, question: &str) -> Identity {
    let mut identities = session.log().entries.iter().map(Entry::question);
    let found = identities.find(|identity| identity.to_string() == question);
    found.unwrap_or_else(|| panic!("{question} wasn't asked; there are {:?}", answered(session))).clone()
}

/// What is told at once when an answer changes, with the question behind it.
pub fn answer(session: &mut Session<'_>, question: &str, typed: &str) -> String {
    let question = asked(session, question);
    said(session, Change::Answer { question, typed: typed.to_owned() })
}

/// What is told when a change is asked for, and the question behind it.
pub fn said(session: &mut Session<'_>, change: Change) -> String {
    let response = session.change(change);
    replays(session);
    match response {
        Response::Turn => session.turn().said.to_string(),
        Response::Told(told) => format!("(told) {told}"),
        Response::Left(_) => panic!("a change doesn't leave"),
    }
}

/// Whatever happened, the log comes to where the session is.
pub fn replays(session: &Session<'_>) {
    let log = session.log();
    let script = SCRIPTS.with(|scripts| *scripts.borrow().last().expect("a script was noted"));
    let (state, _) = replay(script, log).expect("the log is of this content");
    assert_eq!(&state, session.state());
}

thread_local! {
    static SCRIPTS: std::cell::RefCell<Vec<&'static Script>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// A script that lives as long as the test, and against which every change is replayed.
pub fn kept(text: &str) -> &'static Script {
    let script: &'static Script = Box::leak(Box::new(script(text)));
    SCRIPTS.with(|scripts| scripts.borrow_mut().push(script));
    script
}

/// The questions that were answered, in order.
pub fn answered(session: &Session<'_>) -> Vec<String> {
    session.log().entries.iter().map(|entry| entry.question().to_string()).collect()
}

/// A fact as the state's image has it.
pub fn fact(script: &Script, session: &Session<'_>, name: &str) -> String {
    let id = script.fact_named(name).expect("there is this fact");
    format!("{:?}", session.state().fact(id))
}
