//! The places into which an answer goes: whoever hears "that's wrong" finds by them the answer that an echo came from.

use super::log::Replied;
use crate::reading::Meaning;
use crate::render::{Echo, field_echo, key_number, of_records, record_echo};
use crate::script::{Ask, Expression, FactId, FactKind, Node, Place, Script, Value};
use crate::step::State;

/// The places that an answer filled, the nearest first: where it is kept, then the record that it named.
pub(crate) fn kept_at(script: &Script, state: &State, replied: &Replied) -> Vec<Echo> {
    let Some(node) = script.node_named(&replied.question.node).map(|node| script.node(node)) else { return Vec::new() };
    let echo = |place: &Place| match place {
        Place::Fact(fact) => Some(Echo::Fact(script.fact(*fact).name.clone())),
        Place::Field { record, records, field } => field_echo(script, *records, key(state, node, replied, record)?, *field),
    };
    let kept = node.keep.as_ref().and_then(echo);
    let words = match replied.understood() {
        Some(Meaning::Option(id) | Meaning::Otherwise { option: id, .. }) => {
            let choices = node.ask.iter().flat_map(Ask::choices);
            choices.filter(|choice| choice.id == *id).find_map(|choice| choice.otherwise.as_ref()).and_then(echo)
        }
        _ => None,
    };
    let named = replied.named().and_then(|key| {
        named_by(script, node).map(|fact| Echo::Record { records: script.fact(fact).name.clone(), record: key.to_owned() })
    });
    words.into_iter().chain(kept).chain(named).collect()
}

/// The record to which the place of an echo leads, if it leads to one.
pub(crate) fn linked(script: &Script, state: &State, echo: &Echo) -> Option<Echo> {
    let (kind, value) = match echo {
        Echo::Fact(name) => {
            let fact = script.fact_named(name)?;
            (&script.fact(fact).kind, state.fact(fact))
        }
        Echo::Field { records, record, field } => {
            let fact = script.fact_named(records)?;
            let (FactKind::Records(of), Value::Records(kept)) = (&script.fact(fact).kind, state.fact(fact)) else { return None };
            let place = of.fields.iter().position(|found| found.name == *field)?;
            (&of.fields[place].kind, kept.record(key_number(record)?)?.get(place)?)
        }
        Echo::Record { .. } => return None,
    };
    match (kind, value) {
        (FactKind::Link(fact), Value::Link(key)) => Some(record_echo(script, *fact, *key)),
        _ => None,
    }
}

/// The records among which an answer to this node names one.
pub(crate) fn named_by(script: &Script, node: &Node) -> Option<FactId> {
    if let Some(Ask::Gather(gather)) = &node.ask {
        return Some(gather.into);
    }
    let kind = match node.keep.as_ref()? {
        Place::Fact(fact) => &script.fact(*fact).kind,
        Place::Field { records, field, .. } => &of_records(script, *records)?.fields.get(*field)?.kind,
    };
    match kind {
        FactKind::Link(fact) => Some(*fact),
        _ => None,
    }
}

/// The key of the record to which an expression led where an answer was given: by what its question was given, then by the memory.
fn key(state: &State, node: &Node, replied: &Replied, to: &Expression) -> Option<u32> {
    match to {
        Expression::Argument(place, _) => {
            let name = &node.given.get(*place)?.name;
            replied.question.given.iter().find(|(given, _)| given == name).and_then(|(_, value)| key_number(value))
        }
        Expression::Fact(fact) => match state.fact(*fact) {
            Value::Link(key) => Some(*key),
            _ => None,
        },
        Expression::Field { of, records, field } => {
            let Value::Records(kept) = state.fact(*records) else { return None };
            match kept.record(key(state, node, replied, of)?)?.get(*field)? {
                Value::Link(key) => Some(*key),
                _ => None,
            }
        }
        _ => None,
    }
}
