//! The outer forms: a dialogue, a pack, a table's rows, facts, interrupts, safety.

use super::document::*;
use super::fields::{Fields, Out, flag, list_of, named, number, sound_name, text, text_or_texts, texts, wrong_type};
use super::question::{assignments, lines, node};
use super::tree::{Shape, Tree};
use super::verb::{noun, verb};
use crate::diagnostics::{Code, Diagnostic};
use std::collections::BTreeSet;

/// Decodes a dialogue or a part of one.
pub(super) fn document(tree: &Tree, out: Out<'_>) -> Document {
    let Some(mut form) = Fields::of(tree, "a dialogue", out) else {
        return Document::default();
    };
    let mut document = Document {
        format: form.take("format", out, number),
        title: form.take("title", out, text),
        start: form.take("start", out, text),
        include: form.take("include", out, text_or_texts).unwrap_or_default(),
        begin: form.take("begin", out, texts).unwrap_or_default(),
        facts: form.take("facts", out, |tree, out| named(tree, "fact", out, fact)).unwrap_or_default(),
        means: form.take("means", out, |tree, out| named(tree, "condition", out, text)).unwrap_or_default(),
        patterns: form.take("patterns", out, |tree, out| named(tree, "pattern", out, patterns)).unwrap_or_default(),
        tables: form.take("tables", out, |tree, out| named(tree, "table", out, table)).unwrap_or_default(),
        safety: form.take("safety", out, safety),
        returning: form.take("returning", out, returning),
        interrupts: form.take("interrupts", out, |tree, out| named(tree, "interrupt", out, interrupt)).unwrap_or_default(),
        sections: form.take("sections", out, |tree, out| named(tree, "section", out, section)).unwrap_or_default(),
        words: form.take("words", out, |tree, out| named(tree, "wording", out, words)).unwrap_or_default(),
        rules: form.take("rules", out, |tree, out| named(tree, "rule", out, rule)).unwrap_or_default(),
        keepsake: form.take("keepsake", out, keepsake),
        nouns: form.take("nouns", out, |tree, out| named(tree, "noun", out, noun)).unwrap_or_default(),
        verbs: form.take("verbs", out, |tree, out| named(tree, "verb", out, verb)).unwrap_or_default(),
        nodes: form.take("nodes", out, |tree, out| named(tree, "node", out, node)).unwrap_or_default(),
        lost: Vec::new(),
    };
    form.finish(out);
    document.lost = lost(tree, &document);
    document
}

/// The names of those things that were written and couldn't be read.
fn lost(tree: &Tree, document: &Document) -> Vec<String> {
    fn names<T>(named: &Named<T>) -> BTreeSet<&str> {
        named.iter().map(|(name, _)| name.value.as_str()).collect()
    }
    let Shape::Form { fields, .. } = &tree.shape else { return Vec::new() };
    let mut lost = Vec::new();
    for field in fields {
        let (Shape::Map(entries), read) = (
            &field.value.shape,
            match field.name.text.as_str() {
                "facts" => names(&document.facts),
                "means" => names(&document.means),
                "patterns" => names(&document.patterns),
                "tables" => names(&document.tables),
                "sections" => names(&document.sections),
                "words" => names(&document.words),
                "nodes" => names(&document.nodes),
                _ => continue,
            },
        ) else {
            continue;
        };
        let keys = entries.iter().filter_map(|(key, _)| if let Shape::Text(name) = &key.shape { Some(name) } else { None });
        lost.extend(keys.filter(|name| !read.contains(name.as_str())).cloned());
    }
    lost
}

/// Decodes a `pack.ron`.
pub(super) fn manifest(tree: &Tree, out: Out<'_>) -> Manifest {
    let Some(mut form) = Fields::of(tree, "a pack", out) else {
        return Manifest::default();
    };
    let manifest = Manifest {
        format: form.take("format", out, number),
        title: form.take("title", out, text),
        language: form.take("language", out, text),
        licence: form.take("licence", out, text),
        credits: form.take("credits", out, text_or_texts).unwrap_or_default(),
        default: form.take("default", out, text),
        warnings_off: form.take("warnings_off", out, texts).unwrap_or_default(),
    };
    form.finish(out);
    manifest
}

