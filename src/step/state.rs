//! Where a conversation stands: a plain value. Two equal states take equal steps.

use super::lasting::Lasting;
use crate::reading::{self, Pending, Spoken};
use crate::script::{Counts, FactId, InterruptId, NodeId, NounId, RuleId, Script, Target, Value, VerbId, Words, World};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// Where a conversation stands.
///
/// It holds no history: what was typed and why something was asked is the [`Log`](crate::session::Log) of the session above it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// Which content it belongs to, see [`Script::fingerprint`].
    pub(crate) script: u64,
    /// Chooses among variants of a text.
    pub(crate) seed: u64,
    /// The facts, by index.
    pub(crate) facts: Arc<Vec<Value>>,
    /// Questions and visits that lie on each other, the present one last. Empty once the conversation has ended.
    pub(crate) stack: Vec<Frame>,
    /// How often each node was met, by what it was given and what led there.
    pub(crate) met: Arc<Met>,
    /// How often each rule spoke, for each record.
    #[serde(with = "pairs")]
    pub(crate) spoken: BTreeMap<(RuleId, Option<u32>), u32>,
    /// How often a case that goes through records was taken.
    #[serde(with = "pairs")]
    pub(crate) walked: BTreeMap<(NodeId, Answered, u16), u32>,
    /// Follow-ups that hooks asked for and that aren't asked yet, the first first.
    pub(crate) agenda: Vec<FollowUp>,
    /// Nodes that hooks want passed by.
    pub(crate) skipped: BTreeSet<NodeId>,
    /// Whether an ordinary question was answered since a rule spoke last.
    pub(crate) rested: bool,
    /// Patterns that stay quiet: what was held because of them was sent on after all.
    pub(crate) quiet: BTreeSet<(InterruptId, u32)>,
    /// How many replies in a row said nothing at all.
    pub(crate) silent: u8,
    /// What was asked back of the last reply, and waits for a word.
    pub(crate) pending: Option<Pending>,
    /// What later commands may rest on.
    pub(crate) commanded: Commanded,
    /// The name of the end, once there is one.
    pub(crate) ended: Option<Arc<str>>,
}

/// How often each node was met, by what it was given and what led there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Met(#[serde(with = "pairs")] BTreeMap<(NodeId, Vec<Value>, From), u32>);

impl Met {
    /// Counts a node once more; tells how often it was met so, this time included.
    pub fn again(&mut self, node: NodeId, given: Vec<Value>, from: From) -> u32 {
        let count = self.0.entry((node, given, from)).or_default();
        *count = count.saturating_add(1);
        *count
    }

    /// Whether a node was met with these.
    pub fn holds(&self, node: NodeId, given: &[Value]) -> bool {
        self.of(node).any(|((_, met, _), _)| met == given)
    }

    fn of(&self, node: NodeId) -> impl Iterator<Item = (&(NodeId, Vec<Value>, From), &u32)> {
        self.0.range((node, Vec::new(), From::Start)..).take_while(move |((met, ..), _)| *met == node)
    }
}

impl Counts for Met {
    fn times(&self, node: NodeId) -> i64 {
        self.of(node).map(|(_, count)| i64::from(*count)).sum()
    }
}

/// A follow-up that is still to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct FollowUp {
    /// The node.
    pub node: NodeId,
    /// What it is told.
    pub given: Vec<Value>,
    /// Why it asks.
    pub because: Option<Arc<str>>,
    /// What asked for it.
    pub from: From,
    /// Whether it waits until one more ordinary question was answered.
    pub waits: bool,
}

/// What was commanded last, as far as later commands may rest on it. None of it is anybody's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Commanded {
    /// The last command, for "again".
    pub last: Option<Spoken>,
    /// What was named last, for "it".
    pub it: Option<NounId>,
}

/// A question, or a visit under way, with what lies beneath it untouched.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// The node for which the frame was laid, by an interrupt, a visit or a safety word; none, where the conversation began.
    pub root: Option<NodeId>,
    /// Where it is now.
    pub node: NodeId,
    /// What the node was given.
    pub given: Vec<Value>,
    /// What led there.
    pub from: From,
    /// Which of the equal ones this is, from 1.
    pub nth: u32,
    /// What laid it. Wherever it goes from there is still part of that.
    pub laid: From,
    /// What it waits for.
    pub awaits: Awaits,
    /// Where it goes next, if a hook said so.
    pub go: Option<NodeId>,
    /// Why it asks, where a follow-up brought its own reason.
    pub because: Option<Arc<str>>,
    /// How many things were gathered at its question.
    pub gathered: u32,
    /// What else was named with the last one, and is met before more is asked for.
    pub named_too: Vec<Words>,
    /// How often a reply couldn't be read.
    pub unread: u8,
    /// A text held until the way back is clear.
    pub held: Option<Held>,
}

