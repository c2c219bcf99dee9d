//! What a condition may ask of a fact, a record or a node: `known(…)`, `heard(…)`, `count(…)` and the like.

use super::expressions::{Kind, Reader, Typed};
use super::possible::is_place;
use crate::caps;
use crate::diagnostics::{Code, Span, nearest};
use crate::hooks::{Form, Written};
use crate::script::{Comparison, Expression, FactId, FactKind};
use crate::syntax::Text;

impl Reader<'_, '_> {
    pub(super) fn call(&mut self, name: &str, arguments: &[Written], at: Span) -> Option<Typed> {
        let condition = |expression| Some(Typed { expression, kind: Kind::Condition, at });
        match (name, arguments) {
            ("known", [one]) => match self.resolve(one)?.expression {
                Expression::Cell(table, column) => condition(Expression::Filled(table, column)),
                place if is_place(&place) => condition(Expression::Known(Box::new(place))),
                _ => self.bad(at, "`known` asks about a fact", "not a fact", "write the name without quotes: `known(fact)`"),
            },
            ("declined", [one]) => condition(Expression::Declined(self.place_argument(one)?)),
            ("unknown", [one]) => condition(Expression::Unknown(self.place_argument(one)?)),
            ("later", [one]) => condition(Expression::Later(self.place_argument(one)?)),
            ("count", [one]) => {
                let of = self.resolve(one)?;
                match of.kind {
                    Kind::Many(_) | Kind::Records(_) => {
                        Some(Typed { expression: Expression::Count(Box::new(of.expression)), kind: Kind::Number, at })
                    }
                    _ => {
                        self.bad(at, format!("{} can't be counted", of.kind.describe()), "only records and lists", "write `count(traits)`")
                    }
                }
            }
            ("has", [of, option]) => {
                let of = self.resolve(of)?;
                let id = self.literal_argument(option, "option")?;
                let option_at = self.at(&option.at);
                match &of.kind {
                    Kind::Many(options) => match self.option(options, &id, option_at)? {
                        Expression::Option(place) => condition(Expression::Has(Box::new(of.expression), place)),
                        _ => None,
                    },
                    _ => self.bad(at, format!("{} has no options", of.kind.describe()), "only a List", "write `has(list, 'option')`"),
                }
            }
            ("seen", [one]) => {
                let times = Expression::Times(self.node_argument(one)?);
                condition(Expression::Compare(Comparison::Greater, Box::new(times), Box::new(Expression::Number(0))))
            }
            ("here", [one]) => condition(Expression::Here(self.node_argument(one)?)),
            ("times", [one]) => Some(Typed { expression: Expression::Times(self.node_argument(one)?), kind: Kind::Number, at }),
            ("asked", [one]) => Some(Typed { expression: Expression::Asked(self.section_argument(one)?), kind: Kind::Number, at }),
            ("heard", [fact, pattern]) => self.heard(fact, pattern, at),
            _ => self.unknown_call(name, arguments.len(), at),
        }
    }

