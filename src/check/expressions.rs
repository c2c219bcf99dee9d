//! Conditions and sums: names led to facts, both sides of every comparison made sure to be of one kind.

use super::desk::Desk;
use crate::caps;
use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::hooks::{self, Form, Operator, Written};
use crate::script::{Comparison, Expression, FactId, FactKind, Logic, Sum};
use crate::syntax::Text;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Condition,
    Number,
    /// An option of a list.
    Option(Vec<String>),
    /// Options of a list.
    Many(Vec<String>),
    /// A record of this fact.
    Record(FactId),
    /// The records of this fact.
    Records(FactId),
    /// A text in single quotes, which only has a meaning beside an option.
    Literal(String),
    /// What a person wrote.
    Words,
    /// A table's cell.
    Cell,
}

impl Kind {
    fn describe(&self) -> &'static str {
        match self {
            Kind::Condition => "true or false",
            Kind::Number => "a number",
            Kind::Option(_) => "an option",
            Kind::Many(_) => "a list",
            Kind::Record(_) => "a record",
            Kind::Records(_) => "records",
            Kind::Literal(_) => "a text",
            Kind::Words => "what a person wrote",
            Kind::Cell => "a table's cell",
        }
    }
}

/// An expression with its kind and its place in its text.
pub(super) struct Typed {
    pub expression: Expression,
    pub kind: Kind,
    pub at: Span,
}

/// A text that must hold or not: a `when`.
pub(super) fn condition(desk: &mut Desk<'_>, text: &Text) -> Option<Expression> {
    let mut reader = Reader { desk, text, offset: 0, code: Code::BadCondition };
    let typed = reader.read(&text.value)?;
    reader.must_hold(typed)
}

/// The condition of an optional `when`. The outer `None` says that there was one and it can't be understood.
pub(super) fn optional(desk: &mut Desk<'_>, when: Option<&Text>) -> Option<Option<Expression>> {
    match when {
        None => Some(None),
        Some(text) => condition(desk, text).map(Some),
    }
}

/// What stands between the brackets of a `{…}`; `offset` is where it begins in the text.
pub(super) fn shown(desk: &mut Desk<'_>, text: &Text, offset: usize, source: &str) -> Option<Insert> {
    let mut reader = Reader { desk, text, offset, code: Code::BadInterpolation };
    reader.insert(source)
}

/// What a `{…}` shows.
pub(super) enum Insert {
    Value(Expression),
    Quote(Expression),
    Mirror(Expression),
    Possessive(Expression),
    List(Expression),
    Words(usize),
    Plural(Expression, String, String),
}

/// Says of a name that it can't be written in a condition.
pub(super) fn check_name(desk: &mut Desk<'_>, name: &Text) {
    let problem = if hooks::reserved(&name.value) {
        "is a word of the language of conditions"
    } else if !hooks::is_name(&name.value) || name.value == "was" {
        "can't be written in a condition"
    } else {
        return;
    };
    let bad = Diagnostic::new(Code::BadCondition, name.span, format!("`{}` {problem}", name.value))
        .label("not a name for a fact or a condition")
        .hint("use letters, digits and `_`, beginning with a letter; another word, if this one is taken");
    desk.say(bad);
}

/// Reads one expression of one text.
pub(super) struct Reader<'r, 'd> {
    pub desk: &'r mut Desk<'d>,
    pub text: &'r Text,
    pub offset: usize,
    pub code: Code,
}

impl Reader<'_, '_> {
    pub fn read(&mut self, source: &str) -> Option<Typed> {
        let written = self.parse(source)?;
        self.resolve(&written)
    }

    fn parse(&mut self, source: &str) -> Option<Written> {
        match hooks::expression(source) {
            Ok(written) => Some(written),
            Err(error) => {
                let what = if self.code == Code::BadInterpolation { "what stands in `{…}`" } else { "this condition" };
                let bad = Diagnostic::new(self.code, self.at(&error.at), format!("{what} can't be read")).label(error.message);
                self.desk.say(match error.hint {
                    Some(hint) => bad.hint(hint),
                    None => bad,
                });
                None
            }
        }
    }

    fn at(&self, part: &std::ops::Range<usize>) -> Span {
        self.desk.inner(self.text, self.offset + part.start..self.offset + part.end)
    }

