//! An expression written back as a writer would write it, so that whoever shows a condition shows the writer's own words.
//!
//! Reading what is written here gives the same expression again: a property test holds the two together. Brackets stand only
//! where they are needed, and `seen('x')` stands for what it was read from.

use super::{Comparison, Expression, Logic, Sum};
use crate::script::{FactId, FactKind, Given, Script};

impl Expression {
    /// The text of it. `given` are the things that stand at the places of its arguments: what the node was given, and behind
    /// it what `each` goes through.
    pub fn written(&self, script: &Script, given: &[Given]) -> String {
        Writer { script, given }.write(self, &[], Tightness::Or)
    }

    /// The text of it, where it is put into a place of this kind: an option by itself is only a number.
    pub fn written_for(&self, script: &Script, given: &[Given], kind: &FactKind) -> String {
        Writer { script, given }.write(self, options(Some(kind)), Tightness::Or)
    }

    /// What the place can hold that it leads to; nothing, where it leads to no place.
    pub fn place_kind<'a>(&self, script: &'a Script, given: &'a [Given]) -> Option<&'a FactKind> {
        match self {
            Expression::Fact(fact) | Expression::Was(fact) => Some(&script.fact(*fact).kind),
            Expression::Argument(place, _) => given.get(*place).map(|given| &given.kind),
            Expression::Field { records, field, .. } => match &script.fact(*records).kind {
                FactKind::Records(records) => records.fields.get(*field).map(|field| &field.kind),
                _ => None,
            },
            _ => None,
        }
    }
}

/// How tightly a form holds its parts together, the loosest first. The order is that of rhai's grammar.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Or,
    And,
    Equality,
    Order,
    Sum,
    Product,
    Sign,
    Whole,
}

impl Tightness {
    fn of(expression: &Expression) -> Tightness {
        match expression {
            Expression::Logic(Logic::Or, ..) => Tightness::Or,
            Expression::Logic(Logic::And, ..) => Tightness::And,
            _ if seen(expression).is_some() => Tightness::Whole,
            Expression::Compare(Comparison::Equal | Comparison::Unequal, ..) => Tightness::Equality,
            Expression::Compare(..) => Tightness::Order,
            Expression::Sum(Sum::Add | Sum::Subtract, ..) => Tightness::Sum,
            Expression::Sum(..) => Tightness::Product,
            Expression::Not(_) | Expression::Negate(_) => Tightness::Sign,
            Expression::Number(number) if *number < 0 => Tightness::Sign,
            _ => Tightness::Whole,
        }
    }

    /// What stands behind an operator must hold together more tightly than it, since all of them are read from the left.
    fn next(self) -> Tightness {
        match self {
            Tightness::Or => Tightness::And,
            Tightness::And => Tightness::Equality,
            Tightness::Equality => Tightness::Order,
            Tightness::Order => Tightness::Sum,
            Tightness::Sum => Tightness::Product,
            Tightness::Product => Tightness::Sign,
            Tightness::Sign | Tightness::Whole => Tightness::Whole,
        }
    }
}

/// The node of a `seen('node')`, which is read as `times('node') > 0`.
fn seen(expression: &Expression) -> Option<super::NodeId> {
    match expression {
        Expression::Compare(Comparison::Greater, times, zero) if **zero == Expression::Number(0) => match **times {
            Expression::Times(node) => Some(node),
            _ => None,
        },
        _ => None,
    }
}

/// The ids among which the place of an option counts.
fn options(kind: Option<&FactKind>) -> &[String] {
    match kind {
        Some(FactKind::OneOf(options) | FactKind::List(options)) => options,
        _ => &[],
    }
}

struct Writer<'w> {
    script: &'w Script,
    given: &'w [Given],
}

