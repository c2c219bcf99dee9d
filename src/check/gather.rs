//! Which files belong to a dialogue, and what stands in them.

use crate::diagnostics::{Code, Diagnostic, FileId, Sources, nearest};
use crate::pack::{File, Pack};
use crate::syntax::{self, Document, Row, Text};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Everything that belongs to a dialogue.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The dialogue itself, then what it includes, in the order of the includes.
    pub documents: Vec<(FileId, Document)>,
    /// The rows of each table file, by path.
    pub tables: BTreeMap<String, Vec<Row>>,
    /// The scripts, in the order of their paths.
    pub scripts: Vec<(FileId, String, String)>,
    /// Names that stand in files that can't be read: they may be defined there, so nobody calls them unknown.
    pub broken: BTreeSet<String>,
}

impl Gathered {
    /// The same part of every document, in reading order.
    pub fn all<'g, T>(&'g self, part: impl Fn(&'g Document) -> &'g Vec<T>) -> Vec<&'g T> {
        self.documents.iter().flat_map(|(_, document)| part(document)).collect()
    }
}

/// Reads a dialogue with all that it includes.
pub(super) fn gather(pack: &Pack, path: &str, sources: &mut Sources, out: &mut Vec<Diagnostic>) -> Gathered {
    let mut walk =
        Walk { pack, sources, out, gathered: Gathered::default(), done: BTreeSet::new(), trail: Vec::new(), open: HashSet::new() };
    let unreadable = match pack.file(path) {
        Some(File::Text(_)) => {
            walk.files(path);
            None
        }
        file => Some(unreadable(path, file)),
    };
    if let Some((message, label)) = unreadable {
        let file = walk.sources.add(path, "");
        let span = crate::diagnostics::Span::new(file, 0..0);
        walk.out.push(Diagnostic::new(Code::MissingInclude, span, message).label(label));
    }
    for path in pack.paths().filter(|path| path.starts_with("scripts/") && path.ends_with(".rhai")) {
        if let Some(File::Text(text)) = pack.file(path) {
            let file = walk.sources.add(path, Arc::clone(text));
            walk.gathered.scripts.push((file, path.to_owned(), text.to_string()));
        }
    }
    walk.gathered
}

/// Why there is no text at a path: what is wrong, and what is there instead.
pub(super) fn unreadable(path: &str, file: Option<&File>) -> (String, &'static str) {
    match file {
        Some(File::Outside) => (format!("`{path}` is a link that leads out of the pack"), "a link out of the pack"),
        Some(File::Unreadable(why)) => (format!("`{path}` can't be read: {why}"), "not a text"),
        Some(File::Text(_)) | None => (format!("there is no file `{path}`"), "no such file in the pack"),
    }
}

struct Walk<'w> {
    pack: &'w Pack,
    sources: &'w mut Sources,
    out: &'w mut Vec<Diagnostic>,
    gathered: Gathered,
    done: BTreeSet<String>,
    /// The includes that led here, outermost first.
    trail: Vec<String>,
    /// The same, to be looked up.
    open: HashSet<String>,
}

/// What is still to be done on the way through the includes.
enum Due {
    /// A file is to be read.
    Read(String),
    /// All that the file read last includes is read.
    Leave,
}

/// So many files of a circle are named; of a longer one, those in its middle aren't.
const NAMED_IN_CIRCLE: usize = 8;

