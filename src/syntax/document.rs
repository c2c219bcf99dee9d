//! What was written: names are only texts here, and may lead nowhere.

use super::verb::{NounWritten, VerbCaseWritten, VerbWritten};
use crate::diagnostics::Span;

/// Something written, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where it stands; for a text, the whole literal with its quotes.
    pub span: Span,
}

impl<T> Placed<T> {
    /// Something else in its place.
    pub fn with<U>(&self, made: impl FnOnce(&T) -> U) -> Placed<U> {
        Placed { value: made(&self.value), span: self.span }
    }
}

/// A text as it was written.
pub type Text = Placed<String>;

/// Things with names, in the writer's order.
pub type Named<T> = Vec<(Text, T)>;

/// A dialogue, or a part that another includes.
#[derive(Debug, Default)]
pub struct Document {
    /// The version of the format.
    pub format: Option<Placed<i64>>,
    /// The title that a person sees.
    pub title: Option<Text>,
    /// The name of the first node.
    pub start: Option<Text>,
    /// Files that belong to it.
    pub include: Vec<Text>,
    /// Names of facts that the host may set.
    pub begin: Vec<Text>,
    /// What is remembered.
    pub facts: Named<FactWritten>,
    /// Named conditions.
    pub means: Named<Text>,
    /// Named patterns.
    pub patterns: Named<PatternsWritten>,
    /// Tables in files of their own.
    pub tables: Named<TableWritten>,
    /// What the safety words open.
    pub safety: Option<SafetyWritten>,
    /// What greets somebody who comes back.
    pub returning: Option<ReturningWritten>,
    /// What listens to everything.
    pub interrupts: Named<InterruptWritten>,
    /// Titles of the parts.
    pub sections: Named<SectionWritten>,
    /// Words that a fact chooses.
    pub words: Named<WordsWritten>,
    /// Follow-ups over the whole memory.
    pub rules: Named<RuleWritten>,
    /// What somebody takes home.
    pub keepsake: Option<KeepsakeWritten>,
    /// What commands can name.
    pub nouns: Named<NounWritten>,
    /// What commands can do.
    pub verbs: Named<VerbWritten>,
    /// What is said and asked.
    pub nodes: Named<NodeWritten>,
    /// Names of what can't be read: they exist, though nobody knows as what.
    pub lost: Vec<String>,
}

/// A part of the conversation.
#[derive(Debug)]
pub struct SectionWritten {
    /// What it is called.
    pub title: Text,
    /// How far one is in it.
    pub status: Vec<LineWritten>,
}

/// What somebody takes home.
#[derive(Debug)]
pub struct KeepsakeWritten {
    /// What it is called.
    pub title: Text,
    /// Its parts, in order.
    pub parts: Vec<KeepsakePartWritten>,
    /// The whole of it.
    pub span: Span,
}

/// A part of what somebody takes home.
#[derive(Debug)]
pub struct KeepsakePartWritten {
    /// What it is called.
    pub title: Text,
    /// Where this doesn't hold, it is left out.
    pub when: Option<Text>,
    /// The name of the record that it goes through.
    pub each: Option<Text>,
    /// The fact that holds the records.
    pub of: Option<Text>,
    /// What stands in it.
    pub say: Vec<LineWritten>,
    /// What each record mirrors: the first of these that holds.
    pub mirrors: Vec<LineWritten>,
    /// The whole of it.
    pub span: Span,
}

/// Words that a fact chooses.
#[derive(Debug)]
pub struct WordsWritten {
    /// The fact.
    pub by: Text,
    /// The words for each of its options.
    pub is: Named<Text>,
    /// The words for everything else.
    pub other: Option<Text>,
}

/// A follow-up over the whole memory.
#[derive(Debug)]
pub struct RuleWritten {
    /// How urgent it is.
    pub level: Option<Text>,
    /// The parts of the conversation in which it may speak; in all, without.
    pub during: Vec<Text>,
    /// The name of the record that it goes through.
    pub each: Option<Text>,
    /// The fact that holds the records.
    pub of: Option<Text>,
    /// What must hold.
    pub when: Option<Text>,
    /// What is set when it speaks.
    pub set: Named<Text>,
    /// The hook that decides and asks, in place of `ask`.
    pub hook: Option<Text>,
    /// The node that it asks.
    pub ask: Option<Text>,
    /// What the node is told that it is about.
    pub with: Named<Text>,
    /// Why it asks, in words for the person.
    pub because: Option<Text>,
    /// How often it may speak, for each record.
    pub most: Option<Placed<i64>>,
    /// Earlier names.
    pub formerly: Vec<Text>,
    /// The whole of it.
    pub span: Span,
}

/// A `pack.ron`.
#[derive(Debug, Default)]
pub struct Manifest {
    /// The version of the format.
    pub format: Option<Placed<i64>>,
    /// What the pack is called.
    pub title: Option<Text>,
    /// The language of its texts.
    pub language: Option<Text>,
    /// The licence of its texts.
    pub licence: Option<Text>,
    /// Whom it thanks.
    pub credits: Vec<Text>,
    /// The dialogue that is played when none is named.
    pub default: Option<Text>,
    /// Codes of warnings that aren't shown.
    pub warnings_off: Vec<Text>,
}

