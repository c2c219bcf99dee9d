//! RON as a tree in which everything knows its place.
//!
//! ron gives values without places. Here every container is read into *raw* children: slices of the source, so that where a
//! child begins is the distance of two pointers. Leaves are decoded by ron itself. Each level is one more pass of ron over
//! its text (about 40 µs for a node of 190 bytes); the first pass over the whole file bounds how deep it can be nested, by
//! ron's own limit, so that walking down can never exhaust the stack.

use super::slips;
use crate::diagnostics::{Diagnostic, FileId, Span};
use ron::error::SpannedError;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `()`
    Unit,
    /// `true` or `false`
    Bool(bool),
    /// `7`
    Int(i64),
    /// A number that isn't a whole one of 64 bits, as it is written.
    Real(String),
    /// `"text"`
    Text(String),
    /// `'c'`
    Char(char),
    /// `[1, 2]`
    List(Vec<Tree>),
    /// `{"key": value}`, every entry in order, equal keys too.
    Map(Vec<(Tree, Tree)>),
    /// `(field: value)` or `Name(field: value)`
    Form {
        /// The name in front.
        name: Option<Name>,
        /// The fields in order, equal names too.
        fields: Vec<Field>,
    },
    /// `(1, 2)` or `Name(1, 2)`
    Tuple {
        /// The name in front.
        name: Option<Name>,
        /// The items in order.
        items: Vec<Tree>,
    },
    /// `Name`
    Word(Name),
}

/// A bare name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Tree,
}

impl Shape {
    /// How it is spoken of in messages.
    pub fn describe(&self) -> &'static str {
        match self {
            Shape::Unit => "nothing in brackets",
            Shape::Bool(_) => "true or false",
            Shape::Int(_) => "a number",
            Shape::Real(_) => "a number that isn't whole",
            Shape::Text(_) => "a text",
            Shape::Char(_) => "a letter in single quotes",
            Shape::List(_) => "a list",
            Shape::Map(_) => "things with names in curly brackets",
            Shape::Form { .. } => "a form",
            Shape::Tuple { .. } => "things in round brackets",
            Shape::Word(_) => "a bare word",
        }
    }
}

/// Reads a text.
///
/// # Errors
/// One diagnostic, if it isn't RON: ron stops at the first mistake.
pub fn read(file: FileId, text: &str) -> Result<Tree, Box<Diagnostic>> {
    let slip = |error: &SpannedError| Box::new(slips::explain(file, text, error));
    if let Some(slip) = slips::before_reading(file, text) {
        return Err(Box::new(slip));
    }
    // A line comment at the very end counts only with a newline behind it.
    let ended = format!("{text}\n");
    let raw: &RawValue = options().from_str(&ended).map_err(|error| slip(&error))?;
    Reader { file, source: &ended }.tree(raw.get_ron()).map_err(|error| slip(&error))
}

/// The same for the whole file and for every part of it; a part read otherwise could mean something else.
fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

struct Reader<'s> {
    file: FileId,
    source: &'s str,
}

impl<'s> Reader<'s> {
    /// The place of a slice of the source.
    fn span(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.source.as_ptr() as usize;
        Span::new(self.file, start..start + part.len())
    }

    fn tree(&self, raw: &'s str) -> Result<Tree, SpannedError> {
        let raw = trimmed(raw);
        Ok(Tree { span: self.span(raw), shape: self.shape(raw)? })
    }

