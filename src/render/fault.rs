//! What fails in play. A writer's slip never stops a conversation.

use serde::Serialize;
use std::fmt;

/// Something that failed in play. Its effect is left out, and the conversation goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The node at which it happened.
    pub node: String,
    /// What happened.
    pub what: Failure,
}

/// What failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Failure {
    /// A number grew beyond 64 bits.
    TooLarge,
    /// Something was divided by zero.
    DividedByZero,
    /// A text shows this fact, which isn't known.
    NotKnown(String),
    /// A number doesn't fit into this fact.
    OutOfRange(String),
    /// A hook failed, and asks for nothing.
    Hook {
        /// Its name.
        hook: String,
        /// Why.
        why: String,
    },
    /// More follow-ups wait than may.
    TooManyFollowUps,
    /// These records are as many as there may be.
    TooMany(String),
    /// A question had no option left to offer.
    NoOptions,
    /// The way went on and on without a question.
    TooManyMoves,
    /// Too many visits lay on each other.
    TooDeep,
    /// The state belongs to other content.
    OtherContent,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at `{}`: ", self.node)?;
        match &self.what {
            Failure::TooLarge => formatter.write_str("a number grew beyond 64 bits"),
            Failure::DividedByZero => formatter.write_str("something was divided by zero"),
            Failure::NotKnown(fact) => write!(formatter, "the text shows `{fact}`, which isn't known here"),
            Failure::OutOfRange(fact) => write!(formatter, "a number doesn't fit into `{fact}`"),
            Failure::Hook { hook, why } => write!(formatter, "the hook `{hook}` failed: {why}"),
            Failure::TooManyFollowUps => formatter.write_str("more follow-ups wait than may"),
            Failure::TooMany(fact) => write!(formatter, "`{fact}` holds as many records as it may"),
            Failure::NoOptions => formatter.write_str("the question has no option left to offer"),
            Failure::TooManyMoves => formatter.write_str("the way went on and on without a question"),
            Failure::TooDeep => formatter.write_str("too many visits lie on each other"),
            Failure::OtherContent => formatter.write_str("the state belongs to other content"),
        }
    }
}
