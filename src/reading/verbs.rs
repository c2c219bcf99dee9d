//! Commands of the content: all of a line where commands are asked for, one marked with a stroke at any other question, and one
//! typed bare where nothing else is meant by it. What is guessed is only asked.

use super::line::Line;
use super::meaning::{CommandMisfit, Commands, Meaning, Misfit, VerbUsed};
use super::spoken::{self, Listener, Order, Part, Spoken};
use super::{Asked, Found, command};
use crate::english as words;
use crate::patterns::Word;

/// At a question for commands, any line; elsewhere one with a stroke before it.
pub(super) fn marked(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if asked.takes_commands() {
        return commanded(line, asked);
    }
    let order = line.order().filter(|_| may_lead_away(asked))?;
    let [only] = &spoken::cut(order)[..] else { return None };
    match listener(asked).order(only, true) {
        Order::Do(spoken) => Some(done(&spoken, asked)),
        // Slash and a word that no verb begins with may be a command to the program, mistyped.
        Order::No(CommandMisfit::NoVerb(_)) => None,
        other => other.misfit().map(Found::misfit),
    }
}

/// A command typed bare at a question that has other answers.
pub(super) fn bare(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if asked.takes_commands() || asked.takes_words() || !may_lead_away(asked) || line.text.parse::<i64>().is_ok() {
        return None;
    }
    let [only] = &spoken::cut(line.text)[..] else { return None };
    match listener(asked).order(only, true) {
        Order::Do(spoken) => Some(done(&spoken, asked)),
        Order::Ask(_) | Order::No(_) => None,
    }
}

/// Whether a line without a stroke is a command of the content where commands are asked for: it goes before one to the program.
pub(super) fn is_heard_bare(line: &Line<'_>, asked: &Asked<'_>) -> bool {
    asked.takes_commands() && !line.text.starts_with('/') && matches!(listener(asked).order(&line.words, true), Order::Do(_))
}

/// Where an "and" stands between two commands of a part; none, where the whole means something as it is.
pub(super) fn joint(part: &[Word], asked: &Asked<'_>) -> Option<usize> {
    let listener = listener(asked);
    let joint = (1..part.len().saturating_sub(1)).find(|place| part[*place].text() == "and" && listener.begins(&part[place + 1]))?;
    (!matches!(listener.order(part, false), Order::Do(_))).then_some(joint)
}

fn listener<'a>(asked: &'a Asked<'_>) -> Listener<'a> {
    Listener { script: asked.script, scene: &asked.commands }
}

/// Nothing leads away from a question at which nothing may be guessed, nor from one that somebody was stopped for.
fn may_lead_away(asked: &Asked<'_>) -> bool {
    !asked.script.verbs.is_empty() && !asked.exact && !asked.commands.stopped
}

fn done(spoken: &Spoken, asked: &Asked<'_>) -> Found {
    used(spoken.used(asked.script))
}

fn used(used: VerbUsed) -> Found {
    Found::sure(Meaning::Commands(Commands { used: vec![used], left_out: None }))
}

/// One command where commands are asked for; why not, where it can't be done. What was likely meant for the program is left to it.
fn commanded(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let cut;
    let said: &Part = match line.words.is_empty() {
        true => {
            cut = spoken::cut(line.text).into_iter().next().unwrap_or_default();
            &cut
        }
        false => &line.words,
    };
    if said.is_empty() {
        return Some(Found::misfit(Misfit::Command(CommandMisfit::Nothing)));
    }
    let order = listener(asked).order(said, !asked.exact);
    let typed = spoken::joined(said);
    let for_program = || command::likely(if line.is_one_of_several { &typed } else { line.text }).is_some();
    Some(match order {
        Order::Do(spoken) => done(&spoken, asked),
        _ if words::AGAIN_WORDS.contains(&typed.as_str()) && asked.commands.last.is_some() => again(asked),
        // In a line of its own it is the session's.
        _ if line.is_one_of_several && words::LOOK_WORDS.contains(&typed.as_str()) => {
            used(VerbUsed { verb: words::LOOK_WORDS[0].to_owned(), nouns: Vec::new() })
        }
        Order::No(CommandMisfit::NoVerb(_) | CommandMisfit::NotTheRest { .. }) if line.is_one_of_several && for_program() => {
            Found::misfit(Misfit::Command(CommandMisfit::NeedsALine(typed)))
        }
        _ if !line.is_one_of_several && !line.quoted && for_program() => return None,
        _ if words::AGAIN_WORDS.contains(&typed.as_str()) => again(asked),
        order => refused(order),
    })
}

fn refused(order: Order) -> Found {
    Found::misfit(order.misfit().unwrap_or(Misfit::Unlike))
}

/// What was done last, if all that it names is still here.
fn again(asked: &Asked<'_>) -> Found {
    let Some(last) = &asked.commands.last else { return Found::misfit(Misfit::Command(CommandMisfit::NothingToRepeat)) };
    if_here(last.clone(), asked)
}

/// Something to be done, if all that it names is here.
pub(super) fn if_here(last: VerbUsed, asked: &Asked<'_>) -> Found {
    let here =
        Spoken::of(asked.script, &last).is_some_and(|spoken| spoken.nouns.iter().flatten().all(|noun| asked.commands.here.contains(noun)));
    if here { used(last) } else { Found::misfit(Misfit::Command(CommandMisfit::NotHere)) }
}
