//! Conditions and sums: a small typed tree that knows what it reads.
//!
//! rhai's grammar is how they are *written* (see [`hooks`](crate::hooks)); this is what they *mean*. Evaluating a tree of our
//! own is deterministic, total and some ten times faster than walking rhai's, and what it reads is known before it runs.

mod written;

use super::{FactId, Kept, MeanId, NodeId, Script, TableId, Value};
use std::collections::BTreeSet;

/// A condition or a sum, resolved and typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// The place of an option id in the list of the fact that it is compared with or put into.
    Option(u16),
    /// A fact as it is now.
    Fact(FactId),
    /// A fact as it was when the turn began.
    Was(FactId),
    /// What the node was given, or what `each` goes through: by its place; with the fact that holds it, if it is a record.
    Argument(usize, Option<FactId>),
    /// A field of the record that the inner expression leads to.
    Field {
        /// Leads to the record.
        of: Box<Expression>,
        /// The fact that holds the records.
        records: FactId,
        /// The field's place.
        field: usize,
    },
    /// How many records or options there are.
    Count(Box<Expression>),
    /// Whether an option is among those that were picked.
    Has(Box<Expression>, u16),
    /// A named condition.
    Mean(MeanId),
    /// Whether a cell is filled.
    Filled(TableId, usize),
    /// Whether there is a real answer.
    Known(Box<Expression>),
    /// Whether they declined.
    Declined(Box<Expression>),
    /// Whether they didn't know.
    Unknown(Box<Expression>),
    /// Whether they said "later".
    Later(Box<Expression>),
    /// Whether a pattern was heard in somebody's words, by its place in the list of the fact that holds them.
    Heard(Box<Expression>, u8),
    /// How often a node was met.
    Times(NodeId),
    /// How many questions of a part were asked, by the part's place.
    Asked(usize),
    /// Whether this node is asked, or was entered last.
    Here(NodeId),
    /// A table's cell in the row of now.
    Cell(TableId, usize),
    /// Not.
    Not(Box<Expression>),
    /// Minus.
    Negate(Box<Expression>),
    /// Both sides, or either.
    Logic(Logic, Box<Expression>, Box<Expression>),
    /// Two sides compared; false where either is nothing.
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// A sum; nothing where either side is nothing.
    Sum(Sum, Box<Expression>, Box<Expression>),
}

/// How two conditions are joined.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Logic {
    /// Both.
    And,
    /// Either.
    Or,
}

/// How two sides are compared.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
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
}

/// What is done with two numbers.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`, without the rest
    Divide,
    /// `%`, the rest
    Remainder,
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand<'a> {
    /// Nothing: a fact without a real answer, or a sum with one in it.
    Nothing,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A place in a list of options.
    Option(u16),
    /// A table's cell, or somebody's own words.
    Text(&'a str),
    /// Picked options.
    Many(&'a [u16]),
    /// A record, by its key.
    Key(u32),
    /// Records.
    Records(&'a Kept),
}

/// Why an expression came to nothing at all.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A number grew beyond 64 bits.
    TooLarge,
    /// Something was divided by zero.
    DividedByZero,
}

/// What an expression may look at: nothing else can change what it comes to.
#[derive(Copy, Clone)]
pub struct World<'a> {
    /// The content.
    pub script: &'a Script,
    /// The facts now, by index.
    pub now: &'a [Value],
    /// The facts when the turn began.
    pub was: &'a [Value],
    /// What the present node was given, and behind it what `each` goes through.
    pub given: &'a [Value],
    /// The node that is asked, or was entered last.
    pub here: Option<NodeId>,
    /// How often each node was met.
    pub counts: &'a dyn Counts,
}

/// Knows how often each node was met.
pub trait Counts {
    /// How often this one was.
    fn times(&self, node: NodeId) -> i64;
}

/// Facts that are read.
pub type Reads = BTreeSet<FactId>;

