//! How a tree is taken apart: by field, without stopping, each mistake noted at its place.

use super::document::{Named, Placed, Text};
use super::tree::{Field, Shape, Tree};
use crate::diagnostics::{Code, Diagnostic, Span, nearest};

/// Where mistakes go.
pub(super) type Out<'o> = &'o mut Vec<Diagnostic>;

/// The fields of a form that are still to be taken.
pub(super) struct Fields<'t> {
    what: &'static str,
    /// The whole form.
    pub span: Span,
    left: Vec<&'t Field>,
    known: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// The fields of a form; `what` says what the form is ("a node"), for messages.
    pub fn of(tree: &'t Tree, what: &'static str, out: Out<'_>) -> Option<Self> {
        let left = match &tree.shape {
            Shape::Form { fields, .. } => fields.iter().collect(),
            Shape::Unit => Vec::new(),
            Shape::Tuple { items, .. } if items.is_empty() => Vec::new(),
            _ => {
                wrong_type(tree, &format!("{what} in round brackets, such as `(say: \"…\")`"), out);
                return None;
            }
        };
        Some(Self { what, span: tree.span, left, known: Vec::new() })
    }

    /// Takes a field, if it is there and `read` understands it. A second one of that name is a mistake.
    pub fn take<T>(&mut self, name: &'static str, out: Out<'_>, read: impl FnOnce(&'t Tree, Out<'_>) -> Option<T>) -> Option<T> {
        self.known.push(name);
        let (found, rest) = std::mem::take(&mut self.left).into_iter().partition::<Vec<_>, _>(|field| field.name.text == name);
        self.left = rest;
        let (first, others) = found.split_first()?;
        for other in others {
            let twice = Diagnostic::new(Code::DuplicateField, other.name.span, format!("`{name}` stands here twice"))
                .label("this one would be lost")
                .related(first.name.span, "the first one")
                .hint("keep one of them");
            out.push(twice);
        }
        read(&first.value, out)
    }

    /// Takes a field that must be there.
    pub fn need<T>(&mut self, name: &'static str, out: Out<'_>, read: impl FnOnce(&'t Tree, Out<'_>) -> Option<T>) -> Option<T> {
        if !self.left.iter().any(|field| field.name.text == name) {
            let missing = Diagnostic::new(Code::MissingField, self.span, format!("{} needs `{name}`", self.what))
                .label(format!("`{name}` is missing here"));
            out.push(match example(name) {
                Some(example) => missing.hint(example),
                None => missing,
            });
        }
        self.take(name, out, read)
    }

    /// Says of every field that nobody took that it isn't known.
    pub fn finish(self, out: Out<'_>) {
        for field in self.left {
            let name = &field.name.text;
            let unknown = Diagnostic::new(Code::UnknownField, field.name.span, format!("{} has no `{name}`", self.what));
            out.push(match nearest(name, self.known.iter().copied()) {
                Some(near) => unknown.label("not known here").hint(format!("did you mean `{near}`?")),
                None => unknown.label("not known here").hint(format!("it may have {}", list(&self.known))),
            });
        }
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Notes that something else was expected.
pub(super) fn wrong_type(tree: &Tree, expected: &str, out: Out<'_>) {
    let found = tree.shape.describe();
    let wrong =
        Diagnostic::new(Code::WrongType, tree.span, format!("expected {expected}, found {found}")).label(format!("this is {found}"));
    let hint = match &tree.shape {
        Shape::Word(word) => Some(format!("put it in quotes: `\"{}\"`", word.text)),
        Shape::Char(letter) => Some(format!("texts stand in double quotes: `\"{letter}\"`")),
        Shape::Real(_) => Some("only whole numbers are used".to_owned()),
        Shape::Bool(value) => Some(format!("put it in quotes: `\"{value}\"`")),
        Shape::Int(value) => Some(format!("put it in quotes: `\"{value}\"`")),
        _ => None,
    };
    out.push(match hint {
        Some(hint) if expected.contains("text") || (expected.contains("number") && matches!(tree.shape, Shape::Real(_))) => {
            wrong.hint(hint)
        }
        _ => match unquoted(tree, expected) {
            Some(word) => wrong.hint(format!("write it without quotes: `{word}`")),
            None => wrong,
        },
    });
}

/// A text in quotes that is, without them, among what was expected.
fn unquoted<'t>(tree: &'t Tree, expected: &str) -> Option<&'t str> {
    let Shape::Text(word) = &tree.shape else { return None };
    let number = expected.contains("number") && word.parse::<i64>().is_ok();
    (number || expected.contains(&format!("`{word}`"))).then_some(word)
}

