//! Compiling what a pack has in `scripts/`.
//!
//! A file is cut into its functions, each is compiled by itself and brought down to a [shape], and for each hook a walk
//! finds what it can [reach]. What is left for the moment a hook runs is checked again there, by the handles it is given.

mod functions;
mod info;
mod mistake;
mod places;
mod reach;
mod reads;
mod shape;
mod split;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::{collections::BTreeMap, sync::Arc};

use rhai::AST;

use functions::{Function, Functions};
pub use info::{Comparison, EffectKind, HookInfo, Looked, Place, Read, StaticEffect};
pub use mistake::{HookMistake, HookMistakeKind};
pub(super) use places::Places;
pub(super) use reads::Reads;

/// All hooks of a pack, compiled once.
#[derive(Debug, Default)]
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

/// The name that stands for no value.
pub(super) const NONE: &str = "none";

/// The name that was probably meant, if one is near.
fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    let far = |other: &'a str| (strsim::osa_distance(name, other), other);
    among.map(far).filter(|(distance, other)| *distance <= allowed && *distance < other.chars().count()).min().map(|(_, other)| other)
}
