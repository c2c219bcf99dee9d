//! Where a conversation stands, for a writer: what is remembered, what still waits, what lies on what.

use super::values::{record, shown};
use crate::render::record_key;
use crate::script::{FactId, FactKind, RuleId, Script, Value};
use crate::step::{Awaits, FollowUp, Frame, State};
use crate::turn::{cause, named};
use serde::Serialize;

/// Where a conversation stands, with names in place of indices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The facts that aren't records, each with what it holds, in the order of the files.
    pub facts: Vec<(String, String)>,
    /// The records, a table for each fact.
    pub records: Vec<RecordTable>,
    /// The follow-ups that still wait, the first first.
    pub agenda: Vec<String>,
    /// The questions and visits that lie on each other, the present one last.
    pub stack: Vec<String>,
    /// The rules that spoke, each with its record: how often it did, and how often it may.
    pub spoken: Vec<(String, u32, u32)>,
    /// The nodes that hooks want passed by.
    pub skipped: Vec<String>,
    /// The name of the end, once there is one.
    pub ended: Option<String>,
}

/// The records of one fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RecordTable {
    /// The fact.
    pub fact: String,
    /// The names of the fields.
    pub columns: Vec<String>,
    /// The key of each record, then what its fields hold.
    pub rows: Vec<Vec<String>>,
}

/// Where a conversation stands. Nothing, where the state is of other content.
pub fn overview(script: &Script, state: &State) -> Overview {
    if !state.is_of(script) {
        return Overview::default();
    }
    let mut overview = Overview {
        agenda: state.agenda.iter().map(|follow_up| waiting(script, follow_up)).collect(),
        stack: state.stack.iter().map(|frame| laid(script, frame)).collect(),
        spoken: state.spoken.iter().map(|((rule, key), times)| spoken(script, state, *rule, *key, *times)).collect(),
        skipped: state.skipped.iter().map(|node| script.node(*node).name.clone()).collect(),
        ended: state.ended().map(str::to_owned),
        ..Overview::default()
    };
    for (place, fact) in script.facts.iter().enumerate() {
        let value = &state.facts[place];
        match (&fact.kind, value) {
            (FactKind::Records(records), Value::Records(kept)) => {
                let row = |(key, values): &(u32, Vec<Value>)| {
                    let values = records.fields.iter().zip(values);
                    let values = values.map(|(field, value)| shown(script, &state.facts, &field.kind, value));
                    std::iter::once(record_key(script, FactId::new(place), *key)).chain(values).collect()
                };
                let columns = records.fields.iter().map(|field| field.name.clone()).collect();
                overview.records.push(RecordTable { fact: fact.name.clone(), columns, rows: kept.records.iter().map(row).collect() });
            }
            (kind, value) => overview.facts.push((fact.name.clone(), shown(script, &state.facts, kind, value))),
        }
    }
    overview
}

fn told(script: &Script, node: crate::script::NodeId, given: &[Value]) -> String {
    let node = script.node(node);
    let given = node.given.iter().zip(given).map(|(given, value)| format!("{} = {}", given.name, named(script, &given.kind, value)));
    let given = given.collect::<Vec<_>>().join(", ");
    if given.is_empty() { format!("`{}`", node.name) } else { format!("`{}` with {given}", node.name) }
}

fn waiting(script: &Script, follow_up: &FollowUp) -> String {
    let when = if follow_up.waits { ", after one more ordinary question" } else { "" };
    format!("{} from {}{when}", told(script, follow_up.node, &follow_up.given), cause(script, follow_up.from))
}

fn laid(script: &Script, frame: &Frame) -> String {
    let awaits = match &frame.awaits {
        Awaits::Answer => "waits for an answer",
        Awaits::Visit(..) => "waits for the visit above it",
        Awaits::Onward(_) => "was answered, and waits for the follow-up above it",
        Awaits::Entering => "waits for what its hook asked for first",
        Awaits::Gathering => "waits until what was named above it is met",
    };
    // What is held may be something that alarmed: that it is there is all that is told.
    let held = if frame.held.is_some() { "; words are held" } else { "" };
    format!("{} from {} #{}: {awaits}{held}", told(script, frame.node, &frame.given), cause(script, frame.from), frame.nth)
}

fn spoken(script: &Script, state: &State, rule: RuleId, key: Option<u32>, times: u32) -> (String, u32, u32) {
    let rule = script.rule(rule);
    let of = rule.each.zip(key).map(|(fact, key)| format!(" of {}", record(script, &state.facts, fact, key)));
    (format!("`{}`{}", rule.name, of.unwrap_or_default()), times, rule.most)
}
