//! RON as a tree in which everything knows its place.
#![allow(missing_docs)]
use crate::diagnostics::{Code, Diagnostic, FileId, Span};
use ron::Options;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub span: Span,
    pub shape: Shape,
}
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Unit,
    Bool(bool),
    Int(i64),
    Real(String),
    Text(String),
    Char(char),
    List(Vec<Tree>),
    Map(Vec<(Tree, Tree)>),
    Form { name: Option<Name>, fields: Vec<Field> },
    Tuple { name: Option<Name>, items: Vec<Tree> },
    Word(Name),
}
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: Name,
    pub value: Tree,
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

pub fn read(file: FileId, text: &str) -> Result<Tree, Box<Diagnostic>> {
    let slip = |error: ron::error::SpannedError| {
        let at = offset(text, error.span.start.line, error.span.start.col);
        Box::new(Diagnostic::new(Code::Syntax, Span::new(file, at..at), error.code.to_string()))
    };
    let raw: &RawValue = options().from_str(text).map_err(slip)?;
    let reader = Reader { file, source: text };
    reader.tree(raw.get_ron()).map_err(|error| Box::new(Diagnostic::new(Code::Syntax, Span::new(file, 0..0), error.to_string())))
}
fn offset(text: &str, line: usize, col: usize) -> usize {
    let mut o = 0;
    for (n, l) in text.split_inclusive('\n').enumerate() {
        if n + 1 == line {
            return o + l.char_indices().nth(col - 1).map_or(l.len(), |(i, _)| i);
        }
        o += l.len();
    }
    o
}
struct Reader<'s> {
    file: FileId,
    source: &'s str,
}
enum Raw<'s> {
    Seq(Vec<&'s RawValue>),
    Map(Vec<(&'s RawValue, &'s RawValue)>),
    Form(Vec<(&'s str, &'s RawValue)>),
}
struct MapOf<'s>(Vec<(&'s RawValue, &'s RawValue)>);
impl<'de> Deserialize<'de> for MapOf<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = MapOf<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut a: A) -> Result<Self::Value, A::Error> {
                let mut v = vec![];
                while let Some(e) = a.next_entry()? {
                    v.push(e)
                }
                Ok(MapOf(v))
            }
        }
        d.deserialize_map(V)
    }
}
struct SeqOf<'s>(Vec<&'s RawValue>);
impl<'de> Deserialize<'de> for SeqOf<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = SeqOf<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut a: A) -> Result<Self::Value, A::Error> {
                let mut v = vec![];
                while let Some(e) = a.next_element()? {
                    v.push(e)
                }
                Ok(SeqOf(v))
            }
        }
        d.deserialize_seq(V)
    }
}
struct FormOf<'s>(Raw<'s>);
struct Ident<'s>(&'s str);
impl<'de> Deserialize<'de> for Ident<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Ident<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E: de::Error>(self, v: &'de str) -> Result<Self::Value, E> {
                Ok(Ident(v))
            }
        }
        d.deserialize_identifier(V)
    }
}
impl<'de> Deserialize<'de> for FormOf<'de> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = FormOf<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a form")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut a: A) -> Result<Self::Value, A::Error> {
                let mut v = vec![];
                while let Some(k) = a.next_key::<Ident>()? {
                    v.push((k.0, a.next_value()?))
                }
                Ok(FormOf(Raw::Form(v)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut a: A) -> Result<Self::Value, A::Error> {
                let mut v = vec![];
                while let Some(e) = a.next_element()? {
                    v.push(e)
                }
                Ok(FormOf(Raw::Seq(v)))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(FormOf(Raw::Seq(vec![])))
            }
        }
        d.deserialize_any(V)
    }
}
impl<'s> Reader<'s> {
    fn at(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.source.as_ptr() as usize
    }
    fn span(&self, part: &str) -> Span {
        let s = self.at(part);
        Span::new(self.file, s..s + part.len())
    }
    fn tree(&self, raw: &'s str) -> Result<Tree, ron::error::SpannedError> {
        let raw = RawValue::from_ron(raw).map(|r| r.trim().get_ron()).unwrap_or(raw);
        let span = self.span(raw);
        let first = raw.chars().next().unwrap_or(' ');
        let o = options();
        let shape = match first {
            '"' => Shape::Text(o.from_str(raw)?),
            'r' if raw.starts_with("r\"") || raw.starts_with("r#") => Shape::Text(o.from_str(raw)?),
            '[' => Shape::List(o.from_str::<SeqOf>(raw)?.0.into_iter().map(|r| self.tree(r.get_ron())).collect::<Result<_, _>>()?),
            '{' => {
                let m: MapOf = o.from_str(raw)?;
                Shape::Map(
                    m.0.into_iter()
                        .map(|(k, v)| Ok((self.tree(k.get_ron())?, self.tree(v.get_ron())?)))
                        .collect::<Result<_, ron::error::SpannedError>>()?,
                )
            }
            '\'' => Shape::Char(o.from_str(raw)?),
            '(' => self.form(None, raw, raw)?,
            c if c.is_ascii_digit() || c == '-' || c == '+' => match o.from_str::<i64>(raw) {
                Ok(n) => Shape::Int(n),
                Err(_) => Shape::Real(raw.into()),
            },
            _ if raw == "true" => Shape::Bool(true),
            _ if raw == "false" => Shape::Bool(false),
            _ => {
                let end = raw.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(raw.len());
                let name = Name { text: raw[..end].into(), span: self.span(&raw[..end]) };
                if end == raw.len() { Shape::Word(name) } else { self.form(Some(name), raw, &raw[end..])? }
            }
        };
        Ok(Tree { span, shape })
    }
    fn form(&self, name: Option<Name>, _raw: &'s str, body: &'s str) -> Result<Shape, ron::error::SpannedError> {
        if body.trim() == "()" {
            return Ok(match name {
                Some(n) => Shape::Tuple { name: Some(n), items: vec![] },
                None => Shape::Unit,
            });
        }
        let f: FormOf = options().from_str(body.trim_start())?;
        Ok(match f.0 {
            Raw::Form(v) => Shape::Form {
                name,
                fields: v
                    .into_iter()
                    .map(|(k, r)| Ok(Field { name: Name { text: k.into(), span: self.span(k) }, value: self.tree(r.get_ron())? }))
                    .collect::<Result<_, ron::error::SpannedError>>()?,
            },
            Raw::Seq(v) => Shape::Tuple { name, items: v.into_iter().map(|r| self.tree(r.get_ron())).collect::<Result<_, _>>()? },
            Raw::Map(_) => Shape::Unit,
        })
    }
}
impl Shape {
    pub fn describe(&self) -> &'static str {
        match self {
            Shape::Unit => "nothing",
            Shape::Bool(_) => "true or false",
            Shape::Int(_) => "a number",
            Shape::Real(_) => "a number with a fraction",
            Shape::Text(_) => "a text",
            Shape::Char(_) => "a character",
            Shape::List(_) => "a list",
            Shape::Map(_) => "a map",
            Shape::Form { .. } => "a form",
            Shape::Tuple { .. } => "a tuple",
            Shape::Word(_) => "a bare word",
        }
    }
}
