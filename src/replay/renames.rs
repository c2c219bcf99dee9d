//! Earlier names: a log of older content, in the names of now.

use super::log::{Entry, Log, Replied};
use crate::patterns::Heard;
use crate::reading::{Commands, LeftOut, Meaning, Misfit, Pending, VerbUsed};
use crate::render::{Mention, key_number};
use crate::script::{FactKind, Script};
use crate::step::Resumed;
use crate::turn::{Cause, Identity};
use std::collections::BTreeMap;

/// What things were called before, as the content tells.
#[derive(Debug, Default)]
pub(crate) struct Renames {
    nodes: BTreeMap<String, String>,
    /// By the node of now, then the option's earlier id.
    choices: BTreeMap<(String, String), String>,
    /// By the node of now, then the earlier name of what it is given.
    given: BTreeMap<(String, String), String>,
    facts: BTreeMap<String, String>,
    fields: BTreeMap<String, String>,
    rules: BTreeMap<String, String>,
    interrupts: BTreeMap<String, String>,
    verbs: BTreeMap<String, String>,
    nouns: BTreeMap<String, String>,
    /// Earlier and present ids of options, as hashes: what a question showed may have been one of them.
    values: Vec<(u64, u64)>,
}

impl Renames {
    /// What the content tells of earlier names. A name that something has now is that thing's.
    pub fn of(script: &Script) -> Renames {
        let mut renames = Renames::default();
        let taken = |name: &str| script.node_named(name).is_some();
        for node in &script.nodes {
            let earlier = node.formerly.iter().filter(|name| !taken(name));
            renames.nodes.extend(earlier.map(|name| (name.clone(), node.name.clone())));
            for choice in node.ask.iter().flat_map(crate::script::Ask::choices) {
                for name in &choice.formerly {
                    renames.choices.insert((node.name.clone(), name.clone()), choice.id.clone());
                    let hash = |id: &str| xxhash_rust::xxh64::xxh64(id.as_bytes(), 0);
                    renames.values.push((hash(name), hash(&choice.id)));
                }
            }
            for given in &node.given {
                let earlier = given.formerly.iter().map(|name| ((node.name.clone(), name.clone()), given.name.clone()));
                renames.given.extend(earlier);
            }
        }
        let earlier = |names: &[String], now: &str| names.iter().map(|name| (name.clone(), now.to_owned())).collect::<Vec<_>>();
        for fact in &script.facts {
            renames.facts.extend(earlier(&fact.formerly, &fact.name));
            if let FactKind::Records(records) = &fact.kind {
                records.fields.iter().for_each(|field| renames.fields.extend(earlier(&field.formerly, &field.name)));
            }
        }
        script.rules.iter().for_each(|rule| renames.rules.extend(earlier(&rule.formerly, &rule.name)));
        script.interrupts.iter().for_each(|interrupt| renames.interrupts.extend(earlier(&interrupt.formerly, &interrupt.name)));
        script.verbs.iter().for_each(|verb| renames.verbs.extend(earlier(&verb.formerly, &verb.name)));
        script.nouns.iter().for_each(|noun| renames.nouns.extend(earlier(&noun.formerly, &noun.name)));
        renames
    }

    /// A log in the names of now. Its entries and what was set aside stay apart.
    pub fn translated(&self, script: &Script, log: &Log) -> Log {
        let mut log = log.clone();
        if log.script == script.fingerprint {
            return log;
        }
        log.entries.iter_mut().chain(&mut log.aside).for_each(|entry| self.entry(script, entry));
        log.lasting.iter_mut().chain(log.entries.iter_mut().chain(&mut log.aside).flat_map(carried)).for_each(|(fact, _)| {
            rename(&self.facts, fact);
        });
        log.begin.given.iter_mut().for_each(|(fact, _)| rename(&self.facts, fact));
        log.retired.iter_mut().for_each(|(fact, _)| rename(&self.facts, fact));
        if let Some(question) = &mut log.waits {
            self.identity(script, question);
        }
        log
    }

    /// Whether a value that a question showed then is the one that it shows now, under its present name.
    pub fn same_value(&self, then: u64, now: u64) -> bool {
        then == now || self.values.contains(&(then, now))
    }

    fn entry(&self, script: &Script, entry: &mut Entry) {
        match entry {
            Entry::Carried { question, .. } => self.identity(script, question),
            Entry::Returned { question, given } => {
                self.identity(script, question);
                given.iter_mut().for_each(|(fact, _)| rename(&self.facts, fact));
            }
            Entry::Replied(replied) => self.replied(script, replied),
        }
    }

    fn replied(&self, script: &Script, replied: &mut Replied) {
        self.identity(script, &mut replied.question);
        replied.mentions.iter_mut().for_each(|mention| self.mention(&replied.question.node, mention));
        self.meaning(script, &replied.question.node, &mut replied.meaning);
        for Resumed { interrupt, node, understood } in &mut replied.resumed {
            rename(&self.interrupts, interrupt);
            rename(&self.nodes, node);
            if let Some(understood) = understood {
                self.meaning(script, node, understood);
            }
        }
    }

