//! What comes of a step, as a front end needs it: plain values with names, no indices.

use super::kind::Kind;
use crate::reading::{Commands, Meaning, Misfit, Noticed, Reader};
use crate::render::{Echo, Failure, Fault, Mention};
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
    pub understood: Option<Meaning>,
    /// Why the last reply couldn't be read as an answer, where it couldn't.
    pub misfit: Option<Misfit>,
    /// What the option is called that was taken, as it was shown; of one that took what fits none, their words where they may be
    /// repeated.
    pub label: Option<String>,
    /// Whether that is a guess: taken for a slip of the finger, by its beginning, or by words in common. Then the person must
    /// be able to see how they were understood.
    pub guessed: bool,
    /// Who read the last reply.
    pub by: Option<Reader>,
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
    /// What comes behind it on the same line.
    pub(super) fn go_on(&mut self, more: Turn) {
        self.said.append(more.said);
        let all = [self.understood.take(), more.understood].into_iter().flatten().filter_map(|meaning| match meaning {
            Meaning::Commands(commands) => Some(commands.used),
            _ => None,
        });
        self.understood = Some(Meaning::Commands(Commands { used: all.flatten().collect(), left_out: None }));
        self.outcome = match more.outcome {
            // What was done is done, though something behind it wasn't.
            Outcome::Unread(question) => Outcome::Asked(question),
            outcome => outcome,
        };
        add_new(&mut self.faults, more.faults);
        add_new(&mut self.echoes, more.echoes);
        add_new(&mut self.read, more.read);
        self.read.sort();
        self.help_line = more.help_line;
    }

    /// What is said of a state of other content: nothing, and that it failed.
    pub(super) fn foreign() -> Turn {
        Turn {
            said: Prose::default(),
            outcome: Outcome::Ended(String::new()),
            understood: None,
            misfit: None,
            label: None,
            guessed: false,
            by: None,
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

/// A held text that was taken as an answer after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// The interrupt that held it.
    pub interrupt: String,
    /// The node that it answers.
    pub node: String,
    /// How it was understood; nothing, where it couldn't be read.
    pub understood: Option<Meaning>,
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

fn add_new<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}
