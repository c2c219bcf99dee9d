//! From what was written to what is meant: every name led to its place, every mistake found before anybody plays.
//!
//! [`check`] reads a dialogue with all that it includes, resolves it in the order in which its parts rest on each other
//! (facts, then conditions, then texts, then nodes), and looks at the whole at last. It never stops at the first mistake.

mod calls;
mod conditions;
mod desk;
mod expressions;
mod facts;
mod flow;
mod formerly;
mod gather;
mod hooked;
mod keepsake;
mod listening;
mod manifest;
mod means;
mod negated;
mod nodes;
mod places;
mod possible;
mod questions;
mod returning;
mod rules;
mod templates;
mod unset;
mod unused;
mod uses;
mod verbs;

pub use manifest::{PackCheck, check_manifest, check_pack};

use crate::diagnostics::{Code, Diagnostic, FileId, LeftOut, Severity, Sources, Span, shorten, sort};
use crate::pack::Pack;
use crate::script::{Script, Section};
use crate::syntax::{Document, Placed, SectionWritten, Text};
use desk::Desk;

/// The version of the format that this program reads.
pub const FORMAT: i64 = 1;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The dialogue, if nothing in it is an error.
    pub script: Option<Script>,
    /// The mistakes, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are, which aren't listed.
    pub left_out: LeftOut,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
}

impl Checked {
    /// How many mistakes have this severity, those that aren't listed included.
    pub fn count(&self, severity: Severity) -> usize {
        let left_out = match severity {
            Severity::Error => self.left_out.errors,
            Severity::Warning => self.left_out.warnings,
        };
        left_out + self.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
    }

    /// Whether nothing worse than a warning was found.
    pub fn is_sound(&self) -> bool {
        self.script.is_some()
    }
}

/// Checks one dialogue of a pack, with everything that it includes.
pub fn check(pack: &Pack, path: &str) -> Checked {
    let mut checked = check_all(pack, path);
    checked.left_out = shorten(&mut checked.diagnostics);
    checked
}

/// The same, with every mistake listed.
fn check_all(pack: &Pack, path: &str) -> Checked {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let gathered = gather::gather(pack, path, &mut sources, &mut diagnostics);
    let script = resolve(path, &gathered, &sources, &mut diagnostics);
    sort(&mut diagnostics);
    // A hook that several nodes call is looked at for each of them.
    diagnostics.dedup();
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity() == Severity::Warning);
    Checked { script: script.filter(|_| sound), diagnostics, left_out: LeftOut::default(), sources }
}

/// Resolves the parts in the order in which they rest on each other.
fn resolve(path: &str, gathered: &gather::Gathered, sources: &Sources, out: &mut Vec<Diagnostic>) -> Option<Script> {
    let (root_file, root) = gathered.documents.first()?;
    head(*root_file, root, out);
    let mut desk = Desk::new(gathered, sources, out);
    let tables = facts::tables(&mut desk, gathered);
    let means = means::means(&mut desk);
    let named_patterns = listening::named_patterns(&mut desk);
    let words = rules::words(&mut desk);
    verbs::places(&mut desk);
    let nouns = verbs::nouns(&mut desk);
    let nodes = nodes::nodes(&mut desk, &named_patterns);
    let interrupts = listening::interrupts(&mut desk, &named_patterns);
    let rules = rules::rules(&mut desk);
    let verbs = verbs::verbs(&mut desk, &named_patterns, &nouns);
    verbs::no_verbs(&mut desk, &verbs);
    let safety = listening::safety(&mut desk);
    let returning = returning::returning(&mut desk);
    let keepsake = keepsake::keepsake(&mut desk);
    verbs::keep_the_way_to_help(&mut desk, &verbs, safety.as_ref());
    let start = root.start.as_ref().and_then(|start| desk.node(start).filter(|node| desk.needs_nothing(*node, start.span)));
    let begin = desk.all(|document| &document.begin).into_iter().filter_map(|name| desk.fact(name)).collect::<Vec<_>>();
    let sections = desk.all(|document| &document.sections);
    desk.stands = conditions::Stands::Elsewhere;
    let section = |(name, written): &(Text, SectionWritten)| Section {
        name: name.value.clone(),
        title: written.title.value.clone(),
        status: written.status.iter().filter_map(|written| nodes::line(&mut desk, written)).collect(),
    };
    let sections = sections.into_iter().map(section).collect();
    let returns = std::mem::take(&mut desk.returns);
    let facts = facts::facts(&mut desk, &named_patterns);
    formerly::claims(&mut desk);
    let shelf = std::mem::take(&mut desk.shelf);
    let listened = shelf.ears(&named_patterns).into();
    let found = std::mem::take(&mut desk.found);
    let hooked = std::mem::take(&mut desk.uses);
    let conditions = std::mem::take(&mut desk.conditions);
    let used = std::mem::take(&mut desk.used);
    drop(desk);
    let complete = gathered.broken.is_empty();
    let script = Script {
        title: root.title.as_ref().map_or_else(|| stem(path), |title| title.value.clone()),
        path: path.to_owned(),
        fingerprint: fingerprint(sources),
        start: start?,
        facts,
        begin,
        means,
        tables,
        words,
        rules,
        nouns,
        verbs,
        interrupts,
        safety,
        returning,
        sections,
        keepsake,
        nodes: nodes?,
        hooks: shelf.hooks,
        scripts: shelf.files,
        hooked: shelf.leads.into_iter().collect(),
        listened,
    };
    // Where a name led nowhere the whole can't be judged: what seems unreached may be reached from there.
    if complete && !found.errors {
        flow::look(&script, &returns, out);
        unused::rules(&script, gathered, out);
        unused::includes(gathered, sources, &used, out);
        questions::look(&script, gathered, out);
        uses::look(&script, gathered, hooked, out);
        conditions::look(&script, &conditions, out);
        negated::look(&script, &conditions, &shelf.used, out);
    }
    Some(script)
}

/// The lines that only the dialogue itself has, not what it includes.
fn head(file: FileId, root: &Document, out: &mut Vec<Diagnostic>) {
    let top = Span::new(file, 0..0);
    match &root.format {
        Some(format) => known_format(format, out),
        None => out.push(
            Diagnostic::new(Code::MissingField, top, "a dialogue needs `format`")
                .label("`format` is missing")
                .hint("write `format: 1,` first"),
        ),
    }
    if root.start.is_none() {
        out.push(
            Diagnostic::new(Code::MissingStart, top, "nothing says where the dialogue starts")
                .label("`start` is missing")
                .hint("write `start: \"…\",` with the name of the first node"),
        );
    }
}

/// Says of a version of the format that this program doesn't read it.
pub(crate) fn known_format(format: &Placed<i64>, out: &mut Vec<Diagnostic>) {
    if format.value != FORMAT {
        let unknown = Diagnostic::new(Code::UnknownFormat, format.span, format!("format `{}` isn't known here", format.value))
            .label(format!("this program reads format {FORMAT}"));
        out.push(unknown.hint(format!("write `format: {FORMAT}`")));
    }
}

/// Tells one content from another: [xxh64](https://github.com/Cyan4973/xxHash) over all sources in reading order, seed 0.
fn fingerprint(sources: &Sources) -> u64 {
    let mut hash = xxhash_rust::xxh64::Xxh64::new(0);
    for (path, text) in sources.iter() {
        hash.update(path.as_bytes());
        hash.update(&[0]);
        hash.update(text.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

/// A file's name without its folder and ending.
pub(crate) fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".ron").unwrap_or(name).to_owned()
}
