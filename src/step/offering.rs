//! Commands that are offered to somebody who isn't understood: each would do something, here and now.

use super::cases::case_of;
use crate::caps;
use crate::reading::Spoken;
use crate::script::{Expression, NodeId, NounId, Script, Value, Verb, VerbId, World};
use std::collections::BTreeSet;

/// Every command that there is with these nouns in its places.
pub(super) fn all(script: &Script, here: &[NounId]) -> Vec<Spoken> {
    let verbs = script.verbs.iter().enumerate();
    let filled = verbs.flat_map(|(place, verb)| fillings(verb, here).into_iter().map(move |nouns| (VerbId::new(place), nouns)));
    filled.map(|(verb, nouns)| Spoken { verb, nouns }).collect()
}

/// Commands that would do something here and now, one for each verb: those of the node first, then those that change
/// something, then the others. Only these verbs, where some are given.
pub(crate) fn tries(script: &Script, world: &World<'_>, among: &[VerbId]) -> Vec<String> {
    let Some(id) = world.here else { return Vec::new() };
    let mut here = nouns_here(world);
    here.truncate(caps::OFFERED_NOUNS);
    let mut tries = Vec::new();
    for verb in (0..script.verbs.len()).map(VerbId::new).filter(|verb| among.is_empty() || among.contains(verb)) {
        let commands = fillings(script.verb(verb), &here).into_iter().map(|nouns| Spoken { verb, nouns });
        let worth =
            commands.filter_map(|spoken| Some((worth_trying(script, world, id, &spoken)?, script.command_line(verb, &spoken.nouns))));
        tries.extend(worth.min_by_key(|(worth, _)| *worth));
    }
    tries.sort_by_key(|(worth, _)| *worth);
    tries.into_iter().map(|(_, line)| line).take(caps::OFFERED_COMMANDS).collect()
}

/// The nouns that are here.
pub(super) fn nouns_here(world: &World<'_>) -> Vec<NounId> {
    let all = world.script.nouns.iter().enumerate();
    let here = all.filter(|(_, noun)| noun.when.as_ref().is_none_or(|when| when.holds(world).unwrap_or(false)));
    here.map(|(place, _)| NounId::new(place)).collect()
}

/// How well a command can be offered, the smaller the better; nothing, where no more comes of it than of any other. What fails
/// while looking around is nobody's fault.
fn worth_trying(script: &Script, world: &World<'_>, id: NodeId, spoken: &Spoken) -> Option<u8> {
    let holds = |when: &Expression, given: &[Value]| when.holds(&World { given, ..*world }).unwrap_or(false);
    let found = case_of(script, id, spoken, world.given, holds)?;
    let own = script.node(id).on.get(&spoken.verb);
    let case = found.case;
    if own.is_some_and(|cases| cases.iter().any(|case| std::ptr::eq(case, found.case))) {
        return Some(0);
    }
    let changes = !case.set.is_empty() || case.goto.is_some() || case.hook.is_some();
    match found.alone && (case.when.is_some() || spoken.nouns.is_empty()) {
        true => Some(if changes { 1 } else { 2 }),
        false => None,
    }
}

/// What may stand in the places of a verb: for each way to say it every noun in the first place, and every other in the second.
fn fillings(verb: &Verb, here: &[NounId]) -> Vec<Vec<Option<NounId>>> {
    let ways = verb.orders.iter().flat_map(|order| (0..order.count()).map(move |way| order.places(way).collect::<Vec<_>>()));
    let ways = ways.map(|places| (places.len(), places)).collect::<BTreeSet<_>>();
    let mut fillings = Vec::new();
    for (_, places) in ways {
        let filled = |nouns: &[NounId]| {
            let mut filling = vec![None; verb.places.len()];
            places.iter().zip(nouns).for_each(|(place, noun)| filling[*place] = Some(*noun));
            filling
        };
        match places.len() {
            0 => fillings.push(filled(&[])),
            1 => fillings.extend(here.iter().map(|noun| filled(&[*noun]))),
            2 => {
                let pairs = here.iter().flat_map(|first| here.iter().map(move |second| [*first, *second]));
                fillings.extend(pairs.filter(|[first, second]| first != second).map(|pair| filled(&pair)));
            }
            _ => {}
        }
    }
    fillings
}
