//! Commands in play: each is done where the one before it led.

use super::bind::BoundCommands;
use super::cases::{Found, case_of};
use super::events::Said;
use super::run::{Onward, Run, Step};
use super::state::{Awaits, From};
use crate::english as words;
use crate::hooks::HookReply;
use crate::phrases;
use crate::reading::{Commands, LeftOut, Meaning, Misfit, Spoken, VerbUsed};
use crate::script::{Ask, Expression, FactKind, Given, NodeId, Target, Value, VerbId, Way};

impl<'s> Run<'s> {
    /// Commands of one line, one after the other. Each sees the facts as the one before it left them.
    pub(super) fn commanded(&mut self, commands: BoundCommands) {
        let mut onward = None;
        for (done, (used, spoken)) in commands.due.into_iter().enumerate() {
            if done > 0 {
                self.travel(onward.take());
                // Another question was asked, or all is over: what comes next was meant for here.
                if !self.asks_for_commands() {
                    break;
                }
                self.events.was = self.state.facts.clone();
            }
            self.state.pending = None;
            match spoken {
                Some(spoken) => onward = self.perform(used, spoken),
                None => {
                    self.used(used);
                    self.say_question();
                }
            }
        }
        let moves = onward.is_some();
        self.travel(onward);
        if let Some(left_out) = commands.left_out {
            self.leave_out(left_out);
        } else if !moves && !self.asks_for_commands() && self.state.ended.is_none() {
            // A command at a question that has other answers leaves it as it was.
            self.say_question();
        }
    }

    /// What of a line isn't done any more, behind what was.
    fn leave_out(&mut self, LeftOut { misfit, rest }: LeftOut) {
        if self.state.ended.is_some() {
            return;
        }
        if let Some(misfit) = misfit {
            self.say(Said::Misfit { misfit: misfit.clone(), tries: 0, can_be_left: true });
            if let Misfit::AskedBack(pending) = misfit {
                self.state.pending = Some(pending);
            }
        }
        if let Some(rest) = rest {
            self.say(Said::LeftOut(rest));
        }
    }

    fn asks_for_commands(&self) -> bool {
        self.state.here().is_some_and(|here| matches!(self.script.node(here).ask, Some(Ask::Command(_))))
    }

    /// Does a command: the first case that holds.
    fn perform(&mut self, used: VerbUsed, spoken: Spoken) -> Onward {
        let id = self.state.stack.last()?.node;
        let verb = self.script.verb(spoken.verb);
        self.used(used);
        // From now on "it" is what a command is about: who hangs a cloak on a hook and then takes it takes the cloak.
        if let Some(noun) = spoken.nouns.iter().flatten().next() {
            self.state.commanded.it = Some(*noun);
        }
        let here = self.present_given();
        let found = case_of(self.script, id, &spoken, &here, |when, given| self.given_these(given.to_vec(), |run| run.holds(when)));
        let used = spoken.verb;
        self.state.commanded.last = Some(spoken);
        if let Some(frame) = self.state.stack.last_mut() {
            frame.unread = 0;
        }
        match found {
            Some(found) => self.act(id, used, found),
            None => {
                let nowhere = words::DIRECTIONS.contains(&verb.name.as_str());
                self.say(Said::Phrase(if nowhere { phrases::NO_WAY } else { phrases::NOTHING_COMES }));
                self.after_command(None)
            }
        }
    }

    fn used(&mut self, used: VerbUsed) {
        let mut all = match self.at_hand() {
            Some(Meaning::Commands(commands)) => commands.used.clone(),
            _ => Vec::new(),
        };
        all.push(used);
        self.understand(Meaning::Commands(Commands { used: all, left_out: None }));
    }

    /// Does what a case says: sets, says, lets its hook look at it, and goes its way, if it has one.
    fn act(&mut self, id: NodeId, verb: VerbId, found: Found<'s>) -> Onward {
        let Found { case, given, alone } = found;
        self.alone = alone;
        let step = self.given_these(given.clone(), |run| {
            run.assign(&case.set);
            match &case.say {
                Some(say) => run.say(Said::Text(say)),
                None if case.goto.is_none() && case.hook.is_none() => run.say(Said::Phrase(phrases::DONE)),
                None => {}
            }
            if let Some(hook) = case.hook {
                let names = run.names(id, verb, alone);
                let reply = HookReply::Choice(run.script.verb(verb).name.clone());
                let effects = run.effects_of(hook, Some(reply), "", &names);
                effects.into_iter().for_each(|effect| run.effect(effect, From::Hook(id)));
            }
            case.goto.as_ref().map(|way| run.way_of_command(way))
        });
        self.alone = false;
        let sent = self.state.stack.last_mut().and_then(|frame| frame.go.take());
        let step = match sent {
            Some(node) => Some((Step::To(Target::Node(node), vec![Value::Unset; self.script.node(node).given.len()]), From::Hook(id))),
            None => step.map(|step| (step, From::Verb(id, verb))),
        };
        self.after_command(step)
    }

    /// The names behind which the nouns of a command stand, with what the node was given in front.
    fn names(&self, id: NodeId, verb: VerbId, alone: bool) -> Vec<Given> {
        let nouns = self.script.nouns.iter().map(|noun| noun.name.clone()).collect::<Vec<_>>();
        let places = self.script.verb(verb).places.iter();
        let places = places.map(|place| Given { name: place.clone(), kind: FactKind::OneOf(nouns.clone()), formerly: Vec::new() });
        let given = if alone { &[][..] } else { &self.script.node(id).given };
        given.iter().cloned().chain(places).collect()
    }

    fn way_of_command(&mut self, way: &'s Way) -> Step {
        let always = |when: &Expression| *when == Expression::Bool(true);
        let case = way.cases.iter().find(|case| always(&case.when) || self.holds(&case.when));
        self.resolved(case.map_or(&way.last, |case| &case.go))
    }

    /// After a command, as after an answer, one rule may speak, then comes what is due, then the way that it took.
    fn after_command(&mut self, step: Option<(Step, From)>) -> Onward {
        let visits = matches!(
            step,
            Some((Step::Visit { .. } | Step::To(Target::Leave(_) | Target::Return | Target::Resume | Target::End(_), _), _))
        );
        match self.follow_up_now().filter(|_| !visits) {
            Some(follow_up) => {
                if let (Some((Step::To(target, with), _)), Some(frame)) = (&step, self.state.stack.last_mut()) {
                    frame.awaits = Awaits::Visit(target.clone(), with.clone());
                }
                self.ask_follow_up(follow_up).or(step)
            }
            None => step,
        }
    }
}
