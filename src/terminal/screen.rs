//! How a turn looks: paragraphs wrapped, options numbered, one quiet line of help. The one exit for text, so the one place
//! where what could disturb a terminal is taken out.

use anyhow::Result;
use inward::phrases;
use inward::script::{Paragraph, Prose};
use inward::session::{Kind, Outcome, Turn};
use std::io::Write;

const WIDEST: usize = 76;
const NARROWEST: usize = 24;

const EMPHASIS: &str = "\u{1b}[1m";
const QUIET: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// How wide it is.
#[derive(Copy, Clone, Debug)]
pub struct Screen {
    width: usize,
}

impl Screen {
    /// As wide as the terminal, but never wider than a page is read well.
    pub fn fitting() -> Screen {
        let columns = terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0));
        Screen { width: columns.saturating_sub(1).clamp(NARROWEST, WIDEST) }
    }

    /// The title, once.
    pub fn title(&self, out: &mut impl Write, title: &str) -> Result<()> {
        writeln!(out, "\n{EMPHASIS}{}{PLAIN}", self.wrap(&clean(title), "", ""))?;
        Ok(())
    }

    /// A whole turn.
    pub fn turn(&self, out: &mut impl Write, turn: &Turn) -> Result<()> {
        self.prose(out, &turn.said)?;
        match &turn.outcome {
            Outcome::Ended(_) => writeln!(out)?,
            Outcome::Asked(_) | Outcome::Unread(_) => self.question(out, turn)?,
        }
        Ok(())
    }

    /// Something told beside the conversation.
    pub fn aside(&self, out: &mut impl Write, prose: &Prose) -> Result<()> {
        self.prose(out, prose)?;
        writeln!(out)?;
        Ok(())
    }

    /// The last words. The line of help stands under them too: it isn't over for somebody in danger.
    pub fn farewell(&self, out: &mut impl Write, prose: &Prose, turn: &Turn) -> Result<()> {
        self.prose(out, prose)?;
        writeln!(out)?;
        self.help_line(out, turn)
    }

    /// That the question still stands, without all its options: what was told before it must not scroll away.
    pub fn reminder(&self, out: &mut impl Write, turn: &Turn) -> Result<()> {
        self.quietly(out, phrases::STILL_ASKED)?;
        self.help_line(out, turn)
    }

    fn help_line(&self, out: &mut impl Write, turn: &Turn) -> Result<()> {
        if !turn.help_line.is_empty() {
            self.quietly(out, &turn.help_line.to_string())?;
        }
        out.flush()?;
        Ok(())
    }

    /// What may be answered, and the line of help.
    pub fn question(&self, out: &mut impl Write, turn: &Turn) -> Result<()> {
        writeln!(out)?;
        let Some(question) = turn.outcome.question() else { return Ok(()) };
        match &question.kind {
            Kind::Choose(offers) | Kind::ChooseMany(offers) => self.options(out, offers.iter().map(|offer| offer.label.to_string()))?,
            Kind::YesNo { yes, no } => self.legend(out, &format!("{yes} / {no}"))?,
            Kind::Number { low, high, least, most } => {
                let end = |number: &i64, label: &Option<Prose>| match label {
                    Some(label) => format!("{number} {label}"),
                    None => number.to_string(),
                };
                self.legend(out, &format!("{} … {}", end(low, least), end(high, most)))?;
            }
            Kind::Continue(label) => self.legend(out, &format!("Press Enter: {label}"))?,
            Kind::Text | Kind::Gather | Kind::Command => {}
        }
        self.help_line(out, turn)
    }

    /// Lines for a writer, each wrapped by itself below where it begins.
    pub fn lines(&self, out: &mut impl Write, lines: &[String]) -> Result<()> {
        writeln!(out)?;
        for line in lines {
            let indent = " ".repeat(2 + line.len() - line.trim_start().len());
            writeln!(out, "{QUIET}{}{PLAIN}", self.wrap(clean(line).trim_start(), &indent, &format!("{indent}  ")))?;
        }
        out.flush()?;
        Ok(())
    }

    /// A question of the program itself, with numbered answers.
    pub fn menu<'t>(&self, out: &mut impl Write, question: &str, options: impl Iterator<Item = &'t str>) -> Result<()> {
        writeln!(out, "\n{question}\n")?;
        self.options(out, options.map(str::to_owned))
    }

    fn options(&self, out: &mut impl Write, options: impl Iterator<Item = String>) -> Result<()> {
        for (place, label) in options.enumerate() {
            let number = format!("{:>3}  ", place + 1);
            writeln!(out, "{}", self.wrap(&clean(&label), &number, "     "))?;
        }
        writeln!(out)?;
        Ok(())
    }

    /// What may be answered, in a line of its own.
    fn legend(&self, out: &mut impl Write, text: &str) -> Result<()> {
        self.quietly(out, text)?;
        writeln!(out)?;
        Ok(())
    }

    fn quietly(&self, out: &mut impl Write, text: &str) -> Result<()> {
        writeln!(out, "{QUIET}{}{PLAIN}", self.wrap(&clean(text), "  ", "  "))?;
        Ok(())
    }

    fn prose(&self, out: &mut impl Write, prose: &Prose) -> Result<()> {
        for paragraph in &prose.paragraphs {
            writeln!(out, "\n{}", self.paragraph(paragraph))?;
        }
        Ok(())
    }

    /// A paragraph, wrapped. Emphasis is marked with characters that have no width and are in no text, and coloured after.
    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let marked = paragraph.runs.iter().map(|run| {
            let words = clean(&run.text);
            if run.emphasis { format!("{ON}{words}{OFF}") } else { words }
        });
        self.wrap(&marked.collect::<String>(), "", "").replace(ON, EMPHASIS).replace(OFF, PLAIN)
    }

    fn wrap(&self, text: &str, first: &str, rest: &str) -> String {
        let options = textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        textwrap::fill(text, options)
    }
}

/// Marks where emphasis begins and ends; `clean` takes every control character out of texts, so no text has them.
const ON: char = '\u{2}';
const OFF: char = '\u{3}';

/// Text without anything that could move a cursor, change a colour or turn the direction of writing.
pub fn clean(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars().map(|letter| if letter == '\t' { ' ' } else { letter }).filter(|letter| !letter.is_control() && !turns(*letter)).collect()
}
