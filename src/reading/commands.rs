//! Commands to the program: what was surely meant as one, and at last what likely was.

use super::command::{self, Command};
use super::line::Line;
use super::meaning::Misfit;
use super::{Asked, Found, answer, verbs};
use crate::english as words;

/// A command that was surely meant. Where something is chosen or counted, so is one with a number behind it.
pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if line.quoted || line.is_one_of_several {
        return None;
    }
    let command = command::certain(asked.script, line.text).or_else(|| command::with_a_place(line.text).filter(|_| !asked.takes_words()));
    command.filter(|_| !verbs::is_heard_bare(line, asked)).map(|command| found(command, asked))
}

/// A marked command that nobody knows.
pub(super) fn unknown(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    (line.order().is_some() && !asked.takes_commands()).then(|| Found::misfit(Misfit::NoCommand))
}

/// The command that was meant where nothing else fits. Leaving is the one thing that isn't done on a likelihood.
pub(super) fn likely_meant(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    if line.quoted || line.is_one_of_several || asked.takes_words() {
        return None;
    }
    match command::likely(line.text)? {
        Command::Quit if !words::SURELY_LEAVES.contains(&line.folded.as_str()) => Some(Found::session(Command::QuitPerhaps)),
        command => Some(found(command, asked)),
    }
}

/// Whoever types "skip" declines.
fn found(command: Command, asked: &Asked<'_>) -> Found {
    match command {
        Command::Skip => Found::sure(answer(asked, SKIP)),
        command => Found::session(command),
    }
}

/// The word that leaves a question.
const SKIP: &str = "skip";
