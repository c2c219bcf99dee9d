//! What a person may ask of the program itself, and the words for it. They change nothing in the content.

use crate::english as words;
use crate::patterns::folded;
use crate::script::Script;

/// Something that a person asks of the session itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The help lines, then the manual.
    Help,
    /// What the safety words open.
    Safety,
    /// The question again.
    Look,
    /// One answer back.
    Back,
    /// Forward again, after going back.
    Again,
    /// Why it is asked: the question that waits, or the one that was answered so many answers ago.
    Why(usize),
    /// What was understood so far.
    Notes,
    /// Which parts were visited.
    Map,
    /// What they take home.
    Keepsake,
    /// A rest.
    Pause,
    /// Another answer to an earlier question: which, and what, as far as it was said.
    Change(Option<usize>, String),
    /// No answer to an earlier question.
    Forget(Option<usize>),
    /// Leave this question, as somebody does who declines.
    Skip,
    /// Leave.
    Quit,
    /// Leave, perhaps: the word might be an answer that couldn't be matched.
    QuitPerhaps,
}

impl Command {
    /// Whether it leads to help.
    pub(crate) fn helps(&self) -> bool {
        matches!(self, Command::Help | Command::Safety)
    }
}

/// Commands by their words, folded.
const WORDS: [(Command, &[&str]); 13] = [
    (Command::Help, &["help", "h", "commands", "manual"]),
    (Command::Look, &["look", "l", "look around", "repeat", "show"]),
    (Command::Back, &["back", "undo", "go back"]),
    (Command::Again, &["again", "redo", "forward"]),
    (Command::Why(0), &["why", "why are you asking", "why do you ask"]),
    (Command::Notes, &["notes", "note", "answers", "my answers", "what do you know"]),
    (Command::Map, &["map", "where am i", "where"]),
    (Command::Keepsake, &["keepsake", "keep", "take home"]),
    (Command::Pause, &["pause", "wait", "rest", "a break", "break"]),
    (Command::Change(None, String::new()), &["change", "correct", "edit"]),
    (Command::Forget(None), &["forget"]),
    (Command::Skip, &["skip"]),
    (Command::Quit, &["quit", "exit", "q", "leave", "stop", "bye", "goodbye"]),
];

/// Commands that need no `/` at any prompt. A single word of them is hardly ever an answer.
const BARE: [(Command, &[&str]); 6] = [
    (Command::Help, words::HELP_WORDS),
    (Command::Back, &["back", "go back"]),
    (Command::Why(0), &["why"]),
    (Command::Notes, &["notes"]),
    (Command::Keepsake, &["keepsake"]),
    (Command::Quit, &["quit"]),
];

/// The names of the commands that a front end may offer while something is typed.
pub(crate) const NAMES: [&str; 13] =
    ["help", "look", "back", "again", "why", "notes", "map", "keepsake", "change", "forget", "pause", "skip", "quit"];

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
    match bare {
        Some(order) => find(&WORDS, &words).or_else(|| with_a_place(order)),
        None => find(&BARE, &words),
    }
}

/// The command that was surely meant where no words are an answer.
pub(super) fn anywhere(script: &Script, typed: &str) -> Option<Command> {
    quoted(script, typed).is_none().then(|| certain(script, typed).or_else(|| with_a_place(typed))).flatten()
}

/// Whether something asks for help, at any prompt.
pub(crate) fn asks_for_help(script: &Script, typed: &str) -> bool {
    certain(script, typed).is_some_and(|command| command.helps())
}

/// Whether something would be taken for a command at any prompt.
pub(crate) fn is_command(script: &Script, typed: &str) -> bool {
    certain(script, typed).is_some()
}

/// The command that was meant where nothing else fits.
pub(super) fn likely(typed: &str) -> Option<Command> {
    find(&WORDS, &folded(typed.trim())).or_else(|| with_a_place(typed))
}

/// What stands in quotes, where without them it would be taken for a command: so a person can answer with such a word.
/// A word that leads to help leads there in quotes, too: whoever reads `"help"` may type it as it stands.
pub(super) fn quoted<'t>(script: &Script, typed: &'t str) -> Option<&'t str> {
    let typed = typed.trim();
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’')];
    let inner = pairs.iter().find_map(|(open, close)| typed.strip_prefix(*open)?.strip_suffix(*close))?.trim();
    let command = certain(script, inner).filter(|_| !inner.starts_with('/'))?;
    (!command.helps()).then_some(inner)
}

fn find(among: &[(Command, &[&str])], typed: &str) -> Option<Command> {
    among.iter().find(|(_, words)| words.contains(&typed)).map(|(command, _)| command.clone())
}

/// `why 2`, `change 3`, `change 3 to a friend`, `forget 3`: surely no answer where something is chosen or counted, though a
/// number stands in it.
pub(super) fn with_a_place(typed: &str) -> Option<Command> {
    let (word, rest) = typed.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let (place, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let place = place.trim_end_matches([':', '.', ',']).parse::<usize>().ok()?;
    let rest = rest.trim();
    match folded(word).as_str() {
        "why" if rest.is_empty() => Some(Command::Why(place)),
        "change" | "correct" | "edit" => {
            let answer = rest.strip_prefix("to ").or_else(|| rest.strip_prefix("= ")).unwrap_or(rest);
            Some(Command::Change(Some(place), answer.trim().to_owned()))
        }
        "forget" if rest.is_empty() => Some(Command::Forget(Some(place))),
        _ => None,
    }
}
