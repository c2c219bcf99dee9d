//! The program as it is called: what it prints where, and with what status it ends.

#[cfg(unix)]
mod doors;
mod kept;
mod visits;

use crate::folder::Folder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const TEA: &str = r#"(
  format: 1, title: "Tea", start: "ask",
  facts: {"drink": OneOf(["tea", "water"]), "note": Text},
  nodes: {
    "ask": (say: "What would *you* like?", ask: Choose({"tea": "Tea", "water": "Water"}), keep: "drink", goto: "note"),
    "note": (say: "Anything else?", ask: Text(samples: ["no"]), keep: "note", goto: "bye"),
    "bye": (say: ["Here you are. You wrote {quote(note)}.", (when: "drink == 'water'", say: "It is cold.")], goto: "@end served"),
  },
)
"#;

const PACK: &str = "(format: 1, title: \"Teas\")\n";

impl Folder {
    /// A pack with one dialogue.
    fn pack(dialogue: &str) -> Folder {
        Folder::with(&[("pack.ron", PACK), ("content/tea.ron", dialogue)])
    }

    /// Calls the program in this folder.
    fn call(&self, arguments: &[&str], typed: impl AsRef<[u8]>) -> Answer {
        call(&self.0, arguments, typed.as_ref(), &[])
    }
}

/// What the program answered.
#[derive(Debug)]
struct Answer {
    status: i32,
    out: String,
    trouble: String,
}

fn call(folder: &Path, arguments: &[&str], typed: &[u8], environment: &[(&str, &str)]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inward"));
    command.args(arguments).current_dir(folder).envs(environment.iter().copied());
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A program that ends before it has read everything is no trouble.
    let _ = child.stdin.take().unwrap().write_all(typed);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("what it prints is text");
    Answer { status: output.status.code().expect("it ends by itself"), out: text(output.stdout), trouble: text(output.stderr) }
}

// What it is called with.

#[test]
fn a_file_that_is_not_there_is_trouble_and_is_named() {
    let folder = Folder::with(&[]);
    for command in ["play", "check", "test"] {
        let answer = folder.call(&[command, "nowhere.ron"], "");
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{command}");
        assert!(answer.trouble.contains("nowhere.ron"), "{command}: {}", answer.trouble);
    }
}

