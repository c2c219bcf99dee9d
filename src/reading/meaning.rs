//! What a reply means. Finite, serialisable, and without any words but those that must be kept.
//!
//! Everything is named as the writer named it, never by its place, so a meaning says the same in any version of the content.

use crate::script::HostValue;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a reply means.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// The option of this id.
    Option(String),
    /// None of the options: the one of this id takes the words.
    Otherwise {
        /// The option's id.
        option: String,
        /// The words that it takes.
        words: Words,
    },
    /// The options of these ids, in the writer's order.
    Options(Vec<String>),
    /// This number.
    Number(i64),
    /// Their own words.
    Words(Words),
    /// Things that they named, in order.
    Things(Vec<Words>),
    /// On; where things are named, no more of them.
    GoOn,
    /// They decline.
    Declined,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// The question was left by itself.
    Left(Left),
    /// They took back what they had said, and asked for it to be forgotten.
    Forgotten,
    /// These commands of the content, one after the other.
    Commands(Commands),
    /// It is no answer, and the question is asked again.
    Misfit(Misfit),
    /// An interrupt heard something.
    Interrupt {
        /// What was heard, and by which.
        noticed: Noticed,
        /// What is held until the way back is clear; nothing, where words are kept nowhere.
        held: Option<Held>,
    },
    /// A safety word.
    Safety,
    /// They come back on another visit, with what the host knows now, by the names of facts.
    Returned(Vec<(String, HostValue)>),
}

