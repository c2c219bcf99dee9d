//! What was told back: which of a person's own words, and which choices of theirs, stand in what is said.
//!
//! An echo names the place in the memory that was shown. [`kept_at`] names the places into which an answer goes, so that whoever
//! hears "that's wrong" can find the answer that an echo came from.

use super::asking::record_key;
use super::log::{Replied, key_number};
use super::state::State;
use super::telling::Teller;
use super::turn::{Echo, Understood};
use crate::script::{Ask, Expression, FactId, FactKind, Node, Place, Records, Script, Value};

impl Teller<'_> {
    /// Notes that what stands in a place was told back.
    pub(super) fn told_back(&mut self, of: &Expression) {
        let echo = match of {
            Expression::Fact(fact) => Some(Echo::Fact(self.world.script.fact(*fact).name.clone())),
            Expression::Argument(_, Some(fact)) => match of.value(&self.world, &mut self.reads) {
                Some(Value::Link(key)) => Some(record(self.world.script, *fact, *key)),
                _ => None,
            },
            Expression::Field { of, records, field } => match of.value(&self.world, &mut self.reads) {
                Some(Value::Link(key)) => self::field(self.world.script, *records, *key, *field),
                _ => None,
            },
            _ => None,
        };
        self.echoes.extend(echo);
    }

    /// Notes that a record was called by its name.
    pub(super) fn named_back(&mut self, fact: FactId, key: u32) {
        self.echoes.push(record(self.world.script, fact, key));
    }
}

/// The places that an answer filled, the nearest first: where it is kept, then the record that it named.
pub(crate) fn kept_at(script: &Script, state: &State, replied: &Replied) -> Vec<Echo> {
    let Some(node) = script.node_named(&replied.question.node).map(|node| script.node(node)) else { return Vec::new() };
    let echo = |place: &Place| match place {
        Place::Fact(fact) => Some(Echo::Fact(script.fact(*fact).name.clone())),
        Place::Field { record, records, field } => self::field(script, *records, key(state, node, replied, record)?, *field),
    };
    let kept = node.keep.as_ref().and_then(echo);
    let words = match &replied.understood {
        Some(Understood::Choice { id, .. }) => {
            let choices = node.ask.iter().flat_map(Ask::choices);
            choices.filter(|choice| choice.id == *id).find_map(|choice| choice.otherwise.as_ref()).and_then(echo)
        }
        _ => None,
    };
    let named = match &replied.understood {
        Some(Understood::Named(key)) => {
            named_by(script, node).map(|fact| Echo::Record { records: script.fact(fact).name.clone(), record: key.clone() })
        }
        _ => None,
    };
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
        (FactKind::Link(fact), Value::Link(key)) => Some(record(script, *fact, *key)),
        _ => None,
    }
}

fn record(script: &Script, fact: FactId, key: u32) -> Echo {
    Echo::Record { records: script.fact(fact).name.clone(), record: record_key(script, fact, key) }
}

/// A field of a record; what a record is called stands for the record itself.
fn field(script: &Script, records: FactId, key: u32, field: usize) -> Option<Echo> {
    let Records { shows, fields, .. } = of_records(script, records)?;
    if *shows == field {
        return Some(record(script, records, key));
    }
    let field = fields.get(field)?.name.clone();
    Some(Echo::Field { records: script.fact(records).name.clone(), record: record_key(script, records, key), field })
}

fn of_records(script: &Script, fact: FactId) -> Option<&Records> {
    match &script.fact(fact).kind {
        FactKind::Records(records) => Some(records),
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
