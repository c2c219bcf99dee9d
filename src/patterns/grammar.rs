//! Reading a pattern: from lexemes to a tree.

use super::check;
use super::error::PatternError;
use super::lexeme::{self, Kind, Lexeme};
use super::spelling::Spelling;
use crate::caps;
use std::ops::Range;

/// A pattern as written, parsed, with its names not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub(super) root: Node,
    /// The length in bytes of the text it was parsed from.
    pub(super) length: usize,
    names: Vec<(String, Range<usize>)>,
    places: Vec<(String, Range<usize>)>,
}

/// What a pattern is made of. The ranges are bytes in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Word(Vec<Spelling>),
    Any,
    Gap(Range<usize>),
    Start(Range<usize>),
    End(Range<usize>),
    Name(String, Range<usize>),
    Place(String),
    Row(Vec<Node>),
    Either(Vec<Node>),
    Maybe(Box<Node>),
    Near { sides: Box<[Node; 2]>, within: usize },
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// The first mistake in the text: brackets that don't match, an operator with
    /// nothing beside it, a pattern that could be heard in no words at all, and
    /// such. Names aren't looked up yet; [`Ear::new`](super::Ear::new) does that.
    pub fn parse(text: &str) -> Result<Pattern, PatternError> {
        let lexemes = lexeme::lexemes(text)?;
        let Some((first, last)) = lexemes.first().zip(lexemes.last()) else {
            let error = PatternError::new(0..text.len(), "the pattern is empty");
            return Err(error.hint("write the words that it should hear"));
        };
        let whole = first.at.start..last.at.end;
        let mut parser = Parser { lexemes: &lexemes, at: 0, depth: 0 };
        let root = parser.pattern()?;
        check::check(&root, &whole)?;
        let (names, places) = references(&lexemes);
        Ok(Pattern { root, length: text.len(), names, places })
    }

    /// The named patterns that are used, as often as they are, each with its bytes
    /// in the pattern's text.
    pub fn names(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.names.iter().map(|(name, at)| (name.as_str(), at.clone()))
    }

    /// The places that are used, as often as they are, each with its bytes in the
    /// pattern's text.
    pub fn places(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.places.iter().map(|(place, at)| (place.as_str(), at.clone()))
    }
}

type References = Vec<(String, Range<usize>)>;

fn references(lexemes: &[Lexeme]) -> (References, References) {
    let (mut names, mut places) = (Vec::new(), Vec::new());
    for Lexeme { kind, at } in lexemes {
        match kind {
            Kind::Name(name) => names.push((name.clone(), at.clone())),
            Kind::Place(place) => places.push((place.clone(), at.clone())),
            _ => {}
        }
    }
    (names, places)
}

