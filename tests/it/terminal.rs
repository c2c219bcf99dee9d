//! The program in a terminal, driven key by key: editing, leaving, pasting, narrow windows, screen readers.

pub mod person;
mod pictures;
mod screens;

use crate::folder::Folder;
use person::*;
use portable_pty::CommandBuilder;

const TEA: &str = r#"(
  format: 1, title: "Tea", start: "ask",
  sections: {"first": "The beginning"},
  facts: {"drink": OneOf(["tea", "water", "coffee"]), "note": Text, "how": Number(0, 10)},
  interrupts: {"danger": (level: "safety", hears: ["want to die"], ask: "safe", text: Drop, samples: ["I want to die"])},
  safety: (ask: "safe", line: "Not safe? Type *help*.", words: ["sos"]),
  nodes: {
    "safe": (say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
    "ask": (section: "first", say: "What would *you* like?", ask: Choose({"tea": "A cup of tea", "water": "Just water", "coffee": "A cup of coffee"}), keep: "drink", goto: "note"),
    "note": (section: "first", say: "Anything else?", ask: Text(samples: ["no"]), keep: "note", goto: "how"),
    "how": (say: [(when: "heard(note, 'one') && heard(note, 'two')", say: "I heard both lines."), "How warm?"], ask: Number(from: 0, to: 10, least: "cold", most: "hot"), keep: "how", goto: "bye"),
    "bye": (say: "Here you are.", goto: "@end served"),
  },
  patterns: {"one": ["first line"], "two": ["and the second"]},
)
"#;

fn tea() -> Folder {
    Folder::with(&[("pack.ron", "(format: 1, title: \"Teas\")\n"), ("content/tea.ron", TEA)])
}

/// At the first question.
fn sat_down(folder: &Folder, size: (u16, u16)) -> Person {
    let mut person = Person::calls(&folder.0, &["play", "."], size);
    person.waits_at_prompt("What would you like?");
    person
}

// Editing.

#[test]
fn a_line_is_edited_before_it_is_sent() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.types("cofee").waits("> cofee").types(LEFT).types(LEFT).types("f").waits("> coffee").types(HOME).types("A cup of ");
    person.waits("> A cup of coffee").types("\r").waits_at_prompt("Anything else?");
    person.types("abc").waits("> abc").types(BACKSPACE).types(BACKSPACE).types(BACKSPACE).types("one two").waits("> one two");
    person.types("\x17").waits_until("one word less", |screen| screen.contents().lines().any(|line| line.trim_end() == "> one"));
    assert!(!person.screen().contains("two"));
}

#[test]
fn what_was_typed_before_is_called_up_again_but_nothing_that_alarmed() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?").answers("I want to die", "Are you safe?").answers("yes", "Anything else?");
    person.answers("biscuits", "How warm?");
    person.types(UP).waits("> biscuits").types(UP).waits_until("`tea` at the prompt", |screen| cursor_row(screen) == "> tea");
    person.types(UP).types("x").waits_until("the same", |screen| cursor_row(screen) == "> teax");
    let home = std::fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files = home.collect::<Vec<_>>();
    files.sort();
    assert_eq!(files, ["content", "pack.ron"], "nothing is written");
}

fn cursor_row(screen: &vt100::Screen) -> String {
    let row = usize::from(screen.cursor_position().0);
    screen.rows(0, screen.size().1).nth(row).unwrap_or_default().trim_end().to_owned()
}

#[test]
fn options_and_commands_are_completed_with_their_labels_shown() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.types("cup\t").waits("1  A cup of tea").waits("3  A cup of coffee");
    person.waits_until("their common beginning", |screen| cursor_row(screen) == "> A cup of");
    person.types("c\t").waits_until("the whole", |screen| cursor_row(screen).trim_end() == "> A cup of coffee");
    person.types("\r").waits_at_prompt("Anything else?");
    person.types("/ba\t").waits_until("the command", |screen| cursor_row(screen) == "> /back");
    person.types("\r").waits_at_prompt("What would you like?");
    person.types("wa").waits("Tab: Just water");
}

#[test]
fn hints_are_grey_and_are_never_sent() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.waits("> a number, or a few words").types("jus");
    person.waits_until("the rest in grey", |screen| cursor_row(screen) == "> just water" && screen.cursor_position().1 == 5);
    assert!(person.bytes().contains("jus\x1b[90mt water"), "{:?}", person.bytes());
    person.types("\r").waits_at_prompt("Anything else?");
    person.types("\r").waits_at_prompt("I didn't get any words.");
}

