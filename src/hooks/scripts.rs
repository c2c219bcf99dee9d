//! Compiling what a pack has in `scripts/`.
//!
//! A file is cut into its functions, each is compiled by itself and brought down to a [shape], and for each hook a walk
//! finds what it can [reach]. What is left for the moment a hook runs is checked again there, by the handles it is given.

mod places;
mod reach;
mod shape;
mod split;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use rhai::AST;

use super::sandbox;
pub(super) use places::Places;
use reach::{Origin, Value};
use shape::Shape;

/// All hooks of a pack, compiled once.
#[derive(Debug)]
pub struct Hooks {
    hooks: Vec<Hook>,
    names: BTreeMap<String, HookId>,
    places: BTreeMap<String, (usize, Places)>,
}

impl Hooks {
    /// Compiles files, each given as its path and its text. Every top-level function that isn't `private` is a hook, and
    /// any function may be called by others; their names are the pack's, whichever file they stand in. A hook with
    /// mistakes is known by its name all the same, but never runs.
    pub fn compile(files: &[(String, String)]) -> (Hooks, Vec<HookMistake>) {
        let mut functions = Functions::default();
        for (file, (_, text)) in files.iter().enumerate() {
            functions.read(file, text);
        }
        functions.bound_calls();
        functions.finish()
    }

    /// The hook of this name.
    pub fn hook(&self, name: &str) -> Option<HookId> {
        self.names.get(name).copied()
    }

    /// What is known of a hook without running it.
    pub fn info(&self, hook: HookId) -> &HookInfo {
        &self.hooks[hook.0].info
    }

    /// The names of all hooks, in the order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// What is run.
    pub(super) fn get(&self, hook: HookId) -> &Hook {
        &self.hooks[hook.0]
    }

    /// The file of a function, and its lines.
    pub(super) fn places(&self, function: &str) -> Option<&(usize, Places)> {
        self.places.get(function)
    }
}

/// One hook among those of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HookId(usize);

/// A hook, ready to run.
#[derive(Debug)]
pub(super) struct Hook {
    pub info: HookInfo,
    /// It and all functions that it can reach; none when one of these has a mistake.
    pub tree: Option<AST>,
    /// What it may read, when it runs.
    pub reads: Arc<Reads>,
}

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

/// A writer's mistake in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookMistake {
    /// The file, counted from 0.
    pub file: usize,
    /// Where in it, in bytes.
    pub at: Range<usize>,
    /// Which kind of mistake.
    pub kind: HookMistakeKind,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do instead, where that is known.
    pub hint: Option<String>,
}

/// The kinds of mistakes in a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HookMistakeKind {
    /// It can't be read.
    Syntax,
    /// No function, method or sign of this name.
    UnknownFunction,
    /// Too few or too many arguments.
    WrongArguments,
    /// No variable of this name.
    UnknownName,
    /// A property or element whose name is computed.
    ComputedProperty,
    /// A node, fact or pattern that isn't written out.
    TargetNotLiteral,
    /// Code outside of a function.
    TopLevelStatement,
    /// A second function of this name, or one with the name of something built in.
    DuplicateName,
    /// Something that rhai knows and a hook can't do.
    NotAllowed,
    /// `facts`, `next` or the reply, used for what it isn't.
    HandleMisused,
    /// It can't be known what is read.
    ReadsUnknown,
}

/// What a hook may read when it runs: a tree of names whose root is `facts`. A handle knows its place in the tree, so what
/// the walk over the code didn't foresee can't be read, whichever way it is tried.
#[derive(Debug, Default)]
pub(super) struct Reads {
    steps: Vec<BTreeMap<String, usize>>,
}

impl Reads {
    fn new(reads: &[Read]) -> Self {
        let mut tree = Self { steps: vec![BTreeMap::new()] };
        for read in reads {
            let mut at = Self::ROOT;
            for name in &read.path {
                let fresh = tree.steps.len();
                let next = *tree.steps[at].entry(name.clone()).or_insert(fresh);
                if next == fresh {
                    tree.steps.push(BTreeMap::new());
                }
                at = next;
            }
        }
        tree
    }

    /// Where `facts` stands.
    pub(super) const ROOT: usize = 0;

    /// One step from a place by a name, if it was foreseen.
    pub(super) fn step(&self, from: usize, name: &str) -> Option<usize> {
        self.steps.get(from)?.get(name).copied()
    }
}

/// The name that stands for no value.
pub(super) const NONE: &str = "none";

/// The longest function that is compiled, in bytes.
const LONGEST: usize = 16 * 1024;

/// How deep a hook may be nested, counting the functions that it calls. It bounds the stack that running it takes: in a
/// debug build rhai needs up to 12 KiB for each level.
const DEEPEST: usize = 64;

/// A function of the pack.
#[derive(Debug)]
struct Function {
    name: String,
    file: usize,
    places: Places,
    private: bool,
    parameters: Vec<String>,
    /// None when it can't be read.
    body: Option<Shape>,
    tree: Option<AST>,
    /// Whether it, by itself, has a mistake.
    broken: bool,
}

