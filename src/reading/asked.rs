//! The question as it stands on the screen: all that reading may look at beside what was typed.

use super::label::Label;
use super::meaning::{Pending, VerbUsed};
use crate::patterns::Ear;
use crate::script::{Ask, Choice, InterruptId, NodeId, NounId, Script};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A question that waits, as it stands on the screen.
///
/// It is made by [`Asked::of`] from a state, or by a session for what it asks itself.
#[derive(Clone, Debug)]
pub struct Asked<'s> {
    pub(crate) script: &'s Script,
    /// How it is answered.
    pub(crate) ask: &'s Ask,
    /// The options that are offered now; of a number, the meanings of its ends.
    pub(crate) options: Vec<Offered<'s>>,
    /// Whether nothing may be guessed.
    pub(crate) exact: bool,
    /// How many replies in a row couldn't be read.
    pub(crate) tries: u8,
    /// Whether something was named here already.
    pub(crate) gathered: bool,
    /// Whether others' answers can be shown to somebody who doesn't know.
    pub(crate) has_examples: bool,
    /// What was asked back of the last reply.
    pub(crate) pending: Option<Pending>,
    /// What commands of the content may be about.
    pub(crate) commands: Scene,
    /// What interrupts don't hear any more, since it was sent on as an answer.
    pub(crate) quiet: BTreeSet<(InterruptId, u32)>,
    /// The interrupts' questions that are open, the lowest first, and what each of them holds.
    pub(crate) open: Vec<Open<'s>>,
    /// What the session asks before the question, as a question of its own.
    pub(crate) before: Option<Box<Asked<'s>>>,
    /// Whether whatever is typed is meant for it, as far as it is no command.
    pub(crate) insists: bool,
}

/// An interrupt's question that is open.
#[derive(Clone, Debug)]
pub(crate) struct Open<'s> {
    /// The nodes that it asks: the one that it began with, and the present one.
    pub nodes: [Option<NodeId>; 2],
    /// What it holds, and for which interrupt.
    pub held: Option<(InterruptId, Arc<str>)>,
    /// The question beneath, if one waits there.
    pub beneath: Option<Box<Asked<'s>>>,
}

/// What commands of the content may be about, here and now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scene {
    /// Whether no verb may lead away: an interrupt or a safety word asks.
    pub stopped: bool,
    /// The nouns that are here.
    pub here: Vec<NounId>,
    /// What "it" stands for.
    pub it: Option<NounId>,
    /// What "again" does.
    pub last: Option<VerbUsed>,
}

/// An option that is offered now, or the meaning of an end of a scale.
#[derive(Clone, Debug)]
pub(crate) struct Offered<'s> {
    /// The writer's name for it; of an end of a scale, its number.
    pub id: String,
    /// What a person reads.
    pub label: Label,
    /// Whether it is shown; one that isn't is still understood.
    pub listed: bool,
    /// The number in front of it, where it is numbered.
    pub number: Option<usize>,
    /// What the writer says that it hears, and whether it takes what fits none.
    pub choice: Option<&'s Choice>,
    /// Other names for it, folded.
    pub names: &'static [&'static str],
}

impl<'s> Offered<'s> {
    /// What it hears.
    pub fn hears(&self) -> Option<&'s Ear> {
        self.choice.map(|choice| &choice.hears)
    }

    /// Whether it is meant wherever it is heard, whatever else is.
    pub fn goes_first(&self) -> bool {
        self.choice.is_some_and(|choice| choice.first)
    }

    /// Whether it takes words that fit no option.
    pub fn takes_words(&self) -> bool {
        self.choice.is_some_and(|choice| choice.otherwise.is_some())
    }
}

/// A choice that no writer wrote.
const SMALL_CHOICE: &Ask = &Ask::Choose(Vec::new());

impl<'s> Asked<'s> {
    /// A question of the program's own, at which nothing else is known.
    pub(crate) fn alone(script: &'s Script, ask: &'s Ask) -> Self {
        Asked {
            script,
            ask,
            options: Vec::new(),
            exact: false,
            tries: 0,
            gathered: false,
            has_examples: false,
            pending: None,
            commands: Scene::default(),
            quiet: BTreeSet::new(),
            open: Vec::new(),
            before: None,
            insists: false,
        }
    }

    /// A small choice, by the id, the label and the number of each option.
    pub(crate) fn choice(script: &'s Script, options: impl IntoIterator<Item = (String, String, Option<usize>)>) -> Self {
        let offered = |(id, label, number): (String, String, Option<usize>)| Offered {
            label: Label::new(&label, &id),
            id,
            listed: true,
            number,
            choice: None,
            names: &[],
        };
        Asked { options: options.into_iter().map(offered).collect(), ..Asked::alone(script, SMALL_CHOICE) }
    }

    /// The same with one option more, which isn't shown and has these names.
    pub(crate) fn with_names(mut self, id: &str, names: &'static [&'static str]) -> Self {
        let label = Label::new("", id);
        self.options.push(Offered { id: id.to_owned(), label, listed: false, number: None, choice: None, names });
        self
    }

    /// Whether any words are an answer, so that a command must be marked as one.
    pub fn takes_words(&self) -> bool {
        self.ask.takes_words()
    }

    /// Whether commands of the content are asked for.
    pub(crate) fn takes_commands(&self) -> bool {
        matches!(self.ask, Ask::Command(_))
    }

    /// The options that are shown, in order.
    pub(crate) fn listed(&self) -> Vec<&Offered<'s>> {
        self.options.iter().filter(|offered| offered.listed).collect()
    }

    /// The option of this id.
    pub(crate) fn option(&self, id: &str) -> Option<&Offered<'s>> {
        self.options.iter().find(|offered| offered.id == id)
    }
}
