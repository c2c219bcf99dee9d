//! What a dialogue means, once every name in it is known to lead somewhere.
//!
//! A [`Script`] is made by [`check`](mod@crate::check) and cannot be wrong: its targets are indices into its own tables, its
//! conditions are typed, its last case always holds. Nothing in it changes while people play, so one script serves any
//! number of conversations.

mod asking;
mod expression;
mod facts;
mod prose;
mod verbs;
mod ways;

pub use asking::{Around, Ask, Choice, Gather, NO, YES, YesNo};
pub use expression::{Comparison, Counts, Expression, Logic, Operand, Problem, Reads, Sum, World};
pub use facts::{Fact, FactKind, Field, HostValue, Kept, Listen, Range, Records, Value, Words};
pub use prose::{Line, Paragraph, Part, Prose, Run, Shown, Template, Variant};
pub(crate) use verbs::noun_value;
pub use verbs::{Noun, Verb, VerbCase};
pub use ways::{Case, Each, Go, Target, Way};

use crate::diagnostics::{FileId, Span};
use crate::hooks::{HookId, Hooks};
use crate::patterns::{Ear, Heard};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A whole dialogue, resolved.
#[derive(Debug)]
pub struct Script {
    /// The title that a person sees.
    pub title: String,
    /// Where the dialogue stands, as the pack names it.
    pub path: String,
    /// Tells this content from any other: xxh64 of all its sources, in the order in which they were read.
    pub fingerprint: u64,
    /// The node at which a conversation begins.
    pub start: NodeId,
    /// What is remembered.
    pub facts: Vec<Fact>,
    /// The facts that the host may set at the start.
    pub begin: Vec<FactId>,
    /// Named conditions.
    pub means: Vec<Mean>,
    /// Tables of cells that texts may show.
    pub tables: Vec<Table>,
    /// Words that a fact chooses.
    pub words: Vec<Wording>,
    /// Follow-ups over the whole memory: by level, then in the order of the files.
    pub rules: Vec<Rule>,
    /// What commands can name.
    pub nouns: Vec<Noun>,
    /// What commands can do.
    pub verbs: Vec<Verb>,
    /// What listens to everything that is typed, by level, then in the order of the files.
    pub interrupts: Vec<Interrupt>,
    /// The node that the safety words open, and the line under every screen.
    pub safety: Option<Safety>,
    /// What greets somebody who comes back.
    pub returning: Option<Returning>,
    /// The titles of the parts, in the writer's order.
    pub sections: Vec<Section>,
    /// What somebody takes home.
    pub keepsake: Option<Keepsakes>,
    /// What is said and asked.
    pub nodes: Vec<Node>,
    /// The hooks of the pack.
    pub hooks: Hooks,
    /// The files of the hooks, in the order in which hooks number them.
    pub scripts: Vec<FileId>,
    /// The nodes that hooks may lead to.
    pub hooked: Vec<NodeId>,
    /// The patterns that hooks listen for, by name.
    pub listened: std::sync::Arc<BTreeMap<String, Ear>>,
}

