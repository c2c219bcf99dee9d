//! The shape of the house, read from its sources: who may know whom. What clippy and privacy hold is left to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library, each of which rests only on those before it.
const ROOMS: [&str; 19] = [
    "caps",
    "phrases",
    "english",
    "diagnostics",
    "pack",
    "syntax",
    "patterns",
    "hooks",
    "script",
    "check",
    "render",
    "reading",
    "step",
    "turn",
    "trace",
    "replay",
    "keepsake",
    "session",
    "transcript",
];

/// Rooms in which files still know each other in a circle, and why.
const CIRCLES: [(&str, &str); 5] = [
    ("check", "the desk is handed to everybody and knows some of them; a scope handed down will part them"),
    ("hooks", "a part of an expression is refused by what cuts it into parts"),
    ("patterns", "a pattern that means nothing is refused where it is parsed, and says so in the words of an ear"),
    ("syntax", "what a dialogue holds is decoded by the tables of its fields, and both speak of each other"),
    ("script", "an expression looks at a whole script, of which it is a part"),
];

/// A file of the library.
struct Source {
    /// Its module, such as `step::trace::values`; of a room's door only the room.
    module: String,
    /// Its lines without comments, and without the tests at its end.
    code: String,
    lines: usize,
}

impl Source {
    fn room(&self) -> &str {
        self.module.split("::").next().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of the library, but for those that hold only tests.
fn sources() -> Vec<Source> {
    let mut due = vec![root()];
    let mut sources = Vec::new();
    while let Some(folder) = due.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let below = path.strip_prefix(root()).unwrap().with_extension("").to_string_lossy().replace('/', "::");
            let tests = below.split("::").any(|part| part == "tests");
            if path.is_dir() {
                due.push(path);
            } else if !tests && ROOMS.contains(&below.split("::").next().unwrap()) {
                let text = fs::read_to_string(&path).unwrap();
                let written = text.lines().take_while(|line| *line != "#[cfg(test)]");
                let code = written.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
                sources.push(Source { module: below, code, lines: text.lines().count() });
            }
        }
    }
    assert!(sources.len() > ROOMS.len(), "the sources were found");
    sources
}

/// Every path behind `use` or in the code that begins with `crate::` or `super::`, with braces written out.
fn paths(code: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with("::")) {
            let end = code[at..].find([';', '(', ')', '<', '>', '=', '[', '&', '?']).map_or(code.len(), |end| at + end);
            let tree = code[at..end].split_whitespace().collect::<Vec<_>>().join(" ");
            written_out("", tree.split(" as ").next().unwrap_or_default(), &mut paths);
        }
    }
    paths
}

fn written_out(before: &str, tree: &str, into: &mut BTreeSet<String>) {
    let Some((stem, inner)) = tree.split_once('{') else {
        let path = tree.trim().split([',', ' ', '}', '.', '!']).next().unwrap_or_default();
        into.insert(format!("{before}{path}"));
        return;
    };
    let mut depth = 0;
    let parts = inner.split(|letter| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth == 0 && letter == ',' || depth < 0
    });
    parts.for_each(|part| written_out(&format!("{before}{}", stem.trim()), part, into));
}

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    let place = |room: &str| ROOMS.iter().position(|other| *other == room);
    for source in sources() {
        for path in paths(&source.code).iter().filter_map(|path| path.strip_prefix("crate::")) {
            let known = path.split("::").next().unwrap_or_default();
            // Whatever stands at the door of the library belongs to a room, too.
            let Some(there) = place(known) else { panic!("`{}` names `crate::{path}`, which is in no room", source.module) };
            assert!(Some(there) <= place(source.room()), "`{}` reaches into `{known}`, a later room", source.module);
        }
    }
}

#[test]
fn the_files_of_a_room_know_each_other_in_no_circle() {
    let sources = sources();
    let modules = sources.iter().map(|source| source.module.as_str()).collect::<BTreeSet<_>>();
    let mut knows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in &sources {
        for path in paths(&source.code) {
            let Some(known) = leads(&path, &source.module, &sources, &modules) else { continue };
            // A door and what lies behind it are one.
            let behind = |one: &str, other: &str| one == other || one.starts_with(&format!("{other}::"));
            if known.split("::").next() == Some(source.room()) && !behind(known, &source.module) && !behind(&source.module, known) {
                knows.entry(&source.module).or_default().insert(known);
            }
        }
    }
    let mut excused = BTreeSet::new();
    for module in &modules {
        let mut due = vec![vec![*module]];
        let mut seen = BTreeSet::new();
        while let Some(way) = due.pop() {
            for next in knows.get(way.last().unwrap()).into_iter().flatten() {
                if next == module {
                    let room = module.split("::").next().unwrap();
                    let reason = CIRCLES.iter().position(|(excused, _)| *excused == room);
                    assert!(reason.is_some(), "a circle: {} → {next}", way.join(" → "));
                    excused.extend(reason);
                } else if seen.insert(*next) {
                    due.push(way.iter().copied().chain([*next]).collect());
                }
            }
        }
    }
    assert_eq!(excused.len(), CIRCLES.len(), "an exception that nobody needs is none");
}

