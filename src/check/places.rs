//! Where something is kept or set, and what a node is told that it is about.

use super::desk::Desk;
use super::expressions::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::script::{Arguments, Assignment, Expression, FactKind, Given, Place};
use crate::syntax::{Named, Text};

/// Places with their new values, each made sure to fit.
pub(super) fn assignments(desk: &mut Desk<'_>, written: &Named<Text>) -> Vec<Assignment> {
    let one = |(name, value): &(Text, Text)| {
        let place = place(desk, name);
        let mut reader = Reader { desk, text: value, offset: 0, code: Code::BadCondition };
        let typed = reader.read(&value.value)?;
        let (place, kind) = place?;
        let value = reader.fitting(typed, &kind)?;
        Some(Assignment { place, kind, value })
    };
    written.iter().filter_map(one).collect()
}

/// Where something is kept: a fact, or a field of a record such as `trait.route`.
pub(super) fn place(desk: &mut Desk<'_>, name: &Text) -> Option<(Place, FactKind)> {
    if !name.value.contains('.') {
        let fact = desk.fact(name)?;
        return Some((Place::Fact(fact), desk.kind(fact).clone()));
    }
    let mut reader = Reader { desk, text: name, offset: 0, code: Code::BadCondition };
    let typed = reader.read(&name.value)?;
    let Expression::Field { of, records, field } = typed.expression else {
        reader.bad(typed.at, "nothing can be kept here", "not a field of a record", "write `record.field`");
        return None;
    };
    let kind = reader.desk.records(records)?.fields.get(field)?.kind.clone();
    Some((Place::Field { record: *of, records, field }, kind))
}

/// What a node is told that it is about: each of its given things by name. What isn't said is passed on under the same name.
pub(super) fn arguments(desk: &mut Desk<'_>, wants: &[Given], with: &Named<Text>, at: Span) -> Option<Arguments> {
    let mut sound = true;
    for (name, _) in with {
        if !wants.iter().any(|given| given.name == name.value) {
            let among = wants.iter().map(|given| given.name.as_str()).collect();
            desk.unknown(Code::UnknownFact, "given thing", &name.value, name.span, among);
            sound = false;
        }
    }
    let mut arguments = Vec::with_capacity(wants.len());
    for given in wants {
        let said = with.iter().find(|(name, _)| name.value == given.name);
        let argument = match said {
            Some((_, text)) => {
                let mut reader = Reader { desk, text, offset: 0, code: Code::BadCondition };
                reader.read(&text.value).and_then(|typed| reader.fitting(typed, &given.kind))
            }
            None => {
                let here = desk.given(&given.name).filter(|place| desk.given[*place].kind == given.kind);
                if here.is_none() {
                    let missing = Diagnostic::new(Code::MissingField, at, format!("the node needs to be told `{}`", given.name))
                        .label("not said here");
                    desk.say(missing.hint(format!("add `with: {{\"{}\": \"…\"}}`", given.name)));
                }
                here.map(|place| desk.given[place].expression(place))
            }
        };
        sound &= argument.is_some();
        arguments.extend(argument);
    }
    sound.then_some(arguments)
}