/// A row of a table: its key, and its cells by column.
#[derive(Debug)]
pub struct Row {
    /// What chooses it.
    pub key: Text,
    /// Its cells.
    pub cells: Named<Text>,
}

/// A fact.
#[derive(Clone, Debug)]
pub struct FactWritten {
    /// What it can hold.
    pub kind: Placed<KindWritten>,
    /// What it holds at first.
    pub start: Option<Placed<Plain>>,
    /// Whether it survives `back`.
    pub lasting: bool,
    /// Whether it only changes how things are said.
    pub wording: bool,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// What a fact can hold.
#[derive(Clone, Debug)]
pub enum KindWritten {
    /// True or false.
    Bool,
    /// A number between two others.
    Number(i64, i64),
    /// Anything.
    Text,
    /// One of these.
    OneOf(Vec<Text>),
    /// Any of these.
    List(Vec<Text>),
    /// Things that the person names.
    Records {
        /// The field that names one.
        shows: Text,
        /// How many there may be.
        most: Placed<i64>,
        /// Patterns: two names of which one hears both are one.
        alike: Vec<Text>,
        /// Their fields.
        fields: Named<FactWritten>,
    },
    /// One of the records of another fact.
    Link(Text),
}

/// A plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// True or false.
    Bool(bool),
    /// A number.
    Number(i64),
    /// A text or an option's id.
    Text(String),
}

/// A table.
#[derive(Debug)]
pub struct TableWritten {
    /// The file of its rows.
    pub file: Text,
    /// The fact that chooses the row.
    pub by: Text,
    /// The row for everything else.
    pub otherwise: Text,
}

/// What the safety words open.
#[derive(Debug)]
pub struct SafetyWritten {
    /// The node.
    pub ask: Text,
    /// The line under every screen.
    pub line: Option<Text>,
    /// The words.
    pub words: Vec<Text>,
}

/// What greets somebody who comes back.
#[derive(Debug)]
pub struct ReturningWritten {
    /// The node.
    pub ask: Text,
    /// The node where the conversation was over.
    pub over: Option<Text>,
    /// The name of the end after which everything begins anew.
    pub afresh: Option<Text>,
}

/// A named pattern.
#[derive(Clone, Debug)]
pub struct PatternsWritten {
    /// Its alternatives.
    pub alternatives: Vec<Text>,
    /// Whether it is only heard where nothing more is said.
    pub whole: bool,
    /// It is only heard in a text of more words than this.
    pub longer: Option<Placed<i64>>,
}

/// Something that listens to everything.
#[derive(Debug)]
pub struct InterruptWritten {
    /// How urgent it is.
    pub level: Option<Text>,
    /// What it listens for.
    pub hears: Vec<Text>,
    /// Spans that are taken out first.
    pub blank: Vec<Text>,
    /// The node that it asks.
    pub ask: Text,
    /// What becomes of the text: `Drop` or `Hold`.
    pub text: Option<Placed<Fate>>,
    /// Whether the answer behind what was told back is asked for anew; with its place.
    pub amends: Option<Placed<bool>>,
    /// What is said when it is heard again.
    pub again: Option<Text>,
    /// Sentences that it must hear.
    pub samples: Vec<Text>,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// What becomes of a text in which an interrupt was heard.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Kept nowhere.
    Drop,
    /// Kept until the way back is clear.
    Hold,
}

/// A node.
#[derive(Debug, Default)]
pub struct NodeWritten {
    /// The part that it belongs to.
    pub section: Option<Box<Text>>,
    /// Whether nothing may be guessed.
    pub exact: bool,
    /// When it is entered at all.
    pub when: Option<Box<Text>>,
    /// What it is about.
    pub given: Named<GivenWritten>,
    /// What is set on entering.
    pub entering: Named<Text>,
    /// What is said.
    pub say: Vec<LineWritten>,
    /// What is asked.
    pub ask: Option<Placed<AskWritten>>,
    /// The fact that keeps the answer.
    pub keep: Option<Box<Text>>,
    /// What is set after the answer.
    pub set: Named<Text>,
    /// The hook that looks before anything is said.
    pub on_enter: Option<Box<Text>>,
    /// The hook that looks at the answer.
    pub on_reply: Option<Box<Text>>,
    /// What comes of commands here, by the names of verbs.
    pub on: Named<Vec<VerbCaseWritten>>,
    /// The way on.
    pub goto: Option<WayWritten>,
    /// Why it asks.
    pub because: Option<Box<Text>>,
    /// When they decline.
    pub declined: Option<Box<AsideWritten>>,
    /// When they don't know.
    pub unknown: Option<Box<AsideWritten>>,
    /// When they say "later".
    pub later: Option<Box<AsideWritten>>,
    /// When an answer can't be read.
    pub unread: Vec<Text>,
    /// What others might say, for somebody who doesn't know.
    pub examples: Vec<Text>,
    /// Items of a list that it carries.
    pub covers: Vec<Text>,
    /// Earlier names.
    pub formerly: Vec<Text>,
    /// Whether something in it can't be read: then what is missing may stand there.
    pub broken: bool,
}

