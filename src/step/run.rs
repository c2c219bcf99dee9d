//! One turn: a meaning goes in, a new state and what happened come out. Pure and total.
//!
//! The order is the whole story, and each of these is one function below:
//! **bind** the meaning to what stands there → **keep** an answer and set facts → take the **way on** →
//! **enter** nodes until one asks, or the conversation ends.

use super::beginning::{Begin, BeginError, ready};
use super::bind::{Bound, Unfit, bind};
use super::events::{Event, Events, Present, Reached, Resumed, Said};
use super::state::{Answered, Awaits, Frame, From, Held, Met, State};
use crate::caps;
use crate::phrases;
use crate::reading::{Held as HeldText, Meaning, Misfit, Noticed};
use crate::render::{Failure, Teller};
use crate::script::{
    Ask, Choice, Expression, Fate, HostValue, Interrupt, InterruptId, NodeId, Operand, Problem, Script, Target, Template, Value, World,
};
use std::sync::Arc;

/// Takes one step: the state after it, and what happened. Any meaning may be given in any state; nothing but the arguments
/// decides what follows.
///
/// One that doesn't fit there (see [`fits`]) is no answer, and the question is asked again. A state of other content is left as
/// it is, and the events say that it failed.
pub fn step<'s>(script: &'s Script, state: &State, meaning: &Meaning) -> (State, Events<'s>) {
    let mut run = Run::new(script, state);
    match state.is_of(script) {
        true => run.take(meaning),
        false => run.fail(Failure::OtherContent),
    }
    run.finish()
}

/// Whether a meaning fits where a conversation stands: a step with one that doesn't asks the question again.
///
/// # Errors
/// If it doesn't fit there; the error says why.
pub fn fits(script: &Script, state: &State, meaning: &Meaning) -> Result<(), Unfit> {
    match meaning {
        Meaning::Returned(_) => Ok(()),
        _ if state.ended().is_some() => Err(Unfit::Ended),
        meaning => bind(script, state, meaning).map(|_| ()),
    }
}

/// Begins a conversation: the state at its first question, and what happened on the way there.
///
/// # Errors
/// If the host gives a fact that the dialogue doesn't let it give, or a value that doesn't fit.
pub fn begin<'s>(script: &'s Script, with: &Begin) -> Result<(State, Events<'s>), BeginError> {
    let mut run = Run::new(script, &ready(script, with)?);
    run.note(Event::Began);
    run.start();
    Ok(run.finish())
}

/// The present question said again, as it stands.
pub(crate) fn ask_again<'s>(script: &'s Script, state: &State) -> Events<'s> {
    let mut run = Run::new(script, state);
    match state.is_of(script) {
        true => run.say_question(),
        false => run.fail(Failure::OtherContent),
    }
    run.finish().1
}

/// A move with everything that it tells worked out.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// To a place, which is told these.
    To(Target, Vec<Value>),
    /// There and back, then on.
    Visit {
        /// The node that is visited.
        node: NodeId,
        /// What it is told.
        with: Vec<Value>,
        /// Where it goes then.
        then: Target,
        /// What that is told.
        then_with: Vec<Value>,
    },
}

/// A move that is still to be made, and what led to it.
pub(super) type Onward = Option<(Step, From)>;

/// The step while it runs.
pub(super) struct Run<'s> {
    pub(super) script: &'s Script,
    pub(super) state: State,
    /// What stands for the given things of the present node, while a rule or a case is looked at.
    pub(super) binding: Option<Vec<Value>>,
    /// Whether what stands for them are the nouns of a verb alone.
    pub(super) alone: bool,
    /// What happened so far.
    pub(super) events: Events<'s>,
    /// How often each node was met before the step, and those that were met in it.
    met: Arc<Met>,
    since: Vec<NodeId>,
}

impl<'s> Run<'s> {
    fn new(script: &'s Script, state: &State) -> Self {
        Run {
            script,
            binding: None,
            alone: false,
            state: state.clone(),
            events: Events::new(state),
            met: Arc::clone(&state.met),
            since: Vec::new(),
        }
    }

    /// Into the first node.
    pub(super) fn start(&mut self) {
        let start = self.script.start;
        self.lay(None, start, Vec::new(), From::Start, None);
        let onward = self.enter(start, Vec::new(), From::Start);
        self.travel(onward);
    }

    // Take what was meant.

