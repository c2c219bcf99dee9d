//! What facts hold, as a writer reads it: ids in single quotes as in a condition, a person's words in double ones.

use super::Changed;
use crate::caps;
use crate::script::{FactId, FactKind, Records, Script, Value};

/// A value in a place of this kind; `facts` tell what records are called.
pub(super) fn shown(script: &Script, facts: &[Value], kind: &FactKind, value: &Value) -> String {
    let id = |options: &[String], place: u16| format!("'{}'", options.get(usize::from(place)).map_or("", String::as_str));
    match (kind, value) {
        (_, Value::Unset) => "not set".to_owned(),
        (_, Value::Declined) => "declined".to_owned(),
        (_, Value::Unknown) => "not known to them".to_owned(),
        (_, Value::Later) => "left for later".to_owned(),
        (_, Value::Bool(value)) => value.to_string(),
        (_, Value::Number(value)) => value.to_string(),
        (_, Value::Text(words)) => quoted(&words.text),
        (FactKind::OneOf(options), Value::Option(place)) => id(options, *place),
        (FactKind::List(options), Value::Many(places)) => listed(places.iter().map(|place| id(options, *place))),
        (FactKind::Link(fact), Value::Link(key)) => record(script, facts, *fact, *key),
        (FactKind::Records(_), Value::Records(kept)) => match kept.records.len() {
            0 => "no records".to_owned(),
            1 => "1 record".to_owned(),
            several => format!("{several} records"),
        },
        _ => String::new(),
    }
}

/// A record: what it is called, and its key as transcripts and `why` know it.
pub(super) fn record(script: &Script, facts: &[Value], fact: FactId, key: u32) -> String {
    let called = match (&script.fact(fact).kind, &facts[fact.index()]) {
        (FactKind::Records(records), Value::Records(kept)) => kept.record(key).and_then(|fields| fields.get(records.shows)),
        _ => None,
    };
    let key = crate::render::record_key(script, fact, key);
    match called {
        Some(Value::Text(words)) => format!("{} ({key})", quoted(&words.text)),
        _ => key,
    }
}

fn listed(things: impl Iterator<Item = String>) -> String {
    let things = things.collect::<Vec<_>>();
    if things.is_empty() { "empty".to_owned() } else { things.join(", ") }
}

/// Somebody's words in quotes, on one line and not all of a long text.
fn quoted(words: &str) -> String {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(caps::QUOTED_CHARACTERS) {
        line.truncate(end);
        line.push('…');
    }
    format!("“{line}”")
}

/// The facts and fields that are other than they were.
pub(super) fn changes(script: &Script, was: &[Value], now: &[Value]) -> Vec<Changed> {
    let mut changes = Vec::new();
    for (place, fact) in script.facts.iter().enumerate() {
        match (&fact.kind, &was[place], &now[place]) {
            (_, before, after) if before == after => {}
            (FactKind::Records(records), ..) => records_changed(script, FactId::new(place), records, (was, now), &mut changes),
            (kind, before, after) => changes.push(Changed {
                place: fact.name.clone(),
                was: Some(shown(script, was, kind, before)),
                now: shown(script, now, kind, after),
            }),
        }
    }
    changes
}

fn records_changed(script: &Script, fact: FactId, records: &Records, (was, now): (&[Value], &[Value]), changes: &mut Vec<Changed>) {
    let Value::Records(after) = &now[fact.index()] else { return };
    for (key, values) in &after.records {
        let before = match &was[fact.index()] {
            Value::Records(kept) => kept.record(*key),
            _ => None,
        };
        for (place, (field, value)) in records.fields.iter().zip(values).enumerate() {
            let old = before.and_then(|before| before.get(place));
            let new_and_filled = old.is_none() && *value != field.start;
            if new_and_filled || old.is_some_and(|old| old != value) {
                changes.push(Changed {
                    place: format!("{}.{}", crate::render::record_key(script, fact, *key), field.name),
                    was: old.map(|old| shown(script, was, &field.kind, old)),
                    now: shown(script, now, &field.kind, value),
                });
            }
        }
    }
}
