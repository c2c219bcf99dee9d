//! Every sentence that the program itself says to a person, in one table. What a dialogue says stands in its content.

mod commands;
mod terminal;

pub use commands::*;
pub use terminal::*;

/// The label of a yes.
pub const YES: &str = "Yes";
/// The label of a no.
pub const NO: &str = "No";
/// What is pressed to go on where the writer gave no other words.
pub const GO_ON: &str = "Go on";

/// What the person is offered to type at any question, by what they may want.
pub const MANUAL: &[(&str, &[&str])] = &[
    (
        "To answer",
        &[
            "A number, an option, or your own words. Then Enter.",
            "*skip* – leave this question. “I don't know” and “later” work too.",
            "Where you write freely, put a / before the others: */look*, */map*.",
        ],
    ),
    (
        "To see more",
        &[
            "*look* – this question again.",
            "*why* – why it is asked; *why 2*, why the one two answers ago was.",
            "*notes* – what I've understood so far.",
            "*map* – where we've been.",
            "*keepsake* – what you could take home; *keepsake page.html* writes it down.",
        ],
    ),
    (
        "To take something back",
        &[
            "*back* – the question before; *again*, forward once more.",
            "*change*, *forget* – an earlier answer, in another way or not at all.",
        ],
    ),
    ("To rest or leave", &["*pause* – take a rest. Nothing runs out.", "*quit* – leave. Nothing asks you to stay."]),
];

/// Said when they go back.
pub const BACK: &str = "Back to the question before.";
/// Said when there is nothing to go back to.
pub const NOTHING_BACK: &str = "This is the beginning; there's nothing before it.";
/// Said when there is nothing to go forward to.
pub const NOTHING_AGAIN: &str = "I couldn't go forward from here. The question stands as you see it.";
/// Said after help, where the word may have been an answer. It is never held back: help comes first.
pub const TAKEN_FOR_HELP: &str = "I took that as a call for help. If it was your answer, write it within a sentence.";
/// Said after telling something, where the word may have been an answer.
pub fn taken_for_command(word: &str) -> String {
    format!("If that word was your answer, send it in quotes: “{word}”.")
}
/// Said after going back, where the word may have been an answer.
pub const TAKEN_FOR_BACK: &str =
    "I took that as a command. If it was your answer, “again” comes back here, and in quotes it is an answer: “back”.";
/// Said where a word might mean to leave, and might be an answer.
pub const LEAVE_OR_ANSWER: &str = "If you'd like to stop here, type quit. If that was an answer, I couldn't match it; any of these works.";
/// Said when they take a rest.
pub const PAUSED: &str = "Take your time; nothing runs out. The question waits here. What you answered is kept only while this stays open.";

/// Said before what was understood.
pub const NOTED: &str = "This is what I've understood so far.";
/// Said after what was understood.
pub const NOTED_CHANGE: &str = "To change one, type change and its number. To let one go, type forget and its number.";
/// Said when nothing was understood yet.
pub const NOTHING_NOTED: &str = "Nothing yet. What you answer will stand here.";
/// What stands for an answer that was declined.
pub const LEFT_OPEN: &str = "left open";
/// What stands for an answer that isn't known.
pub const NOT_KNOWN: &str = "not known";
/// What stands for an answer that was put off.
pub const FOR_LATER: &str = "for later";
/// What stands for none of several options.
pub const NONE_OF_THEM: &str = "none of them";

/// Stands before a part that was visited.
pub const PART_VISITED: &str = "●";
/// Stands before the part where the conversation is.
pub const PART_HERE: &str = "◉";
/// Stands between two parts.
pub const BETWEEN_PARTS: &str = "│";
/// Said below the parts.
pub const MAP_ENDS: &str = "What comes next depends on what you answer.";
/// Said where a conversation has no parts.
pub const NO_MAP: &str = "This conversation has no parts to show.";

/// A part that was visited, with how much was answered there.
pub fn part(title: &str, answers: usize, here: bool) -> String {
    let mark = if here { PART_HERE } else { PART_VISITED };
    let answers = match answers {
        0 => String::new(),
        1 => " · 1 answer".to_owned(),
        several => format!(" · {several} answers"),
    };
    format!("{mark}  {title}{answers}{}", if here { " · you are here" } else { "" })
}