    /// A reply, whatever it is. Nothing follows once the conversation has ended.
    pub(super) fn take(&mut self, meaning: &Meaning) {
        if let Meaning::Returned(given) = meaning {
            return self.returned(given);
        }
        if self.state.ended.is_some() {
            return;
        }
        let unfit = |why: Unfit| Bound::Misfit(if why == Unfit::TooLong { Misfit::TooLong } else { Misfit::Unlike });
        match bind(self.script, &self.state, meaning).unwrap_or_else(unfit) {
            Bound::Interrupt { interrupt, patterns, held } => self.interrupt(interrupt, patterns, held),
            Bound::Unheard => self.say_question(),
            Bound::Safety => self.safety(),
            Bound::Commands(commands) => self.commanded(commands),
            Bound::Answer(answer) => {
                let onward = self.answer(answer);
                self.travel(onward);
            }
            Bound::Misfit(misfit) => {
                let onward = self.not_taken(misfit);
                self.travel(onward);
            }
        }
    }

    /// An interrupt asks its node at once; the question beneath is untouched. Where it asks already, it only says so.
    fn interrupt(&mut self, id: InterruptId, patterns: Vec<u32>, answer: Option<HeldText>) {
        let script = self.script;
        self.state.silent = 0;
        let interrupt: &Interrupt = script.interrupt(id);
        let holds = interrupt.text == Fate::Hold;
        self.events.noticed = Some(Noticed { interrupt: interrupt.name.clone(), patterns: patterns.clone(), held: holds });
        let held = holds.then_some(Held { interrupt: id, patterns, answer });
        if let Some(frame) = self.state.stack.iter_mut().find(|frame| frame.asks(interrupt.ask)) {
            frame.hold_more(held);
            self.note(Event::Interrupted { interrupt: id, asks_already: true });
            self.say_or(interrupt.again.as_ref(), phrases::STILL_HERE);
            return;
        }
        self.note(Event::Interrupted { interrupt: id, asks_already: false });
        self.ask_at_once(interrupt.ask, From::Interrupt(id), held);
    }

    /// A safety word opens its node, wherever one is; where there is none, it can't be read.
    fn safety(&mut self) {
        match &self.script.safety {
            Some(safety) if self.state.stack.last().is_some_and(|frame| frame.node == safety.ask) => self.say_question(),
            Some(safety) => self.ask_at_once(safety.ask, From::Safety, None),
            None => self.not_read(Said::Phrase(phrases::UNREAD[0])),
        }
    }

    /// Somebody comes back, also after an end: what greets them goes before the question that waited, which stays as it is.
    fn returned(&mut self, given: &[(String, HostValue)]) {
        for (name, given) in given {
            self.state.give(self.script, name, given);
        }
        let Some(returning) = &self.script.returning else { return self.say_question() };
        // Who left in the middle of a greeting is greeted anew, and not twice.
        if let Some(place) = self.state.stack.iter().position(|frame| frame.laid == From::Return) {
            self.state.stack.truncate(place);
        }
        let over = self.state.ended.take().is_some();
        self.ask_at_once(if over { returning.over } else { returning.ask }, From::Return, None);
    }

    fn ask_at_once(&mut self, node: NodeId, from: From, held: Option<Held>) {
        if self.lay(Some(node), node, Vec::new(), from, held) {
            let onward = self.enter(node, Vec::new(), from);
            self.travel(onward);
        }
    }

    // The way on.

    /// Moves until something is asked or the conversation ends.
    pub(super) fn travel(&mut self, mut onward: Onward) {
        let mut moves = 0;
        while let Some((go, from)) = onward {
            moves += 1;
            onward = if moves > caps::MOVES { self.give_up() } else { self.go(go, from) };
            if moves > caps::MOVES {
                break;
            }
        }
    }

    fn go(&mut self, step: Step, from: From) -> Onward {
        match step {
            Step::To(Target::Node(node), given) => self.enter(node, given, from),
            Step::To(Target::Leave(node), given) => {
                self.leave(from);
                self.enter(node, given, from)
            }
            Step::To(Target::Return, _) => self.come_back(false),
            Step::To(Target::Resume, _) => self.come_back(true),
            Step::To(Target::End(name), _) => {
                self.end(name);
                None
            }
            Step::Visit { node, with, then, then_with } => {
                self.state.stack.last_mut()?.awaits = Awaits::Visit(then.clone(), then_with.clone());
                if self.lay(Some(node), node, with.clone(), from, None) {
                    self.enter(node, with, from)
                } else {
                    Some((Step::To(then, then_with), from))
                }
            }
        }
    }

    /// Leaves everything behind that lies beneath: what goes on from here is the conversation itself.
    fn leave(&mut self, from: From) {
        let beneath = self.state.stack.len().saturating_sub(1);
        self.state.stack.drain(..beneath);
        if let Some(frame) = self.state.stack.last_mut() {
            (frame.root, frame.laid, frame.held) = (None, from, None);
        }
    }

