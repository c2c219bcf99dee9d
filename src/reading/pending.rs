//! What the program asked back, and what it asked before the question: small choices of their own, read by the same readers.

use super::asked::{Asked, Offered};
use super::command::{self, Command};
use super::line::Line;
use super::meaning::{CommandMisfit, Meaning, Misfit, Pending};
use super::spoken::{self, Listener, Order, Spoken};
use super::{Found, Taken, labels, option, verbs, yes_no};
use crate::script::Ask;

/// The option that leaves everything as it was.
pub(crate) const LEAVE: &str = "@leave";

/// What the session asked before the question. Whatever else is wanted goes before it.
pub(super) fn before(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let before = asked.before.as_ref()?;
    let command = if line.quoted { None } else { command::certain(asked.script, line.text) };
    if command.as_ref().is_some_and(|command| *command != Command::Back) {
        return None;
    }
    let leaves = before.option(LEAVE).filter(|_| line.says_nothing() || command.is_some());
    // What was only offered yields to an option of the question that is called so.
    if before.option(LEAVE).is_none() && (command.is_some() || labels::named(line, asked).is_some()) {
        return None;
    }
    let number =
        line.text.trim_end_matches('.').parse::<i64>().ok().filter(|_| before.options.iter().any(|offered| offered.number.is_some()));
    let found = leaves.map(|leave| Meaning::Option(leave.id.clone())).or_else(|| match option(line, before)?.taken {
        Taken::Step(Meaning::Option(id)) => Some(Meaning::Option(id)),
        _ => None,
    });
    let found = found.or_else(|| said_within(line, before));
    let words = || before.insists.then(|| Meaning::Words(super::Words::read(line.text)));
    let taken = found.or(number.map(Meaning::Number)).or_else(words)?;
    Some(Found { taken: Taken::Before(taken), guessed: false })
}

/// The only option of which a name is among the words: "only the spelling". Leaving is never said within something else.
fn said_within(line: &Line<'_>, before: &Asked<'_>) -> Option<Meaning> {
    let says = |offered: &&Offered<'_>| offered.id != LEAVE && line.folded.split(' ').any(|word| offered.names.contains(&word));
    let mut said = before.options.iter().filter(says);
    said.next().filter(|_| said.next().is_none()).map(|offered| Meaning::Option(offered.id.clone()))
}

/// What was asked back of the last reply.
pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    match asked.pending.as_ref()? {
        Pending::Options(ids) if !asked.exact => among(ids, line, asked),
        Pending::Options(_) => None,
        Pending::Numbers(_) => None,
        Pending::Sure(number) => (yes_no::plainly(line) == Some(true)).then(|| Found::sure(Meaning::Number(*number))),
        Pending::Command(used) => {
            let said = spoken::cut(line.text).into_iter().next().unwrap_or_default();
            // A command goes before the answer to what was asked about another.
            if said.is_empty() || matches!(listener(asked).order(&said, !asked.exact), Order::Do(_)) {
                return None;
            }
            match yes_no::plainly(line)? {
                true => Some(verbs::if_here(used.clone(), asked)),
                false => Some(Found::misfit(Misfit::Command(CommandMisfit::GuessRefused))),
            }
        }
        Pending::Noun { used, place, order, way, .. } => {
            let said = match line.words.is_empty() {
                true => spoken::cut(line.text).into_iter().next().unwrap_or_default(),
                false => line.words.clone(),
            };
            let listener = listener(asked);
            if said.is_empty() || matches!(listener.order(&said, !asked.exact), Order::Do(_)) {
                return None;
            }
            let noun = listener.named(&said)?;
            let mut spoken = Spoken::of(asked.script, used)?;
            *spoken.nouns.get_mut(usize::from(*place))? = Some(noun);
            match listener.completed(spoken, usize::from(*order), usize::from(*way)) {
                Order::Do(spoken) => Some(verbs::if_here(spoken.used(asked.script), asked)),
                more => more.misfit().map(Found::misfit),
            }
        }
    }
}

fn listener<'a>(asked: &'a Asked<'_>) -> Listener<'a> {
    Listener { script: asked.script, scene: &asked.commands }
}

/// One of those among which it was asked. A bare number counts as it stands on the screen, for all of the options.
fn among(ids: &[String], line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if !matches!(asked.ask, Ask::Choose(_) | Ask::YesNo(_)) || line.text.trim_end_matches(['.', ')']).parse::<usize>().is_ok() {
        return None;
    }
    let options = asked.options.iter().filter(|offered| ids.contains(&offered.id)).cloned().collect();
    let small = Asked { options, pending: None, ..asked.clone() };
    option(line, &small).filter(|found| matches!(found.taken, Taken::Step(Meaning::Option(_) | Meaning::Otherwise { .. })))
}