/// Meanings that take the same kind of step, see [`Meaning::class`].
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Class<'m> {
    /// The option of this id.
    Option(&'m str),
    /// None of the options, so that the one of this id takes the words.
    Otherwise(&'m str),
    /// Any options of a list.
    Options,
    /// Any number.
    Number,
    /// Any words, or things that are named.
    Words,
    /// On.
    GoOn,
    /// They decline.
    Declined,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// The question was left by itself, for this reason.
    Left(Left),
    /// Their answer is forgotten.
    Forgotten,
    /// Commands, of which the first is this verb.
    Commands(&'m str),
    /// Nothing was typed.
    Empty,
    /// Anything else that is no answer.
    Misfit,
    /// What this interrupt heard.
    Interrupt(&'m str),
    /// A safety word.
    Safety,
    /// They came back.
    Returned,
}

impl Meaning {
    /// Whether it answers a question. Commands leave the question as it was.
    pub fn is_answer(&self) -> bool {
        match self {
            Meaning::Option(_)
            | Meaning::Otherwise { .. }
            | Meaning::Options(_)
            | Meaning::Number(_)
            | Meaning::Words(_)
            | Meaning::Things(_)
            | Meaning::GoOn
            | Meaning::Declined
            | Meaning::Unknown
            | Meaning::Later
            | Meaning::Left(_)
            | Meaning::Forgotten => true,
            Meaning::Commands(_) | Meaning::Misfit(_) | Meaning::Interrupt { .. } | Meaning::Safety | Meaning::Returned(_) => false,
        }
    }

    /// What of a meaning decides where it may lead, whatever the words and the numbers: two of one class take the same kind of step.
    pub fn class(&self) -> Class<'_> {
        match self {
            Meaning::Option(id) => Class::Option(id),
            Meaning::Otherwise { option, .. } => Class::Otherwise(option),
            Meaning::Options(_) => Class::Options,
            Meaning::Number(_) => Class::Number,
            // Where things are named, words are one of them.
            Meaning::Words(_) | Meaning::Things(_) => Class::Words,
            Meaning::GoOn => Class::GoOn,
            Meaning::Declined => Class::Declined,
            Meaning::Unknown => Class::Unknown,
            Meaning::Later => Class::Later,
            Meaning::Left(why) => Class::Left(*why),
            Meaning::Forgotten => Class::Forgotten,
            Meaning::Commands(commands) => Class::Commands(commands.used.first().map_or("", |used| &used.verb)),
            Meaning::Misfit(Misfit::Empty) => Class::Empty,
            Meaning::Misfit(_) => Class::Misfit,
            Meaning::Interrupt { noticed, .. } => Class::Interrupt(&noticed.interrupt),
            Meaning::Safety => Class::Safety,
            Meaning::Returned(_) => Class::Returned,
        }
    }

    /// Whether it says something that somebody could miss: declining says nothing, and going on neither.
    pub fn says_something(&self) -> bool {
        matches!(
            self,
            Meaning::Option(_)
                | Meaning::Otherwise { .. }
                | Meaning::Options(_)
                | Meaning::Number(_)
                | Meaning::Words(_)
                | Meaning::Things(_)
        )
    }

    /// The id of the option that was taken, if one was.
    pub fn option(&self) -> Option<&str> {
        match self {
            Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => Some(id),
            _ => None,
        }
    }

    /// The words that are kept with it, if there are any; of several things, the first.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Meaning::Words(words) | Meaning::Otherwise { words, .. } => Some(words),
            Meaning::Things(things) => things.first(),
            _ => None,
        }
    }

    /// The key of the record that an answer in their own words names, as `t1`.
    pub fn record(&self) -> Option<&str> {
        match self {
            Meaning::Words(words) => words.record.as_deref(),
            Meaning::Things(things) => things.first()?.record.as_deref(),
            _ => None,
        }
    }

    /// Writes the words that name something in another way; what they name stays.
    pub(crate) fn respell(&mut self, typed: &str) {
        if let Meaning::Words(words) = self {
            words.text = Arc::from(typed.trim());
        } else if let Meaning::Things(things) = self
            && let Some(first) = things.first_mut()
        {
            first.text = Arc::from(typed.trim());
        }
    }

    /// The same, with the record that its words name.
    pub(crate) fn naming(mut self, record: Option<String>) -> Self {
        match &mut self {
            Meaning::Words(words) => words.record = record,
            Meaning::Things(things) => {
                if let Some(first) = things.first_mut() {
                    first.record = record;
                }
            }
            _ => {}
        }
        self
    }

    /// The same, known to have been listened to: a log keeps only what was.
    pub(crate) fn listened_to(mut self) -> Self {
        match &mut self {
            Meaning::Words(words) | Meaning::Otherwise { words, .. } => words.listened_to = true,
            Meaning::Things(things) => things.iter_mut().for_each(|words| words.listened_to = true),
            Meaning::Interrupt { held: Some(held), .. } => {
                let meaning = std::mem::replace(&mut *held.meaning, Meaning::GoOn);
                *held.meaning = meaning.listened_to();
            }
            _ => {}
        }
        self
    }
}

/// Somebody's own words, as they are kept. Only reading makes them, since only reading listens to all that was typed; such as
/// come from elsewhere are listened to before they are taken: a step binds them, see [`fits`](crate::fits).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    pub(crate) text: Arc<str>,
    /// The key of the record that they name, as `t1`, once that is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<String>,
    /// Whether interrupts listened to them.
    #[serde(skip)]
    pub(crate) listened_to: bool,
}

impl Words {
    pub(super) fn read(text: &str) -> Words {
        Words { text: Arc::from(text), record: None, listened_to: true }
    }

    /// Words that were kept before, in a log.
    pub(crate) fn kept(text: &str, record: Option<String>) -> Words {
        Words { text: Arc::from(text), record, listened_to: true }
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

// Whether words were listened to is no part of what they say.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.record == other.record
    }
}

impl Eq for Words {}

impl Hash for Words {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
        self.record.hash(state);
    }
}

/// Why a question was left by itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Left {
    /// Nothing came, several times.
    Silent,
    /// Nothing that fitted came, several times.
    Misfit,
}

/// What an interrupt heard. The words themselves aren't here.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Noticed {
    /// The interrupt's name.
    pub interrupt: String,
    /// The places of the patterns that fitted.
    pub patterns: Vec<u32>,
    /// Whether the words are held until the way back is clear; else they are dropped.
    pub held: bool,
}

