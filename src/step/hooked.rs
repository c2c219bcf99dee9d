//! Hooks in play: what one may look at, and what comes of what it asks for.

use super::events::{Event, FollowUpFate, Said};
use super::run::Run;
use super::state::{FollowUp, From};
use crate::hooks::{Effect, Given, HookId, HookReply, HookWorld, Seen, WordsOf};
use crate::patterns::{Ear, Heard};
use crate::reading::Meaning;
use crate::render::Failure;
use crate::script::{self, FactId, FactKind, Field, NodeId, Records, Script, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

impl Run<'_> {
    /// Lets a hook look at the answer, and does what it asks for, in its order. One that fails asks for nothing.
    pub(super) fn hooked(&mut self, node: NodeId, hook: HookId, reply: Option<HookReply>, text: &str) {
        let effects = self.effects_of(hook, reply, text, &self.script.node(node).given);
        for effect in effects {
            self.effect(effect, From::Hook(node));
        }
    }

    /// What a hook asks for.
    pub(super) fn effects_of(&mut self, hook: HookId, reply: Option<HookReply>, text: &str, wants: &[script::Given]) -> Vec<Effect> {
        let world = Arc::new(self.snapshot(text, wants));
        let run = self.script.hooks.run(hook, reply, world);
        let fault = run.fault.as_ref().map(|fault| fault.message.clone());
        let effects = run.effects.clone();
        self.note(Event::Hook(hook, run));
        if let Some(why) = fault {
            self.fail(Failure::Hook { hook: self.script.hooks.info(hook).name.clone(), why });
        }
        effects
    }

    pub(super) fn effect(&mut self, effect: Effect, from: From) {
        match effect {
            Effect::Ask { node, with, because, again } => self.put_down(&node, &with, &because, from, again, false),
            Effect::Later { node, with, because } => self.put_down(&node, &with, &because, from, false, true),
            Effect::Set { fact, value } => self.set_by_hook(&fact, &value),
            Effect::Skip(node) => {
                self.state.skipped.extend(self.script.node_named(&node));
            }
            Effect::Say(text) => self.say(Said::Hook(text)),
            Effect::Go(node) => {
                let target = self.script.node_named(&node);
                if let Some(frame) = self.state.stack.last_mut() {
                    frame.go = target;
                }
            }
        }
    }

    /// Puts a follow-up on the agenda, unless it waits there already, or was asked before.
    fn put_down(&mut self, node: &str, with: &[(String, Given)], because: &str, from: From, again: bool, waits: bool) {
        let Some(id) = self.script.node_named(node) else { return };
        let wants = &self.script.node(id).given;
        let told = |name: &str| with.iter().find(|(given, _)| given == name);
        let given = wants.iter().map(|want| told(&want.name).map_or(Value::Unset, |(_, given)| self.value(&want.kind, given)));
        let given = given.collect::<Vec<_>>();
        let pending = self.state.agenda.iter().any(|follow_up| follow_up.node == id && follow_up.given == given);
        let asked = self.state.met.holds(id, &given);
        let because = (!because.is_empty()).then(|| Arc::from(because));
        let follow_up = FollowUp { node: id, given, because, from, waits };
        if pending || (asked && !again) {
            let fate = if pending { FollowUpFate::WaitsAlready } else { FollowUpFate::AskedBefore };
            return self.note(Event::FollowUp(follow_up, fate));
        }
        if self.state.agenda.len() >= crate::caps::FOLLOW_UPS {
            self.note(Event::FollowUp(follow_up, FollowUpFate::NoRoom));
            return self.fail(Failure::TooManyFollowUps);
        }
        self.state.agenda.push(follow_up.clone());
        self.note(Event::FollowUp(follow_up, if waits { FollowUpFate::AddedForLater } else { FollowUpFate::Added }));
    }

    fn set_by_hook(&mut self, name: &str, given: &Given) {
        let Some(fact) = self.script.fact_named(name) else { return };
        let kind = &self.script.fact(fact).kind;
        let value = self.value(kind, given);
        let fits = match (kind, &value) {
            (FactKind::Number(range), Value::Number(number)) => range.holds(*number),
            (_, Value::Unset) => *given == Given::Unset && !matches!(kind, FactKind::Records(_) | FactKind::List(_)),
            _ => true,
        };
        if fits {
            *self.state.fact_mut(fact) = value;
        } else {
            self.fail(Failure::OutOfRange(name.to_owned()));
        }
    }

    /// A value that a hook gives, for a place of this kind; unset, where it doesn't fit.
    fn value(&self, kind: &FactKind, given: &Given) -> Value {
        match (kind, given) {
            (FactKind::Bool, Given::Bool(value)) => Value::Bool(*value),
            (FactKind::Number(_), Given::Number(number)) => Value::Number(*number),
            (FactKind::OneOf(options), Given::Text(id)) => {
                options.iter().position(|option| option == id).map_or(Value::Unset, |place| Value::Option(place as u16))
            }
            (FactKind::Link(fact), Given::Record { records, key }) if self.script.fact(*fact).name == *records => {
                key.parse().map_or(Value::Unset, Value::Link)
            }
            _ => Value::Unset,
        }
    }

    /// What is there to look at: everything by name, as it is now, and what is given under these names. It outlives nothing
    /// but the run.
    fn snapshot(&self, reply: &str, wants: &[script::Given]) -> Snapshot {
        let script = self.script;
        let mut snapshot = Snapshot {
            facts: BTreeMap::new(),
            fields: BTreeMap::new(),
            words: BTreeMap::new(),
            patterns: Arc::clone(&script.listened),
            heard: Mutex::default(),
        };
        for (fact, value) in script.facts.iter().zip(&*self.state.facts) {
            snapshot.facts.insert(fact.name.clone(), seen(script, &fact.kind, value, Some(&fact.name)));
            if let Value::Text(words) = value {
                snapshot.words.insert((fact.name.clone(), String::new(), String::new()), words.text.to_string());
            }
            if let (FactKind::Records(records), Value::Records(kept)) = (&fact.kind, value) {
                kept.records.iter().for_each(|(key, values)| snapshot.record(script, &fact.name, *key, records, values));
            }
        }
        let given = self.binding.clone().unwrap_or_else(|| self.present_given());
        for (want, value) in wants.iter().zip(&given) {
            snapshot.facts.insert(want.name.clone(), seen(script, &want.kind, value, None));
        }
        snapshot.words.insert(Default::default(), reply.to_owned());
        snapshot
    }
}

