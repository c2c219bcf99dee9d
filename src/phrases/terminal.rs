//! What is said at a terminal, by its keys and on its screen.

/// What else the person may type or press at a terminal.
pub const MANUAL_TERMINAL: &[(&str, &[&str])] = &[(
    "At this terminal",
    &[
        "*Tab* finishes an option or a command; *↑* brings back what you typed.",
        "*\\* at the end, or *\"\"\"* before and after: a text of several lines.",
        "*Ctrl-C* says how to leave; your words stay. *Ctrl-L* tidies the window.",
        "*Ctrl-Q* or */clear* – leave at once and clear this window, also what was scrolled away where the terminal lets me. Other \
         windows, recordings and the list of commands that were run stay.",
        "*/card page.html* – write the help card into a file, to print or to keep.",
    ],
)];

/// The same, where nothing is drawn and the terminal itself edits the line.
pub const MANUAL_PLAIN: &[(&str, &[&str])] = &[(
    "At this terminal",
    &[
        "*\"\"\"* on a line of its own, before and after: a text of several lines.",
        "*Ctrl-C* says how to leave; your words stay. *Ctrl-D* leaves.",
        "*/clear* – leave at once and clear this window, also what was scrolled away where the terminal lets me. Other windows, \
         recordings and the list of commands that were run stay.",
        "*/card page.html* – write the help card into a file, to print or to keep.",
    ],
)];

/// What a writer may type besides.
pub const MANUAL_OF_TESTS: &[(&str, &[&str])] = &[(
    "To test",
    &[
        "*/save-test NAME* – write this conversation into a file, to test with.",
        "*/trace*, */state* – what was looked at, and what is remembered.",
    ],
)];

/// Numbers that somebody may type in place of a word for help, once no number is an answer any more.
pub const NUMBERS_FOR_HELP: &[&str] = &["112", "911", "988", "999", "000", "111"];
/// Words that leave, folded, once all is said and only what is taken home is asked.
pub const LEAVES_AT_THE_END: &[&str] =
    &["quit", "exit", "q", "bye", "goodbye", "leave", "stop", "no", "nope", "nothing", "ok", "okay", "skip", "done"];

/// Said in the place of clearing, where a terminal can't be cleared.
pub const CANT_CLEAR: &str = "This terminal can't be cleared from here. Close its window.";

/// Said at the first Ctrl-C.
pub const HOW_TO_LEAVE: &str = "Type quit to leave, or press Ctrl-C again. Your answers so far still stand, and what you began to type.";
/// Said at the first Ctrl-C in a terminal that isn't drawn on.
pub const HOW_TO_LEAVE_PLAIN: &str =
    "Type quit to leave, or press Ctrl-C again. What you began to type is kept: go on with it, or press Enter.";
/// Asked where a text is longer than the screen.
pub const MORE: &str = "Enter for more > ";
/// The prompt.
pub const PROMPT: &str = "> ";
/// The prompt for somebody who listens to it.
pub const PROMPT_PLAIN: &str = "Your answer: ";

/// What stands in the empty line, in grey.
pub const INVITES_CHOICE: &str = "a number, or a few words";
/// The same, where several may be chosen.
pub const INVITES_SEVERAL: &str = "one or several: 1, 3";
/// The same, for yes and no.
pub const INVITES_YES_OR_NO: &str = "yes or no";
/// The same, for a number.
pub const INVITES_NUMBER: &str = "a number";
/// The same, for their own words.
pub const INVITES_WORDS: &str = "in your own words";
/// Where commands are asked for.
pub const INVITES_COMMAND: &str = "what you do; help tells what there is";
/// The same, where only Enter is asked for.
pub const INVITES_ENTER: &str = "";
/// The same, where an earlier answer changes.
pub const INVITES_CHANGE: &str = "or Enter, to leave it";
/// Before what Tab would make of a line.
pub const TAB: &str = "Tab:";
/// Stands beside a line that goes on below.
pub const GOES_ON: &str = "Enter goes on below";
/// Stands beside the beginning of a text of several lines.
pub const GOES_ON_LONG: &str = "several lines; \"\"\" ends them";
/// Stands below options of which several may be chosen.
pub const SEVERAL: &str = "One or several; “none” is fine.";
/// Read aloud before a part that was visited.
pub const VISITED: &str = "Visited:";
/// Read aloud before the part where the conversation is.
pub const HERE: &str = "Now:";

/// How a reply was understood, read aloud.
pub fn understood(as_what: &str) -> String {
    format!("Understood: {as_what}.")
}

