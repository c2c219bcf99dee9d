//! One turn: a reply goes in, a new state and what is said come out. Pure and total.
//!
//! The order is the whole story, and each of these is one function below:
//! **listen** (interrupts look at everything typed) → **read** the answer → **keep** it and set facts → take the **way on** →
//! **enter** nodes until one asks, or the conversation ends.

use super::beginning::{BeginError, ready};
use super::bind::{Bound, Unfit, bind};
use super::log::Begin;
use super::state::{Answered, Awaits, Frame, From, Held, State};
use super::trace::{InterruptFate, Look};
use super::turn::{Outcome, Resumed, Turn};
use crate::caps;
use crate::phrases;
use crate::reading::{Held as HeldText, Meaning, Misfit, Noticed};
use crate::render::{Echo, Failure, Fault, Teller};
use crate::script::{
    Ask, Expression, Fate, HostValue, Interrupt, InterruptId, NodeId, Operand, Problem, Prose, Reads, Script, Target, Template, Value,
    World,
};
use std::sync::Arc;

/// Takes one step. Any meaning may be given in any state; nothing but the arguments decides what follows.
///
/// One that doesn't fit there (see [`fits`]) is no answer, and the question is asked again. A state of other content is left as
/// it is, and the turn says so in a fault.
pub fn step(script: &Script, state: &State, meaning: &Meaning) -> (State, Turn) {
    if state.script != script.fingerprint {
        return (state.clone(), Turn::foreign());
    }
    let mut run = Run::new(script, state);
    run.take(meaning);
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

/// Begins a conversation: the state at its first question, and what is said there.
///
/// # Errors
/// If the host gives a fact that the dialogue doesn't let it give, or a value that doesn't fit.
pub fn begin(script: &Script, with: &Begin) -> Result<(State, Turn), BeginError> {
    Ok(enter(script, ready(script, with)?))
}

/// The first step: into the first node, with the facts that the host gives.
fn enter(script: &Script, state: State) -> (State, Turn) {
    let mut run = Run::new(script, &state);
    run.start();
    run.finish()
}

/// The present question again, as it stands.
pub fn show(script: &Script, state: &State) -> Turn {
    if state.script != script.fingerprint {
        return Turn::foreign();
    }
    let mut run = Run::new(script, state);
    run.say_question();
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
    /// The facts when the turn began.
    pub(super) was: Vec<Value>,
    /// What stands for the given things of the present node, while a rule or a case is looked at.
    pub(super) binding: Option<Vec<Value>>,
    /// Whether what stands for them are the nouns of a verb alone.
    pub(super) alone: bool,
    pub(super) said: Prose,
    pub(super) unread: bool,
    /// How the answer was taken.
    pub(super) understood: Option<Meaning>,
    /// Why it couldn't be.
    pub(super) misfit: Option<Misfit>,
    noticed: Option<Noticed>,
    pub(super) resumed: Vec<Resumed>,
    pub(super) faults: Vec<Fault>,
    /// What was told back in what is said, see [`Turn::echoes`].
    echoes: Vec<Echo>,
    pub(super) reads: Reads,
    /// What was looked at, where somebody watches, see [`trace`](super::trace).
    pub(super) looks: Option<Vec<Look>>,
}

impl<'s> Run<'s> {
    pub(super) fn new(script: &'s Script, state: &State) -> Self {
        Run {
            script,
            was: state.facts.clone(),
            binding: None,
            alone: false,
            state: state.clone(),
            said: Prose::default(),
            unread: false,
            understood: None,
            misfit: None,
            noticed: None,
            resumed: Vec::new(),
            faults: Vec::new(),
            echoes: Vec::new(),
            reads: Reads::new(),
            looks: None,
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
        let unfit = || Bound::Misfit(Misfit::Unlike);
        match bind(self.script, &self.state, meaning).unwrap_or_else(|_| unfit()) {
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
        self.noticed = Some(Noticed { interrupt: interrupt.name.clone(), patterns: patterns.clone(), held: holds });
        let held = holds.then_some(Held { interrupt: id, patterns, answer });
        if let Some(frame) = self.state.stack.iter_mut().find(|frame| frame.asks(interrupt.ask)) {
            frame.hold_more(held);
            self.note_interrupt(id, InterruptFate::AsksAlready);
            let again = match &interrupt.again {
                Some(again) => self.tell(again),
                None => Prose::plain(phrases::STILL_HERE),
            };
            self.said.append(again);
            return;
        }
        self.note_interrupt(id, InterruptFate::Asks);
        self.ask_at_once(interrupt.ask, From::Interrupt(id), held);
    }

    /// A safety word opens its node, wherever one is; where there is none, it can't be read.
    fn safety(&mut self) {
        match &self.script.safety {
            Some(safety) if self.state.stack.last().is_some_and(|frame| frame.node == safety.ask) => self.say_question(),
            Some(safety) => self.ask_at_once(safety.ask, From::Safety, None),
            None => self.not_read(&Prose::plain(phrases::UNREAD[0])),
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
            self.fault(Failure::TooDeep);
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
            self.resumed.push(Resumed { interrupt, node: self.script.node(node).name.clone(), understood: None });
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
        self.fault(Failure::TooManyMoves);
        self.state.stack.pop();
        while self.state.stack.last().is_some_and(|frame| frame.awaits != Awaits::Answer) {
            self.state.stack.pop();
        }
        match self.state.stack.last() {
            Some(_) => self.say_question(),
            None => {
                self.said.append(Prose::plain(phrases::BROKEN));
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
        self.note_node(id, skipped, enters);
        if !enters {
            return Some(self.onward(id, Answered::Plain));
        }
        let count = self.state.met.entry((id, given, from)).or_default();
        *count = count.saturating_add(1);
        let nth = *count;
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
                self.fault(Failure::NoOptions);
                Some(self.onward(id, Answered::Plain))
            }
            Some(_) => None,
        }
    }

    // Say.

    /// What the present node says.
    pub(super) fn say_question(&mut self) {
        let Some(frame) = self.state.stack.last() else { return };
        let (id, nth) = (frame.node, self.state.times(frame.node));
        let node = self.script.node(id);
        let lines = self.telling(|teller| teller.lines(node, nth));
        self.said.append(lines);
    }

    /// What the label of an option, or any other single text, comes to.
    pub(super) fn tell(&mut self, template: &Template) -> Prose {
        self.telling(|teller| teller.template(template))
    }

    fn telling(&mut self, tell: impl FnOnce(&mut Teller<'_>) -> Prose) -> Prose {
        let times = |node| self.state.times(node);
        let given = match &self.binding {
            Some(binding) => binding,
            None => self.state.stack.last().map_or(&[][..], |frame| &frame.given),
        };
        let world = World { script: self.script, now: &self.state.facts, was: &self.was, given, here: self.state.here(), times: &times };
        let asking = self.state.here().filter(|_| !self.alone);
        let mut teller = Teller::new(world, asking, self.state.seed);
        let prose = tell(&mut teller);
        let (reads, failures, echoes) = teller.noted();
        self.reads.extend(reads);
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

    pub(super) fn not_read(&mut self, wording: &Prose) {
        if let Some(frame) = self.state.stack.last_mut() {
            frame.unread = frame.unread.saturating_add(1);
        }
        self.unread = true;
        self.said.append(wording.clone());
    }

    // Evaluate.

    pub(super) fn holds(&mut self, condition: &Expression) -> bool {
        self.evaluate(condition) == Some(Operand::Bool(true))
    }

    pub(super) fn evaluate(&mut self, expression: &Expression) -> Option<Operand<'static>> {
        let times = |node| self.state.times(node);
        let given = match &self.binding {
            Some(binding) => binding,
            None => self.state.stack.last().map_or(&[][..], |frame| &frame.given),
        };
        let world = World { script: self.script, now: &self.state.facts, was: &self.was, given, here: self.state.here(), times: &times };
        let failure = match expression.evaluate(&world, &mut self.reads) {
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
        self.fault(failure);
        None
    }

    pub(super) fn fault(&mut self, what: Failure) {
        let node = self.state.stack.last().map_or(self.script.start, |frame| frame.node);
        let fault = Fault { node: self.script.node(node).name.clone(), what };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    // Finish.

    fn finish(mut self) -> (State, Turn) {
        let turn = self.turn();
        (self.state, turn)
    }

    /// What came of it all.
    pub(super) fn turn(&mut self) -> Turn {
        let nearest = self.nearest();
        let outcome = match self.question() {
            Some(question) if self.unread => Outcome::Unread(Box::new(question)),
            Some(question) => Outcome::Asked(Box::new(question)),
            None => Outcome::Ended(self.state.ended.as_deref().unwrap_or_default().to_owned()),
        };
        let help_line = match self.script.safety.as_ref().and_then(|safety| safety.line.as_ref()) {
            Some(line) => self.unsaid(|run| run.tell(line)),
            None => Prose::default(),
        };
        let mut read = self.reads.iter().map(|fact| self.script.fact(*fact).name.clone()).collect::<Vec<_>>();
        read.sort();
        Turn {
            said: std::mem::take(&mut self.said),
            outcome,
            understood: self.understood.take(),
            misfit: self.misfit.take(),
            label: None,
            guessed: false,
            by: None,
            noticed: self.noticed.take(),
            resumed: std::mem::take(&mut self.resumed),
            faults: std::mem::take(&mut self.faults),
            read,
            help_line,
            echoes: std::mem::take(&mut self.echoes),
            nearest,
        }
    }
}
