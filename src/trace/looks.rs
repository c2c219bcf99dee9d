//! From what happened to what a writer is told of it: names in place of places in the script, and reasons.

use super::{InterruptFate, Look, Passage, Verdict, reasons::reasons, values};
use crate::diagnostics::Span;
use crate::hooks::{self, Effect, HookId};
use crate::render::record_key;
use crate::script::{Ask, Case, Choice, Expression, FactId, FactKind, Given, Go, NodeId, RuleId, Script, Target, Value, World};
use crate::step::{CaseFate, Event, Events, FollowUp, FollowUpFate, Reached, RuleFate, State};

/// What was looked at in a step, in order and once for each answer; `looks` stand before it.
pub(super) fn looks(script: &Script, after: &State, events: &Events<'_>, mut looks: Vec<Look>) -> Vec<Look> {
    for (event, moment) in events.iter() {
        let seen = Seen { script, world: moment.world(script) };
        if let Some(look) = seen.look(event) {
            note(&mut looks, look);
        }
    }
    // What isn't offered at the question that waits is told last, as it stands on the screen last.
    let seen = Seen { script, world: World { was: &events.was, ..after.world(script) } };
    for choice in seen.not_offered() {
        note(&mut looks, seen.hidden(choice));
    }
    looks
}

fn note(looks: &mut Vec<Look>, look: Look) {
    let noted = looks.iter().rev().take_while(|look| !matches!(look, Look::Answer { .. })).any(|noted| *noted == look);
    if !noted && looks.last() != Some(&look) {
        looks.push(look);
    }
}

/// What could be seen when something happened.
struct Seen<'w> {
    script: &'w Script,
    world: World<'w>,
}

impl<'w> Seen<'w> {
    fn look(&self, event: &Event<'_>) -> Option<Look> {
        let name = |node: NodeId| self.script.node(node).name.clone();
        Some(match event {
            Event::Said(_) | Event::Failed(_) => return None,
            Event::Began => Look::Start,
            Event::Answered(node, understood) => Look::Answer { node: name(*node), understood: understood.clone() },
            Event::Interrupted { interrupt, asks_already } => Look::Interrupt {
                interrupt: self.script.interrupt(*interrupt).name.clone(),
                fate: if *asks_already { InterruptFate::AsksAlready } else { InterruptFate::Asks },
            },
            Event::Reached(node, reached) => Look::Node { node: name(*node), passage: self.passage(*node, *reached) },
            Event::Hidden(place) => self.hidden(self.choices().get(*place)?),
            Event::Case { node, place, case, fate } => self.case(*node, *place, case, *fate),
            Event::LastCase { node, place, go } => {
                Look::Case { node: name(*node), case: place + 1, to: leads(self.script, go), record: None, verdict: Verdict::TookLast }
            }
            Event::Rule(rule, key, fate) => self.rule(*rule, *key, *fate),
            Event::Hook(hook, run) => self.hook(*hook, run),
            Event::FollowUp(follow_up, fate) => self.follow_up(follow_up, *fate),
        })
    }

    /// Why a condition holds, or doesn't. `given` stands for what the node was given, under these names.
    fn reasons(&self, condition: &Expression, given: &[Value], names: &[Given]) -> Vec<super::Reason> {
        reasons(condition, World { given, ..self.world }, names)
    }

    fn record(&self, fact: FactId, key: u32) -> String {
        values::record(self.script, self.world.now, fact, key)
    }

    fn passage(&self, node: NodeId, reached: Reached) -> Passage {
        let node = self.script.node(node);
        let reasons = || node.when.as_ref().map(|when| self.reasons(when, self.world.given, &node.given)).unwrap_or_default();
        match reached {
            Reached::Skipped => Passage::Skipped,
            Reached::Entered => Passage::Entered(reasons()),
            Reached::PassedBy => Passage::PassedBy(reasons()),
        }
    }