/// The functions of a pack while they are compiled.
#[derive(Default)]
struct Functions {
    all: Vec<Function>,
    names: BTreeMap<String, usize>,
    mistakes: Vec<HookMistake>,
}

impl Functions {
    fn read(&mut self, file: usize, text: &str) {
        let cut = split::split(text);
        for at in cut.strays {
            let (kind, message) = (HookMistakeKind::TopLevelStatement, "there can be nothing but functions in a script".to_owned());
            self.mistakes.push(HookMistake { file, at, kind, message, hint: Some("put it into a `fn`".to_owned()) });
        }
        for piece in cut.pieces {
            self.function(file, text, piece);
        }
    }

    fn function(&mut self, file: usize, text: &str, piece: split::Piece) {
        let (start, source) = (piece.at.start, &text[piece.at.clone()]);
        let name_at = if piece.name.is_empty() { start..start + 2 } else { piece.name.clone() };
        let places = Places::new(source, start, name_at);
        let mut function = Function {
            name: text[piece.name].to_owned(),
            file,
            places,
            private: piece.private,
            parameters: Vec::new(),
            body: None,
            tree: None,
            broken: true,
        };
        match compile(source, &function) {
            Ok((tree, parameters)) => {
                let (body, mistakes) = shape::lower(&tree, file, &function.places);
                function.broken = !mistakes.is_empty();
                self.mistakes.extend(mistakes);
                (function.tree, function.body, function.parameters) = (Some(tree), Some(body), parameters);
            }
            Err(mistake) => self.mistakes.push(mistake),
        }
        self.enlist(function);
    }

    fn enlist(&mut self, mut function: Function) {
        let name = function.name.clone();
        if name.is_empty() {
            return;
        }
        let message = if vocabulary::takes(&name).next().is_some() || name == NONE {
            format!("`{name}` is built in")
        } else if self.names.contains_key(&name) {
            format!("there is another function `{name}`")
        } else {
            self.names.insert(name, self.all.len());
            return self.all.push(function);
        };
        function.broken = true;
        let (file, at, kind) = (function.file, function.places.name(), HookMistakeKind::DuplicateName);
        self.mistakes.push(HookMistake { file, at, kind, message, hint: Some("give it another name".to_owned()) });
    }

    /// Refuses functions that reach themselves, and those that are too deeply nested with all that they call.
    fn bound_calls(&mut self) {
        let (mut depths, mut unbounded) = (vec![None; self.all.len()], Vec::new());
        for function in 0..self.all.len() {
            self.depth(function, &mut depths);
        }
        for (function, depth) in depths.into_iter().enumerate() {
            let name = &self.all[function].name;
            let message = match depth {
                Some(Depth::Known(depth)) if depth <= DEEPEST => continue,
                Some(Depth::Known(_)) => Some(format!("`{name}` is nested too deep, with all that it calls")),
                _ if self.reached(function).contains(&function) => Some(format!("`{name}` calls itself, directly or through others")),
                // It calls one that calls itself, which is that one's mistake.
                _ => None,
            };
            if let Some(message) = message {
                let (file, at, kind) = (self.all[function].file, self.all[function].places.name(), HookMistakeKind::NotAllowed);
                self.mistakes.push(HookMistake { file, at, kind, message, hint: Some("walk a list with `for`".to_owned()) });
            }
            unbounded.push(function);
        }
        for function in unbounded {
            self.all[function].broken = true;
            // What can't be bounded is not walked either.
            self.all[function].body = None;
        }
    }

