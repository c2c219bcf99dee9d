//! The question that waits, as reading sees it: its kind, its options with their labels, what was asked back, what is open.

use super::offering::nouns_here;
use super::state::{Awaits, Frame, From, State};
use crate::reading::{Asked, Label, Offered, Open, Scene};
use crate::render::Teller;
use crate::script::{Ask, Choice, Expression, Script, Template, World};

impl<'s> Asked<'s> {
    /// The question that waits where a conversation stands; nothing, once it has ended.
    pub fn of(script: &'s Script, state: &State) -> Option<Self> {
        let (top, beneath) = state.stack.split_last()?;
        let mut asked = at(script, state, top)?;
        asked.pending = state.pending.clone();
        asked.open = (0..=beneath.len()).filter_map(|place| open(script, state, place)).collect();
        Some(asked)
    }
}

/// An interrupt's question that is open at this place of the stack.
fn open<'s>(script: &'s Script, state: &State, place: usize) -> Option<Open<'s>> {
    let frame = &state.stack[place];
    let asks_here = script.interrupts.iter().any(|interrupt| frame.asks(interrupt.ask));
    let beneath = place.checked_sub(1).map(|place| &state.stack[place]).filter(|beneath| beneath.awaits == Awaits::Answer);
    asks_here.then(|| Open {
        nodes: [frame.root, Some(frame.node)],
        held: frame.held.as_ref().and_then(|held| Some((held.interrupt, held.answer.as_ref()?.text.clone()))),
        beneath: beneath.and_then(|beneath| at(script, state, beneath)).map(Box::new),
    })
}

/// The question of a frame.
fn at<'s>(script: &'s Script, state: &State, frame: &Frame) -> Option<Asked<'s>> {
    let node = script.node(frame.node);
    let ask = node.ask.as_ref()?;
    let here = Here { script, state, frame };
    Some(Asked {
        options: here.options(ask),
        exact: node.exact,
        tries: frame.unread,
        gathered: frame.gathered > 0,
        has_examples: !node.examples.is_empty(),
        commands: Scene {
            stopped: matches!(frame.from, From::Interrupt(_) | From::Safety),
            here: nouns_here(&here.world()),
            it: state.commanded.it,
            last: state.commanded.last.as_ref().map(|last| last.used(script)),
        },
        quiet: state.quiet.clone(),
        ..Asked::alone(script, ask)
    })
}

/// Whether an option is offered where a conversation stands.
pub(super) fn is_offered(script: &Script, state: &State, choice: &Choice) -> bool {
    let Some(frame) = state.stack.last() else { return false };
    choice.when.as_ref().is_none_or(|when| Here { script, state, frame }.holds(when))
}

/// A frame, to look at what stands there.
struct Here<'h, 's> {
    script: &'s Script,
    state: &'h State,
    frame: &'h Frame,
}

impl<'s> Here<'_, 's> {
    fn options(&self, ask: &'s Ask) -> Vec<Offered<'s>> {
        let label = |(end, label): (Option<i64>, &'s Template)| {
            let id = end.map_or_else(String::new, |end| end.to_string());
            self.unnumbered(id, label, None)
        };
        let labels = ask.labels().into_iter().map(label);
        self.offered(ask.choices().into_iter(), matches!(ask, Ask::Choose(_) | Ask::ChooseMany(_))).into_iter().chain(labels).collect()
    }

    /// The options that are offered, with a number for each that is shown in a list.
    fn offered(&self, choices: impl Iterator<Item = &'s Choice>, numbered: bool) -> Vec<Offered<'s>> {
        let mut number = 0;
        let offered = choices.filter(|choice| choice.when.as_ref().is_none_or(|when| self.holds(when)));
        let offered = offered.map(|choice| {
            number += usize::from(choice.listed);
            let number = (numbered && choice.listed).then_some(number);
            Offered { listed: choice.listed, number, ..self.unnumbered(choice.id.clone(), &choice.label, Some(choice)) }
        });
        offered.collect()
    }

    fn unnumbered(&self, id: String, label: &Template, choice: Option<&'s Choice>) -> Offered<'s> {
        let label = Teller::new(self.world(), Some(self.frame.node), self.state.seed).template(label);
        let label = Label::new(&label.to_string(), &id);
        Offered { id, label, listed: true, number: None, choice, names: &[] }
    }

    fn holds(&self, condition: &Expression) -> bool {
        condition.holds(&self.world()).unwrap_or(false)
    }

    fn world(&self) -> World<'_> {
        World { given: &self.frame.given, here: Some(self.frame.node), ..self.state.world(self.script) }
    }
}
