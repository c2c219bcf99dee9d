//! What a writer got wrong, shown as a kind colleague would show it: where, what, why, and what to do.
//!
//! Whoever finds a mistake makes a [`Diagnostic`] of facts; how it looks is decided once, in [`human`] and [`json`]. Places
//! are bytes inside; only what is shown is counted in lines and characters.

mod code;
mod render;
mod sources;

pub use code::{Code, Severity};
pub use render::{human, json, summary};
pub use sources::{FileId, Position, Sources, Span};

use crate::caps;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of mistake.
    pub code: Code,
    /// Where it is.
    pub span: Span,
    /// What it is: lower case, no full stop, names in backticks.
    pub message: String,
    /// What is wrong *here*, at the caret.
    pub label: String,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// Why it is a mistake, where that isn't plain.
    pub why: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A mistake of this kind, at this place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), label: String::new(), related: Vec::new(), why: None, hint: None }
    }

    /// Says what is wrong at the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at another place that matters.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says why it is a mistake.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether it stops a dialogue from being played.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Sorts by file, then by place, then by kind, so that the same mistakes always come in the same order.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|one, other| (one.span, one.code, &one.message).cmp(&(other.span, other.code, &other.message)));
}

/// How many mistakes there are that aren't listed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// Lists no more than [`caps::LISTED_MISTAKES`], errors before warnings, and counts the others. Whoever made one slip in a
/// generated file may have made it ten thousand times.
pub fn shorten(diagnostics: &mut Vec<Diagnostic>) -> LeftOut {
    if diagnostics.len() <= caps::LISTED_MISTAKES {
        return LeftOut::default();
    }
    // Those of one severity keep their order.
    diagnostics.sort_by_key(|diagnostic| diagnostic.severity());
    let others = diagnostics.split_off(caps::LISTED_MISTAKES);
    sort(diagnostics);
    let errors = others.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    LeftOut { errors, warnings: others.len() - errors }
}

/// The name that was probably meant: close enough by slips of the finger (optimal string alignment), the closest first.
pub fn nearest<'a>(name: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let allowed = (name.chars().count() / 3).max(1);
    let distance = |other: &'a str| (strsim::osa_distance(&lower, &other.to_lowercase()), other);
    let near = among.into_iter().map(distance).filter(|(distance, other)| *distance <= allowed && *distance < other.chars().count());
    near.min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let cases = [
            ("helo", Some("hello")),
            ("HELLO", Some("hello")),
            ("trait_rout", Some("trait_route")),
            ("zebra", None),
            ("x", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(name, ["hello", "trait_route", "bye"]), expected, "{name}");
        }
    }

    #[test]
    fn of_two_that_are_equally_near_the_first_in_the_alphabet_is_meant() {
        assert_eq!(nearest("bat", ["rat", "cat"]), Some("cat"));
    }
}
