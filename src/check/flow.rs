//! The whole at last: what nothing reaches, what goes round without asking, what returns from nowhere.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::hooks::{EffectKind, HookId};
use crate::script::{Ask, Asks, Case, Expression, Gather, Go, Node, NodeId, Script, Target, Way};
use std::collections::BTreeSet;

/// Looks at the whole dialogue.
pub(super) fn look(script: &Script, returns: &[(NodeId, Span, Target)], out: &mut Vec<Diagnostic>) {
    unreached(script, out);
    silent_circles(script, out);
    let grounded = grounded(script);
    returns_from_nowhere(script, &grounded, returns, out);
    no_ways_on(script, &grounded, out);
}

/// Every way that can be taken from a node.
pub(super) fn ways(node: &Node) -> impl Iterator<Item = &Way> {
    let choices = node.ask.iter().flat_map(Ask::choices).filter_map(|choice| choice.goto.as_ref());
    let asides = [&node.declined, &node.unknown, &node.later].into_iter().flatten().filter_map(|aside| aside.goto.as_ref());
    let commands = node.on.values().flatten().chain(&node.on_every).filter_map(|case| case.goto.as_ref());
    node.goto.iter().chain(choices).chain(asides).chain(commands)
}

/// Every way of a command that may be used anywhere.
fn ways_of_verbs(script: &Script) -> impl Iterator<Item = &Go> {
    script.verbs.iter().flat_map(|verb| &verb.cases).filter_map(|case| case.goto.as_ref()).flat_map(Way::goes)
}

/// The nodes that a move enters sooner or later.
fn entered(go: &Go) -> impl Iterator<Item = NodeId> {
    let (first, then) = match go {
        Go::To(target, _) => (None, target),
        Go::Visit { node, then, .. } => (Some(*node), then),
    };
    first.into_iter().chain(node_of(then))
}

fn node_of(target: &Target) -> Option<NodeId> {
    match target {
        Target::Node(node) | Target::Leave(node) => Some(*node),
        Target::Return | Target::Resume | Target::End(_) => None,
    }
}

/// Everything that can be reached from these nodes by the given moves; `visited`, whether what is gathered is met too.
fn reach(script: &Script, from: impl IntoIterator<Item = NodeId>, visited: bool, moves: impl Fn(&Go) -> Vec<NodeId>) -> BTreeSet<NodeId> {
    let mut reached = BTreeSet::new();
    walk(script, from, visited, moves, &mut reached);
    reached
}

/// Adds everything that can be reached from these nodes, and wasn't before.
pub(super) fn reach_more(script: &Script, from: impl IntoIterator<Item = NodeId>, reached: &mut BTreeSet<NodeId>) {
    walk(script, from, true, |go| entered(go).collect(), reached);
}

fn walk(
    script: &Script,
    from: impl IntoIterator<Item = NodeId>,
    visited: bool,
    moves: impl Fn(&Go) -> Vec<NodeId>,
    reached: &mut BTreeSet<NodeId>,
) {
    let mut due = from.into_iter().collect::<Vec<_>>();
    while let Some(node) = due.pop() {
        if reached.insert(node) {
            if let Some(Ask::Gather(Gather { visit: Some((visit, _)), .. })) = &script.node(node).ask {
                due.extend(visited.then_some(*visit));
            }
            due.extend(ways(script.node(node)).flat_map(Way::goes).flat_map(&moves));
        }
    }
}

/// Every node to which anything but a rule leads.
pub(super) fn reached_without_rules(script: &Script) -> BTreeSet<NodeId> {
    let interrupts = script.interrupts.iter().map(|interrupt| interrupt.ask);
    let safety =
        script.safety.iter().map(|safety| safety.ask).chain(script.returning.iter().flat_map(|returning| [returning.ask, returning.over]));
    let mut reached = BTreeSet::new();
    let commands = ways_of_verbs(script).flat_map(entered);
    let roots = [script.start].into_iter().chain(interrupts).chain(safety).chain(script.hooked.iter().copied()).chain(commands);
    reach_more(script, roots, &mut reached);
    reached
}

