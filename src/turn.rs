//! What comes of a step, as a front end needs it: the events told in words, and the question that waits. Plain values with
//! names, no indices.

mod identity;
mod kind;
mod misfits;
mod question;
mod rendering;
mod texts;

pub use identity::{Cause, Identity};
pub(crate) use identity::{cause, named};
pub use kind::{Kind, Offer};
pub use question::Question;
pub use rendering::{render, show};
pub(crate) use texts::{holds, records, tell, tell_lines, tell_node};

use crate::reading::{Commands, Meaning, Misfit, Noticed, Reader};
use crate::render::{Echo, Failure, Fault};
use crate::script::Prose;
use crate::step::Resumed;
use serde::Serialize;

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
    pub(crate) fn go_on(&mut self, more: Turn) {
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
        self.help_line = more.help_line;
    }

    /// What waits: the question, or the end where nothing is asked any more. Whatever happens there hangs on it.
    pub(crate) fn waiting(&self) -> Identity {
        match &self.outcome {
            Outcome::Asked(question) | Outcome::Unread(question) => question.identity.clone(),
            Outcome::Ended(name) => Identity { node: format!("@end {name}"), given: Vec::new(), from: Cause::Return, nth: 1 },
        }
    }

    /// What is said of a state of other content: nothing, and that it failed.
    fn foreign() -> Turn {
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

fn add_new<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}
