//! Whether a meaning fits where the conversation stands, and what it comes to there: names become places in the script, and
//! words are listened to for whatever keeps them. A step looks at no text after this.

use super::state::State;
use crate::patterns::Heard;
use crate::reading::{Commands, Held, Left, LeftOut, Meaning, Misfit, Spoken, VerbUsed, Words};
use crate::script::{self, Ask, FactId, FactKind, InterruptId, Node, Place, Script};
use std::fmt;

/// A meaning that fits where a conversation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// An answer to the question.
    Answer(Answer),
    /// Commands of the content.
    Commands(BoundCommands),
    /// No answer.
    Misfit(Misfit),
    /// An interrupt that heard something.
    Interrupt { interrupt: InterruptId, patterns: Vec<u32>, held: Option<Held> },
    /// An interrupt that the content doesn't have any more.
    Unheard,
    /// A safety word.
    Safety,
}

/// An answer, in the places of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The option at this place in the writer's list.
    Option(usize),
    /// The option at this place, which takes the words.
    Otherwise(usize, Kept),
    /// The options at these places, in the writer's order.
    Options(Vec<usize>),
    /// A number in range.
    Number(i64),
    /// Their own words.
    Words(Kept),
    /// Things that they named.
    Things(Vec<Kept>),
    /// On; where things are named, no more of them.
    GoOn,
    /// They decline.
    Declined,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// The question was left by itself.
    Left(Left),
    /// Their answer is forgotten.
    Forgotten,
}

/// Words as they are kept, with what was heard in them, and the key of the record that they name where that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub words: script::Words,
    pub key: Option<u32>,
}

/// Commands, each with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BoundCommands {
    /// What is done, in order; nothing stands for a look around.
    pub due: Vec<(VerbUsed, Option<Spoken>)>,
    /// What of the line was left out.
    pub left_out: Option<LeftOut>,
}

/// Why a meaning doesn't fit where a conversation stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The conversation has ended.
    Ended,
    /// It is an answer to another kind of question.
    OtherKind,
    /// The option isn't offered, or isn't there.
    NotOffered,
    /// The number isn't among those that may be given.
    OutOfRange,
    /// A verb or a noun isn't there.
    NotThere,
    /// An interrupt hears something in the words, and nobody listened to them before.
    Alarms,
    /// The words can't be heard to their end.
    TooLong,
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Unfit::Ended => "the conversation has ended",
            Unfit::OtherKind => "this answers another kind of question",
            Unfit::NotOffered => "the option isn't offered",
            Unfit::OutOfRange => "the number isn't among those that may be given",
            Unfit::NotThere => "a verb or a noun isn't there",
            Unfit::Alarms => "an interrupt hears something in the words",
            Unfit::TooLong => "the words are too long to be heard to their end",
        })
    }
}

impl std::error::Error for Unfit {}

/// What a meaning comes to where the conversation stands.
///
/// # Errors
/// If it doesn't fit there.
pub(crate) fn bind(script: &Script, state: &State, meaning: &Meaning) -> Result<Bound, Unfit> {
    match meaning {
        Meaning::Safety => return Ok(Bound::Safety),
        Meaning::Misfit(misfit) => return Ok(Bound::Misfit(misfit.clone())),
        Meaning::Interrupt { noticed, held } => {
            let place = script.interrupts.iter().position(|interrupt| interrupt.name == noticed.interrupt);
            return Ok(place.map_or(Bound::Unheard, |place| Bound::Interrupt {
                interrupt: InterruptId::new(place),
                patterns: noticed.patterns.clone(),
                held: held.clone(),
            }));
        }
        Meaning::Commands(commands) => return self::commands(script, commands).map(Bound::Commands),
        _ => {}
    }
    let node = script.node(state.here().ok_or(Unfit::Ended)?);
    let ask = node.ask.as_ref().ok_or(Unfit::OtherKind)?;
    answer(script, state, node, ask, meaning).map(Bound::Answer)
}

