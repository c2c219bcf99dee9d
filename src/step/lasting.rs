//! Facts that last: what they hold, in any version of the content.

use crate::script::{Fact, FactKind, Value};
use serde::{Deserialize, Serialize};

/// What a fact that lasts holds, in any version of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lasting {
    /// Nothing yet.
    Nothing,
    /// Declined.
    Declined,
    /// Not known.
    Unknown,
    /// Later.
    Later,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A person's own words.
    Text(String),
    /// The id of an option.
    Option(String),
    /// The ids of options.
    Many(Vec<String>),
}

impl Lasting {
    /// A value of a fact, written so that any version of the content can read it; nothing, where a fact holds records.
    pub(super) fn of(fact: &Fact, value: &Value) -> Option<Lasting> {
        let id = |place: &u16| match &fact.kind {
            FactKind::OneOf(options) | FactKind::List(options) => options.get(usize::from(*place)).cloned(),
            _ => None,
        };
        Some(match value {
            Value::Unset => Lasting::Nothing,
            Value::Declined => Lasting::Declined,
            Value::Unknown => Lasting::Unknown,
            Value::Later => Lasting::Later,
            Value::Bool(value) => Lasting::Bool(*value),
            Value::Number(number) => Lasting::Number(*number),
            Value::Text(words) => Lasting::Text(words.text.to_string()),
            Value::Option(place) => Lasting::Option(id(place)?),
            Value::Many(places) => Lasting::Many(places.iter().filter_map(id).collect()),
            Value::Link(_) | Value::Records(_) => return None,
        })
    }

    /// The value that it is for a fact; nothing, where it doesn't fit.
    pub(crate) fn value(&self, fact: &Fact) -> Option<Value> {
        let place = |id: &String| match &fact.kind {
            FactKind::OneOf(options) | FactKind::List(options) => options.iter().position(|option| option == id).map(|place| place as u16),
            _ => None,
        };
        Some(match (self, &fact.kind) {
            (Lasting::Nothing, FactKind::Bool | FactKind::Number(_) | FactKind::Text | FactKind::OneOf(_)) => Value::Unset,
            (Lasting::Declined, _) => Value::Declined,
            (Lasting::Unknown, _) => Value::Unknown,
            (Lasting::Later, _) => Value::Later,
            (Lasting::Bool(value), FactKind::Bool) => Value::Bool(*value),
            (Lasting::Number(number), FactKind::Number(range)) if range.holds(*number) => Value::Number(*number),
            (Lasting::Text(text), FactKind::Text) => Value::Text(fact.words(text)),
            (Lasting::Option(id), FactKind::OneOf(_)) => Value::Option(place(id)?),
            (Lasting::Many(ids), FactKind::List(_)) => Value::Many(ids.iter().filter_map(place).collect()),
            _ => return None,
        })
    }
}
