//! What was answered, in order: enough to play it all again, and nothing that must not be kept.

use super::state::State;
use super::step;
use super::turn::{Identity, Noticed, Turn, Understood, VerbUsed};
use crate::script::{Fact, FactId, FactKind, Script, Value};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How a conversation begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// Chooses among variants of a text.
    pub seed: u64,
    /// Facts that the host knows, by name.
    pub given: Vec<(String, Given)>,
}

/// A value that the host gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text, or the id of an option.
    Text(String),
}

/// The host gave what it may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeginError {
    /// The dialogue has no such fact among those that may be given.
    NotAsked(String),
    /// The value doesn't fit into the fact.
    Unfit(String),
}

impl fmt::Display for BeginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BeginError::NotAsked(fact) => write!(formatter, "the dialogue doesn't ask the host for `{fact}`"),
            BeginError::Unfit(fact) => write!(formatter, "the value given for `{fact}` doesn't fit into it"),
        }
    }
}

impl std::error::Error for BeginError {}

/// Begins a conversation: the state at its first question, and what is said there.
///
/// # Errors
/// If the host gives a fact that the dialogue doesn't let it give, or a value that doesn't fit.
pub fn begin(script: &Script, with: &Begin) -> Result<(State, Turn), BeginError> {
    let mut state = State::new(script, with.seed);
    for (name, given) in &with.given {
        let fact = script.fact_named(name).filter(|fact| script.begin.contains(fact)).ok_or_else(|| BeginError::NotAsked(name.clone()))?;
        state.facts[fact.index()] = fitting(script.fact(fact), given).ok_or_else(|| BeginError::Unfit(name.clone()))?;
    }
    Ok(step::enter(script, state))
}

fn fitting(fact: &Fact, given: &Given) -> Option<Value> {
    match (&fact.kind, given) {
        (FactKind::Bool, Given::Bool(value)) => Some(Value::Bool(*value)),
        (FactKind::Number(range), Given::Number(number)) => range.holds(*number).then_some(Value::Number(*number)),
        (FactKind::Text, Given::Text(text)) => Some(Value::Text(fact.words(text))),
        (FactKind::OneOf(options), Given::Text(id)) => {
            options.iter().position(|option| option == id).map(|place| Value::Option(place as u16))
        }
        _ => None,
    }
}

/// What was answered, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The version of this form.
    pub format: u32,
    /// Which content it belongs to, see [`Script::fingerprint`].
    pub script: u64,
    /// How the conversation began.
    pub begin: Begin,
    /// Everything since.
    pub entries: Vec<Entry>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A reply was given.
    Replied {
        /// To which question.
        question: Box<Identity>,
        /// The values shown in it and its cause, as a hash.
        digest: u64,
        /// What was given.
        said: Said,
        /// How it was understood; nothing where it couldn't be read, or was no answer.
        understood: Option<Understood>,
        /// The node that was answered, see [`Turn::answered`].
        answered: Option<String>,
    },
    /// Facts that last were carried over when the person went back.
    Carried(Vec<(FactId, Value)>),
}

/// What was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// These words.
    Words(String),
    /// A safety word.
    Safety,
    /// Something that an interrupt heard.
    Noticed {
        /// What was heard.
        noticed: Noticed,
        /// The words: only while they are held, and after they were sent on.
        words: Option<Arc<str>>,
        /// The place of the entry with which they were sent on as an answer: from then on something rests on them.
        sent_on: Option<usize>,
    },
}

/// The version of the form of a log.
pub(crate) const FORMAT: u32 = 1;

impl Log {
    pub(super) fn new(script: &Script, begin: Begin) -> Log {
        Log { format: FORMAT, script: script.fingerprint, begin, entries: Vec::new() }
    }