/// What to write for a field that must be there, where its name doesn't say enough.
fn example(name: &str) -> Option<&'static str> {
    Some(match name {
        "because" => "write `because: \"…\"`, words that go on after \"I'm asking because\"",
        "level" => "write `level: \"meaning\"`, or another of `\"safety\"`, `\"distress\"`, `\"correction\"`, `\"colour\"`",
        "text" => "`text: Drop` keeps what was written nowhere, `text: Hold` keeps it until the way back is clear",
        "shows" => "write `shows: \"…\"` with the field that a record is called by",
        "most" => "write `most: 5`, how many there may be",
        "fields" => "write `fields: {\"name\": Text}`",
        "other" | "otherwise" => "say what holds for everything else",
        "ask" => "write `ask: \"…\"` with the name of a node",
        _ => return None,
    })
}

/// A text.
pub(super) fn text(tree: &Tree, out: Out<'_>) -> Option<Text> {
    match &tree.shape {
        Shape::Text(value) => Some(Placed { value: value.clone(), span: tree.span }),
        _ => {
            wrong_type(tree, "a text in quotes", out);
            None
        }
    }
}

/// `true` or `false`.
pub(super) fn flag(tree: &Tree, out: Out<'_>) -> Option<bool> {
    match &tree.shape {
        Shape::Bool(value) => Some(*value),
        _ => {
            wrong_type(tree, "`true` or `false`", out);
            None
        }
    }
}

/// A whole number.
pub(super) fn number(tree: &Tree, out: Out<'_>) -> Option<Placed<i64>> {
    match &tree.shape {
        Shape::Int(value) => Some(Placed { value: *value, span: tree.span }),
        _ => {
            wrong_type(tree, "a whole number", out);
            None
        }
    }
}

/// A list of things.
pub(super) fn list_of<'t, T>(
    tree: &'t Tree,
    what: &str,
    out: Out<'_>,
    mut read: impl FnMut(&'t Tree, Out<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    match &tree.shape {
        Shape::List(items) => Some(items.iter().filter_map(|item| read(item, out)).collect()),
        _ => {
            wrong_type(tree, &format!("a list of {what} in square brackets"), out);
            None
        }
    }
}

/// A list of texts.
pub(super) fn texts(tree: &Tree, out: Out<'_>) -> Option<Vec<Text>> {
    list_of(tree, "texts", out, text)
}

/// One text, or a list of them.
pub(super) fn text_or_texts(tree: &Tree, out: Out<'_>) -> Option<Vec<Text>> {
    match &tree.shape {
        Shape::Text(_) => text(tree, out).map(|text| vec![text]),
        _ => texts(tree, out),
    }
}

/// Things with names in curly brackets. A name that stands twice is a mistake: the second would silently win.
pub(super) fn named<'t, T>(
    tree: &'t Tree,
    what: &'static str,
    out: Out<'_>,
    mut read: impl FnMut(&'t Tree, Out<'_>) -> Option<T>,
) -> Option<Named<T>> {
    let Shape::Map(entries) = &tree.shape else {
        wrong_type(tree, &format!("{what}s with their names in curly brackets, such as `{{\"name\": …}}`"), out);
        return None;
    };
    let mut seen = std::collections::HashMap::new();
    let mut things = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        if let (Shape::Int(_), "option") = (&key.shape, what) {
            let number = Diagnostic::new(Code::BadName, key.span, "a number can't be the name of an option");
            out.push(number.label("people type numbers for the places of options").hint("give it a word, such as `\"first\"`"));
            continue;
        }
        let Some(name) = text(key, out) else { continue };
        let every = what == "case" && name.value == super::EVERY_VERB;
        if what != "assignment" && !every {
            sound_name(what, &name, out);
        }
        if let Some(first) = seen.insert(name.value.clone(), name.span) {
            out.push(twice(what, &name, first));
        }
        if let Some(thing) = read(value, out) {
            things.push((name, thing));
        }
    }
    Some(things)
}

/// Says of a name that it can't be one: names are typed, listed and written into transcripts.
pub(super) fn sound_name(what: &str, name: &Text, out: Out<'_>) {
    let sound = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let problem = if name.value.is_empty() {
        "it is empty"
    } else if !name.value.chars().all(sound) {
        "names have letters, digits, `-` and `_`"
    } else if what == "option" && name.value.chars().all(|letter| letter.is_ascii_digit()) {
        "people type numbers for the places of options"
    } else {
        return;
    };
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let bad = Diagnostic::new(Code::BadName, name.span, format!("this can't be the name of {article} {what}")).label(problem);
    out.push(bad.hint("choose another; nobody who plays ever sees it"));
}

/// Says that a name was given twice.
pub(crate) fn twice(what: &str, name: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, name.span, format!("there are two {what}s named `{}`", name.value))
        .label("the second one")
        .related(first, "the first one")
        .hint("give one of them another name")
}
