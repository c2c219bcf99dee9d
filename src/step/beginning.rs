//! What the host may give a conversation: when it begins, and when somebody comes back.

use super::state::State;
use crate::script::{Fact, FactId, FactKind, HostValue, Script, Value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a conversation begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// Chooses among variants of a text.
    pub seed: u64,
    /// Facts that the host knows, by name.
    pub given: Vec<(String, HostValue)>,
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

/// The state before the first step, with the facts that the host gives.
pub(super) fn ready(script: &Script, with: &Begin) -> Result<State, BeginError> {
    let mut state = State::new(script, with.seed);
    for (name, given) in &with.given {
        let fact = asked_of_the_host(script, name).ok_or_else(|| BeginError::NotAsked(name.clone()))?;
        *state.fact_mut(fact) = fitting(script.fact(fact), given).ok_or_else(|| BeginError::Unfit(name.clone()))?;
    }
    Ok(state)
}

fn asked_of_the_host(script: &Script, name: &str) -> Option<FactId> {
    script.fact_named(name).filter(|fact| script.begin.contains(fact))
}

impl State {
    /// Takes what the host knows of a fact; what isn't asked of it, or doesn't fit, is passed over.
    pub(super) fn give(&mut self, script: &Script, name: &str, given: &HostValue) {
        if let Some(fact) = asked_of_the_host(script, name)
            && let Some(value) = fitting(script.fact(fact), given)
        {
            *self.fact_mut(fact) = value;
        }
    }
}

fn fitting(fact: &Fact, given: &HostValue) -> Option<Value> {
    match (&fact.kind, given) {
        (FactKind::Bool, HostValue::Bool(value)) => Some(Value::Bool(*value)),
        (FactKind::Number(range), HostValue::Number(number)) => range.holds(*number).then_some(Value::Number(*number)),
        (FactKind::Text, HostValue::Text(text)) => Some(Value::Text(fact.words(text))),
        (FactKind::OneOf(options), HostValue::Text(id)) => {
            options.iter().position(|option| option == id).map(|place| Value::Option(place as u16))
        }
        _ => None,
    }
}