    /// The options of the present question, if it is a list.
    fn choices(&self) -> &'w [Choice] {
        match self.world.here.and_then(|here| self.script.node(here).ask.as_ref()) {
            Some(Ask::Choose(choices) | Ask::ChooseMany(choices)) => choices,
            _ => &[],
        }
    }

    /// Those that aren't offered.
    fn not_offered(&self) -> impl Iterator<Item = &'w Choice> {
        let world = self.world;
        let holds = move |choice: &&Choice| choice.when.as_ref().is_none_or(|when| when.holds(&world).unwrap_or(false));
        self.choices().iter().filter(move |choice| choice.listed && !holds(choice))
    }

    fn hidden(&self, choice: &Choice) -> Look {
        let node = self.world.here.map(|here| self.script.node(here));
        let (name, names) = node.map_or((String::new(), &[][..]), |node| (node.name.clone(), &node.given));
        let reasons = choice.when.as_ref().map(|when| self.reasons(when, self.world.given, names)).unwrap_or_default();
        Look::Hidden { node: name, option: choice.id.clone(), reasons }
    }

    /// A case of a way on, for one record of those that it goes through.
    fn case(&self, node: NodeId, place: usize, case: &Case, fate: CaseFate) -> Look {
        let node = self.script.node(node);
        let key = match fate {
            CaseFate::Took(key) | CaseFate::Unmet(key) => key,
            CaseFate::NoRecord | CaseFate::Spent(_) => None,
        };
        let each = case.each.as_ref();
        let names = each.map(|each| Given { name: each.name.clone(), kind: FactKind::Link(each.of), formerly: Vec::new() });
        let names = node.given.iter().cloned().chain(names).collect::<Vec<_>>();
        let given = self.world.given.iter().cloned().chain(key.map(Value::Link)).collect::<Vec<_>>();
        let reasons = || self.reasons(&case.when, &given, &names);
        let verdict = match fate {
            CaseFate::Took(_) => Verdict::Took(reasons()),
            CaseFate::Unmet(_) => Verdict::Unmet(reasons()),
            CaseFate::NoRecord => Verdict::NoRecord(each.map_or_else(String::new, |each| self.script.fact(each.of).name.clone())),
            CaseFate::Spent(most) => Verdict::Spent(most),
        };
        let record = each.zip(key).map(|(each, key)| self.record(each.of, key));
        Look::Case { node: node.name.clone(), case: place + 1, to: leads(self.script, &case.go), record, verdict }
    }

    fn rule(&self, id: RuleId, key: Option<u32>, fate: RuleFate) -> Look {
        let rule = self.script.rule(id);
        let given = key.map(Value::Link).into_iter().collect::<Vec<_>>();
        let reasons = || self.reasons(&rule.when, &given, &rule.given);
        let section = |section: usize| self.script.sections[section].name.clone();
        let verdict = match fate {
            RuleFate::Spoke => Verdict::Took(reasons()),
            RuleFate::Unmet => Verdict::Unmet(reasons()),
            RuleFate::NoRecord => Verdict::NoRecord(rule.each.map_or_else(String::new, |fact| self.script.fact(fact).name.clone())),
            RuleFate::Spent => Verdict::Spent(rule.most),
            RuleFate::StillOpen => Verdict::StillOpen,
            RuleFate::Elsewhere(here) => {
                Verdict::Elsewhere { during: rule.during.iter().copied().map(section).collect(), here: here.map(section) }
            }
            RuleFate::FollowUpOpen => Verdict::FollowUpOpen,
            RuleFate::NotRested => Verdict::NotRested,
            RuleFate::Outspoken(by, of, why) => {
                let by = self.script.rule(by);
                let of = by.each.zip(of).map(|(fact, key)| format!(" of {}", record_key(self.script, fact, key)));
                Verdict::Outspoken { by: format!("{}{}", by.name, of.unwrap_or_default()), why }
            }
            RuleFate::AskedNothing => Verdict::AskedNothing,
            RuleFate::AskedBefore => Verdict::AskedBefore,
            RuleFate::HookFailed => Verdict::HookFailed,
        };
        let record = rule.each.zip(key).map(|(fact, key)| self.record(fact, key));
        Look::Rule { rule: rule.name.clone(), record, verdict }
    }

    /// A hook that ran.
    fn hook(&self, hook: HookId, ran: &hooks::Run) -> Look {
        let span = |file: usize, at: std::ops::Range<usize>| self.script.scripts.get(file).map(|file| Span::new(*file, at));
        let place = |fault: &hooks::HookFault| (!fault.at.is_empty()).then(|| span(fault.file, fault.at.clone())).flatten();
        Look::Hook {
            hook: self.script.hooks.info(hook).name.clone(),
            read: ran.read.clone(),
            asked: ran.effects.iter().map(asked).collect(),
            fault: ran.fault.as_ref().map(|fault| (fault.message.clone(), place(fault))),
        }
    }

    /// What became of a follow-up.
    fn follow_up(&self, follow_up: &FollowUp, fate: FollowUpFate) -> Look {
        let node = self.script.node(follow_up.node);
        let given = node.given.iter().zip(&follow_up.given);
        let given = given.map(|(given, value)| values::shown(self.script, self.world.now, &given.kind, value));
        Look::FollowUp { node: node.name.clone(), given: given.collect(), fate }
    }
}

/// Where a move leads.
fn leads(script: &Script, go: &Go) -> String {
    let name = |target: &Target| match target {
        Target::Node(node) => script.node(*node).name.clone(),
        Target::Leave(node) => format!("@leave {}", script.node(*node).name),
        Target::Return => "@return".to_owned(),
        Target::Resume => "@resume".to_owned(),
        Target::End(name) => format!("@end {name}"),
    };
    match go {
        Go::To(target, _) => name(target),
        Go::Visit { node, .. } => script.node(*node).name.clone(),
    }
}

/// What a hook asked for, as it is written.
fn asked(effect: &Effect) -> String {
    match effect {
        Effect::Ask { node, again: false, .. } => format!("next.ask(\"{node}\")"),
        Effect::Ask { node, again: true, .. } => format!("next.ask_again(\"{node}\")"),
        Effect::Later { node, .. } => format!("next.later(\"{node}\")"),
        Effect::Set { fact, .. } => format!("next.set(\"{fact}\")"),
        Effect::Skip(node) => format!("next.skip(\"{node}\")"),
        Effect::Say(_) => "next.say(…)".to_owned(),
        Effect::Go(node) => format!("next.go(\"{node}\")"),
    }
}