/// An option, read aloud.
pub fn option_of(place: usize, count: usize, label: &str) -> String {
    format!("{place} of {count}: {label}")
}

/// The two answers, read aloud.
pub fn yes_or_no(yes: &str, no: &str) -> String {
    format!("Answer: {yes}, or {no}.")
}

/// The ends of a scale, read aloud.
pub fn from_to(low: &str, high: &str) -> String {
    format!("A number from {low} to {high}.")
}

/// What is pressed to go on.
pub fn press_enter(label: &str) -> String {
    format!("Press Enter: {label}")
}

/// The part where the conversation is, read aloud.
pub fn part_now(title: &str) -> String {
    format!("Part: {title}.")
}

/// Said where a test has no name, or none that can be a file's.
pub const TEST_NAME: &str = "A name is needed, of letters, digits and dashes: save-test a-calm-path.";

/// Said where a test was saved.
pub fn test_saved(path: &str) -> String {
    format!("Saved as {path}, with your answers in it. What was heard as an alarm is left out.")
}

/// Said where a file of that name is there already.
pub fn test_exists(path: &str) -> String {
    format!("{path} is there already, and stays as it is. Choose another name.")
}

/// Said where a test can't be saved.
pub fn test_not_saved(why: &str) -> String {
    format!("It couldn't be saved: {why}.")
}

/// Said at the end, where there is something to take home.
pub const TAKE_HOME: &str =
    "To take your own words along: keepsake page.html, or page.md. To come back another day: keepsake talk.json. Enter leaves.";
/// Said where a conversation was put by.
pub fn put_by(file: &str) -> String {
    format!("Where we are stands in {file}, readable by you alone. --from {file} goes on there.")
}

/// Said where a page to take home was written.
pub fn keepsake_saved(file: &str) -> String {
    format!("It's in {file}, readable by you alone.")
}

/// Said where a file of that name is there already.
pub fn keepsake_exists(file: &str) -> String {
    format!("{file} is there already, and stays as it is. Another name?")
}

/// Why a page can't be written: its folder isn't there.
pub const NO_SUCH_FOLDER: &str = "there's no such folder";
/// Why a page can't be written: the system doesn't let them.
pub const NOT_ALLOWED: &str = "this place doesn't take files from you";
/// Why something can't be written: there is no room.
pub const DISK_IS_FULL: &str = "there's no room left for it";
/// Why something can't be written: another file took its place.
pub const ANOTHER_FILE: &str = "another file has that name now";

/// Said where an answer couldn't be kept.
pub fn not_kept(file: &str, why: &str) -> String {
    format!("What you answered isn't in {file} yet: {why}. We can go on; it's tried again after each answer.")
}

/// Said where everything is kept again.
pub fn kept_again(file: &str) -> String {
    format!("Everything is in {file} again.")
}

/// Asked where a visit is kept under the name that was given.
pub fn go_on_with(file: &str, title: &str, when: &str) -> String {
    format!("“{title}” is kept in {file}, from {when}. Shall we go on with it? Yes, or no to begin anew.")
}

/// Said where a visit is gone on with, and nobody can be asked.
pub fn goes_on_with(file: &str) -> String {
    format!("This goes on with the visit in {file}.")
}

/// When a visit was, so many days ago.
pub fn days_ago(days: u64) -> String {
    match days {
        0 => "less than a day ago".to_owned(),
        1 => "a day ago".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// Said where a visit was to be kept, and can't be.
pub fn not_kept_at_all(why: &str) -> String {
    format!("This visit can't be kept on this computer: {why}. We can go on all the same.")
}

/// Said of a visit that is kept where `--keep` keeps it.
pub const KEPT: &str =
    "This visit is kept on this computer, readable by you alone. To go on with it: inward --continue. To remove it: inward forget.";
/// Said where a page to take home can't be written.
pub fn keepsake_not_saved(why: &str) -> String {
    format!("It couldn't be written: {why}. It still stands here: type /keepsake.")
}

/// Said where the name of the page to take home has no ending that is known.
pub const KEEPSAKE_NAME: &str =
    "A name that ends in .html, .md or .txt, please: /keepsake page.html. With .json it's the conversation itself, to come back to.";
/// Said where the name of the card has no ending that is known, or there is none.
pub const CARD_NAME: &str = "A name that ends in .html, .md or .txt, please: /card page.html";
/// Said where there is no card of help.
pub const NO_CARD: &str = "This conversation has no card of help.";
