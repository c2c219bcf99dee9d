//! Visits that are kept while they go on: whatever ends the program, and whatever lies at the place, nothing is lost that was
//! followed by a question, and nothing of anybody's is written over.

use super::{Answer, KEEPING, call, readable_by_its_owner_alone};
use crate::folder::Folder;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Asks for words for ever.
const WORDS: &str = r#"(
  format: 1, title: "Words", start: "word",
  facts: {"word": Text},
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  nodes: {
    "word": (say: "Another word?", ask: Text, keep: "word", goto: "word"),
    "card": (exact: true, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

/// What was typed, of a visit that is kept in a file.
fn kept(folder: &Folder, file: &str) -> Vec<String> {
    let visit: Value = serde_json::from_str(&folder.read(file)).expect("it is whole");
    assert_eq!(visit["inward"], "visit");
    let entries = visit["log"]["entries"].as_array().expect("a log has entries");
    entries.iter().filter_map(|entry| Some(entry["Replied"]["words"].as_str()?.to_owned())).collect()
}

fn names(folder: &Folder) -> Vec<String> {
    let mut names = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
    names.sort();
    names
}

/// A chance that is the same in each run (a linear congruence; the multiplier is Knuth's, from MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_every_answer_is_there_that_was_followed_by_a_question() {
    const RUNS: usize = 500;
    const WORKERS: usize = 4;
    let lost = AtomicUsize::new(0);
    thread::scope(|scope| {
        for worker in 0..WORKERS {
            let lost = &lost;
            scope.spawn(move || {
                for run in (worker..RUNS).step_by(WORKERS) {
                    lost.fetch_add(killed(&mut Chance(run as u64)), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(lost.load(Ordering::Relaxed), 0);
}

/// Kills a visit at some moment; tells how many answers are missing that were followed by a question.
#[cfg(unix)]
fn killed(chance: &mut Chance) -> usize {
    use rustix::process::{Pid, Signal, kill_process};
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_inward"));
    command.args(["play", "w.ron", "--resume-file", "v.json"]).current_dir(&folder.0);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut keys, mut out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    thread::spawn(move || {
        for word in 1..200 {
            // Sometimes it is gone before it has read everything.
            if writeln!(keys, "w{word}").is_err() {
                break;
            }
        }
    });
    // So many bytes are read, and then it is killed after a while: some runs before anything, some in the middle of a write.
    let before = chance.below(4000) as usize;
    let mut shown = Vec::new();
    let mut bytes = [0; 256];
    while shown.len() < before {
        match out.read(&mut bytes).unwrap() {
            0 => break,
            read => shown.extend_from_slice(&bytes[..read]),
        }
    }
    thread::sleep(Duration::from_micros(chance.below(3000)));
    let signal = [Signal::KILL, Signal::TERM, Signal::HUP][chance.below(3) as usize];
    kill_process(Pid::from_child(&child), signal).unwrap();
    child.wait().unwrap();
    out.read_to_end(&mut shown).unwrap();
    let questions = String::from_utf8_lossy(&shown).matches("Another word?").count();
    if questions == 0 {
        return 0;
    }
    let kept = kept(&folder, "v.json");
    let followed = questions - 1;
    for (place, word) in kept.iter().enumerate() {
        assert_eq!(*word, format!("w{}", place + 1), "they are in order, and each is whole");
    }
    followed.saturating_sub(kept.len())
}

#[cfg(unix)]
#[test]
fn a_window_that_is_closed_in_the_middle_takes_nothing_away() {
    use crate::terminal::person::Person;
    for plain in [&[][..], &["--plain"]] {
        let folder = Folder::with(&[("w.ron", WORDS)]);
        let arguments = [&["play", "w.ron", "--resume-file", "v.json"][..], plain].concat();
        let mut person = Person::calls(&folder.0, &arguments, (80, 24));
        person.waits("Another word?");
        person.types("one\r").waits_until("two questions", |screen| screen.contents().matches("Another word?").count() > 1);
        person.types("hal");
        drop(person);
        assert_eq!(kept(&folder, "v.json"), ["one"], "{plain:?}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_twice_takes_nothing_away_for_screen_readers_either() {
    use crate::terminal::person::{CTRL_C, Person};
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let mut person = Person::calls(&folder.0, &["play", "w.ron", "--plain", "--resume-file", "v.json"], (80, 24));
    person.waits("Another word?");
    person.types("one\r").waits_until("two questions", |screen| screen.contents().matches("Another word?").count() > 1);
    person.types(CTRL_C).waits("Ctrl-C");
    person.types(CTRL_C).ends();
    assert_eq!(kept(&folder, "v.json"), ["one"]);
}

#[test]
fn the_same_name_on_the_next_evening_goes_on_with_the_visit() {
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let evening = |typed: &str| folder.call(&["play", "w.ron", "--resume-file", "v.json"], typed);
    assert_eq!(evening("one\ntwo\n").status, 0);
    let second = evening("three\n");
    assert!(second.status == 0 && second.out.contains("This goes on with the visit in v.json."), "{second:?}");
    assert_eq!(kept(&folder, "v.json"), ["one", "two", "three"]);
    assert_eq!(names(&folder), ["v.json", "w.ron"]);
}

#[cfg(unix)]
#[test]
fn at_a_terminal_it_is_asked_first() {
    use crate::terminal::person::Person;
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let arguments = ["play", "w.ron", "--resume-file", "v.json"];
    folder.call(&arguments, "one\n");
    let mut person = Person::calls(&folder.0, &arguments, (80, 24));
    person.waits_at_prompt("Shall we go on with it?");
    person.answers("hm", "Shall we go on with it?").answers("yes", "Another word?");
    person.answers("two", "Another word?").types("quit\r").ends();
    assert_eq!(kept(&folder, "v.json"), ["one", "two"]);
    let mut person = Person::calls(&folder.0, &arguments, (80, 24));
    person.waits_at_prompt("Shall we go on with it?").answers("no", "Another word?");
    person.answers("new", "Another word?").types("quit\r").ends();
    assert_eq!(kept(&folder, "v.json"), ["one", "two"], "the earlier one stays as it is");
    assert_eq!(kept(&folder, "v-2.json"), ["new"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_no_visit_is_refused_before_the_first_question() {
    let folder =
        Folder::with(&[("w.ron", WORDS), ("mine.txt", "mine"), ("empty", ""), ("there/x", ""), ("late.json", r#"{"format": 99}"#)]);
    std::os::unix::fs::symlink("mine.txt", folder.0.join("link")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.0.join("dangling")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.0.join("pipe")).status().unwrap().success());
    let before = names(&folder);
    let cases = [
        ("mine.txt", "mine.txt holds no conversation"),
        ("empty", "empty holds no conversation"),
        ("there", "it is a folder"),
        ("link", "link is a link"),
        ("dangling", "dangling is a link"),
        ("pipe", "no file, but a pipe"),
        ("late.json", "written by a newer inward, in format 99"),
        ("no/such/folder.json", "can't be written"),
        ("/proc/nothing.json", "can't be written"),
        ("/dev/null", "no file, but a pipe or a device"),
    ];
    for (file, why) in cases {
        let answer = folder.call(&["play", "w.ron", "--resume-file", file], "one\n");
        assert!((answer.status, answer.out.as_str()) == (2, "") && answer.trouble.contains(why), "{file}: {answer:?}");
    }
    for file in ["/dev/zero", "pipe", "mine.txt", "late.json"] {
        let answer = folder.call(&["play", "w.ron", "--from", file], "one\n");
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{file}: {answer:?}");
    }
    assert_eq!((names(&folder), folder.read("mine.txt").as_str()), (before, "mine"));
}

#[test]
fn a_visit_names_its_dialogue_and_opens_with_that_one() {
    let folder = Folder::with(&[
        ("pack.ron", r#"(format: 1, title: "Two", default: "content/keeping.ron")"#),
        ("content/words.ron", WORDS),
        ("content/keeping.ron", KEEPING),
    ]);
    assert_eq!(folder.call(&["play", "content/words.ron", "--resume-file", "v.json"], "one\n").status, 0);
    let again = folder.call(&["play", "--from", "v.json"], "two\n");
    assert!(again.status == 0 && again.out.contains("Another word?"), "{again:?}");
    let other = folder.call(&["play", "content/keeping.ron", "--from", "v.json"], "two\n");
    assert!(other.status == 2 && other.trouble.contains("holds a visit to “Words”, and this is “Keeping”"), "{other:?}");
    // The first form of such files said nothing of that; its questions do.
    let mut old: Value = serde_json::from_str(&folder.read("v.json")).unwrap();
    let fields = old.as_object_mut().unwrap();
    for field in ["inward", "dialogue"] {
        fields.remove(field);
    }
    fields.insert("format".to_owned(), Value::from(1));
    folder.write("old.json", old.to_string());
    assert!(folder.call(&["play", "content/words.ron", "--from", "old.json"], "two\n").out.contains("Another word?"));
    let other = folder.call(&["play", "content/keeping.ron", "--from", "old.json"], "two\n");
    assert!(other.status == 2 && other.trouble.contains("a visit to another conversation than “Keeping”"), "{other:?}");
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_any_more_the_conversation_goes_on_and_says_so() {
    let folder = Folder::with(&[("w.ron", WORDS), ("here/x", "")]);
    let path = folder.0.join("here");
    let mut command = Command::new(env!("CARGO_BIN_EXE_inward"));
    command.args(["play", "w.ron", "--resume-file", "here/v.json"]).current_dir(&folder.0);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut keys = child.stdin.take().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut shown = String::new();
    let mut until = |what: &str| {
        let mut bytes = [0; 256];
        while !shown.split_whitespace().collect::<Vec<_>>().join(" ").ends_with(what) {
            let read = out.read(&mut bytes).unwrap();
            assert!(read > 0, "{what}: {shown}");
            shown.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        std::mem::take(&mut shown)
    };
    until("Another word?");
    fs::remove_dir_all(&path).unwrap();
    keys.write_all(b"one\n").unwrap();
    let told = until("Another word?").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("What you answered isn't in here/v.json yet: there's no such folder. We can go on"), "{told}");
    keys.write_all(b"two\n").unwrap();
    assert!(!until("Another word?").contains("isn't in"), "it is said once");
    fs::create_dir(&path).unwrap();
    keys.write_all(b"three\n").unwrap();
    assert!(until("Another word?").contains("Everything is in here/v.json again."));
    drop((keys, out));
    child.wait().unwrap();
    assert_eq!(kept(&folder, "here/v.json"), ["one", "two", "three"]);
}

#[cfg(unix)]
#[test]
fn what_is_cut_short_leaves_what_was_kept_before_and_is_told_at_the_end() {
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let long = "many words that fill the file ".repeat(100);
    // No file may be longer than some kilobytes here, which cuts a write short in its middle, as a full disk does.
    let script = format!("ulimit -f 4; trap '' XFSZ; exec '{}' play w.ron --resume-file v.json", env!("CARGO_BIN_EXE_inward"));
    let mut command = Command::new("bash");
    command.args(["-c", &script]).current_dir(&folder.0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("one\n{long}\ntwo\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let (out, trouble) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("there's no room left for it. We can go on"), "{told}");
    assert_eq!(told.matches("Another word?").count(), 4, "{told}");
    assert!(output.status.code() == Some(2) && trouble.contains("v.json doesn't hold the last answers"), "{trouble}");
    assert_eq!(kept(&folder, "v.json"), ["one"]);
    assert_eq!(names(&folder), ["v.json", "w.ron"], "nothing half written is left behind");
}

#[test]
fn what_alarmed_is_in_no_file() {
    let folder = Folder::with(&[("w.ron", WORDS)]);
    folder.call(&["play", "w.ron", "--resume-file", "v.json"], "one\nI'll hurt myself tonight\nyes\ntwo\n");
    assert!(folder.read("v.json").contains("two") && !folder.read("v.json").contains("tonight"));
}

#[cfg(unix)]
#[test]
fn another_file_that_took_the_name_meanwhile_is_left_alone() {
    let folder = Folder::with(&[("w.ron", WORDS)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_inward"));
    command.args(["play", "w.ron", "--resume-file", "v.json"]).current_dir(&folder.0);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut bytes = [0; 4096];
    let mut shown = String::new();
    while !shown.contains("Another word?") {
        let read = out.read(&mut bytes).unwrap();
        shown.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    folder.write("other", "somebody's own");
    fs::rename(folder.0.join("other"), folder.0.join("v.json")).unwrap();
    child.stdin.take().unwrap().write_all(b"one\n").unwrap();
    out.read_to_string(&mut shown).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains("another file has that name now"), "{shown}");
    assert_eq!(folder.read("v.json"), "somebody's own");
}

// The data folder.

fn at_home(folder: &Folder, arguments: &[&str], typed: &str) -> Answer {
    let home = folder.0.join("home");
    let home = home.to_str().unwrap();
    call(&folder.0, arguments, typed.as_bytes(), &[("HOME", home), ("XDG_DATA_HOME", ""), ("APPDATA", home)])
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_gone_on_with_and_forgotten_when_asked_to() {
    let folder = Folder::with(&[("w.ron", WORDS), ("home/x", "")]);
    let none = at_home(&folder, &["--continue"], "");
    assert!(none.status == 2 && none.trouble.contains("`inward --keep` keeps one"), "{none:?}");
    assert_eq!(at_home(&folder, &["play", "w.ron"], "one\n").status, 0);
    assert_eq!(names(&Folder(folder.0.join("home"))), ["x"], "nothing is ever kept without a yes");
    folder.write("home/x", "");
    let first = at_home(&folder, &["play", "w.ron", "--keep"], "one\n");
    assert!(first.status == 0 && first.out.contains("kept on this computer"), "{first:?}");
    let file = "home/.local/share/inward/visits/w.json";
    assert!(readable_by_its_owner_alone(&folder.0.join(file)));
    let second = at_home(&folder, &["--continue"], "two\n");
    assert!(second.status == 0 && second.out.contains("Another word?"), "{second:?}");
    assert_eq!(kept(&folder, file), ["one", "two"]);
    assert_eq!(at_home(&folder, &["play", "w.ron", "--keep"], "other\n").status, 0);
    let ask = at_home(&folder, &["forget"], "");
    assert!(ask.status == 2 && ask.trouble.contains("2 visits are kept"), "{ask:?}");
    let gone = at_home(&folder, &["forget", "--yes"], "");
    assert!(gone.status == 0 && gone.out.contains("nothing is kept any more"), "{gone:?}");
    assert!(fs::read_dir(folder.0.join(Path::new(file).parent().unwrap())).unwrap().next().is_none());
    assert!(at_home(&folder, &["forget"], "").out.contains("no visit is kept"));
}

#[cfg(unix)]
#[test]
fn a_conversation_may_ask_whether_it_is_to_be_kept() {
    const ASKS: &str = r#"(
      format: 1, title: "Asks", start: "keep",
      facts: {"keep_visit": Bool, "word": Text},
      nodes: {
        "keep": (say: "Shall I keep this?", ask: YesNo, keep: "keep_visit", goto: "word"),
        "word": (say: "Another word?", ask: Text, keep: "word", goto: "word"),
      },
    )"#;
    let folder = Folder::with(&[("a.ron", ASKS), ("home/x", "")]);
    let visits = folder.0.join("home/.local/share/inward/visits");
    at_home(&folder, &["play", "a.ron"], "no\none\n");
    at_home(&folder, &["play", "a.ron", "--no-journal"], "yes\none\n");
    assert!(!visits.exists());
    assert!(at_home(&folder, &["play", "a.ron"], "yes\none\n").out.contains("kept on this computer"));
    assert_eq!(kept(&folder, "home/.local/share/inward/visits/a.json"), ["yes", "one"]);
    // On another evening a no is a no, too.
    assert_eq!(at_home(&folder, &["--continue"], "two\n").status, 0);
    assert_eq!(kept(&folder, "home/.local/share/inward/visits/a.json"), ["yes", "one", "two"]);
    at_home(&folder, &["--continue"], "/change 1 no\n");
    assert_eq!(fs::read_dir(&visits).unwrap().count(), 0);
    at_home(&folder, &["play", "a.ron"], "yes\none\n");
    // Who takes the yes back has it back.
    at_home(&folder, &["play", "a.ron"], "yes\none\nback\nback\nno\ntwo\n");
    assert_eq!(fs::read_dir(&visits).unwrap().count(), 1);
    // Where nothing can be kept, that is said, and the conversation goes on.
    folder.write("file", "");
    let nowhere = folder.0.join("file");
    let told = call(&folder.0, &["play", "a.ron"], b"yes\none\n", &[("HOME", nowhere.to_str().unwrap()), ("XDG_DATA_HOME", "")]);
    let said = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.status == 0 && said.contains("This visit can't be kept on this computer") && said.contains("all the same"), "{told:?}");
    assert_eq!(said.matches("can't be kept").count(), 1, "{said}");
}
