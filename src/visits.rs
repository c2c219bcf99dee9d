//! Visits that are kept: one file each, written after every answer, so that whatever ends a visit takes none of it away.
//!
//! Such a file says what it is and which dialogue it belongs to, and only one that does is ever written over.

use crate::files::{self, Found, Id, Readers};
use anyhow::{Context, Result, bail};
use etcetera::BaseStrategy;
use inward::caps;
use inward::replay::read_log;
use inward::script::Script;
use inward::session::{Entry, Log};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io;
use std::path::{Path, PathBuf};

/// Which dialogue a visit belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// Its file, from that folder.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The folder of its pack, or of a file without one; none for the pack in the program.
    pub pack: Option<PathBuf>,
}

/// A visit as it stands in a file.
#[derive(Debug)]
pub struct Visit {
    /// Where it was read.
    pub path: PathBuf,
    /// Which file that was.
    pub id: Id,
    /// Its dialogue; none in a file of the first form, which didn't say.
    pub dialogue: Option<Dialogue>,
    /// When it was written last, in seconds since 1970.
    pub at: u64,
    /// What was answered, as it is written: in which form is seen when it is taken up.
    log: Box<RawValue>,
    /// The file as it stands.
    text: String,
}

/// What such a file is, in its first field.
const KIND: &str = "visit";
/// The version of its form.
const FORMAT: u64 = 2;

#[derive(Serialize)]
struct Written<'w> {
    inward: &'static str,
    format: u64,
    dialogue: &'w Dialogue,
    at: u64,
    log: &'w Log,
}

#[derive(Deserialize)]
struct Head {
    inward: Option<String>,
    format: Option<u64>,
    dialogue: Option<Dialogue>,
    at: Option<u64>,
    log: Option<Box<RawValue>>,
}

impl Visit {
    /// The visit in a file.
    ///
    /// # Errors
    /// If the file can't be read, or holds no visit.
    pub fn read(path: &Path) -> Result<Visit> {
        let found = files::read(path, None, caps::VISIT_BYTES).with_context(|| format!("{} can't be read", path.display()))?;
        Visit::of(path, &found)
    }

    fn of(path: &Path, found: &Found) -> Result<Visit> {
        let name = path.display();
        let none = || format!("{name} holds no conversation: `--from` reads a file that `keepsake FILE.json` or `--resume-file` wrote");
        let head = serde_json::from_slice::<Head>(&found.bytes).with_context(none)?;
        match (head.inward.as_deref(), head.format) {
            (Some(KIND), Some(FORMAT)) | (None, Some(1)) => {}
            (Some(KIND) | None, Some(later)) if later > FORMAT => {
                bail!("{name} was written by a newer inward, in format {later}; this one reads formats 1 and {FORMAT}")
            }
            _ => bail!(none()),
        }
        let (Some(at), Some(log)) = (head.at, head.log) else { bail!(none()) };
        let text = String::from_utf8_lossy(&found.bytes).into_owned();
        Ok(Visit { path: path.to_owned(), id: found.id, dialogue: head.dialogue, at, log, text })
    }

    /// What was answered, to be taken up with this content.
    ///
    /// # Errors
    /// If it is in a form that isn't known here, or belongs to another dialogue.
    pub fn log(&self, script: &Script) -> Result<Log> {
        let log = read_log(script, self.log.get()).with_context(|| format!("{} can't be taken up", self.path.display()))?;
        // The first form didn't say of which dialogue it is; its questions do.
        let asked = || log.entries.iter().map(Entry::question);
        let known = log.script == script.fingerprint || asked().any(|question| script.node_named(&question.node).is_some());
        if self.dialogue.is_none() && !known && asked().next().is_some() {
            bail!("{} holds a visit to another conversation than “{}”", self.path.display(), script.title);
        }
        Ok(log)
    }

    /// Whether it is a visit to what lies at this path: a pack, or a dialogue's file.
    pub fn is_of(&self, path: &Path) -> bool {
        let Some(Dialogue { file, pack: Some(pack), .. }) = &self.dialogue else { return false };
        files::real(path).is_ok_and(|path| path == *pack || path == pack.join(file))
    }

    /// How many whole days lie between then and now. A clock that was set back in between makes none.
    pub fn days_since(&self) -> u64 {
        seconds_now().saturating_sub(self.at) / (24 * 60 * 60)
    }
}

fn seconds_now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// A visit as it is written down.
pub fn written_down(dialogue: &Dialogue, log: &Log) -> io::Result<String> {
    Ok(serde_json::to_string(&Written { inward: KIND, format: FORMAT, dialogue, at: seconds_now(), log })?)
}

