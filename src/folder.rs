//! Packs on disk: where a pack begins, which of its files are read, and what isn't followed.

use anyhow::{Context, Result, bail};
use inward::caps;
use inward::pack::{File, MANIFEST, Pack};
use std::collections::BTreeSet;
use std::fs;
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
    let kind = fs::metadata(path).with_context(|| format!("{} can't be read", path.display()))?;
    if kind.is_dir() {
        if !path.join(MANIFEST).is_file() && !path.join("content").is_dir() {
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
        if !folder.is_dir() || folder.join(MANIFEST).is_file() {
            continue;
        }
        for path in entries(&folder)? {
            if path.is_dir() && !path.is_symlink() {
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
    let path = path.canonicalize().ok()?;
    let here = std::env::current_dir().ok();
    let found = path.ancestors().find(|folder| folder.join(MANIFEST).is_file())?;
    // A short path reads better in messages than an absolute one.
    let short = here.as_deref().and_then(|here| found.strip_prefix(here.canonicalize().ok()?).ok()).map(Path::to_owned);
    Some(match short {
        Some(short) if short.as_os_str().is_empty() => PathBuf::from("."),
        Some(short) => short,
        None => found.to_owned(),
    })
}

/// A file's path inside a pack, with `/` between folders.
fn inside(root: &Path, path: &Path) -> Result<String> {
    let path = path.canonicalize()?;
    let relative = path.strip_prefix(root.canonicalize()?)?;
    Ok(relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// All files of a pack that content may use: its `pack.ron`, and everything in `content/` and `scripts/`.
fn whole(root: &Path) -> Result<Pack> {
    let mut pack = Pack::default();
    let manifest = root.join(MANIFEST);
    if manifest.is_file() {
        pack.add(MANIFEST, read(&manifest, root));
    }
    for top in ["content", "scripts"] {
        let mut due = vec![(root.join(top), top.to_owned())];
        while let Some((folder, name)) = due.pop() {
            if !folder.is_dir() {
                continue;
            }
            for path in entries(&folder)? {
                let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
                if path.is_dir() && !path.is_symlink() {
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
        if !seen.insert(next.clone()) || !path.is_file() {
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
    let real = match (path.canonicalize(), root.canonicalize()) {
        (Ok(real), Ok(root)) if real.starts_with(&root) => real,
        (Ok(_), Ok(_)) => return File::Outside,
        (Err(error), _) | (_, Err(error)) => return File::Unreadable(error.to_string()),
    };
    match fs::metadata(&real) {
        Ok(kind) if !kind.is_file() => return File::Unreadable("it is no file".to_owned()),
        Ok(kind) if kind.len() > caps::FILE_BYTES => return File::Unreadable("it is too large".to_owned()),
        Ok(_) => {}
        Err(error) => return File::Unreadable(error.to_string()),
    }
    match fs::read(&real).map(String::from_utf8) {
        Ok(Ok(text)) => File::Text(text),
        Ok(Err(_)) => File::Unreadable("it isn't text in UTF-8; save it again as UTF-8".to_owned()),
        Err(error) => File::Unreadable(error.to_string()),
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    let mut paths = listed.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
