//! What a hook looks at.

/// What was replied, as a hook sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HookReply {
    /// An option, by its id.
    Choice(String),
    /// A number.
    Number(i64),
    /// True or false.
    Bool(bool),
    /// The person's words, which only [`HookWorld::hears`] looks into.
    Words,
    /// The person would rather not say.
    Declined,
    /// The person doesn't know.
    Unknown,
    /// The person would rather say later.
    Later,
}

/// What a hook may look at: a snapshot for one run. It must answer alike when it is asked again.
pub trait HookWorld: Send + Sync {
    /// The value of a fact; none when there is no such fact.
    fn fact(&self, name: &str) -> Option<Seen>;
    /// The value of a field of a record; none when there is no such record or field.
    fn field(&self, records: &str, key: &str, field: &str) -> Option<Seen>;
    /// How many operations it is worth to find out whether these words hold a pattern; 0, where that is known already.
    fn hearing_costs(&self, words: &WordsOf, pattern: &str) -> usize;
    /// Whether these words hold a pattern; none when there is no such pattern, or no such words.
    fn hears(&self, words: WordsOf, pattern: &str) -> Option<bool>;
}

/// A value, as a hook sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Nothing was said of it yet.
    Nothing,
    /// The person would rather not say.
    Declined,
    /// The person doesn't know.
    Unknown,
    /// The person would rather say later.
    Later,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(i64),
    /// An option, by its id.
    Option(String),
    /// The person's words, which only [`HookWorld::hears`] looks into.
    Words,
    /// A record.
    Record {
        /// Which records it is one of.
        records: String,
        /// Its key.
        key: String,
    },
    /// Records, in their order.
    Records {
        /// Which records they are.
        records: String,
        /// Their keys.
        keys: Vec<String>,
    },
    /// Several options, by their ids.
    Options(Vec<String>),
}

/// Which of a person's words are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsOf {
    /// What was replied.
    Reply,
    /// The words that a fact holds.
    Fact(String),
    /// The words in a field of a record.
    Field {
        /// Which records it is one of.
        records: String,
        /// Its key.
        key: String,
        /// The field.
        field: String,
    },
}
