//! What many tests do: check a dialogue, and say something in a conversation.

use inward::session::{self, Misfit, Taken, show};
use inward::{Asked, Meaning, Script, State, Turn, fits, read, step};

/// What comes of something typed: it is read at the question that waits, and the step taken. What is asked of the program itself
/// is an option here, where one has that id, and no answer elsewhere. Nothing follows once the conversation has ended.
pub fn say(script: &Script, state: &State, text: &str) -> (State, Turn) {
    let reading = Asked::of(script, state).map(|asked| read(script, &asked, text));
    match reading.map(|reading| (reading.taken, reading.guessed)) {
        Some((Taken::Step(meaning), guessed)) => {
            let (state, turn) = step(script, state, &meaning);
            (state, Turn { guessed, ..turn })
        }
        Some((Taken::Session(_) | Taken::Before(_), _)) => {
            let option = Meaning::Option(text.to_owned());
            let meaning = if fits(script, state, &option).is_ok() { option } else { Meaning::Misfit(Misfit::Unlike) };
            step(script, state, &meaning)
        }
        None => (state.clone(), show(script, state)),
    }
}

/// The state and the turn at the first question.
pub fn begun(script: &Script) -> (State, Turn) {
    session::begin(script, &inward::Begin::default()).expect("it needs nothing to begin")
}
