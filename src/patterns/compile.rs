//! Compiling patterns to the states of one automaton.

use super::error::PatternError;
use super::grammar::{Node, Pattern};
use super::lexicon::Numbering;
use crate::caps;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The most words of a gap `..`.
const GAP: usize = 5;

/// Names within names beyond which it isn't looked whether all of them are single words.
const NAMES_OF_WORDS: usize = 8;

/// One state, and the pattern that it belongs to. There are many of them, so they are kept small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) pattern: u32,
    pub(super) op: Op,
}

/// What a state waits for, and the states after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// The word with this number.
    Word { word: u32, next: u32 },
    /// One of the words in this set.
    OneOf { set: u32, next: u32 },
    /// Any one word.
    Any { next: u32 },
    /// Nothing: both states are next at once.
    Both { one: u32, other: u32 },
    /// Nothing, at the start of a sentence only.
    Start { next: u32 },
    /// Nothing, at the end of a sentence only.
    End { next: u32 },
    /// Nothing: the pattern was heard.
    Found,
    /// Something that never comes.
    Never,
}

/// Why a pattern doesn't compile: names that were followed to get there, outermost
/// first, and the mistake as seen from the pattern itself.
pub(super) struct Trouble {
    pub(super) through: Vec<String>,
    pub(super) error: PatternError,
}

