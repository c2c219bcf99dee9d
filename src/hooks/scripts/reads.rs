//! What a hook may read when it runs.

use std::collections::BTreeMap;

use super::Read;

/// A tree of names whose root is `facts`. A handle knows its place in the tree, so what
/// the walk over the code didn't foresee can't be read, whichever way it is tried.
#[derive(Debug, Default)]
pub(in super::super) struct Reads {
    steps: Vec<BTreeMap<String, usize>>,
}

impl Reads {
    /// The tree of these.
    pub(super) fn new(reads: &[Read]) -> Self {
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
    pub(in super::super) const ROOT: usize = 0;

    /// One step from a place by a name, if it was foreseen.
    pub(in super::super) fn step(&self, from: usize, name: &str) -> Option<usize> {
        self.steps.get(from)?.get(name).copied()
    }
}
