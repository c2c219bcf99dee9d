//! What was answered, in order: enough to play it all again, and nothing that must not be kept.

use super::run::{self, Reply};
use super::state::State;
use super::turn::{Identity, Mention, Noticed, Resumed, Turn, Understood, VerbUsed};
use crate::script::{Fact, FactId, FactKind, Script, Value};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How a conversation begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// Chooses among variants of a text.
    pub seed: u64,
    /// Facts that the host knows, by name.
    pub given: Vec<(String, Given)>,
}

/// A value that the host gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text, or the id of an option.
    Text(String),
}

/// The host gave what it may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeginError {
    /// The dialogue has no such fact among those that may be given.
    NotAsked(String),
    /// The value doesn't fit into the fact.
    Unfit(String),
}

impl fmt::Display for BeginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BeginError::NotAsked(fact) => write!(formatter, "the dialogue doesn't ask the host for `{fact}`"),
            BeginError::Unfit(fact) => write!(formatter, "the value given for `{fact}` doesn't fit into it"),
        }
    }
}

impl std::error::Error for BeginError {}

/// Begins a conversation: the state at its first question, and what is said there.
///
/// # Errors
/// If the host gives a fact that the dialogue doesn't let it give, or a value that doesn't fit.
pub fn begin(script: &Script, with: &Begin) -> Result<(State, Turn), BeginError> {
    Ok(run::enter(script, ready(script, with)?))
}

/// The state before the first step, with the facts that the host gives.
pub(super) fn ready(script: &Script, with: &Begin) -> Result<State, BeginError> {
    let mut state = State::new(script, with.seed);
    for (name, given) in &with.given {
        let fact = asked_of_the_host(script, name).ok_or_else(|| BeginError::NotAsked(name.clone()))?;
        state.facts[fact.index()] = fitting(script.fact(fact), given).ok_or_else(|| BeginError::Unfit(name.clone()))?;
    }
    Ok(state)
}

fn asked_of_the_host(script: &Script, name: &str) -> Option<FactId> {
    script.fact_named(name).filter(|fact| script.begin.contains(fact))
}

impl State {
    /// Takes what the host knows of a fact; what isn't asked of it, or doesn't fit, is passed over.
    pub(super) fn give(&mut self, script: &Script, name: &str, given: &Given) {
        if let Some(fact) = asked_of_the_host(script, name)
            && let Some(value) = fitting(script.fact(fact), given)
        {
            self.facts[fact.index()] = value;
        }
    }
}

fn fitting(fact: &Fact, given: &Given) -> Option<Value> {
    match (&fact.kind, given) {
        (FactKind::Bool, Given::Bool(value)) => Some(Value::Bool(*value)),
        (FactKind::Number(range), Given::Number(number)) => range.holds(*number).then_some(Value::Number(*number)),
        (FactKind::Text, Given::Text(text)) => Some(Value::Text(fact.words(text))),
        (FactKind::OneOf(options), Given::Text(id)) => {
            options.iter().position(|option| option == id).map(|place| Value::Option(place as u16))
        }
        _ => None,
    }
}

/// What was answered, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The version of this form.
    pub format: u32,
    /// Which content it belongs to, see [`Script::fingerprint`].
    pub script: u64,
    /// How the conversation began.
    pub begin: Begin,
    /// Everything since.
    pub entries: Vec<Entry>,
    /// What was answered and isn't asked any more. It is taken up again if it should be.
    pub aside: Vec<Entry>,
    /// What the facts that last hold now, by name.
    pub lasting: Vec<(String, Lasting)>,
    /// How many keys of each fact's records were ever given: none of them names another thing later.
    pub retired: Vec<(String, u32)>,
    /// The question that waits; none, once the conversation has ended.
    pub waits: Option<Identity>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A reply was given.
    Replied(Box<Replied>),
    /// Facts that last were carried over, at this question.
    Carried {
        /// The question that waited.
        question: Box<Identity>,
        /// What was carried over, by name.
        facts: Vec<(String, Lasting)>,
    },
    /// Somebody came back on another visit, at this question.
    Returned {
        /// The question that waited; where it was over, the end.
        question: Box<Identity>,
        /// What the host knew.
        given: Vec<(String, Given)>,
    },
}

