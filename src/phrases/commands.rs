//! What is said around commands, and the words that everybody types for the usual ones.

/// What the person is offered to type where a command is asked for.
pub const MANUAL_OF_COMMANDS: &str = "\
Type what you want to do, and press Enter: go west, examine the hook.

n, s, e, w, ne, nw, se, sw, u and d are directions; x is examine, i your inventory, z waits, g does the last thing again. \
“it” is what was named last. Several commands may stand on one line, with a full stop between.

look – see where you are.

back – take the last line back.

why – learn what led here.

quit – leave.";

/// Said where a command was done and nobody wrote what to say.
pub const DONE: &str = "Done.";
/// Said where a command was understood and nothing comes of it.
pub const NOTHING_COMES: &str = "Nothing comes of it.";
/// Said when a line of commands is taken back.
pub const TAKEN_BACK: &str = "Taken back.";
/// Said where a way leads nowhere.
pub const NO_WAY: &str = "You can't go that way.";
/// Said when nothing was typed where a command is asked for.
pub const NO_COMMAND_TYPED: &str = "What would you like to do?";
/// Said when something is named that isn't there. Whether it is anywhere is nobody's business yet.
pub const NOT_HERE: &str = "You can't see any such thing.";
/// Said when "it" stands for nothing.
pub const NO_IT: &str = "Nothing was named yet that “it” could be.";
/// Said when everything is named at once.
pub const ONE_AT_A_TIME: &str = "One thing at a time, please.";
/// Said when something is to be done again, and nothing was done.
pub const NOTHING_TO_REPEAT: &str = "There's nothing to do again yet.";
/// Said when a guess was refused.
pub const GUESS_REFUSED: &str = "All right.";
/// Said when a line is longer than any command.
pub const LONG_COMMAND: &str = "That's more than one command can hold. A verb and a thing is enough: examine the hook.";

/// Said when nobody knows the verb; without it, where it may not be given back.
pub fn no_verb(word: Option<&str>) -> String {
    match word {
        Some(word) => format!("I don't know the verb “{word}” here."),
        None => "I don't know that verb here.".to_owned(),
    }
}

/// Said when a thing is named without a verb.
pub fn no_verb_for(noun: &str) -> String {
    format!("What would you like to do with the {noun}?")
}

/// Said when a verb is known, and what stands behind it makes no sense with it.
pub fn not_the_rest(word: &str) -> String {
    format!("I understood “{word}”, but not the rest.")
}

/// What could be typed instead.
pub fn you_can_try(commands: &[String]) -> String {
    format!("You can try: {}.", commands.join(", "))
}

/// Asks for what a command is still missing.
pub fn missing(question: &str) -> String {
    format!("{question}?")
}

/// Asks which of several things was meant.
pub fn which_noun(nouns: &[String]) -> String {
    match nouns {
        [first @ .., last] if !first.is_empty() => {
            let first = first.iter().map(|noun| format!("the {noun}")).collect::<Vec<_>>();
            format!("Which do you mean: {} or the {last}?", first.join(", "))
        }
        _ => NOT_HERE.to_owned(),
    }
}

/// Asks whether a guess is right.
pub fn did_you_mean(command: &str) -> String {
    format!("Did you mean “{command}”? Type yes, or what you'd rather do.")
}

/// Said when the rest of a line isn't done.
pub fn rest_dropped(rest: &str) -> String {
    format!("I left out the rest: “{rest}”.")
}

/// Said of a command to the program itself that stands among others.
pub fn needs_a_line(command: &str) -> String {
    format!("“{command}” needs a line of its own.")
}

/// Why something is as it is after a command.
pub fn why_command(command: &str) -> String {
    format!("You typed “{command}”, and this follows from it.")
}
