//! What a pattern that parses may still get wrong: being heard in no words, gaps
//! that mean nothing, and anchors that never hold.

use super::error::PatternError;
use super::grammar::Node;
use std::ops::Range;

/// Checks a whole pattern, which stands at `at`.
///
/// # Errors
/// The first thing in it that can't be meant.
pub(super) fn check(root: &Node, at: &Range<usize>) -> Result<(), PatternError> {
    outer_gap(root)?;
    if may_be_nothing(root) {
        let error = PatternError::new(at.clone(), "the pattern can be heard in no words at all");
        return Err(error.hint("write at least one word that isn't optional"));
    }
    if let Some(anchor) = misplaced(root, Side::Before, false) {
        return Err(never_holds(anchor, "`^`", "start"));
    }
    if let Some(anchor) = misplaced(root, Side::After, false) {
        return Err(never_holds(anchor, "`$`", "end"));
    }
    Ok(())
}

/// Checks a side of `&`, which stands at `at`.
///
/// # Errors
/// If it can be nothing, or begins or ends with a gap.
pub(super) fn side(node: &Node, at: &Range<usize>) -> Result<(), PatternError> {
    outer_gap(node)?;
    if may_be_nothing(node) {
        let error = PatternError::new(at.clone(), "a side of `&` can be heard in no words at all");
        return Err(error.hint("write at least one word in it that isn't optional"));
    }
    Ok(())
}

/// Names and facts are never nothing: each named pattern is checked by itself, and
/// a fact without words isn't heard.
fn may_be_nothing(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Any | Node::Name(..) | Node::Place(_) | Node::Near { .. } => false,
        Node::Gap(_) | Node::Start(_) | Node::End(_) | Node::Maybe(_) => true,
        Node::Row(nodes) => nodes.iter().all(may_be_nothing),
        Node::Either(nodes) => nodes.iter().any(may_be_nothing),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn outer_gap(root: &Node) -> Result<(), PatternError> {
    let found = gap(root, Side::Before).map(|at| (at, "begins"));
    let Some((at, verb)) = found.or_else(|| gap(root, Side::After).map(|at| (at, "ends"))) else {
        return Ok(());
    };
    Err(PatternError::new(at.clone(), format!("a pattern that {verb} with `..`"))
        .hint("leave it out: other words may stand around a pattern anyway"))
}

/// The gap at an end of the node, if one is written there.
fn gap(node: &Node, side: Side) -> Option<&Range<usize>> {
    match node {
        Node::Gap(at) => Some(at),
        Node::Maybe(inner) => gap(inner, side),
        Node::Either(nodes) => nodes.iter().find_map(|node| gap(node, side)),
        Node::Row(nodes) => {
            let outer = if side == Side::Before { nodes.first() } else { nodes.last() };
            outer.and_then(|node| gap(node, side))
        }
        _ => None,
    }
}

/// An anchor with words on the side where the sentence has none. `words` says
/// whether words surely stand there already.
fn misplaced(node: &Node, side: Side, words: bool) -> Option<&Range<usize>> {
    match node {
        Node::Start(at) if side == Side::Before && words => Some(at),
        Node::End(at) if side == Side::After && words => Some(at),
        Node::Maybe(inner) => misplaced(inner, side, words),
        Node::Either(nodes) => nodes.iter().find_map(|node| misplaced(node, side, words)),
        Node::Near { sides, .. } => sides.iter().find_map(|node| misplaced(node, side, words)),
        Node::Row(nodes) => match side {
            Side::Before => misplaced_in(nodes.iter(), side, words),
            Side::After => misplaced_in(nodes.iter().rev(), side, words),
        },
        _ => None,
    }
}

/// As [`misplaced`], for nodes in a row seen from that side.
fn misplaced_in<'a>(nodes: impl Iterator<Item = &'a Node>, side: Side, mut words: bool) -> Option<&'a Range<usize>> {
    for node in nodes {
        if let Some(at) = misplaced(node, side, words) {
            return Some(at);
        }
        words |= !may_be_nothing(node);
    }
    None
}

fn never_holds(at: &Range<usize>, sign: &str, end: &str) -> PatternError {
    PatternError::new(at.clone(), format!("{sign} can never hold here"))
        .hint(format!("{sign} is the {end} of the sentence: write it at the {end} of the pattern"))
}

#[cfg(test)]
mod tests {
    use super::super::Pattern;

    #[test]
    fn what_cannot_be_meant_is_told_with_its_place() {
        let table = [
            ("[x]", 0..3, "the pattern can be heard in no words at all"),
            (" [x] [y] ", 1..8, "the pattern can be heard in no words at all"),
            ("(a|[b])", 0..7, "the pattern can be heard in no words at all"),
            ("^ $", 0..3, "the pattern can be heard in no words at all"),
            ("..", 0..2, "a pattern that begins with `..`"),
            (".. a", 0..2, "a pattern that begins with `..`"),
            ("(.. a|b)", 1..3, "a pattern that begins with `..`"),
            ("[..] a", 1..3, "a pattern that begins with `..`"),
            ("a ..", 2..4, "a pattern that ends with `..`"),
            ("a [b ..]", 5..7, "a pattern that ends with `..`"),
            ("([a] & b)~5", 1..4, "a side of `&` can be heard in no words at all"),
            ("(a .. & b)~5", 3..5, "a pattern that ends with `..`"),
            ("a ^ b", 2..3, "`^` can never hold here"),
            ("a (^b|c)", 3..4, "`^` can never hold here"),
            ("a $ b", 2..3, "`$` can never hold here"),
            ("$ a", 0..1, "`$` can never hold here"),
            ("a ^", 2..3, "`^` can never hold here"),
        ];
        for (text, at, message) in table {
            let error = Pattern::parse(text).unwrap_err();
            assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
            assert!(error.hint.is_some(), "{text}");
        }
    }
}
