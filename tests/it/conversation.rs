//! Conversations as the tests hold them: a script made of a text, the pack that is built into the program, and somebody who
//! types lines at them.

use inward::check::{Checked, PackCheck, check_pack};
use inward::diagnostics::human;
use inward::pack::{File, Pack};
use inward::script::Value;
use inward::session::{self, Misfit, Taken};
use inward::transcript::Transcript;
use inward::{Asked, Begin, Meaning, Outcome, Response, Script, Session, State, Turn, check, fits, read, render, step};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The pack that is built into the program. Checking it takes a while, so all tests share one check.
static BUILT_IN: LazyLock<PackCheck> = LazyLock::new(|| check_pack(&Pack::built_in()));

// Scripts.

/// What the check of a dialogue of the built-in pack found, by the dialogue's name; without a name, of its default.
pub fn built_in(dialogue: Option<&str>) -> &'static Checked {
    let pack = &*BUILT_IN;
    let wanted = dialogue.map_or_else(|| pack.default.clone(), |name| Some(format!("content/{name}.ron")));
    let found = pack.dialogues.iter().find(|(path, _)| Some(path) == wanted.as_ref());
    &found.unwrap_or_else(|| panic!("the pack has no dialogue {wanted:?}")).1
}

/// The long conversation of the built-in pack, about rejection.
pub fn rejection() -> &'static Script {
    script_in(built_in(Some("rejection")))
}

/// The script that was checked, or every mistake that keeps it from being one.
pub fn script_in(checked: &Checked) -> &Script {
    checked.script.as_ref().unwrap_or_else(|| panic!("the dialogue isn't sound:\n{}", findings(checked)))
}

/// A dialogue that is one text and has no mistake.
pub fn script(text: &str) -> Script {
    sound(check(&Pack::of_one("t.ron", text), "t.ron"))
}

/// A dialogue with the hooks that it calls.
pub fn hooked(text: &str, hooks: &str) -> Script {
    sound(checked(text, hooks))
}

/// What the check finds in a dialogue with hooks.
pub fn checked(text: &str, hooks: &str) -> Checked {
    let mut pack = Pack::of_one("t.ron", text);
    pack.add("scripts/t.rhai", File::Text(hooks.into()));
    check(&pack, "t.ron")
}

fn sound(checked: Checked) -> Script {
    let findings = findings(&checked);
    checked.script.unwrap_or_else(|| panic!("the dialogue isn't sound:\n{findings}"))
}

/// All that the check says, as people read it.
pub fn findings(checked: &Checked) -> String {
    human(&checked.diagnostics, &checked.sources, false)
}

/// The kinds of mistakes that the check found, in its order.
pub fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.diagnostics.iter().map(|found| found.code.word()).collect()
}

// Somebody who types.

/// A conversation at its beginning.
pub fn begun(script: &Script) -> Session<'_> {
    Session::begin(script, Begin::default()).expect("nothing needs to be given")
}

/// Where a conversation stands after these lines, whatever came of each.
pub fn after<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = begun(script);
    typed.iter().for_each(|line| drop(session.hear(line)));
    session
}

/// Where a conversation stands after these lines, each of which is part of it and no command beside it.
pub fn played<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = begun(script);
    for line in typed {
        assert_eq!(session.hear(line), Response::Turn, "`{line}` is part of the conversation");
    }
    session
}

/// The node whose question waits, or the end.
pub fn node(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.node.clone(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

/// The question that waits as it is written, with what it is about and which time it is, or the end.
pub fn waiting(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.to_string(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

/// What a fact is now.
pub fn fact<'s>(script: &Script, session: &'s Session<'_>, name: &str) -> &'s Value {
    session.state().fact(script.fact_named(name).expect("there is such a fact"))
}

/// What is told beside the conversation after a line.
pub fn told(session: &mut Session<'_>, typed: &str) -> String {
    match session.hear(typed) {
        Response::Told(prose) => prose.to_string(),
        other => panic!("`{typed}` wasn't told, but {other:?} at {}: {}", node(session), session.turn().said),
    }
}

/// The state and the turn at the first question.
pub fn first(script: &Script) -> (State, Turn) {
    let (state, events) = session::begin(script, &Begin::default()).expect("nothing needs to be given");
    let turn = render(script, &state, &events);
    (state, turn)
}

/// A step, and what came of it in words.
pub fn stepped(script: &Script, state: &State, meaning: &Meaning) -> (State, Turn) {
    let (after, events) = step(script, state, meaning);
    let turn = render(script, &after, &events);
    (after, turn)
}

/// What comes of something typed: it is read at the question that waits, and the step taken. What is asked of the program itself
/// is an option here, where one has that id, and no answer elsewhere. Nothing follows once the conversation has ended.
pub fn say(script: &Script, state: &State, text: &str) -> (State, Turn) {
    let reading = Asked::of(script, state).map(|asked| read(script, &asked, text));
    match reading.map(|reading| (reading.taken, reading.guessed)) {
        Some((Taken::Step(meaning), guessed)) => {
            let (state, turn) = stepped(script, state, &meaning);
            (state, Turn { guessed, ..turn })
        }
        Some((Taken::Session(_) | Taken::Before(_), _)) => {
            let option = Meaning::Option(text.to_owned());
            let meaning = if fits(script, state, &option).is_ok() { option } else { Meaning::Misfit(Misfit::Unlike) };
            stepped(script, state, &meaning)
        }
        None => (state.clone(), session::show(script, state)),
    }
}

// Files.

/// A file or folder of the repository.
pub fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every transcript, those in folders too.
pub fn plays() -> Vec<PathBuf> {
    let mut due = vec![at("tests/plays")];
    let mut plays = Vec::new();
    while let Some(path) = due.pop() {
        if path.is_dir() {
            due.extend(std::fs::read_dir(path).expect("a folder can be read").map(|entry| entry.expect("so can its entries").path()));
        } else if path.extension().is_some_and(|ending| ending == "play") {
            plays.push(path);
        }
    }
    plays.sort();
    plays
}

/// A transcript, read.
pub fn transcript(path: &Path) -> Transcript {
    let text = std::fs::read_to_string(path).unwrap_or_else(|_| panic!("there is no `{}`", path.display()));
    Transcript::parse(&text).unwrap_or_else(|trouble| panic!("{}: {trouble:?}", path.display()))
}
