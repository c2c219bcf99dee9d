//! Interrupts listen to everything that is typed. What one hears is never an answer, nor a command, nor anybody's words.

use super::asked::{Asked, Offered};
use super::line::Line;
use super::meaning::{Held, Meaning, Noticed};
use super::{Found, answer};
use crate::patterns::{Heard, folded};
use crate::script::{Fate, InterruptId, Level, Script};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an interrupt heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listened {
    pub interrupt: InterruptId,
    /// The places of its patterns that fitted and aren't quiet; none, where all of them are.
    pub patterns: Vec<u32>,
}

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let script = asked.script;
    let all = listen(script, line.heard(), &asked.quiet, asked.exact);
    let loud = |listened: &&Listened| !listened.patterns.is_empty();
    let speaks = speaking(script, all.iter().filter(loud));
    // Whoever types an option takes it, though it sounds like an objection.
    let objects = speaks.is_some_and(|listened| script.interrupt(listened.interrupt).amends);
    let speaks = match objects && takes_an_option(line, asked) {
        true => speaking(script, all.iter().filter(loud).filter(|listened| !script.interrupt(listened.interrupt).amends)),
        false => speaks,
    }?;
    let interrupt = script.interrupt(speaks.interrupt);
    let holds = interrupt.text == Fate::Hold;
    let noticed = Noticed { interrupt: interrupt.name.clone(), patterns: speaks.patterns.clone(), held: holds };
    let held = holds.then(|| held(line.text, speaks.interrupt, asked));
    Some(Found::sure(Meaning::Interrupt { noticed, held }))
}

/// Every interrupt that hears something in a text, in their order. A light remark is no more than that: where only the exact
/// counts, a joke is as good as no answer.
pub(crate) fn listen(script: &Script, heard: &Heard, quiet: &BTreeSet<(InterruptId, u32)>, exact: bool) -> Vec<Listened> {
    let all = script.interrupts.iter().enumerate().filter(|(_, interrupt)| !(interrupt.level == Level::Colour && exact));
    let heard = all.filter_map(|(place, interrupt)| {
        let id = InterruptId::new(place);
        let patterns = interrupt.heard(heard);
        (!patterns.is_empty()).then(|| Listened {
            interrupt: id,
            patterns: patterns.into_iter().map(|pattern| pattern as u32).filter(|pattern| !quiet.contains(&(id, *pattern))).collect(),
        })
    });
    heard.collect()
}

/// The one that speaks: one that drops goes before all that hold. Words that any interrupt would drop must not be held by
/// another: they could be sent on and kept.
fn speaking<'l>(script: &Script, heard: impl Iterator<Item = &'l Listened> + Clone) -> Option<&'l Listened> {
    let drops = |listened: &&Listened| script.interrupt(listened.interrupt).text == Fate::Drop;
    heard.clone().find(drops).or_else(|| heard.clone().next())
}

/// Whether a text is an option that is offered now, by its name or label; where only the exact counts, also by what its writer
/// says that it hears: "I didn't mean it", asked whether somebody is safe, is about that.
fn takes_an_option(line: &Line<'_>, asked: &Asked<'_>) -> bool {
    let said = folded(line.text);
    let takes = |offered: &Offered<'_>| {
        let named = offered.choice.is_some_and(|choice| choice.id == line.text) || offered.label.folded == said;
        named || asked.exact && offered.hears().is_some_and(|hears| hears.hears(line.heard()))
    };
    asked.options.iter().any(takes)
}

/// A text that is held, with what it means at the question beneath; behind what is held there already for the same interrupt.
fn held(text: &str, id: InterruptId, asked: &Asked<'_>) -> Held {
    let asks = Some(asked.script.interrupt(id).ask);
    let meaning = match asked.open.iter().find(|open| open.nodes.contains(&asks)) {
        Some(open) => {
            let before = open.held.as_ref().filter(|(interrupt, _)| *interrupt == id).map(|(_, before)| before);
            let joined = before.map_or_else(|| text.to_owned(), |before| format!("{before}\n{text}"));
            open.beneath.as_ref().map_or(Meaning::GoOn, |beneath| answer(beneath, &joined))
        }
        None => answer(asked, text),
    };
    Held { text: Arc::from(text), meaning: Box::new(meaning) }
}
