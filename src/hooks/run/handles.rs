//! The handles that a hook looks through.
//!
//! To rhai they are all one opaque type: it can pass them on and read a property of them, and nothing else. Whatever looks
//! into one comes by here, where it is checked against what the hook was seen to read, and noted.

use std::{fmt, sync::Arc};

use rhai::{Array, Dynamic, DynamicReadLock, Engine, EvalAltResult, INT, ImmutableString};

use super::{
    super::{
        sandbox::{ANSWER, meter, misuse},
        scripts::Reads,
    },
    Desk, Seen, WordsOf,
};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// What each of these is worth in operations: they call the host, which may have more to do than rhai.
const READING: usize = 4;
const HEARING: usize = 64;

/// One handle.
#[derive(Clone)]
pub(in super::super) enum Handle {
    /// The hook's `facts`.
    Facts(Arc<Desk>),
    /// The hook's `next`.
    Next(Arc<Desk>),
    /// A record.
    Record(Walked, ImmutableString),
    /// Records, in their order.
    Records(Walked, Arc<[ImmutableString]>),
    /// A person's words.
    Words(Arc<Desk>, WordsOf),
    /// No value.
    Unset(Why),
}

/// How a hook came to records.
#[derive(Clone)]
pub(in super::super) struct Walked {
    desk: Arc<Desk>,
    /// Where it stands in the tree of what may be read.
    step: usize,
    /// Which records they are.
    records: ImmutableString,
}

/// Why there is no value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Why {
    /// Nothing was said.
    Nothing,
    /// It was declined.
    Declined,
    /// It isn't known.
    Unknown,
    /// It was put off.
    Later,
}

/// Registers what handles answer to, besides the verbs of `next`.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Handle>(ANSWER);
    engine.register_iterator::<Handle>();
    engine.register_indexer_get(|handle: &mut Handle, name: ImmutableString| handle.property(&name));
    engine.register_fn("known", |value: Dynamic| match Handle::of(&value).as_deref() {
        Some(Handle::Facts(_) | Handle::Next(_)) => Err(misuse("only an answer can be known")),
        Some(Handle::Records(_, keys)) => Ok(!keys.is_empty()),
        handle => Ok(!value.is_unit() && !handle.is_some_and(Handle::is_unset)),
    });
    for (name, why) in [("declined", Why::Declined), ("unknown", Why::Unknown), ("later", Why::Later)] {
        engine.register_fn(name, move |value: Dynamic| matches!(Handle::of(&value).as_deref(), Some(Handle::Unset(own)) if *own == why));
    }
    engine.register_fn("count", |value: Dynamic| count(&value));
    engine.register_fn("hears", |words: Dynamic, pattern: &str| hears(&words, pattern));
    engine.register_fn("contains", |records: Handle, value: Dynamic| records.contains(&value));
}

impl Handle {
    /// The handle that a value is, if it is one.
    pub(in super::super) fn of(value: &Dynamic) -> Option<DynamicReadLock<'_, Self>> {
        value.read_lock::<Self>()
    }

    /// As a value of rhai.
    pub(super) fn into_dynamic(self) -> Dynamic {
        Dynamic::from(self)
    }

    /// The value that stands for no value.
    pub(in super::super) fn nothing() -> Dynamic {
        Self::Unset(Why::Nothing).into_dynamic()
    }

    /// Whether it stands for no value.
    pub(in super::super) fn is_unset(&self) -> bool {
        matches!(self, Self::Unset(_))
    }

    /// Whether there is something behind it that can't be compared or written.
    pub(in super::super) fn is_opaque(&self) -> bool {
        matches!(self, Self::Facts(_) | Self::Next(_) | Self::Words(..) | Self::Records(..))
    }

    /// What to do with it instead.
    pub(in super::super) fn instead(&self) -> &'static str {
        match self {
            Self::Words(..) => ": ask `hears(…)` or `known(…)`",
            Self::Records(..) => ": ask `count(…)`, or walk them with `for`",
            _ => "",
        }
    }

    /// Whether both are the same record, if both are records.
    pub(in super::super) fn same_record(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Record(walked, key), Self::Record(other_walked, other_key)) => {
                Some(walked.records == other_walked.records && key == other_key)
            }
            _ => None,
        }
    }

    /// The records and the key of a record.
    pub(super) fn record(&self) -> Option<(&str, &str)> {
        match self {
            Self::Record(walked, key) => Some((&walked.records, key)),
            _ => None,
        }
    }

    fn property(&self, name: &str) -> Answer<Dynamic> {
        meter::charge(READING)?;
        match self {
            Self::Facts(desk) => {
                let step = foreseen(desk, Reads::ROOT, name)?;
                desk.ledger().read.insert(name.to_owned());
                let seen = desk.world.fact(name).ok_or_else(|| misuse(format!("there is no fact `{name}`")))?;
                shown(desk, step, seen, || WordsOf::Fact(name.to_owned()))
            }
            Self::Record(Walked { desk, step, records }, key) => {
                let step = foreseen(desk, *step, name)?;
                desk.ledger().read.insert(format!("{records}.{name}"));
                let seen = desk.world.field(records, key, name);
                let seen = seen.ok_or_else(|| misuse(format!("`{records}` have no field `{name}`")))?;
                let words = || WordsOf::Field { records: records.to_string(), key: key.to_string(), field: name.to_owned() };
                shown(desk, step, seen, words)
            }
            // Of a link that isn't set, nothing is set.
            Self::Unset(_) => Ok(Self::nothing()),
            Self::Next(_) | Self::Words(..) | Self::Records(..) => Err(misuse(format!("{self} has no property `{name}`"))),
        }
    }

    fn contains(&self, value: &Dynamic) -> Answer<bool> {
        match self {
            Self::Records(walked, keys) => {
                meter::charge(keys.len())?;
                let value = Self::of(value);
                let record = value.as_deref().and_then(Self::record);
                Ok(record.is_some_and(|(records, key)| walked.records == records && keys.iter().any(|own| own == key)))
            }
            Self::Unset(_) => Ok(false),
            _ => Err(misuse(format!("{self} holds nothing that could be looked for"))),
        }
    }
}

