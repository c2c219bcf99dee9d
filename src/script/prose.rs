//! What is said: templates as the writer composed them, and prose as a person reads it.

use super::Expression;
use serde::Serialize;
use std::fmt;

/// One item of a `say`.
#[derive(Debug)]
pub struct Line {
    /// Where this doesn't hold, the item is left out.
    pub when: Option<Expression>,
    /// What is said.
    pub says: Variant,
}

/// Which words an item uses.
#[derive(Debug)]
pub enum Variant {
    /// Always the same.
    Always(Template),
    /// Only the first time.
    Once(Template),
    /// One thing the first time, another after it.
    FirstAgain(Template, Template),
    /// One of these, by the conversation's seed.
    OneOf(Vec<Template>),
}

impl Variant {
    /// Every template that it can use.
    pub fn templates(&self) -> Vec<&Template> {
        match self {
            Variant::Always(template) | Variant::Once(template) => vec![template],
            Variant::FirstAgain(first, again) => vec![first, again],
            Variant::OneOf(templates) => templates.iter().collect(),
        }
    }
}

/// A text with places to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The pieces, in order.
    pub parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether it is lightly emphasised.
    pub emphasis: bool,
    /// What stands there.
    pub shown: Shown,
}

/// What stands in a place of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The writer's words; `\n\n` separates paragraphs.
    Text(String),
    /// What an expression comes to.
    Value(Expression),
    /// The person's own words in quotes, where they're short and safe to repeat.
    Quote(Expression),
    /// The person's own words in quotes, as long as they are, where they're safe to repeat: what somebody takes home.
    Whole(Expression),
    /// The person's own words, turned to face them.
    Mirror(Expression),
    /// A name with its possessive ending.
    Possessive(Expression),
    /// Several things as a sentence says them: "quiet, humour and hands".
    List(Expression),
    /// Words that a fact chooses, by their place in the script.
    Words(usize),
    /// A number with the right form of a noun.
    Plural {
        /// How many.
        count: Expression,
        /// The noun for one.
        one: String,
        /// The noun for any other number.
        many: String,
    },
}

/// Text as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// Paragraphs, in order; none of them is empty.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its pieces, in order.
    pub runs: Vec<Run>,
}

/// A piece of a paragraph with one look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are lightly emphasised.
    pub emphasis: bool,
}

impl Prose {
    /// Plain words, as one paragraph or several where empty lines stand between them.
    pub fn plain(text: &str) -> Prose {
        let paragraphs = text.split("\n\n").filter(|text| !text.trim().is_empty());
        let paragraph = |text: &str| Paragraph { runs: vec![Run { text: text.trim().to_owned(), emphasis: false }] };
        Prose { paragraphs: paragraphs.map(paragraph).collect() }
    }

    /// Lists under headings: a paragraph for each, with its lines below its heading. What stands between stars is emphasised.
    pub fn listed(lists: &[(&str, &[&str])]) -> Prose {
        let mut prose = Prose::default();
        for (heading, lines) in lists {
            let mut paragraph = Paragraph::default();
            paragraph.push(heading, true);
            for line in *lines {
                paragraph.push("\n  ", false);
                line.split('*').enumerate().for_each(|(place, words)| paragraph.push(words, place % 2 == 1));
            }
            prose.paragraphs.push(paragraph);
        }
        prose
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Adds more, as paragraphs of their own.
    pub fn append(&mut self, more: Prose) {
        self.paragraphs.extend(more.paragraphs);
    }

    /// Adds a piece to the last paragraph; `\n\n` in it begins a new one.
    pub(crate) fn push(&mut self, text: &str, emphasis: bool) {
        for (place, piece) in text.split("\n\n").enumerate() {
            if place > 0 || self.paragraphs.is_empty() {
                self.paragraphs.push(Paragraph::default());
            }
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.push(piece, emphasis);
            }
        }
    }

    /// Takes out what is empty and the white space at the edges of paragraphs.
    pub(crate) fn tidy(mut self) -> Prose {
        self.paragraphs.iter_mut().for_each(Paragraph::trim);
        self.paragraphs.retain(|paragraph| !paragraph.runs.is_empty());
        self
    }

    /// Whether the next letter begins a sentence.
    pub(crate) fn begins_sentence(&self) -> bool {
        let Some(paragraph) = self.paragraphs.last() else { return true };
        let mut before = paragraph.runs.iter().rev().flat_map(|run| run.text.chars().rev());
        let mut gap = false;
        loop {
            match before.next() {
                None => return true,
                Some(letter) if letter.is_whitespace() => gap = true,
                Some('.' | '!' | '?') => return gap,
                Some(_) => return false,
            }
        }
    }
}

impl Paragraph {
    fn push(&mut self, text: &str, emphasis: bool) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.emphasis == emphasis => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), emphasis }),
        }
    }

    fn trim(&mut self) {
        if let Some(first) = self.runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.runs.retain(|run| !run.text.is_empty());
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, paragraph) in self.paragraphs.iter().enumerate() {
            let gap = if place > 0 { "\n\n" } else { "" };
            write!(formatter, "{gap}{paragraph}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Paragraph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.runs.iter().try_for_each(|run| formatter.write_str(&run.text))
    }
}