#[test]
fn without_colours_there_are_no_hints_that_could_be_taken_for_words() {
    let folder = tea();
    let mut person = Person::calls(&folder.0, &["play", ".", "--color", "never"], (80, 24));
    person.waits_at_prompt("What would you like?").types("jus").waits("> jus").types("t").waits("> just");
    assert_eq!(person.screen().lines().last(), Some("> just"));
    let coloured = ["\x1b[1m", "\x1b[2m", "\x1b[3", "\x1b[9"];
    assert!(!coloured.iter().any(|look| person.bytes().contains(look)), "{:?}", person.bytes());
}

// Leaving.

#[test]
fn the_first_ctrl_c_says_how_to_leave_and_loses_nothing() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.types("cofee").waits("> cofee").types(LEFT).types(LEFT).types(CTRL_C).waits("press Ctrl-C again");
    person.waits_until("the same words", |screen| cursor_row(screen) == "> cofee").types("f").waits("> coffee");
    person.types("\r").waits_at_prompt("Anything else?");
    person.types(CTRL_C).waits_at_prompt("press Ctrl-C again").types(CTRL_C);
    assert_eq!(person.ends().exit_code(), 0);
    assert!(person.screen().contains("Thank you for coming this far. Go gently.\n\n  Not safe? Type help."), "{}", person.screen());
}

#[test]
fn ctrl_d_in_an_empty_line_leaves_warmly_and_elsewhere_only_deletes() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.types("teaa").waits("> teaa").types(LEFT).types(CTRL_D).types("\r").waits_at_prompt("Anything else?").types(CTRL_D);
    assert_eq!(person.ends().exit_code(), 0);
    assert!(person.screen().contains("Thank you for coming this far. Go gently."));
}

#[test]
fn put_aside_and_brought_back_it_stands_where_it_stood() {
    let folder = tea();
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "shell: ");
    let mut person = Person::sits(&folder.0, shell, (80, 40));
    person.waits("shell: ").types(&format!("{} play .\r", env!("CARGO_BIN_EXE_inward"))).waits_at_prompt("What would you like?");
    person.types("half a wo").waits("> half a wo").types(CTRL_Z).waits("Stopped").types("clear; fg\r");
    person.waits_until("everything again", |screen| {
        screen.contents().contains("What would you like?")
            && screen.contents().contains("1  A cup of tea")
            && cursor_row(screen) == "> half a wo"
    });
}

#[test]
fn an_end_that_is_asked_for_leaves_the_terminal_as_it_was() {
    let folder = tea();
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile", "-c"]);
    shell.arg(format!("{} play .; echo status $?; stty -a; read -r done", env!("CARGO_BIN_EXE_inward")));
    let mut person = Person::sits(&folder.0, shell, (80, 40));
    person.waits_at_prompt("What would you like?").types("half").waits("> half");
    let child = children(person.process());
    assert_eq!(child.len(), 1);
    person.asks_to_end(child[0]);
    person.waits("status 143").waits(" icanon").waits(" echo ").types("\r");
    person.ends();
}

/// The processes that another one started, as the system lists them.
fn children(of: i32) -> Vec<i32> {
    let stat = |pid: i32| std::fs::read_to_string(format!("/proc/{pid}/stat")).ok();
    let parent = |pid: i32| stat(pid)?.rsplit(')').next()?.split_whitespace().nth(1)?.parse::<i32>().ok();
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok());
    processes.filter(|pid| parent(*pid) == Some(of)).collect()
}

#[test]
fn a_closed_window_ends_it() {
    let folder = tea();
    for plain in ["", " --plain"] {
        // A window in a window: the inner one is closed by ending what holds it.
        let mut inner = CommandBuilder::new("script");
        inner.args(["-q", "-c", &format!("{} play .{plain}", env!("CARGO_BIN_EXE_inward")), "/dev/null"]);
        let mut person = Person::sits(&folder.0, inner, (80, 24));
        person.waits("What would you like?").types("half").waits("half");
        let mut inside = children(person.process());
        // Where a shell stands between them, it goes with its window, too.
        inside.extend(inside.clone().into_iter().flat_map(children));
        assert!(!inside.is_empty());
        person.kills(person.process());
        let start = std::time::Instant::now();
        let runs = |pid: &i32| std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
        while inside.iter().any(runs) {
            assert!(start.elapsed().as_secs() < 60, "{inside:?} live on without a window");
            std::thread::yield_now();
        }
    }
}

