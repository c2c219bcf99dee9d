//! How a running step notes what it looks at. Where nobody watches, each of these is one look at an empty place.

use super::super::run::Run;
use super::super::state::{FollowUp, State};
use super::{FollowUpFate, InterruptFate, Look, Passage, Precedence, Reason, Verdict, reasons, values};
use crate::diagnostics::Span;
use crate::hooks::{self, Effect, HookId};
use crate::render::record_key;
use crate::script::{Case, Choice, Expression, FactId, Given, Go, InterruptId, Level, NodeId, Rule, RuleId, Script, Target, Value, World};

/// What decides which of two rules goes first.
pub(in crate::step) type Rank = (Level, u32, RuleId, Option<u32>);

impl<'s> Run<'s> {
    /// A run that notes what it looks at.
    pub(super) fn watched(script: &'s Script, state: &State) -> Self {
        let mut run = Run::new(script, state);
        run.looks = Some(Vec::new());
        run
    }

    /// Notes something, if anybody watches; once for each answer.
    pub(in crate::step) fn note(&mut self, look: impl FnOnce(&Self) -> Look) {
        if self.looks.is_none() {
            return;
        }
        let look = look(self);
        if let Some(looks) = &mut self.looks {
            let since_answer = looks.iter().rev().take_while(|look| !matches!(look, Look::Answer { .. }));
            let noted = since_answer.into_iter().any(|noted| *noted == look) || looks.last() == Some(&look);
            if !noted {
                looks.push(look);
            }
        }
    }

    /// Why a condition holds, or doesn't, as things are now. `given` are the names of what may be spoken of.
    pub(in crate::step) fn reasons(&self, condition: &Expression, given: &[Given]) -> Vec<Reason> {
        let times = |node| self.state.times(node);
        let bound = match &self.binding {
            Some(binding) => binding,
            None => self.state.stack.last().map_or(&[][..], |frame| &frame.given),
        };
        let world =
            World { script: self.script, now: &self.state.facts, was: &self.was, given: bound, here: self.state.here(), times: &times };
        reasons::reasons(condition, world, given)
    }

    pub(in crate::step) fn note_interrupt(&mut self, id: InterruptId, fate: InterruptFate) {
        self.note(|run| Look::Interrupt { interrupt: run.script.interrupt(id).name.clone(), fate });
    }

    pub(in crate::step) fn note_answer(&mut self, node: NodeId) {
        self.note(|run| Look::Answer { node: run.script.node(node).name.clone(), understood: run.at_hand().cloned() });
    }

    /// A node on the way, which is entered or passed by.
    pub(in crate::step) fn note_node(&mut self, id: NodeId, skipped: bool, enters: bool) {
        self.note(|run| {
            let node = run.script.node(id);
            let reasons = || node.when.as_ref().map(|when| run.reasons(when, &node.given)).unwrap_or_default();
            let passage = match (skipped, enters) {
                (true, _) => Passage::Skipped,
                (false, true) => Passage::Entered(reasons()),
                (false, false) => Passage::PassedBy(reasons()),
            };
            Look::Node { node: node.name.clone(), passage }
        });
    }

    /// An option that isn't offered.
    pub(in crate::step) fn note_hidden(&mut self, choice: &Choice) {
        self.note(|run| {
            let node = run.state.stack.last().map(|frame| run.script.node(frame.node));
            let (name, given) = node.map_or((String::new(), &[][..]), |node| (node.name.clone(), &node.given));
            let reasons = choice.when.as_ref().map(|when| run.reasons(when, given)).unwrap_or_default();
            Look::Hidden { node: name, option: choice.id.clone(), reasons }
        });
    }

    /// A case of a way on, for one record of those that it goes through.
    pub(in crate::step) fn note_case(&mut self, node: NodeId, place: usize, case: &Case, key: Option<u32>, took: bool) {
        self.note(|run| {
            let node = run.script.node(node);
            let each = case.each.iter().map(|each| Given {
                name: each.name.clone(),
                kind: crate::script::FactKind::Link(each.of),
                formerly: Vec::new(),
            });
            let given = node.given.iter().cloned().chain(each).collect::<Vec<_>>();
            let reasons = run.reasons(&case.when, &given);
            let verdict = if took { Verdict::Took(reasons) } else { Verdict::Unmet(reasons) };
            run.case(node.name.clone(), place, &case.go, case.each.as_ref().map(|each| each.of).zip(key), verdict)
        });
    }

    /// A case that came to nothing, or came last, whatever its condition says.
    pub(in crate::step) fn note_case_as(&mut self, node: NodeId, place: usize, go: &Go, verdict: impl FnOnce(&Self) -> Verdict) {
        self.note(|run| run.case(run.script.node(node).name.clone(), place, go, None, verdict(run)));
    }