    fn unknown_call(&mut self, name: &str, arguments: usize, at: Span) -> Option<Typed> {
        const CALLS: [(&str, &str); 11] = [
            ("known", "known(fact)"),
            ("declined", "declined(fact)"),
            ("unknown", "unknown(fact)"),
            ("later", "later(fact)"),
            ("seen", "seen('node')"),
            ("times", "times('node')"),
            ("asked", "asked('section')"),
            ("here", "here('node')"),
            ("heard", "heard(fact, 'pattern')"),
            ("count", "count(records)"),
            ("has", "has(list, 'option')"),
        ];
        const TEXT_ONLY: [&str; 6] = ["quote", "whole", "mirror", "possessive", "plural", "list"];
        if let Some((_, usage)) = CALLS.iter().find(|(call, _)| *call == name) {
            return self.bad(at, format!("`{name}` doesn't take {arguments} things"), "wrong number of things", format!("write `{usage}`"));
        }
        if TEXT_ONLY.contains(&name) && self.code == Code::BadInterpolation {
            let usage = "`{quote(fact)}`, `{whole(fact)}`, `{mirror(fact)}`, `{possessive(fact)}`, `{plural(number, 'one', 'many')}`";
            return self.bad(
                at,
                format!("`{name}` can't be used so"),
                "alone in its brackets, and with the right things",
                format!("write {usage}"),
            );
        }
        if TEXT_ONLY.contains(&name) {
            let label = "this only has a meaning as a whole `{…}` in a text";
            return self.bad(at, format!("`{name}` can't be used here"), label, "take it out of the sum or the condition");
        }
        let hint = match nearest(name, CALLS.map(|(call, _)| call)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", CALLS.map(|(_, usage)| format!("`{usage}`")).join(", ")),
        };
        self.bad(at, format!("there is no `{name}(…)`"), "not known here", hint)
    }

    fn heard(&mut self, place: &Written, pattern: &Written, at: Span) -> Option<Typed> {
        let place = self.resolve(place)?;
        let name = self.literal_argument(pattern, "pattern")?;
        let pattern_at = self.at(&pattern.at);
        let Some((place, fact)) = self.wording(place) else {
            return self.bad(at, "`heard` listens to a Text", "this isn't somebody's words", "compare it instead");
        };
        if !self.desk.pattern_at(&name, pattern_at) {
            return None;
        }
        let listens = &mut self.desk.listens[fact.index()];
        let bit = listens.iter().position(|listened| *listened == name).unwrap_or_else(|| {
            listens.push(name);
            listens.len() - 1
        });
        if bit >= caps::LISTENED_PATTERNS {
            let label = format!("at most {} patterns for one fact", caps::LISTENED_PATTERNS);
            return self.bad(at, "too many patterns are listened for in this fact", label, "join some of them into one pattern");
        }
        Some(Typed { expression: Expression::Heard(Box::new(place), bit as u8), kind: Kind::Condition, at })
    }

    /// Somebody's words: a Text, or what a record is called; with the fact that holds them.
    fn wording(&self, place: Typed) -> Option<(Expression, FactId)> {
        match (place.expression, place.kind) {
            (expression, Kind::Record(fact)) => match self.desk.kind(fact) {
                FactKind::Records(records) => {
                    Some((Expression::Field { of: Box::new(expression), records: fact, field: records.shows }, fact))
                }
                _ => None,
            },
            (expression @ (Expression::Fact(fact) | Expression::Was(fact)), Kind::Words) => Some((expression, fact)),
            (expression, Kind::Words) => match expression {
                Expression::Field { records, .. } => Some((expression, records)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A fact, something given, or a field.
    fn place_argument(&mut self, written: &Written) -> Option<Box<Expression>> {
        let typed = self.resolve(written)?;
        if is_place(&typed.expression) {
            return Some(Box::new(typed.expression));
        }
        self.bad(typed.at, "a fact's name is needed here", "not a fact", "write the name without quotes");
        None
    }

    fn node_argument(&mut self, written: &Written) -> Option<crate::script::NodeId> {
        let name = self.literal_argument(written, "node")?;
        let at = self.at(&written.at);
        self.desk.node_at(&name, at)
    }

    fn section_argument(&mut self, written: &Written) -> Option<usize> {
        let value = self.literal_argument(written, "section")?;
        let span = self.at(&written.at);
        self.desk.section(&Text { value, span })
    }

    pub(super) fn literal_argument(&mut self, written: &Written, what: &str) -> Option<String> {
        match &written.form {
            Form::Text(name) => Some(name.clone()),
            _ => {
                let at = self.at(&written.at);
                self.bad(at, format!("a {what}'s name is needed here"), "not a name in quotes", "put it in single quotes: `'name'`");
                None
            }
        }
    }
}