/// Keeps a visit in a file while it goes on.
#[derive(Debug)]
pub struct Keeper {
    path: PathBuf,
    /// Which file it is.
    id: Id,
    dialogue: Dialogue,
    /// What stood in it when this visit began; nothing, where it wasn't there.
    earlier: Option<String>,
    /// Whether nothing was kept in it yet.
    empty: bool,
}

impl Keeper {
    /// Makes the file of a visit that begins.
    ///
    /// # Errors
    /// If something of that name is there, or the place takes no file.
    pub fn begin(path: &Path, dialogue: Dialogue, log: &Log) -> io::Result<Keeper> {
        files::clear_unfinished(path);
        let text = written_down(&dialogue, log)?;
        Ok(Keeper { path: path.to_owned(), id: files::create(path, &text, Readers::Owner)?, dialogue, earlier: None, empty: true })
    }

    /// Goes on in the file of an earlier visit.
    pub fn go_on(visit: &Visit, dialogue: Dialogue) -> Keeper {
        files::clear_unfinished(&visit.path);
        Keeper { path: visit.path.clone(), id: visit.id, dialogue, earlier: Some(visit.text.clone()), empty: false }
    }

    /// Where it is kept.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes down where the visit is now; when this returns, it lies on the disk.
    ///
    /// # Errors
    /// If it can't be written, or another file took its place. What was kept before stays.
    pub fn keep(&mut self, log: &Log) -> io::Result<()> {
        let text = written_down(&self.dialogue, log)?;
        self.id = files::replace_own(&self.path, self.id, &text)?;
        self.empty = false;
        Ok(())
    }

    /// Leaves nothing behind where nothing was said; tells whether something is kept.
    pub fn end(self, log: &Log) -> bool {
        if self.empty && log.entries.is_empty() {
            // Where it can't be removed, it says nothing of anybody.
            let _ = files::remove(&self.path, self.id);
            return false;
        }
        true
    }

    /// Removes what was kept.
    pub fn remove(self) {
        // Another file under that name isn't theirs to lose.
        let _ = files::remove(&self.path, self.id);
    }

    /// Begins anew beside the earlier visit, under the first name that is free. That one stays as it was.
    ///
    /// # Errors
    /// If the place takes no file.
    pub fn afresh(self, log: &Log) -> io::Result<Keeper> {
        if self.empty {
            return Ok(self);
        }
        if let Some(earlier) = &self.earlier {
            files::replace_own(&self.path, self.id, earlier)?;
        }
        Keeper::begin(&free_beside(&self.path), self.dialogue, log)
    }
}

/// The first name beside this one that is free, with a number behind it.
pub fn free_beside(path: &Path) -> PathBuf {
    let (stem, ending) = (path.file_stem().unwrap_or_default().to_string_lossy(), path.extension().unwrap_or_default().to_string_lossy());
    let dot = if ending.is_empty() { "" } else { "." };
    let named = |number: u32| path.with_file_name(format!("{stem}-{number}{dot}{ending}"));
    (2..u32::MAX).map(named).find(|path| !files::is_there(path)).unwrap_or_else(|| path.to_owned())
}

// The data folder.

/// The folder in which visits are kept where somebody said yes to that: the platform's own for such data.
///
/// # Errors
/// If the system names none.
pub fn folder() -> Result<PathBuf> {
    let strategy =
        etcetera::choose_base_strategy().context("this system names no folder for data; `--resume-file FILE` keeps a visit in a file")?;
    Ok(strategy.data_dir().join("inward").join("visits"))
}

/// A new visit's file in the data folder.
///
/// # Errors
/// If the folder can't be made, or takes no file.
pub fn begin_in_folder(dialogue: Dialogue, log: &Log) -> Result<Keeper> {
    let folder = folder()?;
    files::make_folder(&folder, Readers::Owner).with_context(|| format!("{} can't be made", folder.display()))?;
    let stem = Path::new(&dialogue.file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = folder.join(format!("{stem}.json"));
    let path = if files::is_there(&path) { free_beside(&path) } else { path };
    Keeper::begin(&path, dialogue, log).with_context(|| format!("{} can't be written", path.display()))
}

/// The visits in the data folder, the latest first. What is none is passed over.
///
/// # Errors
/// If the system names no such folder.
pub fn kept() -> Result<Vec<Visit>> {
    let paths = files::entries(&folder()?).unwrap_or_default();
    let mut visits = paths.iter().filter_map(|path| Visit::read(path).ok()).collect::<Vec<_>>();
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.at));
    Ok(visits)
}
