//! What a conversation remembers: facts, what they can hold, and what they hold.

use super::FactId;
use crate::diagnostics::Span;
use crate::patterns::{Ear, Heard};
use serde::{Deserialize, Serialize};

/// Something that a conversation remembers.
#[derive(Debug)]
pub struct Fact {
    /// The writer's name for it.
    pub name: String,
    /// What it can hold.
    pub kind: FactKind,
    /// What it holds before anything sets it.
    pub start: Value,
    /// Whether it survives `back`.
    pub lasting: bool,
    /// Whether it only changes how things are said.
    pub wording: bool,
    /// Earlier names.
    pub formerly: Vec<String>,
    /// The patterns that conditions listen for in this fact, or in the words of its records, each a bit of [`Words::heard`].
    pub listens: Vec<Listen>,
    /// Where it was written.
    pub span: Span,
}

impl Fact {
    /// Words for this fact, with what the conditions listen for in them.
    pub fn words(&self, text: &str) -> Words {
        self.listen(text).0
    }

    /// The same; nothing, where they can't be heard to their end.
    pub(crate) fn words_heard_out(&self, text: &str) -> Option<Words> {
        let (words, heard_out) = self.listen(text);
        heard_out.then_some(words)
    }

    fn listen(&self, text: &str) -> (Words, bool) {
        let words = Heard::new(text);
        let heard = self.listens.iter().enumerate().filter(|(_, listen)| listen.ear.hears(&words));
        let heard = heard.fold(0, |bits, (bit, _)| bits | 1 << bit);
        (Words { text: std::sync::Arc::from(text), heard }, words.is_heard_out())
    }
}

/// What a fact can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// True or false.
    Bool,
    /// A whole number, both ends included.
    Number(Range),
    /// Anything that a person writes.
    Text,
    /// One of these ids.
    OneOf(Vec<String>),
    /// Any of these ids.
    List(Vec<String>),
    /// Things that the person named, each with fields of its own.
    Records(Records),
    /// One of the records of another fact.
    Link(FactId),
}

/// What the records of a fact look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// The field that names a record; always a Text.
    pub shows: usize,
    /// How many there may be.
    pub most: usize,
    /// How many of the patterns that the fact listens for, the first ones, join names: two of which one hears both are one.
    pub alike: usize,
    /// Their fields.
    pub fields: Vec<Field>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The writer's name for it.
    pub name: String,
    /// What it can hold.
    pub kind: FactKind,
    /// What it holds in a new record.
    pub start: Value,
    /// Earlier names.
    pub formerly: Vec<String>,
}

impl FactKind {
    /// What it holds before anything was given.
    pub fn empty(&self) -> Value {
        match self {
            FactKind::Records(_) => Value::Records(Kept::default()),
            FactKind::List(_) => Value::Many(Vec::new()),
            _ => Value::Unset,
        }
    }

    /// How it is spoken of in messages.
    pub fn describe(&self) -> &'static str {
        match self {
            FactKind::Bool => "a Bool",
            FactKind::Number(_) => "a Number",
            FactKind::Text => "a Text",
            FactKind::OneOf(_) => "a OneOf",
            FactKind::List(_) => "a List",
            FactKind::Records(_) => "Records",
            FactKind::Link(_) => "a Link",
        }
    }
}

/// The whole numbers from `low` to `high`, both included.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// The smallest.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

impl Range {
    /// Whether the number is among them.
    pub fn holds(self, number: i64) -> bool {
        self.low <= number && number <= self.high
    }
}

/// A named pattern that a condition listens for in a text fact.
#[derive(Debug)]
pub struct Listen {
    /// The pattern's name.
    pub pattern: String,
    /// What hears it.
    pub ear: Ear,
}

/// What a fact holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Nothing yet.
    #[default]
    Unset,
    /// The person declined to answer.
    Declined,
    /// The person didn't know.
    Unknown,
    /// The person wants to answer later.
    Later,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// The place of an id in the fact's list.
    Option(u16),
    /// A person's own words.
    Text(Words),
    /// Places in the fact's list, in its order.
    Many(Vec<u16>),
    /// A record of another fact, by its key.
    Link(u32),
    /// Records.
    Records(Kept),
}

/// The records of a fact. Keys are minted in order and never used again, so a record is known by its key and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Kept {
    /// How many keys were minted.
    pub minted: u32,
    /// Key and fields of each record, by key.
    pub records: Vec<(u32, Vec<Value>)>,
}

impl Kept {
    /// The fields of a record.
    pub fn record(&self, key: u32) -> Option<&Vec<Value>> {
        self.records.iter().find(|(found, _)| *found == key).map(|(_, fields)| fields)
    }

    /// The fields of a record, to be changed.
    pub fn record_mut(&mut self, key: u32) -> Option<&mut Vec<Value>> {
        self.records.iter_mut().find(|(found, _)| *found == key).map(|(_, fields)| fields)
    }
}

impl Value {
    /// Whether this is a real answer.
    pub fn is_known(&self) -> bool {
        !matches!(self, Value::Unset | Value::Declined | Value::Unknown | Value::Later)
    }
}

/// A person's own words, with what was heard in them when they were given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Words {
    /// The words as they were typed.
    pub text: std::sync::Arc<str>,
    /// One bit for each pattern in [`Fact::listens`]: conditions read these, never the text.
    pub heard: u64,
}

/// A value that the host gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HostValue {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text, or the id of an option.
    Text(String),
}
