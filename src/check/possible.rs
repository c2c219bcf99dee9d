//! What can hold at once: a reckoning over what each fact can be.
//!
//! It errs to one side only. That something *can't* hold is certain; that it can is only not disproved. So it takes facts
//! one by one, forgets how two of them hang together, and gives up where a condition is too large.

use crate::caps;
use crate::script::{Comparison, Expression, FactKind, Logic, Records, Script};

/// What the facts can be, given everything that was assumed so far.
#[derive(Clone)]
pub(super) struct Possible<'s> {
    script: &'s Script,
    given: &'s [FactKind],
    places: Vec<(&'s Expression, Can)>,
    held: Vec<(&'s Expression, bool)>,
    steps: usize,
}

/// What a place can hold.
#[derive(Clone, Debug)]
struct Can {
    /// Whether there may be no real answer, and of which kinds.
    nothing: u8,
    values: Values,
}

const UNSET: u8 = 1;
const DECLINED: u8 = 2;
const UNKNOWN: u8 = 4;
const LATER: u8 = 8;
const NOTHING: u8 = UNSET | DECLINED | UNKNOWN | LATER;

#[derive(Clone, Debug)]
enum Values {
    None,
    /// Anything.
    Any,
    Bools {
        yes: bool,
        no: bool,
    },
    /// From the first to the second.
    Numbers(i64, i64),
    Only(u16),
    /// All of so many options but these.
    Except(Vec<u16>, usize),
}

/// Whether a condition can't hold, whatever happens.
pub(super) fn never<'s>(script: &'s Script, given: &'s [FactKind], condition: &'s Expression) -> bool {
    !Possible::new(script, given).assume(condition, true)
}

/// Whether a condition always holds, whatever happens.
pub(super) fn always<'s>(script: &'s Script, given: &'s [FactKind], condition: &'s Expression) -> bool {
    !Possible::new(script, given).assume(condition, false)
}

impl<'s> Possible<'s> {
    pub fn new(script: &'s Script, given: &'s [FactKind]) -> Self {
        Possible { script, given, places: Vec::new(), held: Vec::new(), steps: caps::POSSIBLE_STEPS }
    }