    fn meaning(&self, script: &Script, node: &str, meaning: &mut Meaning) {
        match meaning {
            Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => self.option(node, id),
            Meaning::Options(ids) => ids.iter_mut().for_each(|id| self.option(node, id)),
            Meaning::Commands(Commands { used, left_out }) => {
                used.iter_mut().for_each(|used| self.used(used));
                if let Some(LeftOut { misfit: Some(misfit), .. }) = left_out {
                    self.misfit(node, misfit);
                }
            }
            Meaning::Misfit(misfit) => self.misfit(node, misfit),
            Meaning::Interrupt { noticed, held } => {
                rename(&self.interrupts, &mut noticed.interrupt);
                // Patterns are known by their places, which other content may have given to others: what was held is heard anew.
                if let Some(interrupt) = script.interrupts.iter().find(|interrupt| interrupt.name == noticed.interrupt) {
                    let heard = held.as_ref().map(|held| interrupt.heard(&Heard::new(&held.text)));
                    noticed.patterns = heard.unwrap_or_default().into_iter().map(|pattern| pattern as u32).collect();
                }
                if let Some(held) = held {
                    self.meaning(script, node, &mut held.meaning);
                }
            }
            Meaning::Number(_)
            | Meaning::Words(_)
            | Meaning::Things(_)
            | Meaning::GoOn
            | Meaning::Declined
            | Meaning::Unknown
            | Meaning::Later
            | Meaning::Left(_)
            | Meaning::Forgotten
            | Meaning::Safety
            | Meaning::Returned(_) => {}
        }
    }

    fn misfit(&self, node: &str, misfit: &mut Misfit) {
        match misfit {
            Misfit::AskedBack(Pending::Options(ids)) => ids.iter_mut().for_each(|id| self.option(node, id)),
            Misfit::AskedBack(Pending::Noun { used, among, .. }) => {
                self.used(used);
                among.iter_mut().for_each(|noun| rename(&self.nouns, noun));
            }
            Misfit::AskedBack(Pending::Command(used)) => self.used(used),
            Misfit::WithRest { misfit, .. } => self.misfit(node, misfit),
            _ => {}
        }
    }

    fn option(&self, node: &str, id: &mut String) {
        if let Some(now) = self.choices.get(&(node.to_owned(), id.clone())) {
            id.clone_from(now);
        }
    }

    fn used(&self, used: &mut VerbUsed) {
        rename(&self.verbs, &mut used.verb);
        used.nouns.iter_mut().flatten().for_each(|noun| rename(&self.nouns, noun));
    }

    fn mention(&self, node: &str, mention: &mut Mention) {
        let mut steps = mention.of.split('.').map(str::to_owned).collect::<Vec<_>>();
        for (place, step) in steps.iter_mut().enumerate() {
            if place == 0 {
                match self.given.get(&(node.to_owned(), step.clone())) {
                    Some(now) => step.clone_from(now),
                    None => rename(&self.facts, step),
                }
            } else {
                rename(&self.fields, step);
                rename(&self.facts, step);
            }
        }
        mention.of = steps.join(".");
    }

    fn identity(&self, script: &Script, identity: &mut Identity) {
        rename(&self.nodes, &mut identity.node);
        if let Some(node) = script.node_named(&identity.node) {
            let node = script.node(node);
            for (name, _) in &mut identity.given {
                if let Some(now) = self.given.get(&(node.name.clone(), name.clone())) {
                    name.clone_from(now);
                }
            }
            // In the writer's present order; what the node wasn't given then is unset.
            let value = |given: &crate::script::Given| {
                let found = identity.given.iter().find(|(name, _)| *name == given.name);
                found.map_or_else(String::new, |(_, value)| match given.kind {
                    FactKind::Link(fact) => lettered(script, fact, value),
                    _ => value.clone(),
                })
            };
            identity.given = node.given.iter().map(|given| (given.name.clone(), value(given))).collect();
        }
        match &mut identity.from {
            Cause::Start | Cause::Safety | Cause::Return => {}
            Cause::Node(node) | Cause::Hook(node) => rename(&self.nodes, node),
            Cause::Choice { node, choice } => {
                rename(&self.nodes, node);
                if let Some(now) = self.choices.get(&(node.clone(), choice.clone())) {
                    choice.clone_from(now);
                }
            }
            Cause::Interrupt(interrupt) => rename(&self.interrupts, interrupt),
            Cause::Verb { node, verb } => {
                rename(&self.nodes, node);
                rename(&self.verbs, verb);
            }
            Cause::Rule { rule, record } => {
                rename(&self.rules, rule);
                let each = script.rules.iter().find(|found| found.name == *rule).and_then(|rule| rule.each);
                if let (Some(fact), Some(record)) = (each, record) {
                    *record = lettered(script, fact, record);
                }
            }
        }
    }
}

fn rename(renames: &BTreeMap<String, String>, name: &mut String) {
    if let Some(now) = renames.get(name) {
        name.clone_from(now);
    }
}

fn carried(entry: &mut Entry) -> impl Iterator<Item = &mut (String, crate::step::Lasting)> {
    match entry {
        Entry::Carried { facts, .. } => facts.iter_mut(),
        Entry::Replied(_) | Entry::Returned { .. } => [].iter_mut(),
    }
}

/// A record's key with the letter that its fact has now.
fn lettered(script: &Script, fact: crate::script::FactId, key: &str) -> String {
    let letter = script.fact(fact).name.chars().next().unwrap_or('r');
    key_number(key).map_or_else(|| key.to_owned(), |number| format!("{letter}{number}"))
}