/// Asked when an answer is to change and it wasn't said which.
pub const WHICH_TO_CHANGE: &str = "Which number should change? Press Enter to leave all as it is.";
/// Asked when an answer is to be forgotten and it wasn't said which.
pub const WHICH_TO_FORGET: &str = "Which number should I forget? Press Enter to leave all as it is.";
/// Said when there is nothing to change.
pub const NOTHING_TO_CHANGE: &str = "There's no answer to change yet.";
/// Said when a change is let go.
pub const LEFT_AS_IT_WAS: &str = "Left as it was.";
/// Asks for other words in the place of what was told back wrongly.
pub const HOW_WOULD_YOU_SAY_IT: &str = "How would you say it? Press Enter to leave it as it is.";
/// Asked where several things stood on the screen, and one of them was wrong.
pub const WHICH_WAS_WRONG: &str = "Which of these was it? The number is enough. Press Enter to leave all as it is.";
/// Said where that wasn't answered with one of them.
pub const WHICH_NUMBER: &str = "The number in front is enough. Press Enter to leave all as it is.";
/// Said where nothing of theirs stood on the screen that could have been wrong.
pub const BACK_SAYS_IT: &str = "Type back to say your last answer another way; or we go on from here.";
/// Said after an answer that can't be read in the place of an earlier one.
pub const OR_LEAVE_IT: &str = "Try again, or press Enter to leave it as it was.";
/// How to answer whether only the spelling is to change.
pub const SPELLING_OR_ANOTHER_HOW: &str = "Type spelling or another. Enter leaves it as it was.";

/// Asked when an answer is to change.
pub fn instead_of(answer: &str) -> String {
    format!("You said: {answer}. What should it be? Press Enter to leave it as it is.")
}

/// Said when there is no answer of that number.
pub fn no_such_answer(most: usize) -> String {
    match most {
        1 => "There's one answer so far: number 1.".to_owned(),
        most => format!("The answers have the numbers 1 to {most}. Which one?"),
    }
}

/// Before the reason for an earlier question.
pub fn about(asked: &str) -> String {
    format!("About “{asked}”:")
}

/// Said when there is no question so far back.
pub fn why_so_far(answers: usize) -> String {
    match answers {
        0 => "Nothing was answered yet.".to_owned(),
        1 => "There's one answer so far: why 1.".to_owned(),
        most => format!("There are {most} answers so far: why 1 is the last, why {most} the first."),
    }
}

/// Said where a conversation can't go on because of how it was written.
pub const BROKEN: &str = "This conversation has lost its way here. That's a mistake in how it was written, and none of yours.";
/// Said after help was shown.
pub const STILL_ASKED: &str = "The question still stands. Type look to see it again.";
/// The same, where any words are an answer.
pub const STILL_ASKED_FOR_WORDS: &str = "The question still stands. Type /look to see it again.";
/// Asked where a pack has several dialogues and names none.
pub const WHICH_DIALOGUE: &str = "Which one?";
/// Said when they leave.
pub const LEFT: &str = "Thank you for coming this far. Go gently.";
/// Said when the answers end before the conversation does.
pub const NO_MORE: &str = "That's where we stop for now.";

/// Said when they decline.
pub const DECLINED: &str = "We'll leave that one.";
/// Said when they don't know.
pub const UNKNOWN: &str = "Not knowing is an answer too.";
/// Said when they'd rather answer later.
pub const LATER: &str = "We'll let it rest for now.";

/// What stands for words that are too long, or not safe, to repeat.
pub const WHAT_YOU_WROTE: &str = "what you wrote";
/// What stands for a fact that isn't known.
pub const BLANK: &str = "…";

/// Said when an interrupt is heard again where its question is asked already.
pub const STILL_HERE: &str = "I read that. The question above still stands.";