/// The states of several patterns, built from their ends to their starts.
pub(super) struct Compiler<'a> {
    named: &'a BTreeMap<String, Vec<Pattern>>,
    numbering: &'a mut Numbering,
    states: Vec<State>,
    /// Sets of words, each once.
    sets: HashMap<Box<[u32]>, u32>,
    pattern: u32,
    /// How many states there were before this pattern.
    before: usize,
    whole: Range<usize>,
    depth: usize,
    /// The names being followed, outermost first, and where the first one stands.
    through: Vec<&'a str>,
    outermost: Range<usize>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(named: &'a BTreeMap<String, Vec<Pattern>>, numbering: &'a mut Numbering) -> Compiler<'a> {
        Compiler {
            named,
            numbering,
            states: Vec::new(),
            sets: HashMap::new(),
            pattern: 0,
            before: 0,
            whole: 0..0,
            depth: 0,
            through: Vec::new(),
            outermost: 0..0,
        }
    }

    /// Adds a pattern under the next index, and gives the state it begins with.
    ///
    /// # Errors
    /// Names that aren't there or lead back to themselves, and patterns too large.
    pub(super) fn pattern(&mut self, pattern: &'a Pattern) -> Result<u32, Trouble> {
        self.before = self.states.len();
        self.whole = 0..pattern.length;
        let first = self.state(Op::Found).and_then(|found| self.node(&pattern.root, found));
        self.pattern += 1;
        let through = &mut self.through;
        first.map_err(|error| Trouble { through: through.drain(..).map(str::to_owned).collect(), error })
    }

    /// The states, and the sets of words that they speak of.
    pub(super) fn finish(self) -> (Vec<State>, Vec<Box<[u32]>>) {
        let mut sets = self.sets.into_iter().collect::<Vec<_>>();
        sets.sort_by_key(|(_, place)| *place);
        (self.states, sets.into_iter().map(|(set, _)| set).collect())
    }

    fn state(&mut self, op: Op) -> Result<u32, PatternError> {
        let index = self.states.len();
        if index - self.before >= caps::PATTERN_STATES {
            let error = PatternError::new(self.whole.clone(), format!("the pattern has more than {} steps", caps::PATTERN_STATES));
            return Err(error.hint("make several patterns of it"));
        }
        self.states.push(State { pattern: self.pattern, op });
        Ok(index as u32)
    }

    /// Adds a node that leads to `next`, and gives the state it begins with.
    fn node(&mut self, node: &'a Node, next: u32) -> Result<u32, PatternError> {
        if self.depth == caps::PATTERN_NAMES_DEPTH {
            return Err(self.too_deep());
        }
        self.depth += 1;
        let first = match node {
            Node::Word(word) => {
                let word = self.numbering.number(word);
                self.state(Op::Word { word, next })
            }
            Node::Any => self.state(Op::Any { next }),
            Node::Gap(_) => self.gap(GAP, next),
            Node::Start(_) => self.state(Op::Start { next }),
            Node::End(_) => self.state(Op::End { next }),
            Node::Name(name, at) => self.name(name, at, next),
            Node::Place(place) => Err(self.no_place(place)),
            Node::Row(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.node(node, next)),
            Node::Either(nodes) => self.either(nodes.iter(), next),
            Node::Maybe(inner) => self.node(inner, next).and_then(|one| self.state(Op::Both { one, other: next })),
            Node::Near { sides, within } => self.near(sides, *within, next),
        };
        self.depth -= 1;
        first
    }

    /// Up to `most` words, whatever they are.
    fn gap(&mut self, most: usize, next: u32) -> Result<u32, PatternError> {
        (0..most).try_fold(next, |first, _| {
            let one = self.state(Op::Any { next: first })?;
            self.state(Op::Both { one, other: next })
        })
    }

    fn either(&mut self, nodes: impl Iterator<Item = &'a Node>, next: u32) -> Result<u32, PatternError> {
        let mut first = None;
        let mut words = Vec::new();
        let mut others = Vec::new();
        for node in nodes {
            if !self.single_words(node, &mut words, 0) {
                others.push(node);
            }
        }
        words.sort_unstable();
        words.dedup();
        match words[..] {
            [] => {}
            [word] => first = Some(self.state(Op::Word { word, next })?),
            _ => {
                let new = self.sets.len() as u32;
                let set = *self.sets.entry(words.into()).or_insert(new);
                first = Some(self.state(Op::OneOf { set, next })?);
            }
        }
        for node in others {
            let one = self.node(node, next)?;
            first = Some(match first {
                Some(other) => self.state(Op::Both { one, other })?,
                None => one,
            });
        }
        first.map_or_else(|| self.state(Op::Never), Ok)
    }

    /// Adds the words of a node that is one of several single words, whichever: one state waits for all of them. Tells whether
    /// it is such a node; if not, nothing is added.
    fn single_words(&mut self, node: &Node, words: &mut Vec<u32>, depth: usize) -> bool {
        let before = words.len();
        let named = self.named;
        let all = depth < NAMES_OF_WORDS
            && words.len() <= caps::PATTERN_STATES
            && match node {
                Node::Word(word) => {
                    words.push(self.numbering.number(word));
                    true
                }
                Node::Either(nodes) => nodes.iter().all(|node| self.single_words(node, words, depth + 1)),
                Node::Name(name, _) => named.get(name).is_some_and(|alternatives| {
                    !alternatives.is_empty() && alternatives.iter().all(|pattern| self.single_words(&pattern.root, words, depth + 1))
                }),
                _ => false,
            };
        if !all {
            words.truncate(before);
        }
        all
    }

    /// One side, a gap, and the other; in both orders.
    fn near(&mut self, [a, b]: &'a [Node; 2], within: usize, next: u32) -> Result<u32, PatternError> {
        let mut in_order = |one: &'a Node, other: &'a Node| {
            let last = self.node(other, next)?;
            let between = self.gap(within, last)?;
            self.node(one, between)
        };
        let (one, other) = (in_order(a, b)?, in_order(b, a)?);
        self.state(Op::Both { one, other })
    }

    /// The alternatives of a named pattern, put in its place.
    fn name(&mut self, name: &'a str, at: &Range<usize>, next: u32) -> Result<u32, PatternError> {
        if self.through.is_empty() {
            self.outermost = at.clone();
        }
        let named = self.named;
        let Some(alternatives) = named.get(name).filter(|alternatives| !alternatives.is_empty()) else {
            let error = PatternError::new(self.outermost.clone(), self.leads_to(name, "no pattern has this name"));
            return Err(error.hint(format!("define `<{name}>`, or look at how it is spelled")));
        };
        if self.through.contains(&name) {
            let error = PatternError::new(self.outermost.clone(), self.leads_to(name, "which leads back to itself"));
            return Err(error.hint("a pattern can't be part of itself"));
        }
        self.through.push(name);
        let first = self.either(alternatives.iter().map(|pattern| &pattern.root), next)?;
        self.through.pop();
        Ok(first)
    }

    /// Tells about a name, by way of the names that were followed to get there.
    fn leads_to(&self, name: &str, what: &str) -> String {
        match self.through.first() {
            Some(first) if *first != name => format!("`<{first}>` leads to `<{name}>`: {what}"),
            _ => format!("`<{name}>`: {what}"),
        }
    }

    fn no_place(&self, place: &str) -> PatternError {
        let at = if self.through.is_empty() { &self.whole } else { &self.outermost };
        let error = PatternError::new(at.clone(), format!("`{{{place}}}` has a place only in a verb's pattern"));
        error.hint("what somebody said before is looked at in `when`")
    }

    fn too_deep(&self) -> PatternError {
        let at = if self.through.is_empty() { &self.whole } else { &self.outermost };
        PatternError::new(at.clone(), "names within names within names, too deep").hint("write out some of the names")
    }
}
