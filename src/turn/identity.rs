//! Which question it is, in any version of the content: by names, with no positions and no labels.

use crate::render::record_key;
use crate::script::{FactKind, Script, Value};
use crate::step::From;
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// What led to a question, by name.
pub(crate) fn cause(script: &Script, from: From) -> Cause {
    match from {
        From::Start => Cause::Start,
        From::Safety => Cause::Safety,
        From::Return => Cause::Return,
        From::Hook(id) => Cause::Hook(script.node(id).name.clone()),
        From::Rule(id, key) => {
            let rule = script.rule(id);
            let record = rule.each.zip(key).map(|(fact, key)| record_key(script, fact, key));
            Cause::Rule { rule: rule.name.clone(), record }
        }
        From::Verb(id, verb) => Cause::Verb { node: script.node(id).name.clone(), verb: script.verb(verb).name.clone() },
        From::Interrupt(id) => Cause::Interrupt(script.interrupt(id).name.clone()),
        From::Node(id, choice) => {
            let node = script.node(id);
            let choice = choice.and_then(|place| node.ask.as_ref()?.choices().get(usize::from(place)).map(|choice| choice.id.clone()));
            match choice {
                Some(choice) => Cause::Choice { node: node.name.clone(), choice },
                None => Cause::Node(node.name.clone()),
            }
        }
    }
}

/// A value that a node was given, by name: a record's key, an id, a number, true or false.
pub(crate) fn named(script: &Script, kind: &FactKind, value: &Value) -> String {
    match (kind, value) {
        (FactKind::Link(fact), Value::Link(key)) => record_key(script, *fact, *key),
        (FactKind::OneOf(options), Value::Option(place)) => options.get(usize::from(*place)).cloned().unwrap_or_default(),
        (_, Value::Bool(value)) => value.to_string(),
        (_, Value::Number(value)) => value.to_string(),
        _ => String::new(),
    }
}