/// Decodes the rows of a table.
pub(super) fn rows(tree: &Tree, out: Out<'_>) -> Option<Vec<Row>> {
    let rows = named(tree, "row", out, |tree, out| {
        let Shape::Form { fields, .. } = &tree.shape else {
            wrong_type(tree, "a row in round brackets, such as `(number: \"…\")`", out);
            return None;
        };
        for (place, field) in fields.iter().enumerate() {
            if let Some(first) = fields[..place].iter().find(|first| first.name.text == field.name.text) {
                let twice = Diagnostic::new(Code::DuplicateField, field.name.span, format!("`{}` stands here twice", field.name.text));
                out.push(twice.label("this one would be lost").related(first.name.span, "the first one").hint("keep one of them"));
            }
        }
        let cells = fields.iter().filter_map(|field| {
            let name = Placed { value: field.name.text.clone(), span: field.name.span };
            Some((name, text(&field.value, out)?))
        });
        Some(cells.collect())
    })?;
    Some(rows.into_iter().map(|(key, cells)| Row { key, cells }).collect())
}

fn fact(tree: &Tree, out: Out<'_>) -> Option<FactWritten> {
    let plain = |kind| FactWritten { kind, start: None, lasting: false, wording: false, formerly: Vec::new() };
    let Shape::Form { name: None, .. } = &tree.shape else {
        return kind(tree, out).map(plain);
    };
    let mut form = Fields::of(tree, "a fact", out)?;
    let kind = form.need("is", out, kind);
    let start = form.take("start", out, plain_value);
    let lasting = form.take("lasting", out, flag).unwrap_or_default();
    let wording = form.take("wording", out, flag).unwrap_or_default();
    let formerly = form.take("formerly", out, texts).unwrap_or_default();
    form.finish(out);
    Some(FactWritten { kind: kind?, start, lasting, wording, formerly })
}

/// What a fact, a field or something given can hold.
pub(super) fn kind(tree: &Tree, out: Out<'_>) -> Option<Placed<KindWritten>> {
    let kind = match &tree.shape {
        Shape::Word(word) if word.text == "Bool" => KindWritten::Bool,
        Shape::Word(word) if word.text == "Text" => KindWritten::Text,
        Shape::Tuple { name: Some(name), items } if name.text == "OneOf" && items.len() == 1 => {
            KindWritten::OneOf(list_of(&items[0], "texts", out, option_id)?)
        }
        Shape::Tuple { name: Some(name), items } if name.text == "List" && items.len() == 1 => {
            KindWritten::List(list_of(&items[0], "texts", out, option_id)?)
        }
        Shape::Tuple { name: Some(name), items } if name.text == "Link" && items.len() == 1 => KindWritten::Link(text(&items[0], out)?),
        Shape::Form { name: Some(name), .. } if name.text == "Records" => records(tree, out)?,
        Shape::Tuple { name: Some(name), items } if name.text == "Number" && items.len() == 2 => {
            let (low, high) = ends(&items[0], &items[1], out)?;
            KindWritten::Number(low, high)
        }
        Shape::Tuple { name: Some(name), items } if matches!(name.text.as_str(), "OneOf" | "List") && items.len() != 1 => {
            let ids = items.iter().filter_map(|item| if let Shape::Text(id) = &item.shape { Some(format!("\"{id}\"")) } else { None });
            let loose = Diagnostic::new(Code::WrongType, tree.span, format!("the options of `{}` stand in a list", name.text));
            let ids = ids.collect::<Vec<_>>().join(", ");
            out.push(loose.label("square brackets are missing").hint(format!("write `{}([{ids}])`", name.text)));
            return None;
        }
        _ => {
            wrong_type(
                tree,
                "a kind of fact: `Bool`, `Number(0, 10)`, `Text`, `OneOf([\"…\"])`, `List([\"…\"])`, `Records(…)` or `Link(\"…\")`",
                out,
            );
            return None;
        }
    };
    Some(Placed { value: kind, span: tree.span })
}

/// The id of an option, which is a name.
fn option_id(tree: &Tree, out: Out<'_>) -> Option<Text> {
    let id = text(tree, out)?;
    sound_name("option", &id, out);
    Some(id)
}