#[test]
fn the_quick_exit_clears_the_window_and_what_was_scrolled_away() {
    let folder = tea();
    for leave in [CTRL_Q, "\x15/clear\r"] {
        let mut person = sat_down(&folder, (80, 13));
        person.types("tea\r").waits_at_prompt("Anything else?");
        assert!(person.scrolled_away() > 0);
        person.types("something private").waits("> something private").types(leave);
        assert_eq!(person.ends().exit_code(), 0);
        assert_eq!(person.screen().trim(), "", "nothing is left");
        assert!(person.bytes().contains("\x1b[3J"), "what was scrolled away goes, too");
    }
}

#[test]
fn the_quick_exit_works_between_two_screens_too() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 12));
    person.types("help\r").waits("Enter for more >").types(CTRL_Q);
    assert_eq!(person.ends().exit_code(), 0);
    assert_eq!(person.screen().trim(), "");
}

// Windows.

#[test]
fn a_window_in_disorder_is_tidied_up_and_nothing_is_lost() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?").types("half a li").waits("> half a li").types("\x0c");
    person.waits_until("the question alone", |screen| {
        cursor_row(screen) == "> half a li" && screen.contents().trim_start().starts_with("Anything else?")
    });
}

#[test]
fn while_an_earlier_answer_is_asked_about_that_is_what_stands_in_a_tidied_window() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?").answers("biscuits", "How warm?").answers("change 2", "What should it be?");
    person.types("sca").waits("> sca").types("\x0c").waits_until("what is asked about the answer", |screen| {
        let text = screen.contents();
        cursor_row(screen) == "> sca" && text.contains("What should it be?") && !text.contains("How warm?")
    });
}

#[test]
fn a_window_that_changes_in_the_middle_of_a_line_loses_nothing() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?");
    let words = "a long line that goes on and on beyond what a narrow window holds";
    person.types(words).waits(words).resizes((30, 24));
    person.types(" still").waits_until("the end of the line", |screen| cursor_row(screen).ends_with(" still"));
    person
        .resizes((100, 24))
        .types(" here")
        .waits_until("the whole line", |screen| screen.contents().contains(&format!("{words} still here")));
    person.types("\r").waits_at_prompt("How warm?").answers("/notes", "understood so far");
    assert!(person.screen().contains("“a long line that goes on and on"), "{}", person.screen());
}

#[test]
fn everything_fits_into_twenty_four_columns() {
    let folder = tea();
    let mut person = Person::calls(&folder.0, &["play", "."], (24, 100));
    person.waits_at_prompt("What would you like?").answers("/notes", "stands").answers("tea", "Anything else?");
    person.answers("help", "stands");
    // What is written is broken between words, never by the window.
    let words = person.bytes().replace("\x1b[1m", "").replace("\x1b[0m", "");
    let long = words.split(['\n', '\r', '\x1b']).find(|line| line.chars().count() > 24 && !line.contains('['));
    assert_eq!(long, None);
}

#[test]
fn a_long_text_is_shown_a_screen_at_a_time_and_can_be_broken_off() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 12));
    person.types("help\r").waits("Enter for more >");
    assert!(!person.screen().contains("At this terminal"));
    person.types("\r").waits_until("the next screen", |screen| screen.contents().contains("again, forward once more"));
    person.types("tea").waits("Enter for more > tea").types("\r");
    person.waits_until("the rest, and the words at the prompt", |screen| {
        screen.contents().contains("The question still stands") && cursor_row(screen).starts_with("> tea")
    });
    person.types("\r").waits_at_prompt("Anything else?");
}

// Long and several lines.

#[test]
fn a_hundred_thousand_characters_can_be_pasted() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?");
    let text = format!("first {}", "žluťoučký kůň ".repeat(7_142));
    let text = text.chars().take(99_980).collect::<String>() + " the very end";
    person.types("\x1b[200~").types(&text).types("\x1b[201~").waits("the very end").types("\r").waits_at_prompt("How warm?");
    person.answers("/notes", "understood so far");
    assert!(person.screen().contains("“first žluťoučký"), "{}", person.screen());
}