impl IntoIterator for Handle {
    type Item = Dynamic;
    type IntoIter = std::vec::IntoIter<Dynamic>;

    fn into_iter(self) -> Self::IntoIter {
        let records: Vec<_> = match &self {
            Self::Records(walked, keys) => keys.iter().map(|key| Self::Record(walked.clone(), key.clone()).into_dynamic()).collect(),
            Self::Unset(_) => Vec::new(),
            // rhai takes no fault here, so the run is stopped at its next step.
            _ => {
                meter::stop(&format!("{self} can't be walked"));
                Vec::new()
            }
        };
        records.into_iter()
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Facts(_) => "`facts`",
            Self::Next(_) => "`next`",
            Self::Record(..) => "a record",
            Self::Records(..) => "a list of records",
            Self::Words(..) => "what a person wrote",
            Self::Unset(_) => "what is unset",
        })
    }
}

fn foreseen(desk: &Desk, step: usize, name: &str) -> Answer<usize> {
    desk.reads.step(step, name).ok_or_else(|| misuse(format!("`{name}` is not among what this hook was seen to read")))
}

/// A value of the world as rhai may see it.
fn shown(desk: &Arc<Desk>, step: usize, seen: Seen, words: impl FnOnce() -> WordsOf) -> Answer<Dynamic> {
    let walked = |records: String| Walked { desk: Arc::clone(desk), step, records: records.into() };
    Ok(match seen {
        Seen::Bool(truth) => truth.into(),
        Seen::Number(number) => number.into(),
        Seen::Option(id) => id.into(),
        Seen::Options(ids) => {
            meter::charge(ids.len())?;
            ids.into_iter().map(Dynamic::from).collect::<Array>().into()
        }
        Seen::Words => Handle::Words(Arc::clone(desk), words()).into_dynamic(),
        Seen::Record { records, key } => Handle::Record(walked(records), key.into()).into_dynamic(),
        Seen::Records { records, keys } => {
            meter::charge(keys.len())?;
            Handle::Records(walked(records), keys.into_iter().map(ImmutableString::from).collect()).into_dynamic()
        }
        Seen::Nothing => Handle::Unset(Why::Nothing).into_dynamic(),
        Seen::Declined => Handle::Unset(Why::Declined).into_dynamic(),
        Seen::Unknown => Handle::Unset(Why::Unknown).into_dynamic(),
        Seen::Later => Handle::Unset(Why::Later).into_dynamic(),
    })
}

fn count(value: &Dynamic) -> Answer<INT> {
    if let Some(list) = value.read_lock::<Array>() {
        return Ok(INT::try_from(list.len()).unwrap_or(INT::MAX));
    }
    match Handle::of(value).as_deref() {
        Some(Handle::Records(_, keys)) => Ok(INT::try_from(keys.len()).unwrap_or(INT::MAX)),
        Some(Handle::Unset(_)) => Ok(0),
        Some(handle) => Err(misuse(format!("{handle} can't be counted"))),
        None => Err(misuse("only a list or records can be counted")),
    }
}

fn hears(words: &Dynamic, pattern: &str) -> Answer<bool> {
    meter::charge(HEARING)?;
    match Handle::of(words).as_deref() {
        Some(Handle::Words(desk, of)) => {
            meter::charge(desk.world.hearing_costs(of, pattern))?;
            desk.world.hears(of.clone(), pattern).ok_or_else(|| misuse(format!("the pattern `{pattern}` isn't known")))
        }
        Some(Handle::Unset(_)) => Ok(false),
        Some(handle) => Err(misuse(format!("{handle} can't be heard, only what a person wrote"))),
        None => Err(misuse("only what a person wrote can be heard")),
    }
}