    /// Notes what was given at the question of `before`, and what came of it. Words that an interrupt dropped are never noted.
    pub(super) fn note(&mut self, script: &Script, before: &Turn, state: &State, after: &Turn, typed: Option<&str>) {
        let Some(question) = before.outcome.question() else { return };
        let said = match (&after.noticed, typed) {
            (Some(noticed), Some(typed)) => {
                Said::Noticed { noticed: noticed.clone(), words: noticed.held.then(|| Arc::from(typed)), sent_on: None }
            }
            (None, Some(typed)) => Said::Words(typed.to_owned()),
            (_, None) => Said::Safety,
        };
        let entry = Entry::Replied {
            question: Box::new(question.identity.clone()),
            digest: question.digest,
            said,
            understood: after.understood.clone(),
            answered: after.answered.clone(),
        };
        self.entries.push(entry);
        let holding = |name: &str| {
            let held = state.stack.iter().filter_map(|frame| frame.held.as_ref());
            held.map(|held| &script.interrupt(held.interrupt).name).any(|holding| holding == name)
        };
        self.settle(&after.resumed, holding);
    }

    /// What isn't held any more was either sent on as an answer, and stays, or it wasn't, and must not be kept.
    fn settle(&mut self, resumed: &[String], holding: impl Fn(&str) -> bool) {
        let now = self.entries.len().saturating_sub(1);
        for entry in &mut self.entries {
            if let Entry::Replied { said: Said::Noticed { noticed, words, sent_on: sent_on @ None }, .. } = entry {
                *sent_on = (words.is_some() && resumed.contains(&noticed.interrupt)).then_some(now);
                if sent_on.is_none() && !holding(&noticed.interrupt) {
                    *words = None;
                }
            }
        }
    }

    /// Takes the last reply back; no, where there is none.
    pub(super) fn step_back(&mut self) -> bool {
        while let Some(Entry::Carried(_)) = self.entries.last() {
            self.entries.pop();
        }
        // What couldn't be read was no answer, so going back doesn't stop at it.
        let unread = |entry: &Entry| matches!(entry, Entry::Replied { said: Said::Words(_), understood: None, .. });
        let mut taken = self.entries.pop();
        while taken.as_ref().is_some_and(unread) && !self.entries.is_empty() {
            taken = self.entries.pop();
        }
        let taken = taken.is_some();
        // Words that were sent on with it are only held again.
        let left = self.entries.len();
        for entry in &mut self.entries {
            if let Entry::Replied { said: Said::Noticed { sent_on, .. }, .. } = entry
                && *sent_on == Some(left)
            {
                *sent_on = None;
            }
        }
        taken
    }

    /// The label of the option that was last chosen at a node.
    pub(super) fn label(&self, node: &str, choice: &str) -> Option<String> {
        self.last_understood(node, |understood| match understood {
            Understood::Choice { id, label } if id == choice => Some(label.clone()),
            _ => None,
        })
    }

    /// The number that was last given at a node.
    pub(super) fn number(&self, node: &str) -> Option<i64> {
        self.last_understood(node, |understood| match understood {
            Understood::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// The command that was last used at a node with this verb, as somebody would type it.
    pub(super) fn command(&self, script: &Script, node: &str, verb: &str) -> Option<String> {
        let verb_id = script.verb_named(verb)?;
        let noun = |name: &String| script.noun_named(name);
        let line =
            |used: &VerbUsed| script.command_line(verb_id, &used.nouns.iter().map(|name| name.as_ref().and_then(noun)).collect::<Vec<_>>());
        // Of several commands on one line, all but the first were used somewhere else than where the line was typed.
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Replied { understood: Some(Understood::Verbs(used)), answered: Some(answered), .. }
                if answered == node || used.len() > 1 =>
            {
                used.iter().rev().find(|used| used.verb == verb).map(line)
            }
            _ => None,
        })
    }

    fn last_understood<T>(&self, node: &str, read: impl Fn(&Understood) -> Option<T>) -> Option<T> {
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Replied { answered: Some(answered), understood: Some(understood), .. } if answered == node => read(understood),
            _ => None,
        })
    }
}
