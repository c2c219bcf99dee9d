//! The inner forms: nodes, what they say, what they ask, and where they go.

use super::dialogue::{ends, kind};
use super::document::*;
use super::fields::{Fields, Out, flag, list_of, named, number, text, text_or_texts, texts, wrong_type};
use super::tree::{Shape, Tree};
use super::verb;
use crate::diagnostics::{Code, Diagnostic};

/// Decodes a node.
pub(super) fn node(tree: &Tree, out: Out<'_>) -> Option<NodeWritten> {
    let mut form = Fields::of(tree, "a node", out)?;
    let before = out.len();
    let node = NodeWritten {
        section: form.take("section", out, rare(text)),
        exact: form.take("exact", out, flag).unwrap_or_default(),
        when: form.take("when", out, rare(text)),
        given: form.take("given", out, |tree, out| named(tree, "given thing", out, given)).unwrap_or_default(),
        entering: form.take("entering", out, assignments).unwrap_or_default(),
        say: form.take("say", out, lines).unwrap_or_default(),
        ask: form.take("ask", out, ask),
        keep: form.take("keep", out, rare(text)),
        set: form.take("set", out, assignments).unwrap_or_default(),
        on_enter: form.take("on_enter", out, rare(text)),
        on_reply: form.take("on_reply", out, rare(text)),
        on: form.take("on", out, verb::on).unwrap_or_default(),
        goto: form.take("goto", out, way),
        because: form.take("because", out, rare(text)),
        declined: form.take("declined", out, aside),
        unknown: form.take("unknown", out, aside),
        later: form.take("later", out, aside),
        unread: form.take("unread", out, text_or_texts).unwrap_or_default(),
        examples: form.take("examples", out, texts).unwrap_or_default(),
        covers: form.take("covers", out, texts).unwrap_or_default(),
        formerly: form.take("formerly", out, texts).unwrap_or_default(),
        broken: out.len() > before,
    };
    form.finish(out);
    Some(node)
}

/// Something that a node is about: what it can be, or a form with that and more.
fn given(tree: &Tree, out: Out<'_>) -> Option<GivenWritten> {
    let Shape::Form { name: None, .. } = &tree.shape else {
        return given_kind(tree, out).map(|is| GivenWritten { is, formerly: Vec::new() });
    };
    let mut form = Fields::of(tree, "a given thing", out)?;
    let is = form.need("is", out, given_kind);
    let formerly = form.take("formerly", out, texts).unwrap_or_default();
    form.finish(out);
    Some(GivenWritten { is: is?, formerly })
}

/// A name for the fact that holds the records, or a kind of value.
fn given_kind(tree: &Tree, out: Out<'_>) -> Option<GivenKind> {
    match &tree.shape {
        Shape::Text(_) => text(tree, out).map(GivenKind::Record),
        _ => kind(tree, out).map(GivenKind::Value),
    }
}

/// Names with the expressions that give them their values.
pub(super) fn assignments(tree: &Tree, out: Out<'_>) -> Option<Named<Text>> {
    named(tree, "assignment", out, text)
}

pub(super) fn lines(tree: &Tree, out: Out<'_>) -> Option<Vec<LineWritten>> {
    match &tree.shape {
        Shape::List(_) => list_of(tree, "texts", out, line),
        _ => line(tree, out).map(|line| vec![line]),
    }
}

fn line(tree: &Tree, out: Out<'_>) -> Option<LineWritten> {
    if let Shape::Text(_) = &tree.shape {
        return Some(LineWritten { when: None, says: VariantWritten::Always(text(tree, out)?) });
    }
    let mut form = Fields::of(tree, "something said", out)?;
    let when = form.take("when", out, rare(text));
    let always = form.take("say", out, text).map(VariantWritten::Always);
    let once = form.take("once", out, text).map(VariantWritten::Once);
    let first = form.take("first", out, text);
    let again = form.take("again", out, text);
    let one_of = form.take("one_of", out, texts).filter(|texts| !texts.is_empty()).map(VariantWritten::OneOf);
    let span = form.span;
    form.finish(out);
    let changing = first.zip(again).map(|(first, again)| VariantWritten::FirstAgain(first, again));
    let mut says = [always, once, changing, one_of].into_iter().flatten();
    match (says.next(), says.next()) {
        (Some(says), None) => Some(LineWritten { when, says }),
        (None, _) => {
            let silent = Diagnostic::new(Code::MissingField, span, "nothing is said here")
                .label("expected `say`, `once`, `one_of`, or `first` and `again`");
            out.push(silent);
            None
        }
        (Some(_), Some(_)) => {
            let both = Diagnostic::new(Code::UnknownField, span, "this says two things at once")
                .label("only one of `say`, `once`, `one_of`, or `first` and `again`")
                .hint("make two items of it");
            out.push(both);
            None
        }
    }
}

