//! The one door for files: whatever the program reads from a disk or writes to one goes through here.
//!
//! What is read is a file and nothing else (a pipe or a device would never end), lies where it has to lie, and is cut off where
//! it is too long. What is written is there whole or not at all, never goes through a link, and takes the place of another file
//! only where that one is known.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// What was read, and which file it was.
#[derive(Debug)]
pub struct Found {
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// Which file it is.
    pub id: Id,
    /// Who may read it, as the system writes that down.
    mode: u32,
}

impl Found {
    /// As text.
    ///
    /// # Errors
    /// If it isn't UTF-8.
    pub fn text(self) -> Result<String, Unreadable> {
        String::from_utf8(self.bytes).map_err(|_| Unreadable::NotText)
    }
}

/// Which file of the disk something is, whatever it is called: another one under the same name is another one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Id(u64, u64);

impl Id {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Id {
        use std::os::unix::fs::MetadataExt;
        Id(metadata.dev(), metadata.ino())
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Id {
        let since = metadata.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        Id(0, since.map_or(0, |since| since.as_nanos() as u64))
    }
}

/// Why a file can't be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It isn't there.
    NotThere,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NoFile,
    /// It is longer than so many bytes.
    TooLong(u64),
    /// It lies outside of where it has to lie.
    Outside,
    /// It isn't UTF-8.
    NotText,
    /// The system says no.
    Io(io::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotThere => formatter.write_str("there is no such file"),
            Unreadable::Folder => formatter.write_str("it is a folder"),
            Unreadable::NoFile => formatter.write_str("it is no file, but a pipe or a device"),
            Unreadable::TooLong(most) => write!(formatter, "it is too large: more than {} MiB", most / (1024 * 1024)),
            Unreadable::Outside => formatter.write_str("it is a link that leads out of the pack"),
            Unreadable::NotText => formatter.write_str("it isn't text in UTF-8; save it again as UTF-8"),
            Unreadable::Io(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Unreadable::NotThere,
            ErrorKind::IsADirectory => Unreadable::Folder,
            _ => Unreadable::Io(error),
        }
    }
}

/// Reads a file of at most so many bytes. Where it has to lie `within` a folder, a link may lead anywhere inside it, but not out.
pub fn read(path: &Path, within: Option<&Path>, most: u64) -> Result<Found, Unreadable> {
    let real = fs::canonicalize(path)?;
    if let Some(root) = within
        && !real.starts_with(fs::canonicalize(root)?)
    {
        return Err(Unreadable::Outside);
    }
    // A device is never opened, since that alone may do something; a pipe that took its place meanwhile isn't waited for.
    is_plain(&fs::metadata(&real)?)?;
    let file = without_waiting().open(&real)?;
    let metadata = file.metadata()?;
    is_plain(&metadata)?;
    let mut bytes = Vec::with_capacity(metadata.len().min(most) as usize + 1);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Unreadable::TooLong(most));
    }
    Ok(Found { bytes, id: Id::of(&metadata), mode: mode_of(&metadata) })
}

fn is_plain(metadata: &Metadata) -> Result<(), Unreadable> {
    match metadata {
        metadata if metadata.is_file() => Ok(()),
        metadata if metadata.is_dir() => Err(Unreadable::Folder),
        _ => Err(Unreadable::NoFile),
    }
}

fn without_waiting() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    options
}

#[cfg(unix)]
fn mode_of(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn mode_of(_: &Metadata) -> u32 {
    0
}

/// Who may read what is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: somebody's words stand in it.
    Owner,
    /// Whoever may read the files that its owner makes.
    Everybody,
}

impl Readers {
    fn mode(self) -> u32 {
        match self {
            Readers::Owner => 0o600,
            Readers::Everybody => 0o666,
        }
    }
}

/// Writes a file that isn't there yet.
///
/// # Errors
/// `AlreadyExists` where something of that name is there, be it a link; else what the system says.
pub fn create(path: &Path, text: &str, readers: Readers) -> io::Result<Id> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    put(path, text, readers.mode(), |beside| match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Not every disk knows a second name for a file. There the name is taken first, and what is written takes its place.
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(path)?;
            fs::rename(beside, path)
        }
    })
}

/// Writes a file in place of the one that was read, and lets the same people read it.
///
/// # Errors
/// `AlreadyExists` where another file has taken that name meanwhile; else what the system says.
pub fn replace(path: &Path, was: &Found, text: &str) -> io::Result<Id> {
    put_over(path, was.id, text, was.mode & 0o777)
}

/// Writes a file of its owner's alone, in place of this one of theirs; where that is gone, in its place.
///
/// # Errors
/// `AlreadyExists` where another file has taken that name meanwhile; else what the system says.
pub fn replace_own(path: &Path, was: Id, text: &str) -> io::Result<Id> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => create(path, text, Readers::Owner),
        _ => put_over(path, was, text, Readers::Owner.mode()),
    }
}

fn put_over(path: &Path, was: Id, text: &str, mode: u32) -> io::Result<Id> {
    put(path, text, mode, |beside| {
        let there = fs::symlink_metadata(path)?;
        if !there.is_file() || Id::of(&there) != was {
            return Err(ErrorKind::AlreadyExists.into());
        }
        fs::rename(beside, path)
    })
}

/// Writes a text beside where it belongs, to the disk and not only into the system's memory, and lets `settle` put it there.
fn put(path: &Path, text: &str, mode: u32, settle: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<Id> {
    let folder = folder_of(path);
    let (beside, mut file) = open_beside(&folder, mode)?;
    let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| file.metadata()).and_then(|metadata| {
        settle(&beside)?;
        Ok(Id::of(&metadata))
    });
    match &done {
        // The name, too, is to be there after the power fails. Some disks can't promise that, which is no reason to stop.
        Ok(_) => drop(File::open(&folder).and_then(|folder| folder.sync_all())),
        Err(_) => drop(fs::remove_file(&beside)),
    }
    done
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A new file in a folder, under a name that nobody else uses.
fn open_beside(folder: &Path, mode: u32) -> io::Result<(PathBuf, File)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    loop {
        let beside = folder.join(format!("{UNFINISHED}{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        match options.open(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (beside, file)),
        }
    }
}

/// How the name of a file begins that is still being written; behind it stand the program's number and a count.
const UNFINISHED: &str = ".inward-unfinished-";

/// Clears away what a program left half written beside a file when it was killed. What a running one is writing stays.
pub fn clear_unfinished(beside: &Path) {
    for path in entries(&folder_of(beside)).unwrap_or_default() {
        let number = path.file_name().and_then(|name| name.to_str()?.strip_prefix(UNFINISHED)?.split('-').next()?.parse().ok());
        if number.is_some_and(|number| !is_running(number)) {
            // What can't be cleared away can't be helped.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(unix)]
fn is_running(number: i32) -> bool {
    let process = rustix::process::Pid::from_raw(number);
    process.is_some_and(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(_: i32) -> bool {
    true
}

/// Makes a folder and those above it; a new one is its owner's alone, where somebody's words are to lie in it.
pub fn make_folder(path: &Path, readers: Readers) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.create(path)
}

/// Removes a file, as long as it is this one.
pub fn remove(path: &Path, id: Id) -> io::Result<()> {
    let there = fs::symlink_metadata(path)?;
    if Id::of(&there) == id { fs::remove_file(path) } else { Err(ErrorKind::NotFound.into()) }
}

/// What lies in a folder, in order.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Whether something of that name is there, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a folder is there, itself or by a link.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Whether a file is there, itself or by a link.
pub fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Whether it is a link.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Where something really lies.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

#[cfg(test)]
mod tests;
