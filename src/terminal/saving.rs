//! What is written to files, and only where somebody says so: a test made by playing, a page to take home, a conversation to
//! come back to. Nothing that is there already is written over, and what is somebody's own is readable by them alone.

use anyhow::Context;
use inward::phrases;
use inward::replay::read_log;
use inward::script::Script;
use inward::session::{Log, Session};
use inward::transcript::Transcript;
use serde::{Deserialize, Serialize};
use std::fs::{OpenOptions, create_dir_all};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Where transcripts of a conversation belong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// The pack's folder; without one, the present folder takes them.
    pub pack: Option<PathBuf>,
    /// The dialogue's name.
    pub dialogue: Option<String>,
}

/// The name of the test that is to be saved, where a typed line asks for it.
pub fn asked(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let typed = typed.strip_prefix('/').unwrap_or(typed);
    let rest = typed.strip_prefix("save-test")?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// Writes the transcript, and tells where; or why not.
pub fn save(script: &Script, log: &Log, tests: &Tests, name: &str) -> String {
    let sound = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let name = name.strip_suffix(".play").unwrap_or(name);
    if name.is_empty() || name.chars().count() > 80 || !name.chars().all(sound) {
        return phrases::TEST_NAME.to_owned();
    }
    let transcript = Transcript::of(script, log, tests.dialogue.clone());
    let text = match transcript.perform(script) {
        Ok(text) => text,
        Err(error) => return phrases::test_not_saved(&error.to_string()),
    };
    let folder = tests.pack.as_ref().map_or_else(PathBuf::new, |pack| pack.join("tests"));
    let path = folder.join(format!("{name}.play"));
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    match write(&folder, &path, &text) {
        Ok(()) => phrases::test_saved(&shown),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => phrases::test_exists(&shown),
        Err(error) => phrases::test_not_saved(&error.to_string()),
    }
}

fn write(folder: &Path, path: &Path, text: &str) -> std::io::Result<()> {
    if !folder.as_os_str().is_empty() {
        create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// What can be taken home in a file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Takes<'t> {
    /// Their own words, or the conversation itself.
    Keepsake(&'t str),
    /// The card of help.
    Card(&'t str),
}

/// What is to be taken home, and the file that is named for it, where a typed line asks for that.
pub fn takes_home(typed: &str) -> Option<Takes<'_>> {
    let typed = typed.trim();
    let named = |rest: &'_ str| rest.starts_with(char::is_whitespace);
    if let Some(rest) = typed.strip_prefix("/card") {
        return (rest.is_empty() || named(rest)).then(|| Takes::Card(rest.trim()));
    }
    let rest = typed.strip_prefix('/').unwrap_or(typed).strip_prefix("keepsake").filter(|rest| named(rest))?;
    Some(rest.trim()).filter(|file| !file.is_empty()).map(Takes::Keepsake)
}

/// Writes it as its name's ending says, and tells where; or why not.
pub fn take_home(session: &Session<'_>, takes: Takes<'_>) -> String {
    let (page, file) = match takes {
        Takes::Keepsake(file) if ending(file).as_deref() == Some("json") => return keep_conversation(session.log(), file),
        Takes::Keepsake(file) => (session.keepsake().ok_or(phrases::NO_KEEPSAKE), file),
        Takes::Card(file) => (session.help_card().ok_or(phrases::NO_CARD), file),
    };
    let page = match page {
        Ok(page) => page,
        Err(none) => return none.to_owned(),
    };
    let text = match ending(file).as_deref() {
        Some("html" | "htm") => page.html(),
        Some("md" | "markdown") => page.markdown(),
        Some("txt") => page.text(),
        _ if matches!(takes, Takes::Card(_)) => return phrases::CARD_NAME.to_owned(),
        _ => return phrases::KEEPSAKE_NAME.to_owned(),
    };
    told(file, private(&at_home(file), &text, Again::Refuse).map(|()| phrases::keepsake_saved(file)))
}

fn keep_conversation(log: &Log, file: &str) -> String {
    told(file, written_down(log).and_then(|text| private(&at_home(file), &text, Again::Refuse)).map(|()| phrases::put_by(file)))
}

/// A file's name as people type it: `~/` is their home, as in a shell.
fn at_home(file: &str) -> PathBuf {
    let in_home = file.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
    in_home.unwrap_or_else(|| PathBuf::from(file))
}

fn told(file: &str, done: std::io::Result<String>) -> String {
    match done {
        Ok(saved) => saved,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => phrases::keepsake_exists(file),
        Err(error) if error.kind() == ErrorKind::NotFound => phrases::keepsake_not_saved(phrases::NO_SUCH_FOLDER),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => phrases::keepsake_not_saved(phrases::NOT_ALLOWED),
        Err(error) => phrases::keepsake_not_saved(&error.to_string()),
    }
}

fn ending(file: &str) -> Option<String> {
    Path::new(file).extension().and_then(|ending| ending.to_str()).map(str::to_lowercase)
}

/// A conversation that was put by, and when.
#[derive(Debug, Serialize, Deserialize)]
pub struct PutBy {
    /// The version of this form.
    format: u32,
    /// When it was put by, in seconds since 1970.
    at: u64,
    /// The conversation, as it is written: in which form is seen when it is taken up.
    log: serde_json::Value,
}

impl PutBy {
    /// The conversation, to be taken up with this content.
    ///
    /// # Errors
    /// If it is in a form that isn't known here.
    pub fn log(&self, script: &Script) -> anyhow::Result<Log> {
        read_log(script, &self.log.to_string()).context("the conversation can't be taken up")
    }

    /// How many whole days lie between then and now. A clock that was set back in between makes none.
    pub fn days_since(&self) -> u64 {
        seconds_now().saturating_sub(self.at) / (24 * 60 * 60)
    }
}

fn seconds_now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn written_down(log: &Log) -> std::io::Result<String> {
    Ok(serde_json::to_string(&PutBy { format: 1, at: seconds_now(), log: serde_json::to_value(log)? })?)
}

/// Writes a conversation so that it can be taken up again. What was there under this name is an earlier state of it.
///
/// # Errors
/// If the file can't be written.
pub fn put_by(path: &Path, log: &Log) -> anyhow::Result<()> {
    let written = written_down(log).and_then(|text| private(path, &text, Again::Replace));
    written.with_context(|| format!("{} can't be written", path.display()))
}

/// Where a conversation that began afresh is put by: not over the earlier one, but beside it, under the first name that is free.
pub fn beside(path: &Path) -> PathBuf {
    let (stem, ending) = (path.file_stem().unwrap_or_default().to_string_lossy(), path.extension().unwrap_or_default().to_string_lossy());
    let dot = if ending.is_empty() { "" } else { "." };
    let named = |number: u32| path.with_file_name(format!("{stem}-{number}{dot}{ending}"));
    (2..u32::MAX).map(named).find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}

/// The conversation in a file, to be taken up again.
///
/// # Errors
/// If the file can't be read, or holds no conversation.
pub fn fetch(path: &Path) -> anyhow::Result<PutBy> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let put_by = serde_json::from_str::<PutBy>(&text).with_context(|| {
        format!("{} holds no conversation: `--from` reads a file that `keepsake FILE.json` or `--resume-file` wrote", path.display())
    })?;
    anyhow::ensure!(put_by.format == 1, "{} is of format {}, which isn't known here", path.display(), put_by.format);
    Ok(put_by)
}

/// What becomes of a file that is there already.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Again {
    Refuse,
    Replace,
}

/// Writes a file that only its owner may read, whole or not at all.
fn private(path: &Path, text: &str, again: Again) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if again == Again::Refuse {
        let mut file = options.open(path)?;
        file.write_all(text.as_bytes())?;
        return file.sync_all();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn a_name_stands_behind_the_command() {
        let cases = [
            ("/save-test one", Some("one")),
            ("save-test one-two", Some("one-two")),
            ("/save-test", Some("")),
            ("save-tests one", None),
            ("please save-test one", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(asked(typed), expected, "{typed}");
        }
    }
}