#[test]
fn several_lines_are_one_answer_however_they_are_given() {
    let folder = tea();
    let ways = [
        "first line\\\rand the second\r",
        "\x1b[200~first line\nand the second\x1b[201~\r",
        "\"\"\"\rfirst line\rand the second\r\"\"\"\r",
    ];
    for way in ways {
        let mut person = sat_down(&folder, (80, 24));
        person.answers("tea", "Anything else?").types(way).waits_at_prompt("I heard both lines.");
    }
}

#[test]
fn keys_that_are_pressed_ahead_are_not_lost() {
    let folder = tea();
    let mut person = Person::calls(&folder.0, &["play", "."], (80, 40));
    person.waits_at_prompt("What would you like?").types("tea\rno\r7\r");
    assert_eq!(person.ends().exit_code(), 0);
    assert!(person.screen().contains("Here you are."), "{}", person.screen());
}

#[test]
fn any_writing_is_taken_and_orders_in_it_never_reach_the_terminal() {
    let folder = tea();
    for words in ["👩‍🚀 👨‍👩‍👧‍👦 ❤️", "שלום עולם", "你好，世界", "e\u{301}", "a\u{202e}b"] {
        let mut person = sat_down(&folder, (80, 24));
        person.answers("tea", "Anything else?").types(words).types("\r").waits_at_prompt("How warm?");
        assert!(!person.bytes().contains('\u{202e}'));
    }
    let mut person = sat_down(&folder, (80, 24));
    person.answers("tea", "Anything else?").types("\x1b[200~a\x1b]0;title\x07b\u{9b}2Jc\x1b[201~");
    person.waits_until("what is left", |screen| cursor_row(screen).ends_with('c')).types("\r").waits_at_prompt("How warm?");
    for order in ["\x1b]0;", "\x07", "\u{9b}"] {
        assert!(!person.bytes().contains(order), "{order:?}");
    }
}

#[test]
fn bytes_that_are_no_text_lose_nothing_else() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 24));
    person.types("te").waits("> te").presses(b"\xff");
    person.waits_until("the line again", |screen| screen.contents().matches("> te").count() == 2).types("a");
    person
        .waits_until("the words around it", |screen| cursor_row(screen).starts_with("> tea"))
        .types("\r")
        .waits_at_prompt("Anything else?");
}

// Screen readers.

#[test]
fn for_screen_readers_nothing_is_drawn_and_options_are_counted() {
    let folder = tea();
    let mut person = Person::calls(&folder.0, &["play", ".", "--plain"], (80, 40));
    person.waits("Your answer: ").types("just watr\r").waits("Understood: Just water.").waits("Anything else?");
    person
        .types("\"\"\"\rfirst\rsecond\r\"\"\"\r")
        .waits("A number from 0, cold, to 10, hot")
        .types("map\r")
        .waits("Visited: The beginning");
    person.types("sos\r").waits("1 of 1: Yes").types("yes\r").waits("How warm?").types("7\r");
    assert_eq!(person.ends().exit_code(), 0);
    assert!(person.screen().contains("1 of 3: A cup of tea\n2 of 3: Just water\n3 of 3: A cup of coffee\n"), "{}", person.screen());
    let drawn = ['\x1b', '→', '●', '◉', '│'];
    assert!(!person.bytes().contains(drawn), "{:?}", person.bytes());
}

#[test]
fn for_screen_readers_ctrl_c_loses_nothing_either() {
    let folder = tea();
    let mut person = Person::calls(&folder.0, &["play", ".", "--plain"], (80, 24));
    person
        .waits("Your answer: ")
        .types("cof")
        .waits("Your answer: cof")
        .types(CTRL_C)
        .waits("What you began to type is kept")
        .types("fee\r");
    person.waits("Anything else?").types(CTRL_C).waits_until("it again", |screen| screen.contents().matches("is kept").count() == 2);
    person.types(CTRL_C);
    person.ends();
    assert!(person.screen().contains("Thank you for coming this far. Go gently."), "{}", person.screen());
}

