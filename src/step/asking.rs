//! The question as a front end gets it: the options that are offered now, its identity, and what would make it another one.

use super::run::Run;
use super::state::From;
use super::turn::{Cause, Identity, Question};
use crate::render::{Mention, Teller, record_key};
use crate::script::{Choice, FactKind, Node, Prose, Script, Value, World};

impl Run<'_> {
    /// The question that waits; none once the conversation has ended.
    pub(super) fn question(&mut self) -> Option<Question> {
        let script = self.script;
        let frame = self.state.stack.last()?.clone();
        let node = script.node(frame.node);
        let kind = self.kind(node.ask.as_ref()?);
        let because = self.asked_because(node);
        let given = node.given.iter().zip(&frame.given);
        let given = given.map(|(given, value)| (given.name.clone(), named(script, &given.kind, value))).collect();
        let identity = Identity { node: node.name.clone(), given, from: cause(script, frame.from), nth: frame.nth };
        let mentions = self.mentions(node);
        let part = node.section.map(|section| &script.sections[section]);
        let section = part.map(|part| part.title.clone());
        let status = part.map(|part| super::beside::tell_lines(script, &self.state, &[], &part.status)).unwrap_or_default();
        Some(Question { identity, kind, section, status, because, mentions })
    }

    /// What the question is asked for: a follow-up's own reason, else its node's.
    pub(super) fn asked_because(&mut self, node: &Node) -> Option<Prose> {
        match self.state.stack.last().and_then(|frame| frame.because.clone()) {
            Some(because) => Some(Prose::plain(&because)),
            None => node.because.as_ref().map(|because| self.unsaid(|run| run.tell(because))),
        }
    }

    fn mentions(&self, node: &Node) -> Vec<Mention> {
        let Some(frame) = self.state.stack.last() else { return Vec::new() };
        let times = |node| self.state.times(node);
        let given = &frame.given;
        let world = World { script: self.script, now: &self.state.facts, was: &self.was, given, here: self.state.here(), times: &times };
        Teller::new(world, Some(frame.node), self.state.seed).mentions(node, self.state.times(frame.node))
    }

    /// Whether an option is offered now.
    pub(super) fn is_offered(&mut self, choice: &Choice) -> bool {
        let offered = choice.when.as_ref().is_none_or(|when| self.holds(when));
        if !offered {
            self.note_hidden(choice);
        }
        offered
    }

    /// Whether there is an option to offer.
    pub(super) fn offers_any(&mut self, choices: &[Choice]) -> bool {
        choices.iter().filter(|choice| self.is_offered(choice)).count() > 0
    }

    /// What the option of this id is called at the present question.
    pub(super) fn label_of(&mut self, id: &str) -> String {
        let ask = self.state.here().and_then(|here| self.script.node(here).ask.as_ref());
        let choice = ask.and_then(|ask| ask.choices().into_iter().find(|choice| choice.id == id));
        choice.map_or_else(|| id.to_owned(), |choice| self.unsaid(|run| run.label(choice)).to_string())
    }

    pub(super) fn label(&mut self, choice: &Choice) -> Prose {
        self.tell(&choice.label)
    }
}

/// What led to a question, by name.
pub(super) fn cause(script: &Script, from: From) -> Cause {
    match from {
        From::Start => Cause::Start,
        From::Safety => Cause::Safety,
        From::Return => Cause::Return,
        From::Hook(id) => Cause::Hook(script.node(id).name.clone()),
        From::Rule(id, key) => {
            let rule = script.rule(id);
            let record = rule.each.zip(key).map(|(fact, key)| record_key(script, fact, key));
            Cause::Rule { rule: rule.name.clone(), record }
        }
        From::Verb(id, verb) => Cause::Verb { node: script.node(id).name.clone(), verb: script.verb(verb).name.clone() },
        From::Interrupt(id) => Cause::Interrupt(script.interrupt(id).name.clone()),
        From::Node(id, choice) => {
            let node = script.node(id);
            let choice = choice.and_then(|place| node.ask.as_ref()?.choices().get(usize::from(place)).map(|choice| choice.id.clone()));
            match choice {
                Some(choice) => Cause::Choice { node: node.name.clone(), choice },
                None => Cause::Node(node.name.clone()),
            }
        }
    }
}

/// A value that a node was given, by name: a record's key, an id, a number, true or false.
pub(super) fn named(script: &Script, kind: &FactKind, value: &Value) -> String {
    match (kind, value) {
        (FactKind::Link(fact), Value::Link(key)) => record_key(script, *fact, *key),
        (FactKind::OneOf(options), Value::Option(place)) => options.get(usize::from(*place)).cloned().unwrap_or_default(),
        (_, Value::Bool(value)) => value.to_string(),
        (_, Value::Number(value)) => value.to_string(),
        _ => String::new(),
    }
}