    pub fn bad(&mut self, at: Span, message: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Option<Typed> {
        self.desk.say(Diagnostic::new(self.code, at, message).label(label).hint(hint));
        None
    }

    fn resolve(&mut self, written: &Written) -> Option<Typed> {
        let at = self.at(&written.at);
        let typed = |expression, kind| Some(Typed { expression, kind, at });
        match &written.form {
            Form::Bool(value) => typed(Expression::Bool(*value), Kind::Condition),
            Form::Int(value) => typed(Expression::Number(*value), Kind::Number),
            Form::Text(value) => typed(Expression::Bool(false), Kind::Literal(value.clone())),
            Form::Name(name) => self.name(name, at),
            Form::Field(of, field) => self.field(of, field, at),
            Form::Call { name, arguments } => self.call(name, arguments, at),
            Form::Not(inner) => {
                let inner = self.resolve(inner)?;
                let inner = self.must_hold(inner)?;
                typed(Expression::Not(Box::new(inner)), Kind::Condition)
            }
            Form::Negate(inner) => {
                let inner = self.resolve(inner)?;
                let inner = self.must_count(inner)?;
                typed(Expression::Negate(Box::new(inner)), Kind::Number)
            }
            Form::Binary { operator, left, right } => {
                // Both sides are read even if the first is wrong, so that both mistakes are shown.
                let (left, right) = (self.resolve(left), self.resolve(right));
                self.binary(*operator, left?, right?, at)
            }
        }
    }

    fn name(&mut self, name: &str, at: Span) -> Option<Typed> {
        if let Some(place) = self.desk.given(name) {
            let expression = self.desk.given[place].expression(place);
            let kind = self.kind_of(&self.desk.given[place].kind.clone(), None);
            return Some(Typed { expression, kind, at });
        }
        if self.desk.is_fact(name) {
            let fact = self.desk.fact_at(name, at)?;
            return Some(Typed { expression: Expression::Fact(fact), kind: self.kind(fact), at });
        }
        if self.desk.wording(name).is_some() {
            return self.bad(
                at,
                format!("`{name}` only words something"),
                "this is no value",
                "it only has a meaning as a whole `{…}` in a text",
            );
        }
        if let Some(mean) = self.desk.mean(name) {
            return Some(Typed { expression: Expression::Mean(mean), kind: Kind::Condition, at });
        }
        if let Some(table) = self.desk.table(name) {
            let column = self.desk.columns(table).first().cloned().unwrap_or_default();
            return self.bad(at, format!("`{name}` is a table"), "which of its cells?", format!("name a column: `{name}.{column}`"));
        }
        let among = self.desk.bare_names();
        self.desk.unknown(Code::UnknownFact, "fact", name, at, among);
        None
    }

    fn kind(&self, fact: FactId) -> Kind {
        self.kind_of(self.desk.kind(fact), Some(fact))
    }

    /// The kind of what a place holds; `of` is the fact, if it is one.
    fn kind_of(&self, kind: &FactKind, of: Option<FactId>) -> Kind {
        match (kind, of) {
            (FactKind::Bool, _) => Kind::Condition,
            (FactKind::Number(_), _) => Kind::Number,
            (FactKind::OneOf(options), _) => Kind::Option(options.clone()),
            (FactKind::List(options), _) => Kind::Many(options.clone()),
            (FactKind::Link(fact), _) => Kind::Record(*fact),
            (FactKind::Records(_), Some(fact)) => Kind::Records(fact),
            (FactKind::Text | FactKind::Records(_), _) => Kind::Words,
        }
    }

    /// A field of a record that an expression leads to.
    fn record_field(&mut self, of: Typed, name: &str, at: Span) -> Option<Typed> {
        let Kind::Record(records) = of.kind else {
            let message = format!("{} has no fields", of.kind.describe());
            return self.bad(at, message, "only a record has fields", "`.` stands behind a record, a table, or `was`");
        };
        let fields = self.desk.records(records).map_or(Vec::new(), |records| records.fields.clone());
        let Some(field) = fields.iter().position(|field| field.name == name) else {
            self.desk.unknown(Code::UnknownFact, "field", name, at, fields.iter().map(|field| field.name.as_str()).collect());
            return None;
        };
        let kind = self.kind_of(&fields[field].kind, None);
        Some(Typed { expression: Expression::Field { of: Box::new(of.expression), records, field }, kind, at })
    }

    fn field(&mut self, of: &Written, field: &str, at: Span) -> Option<Typed> {
        let of = match &of.form {
            Form::Name(name) if self.desk.given(name).is_none() => name,
            _ => {
                let of = self.resolve(of)?;
                return self.record_field(of, field, at);
            }
        };
        if of == "was" {
            let fact = self.desk.fact_at(field, at)?;
            return Some(Typed { expression: Expression::Was(fact), kind: self.kind(fact), at });
        }
        let Some(table) = self.desk.table(of) else {
            return self.bad(
                at,
                format!("there is no record and no table `{of}` here"),
                "no fields",
                "`.` stands behind a record, a table, or `was`",
            );
        };
        let Some(column) = self.desk.columns(table).iter().position(|column| column == field) else {
            let columns = self.desk.columns(table);
            let hint = match nearest(field, columns.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{of}.{near}`?"),
                None if columns.is_empty() => "its file has no rows that can be read".to_owned(),
                None => format!("it has {}", columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", ")),
            };
            return self.bad(at, format!("the table `{of}` has no column `{field}`"), "no such column", hint);
        };
        Some(Typed { expression: Expression::Cell(table, column), kind: Kind::Cell, at })
    }

    fn call(&mut self, name: &str, arguments: &[Written], at: Span) -> Option<Typed> {
        let condition = |expression| Some(Typed { expression, kind: Kind::Condition, at });
        match (name, arguments) {
            ("known", [one]) => match self.resolve(one)?.expression {
                Expression::Cell(table, column) => condition(Expression::Filled(table, column)),
                place if is_place(&place) => condition(Expression::Known(Box::new(place))),
                _ => self.bad(at, "`known` asks about a fact", "not a fact", "write `known(fact)` or `known(table.column)`"),
            },
            ("declined", [one]) => condition(Expression::Declined(self.place_argument(one)?)),
            ("unknown", [one]) => condition(Expression::Unknown(self.place_argument(one)?)),
            ("later", [one]) => condition(Expression::Later(self.place_argument(one)?)),
            ("count", [one]) => {
                let of = self.resolve(one)?;
                match of.kind {
                    Kind::Many(_) | Kind::Records(_) => {
                        Some(Typed { expression: Expression::Count(Box::new(of.expression)), kind: Kind::Number, at })
                    }
                    _ => {
                        self.bad(at, format!("{} can't be counted", of.kind.describe()), "only records and lists", "write `count(traits)`")
                    }
                }
            }
            ("has", [of, option]) => {
                let of = self.resolve(of)?;
                let id = self.literal_argument(option, "option")?;
                let option_at = self.at(&option.at);
                match &of.kind {
                    Kind::Many(options) => match self.option(options, &id, option_at)? {
                        Expression::Option(place) => condition(Expression::Has(Box::new(of.expression), place)),
                        _ => None,
                    },
                    _ => self.bad(at, format!("{} has no options", of.kind.describe()), "only a List", "write `has(list, 'option')`"),
                }
            }
            ("seen", [one]) => {
                let times = Expression::Times(self.node_argument(one)?);
                condition(Expression::Compare(Comparison::Greater, Box::new(times), Box::new(Expression::Number(0))))
            }
            ("times", [one]) => Some(Typed { expression: Expression::Times(self.node_argument(one)?), kind: Kind::Number, at }),
            ("heard", [fact, pattern]) => self.heard(fact, pattern, at),
            _ => self.unknown_call(name, arguments.len(), at),
        }
    }

    fn unknown_call(&mut self, name: &str, arguments: usize, at: Span) -> Option<Typed> {
        const CALLS: [(&str, &str); 9] = [
            ("known", "known(fact)"),
            ("declined", "declined(fact)"),
            ("unknown", "unknown(fact)"),
            ("later", "later(fact)"),
            ("seen", "seen('node')"),
            ("times", "times('node')"),
            ("heard", "heard(fact, 'pattern')"),
            ("count", "count(records)"),
            ("has", "has(list, 'option')"),
        ];
        const TEXT_ONLY: [&str; 5] = ["quote", "mirror", "possessive", "plural", "list"];
        if let Some((_, usage)) = CALLS.iter().find(|(call, _)| *call == name) {
            return self.bad(at, format!("`{name}` doesn't take {arguments} things"), "wrong number of things", format!("write `{usage}`"));
        }
        if TEXT_ONLY.contains(&name) && self.code == Code::BadInterpolation {
            let usage = "`{quote(fact)}`, `{mirror(fact)}`, `{possessive(fact)}`, `{plural(number, 'one', 'many')}`";
            return self.bad(
                at,
                format!("`{name}` can't be used so"),
                "alone in its brackets, and with the right things",
                format!("write {usage}"),
            );
        }
        if TEXT_ONLY.contains(&name) {
            let label = "this only has a meaning as a whole `{…}` in a text";
            return self.bad(at, format!("`{name}` can't be used here"), label, "take it out of the sum or the condition");
        }
        let hint = match nearest(name, CALLS.map(|(call, _)| call)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", CALLS.map(|(_, usage)| format!("`{usage}`")).join(", ")),
        };
        self.bad(at, format!("there is no `{name}(…)`"), "not known here", hint)
    }

    fn heard(&mut self, fact: &Written, pattern: &Written, at: Span) -> Option<Typed> {
        let of = self.resolve(fact)?;
        let name = self.literal_argument(pattern, "pattern")?;
        let pattern_at = self.at(&pattern.at);
        // What is listened for in any field of some records stands in one list, that of the fact which holds them.
        let fact = match &of.expression {
            Expression::Fact(fact) | Expression::Was(fact) | Expression::Field { records: fact, .. } if of.kind == Kind::Words => *fact,
            Expression::Fact(_) | Expression::Was(_) | Expression::Field { .. } | Expression::Argument(..) => {
                return self.bad(at, "`heard` listens to a Text", "this isn't a Text", "compare it instead");
            }
            _ => return self.bad(of.at, "a fact's name is needed here", "not a fact", "write the name without quotes"),
        };
        if !self.desk.pattern_at(&name, pattern_at) {
            return None;
        }
        let listens = &mut self.desk.listens[fact.index()];
        let bit = listens.iter().position(|listened| *listened == name).unwrap_or_else(|| {
            listens.push(name);
            listens.len() - 1
        });
        if bit >= caps::LISTENED_PATTERNS {
            let label = format!("at most {} patterns for one fact", caps::LISTENED_PATTERNS);
            return self.bad(at, "too many patterns are listened for in this fact", label, "join some of them into one pattern");
        }
        Some(Typed { expression: Expression::Heard(Box::new(of.expression), bit as u8), kind: Kind::Condition, at })
    }

    /// A fact, something given, or a field.
    fn place_argument(&mut self, written: &Written) -> Option<Box<Expression>> {
        let typed = self.resolve(written)?;
        if is_place(&typed.expression) {
            return Some(Box::new(typed.expression));
        }
        self.bad(typed.at, "a fact's name is needed here", "not a fact", "write the name without quotes");
        None
    }

    fn node_argument(&mut self, written: &Written) -> Option<crate::script::NodeId> {
        let name = self.literal_argument(written, "node")?;
        let at = self.at(&written.at);
        self.desk.node_at(&name, at)
    }

    fn literal_argument(&mut self, written: &Written, what: &str) -> Option<String> {
        match &written.form {
            Form::Text(name) => Some(name.clone()),
            _ => {
                let at = self.at(&written.at);
                self.bad(at, format!("a {what}'s name is needed here"), "not a name in quotes", "put it in single quotes: `'name'`");
                None
            }
        }
    }

    fn binary(&mut self, operator: Operator, left: Typed, right: Typed, at: Span) -> Option<Typed> {
        let (expression, kind) = match operator {
            Operator::And => (self.logic(Logic::And, left, right)?, Kind::Condition),
            Operator::Or => (self.logic(Logic::Or, left, right)?, Kind::Condition),
            Operator::Add => (self.sum(Sum::Add, left, right)?, Kind::Number),
            Operator::Subtract => (self.sum(Sum::Subtract, left, right)?, Kind::Number),
            Operator::Multiply => (self.sum(Sum::Multiply, left, right)?, Kind::Number),
            Operator::Divide => (self.sum(Sum::Divide, left, right)?, Kind::Number),
            Operator::Remainder => (self.sum(Sum::Remainder, left, right)?, Kind::Number),
            Operator::Equal => (self.compare(Comparison::Equal, left, right, at)?, Kind::Condition),
            Operator::Unequal => (self.compare(Comparison::Unequal, left, right, at)?, Kind::Condition),
            Operator::Less => (self.compare(Comparison::Less, left, right, at)?, Kind::Condition),
            Operator::LessOrEqual => (self.compare(Comparison::LessOrEqual, left, right, at)?, Kind::Condition),
            Operator::Greater => (self.compare(Comparison::Greater, left, right, at)?, Kind::Condition),
            Operator::GreaterOrEqual => (self.compare(Comparison::GreaterOrEqual, left, right, at)?, Kind::Condition),
        };
        Some(Typed { expression, kind, at })
    }

    fn logic(&mut self, how: Logic, left: Typed, right: Typed) -> Option<Expression> {
        let (left, right) = (self.must_hold(left), self.must_hold(right));
        Some(Expression::Logic(how, Box::new(left?), Box::new(right?)))
    }

    fn sum(&mut self, how: Sum, left: Typed, right: Typed) -> Option<Expression> {
        let (left, right) = (self.must_count(left), self.must_count(right));
        Some(Expression::Sum(how, Box::new(left?), Box::new(right?)))
    }

    fn compare(&mut self, how: Comparison, left: Typed, right: Typed, at: Span) -> Option<Expression> {
        let ordered = !matches!(how, Comparison::Equal | Comparison::Unequal);
        let (left, right) = match (&left.kind, &right.kind) {
            (Kind::Words, _) | (_, Kind::Words) => {
                let hint = "ask what it means instead: `known(fact)`, or `heard(fact, 'pattern')`";
                self.bad(at, "what a person wrote can't be compared", "people write the same thing in many ways", hint);
                return None;
            }
            (Kind::Cell, _) | (_, Kind::Cell) => {
                self.bad(at, "a table's cell can't be compared", "cells are only shown", "ask `known(table.column)`, or compare the fact");
                return None;
            }
            (Kind::Option(options), Kind::Literal(id)) => {
                let option = self.option(options, id, right.at)?;
                (left.expression, option)
            }
            (Kind::Literal(id), Kind::Option(options)) => {
                let option = self.option(options, id, left.at)?;
                (option, right.expression)
            }
            (Kind::Option(one), Kind::Option(other)) if one == other => (left.expression, right.expression),
            (Kind::Record(one), Kind::Record(other)) if one == other && !ordered => (left.expression, right.expression),
            (Kind::Number, Kind::Number) => (left.expression, right.expression),
            (Kind::Condition, Kind::Condition) if !ordered => (left.expression, right.expression),
            (one, other) => {
                let message = format!("{} can't be compared with {}", one.describe(), other.describe());
                self.bad(at, message, "these two are never alike", "compare numbers with numbers, and options with `'names'`");
                return None;
            }
        };
        let option = matches!(left, Expression::Option(_)) || matches!(right, Expression::Option(_));
        if ordered && option {
            self.bad(at, "options have no order", "neither is more than the other", "use `==` or `!=`");
            return None;
        }
        Some(Expression::Compare(how, Box::new(left), Box::new(right)))
    }

    /// The option of that id in a list.
    fn option(&mut self, options: &[String], id: &str, at: Span) -> Option<Expression> {
        if let Some(place) = options.iter().position(|option| option == id) {
            return Some(Expression::Option(place as u16));
        }
        let hint = match nearest(id, options.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `'{near}'`?"),
            None => format!("it can be {}", options.iter().map(|option| format!("`'{option}'`")).collect::<Vec<_>>().join(", ")),
        };
        self.desk.say(Diagnostic::new(Code::UnknownOption, at, format!("`{id}` isn't one of the options")).label("never true").hint(hint));
        None
    }

    fn must_hold(&mut self, typed: Typed) -> Option<Expression> {
        if typed.kind == Kind::Condition {
            return Some(typed.expression);
        }
        let message = format!("{} is neither true nor false", typed.kind.describe());
        self.bad(typed.at, message, "a condition is needed here", "compare it: `hurt >= 7`, `kind == 'job'`, `known(name)`");
        None
    }

    fn must_count(&mut self, typed: Typed) -> Option<Expression> {
        if typed.kind == Kind::Number {
            return Some(typed.expression);
        }
        let message = format!("{} isn't a number", typed.kind.describe());
        self.bad(typed.at, message, "a number is needed here", "sums are made of numbers");
        None
    }

    /// An expression that fits into a place of this kind.
    pub fn fitting(&mut self, typed: Typed, kind: &FactKind) -> Option<Expression> {
        match (kind, typed.kind) {
            (FactKind::Bool, Kind::Condition) => Some(typed.expression),
            (FactKind::Number(range), Kind::Number) => {
                if let Expression::Number(number) = typed.expression
                    && !range.holds(number)
                {
                    let message = format!("`{number}` lies outside {} to {}", range.low, range.high);
                    let outside = Diagnostic::new(Code::NumberOutOfRange, typed.at, message).label("outside the fact's range");
                    self.desk.say(outside.hint("choose a number inside, or widen the fact"));
                    return None;
                }
                Some(typed.expression)
            }
            (FactKind::OneOf(options), Kind::Literal(id)) => self.option(options, &id, typed.at),
            (FactKind::OneOf(options), Kind::Option(from)) if *options == from => Some(typed.expression),
            (FactKind::Link(fact), Kind::Record(from)) if *fact == from => Some(typed.expression),
            (FactKind::Text, _) => {
                let message = "a Text is only ever filled by somebody's answer";
                self.bad(typed.at, message, "nothing can be put into it", "keep what a text says about somebody in a OneOf or a Bool");
                None
            }
            (kind, found) => {
                let message = format!("{} doesn't fit into {}", found.describe(), kind.describe());
                self.desk.say(Diagnostic::new(Code::WrongType, typed.at, message).label(format!("this is {}", found.describe())));
                None
            }
        }
    }

    /// What a `{…}` shows: one of the wordings, or a value.
    fn insert(&mut self, source: &str) -> Option<Insert> {
        let written = self.parse(source)?;
        if let Form::Call { name, arguments } = &written.form {
            match (name.as_str(), &arguments[..]) {
                ("quote", [one]) => return Some(Insert::Quote(self.own_words(one)?)),
                ("mirror", [one]) => return Some(Insert::Mirror(self.own_words(one)?)),
                ("possessive", [one]) => return Some(Insert::Possessive(self.own_words(one)?)),
                ("list", [one]) => return Some(Insert::List(self.several(one)?)),
                ("plural", [count, one, many]) => {
                    let count = self.resolve(count)?;
                    let count = self.must_count(count)?;
                    return Some(Insert::Plural(count, self.literal_argument(one, "thing")?, self.literal_argument(many, "thing")?));
                }
                _ => {}
            }
        }
        if let Form::Name(name) = &written.form
            && self.desk.given(name).is_none()
            && let Some(wording) = self.desk.wording(name)
        {
            return Some(Insert::Words(wording));
        }
        let typed = self.resolve(&written)?;
        match typed.kind {
            Kind::Literal(text) => {
                self.bad(typed.at, format!("`{text}` is only a text"), "nothing to work out", "write it outside the brackets");
                None
            }
            Kind::Condition => {
                self.bad(typed.at, "a condition can't be shown", "this is true or false", "use `when` beside the text instead");
                None
            }
            Kind::Many(_) | Kind::Records(_) => {
                let message = format!("{} can't be shown as one thing", typed.kind.describe());
                self.bad(typed.at, message, "there may be several", "write `{list(…)}`");
                None
            }
            Kind::Number | Kind::Option(_) | Kind::Words | Kind::Cell | Kind::Record(_) => Some(Insert::Value(typed.expression)),
        }
    }

    /// What a person wrote: a text, or a record by what it is called.
    fn own_words(&mut self, written: &Written) -> Option<Expression> {
        let typed = self.resolve(written)?;
        if let Kind::Words | Kind::Record(_) = typed.kind {
            return Some(typed.expression);
        }
        self.bad(typed.at, "only what a person wrote can be worded so", "this is no Text", "show it as `{fact}`");
        None
    }

    fn several(&mut self, written: &Written) -> Option<Expression> {
        let typed = self.resolve(written)?;
        if let Kind::Many(_) | Kind::Records(_) = typed.kind {
            return Some(typed.expression);
        }
        self.bad(typed.at, "only several things make a list", "this is one thing", "show it as `{fact}`");
        None
    }
}

/// Whether an expression leads to a place that can hold something.
fn is_place(expression: &Expression) -> bool {
    matches!(expression, Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. })
}