fn records(tree: &Tree, out: Out<'_>) -> Option<KindWritten> {
    let mut form = Fields::of(tree, "`Records`", out)?;
    let shows = form.need("shows", out, text);
    let most = form.need("most", out, number);
    let alike = form.take("alike", out, text_or_texts).unwrap_or_default();
    let fields = form.need("fields", out, |tree, out| named(tree, "field", out, fact));
    form.finish(out);
    Some(KindWritten::Records { shows: shows?, most: most?, alike, fields: fields? })
}

fn words(tree: &Tree, out: Out<'_>) -> Option<WordsWritten> {
    let mut form = Fields::of(tree, "a wording", out)?;
    let by = form.need("by", out, text);
    let is = form.need("is", out, |tree, out| named(tree, "option", out, text));
    let other = form.take("other", out, text);
    form.finish(out);
    Some(WordsWritten { by: by?, is: is?, other })
}

fn rule(tree: &Tree, out: Out<'_>) -> Option<RuleWritten> {
    let mut form = Fields::of(tree, "a rule", out)?;
    let hook = form.take("hook", out, text);
    // A hook brings its own condition, node and reason.
    let bare = hook.is_none();
    let needed = |form: &mut Fields<'_>, name, out: Out<'_>| if bare { form.need(name, out, text) } else { form.take(name, out, text) };
    let rule = RuleWritten {
        level: form.need("level", out, text),
        during: form.take("during", out, text_or_texts).unwrap_or_default(),
        each: form.take("each", out, text),
        of: form.take("of", out, text),
        when: needed(&mut form, "when", out),
        set: form.take("set", out, assignments).unwrap_or_default(),
        ask: needed(&mut form, "ask", out),
        with: form.take("with", out, assignments).unwrap_or_default(),
        because: needed(&mut form, "because", out),
        most: form.take("most", out, number),
        formerly: form.take("formerly", out, texts).unwrap_or_default(),
        span: form.span,
        hook,
    };
    form.finish(out);
    Some(rule)
}

fn section(tree: &Tree, out: Out<'_>) -> Option<SectionWritten> {
    if let Shape::Text(_) = &tree.shape {
        return Some(SectionWritten { title: text(tree, out)?, status: Vec::new() });
    }
    let mut form = Fields::of(tree, "a section", out)?;
    let title = form.need("title", out, text);
    let status = form.take("status", out, lines).unwrap_or_default();
    form.finish(out);
    Some(SectionWritten { title: title?, status })
}

fn keepsake(tree: &Tree, out: Out<'_>) -> Option<KeepsakeWritten> {
    let mut form = Fields::of(tree, "a keepsake", out)?;
    let title = form.need("title", out, text);
    let parts = form.need("parts", out, |tree, out| list_of(tree, "parts", out, keepsake_part));
    let span = form.span;
    form.finish(out);
    Some(KeepsakeWritten { title: title?, parts: parts?, span })
}

fn keepsake_part(tree: &Tree, out: Out<'_>) -> Option<KeepsakePartWritten> {
    let mut form = Fields::of(tree, "a part of a keepsake", out)?;
    let title = form.need("title", out, text);
    let when = form.take("when", out, text);
    let (each, of) = (form.take("each", out, text), form.take("of", out, text));
    let say = form.need("say", out, lines);
    let mirrors = form.take("mirrors", out, lines).unwrap_or_default();
    let span = form.span;
    form.finish(out);
    Some(KeepsakePartWritten { title: title?, when, each, of, say: say?, mirrors, span })
}

/// The two ends of a range.
pub(super) fn ends(low: &Tree, high: &Tree, out: Out<'_>) -> Option<(i64, i64)> {
    let (low, high) = (number(low, out)?, number(high, out)?);
    if low.value > high.value {
        let upside_down = Diagnostic::new(Code::NumberOutOfRange, high.span, format!("`{}` is less than `{}`", high.value, low.value))
            .label("the end lies before the beginning")
            .hint(format!("write the smaller number first: `{}, {}`", high.value, low.value));
        out.push(upside_down);
        return None;
    }
    Some((low.value, high.value))
}