impl Frame {
    /// Whether it was laid to ask this node, or asks it now. Where a conversation began says nothing about where it is.
    pub fn asks(&self, node: NodeId) -> bool {
        self.node == node || self.root == Some(node)
    }

    /// Adds what was heard to what it holds already, so that nothing of it is lost.
    pub fn hold_more(&mut self, more: Option<Held>) {
        let Some(more) = more else { return };
        match &mut self.held {
            None => self.held = Some(more),
            Some(held) if held.interrupt == more.interrupt => {
                held.patterns.extend(more.patterns);
                held.answer = match (held.answer.take(), more.answer) {
                    // What is held later was read with what was held before it.
                    (Some(first), Some(second)) => {
                        Some(reading::Held { text: Arc::from(format!("{}\n{}", first.text, second.text)), ..second })
                    }
                    (first, second) => first.or(second),
                };
            }
            Some(_) => {}
        }
    }
}

/// What a frame waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Awaits {
    /// An answer to its question.
    Answer,
    /// The end of the visit above it; then it goes on to this, which is told these.
    Visit(Target, Vec<Value>),
    /// The end of the follow-up above it; then it goes on as its answer says.
    Onward(Answered),
    /// The end of the follow-up above it, which its hook on entering asked for; then it says and asks.
    Entering,
    /// The end of meeting what was gathered; then the next is asked for.
    Gathering,
}

/// How a question was answered, as far as its way on depends on it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Answered {
    /// By the option at this place.
    Choice(u16),
    /// By anything else.
    Plain,
    /// Declined.
    Declined,
    /// Not known.
    Unknown,
    /// Later.
    Later,
}

/// A text held by an interrupt.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Held {
    /// The interrupt that held it.
    pub interrupt: InterruptId,
    /// The patterns that fired.
    pub patterns: Vec<u32>,
    /// What was written and what it means beneath; nothing where a log keeps no words.
    pub answer: Option<reading::Held>,
}

/// What led to a question: part of its identity.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum From {
    /// The beginning.
    Start,
    /// A node; with the place of the option that was chosen there, if it had one.
    Node(NodeId, Option<u16>),
    /// An interrupt.
    Interrupt(InterruptId),
    /// A rule, with the record that it speaks of.
    Rule(RuleId, Option<u32>),
    /// A hook at this node.
    Hook(NodeId),
    /// A safety word.
    Safety,
    /// Coming back on another visit.
    Return,
    /// A verb that was used at this node.
    Verb(NodeId, VerbId),
}

/// A state's image doesn't belong to this content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreError {
    /// It isn't an image of a state.
    NotAState(String),
    /// It was made with other content.
    OtherContent,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RestoreError::NotAState(why) => write!(formatter, "this is no saved state: {why}"),
            RestoreError::OtherContent => formatter.write_str("this state was saved with other content; replay its log instead"),
        }
    }
}

impl std::error::Error for RestoreError {}

/// The version of a state's image.
const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Image<S> {
    format: u32,
    state: S,
}

impl State {
    pub(super) fn new(script: &Script, seed: u64) -> State {
        State {
            script: script.fingerprint,
            seed,
            facts: Arc::new(script.facts.iter().map(|fact| fact.start.clone()).collect()),
            stack: Vec::new(),
            met: Arc::default(),
            spoken: BTreeMap::new(),
            walked: BTreeMap::new(),
            agenda: Vec::new(),
            skipped: BTreeSet::new(),
            rested: true,
            quiet: BTreeSet::new(),
            silent: 0,
            pending: None,
            commanded: Commanded::default(),
            ended: None,
        }
    }

    /// What a fact holds.
    pub fn fact(&self, fact: FactId) -> &Value {
        &self.facts[fact.index()]
    }

    /// The facts, by index.
    pub(crate) fn facts(&self) -> &[Value] {
        &self.facts
    }

