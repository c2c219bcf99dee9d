//! What is wrong with a pattern, and where.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// A mistake in a pattern, told to the writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The bytes of the pattern's text that the message is about.
    pub at: Range<usize>,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to write instead, where that is known.
    pub hint: Option<String>,
}

impl PatternError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> PatternError {
        PatternError { at, message: message.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> PatternError {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl Error for PatternError {}
