//! What comes of a step, as a front end needs it: plain values with names, no indices.

use crate::script::Prose;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What comes of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// What is said, before the question and with it.
    pub said: Prose,
    /// What follows.
    pub outcome: Outcome,
    /// How the last reply was understood as an answer to its question; nothing, if there was none or it couldn't be read.
    pub understood: Option<Understood>,
    /// Whether that is a guess: taken for a slip of the finger, by its beginning, or by words in common. Then the person must
    /// be able to see how they were understood.
    pub guessed: bool,
    /// What was heard in the last reply, if an interrupt heard something.
    pub noticed: Option<Noticed>,
    /// The held texts that were taken as answers in this turn.
    pub resumed: Vec<Resumed>,
    /// What failed on the way. The conversation goes on without it.
    pub faults: Vec<Fault>,
    /// The names of the facts that were looked at.
    pub read: Vec<String>,
    /// The line under the screen.
    pub help_line: Prose,
    /// What was told back of the memory, in what is said and on the options: their own words, their choices, their numbers. In
    /// order, each once.
    pub echoes: Vec<Echo>,
    /// The labels of the options that the last reply was equally near, if it was asked back which of them was meant: a front end
    /// needs to show no others, each at its place.
    pub nearest: Vec<String>,
}

impl Turn {
    /// What is said of a state of other content: nothing, and that it failed.
    pub(super) fn foreign() -> Turn {
        Turn {
            said: Prose::default(),
            outcome: Outcome::Ended(String::new()),
            understood: None,
            guessed: false,
            noticed: None,
            resumed: Vec::new(),
            faults: vec![Fault { node: String::new(), what: Failure::OtherContent }],
            read: Vec::new(),
            help_line: Prose::default(),
            echoes: Vec::new(),
            nearest: Vec::new(),
        }
    }
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// A question.
    Asked(Box<Question>),
    /// The same question: the reply couldn't be read.
    Unread(Box<Question>),
    /// Nothing: the conversation has ended, by that name.
    Ended(String),
}

impl Outcome {
    /// The question, if there is one.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Outcome::Asked(question) | Outcome::Unread(question) => Some(question),
            Outcome::Ended(_) => None,
        }
    }
}

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Which question it is, in any version of the content.
    pub identity: Identity,
    /// How it is answered.
    pub kind: Kind,
    /// The title of the part that it belongs to.
    pub section: Option<String>,
    /// How far one is in that part, in the writer's words.
    pub status: Vec<Prose>,
    /// Why it is asked, in the writer's words.
    pub because: Option<Prose>,
    /// What it shows of the memory: an earlier answer stands only as long as that is the same.
    pub mentions: Vec<Mention>,
}

/// Something of the memory that a question shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Which place, by name: `hurt`, `trait`, `trait.route`.
    pub of: String,
    /// What stands there, as a hash (xxh64, seed 0).
    pub value: u64,
}

/// A place of the memory that was told back to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Echo {
    /// A fact, by its name.
    Fact(String),
    /// What a record is called.
    Record {
        /// The fact that holds the records.
        records: String,
        /// Its key, as `t1`.
        record: String,
    },
    /// Another field of a record.
    Field {
        /// The fact that holds the records.
        records: String,
        /// The record's key, as `t1`.
        record: String,
        /// The field's name.
        field: String,
    },
}

/// A held text that was taken as an answer after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The interrupt that held it.
    pub interrupt: String,
    /// The node that it answers.
    pub node: String,
    /// How it was understood; nothing, where it couldn't be read.
    pub understood: Option<Understood>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// By one of these.
    Choose(Vec<Offer>),
    /// By anything.
    Text,
    /// By a whole number.
    Number {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
        /// What the smallest means.
        least: Option<Prose>,
        /// What the largest means.
        most: Option<Prose>,
    },
    /// By any of these.
    ChooseMany(Vec<Offer>),
    /// By naming one thing more.
    Gather,
    /// By yes or no.
    YesNo {
        /// What yes is called.
        yes: Prose,
        /// What no is called.
        no: Prose,
    },
    /// By going on.
    Continue(Prose),
    /// By saying what to do.
    Command,
}

/// An option that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The writer's name for it.
    pub id: String,
    /// What a person reads.
    pub label: Prose,
}

/// Which question it is: the node, what led there, and which of the equal ones. No positions, no labels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// The node's name.
    pub node: String,
    /// What it was given, by name: keys of records as `t1`, ids, numbers, true or false.
    pub given: Vec<(String, String)>,
    /// What led there.
    pub from: Cause,
    /// Which of those that are equal in all else, from 1.
    pub nth: u32,
}

