//! From rhai's syntax tree to ours.

use crate::caps;
use std::ops::Range;

use rhai::{Expr, FnCallExpr, Position};

use super::{ExpressionError, Form, Operator, Written, cutting::Kind, pieces::Pieces, refusals};

type Lowered = Result<Written, ExpressionError>;

/// Says a whole tree in our words.
pub(super) fn lower(root: &Expr, pieces: &Pieces) -> Lowered {
    Lowering { pieces }.any(root, 0)
}

struct Lowering<'a> {
    pieces: &'a Pieces<'a>,
}

impl Lowering<'_> {
    /// Lowers one node, which stands below `depth` others.
    fn any(&self, expr: &Expr, depth: usize) -> Lowered {
        let at = self.piece(expr.start_position());
        if depth >= caps::EXPRESSION_DEPTH {
            return Err(refusals::too_deep(at));
        }
        match expr {
            Expr::BoolConstant(value, _) => Ok(written(at, Form::Bool(*value))),
            Expr::IntegerConstant(value, _) => {
                let at = self.pieces.through_constant(at.start);
                Ok(written(at, Form::Int(*value)))
            }
            Expr::StringConstant(_, position) => self.text(*position),
            Expr::Variable(variable, _, _) if variable.2.is_empty() => Ok(written(at, Form::Name(variable.1.to_string()))),
            Expr::Dot(dot, _, _) => self.fields(&dot.lhs, &dot.rhs, depth),
            Expr::And(terms, _) => self.terms(Operator::And, terms, depth),
            Expr::Or(terms, _) => self.terms(Operator::Or, terms, depth),
            Expr::FnCall(call, position) => match (call.is_operator_call(), &call.args[..]) {
                (true, [operand]) => self.unary(&call.name, operand, *position, depth),
                (true, [left, right]) => self.binary(&call.name, left, right, depth),
                (false, _) => self.call(call, *position, depth),
                _ => Err(refusals::beyond_us(at)),
            },
            _ => Err(refusals::beyond_us(at)),
        }
    }

    /// What a string says was read when the text was cut; rhai saw only its place.
    fn text(&self, position: Position) -> Lowered {
        let piece = self.pieces.at(position);
        let at = piece.at.clone();
        match &piece.kind {
            Kind::Text(said) => Ok(written(at, Form::Text(said.clone()))),
            _ => Err(refusals::beyond_us(at)),
        }
    }

    /// Lowers `base.a.b`, which rhai nests to the right, into fields of fields.
    fn fields(&self, base: &Expr, mut rest: &Expr, depth: usize) -> Lowered {
        let mut links = Vec::new();
        while let Expr::Dot(dot, _, _) = rest {
            links.push(&dot.lhs);
            rest = &dot.rhs;
        }
        links.push(rest);
        let base = self.any(base, depth + links.len())?;
        if !matches!(base.form, Form::Name(_) | Form::Call { .. } | Form::Field(..)) {
            return Err(refusals::no_fields(self.pieces.whole(base.at)));
        }
        links.into_iter().try_fold(base, |owner, link| self.field(owner, link))
    }

    fn field(&self, owner: Written, link: &Expr) -> Lowered {
        let name_at = self.piece(link.start_position());
        let at = self.pieces.whole(owner.at.start..name_at.end);
        match link {
            Expr::Property(property, _) => {
                let form = Form::Field(Box::new(owner), property.2.to_string());
                Ok(written(at, form))
            }
            Expr::MethodCall(call, _) => Err(self.method(&owner, call, name_at)),
            _ => Err(refusals::beyond_us(at)),
        }
    }

    /// Refuses `x.known(y)`, and writes it as it should be.
    fn method(&self, owner: &Written, call: &FnCallExpr, name_at: Range<usize>) -> ExpressionError {
        let pair = self.pieces.pair_after(&name_at);
        let end = pair.as_ref().map_or(name_at.end, |pair| pair.end);
        let given = pair.map_or("", |pair| self.pieces.slice(&(pair.start + 1..pair.end - 1)).trim());
        let comma = if given.is_empty() { "" } else { ", " };
        let first = self.pieces.slice(&owner.at);
        let instead = format!("{}({first}{comma}{given})", call.name);
        let at = self.pieces.whole(owner.at.start..end);
        refusals::method(at, &call.name, &instead)
    }

    fn call(&self, call: &FnCallExpr, position: Position, depth: usize) -> Lowered {
        let name_at = self.piece(position);
        let end = self.pieces.pair_after(&name_at).map_or(name_at.end, |pair| pair.end);
        let at = name_at.start..end;
        if call.is_qualified() || call.capture_parent_scope {
            return Err(refusals::beyond_us(at));
        }
        let name = call.name.to_string();
        let arguments = call.args.iter().map(|given| self.any(given, depth + 1)).collect::<Result<_, _>>()?;
        Ok(written(at, Form::Call { name, arguments }))
    }

    fn unary(&self, sign: &str, operand: &Expr, position: Position, depth: usize) -> Lowered {
        let operand = Box::new(self.any(operand, depth + 1)?);
        let start = self.piece(position).start;
        let at = self.pieces.whole(start..operand.at.end);
        match sign {
            "!" => Ok(written(at, Form::Not(operand))),
            "-" => Ok(written(at, Form::Negate(operand))),
            _ => Err(refusals::beyond_us(at)),
        }
    }

    /// Folds `a && b && c`, which is one node to rhai, from the left.
    fn terms(&self, operator: Operator, terms: &[Expr], depth: usize) -> Lowered {
        // rhai makes such a node of two terms and only adds to it.
        let Some((first, rest)) = terms.split_first() else {
            return Err(refusals::beyond_us(0..0));
        };
        let depth = depth + rest.len();
        let first = self.any(first, depth)?;
        rest.iter().try_fold(first, |left, right| Ok(self.joined(operator, left, self.any(right, depth)?)))
    }

    fn binary(&self, symbol: &str, left: &Expr, right: &Expr, depth: usize) -> Lowered {
        let left = self.any(left, depth + 1)?;
        let right = self.any(right, depth + 1)?;
        let known = Operator::ALL.into_iter().find(|known| known.symbol() == symbol);
        let Some(operator) = known else {
            let at = self.pieces.whole(left.at.start..right.at.end);
            return Err(refusals::beyond_us(at));
        };
        self.check_chain(operator, &left, &right)?;
        Ok(self.joined(operator, left, right))
    }

    fn joined(&self, operator: Operator, left: Written, right: Written) -> Written {
        let at = self.pieces.whole(left.at.start..right.at.end);
        let (left, right) = (Box::new(left), Box::new(right));
        written(at, Form::Binary { operator, left, right })
    }

    /// Refuses `1 < x < 5`, which would compare a truth with 5. `(1 < x) == done` is meant as it stands.
    fn check_chain(&self, second: Operator, left: &Written, right: &Written) -> Result<(), ExpressionError> {
        let Form::Binary { operator: first, right: middle, .. } = &left.form else {
            return Ok(());
        };
        if !chain(*first, second) || self.pieces.closes_after(left.at.end) {
            return Ok(());
        }
        let at = self.pieces.whole(left.at.start..right.at.end);
        let [left, middle, right] = [left, middle, right].map(|part| self.pieces.slice(&part.at));
        let instead = format!("{left} && {middle} {second} {right}");
        Err(refusals::chained(at, &instead))
    }

    /// Where the piece stands that rhai points at.
    fn piece(&self, position: Position) -> Range<usize> {
        self.pieces.at(position).at.clone()
    }
}

fn written(at: Range<usize>, form: Form) -> Written {
    Written { at, form }
}

/// Whether one comparison after another, without parentheses, can only be a slip.
fn chain(first: Operator, second: Operator) -> bool {
    use Operator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Unequal};
    let orders = |operator| matches!(operator, Less | LessOrEqual | Greater | GreaterOrEqual);
    let equates = |operator| matches!(operator, Equal | Unequal);
    orders(first) && orders(second) || equates(first) && equates(second)
}
