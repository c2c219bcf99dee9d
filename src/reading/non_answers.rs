//! Answers that are none: declined, not known, later; and the words that end naming, or go on.
//!
//! Only a whole reply that says no more than that is one: "I don't know how to stop thinking of her" is an answer.

use super::asked::Asked;
use super::line::{Line, written_out};
use super::meaning::{Meaning, Misfit};
use super::resemblance::{slip, swapped};
use super::whole::{Whole, mended};
use super::{Found, command, likeness, yes_no};
use crate::english as words;
use crate::patterns::folded;
use crate::script::Ask;
use std::sync::LazyLock;

static DECLINED: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::DECLINED));
static UNKNOWN: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::UNKNOWN));
static LATER: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::LATER));
static DECLINED_WORDS: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::DECLINED_WORDS));
static DECLINED_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::DECLINED_TOO));
static UNKNOWN_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::UNKNOWN_TOO));
static LATER_TOO: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::LATER_TOO));
static ASKS_BACK: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::ASKS_BACK));
static NO_MORE: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::NO_MORE));
static THAT_IS_ALL: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::THAT_IS_ALL));
static REPEATS: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::REPEATS));
static GO_ON: LazyLock<Whole> = LazyLock::new(|| Whole::new(words::GO_ON));

/// Declined, not known or later, at any question.
pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let found = match asked.ask {
        Ask::Command(_) => None,
        // In a text of their own a slip is mended only where letters swapped places, since what else looks like one may be a
        // word ("I can't stay").
        Ask::Text { .. } | Ask::Gather(_) => find(line, in_words, Some(swapped)),
        // Nothing more is said there, and no number either.
        Ask::Number { .. } if is_all(line.text) => Some(Found::sure(Meaning::Declined)),
        Ask::Continue(_) => anywhere(line, false),
        _ => anywhere(line, asked.exact),
    }?;
    // The label of an option may say the very same: "not sure", where "I'm not sure" is offered.
    let options = !asked.exact && matches!(asked.ask, Ask::YesNo(_) | Ask::Choose(_) | Ask::ChooseMany(_));
    if let Some(offered) = likeness::holding(&line.plain, asked).filter(|_| options) {
        return Some(likeness::chosen(offered, true, asked));
    }
    if found.means(&Meaning::Unknown) && asked.tries == 0 && asked.has_examples {
        return Some(Found::misfit(Misfit::NotKnown));
    }
    Some(if asked.gathered { Found::sure(Meaning::GoOn) } else { found })
}

/// A question about the question: once it is told what it means, and what it is asked for.
pub(super) fn question_back(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    // Some of its words ask the program for a reason, which it knows better how to tell.
    let commands = asked.takes_commands() || (!asked.takes_words() && command::likely(line.text).is_some());
    let alone = words::ASKS_BACK_ALONE.contains(&line.folded.as_str());
    let asks = asked.tries == 0 && !commands && line.short && (alone || ASKS_BACK.is(&line.plain));
    let what_for = || !alone && ["why", "for", "matter"].iter().any(|word| line.folded.split(' ').any(|typed| typed == *word));
    asks.then(|| Found::misfit(Misfit::AsksBack { what_for: what_for() }))
}

/// Words that go on; where things are named, words that say that there are no more of them, or that there is one.
pub(super) fn going_on(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    match asked.ask {
        Ask::Continue(_) => {
            (line.short && (GO_ON.is(&line.plain) || yes_no::sign(line.text) == Some(true))).then(|| Found::sure(Meaning::GoOn))
        }
        Ask::Gather(_) => {
            if find(line, non_answer, Some(swapped)).is_some() {
                return None;
            }
            let enough = line.short && NO_MORE.is(&line.plain) || yes_no::plainly(line) == Some(false);
            if enough {
                return Some(Found::sure(if asked.gathered { Meaning::GoOn } else { Meaning::Declined }));
            }
            yes_no::is_bare_yes(line).then(|| Found::misfit(Misfit::Unnamed))
        }
        _ => None,
    }
}

/// What leaves a question that has other answers.
pub(super) fn anywhere(line: &Line<'_>, exact: bool) -> Option<Found> {
    find(line, |plain| non_answer(plain).or_else(|| loosely(plain)), (!exact).then_some(slip))
}

/// Whether words say no more than that this is all.
pub(super) fn is_all(text: &str) -> bool {
    THAT_IS_ALL.is(&written_out(&folded(text)))
}

/// Whether words say no more than that something was said, or asked, before.
pub(super) fn is_repeat(text: &str) -> bool {
    REPEATS.is(&written_out(&folded(text)))
}

fn non_answer(plain: &str) -> Option<Meaning> {
    first_of([(&DECLINED, Meaning::Declined), (&UNKNOWN, Meaning::Unknown), (&LATER, Meaning::Later)], plain)
}

/// What leaves a question for words.
fn in_words(plain: &str) -> Option<Meaning> {
    non_answer(plain).or_else(|| DECLINED_WORDS.is(plain).then_some(Meaning::Declined))
}

/// What would be an answer in somebody's own words, and can be none where only certain ones are asked for.
fn loosely(plain: &str) -> Option<Meaning> {
    first_of([(&DECLINED_TOO, Meaning::Declined), (&UNKNOWN_TOO, Meaning::Unknown), (&LATER_TOO, Meaning::Later)], plain)
}

fn first_of(kinds: [(&LazyLock<Whole>, Meaning); 3], plain: &str) -> Option<Meaning> {
    kinds.into_iter().find(|(whole, _)| whole.is(plain)).map(|(_, meaning)| meaning)
}

fn find(line: &Line<'_>, means: impl Fn(&str) -> Option<Meaning>, slips: Option<fn(&str, &str) -> bool>) -> Option<Found> {
    if !line.short || line.plain.is_empty() {
        return None;
    }
    if let Some(meaning) = means(&line.plain) {
        return Some(Found::sure(meaning));
    }
    let mended = mended(&line.plain, words::ASIDE_SLIPS, slips?)?;
    means(&mended).map(Found::guess)
}
