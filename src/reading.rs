//! What a typed line means: the one page that decides it.
//!
//! [`read`] asks its readers one after the other, and the first that knows takes the line. Their order is the whole rule:
//!
//! 1. **Help and alarm.** Who asks for help is helped, whatever else is asked; what an interrupt hears is never taken for
//!    anything else. Both look at all of a line, however long it is. Only an option that is called just so goes before an
//!    interrupt that hears objections.
//! 2. **What was asked back.** A question that the program asked about the last reply, or about a change, stands in front of
//!    the question on the screen.
//! 3. **What stands on the screen.** An option as it is shown, then a command to the program, then one of the content that is
//!    marked as one: whoever types what they read gets it.
//! 4. **No answer.** Silence, a question back, "skip", "I don't know", "later", and the words that go on: each only where it is
//!    the whole reply. A yes, a no or a number as such goes before a verb of the same word.
//! 5. **A "no" that is limited or moved in time** is no no where nothing may be guessed: it is asked again, before a pattern
//!    of the writer's hears its first word. Then **what the writer hears**, numbers, places in the list, and at last what is only like an option: exact before near.
//! 6. **Their own words**, where any are an answer; else a command that was likely meant; else it fits nothing.
//!
//! No reader is called from anywhere but here. Where only the exact counts, those that guess hold back by themselves.

mod alternatives;
mod around;
mod asked;
mod command;
mod commands;
mod denials;
mod heard;
mod help;
mod interrupts;
mod label;
mod labels;
mod likeness;
mod line;
mod meaning;
mod misfits;
mod non_answers;
mod numbers;
mod own_words;
mod pending;
mod places;
mod resemblance;
mod several;
mod silence;
mod spoken;
mod things;
mod verbs;
mod whole;
mod yes_no;

pub use asked::Asked;
pub(crate) use asked::{Offered, Open, Scene};
pub use command::Command;
pub(crate) use command::{NAMES as COMMANDS, asks_for_help, is_command};
pub(crate) use interrupts::listen;
pub(crate) use label::Label;
pub use meaning::{Class, CommandMisfit, Commands, Held, Left, LeftOut, Meaning, Misfit, Noticed, Pending, VerbUsed, Words};
pub(crate) use pending::LEAVE;
pub(crate) use spoken::{Spoken, asks as asks_for_noun};

use crate::phrases;
use crate::render::may_repeat;
use crate::script::{Ask, Script};
use line::Line;
use std::fmt;

/// What was read in a line, how surely, and by which reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub taken: Taken,
    /// Whether that rests on a likeness: a slip of the finger, a beginning, words in common.
    pub guessed: bool,
    /// Who read it.
    pub by: Reader,
    /// The rest of a line of commands, still to be read where the first one leads.
    pub rest: Option<Rest>,
}

/// Who takes what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The step.
    Step(Meaning),
    /// The session: it was asked for something of its own.
    Session(Command),
    /// The session: what it asked before the question was answered so.
    Before(Meaning),
}

/// The rest of a line of commands. All of the line was listened to when its first command was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest(Vec<spoken::Part>);

impl Rest {
    /// As it was typed, folded, as far as it may be repeated.
    pub(crate) fn told(&self, script: &Script) -> String {
        let text = self.0.iter().map(|part| spoken::joined(part)).collect::<Vec<_>>().join(". ");
        if may_repeat(script, &text) { text } else { phrases::BLANK.to_owned() }
    }
}

/// What a reader found.
pub(crate) struct Found {
    taken: Taken,
    guessed: bool,
}

impl Found {
    fn sure(meaning: Meaning) -> Self {
        Found { taken: Taken::Step(meaning), guessed: false }
    }

    fn guess(meaning: Meaning) -> Self {
        Found { taken: Taken::Step(meaning), guessed: true }
    }

    fn misfit(misfit: Misfit) -> Self {
        Found::sure(Meaning::Misfit(misfit))
    }

    fn means(&self, meaning: &Meaning) -> bool {
        matches!(&self.taken, Taken::Step(found) if found == meaning)
    }

    fn session(command: Command) -> Self {
        Found { taken: Taken::Session(command), guessed: false }
    }
}

/// Whoever reads a line.
type Read = fn(&Line<'_>, &Asked<'_>) -> Option<Found>;

/// Those who look at all of a line, before anybody else.
const LISTENERS: [(Reader, Read); 3] =
    [(Reader::Help, help::read), (Reader::Interrupt, interrupts::read), (Reader::Length, misfits::too_long)];

