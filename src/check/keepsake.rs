//! What somebody takes home: parts whose texts show what is remembered.

use super::conditions::Stands;
use super::desk::Desk;
use super::expressions::optional;
use super::nodes::line;
use super::rules::each_of;
use crate::diagnostics::{Code, Diagnostic};
use crate::script::{KeepsakePart, Keepsakes};
use crate::syntax::KeepsakePartWritten;

/// The keepsake, if the dialogue has one. A second one is said to be one too many.
pub(super) fn keepsake(desk: &mut Desk<'_>) -> Option<Keepsakes> {
    let mut written = desk.each(|document| document.keepsake.as_ref()).into_iter();
    let first = written.next()?;
    for more in written {
        let twice = Diagnostic::new(Code::DuplicateField, more.span, "there is a keepsake already").label("this one is never shown");
        desk.say(twice.related(first.span, "the first one").hint("put the parts of both into one"));
    }
    desk.stands = Stands::Elsewhere;
    let title = super::templates::template(desk, &first.title);
    let parts = first.parts.iter().filter_map(|written| part(desk, written)).collect();
    Some(Keepsakes { title, parts })
}

fn part(desk: &mut Desk<'_>, written: &KeepsakePartWritten) -> Option<KeepsakePart> {
    let title = super::templates::template(desk, &written.title);
    let each = each_of(desk, written.each.as_ref(), written.of.as_ref());
    if !written.mirrors.is_empty() && written.each.is_none() {
        let alone =
            Diagnostic::new(Code::MissingField, written.span, "`mirrors` says what each record mirrors, and this part goes through none");
        desk.say(alone.label("of what?").hint("add `each: \"trait\", of: \"traits\"`"));
    }
    // Whether the part is there at all is asked of the whole memory, and not of a record.
    let when = optional(desk, written.when.as_ref());
    desk.given = each.iter().cloned().collect();
    let lines = |desk: &mut Desk<'_>, written: &[_]| written.iter().filter_map(|written| line(desk, written)).collect();
    let say = lines(desk, &written.say);
    let mirrors = lines(desk, &written.mirrors);
    desk.given.clear();
    Some(KeepsakePart { title, when: when?, each: each.and_then(|each| each.records()), say, mirrors })
}
