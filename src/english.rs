//! English, in one place: the words that people type, and where their sentences end.
//!
//! Whatever reads or cuts what somebody typed asks here. Another language would be another room like this one.

mod sentences;
// Its lists are read in rows of words, not of one word a line.
#[rustfmt::skip]
mod words;

pub(crate) use sentences::{Stop, clauses, ends_sentence, pieces, sentences, stops};
pub(crate) use words::*;