fn ask(tree: &Tree, out: Out<'_>) -> Option<Placed<AskWritten>> {
    let (name, body) = match &tree.shape {
        Shape::Word(word) => (word, Body::Bare),
        Shape::Tuple { name: Some(name), items } => (name, Body::Items(items)),
        Shape::Form { name: Some(name), .. } => (name, Body::Fields(tree)),
        _ => {
            wrong_type(tree, "a question: `Choose`, `ChooseMany`, `Text`, `Number`, `YesNo`, `Gather`, `Continue` or `Command`", out);
            return None;
        }
    };
    let value = match name.text.as_str() {
        "Choose" => choose(tree, &body, out).map(AskWritten::Choose),
        "ChooseMany" => choose(tree, &body, out).map(AskWritten::ChooseMany),
        "Gather" => gather(tree, &body, out),
        "Text" => free_text(&body, out),
        "Number" => scale(tree, &body, out),
        "YesNo" => yes_no(tree, &body, out),
        "Continue" => proceed(tree, &body, out),
        "Command" => command(tree, &body, out),
        other => {
            let known = ["Choose", "ChooseMany", "Text", "Number", "YesNo", "Gather", "Continue", "Command"];
            let unknown =
                Diagnostic::new(Code::WrongType, name.span, format!("there is no question named `{other}`")).label("not a question");
            out.push(match crate::diagnostics::nearest(other, known) {
                Some(near) => unknown.hint(format!("did you mean `{near}`?")),
                None => unknown.hint("a question is `Choose`, `ChooseMany`, `Text`, `Number`, `YesNo`, `Gather`, `Continue` or `Command`"),
            });
            None
        }
    }?;
    Some(Placed { value, span: tree.span })
}

