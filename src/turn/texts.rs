//! Texts told beside the conversation, as it stands: what a node would say, what a keepsake shows. Nothing changes by it.

use crate::render::Teller;
use crate::script::{Expression, FactId, Line, NodeId, Prose, Script, Template, Value, Variant, World};
use crate::step::State;

/// What a node would say now, without going there.
pub(crate) fn tell_node(script: &Script, state: &State, node: NodeId) -> Prose {
    let world = World { given: &[], ..state.world(script) };
    Teller::new(world, Some(node), state.seed).lines(script.node(node), 1)
}

/// One text; `given` stands for what a node would be given.
pub(crate) fn tell(script: &Script, state: &State, given: &[Value], template: &Template) -> Prose {
    Teller::new(World { given, ..state.world(script) }, None, state.seed).template(template)
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
    condition.holds(&World { given, ..state.world(script) }).unwrap_or(false)
}

/// The records of a fact, the oldest first; each as a node would be given it.
pub(crate) fn records(state: &State, fact: FactId) -> Vec<Value> {
    match state.fact(fact) {
        Value::Records(kept) => kept.records.iter().map(|(key, _)| Value::Link(*key)).collect(),
        _ => Vec::new(),
    }
}
