//! What comes after an answer: the one rule that speaks, else the way on.
//!
//! A rule is true of the present facts, whatever led to them; nothing is queued, so nothing stale is asked. Safety and
//! distress are looked at after every answer, the others only at a *breath*: when no follow-up is open, and an ordinary
//! question lies between. Of those that hold, the most urgent level speaks, then the one that spoke least, then the first
//! in the files, then the oldest record.

use super::state::{Answered, Awaits, Frame, From};
use super::step::{Onward, Run, Step};
use crate::script::{Arguments, Ask, Case, Each, FactId, Go, Level, NodeId, RuleId, Target, Value, Way};

impl Run<'_> {
    /// After an answer: a rule's visit if one speaks, else the way on.
    pub(super) fn after(&mut self, node: NodeId, answered: Answered) -> Onward {
        if !self.in_follow_up() {
            self.state.rested = true;
        }
        let Some((rule, key)) = self.speaking() else { return Some(self.onward(node, answered)) };
        let script = self.script;
        let spoken = script.rule(rule);
        *self.state.spoken.entry((rule, key)).or_default() += 1;
        self.state.rested = false;
        let given = key.map(Value::Link).into_iter().collect::<Vec<_>>();
        let (because, with) = self.given_these(given, |run| {
            run.assign(&spoken.set);
            (run.tell(&spoken.because), run.worths(&spoken.with))
        });
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Onward(answered);
        }
        let from = From::Rule(rule, key);
        if !self.lay(Some(spoken.ask), spoken.ask, with.clone(), from, None) {
            return Some(self.onward(node, answered));
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.because = Some(because.to_string().into());
        }
        Some((Step::To(Target::Node(spoken.ask), with), from))
    }

    /// The rule that speaks now, with the record that it speaks of.
    fn speaking(&mut self) -> Option<(RuleId, Option<u32>)> {
        let script = self.script;
        let breath = self.state.rested && !self.in_follow_up();
        let here = self.section();
        let mut best: Option<(Level, u32, usize, Option<u32>)> = None;
        for (place, rule) in script.rules.iter().enumerate() {
            if best.is_some_and(|(level, ..)| level < rule.level) {
                break;
            }
            let urgent = matches!(rule.level, Level::Safety | Level::Distress);
            let elsewhere = !rule.during.is_empty() && !here.is_some_and(|here| rule.during.contains(&here));
            if elsewhere || !(urgent || breath) {
                continue;
            }
            let id = RuleId::new(place);
            let times = self.state.spoken.range((id, None)..=(id, Some(u32::MAX))).map(|(_, times)| *times).sum::<u32>();
            for key in self.bindings(rule.each) {
                let spoken = self.state.spoken.get(&(id, key)).copied().unwrap_or(0);
                let given = key.map(Value::Link).into_iter().collect::<Vec<_>>();
                // What it asked is still being answered; it won't ask the same again at once.
                let open = self.state.stack.iter().any(|frame| frame.from == From::Rule(id, key));
                if !open && spoken < rule.most && self.given_these(given, |run| run.holds(&rule.when)) {
                    let found = (rule.level, times, place, key);
                    best = Some(best.map_or(found, |best| best.min(found)));
                    break;
                }
            }
        }
        best.map(|(_, _, place, key)| (RuleId::new(place), key))
    }

    /// The records that a rule or a case goes through, oldest first; one binding of nothing, where it goes through none.
    fn bindings(&self, each: Option<FactId>) -> Vec<Option<u32>> {
        match each.map(|fact| &self.state.facts[fact.index()]) {
            None => vec![None],
            Some(Value::Records(kept)) => kept.records.iter().map(|(key, _)| Some(*key)).collect(),
            Some(_) => Vec::new(),
        }
    }

    fn in_follow_up(&self) -> bool {
        self.state.stack.iter().any(|frame| matches!(frame.from, From::Rule(..)) || frame.because.is_some())
    }

    /// The part of the conversation that is under way: that of the question, or of the nearest one beneath.
    fn section(&self) -> Option<usize> {
        self.state.stack.iter().rev().find_map(|frame| self.script.node(frame.node).section)
    }

    /// The way on from a node that was answered so, with the facts of now.
    pub(super) fn onward(&mut self, id: NodeId, answered: Answered) -> (Step, From) {
        let script = self.script;
        let node = script.node(id);
        let own: Option<&Way> = match answered {
            Answered::Choice(place) => {
                let choices = node.ask.as_ref().map(Ask::choices).unwrap_or_default();
                choices.get(usize::from(place)).and_then(|choice| choice.goto.as_ref())
            }
            Answered::Declined => node.declined.as_ref().and_then(|aside| aside.goto.as_ref()),
            Answered::Unknown => node.unknown.as_ref().and_then(|aside| aside.goto.as_ref()),
            Answered::Later => node.later.as_ref().and_then(|aside| aside.goto.as_ref()),
            Answered::Plain => None,
        };
        let place = match answered {
            Answered::Choice(place) => Some(place),
            _ => None,
        };
        let step = self.way_on(id, answered, own.or(node.goto.as_ref()));
        (step, From::Node(id, place))
    }

    /// The first case that holds, else the last; a node without a way ends it.
    pub(super) fn way_on(&mut self, node: NodeId, answered: Answered, way: Option<&Way>) -> Step {
        let Some(way) = way else { return Step::To(Target::Return, Vec::new()) };
        let here = self.present_given();
        for (place, case) in way.cases.iter().enumerate() {
            if let Some(key) = self.case_holds(node, answered, place, case, &here) {
                let given = here.iter().cloned().chain(key.map(Value::Link)).collect();
                return self.given_these(given, |run| run.resolved(&case.go));
            }
        }
        self.given_these(here, |run| run.resolved(&way.last))
    }

    /// Whether a case holds, and for which record.
    fn case_holds(&mut self, node: NodeId, answered: Answered, place: usize, case: &Case, here: &[Value]) -> Option<Option<u32>> {
        let site = (node, answered, place as u16);
        if let Some(Each { most: Some(most), .. }) = case.each
            && self.state.walked.get(&site).copied().unwrap_or(0) >= most
        {
            return None;
        }
        let bindings = self.bindings(case.each.as_ref().map(|each| each.of));
        let key = bindings.into_iter().find(|key| {
            let given = here.iter().cloned().chain(key.map(Value::Link)).collect();
            self.given_these(given, |run| run.holds(&case.when))
        })?;
        if case.each.is_some() {
            *self.state.walked.entry(site).or_default() += 1;
        }
        Some(key)
    }

    /// A move with its arguments worked out.
    fn resolved(&mut self, go: &Go) -> Step {
        match go {
            Go::To(target, with) => Step::To(target.clone(), self.worths(with)),
            Go::Visit { node, with, then, then_with } => {
                Step::Visit { node: *node, with: self.worths(with), then: then.clone(), then_with: self.worths(then_with) }
            }
        }
    }

    /// What arguments come to; one that fails is unset.
    pub(super) fn worths(&mut self, arguments: &Arguments) -> Vec<Value> {
        arguments.iter().map(|argument| self.worth(argument).unwrap_or_default()).collect()
    }

    /// What the present node was given.
    pub(super) fn present_given(&self) -> Vec<Value> {
        self.state.stack.last().map_or(Vec::new(), |frame: &Frame| frame.given.clone())
    }

    /// Does something as if the present node had been given these.
    pub(super) fn given_these<T>(&mut self, given: Vec<Value>, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.binding.replace(given);
        let done = act(self);
        self.binding = before;
        done
    }
}
