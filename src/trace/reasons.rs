//! Why a condition came to what it came to: the part that decided, in the writer's words, with what it found.

use super::values;
use crate::script::{Expression, Given, Logic, Operand, Script, World};
use serde::Serialize;

/// A part of a condition that decided, and what it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The part, as a writer would write it.
    pub condition: String,
    /// What it looked at, in order, each once.
    pub found: Vec<Found>,
}

/// What a condition looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Found {
    /// This place holds that.
    Value(String, String),
    /// This name stands for that condition.
    Means(String, String),
}

/// Why a condition holds, or doesn't. Nothing, where it always does.
pub(super) fn reasons(condition: &Expression, world: World<'_>, given: &[Given]) -> Vec<Reason> {
    let reader = Reader { world, given };
    let mut reasons = Vec::new();
    if *condition != Expression::Bool(true) {
        reader.deciding(condition, &mut reasons);
    }
    reasons
}

struct Reader<'r> {
    world: World<'r>,
    given: &'r [Given],
}

impl Reader<'_> {
    fn script(&self) -> &Script {
        self.world.script
    }

    fn holds(&self, condition: &Expression) -> bool {
        condition.holds(&self.world).unwrap_or(false)
    }

    /// The parts that decided: of several that must hold, all, or the first that doesn't; of several of which one must
    /// hold, the first that does, or all.
    fn deciding(&self, condition: &Expression, into: &mut Vec<Reason>) {
        if let Expression::Logic(how, left, right) = condition {
            let (left_holds, holds) = (self.holds(left), self.holds(condition));
            let both = holds == (*how == Logic::And);
            if both || left_holds == holds {
                self.deciding(left, into);
            }
            if both || left_holds != holds {
                self.deciding(right, into);
            }
            return;
        }
        let mut found = Vec::new();
        self.look(condition, &mut found);
        into.push(Reason { condition: condition.written(self.script(), self.given), found });
    }

    /// Everything that a part looks at before it knows what it comes to.
    fn look(&self, part: &Expression, found: &mut Vec<Found>) {
        let seen = match part {
            Expression::Bool(_) | Expression::Number(_) | Expression::Option(_) => return,
            Expression::Logic(how, left, right) => {
                self.look(left, found);
                if (*how == Logic::Or) != self.holds(left) {
                    self.look(right, found);
                }
                return;
            }
            Expression::Compare(_, left, right) | Expression::Sum(_, left, right) => {
                self.look(left, found);
                self.look(right, found);
                return;
            }
            Expression::Not(inner)
            | Expression::Negate(inner)
            | Expression::Has(inner, _)
            | Expression::Known(inner)
            | Expression::Declined(inner)
            | Expression::Unknown(inner)
            | Expression::Later(inner) => return self.look(inner, found),
            Expression::Mean(mean) => {
                let mean = &self.script().means[mean.index()];
                // What a name stands for can't speak of what a node was given.
                push(found, Found::Means(mean.name.clone(), mean.when.written(self.script(), &[])));
                return self.look(&mean.when, found);
            }
            Expression::Heard(of, _) => (**of).clone(),
            Expression::Filled(table, column) => Expression::Cell(*table, *column),
            place => place.clone(),
        };
        push(found, Found::Value(seen.written(self.script(), self.given), self.value(&seen)));
    }

    /// What stands in a place, or what a count or a cell comes to.
    fn value(&self, place: &Expression) -> String {
        let script = self.script();
        match place {
            Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. } => {
                let kind = place.place_kind(script, self.given);
                match (kind, place.value(&self.world)) {
                    (Some(kind), Some(value)) => values::shown(script, self.world.now, kind, value),
                    _ => "nowhere, since there is no record".to_owned(),
                }
            }
            other => match other.evaluate(&self.world) {
                Ok(Operand::Number(number)) => number.to_string(),
                Ok(Operand::Text("")) => "empty".to_owned(),
                Ok(Operand::Text(text)) => format!("“{text}”"),
                _ => String::new(),
            },
        }
    }
}

fn push(found: &mut Vec<Found>, one: Found) {
    if !found.contains(&one) {
        found.push(one);
    }
}
