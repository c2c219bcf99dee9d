//! Reading one expression.
//!
//! The way is: [`pieces`] cuts the text and refuses, kindly, whatever an expression here never holds; rhai parses what
//! is left, which settles precedence; [`lowering`] turns rhai's tree into [`Written`]. Cutting first serves three ends:
//! rhai's parser meets only the few signs for which we know it well, messages can speak of what the writer wrote, and
//! every node gets a range of bytes although rhai tells only where it begins.

mod cutting;
mod lowering;
mod pieces;
mod refusals;
#[cfg(test)]
mod tests;

use crate::caps;
use std::{fmt, ops::Range, sync::OnceLock};

use rhai::{Engine, OptimizationLevel, Stmt, Token};

use pieces::Pieces;

/// Reads an expression: its shape, with names not yet resolved and nothing evaluated.
pub fn expression(text: &str) -> Result<Written, ExpressionError> {
    if text.len() > caps::EXPRESSION_BYTES {
        let beyond = text.floor_char_boundary(caps::EXPRESSION_BYTES)..text.len();
        return Err(refusals::too_long(beyond));
    }
    let pieces = Pieces::cut(text)?;
    let tree = engine().compile_expression(pieces.masked()).map_err(|error| refusals::reworded(&error, &pieces))?;
    match tree.statements() {
        [Stmt::Expr(root)] => lowering::lower(root, &pieces),
        _ => Err(refusals::beyond_us(0..text.len())),
    }
}

/// An expression as written: what rhai understood, in our own words, names not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it stands, in bytes of the text given. Parentheses around the whole are not part of it, those within are.
    pub at: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// The shapes an expression can have. None is nested deeper than [`caps::EXPRESSION_DEPTH`], so walking one by recursion is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, its sign included: `-5` is this and no [`Form::Negate`].
    Int(i64),
    /// A text, its escapes already undone.
    Text(String),
    /// A name by itself.
    Name(String),
    /// A field of something: `was.hurt`.
    Field(Box<Written>, String),
    /// A call: `known(hurt)`.
    Call {
        /// What is called.
        name: String,
        /// What it is given.
        arguments: Vec<Written>,
    },
    /// `!x`.
    Not(Box<Written>),
    /// `-x`, where `x` is no literal.
    Negate(Box<Written>),
    /// Two expressions joined: `hurt >= 7`.
    Binary {
        /// What joins them.
        operator: Operator,
        /// What stands before it.
        left: Box<Written>,
        /// What stands after it.
        right: Box<Written>,
    },
}

/// What joins two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl Operator {
    /// All of them, the loosest first.
    pub const ALL: [Self; 13] = [
        Self::Or,
        Self::And,
        Self::Equal,
        Self::Unequal,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::Divide,
        Self::Remainder,
    ];

    /// How it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// Why a text is no expression: the writer's mistake, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// Where it stands, in bytes of the text given; empty only when the text is.
    pub at: Range<usize>,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to write instead, where that is known.
    pub hint: Option<String>,
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ExpressionError {}

impl ExpressionError {
    fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        let (message, hint) = (message.into(), None);
        Self { at, message, hint }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into());
        Self { hint, ..self }
    }
}

/// Whether a name has the shape that an expression can hold: ASCII letters, digits and `_`, a letter before any digit.
/// A [`reserved`] word has this shape too, so ask both before accepting a name.
pub fn is_name(name: &str) -> bool {
    let bare = name.trim_start_matches('_');
    bare.starts_with(|first: char| first.is_ascii_alphabetic()) && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a name, though well formed, can't be used because an expression reads it as something else.
pub fn reserved(name: &str) -> bool {
    // Asking rhai itself, rather than keeping a list, can't go stale when rhai reserves another word.
    is_name(name) && (refusals::spelled_sign(name).is_some() || !matches!(engine().lex([&name]).0.next(), Some((Token::Identifier(_), _))))
}

/// The engine that parses, one for the process. It is raw: it has no functions, since nothing is evaluated with it.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Engine::new_raw();
        // Folding would take away the nodes, and with them the reads, that the writer wrote.
        engine.set_optimization_level(OptimizationLevel::None);
        engine.set_max_expr_depths(caps::EXPRESSION_DEPTH, caps::EXPRESSION_DEPTH);
        for symbol in ["eval", "Fn", "curry", "call"] {
            engine.disable_symbol(symbol);
        }
        engine
    })
}
