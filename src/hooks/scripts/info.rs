//! What is known of a hook without running it.

use std::ops::Range;

/// What is known of a hook without running it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookInfo {
    /// Its name.
    pub name: String,
    /// The file that it stands in, counted from 0.
    pub file: usize,
    /// Its name there, in bytes.
    pub at: Range<usize>,
    /// How many arguments it takes: two are `facts` and `next`, three are `reply`, `facts` and `next`. With any other
    /// number it can't be run.
    pub parameters: usize,
    /// Every fact and field that it may read, with those that its helpers read, in order of their paths.
    pub reads: Vec<Read>,
    /// Every name written out in what it may do, in the order of the files.
    pub effects: Vec<StaticEffect>,
    /// What it looks at under a `!` or `!=`: a comparison with what is unset is false, so that these may surprise.
    pub negated: Vec<Read>,
    /// What it asks `known`, `declined`, `unknown` or `later` about: of these it doesn't forget that they may be unset.
    pub asked: Vec<Vec<String>>,
    /// What it takes for true or false as it is, which is a fault as long as it is unset; `== true` never is.
    pub bare: Vec<Read>,
    /// What it compares. A person's words can't be, which only the dialogue's facts can tell.
    pub comparisons: Vec<Comparison>,
    /// What it puts into a text or adds up. A person's words can't be.
    pub interpolated: Vec<(Looked, Place)>,
}

/// A place in a file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, counted from 0.
    pub file: usize,
    /// Where in it, in bytes.
    pub at: Range<usize>,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.file, self.at.start, self.at.end).cmp(&(other.file, other.at.start, other.at.end))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Something that may be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The fact, then the fields: `facts.trait.source` is `trait` and `source`. The elements of a list of records have
    /// the path of the list.
    pub path: Vec<String>,
    /// Where it is read first. That may be in a helper.
    pub place: Place,
}

/// A name written out in something that a hook may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticEffect {
    /// What is done.
    pub kind: EffectKind,
    /// The name: of a node, of a fact, or the pattern.
    pub target: String,
    /// Where it is written.
    pub place: Place,
}

/// What a hook may do with a name that is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EffectKind {
    /// `next.ask`: a node.
    Ask,
    /// `next.ask_again`: a node.
    AskAgain,
    /// `next.later`: a node.
    Later,
    /// `next.set`: a fact.
    Set,
    /// `next.skip`: a node.
    Skip,
    /// `next.say`: a sentence, which is never listed.
    Say,
    /// `next.go`: a node.
    Go,
    /// `hears`: a pattern.
    Hears,
}

/// Something that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub what: Looked,
    /// The text it is compared with, if that is written out: the id of an option, or a mistake.
    pub with: Option<String>,
    /// Where.
    pub place: Place,
}

/// Something that a hook looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Looked {
    /// What was replied.
    Reply,
    /// What was read: the fact, then the fields.
    Path(Vec<String>),
}