/// What a hook sees of an answer.
pub(super) fn reply(understood: Option<&Meaning>) -> Option<HookReply> {
    Some(match understood? {
        Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => HookReply::Choice(id.clone()),
        Meaning::Number(number) => HookReply::Number(*number),
        Meaning::Words(_) | Meaning::Things(_) | Meaning::Options(_) => HookReply::Words,
        Meaning::GoOn => HookReply::Bool(true),
        Meaning::Declined | Meaning::Left(_) | Meaning::Forgotten => HookReply::Declined,
        Meaning::Unknown => HookReply::Unknown,
        Meaning::Later => HookReply::Later,
        // Commands are no answer; their hooks are handed the verb's name.
        Meaning::Commands(_) | Meaning::Misfit(_) | Meaning::Interrupt { .. } | Meaning::Safety | Meaning::Returned(_) => return None,
    })
}

/// Everything as it is, for one run of a hook.
struct Snapshot {
    facts: BTreeMap<String, Seen>,
    /// By records, key and field.
    fields: BTreeMap<(String, String, String), Seen>,
    /// Somebody's words.
    words: BTreeMap<Place, String>,
    patterns: Arc<BTreeMap<String, Ear>>,
    /// What was heard so far, so that a loop hears everything once.
    heard: Mutex<BTreeMap<(Place, String), bool>>,
}

