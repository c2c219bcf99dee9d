//! Which facts may still be unset where: what every way to a node has kept before it.
//!
//! It errs to one side: where it can't tell, a fact counts as kept. Sixty-four facts are followed at once, each a bit of
//! one number, so that the work grows with nodes and ways, not with facts times nodes.

use super::flow::ways;
use super::uses::{Slot, reads, slot};
use crate::hooks::{EffectKind, HookId};
use crate::script::{Ask, Asks, Assignment, Gather, Go, Node, NodeId, Script, Target, Way};
use std::collections::{BTreeMap, BTreeSet};

/// Where each of these facts and fields may be unset.
pub(super) struct Unset {
    places: BTreeMap<Slot, usize>,
    /// For each sixty-four of them: the bits of each node, when it is entered and when it is left.
    entered: Vec<Vec<u64>>,
    left: Vec<Vec<u64>>,
}

impl Unset {
    /// Follows these facts and fields through the whole dialogue.
    pub fn of(script: &Script, slots: BTreeSet<Slot>) -> Unset {
        let places = slots.iter().enumerate().map(|(place, slot)| (*slot, place)).collect();
        let slots = slots.into_iter().collect::<Vec<_>>();
        let moves = if slots.is_empty() { Vec::new() } else { moves(script) };
        let (mut entered, mut left) = (Vec::new(), Vec::new());
        for chunk in slots.chunks(64) {
            let bits = chunk.iter().enumerate().map(|(place, slot)| (*slot, 1_u64 << place)).collect::<BTreeMap<_, _>>();
            let bits = |slot: &Slot| bits.get(slot).copied().unwrap_or(0);
            let kept =
                script.nodes.iter().map(|node| kept(script, node).iter().map(bits).fold(0, |all, bit| all | bit)).collect::<Vec<_>>();
            let into = forward(&moves, &kept, &on_the_way_back(&moves, &kept), entries(script, &bits));
            left.push(into.iter().zip(&kept).map(|(into, kept)| into & !kept).collect());
            entered.push(into);
        }
        Unset { places, entered, left }
    }

    /// Whether it may be unset when the node is entered.
    pub fn before(&self, node: NodeId, slot: Slot) -> bool {
        self.bit(&self.entered, node, slot)
    }

    /// Whether it may be unset when the node was answered.
    pub fn behind(&self, node: NodeId, slot: Slot) -> bool {
        self.bit(&self.left, node, slot)
    }

    fn bit(&self, bits: &[Vec<u64>], node: NodeId, slot: Slot) -> bool {
        let Some(place) = self.places.get(&slot) else { return false };
        bits[place / 64][node.index()] >> (place % 64) & 1 == 1
    }
}

/// A move to a node; after a visit, all that may be kept on the visit counts as kept.
struct Move {
    to: usize,
    after: Option<usize>,
    /// Whether it is made before the node is answered, as to what is gathered.
    early: bool,
}

fn moves(script: &Script) -> Vec<Vec<Move>> {
    let plain = |to: NodeId| Move { to: to.index(), after: None, early: false };
    let of_go = |go: &Go| match go {
        Go::To(Target::Node(node) | Target::Leave(node), _) => vec![plain(*node)],
        Go::Visit { node, then: Target::Node(then) | Target::Leave(then), .. } => {
            vec![plain(*node), Move { after: Some(node.index()), ..plain(*then) }]
        }
        Go::Visit { node, .. } => vec![plain(*node)],
        Go::To(..) => Vec::new(),
    };
    let of_node = |node: &Node| {
        let mut moves = ways(node).flat_map(Way::goes).flat_map(of_go).collect::<Vec<_>>();
        if let Some(Ask::Gather(Gather { visit: Some((visit, _)), .. })) = &node.ask {
            moves.push(Move { early: true, ..plain(*visit) });
        }
        moves
    };
    script.nodes.iter().map(of_node).collect()
}

/// All that is kept at a node, on whichever way it is left.
fn kept(script: &Script, node: &Node) -> Vec<Slot> {
    let choices = node.ask.iter().flat_map(Ask::choices).map(|choice| &choice.set);
    let asides = [&node.declined, &node.unknown, &node.later].into_iter().flatten().map(|aside| &aside.set);
    let sets = [&node.entering, &node.set].into_iter().chain(choices).chain(asides).flatten();
    let hooks = node.on_enter.iter().chain(&node.on_reply).flat_map(|hook| set_by(script, *hook));
    let words = node.ask.iter().flat_map(Ask::choices).filter_map(|choice| choice.otherwise.as_ref()).map(slot);
    sets.map(|Assignment { place, .. }| slot(place)).chain(node.keep.iter().map(slot)).chain(words).chain(hooks).collect()
}

fn set_by(script: &Script, hook: HookId) -> Vec<Slot> {
    let effects = script.hooks.info(hook).effects.iter().filter(|effect| effect.kind == EffectKind::Set);
    effects.filter_map(|effect| Some((script.fact_named(&effect.target)?, None))).collect()
}

/// What may be unset where a conversation begins, and where something may lead from anywhere.
fn entries(script: &Script, bits: &impl Fn(&Slot) -> u64) -> Vec<(usize, u64)> {
    let returning = script.returning.iter().flat_map(|returning| [returning.ask, returning.over]);
    let anywhere = script.interrupts.iter().map(|interrupt| interrupt.ask).chain(script.safety.iter().map(|safety| safety.ask));
    let anywhere = anywhere.chain(returning);
    let mut entries = anywhere.chain([script.start]).map(|node| (node.index(), u64::MAX)).collect::<Vec<_>>();
    for rule in &script.rules {
        // A rule that speaks knows what it looked at.
        if let Asks::Node { node, with, .. } = &rule.asks {
            let mut looked = BTreeSet::new();
            with.iter().chain([&rule.when]).for_each(|expression| reads(script, expression, &mut looked));
            entries.push((node.index(), !looked.iter().map(bits).fold(0, |all, bit| all | bit)));
        }
    }
    entries
}

/// All that may be kept from a node on.
fn on_the_way_back(moves: &[Vec<Move>], kept: &[u64]) -> Vec<u64> {
    let mut before = vec![Vec::new(); moves.len()];
    for (from, moves) in moves.iter().enumerate() {
        moves.iter().for_each(|step| before[step.to].push(from));
    }
    let mut from_here = kept.to_vec();
    let mut due = (0..moves.len()).collect::<Vec<_>>();
    while let Some(node) = due.pop() {
        for &earlier in &before[node] {
            let more = from_here[earlier] | from_here[node];
            if more != from_here[earlier] {
                from_here[earlier] = more;
                due.push(earlier);
            }
        }
    }
    from_here
}

/// What may be unset when each node is entered.
fn forward(moves: &[Vec<Move>], kept: &[u64], visited: &[u64], entries: Vec<(usize, u64)>) -> Vec<u64> {
    let mut into = vec![0; moves.len()];
    let mut due = Vec::new();
    for (node, unset) in entries {
        into[node] |= unset;
        due.push(node);
    }
    while let Some(node) = due.pop() {
        for step in &moves[node] {
            let own = if step.early { 0 } else { kept[node] };
            let unset = into[node] & !own & !step.after.map_or(0, |after| visited[after]);
            if into[step.to] | unset != into[step.to] {
                into[step.to] |= unset;
                due.push(step.to);
            }
        }
    }
    into
}
