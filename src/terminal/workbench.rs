//! What a writer sees in a conversation that is played with `--dev`: what was looked at, where it stands, and what failed
//! at which place. Nobody else is shown any of it, and no transcript knows these commands.

use super::screen::{Page, Screen, clean};
use inward::diagnostics::Sources;
use inward::session::{Overview, RecordTable, Session};

/// Told once, before the conversation.
const WELCOME: &str = "/trace tells what was looked at in the last turn and why it did or didn't happen; /state tells what is remembered.";

/// Told where the conversation is over.
const OVER: &str = "The conversation is over. /trace and /state still work; anything else leaves.";

/// A workbench beside a conversation.
pub struct Workbench<'w> {
    /// The files that places point into.
    sources: &'w Sources,
}

impl<'w> Workbench<'w> {
    pub fn new(sources: &'w Sources) -> Self {
        Workbench { sources }
    }

    /// What can be asked here.
    pub fn welcome(&self, screen: &Screen) -> Page {
        screen.lines(&[WELCOME.to_owned()])
    }

    /// That the conversation is over and can still be looked at.
    pub fn over(&self, screen: &Screen) -> Page {
        screen.lines(&[OVER.to_owned()])
    }

    /// Answers what a writer asks of the workbench; nothing, where it was something else that was typed.
    pub fn answers(&self, screen: &Screen, session: &Session<'_>, typed: &str) -> Option<Page> {
        match typed.trim().to_lowercase().as_str() {
            "/trace" => Some(screen.lines(&session.trace().told(self.sources))),
            "/state" => Some(screen.lines(&state(&session.overview()))),
            _ => None,
        }
    }

    /// Who took the last line, where one was read.
    pub fn reader(&self, screen: &Screen, session: &Session<'_>) -> Page {
        match session.turn().by {
            Some(by) => screen.lines(&[format!("taken by {by}")]),
            None => Page::default(),
        }
    }

    /// What failed in the last turn, each with its place.
    pub fn faults(&self, screen: &Screen, session: &Session<'_>) -> Page {
        if session.turn().faults.is_empty() {
            return Page::default();
        }
        let faults = session.missteps().iter().map(|misstep| misstep.told(self.sources)).collect::<Vec<_>>();
        screen.lines(&faults)
    }
}

/// Where the conversation stands, part by part; a part in which there is nothing is left out.
fn state(overview: &Overview) -> Vec<String> {
    let mut lines = Vec::new();
    let mut part = |title: &str, inside: Vec<String>| {
        if !inside.is_empty() {
            lines.push(format!("{title}:"));
            lines.extend(inside.iter().map(|line| format!("  {line}")));
        }
    };
    part("facts", rows(&overview.facts.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect::<Vec<_>>()));
    for table in &overview.records {
        part(&table.fact, records(table));
    }
    part("agenda", overview.agenda.clone());
    part("on each other, the present one last", overview.stack.clone());
    part("rules that spoke", overview.spoken.iter().map(|(rule, times, most)| format!("{rule}: {times} of {most}")).collect());
    part("passed by from now on", overview.skipped.iter().map(|node| format!("`{node}`")).collect());
    part("ended", overview.ended.iter().map(|end| format!("@end {end}")).collect());
    lines
}

fn records(table: &RecordTable) -> Vec<String> {
    if table.rows.is_empty() {
        return vec!["no records".to_owned()];
    }
    let head = std::iter::once(String::new()).chain(table.columns.iter().cloned()).collect();
    rows(&std::iter::once(head).chain(table.rows.iter().cloned()).collect::<Vec<_>>())
}

/// Cells below each other, as wide as the widest looks.
fn rows(rows: &[Vec<String>]) -> Vec<String> {
    let rows = rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect::<Vec<_>>()).collect::<Vec<_>>();
    let columns = rows.first().map_or(0, Vec::len);
    let wide = |cell: &String| textwrap::core::display_width(cell);
    let widths = (0..columns).map(|column| rows.iter().filter_map(|row| row.get(column)).map(wide).max().unwrap_or(0)).collect::<Vec<_>>();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(wide(cell)))));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