    fn shape(&self, raw: &'s str) -> Result<Shape, SpannedError> {
        let first = raw.chars().next().unwrap_or_default();
        let rest = raw.get(1..).unwrap_or_default();
        Ok(match first {
            '"' => Shape::Text(options().from_str(raw)?),
            'r' if rest.starts_with(['"', '#']) => Shape::Text(options().from_str(raw)?),
            '\'' => Shape::Char(options().from_str(raw)?),
            '[' => Shape::List(self.trees(options().from_str::<Items<'s>>(raw)?.0)?),
            '{' => Shape::Map(self.entries(options().from_str::<Entries<'s>>(raw)?.0)?),
            '(' => self.brackets(None, raw)?,
            '0'..='9' | '-' | '+' | '.' => match options().from_str(raw) {
                Ok(number) => Shape::Int(number),
                Err(_) => Shape::Real(raw.to_owned()),
            },
            _ => self.named(raw)?,
        })
    }

    /// A bare name, or brackets with a name in front.
    fn named(&self, raw: &'s str) -> Result<Shape, SpannedError> {
        let end = raw.find(|letter: char| letter == '(' || letter == '/' || letter.is_whitespace()).unwrap_or(raw.len());
        let (word, rest) = raw.split_at(end);
        match word {
            "true" => return Ok(Shape::Bool(true)),
            "false" => return Ok(Shape::Bool(false)),
            "inf" | "NaN" => return Ok(Shape::Real(word.to_owned())),
            _ => {}
        }
        let name = Name { text: word.to_owned(), span: self.span(word) };
        if rest.is_empty() { Ok(Shape::Word(name)) } else { self.brackets(Some(name), trimmed(rest)) }
    }

    /// What stands in round brackets: by name, or by position.
    fn brackets(&self, name: Option<Name>, raw: &'s str) -> Result<Shape, SpannedError> {
        Ok(match options().from_str::<Brackets<'s>>(raw)? {
            Brackets::Fields(fields) => {
                let field = |(name, raw): (&'s str, &'s RawValue)| {
                    let name = Name { text: name.to_owned(), span: self.span(name) };
                    Ok(Field { name, value: self.tree(raw.get_ron())? })
                };
                Shape::Form { name, fields: each(fields, field)? }
            }
            Brackets::Items(items) if items.is_empty() && name.is_none() => Shape::Unit,
            Brackets::Items(items) => Shape::Tuple { name, items: self.trees(items)? },
        })
    }

    fn trees(&self, raws: Vec<&'s RawValue>) -> Result<Vec<Tree>, SpannedError> {
        each(raws, |raw| self.tree(raw.get_ron()))
    }

    fn entries(&self, raws: Vec<(&'s RawValue, &'s RawValue)>) -> Result<Vec<(Tree, Tree)>, SpannedError> {
        each(raws, |(key, value)| Ok((self.tree(key.get_ron())?, self.tree(value.get_ron())?)))
    }
}

/// Makes something of each, and takes no more room than for that: while a file is read, all of its trees are there.
fn each<R, T>(raws: Vec<R>, make: impl FnMut(R) -> Result<T, SpannedError>) -> Result<Vec<T>, SpannedError> {
    let mut made = Vec::with_capacity(raws.len());
    for one in raws.into_iter().map(make) {
        made.push(one?);
    }
    Ok(made)
}

/// The value alone, without the white space and the comments around it.
fn trimmed(raw: &str) -> &str {
    let plain = raw.trim();
    // Comments are rare, and letting ron find them is a whole pass over the value.
    let commented = plain.starts_with("//") || plain.starts_with("/*") || plain.ends_with("*/") || last_line_has_comment(plain);
    if !commented {
        return plain;
    }
    // A line comment at the end counts only with its newline, so ron gets the slice as it was.
    RawValue::from_ron(raw).map_or(plain, |value| value.trim().get_ron())
}

/// Whether a comment may stand behind the value. A text may hold `//` too; then ron decides.
fn last_line_has_comment(raw: &str) -> bool {
    raw.rsplit('\n').next().is_some_and(|line| line.contains("//"))
}

/// The raw items of a list.
struct Items<'s>(Vec<&'s RawValue>);

/// The raw entries of a map.
struct Entries<'s>(Vec<(&'s RawValue, &'s RawValue)>);

/// What stands in round brackets.
enum Brackets<'s> {
    Items(Vec<&'s RawValue>),
    Fields(Vec<(&'s str, &'s RawValue)>),
}

/// The name of a field, as a slice of the source.
struct Key<'s>(&'s str);

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Raw).map(|brackets| match brackets {
            Brackets::Items(items) => Items(items),
            Brackets::Fields(_) => Items(Vec::new()),
        })
    }
}

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Raw;

        impl<'de> Visitor<'de> for Raw {
            type Value = Entries<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("things with names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Raw)
    }
}

impl<'de> Deserialize<'de> for Brackets<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Raw)
    }
}

/// Takes whatever stands there, undecoded.
struct Raw;

