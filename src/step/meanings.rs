//! Every kind of meaning that may be given where a conversation stands: what exploring, covering and fuzzing walk.
//!
//! The list is finite: of numbers it has each where they are few, else the ends and the middle; of words one for each sample; of
//! commands those that could be offered; of options to pick from none, each alone, and all. What isn't in it itself is covered
//! by one of its class, see [`Meaning::class`](crate::Meaning::class).

use super::bind::bind;
use super::state::State;
use crate::reading::{Asked, Commands, Left, Meaning, Misfit, Noticed, Spoken, Words, as_words};
use crate::script::{Ask, Fate, Range, Script};

/// So many numbers are each listed; of more, the ends and the middle.
const LISTED_NUMBERS: i64 = 21;

/// What stands for somebody's own words where the writer gave no sample.
const ANY_WORDS: &str = "something of my own";

/// The meanings that may be given where a conversation stands, one for each class; none, once it has ended. Each of them binds.
pub fn meanings(script: &Script, state: &State) -> Vec<Meaning> {
    let Some(asked) = Asked::of(script, state) else { return Vec::new() };
    let ids = || asked.options.iter().map(|offered| offered.id.clone());
    let mut all = match asked.ask {
        Ask::Choose(_) | Ask::YesNo(_) => ids().map(Meaning::Option).collect(),
        Ask::ChooseMany(_) => {
            let each = ids().map(|id| vec![id]);
            [Vec::new(), ids().collect()].into_iter().chain(each).map(Meaning::Options).collect()
        }
        Ask::Number { range, .. } => numbers(*range),
        Ask::Text { samples, .. } => words(asked.ask, samples),
        Ask::Gather(gather) => words(asked.ask, &gather.samples).into_iter().chain([Meaning::GoOn]).collect(),
        Ask::Continue(_) => vec![Meaning::GoOn],
        Ask::Command(_) => Vec::new(),
    };
    let takes = asked.options.iter().filter(|offered| offered.takes_words());
    all.extend(takes.map(|offered| Meaning::Otherwise { option: offered.id.clone(), words: Words::kept(ANY_WORDS, None) }));
    if !asked.takes_commands() {
        let left = [Meaning::Left(Left::Silent), Meaning::Left(Left::Misfit)];
        all.extend([Meaning::Declined, Meaning::Unknown, Meaning::Later, Meaning::Forgotten].into_iter().chain(left));
    }
    all.extend(commands(script, &asked));
    all.extend([Misfit::Empty, Misfit::Unlike].map(Meaning::Misfit));
    all.extend(script.interrupts.iter().map(|interrupt| {
        let held = interrupt.text == Fate::Hold;
        Meaning::Interrupt { noticed: Noticed { interrupt: interrupt.name.clone(), patterns: vec![0], held }, held: None }
    }));
    all.extend(script.safety.is_some().then_some(Meaning::Safety));
    all.retain(|meaning| bind(script, state, meaning).is_ok());
    all.dedup();
    all
}

fn numbers(range: Range) -> Vec<Meaning> {
    match range.high.checked_sub(range.low) {
        Some(0..LISTED_NUMBERS) => (range.low..=range.high).map(Meaning::Number).collect(),
        _ => [range.low, range.low.midpoint(range.high), range.high].map(Meaning::Number).into(),
    }
}

fn words(ask: &Ask, samples: &[String]) -> Vec<Meaning> {
    let samples = samples.iter().map(String::as_str);
    samples.chain([ANY_WORDS]).map(|sample| as_words(ask, sample)).collect()
}

/// Each verb with nouns that are here in its places, as far as verbs are heard at the question.
fn commands(script: &Script, asked: &Asked<'_>) -> Vec<Meaning> {
    if asked.exact && !asked.takes_commands() || asked.commands.stopped {
        return Vec::new();
    }
    let filled = |spoken: Spoken| Meaning::Commands(Commands { used: vec![spoken.used(script)], left_out: None });
    super::offering::all(script, &asked.commands.here).into_iter().map(filled).collect()
}
