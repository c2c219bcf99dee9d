//! What a turn puts into the memory: answers, what is set, records that are named for the first time.

use super::bind::Kept as KeptWords;
use super::run::Run;
use crate::patterns::folded;
use crate::render::Failure;
use crate::render::record_key;
use crate::script::{Assignment, Expression, FactId, FactKind, Kept, Operand, Place, Records, Value};

impl Run<'_> {
    /// Keeps an answer that isn't anybody's words.
    pub(super) fn keep(&mut self, place: &Place, value: Value) {
        self.put(place, value);
    }

    /// Keeps somebody's words. Those for a link find the record of that name, or make one.
    pub(super) fn keep_words(&mut self, place: &Place, kept: KeptWords) {
        let FactKind::Link(fact) = self.kind_of(place) else { return self.put(place, Value::Text(kept.words)) };
        let found = self.find_or_mint(fact, kept);
        if let Some((key, _)) = found {
            self.names_record(record_key(self.script, fact, key));
        }
        self.put(place, found.map_or(Value::Unset, |(key, _)| Value::Link(key)));
    }

    /// What a place can hold.
    fn kind_of(&self, place: &Place) -> FactKind {
        match place {
            Place::Fact(fact) => self.script.fact(*fact).kind.clone(),
            Place::Field { records, field, .. } => self.records(*records).fields[*field].kind.clone(),
        }
    }

    fn put(&mut self, place: &Place, value: Value) {
        match place {
            Place::Fact(fact) => *self.state.fact_mut(*fact) = value,
            Place::Field { record, records, field } => {
                let Some(key) = self.key(record) else { return };
                if let Some(fields) = self.kept_mut(*records).and_then(|kept| kept.record_mut(key)) {
                    fields[*field] = value;
                }
            }
        }
    }

    /// All right sides first, then every place; one that fails leaves its place.
    pub(super) fn assign(&mut self, assignments: &[Assignment]) {
        let values = assignments.iter().map(|assignment| (&assignment.place, self.value_for(assignment))).collect::<Vec<_>>();
        for (place, value) in values {
            if let Some(value) = value {
                self.put(place, value);
            }
        }
    }

    fn value_for(&mut self, assignment: &Assignment) -> Option<Value> {
        let value = self.worth(&assignment.value)?;
        if let (FactKind::Number(range), Value::Number(number)) = (&assignment.kind, &value)
            && !range.holds(*number)
        {
            let name = match &assignment.place {
                Place::Fact(fact) => self.script.fact(*fact).name.clone(),
                Place::Field { records, field, .. } => self.records(*records).fields[*field].name.clone(),
            };
            self.fail(Failure::OutOfRange(name));
            return None;
        }
        Some(value)
    }

    /// What an expression comes to, as something that can be kept; nothing where it fails, or is only shown.
    pub(super) fn worth(&mut self, expression: &Expression) -> Option<Value> {
        Some(match self.evaluate(expression)? {
            Operand::Nothing => Value::Unset,
            Operand::Bool(value) => Value::Bool(value),
            Operand::Number(value) => Value::Number(value),
            Operand::Option(place) => Value::Option(place),
            Operand::Key(key) => Value::Link(key),
            Operand::Text(_) | Operand::Many(_) | Operand::Records(_) => return None,
        })
    }

    /// The key of the record that an expression leads to.
    fn key(&mut self, record: &Expression) -> Option<u32> {
        match self.worth(record)? {
            Value::Link(key) => Some(key),
            _ => None,
        }
    }

    /// The record that is called so, folded, or by a name that is alike; or a new one, if there is room. Tells whether it is new.
    pub(super) fn find_or_mint(&mut self, fact: FactId, KeptWords { words, key: settled }: KeptWords) -> Option<(u32, bool)> {
        let Records { shows, most, alike, fields } = self.records(fact).clone();
        let name = folded(&words.text);
        let joins = words.heard & ((1_u64 << alike.min(63)) - 1);
        let called = |value: &Value| matches!(value, Value::Text(known) if folded(&known.text) == name || known.heard & joins != 0);
        let kept = self.kept_mut(fact)?;
        if let Some((key, _)) = kept.records.iter().find(|(_, fields)| called(&fields[shows])) {
            let key = *key;
            return Some((key, false));
        }
        if kept.records.len() >= most {
            let name = self.script.fact(fact).name.clone();
            self.fail(Failure::TooMany(name));
            return None;
        }
        let key = settled.filter(|key| *key > 0 && kept.record(*key).is_none()).unwrap_or(kept.minted.saturating_add(1));
        kept.minted = kept.minted.max(key);
        let mut values = fields.iter().map(|field| field.start.clone()).collect::<Vec<_>>();
        values[shows] = Value::Text(words);
        kept.records.push((key, values));
        Some((key, true))
    }

    /// What the records of a fact look like. Only facts with records are asked for: the check has seen to that.
    fn records(&self, fact: FactId) -> &Records {
        const NONE: &Records = &Records { shows: 0, most: 0, alike: 0, fields: Vec::new() };
        match &self.script.fact(fact).kind {
            FactKind::Records(records) => records,
            _ => NONE,
        }
    }

    /// The records of a fact, to be changed; nothing, where it holds none.
    fn kept_mut(&mut self, fact: FactId) -> Option<&mut Kept> {
        match self.state.fact_mut(fact) {
            Value::Records(kept) => Some(kept),
            _ => None,
        }
    }
}
