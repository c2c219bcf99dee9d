//! Comparisons turned around, of facts that may be unset: `kind != 'job'` is false then, and `!sure` is true.
//!
//! It is said only where the fact may really be unset, and where nothing beside the comparison shows that the writer
//! thought of it. `!(kind == 'job')` reads as "unless it is a job", which holds of what is unset; so it is said only of a
//! rule, which would speak before anything is known.

use super::conditions::{Condition, Sited, Stands};
use super::hooked::HookUse;
use super::possible::is_place;
use super::unset::Unset;
use super::uses::Slot;
use crate::caps;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::script::{Ask, Comparison, Expression, FactKind, MeanId, Script, Value};
use std::collections::BTreeSet;

/// Says of every comparison turned around that it may surprise.
pub(super) fn look(script: &Script, conditions: &[Condition], hooks: &[HookUse], out: &mut Vec<Diagnostic>) {
    let answered_no = answered_no(script);
    let mut found = Vec::new();
    for (place, condition) in conditions.iter().enumerate() {
        let chosen = match condition.stands {
            Stands::Node(node) | Stands::Behind(node) => script.node(node).given.len(),
            Stands::Mean(_) | Stands::Rule | Stands::Elsewhere => 0,
        };
        let mut look = Look { script, answered_no: &answered_no, chosen, place, found: &mut found };
        look.at(&condition.holds, &condition.sited, &mut Vec::new());
    }
    let negated = hooks.iter().flat_map(|hook| hook.negated.iter().map(|at| (hook.stands, at, in_hook as fn(&str, Span) -> Diagnostic)));
    let bare = hooks.iter().flat_map(|hook| hook.bare.iter().map(|at| (hook.stands, at, unset_flag as fn(&str, Span) -> Diagnostic)));
    let in_hooks = negated.chain(bare).filter(|(_, (slot, _), _)| may_be_unset(script, *slot)).collect::<Vec<_>>();
    let slots = found.iter().map(|found| found.slot).chain(in_hooks.iter().map(|(_, (slot, _), _)| *slot)).collect::<BTreeSet<_>>();
    if slots.is_empty() {
        return;
    }
    let unset = Unset::of(script, slots);
    let users = users(script, conditions);
    let mut said = BTreeSet::new();
    for Found { condition, slot, at, what } in found {
        let is = match conditions[condition].stands {
            Stands::Mean(mean) => users[mean.index()].iter().any(|stands| unset_at(&unset, *stands, slot)),
            stands => unset_at(&unset, stands, slot),
        };
        // A rule that is silent as long as it knows nothing does what a rule should; elsewhere `!(…)` is how one writes "unless".
        let meant = (what == What::Unequal) == (conditions[condition].stands == Stands::Rule) && what != What::NotTrue;
        if is && !meant && said.insert((condition, slot)) {
            out.push(in_condition(&name(script, slot), at, what));
        }
    }
    for (stands, (slot, at), say) in in_hooks {
        if unset_at(&unset, stands, *slot) {
            out.push(say(&name(script, *slot), *at));
        }
    }
}

/// How a comparison is turned around.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum What {
    /// `kind != 'job'`
    Unequal,
    /// `!(kind == 'job')`
    Not,
    /// `!sure`
    NotTrue,
}

struct Found {
    condition: usize,
    slot: Slot,
    at: Span,
    what: What,
}

struct Look<'s, 'f> {
    script: &'s Script,
    answered_no: &'f BTreeSet<Slot>,
    /// How many things the node was given: they may have been chosen for what is known of them. Whoever led here knows, and the
    /// check doesn't.
    chosen: usize,
    place: usize,
    found: &'f mut Vec<Found>,
}

impl<'s> Look<'s, '_> {
    /// `asked` are the places of which something beside this says that they are known or not.
    fn at(&mut self, expression: &'s Expression, sited: &Sited, asked: &mut Vec<&'s Expression>) {
        match (expression, &sited.parts[..]) {
            (Expression::Logic(_, left, right), [one, other]) => {
                let before = asked.len();
                gather(expression, asked);
                self.at(left, one, asked);
                self.at(right, other, asked);
                asked.truncate(before);
            }
            (Expression::Not(inner), [part]) => match &**inner {
                Expression::Compare(how, left, right) if *how != Comparison::Unequal => {
                    // With something else known, "unless" makes sense everywhere.
                    self.note(compared(left, right).filter(|_| asked.is_empty()), sited.at, What::Not, asked);
                }
                place if is_place(place) => {
                    let said_no = slot_of(place).is_some_and(|slot| self.answered_no.contains(&slot));
                    self.note(Some(&**inner).filter(|_| said_no && asked.is_empty()), sited.at, What::NotTrue, asked);
                }
                _ => self.at(inner, part, asked),
            },
            (Expression::Compare(Comparison::Unequal, left, right), _) => {
                self.note(compared(left, right), sited.at, What::Unequal, asked);
            }
            _ => {}
        }
    }

    fn note(&mut self, place: Option<&'s Expression>, at: Span, what: What, asked: &[&Expression]) {
        let chosen = |of: &Expression| matches!(of, Expression::Argument(place, _) if *place < self.chosen);
        if matches!(place, Some(Expression::Field { of, .. }) if chosen(of)) {
            return;
        }
        let Some(slot) = place.and_then(slot_of) else { return };
        if place.is_some_and(|place| !asked.contains(&place)) && may_be_unset(self.script, slot) {
            self.found.push(Found { condition: self.place, slot, at, what });
        }
    }
}