/// Said when nothing was typed: the first time, the second, and from then on. Where nothing is left to chance, the second time
/// leaves the question.
pub const EMPTY: [&str; 3] = [
    "I didn't get any words. A single one is enough, or type skip.",
    "We can leave this one, and that's fine: type skip.",
    "Nothing came through, several times now. A short break is fine: type pause. To stop for today, quit; for another question, skip.",
];
/// The same, where the way on depends on an answer.
pub const EMPTY_BUT_NEEDED: [&str; 3] = [
    "I didn't get any words. A number or a word of an option is enough.",
    "Any of them will do for now. You can come back to it and take another.",
    "Nothing came through, several times now. A short break is fine: type pause. To stop for today, quit; any option leads on.",
];
/// Said when an answer can't be read: the first time, the second, and from then on.
pub const UNREAD: [&str; 3] = [
    "I read that, and can't tell which answer it is. The nearest one will do.",
    "I still can't tell. The number in front of an option works too.",
    "We can leave this one: type skip. Or type help to see what else works.",
];
/// Said from the third time on, where the way on depends on an answer.
pub const UNREAD_BUT_NEEDED: &str = "I can't match it yet. Any of the options will do. Type help to see what else works, or quit to stop.";
/// Said before a question is left at which nothing fitted three times.
pub const LEFT_UNREAD: &str = "I couldn't match that, and the limit is mine.";
/// Said where somebody asks something at a question that has other answers.
pub const A_QUESTION: &str =
    "That's more than I can answer: I know only what is written here. The question still stands, and skip leads past it.";
/// The same, where the way on depends on an answer.
pub const A_QUESTION_BUT_NEEDED: &str =
    "That's more than I can answer: I know only what is written here. The question still stands; any of the options leads on.";
/// Said to somebody who asks what a question means.
pub const MEANT_SIMPLY: &str = "Just as it sounds; there's no right answer, and whatever comes first is fine.";
/// Said behind it: what the question is asked for.
pub fn asked_because(because: &str) -> String {
    format!("I ask because {because}.")
}
/// Said when something was typed where only going on is asked.
pub const PRESS_ENTER: &str = "Nothing is asked here. Press Enter to go on.";
/// Said when something else than yes or no was typed.
pub const YES_OR_NO: &str = "I couldn't match that. Yes or no is enough.";
/// Said when a question can't be left open, since the way on depends on it.
pub const NEEDED: &str = "I need one of these to know where to go. Any of them can be taken back.";
/// Said when a bare number stands where words are asked for. The second time it is taken as it is.
pub const ONLY_A_NUMBER: &str = "This one asks for words. If the number is your answer, type it once more.";
/// Said when somebody says that there is one thing more, and doesn't name it.
pub const NAME_IT: &str = "Please name it: a word or two is enough.";
/// Said when something is named that was named before.
pub const NAMED_ALREADY: &str = "You named that already.";
/// How one thing more is asked for, where the writer gave no other words.
pub const ANYTHING_ELSE: &str = "Anything else? A no is fine.";
/// Said when there is no such command.
pub const NO_COMMAND: &str = "I don't know that command. Type help to see what there is.";
/// Said when a reply is too long to keep.
pub const TOO_LONG: &str = "That's more than I can hold at once. Could you send a part of it?";
/// Said when a number has a fraction.
pub const WHOLE: &str = "A whole number, please.";