fn answer(script: &Script, state: &State, node: &Node, ask: &Ask, meaning: &Meaning) -> Result<Answer, Unfit> {
    let option = |id: &String| {
        let place = ask.choices().iter().position(|choice| choice.id == *id).ok_or(Unfit::NotOffered)?;
        super::asked::is_offered(script, state, ask.choices()[place]).then_some(place).ok_or(Unfit::NotOffered)
    };
    Ok(match (meaning, ask) {
        (Meaning::Declined, _) => Answer::Declined,
        (Meaning::Unknown, _) => Answer::Unknown,
        (Meaning::Later, _) => Answer::Later,
        (Meaning::Left(why), _) => Answer::Left(*why),
        (Meaning::Forgotten, _) => Answer::Forgotten,
        (Meaning::Option(id), Ask::Choose(_) | Ask::YesNo(_)) => Answer::Option(option(id)?),
        (Meaning::Otherwise { option: id, words }, Ask::Choose(_)) => {
            let place = option(id)?;
            match &ask.choices()[place].otherwise {
                Some(otherwise) => Answer::Otherwise(place, kept(script, Some(otherwise), words)?),
                None => Answer::Option(place),
            }
        }
        (Meaning::Options(ids), Ask::ChooseMany(_)) => Answer::Options(ids.iter().map(option).collect::<Result<_, _>>()?),
        (Meaning::Number(number), Ask::Number { range, .. }) if range.holds(*number) => Answer::Number(*number),
        (Meaning::Number(_), Ask::Number { .. }) => return Err(Unfit::OutOfRange),
        (Meaning::Words(words), Ask::Text { .. }) => Answer::Words(kept(script, node.keep.as_ref(), words)?),
        (Meaning::Things(things), Ask::Text { .. }) => {
            Answer::Words(kept(script, node.keep.as_ref(), things.first().ok_or(Unfit::OtherKind)?)?)
        }
        (Meaning::Words(words), Ask::Gather(gather)) => Answer::Things(vec![heard(script, gather.into, words)?]),
        (Meaning::Things(things), Ask::Gather(gather)) if !things.is_empty() => {
            Answer::Things(things.iter().map(|words| heard(script, gather.into, words)).collect::<Result<_, _>>()?)
        }
        (Meaning::GoOn, Ask::Continue(_) | Ask::Gather(_)) => Answer::GoOn,
        _ => return Err(Unfit::OtherKind),
    })
}

/// Words for the place that keeps them; for a link, for the records among which it leads.
fn kept(script: &Script, place: Option<&Place>, words: &Words) -> Result<Kept, Unfit> {
    let (fact, kind) = match place {
        Some(Place::Fact(fact)) => (*fact, Some(&script.fact(*fact).kind)),
        Some(Place::Field { records, field, .. }) => match &script.fact(*records).kind {
            FactKind::Records(of) => (*records, of.fields.get(*field).map(|field| &field.kind)),
            _ => (*records, None),
        },
        None => return unkept(script, words),
    };
    match kind {
        Some(FactKind::Link(to)) => heard(script, *to, words),
        _ => heard(script, fact, words),
    }
}

/// Words for a fact, with what is listened for in it.
fn heard(script: &Script, fact: FactId, words: &Words) -> Result<Kept, Unfit> {
    listened_to(script, words)?;
    let key = words.record.as_deref().and_then(crate::render::key_number);
    Ok(Kept { words: script.fact(fact).words_heard_out(&words.text).ok_or(Unfit::TooLong)?, key })
}

/// Words that are kept nowhere.
fn unkept(script: &Script, words: &Words) -> Result<Kept, Unfit> {
    listened_to(script, words)?;
    Ok(Kept { words: script::Words { text: words.text.clone(), heard: 0 }, key: None })
}

/// No words get past the interrupts: such as nobody listened to are listened to now.
fn listened_to(script: &Script, words: &Words) -> Result<(), Unfit> {
    if words.listened_to {
        return Ok(());
    }
    let heard = Heard::new(&words.text);
    match script.interrupts.iter().any(|interrupt| interrupt.hears(&heard)) {
        true => Err(Unfit::Alarms),
        false if heard.is_heard_out() => Ok(()),
        false => Err(Unfit::TooLong),
    }
}

fn commands(script: &Script, commands: &Commands) -> Result<BoundCommands, Unfit> {
    let bound = |used: &VerbUsed| {
        let spoken = Spoken::of(script, used);
        // A look around among other commands is no verb of the content.
        let looks = script.verb_named(&used.verb).is_none() && used.nouns.is_empty();
        (spoken.is_some() || looks).then(|| (used.clone(), spoken)).ok_or(Unfit::NotThere)
    };
    let due = commands.used.iter().map(bound).collect::<Result<Vec<_>, _>>()?;
    Ok(BoundCommands { due, left_out: commands.left_out.clone() })
}
