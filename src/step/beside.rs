//! Texts told beside the conversation, as it stands: what a node would say, what a keepsake shows. Nothing changes by it.

use super::state::State;
use crate::render::Teller;
use crate::script::{Expression, FactId, Line, NodeId, Prose, Reads, Script, Template, Value, Variant, World};

/// Does something with the world as it stands; `given` stands for what a node would be given.
fn seen<T>(script: &Script, state: &State, given: &[Value], see: impl FnOnce(World<'_>) -> T) -> T {
    let times = |node| state.times(node);
    see(World { script, now: &state.facts, was: &state.facts, given, here: state.here(), times: &times })
}

/// What a node would say now, without going there.
pub(crate) fn tell_node(script: &Script, state: &State, node: NodeId) -> Prose {
    seen(script, state, &[], |world| Teller::new(world, Some(node), state.seed).lines(script.node(node), 1))
}

/// One text.
pub(crate) fn tell(script: &Script, state: &State, given: &[Value], template: &Template) -> Prose {
    seen(script, state, given, |world| Teller::new(world, None, state.seed).template(template))
}

/// The texts whose condition holds, each in the first of its wordings.
pub(crate) fn tell_lines(script: &Script, state: &State, given: &[Value], lines: &[Line]) -> Vec<Prose> {
    let holding = lines.iter().filter(|line| line.when.as_ref().is_none_or(|when| holds(script, state, given, when)));
    let first = holding.filter_map(|line| match &line.says {
        Variant::Always(template) | Variant::Once(template) | Variant::FirstAgain(template, _) => Some(template),
        Variant::OneOf(templates) => templates.first(),
    });
    first.map(|template| tell(script, state, given, template)).filter(|told| !told.is_empty()).collect()
}

/// Whether a condition holds; one that can't be worked out doesn't.
pub(crate) fn holds(script: &Script, state: &State, given: &[Value], condition: &Expression) -> bool {
    seen(script, state, given, |world| condition.holds(&world, &mut Reads::new()).unwrap_or(false))
}

/// The records of a fact, the oldest first; each as a node would be given it.
pub(crate) fn records(state: &State, fact: FactId) -> Vec<Value> {
    match &state.facts[fact.index()] {
        Value::Records(kept) => kept.records.iter().map(|(key, _)| Value::Link(*key)).collect(),
        _ => Vec::new(),
    }
}