/// The file that a path leads to; the one that defines a name, where a door only passes it on.
fn leads<'s>(path: &str, from: &str, sources: &'s [Source], modules: &BTreeSet<&'s str>) -> Option<&'s str> {
    let mut here = from.split("::").map(str::to_owned).collect::<Vec<_>>();
    let mut steps = path.split("::").peekable();
    if steps.next_if_eq(&"crate").is_some() {
        here.clear();
    }
    while steps.next_if_eq(&"super").is_some() {
        here.pop();
    }
    let full = here.into_iter().chain(steps.map(str::to_owned)).collect::<Vec<_>>();
    let longest = (1..=full.len()).rev().find_map(|length| modules.get(full[..length].join("::").as_str()).map(|found| (length, *found)));
    let (length, found) = longest?;
    let Some(name) = full.get(length) else { return Some(found) };
    // Where the door passes a name on, whoever defines it is known.
    let door = &sources.iter().find(|source| source.module == found)?.code;
    let statements = door.split(';').map(|statement| statement.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '}'));
    let uses =
        statements.filter_map(|statement| ["pub use ", "pub(crate) use ", "use "].iter().find_map(|start| statement.strip_prefix(start)));
    let passed = uses.into_iter().find(|line| {
        line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == name) && !line.starts_with("crate")
    });
    let behind = passed.and_then(|line| modules.get(format!("{found}::{}", line.split("::").next()?).as_str()).copied());
    behind.or(Some(found))
}

#[test]
fn only_one_room_names_ron_and_only_one_names_rhai() {
    for (name, room) in [("ron::", "syntax"), ("rhai::", "hooks")] {
        let word = |code: &str, at: usize| !code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '"');
        let names = |source: &Source| source.code.match_indices(name).any(|(at, _)| word(&source.code, at));
        let (inside, outside): (Vec<_>, Vec<_>) = sources().into_iter().filter(names).partition(|source| source.room() == room);
        assert_eq!(outside.iter().map(|source| &source.module).collect::<Vec<_>>(), [] as [&String; 0], "only `{room}` names {name}");
        assert!(!inside.is_empty(), "`{room}` names {name}");
    }
}

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    let long = sources().into_iter().filter(|source| source.lines > 600).map(|source| (source.lines, source.module));
    assert_eq!(long.collect::<Vec<_>>(), []);
}

#[test]
fn paths_are_found_where_they_are_written() {
    let code = "use super::{Found, line::{Line, doubled}};\nuse crate::script::Ask;\nlet a = crate::render::tell(super::super::b::c);";
    let expected =
        ["crate::render::tell", "crate::script::Ask", "super::Found", "super::line::Line", "super::line::doubled", "super::super::b::c"];
    assert_eq!(paths(code).into_iter().filter(|path| !path.ends_with("::")).collect::<Vec<_>>(), expected);
}

/// What opens a file, a folder or a link, asks the disk of one, or has another program do it.
const OPENS: [&str; 14] = [
    "std::fs",
    "{fs",
    "rustix::fs",
    "std::net",
    "process::Command",
    ".canonicalize(",
    ".exists(",
    ".try_exists(",
    ".is_file(",
    ".is_dir(",
    ".is_symlink(",
    ".metadata(",
    ".symlink_metadata(",
    ".read_dir(",
];

#[test]
fn there_is_one_door_for_files() {
    let mut due = vec![root()];
    let mut looked_at = 0;
    while let Some(folder) = due.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            if path.is_dir() {
                due.push(path);
            } else if name != "files.rs" && !name.contains("tests") {
                looked_at += 1;
                let text = fs::read_to_string(&path).unwrap();
                for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                    let opens = OPENS.iter().find(|opens| line.contains(**opens));
                    assert!(opens.is_none(), "{name} goes past `files.rs` by `{}`: {line}", opens.unwrap());
                }
            }
        }
    }
    assert!(looked_at > 100, "the sources were found");
}
