//! The question as a front end gets it: the options that are offered now, its identity, and what would make it another one.

use super::replies::Offered;
use super::run::Run;
use super::state::From;
use super::telling::Teller;
use super::turn::{Cause, Identity, Kind, Mention, Offer, Question};
use crate::patterns::{Heard, folded};
use crate::phrases;
use crate::script::{Ask, Choice, FactId, FactKind, Node, Prose, Script, Template, Value, World};

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

    fn kind(&mut self, ask: &Ask) -> Kind {
        match ask {
            Ask::Choose(choices) => Kind::Choose(self.offers(ask, choices)),
            Ask::ChooseMany(choices) => Kind::ChooseMany(self.offers(ask, choices)),
            Ask::Gather(_) => Kind::Gather,
            Ask::Text { .. } => Kind::Text,
            Ask::Command(_) => Kind::Command,
            Ask::Number { range, least, most } => {
                let mut end = |end: &Option<Template>| end.as_ref().map(|end| self.tell(end));
                Kind::Number { low: range.low, high: range.high, least: end(least), most: end(most) }
            }
            Ask::YesNo(both) => Kind::YesNo { yes: self.label(&both.yes), no: self.label(&both.no) },
            Ask::Continue(label) => Kind::Continue(match label {
                Some(label) => self.tell(label),
                None => Prose::plain(phrases::GO_ON),
            }),
        }
    }

    fn offers(&mut self, ask: &Ask, choices: &[Choice]) -> Vec<Offer> {
        let offered = self.offered(ask).into_iter().filter(|offer| offer.listed);
        let places = offered.map(|offer| offer.place).collect::<Vec<_>>();
        places.into_iter().map(|place| Offer { id: choices[place].id.clone(), label: self.label(&choices[place]) }).collect()
    }

    fn mentions(&self, node: &Node) -> Vec<Mention> {
        let Some(frame) = self.state.stack.last() else { return Vec::new() };
        let times = |node| self.state.times(node);
        let given = &frame.given;
        let world = World { script: self.script, now: &self.state.facts, was: &self.was, given, here: self.state.here(), times: &times };
        Teller::new(world, Some(frame.node), self.state.seed).mentions(node, self.state.times(frame.node))
    }

    /// The options that are offered now, with their labels; of a number, what its ends mean.
    pub(super) fn offered(&mut self, ask: &Ask) -> Vec<Offered> {
        // They are read here, and shown only with the question that waits.
        self.unsaid(|run| run.all_offered(ask))
    }

    fn all_offered(&mut self, ask: &Ask) -> Vec<Offered> {
        let mut offered = Vec::new();
        if let Ask::Continue(Some(label)) = ask {
            offered.push(Offered { place: 0, label: self.tell(label).to_string(), listed: true });
        }
        if let Ask::Number { least, most, .. } = ask {
            for (place, end) in [least, most].into_iter().enumerate() {
                offered.extend(end.iter().map(|end| Offered { place, label: self.tell(end).to_string(), listed: true }));
            }
        }
        for (place, choice) in ask.choices().into_iter().enumerate() {
            if choice.when.as_ref().is_none_or(|when| self.holds(when)) {
                let label = self.label(choice);
                offered.push(Offered { place, label: label.to_string(), listed: choice.listed });
            } else {
                self.note_hidden(choice);
            }
        }
        offered
    }

    /// Whether a text is an option that is offered now, by its name or label; where only the exact counts, also by what its writer
    /// says that it hears: "I didn't mean it", asked whether somebody is safe, is about that.
    pub(super) fn takes_an_option(&mut self, text: &str, heard: &Heard) -> bool {
        let Some(node) = self.state.here().map(|here| self.script.node(here)) else { return false };
        let Some(ask) = &node.ask else { return false };
        let (choices, said) = (ask.choices(), folded(text.trim()));
        let takes = |offer: &Offered| {
            let choice = choices.get(offer.place);
            let named = choice.is_some_and(|choice| choice.id == text.trim()) || folded(&offer.label) == said;
            named || node.exact && choice.is_some_and(|choice| choice.hears.hears(heard, &|_| None))
        };
        self.offered(ask).iter().any(takes)
    }

    fn label(&mut self, choice: &Choice) -> Prose {
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

/// A record's key as people who test see it: the first letter of the fact, and the number under which it was minted.
pub(crate) fn record_key(script: &Script, fact: FactId, key: u32) -> String {
    let letter = script.fact(fact).name.chars().next().unwrap_or('r');
    format!("{letter}{key}")
}
