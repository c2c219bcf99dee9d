//! What a question shows of the memory. Where that differs, an earlier answer was given to another question, and isn't taken
//! for this one.
//!
//! A record counts by its key and not by what it is called, and what only changes how things are said doesn't count: so a
//! corrected spelling asks nothing again. Templates don't count either, only what stands behind their places.

use super::telling::Teller;
use crate::script::{Ask, Expression, FactId, FactKind, Node, Operand, Shown, Template, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something of the memory that a question shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Which place, by name: `hurt`, `trait`, `trait.route`.
    pub of: String,
    /// What stands there, as a hash (xxh64, seed 0).
    pub value: u64,
}

impl<'w> Teller<'w> {
    /// What the node's question shows, each place once, by name.
    pub(crate) fn mentions(&mut self, node: &Node, times: i64) -> Vec<Mention> {
        let mut found = BTreeMap::new();
        for (slot, line) in node.say.iter().enumerate() {
            if let Some(template) = self.template_of(node, slot, line, times) {
                self.mentioned(node, template, &mut found);
            }
        }
        for choice in node.ask.as_ref().map(Ask::choices).unwrap_or_default() {
            if choice.when.as_ref().is_none_or(|when| self.holds(when)) {
                self.mentioned(node, &choice.label, &mut found);
            }
        }
        found.into_iter().map(|(of, value)| Mention { of, value: xxhash_rust::xxh64::xxh64(value.as_bytes(), 0) }).collect()
    }

    fn mentioned(&mut self, node: &Node, template: &Template, into: &mut BTreeMap<String, String>) {
        for part in &template.parts {
            match &part.shown {
                Shown::Text(_) => {}
                Shown::Words(wording) => {
                    let wording = &self.world.script.words[*wording];
                    self.look_at(node, &Expression::Fact(wording.by), into);
                }
                Shown::Quote(of)
                | Shown::Whole(of)
                | Shown::Mirror(of)
                | Shown::Possessive(of)
                | Shown::List(of)
                | Shown::Value(of)
                | Shown::Plural { count: of, .. } => self.look_at(node, of, into),
            }
        }
    }

    /// Every place that an expression looks at, with what stands there.
    fn look_at(&mut self, node: &Node, expression: &Expression, into: &mut BTreeMap<String, String>) {
        match expression {
            Expression::Bool(_) | Expression::Number(_) | Expression::Option(_) | Expression::Here(_) => {}
            Expression::Fact(fact) | Expression::Was(fact) if self.world.script.fact(*fact).wording => {}
            Expression::Cell(table, _) | Expression::Filled(table, _) => {
                self.look_at(node, &Expression::Fact(self.world.script.tables[table.index()].by), into);
            }
            Expression::Mean(mean) => self.look_at(node, &self.world.script.means[mean.index()].when, into),
            Expression::Times(met) => {
                let times = self.world.counts.times(*met);
                into.insert(format!("times({})", self.world.script.node(*met).name), times.to_string());
            }
            Expression::Asked(section) => {
                if let Ok(Operand::Number(asked)) = expression.evaluate(&self.world) {
                    into.insert(format!("asked({})", self.world.script.sections[*section].name), asked.to_string());
                }
            }
            // What a record is called is how it is said; which record it is, is what counts.
            Expression::Field { of, records, field } if self.names(*records, *field) => self.look_at(node, of, into),
            Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. } => {
                if let Some((place, kind)) = self.place(node, expression) {
                    let value = expression.value(&self.world).map_or_else(String::new, |value| written(kind, value));
                    into.insert(place, value);
                }
            }
            Expression::Count(of)
            | Expression::Has(of, _)
            | Expression::Heard(of, _)
            | Expression::Known(of)
            | Expression::Declined(of)
            | Expression::Unknown(of)
            | Expression::Later(of)
            | Expression::Not(of)
            | Expression::Negate(of) => self.look_at(node, of, into),
            Expression::Logic(_, left, right) | Expression::Compare(_, left, right) | Expression::Sum(_, left, right) => {
                self.look_at(node, left, into);
                self.look_at(node, right, into);
            }
        }
    }

    fn names(&self, records: FactId, field: usize) -> bool {
        matches!(&self.world.script.fact(records).kind, FactKind::Records(records) if records.shows == field)
    }

    /// The name of a place as a writer would write it, and what it can hold.
    fn place<'t>(&self, node: &'t Node, expression: &Expression) -> Option<(String, &'t FactKind)>
    where
        'w: 't,
    {
        let script = self.world.script;
        match expression {
            Expression::Fact(fact) => Some((script.fact(*fact).name.clone(), &script.fact(*fact).kind)),
            Expression::Was(fact) => Some((format!("was.{}", script.fact(*fact).name), &script.fact(*fact).kind)),
            Expression::Argument(place, _) => node.given.get(*place).map(|given| (given.name.clone(), &given.kind)),
            Expression::Field { of, records, field } => {
                let FactKind::Records(records) = &script.fact(*records).kind else { return None };
                let field = records.fields.get(*field)?;
                Some((format!("{}.{}", self.place(node, of)?.0, field.name), &field.kind))
            }
            _ => None,
        }
    }
}

/// A value as it is in any version of the content: options by their ids, records by their keys.
fn written(kind: &FactKind, value: &Value) -> String {
    let id = |place: &u16| match kind {
        FactKind::OneOf(options) | FactKind::List(options) => options.get(usize::from(*place)).cloned().unwrap_or_default(),
        _ => String::new(),
    };
    match value {
        Value::Unset => "unset".to_owned(),
        Value::Declined => "declined".to_owned(),
        Value::Unknown => "unknown".to_owned(),
        Value::Later => "later".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Option(place) => id(place),
        Value::Text(words) => words.text.to_string(),
        Value::Many(places) => places.iter().map(id).collect::<Vec<_>>().join(","),
        Value::Link(key) => key.to_string(),
        Value::Records(kept) => kept.records.iter().map(|(key, _)| key.to_string()).collect::<Vec<_>>().join(","),
    }
}