    /// Lays a frame on the stack; says no where too many lie there already.
    pub(super) fn lay(&mut self, root: Option<NodeId>, node: NodeId, given: Vec<Value>, from: From, held: Option<Held>) -> bool {
        if self.state.stack.len() >= caps::FRAMES {
            self.fail(Failure::TooDeep);
            return false;
        }
        let frame = Frame {
            root,
            node,
            given,
            from,
            nth: 0,
            laid: from,
            awaits: Awaits::Answer,
            go: None,
            because: None,
            gathered: 0,
            named_too: Vec::new(),
            unread: 0,
            held,
        };
        self.state.stack.push(frame);
        true
    }

    /// Takes the top frame away. What lies beneath is asked again, answered with the held text, or goes on its way.
    fn come_back(&mut self, resume: bool) -> Onward {
        let gone = self.state.stack.pop()?;
        let Some(beneath) = self.state.stack.last() else {
            self.end(Arc::from("end"));
            return None;
        };
        let node = beneath.node;
        match beneath.awaits.clone() {
            Awaits::Visit(then, with) => return Some((Step::To(then, with), From::Node(node, None))),
            Awaits::Onward(answered) => return self.due(node, answered),
            Awaits::Entering => return self.entered(node),
            Awaits::Gathering => return self.gathered_one(node),
            Awaits::Answer => {}
        }
        if let Some(Held { interrupt, patterns, answer: Some(held) }) = gone.held.filter(|_| resume) {
            self.state.quiet.extend(patterns.into_iter().map(|pattern| (interrupt, pattern)));
            let interrupt = self.script.interrupt(interrupt).name.clone();
            self.events.resumed.push(Resumed { interrupt, node: self.script.node(node).name.clone(), understood: None });
            return self.resume(&held.meaning);
        }
        if let Some(onward) = self.passed_by(node) {
            return onward;
        }
        self.say_question();
        None
    }

    /// What was held is taken as the answer after all; where it isn't one here any more, the question is asked again.
    fn resume(&mut self, meaning: &Meaning) -> Onward {
        // It was listened to when it was held, and what was heard is quiet now.
        match bind(self.script, &self.state, &meaning.clone().listened_to()) {
            Ok(Bound::Answer(answer)) => self.answer(answer),
            Ok(Bound::Commands(commands)) => {
                self.commanded(commands);
                None
            }
            Ok(Bound::Misfit(misfit)) => self.not_taken(misfit),
            Ok(Bound::Interrupt { .. } | Bound::Unheard | Bound::Safety) | Err(_) => self.not_taken(Misfit::Unlike),
        }
    }

    /// The way on from a question that one came back to and that isn't asked any more, since its `when` no longer holds.
    fn passed_by(&mut self, id: NodeId) -> Option<Onward> {
        let gone = self.script.node(id).when.as_ref().is_some_and(|when| !self.holds(when));
        gone.then(|| Some(self.onward(id, Answered::Plain)))
    }

    /// Too many moves: back to the nearest question beneath.
    fn give_up(&mut self) -> Onward {
        self.fail(Failure::TooManyMoves);
        self.state.stack.pop();
        while self.state.stack.last().is_some_and(|frame| frame.awaits != Awaits::Answer) {
            self.state.stack.pop();
        }
        match self.state.stack.last() {
            Some(_) => self.say_question(),
            None => {
                self.say(Said::Phrase(phrases::BROKEN));
                self.end(Arc::from("end"));
            }
        }
        None
    }

    fn end(&mut self, name: Arc<str>) {
        self.state.stack.clear();
        self.state.ended = Some(name);
    }

    // Enter.

    /// Enters a node: passes it by where its `when` doesn't hold; else sets, lets its hook look, says, and asks or goes on.
    fn enter(&mut self, id: NodeId, given: Vec<Value>, from: From) -> Onward {
        let script = self.script;
        let node = script.node(id);
        if let Some(frame) = self.state.stack.last_mut() {
            // A follow-up's own reason is for its first question.
            if frame.from != from || frame.node != id {
                frame.because = None;
            }
            self.state.pending = None;
            frame.node = id;
            frame.given.clone_from(&given);
            frame.gathered = 0;
            frame.named_too.clear();
            frame.from = from;
            frame.awaits = Awaits::Answer;
            frame.unread = 0;
        }
        let skipped = self.state.skipped.contains(&id);
        let enters = !skipped && node.when.as_ref().is_none_or(|when| self.holds(when));
        self.note(Event::Reached(
            id,
            match (skipped, enters) {
                (true, _) => Reached::Skipped,
                (false, true) => Reached::Entered,
                (false, false) => Reached::PassedBy,
            },
        ));
        if !enters {
            return Some(self.onward(id, Answered::Plain));
        }
        let nth = self.meet(id, given, from);
        if let Some(frame) = self.state.stack.last_mut() {
            frame.nth = nth;
        }
        self.assign(&node.entering);
        match self.entering(id) {
            Some(first) => Some(first),
            None => self.arrive(id),
        }
    }