/// What stands between brackets: one side, or several parted by `|` or by `&`.
struct Body {
    sides: Vec<(Node, Range<usize>)>,
    /// The first `&`, if the sides are parted by it.
    and: Option<Range<usize>>,
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn pattern(&mut self) -> Result<Node, PatternError> {
        let body = self.body()?;
        if let Some(lexeme) = self.peek() {
            return Err(unopened(lexeme));
        }
        either(body, "`(a & b)~5`")
    }

    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.at)
    }

    /// Steps over the next lexeme if it is of this kind.
    fn take(&mut self, kind: &Kind) -> Option<&'a Lexeme> {
        let lexeme = self.peek().filter(|lexeme| lexeme.kind == *kind)?;
        self.at += 1;
        Some(lexeme)
    }

    /// Sides up to a closing bracket or the end, none of them empty unless it is
    /// the only one and a bracket closes it at once.
    fn body(&mut self) -> Result<Body, PatternError> {
        let mut sides = vec![self.row()?];
        let mut and = None;
        let mut or = false;
        while let Some(joint) = self.take(&Kind::Or).or_else(|| self.take(&Kind::And)) {
            match joint.kind {
                Kind::And => and = and.or(Some(joint.at.clone())),
                _ => or = true,
            }
            if or && and.is_some() {
                let error = PatternError::new(joint.at.clone(), "`|` and `&` in the same brackets");
                return Err(error.hint("put one of them in brackets of its own: `(a & (b|c))~5`"));
            }
            sides.push(self.row()?);
            let beside = &sides[sides.len() - 2..];
            if beside.iter().any(|(_, at)| at.is_empty()) {
                return Err(dangling(joint));
            }
        }
        Ok(Body { sides, and })
    }

    /// Items in a row, and their bytes; an empty range if there are none.
    fn row(&mut self) -> Result<(Node, Range<usize>), PatternError> {
        let mut items = Vec::new();
        let from = self.at;
        while let Some(lexeme) = self.peek() {
            if matches!(lexeme.kind, Kind::Or | Kind::And | Kind::Close | Kind::CloseMaybe) {
                break;
            }
            self.at += 1;
            self.item(lexeme, &mut items)?;
        }
        let read = &self.lexemes[from..self.at];
        let at = read.first().zip(read.last()).map_or(0..0, |(first, last)| first.at.start..last.at.end);
        Ok((single_or(items, Node::Row), at))
    }

    fn item(&mut self, lexeme: &Lexeme, items: &mut Vec<Node>) -> Result<(), PatternError> {
        let at = lexeme.at.clone();
        items.push(match &lexeme.kind {
            Kind::Words(words) => {
                items.extend(words.iter().cloned().map(Node::Word));
                return Ok(());
            }
            Kind::Any => Node::Any,
            Kind::Gap => Node::Gap(at),
            Kind::Start => Node::Start(at),
            Kind::End => Node::End(at),
            Kind::Name(name) => Node::Name(name.clone(), at),
            Kind::Place(place) => Node::Place(place.clone()),
            Kind::Open | Kind::OpenMaybe => self.bracket(lexeme)?,
            Kind::Within(_) => return Err(within_alone(at)),
            // A row ends before these.
            Kind::Or | Kind::And | Kind::Close | Kind::CloseMaybe => return Err(unopened(lexeme)),
        });
        Ok(())
    }

    /// What the bracket that was just opened holds, up to its end.
    fn bracket(&mut self, open: &Lexeme) -> Result<Node, PatternError> {
        if self.depth == caps::PATTERN_DEPTH {
            let error = PatternError::new(open.at.clone(), format!("brackets more than {} deep", caps::PATTERN_DEPTH));
            return Err(error.hint("give a part of it a name, and write `<name>`"));
        }
        self.depth += 1;
        let body = self.body()?;
        self.depth -= 1;
        let optional = open.kind == Kind::OpenMaybe;
        let (kind, close) = if optional { (Kind::CloseMaybe, "]") } else { (Kind::Close, ")") };
        let Some(closing) = self.take(&kind) else {
            return Err(unclosed(open, close));
        };
        if body.sides.iter().all(|(_, at)| at.is_empty()) {
            let error = PatternError::new(open.at.start..closing.at.end, "the brackets are empty");
            return Err(error.hint("write words in them, or leave them out"));
        }
        if optional {
            return Ok(Node::Maybe(Box::new(either(body, "`[(a & b)~5]`")?)));
        }
        match self.peek().map(|lexeme| (&lexeme.kind, &lexeme.at)) {
            Some((Kind::Within(within), at)) => {
                self.at += 1;
                near(body, *within, at)
            }
            _ => either(body, "`(a & b)~5`"),
        }
    }
}

/// A node of several, or the only one itself.
fn single_or(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            several(nodes)
        }
        None => several(nodes),
    }
}

fn either(body: Body, instead: &str) -> Result<Node, PatternError> {
    if let Some(and) = body.and {
        let error = PatternError::new(and, "`&` without a distance");
        return Err(error.hint(format!("say within how many words, as in {instead}")));
    }
    let sides = body.sides.into_iter().map(|(node, _)| node);
    Ok(single_or(sides.collect(), Node::Either))
}

fn near(body: Body, within: usize, at: &Range<usize>) -> Result<Node, PatternError> {
    if body.and.is_none() {
        return Err(within_alone(at.clone()));
    }
    for (side, at) in &body.sides {
        check::side(side, at)?;
    }
    let sides: Vec<Node> = body.sides.into_iter().map(|(node, _)| node).collect();
    let sides: Box<[Node; 2]> = sides.try_into().map(Box::new).map_err(|_| {
        PatternError::new(at.clone(), "`&` joins two sides, not more").hint("put two of them in brackets of their own: `((a & b)~5 & c)~5`")
    })?;
    Ok(Node::Near { sides, within })
}