/// A reply that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// To which question.
    pub question: Identity,
    /// What that question showed of the memory.
    pub mentions: Vec<Mention>,
    /// What was given.
    pub said: Said,
    /// How it was understood; nothing where it couldn't be read, or was no answer.
    pub understood: Option<Understood>,
    /// Whether that was a guess, see [`Turn::guessed`].
    #[serde(default)]
    pub guessed: bool,
    /// The held texts that were sent on with it as answers.
    pub resumed: Vec<Resumed>,
    /// Whether an interrupt, or a safety word, was still open.
    pub interrupted: bool,
}

impl Entry {
    /// The question at which it happened.
    pub fn question(&self) -> &Identity {
        match self {
            Entry::Replied(replied) => &replied.question,
            Entry::Carried { question, .. } | Entry::Returned { question, .. } => question,
        }
    }

    /// The answer that it is, if it is one; see [`Replied::is_answer`].
    pub fn answer(&self) -> Option<&Replied> {
        match self {
            Entry::Replied(replied) => replied.is_answer().then_some(replied),
            Entry::Carried { .. } | Entry::Returned { .. } => None,
        }
    }
}

impl Replied {
    /// Everything that was answered with it: the node, and how that was understood.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = (&str, &Understood)> {
        let own = self.understood.as_ref().map(|understood| (self.question.node.as_str(), understood));
        let resumed = self.resumed.iter().filter_map(|resumed| Some((resumed.node.as_str(), resumed.understood.as_ref()?)));
        own.into_iter().chain(resumed)
    }

    /// Whether it is an answer in somebody's words, given outside of any interrupt.
    pub fn is_answer(&self) -> bool {
        matches!(self.said, Said::Words(_)) && self.was_read() && !self.interrupted
    }

    /// Whether it was read as an answer to its question. Commands leave the question as it was.
    pub fn was_read(&self) -> bool {
        !matches!(self.understood, None | Some(Understood::Verbs(_)))
    }

    /// The reply that does the same again.
    pub fn again(&self) -> Reply {
        match (&self.said, &self.understood) {
            // What a command does depends on where it is given and on nothing else.
            (Said::Words(words), Some(Understood::Verbs(_)) | None) => Reply::Typed(words.clone()),
            (Said::Words(words), Some(understood)) => {
                let (understood, words) = (understood.clone(), words.clone());
                Reply::Remembered { understood, guessed: self.guessed, words, key: self.named().and_then(key_number) }
            }
            (Said::Safety, _) => Reply::Safety,
            (Said::Noticed { noticed, words, .. }, _) => Reply::Noticed(noticed.clone(), words.clone()),
        }
    }

    /// The key of the record that it names, as `t1`.
    pub fn named(&self) -> Option<&str> {
        self.answers().find_map(|(_, understood)| match understood {
            Understood::Named(key) => Some(key.as_str()),
            _ => None,
        })
    }
}

/// The number in a key such as `t1`.
pub(crate) fn key_number(key: &str) -> Option<u32> {
    key.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

/// What a fact that lasts holds, in any version of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lasting {
    /// Nothing yet.
    Nothing,
    /// Declined.
    Declined,
    /// Not known.
    Unknown,
    /// Later.
    Later,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A person's own words.
    Text(String),
    /// The id of an option.
    Option(String),
    /// The ids of options.
    Many(Vec<String>),
}