    /// The node that is asked, or was entered last.
    pub(crate) fn here(&self) -> Option<NodeId> {
        self.stack.last().map(|frame| frame.node)
    }

    /// The name of the end, if the conversation has ended.
    pub fn ended(&self) -> Option<&str> {
        self.ended.as_deref()
    }

    /// What can be looked at where it stands.
    pub(crate) fn world<'w>(&'w self, script: &'w Script) -> World<'w> {
        let given = self.stack.last().map_or(&[][..], |frame| &frame.given);
        World { script, now: &self.facts, was: &self.facts, given, here: self.here(), counts: &*self.met }
    }

    /// The place of a fact, to be written to. Whoever still looks at the facts of before goes on seeing those.
    pub(super) fn fact_mut(&mut self, fact: FactId) -> &mut Value {
        &mut Arc::make_mut(&mut self.facts)[fact.index()]
    }

    /// Counts that a node is met; tells which of the equal ones this is.
    pub(super) fn meet(&mut self, node: NodeId, given: Vec<Value>, from: From) -> u32 {
        Arc::make_mut(&mut self.met).again(node, given, from)
    }

    /// Sets the facts that `back` doesn't take back. What isn't one of them, or doesn't fit, is left as it is.
    pub(crate) fn carry(&mut self, script: &Script, lasting: &[(String, Lasting)]) {
        for (name, lasting) in lasting {
            if let Some(id) = script.fact_named(name)
                && let fact = script.fact(id)
                && fact.lasting
                && let Some(value) = lasting.value(fact)
            {
                *self.fact_mut(id) = value;
            }
        }
    }

    /// The facts that `back` doesn't take back, by name.
    pub(crate) fn lasting(&self, script: &Script) -> Vec<(String, Lasting)> {
        let lasting = script.facts.iter().zip(&*self.facts).filter(|(fact, _)| fact.lasting);
        lasting.filter_map(|(fact, value)| Some((fact.name.clone(), Lasting::of(fact, value)?))).collect()
    }

    /// Whether it belongs to this content.
    pub(crate) fn is_of(&self, script: &Script) -> bool {
        self.script == script.fingerprint
    }

    /// Whether an interrupt, or what a safety word opened, is still open.
    pub fn is_interrupted(&self) -> bool {
        self.stack.iter().any(|frame| matches!(frame.laid, From::Interrupt(_) | From::Safety))
    }

    /// Lets no record get one of so many first keys of its fact: they were given before.
    pub(crate) fn retire(&mut self, script: &Script, keys: &[(String, u32)]) {
        for (name, keys) in keys {
            if let Some(fact) = script.fact_named(name)
                && let Value::Records(kept) = self.fact_mut(fact)
            {
                kept.minted = kept.minted.max(*keys);
            }
        }
    }

    /// An image as JSON, to be restored with the same content.
    pub fn image(&self) -> String {
        // Nothing in a state can fail to be written: its only map is written as pairs.
        serde_json::to_string(&Image { format: FORMAT, state: self }).unwrap_or_default()
    }

    /// The state of an image.
    ///
    /// # Errors
    /// If it isn't an image of a state, or one of other content.
    pub fn restore(script: &Script, image: &str) -> Result<State, RestoreError> {
        let image: Image<State> = serde_json::from_str(image).map_err(|error| RestoreError::NotAState(error.to_string()))?;
        if image.format != FORMAT {
            return Err(RestoreError::NotAState(format!("its format is {}, not {FORMAT}", image.format)));
        }
        let state = image.state;
        if state.script != script.fingerprint {
            return Err(RestoreError::OtherContent);
        }
        state.fits(script).then_some(state).ok_or_else(|| RestoreError::NotAState("it leads nowhere".to_owned()))
    }