    /// What the node says and asks, when nothing comes before it any more.
    pub(super) fn arrive(&mut self, id: NodeId) -> Onward {
        self.say_question();
        match &self.script.node(id).ask {
            None => Some(self.onward(id, Answered::Plain)),
            Some(Ask::Choose(choices) | Ask::ChooseMany(choices)) if !self.offers_any(choices) => {
                self.fail(Failure::NoOptions);
                Some(self.onward(id, Answered::Plain))
            }
            Some(_) => None,
        }
    }

    /// Counts that a node is met; tells which of the equal ones this is.
    pub(super) fn meet(&mut self, node: NodeId, given: Vec<Value>, from: From) -> u32 {
        self.since.push(node);
        self.state.meet(node, given, from)
    }

    /// Whether there is an option to offer.
    fn offers_any(&mut self, choices: &[Choice]) -> bool {
        let mut any = false;
        for (place, choice) in choices.iter().enumerate() {
            match choice.when.as_ref().is_none_or(|when| self.holds(when)) {
                true => any = true,
                false => self.note(Event::Hidden(place)),
            }
        }
        any
    }

    // Say.

    /// Notes something that happened now.
    pub(super) fn note(&mut self, event: Event<'s>) {
        let moment = self.moment();
        self.events.note(event, moment);
    }

    /// The present moment, to note something of it later.
    pub(super) fn moment(&mut self) -> usize {
        let given = match &self.binding {
            Some(binding) => binding,
            None => self.state.stack.last().map_or(&[][..], |frame| &frame.given),
        };
        let asking = self.state.here().filter(|_| !self.alone);
        self.events.moment(Present { state: &self.state, given, asking, met: &self.met, since: &self.since })
    }

    pub(super) fn say(&mut self, said: Said<'s>) {
        self.note(Event::Said(said));
    }

    /// What the writer says, where they do; else what the program says.
    pub(super) fn say_or(&mut self, text: Option<&'s Template>, phrase: &'static str) {
        self.say(text.map_or(Said::Phrase(phrase), Said::Text));
    }

    /// What the present node says.
    pub(super) fn say_question(&mut self) {
        if let Some(here) = self.state.here() {
            self.say(Said::Node(here));
        }
    }

    pub(super) fn not_read(&mut self, wording: Said<'s>) {
        self.say(wording);
        if let Some(frame) = self.state.stack.last_mut() {
            frame.unread = frame.unread.saturating_add(1);
        }
        self.events.unread = true;
    }

    pub(super) fn fail(&mut self, what: Failure) {
        self.note(Event::Failed(what));
    }

    /// What a text comes to, kept because it is true of now: why a rule asks.
    pub(super) fn words_of(&mut self, text: &Template) -> String {
        let mut teller = Teller::new(self.world(), self.state.here().filter(|_| !self.alone), self.state.seed);
        let words = teller.template(text).to_string();
        teller.noted().0.into_iter().for_each(|failure| self.fail(failure));
        words
    }

    // Evaluate.

    pub(super) fn holds(&mut self, condition: &Expression) -> bool {
        self.evaluate(condition) == Some(Operand::Bool(true))
    }

    /// What can be looked at now.
    pub(super) fn world(&self) -> World<'_> {
        let world = self.state.world(self.script);
        World { was: &self.events.was, given: self.binding.as_deref().unwrap_or(world.given), ..world }
    }

    pub(super) fn evaluate(&mut self, expression: &Expression) -> Option<Operand<'static>> {
        let failure = match expression.evaluate(&self.world()) {
            // What is only shown, or only counted, is never kept or compared: the check has seen to that.
            Ok(Operand::Text(_) | Operand::Many(_) | Operand::Records(_)) => return Some(Operand::Nothing),
            Ok(Operand::Key(key)) => return Some(Operand::Key(key)),
            Ok(Operand::Nothing) => return Some(Operand::Nothing),
            Ok(Operand::Bool(value)) => return Some(Operand::Bool(value)),
            Ok(Operand::Number(value)) => return Some(Operand::Number(value)),
            Ok(Operand::Option(value)) => return Some(Operand::Option(value)),
            Err(Problem::TooLarge) => Failure::TooLarge,
            Err(Problem::DividedByZero) => Failure::DividedByZero,
        };
        self.fail(failure);
        None
    }

    fn finish(self) -> (State, Events<'s>) {
        (self.state, self.events)
    }
}