/// What others might say, for somebody who says nothing or doesn't know.
pub fn for_example(examples: &[String]) -> String {
    let quoted = examples.iter().map(|example| format!("“{example}”")).collect::<Vec<_>>();
    let examples = match &quoted[..] {
        [] => return String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    format!("It might be something like {examples}. None of these is fine, too: skip leads on.")
}

/// Said when two options are equally near.
pub fn which(labels: &[String]) -> String {
    format!("Which one: {}?", labels.join(", or "))
}

/// Said when two numbers were given.
pub fn which_number(numbers: &[i64]) -> String {
    let numbers = numbers.iter().map(i64::to_string).collect::<Vec<_>>();
    format!("Which one: {}?", numbers.join(", or "))
}

/// Said when a number stands among many other words.
pub fn sure(number: i64) -> String {
    format!("I've read that. If {number} is your answer here, the number alone is enough.")
}

/// Said when a number is too small or too large.
pub fn outside(low: i64, high: i64) -> String {
    format!("A number from {low} to {high}, please.")
}

/// Said of an earlier answer that doesn't fit its question any more.
pub fn unfit_now(answer: &str) -> String {
    format!("{answer} is no answer to this any more, so I'll ask again.")
}

/// Said of an earlier answer to whose question something else leads now.
pub fn other_way_now(answer: &str) -> String {
    format!("I'll ask once more about {answer}: another way leads there now.")
}

/// Said of an earlier answer whose question speaks of something that changed.
pub fn rested_on_it(answer: &str) -> String {
    format!("I'll ask once more about {answer}: it rested on what changed.")
}

/// Said of answers to what isn't asked any more.
pub fn not_needed_now(answers: &str) -> String {
    format!("No longer needed: {answers}. I'll keep it, in case it's asked after all.")
}

/// Said of answers to questions that are no more.
pub fn not_carried(answers: &str) -> String {
    format!("I couldn't carry this over: {answers}.")
}

/// Said where an earlier answer stands beside its question.
pub fn said_before(answer: &str) -> String {
    format!("You said {answer} before. Type same to keep it.")
}

/// What stands for an earlier answer that isn't repeated.
pub const AN_EARLIER_ANSWER: &str = "an earlier answer";
/// Said where somebody asks for what they could take home, and there is nothing yet.
pub const NO_KEEPSAKE: &str = "There's nothing to take along yet. Your own words gather here as you answer.";
/// The title of the card of help, where it is taken home.
pub const CARD_TITLE: &str = "If a night gets hard";
/// The title above its lines.
pub const CARD_PART: &str = "Somebody who answers";
/// Said when a change is asked for while an interrupt is open.
pub const CHANGE_WAITS: &str = "I'll change that when we're back at the question.";
/// Said when a change was made and nothing else had to be.
pub const CHANGED: &str = "Changed. Everything else stands.";
/// Said when an answer that names something is to change.
pub const SPELLING_OR_ANOTHER: &str = "Is that only the spelling, or another thing?";
/// Said when an answer is to change that wasn't given.
pub const NOT_ANSWERED: &str = "There's no answer to change there.";

/// Why the first question is asked.
pub const WHY_START: &str = "This is where the conversation begins.";
/// Why a safety question is asked.
pub const WHY_SAFETY: &str = "You typed a word that asks for help.";
/// Why something is asked of somebody who comes back.
pub const WHY_RETURN: &str = "You came back on another visit.";
/// Why an interrupt asks. The words that were heard aren't repeated.
pub const WHY_INTERRUPT: &str = "Something in what you wrote made me stop and ask.";
/// Why a question is asked that follows from nothing in particular.
pub const WHY_NEXT: &str = "It comes next on this path.";
/// Why nothing is asked any more.
pub const WHY_ENDED: &str = "Nothing is being asked any more.";

/// Why a question is asked that goes back to something earlier, of which no more can be said.
pub const WHY_EARLIER: &str = "Something that you answered earlier led here.";
/// What was done with a question of which any number can be picked; it goes on behind "You".
pub const WHY_CHOSE_MANY: &str = "made your choice";
/// What was done with a question that was declined; it goes on behind "You".
pub const WHY_DECLINED: &str = "chose to leave a question";
/// What was done with a question to which they didn't know the answer; it goes on behind "You".
pub const WHY_UNKNOWN: &str = "said that you didn't know";
/// What was done with a question that was put off; it goes on behind "You".
pub const WHY_LATER: &str = "left an answer for later";
/// What stands for something that they named, where its name can't be repeated.
pub const SOMETHING: &str = "something";

/// How a question hangs on an answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// It is where this very answer leads.
    Led,
    /// The answer was looked at to choose the way.
    Decides,
    /// It would have come after any answer.
    Next,
}

/// Why a question follows an answer; `given` says what the person did, behind "You"; `about`, of what it was asked.
pub fn why_answered(given: &str, about: Option<&str>, onward: Onward) -> String {
    let onward = match onward {
        Onward::Led => "that led here",
        Onward::Decides => "what comes next depends on it",
        Onward::Next => "this comes next",
    };
    match about {
        Some(about) => format!("About “{about}” you {given}, and {onward}."),
        None => format!("You {given}, and {onward}."),
    }
}

/// What was done with a question that offers answers; it goes on behind "You".
pub fn why_chose(label: &str) -> String {
    format!("answered “{label}”")
}

/// What was done with a question for a number; it goes on behind "You".
pub fn why_number(number: i64) -> String {
    format!("answered {number}")
}

/// What was done with a question for their own words; it goes on behind "You".
pub fn why_wrote(words: Option<&str>) -> String {
    match words {
        Some(words) => format!("wrote “{}”", words.trim()),
        None => "wrote something of your own".to_owned(),
    }
}

/// Why a question is asked about something that they named.
pub fn why_named(name: &str) -> String {
    format!("You named {name}, and that led here.")
}

/// Why a question is asked, in the writer's words.
pub fn because(reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('.');
    let reason = reason.strip_prefix("because ").or_else(|| reason.strip_prefix("Because ")).unwrap_or(reason);
    format!("I'm asking because {reason}.")
}