    fn case(&self, node: String, place: usize, go: &Go, record: Option<(FactId, u32)>, verdict: Verdict) -> Look {
        let record = record.map(|(fact, key)| values::record(self.script, &self.state.facts, fact, key));
        Look::Case { node, case: place + 1, to: leads(self.script, go), record, verdict }
    }

    pub(in crate::step) fn note_rule(&mut self, id: RuleId, key: Option<u32>, verdict: impl FnOnce(&Self) -> Verdict) {
        self.note(|run| {
            let rule = run.script.rule(id);
            let record = rule.each.zip(key).map(|(fact, key)| values::record(run.script, &run.state.facts, fact, key));
            Look::Rule { rule: rule.name.clone(), record, verdict: verdict(run) }
        });
    }

    /// A rule whose condition doesn't hold.
    pub(in crate::step) fn note_unmet(&mut self, id: RuleId, key: Option<u32>) {
        if self.looks.is_some() {
            let (rule, given) = (self.script.rule(id), key.map(Value::Link).into_iter().collect());
            self.given_these(given, |run| run.note_rule(id, key, |run| Verdict::Unmet(run.reasons(&rule.when, &rule.given))));
        }
    }

    /// Why a rule is silent whose hook asked for nothing that is new; `since` is how much was noted before it ran.
    pub(in crate::step) fn note_unasked(&mut self, id: RuleId, key: Option<u32>, since: usize) {
        self.note_rule(id, key, |run| {
            let noted = run.looks.as_deref().and_then(|looks| looks.get(since..)).unwrap_or_default();
            let failed = noted.iter().any(|look| matches!(look, Look::Hook { fault: Some(_), .. }));
            match noted.iter().any(|look| matches!(look, Look::FollowUp { .. })) {
                _ if failed => Verdict::HookFailed,
                true => Verdict::AskedBefore,
                false => Verdict::AskedNothing,
            }
        });
    }

    /// The rules that hold too, behind the one that spoke.
    pub(in crate::step) fn note_outspoken(&mut self, spoke: &Rank, others: &[Rank]) {
        for other in others {
            let why = match (spoke, other) {
                (one, two) if one.0 != two.0 => Precedence::Level,
                (one, two) if one.1 != two.1 => Precedence::Seldom,
                (one, two) if one.2 != two.2 => Precedence::Order,
                _ => Precedence::Record,
            };
            self.note_rule(other.2, other.3, |run| {
                let rule = run.script.rule(spoke.2);
                let of = rule.each.zip(spoke.3).map(|(fact, key)| format!(" of {}", record_key(run.script, fact, key)));
                Verdict::Outspoken { by: format!("{}{}", rule.name, of.unwrap_or_default()), why }
            });
        }
    }

    /// A hook that ran.
    pub(in crate::step) fn note_hook(&mut self, hook: HookId, ran: &hooks::Run) {
        self.note(|run| {
            let span = |file: usize, at: std::ops::Range<usize>| run.script.scripts.get(file).map(|file| Span::new(*file, at));
            let place = |fault: &hooks::HookFault| (!fault.at.is_empty()).then(|| span(fault.file, fault.at.clone())).flatten();
            Look::Hook {
                hook: run.script.hooks.info(hook).name.clone(),
                read: ran.read.clone(),
                asked: ran.effects.iter().map(asked).collect(),
                fault: ran.fault.as_ref().map(|fault| (fault.message.clone(), place(fault))),
            }
        });
    }

    /// The follow-ups that stay on the agenda, and what they wait for.
    pub(in crate::step) fn note_waiting(&mut self) {
        if self.looks.is_none() {
            return;
        }
        for follow_up in self.state.agenda.clone() {
            let fate = if follow_up.waits { FollowUpFate::WaitsForQuestion } else { FollowUpFate::WaitsForFollowUp };
            self.note_follow_up(&follow_up, fate);
        }
    }

    /// Why a rule may not speak here.
    pub(in crate::step) fn elsewhere(&self, rule: &Rule, here: Option<usize>) -> Verdict {
        let name = |section: usize| self.script.sections[section].name.clone();
        Verdict::Elsewhere { during: rule.during.iter().map(|section| name(*section)).collect(), here: here.map(name) }
    }

    /// Why this is no breath.
    pub(in crate::step) fn no_breath(&self) -> Verdict {
        if self.in_follow_up() { Verdict::FollowUpOpen } else { Verdict::NotRested }
    }

    /// What became of a follow-up.
    pub(in crate::step) fn note_follow_up(&mut self, follow_up: &FollowUp, fate: FollowUpFate) {
        self.note(|run| {
            let node = run.script.node(follow_up.node);
            let given = node.given.iter().zip(&follow_up.given);
            let given = given.map(|(given, value)| values::shown(run.script, &run.state.facts, &given.kind, value));
            Look::FollowUp { node: node.name.clone(), given: given.collect(), fate }
        });
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