impl Script {
    /// The node behind an index.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The fact behind an index.
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.index()]
    }

    /// The rule behind an index.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.index()]
    }

    /// The interrupt behind an index.
    pub fn interrupt(&self, id: InterruptId) -> &Interrupt {
        &self.interrupts[id.index()]
    }

    /// Whether there is an interrupt of that name that hears that something was told back wrongly.
    pub fn amends(&self, interrupt: &str) -> bool {
        self.interrupts.iter().any(|found| found.amends && found.name == interrupt)
    }

    /// The fact of that name, if there is one.
    pub fn fact_named(&self, name: &str) -> Option<FactId> {
        let found = self.facts.iter().position(|fact| fact.name == name)?;
        Some(FactId::new(found))
    }

    /// The node of that name, if there is one.
    pub fn node_named(&self, name: &str) -> Option<NodeId> {
        let found = self.nodes.iter().position(|node| node.name == name)?;
        Some(NodeId::new(found))
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl $name {
            /// Only the check makes indices, beside the table that they point into; its caps keep every table far below 2³².
            pub(crate) fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// The place in the script's table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// A node of a script.
    NodeId
);
index!(
    /// A fact of a script.
    FactId
);
index!(
    /// An interrupt of a script.
    InterruptId
);
index!(
    /// A named condition of a script.
    MeanId
);
index!(
    /// A table of a script.
    TableId
);
index!(
    /// A rule of a script.
    RuleId
);
index!(
    /// A verb of a script.
    VerbId
);
index!(
    /// A noun of a script.
    NounId
);

/// A named condition.
#[derive(Debug)]
pub struct Mean {
    /// The writer's name for it.
    pub name: String,
    /// What must hold.
    pub when: Expression,
}

/// Rows of cells, one row chosen by a fact.
#[derive(Debug)]
pub struct Table {
    /// The writer's name for it.
    pub name: String,
    /// The fact that chooses the row.
    pub by: FactId,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The cells of each row that an option of the fact names, by the option's place.
    pub rows: BTreeMap<u16, Vec<String>>,
    /// The row for everything else.
    pub otherwise: Vec<String>,
}

/// Words that a fact chooses.
#[derive(Debug)]
pub struct Wording {
    /// The writer's name for them.
    pub name: String,
    /// The fact.
    pub by: FactId,
    /// The words for its options, by their places.
    pub is: BTreeMap<u16, Template>,
    /// The words for everything else.
    pub other: Template,
}

/// A follow-up over the whole memory: true of the present facts, whatever led to them.
#[derive(Debug)]
pub struct Rule {
    /// The writer's name for it.
    pub name: String,
    /// Which of two speaks.
    pub level: Level,
    /// The parts of the conversation in which it may speak; in all, where there is none.
    pub during: Vec<usize>,
    /// The fact through whose records it goes.
    pub each: Option<FactId>,
    /// What it is given: the record, if it goes through any.
    pub given: Vec<Given>,
    /// What must hold; always, where a hook decides.
    pub when: Expression,
    /// What is set when it speaks.
    pub set: Vec<Assignment>,
    /// What it asks.
    pub asks: Asks,
    /// How often it may speak, for each record.
    pub most: u32,
    /// Earlier names.
    pub formerly: Vec<String>,
}

/// What a rule asks.
#[derive(Debug)]
pub enum Asks {
    /// A node.
    Node {
        /// The node.
        node: NodeId,
        /// What it is told that it is about.
        with: Arguments,
        /// Why it asks, in words for the person.
        because: Template,
    },
    /// What a hook asks, if it asks for anything: else the rule doesn't hold.
    Hook(HookId),
}

/// Something that listens to everything a person writes.
#[derive(Debug)]
pub struct Interrupt {
    /// The writer's name for it.
    pub name: String,
    /// Which of two is heard first.
    pub level: Level,
    /// What it listens for.
    pub ear: Ear,
    /// The node that it asks.
    pub ask: NodeId,
    /// What becomes of the text in which it was heard.
    pub text: Fate,
    /// Whether it hears that something was told back wrongly: then the answer behind what was told is asked for anew.
    pub amends: bool,
    /// What is said when it is heard again while its node is being asked.
    pub again: Option<Template>,
    /// Sentences that it must hear.
    pub samples: Vec<String>,
    /// Earlier names.
    pub formerly: Vec<String>,
}

/// Which of two things speaks first; the first is the most urgent.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Somebody's life or safety.
    Safety,
    /// How much it hurts.
    Distress,
    /// Something was misunderstood.
    Correction,
    /// What an answer may mean.
    Meaning,
    /// A light remark.
    Colour,
}

impl Level {
    /// Every level with its word, the most urgent first.
    pub const ALL: [(Level, &'static str); 5] = [
        (Level::Safety, "safety"),
        (Level::Distress, "distress"),
        (Level::Correction, "correction"),
        (Level::Meaning, "meaning"),
        (Level::Colour, "colour"),
    ];
}

impl Interrupt {
    /// The places of the patterns that fit a text. Who objects says so at once: what stands further down in a longer text is told
    /// of something else, and an interrupt that amends doesn't take it for its own. Colour takes nothing from a text that says more
    /// than it hears: such a text is an answer.
    pub fn heard(&self, text: &Heard) -> Vec<usize> {
        if self.amends {
            self.ear.heard(&text.opening())
        } else if self.level == Level::Colour && !text.says_one_thing() {
            Vec::new()
        } else {
            self.ear.heard(text)
        }
    }

    /// Whether any of its patterns fits a text, see [`heard`](Self::heard).
    pub fn hears(&self, text: &Heard) -> bool {
        !self.heard(text).is_empty()
    }
}

/// What becomes of a text in which an interrupt was heard.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is kept nowhere.
    Drop,
    /// It is kept until the way back is clear.
    Hold,
}

/// What the safety words open.
#[derive(Debug)]
pub struct Safety {
    /// The node that they ask.
    pub ask: NodeId,
    /// The line under every screen.
    pub line: Option<Template>,
    /// The words, folded.
    pub words: Vec<String>,
}

impl Safety {
    /// Whether folded words are a safety word, or one with a slip in it. A false alarm costs one keypress; a miss could cost
    /// far more.
    pub fn hears(&self, typed: &str) -> bool {
        let near = |word: &String| word == typed || (word.chars().count() >= 5 && strsim::osa_distance(word, typed) == 1);
        typed.chars().count() <= 60 && self.words.iter().any(near)
    }
}

/// What greets somebody who comes back on another visit.
#[derive(Debug)]
pub struct Returning {
    /// The node that it asks. What waited lies beneath.
    pub ask: NodeId,
    /// The node that it asks where nothing waits any more.
    pub over: NodeId,
    /// The name of the end after which everything begins anew.
    pub afresh: Option<String>,
}

