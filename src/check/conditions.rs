//! What conditions come to, once the whole is known: those that can never hold, and those that always do.

use super::possible::{Possible, always, is_place, never};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::hooks::{Form, Written};
use crate::script::{Comparison, Expression, FactKind, Logic, MeanId, NodeId, Script};
use std::ops::Range;

/// A condition, with where it stands.
pub(super) struct Condition {
    pub holds: Expression,
    pub sited: Sited,
    /// What can be told there.
    pub given: Vec<FactKind>,
    pub stands: Stands,
}

/// Where an expression and its parts stand.
pub(super) struct Sited {
    pub at: Span,
    pub parts: Vec<Sited>,
}

impl Sited {
    /// Of an expression as it was written; `place` says where a part of its text stands.
    pub fn of(written: &Written, place: &impl Fn(&Range<usize>) -> Span) -> Sited {
        let parts = match &written.form {
            Form::Not(inner) | Form::Negate(inner) => vec![Sited::of(inner, place)],
            Form::Binary { left, right, .. } => vec![Sited::of(left, place), Sited::of(right, place)],
            _ => Vec::new(),
        };
        Sited { at: place(&written.at), parts }
    }
}

/// What a condition is looked at for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stands {
    /// For a named condition.
    Mean(MeanId),
    /// For a node, before it is answered.
    Node(NodeId),
    /// For a node, on the way on.
    Behind(NodeId),
    /// For a rule.
    Rule,
    /// Nowhere that is known.
    Elsewhere,
}

/// Says of every part of every condition that it can never hold, or always does.
pub(super) fn look(script: &Script, conditions: &[Condition], out: &mut Vec<Diagnostic>) {
    for condition in conditions {
        let mut look = Look { script, given: &condition.given, out };
        look.at(&condition.holds, &condition.sited);
    }
}

struct Look<'s, 'o> {
    script: &'s Script,
    given: &'s [FactKind],
    out: &'o mut Vec<Diagnostic>,
}

impl<'s> Look<'s, '_> {
    fn at(&mut self, expression: &'s Expression, sited: &Sited) {
        match expression {
            // What is written out is meant so; what a named condition comes to is said where it is declared.
            Expression::Bool(_) | Expression::Mean(_) => {}
            _ if never(self.script, self.given, expression) => self.never(expression, sited),
            _ if always(self.script, self.given, expression) => self.always(expression, sited),
            Expression::Compare(..) => self.whenever_known(expression, sited),
            _ => self.parts(expression, sited),
        }
    }

    fn parts(&mut self, expression: &'s Expression, sited: &Sited) {
        match (expression, &sited.parts[..]) {
            (Expression::Logic(_, left, right), [one, other]) => {
                self.at(left, one);
                self.at(right, other);
            }
            (Expression::Not(inner), [only]) => self.at(inner, only),
            _ => {}
        }
    }

    /// Says that something can't hold, at the smallest part that can't.
    fn never(&mut self, expression: &'s Expression, sited: &Sited) {
        let before = self.out.len();
        self.parts(expression, sited);
        if self.out.len() > before {
            return;
        }
        let never = Diagnostic::new(Code::NeverTrue, sited.at, "this can never be true");
        self.out.push(match (expression, self.range(expression)) {
            (Expression::Logic(Logic::And, ..), _) => {
                never.label("these can't hold at the same time").hint("join them with `||` if either will do, or take one of them out")
            }
            (Expression::Compare(..), Some((name, low, high))) => {
                never.label(format!("`{name}` holds {low} to {high}")).hint("compare it with a number inside, or widen the fact")
            }
            _ => never.label("whatever happens").hint("mend the condition, or take out what stands behind it"),
        });
    }

    /// Says that something always holds.
    fn always(&mut self, expression: &'s Expression, sited: &Sited) {
        let before = self.out.len();
        self.parts(expression, sited);
        if self.out.len() == before {
            let always = Diagnostic::new(Code::AlwaysTrue, sited.at, "this is always true").label("whatever happens");
            self.out.push(always.hint("mend the condition, or leave it out"));
        }
    }

    /// A comparison with a number that any number in the fact's range passes only asks whether there is one.
    fn whenever_known(&mut self, expression: &'s Expression, sited: &Sited) {
        let Some((name, low, high)) = self.range(expression) else { return };
        let Expression::Compare(_, left, right) = expression else { return };
        let mut possible = Possible::new(self.script, self.given);
        possible.known(left);
        possible.known(right);
        if !possible.assume(expression, false) {
            let always = Diagnostic::new(Code::AlwaysTrue, sited.at, format!("this holds for every number that `{name}` can have"))
                .label(format!("`{name}` holds {low} to {high}"));
            self.out.push(always.hint(format!("write `known({name})` if you only ask whether there is one")));
        }
    }

    /// The fact or field that is compared with a number written out, and its range.
    fn range(&self, expression: &Expression) -> Option<(String, i64, i64)> {
        let Expression::Compare(how, left, right) = expression else { return None };
        let place = match (&**left, &**right) {
            (place, Expression::Number(_)) | (Expression::Number(_), place) if is_place(place) && *how != Comparison::Unequal => place,
            _ => return None,
        };
        let (name, kind) = match place {
            Expression::Fact(fact) => (self.script.fact(*fact).name.clone(), &self.script.fact(*fact).kind),
            Expression::Was(fact) => (format!("was.{}", self.script.fact(*fact).name), &self.script.fact(*fact).kind),
            Expression::Field { records, field, .. } => match &self.script.fact(*records).kind {
                FactKind::Records(records) => (records.fields[*field].name.clone(), &records.fields[*field].kind),
                _ => return None,
            },
            _ => return None,
        };
        match kind {
            FactKind::Number(range) => Some((name, range.low, range.high)),
            _ => None,
        }
    }
}