fn unreached(script: &Script, out: &mut Vec<Diagnostic>) {
    let asked = script.rules.iter().filter_map(|rule| match &rule.asks {
        Asks::Node { node, .. } => Some(*node),
        Asks::Hook(_) => None,
    });
    let mut reached = reached_without_rules(script);
    reach_more(script, asked, &mut reached);
    for (place, node) in script.nodes.iter().enumerate() {
        if !reached.contains(&NodeId::new(place)) {
            let lost = Diagnostic::new(Code::UnreachableNode, node.span, format!("nothing leads to `{}`", node.name))
                .label("nobody will ever see this");
            out.push(lost.hint("lead a `goto` here, or take the node out"));
        }
    }
}

/// A circle of nodes that ask nothing can only end where something changes on the way round. Where nothing can, or where no
/// case leads out, it never ends.
fn silent_circles(script: &Script, out: &mut Vec<Diagnostic>) {
    for circle in circles(script) {
        let inside = |id: NodeId| circle.contains(&id);
        let nodes = circle.iter().map(|id| script.node(*id));
        let leads_out = nodes.clone().any(|node| {
            ways(node)
                .flat_map(Way::goes)
                .any(|go| !silent_steps(script, go).iter().all(|id| inside(*id)) || silent_steps(script, go).is_empty())
        });
        // What a hook on entering does may change anything, and lead anywhere.
        if nodes.clone().any(|node| node.on_enter.is_some()) {
            continue;
        }
        // Going through records has an end of its own where it says how many; and what is visited may change what is asked.
        let bounded = |case: &Case| counts(&case.when) || case.each.as_ref().is_some_and(|each| each.most.is_some());
        let visits = |go: &Go| matches!(go, Go::Visit { node, .. } if !script.node(*node).entering.is_empty());
        let changes = nodes.clone().any(|node| {
            !node.entering.is_empty() || ways(node).flat_map(|way| &way.cases).any(bounded) || ways(node).flat_map(Way::goes).any(visits)
        });
        if leads_out && changes {
            continue;
        }
        let names = nodes.clone().map(|node| format!("`{}`", node.name)).collect::<Vec<_>>().join(" → ");
        let Some(first) = nodes.clone().next() else { continue };
        let circle = Diagnostic::new(Code::SilentCircle, first.span, "this goes round in a circle and never asks anything")
            .label("the circle begins here");
        out.push(circle.why(format!("{names} → `{}`", first.name)).hint("let one of these nodes ask something, or lead out of the circle"));
    }
}

/// Whether a condition can change by going round alone.
fn counts(condition: &Expression) -> bool {
    match condition {
        Expression::Times(_) => true,
        Expression::Not(inner) | Expression::Negate(inner) => counts(inner),
        Expression::Logic(_, left, right) | Expression::Compare(_, left, right) | Expression::Sum(_, left, right) => {
            counts(left) || counts(right)
        }
        // A named condition may count; it gets the benefit of the doubt.
        Expression::Mean(_) => true,
        _ => false,
    }
}

/// The nodes that a move enters without anything being asked before.
fn silent_steps(script: &Script, go: &Go) -> Vec<NodeId> {
    let silent = |id: &NodeId| script.node(*id).ask.is_none();
    match go {
        Go::To(target, _) => node_of(target).filter(silent).into_iter().collect(),
        Go::Visit { node, then, .. } if silent(node) => std::iter::once(*node).chain(node_of(then).filter(silent)).collect(),
        Go::Visit { .. } => Vec::new(),
    }
}