/// A part of a conversation.
#[derive(Debug)]
pub struct Section {
    /// The writer's name for it.
    pub name: String,
    /// The title that a person sees.
    pub title: String,
    /// How far one is in it, where the writer says so: what holds of these, each in its first wording.
    pub status: Vec<Line>,
}

/// What somebody takes home, as the writer composed it.
#[derive(Debug)]
pub struct Keepsakes {
    /// What it is called.
    pub title: Template,
    /// Its parts, in order.
    pub parts: Vec<KeepsakePart>,
}

/// A part of what somebody takes home.
#[derive(Debug)]
pub struct KeepsakePart {
    /// What it is called.
    pub title: Template,
    /// Where this doesn't hold, it is left out.
    pub when: Option<Expression>,
    /// The fact through whose records it goes.
    pub each: Option<FactId>,
    /// What stands in it; for each record, where it goes through any.
    pub say: Vec<Line>,
    /// What each record mirrors: the first of these that holds.
    pub mirrors: Vec<Line>,
}

/// A place in the conversation: something said, something asked, a way on.
#[derive(Debug)]
pub struct Node {
    /// The writer's name for it.
    pub name: String,
    /// The part of the conversation that it belongs to, an index into [`Script::sections`].
    pub section: Option<usize>,
    /// Whether nothing may be guessed here.
    pub exact: bool,
    /// Where this doesn't hold, the node is passed by without a word.
    pub when: Option<Expression>,
    /// What it is about: what whoever leads here must say.
    pub given: Vec<Given>,
    /// What is set when the node is entered.
    pub entering: Vec<Assignment>,
    /// What is said.
    pub say: Vec<Line>,
    /// What is asked; a node that asks nothing is passed through.
    pub ask: Option<Ask>,
    /// Where the answer is kept.
    pub keep: Option<Place>,
    /// What is set after the answer.
    pub set: Vec<Assignment>,
    /// The hook that looks before anything is said.
    pub on_enter: Option<HookId>,
    /// The hook that looks at the answer.
    pub on_reply: Option<HookId>,
    /// What comes of commands here, before what comes of them anywhere.
    pub on: BTreeMap<VerbId, Vec<VerbCase>>,
    /// What comes here of commands that have no case of their own here.
    pub on_every: Vec<VerbCase>,
    /// The way on; without it the node ends its way.
    pub goto: Option<Way>,
    /// Why it asks, in the writer's words.
    pub because: Option<Template>,
    /// What follows when somebody declines.
    pub declined: Option<Box<Aside>>,
    /// What follows when somebody doesn't know.
    pub unknown: Option<Box<Aside>>,
    /// What follows when somebody says "later".
    pub later: Option<Box<Aside>>,
    /// What is said when an answer can't be read: the first time, the second, and so on.
    pub unread: Vec<Template>,
    /// What others might say: offered once to somebody who says nothing, or doesn't know.
    pub examples: Vec<Template>,
    /// Which items of a list this node carries.
    pub covers: Vec<String>,
    /// Earlier names.
    pub formerly: Vec<String>,
    /// Where its name was written.
    pub span: Span,
}

/// Something that a node is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The writer's name for it.
    pub name: String,
    /// What it can be; a link, where it is a record.
    pub kind: FactKind,
    /// Earlier names.
    pub formerly: Vec<String>,
}

impl Given {
    /// The fact whose record it is, if it is one.
    pub fn records(&self) -> Option<FactId> {
        match self.kind {
            FactKind::Link(fact) => Some(fact),
            _ => None,
        }
    }

    /// What leads to it, where it stands at this place.
    pub(crate) fn expression(&self, place: usize) -> Expression {
        match self.kind {
            FactKind::Link(fact) => Expression::Argument(place, Some(fact)),
            _ => Expression::Argument(place, None),
        }
    }
}

/// Where something is kept: a fact, or a field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A fact.
    Fact(FactId),
    /// A field of the record that an expression leads to.
    Field {
        /// Leads to the record.
        record: Expression,
        /// The fact that holds the records.
        records: FactId,
        /// The field's place.
        field: usize,
    },
}

/// What a node is told that it is about: an expression for each of its [`Node::given`], in order.
pub type Arguments = Vec<Expression>;

/// What follows an answer that isn't one: declined, not known, or later.
#[derive(Debug)]
pub struct Aside {
    /// What is said.
    pub say: Option<Template>,
    /// What is set.
    pub set: Vec<Assignment>,
    /// Its own way on.
    pub goto: Option<Way>,
}

/// A place given a new value.
#[derive(Debug)]
pub struct Assignment {
    /// What is set.
    pub place: Place,
    /// What the place can hold.
    pub kind: FactKind,
    /// To what.
    pub value: Expression,
}
