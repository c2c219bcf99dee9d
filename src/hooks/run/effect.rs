//! What a hook asks for, as data.

/// What a hook asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A follow-up, asked now.
    Ask {
        /// The node.
        node: String,
        /// What it is given, by name.
        with: Vec<(String, Given)>,
        /// Why it is asked.
        because: String,
        /// Whether it is asked although it was asked before.
        again: bool,
    },
    /// A follow-up, asked when its time comes.
    Later {
        /// The node.
        node: String,
        /// What it is given, by name.
        with: Vec<(String, Given)>,
        /// Why it is asked.
        because: String,
    },
    /// A fact gets a value.
    Set {
        /// The fact.
        fact: String,
        /// Its value.
        value: Given,
    },
    /// A node is passed over.
    Skip(String),
    /// A sentence is said.
    Say(String),
    /// The conversation goes on at a node.
    Go(String),
}

/// A value that a hook gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// True or false.
    Bool(bool),
    /// A number.
    Number(i64),
    /// The id of an option, or a text that the writer wrote.
    Text(String),
    /// A record.
    Record {
        /// Which records it is one of.
        records: String,
        /// Its key.
        key: String,
    },
    /// No value.
    Unset,
}