    /// All functions that a function calls, directly or through others: itself only if it calls itself.
    fn reached(&self, start: usize) -> BTreeSet<usize> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(function) = open.pop() {
            open.extend(self.callees(function).into_iter().filter(|callee| reached.insert(*callee)));
        }
        reached
    }

    /// How deep a function is, by a walk that keeps its own stack: a chain of calls may be as long as the pack.
    fn depth(&self, start: usize, depths: &mut [Option<Depth>]) {
        let mut open = vec![start];
        while let Some(&function) = open.last() {
            if matches!(depths[function], Some(Depth::Known(_) | Depth::Endless)) {
                open.pop();
                continue;
            }
            let callees = self.callees(function);
            let first_visit = depths[function].replace(Depth::Open).is_none();
            let unknown: Vec<_> = callees.iter().copied().filter(|callee| depths[*callee].is_none()).collect();
            if first_visit && !unknown.is_empty() {
                open.extend(unknown);
                continue;
            }
            let own = self.all[function].body.as_ref().map_or(0, Shape::depth);
            let below = callees.iter().try_fold(0, |deepest: usize, callee| match depths[*callee] {
                Some(Depth::Known(depth)) => Some(deepest.max(depth)),
                _ => None,
            });
            depths[function] = Some(below.map_or(Depth::Endless, |below| Depth::Known(own.saturating_add(below))));
            open.pop();
        }
    }

    fn callees(&self, function: usize) -> BTreeSet<usize> {
        let mut calls = Vec::new();
        self.all[function].body.iter().for_each(|body| body.calls(&mut calls));
        calls.iter().filter_map(|(name, _)| self.names.get(*name).copied()).collect()
    }

    fn finish(mut self) -> (Hooks, Vec<HookMistake>) {
        let callees: Vec<_> = (0..self.all.len()).map(|function| self.callees(function)).collect();
        let called: BTreeSet<_> = callees.iter().flatten().copied().collect();
        let (mut hooks, mut names) = (Vec::new(), BTreeMap::new());
        for start in 0..self.all.len() {
            // A function that others call may have another idea of its arguments than a hook has.
            let helper = self.all[start].private || called.contains(&start);
            let given = if self.all[start].private { None } else { hook_arguments(self.all[start].parameters.len()) };
            let mut found = reach::reach(&self.all, &self.names, start, given.unwrap_or_default());
            let as_hook = found.mistakes.is_empty();
            if helper && !as_hook {
                found = reach::reach(&self.all, &self.names, start, Vec::new());
            }
            self.all[start].broken |= !found.mistakes.is_empty();
            self.mistakes.append(&mut found.mistakes);
            if self.all[start].private || (helper && !as_hook) {
                continue;
            }
            let function = &self.all[start];
            names.insert(function.name.clone(), HookId(hooks.len()));
            let info = HookInfo {
                name: function.name.clone(),
                file: function.file,
                at: function.places.name(),
                parameters: function.parameters.len(),
                reads: found.reads,
                effects: found.effects,
                negated: found.negated,
                bare: found.bare,
                comparisons: found.comparisons,
                interpolated: found.interpolated,
            };
            hooks.push((start, info));
        }
        let hooks = hooks.into_iter().map(|(start, info)| self.link(start, info, &callees)).collect();
        let places = self.all.into_iter().map(|function| (function.name, (function.file, function.places))).collect();
        self.mistakes.sort_by(|one, other| {
            (one.file, one.at.start, one.at.end, one.kind).cmp(&(other.file, other.at.start, other.at.end, other.kind))
        });
        self.mistakes.dedup();
        (Hooks { hooks, names, places }, self.mistakes)
    }

    /// Puts a hook together with the functions that it reaches, which all hooks share.
    fn link(&self, start: usize, info: HookInfo, callees: &[BTreeSet<usize>]) -> Hook {
        let reads = Arc::new(Reads::new(&info.reads));
        let (mut reached, mut open) = (BTreeSet::from([start]), vec![start]);
        while let Some(function) = open.pop() {
            open.extend(callees[function].iter().copied().filter(|callee| reached.insert(*callee)));
        }
        let mut tree = Some(AST::empty());
        for function in reached.iter().map(|function| &self.all[*function]) {
            tree = match (tree, &function.tree) {
                (Some(tree), Some(own)) if !function.broken => Some(tree.merge(own)),
                _ => None,
            };
        }
        Hook { info, tree, reads }
    }
}

/// How deep a function is nested, with all that it calls.
#[derive(Clone, Copy)]
enum Depth {
    /// It is being found out.
    Open,
    /// This deep.
    Known(usize),
    /// It reaches itself.
    Endless,
}

/// What a hook with this many parameters is given.
fn hook_arguments(parameters: usize) -> Option<Vec<Value>> {
    let arguments = [Origin::Reply, Origin::Facts, Origin::Next];
    let skipped = 3_usize.checked_sub(parameters).filter(|skipped| *skipped <= 1)?;
    Some(arguments.into_iter().skip(skipped).map(Value::of).collect())
}

/// Compiles the text of one function.
fn compile(source: &str, function: &Function) -> Result<(AST, Vec<String>), HookMistake> {
    let mistake = |at, kind, message, hint| HookMistake { file: function.file, at, kind, message, hint };
    let name = function.places.name();
    if source.len() > LONGEST {
        let message = format!("a function can't be longer than {LONGEST} bytes");
        return Err(mistake(name, HookMistakeKind::Syntax, message, Some("split it into several".to_owned())));
    }
    let tree = match sandbox::engine().compile(source) {
        Ok(tree) => tree,
        Err(error) => {
            let (message, hint) = sandbox::reworded(&error);
            return Err(mistake(function.places.range(error.position()), HookMistakeKind::Syntax, message, hint));
        }
    };
    let mut found = tree.iter_fn_def();
    match (found.next(), found.next(), tree.statements()) {
        (Some(only), None, []) if only.name == function.name && only.this_type.is_none() => {
            let parameters = only.params.iter().map(ToString::to_string).collect();
            drop(found);
            Ok((tree, parameters))
        }
        _ => Err(mistake(name, HookMistakeKind::Syntax, "this is not a function as `fn name(…) { … }`".to_owned(), None)),
    }
}

/// The name that was probably meant, if one is near.
fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    let far = |other: &'a str| (strsim::osa_distance(name, other), other);
    among.map(far).filter(|(distance, other)| *distance <= allowed && *distance < other.chars().count()).min().map(|(_, other)| other)
}
