//! What lies on the checker's desk: every name with its index, and the mistakes found so far.

use super::conditions::{Condition, Sited, Stands};
use super::expressions::check_name;
use super::gather::Gathered;
use super::hooked::Shelf;
use super::uses::Uses;
use crate::caps;
use crate::diagnostics::{Code, Diagnostic, FileId, Severity, Sources, Span, nearest};
use crate::script::{Expression, FactId, FactKind, Field, Given, MeanId, NodeId, NounId, Range, Records, TableId, Target, VerbId};
use crate::syntax::{
    Document, FactWritten, GivenKind, GivenWritten, KindWritten, Named, Offsets, Placed, ReturningWritten, SafetyWritten, Text,
    source_offset,
};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range as Bytes;

/// Bytes of a literal beyond which the way through it is remembered.
const LONG: usize = 256;

/// The checker's desk.
pub(super) struct Desk<'d> {
    gathered: &'d Gathered,
    sources: &'d Sources,
    /// The way through the long text that was read last.
    offsets: RefCell<Option<(Span, Offsets)>>,
    out: &'d mut Vec<Diagnostic>,
    guesses: usize,
    /// The hooks of the pack.
    pub shelf: Shelf,
    /// What was found since the desk was laid.
    pub found: Found,
    /// What hooks and patterns look at and set.
    pub uses: Uses,
    /// The files to which a name in another file leads.
    pub used: BTreeSet<FileId>,
    /// Where what is read now stands.
    pub stands: Stands,
    /// Every condition, with where it stands.
    pub conditions: Vec<Condition>,
    facts: Index<'d, FactId>,
    means: Index<'d, MeanId>,
    nodes: Index<'d, NodeId>,
    patterns: Index<'d, usize>,
    tables: Index<'d, TableId>,
    sections: Index<'d, usize>,
    wordings: Index<'d, usize>,
    verbs: Index<'d, VerbId>,
    kinds: Vec<FactKind>,
    /// What each node needs to be told.
    pub node_given: Vec<Vec<Given>>,
    /// What the node at hand was given, and behind it what `each` goes through.
    pub given: Vec<Given>,
    columns: Vec<Vec<String>>,
    /// The names of the places of each verb.
    pub places: Vec<Vec<String>>,
    /// The patterns that conditions listen for, by fact.
    pub listens: Vec<Vec<String>>,
    /// Where `@return` and `@resume` stand, by node.
    pub returns: Vec<(NodeId, Span, Target)>,
}

/// What was found since the desk was laid.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Whether anything was an error.
    pub errors: bool,
}

type Index<'d, T> = HashMap<&'d str, (T, Span)>;

