//! `save-test`: a conversation that was played becomes a transcript, in a file of its own.

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
