//! Earlier names: each leads to one thing. Where two claim the same, nobody could say whose an old answer is.

use super::desk::Desk;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::syntax::{AskWritten, FactWritten, KindWritten, Named, NodeWritten, Text};
use std::collections::HashMap;

/// Looks at the earlier names of everything that may have them.
pub(super) fn claims(desk: &mut Desk<'_>) {
    let facts = desk.all(|document| &document.facts);
    let nodes = desk.all(|document| &document.nodes);
    let rules = desk.all(|document| &document.rules);
    let interrupts = desk.all(|document| &document.interrupts);
    claimed(desk, "fact", facts.iter().map(|(name, fact)| Claim::of(name, &fact.formerly)));
    claimed(desk, "node", nodes.iter().map(|(name, node)| Claim::of(name, &node.formerly)));
    claimed(desk, "rule", rules.iter().map(|(name, rule)| Claim::of(name, &rule.formerly)));
    claimed(desk, "interrupt", interrupts.iter().map(|(name, interrupt)| Claim::of(name, &interrupt.formerly)));
    for fields in facts.iter().filter_map(|(_, fact)| fields(fact)) {
        claimed(desk, "field", fields.iter().map(|(name, field)| Claim::of(name, &field.formerly)));
    }
    for (_, node) in nodes {
        claimed(desk, "given thing", node.given.iter().map(|(name, given)| Claim::of(name, &given.formerly)));
        claimed(desk, "option", options(node).into_iter());
    }
}

/// A thing with its name of now, and the names that it had.
#[derive(Clone)]
struct Claim<'d> {
    name: &'d str,
    at: Span,
    formerly: &'d [Text],
}

impl<'d> Claim<'d> {
    fn of(name: &'d Text, formerly: &'d [Text]) -> Self {
        Claim { name: &name.value, at: name.span, formerly }
    }
}

fn fields(fact: &FactWritten) -> Option<&Named<FactWritten>> {
    match &fact.kind.value {
        KindWritten::Records { fields, .. } => Some(fields),
        _ => None,
    }
}

fn options(node: &NodeWritten) -> Vec<Claim<'_>> {
    let Some(ask) = &node.ask else { return Vec::new() };
    match &ask.value {
        AskWritten::Choose(choices) | AskWritten::ChooseMany(choices) => {
            choices.iter().map(|(id, choice)| Claim::of(id, &choice.formerly)).collect()
        }
        AskWritten::YesNo { yes, no } => {
            let both = [("yes", yes), ("no", no)].into_iter();
            both.filter_map(|(name, choice)| Some(Claim { name, at: ask.span, formerly: &choice.as_ref()?.formerly })).collect()
        }
        _ => Vec::new(),
    }
}

fn claimed<'d>(desk: &mut Desk<'_>, what: &str, things: impl Iterator<Item = Claim<'d>> + Clone) {
    if things.clone().all(|thing| thing.formerly.is_empty()) {
        return;
    }
    let present = things.clone().map(|thing| (thing.name, thing.at)).collect::<HashMap<_, _>>();
    let mut claims: HashMap<&str, Span> = HashMap::new();
    for name in things.flat_map(|thing| thing.formerly) {
        let (first, whose) = match (present.get(name.value.as_str()), claims.insert(&name.value, name.span)) {
            (Some(present), _) => (*present, "it has this name now"),
            (None, Some(first)) => (first, "the first one that claims it"),
            (None, None) => continue,
        };
        let twice = Diagnostic::new(Code::FormerlyClaimedTwice, name.span, format!("two things claim the {what} name `{}`", name.value))
            .label("an old answer under this name could be either's")
            .related(first, whose);
        desk.say(twice.hint("an earlier name leads to one thing only: take one of them out"));
    }
}
