//! What a person may type that isn't an answer. The session takes these before a step; they change nothing in the content.

use crate::patterns::folded;
use crate::phrases;
use crate::script::Script;

/// Something that a person asks of the session itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The help lines, then the manual.
    Help,
    /// What the safety words open.
    Safety,
    /// The question again.
    Look,
    /// One answer back.
    Back,
    /// Why it is asked.
    Why,
    /// Leave this question; the step reads it as declined.
    Skip,
    /// Leave.
    Quit,
}

impl Command {
    /// Whether an option of the same name goes before it. The way to help never yields.
    pub fn yields(self) -> bool {
        !matches!(self, Command::Help | Command::Safety)
    }
}

/// Commands by their words, folded.
const WORDS: [(Command, &[&str]); 6] = [
    (Command::Help, &["help", "h", "commands", "manual"]),
    (Command::Look, &["look", "l", "look around", "where am i", "repeat", "again", "show"]),
    (Command::Back, &["back", "undo", "go back"]),
    (Command::Why, &["why", "why are you asking", "why do you ask"]),
    (Command::Skip, &["skip"]),
    (Command::Quit, &["quit", "exit", "q", "leave", "stop", "pause", "bye", "goodbye"]),
];

/// Commands that need no `/` at any prompt. A single word of them is hardly ever an answer.
const BARE: [(Command, &[&str]); 3] =
    [(Command::Help, phrases::HELP_WORDS), (Command::Back, &["back", "go back"]), (Command::Quit, &["quit"])];

/// The command that was surely meant, at any prompt.
pub(super) fn certain(script: &Script, typed: &str) -> Option<Command> {
    let typed = typed.trim();
    if typed == "?" {
        return Some(Command::Help);
    }
    let bare = typed.strip_prefix('/');
    let words = folded(bare.unwrap_or(typed).trim());
    if script.safety.as_ref().is_some_and(|safety| safety.hears(&words)) {
        return Some(Command::Safety);
    }
    find(if bare.is_some() { &WORDS } else { &BARE }, &words)
}

/// Whether one of several commands on a line is a safety word: it goes before all that stands around it.
pub(super) fn one_is_a_safety_word(script: &Script, typed: &str) -> bool {
    let Some(safety) = &script.safety else { return false };
    super::spoken::cut(typed).iter().any(|part| safety.hears(&super::spoken::joined(part)))
}

/// The command that was meant where nothing else fits.
pub(super) fn likely(typed: &str) -> Option<Command> {
    find(&WORDS, &folded(typed.trim()))
}

fn find(among: &[(Command, &[&str])], typed: &str) -> Option<Command> {
    among.iter().find(|(_, words)| words.contains(&typed)).map(|(command, _)| *command)
}