fn plain_value(tree: &Tree, out: Out<'_>) -> Option<Placed<Plain>> {
    let value = match &tree.shape {
        Shape::Bool(value) => Plain::Bool(*value),
        Shape::Int(value) => Plain::Number(*value),
        Shape::Text(value) => Plain::Text(value.clone()),
        _ => {
            wrong_type(tree, "a text, a number, `true` or `false`", out);
            return None;
        }
    };
    Some(Placed { value, span: tree.span })
}

fn table(tree: &Tree, out: Out<'_>) -> Option<TableWritten> {
    let mut form = Fields::of(tree, "a table", out)?;
    let file = form.need("file", out, text);
    let by = form.need("by", out, text);
    let otherwise = form.need("otherwise", out, text);
    form.finish(out);
    Some(TableWritten { file: file?, by: by?, otherwise: otherwise? })
}

fn safety(tree: &Tree, out: Out<'_>) -> Option<SafetyWritten> {
    if let Shape::Text(_) = &tree.shape {
        return Some(SafetyWritten { ask: text(tree, out)?, line: None, words: Vec::new() });
    }
    let mut form = Fields::of(tree, "safety", out)?;
    let ask = form.need("ask", out, text);
    let line = form.take("line", out, text);
    let words = form.take("words", out, text_or_texts).unwrap_or_default();
    form.finish(out);
    Some(SafetyWritten { ask: ask?, line, words })
}

fn returning(tree: &Tree, out: Out<'_>) -> Option<ReturningWritten> {
    if let Shape::Text(_) = &tree.shape {
        return Some(ReturningWritten { ask: text(tree, out)?, over: None, afresh: None });
    }
    let mut form = Fields::of(tree, "`returning`", out)?;
    let ask = form.need("ask", out, text);
    let over = form.take("over", out, text);
    let afresh = form.take("afresh", out, text);
    form.finish(out);
    Some(ReturningWritten { ask: ask?, over, afresh })
}

/// A named pattern: its alternatives, or a form that wants them to be the whole of what was said, or a long text.
fn patterns(tree: &Tree, out: Out<'_>) -> Option<PatternsWritten> {
    let Shape::Form { name: None, .. } = &tree.shape else {
        return text_or_texts(tree, out).map(|alternatives| PatternsWritten { alternatives, whole: false, longer: None });
    };
    let mut form = Fields::of(tree, "a pattern", out)?;
    let longer = form.take("longer", out, number);
    let written = match longer {
        // Any word will do, as long as there are many.
        Some(longer) => {
            let any = Text { value: "*".to_owned(), span: longer.span };
            Some(PatternsWritten { alternatives: vec![any], whole: false, longer: Some(longer) })
        }
        None => form.need("whole", out, text_or_texts).map(|alternatives| PatternsWritten { alternatives, whole: true, longer: None }),
    };
    form.finish(out);
    written
}

fn interrupt(tree: &Tree, out: Out<'_>) -> Option<InterruptWritten> {
    let mut form = Fields::of(tree, "an interrupt", out)?;
    let level = form.need("level", out, text);
    let hears = form.need("hears", out, text_or_texts).unwrap_or_default();
    let blank = form.take("blank", out, text_or_texts).unwrap_or_default();
    let ask = form.need("ask", out, text);
    let fate = form.need("text", out, fate);
    let amends = form.take("amends", out, |tree, out| Some(Placed { value: flag(tree, out)?, span: tree.span }));
    let again = form.take("again", out, text);
    let samples = form.take("samples", out, texts).unwrap_or_default();
    let formerly = form.take("formerly", out, texts).unwrap_or_default();
    form.finish(out);
    Some(InterruptWritten { level, hears, blank, ask: ask?, text: fate, amends, again, samples, formerly })
}

fn fate(tree: &Tree, out: Out<'_>) -> Option<Placed<Fate>> {
    let value = match &tree.shape {
        Shape::Word(word) if word.text == "Drop" => Fate::Drop,
        Shape::Word(word) if word.text == "Hold" => Fate::Hold,
        _ => {
            wrong_type(tree, "`Drop` or `Hold`", out);
            return None;
        }
    };
    Some(Placed { value, span: tree.span })
}