    /// Takes it that a condition holds, or doesn't; says no where that can't be.
    pub fn assume(&mut self, condition: &'s Expression, holds: bool) -> bool {
        if self.steps == 0 {
            return true;
        }
        self.steps -= 1;
        match self.held.iter().find(|(held, _)| *held == condition) {
            Some((_, before)) if *before != holds => return false,
            // Of two sides that were both possible, one may be out of the question by now.
            Some(_) if !matches!(condition, Expression::Logic(..)) => return true,
            _ => {}
        }
        let can = match condition {
            Expression::Bool(value) => *value == holds,
            Expression::Not(inner) => self.assume(inner, !holds),
            Expression::Logic(how, left, right) => {
                let both = (*how == Logic::And) == holds;
                if both { self.assume(left, holds) && self.assume(right, holds) } else { self.either(left, right, holds) }
            }
            Expression::Mean(mean) => self.assume(&self.script.means[mean.index()].when, holds),
            Expression::Known(place) => self.narrow(place, |can| if holds { can.nothing = 0 } else { can.values = Values::None }),
            Expression::Declined(place) => self.is_nothing(place, DECLINED, holds),
            Expression::Unknown(place) => self.is_nothing(place, UNKNOWN, holds),
            Expression::Later(place) => self.is_nothing(place, LATER, holds),
            Expression::Has(place, _) if holds => self.known(place),
            Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. } => {
                self.is_bool(condition, true, holds)
            }
            Expression::Compare(how, left, right) => self.compare(*how, left, right, holds),
            _ => true,
        };
        self.held.push((condition, holds));
        can
    }

    /// Takes it that a place has a real answer.
    pub fn known(&mut self, place: &'s Expression) -> bool {
        !is_place(place) || self.narrow(place, |can| can.nothing = 0)
    }

    /// One of two holds, or doesn't: where one is out of the question it is the other, else nothing is learnt.
    fn either(&mut self, left: &'s Expression, right: &'s Expression, holds: bool) -> bool {
        let (mut one, mut other) = (self.clone(), self.clone());
        let can = (one.assume(left, holds), other.assume(right, holds));
        let steps = one.steps.min(other.steps);
        match can {
            (false, false) => return false,
            (true, false) => *self = one,
            (false, true) => *self = other,
            (true, true) => {}
        }
        self.steps = steps;
        true
    }

    fn is_nothing(&mut self, place: &'s Expression, kind: u8, holds: bool) -> bool {
        self.narrow(place, |can| {
            if holds {
                can.values = Values::None;
                can.nothing &= kind;
            } else {
                can.nothing &= !kind;
            }
        })
    }

    fn is_bool(&mut self, place: &'s Expression, value: bool, holds: bool) -> bool {
        self.narrow(place, |can| {
            let Values::Bools { yes, no } = &mut can.values else { return };
            let (kept, lost) = if value == holds { (yes, no) } else { (no, yes) };
            *lost = false;
            let left = *kept;
            if holds {
                can.nothing = 0;
            }
            if !left {
                can.values = Values::None;
            }
        })
    }

    fn compare(&mut self, how: Comparison, left: &'s Expression, right: &'s Expression, holds: bool) -> bool {
        if left == right {
            let alike = matches!(how, Comparison::Equal | Comparison::LessOrEqual | Comparison::GreaterOrEqual);
            return !holds || (alike && self.known(left));
        }
        match (left, right) {
            (place, Expression::Option(option)) | (Expression::Option(option), place) => self.is_option(place, *option, how, holds),
            (condition, Expression::Bool(value)) | (Expression::Bool(value), condition) => {
                let value = *value == (how == Comparison::Equal);
                if is_place(condition) { self.is_bool(condition, value, holds) } else { self.assume(condition, value == holds) }
            }
            _ => match (self.reach(left), self.reach(right)) {
                (Some(one), Some(other)) => {
                    self.is_number(left, how, other, holds)
                        && self.is_number(right, turned(how), one, holds)
                        && fits(how, one, other, holds)
                }
                _ => !holds || (self.known(left) && self.known(right)),
            },
        }
    }

    fn is_option(&mut self, place: &'s Expression, option: u16, how: Comparison, holds: bool) -> bool {
        if !is_place(place) {
            return true;
        }
        self.narrow(place, |can| {
            if holds {
                can.nothing = 0;
            }
            can.values.option(option, (how == Comparison::Equal) == holds);
        })
    }

    /// Narrows a place by the numbers that it is compared with.
    fn is_number(&mut self, place: &'s Expression, how: Comparison, other: Reach, holds: bool) -> bool {
        if !is_place(place) && !is_count(place) || (!holds && other.nothing) {
            return true;
        }
        let how = if holds { how } else { opposite(how) };
        self.narrow(place, |can| {
            if holds {
                can.nothing = 0;
            }
            can.values.number(how, other);
        })
    }

    /// The numbers that a sum can come to; none where it is no number.
    fn reach(&self, sum: &Expression) -> Option<Reach> {
        use crate::script::Sum;
        match sum {
            Expression::Number(number) => Some(Reach { low: *number, high: *number, nothing: false }),
            Expression::Negate(inner) => {
                let inner = self.reach(inner)?;
                Some(Reach { low: inner.high.checked_neg()?, high: inner.low.checked_neg()?, ..inner })
            }
            Expression::Sum(how, left, right) => {
                let (left, right) = (self.reach(left)?, self.reach(right)?);
                let nothing = left.nothing || right.nothing;
                match how {
                    Sum::Add => Some(Reach { low: left.low.checked_add(right.low)?, high: left.high.checked_add(right.high)?, nothing }),
                    Sum::Subtract => {
                        Some(Reach { low: left.low.checked_sub(right.high)?, high: left.high.checked_sub(right.low)?, nothing })
                    }
                    Sum::Multiply | Sum::Divide | Sum::Remainder => None,
                }
            }
            place if is_place(place) || is_count(place) => match self.can(place) {
                Can { nothing, values: Values::Numbers(low, high) } => Some(Reach { low, high, nothing: nothing != 0 }),
                _ => None,
            },
            _ => None,
        }
    }

    fn narrow(&mut self, place: &'s Expression, how: impl FnOnce(&mut Can)) -> bool {
        let at = match self.places.iter().position(|(found, _)| *found == place) {
            Some(at) => at,
            None => {
                self.places.push((place, self.can(place)));
                self.places.len() - 1
            }
        };
        let can = &mut self.places[at].1;
        how(can);
        can.nothing != 0 || !matches!(can.values, Values::None)
    }

    fn can(&self, place: &Expression) -> Can {
        if let Some((_, can)) = self.places.iter().find(|(found, _)| *found == place) {
            return can.clone();
        }
        let nothing = if is_count(place) { 0 } else { NOTHING };
        Can { nothing, values: self.values(place).unwrap_or(Values::Any) }
    }

    fn values(&self, place: &Expression) -> Option<Values> {
        let most = |most: usize| Values::Numbers(0, i64::try_from(most).unwrap_or(i64::MAX));
        match place {
            Expression::Times(_) | Expression::Asked(_) => return Some(Values::Numbers(0, i64::MAX)),
            Expression::Count(of) => {
                return Some(match self.kind(of)? {
                    FactKind::Records(Records { most: limit, .. }) => most(*limit),
                    FactKind::List(options) => most(options.len()),
                    _ => Values::Any,
                });
            }
            _ => {}
        }
        Some(match self.kind(place)? {
            FactKind::Bool => Values::Bools { yes: true, no: true },
            FactKind::Number(range) => Values::Numbers(range.low, range.high),
            FactKind::OneOf(options) => Values::Except(Vec::new(), options.len()),
            FactKind::Text | FactKind::List(_) | FactKind::Records(_) | FactKind::Link(_) => Values::Any,
        })
    }

    fn kind(&self, place: &Expression) -> Option<&'s FactKind> {
        match place {
            Expression::Fact(fact) | Expression::Was(fact) => Some(&self.script.fact(*fact).kind),
            Expression::Argument(place, _) => self.given.get(*place),
            Expression::Field { records, field, .. } => match &self.script.fact(*records).kind {
                FactKind::Records(records) => records.fields.get(*field).map(|field| &field.kind),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The numbers that something can be, both ends included, and whether it may be nothing.
#[derive(Copy, Clone)]
struct Reach {
    low: i64,
    high: i64,
    nothing: bool,
}

impl Values {
    fn option(&mut self, option: u16, is: bool) {
        *self = match std::mem::replace(self, Values::None) {
            Values::Only(only) if (only == option) == is => Values::Only(only),
            Values::Except(others, _) if is && !others.contains(&option) => Values::Only(option),
            Values::Except(mut others, all) if !is => {
                if !others.contains(&option) {
                    others.push(option);
                }
                if others.len() < all { Values::Except(others, all) } else { Values::None }
            }
            Values::Any => Values::Any,
            _ => Values::None,
        };
    }

    fn number(&mut self, how: Comparison, other: Reach) {
        let Values::Numbers(low, high) = self else { return };
        match how {
            Comparison::Equal => (*low, *high) = ((*low).max(other.low), (*high).min(other.high)),
            Comparison::Unequal if other.low == other.high && *low == other.low => *low = low.saturating_add(1),
            Comparison::Unequal if other.low == other.high && *high == other.low => *high = high.saturating_sub(1),
            Comparison::Unequal => {}
            Comparison::Less => *high = (*high).min(other.high.saturating_sub(1)),
            Comparison::LessOrEqual => *high = (*high).min(other.high),
            Comparison::Greater => *low = (*low).max(other.low.saturating_add(1)),
            Comparison::GreaterOrEqual => *low = (*low).max(other.low),
        }
        if *low > *high {
            *self = Values::None;
        }
    }
}

/// Whether two numbers of these can be compared so; or, where it must not hold, whether it can fail.
fn fits(how: Comparison, one: Reach, other: Reach, holds: bool) -> bool {
    if !holds && (one.nothing || other.nothing) {
        return true;
    }
    match if holds { how } else { opposite(how) } {
        Comparison::Equal => one.low <= other.high && other.low <= one.high,
        Comparison::Unequal => one.low != one.high || other.low != other.high || one.low != other.low,
        Comparison::Less => one.low < other.high,
        Comparison::LessOrEqual => one.low <= other.high,
        Comparison::Greater => one.high > other.low,
        Comparison::GreaterOrEqual => one.high >= other.low,
    }
}

fn opposite(how: Comparison) -> Comparison {
    match how {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

/// The same comparison with its sides swapped.
fn turned(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}

/// Whether an expression leads to a place that may hold nothing.
pub(super) fn is_place(expression: &Expression) -> bool {
    matches!(expression, Expression::Fact(_) | Expression::Was(_) | Expression::Argument(..) | Expression::Field { .. })
}

fn is_count(expression: &Expression) -> bool {
    matches!(expression, Expression::Times(_) | Expression::Asked(_) | Expression::Count(_))
}
