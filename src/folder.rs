//! Packs on disk: where a pack begins, which of its files are read, and what isn't followed.

use crate::files::{self, Unreadable};
use anyhow::{Context, Result, bail};
use inward::caps;
use inward::pack::{File, MANIFEST, Pack};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A pack, as it was asked for.
#[derive(Debug)]
pub struct Loaded {
    /// Its files.
    pub pack: Pack,
    /// Its folder; none for the pack in the program.
    pub root: Option<PathBuf>,
    /// The dialogue that was named, if one was.
    pub dialogue: Option<String>,
}

/// The pack or the dialogue file at a path.
pub fn load(path: &Path) -> Result<Loaded> {
    if !files::is_there(path) {
        bail!("{} can't be read: {}", path.display(), Unreadable::NotThere);
    }
    if files::is_folder(path) {
        if !files::is_file(&path.join(MANIFEST)) && !files::is_folder(&path.join("content")) {
            bail!("{} is no pack: there is neither a pack.ron nor a content folder in it", path.display());
        }
        return Ok(Loaded { pack: whole(path)?, root: Some(path.to_owned()), dialogue: None });
    }
    match around(path) {
        Some(root) => {
            let dialogue = inside(&root, path).with_context(|| format!("{} can't be read", path.display()))?;
            let mut pack = whole(&root)?;
            if pack.file(&dialogue).is_none() {
                pack.add(dialogue.clone(), read(path, &root));
            }
            refuse_unreadable(&pack, &dialogue)?;
            Ok(Loaded { pack, root: Some(root), dialogue: Some(dialogue) })
        }
        None => alone(path),
    }
}

/// The pack at a path; without one the pack around the present folder, or else the one in the program.
pub fn load_near(path: Option<&Path>) -> Result<Loaded> {
    match path {
        Some(path) => load(path),
        None => match around(Path::new(".")) {
            Some(root) => load(&root),
            None => Ok(Loaded { pack: Pack::built_in(), root: None, dialogue: None }),
        },
    }
}

/// The transcripts of a pack, in order; those below another pack belong to that one.
pub fn transcripts(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut due = vec![root.join("tests")];
    while let Some(folder) = due.pop() {
        if !files::is_folder(&folder) || files::is_file(&folder.join(MANIFEST)) {
            continue;
        }
        for path in entries(&folder)? {
            if files::is_folder(&path) && !files::is_link(&path) {
                due.push(path);
            } else if path.extension().is_some_and(|ending| ending == "play") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The nearest folder at or above a path that holds a `pack.ron`.
fn around(path: &Path) -> Option<PathBuf> {
    let path = files::real(path).ok()?;
    let here = std::env::current_dir().ok();
    let found = path.ancestors().find(|folder| files::is_file(&folder.join(MANIFEST)))?;
    // A short path reads better in messages than an absolute one.
    let short = here.as_deref().and_then(|here| found.strip_prefix(files::real(here).ok()?).ok()).map(Path::to_owned);
    Some(match short {
        Some(short) if short.as_os_str().is_empty() => PathBuf::from("."),
        Some(short) => short,
        None => found.to_owned(),
    })
}

/// A file's path inside a pack, with `/` between folders.
fn inside(root: &Path, path: &Path) -> Result<String> {
    let path = files::real(path)?;
    let relative = path.strip_prefix(files::real(root)?)?;
    Ok(relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// All files of a pack that content may use: its `pack.ron`, and everything in `content/` and `scripts/`.
fn whole(root: &Path) -> Result<Pack> {
    let mut pack = Pack::default();
    let manifest = root.join(MANIFEST);
    if files::is_file(&manifest) {
        pack.add(MANIFEST, read(&manifest, root));
    }
    for top in ["content", "scripts"] {
        let mut due = vec![(root.join(top), top.to_owned())];
        while let Some((folder, name)) = due.pop() {
            if !files::is_folder(&folder) {
                continue;
            }
            for path in entries(&folder)? {
                let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
                if files::is_folder(&path) && !files::is_link(&path) {
                    due.push((path, name));
                } else if path.extension().is_some_and(|ending| ending == "ron" || ending == "rhai") {
                    let file = read(&path, root);
                    pack.add(name, file);
                }
            }
        }
    }
    Ok(pack)
}

/// A dialogue file without a pack around it, with the files that it names.
fn alone(path: &Path) -> Result<Loaded> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut pack = Pack::default();
    let mut due = vec![name.clone()];
    let mut seen = BTreeSet::new();
    while let Some(next) = due.pop() {
        let path = folder.join(&next);
        if !seen.insert(next.clone()) || !files::is_file(&path) {
            continue;
        }
        let file = read(&path, &folder);
        if let File::Text(text) = &file {
            due.extend(named_files(&next, text));
        }
        pack.add(next, file);
    }
    refuse_unreadable(&pack, &name)?;
    Ok(Loaded { pack, root: Some(folder), dialogue: Some(name) })
}

/// The files that a text seems to name. What doesn't exist is the check's to say.
fn named_files(from: &str, text: &str) -> Vec<String> {
    let folder = from.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let quoted = text.split('"').skip(1).step_by(2);
    let inside = |name: &&str| name.ends_with(".ron") && !name.starts_with('/') && !name.split('/').any(|part| part == "..");
    quoted.filter(inside).map(|name| format!("{folder}{name}")).collect()
}

fn refuse_unreadable(pack: &Pack, dialogue: &str) -> Result<()> {
    match pack.file(dialogue) {
        Some(File::Text(_)) => Ok(()),
        Some(File::Outside) => bail!("{dialogue} is a link that leads out of the pack"),
        Some(File::Unreadable(why)) => bail!("{dialogue} can't be read: {why}"),
        None => bail!("{dialogue} can't be read: there is no such file"),
    }
}

/// A file's text, or why there is none. A link may lead anywhere inside the pack, but not out of it.
fn read(path: &Path, root: &Path) -> File {
    match files::read(path, Some(root), caps::FILE_BYTES).and_then(files::Found::text) {
        Ok(text) => File::Text(text.into()),
        Err(Unreadable::Outside) => File::Outside,
        Err(why) => File::Unreadable(why.to_string()),
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    files::entries(folder).with_context(|| format!("{} can't be read", folder.display()))
}
