//! What greets somebody who comes back on another visit.

use super::desk::Desk;
use crate::diagnostics::{Code, Diagnostic};
use crate::script::Returning;
use crate::syntax::Text;

/// What a dialogue says of those who come back, if it says anything.
pub(super) fn returning(desk: &mut Desk<'_>) -> Option<Returning> {
    let written = desk.returning();
    if let [first, second, ..] = &written[..] {
        let twice = Diagnostic::new(Code::DuplicateField, second.ask.span, "`returning` stands in two files").label("the second one");
        desk.say(twice.related(first.ask.span, "the first one").hint("keep one of them"));
    }
    let written = *written.first()?;
    let mut greets = |node: &Text| desk.node(node).filter(|found| desk.needs_nothing(*found, node.span));
    let ask = greets(&written.ask)?;
    let over = written.over.as_ref().map_or(Some(ask), greets)?;
    Some(Returning { ask, over, afresh: written.afresh.as_ref().map(|name| name.value.clone()) })
}
