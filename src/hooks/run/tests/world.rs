//! A world to run hooks in.

use std::sync::Arc;

use super::super::{
    super::scripts::{HookId, Hooks},
    HookWorld, Seen, WordsOf,
};

/// A person who told of two traits that have one source.
pub(super) struct World;

/// That world.
pub(super) fn world() -> Arc<dyn HookWorld> {
    Arc::new(World)
}

impl HookWorld for World {
    fn fact(&self, name: &str) -> Option<Seen> {
        Some(match name {
            "hurt" => Seen::Number(7),
            "flag" | "nobody" => Seen::Nothing,
            "no" => Seen::Declined,
            "dunno" => Seen::Unknown,
            "tomorrow" => Seen::Later,
            "deep" => Seen::Bool(true),
            "kind" => Seen::Option("job".to_owned()),
            "kinds" => Seen::Options(vec!["job".to_owned(), "home".to_owned()]),
            "words" => Seen::Words,
            "trait" => record("traits", "t1"),
            "other" => record("traits", "t2"),
            "traits" => Seen::Records { records: "traits".to_owned(), keys: vec!["t1".to_owned(), "t2".to_owned()] },
            "secret" => Seen::Number(42),
            _ => return None,
        })
    }

    fn field(&self, records: &str, key: &str, field: &str) -> Option<Seen> {
        Some(match (records, key, field) {
            ("traits", _, "source") => record("people", "p1"),
            ("traits", _, "text") => Seen::Words,
            ("traits", "t1", "done") | ("people", _, "parent") => Seen::Bool(true),
            ("traits", "t2", "done") => Seen::Nothing,
            ("people", _, "partner") => record("people", "p2"),
            _ => return None,
        })
    }

    fn hearing_costs(&self, _: &WordsOf, _: &str) -> usize {
        0
    }

    fn hears(&self, words: WordsOf, pattern: &str) -> Option<bool> {
        match pattern {
            "quiet" => Some(words != WordsOf::Reply),
            _ => Some(true),
        }
    }
}

fn record(records: &str, key: &str) -> Seen {
    Seen::Record { records: records.to_owned(), key: key.to_owned() }
}

/// A world that runs a hook whenever it is looked at.
pub(super) struct Nested {
    hooks: Hooks,
    hook: HookId,
}

impl Nested {
    /// A world that runs this hook.
    pub(super) fn new(hooks: Hooks, hook: HookId) -> Self {
        Self { hooks, hook }
    }
}

impl HookWorld for Nested {
    fn fact(&self, name: &str) -> Option<Seen> {
        self.hooks.run(self.hook, None, world());
        World.fact(name)
    }

    fn field(&self, records: &str, key: &str, field: &str) -> Option<Seen> {
        World.field(records, key, field)
    }

    fn hearing_costs(&self, _: &WordsOf, _: &str) -> usize {
        0
    }

    fn hears(&self, words: WordsOf, pattern: &str) -> Option<bool> {
        World.hears(words, pattern)
    }
}