/// Everybody else, in order.
const READERS: [(Reader, Read); 25] = [
    (Reader::AskedBefore, pending::before),
    (Reader::AskedBack, pending::read),
    (Reader::Label, labels::read),
    (Reader::Command, commands::read),
    (Reader::MarkedVerb, verbs::marked),
    (Reader::UnknownCommand, commands::unknown),
    (Reader::Silence, silence::read),
    (Reader::QuestionBack, non_answers::question_back),
    (Reader::YesOrNo, yes_no::whole),
    (Reader::GoingOn, non_answers::going_on),
    (Reader::NonAnswer, non_answers::read),
    (Reader::Verb, verbs::bare),
    (Reader::Alternatives, alternatives::read),
    (Reader::Several, several::read),
    (Reader::Denial, denials::read),
    (Reader::Hears, heard::read),
    (Reader::Number, numbers::read),
    (Reader::YesOrNoAndMore, yes_no::begins),
    (Reader::Sound, silence::sound),
    (Reader::CalledYesOrNo, yes_no::option),
    (Reader::Place, places::read),
    (Reader::Likeness, likeness::read),
    (Reader::OwnWords, own_words::read),
    (Reader::LikelyCommand, commands::likely_meant),
    (Reader::Misfit, misfits::read),
];

/// Those who find one option among several, for a part of a line.
const OPTION_READERS: [(Reader, Read); 5] = [
    (Reader::Label, labels::read),
    (Reader::Hears, heard::read),
    (Reader::CalledYesOrNo, yes_no::option),
    (Reader::Place, places::read),
    (Reader::Likeness, likeness::read),
];

/// Reads a line at a question.
pub fn read(script: &Script, asked: &Asked<'_>, text: &str) -> Reading {
    let line = command::quoted(script, text).map_or_else(|| Line::new(text), Line::in_quotes);
    if let Some(reading) = first(&LISTENERS, &line, asked) {
        return reading;
    }
    if asked.takes_commands() && asked.before.is_none() {
        let order = line.text.strip_prefix('/').unwrap_or(line.text);
        return one_by_one(asked, Rest(spoken::cut(order)), Some(&line));
    }
    first(&READERS, &line, asked).unwrap_or_else(unread)
}

/// Reads a line as an answer to a question: whoever changes one asks nothing else of the program.
pub(crate) fn read_answer(asked: &Asked<'_>, text: &str) -> Reading {
    let line = Line::new(text);
    let readers = LISTENERS.iter().skip(1).chain(&READERS).filter(|(reader, _)| !reader.asks_session());
    let found = readers.filter_map(|(by, read)| Some((by, read(&line, asked)?)));
    let mut step = found.filter(|(_, found)| matches!(found.taken, Taken::Step(_)));
    step.next().map_or_else(unread, |(by, Found { taken, guessed })| Reading { taken, guessed, by: *by, rest: None })
}

/// Reads on in a line of commands, where the one before led.
pub(crate) fn read_on(asked: &Asked<'_>, rest: Rest) -> Reading {
    one_by_one(asked, rest, None)
}

/// The first command of a line; the others are left for where it leads. `whole` is the line, as long as nothing of it was done.
fn one_by_one(asked: &Asked<'_>, Rest(mut parts): Rest, whole: Option<&Line<'_>>) -> Reading {
    let before = parts.len();
    if let Some(first) = parts.first_mut()
        && let Some(joint) = verbs::joint(first, asked)
    {
        let behind = first.split_off(joint + 1);
        first.pop();
        parts.insert(1, behind);
    }
    let alone = whole.filter(|_| before <= 1 && parts.len() <= 1);
    let text;
    let (line, rest) = match (alone, parts.split_first()) {
        (Some(whole), part) => (whole.with_words(part.map(|(part, _)| part.clone()).unwrap_or_default()), Vec::new()),
        (None, Some((part, rest))) => {
            text = spoken::joined(part);
            (Line::one_of_several(&text, part.clone()), rest.to_vec())
        }
        (None, None) => return unread(),
    };
    let reading = first(&READERS, &line, asked).unwrap_or_else(unread);
    Reading { rest: (!rest.is_empty()).then_some(Rest(rest)), ..reading }
}

/// What a text means as an answer, where all of it was listened to already: nothing in it is asked of the session.
fn answer(asked: &Asked<'_>, text: &str) -> Meaning {
    if asked.takes_commands() {
        return first_of(asked, one_by_one(asked, Rest(spoken::cut(text)), None));
    }
    let line = Line::new(text);
    let readers = READERS.iter().filter(|(reader, _)| !reader.asks_session());
    let found = readers.filter_map(|(_, read)| read(&line, asked)).find_map(|found| match found.taken {
        Taken::Step(meaning) => Some(meaning),
        Taken::Session(_) | Taken::Before(_) => None,
    });
    found.unwrap_or(Meaning::Misfit(Misfit::Unlike))
}

/// What the first command of a line means by itself; the others are left out.
fn first_of(asked: &Asked<'_>, reading: Reading) -> Meaning {
    let rest = reading.rest.map(|rest| rest.told(asked.script));
    match (reading.taken, rest) {
        (Taken::Step(Meaning::Misfit(misfit)), Some(rest)) => Meaning::Misfit(Misfit::WithRest { misfit: Box::new(misfit), rest }),
        (Taken::Step(Meaning::Commands(commands)), Some(rest)) => {
            Meaning::Commands(Commands { left_out: Some(LeftOut { misfit: None, rest: Some(rest) }), ..commands })
        }
        (Taken::Step(meaning), _) => meaning,
        (Taken::Session(_) | Taken::Before(_), _) => Meaning::Misfit(Misfit::Unlike),
    }
}