impl Expression {
    /// What it comes to.
    ///
    /// # Errors
    /// A sum beyond 64 bits, or a division by zero.
    pub fn evaluate<'a>(&self, world: &World<'a>) -> Result<Operand<'a>, Problem> {
        let operand = match self {
            Expression::Bool(value) => Operand::Bool(*value),
            Expression::Number(value) => Operand::Number(*value),
            Expression::Option(place) => Operand::Option(*place),
            Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. } => {
                self.value(world).map_or(Operand::Nothing, operand)
            }
            Expression::Count(of) => match of.evaluate(world)? {
                Operand::Many(places) => Operand::Number(places.len() as i64),
                Operand::Records(kept) => Operand::Number(kept.records.len() as i64),
                _ => Operand::Number(0),
            },
            Expression::Has(of, place) => Operand::Bool(matches!(of.evaluate(world)?, Operand::Many(places) if places.contains(place))),
            Expression::Mean(mean) => world.script.means[mean.index()].when.evaluate(world)?,
            Expression::Filled(table, column) => Operand::Bool(!cell(*table, *column, world).is_empty()),
            Expression::Known(of) => Operand::Bool(of.value(world).is_some_and(Value::is_known)),
            Expression::Declined(of) => Operand::Bool(of.value(world) == Some(&Value::Declined)),
            Expression::Unknown(of) => Operand::Bool(of.value(world) == Some(&Value::Unknown)),
            Expression::Later(of) => Operand::Bool(of.value(world) == Some(&Value::Later)),
            Expression::Heard(of, bit) => Operand::Bool(of.value(world).is_some_and(|value| heard(value, *bit))),
            Expression::Times(node) => Operand::Number(world.counts.times(*node)),
            Expression::Asked(section) => Operand::Number(asked(*section, world)),
            Expression::Here(node) => Operand::Bool(world.here == Some(*node)),
            Expression::Cell(table, column) => Operand::Text(cell(*table, *column, world)),
            Expression::Not(inner) => Operand::Bool(!inner.holds(world)?),
            Expression::Negate(inner) => negate(&inner.evaluate(world)?)?,
            Expression::Logic(Logic::And, left, right) => Operand::Bool(left.holds(world)? && right.holds(world)?),
            Expression::Logic(Logic::Or, left, right) => Operand::Bool(left.holds(world)? || right.holds(world)?),
            Expression::Compare(how, left, right) => Operand::Bool(compare(*how, &left.evaluate(world)?, &right.evaluate(world)?)),
            Expression::Sum(how, left, right) => sum(*how, &left.evaluate(world)?, &right.evaluate(world)?)?,
        };
        Ok(operand)
    }

    /// What stands in the place that it leads to; nothing, where it leads to no place.
    pub fn value<'a>(&self, world: &World<'a>) -> Option<&'a Value> {
        match self {
            Expression::Fact(fact) => Some(look(*fact, world)),
            Expression::Was(fact) => world.was.get(fact.index()),
            Expression::Argument(place, _) => world.given.get(*place),
            Expression::Field { of, records, field } => {
                let Value::Link(key) = of.value(world)? else { return None };
                let Value::Records(kept) = look(*records, world) else { return None };
                kept.record(*key)?.get(*field)
            }
            _ => None,
        }
    }

    /// Whether it holds; nothing is not true.
    ///
    /// # Errors
    /// As [`evaluate`](Self::evaluate).
    pub fn holds(&self, world: &World<'_>) -> Result<bool, Problem> {
        Ok(self.evaluate(world)? == Operand::Bool(true))
    }

    /// Every fact that it can look at, whatever happens.
    pub fn reads(&self, script: &Script, into: &mut Reads) {
        match self {
            Expression::Fact(fact) | Expression::Was(fact) => {
                into.insert(*fact);
            }
            Expression::Cell(table, _) | Expression::Filled(table, _) => {
                into.insert(script.tables[table.index()].by);
            }
            Expression::Field { of, records, .. } => {
                into.insert(*records);
                of.reads(script, into);
            }
            Expression::Mean(mean) => script.means[mean.index()].when.reads(script, into),
            _ => self.parts().for_each(|part| part.reads(script, into)),
        }
    }

    /// The expressions of which it is made, from left to right. What a name stands for isn't one of them.
    pub fn parts(&self) -> impl Iterator<Item = &Expression> {
        let parts = match self {
            Expression::Bool(_)
            | Expression::Number(_)
            | Expression::Option(_)
            | Expression::Times(_)
            | Expression::Asked(_)
            | Expression::Here(_)
            | Expression::Argument(..)
            | Expression::Fact(_)
            | Expression::Was(_)
            | Expression::Cell(..)
            | Expression::Filled(..)
            | Expression::Mean(_) => [None, None],
            Expression::Field { of, .. } => [Some(&**of), None],
            Expression::Not(inner)
            | Expression::Negate(inner)
            | Expression::Count(inner)
            | Expression::Has(inner, _)
            | Expression::Heard(inner, _)
            | Expression::Known(inner)
            | Expression::Declined(inner)
            | Expression::Unknown(inner)
            | Expression::Later(inner) => [Some(&**inner), None],
            Expression::Logic(_, left, right) | Expression::Compare(_, left, right) | Expression::Sum(_, left, right) => {
                [Some(&**left), Some(&**right)]
            }
        };
        parts.into_iter().flatten()
    }
}

