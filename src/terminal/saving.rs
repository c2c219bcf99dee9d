//! What is written to files, and only where somebody says so: a test made by playing, a page to take home, a conversation to
//! come back to. Nothing that is there already is written over, and what is somebody's own is readable by them alone.

use inward::keepsake::Keepsake;
use inward::phrases;
use inward::script::Script;
use inward::session::Log;
use inward::transcript::Transcript;
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

/// The file that a page to take home is to be written to, where a typed line names one.
pub fn takes_home(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let typed = typed.strip_prefix('/').unwrap_or(typed);
    let rest = typed.strip_prefix("keepsake")?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim()).filter(|file| !file.is_empty())
}

/// Writes the page as its ending says, and tells where; or why not.
pub fn take_home(keepsake: Option<Keepsake>, file: &str) -> String {
    let Some(keepsake) = keepsake else { return phrases::NO_KEEPSAKE.to_owned() };
    let path = Path::new(file);
    let text = match path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
        Some("html" | "htm") => keepsake.html(),
        Some("md" | "markdown") => keepsake.markdown(),
        Some("txt") => keepsake.text(),
        _ => return phrases::KEEPSAKE_NAME.to_owned(),
    };
    match private(path, &text, Again::Refuse) {
        Ok(()) => phrases::keepsake_saved(file),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => phrases::keepsake_exists(file),
        Err(error) => phrases::keepsake_not_saved(&error.to_string()),
    }
}

/// Writes a conversation so that it can be taken up again. What was there under this name is an earlier state of it.
///
/// # Errors
/// If the file can't be written.
pub fn put_by(path: &Path, log: &Log) -> anyhow::Result<()> {
    use anyhow::Context;
    let text = serde_json::to_string(log).context("the conversation can't be written down")?;
    private(path, &text, Again::Replace).with_context(|| format!("{} can't be written", path.display()))
}

/// The conversation in a file, to be taken up again.
///
/// # Errors
/// If the file can't be read, or holds no conversation.
pub fn fetch(path: &Path) -> anyhow::Result<Log> {
    use anyhow::Context;
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} holds no conversation", path.display()))
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
