//! What is written to files while a conversation goes on, and only where somebody says so: a test made by playing, a page to take
//! home, a conversation to come back to. Nothing that is there already is written over, and all of it is readable by them alone.

use crate::files::{self, Readers};
use crate::visits::{self, Dialogue};
use inward::phrases;
use inward::script::Script;
use inward::session::{Log, Session};
use inward::transcript::Transcript;
use std::io::{self, ErrorKind};
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

fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    if !folder.as_os_str().is_empty() {
        files::make_folder(folder, Readers::Everybody)?;
    }
    // It holds what they answered.
    files::create(path, text, Readers::Owner).map(drop)
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
pub fn take_home(session: &Session<'_>, dialogue: &Dialogue, takes: Takes<'_>) -> String {
    let (page, file) = match takes {
        Takes::Keepsake(file) if ending(file).as_deref() == Some("json") => return keep_conversation(session.log(), dialogue, file),
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
    told(file, files::create(&at_home(file), &text, Readers::Owner).map(|_| phrases::keepsake_saved(file)))
}

fn keep_conversation(log: &Log, dialogue: &Dialogue, file: &str) -> String {
    let written = visits::written_down(dialogue, log).and_then(|text| files::create(&at_home(file), &text, Readers::Owner));
    told(file, written.map(|_| phrases::put_by(file)))
}

/// A file's name as people type it: `~/` is their home, as in a shell.
fn at_home(file: &str) -> PathBuf {
    let in_home = file.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
    in_home.unwrap_or_else(|| PathBuf::from(file))
}

fn told(file: &str, done: io::Result<String>) -> String {
    match done {
        Ok(saved) => saved,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => phrases::keepsake_exists(file),
        Err(error) => phrases::keepsake_not_saved(&why_not(&error)),
    }
}

/// Why something can't be written, in words for whoever talks.
pub fn why_not(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => phrases::NO_SUCH_FOLDER.to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => phrases::NOT_ALLOWED.to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => phrases::DISK_IS_FULL.to_owned(),
        ErrorKind::AlreadyExists => phrases::ANOTHER_FILE.to_owned(),
        _ => error.to_string(),
    }
}

fn ending(file: &str) -> Option<String> {
    Path::new(file).extension().and_then(|ending| ending.to_str()).map(str::to_lowercase)
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