#[test]
fn a_terminal_that_can_not_be_drawn_on_is_plain() {
    let folder = tea();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_inward"));
    command.args(["play", "."]);
    command.env("TERM", "dumb");
    let mut person = Person::sits(&folder.0, command, (80, 24));
    person.waits("Your answer: ").types("tea\r").waits("Anything else?");
    person.types("/help\r").waits("on a line of its own").types("/clear\r").waits("can't be cleared");
    assert_eq!(person.ends().exit_code(), 0);
    assert!(!person.bytes().contains('\x1b'));
}

#[test]
fn where_it_is_asked_which_only_those_are_shown_again() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 40));
    person.answers("a cup", "Which one: A cup of tea, or A cup of coffee?").waits("3  A cup of coffee");
    let screen = person.screen();
    assert_eq!((screen.matches("Just water").count(), screen.matches("  A cup of tea").count()), (1, 2), "{screen}");
    person.answers("3", "Anything else?").answers("/notes", "A cup of coffee");
}

// When all is said.

/// A talk that ends at once, with something to take home.
const LAST: &str = r#"(
  format: 1, title: "Last", start: "ask",
  facts: {"line": Text},
  safety: (ask: "card", line: "Not safe? Type *help*.", words: ["sos", "help me"]),
  nodes: {
    "ask": (say: "One line?", ask: Text(samples: ["one"]), keep: "line", goto: "bye"),
    "bye": (say: "Go gently.", goto: "@end said"),
    "card": (say: "Somebody answers at 112.", ask: Continue, goto: "@return"),
  },
  keepsake: (title: "Yours", parts: [(title: "A line", when: "known(line)", say: "{whole(line)}")]),
)
"#;

#[test]
fn the_last_prompt_gives_help_and_what_is_taken_home_and_goes_only_when_asked_to() {
    let folder = Folder::with(&[("last.ron", LAST)]);
    let mut person = Person::calls(&folder.0, &["play", "last.ron"], (90, 90));
    person.waits_at_prompt("One line?").answers("I am still here", "Go gently.").waits_at_prompt("keepsake");
    // A word for help with a slip in it leads there, as at any other prompt; what is no word for leaving doesn't leave.
    for help in ["help", "SOS", "hepl", "help me", "112"] {
        person.answers("/clear-not", "keepsake").answers(help, "Somebody answers at 112.");
    }
    person.answers("what was it called again", "keepsake").answers("keepsake", "“I am still here”");
    person.answers("keepsake mine.md", "mine.md");
    assert!(std::fs::read_to_string(folder.0.join("mine.md")).unwrap().contains("I am still here"));
    person.types("done\r");
    assert_eq!(person.ends().exit_code(), 0);
}

// For testers.

#[test]
fn only_a_writer_is_told_of_tests() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 60));
    person.answers("/help", "At this terminal");
    assert!(!person.screen().contains("save-test"), "{}", person.screen());
    let mut writer = Person::calls(&folder.0, &["play", ".", "--dev"], (80, 60));
    writer.waits_at_prompt("What would you like?").answers("/help", "/save-test NAME");
}

#[test]
fn a_conversation_is_saved_as_a_test_that_passes() {
    let folder = tea();
    let mut person = sat_down(&folder, (80, 40));
    person.answers("just watr", "Anything else?").answers("I want to die", "Are you safe?").answers("yes", "Anything else?");
    person.answers("with milk", "How warm?");
    person.answers("/save-test ../away", "A name is needed").answers("/save-test my-first", "Saved as tests/my-first.play");
    let saved = std::fs::read_to_string(folder.0.join("tests/my-first.play")).unwrap();
    assert!(saved.starts_with("dialogue: tea\nseed: ") && saved.contains("> water\n") && saved.contains("> with milk\n"), "{saved}");
    person.answers("/save-test my-first", "is there already");
    assert_eq!(std::fs::read_to_string(folder.0.join("tests/my-first.play")).unwrap(), saved);
    let test = std::process::Command::new(env!("CARGO_BIN_EXE_inward")).arg("test").current_dir(&folder.0).output().unwrap();
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stdout));
}

#[test]
fn without_a_pack_a_test_is_saved_where_one_is() {
    let folder = Folder::with(&[("alone.ron", TEA)]);
    let mut person = Person::calls(&folder.0, &["play", "alone.ron"], (80, 40));
    person.waits_at_prompt("What would you like?").answers("tea", "Anything else?").answers("/save-test one", "Saved as one.play");
    assert!(folder.0.join("one.play").is_file());
}