impl<'d> Desk<'d> {
    /// Lays out every name of every document.
    pub fn new(gathered: &'d Gathered, sources: &'d Sources, out: &'d mut Vec<Diagnostic>) -> Self {
        let documents = &gathered.documents[..];
        // Nouns are only named as options are; all that is needed here is that no two have one name.
        index(documents, out, "noun", |document| names(&document.nouns), NounId::new);
        let mut desk = Desk {
            facts: index(documents, out, "fact", |document| names(&document.facts), FactId::new),
            means: index(documents, out, "condition", |document| names(&document.means), MeanId::new),
            nodes: index(documents, out, "node", |document| names(&document.nodes), NodeId::new),
            patterns: index(documents, out, "pattern", |document| names(&document.patterns), |place| place),
            tables: index(documents, out, "table", |document| names(&document.tables), TableId::new),
            sections: index(documents, out, "section", |document| names(&document.sections), |place| place),
            wordings: index(documents, out, "wording", |document| names(&document.words), |place| place),
            verbs: index(documents, out, "verb", |document| names(&document.verbs), VerbId::new),
            kinds: Vec::new(),
            given: Vec::new(),
            node_given: Vec::new(),
            columns: Vec::new(),
            places: Vec::new(),
            listens: Vec::new(),
            returns: Vec::new(),
            guesses: 0,
            shelf: Shelf::new(gathered),
            uses: Uses::default(),
            used: BTreeSet::new(),
            stands: Stands::Elsewhere,
            conditions: Vec::new(),
            found: Found { errors: out.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) },
            gathered,
            sources,
            offsets: RefCell::default(),
            out,
        };
        let facts = desk.all(|document| &document.facts);
        desk.kinds = facts.iter().map(|(_, fact)| kind(&fact.kind.value)).collect();
        // Links lead to facts, so the fields of records come when every fact has its kind.
        desk.kinds = facts.iter().map(|(_, fact)| desk.whole_kind(&fact.kind.value)).collect();
        desk.node_given = desk.all(|document| &document.nodes).iter().map(|(_, node)| desk.wants(&node.given)).collect();
        desk.listens = facts.iter().map(|(_, fact)| desk.joining(&fact.kind.value)).collect();
        desk
    }

    /// The same part of every document, in reading order. The items outlive the desk's other uses.
    pub fn all<T>(&self, part: impl Fn(&'d Document) -> &'d Vec<T>) -> Vec<&'d T> {
        self.gathered.all(part)
    }

    /// Everything of one kind that a document may have once, in reading order.
    pub fn each<T>(&self, part: impl Fn(&'d Document) -> Option<&'d T>) -> Vec<&'d T> {
        self.gathered.documents.iter().filter_map(|(_, document)| part(document)).collect()
    }

    /// Notes a mistake.
    pub fn say(&mut self, diagnostic: Diagnostic) {
        self.found.errors |= diagnostic.severity() == Severity::Error;
        self.out.push(diagnostic);
    }

    /// Remembers a condition, to be looked at when the whole is known.
    pub fn note_condition(&mut self, holds: &Expression, sited: Sited) {
        let given = self.given.iter().map(|given| given.kind.clone()).collect();
        self.conditions.push(Condition { holds: holds.clone(), sited, given, stands: self.stands });
    }

    /// The place of a part of a text, where the text itself stands in the file.
    pub fn inner(&self, text: &Text, part: Bytes<usize>) -> Span {
        let start = text.span.start as usize;
        let literal = &self.sources.text(text.span.file)[text.span.range()];
        let [first, last] = [part.start, part.end].map(|part| self.offset(text.span, literal, part));
        Span::new(text.span.file, start + first..start + last.max(first))
    }

    /// Where a place of a text stands in its literal. Of a long one the way is remembered, since it is asked for many places.
    fn offset(&self, span: Span, literal: &str, decoded: usize) -> usize {
        if literal.len() < LONG {
            return source_offset(literal, decoded);
        }
        let mut last = self.offsets.borrow_mut();
        match &mut *last {
            Some((of, offsets)) if *of == span => offsets.of(literal, decoded),
            last => last.insert((span, Offsets::new(literal))).1.of(literal, decoded),
        }
    }

    /// The path of the file in which something stands.
    pub fn path(&self, span: Span) -> &'d str {
        self.sources.path(span.file)
    }

    /// The fact of that name, or a mistake at it.
    pub fn fact(&mut self, name: &Text) -> Option<FactId> {
        self.fact_at(&name.value, name.span)
    }

    /// The fact of a name that stands at a place.
    pub fn fact_at(&mut self, name: &str, at: Span) -> Option<FactId> {
        let found = found(&self.facts, name, at, &mut self.used);
        if found.is_none() {
            self.unknown(Code::UnknownFact, "fact", name, at, self.guessing(self.facts.keys().copied()));
        }
        found
    }

    /// The node of that name, or a mistake at it.
    pub fn node(&mut self, name: &Text) -> Option<NodeId> {
        self.node_at(&name.value, name.span)
    }

    /// The node of a name that stands at a place.
    pub fn node_at(&mut self, name: &str, at: Span) -> Option<NodeId> {
        let found = found(&self.nodes, name, at, &mut self.used);
        if found.is_none() {
            self.unknown(Code::UnknownTarget, "node", name, at, self.guessing(self.nodes.keys().copied()));
        }
        found
    }

    /// The verb of that name, or a mistake at it.
    pub fn verb(&mut self, name: &Text) -> Option<VerbId> {
        let found = self.verbs.get(name.value.as_str()).map(|(id, _)| *id);
        if found.is_none() {
            self.unknown(Code::UnknownVerb, "verb", &name.value, name.span, self.guessing(self.verbs.keys().copied()));
        }
        found
    }

    /// The names of all nouns, each at its index.
    pub fn noun_names(&self) -> Vec<String> {
        self.all(|document| &document.nouns).into_iter().map(|(name, _)| name.value.clone()).collect()
    }

    /// Whether there is a node of that name, without a mistake where there is none.
    pub fn is_node(&self, name: &str) -> bool {
        self.nodes.contains_key(name)
    }

    /// What each document says of safety.
    pub fn safety(&self) -> Vec<&'d SafetyWritten> {
        self.gathered.documents.iter().filter_map(|(_, document)| document.safety.as_ref()).collect()
    }

    /// What each document says of those who come back.
    pub fn returning(&self) -> Vec<&'d ReturningWritten> {
        self.gathered.documents.iter().filter_map(|(_, document)| document.returning.as_ref()).collect()
    }

    /// Whether a node needs to be told nothing; a mistake, where something leads there that can't tell it anything.
    pub fn needs_nothing(&mut self, node: NodeId, at: Span) -> bool {
        let wants = self.node_given[node.index()].first().map(|given| given.name.clone());
        if let Some(name) = &wants {
            let told =
                Diagnostic::new(Code::MissingField, at, format!("this node needs to be told `{name}`")).label("nobody can tell it here");
            self.say(told.hint("lead to a node without `given`"));
        }
        wants.is_none()
    }

    /// Whether there is a pattern of that name; a mistake, if not.
    pub fn pattern_at(&mut self, name: &str, at: Span) -> bool {
        let found = found(&self.patterns, name, at, &mut self.used).is_some();
        if !found {
            self.unknown(Code::UnknownPattern, "pattern", name, at, self.guessing(self.patterns.keys().copied()));
        }
        found
    }

    /// The part of the conversation of that name, or a mistake at it.
    pub fn section(&mut self, name: &Text) -> Option<usize> {
        let found = found(&self.sections, &name.value, name.span, &mut self.used);
        if found.is_none() {
            self.unknown(Code::UnknownTarget, "section", &name.value, name.span, self.guessing(self.sections.keys().copied()));
        }
        found
    }

    /// What something can hold, with its fields and links.
    pub fn whole_kind(&mut self, written: &'d KindWritten) -> FactKind {
        match written {
            KindWritten::Link(name) => self.records_fact(name).map_or(FactKind::Bool, FactKind::Link),
            KindWritten::Records { shows, most, alike, fields } => {
                let fields = fields.iter().map(|(name, field)| self.field(name, field)).collect::<Vec<_>>();
                let most = self.at_least_one(most).min(caps::RECORDS);
                let named = fields.iter().position(|field| field.name == shows.value && field.kind == FactKind::Text);
                if named.is_none() {
                    let none = Diagnostic::new(Code::UnknownOption, shows.span, format!("the records have no Text `{}`", shows.value));
                    self.say(none.label("no such field").hint("`shows` names the field that a record is called by; it is a Text"));
                }
                FactKind::Records(Records { shows: named.unwrap_or(0), most, alike: alike.len(), fields })
            }
            other => kind(other),
        }
    }

    /// The patterns that join the names of records: the fact listens for these before any other.
    fn joining(&mut self, written: &'d KindWritten) -> Vec<String> {
        let KindWritten::Records { alike, .. } = written else { return Vec::new() };
        alike
            .iter()
            .filter(|name| self.pattern_at(&name.value, name.span))
            .map(|name| name.value.clone())
            .take(caps::LISTENED_PATTERNS)
            .collect()
    }

    /// What a node needs to be told.
    fn wants(&mut self, written: &'d Named<GivenWritten>) -> Vec<Given> {
        let one = |(name, given): &'d (Text, GivenWritten)| {
            check_name(self, name);
            let kind = match &given.is {
                GivenKind::Record(fact) => self.records_fact(fact).map(FactKind::Link),
                GivenKind::Value(kind) => Some(self.whole_kind(&kind.value)),
            };
            let formerly = given.formerly.iter().map(|name| name.value.clone()).collect();
            Some(Given { name: name.value.clone(), kind: kind?, formerly })
        };
        written.iter().filter_map(one).collect()
    }

    fn field(&mut self, name: &'d Text, written: &'d FactWritten) -> Field {
        let kind = self.whole_kind(&written.kind.value);
        if let FactKind::Records(_) | FactKind::List(_) = kind {
            let deep = Diagnostic::new(Code::WrongType, written.kind.span, format!("a field can't be {}", kind.describe()));
            self.say(deep.label("too deep").hint("make it a fact of its own, and link to its records"));
        }
        let start = written.start.as_ref().and_then(|start| super::facts::start_value(self, &kind, start)).unwrap_or_default();
        let formerly = written.formerly.iter().map(|name| name.value.clone()).collect();
        Field { name: name.value.clone(), kind, start, formerly }
    }

    /// The fact of that name if it holds records, or a mistake at it.
    pub fn records_fact(&mut self, name: &Text) -> Option<FactId> {
        let fact = self.fact(name)?;
        if let FactKind::Records(_) = self.kind(fact) {
            return Some(fact);
        }
        let message = format!("`{}` holds no records, it is {}", name.value, self.kind(fact).describe());
        self.say(Diagnostic::new(Code::WrongType, name.span, message).label("not Records"));
        None
    }

    /// A number that makes sense as a count.
    pub fn at_least_one(&mut self, written: &Placed<i64>) -> usize {
        if written.value < 1 {
            let none = Diagnostic::new(Code::NumberOutOfRange, written.span, format!("`{}` is less than one", written.value));
            self.say(none.label("nothing could ever be there").hint("write 1 or more"));
        }
        usize::try_from(written.value).unwrap_or(1).max(1)
    }

    /// The records of a fact: what their fields are.
    pub fn records(&self, fact: FactId) -> Option<&Records> {
        match self.kind(fact) {
            FactKind::Records(records) => Some(records),
            _ => None,
        }
    }

    /// The place of what is given under that name.
    pub fn given(&self, name: &str) -> Option<usize> {
        self.given.iter().rposition(|given| given.name == name)
    }

    /// The wording of that name, for whoever names it here, if there is one.
    pub fn wording(&mut self, name: &str, at: Span) -> Option<usize> {
        found(&self.wordings, name, at, &mut self.used)
    }

    /// The named condition, for whoever names it here, if there is one.
    pub fn mean(&mut self, name: &str, at: Span) -> Option<MeanId> {
        found(&self.means, name, at, &mut self.used)
    }

    /// The table, for whoever names it here, if there is one.
    pub fn table(&mut self, name: &str, at: Span) -> Option<TableId> {
        found(&self.tables, name, at, &mut self.used)
    }

    /// The fact of that name, without a mistake where there is none.
    pub fn known_fact(&self, name: &str) -> Option<FactId> {
        self.facts.get(name).map(|(id, _)| *id)
    }

    /// Whether a fact of that name exists, without a mistake where it doesn't.
    pub fn is_fact(&self, name: &str) -> bool {
        self.facts.contains_key(name)
    }

    /// What a fact can hold.
    pub fn kind(&self, fact: FactId) -> &FactKind {
        &self.kinds[fact.index()]
    }

    /// The columns of a table.
    pub fn columns(&self, table: TableId) -> &[String] {
        self.columns.get(table.index()).map_or(&[], Vec::as_slice)
    }

    /// Learns the columns of all tables.
    pub fn learn_columns(&mut self, columns: Vec<Vec<String>>) {
        self.columns = columns;
    }

    /// Everything that a bare name in a condition can mean.
    pub fn bare_names(&self) -> Vec<&'d str> {
        self.facts.keys().chain(self.means.keys()).chain(self.wordings.keys()).copied().collect()
    }

    /// Says that a name leads nowhere, unless a file that can't be read may define it.
    pub fn unknown(&mut self, code: Code, what: &str, name: &str, at: Span, among: Vec<&str>) {
        if self.gathered.broken.contains(name) {
            return;
        }
        let unknown = Diagnostic::new(code, at, format!("there is no {what} `{name}`")).label(format!("no {what} of this name"));
        // Looking for the nearest name costs time with every name; after many mistakes nobody reads the guesses any more.
        self.guesses += 1;
        let guess = || match nearest(name, sorted(among)) {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None => self.instead(what, name),
        };
        let hint = if self.guesses > caps::GUESSES { None } else { guess() };
        self.say(match hint {
            Some(hint) => unknown.hint(hint),
            None => unknown,
        });
    }

    /// The names among which one may have been meant; none, where nothing is guessed any more.
    fn guessing<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
        if self.guesses < caps::GUESSES { names.collect() } else { Vec::new() }
    }

    /// What may be meant by a name that nothing is near to.
    fn instead(&self, what: &str, name: &str) -> Option<String> {
        let holder =
            |records: &&FactKind| matches!(records, FactKind::Records(records) if records.fields.iter().any(|field| field.name == name));
        match (what, name.to_lowercase().as_str()) {
            ("fact", "true" | "yes") => Some("write `true`".to_owned()),
            ("fact", "false" | "no") => Some("write `false`".to_owned()),
            ("fact", _) if self.kinds.iter().any(|kind| holder(&kind)) => {
                Some(format!("it is a field: write the name of the record before it, as in `record.{name}`"))
            }
            ("fact", _)
                if self
                    .kinds
                    .iter()
                    .any(|kind| matches!(kind, FactKind::OneOf(ids) | FactKind::List(ids) if ids.iter().any(|id| id == name))) =>
            {
                Some(format!("an option stands in single quotes: `'{name}'`"))
            }
            ("fact", _) => Some("every fact is declared under `facts`".to_owned()),
            ("section", _) => Some(format!("declare it: `sections: {{\"{name}\": \"its title\"}}`")),
            ("pattern", _) => Some("named patterns are declared under `patterns`".to_owned()),
            ("node", "end") => Some("`@end NAME` ends the conversation".to_owned()),
            ("node", "return" | "resume" | "back") => Some("`@return` goes back to what visited or interrupted".to_owned()),
            _ => None,
        }
    }
}