/// What led to a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// The beginning.
    Start,
    /// A node that was passed or answered.
    Node(String),
    /// An option that was chosen.
    Choice {
        /// The node that asked.
        node: String,
        /// The option's id.
        choice: String,
    },
    /// An interrupt.
    Interrupt(String),
    /// A hook at this node.
    Hook(String),
    /// A rule, and the record that it speaks of.
    Rule {
        /// Its name.
        rule: String,
        /// The record's key, as `t1`.
        record: Option<String>,
    },
    /// A safety word.
    Safety,
    /// Coming back on another visit.
    Return,
    /// A verb that was used.
    Verb {
        /// The node at which it was used.
        node: String,
        /// Its name.
        verb: String,
    },
}

impl Turn {
    /// What waits: the question, or the end where nothing is asked any more. Whatever happens there hangs on it.
    pub(crate) fn waiting(&self) -> Identity {
        match &self.outcome {
            Outcome::Asked(question) | Outcome::Unread(question) => question.identity.clone(),
            Outcome::Ended(name) => Identity { node: format!("@end {name}"), given: Vec::new(), from: Cause::Return, nth: 1 },
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Start => formatter.write_str("start"),
            Cause::Node(node) => formatter.write_str(node),
            Cause::Choice { node, choice } => write!(formatter, "{node}:{choice}"),
            Cause::Interrupt(name) => write!(formatter, "interrupt {name}"),
            Cause::Hook(node) => write!(formatter, "hook at {node}"),
            Cause::Rule { rule, record: None } => write!(formatter, "rule {rule}"),
            Cause::Rule { rule, record: Some(record) } => write!(formatter, "rule {rule} of {record}"),
            Cause::Safety => formatter.write_str("safety"),
            Cause::Return => formatter.write_str("return"),
            Cause::Verb { node, verb } => write!(formatter, "verb {verb} at {node}"),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.given.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>();
        let given = if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) };
        write!(formatter, "{}{given} from {} #{}", self.node, self.from, self.nth)
    }
}

/// How a reply was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Understood {
    /// This option.
    Choice {
        /// Its id.
        id: String,
        /// Its label, as it was shown.
        label: String,
    },
    /// These options, by their ids.
    Many(Vec<String>),
    /// This number.
    Number(i64),
    /// Their own words.
    Text,
    /// Their own words, which name this record: its key, as `t1`.
    Named(String),
    /// On.
    Continue,
    /// They decline.
    Declined,
    /// Nothing came, several times, and the question was left by itself.
    Silent,
    /// Nothing came that fitted, several times, and the question was left by itself.
    Unanswered,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// They took back what they had said, and asked for it to be forgotten.
    Forgotten,
    /// These commands, one after the other.
    Verbs(Vec<VerbUsed>),
}

/// A command that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerbUsed {
    /// The verb's name.
    pub verb: String,
    /// The names of the nouns in its places; nothing where a place wasn't named.
    pub nouns: Vec<Option<String>>,
}

/// What an interrupt heard. The words themselves aren't here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// The interrupt's name.
    pub interrupt: String,
    /// The places of the patterns that fitted.
    pub patterns: Vec<u32>,
    /// Whether the words are held until the way back is clear; else they are dropped.
    pub held: bool,
}

/// Something that failed in play. Its effect is left out, and the conversation goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The node at which it happened.
    pub node: String,
    /// What happened.
    pub what: Failure,
}

/// What failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Failure {
    /// A number grew beyond 64 bits.
    TooLarge,
    /// Something was divided by zero.
    DividedByZero,
    /// A text shows this fact, which isn't known.
    NotKnown(String),
    /// A number doesn't fit into this fact.
    OutOfRange(String),
    /// A hook failed, and asks for nothing.
    Hook {
        /// Its name.
        hook: String,
        /// Why.
        why: String,
    },
    /// More follow-ups wait than may.
    TooManyFollowUps,
    /// These records are as many as there may be.
    TooMany(String),
    /// A question had no option left to offer.
    NoOptions,
    /// The way went on and on without a question.
    TooManyMoves,
    /// Too many visits lay on each other.
    TooDeep,
    /// The state belongs to other content.
    OtherContent,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at `{}`: ", self.node)?;
        match &self.what {
            Failure::TooLarge => formatter.write_str("a number grew beyond 64 bits"),
            Failure::DividedByZero => formatter.write_str("something was divided by zero"),
            Failure::NotKnown(fact) => write!(formatter, "the text shows `{fact}`, which isn't known here"),
            Failure::OutOfRange(fact) => write!(formatter, "a number doesn't fit into `{fact}`"),
            Failure::Hook { hook, why } => write!(formatter, "the hook `{hook}` failed: {why}"),
            Failure::TooManyFollowUps => formatter.write_str("more follow-ups wait than may"),
            Failure::TooMany(fact) => write!(formatter, "`{fact}` holds as many records as it may"),
            Failure::NoOptions => formatter.write_str("the question has no option left to offer"),
            Failure::TooManyMoves => formatter.write_str("the way went on and on without a question"),
            Failure::TooDeep => formatter.write_str("too many visits lie on each other"),
            Failure::OtherContent => formatter.write_str("the state belongs to other content"),
        }
    }
}
