//! Which case says what comes of a command: the node's own goes first, then what the node does with every command, then what
//! the verb does anywhere.

use crate::reading::Spoken;
use crate::script::{Expression, NodeId, Script, Value, VerbCase, noun_value};

/// A case that holds, with what stands for its names.
pub(crate) struct Found<'s> {
    pub case: &'s VerbCase,
    pub given: Vec<Value>,
    /// Whether it is the verb's own, which knows nothing of what the node was given.
    pub alone: bool,
}

/// The first case that holds. `here` is what the node was given; `holds` tells whether a condition does with these given.
pub(crate) fn case_of<'s>(
    script: &'s Script,
    id: NodeId,
    spoken: &Spoken,
    here: &[Value],
    mut holds: impl FnMut(&Expression, &[Value]) -> bool,
) -> Option<Found<'s>> {
    let (node, verb) = (script.node(id), script.verb(spoken.verb));
    let slots = spoken.nouns.iter().map(|noun| noun_value(*noun)).collect::<Vec<_>>();
    let with = here.iter().chain(&slots).cloned().collect();
    let own = node.on.get(&spoken.verb).map_or(&[][..], Vec::as_slice);
    for (cases, given, alone) in [(own, with, false), (&node.on_every, here.to_vec(), false), (&verb.cases, slots, true)] {
        if let Some(case) = cases.iter().find(|case| case.when.as_ref().is_none_or(|when| holds(when, &given))) {
            return Some(Found { case, given, alone });
        }
    }
    None
}
