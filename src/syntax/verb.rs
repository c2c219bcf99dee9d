//! Verbs and nouns: what somebody may type as a command, and what comes of it.

use super::document::{Named, Text, WayWritten};
use super::fields::{Fields, Out, list_of, named, text, text_or_texts, texts, wrong_type};
use super::question::{assignments, way};
use super::tree::{Shape, Tree};
use crate::diagnostics::{Code, Diagnostic, Span};

/// Something that a command can name.
#[derive(Debug)]
pub struct NounWritten {
    /// What it is called: each time the noun itself last, what tells it from others in front.
    pub words: Vec<Text>,
    /// When it is here.
    pub when: Option<Text>,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// Something that a command can do.
#[derive(Debug)]
pub struct VerbWritten {
    /// How people say it.
    pub hears: Vec<Text>,
    /// What comes of it where the node has no case of its own.
    pub cases: Vec<VerbCaseWritten>,
    /// Commands that it must hear.
    pub samples: Vec<Text>,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// One case of what comes of a command.
#[derive(Debug)]
pub struct VerbCaseWritten {
    /// When it holds; always, without.
    pub when: Option<Text>,
    /// What is said.
    pub say: Option<Text>,
    /// What is set.
    pub set: Named<Text>,
    /// The hook that looks at it.
    pub hook: Option<Text>,
    /// Where it goes; without, the question stands again.
    pub goto: Option<WayWritten>,
    /// The whole of it.
    pub span: Span,
}

/// The name under which a node catches every verb that has no case of its own there.
pub const EVERY_VERB: &str = "*";

pub(super) fn noun(tree: &Tree, out: Out<'_>) -> Option<NounWritten> {
    if let Shape::Text(_) | Shape::List(_) = &tree.shape {
        return Some(NounWritten { words: text_or_texts(tree, out)?, when: None, formerly: Vec::new() });
    }
    let mut form = Fields::of(tree, "a noun", out)?;
    let words = form.need("words", out, text_or_texts);
    let when = form.take("when", out, text);
    let formerly = form.take("formerly", out, texts).unwrap_or_default();
    form.finish(out);
    Some(NounWritten { words: words?, when, formerly })
}

pub(super) fn verb(tree: &Tree, out: Out<'_>) -> Option<VerbWritten> {
    let mut form = Fields::of(tree, "a verb", out)?;
    let verb = VerbWritten {
        hears: form.take("hears", out, text_or_texts).unwrap_or_default(),
        cases: form.take("do", out, cases).unwrap_or_default(),
        samples: form.take("samples", out, texts).unwrap_or_default(),
        formerly: form.take("formerly", out, texts).unwrap_or_default(),
    };
    form.finish(out);
    Some(verb)
}

/// A node's own cases, by the names of verbs.
pub(super) fn on(tree: &Tree, out: Out<'_>) -> Option<Named<Vec<VerbCaseWritten>>> {
    named(tree, "case", out, cases)
}

/// A text that is said, one case, or a list of them, tried in order.
fn cases(tree: &Tree, out: Out<'_>) -> Option<Vec<VerbCaseWritten>> {
    let cases = match &tree.shape {
        Shape::List(_) => list_of(tree, "cases", out, case)?,
        _ => vec![case(tree, out)?],
    };
    for case in cases.iter().rev().skip(1).filter(|case| case.when.is_none()) {
        let early = Diagnostic::new(Code::MissingField, case.span, "a case before the last needs `when`").label("this always holds");
        out.push(early.hint("what stands behind it is never reached: add `when`, or make it the last"));
    }
    Some(cases)
}

fn case(tree: &Tree, out: Out<'_>) -> Option<VerbCaseWritten> {
    if let Shape::Text(_) = &tree.shape {
        let say = text(tree, out);
        return Some(VerbCaseWritten { when: None, say, set: Named::new(), hook: None, goto: None, span: tree.span });
    }
    if let Shape::List(_) = &tree.shape {
        wrong_type(tree, "a text, or a case in round brackets, such as `(when: \"…\", say: \"…\")`", out);
        return None;
    }
    let mut form = Fields::of(tree, "a case", out)?;
    let case = VerbCaseWritten {
        when: form.take("when", out, text),
        say: form.take("say", out, text),
        set: form.take("set", out, assignments).unwrap_or_default(),
        hook: form.take("hook", out, text),
        goto: form.take("goto", out, way),
        span: form.span,
    };
    form.finish(out);
    if case.say.is_none() && case.set.is_empty() && case.hook.is_none() && case.goto.is_none() {
        let idle =
            Diagnostic::new(Code::MissingField, case.span, "nothing comes of this case").label("expected `say`, `set`, `goto` or `hook`");
        out.push(idle);
    }
    Some(case)
}
