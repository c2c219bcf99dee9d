//! From what happened to what a person reads: each text is told as things were when it was said, the question as they are.

use super::{Outcome, Turn};
use crate::phrases;
use crate::reading::Pending;
use crate::render::{Echo, Failure, Fault, Teller};
use crate::script::{Expression, NodeId, Problem, Prose, Script, Template, World};
use crate::step::{Event, Events, Said, State, ask_again};

/// What came of a step, in words. `state` is the one after it.
pub fn render(script: &Script, state: &State, events: &Events<'_>) -> Turn {
    if !state.is_of(script) {
        return Turn::foreign();
    }
    let end = World { was: &events.was, ..state.world(script) };
    let mut renderer =
        Renderer { script, state, world: end, asking: end.here, said: Prose::default(), faults: Vec::new(), echoes: Vec::new() };
    for (event, moment) in events.iter() {
        (renderer.world, renderer.asking) = (moment.world(script), moment.asking);
        match event {
            Event::Said(said) => {
                let said = renderer.said(said);
                renderer.said.append(said);
            }
            Event::Failed(what) => renderer.fault(what.clone()),
            _ => {}
        }
    }
    (renderer.world, renderer.asking) = (end, end.here);
    renderer.turn(events)
}

/// The present question again, as it stands.
pub fn show(script: &Script, state: &State) -> Turn {
    render(script, state, &ask_again(script, state))
}

/// A turn while it is put together.
pub(super) struct Renderer<'r> {
    pub script: &'r Script,
    /// Where the step led.
    pub state: &'r State,
    /// What texts and conditions look at.
    pub world: World<'r>,
    /// The node whose given things are spoken of.
    asking: Option<NodeId>,
    said: Prose,
    faults: Vec<Fault>,
    echoes: Vec<Echo>,
}

impl Renderer<'_> {
    /// Something that was said.
    fn said(&mut self, said: &Said<'_>) -> Prose {
        match said {
            Said::Node(node) => {
                let times = self.world.counts.times(*node);
                self.telling(|teller| teller.lines(teller.world.script.node(*node), times))
            }
            Said::Text(text) => self.tell(text),
            Said::Phrase(phrase) => Prose::plain(phrase),
            Said::Hook(words) => Prose::plain(words),
            Said::Misfit { misfit, tries, can_be_left } => match self.world.here {
                Some(here) => self.wording(here, misfit, *tries, *can_be_left),
                None => Prose::default(),
            },
            Said::LeftOut(rest) => Prose::plain(&phrases::rest_dropped(rest)),
        }
    }

    /// A single text.
    pub(super) fn tell(&mut self, text: &Template) -> Prose {
        self.telling(|teller| teller.template(text))
    }

    fn telling(&mut self, tell: impl FnOnce(&mut Teller<'_>) -> Prose) -> Prose {
        let mut teller = Teller::new(self.world, self.asking, self.state.seed);
        let prose = tell(&mut teller);
        let (failures, echoes) = teller.noted();
        for echo in echoes {
            if !self.echoes.contains(&echo) {
                self.echoes.push(echo);
            }
        }
        failures.into_iter().for_each(|failure| self.fault(failure));
        prose
    }

    /// What is told without being said: what it tells back doesn't stand on the screen.
    pub(super) fn unsaid<T>(&mut self, tell: impl FnOnce(&mut Self) -> T) -> T {
        let said = self.echoes.len();
        let told = tell(self);
        self.echoes.truncate(said);
        told
    }

    /// Whether a condition holds; one that fails doesn't.
    pub(super) fn holds(&mut self, condition: &Expression) -> bool {
        match condition.holds(&self.world) {
            Ok(holds) => holds,
            Err(problem) => {
                self.fault(match problem {
                    Problem::TooLarge => Failure::TooLarge,
                    Problem::DividedByZero => Failure::DividedByZero,
                });
                false
            }
        }
    }

    fn fault(&mut self, what: Failure) {
        let node = self.world.here.unwrap_or(self.script.start);
        let fault = Fault { node: self.script.node(node).name.clone(), what };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn turn(mut self, events: &Events<'_>) -> Turn {
        let nearest = match &self.state.pending {
            Some(Pending::Options(ids)) if events.unread => ids.iter().map(|id| self.label_of(id)).collect(),
            _ => Vec::new(),
        };
        let outcome = match self.question() {
            Some(question) if events.unread => Outcome::Unread(Box::new(question)),
            Some(question) => Outcome::Asked(Box::new(question)),
            None => Outcome::Ended(self.state.ended().unwrap_or_default().to_owned()),
        };
        let help_line = match self.script.safety.as_ref().and_then(|safety| safety.line.as_ref()) {
            Some(line) => self.unsaid(|this| this.tell(line)),
            None => Prose::default(),
        };
        Turn {
            said: self.said,
            outcome,
            understood: events.understood.clone(),
            misfit: events.misfit.clone(),
            label: None,
            guessed: false,
            by: None,
            noticed: events.noticed.clone(),
            resumed: events.resumed.clone(),
            faults: self.faults,
            help_line,
            echoes: self.echoes,
            nearest,
        }
    }
}
