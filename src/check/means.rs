//! Named conditions.

use super::conditions::Stands;
use super::desk::Desk;
use super::expressions::{check_name, condition};
use crate::caps;
use crate::diagnostics::{Code, Diagnostic};
use crate::script::{Expression, Mean, MeanId};

/// All named conditions. They may name each other, but not in a circle, and not grow beyond all measure.
pub(super) fn means(desk: &mut Desk<'_>) -> Vec<Mean> {
    let written = desk.all(|document| &document.means);
    let resolved = written.iter().enumerate().map(|(place, (name, text))| {
        desk.stands = Stands::Mean(MeanId::new(place));
        let taken = desk.is_fact(&name.value);
        if taken {
            let both = Diagnostic::new(Code::DuplicateName, name.span, format!("`{}` is a fact and a condition", name.value));
            desk.say(both.label("a fact has this name too").hint("give one of them another name"));
        }
        check_name(desk, name);
        let when = condition(desk, text).unwrap_or(Expression::Bool(false));
        Mean { name: name.value.clone(), when }
    });
    let means = resolved.collect::<Vec<_>>();
    for (place, (_, text)) in written.iter().enumerate() {
        if measure(&means, place, caps::CONDITION_DEPTH).is_none_or(|parts| parts > caps::CONDITION_PARTS) {
            let endless = Diagnostic::new(Code::BadCondition, text.span, format!("`{}` never ends, or is too large", means[place].name))
                .label("this leads back to itself, or through too many others")
                .hint("a condition may name others, but none of them may lead back to it");
            desk.say(endless);
        }
    }
    means
}

/// How many parts a named condition has with all that it names; `None` where it leads too deep, as a circle does.
fn measure(means: &[Mean], place: usize, depth: usize) -> Option<usize> {
    fn parts(means: &[Mean], expression: &Expression, depth: usize) -> Option<usize> {
        let inner = match expression {
            Expression::Mean(mean) => return measure(means, mean.index(), depth.checked_sub(1)?),
            Expression::Not(inner) | Expression::Negate(inner) | Expression::Count(inner) => parts(means, inner, depth)?,
            Expression::Logic(_, left, right) | Expression::Compare(_, left, right) | Expression::Sum(_, left, right) => {
                let left = parts(means, left, depth)?;
                // Both sides together may be exponential in the depth; what is too much already isn't counted further.
                if left > caps::CONDITION_PARTS { left } else { left.saturating_add(parts(means, right, depth)?) }
            }
            _ => 0,
        };
        Some(inner + 1)
    }
    parts(means, &means[place].when, depth)
}