/// What words mean where any words are an answer, and whatever they are.
pub(crate) fn as_words(ask: &Ask, text: &str) -> Meaning {
    own_words::taken(ask, text.trim())
}

/// A line without the quotes that make an answer of a command.
pub(crate) fn unquoted<'t>(script: &Script, typed: &'t str) -> &'t str {
    command::quoted(script, typed).unwrap_or(typed)
}

/// What is asked of the program where nothing is asked any more.
pub(crate) fn after_the_end(script: &Script, typed: &str) -> Option<Command> {
    command::anywhere(script, typed)
}

/// The option that a part of a line means; asked back, where it may be several.
fn option(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    OPTION_READERS.iter().find_map(|(_, read)| read(line, asked))
}

fn first(readers: &[(Reader, Read)], line: &Line<'_>, asked: &Asked<'_>) -> Option<Reading> {
    readers.iter().find_map(|(by, read)| {
        let Found { taken, guessed } = read(line, asked)?;
        Some(Reading { taken, guessed, by: *by, rest: None })
    })
}

/// The last reader takes everything, so this is never needed; it is what that one would say.
fn unread() -> Reading {
    Reading { taken: Taken::Step(Meaning::Misfit(Misfit::Unlike)), guessed: false, by: Reader::Misfit, rest: None }
}

/// Why a line is no answer that nobody has taken, for each kind of question.
fn misfit(line: &Line<'_>, asked: &Asked<'_>) -> Misfit {
    match asked.ask {
        Ask::Continue(_) => Misfit::NotOn,
        Ask::Command(_) => Misfit::Unlike,
        _ if !asked.exact && line.asks() => Misfit::Question,
        Ask::Number { .. } => Misfit::NoNumber,
        Ask::YesNo(_) => Misfit::Neither,
        Ask::Choose(_) | Ask::ChooseMany(_) | Ask::Text { .. } | Ask::Gather(_) => Misfit::Unlike,
    }
}

/// A reader, by name.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Reader {
    /// A call for help.
    Help,
    /// An interrupt's patterns.
    Interrupt,
    /// The longest that can be kept.
    Length,
    /// What the session asked before the question.
    AskedBefore,
    /// What was asked back of the last reply.
    AskedBack,
    /// An option as it is shown.
    Label,
    /// A command to the program.
    Command,
    /// A command of the content, marked as one.
    MarkedVerb,
    /// A marked command that nobody knows.
    UnknownCommand,
    /// Nothing that says anything.
    Silence,
    /// A question about the question.
    QuestionBack,
    /// A yes or a no, and nothing else.
    YesOrNo,
    /// Words that go on, or end naming.
    GoingOn,
    /// Declined, not known, later.
    NonAnswer,
    /// A command of the content.
    Verb,
    /// "This or that".
    Alternatives,
    /// Several options.
    Several,
    /// A "no" that is limited, moved in time, or taken back.
    Denial,
    /// What the writer says that an option hears.
    Hears,
    /// A number.
    Number,
    /// A yes or a no with something behind it.
    YesOrNoAndMore,
    /// A sound that answers nothing.
    Sound,
    /// A yes or a no, for an option that is called so.
    CalledYesOrNo,
    /// A place in the list.
    Place,
    /// A likeness to an option.
    Likeness,
    /// Their own words.
    OwnWords,
    /// A command that was likely meant, where nothing else fits.
    LikelyCommand,
    /// Nothing that fits.
    Misfit,
}

impl Reader {
    /// Whether what it reads is for the session.
    fn asks_session(self) -> bool {
        matches!(self, Reader::Help | Reader::AskedBefore | Reader::Command | Reader::LikelyCommand)
    }
}

impl fmt::Display for Reader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Reader::Help => "a call for help",
            Reader::Interrupt => "an interrupt",
            Reader::Length => "its length",
            Reader::AskedBefore => "what the program asked before the question",
            Reader::AskedBack => "what was asked back",
            Reader::Label => "an option as it is shown",
            Reader::Command => "a command to the program",
            Reader::MarkedVerb => "a command of the content, marked as one",
            Reader::UnknownCommand => "a marked command that nobody knows",
            Reader::Silence => "silence",
            Reader::QuestionBack => "a question about the question",
            Reader::YesOrNo => "yes or no",
            Reader::GoingOn => "going on",
            Reader::NonAnswer => "words that leave a question",
            Reader::Verb => "a command of the content",
            Reader::Alternatives => "“this or that”",
            Reader::Several => "several options",
            Reader::Denial => "a “no” that isn't one",
            Reader::Hears => "what an option hears",
            Reader::Number => "numbers",
            Reader::YesOrNoAndMore => "yes or no, and more",
            Reader::Sound => "a sound that answers nothing",
            Reader::CalledYesOrNo => "an option called yes or no",
            Reader::Place => "a place in the list",
            Reader::Likeness => "likeness to an option",
            Reader::OwnWords => "their own words",
            Reader::LikelyCommand => "a command that was likely meant",
            Reader::Misfit => "nobody: it fits nothing",
        })
    }
}

#[cfg(test)]
mod tests;
