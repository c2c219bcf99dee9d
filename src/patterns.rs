//! Hearing a writer's patterns in what somebody typed.
//!
//! A [`Pattern`] is one string of a small language, read once. An [`Ear`] hears
//! many of them together, after taking out the spans that its `blank` patterns
//! cover. A [`Heard`] is a text folded once, for any number of ears.
//!
//! | written        | hears                                                        |
//! |----------------|--------------------------------------------------------------|
//! | `want to die`  | these words in a row, anywhere in one sentence               |
//! | `*`            | any one word                                                 |
//! | `..`           | nothing, or up to five words                                 |
//! | `(a\|b c)`     | one of the alternatives                                      |
//! | `[x]`          | `x` or nothing                                               |
//! | `(a & b)~5`    | both, in any order, with at most five words between          |
//! | `^` and `$`    | the start and the end of the sentence                        |
//! | `<name>`       | a named pattern                                              |
//! | `{fact}`       | the words of a fact's present text                           |
//!
//! Both sides are folded alike, so that spelling, case and disguise don't
//! decide whether somebody is heard; [`Heard`] says how. Hearing takes time
//! linear in the text, whatever is written in it.

mod automaton;
mod check;
mod compile;
mod ear;
mod error;
mod fold;
mod grammar;
mod heard;
mod lexeme;
mod lexicon;
mod lookalike;
mod order;
mod scan;
mod spelling;
mod trail;

pub use ear::{Ear, EarError, Place};
pub use error::PatternError;
pub use grammar::Pattern;
pub use heard::{Heard, folded};
pub use order::{Fit, Order, Word, words};

#[cfg(test)]
mod tests;
