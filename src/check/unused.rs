//! What nothing uses: files that are included for nothing, and rules that never have an occasion to speak.

use super::flow;
use super::gather::{Gathered, beside};
use crate::diagnostics::{Code, Diagnostic, FileId, Sources};
use crate::script::{Asks, Go, Node, NodeId, Rule, Script, Way};
use std::collections::BTreeSet;

/// Says of every include that nothing comes from it; `used` are the files to which a name in another file leads.
pub(super) fn includes(gathered: &Gathered, sources: &Sources, used: &BTreeSet<FileId>, out: &mut Vec<Diagnostic>) {
    let useful = |(file, document): &&(FileId, crate::syntax::Document)| {
        // What listens, speaks or includes by itself needs nobody to name it.
        let speaks = !(document.interrupts.is_empty() && document.rules.is_empty() && document.verbs.is_empty());
        let acts = document.safety.is_some()
            || document.returning.is_some()
            || document.keepsake.is_some()
            || speaks
            || !document.include.is_empty();
        acts || used.contains(file)
    };
    let idle = gathered.documents.iter().skip(1).filter(|document| !useful(document)).map(|(file, _)| sources.path(*file));
    let idle = idle.collect::<BTreeSet<_>>();
    for (file, document) in &gathered.documents {
        let mut seen: Vec<(&str, _)> = Vec::new();
        for include in &document.include {
            let first = seen.iter().find(|(path, _)| *path == include.value);
            let path = beside(sources.path(*file), &include.value);
            let unused = match first {
                Some((_, first)) => Diagnostic::new(Code::UnusedInclude, include.span, format!("`{}` is included twice", include.value))
                    .label("once is enough")
                    .related(*first, "the first one"),
                None if path.is_some_and(|path| idle.contains(path.as_str())) => {
                    Diagnostic::new(Code::UnusedInclude, include.span, format!("nothing uses what is in `{}`", include.value))
                        .label("included for nothing")
                }
                None => {
                    seen.push((&include.value, include.span));
                    continue;
                }
            };
            out.push(unused.hint("take it out"));
        }
    }
}

/// Says of every rule that speaks only in parts of the conversation that ask nothing.
pub(super) fn rules(script: &Script, gathered: &Gathered, out: &mut Vec<Diagnostic>) {
    let dead = dead(script);
    for (name, written) in gathered.all(|document| &document.rules) {
        if let (true, Some(section)) = (dead.contains(name.value.as_str()), written.during.first()) {
            let unreached = Diagnostic::new(Code::UnreachedRule, name.span, format!("`{}` never has an occasion to speak", name.value))
                .label("it will never ask anything")
                .related(section.span, "nothing is asked there");
            out.push(unreached.hint("give a question this `section`, or widen `during`"));
        }
    }
}

/// The rules in whose parts nothing is ever asked. What a rule asks may be the occasion of another, though not its own.
fn dead(script: &Script) -> BTreeSet<&str> {
    let mut reached = flow::reached_without_rules(script);
    let mut silent = script.rules.iter().collect::<Vec<_>>();
    loop {
        let occasion = |id: &NodeId| Some(script.node(*id)).filter(|node| occasions(node))?.section;
        let alive = reached.iter().filter_map(occasion).collect::<BTreeSet<_>>();
        let speaks = |rule: &&Rule| rule.during.is_empty() || rule.during.iter().any(|section| alive.contains(section));
        let (speaking, rest): (Vec<_>, Vec<_>) = silent.into_iter().partition(speaks);
        silent = rest;
        if speaking.is_empty() || silent.is_empty() {
            return silent.into_iter().map(|rule| rule.name.as_str()).collect();
        }
        let asked = speaking.into_iter().filter_map(|rule| match &rule.asks {
            Asks::Node { node, .. } => Some(*node),
            Asks::Hook(_) => None,
        });
        flow::reach_more(script, asked, &mut reached);
    }
}

/// Whether anything is asked at a node, or on a visit from it.
fn occasions(node: &Node) -> bool {
    let visits = flow::ways(node).flat_map(Way::goes).any(|go| matches!(go, Go::Visit { .. }));
    node.ask.is_some() || visits
}
