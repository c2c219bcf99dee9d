//! The functions of a pack, from what is written to hooks that can run.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rhai::AST;

use super::{
    super::sandbox,
    Hook, HookId, HookInfo, HookMistake, HookMistakeKind as Kind, Hooks, NONE, Places, Reads,
    reach::{self, Origin, Value},
    shape::{self, Shape},
    split, vocabulary,
};

/// A function of the pack.
#[derive(Debug)]
pub(super) struct Function {
    pub name: String,
    pub file: usize,
    pub places: Places,
    pub private: bool,
    pub parameters: Vec<String>,
    /// None when it can't be read.
    pub body: Option<Shape>,
    tree: Option<AST>,
    /// Whether it, by itself, has a mistake.
    broken: bool,
}

impl Function {
    /// It can't be read, as a whole.
    fn mistake(&self, message: String, hint: &str) -> HookMistake {
        let (file, at, kind) = (self.file, self.places.name(), Kind::Syntax);
        HookMistake { file, at, kind, message, hint: Some(hint.to_owned()) }
    }
}

/// The functions of a pack while they are compiled.
#[derive(Default)]
pub(super) struct Functions {
    all: Vec<Function>,
    names: BTreeMap<String, usize>,
    mistakes: Vec<HookMistake>,
}

impl Functions {
    /// Takes in a file: its functions, each compiled by itself.
    pub(super) fn read(&mut self, file: usize, text: &str) {
        let cut = split::split(text);
        for at in cut.strays {
            let (kind, message) = (Kind::TopLevelStatement, "there can be nothing but functions in a script".to_owned());
            self.mistakes.push(HookMistake { file, at, kind, message, hint: Some("put it into a `fn`".to_owned()) });
        }
        for piece in cut.pieces {
            self.function(file, text, piece);
        }
    }

    fn function(&mut self, file: usize, text: &str, piece: split::Piece) {
        let (start, source) = (piece.at.start, &text[piece.at.clone()]);
        let name_at = if piece.name.is_empty() { start..start + 2 } else { piece.name.clone() };
        let too_long = source.len() > crate::caps::HOOK_BYTES;
        let places = Places::new(if too_long { "" } else { source }, start, name_at);
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
        let compiled = match too_long {
            false => compile(source, start, &function),
            true => {
                Err(function.mistake(format!("a function can't be longer than {} bytes", crate::caps::HOOK_BYTES), "split it into several"))
            }
        };
        match compiled {
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
        let (file, at, kind) = (function.file, function.places.name(), Kind::DuplicateName);
        self.mistakes.push(HookMistake { file, at, kind, message, hint: Some("give it another name".to_owned()) });
    }

    /// Refuses functions that reach themselves, and those that are too deeply nested with all that they call.
    pub(super) fn bound_calls(&mut self) {
        let (mut depths, mut unbounded) = (vec![None; self.all.len()], Vec::new());
        for function in 0..self.all.len() {
            self.depth(function, &mut depths);
        }
        for (function, depth) in depths.into_iter().enumerate() {
            let name = &self.all[function].name;
            let message = match depth {
                Some(Depth::Known(depth)) if depth <= crate::caps::HOOK_DEPTH => continue,
                Some(Depth::Known(_)) => Some(format!("`{name}` is nested too deep, with all that it calls")),
                _ if self.reached(function).contains(&function) => Some(format!("`{name}` calls itself, directly or through others")),
                // It calls one that calls itself, which is that one's mistake.
                _ => None,
            };
            if let Some(message) = message {
                let (file, at, kind) = (self.all[function].file, self.all[function].places.name(), Kind::NotAllowed);
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

    /// Follows what each function reaches, and makes hooks of those that can be.
    pub(super) fn finish(mut self) -> (Hooks, Vec<HookMistake>) {
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
                asked: found.asked,
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
fn compile(source: &str, start: usize, function: &Function) -> Result<(AST, Vec<String>), HookMistake> {
    let tree = match sandbox::engine().compile(source) {
        Ok(tree) => tree,
        Err(error) => {
            let (message, hint) = sandbox::reworded(&error);
            let (file, at, kind) = (function.file, function.places.range(error.position()), Kind::Syntax);
            let word = source.get(at.start.saturating_sub(start)..at.end.saturating_sub(start)).unwrap_or_default();
            let hint = vocabulary::instead(word).map(str::to_owned).or(hint);
            return Err(HookMistake { file, at, kind, message, hint });
        }
    };
    let mut found = tree.iter_fn_def();
    match (found.next(), found.next(), tree.statements()) {
        (Some(only), None, []) if only.name == function.name && only.this_type.is_none() => {
            let parameters = only.params.iter().map(ToString::to_string).collect();
            drop(found);
            Ok((tree, parameters))
        }
        _ => Err(function.mistake("this is no function that can be called".to_owned(), "write `fn name(…) { … }`")),
    }
}