impl Lasting {
    /// A value of a fact, written so that any version of the content can read it; nothing, where a fact holds records.
    pub(super) fn of(fact: &Fact, value: &Value) -> Option<Lasting> {
        let id = |place: &u16| match &fact.kind {
            FactKind::OneOf(options) | FactKind::List(options) => options.get(usize::from(*place)).cloned(),
            _ => None,
        };
        Some(match value {
            Value::Unset => Lasting::Nothing,
            Value::Declined => Lasting::Declined,
            Value::Unknown => Lasting::Unknown,
            Value::Later => Lasting::Later,
            Value::Bool(value) => Lasting::Bool(*value),
            Value::Number(number) => Lasting::Number(*number),
            Value::Text(words) => Lasting::Text(words.text.to_string()),
            Value::Option(place) => Lasting::Option(id(place)?),
            Value::Many(places) => Lasting::Many(places.iter().filter_map(id).collect()),
            Value::Link(_) | Value::Records(_) => return None,
        })
    }

    /// The value that it is for a fact; nothing, where it doesn't fit.
    pub(crate) fn value(&self, fact: &Fact) -> Option<Value> {
        let place = |id: &String| match &fact.kind {
            FactKind::OneOf(options) | FactKind::List(options) => options.iter().position(|option| option == id).map(|place| place as u16),
            _ => None,
        };
        Some(match (self, &fact.kind) {
            (Lasting::Nothing, FactKind::Bool | FactKind::Number(_) | FactKind::Text | FactKind::OneOf(_)) => Value::Unset,
            (Lasting::Declined, _) => Value::Declined,
            (Lasting::Unknown, _) => Value::Unknown,
            (Lasting::Later, _) => Value::Later,
            (Lasting::Bool(value), FactKind::Bool) => Value::Bool(*value),
            (Lasting::Number(number), FactKind::Number(range)) if range.holds(*number) => Value::Number(*number),
            (Lasting::Text(text), FactKind::Text) => Value::Text(fact.words(text)),
            (Lasting::Option(id), FactKind::OneOf(_)) => Value::Option(place(id)?),
            (Lasting::Many(ids), FactKind::List(_)) => Value::Many(ids.iter().filter_map(place).collect()),
            _ => return None,
        })
    }
}

/// What was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// These words.
    Words(String),
    /// A safety word.
    Safety,
    /// Something that an interrupt heard.
    Noticed {
        /// What was heard.
        noticed: Noticed,
        /// The words: only while they are held, and after they were sent on.
        words: Option<Arc<str>>,
        /// The place of the entry with which they were sent on as an answer: from then on something rests on them.
        sent_on: Option<usize>,
    },
}

/// The version of the form of a log.
pub(crate) const FORMAT: u32 = 1;

impl Log {
    pub(crate) fn new(script: &Script, begin: Begin) -> Log {
        Log {
            format: FORMAT,
            script: script.fingerprint,
            begin,
            entries: Vec::new(),
            aside: Vec::new(),
            lasting: Vec::new(),
            retired: Vec::new(),
            waits: None,
        }
    }

    /// Notes what was given at the question of `before`, and what came of it. Words that an interrupt dropped are never noted.
    pub(crate) fn note(&mut self, script: &Script, before: (&State, &Turn), after: (&State, &Turn), typed: Option<&str>) {
        let Some(question) = before.1.outcome.question() else { return };
        let (state, turn) = after;
        let said = match (&turn.noticed, typed) {
            (Some(noticed), typed) => {
                Said::Noticed { noticed: noticed.clone(), words: typed.filter(|_| noticed.held).map(Arc::from), sent_on: None }
            }
            (None, Some(typed)) => Said::Words(typed.to_owned()),
            (None, None) => Said::Safety,
        };
        self.entries.push(Entry::Replied(Box::new(Replied {
            question: question.identity.clone(),
            mentions: question.mentions.clone(),
            said,
            understood: turn.understood.clone(),
            guessed: turn.guessed,
            resumed: turn.resumed.clone(),
            interrupted: before.0.is_interrupted(),
        })));
        let holding = |name: &str| {
            let held = state.stack.iter().filter_map(|frame| frame.held.as_ref());
            held.map(|held| &script.interrupt(held.interrupt).name).any(|holding| holding == name)
        };
        self.settle(&turn.resumed, holding);
        self.wait(script, state, turn);
    }