impl Writer<'_> {
    /// `options` are those among which an option counts; `least`, how tightly it must hold together to need no brackets.
    fn write(&self, expression: &Expression, options: &[String], least: Tightness) -> String {
        let text = self.bare(expression, options);
        if Tightness::of(expression) < least { format!("({text})") } else { text }
    }

    fn bare(&self, expression: &Expression, options: &[String]) -> String {
        let script = self.script;
        if let Some(node) = seen(expression) {
            return format!("seen('{}')", script.node(node).name);
        }
        match expression {
            Expression::Bool(value) => value.to_string(),
            Expression::Number(value) => value.to_string(),
            Expression::Option(place) => quoted(options.get(usize::from(*place))),
            Expression::Fact(fact) => script.fact(*fact).name.clone(),
            Expression::Was(fact) => format!("was.{}", script.fact(*fact).name),
            Expression::Argument(place, _) => self.given.get(*place).map_or_else(String::new, |given| given.name.clone()),
            Expression::Field { of, records, field } => format!("{}.{}", self.whole(of), self.field(*records, *field)),
            Expression::Count(of) => self.call("count", of),
            Expression::Has(of, place) => {
                let options = self::options(of.place_kind(script, self.given));
                format!("has({}, {})", self.whole(of), quoted(options.get(usize::from(*place))))
            }
            Expression::Mean(mean) => script.means[mean.index()].name.clone(),
            Expression::Filled(table, column) => format!("known({})", self.bare(&Expression::Cell(*table, *column), options)),
            Expression::Known(of) => self.call("known", of),
            Expression::Declined(of) => self.call("declined", of),
            Expression::Unknown(of) => self.call("unknown", of),
            Expression::Later(of) => self.call("later", of),
            Expression::Heard(of, bit) => {
                // The words of a record's field are listened to by the fact that holds the records.
                let holder = match &**of {
                    Expression::Fact(fact) | Expression::Was(fact) | Expression::Field { records: fact, .. } => Some(script.fact(*fact)),
                    _ => None,
                };
                let listen = holder.and_then(|fact| fact.listens.get(usize::from(*bit)));
                format!("heard({}, {})", self.whole(of), quoted(listen.map(|listen| &listen.pattern)))
            }
            Expression::Here(node) => format!("here('{}')", script.node(*node).name),
            Expression::Times(node) => format!("times('{}')", script.node(*node).name),
            Expression::Asked(section) => format!("asked('{}')", script.sections.get(*section).map_or("", |section| &section.name)),
            Expression::Cell(table, column) => {
                let table = &script.tables[table.index()];
                format!("{}.{}", table.name, table.columns.get(*column).map_or("", String::as_str))
            }
            Expression::Not(inner) => format!("!{}", self.whole(inner)),
            Expression::Negate(inner) => format!("-{}", self.whole(inner)),
            Expression::Logic(how, left, right) => self.joined(expression, logic(*how), left, right),
            Expression::Compare(how, left, right) => self.joined(expression, comparison(*how), left, right),
            Expression::Sum(how, left, right) => self.joined(expression, sum(*how), left, right),
        }
    }

    fn whole(&self, expression: &Expression) -> String {
        self.write(expression, &[], Tightness::Whole)
    }

    fn call(&self, name: &str, of: &Expression) -> String {
        format!("{name}({})", self.whole(of))
    }

    fn joined(&self, whole: &Expression, sign: &str, left: &Expression, right: &Expression) -> String {
        let own = Tightness::of(whole);
        let kind = left.place_kind(self.script, self.given).or_else(|| right.place_kind(self.script, self.given));
        // Comparing what was compared is only read where brackets say which comes first.
        let compares = matches!(whole, Expression::Compare(..));
        let (before, behind) = if compares { (Tightness::Sum, Tightness::Sum) } else { (own, own.next()) };
        format!("{} {sign} {}", self.write(left, options(kind), before), self.write(right, options(kind), behind))
    }

    fn field(&self, records: FactId, field: usize) -> &str {
        match &self.script.fact(records).kind {
            FactKind::Records(records) => records.fields.get(field).map_or("", |field| &field.name),
            _ => "",
        }
    }
}

/// A name in single quotes. Names of options, patterns and nodes hold none themselves.
fn quoted(name: Option<&String>) -> String {
    format!("'{}'", name.map_or("", String::as_str))
}

fn logic(how: Logic) -> &'static str {
    match how {
        Logic::And => "&&",
        Logic::Or => "||",
    }
}

fn comparison(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "==",
        Comparison::Unequal => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

fn sum(how: Sum) -> &'static str {
    match how {
        Sum::Add => "+",
        Sum::Subtract => "-",
        Sum::Multiply => "*",
        Sum::Divide => "/",
        Sum::Remainder => "%",
    }
}