fn within_alone(at: Range<usize>) -> PatternError {
    PatternError::new(at, "a distance without `&`").hint("`~` says how far apart two sides may be, as in `(a & b)~5`")
}

fn dangling(joint: &Lexeme) -> PatternError {
    let sign = if joint.kind == Kind::And { '&' } else { '|' };
    PatternError::new(joint.at.clone(), format!("`{sign}` with nothing beside it"))
        .hint("write words on both of its sides; what may be left out goes in `[` and `]`")
}

fn unopened(lexeme: &Lexeme) -> PatternError {
    let (close, open) = if lexeme.kind == Kind::CloseMaybe { (']', '[') } else { (')', '(') };
    PatternError::new(lexeme.at.clone(), format!("`{close}` closes nothing")).hint(format!("open it with `{open}`, or leave it out"))
}

fn unclosed(open: &Lexeme, close: &str) -> PatternError {
    let sign = if open.kind == Kind::OpenMaybe { '[' } else { '(' };
    PatternError::new(open.at.clone(), format!("`{sign}` is never closed")).hint(format!("close it with `{close}`"))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_parse() {
        let table = [
            "die",
            "a|b",
            "want to die",
            "(a|b c)",
            "(a|(b|c) d)",
            "a [b] c",
            "a [b|c]",
            "a .. b",
            "a (..|to) b",
            "a .. .. b",
            "* die",
            "*",
            "(a & b)~5",
            "((a b|c) & [x] d)~20",
            "((a & b)~5 & c)~5",
            "[(a & b)~5] c",
            "^ a $",
            "(^a|b$)",
            "[well] ^ a",
            "^ .. a",
            "<x>",
            "{x} a",
            "привет",
            "שלום",
        ];
        for text in table {
            assert!(Pattern::parse(text).is_ok(), "{text}: {:?}", Pattern::parse(text));
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let table = [
            ("", 0..0, "the pattern is empty"),
            ("  ", 0..2, "the pattern is empty"),
            ("(a", 0..1, "`(` is never closed"),
            ("[a", 0..1, "`[` is never closed"),
            ("(a]", 0..1, "`(` is never closed"),
            ("a)", 1..2, "`)` closes nothing"),
            ("a ]", 2..3, "`]` closes nothing"),
            ("a ()", 2..4, "the brackets are empty"),
            ("a []", 2..4, "the brackets are empty"),
            ("(a|)", 2..3, "`|` with nothing beside it"),
            ("(|a)", 1..2, "`|` with nothing beside it"),
            ("a |", 2..3, "`|` with nothing beside it"),
            ("|", 0..1, "`|` with nothing beside it"),
            ("(a||b)", 2..3, "`|` with nothing beside it"),
            ("(a &)~5", 3..4, "`&` with nothing beside it"),
            ("a & b", 2..3, "`&` without a distance"),
            ("(a & b)", 3..4, "`&` without a distance"),
            ("[a & b]", 3..4, "`&` without a distance"),
            ("(a & b & c)~5", 11..13, "`&` joins two sides, not more"),
            ("(a & b | c)~5", 7..8, "`|` and `&` in the same brackets"),
            ("(a | b)~5", 7..9, "a distance without `&`"),
            ("a ~5", 2..4, "a distance without `&`"),
            ("[a & b]~5", 3..4, "`&` without a distance"),
        ];
        for (text, at, message) in table {
            let error = Pattern::parse(text).unwrap_err();
            assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
            assert!(error.hint.is_some(), "{text}");
        }
    }

    #[test]
    fn brackets_are_not_deeper_than_the_cap() {
        let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(Pattern::parse(&nested(32)).is_ok());
        assert_eq!(Pattern::parse(&nested(33)).unwrap_err().at, 32..33);
        assert!(Pattern::parse(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn references_are_listed_in_order() {
        let pattern = Pattern::parse("é <x> ({y}|<x>)").unwrap();
        assert_eq!(pattern.names().collect::<Vec<_>>(), [("x", 3..6), ("x", 12..15)]);
        assert_eq!(pattern.places().collect::<Vec<_>>(), [("y", 8..11)]);
    }
}