/// What stands behind a question's name.
enum Body<'t> {
    Bare,
    Items(&'t [Tree]),
    Fields(&'t Tree),
}

fn choose(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<Named<ChoiceWritten>> {
    if let Body::Items([Tree { shape: Shape::List(labels), span }]) = body {
        let first = labels.iter().find_map(|label| if let Shape::Text(text) = &label.shape { Some(text.as_str()) } else { None });
        let listed = Diagnostic::new(Code::WrongType, *span, "every option needs a name of its own").label("this is a list of labels");
        out.push(listed.hint(format!("write `{{\"name\": \"{}\", …}}`", first.unwrap_or("Label"))));
        return None;
    }
    let Body::Items([options]) = body else {
        wrong_type(tree, "options in curly brackets, such as `Choose({\"yes\": \"Yes\"})`", out);
        return None;
    };
    let choices = named(options, "option", out, choice)?;
    if matches!(&options.shape, Shape::Map(entries) if entries.is_empty()) {
        out.push(Diagnostic::new(Code::MissingField, options.span, "`Choose` has no options").label("nothing to choose from"));
        return None;
    }
    Some(choices).filter(|choices| !choices.is_empty())
}

fn gather(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    let Body::Fields(_) = body else {
        wrong_type(tree, "what is gathered, such as `Gather(into: \"traits\")`", out);
        return None;
    };
    let mut form = Fields::of(tree, "`Gather`", out)?;
    let into = form.need("into", out, text);
    let most = form.take("most", out, number);
    let visit = form.take("visit", out, text);
    let more = form.take("more", out, text);
    let samples = form.take("samples", out, texts).unwrap_or_default();
    let several = form.take("several", out, flag).unwrap_or_default();
    let around = around(&mut form, out);
    form.finish(out);
    Some(AskWritten::Gather { into: into?, most, visit, more, several, samples, around })
}

/// What an option hears, and whether that must be the whole of what was said.
fn heard(tree: &Tree, out: Out<'_>) -> Option<(Vec<Text>, bool)> {
    let Shape::Form { name: None, .. } = &tree.shape else { return text_or_texts(tree, out).map(|heard| (heard, false)) };
    let mut form = Fields::of(tree, "what an option hears", out)?;
    let heard = form.need("whole", out, text_or_texts);
    form.finish(out);
    heard.map(|heard| (heard, true))
}

/// A label, or a form.
fn choice(tree: &Tree, out: Out<'_>) -> Option<ChoiceWritten> {
    if let Shape::Text(_) = &tree.shape {
        let say = text(tree, out);
        return Some(ChoiceWritten { say, listed: true, ..ChoiceWritten::default() });
    }
    let mut form = Fields::of(tree, "an option", out)?;
    let (say, when, heard) =
        (form.take("say", out, text), form.take("when", out, rare(text)), form.take("hears", out, heard).unwrap_or_default());
    let choice = ChoiceWritten {
        say,
        when,
        hears: heard.0,
        whole: heard.1,
        blank: form.take("blank", out, text_or_texts).unwrap_or_default(),
        first: form.take("first", out, flag).unwrap_or_default(),
        listed: form.take("listed", out, flag).unwrap_or(true),
        otherwise: form.take("otherwise", out, rare(text)),
        set: form.take("set", out, assignments).unwrap_or_default(),
        goto: form.take("goto", out, way),
        formerly: form.take("formerly", out, texts).unwrap_or_default(),
    };
    form.finish(out);
    Some(choice)
}

fn free_text(body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    match body {
        Body::Fields(tree) => {
            let mut form = Fields::of(tree, "`Text`", out)?;
            let samples = form.take("samples", out, texts).unwrap_or_default();
            let around = around(&mut form, out);
            form.finish(out);
            Some(AskWritten::Text { samples, around })
        }
        Body::Bare => Some(AskWritten::Text { samples: Vec::new(), around: AroundWritten::default() }),
        Body::Items(items) => {
            for item in *items {
                wrong_type(item, "samples by name, such as `Text(samples: [\"…\"])`; found without", out);
            }
            Some(AskWritten::Text { samples: Vec::new(), around: AroundWritten::default() })
        }
    }
}

/// The words that only stand around an answer.
fn around(form: &mut Fields<'_>, out: Out<'_>) -> AroundWritten {
    AroundWritten {
        after: form.take("after", out, text_or_texts).unwrap_or_default(),
        before: form.take("before", out, text_or_texts).unwrap_or_default(),
    }
}

fn scale(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    match body {
        Body::Bare => Some(AskWritten::Number { range: None, least: None, most: None }),
        Body::Items([low, high]) => Some(AskWritten::Number { range: Some(ends(low, high, out)?), least: None, most: None }),
        Body::Items(_) => {
            wrong_type(tree, "two ends, such as `Number(0, 10)`", out);
            None
        }
        Body::Fields(tree) => {
            let mut form = Fields::of(tree, "`Number`", out)?;
            let from = form.need("from", out, |tree, _| Some(tree));
            let to = form.need("to", out, |tree, _| Some(tree));
            let least = form.take("least", out, text);
            let most = form.take("most", out, text);
            form.finish(out);
            Some(AskWritten::Number { range: Some(ends(from?, to?, out)?), least, most })
        }
    }
}

fn yes_no(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    match body {
        Body::Bare | Body::Items([]) => return Some(AskWritten::YesNo { yes: None, no: None }),
        Body::Items(_) => {
            wrong_type(tree, "the two by name, such as `YesNo(yes: \"…\", no: \"…\")`", out);
            return None;
        }
        Body::Fields(_) => {}
    }
    let mut form = Fields::of(tree, "`YesNo`", out)?;
    let yes = form.take("yes", out, either).map(Box::new);
    let no = form.take("no", out, either).map(Box::new);
    form.finish(out);
    Some(AskWritten::YesNo { yes, no })
}

/// A label or a form; both are always offered, so neither can be hidden.
fn either(tree: &Tree, out: Out<'_>) -> Option<ChoiceWritten> {
    let choice = choice(tree, out)?;
    if choice.when.is_some() || !choice.listed || choice.otherwise.is_some() {
        let hidden = Diagnostic::new(Code::UnknownField, tree.span, "yes and no are always offered")
            .label("`when`, `listed` and `otherwise` have no meaning here");
        out.push(hidden.hint("use `Choose` where an option may be hidden"));
    }
    Some(choice)
}

fn proceed(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    match body {
        Body::Bare => Some(AskWritten::Continue(None)),
        Body::Items([label]) => Some(AskWritten::Continue(Some(text(label, out)?))),
        _ => {
            wrong_type(tree, "`Continue`, or `Continue(\"…\")` with a text", out);
            None
        }
    }
}

fn command(tree: &Tree, body: &Body<'_>, out: Out<'_>) -> Option<AskWritten> {
    match body {
        Body::Bare | Body::Items([]) => Some(AskWritten::Command(None)),
        Body::Fields(tree) => {
            let mut form = Fields::of(tree, "`Command`", out)?;
            let otherwise = form.take("otherwise", out, text);
            form.finish(out);
            Some(AskWritten::Command(otherwise))
        }
        Body::Items(_) => {
            wrong_type(tree, "`Command`, or `Command(otherwise: \"…\")` with a text", out);
            None
        }
    }
}

/// A text that is said, or a form.
fn aside(tree: &Tree, out: Out<'_>) -> Option<Box<AsideWritten>> {
    if let Shape::Text(_) = &tree.shape {
        return Some(Box::new(AsideWritten { span: tree.span, say: text(tree, out), set: Vec::new(), goto: None }));
    }
    let mut form = Fields::of(tree, "what follows", out)?;
    let aside = AsideWritten {
        span: form.span,
        say: form.take("say", out, text),
        set: form.take("set", out, assignments).unwrap_or_default(),
        goto: form.take("goto", out, way),
    };
    form.finish(out);
    Some(Box::new(aside))
}

/// A target, a form, or a list of cases whose last always holds.
pub(super) fn way(tree: &Tree, out: Out<'_>) -> Option<WayWritten> {
    let cases = match &tree.shape {
        Shape::List(_) => list_of(tree, "cases", out, case)?,
        _ => vec![case(tree, out)?],
    };
    if let Some(last) = cases.last()
        && let Some(open) = last.when.as_ref().or(last.each.as_deref())
    {
        let open = Diagnostic::new(Code::MissingLastCase, open.span, "the last case of a `goto` must always hold")
            .label("nothing is left when this doesn't hold")
            .hint("make it a list with a last case without `when`: `[(…), (to: \"…\")]`");
        out.push(open);
        return None;
    }
    if cases.is_empty() {
        wrong_type(tree, "at least one case", out);
        return None;
    }
    for case in &cases[..cases.len() - 1] {
        if case.when.is_none() {
            let early = Diagnostic::new(Code::MissingField, case.to.span, "a case before the last needs `when`").label("this always holds");
            out.push(early.hint("what stands behind it is never reached: add `when`, or make it the last"));
        }
    }
    Some(WayWritten { cases, span: tree.span })
}

fn case(tree: &Tree, out: Out<'_>) -> Option<CaseWritten> {
    if let Shape::Text(_) = &tree.shape {
        return Some(CaseWritten { each: None, of: None, most: None, with: Vec::new(), when: None, visit: None, to: text(tree, out)? });
    }
    let mut form = Fields::of(tree, "a case", out)?;
    let each = form.take("each", out, rare(text));
    let of = form.take("of", out, rare(text));
    let most = form.take("most", out, rare(number));
    let with = form.take("with", out, assignments).unwrap_or_default();
    let when = form.take("when", out, text);
    let visit = form.take("visit", out, rare(text));
    let to = form.need("to", out, text);
    form.finish(out);
    Some(CaseWritten { each, of, most, with, when, visit, to: to? })
}

/// Reads what most forms go without: there may be very many of them, so it lies elsewhere.
fn rare<'t, T>(mut read: impl FnMut(&'t Tree, Out<'_>) -> Option<T>) -> impl FnMut(&'t Tree, Out<'_>) -> Option<Box<T>> {
    move |tree, out| read(tree, out).map(Box::new)
}
