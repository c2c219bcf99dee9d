//! What somebody takes home: their own sentences, and a small drawing of what mirrors what.
//!
//! A dialogue says of which parts it is made; whatever isn't there is left out. It is a plain value: as text for a screen, as
//! Markdown, or as one page of HTML that needs nothing beside it. Whoever holds it writes it where the person says, if they do.

mod drawing;
mod page;

use crate::script::{KeepsakePart, Script};
use crate::step::State;
use crate::turn::{holds, records, tell, tell_lines};
use drawing::Drawing;
use serde::Serialize;

/// What somebody takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Keepsake {
    /// What it is called.
    pub title: String,
    /// Its parts, in the writer's order; none of them is empty.
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// What stands in it.
    pub lines: Vec<Entry>,
}

/// A line of a part, with what it mirrors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The line.
    pub text: String,
    /// What it mirrors, where that was found.
    pub mirrors: Option<String>,
}

/// What somebody would take home now; nothing, where the dialogue has no keepsake or there is nothing in it yet.
pub fn keepsake(script: &Script, state: &State) -> Option<Keepsake> {
    let written = script.keepsake.as_ref().filter(|_| state.is_of(script))?;
    let parts = written.parts.iter().map(|written| part(script, state, written)).filter(|part| !part.lines.is_empty());
    let keepsake = Keepsake { title: tell(script, state, &[], &written.title).to_string(), parts: parts.collect() };
    (!keepsake.parts.is_empty()).then_some(keepsake)
}

fn part(script: &Script, state: &State, written: &KeepsakePart) -> Part {
    let title = tell(script, state, &[], &written.title).to_string();
    let there = written.when.as_ref().is_none_or(|when| holds(script, state, &[], when));
    let bindings = match written.each {
        _ if !there => Vec::new(),
        Some(fact) => records(state, fact).into_iter().map(|record| vec![record]).collect(),
        None => vec![Vec::new()],
    };
    let lines = bindings.iter().flat_map(|given| {
        let mirrors = tell_lines(script, state, given, &written.mirrors).first().map(ToString::to_string);
        let lines = tell_lines(script, state, given, &written.say);
        lines.into_iter().map(move |line| Entry { text: line.to_string(), mirrors: mirrors.clone() })
    });
    Part { title, lines: lines.collect() }
}

impl Keepsake {
    /// As text for a screen: each part under its title, and the drawing where something mirrors something. Lines are as long as
    /// what stands in them.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for part in &self.parts {
            out.push_str(&format!("\n{}\n", part.title));
            match Drawing::of(part) {
                Some(drawing) => out.push_str(&drawing.text()),
                None => part.lines.iter().for_each(|line| out.push_str(&format!("  {}\n", line.text))),
            }
        }
        out
    }

    /// As text that a screen reader can read out: no drawing, each thing with what it mirrors in a sentence.
    pub fn plain(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for part in &self.parts {
            out.push_str(&format!("\n{}\n", part.title));
            part.lines.iter().for_each(|line| out.push_str(&format!("{}\n", line.sentence())));
        }
        out
    }

    /// As Markdown. What somebody wrote stays what they wrote: nothing in it is taken for a mark.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", markdown(&self.title));
        for part in &self.parts {
            out.push_str(&format!("\n## {}\n\n", markdown(&part.title)));
            part.lines.iter().for_each(|line| out.push_str(&format!("- {}\n", markdown(&line.sentence()))));
        }
        out
    }

    /// As one page of HTML that needs nothing beside it: readable on a phone, and made to be printed. Every word is escaped, and
    /// nothing in it runs or is fetched.
    pub fn html(&self) -> String {
        page::html(self)
    }
}

impl Entry {
    fn sentence(&self) -> String {
        match &self.mirrors {
            Some(mirrors) => format!("{} → {mirrors}", self.text),
            None => self.text.clone(),
        }
    }
}

/// Text without anything that Markdown would take for a mark.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\n' {
            out.push(' ');
            continue;
        }
        if letter.is_ascii_punctuation() && !matches!(letter, '.' | ',' | ';' | ':' | '?' | '\'' | '"' | '/' | '%' | '$') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
