//! What comes after an answer: the one rule that speaks, else the way on.
//!
//! A rule is true of the present facts, whatever led to them; nothing is queued, so nothing stale is asked. Safety and
//! distress are looked at after every answer, the others only at a *breath*: when no follow-up is open, and an ordinary
//! question lies between. Of those that hold, the most urgent level speaks, then the one that spoke least, then the first
//! in the files, then the oldest record.

use super::events::{CaseFate, Event, FollowUpFate, Precedence, RuleFate};
use super::hooked;
use super::run::{Onward, Run, Step};
use super::state::{Answered, Awaits, FollowUp, Frame, From};
use crate::hooks::{Effect, HookId};
use crate::script::{Arguments, Ask, Asks, Case, Each, FactId, Given, Go, Level, NodeId, RuleId, Target, Value, Way};

/// What decides which of two rules goes first.
type Rank = (Level, u32, RuleId, Option<u32>);

impl<'s> Run<'s> {
    /// After an answer: the node's hook looks at it, then one rule may speak, then comes what is due, then the way on.
    pub(super) fn after(&mut self, node: NodeId, answered: Answered, text: &str) -> Onward {
        self.note(Event::Answered(node, self.at_hand().cloned()));
        if !self.in_follow_up() {
            self.state.rested = true;
            self.state.agenda.iter_mut().for_each(|follow_up| follow_up.waits = false);
        }
        if let Some(hook) = self.script.node(node).on_reply {
            let reply = hooked::reply(self.at_hand());
            self.hooked(node, hook, reply, text);
        }
        if let Some(follow_up) = self.speaking() {
            self.state.rested = false;
            return self.follow(follow_up, node, answered);
        }
        self.due(node, answered)
    }

    /// The next follow-up that is due, at a breath; else the way on.
    pub(super) fn due(&mut self, node: NodeId, answered: Answered) -> Onward {
        let due = self.state.agenda.iter().position(|follow_up| !follow_up.waits);
        match due.filter(|_| !self.in_follow_up()) {
            Some(place) => {
                let follow_up = self.state.agenda.remove(place);
                self.note(Event::FollowUp(follow_up.clone(), FollowUpFate::Asked));
                self.follow(follow_up, node, answered)
            }
            None => {
                for follow_up in self.state.agenda.clone() {
                    let fate = if follow_up.waits { FollowUpFate::WaitsForQuestion } else { FollowUpFate::WaitsForFollowUp };
                    self.note(Event::FollowUp(follow_up, fate));
                }
                Some(self.onward(node, answered))
            }
        }
    }

    /// Asks a follow-up; what was answered goes on its way when that is done.
    fn follow(&mut self, follow_up: FollowUp, node: NodeId, answered: Answered) -> Onward {
        let step = self.laid(follow_up, Awaits::Onward(answered));
        Some(step.unwrap_or_else(|| self.onward(node, answered)))
    }