/// The circles among nodes that ask nothing (strongly connected parts, by Kosaraju's two walks, without recursion).
fn circles(script: &Script) -> Vec<Vec<NodeId>> {
    let count = script.nodes.len();
    let silent = |place: usize| script.nodes[place].ask.is_none();
    let mut forward = vec![Vec::new(); count];
    let mut backward = vec![Vec::new(); count];
    for place in (0..count).filter(|place| silent(*place)) {
        for next in ways(&script.nodes[place]).flat_map(Way::goes).flat_map(|go| silent_steps(script, go)) {
            forward[place].push(next.index());
            backward[next.index()].push(place);
        }
    }
    let mut seen = vec![false; count];
    let mut order = Vec::new();
    for root in 0..count {
        finish(root, &forward, &mut seen, &mut order);
    }
    let mut taken = vec![false; count];
    let mut circles = Vec::new();
    for root in order.into_iter().rev() {
        let mut part = Vec::new();
        finish(root, &backward, &mut taken, &mut part);
        let round = part.len() > 1 || part.first().is_some_and(|only| forward[*only].contains(only));
        if round {
            part.sort_unstable();
            circles.push(part.into_iter().map(NodeId::new).collect());
        }
    }
    circles
}

/// Walks from a root and notes each place when all behind it is done.
fn finish(root: usize, edges: &[Vec<usize>], seen: &mut [bool], order: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[root], true) {
        return;
    }
    let mut path = vec![(root, 0)];
    while let Some((place, next)) = path.last_mut() {
        match edges[*place].get(*next) {
            Some(&step) => {
                *next += 1;
                if !std::mem::replace(&mut seen[step], true) {
                    path.push((step, 0));
                }
            }
            None => {
                order.push(*place);
                path.pop();
            }
        }
    }
}

/// The nodes that can be reached by gotos alone: nothing lies beneath them.
fn grounded(script: &Script) -> BTreeSet<NodeId> {
    let for_good = |go: &Go| match go {
        Go::To(target, _) | Go::Visit { then: target, .. } => node_of(target).into_iter().collect::<Vec<_>>(),
    };
    let commands = ways_of_verbs(script).flat_map(for_good);
    reach(script, [script.start].into_iter().chain(commands), false, for_good)
}

/// A node with nothing beneath it and no way on ends the conversation, which may not be meant.
fn no_ways_on(script: &Script, grounded: &BTreeSet<NodeId>, out: &mut Vec<Diagnostic>) {
    let leads = |hook: &HookId| script.hooks.info(*hook).effects.iter().any(|effect| effect.kind == EffectKind::Go);
    for node in grounded.iter().map(|id| script.node(*id)) {
        let choices = node.ask.iter().flat_map(Ask::choices).collect::<Vec<_>>();
        let every_choice = !choices.is_empty() && choices.iter().all(|choice| choice.goto.is_some());
        // Commands lead away from where they are asked for; without one that does, they are asked for again.
        let commands = matches!(node.ask, Some(Ask::Command(_)));
        if node.goto.is_some() || every_choice || commands || node.on_enter.iter().chain(&node.on_reply).any(leads) {
            continue;
        }
        let label = match choices.iter().find(|choice| choice.goto.is_none()) {
            Some(choice) => format!("no way on from `{}`", choice.id),
            None => "no way on from here".to_owned(),
        };
        let stuck = Diagnostic::new(Code::NoWayOn, node.span, format!("after `{}` the conversation ends unsaid", node.name)).label(label);
        out.push(stuck.hint("add `goto: \"…\"`; if it should end here, `goto: \"@end NAME\"`"));
    }
}

/// What lies beneath is what `@return` goes back to.
fn returns_from_nowhere(script: &Script, grounded: &BTreeSet<NodeId>, returns: &[(NodeId, Span, Target)], out: &mut Vec<Diagnostic>) {
    for (node, span, target) in returns.iter().filter(|(node, ..)| grounded.contains(node)) {
        let word = if *target == Target::Resume { "@resume" } else { "@return" };
        let name = &script.node(*node).name;
        let nowhere = Diagnostic::new(Code::ReturnFromNowhere, *span, format!("`{word}` where nothing was left"))
            .label("nothing lies beneath to go back to")
            .why(format!("`{name}` can be reached by `goto` alone, without a visit or an interrupt"));
        out.push(nowhere.hint("reach it by `(visit: …, to: …)`, or end with `@end NAME`"));
    }
}
