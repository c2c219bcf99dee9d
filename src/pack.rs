//! The files of a pack, in memory. Who fills it, from a folder or from the program itself, is the host's affair.

mod builtin;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a pack by their path: `/` between folders, relative to the folder that holds `pack.ron`.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    files: BTreeMap<String, File>,
}

/// A file, or why there is none although something stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its text.
    Text(Arc<str>),
    /// A link that leads out of the pack.
    Outside,
    /// Something that can't be read as text; the words say why.
    Unreadable(String),
}

/// The description of the pack.
pub const MANIFEST: &str = "pack.ron";

/// The folder whose files are dialogues.
pub const CONTENT: &str = "content/";

impl Pack {
    /// The pack that is part of the program.
    pub fn built_in() -> Pack {
        let mut pack = Pack::default();
        for (path, text) in builtin::FILES {
            pack.add(*path, File::Text(Arc::from(*text)));
        }
        pack
    }

    /// A pack of one text, as a dialogue of that name.
    pub fn of_one(name: &str, text: &str) -> Pack {
        let mut pack = Pack::default();
        pack.add(name, File::Text(Arc::from(text)));
        pack
    }

    /// Adds a file, or replaces it.
    pub fn add(&mut self, path: impl Into<String>, file: File) {
        self.files.insert(path.into(), file);
    }

    /// What stands at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The dialogues: the `.ron` files directly in `content/`, in order.
    pub fn dialogues(&self) -> impl Iterator<Item = &str> {
        self.paths().filter(|path| path.strip_prefix(CONTENT).is_some_and(|name| !name.contains('/') && name.ends_with(".ron")))
    }
}