/// The places of which the parts of a condition say whether they are known, or that compare them plainly.
fn gather<'s>(expression: &'s Expression, into: &mut Vec<&'s Expression>) {
    match expression {
        Expression::Logic(_, left, right) => {
            gather(left, into);
            gather(right, into);
        }
        Expression::Known(place) | Expression::Declined(place) | Expression::Unknown(place) | Expression::Later(place) => into.push(place),
        Expression::Not(inner) if !matches!(**inner, Expression::Compare(..)) && !is_place(inner) => gather(inner, into),
        Expression::Compare(how, left, right) if *how != Comparison::Unequal => into.extend([&**left, &**right]),
        place if is_place(place) => into.push(place),
        _ => {}
    }
}

/// The place that is compared with something written out.
fn compared<'s>(left: &'s Expression, right: &'s Expression) -> Option<&'s Expression> {
    let plain = |side: &Expression| matches!(side, Expression::Option(_) | Expression::Number(_) | Expression::Bool(_));
    match (left, right) {
        (place, other) | (other, place) if is_place(place) && plain(other) => Some(place),
        _ => None,
    }
}

/// The fact or field behind a place that is looked at as it is now.
fn slot_of(place: &Expression) -> Option<Slot> {
    match place {
        Expression::Fact(fact) => Some((*fact, None)),
        Expression::Field { records, field, .. } => Some((*records, Some(*field))),
        _ => None,
    }
}

fn may_be_unset(script: &Script, (fact, field): Slot) -> bool {
    let fact = script.fact(fact);
    match (&fact.kind, field) {
        (FactKind::Records(records), Some(field)) => records.fields.get(field).is_some_and(|field| field.start == Value::Unset),
        _ => fact.start == Value::Unset,
    }
}

fn name(script: &Script, (fact, field): Slot) -> String {
    let fact = script.fact(fact);
    match (&fact.kind, field) {
        (FactKind::Records(records), Some(field)) => records.fields[field].name.clone(),
        _ => fact.name.clone(),
    }
}

fn unset_at(unset: &Unset, stands: Stands, slot: Slot) -> bool {
    match stands {
        Stands::Node(node) => unset.before(node, slot),
        Stands::Behind(node) => unset.behind(node, slot),
        Stands::Rule => true,
        Stands::Mean(_) | Stands::Elsewhere => false,
    }
}

/// Where each named condition is asked, by itself or through others.
fn users(script: &Script, conditions: &[Condition]) -> Vec<BTreeSet<Stands>> {
    let mut users = vec![BTreeSet::new(); script.means.len()];
    for condition in conditions.iter().filter(|condition| !matches!(condition.stands, Stands::Mean(_))) {
        named(&condition.holds, &mut |mean| {
            users[mean.index()].insert(condition.stands);
        });
    }
    for _ in 0..caps::CONDITION_DEPTH {
        let mut grew = false;
        for (place, mean) in script.means.iter().enumerate() {
            let own = users[place].clone();
            named(&mean.when, &mut |inner| {
                let before = users[inner.index()].len();
                users[inner.index()].extend(own.iter().copied());
                grew |= users[inner.index()].len() > before;
            });
        }
        if !grew {
            break;
        }
    }
    users
}

fn named(expression: &Expression, found: &mut impl FnMut(MeanId)) {
    match expression {
        Expression::Mean(mean) => found(*mean),
        Expression::Not(inner) => named(inner, found),
        Expression::Logic(_, left, right) | Expression::Compare(_, left, right) => {
            named(left, found);
            named(right, found);
        }
        _ => {}
    }
}

/// The facts and fields that somebody may have answered with "no". Of all others `!flag` says "not yet", which is true of
/// what is unset.
fn answered_no(script: &Script) -> BTreeSet<Slot> {
    let mut answered = BTreeSet::new();
    for node in &script.nodes {
        if let (Some(Ask::YesNo(_)), Some(place)) = (&node.ask, &node.keep) {
            answered.insert(super::uses::slot(place));
        }
    }
    answered
}

fn in_condition(name: &str, at: Span, what: What) -> Diagnostic {
    let (message, hint) = match what {
        What::Unequal => (
            format!("this is false while `{name}` is unset"),
            format!("write `known({name}) && …` to say so, or `!(… == …)` if it should hold then"),
        ),
        What::Not | What::NotTrue => (
            format!("this is true while `{name}` is unset"),
            format!("write `known({name}) && …`, or `!known({name}) || …` if it should hold then"),
        ),
    };
    Diagnostic::new(Code::NegatedComparison, at, message).label(format!("`{name}` may be unset here")).hint(hint)
}

fn in_hook(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(Code::NegatedComparison, at, format!("`{name}` is looked at under `!` or `!=`, and may be unset"))
        .label("what is unset compares false, whatever it is compared with")
        .hint(format!("ask `known(…)` of `{name}` first, or give it a `start`"))
}

fn unset_flag(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(Code::UnsetFlag, at, format!("`{name}` is neither true nor false while it is unset"))
        .label("the hook would fail here")
        .hint(format!("compare it, as in `… == true`, or give `{name}` a `start`"))
}