/// Whose words: of a fact, of a field as records, key and field, or, with nothing but empty names, of the reply.
type Place = (String, String, String);

/// So many bytes are heard, or so many bytes are compared with a state of a pattern, for one operation.
const BYTES_HEARD: usize = 128;
const BYTES_COMPARED: usize = 8_192;

fn place(words: &WordsOf) -> Place {
    match words.clone() {
        WordsOf::Reply => Default::default(),
        WordsOf::Fact(fact) => (fact, String::new(), String::new()),
        WordsOf::Field { records, key, field } => (records, key, field),
    }
}

impl Snapshot {
    fn record(&mut self, script: &Script, name: &str, key: u32, records: &Records, values: &[Value]) {
        for (Field { name: field, kind, .. }, value) in records.fields.iter().zip(values) {
            let place = (name.to_owned(), key.to_string(), field.clone());
            if let Value::Text(words) = value {
                self.words.insert(place.clone(), words.text.to_string());
            }
            self.fields.insert(place, seen(script, kind, value, None));
        }
    }
}

impl HookWorld for Snapshot {
    fn fact(&self, name: &str) -> Option<Seen> {
        self.facts.get(name).cloned()
    }

    fn field(&self, records: &str, key: &str, field: &str) -> Option<Seen> {
        self.fields.get(&(records.to_owned(), key.to_owned(), field.to_owned())).cloned()
    }

    fn hearing_costs(&self, words: &WordsOf, pattern: &str) -> usize {
        let place = place(words);
        let (Some(ear), Some(words)) = (self.patterns.get(pattern), self.words.get(&place)) else { return 0 };
        let known = self.heard.lock().is_ok_and(|heard| heard.contains_key(&(place, pattern.to_owned())));
        if known { 0 } else { words.len() / BYTES_HEARD + words.len().saturating_mul(ear.states()) / BYTES_COMPARED }
    }

    fn hears(&self, words: WordsOf, pattern: &str) -> Option<bool> {
        let place = place(&words);
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = heard.get(&(place.clone(), pattern.to_owned())) {
            return Some(*known);
        }
        let hears = self.patterns.get(pattern)?.hears(&Heard::new(self.words.get(&place)?));
        heard.insert((place, pattern.to_owned()), hears);
        Some(hears)
    }
}

/// A value as a hook sees it. `of` is the fact that holds it, if it is one.
fn seen(script: &Script, kind: &FactKind, value: &Value, of: Option<&str>) -> Seen {
    let name = |fact: FactId| script.fact(fact).name.clone();
    let ids = |options: &[String], places: &[u16]| places.iter().filter_map(|place| options.get(usize::from(*place)).cloned()).collect();
    match (kind, value) {
        (_, Value::Unset) => Seen::Nothing,
        (_, Value::Declined) => Seen::Declined,
        (_, Value::Unknown) => Seen::Unknown,
        (_, Value::Later) => Seen::Later,
        (_, Value::Bool(value)) => Seen::Bool(*value),
        (_, Value::Number(number)) => Seen::Number(*number),
        (_, Value::Text(_)) => Seen::Words,
        (FactKind::OneOf(options), Value::Option(place)) => {
            options.get(usize::from(*place)).map_or(Seen::Nothing, |id| Seen::Option(id.clone()))
        }
        (FactKind::List(options), Value::Many(places)) => Seen::Options(ids(options, places)),
        (FactKind::Link(fact), Value::Link(key)) => Seen::Record { records: name(*fact), key: key.to_string() },
        (FactKind::Records(_), Value::Records(kept)) => Seen::Records {
            records: of.unwrap_or_default().to_owned(),
            keys: kept.records.iter().map(|(key, _)| key.to_string()).collect(),
        },
        _ => Seen::Nothing,
    }
}
