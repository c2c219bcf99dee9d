//! From text to a [`Document`]: what was written, which may still be nonsense.
//!
//! Two halves. `tree` reads RON into a tree in which everything knows its place; `slips` says kindly what is wrong when
//! ron can't read it. Above them the tree is decoded, field by field and without stopping at the first mistake: whatever
//! can't be understood becomes a diagnostic and is left out.

mod dialogue;
mod document;
mod fields;
mod literal;
mod question;
mod slips;
mod tree;
mod verb;

pub use document::*;
pub(crate) use fields::twice;
pub use literal::{Offsets, source_offset};
pub use tree::{Field, Name, Shape, Tree, read};
pub use verb::{EVERY_VERB, NounWritten, VerbCaseWritten, VerbWritten};

use crate::diagnostics::{Diagnostic, FileId};

/// Reads a dialogue, or a part of one.
///
/// What is wrong in the text is added to `out`; only a file that isn't RON at all gives no document.
pub fn document(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Document> {
    let tree = tree_of(file, text, out)?;
    Some(dialogue::document(&tree, out))
}

/// Reads a `pack.ron`.
pub fn manifest(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Manifest> {
    let tree = tree_of(file, text, out)?;
    Some(dialogue::manifest(&tree, out))
}

/// Reads the rows of a table.
pub fn rows(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Vec<Row>> {
    let tree = tree_of(file, text, out)?;
    dialogue::rows(&tree, out)
}

fn tree_of(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Tree> {
    match read(file, text) {
        Ok(tree) => Some(tree),
        Err(slip) => {
            out.push(*slip);
            None
        }
    }
}