    /// Lays a follow-up above what waits for its end; nothing, where too much lies there already.
    fn laid(&mut self, follow_up: FollowUp, awaits: Awaits) -> Onward {
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = awaits;
        }
        self.ask_follow_up(follow_up)
    }

    /// After something that isn't an answer but counts as one: the follow-up that comes now, if one does.
    pub(super) fn follow_up_now(&mut self) -> Option<FollowUp> {
        if !self.in_follow_up() {
            self.state.rested = true;
            self.state.agenda.iter_mut().for_each(|follow_up| follow_up.waits = false);
        }
        if let Some(follow_up) = self.speaking() {
            self.state.rested = false;
            return Some(follow_up);
        }
        let due = self.state.agenda.iter().position(|follow_up| !follow_up.waits);
        due.filter(|_| !self.in_follow_up()).map(|place| self.state.agenda.remove(place))
    }

    /// Asks a follow-up above the present question, whatever that waits for; nothing, where too much lies there already.
    pub(super) fn ask_follow_up(&mut self, follow_up: FollowUp) -> Onward {
        let FollowUp { node, given, because, from, .. } = follow_up;
        if !self.lay(Some(node), node, given.clone(), from, None) {
            return None;
        }
        if let Some(frame) = self.state.stack.last_mut() {
            frame.because = because;
        }
        Some((Step::To(Target::Node(node), given), from))
    }

    /// Lets a node's hook look before anything is said. What it asks for comes first; so does its way on, where it wants the
    /// node itself passed by.
    pub(super) fn entering(&mut self, id: NodeId) -> Onward {
        let hook = self.script.node(id).on_enter?;
        // On a follow-up that its own hook asked for it doesn't look again: that could go on for ever.
        if self.state.stack.iter().any(|frame| frame.node == id && frame.awaits == Awaits::Entering) {
            return None;
        }
        self.hooked(id, hook, None, "");
        if self.state.skipped.contains(&id) {
            return Some(self.onward(id, Answered::Plain));
        }
        self.first()
    }

    /// When a follow-up that came before a node is done: the next one, else the node itself.
    pub(super) fn entered(&mut self, id: NodeId) -> Onward {
        if let Some(frame) = self.state.stack.last_mut() {
            frame.awaits = Awaits::Answer;
        }
        match self.first() {
            Some(first) => Some(first),
            None => self.arrive(id),
        }
    }

    /// The next follow-up that comes before the present node; within another follow-up they wait for its end.
    fn first(&mut self) -> Onward {
        if self.in_follow_up() {
            return None;
        }
        let place = self.state.agenda.iter().position(|follow_up| !follow_up.waits)?;
        let follow_up = self.state.agenda.remove(place);
        let step = self.laid(follow_up, Awaits::Entering);
        if step.is_none()
            && let Some(frame) = self.state.stack.last_mut()
        {
            frame.awaits = Awaits::Answer;
        }
        step
    }

    /// What the rule asks that speaks now, if one does.
    fn speaking(&mut self) -> Option<FollowUp> {
        let holding = self.holding();
        for (place, rank) in holding.iter().enumerate() {
            let (script, (_, _, rule, key)) = (self.script, *rank);
            let (before, moment) = (self.events.len(), self.moment());
            let spoken = script.rule(rule);
            let given = key.map(Value::Link).into_iter().collect::<Vec<_>>();
            let from = From::Rule(rule, key);
            let asked = match &spoken.asks {
                Asks::Node { node, with, because } => self.given_these(given, |run| {
                    run.assign(&spoken.set);
                    let because = Some(run.words_of(because).into());
                    Some(FollowUp { node: *node, given: run.worths(with), because, from, waits: false })
                }),
                Asks::Hook(hook) => self.asked_by_hook(*hook, given, &spoken.given, from),
            };
            if asked.is_some() {
                *self.state.spoken.entry((rule, key)).or_default() += 1;
                self.events.note(Event::Rule(rule, key, RuleFate::Spoke), moment);
                for other in &holding[place + 1..] {
                    self.note(Event::Rule(other.2, other.3, RuleFate::Outspoken(rule, key, precedence(rank, other))));
                }
                return asked;
            }
            let fate = self.unasked(before);
            self.note(Event::Rule(rule, key, fate));
        }
        None
    }

    /// Why a rule comes to nothing whose hook asked for nothing new; so much had happened before it ran.
    fn unasked(&self, before: usize) -> RuleFate {
        let failed = self.events.since(before).any(|event| matches!(event, Event::Hook(_, run) if run.fault.is_some()));
        let asked = self.events.since(before).any(|event| matches!(event, Event::FollowUp(..)));
        match (failed, asked) {
            (true, _) => RuleFate::HookFailed,
            (_, true) => RuleFate::AskedBefore,
            _ => RuleFate::AskedNothing,
        }
    }

    /// A rule with a hook holds when the hook asks for something. Only then does anything else happen that it wants.
    fn asked_by_hook(&mut self, hook: HookId, given: Vec<Value>, names: &[Given], from: From) -> Option<FollowUp> {
        let before = self.state.agenda.len();
        let effects = self.given_these(given, |run| run.effects_of(hook, None, "", names));
        if !effects.iter().any(|effect| matches!(effect, Effect::Ask { .. })) {
            return None;
        }
        effects.into_iter().for_each(|effect| self.effect(effect, from));
        let new = (before..self.state.agenda.len()).find(|place| !self.state.agenda[*place].waits)?;
        Some(self.state.agenda.remove(new))
    }

    /// The rules that hold now, each with the record that it speaks of: the one that goes first, first.
    fn holding(&mut self) -> Vec<Rank> {
        let script = self.script;
        let breath = self.state.rested && !self.in_follow_up();
        let here = self.section();
        let mut holding = Vec::new();
        for (place, rule) in script.rules.iter().enumerate() {
            let urgent = matches!(rule.level, Level::Safety | Level::Distress);
            let elsewhere = !rule.during.is_empty() && !here.is_some_and(|here| rule.during.contains(&here));
            let id = RuleId::new(place);
            if elsewhere || !(urgent || breath) {
                let closed = if self.in_follow_up() { RuleFate::FollowUpOpen } else { RuleFate::NotRested };
                self.note(Event::Rule(id, None, if elsewhere { RuleFate::Elsewhere(here) } else { closed }));
                continue;
            }
            let times = self.state.spoken.range((id, None)..=(id, Some(u32::MAX))).map(|(_, times)| *times).sum::<u32>();
            let bindings = self.bindings(rule.each);
            if bindings.is_empty() {
                self.note(Event::Rule(id, None, RuleFate::NoRecord));
            }
            for key in bindings {
                let spoken = self.state.spoken.get(&(id, key)).copied().unwrap_or(0);
                let given = key.map(Value::Link).into_iter().collect::<Vec<_>>();
                // What it asked is still being answered; it won't ask the same again at once.
                let open = self.state.stack.iter().any(|frame| frame.laid == From::Rule(id, key));
                if open || spoken >= rule.most {
                    self.note(Event::Rule(id, key, if open { RuleFate::StillOpen } else { RuleFate::Spent }));
                } else if self.given_these(given, |run| run.holds(&rule.when)) {
                    holding.push((rule.level, times, id, key));
                } else {
                    self.note(Event::Rule(id, key, RuleFate::Unmet));
                }
            }
        }
        holding.sort();
        holding
    }

    /// The records that a rule or a case goes through, oldest first; one binding of nothing, where it goes through none.
    fn bindings(&self, each: Option<FactId>) -> Vec<Option<u32>> {
        match each.map(|fact| &self.state.facts[fact.index()]) {
            None => vec![None],
            Some(Value::Records(kept)) => kept.records.iter().map(|(key, _)| Some(*key)).collect(),
            Some(_) => Vec::new(),
        }
    }

    pub(super) fn in_follow_up(&self) -> bool {
        self.state.stack.iter().any(|frame| matches!(frame.laid, From::Rule(..) | From::Hook(_)))
    }

    /// The part of the conversation that is under way: that of the question, or of the nearest one beneath.
    fn section(&self) -> Option<usize> {
        self.state.stack.iter().rev().find_map(|frame| self.script.node(frame.node).section)
    }

    /// The way on from a node that was answered so, with the facts of now.
    pub(super) fn onward(&mut self, id: NodeId, answered: Answered) -> (Step, From) {
        let script = self.script;
        let node = script.node(id);
        if let Some(go) = self.state.stack.last_mut().and_then(|frame| frame.go.take()) {
            let same = script.node(go).given == node.given;
            let given = if same { self.present_given() } else { vec![Value::Unset; script.node(go).given.len()] };
            return (Step::To(Target::Node(go), given), From::Hook(id));
        }
        let own: Option<&'s Way> = match answered {
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
    pub(super) fn way_on(&mut self, node: NodeId, answered: Answered, way: Option<&'s Way>) -> Step {
        let Some(way) = way else { return Step::To(Target::Return, Vec::new()) };
        let here = self.present_given();
        for (place, case) in way.cases.iter().enumerate() {
            if let Some(key) = self.case_holds(node, answered, place, case, &here) {
                let given = here.iter().cloned().chain(key.map(Value::Link)).collect();
                return self.given_these(given, |run| run.resolved(&case.go));
            }
        }
        if !way.cases.is_empty() {
            self.note(Event::LastCase { node, place: way.cases.len(), go: &way.last });
        }
        self.given_these(here, |run| run.resolved(&way.last))
    }

    /// Whether a case holds, and for which record.
    fn case_holds(&mut self, node: NodeId, answered: Answered, place: usize, case: &'s Case, here: &[Value]) -> Option<Option<u32>> {
        let site = (node, answered, place as u16);
        if let Some(Each { most: Some(most), .. }) = case.each.as_ref()
            && self.state.walked.get(&site).copied().unwrap_or(0) >= *most
        {
            self.note(Event::Case { node, place, case, fate: CaseFate::Spent(*most) });
            return None;
        }
        let bindings = self.bindings(case.each.as_ref().map(|each| each.of));
        if bindings.is_empty() {
            self.note(Event::Case { node, place, case, fate: CaseFate::NoRecord });
        }
        let key = bindings.into_iter().find(|key| {
            let given = here.iter().cloned().chain(key.map(Value::Link)).collect();
            let holds = self.given_these(given, |run| run.holds(&case.when));
            self.note(Event::Case { node, place, case, fate: if holds { CaseFate::Took(*key) } else { CaseFate::Unmet(*key) } });
            holds
        })?;
        if case.each.is_some() {
            *self.state.walked.entry(site).or_default() += 1;
        }
        Some(key)
    }

    /// A move with its arguments worked out.
    pub(super) fn resolved(&mut self, go: &Go) -> Step {
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

/// Why one of two rules that hold goes first.
fn precedence(one: &Rank, two: &Rank) -> Precedence {
    match (one, two) {
        (one, two) if one.0 != two.0 => Precedence::Level,
        (one, two) if one.1 != two.1 => Precedence::Seldom,
        (one, two) if one.2 != two.2 => Precedence::Order,
        _ => Precedence::Record,
    }
}