    /// Notes that somebody came back, where the conversation stood so.
    pub(crate) fn returned(&mut self, script: &Script, before: &Turn, after: (&State, &Turn), given: Vec<(String, Given)>) {
        self.entries.push(Entry::Returned { question: Box::new(before.waiting()), given });
        self.wait(script, after.0, after.1);
    }

    /// Notes where the conversation stands.
    pub(crate) fn wait(&mut self, script: &Script, state: &State, turn: &Turn) {
        self.lasting = state.lasting(script);
        self.waits = turn.outcome.question().map(|question| question.identity.clone());
    }

    /// Notes that facts that last were carried over.
    pub(crate) fn carry(&mut self, script: &Script, at: &Turn, state: &State, facts: Vec<(String, Lasting)>) {
        if let Some(question) = at.outcome.question() {
            self.entries.push(Entry::Carried { question: Box::new(question.identity.clone()), facts });
        }
        self.wait(script, state, at);
    }

    /// What isn't held any more was either sent on as an answer, and stays, or it wasn't, and must not be kept.
    fn settle(&mut self, resumed: &[Resumed], holding: impl Fn(&str) -> bool) {
        let now = self.entries.len().saturating_sub(1);
        for entry in &mut self.entries {
            if let Entry::Replied(replied) = entry
                && let Said::Noticed { noticed, words, sent_on: sent_on @ None } = &mut replied.said
            {
                let sent = words.is_some() && resumed.iter().any(|resumed| resumed.interrupt == noticed.interrupt);
                *sent_on = sent.then_some(now);
                if sent_on.is_none() && !holding(&noticed.interrupt) {
                    *words = None;
                }
            }
        }
    }

    /// Takes the last reply back; no, where there is none. What was heard is passed over where that is no reply by itself.
    pub(crate) fn step_back(&mut self, passed_over: impl Fn(&str) -> bool) -> bool {
        // Nobody goes back to before they came.
        let visit = self.entries.iter().rposition(|entry| matches!(entry, Entry::Returned { .. })).map_or(0, |place| place + 1);
        // What couldn't be read was no answer, and what was carried over none either, so going back doesn't stop there.
        let passes = |entry: &Entry| match entry {
            Entry::Replied(replied) => match &replied.said {
                Said::Words(_) => replied.understood.is_none(),
                Said::Noticed { noticed, .. } => passed_over(&noticed.interrupt),
                Said::Safety => false,
            },
            Entry::Carried { .. } | Entry::Returned { .. } => true,
        };
        let take = |log: &mut Self| if log.entries.len() > visit { log.entries.pop() } else { None };
        let mut taken = take(self);
        while taken.as_ref().is_some_and(passes) {
            taken = take(self);
        }
        // Words that were sent on with it are only held again.
        let left = self.entries.len();
        for entry in &mut self.entries {
            if let Entry::Replied(replied) = entry
                && let Said::Noticed { sent_on, .. } = &mut replied.said
                && *sent_on == Some(left)
            {
                *sent_on = None;
            }
        }
        taken.is_some()
    }

    /// The command that was last used at a node with this verb, as somebody would type it.
    pub(crate) fn command(&self, script: &Script, node: &str, verb: &str) -> Option<String> {
        let verb_id = script.verb_named(verb)?;
        let noun = |name: &String| script.noun_named(name);
        let line =
            |used: &VerbUsed| script.command_line(verb_id, &used.nouns.iter().map(|name| name.as_ref().and_then(noun)).collect::<Vec<_>>());
        // Of several commands on one line, all but the first were used somewhere else than where the line was typed.
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Replied(replied) => match &replied.understood {
                Some(Understood::Verbs(used)) if replied.question.node == node || used.len() > 1 => {
                    used.iter().rev().find(|used| used.verb == verb).map(line)
                }
                _ => None,
            },
            Entry::Carried { .. } | Entry::Returned { .. } => None,
        })
    }
}