impl Walk<'_> {
    /// Reads the files one after the other; a list instead of recursion, since content decides how deep includes go.
    fn files(&mut self, path: &str) {
        let mut due = vec![Due::Read(path.to_owned())];
        while let Some(next) = due.pop() {
            let Due::Read(path) = next else {
                self.leave();
                continue;
            };
            if !self.done.insert(path.clone()) {
                continue;
            }
            let Some(File::Text(text)) = self.pack.file(&path) else { continue };
            let file = self.sources.add(&path, Arc::clone(text));
            let Some(document) = syntax::document(file, text, self.out) else {
                self.gathered.broken.extend(quoted_keys(text));
                continue;
            };
            self.gathered.broken.extend(document.lost.iter().cloned());
            self.open.insert(path.clone());
            self.trail.push(path.clone());
            due.push(Due::Leave);
            let included = document.include.iter().filter_map(|include| self.include(include, &path));
            let included = included.map(Due::Read).collect::<Vec<_>>();
            due.extend(included.into_iter().rev());
            document.tables.iter().for_each(|(_, table)| self.table(&table.file, &path));
            self.gathered.documents.push((file, document));
        }
    }

    fn leave(&mut self) {
        if let Some(path) = self.trail.pop() {
            self.open.remove(&path);
        }
    }

    /// The path that an include leads to, if it may be read.
    fn include(&mut self, include: &Text, from: &str) -> Option<String> {
        let path = self.inside(include, from)?;
        if self.open.contains(&path) {
            let circle = Diagnostic::new(Code::IncludeCycle, include.span, format!("`{path}` is included in a circle"))
                .label("this leads back to where it came from")
                .why(self.circle(&path))
                .hint("take out one of these includes");
            self.out.push(circle);
            return None;
        }
        self.present(include, &path).then_some(path)
    }

    /// The files through which the trail comes back to this one.
    fn circle(&self, path: &str) -> String {
        let mut files = self.trail.iter().map(String::as_str).collect::<Vec<_>>();
        if files.len() > NAMED_IN_CIRCLE {
            files.splice(NAMED_IN_CIRCLE / 2..files.len() - NAMED_IN_CIRCLE / 2, ["…"]);
        }
        format!("{} → {path}", files.join(" → "))
    }

    fn table(&mut self, written: &Text, from: &str) {
        let Some(path) = self.inside(written, from) else { return };
        if self.gathered.tables.contains_key(&path) || !self.present(written, &path) {
            return;
        }
        let Some(File::Text(text)) = self.pack.file(&path) else { return };
        let file = self.sources.add(&path, Arc::clone(text));
        if let Some(rows) = syntax::rows(file, text, self.out) {
            self.gathered.tables.insert(path, rows);
        }
    }

    /// The path in the pack, refused where it could lead out of it.
    fn inside(&mut self, written: &Text, from: &str) -> Option<String> {
        let path = beside(from, &written.value);
        if path.is_none() {
            let outside = Diagnostic::new(Code::IncludeOutsidePack, written.span, format!("`{}` may lead out of the pack", written.value))
                .label("not a path inside the pack")
                .hint("paths start from this file's folder, go down with `/`, and never use `..`");
            self.out.push(outside);
        }
        path
    }

    /// Whether there is a text at the path; says so, if not.
    fn present(&mut self, written: &Text, path: &str) -> bool {
        let file = self.pack.file(path);
        if let Some(File::Text(_)) = file {
            return true;
        }
        let (message, label) = unreadable(path, file);
        let code = if file == Some(&File::Outside) { Code::IncludeOutsidePack } else { Code::MissingInclude };
        let problem = Diagnostic::new(code, written.span, message).label(label);
        let problem = match (file, nearest(path, self.pack.paths())) {
            (Some(File::Outside), _) => problem.hint("copy the file into the pack"),
            (None, Some(near)) => problem.hint(format!("did you mean `{near}`? Paths start from this file's folder")),
            (None, None) => problem.hint("paths start from the folder of this file"),
            _ => problem,
        };
        self.out.push(problem);
        false
    }
}

/// The table's path in the pack, for a table declared in `from`.
pub(super) fn beside(from: &str, path: &str) -> Option<String> {
    let outside = |part: &str| part.is_empty() || part == "." || part == "..";
    if path.contains(['\\', ':']) || path.split('/').any(outside) {
        return None;
    }
    Some(match from.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None => path.to_owned(),
    })
}

/// Every text in quotes that a colon follows: the names that a file seems to define. Only for files that can't be read.
fn quoted_keys(text: &str) -> Vec<String> {
    let pieces = text.split('"').collect::<Vec<_>>();
    let names = pieces.windows(2).filter(|pair| pair[1].trim_start().starts_with(':') && !pair[0].contains('\n'));
    names.map(|pair| pair[0].to_owned()).collect()
}
