//! What was told back: which of a person's own words, and which choices of theirs, stand in what is said.

use crate::script::{FactId, FactKind, Records, Script};
use serde::Serialize;

/// A place of the memory that was told back to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Echo {
    /// A fact, by its name.
    Fact(String),
    /// What a record is called.
    Record {
        /// The fact that holds the records.
        records: String,
        /// Its key, as `t1`.
        record: String,
    },
    /// Another field of a record.
    Field {
        /// The fact that holds the records.
        records: String,
        /// The record's key, as `t1`.
        record: String,
        /// The field's name.
        field: String,
    },
}

pub(crate) fn record(script: &Script, fact: FactId, key: u32) -> Echo {
    Echo::Record { records: script.fact(fact).name.clone(), record: record_key(script, fact, key) }
}

/// A field of a record; what a record is called stands for the record itself.
pub(crate) fn field(script: &Script, records: FactId, key: u32, field: usize) -> Option<Echo> {
    let Records { shows, fields, .. } = of_records(script, records)?;
    if *shows == field {
        return Some(record(script, records, key));
    }
    let field = fields.get(field)?.name.clone();
    Some(Echo::Field { records: script.fact(records).name.clone(), record: record_key(script, records, key), field })
}

pub(crate) fn of_records(script: &Script, fact: FactId) -> Option<&Records> {
    match &script.fact(fact).kind {
        FactKind::Records(records) => Some(records),
        _ => None,
    }
}

/// A record's key as people who test see it: the first letter of the fact, and the number under which it was minted.
pub(crate) fn record_key(script: &Script, fact: FactId, key: u32) -> String {
    let letter = script.fact(fact).name.chars().next().unwrap_or('r');
    format!("{letter}{key}")
}

/// The number in a key such as `t1`.
pub(crate) fn key_number(key: &str) -> Option<u32> {
    key.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}
