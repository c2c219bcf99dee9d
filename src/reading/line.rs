//! What was typed, prepared once, in the forms in which it is compared.

use crate::caps;
use crate::english::{self as words, sentences};
use crate::patterns::{Heard, Word, folded};
use std::cell::OnceCell;

/// What was typed.
pub(crate) struct Line<'t> {
    /// As it was typed, without space around it, and without the quotes that make an answer of a command.
    pub text: &'t str,
    /// Folded.
    pub folded: String,
    /// Folded, with short forms written out.
    pub plain: String,
    /// Folded with each stretched letter written twice, where any is.
    doubled: Option<String>,
    /// Whether it is short enough to be nothing but what the program knows everywhere.
    pub short: bool,
    /// Whether it stood in quotes, so that it is no command.
    pub quoted: bool,
    /// Whether it is one of several commands.
    pub is_one_of_several: bool,
    /// As commands of the content hear it.
    pub words: Vec<Word>,
    heard: OnceCell<Heard>,
}

impl<'t> Line<'t> {
    /// What stood in quotes, so that it is no command.
    pub fn in_quotes(text: &'t str) -> Self {
        Line { quoted: true, ..Line::new(text) }
    }

    /// A line, or a part of one.
    pub fn new(text: &'t str) -> Self {
        let text = text.trim();
        // What is longer than any option is no name of one; folding stays cheap.
        let (start, short) = match text.char_indices().nth(caps::MATCHED_CHARACTERS) {
            Some((end, _)) => (&text[..end], false),
            None => (text, true),
        };
        let folded = folded(start);
        let plain = once(&written_out(&folded));
        let doubled = has_stretch(start).then(|| crate::patterns::folded(&doubled(start)));
        Line { text, folded, plain, doubled, short, quoted: false, is_one_of_several: false, words: Vec::new(), heard: OnceCell::new() }
    }

    /// One command of several on a line.
    pub fn one_of_several(text: &'t str, words: Vec<Word>) -> Self {
        Line { is_one_of_several: true, words, ..Line::new(text) }
    }

    /// The same line, with its words as commands of the content hear them.
    pub fn with_words(&self, words: Vec<Word>) -> Self {
        Line { quoted: self.quoted, words, ..Line::new(self.text) }
    }

    /// As patterns hear it.
    pub fn heard(&self) -> &Heard {
        self.heard.get_or_init(|| Heard::new(self.text))
    }

    /// Its first sentence, where it has several.
    pub fn opening(&self) -> Option<&'t str> {
        let mut sentences = sentences(self.text);
        sentences.next().filter(|_| sentences.next().is_some())
    }

    /// Whether it is this folded text, but for capitals and signs; also where a letter was stretched that the other doubles
    /// ("goood").
    pub fn is(&self, other: &str) -> bool {
        !self.folded.is_empty() && self.short && (other == self.folded || self.doubled.as_deref() == Some(other))
    }

    /// Whether it is longer than anything that can be kept.
    pub fn is_too_long(&self) -> bool {
        self.text.chars().nth(caps::REPLY_CHARACTERS).is_some()
    }

    /// Whether it has no letter, no digit and no picture: nothing, a dot, "???".
    pub fn says_nothing(&self) -> bool {
        self.folded.is_empty() && !self.text.chars().any(|letter| is_picture(letter) || letter.is_alphanumeric())
    }

    /// Whether it is a word that answers nothing: "ok", "hmm".
    pub fn is_only_a_sound(&self) -> bool {
        self.short && words::NOTHING_SAID.contains(&self.folded.as_str())
    }

    /// Whether it asks something itself. A word or two with a mark behind them are an answer that is unsure.
    pub fn asks(&self) -> bool {
        self.text.ends_with('?') && self.text.split_whitespace().nth(2).is_some()
    }

    /// What stands behind the stroke of a command: `/why`, and neither `//` nor `/ why`.
    pub fn order(&self) -> Option<&'t str> {
        self.text.strip_prefix('/').filter(|rest| !rest.is_empty() && !rest.starts_with(['/', ' ']))
    }
}

/// Folded words with short forms written out, so that "someone" and "somebody" are one.
pub(super) fn written_out(folded: &str) -> String {
    let long = |word| words::SHORT_FORMS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| *long);
    let words = folded.split(' ').map(long).collect::<Vec<_>>().join(" ");
    if words.contains("no one") { format!(" {words} ").replace(" no one ", " nobody ").trim().to_owned() } else { words }
}

/// Words that are repeated stand once: "no no no" is "no".
fn once(plain: &str) -> String {
    let mut words = plain.split(' ').collect::<Vec<_>>();
    words.dedup();
    words.join(" ")
}

fn is_picture(letter: char) -> bool {
    !letter.is_ascii() && !letter.is_whitespace() && !"…·•–—‐‑。、،؟¿¡«»„“”‚‘’".contains(letter)
}

fn has_stretch(text: &str) -> bool {
    let letters = text.chars().collect::<Vec<_>>();
    letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2] && three[0].is_alphabetic())
}

/// The text with each stretched letter written twice.
pub(super) fn doubled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = (None, 0);
    for letter in text.chars() {
        run = if run.0 == Some(letter) { (run.0, run.1 + 1) } else { (Some(letter), 1) };
        if run.1 <= 2 || !letter.is_alphabetic() {
            out.push(letter);
        }
    }
    out
}