impl<'de> Visitor<'de> for Raw {
    type Value = Brackets<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("things in brackets")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Brackets::Items(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Brackets::Items(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Key(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Brackets::Fields(fields))
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;

        impl<'de> Visitor<'de> for Borrowed {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the name of a field")
            }

            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Key(name))
            }
        }

        deserializer.deserialize_identifier(Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;
    use proptest::prelude::*;

    fn file() -> FileId {
        Sources::default().add("a.ron", "")
    }

    /// The tree with each leaf as its source, so that places are tested with what stands there.
    fn drawn(text: &str) -> String {
        fn draw(tree: &Tree, text: &str, out: &mut String) {
            let each = |trees: &mut dyn Iterator<Item = &Tree>, out: &mut String| trees.for_each(|tree| draw(tree, text, out));
            let name = |name: &Option<Name>| name.as_ref().map_or(String::new(), |name| text[name.span.range()].to_owned());
            match &tree.shape {
                Shape::List(items) => {
                    out.push('[');
                    each(&mut items.iter(), out);
                    out.push(']');
                }
                Shape::Map(entries) => {
                    out.push('{');
                    each(&mut entries.iter().flat_map(|(key, value)| [key, value]), out);
                    out.push('}');
                }
                Shape::Tuple { name: named, items } => {
                    out.push_str(&format!("{}<", name(named)));
                    each(&mut items.iter(), out);
                    out.push('>');
                }
                Shape::Form { name: named, fields } => {
                    out.push_str(&format!("{}(", name(named)));
                    for field in fields {
                        out.push_str(&format!("{}:", &text[field.name.span.range()]));
                        draw(&field.value, text, out);
                    }
                    out.push(')');
                }
                _ => out.push_str(&format!("{} ", &text[tree.span.range()])),
            }
        }
        let mut out = String::new();
        draw(&read(file(), text).unwrap(), text, &mut out);
        out
    }

    #[test]
    fn every_shape_knows_its_place() {
        let cases = [
            ("(a: 1, b: Text)", "(a:1 b:Text )"),
            ("( // note\n a: [1, /* two */ 2 // end\n ],)", "(a:[1 2 ])"),
            ("{\"x\": Choose({\"y\": (say: \"z\")}), \"x\": 'c'}", "{\"x\" Choose<{\"y\" (say:\"z\" )}>\"x\" 'c' }"),
            ("Number(0, 10)", "Number<0 10 >"),
            ("(is: Number(from: 0, to: 10))", "(is:Number(from:0 to:10 ))"),
            ("Continue(\"on // no note\")", "Continue<\"on // no note\" >"),
            ("r#\"raw \"# // note", "r#\"raw \"# "),
            ("()", "() "),
            ("Text()", "Text<>"),
            ("\"日本\" ", "\"日本\" "),
        ];
        for (text, expected) in cases {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not_whole_are_kept_as_they_are_written() {
        for text in ["1.5", "99999999999999999999", "-0.1", "inf"] {
            assert_eq!(read(file(), text).unwrap().shape, Shape::Real(text.to_owned()));
        }
        assert_eq!(read(file(), "-9223372036854775808").unwrap().shape, Shape::Int(i64::MIN));
    }

    #[test]
    fn a_file_nested_without_end_is_refused_and_exhausts_nothing() {
        for text in ["[".repeat(100_000), "(a:".repeat(100_000), "{\"a\":".repeat(100_000)] {
            assert!(read(file(), &text).is_err());
        }
    }

    fn lies_inside(tree: &Tree, text: &str, outer: std::ops::Range<usize>) {
        let range = tree.span.range();
        assert!(
            text.get(range.clone()).is_some() && outer.start <= range.start && range.end <= outer.end,
            "{range:?} in {outer:?} of {text:?}"
        );
        match &tree.shape {
            Shape::List(items) | Shape::Tuple { items, .. } => items.iter().for_each(|item| lies_inside(item, text, range.clone())),
            Shape::Map(entries) => {
                entries.iter().flat_map(|(key, value)| [key, value]).for_each(|tree| lies_inside(tree, text, range.clone()))
            }
            Shape::Form { fields, .. } => fields.iter().for_each(|field| lies_inside(&field.value, text, range.clone())),
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_tree_or_a_place(text in r#"([ -~]|[(){}\[\]:,"'/*#ra1é\n\t“]){0,40}"#) {
            match read(file(), &text) {
                Ok(tree) => lies_inside(&tree, &text, 0..text.len()),
                Err(slip) => prop_assert!(text.get(slip.span.range()).is_some(), "{:?} of {:?}", slip.span, text),
            }
        }
    }
}
