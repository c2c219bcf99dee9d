//! The question as a front end gets it: the options that are offered now, its identity, and what would make it another one.

use super::identity::{Identity, cause, named};
use super::kind::Kind;
use super::rendering::Renderer;
use super::texts::tell_lines;
use crate::render::{Mention, Teller};
use crate::script::{Choice, Node, Prose};
use serde::Serialize;

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Which question it is, in any version of the content.
    pub identity: Identity,
    /// How it is answered.
    pub kind: Kind,
    /// The title of the part that it belongs to.
    pub section: Option<String>,
    /// How far one is in that part, in the writer's words.
    pub status: Vec<Prose>,
    /// Why it is asked, in the writer's words.
    pub because: Option<Prose>,
    /// What it shows of the memory: an earlier answer stands only as long as that is the same.
    pub mentions: Vec<Mention>,
}

impl Renderer<'_> {
    /// The question that waits; none once the conversation has ended.
    pub(super) fn question(&mut self) -> Option<Question> {
        let (script, state) = (self.script, self.state);
        let frame = state.stack.last()?;
        let node = script.node(frame.node);
        let kind = self.kind(node.ask.as_ref()?);
        let because = self.asked_because(node);
        let given = node.given.iter().zip(&frame.given);
        let given = given.map(|(given, value)| (given.name.clone(), named(script, &given.kind, value))).collect();
        let identity = Identity { node: node.name.clone(), given, from: cause(script, frame.from), nth: frame.nth };
        let times = self.world.counts.times(frame.node);
        let mentions = Teller::new(self.world, Some(frame.node), state.seed).mentions(node, times);
        let part = node.section.map(|section| &script.sections[section]);
        let section = part.map(|part| part.title.clone());
        let status = part.map(|part| tell_lines(script, state, &[], &part.status)).unwrap_or_default();
        Some(Question { identity, kind, section, status, because, mentions })
    }

    /// What the question is asked for: a follow-up's own reason, else its node's.
    pub(super) fn asked_because(&mut self, node: &Node) -> Option<Prose> {
        match self.state.stack.last().and_then(|frame| frame.because.as_ref()) {
            Some(because) => Some(Prose::plain(because)),
            None => node.because.as_ref().map(|because| self.unsaid(|this| this.tell(because))),
        }
    }

    /// What the option of this id is called at the present question.
    pub(super) fn label_of(&mut self, id: &str) -> String {
        let ask = self.state.here().and_then(|here| self.script.node(here).ask.as_ref());
        let choice = ask.and_then(|ask| ask.choices().into_iter().find(|choice| choice.id == id));
        choice.map_or_else(|| id.to_owned(), |choice| self.unsaid(|this| this.label(choice)).to_string())
    }

    pub(super) fn label(&mut self, choice: &Choice) -> Prose {
        self.tell(&choice.label)
    }
}