fn look<'a>(fact: FactId, world: &World<'a>) -> &'a Value {
    &world.now[fact.index()]
}

fn operand(value: &Value) -> Operand<'_> {
    match value {
        Value::Unset | Value::Declined | Value::Unknown | Value::Later => Operand::Nothing,
        Value::Bool(value) => Operand::Bool(*value),
        Value::Number(value) => Operand::Number(*value),
        Value::Option(place) => Operand::Option(*place),
        Value::Text(words) => Operand::Text(&words.text),
        Value::Many(places) => Operand::Many(places),
        Value::Link(key) => Operand::Key(*key),
        Value::Records(kept) => Operand::Records(kept),
    }
}

fn heard(value: &Value, bit: u8) -> bool {
    matches!(value, Value::Text(words) if words.heard >> bit & 1 == 1)
}

/// How many questions of a part were asked, each as often as it came.
fn asked(section: usize, world: &World<'_>) -> i64 {
    let asking = world.script.nodes.iter().enumerate().filter(|(_, node)| node.section == Some(section) && node.ask.is_some());
    asking.map(|(place, _)| world.counts.times(NodeId::new(place))).sum()
}

fn cell<'a>(table: TableId, column: usize, world: &World<'a>) -> &'a str {
    let table = &world.script.tables[table.index()];
    let row = match look(table.by, world) {
        Value::Option(place) => table.rows.get(place).unwrap_or(&table.otherwise),
        _ => &table.otherwise,
    };
    &row[column]
}

fn negate(operand: &Operand<'_>) -> Result<Operand<'static>, Problem> {
    match operand {
        Operand::Number(number) => number.checked_neg().map(Operand::Number).ok_or(Problem::TooLarge),
        _ => Ok(Operand::Nothing),
    }
}

fn compare(how: Comparison, left: &Operand<'_>, right: &Operand<'_>) -> bool {
    let order = match (left, right) {
        (Operand::Number(left), Operand::Number(right)) => left.cmp(right),
        (Operand::Bool(left), Operand::Bool(right)) => left.cmp(right),
        (Operand::Option(left), Operand::Option(right)) => left.cmp(right),
        (Operand::Key(left), Operand::Key(right)) => left.cmp(right),
        _ => return false,
    };
    match how {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

fn sum(how: Sum, left: &Operand<'_>, right: &Operand<'_>) -> Result<Operand<'static>, Problem> {
    let (Operand::Number(left), Operand::Number(right)) = (left, right) else {
        return Ok(Operand::Nothing);
    };
    if *right == 0 && matches!(how, Sum::Divide | Sum::Remainder) {
        return Err(Problem::DividedByZero);
    }
    let number = match how {
        Sum::Add => left.checked_add(*right),
        Sum::Subtract => left.checked_sub(*right),
        Sum::Multiply => left.checked_mul(*right),
        Sum::Divide => left.checked_div(*right),
        Sum::Remainder => left.checked_rem(*right),
    };
    number.map(Operand::Number).ok_or(Problem::TooLarge)
}
