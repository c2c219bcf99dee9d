//! What a writer got wrong in a script.

use std::ops::Range;

/// A writer's mistake in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookMistake {
    /// The file, counted from 0.
    pub file: usize,
    /// Where in it, in bytes.
    pub at: Range<usize>,
    /// Which kind of mistake.
    pub kind: HookMistakeKind,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do instead, where that is known.
    pub hint: Option<String>,
}

/// The kinds of mistakes in a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HookMistakeKind {
    /// It can't be read.
    Syntax,
    /// No function, method or sign of this name.
    UnknownFunction,
    /// Too few or too many arguments.
    WrongArguments,
    /// No variable of this name.
    UnknownName,
    /// A property or element whose name is computed.
    ComputedProperty,
    /// A node, fact or pattern that isn't written out.
    TargetNotLiteral,
    /// Code outside of a function.
    TopLevelStatement,
    /// A second function of this name, or one with the name of something built in.
    DuplicateName,
    /// Something that rhai knows and a hook can't do.
    NotAllowed,
    /// `facts`, `next` or the reply, used for what it isn't.
    HandleMisused,
    /// It can't be known what is read.
    ReadsUnknown,
}