    /// Whether every index in it leads somewhere: an image may have been written by anybody.
    fn fits(&self, script: &Script) -> bool {
        let node = |id: NodeId| id.index() < script.nodes.len();
        let interrupt = |id: InterruptId| id.index() < script.interrupts.len();
        let from = |from: From| match from {
            From::Start | From::Safety | From::Return => true,
            From::Node(id, choice) => {
                let choices = |id: NodeId| script.node(id).ask.as_ref().map_or(0, |ask| ask.choices().len());
                node(id) && choice.is_none_or(|choice| usize::from(choice) < choices(id))
            }
            From::Interrupt(id) => interrupt(id),
            From::Hook(id) => node(id),
            From::Rule(id, _) => id.index() < script.rules.len(),
            From::Verb(id, verb) => node(id) && verb.index() < script.verbs.len(),
        };
        let noun = |id: &NounId| id.index() < script.nouns.len();
        let spoken = |spoken: &Spoken| {
            let known = spoken.verb.index() < script.verbs.len() && spoken.nouns.iter().flatten().all(noun);
            known && spoken.nouns.len() == script.verb(spoken.verb).places.len()
        };
        let commanded = self.commanded.last.iter().all(spoken) && self.commanded.it.iter().all(noun);
        let target = |target: &Target| !matches!(target, Target::Node(id) | Target::Leave(id) if !node(*id));
        let fits = |id: NodeId, given: &[Value]| {
            let wants = &script.node(id).given;
            wants.len() == given.len() && wants.iter().zip(given).all(|(want, value)| holds(&want.kind, value))
        };
        let told = |target: &Target, with: &[Value]| match target {
            Target::Node(id) | Target::Leave(id) => fits(*id, with),
            _ => with.is_empty(),
        };
        let frame = |frame: &Frame| {
            let awaits = match &frame.awaits {
                Awaits::Answer => node(frame.node) && script.node(frame.node).ask.is_some(),
                Awaits::Visit(then, with) => target(then) && told(then, with),
                Awaits::Onward(_) | Awaits::Entering => true,
                Awaits::Gathering => node(frame.node) && matches!(script.node(frame.node).ask, Some(crate::script::Ask::Gather(_))),
            };
            frame.root.is_none_or(node)
                && node(frame.node)
                && fits(frame.node, &frame.given)
                && from(frame.from)
                && from(frame.laid)
                && awaits
                && frame.held.as_ref().is_none_or(|held| interrupt(held.interrupt))
        };
        let asks = self.stack.last().is_none_or(|top| top.awaits == Awaits::Answer);
        self.facts.len() == script.facts.len()
            && self.facts.iter().zip(&script.facts).all(|(value, fact)| holds(&fact.kind, value))
            && self.stack.iter().all(frame)
            && asks
            && self.stack.is_empty() == self.ended.is_some()
            && self.stack.len() <= crate::caps::FRAMES
            && self.met.0.keys().all(|(id, _, led)| node(*id) && from(*led))
            && self.agenda.iter().all(|follow_up| node(follow_up.node) && from(follow_up.from) && fits(follow_up.node, &follow_up.given))
            && self.skipped.iter().all(|id| node(*id))
            && self.stack.iter().all(|frame| frame.go.is_none_or(node))
            && self.spoken.keys().all(|(id, _)| id.index() < script.rules.len())
            && commanded
            && self.quiet.iter().all(|(id, _)| interrupt(*id))
    }
}

/// Whether a value is one that a fact of this kind can hold.
fn holds(kind: &crate::script::FactKind, value: &Value) -> bool {
    use crate::script::FactKind;
    match (kind, value) {
        (_, Value::Unset | Value::Declined | Value::Unknown | Value::Later)
        | (FactKind::Bool, Value::Bool(_))
        | (FactKind::Text, Value::Text(_)) => true,
        (FactKind::Number(range), Value::Number(number)) => range.holds(*number),
        (FactKind::OneOf(options), Value::Option(place)) => usize::from(*place) < options.len(),
        (FactKind::List(options), Value::Many(places)) => places.iter().all(|place| usize::from(*place) < options.len()),
        (FactKind::Link(_), Value::Link(_)) => true,
        (FactKind::Records(records), Value::Records(kept)) => {
            let sound = |values: &Vec<Value>| {
                values.len() == records.fields.len() && records.fields.iter().zip(values).all(|(field, value)| holds(&field.kind, value))
            };
            kept.records.len() <= records.most && kept.records.iter().all(|(key, values)| *key <= kept.minted && sound(values))
        }
        _ => false,
    }
}

/// Writes a map as a list of pairs, since the keys of JSON are texts.
mod pairs {
    use super::BTreeMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(map: &BTreeMap<K, V>, serializer: S) -> Result<S::Ok, S::Error> {
        map.iter().collect::<Vec<_>>().serialize(serializer)
    }

    pub fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}