/// What a name that stands at a place leads to; the file in which that was written is used from another then.
fn found<T: Copy>(index: &Index<'_, T>, name: &str, at: Span, used: &mut BTreeSet<FileId>) -> Option<T> {
    let (found, written) = index.get(name)?;
    if written.file != at.file {
        used.insert(written.file);
    }
    Some(*found)
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

fn names<T>(named: &[(Text, T)]) -> Vec<&Text> {
    named.iter().map(|(name, _)| name).collect()
}

/// Gives each name its index. One that two files define is a mistake; two in one file were noticed when it was read.
fn index<'d, T>(
    documents: &'d [(FileId, Document)],
    out: &mut Vec<Diagnostic>,
    what: &'static str,
    part: impl Fn(&'d Document) -> Vec<&'d Text>,
    make: impl Fn(usize) -> T,
) -> Index<'d, T> {
    let mut index: Index<'d, T> = HashMap::new();
    for (place, name) in documents.iter().flat_map(|(_, document)| part(document)).enumerate() {
        match index.get(name.value.as_str()) {
            Some((_, first)) if first.file != name.span.file => out.push(crate::syntax::twice(what, name, *first)),
            Some(_) => {}
            None => {
                index.insert(&name.value, (make(place), name.span));
            }
        }
    }
    index
}

/// What something can hold, as far as it can be told before every fact is known.
fn kind(written: &KindWritten) -> FactKind {
    let ids = |options: &[Text]| options.iter().map(|option| option.value.clone()).collect();
    match written {
        KindWritten::Bool | KindWritten::Link(_) => FactKind::Bool,
        KindWritten::Number(low, high) => FactKind::Number(Range { low: *low, high: *high }),
        KindWritten::Text => FactKind::Text,
        KindWritten::OneOf(options) => FactKind::OneOf(ids(options)),
        KindWritten::List(options) => FactKind::List(ids(options)),
        KindWritten::Records { .. } => FactKind::Records(Records { shows: 0, most: 1, alike: 0, fields: Vec::new() }),
    }
}