/// Something that a node is about.
#[derive(Debug)]
pub struct GivenWritten {
    /// What it can be.
    pub is: GivenKind,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// What a given thing can be: a record of a fact, or a plain value.
#[derive(Debug)]
pub enum GivenKind {
    /// A record of the fact of this name.
    Record(Text),
    /// A value of this kind.
    Value(Placed<KindWritten>),
}

/// An item of a `say`.
#[derive(Debug)]
pub struct LineWritten {
    /// When it is said.
    pub when: Option<Box<Text>>,
    /// What is said.
    pub says: VariantWritten,
}

/// Which words an item uses.
#[derive(Debug)]
pub enum VariantWritten {
    /// Always these.
    Always(Text),
    /// Only once.
    Once(Text),
    /// First one, then another.
    FirstAgain(Text, Text),
    /// One of these.
    OneOf(Vec<Text>),
}

/// A question.
#[derive(Debug)]
pub enum AskWritten {
    /// Pick one.
    Choose(Named<ChoiceWritten>),
    /// Write anything.
    Text {
        /// What people write here.
        samples: Vec<Text>,
        /// The words that only stand around an answer.
        around: AroundWritten,
    },
    /// Give a number; without ends it takes those of the fact that keeps it.
    Number {
        /// Both ends.
        range: Option<(i64, i64)>,
        /// What the lowest means.
        least: Option<Text>,
        /// What the highest means.
        most: Option<Text>,
    },
    /// Yes or no.
    YesNo {
        /// What follows yes.
        yes: Option<Box<ChoiceWritten>>,
        /// What follows no.
        no: Option<Box<ChoiceWritten>>,
    },
    /// Read, then go on.
    Continue(Option<Text>),
    /// Say what to do; with what is said where that isn't understood.
    Command(Option<Text>),
    /// Pick any.
    ChooseMany(Named<ChoiceWritten>),
    /// Name things, one after the other.
    Gather {
        /// The fact that keeps them.
        into: Text,
        /// How many at most.
        most: Option<Placed<i64>>,
        /// The node that meets each of them.
        visit: Option<Text>,
        /// How the next is asked for.
        more: Option<Text>,
        /// Whether a list of short things is several of them.
        several: bool,
        /// Things that people write here.
        samples: Vec<Text>,
        /// The words that only stand around such a thing.
        around: AroundWritten,
    },
}

/// Patterns of words that only stand around an answer.
#[derive(Debug, Default)]
pub struct AroundWritten {
    /// What leads up to it.
    pub after: Vec<Text>,
    /// What trails behind it.
    pub before: Vec<Text>,
}

impl AskWritten {
    /// Whether it asks for somebody's own words.
    pub fn is_in_their_words(&self) -> bool {
        matches!(self, AskWritten::Text { .. } | AskWritten::Gather { .. })
    }
}

/// An option.
#[derive(Debug, Default)]
pub struct ChoiceWritten {
    /// What a person reads.
    pub say: Option<Text>,
    /// When it is offered.
    pub when: Option<Box<Text>>,
    /// Other ways to say it.
    pub hears: Vec<Text>,
    /// Whether those are heard only where nothing more was said.
    pub whole: bool,
    /// Spans that those pass over.
    pub blank: Vec<Text>,
    /// Whether it is meant wherever it is heard.
    pub first: bool,
    /// Whether it is shown.
    pub listed: bool,
    /// What keeps the words that fit no option; then they are this one.
    pub otherwise: Option<Box<Text>>,
    /// What is set.
    pub set: Named<Text>,
    /// Its own way on.
    pub goto: Option<WayWritten>,
    /// Earlier names.
    pub formerly: Vec<Text>,
}

/// What follows an answer that isn't one.
#[derive(Debug)]
pub struct AsideWritten {
    /// The whole of it.
    pub span: Span,
    /// What is said.
    pub say: Option<Text>,
    /// What is set.
    pub set: Named<Text>,
    /// Its own way on.
    pub goto: Option<WayWritten>,
}

/// A way on: its cases, and where it was written.
#[derive(Debug)]
pub struct WayWritten {
    /// Cases, tried in order.
    pub cases: Vec<CaseWritten>,
    /// The whole of it.
    pub span: Span,
}

/// One case of a way.
#[derive(Debug)]
pub struct CaseWritten {
    /// The name of the record that it goes through.
    pub each: Option<Box<Text>>,
    /// The fact that holds the records.
    pub of: Option<Box<Text>>,
    /// For how many records at most.
    pub most: Option<Box<Placed<i64>>>,
    /// What the node is told that it is about.
    pub with: Named<Text>,
    /// When it holds; always, without.
    pub when: Option<Text>,
    /// A node that is visited on the way.
    pub visit: Option<Box<Text>>,
    /// Where it goes.
    pub to: Text,
}