/// A text that an interrupt holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Held {
    /// What was written.
    pub(crate) text: Arc<str>,
    /// What it means at the question beneath, with what was held there before.
    pub(crate) meaning: Box<Meaning>,
}

impl Held {
    /// A text that was held before.
    pub(crate) fn of(text: &Arc<str>, meaning: Meaning) -> Held {
        Held { text: text.clone(), meaning: Box::new(meaning) }
    }
}

/// Commands of one line, and what of the line was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Commands {
    /// What is done, in order.
    pub used: Vec<VerbUsed>,
    /// What ended the line early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOut>,
}

/// What of a line of commands wasn't done.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why the next command couldn't be done; nothing, where it was meant for another question.
    pub misfit: Option<Misfit>,
    /// The rest of the line, as far as it may be repeated; nothing, where there is none.
    pub rest: Option<String>,
}

/// A command that is done.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VerbUsed {
    /// The verb's name.
    pub verb: String,
    /// The names of the nouns in its places; nothing where a place wasn't named.
    pub nouns: Vec<Option<String>>,
}

/// Why a reply is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Misfit {
    /// Nothing was typed, or nothing that says anything.
    Empty,
    /// They don't know, and may do so once they see what others might say.
    NotKnown,
    /// It asks something itself.
    Question,
    /// It asks what the question means; or what it is for.
    AsksBack {
        /// What it is for.
        what_for: bool,
    },
    /// It is like nothing that would be an answer.
    Unlike,
    /// It leaves a question that can't be left, since the way on needs an answer.
    Needed,
    /// It is no number.
    NoNumber,
    /// It is neither yes nor no.
    Neither,
    /// It is something, where only going on is asked.
    NotOn,
    /// It says that there is one thing more, and doesn't name it.
    Unnamed,
    /// The number is too small or too large.
    Outside,
    /// It is a number, where words are asked for.
    OnlyANumber,
    /// The number has a fraction.
    Fraction,
    /// It is longer than anything that can be kept.
    TooLong,
    /// It looks like a command, and there is none of that name.
    NoCommand,
    /// It may mean several things, and this is asked back.
    AskedBack(Pending),
    /// It is a command of the content that can't be done.
    Command(CommandMisfit),
    /// The first of several commands can't be done, and the rest of the line is left out.
    WithRest {
        /// Why it can't be done.
        misfit: Box<Misfit>,
        /// The rest, as far as it may be repeated.
        rest: String,
    },
}

/// Why a command of the content can't be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CommandMisfit {
    /// Nothing was typed.
    Nothing,
    /// It is longer than any command.
    TooLong,
    /// It names a thing, by what is shown for it, and says nothing to do with it.
    NoVerbFor(String),
    /// It begins as these verbs do, and the rest isn't understood; with its first word, where that may be repeated.
    NotTheRest {
        /// The word.
        word: Option<String>,
        /// The verbs, by name.
        verbs: Vec<String>,
    },
    /// No verb is said so; with its first word, where that may be repeated.
    NoVerb(Option<String>),
    /// It says "it", and nothing was named.
    NoIt,
    /// It names everything at once.
    OneAtATime,
    /// It names something that isn't here.
    NotHere,
    /// What was guessed isn't what they meant.
    GuessRefused,
    /// There is nothing to do again.
    NothingToRepeat,
    /// It is a command to the program, and needs a line of its own.
    NeedsALine(String),
}

/// Something that was asked back, and waits for a word: a small choice of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pending {
    /// Which of these options was meant, by their ids.
    Options(Vec<String>),
    /// Which of these numbers was meant.
    Numbers(Vec<i64>),
    /// Whether this number is the answer.
    Sure(i64),
    /// What stands in a place of a command.
    Noun {
        /// The command so far.
        used: VerbUsed,
        /// The place.
        place: u16,
        /// Which of the verb's patterns.
        order: u16,
        /// Which of the ways to say that.
        way: u16,
        /// The nouns among which it was asked, by name; where there are none, any may be named.
        among: Vec<String>,
    },
    /// Whether this command was meant.
    Command(VerbUsed),
}
