//! The pieces of an expression's text: what may follow what, and where each stands.

use std::ops::Range;

use rhai::Position;

use super::{
    ExpressionError,
    cutting::{self, Kind, Piece},
    refusals,
};

/// A text cut into pieces, every one of which an expression may hold, in an order that makes sense.
///
/// Operators have values on both sides and parentheses match; precedence is left to rhai.
pub(super) struct Pieces<'a> {
    text: &'a str,
    list: Vec<Piece>,
    /// Every pair of parentheses, from the first byte of the opening one to the last of the closing one.
    pairs: Vec<Range<usize>>,
}

impl<'a> Pieces<'a> {
    /// Cuts a text, or says where and why it can't be an expression.
    pub(super) fn cut(text: &'a str) -> Result<Self, ExpressionError> {
        let mut list = Vec::new();
        let mut from = 0;
        while let Some(piece) = cutting::next(text, from)? {
            from = piece.at.end;
            check_order(text, &list, &piece)?;
            list.push(piece);
        }
        check_end(text, &list)?;
        let pairs = pairs(&list)?;
        Ok(Self { text, list, pairs })
    }

    /// The text as rhai is to see it, every byte in its place: on one line, in ASCII, its strings filled with `_`.
    ///
    /// So rhai's columns are our bytes, and neither quotes nor escapes can mean one thing here and another to rhai.
    pub(super) fn masked(&self) -> String {
        let mut masked = " ".repeat(self.text.len());
        for piece in &self.list {
            let shown = match piece.kind {
                // A string has two quotes at the least, or it would have been refused.
                Kind::Text(_) => format!("\"{}\"", "_".repeat(piece.at.len() - 2)),
                _ => self.slice(&piece.at).to_owned(),
            };
            masked.replace_range(piece.at.clone(), &shown);
        }
        masked
    }

    /// What was written there.
    pub(super) fn slice(&self, at: &Range<usize>) -> &'a str {
        &self.text[at.clone()]
    }

    /// The piece that rhai's position points at: at its end, or beyond, the last one.
    pub(super) fn at(&self, position: Position) -> &Piece {
        // A column counts from 1; without one, rhai means the end.
        let byte = position.position().map_or(self.text.len(), |column| column - 1);
        let until = self.list.partition_point(|piece| piece.at.start <= byte);
        // A text without a piece was refused, so there is a first one.
        &self.list[until.max(1) - 1]
    }

    /// The range from a place through the next literal or string, as in `-(5)`, which rhai makes one number.
    pub(super) fn through_constant(&self, start: usize) -> Range<usize> {
        let constant = |piece: &&Piece| matches!(piece.kind, Kind::Literal | Kind::Text(_));
        let end = self.from(start).iter().find(constant).map_or(start, |piece| piece.at.end);
        self.whole(start..end)
    }

    /// The pair of parentheses that comes next after a name.
    pub(super) fn pair_after(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let next = self.from(name.end).first()?;
        self.pairs.iter().find(|pair| pair.start == next.at.start).cloned()
    }

    /// Whether a `)` comes next after a place.
    pub(super) fn closes_after(&self, byte: usize) -> bool {
        matches!(kind(self.from(byte).first()), Some(Kind::Close))
    }

    /// The pieces from a place on.
    fn from(&self, byte: usize) -> &[Piece] {
        &self.list[self.list.partition_point(|piece| piece.at.start < byte)..]
    }

    /// Widens a range until every parenthesis within it has its partner within it.
    pub(super) fn whole(&self, at: Range<usize>) -> Range<usize> {
        self.pairs
            .iter()
            .filter(|pair| at.contains(&pair.start) || at.contains(&(pair.end - 1)))
            .fold(at.clone(), |whole, pair| whole.start.min(pair.start)..whole.end.max(pair.end))
    }
}

/// Refuses a piece that can't come next.
fn check_order(text: &str, before: &[Piece], next: &Piece) -> Result<(), ExpressionError> {
    use Kind::{Close, Literal, Name, Open, Sign, Text};
    let mut back = before.iter().rev();
    let (last, last_but_one) = (back.next(), back.next());
    let complete = last.is_some_and(Piece::ends_value);
    let touching = last.is_some_and(|last| last.at.end == next.at.start);
    let at = next.at.clone();
    let written = &text[at.clone()];
    match (kind(last_but_one), kind(last), &next.kind) {
        (_, Some(Name), Open) | (Some(Name), Some(Open), Close) => Ok(()),
        (_, Some(Open), Close) => Err(refusals::nothing_within(at)),
        (_, Some(Sign(".")), Name) => Ok(()),
        (_, Some(Sign(".")), _) => Err(refusals::no_field(at)),
        (_, Some(Literal | Text(_)), Sign(".")) => Err(refusals::no_fields(at)),
        (_, Some(Text(_)), Text(_)) => Err(refusals::two_texts(at)),
        (_, Some(Text(_)), Name) if touching => Err(refusals::text_ended(at, written)),
        _ if complete && next.begins_value() => Err(refusals::no_operator(at, written)),
        _ if !complete && next.continues_value() => Err(refusals::no_value_before(at, written)),
        _ => Ok(()),
    }
}

fn kind(piece: Option<&Piece>) -> Option<&Kind> {
    piece.map(|piece| &piece.kind)
}

/// Refuses a text that has not begun, or that stops before its last value.
fn check_end(text: &str, list: &[Piece]) -> Result<(), ExpressionError> {
    match list.last() {
        None => Err(refusals::nothing_written(0..text.len())),
        Some(last) if last.ends_value() => Ok(()),
        Some(last) => {
            let written = &text[last.at.clone()];
            Err(refusals::no_value_after(last.at.clone(), written))
        }
    }
}

/// Finds the pairs of parentheses; a comma is at home only between those of a call.
fn pairs(list: &[Piece]) -> Result<Vec<Range<usize>>, ExpressionError> {
    let mut pairs = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut after_name = false;
    for piece in list {
        let at = piece.at.clone();
        match piece.kind {
            Kind::Open => open.push((at.start, after_name)),
            Kind::Close => {
                let Some((start, _)) = open.pop() else {
                    return Err(refusals::closes_nothing(at));
                };
                pairs.push(start..at.end);
            }
            Kind::Sign(",") if !matches!(open.last(), Some((_, true))) => {
                return Err(refusals::stray_comma(at));
            }
            _ => {}
        }
        after_name = matches!(piece.kind, Kind::Name);
    }
    match open.last() {
        Some((start, _)) => Err(refusals::never_closed(*start..start + 1)),
        None => Ok(pairs),
    }
}