#[test]
fn a_wrong_flag_or_command_is_trouble() {
    let folder = Folder::pack(TEA);
    for arguments in [&["check", "--nonsense"][..], &["nonsense"], &["check", "--format", "xml"], &["play", "--seed", "many"]] {
        let answer = folder.call(arguments, "");
        assert_eq!((answer.status, answer.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!answer.trouble.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_folder_that_is_no_pack_is_trouble() {
    let folder = Folder::with(&[("notes/a.txt", "a")]);
    let answer = folder.call(&["check", "notes"], "");
    assert_eq!(answer.status, 2);
    assert!(answer.trouble.contains("notes"), "{}", answer.trouble);
}

// Check.

#[test]
fn a_sound_pack_checks_well_from_anywhere_inside_it() {
    let folder = Folder::pack(TEA);
    for arguments in [&["check"][..], &["check", "."], &["check", "content/tea.ron"]] {
        let answer = folder.call(arguments, "");
        assert_eq!((answer.status, answer.trouble.as_str()), (0, ""), "{arguments:?}");
        assert!(answer.out.contains("nothing wrong"), "{}", answer.out);
    }
    let below = call(&folder.0.join("content"), &["check"], b"", &[]);
    assert_eq!(below.status, 0, "{}", below.trouble);
}

#[test]
fn a_mistake_is_shown_at_its_place() {
    let folder = Folder::pack(&TEA.replace(r#"goto: "note""#, r#"goto: "notes""#));
    let answer = folder.call(&["check"], "");
    assert_eq!((answer.status, answer.trouble.as_str()), (1, ""));
    let first = answer.out.lines().next().unwrap();
    let column = TEA.lines().nth(4).unwrap().find(r#""note""#).unwrap() + 1;
    assert!(first.contains(&format!("content/tea.ron:5:{column}")), "{first}");
    assert!(answer.out.contains("did you mean `note`?"), "{}", answer.out);
}

#[test]
fn a_broken_dialogue_is_not_played() {
    let folder = Folder::pack(&TEA.replace(r#"goto: "note""#, r#"goto: "notes""#));
    let answer = folder.call(&["play", "."], "tea\n");
    assert_eq!((answer.status, answer.trouble.as_str()), (1, ""));
    assert!(answer.out.contains("content/tea.ron:5:") && !answer.out.contains("What would you like?"), "{}", answer.out);
}

/// A dialogue with a node that nothing leads to.
fn warned() -> String {
    TEA.replace(r#""bye": ("#, r#""lost": (say: "Lost."), "bye": ("#)
}

#[test]
fn warnings_alone_do_no_harm_unless_they_are_denied() {
    let folder = Folder::pack(&warned());
    let answer = folder.call(&["check"], "");
    assert_eq!(answer.status, 0);
    assert!(answer.out.contains("lost"), "{}", answer.out);
    assert_eq!(folder.call(&["check", "--deny-warnings"], "").status, 1);
    assert_eq!(folder.call(&["play", "."], "").status, 0);
}

#[test]
fn warnings_that_are_switched_off_are_only_counted() {
    let folder = Folder::pack(&warned());
    folder.write("pack.ron", r#"(format: 1, title: "Teas", warnings_off: ["unreachable-node"])"#);
    let answer = folder.call(&["check", "--deny-warnings"], "");
    assert_eq!(answer.status, 0);
    assert!(!answer.out.contains("lost") && answer.out.contains("1 switched off"), "{}", answer.out);
}

#[test]
fn in_json_every_mistake_is_an_object_with_the_keys_that_were_promised() {
    let broken = warned().replace(r#"goto: "note""#, r#"goto: "notes""#).replace("Anything else?", "Ünd {nothing}?");
    let folder = Folder::pack(&broken);
    let answer = folder.call(&["check", "--format", "json"], "");
    assert_eq!(answer.status, 1);
    let found = answer.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    assert!(found.len() >= 2, "{}", answer.out);
    let promised = ["format", "code", "severity", "message", "file", "line", "column", "end_line", "end_column", "label", "why", "hint"];
    for object in &found {
        let keys = object.as_object().unwrap().keys().map(String::as_str).collect::<BTreeSet<_>>();
        assert_eq!(keys, BTreeSet::from(promised));
        assert_eq!((&object["format"], &object["file"]), (&Value::from(1), &Value::from("content/tea.ron")));
    }
    let unknown = found.iter().find(|object| object["code"] == "unknown-fact").unwrap();
    let line = broken.lines().nth(5).unwrap();
    let column = line.chars().take_while(|letter| *letter != '{').count() + 2;
    let place = ["line", "column", "end_line", "end_column"].map(|key| unknown[key].as_u64().unwrap() as usize);
    assert_eq!(place, [6, column, 6, column + "nothing".len()], "columns count characters, not bytes");
    assert_eq!(unknown["severity"], "error");
}

#[test]
fn a_sound_pack_says_nothing_in_json() {
    let answer = Folder::pack(TEA).call(&["check", "--format", "json"], "");
    assert_eq!((answer.status, answer.out.as_str(), answer.trouble.as_str()), (0, "", ""));
}

// Play.

#[test]
fn a_conversation_is_played_to_its_end_from_a_pipe() {
    let folder = Folder::pack(TEA);
    for path in [".", "content/tea.ron"] {
        let answer = folder.call(&["play", path], "tea\nher laugh\n");
        assert_eq!((answer.status, answer.trouble.as_str()), (0, ""), "{path}");
        assert!(answer.out.contains("Here you are. You wrote “her laugh”."), "{}", answer.out);
    }
}

#[test]
fn a_dialogue_needs_no_pack_around_it() {
    let folder = Folder::with(&[("alone.ron", TEA)]);
    let answer = folder.call(&["play", "alone.ron"], "water\nno\n");
    assert_eq!(answer.status, 0, "{}", answer.trouble);
    assert!(answer.out.contains("Here you are."), "{}", answer.out);
}

#[test]
fn answers_that_end_early_are_no_failure() {
    let folder = Folder::pack(TEA);
    for typed in ["", "tea\n", "tea\nno newline at the end"] {
        assert_eq!(folder.call(&["play", "."], typed).status, 0, "{typed:?}");
    }
    assert!(folder.call(&["play", "."], "tea").out.contains("Anything else?"));
}

#[test]
fn answers_that_end_in_carriage_returns_are_the_same_answers() {
    let folder = Folder::pack(TEA);
    let (unix, windows) = (folder.call(&["play", "."], "2\nher laugh\n"), folder.call(&["play", "."], "2\r\nher laugh\r\n"));
    assert_eq!((windows.status, windows.out), (0, unix.out));
}

#[test]
fn bytes_that_are_no_text_are_read_as_well_as_can_be() {
    let answer = Folder::pack(TEA).call(&["play", "."], b"\xff\xfe\ntea\ncaf\xe9\n");
    assert_eq!((answer.status, answer.trouble.as_str()), (0, ""));
    assert!(answer.out.contains("Here you are."), "{}", answer.out);
}

#[test]
fn nothing_that_is_piped_has_colours_or_moves_a_cursor() {
    let folder = Folder::pack(&TEA.replace("Tea\"", "\u{1b}[31mTea\u{7}\""));
    let broken = Folder::pack(&TEA.replace(r#"goto: "note""#, r#"goto: "notes""#));
    for environment in [&[][..], &[("NO_COLOR", "1")], &[("TERM", "xterm-256color")]] {
        let plays = call(&folder.0, &["play", "."], b"tea\n\x1b[2J\nquit\n", environment);
        let checks = call(&broken.0, &["check"], b"", environment);
        for text in [&plays.out, &plays.trouble, &checks.out, &checks.trouble] {
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
        }
    }
}

#[test]
fn colours_that_are_forced_are_still_off_where_nobody_wants_them() {
    let folder = Folder::pack(TEA);
    let forced = call(&folder.0, &["play", "."], b"", &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.out.contains('\u{1b}'), "colours are possible at all: {:?}", forced.out);
    let both = call(&folder.0, &["play", "."], b"", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!both.out.contains('\u{1b}'), "{:?}", both.out);
}

#[test]
fn what_is_asked_for_about_colours_goes_before_everything_else() {
    let folder = Folder::pack(TEA);
    let play = |when: &str, environment: &[(&str, &str)]| call(&folder.0, &["play", ".", "--color", when], b"", environment).out;
    assert!(play("always", &[("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!play("never", &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert!(!play("auto", &[]).contains('\u{1b}'));
    let wrong = call(&folder.0, &["check", "--color", "sometimes"], b"", &[]);
    assert_eq!(wrong.status, 2);
}

#[test]
fn the_same_seed_says_the_same_words() {
    let variants = (0..40).map(|number| format!("\"Variant {number}.\"")).collect::<Vec<_>>().join(", ");
    let folder = Folder::pack(&TEA.replace(r#""What would *you* like?""#, &format!("(one_of: [{variants}])")));
    let say = |seed: &str| folder.call(&["play", ".", "--seed", seed], "").out;
    assert_eq!(say("7"), say("7"));
    assert!((0..9).map(|seed| say(&seed.to_string())).collect::<BTreeSet<_>>().len() > 1, "seeds make a difference");
}

// Looking inside.

/// A dialogue in which something fails, and a rule that is silent.
fn failing() -> Folder {
    let dialogue = TEA
        .replace(
            "\"note\": Text}",
            "\"note\": Text}, rules: {\"cold\": (level: \"safety\", when: \"drink == 'water'\", ask: \"ice\", because: \"x\")}",
        )
        .replace("Anything else?", "Anything else, {quote(note)}?")
        .replace("\"bye\": (", "\"ice\": (say: \"With ice?\", ask: YesNo), \"bye\": (");
    Folder::pack(&dialogue)
}

#[test]
fn a_writer_is_told_what_was_looked_at_and_where_it_stands() {
    let answer = failing().call(&["play", ".", "--dev"], "tea\n/trace\n/state\nher laugh\n/trace\nanything\n/trace\n");
    assert_eq!((answer.status, answer.trouble.as_str()), (0, ""));
    let told = answer.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("rule `cold` stays silent, since `drink == 'water'` doesn't hold: drink is 'tea'"), "{told}");
    assert!(told.contains("fault: content/tea.ron:6:5: at `note`: the text shows `note`, which isn't known here"), "{told}");
    assert!(told.contains("facts: drink 'tea' note not set"), "{told}");
    assert!(told.contains("`note` from ask:tea #1: waits for an answer"), "{told}");
    assert!(told.contains("node `bye` is entered"), "after the end it can still be asked: {told}");
    assert_eq!(told.matches("was answered").count(), 2, "anything else leaves: {told}");
    let bare = failing().call(&["--dev"], "/state\n");
    assert_eq!(bare.status, 0, "{}", bare.trouble);
    assert!(bare.out.contains("facts:"), "{}", bare.out);
}

#[test]
fn nobody_else_is_told_anything_of_what_happens_inside() {
    for typed in ["/trace\n", "/state\n", "tea\n/trace\n", "tea\n/STATE\n"] {
        let answer = failing().call(&["play", "."], typed);
        assert_eq!(answer.status, 0, "{}", answer.trouble);
        assert!(answer.out.contains("I don't know that command."), "{typed:?}: {}", answer.out);
        assert!(!answer.out.contains("fault") && !answer.out.contains("facts:") && !answer.out.contains("rule"), "{}", answer.out);
    }
    assert!(!failing().call(&["play", "."], "tea\n").out.contains("--dev"));
}

#[test]
fn a_transcript_knows_no_commands_of_a_writer() {
    let folder = Folder::pack(TEA);
    folder.write("tests/one.play", "> /trace\n> tea\n> no\n");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    let shown = folder.read("tests/one.play");
    assert!(shown.contains("> /trace\n== ask · unread\nI don't know that command."), "{shown}");
}

// Which dialogue.

fn two() -> Folder {
    let other = TEA.replace("\"Tea\", start", "\"Coffee\", start").replace("What would *you* like?", "Black or white?");
    Folder::with(&[("pack.ron", PACK), ("content/tea.ron", TEA), ("content/coffee.ron", &other)])
}

#[test]
fn a_pack_with_several_dialogues_asks_which() {
    let folder = two();
    for (typed, expected) in [("1\n", "Black or white?"), ("Tea\n", "What would you like?"), ("nothing\ncoffee\n", "Black or white?")] {
        let answer = folder.call(&["play", "."], typed);
        assert_eq!(answer.status, 0, "{}", answer.trouble);
        assert!(answer.out.contains("Which one?") && answer.out.contains(expected), "{typed:?}: {}", answer.out);
    }
}

#[test]
fn nobody_has_to_choose_a_dialogue() {
    assert_eq!(two().call(&["play", "."], "").status, 0);
}

#[test]
fn the_default_dialogue_is_played_without_asking() {
    let folder = two();
    folder.write("pack.ron", r#"(format: 1, title: "Teas", default: "tea")"#);
    let answer = folder.call(&["play", "."], "");
    assert!(!answer.out.contains("Which one?") && answer.out.contains("What would you like?"), "{}", answer.out);
}

// What a pack may read.

#[test]
fn an_include_that_leads_out_of_the_pack_is_refused() {
    let outside = Folder::with(&[("secret.ron", "(facts: {\"secret\": Bool})")]);
    let absolute = outside.0.join("secret.ron").to_string_lossy().into_owned();
    for path in ["../secret.ron", "part/../../secret.ron", &absolute, "./secret.ron", "part//secret.ron"] {
        let dialogue = TEA.replace("facts:", &format!("include: [{path:?}], facts:"));
        let folder = Folder::with(&[("pack.ron", PACK), ("content/tea.ron", &dialogue), ("secret.ron", "(facts: {\"secret\": Bool})")]);
        for arguments in [&["check"][..], &["check", "content/tea.ron"]] {
            let answer = folder.call(arguments, "");
            assert_eq!(answer.status, 1, "{path}");
            assert!(answer.out.contains("include-outside-pack"), "{path}: {}", answer.out);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_pack_is_refused_and_one_inside_is_not() {
    let outside = Folder::with(&[("secret.ron", "(facts: {\"secret\": Bool})")]);
    let dialogue = TEA.replace("facts:", "include: [\"part/linked.ron\"], facts:");
    let folder = Folder::pack(&dialogue);
    folder.write("content/part/real.ron", "(facts: {\"more\": Bool})");
    let link = folder.0.join("content/part/linked.ron");
    std::os::unix::fs::symlink(outside.0.join("secret.ron"), &link).unwrap();
    let answer = folder.call(&["check"], "");
    assert_eq!(answer.status, 1);
    assert!(answer.out.contains("include-outside-pack"), "{}", answer.out);
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("real.ron", &link).unwrap();
    assert_eq!(folder.call(&["check"], "").status, 0);
}

#[cfg(unix)]
#[test]
fn a_dialogue_that_is_itself_a_link_out_of_the_pack_is_refused() {
    let outside = Folder::with(&[("secret.ron", TEA)]);
    let folder = Folder::with(&[("pack.ron", PACK), ("content/part/a.ron", "()")]);
    std::os::unix::fs::symlink(outside.0.join("secret.ron"), folder.0.join("content/tea.ron")).unwrap();
    assert_ne!(folder.call(&["check"], "").status, 0);
    assert!(!folder.call(&["play", "."], "tea\n").out.contains("What would you like?"));
}

#[test]
fn content_that_is_no_text_is_named() {
    let folder = Folder::pack(TEA);
    folder.write("content/tea.ron", b"(format: 1, title: \"caf\xe9\")");
    let pack = folder.call(&["check"], "");
    assert_eq!(pack.status, 1);
    assert!(pack.out.contains("content/tea.ron") && pack.out.contains("UTF-8"), "{}", pack.out);
    for command in ["check", "play"] {
        let file = folder.call(&[command, "content/tea.ron"], "");
        assert_eq!(file.status, 2, "{command}");
        assert!(file.trouble.contains("content/tea.ron") && file.trouble.contains("UTF-8"), "{}", file.trouble);
    }
}

#[test]
fn a_description_of_the_pack_that_is_no_text_is_not_passed_over() {
    let folder = Folder::pack(TEA);
    folder.write("pack.ron", b"(format: 1, title: \"caf\xe9\")");
    let answer = folder.call(&["check"], "");
    assert_ne!(answer.status, 0);
    assert!((answer.out + answer.trouble.as_str()).contains("pack.ron"));
}

#[test]
fn a_mistake_in_the_description_of_the_pack_is_found() {
    let folder = Folder::pack(TEA);
    folder.write("pack.ron", r#"(format: 1, title: "Teas", default: "coffee")"#);
    let answer = folder.call(&["check"], "");
    assert_eq!(answer.status, 1);
    assert!(answer.out.lines().next().unwrap().contains("pack.ron:1:"), "{}", answer.out);
}

// Test.

fn with_play(text: &str) -> Folder {
    let folder = Folder::pack(TEA);
    folder.write("tests/deep/one.play", text);
    folder
}

#[test]
fn a_transcript_of_typed_lines_alone_is_filled_in_when_it_is_blessed() {
    let folder = with_play("> tea\n> her laugh\n");
    let empty = folder.call(&["test"], "");
    assert_eq!(empty.status, 1);
    assert!(empty.out.contains("not filled in yet") && empty.out.contains("tests/deep/one.play"), "{}", empty.out);
    assert_eq!(folder.read("tests/deep/one.play"), "> tea\n> her laugh\n", "nothing is written unasked");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    let filled = folder.read("tests/deep/one.play");
    assert!(filled.contains("== ask · choose\n") && filled.contains("- tea: Tea\n") && filled.contains("== @end served\n"), "{filled}");
    let passing = folder.call(&["test"], "");
    assert_eq!(passing.status, 0, "{}", passing.out);
    assert!(passing.out.contains("1 as written"), "{}", passing.out);
}

/// A pack with a transcript that passes, and then another dialogue.
fn edited(from: &str, to: &str) -> Folder {
    let folder = with_play("# Somebody likes tea.\nseed: 3\n\n> tea\n> her laugh\n");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    assert!(TEA.contains(from));
    folder.write("content/tea.ron", TEA.replace(from, to));
    folder
}

#[test]
fn words_that_changed_can_be_let_pass_but_a_way_that_changed_never() {
    let words = [("Anything else?", "And what else?"), ("\"Water\"", "\"A glass of water\"")];
    let ways = [("goto: \"bye\"", "goto: \"ask\""), (", \"water\": \"Water\"", ""), ("@end served", "@end done")];
    for (from, to) in words {
        let folder = edited(from, to);
        let answer = folder.call(&["test"], "");
        assert_eq!(answer.status, 1, "{to}");
        assert!(answer.out.contains("only words differ") && answer.out.contains("\n  - "), "{}", answer.out);
        assert_eq!(folder.call(&["test", "--ways"], "").status, 0, "{to}");
    }
    for (from, to) in ways {
        let folder = edited(from, to);
        for arguments in [&["test"][..], &["test", "--ways"]] {
            let answer = folder.call(arguments, "");
            assert_eq!(answer.status, 1, "{to}");
            assert!(answer.out.contains("the way differs"), "{}", answer.out);
        }
    }
}

#[test]
fn blessing_keeps_the_head_of_a_transcript() {
    let folder = edited("Anything else?", "And what else?");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    let text = folder.read("tests/deep/one.play");
    assert!(text.starts_with("# Somebody likes tea.\nseed: 3\n\n== ask") && text.contains("And what else?"), "{text}");
    assert_eq!(folder.call(&["test"], "").status, 0);
}

#[test]
fn a_transcript_that_begins_with_a_fault_can_be_read_again() {
    let folder = Folder::pack(&TEA.replace("What would *you* like?", "You wrote {quote(note)}. And now?"));
    folder.write("tests/fault.play", "> tea\n> no\n");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    let answer = folder.call(&["test"], "");
    assert_eq!(answer.status, 0, "{}{}", answer.out, answer.trouble);
}

#[test]
fn a_transcript_with_carriage_returns_is_the_same_transcript() {
    let folder = with_play("> tea\r\n> her laugh\r\n");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    let windows = folder.read("tests/deep/one.play").replace('\n', "\r\n");
    folder.write("tests/deep/one.play", windows);
    assert_eq!(folder.call(&["test"], "").status, 0);
}

#[test]
fn transcripts_below_another_pack_are_left_alone() {
    let folder = with_play("> tea\n> no\n");
    folder.write("tests/inner/pack.ron", PACK);
    folder.write("tests/inner/tests/other.play", "> nothing\n");
    assert_eq!(folder.call(&["test", "--bless"], "").status, 0);
    assert_eq!(folder.read("tests/inner/tests/other.play"), "> nothing\n");
    assert!(folder.call(&["test"], "").out.contains("1 as written"));
}

#[test]
fn a_pack_without_transcripts_has_none_that_fail() {
    let answer = Folder::pack(TEA).call(&["test"], "");
    assert_eq!(answer.status, 0);
    assert!(answer.out.contains("no transcripts"), "{}", answer.out);
}

#[test]
fn a_transcript_of_a_broken_dialogue_is_a_finding() {
    let folder = edited("goto: \"bye\"", "goto: \"by\"");
    assert_eq!(folder.call(&["test"], "").status, 1);
}

// What is written down, where somebody says so.

const KEEPING: &str = r#"(
  format: 1, title: "Keeping", start: "line",
  facts: {"line": Text, "more": Text},
  keepsake: (title: "Along", parts: [(title: "My line", when: "known(line)", say: "{whole(line)}")]),
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  nodes: {
    "line": (say: "One line?", ask: Text, keep: "line", goto: "more"),
    "more": (say: "You wrote {quote(line)}. And more?", ask: Text, keep: "more", goto: "bye"),
    "bye": (say: "Thank you for {quote(more)}.", goto: "@end kept"),
    "card": (exact: true, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

#[cfg(unix)]
fn readable_by_its_owner_alone(path: &Path) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777 == 0o600
}

#[cfg(unix)]
#[test]
fn a_keepsake_is_written_only_where_the_person_says_and_nothing_is_written_over() {
    let folder = Folder::with(&[("k.ron", KEEPING), ("there.md", "mine")]);
    let typed = "/keepsake early.html\nI got up <every> day\n/keepsake page.html\nkeepsake page.md\n/keepsake there.md\n/keepsake page\n/keepsake\nquit\n";
    let answer = folder.call(&["play", "k.ron"], typed);
    assert_eq!(answer.status, 0, "{}", answer.trouble);
    assert!(!folder.0.join("early.html").exists(), "there was nothing to take along yet");
    assert!(folder.read("page.html").contains("I got up &lt;every&gt; day"));
    assert!(folder.read("page.md").contains(r"I got up \<every\> day"));
    assert!(["page.html", "page.md"].iter().all(|file| readable_by_its_owner_alone(&folder.0.join(file))));
    assert_eq!(folder.read("there.md"), "mine");
    for told in ["there.md is there already", "A name that ends in .html, .md or .txt", "My line\n  “I got up <every> day”"] {
        assert!(answer.out.contains(told), "{told}: {}", answer.out);
    }
    let left = fs::read_dir(&folder.0).unwrap().count();
    assert_eq!(left, 4, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_conversation_that_was_put_by_is_taken_up_again() {
    let folder = Folder::with(&[("k.ron", KEEPING)]);
    let first = folder.call(&["play", "k.ron", "--resume-file", "visit.json"], "a line of mine\nI'll hurt myself tonight\nyes\n");
    assert_eq!(first.status, 0, "{}", first.trouble);
    assert!(readable_by_its_owner_alone(&folder.0.join("visit.json")));
    let kept = folder.read("visit.json");
    assert!(kept.contains("a line of mine") && !kept.contains("tonight"), "{kept}");
    // The content was edited in between.
    folder.write("k.ron", KEEPING.replace("And more?", "And what else?"));
    let second = folder.call(&["play", "k.ron", "--from", "visit.json", "--resume-file", "visit.json"], "tea\n");
    assert_eq!(second.status, 0, "{}", second.trouble);
    assert!(second.out.contains("You wrote “a line of mine”. And what else?"), "{}", second.out);
    assert!(second.out.contains("Thank you for “tea”."), "{}", second.out);
    assert!(folder.read("visit.json").contains("tea"));
    let broken = Folder::with(&[("k.ron", KEEPING), ("visit.json", "{}")]).call(&["play", "k.ron", "--from", "visit.json"], "");
    assert_eq!(broken.status, 2);
    assert!(broken.trouble.contains("visit.json holds no conversation"), "{}", broken.trouble);
    let missing = folder.call(&["play", "k.ron", "--from", "nowhere.json"], "");
    assert!(missing.status == 2 && missing.trouble.contains("nowhere.json can't be read"), "{}", missing.trouble);
}
