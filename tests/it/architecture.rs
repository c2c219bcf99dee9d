//! The shape of the house, read from its sources: who may know whom, who may name what, and what everybody can see.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, each of which rests only on those before it.
const ROOMS: [&str; 14] = [
    "caps",
    "phrases",
    "diagnostics",
    "pack",
    "syntax",
    "patterns",
    "hooks",
    "script",
    "check",
    "step",
    "replay",
    "keepsake",
    "session",
    "transcript",
];

/// Who may know a later room, and why.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// The files of the binary: they alone may open, print, wait and leave.
const BINARY: [&str; 5] = ["main.rs", "command_line.rs", "country.rs", "folder.rs", "terminal"];

/// A file of the sources.
struct Source {
    /// Its path below `src`, with `/` between folders.
    path: String,
    /// What stands there.
    text: String,
    /// The same without comments, the insides of texts, and tests. Every line is still at its place.
    code: String,
}

impl Source {
    /// The room that it belongs to; none for the doors of the library and of the binary.
    fn room(&self) -> Option<&str> {
        let first = self.path.split('/').next()?.trim_end_matches(".rs");
        ROOMS.into_iter().find(|room| *room == first)
    }

    fn is_binary(&self) -> bool {
        BINARY.iter().any(|part| self.path == *part || self.path.trim_end_matches(".rs").split('/').next() == Some(part))
    }

    /// The lines of code in which something stands, as `path:line: code`.
    fn lines_with(&self, what: &str) -> Vec<String> {
        let found = self.code.lines().enumerate().filter(|(_, line)| names(line, what));
        found.map(|(place, line)| format!("{}:{}: {}", self.path, place + 1, line.trim())).collect()
    }
}

/// Whether a line has these words, and not only as a part of longer ones.
fn names(line: &str, what: &str) -> bool {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(what)
        .any(|(at, _)| !line[..at].ends_with(word) && (what.ends_with(|end| !word(end)) || !line[at + what.len()..].starts_with(word)))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut due = vec![folder.to_owned()];
    while let Some(folder) = due.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                due.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source is text");
        let path = path.strip_prefix(&folder).expect("it lies below `src`").to_string_lossy().replace('\\', "/");
        let code = without_tests(&without_words(&text));
        Source { path, text, code }
    };
    let sources = files(&folder).into_iter().map(source).collect::<Vec<_>>();
    assert!(sources.len() > ROOMS.len(), "the sources were found");
    sources.into_iter().filter(|source| !is_test(&source.path)).collect()
}

/// Files that are only compiled into tests: `tests.rs`, and what lies in a folder of that name.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// Code without comments and without the insides of texts; every line stays at its place.
fn without_words(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => text(rest),
            'r' | 'b' if !code.ends_with(|before: char| before.is_alphanumeric() || before == '_') => raw_text(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|letter| *letter == '\n'));
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

/// How long the comment is that begins here; comments may hold comments.
fn block_comment(source: &str) -> usize {
    let mut depth = 0;
    for (at, _) in source.char_indices() {
        if source[at..].starts_with("/*") {
            depth += 1;
        } else if source[at..].starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return at + 2;
            }
        }
    }
    source.len()
}

/// How long the text in quotes is that begins here.
fn text(source: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in source.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// How long the raw text is that begins here; 0, where none does.
fn raw_text(source: &str) -> usize {
    let start = source.trim_start_matches('b');
    let Some(hashes) = start.strip_prefix('r').map(|raw| &raw[..raw.len() - raw.trim_start_matches('#').len()]) else { return 0 };
    let open = source.len() - start.len() + 1 + hashes.len();
    if !source[open..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{hashes}");
    source[open + 1..].find(&close).map_or(source.len(), |at| open + 1 + at + close.len())
}

/// How long the character is that begins here; 0, where it is a lifetime.
fn character(source: &str) -> usize {
    let mut letters = source.char_indices().skip(1);
    let Some((_, first)) = letters.next() else { return 0 };
    if first == '\\' {
        return letters.skip(1).find(|(_, letter)| *letter == '\'').map_or(source.len(), |(at, _)| at + 1);
    }
    letters.next().filter(|(_, letter)| *letter == '\'').map_or(0, |(at, _)| at + 1)
}

/// Code without its modules of tests; every line stays at its place.
fn without_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut inside = false;
    for line in code.lines() {
        // Sources are formatted, so a module at the margin ends with a bracket at the margin.
        inside |= line == "#[cfg(test)]";
        out.push_str(if inside { "" } else { line });
        out.push('\n');
        inside &= line != "}" && !line.starts_with("mod tests;");
    }
    out
}

#[test]
fn what_is_read_as_code_is_code() {
    let source = "let a = \"ron::x // no\"; // ron::x\nlet b = r#\"rhai \" \"#; /* std::fs /* a */ b */ let c = '\"'; fn d<'a>(e: &'a str) {}\n#[cfg(test)]\nmod tests {\n    ron::y();\n}\nlet f;\n";
    let code = without_tests(&without_words(source));
    assert_eq!(code, "let a =  ;  \nlet b =  ;   let c =  ; fn d<'a>(e: &'a str) {}\n\n\n\n\nlet f;\n");
    assert!(names("use ron::x;", "ron::") && !names("use iron::x;", "ron::") && !names("use rhaix;", "rhai"));
}

#[test]
fn every_file_of_the_library_belongs_to_a_room() {
    let homeless = sources().into_iter().filter(|source| source.room().is_none() && !source.is_binary() && source.path != "lib.rs");
    assert_eq!(homeless.map(|source| source.path).collect::<Vec<_>>(), [] as [String; 0]);
    for room in ROOMS {
        assert!(root().join("src").join(format!("{room}.rs")).is_file(), "there is no room `{room}`");
    }
}

#[test]
fn only_one_room_names_ron_and_only_one_names_rhai() {
    for (name, room) in [("ron", "syntax"), ("rhai", "hooks")] {
        let named = |source: &Source| {
            [format!("{name}::"), format!("use {name}")].iter().flat_map(|what| source.lines_with(what)).collect::<Vec<_>>()
        };
        let (inside, outside): (Vec<_>, Vec<_>) = sources().into_iter().partition(|source| source.room() == Some(room));
        assert_eq!(outside.iter().flat_map(named).collect::<Vec<_>>(), [] as [String; 0], "only `{room}` names {name}");
        assert!(inside.iter().any(|source| !named(source).is_empty()), "`{room}` names {name}");
    }
}

#[test]
fn the_library_opens_nothing_prints_nothing_waits_for_nothing_and_never_leaves() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::process",
        "std::io",
        "std::time",
        "std::thread",
        "std::net",
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "dbg!",
        "process::exit",
        "SystemTime",
        "Instant",
    ];
    let library = sources().into_iter().filter(|source| !source.is_binary());
    let found = library.flat_map(|source| forbidden.iter().flat_map(|what| source.lines_with(what)).collect::<Vec<_>>());
    assert_eq!(found.collect::<Vec<_>>(), [] as [String; 0]);
}

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    let place = |room: &str| ROOMS.iter().position(|other| *other == room);
    let mut used = BTreeSet::new();
    for source in sources() {
        let Some(room) = source.room() else { continue };
        for known in rooms_named(&source.code) {
            let Some(there) = place(&known) else { panic!("{} names `crate::{known}`, which is no room", source.path) };
            let excused = EXCEPTIONS.iter().position(|(one, other, _)| (*one, *other) == (room, known.as_str()));
            used.extend(excused);
            assert!(Some(there) <= place(room) || excused.is_some(), "{} reaches into `{known}`, a later room", source.path);
        }
    }
    assert_eq!(used.len(), EXCEPTIONS.len(), "an exception that nobody needs is none");
}

/// Every name right behind `crate::`, one by one where several stand in brackets.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>();
    let mut named = BTreeSet::new();
    for (at, before) in code.match_indices("crate::") {
        let rest = &code[at + before.len()..];
        match rest.strip_prefix('{') {
            Some(several) => named.extend(several.split('}').next().unwrap_or_default().split(',').map(name)),
            None => named.extend([name(rest)]),
        }
    }
    named.remove("");
    named
}

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    let long = sources().into_iter().map(|source| (source.text.lines().count(), source.path)).filter(|(lines, _)| *lines > 600);
    assert_eq!(long.collect::<Vec<_>>(), []);
}

#[test]
fn nothing_in_the_sources_can_give_up() {
    let forbidden = ["unwrap()", "expect(", "panic!", "unreachable!", "todo!", "unimplemented!", "unsafe"];
    let found = sources().into_iter().flat_map(|source| forbidden.iter().flat_map(|what| source.lines_with(what)).collect::<Vec<_>>());
    assert_eq!(found.collect::<Vec<_>>(), [] as [String; 0]);
}

#[test]
fn every_dependency_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is text");
    let tests = files(&root().join("tests")).iter().map(|path| fs::read_to_string(path).expect("a test is text")).collect::<String>();
    let code = sources().into_iter().map(|source| source.code).collect::<String>();
    for (section, text) in [("[dependencies]", code.clone()), ("[dev-dependencies]", code + tests.as_str())] {
        let lines = manifest.lines().skip_while(|line| *line != section).skip(1).take_while(|line| !line.starts_with('['));
        let dependencies = lines.filter_map(|line| line.split_once(" = ")).filter(|(name, _)| !name.starts_with('#')).collect::<Vec<_>>();
        assert!(!dependencies.is_empty(), "{section} has lines");
        for (name, _) in dependencies {
            let called = name.replace('-', "_");
            let used = text.lines().any(|line| names(line, &format!("{called}::")) || names(line, &format!("use {called}")));
            assert!(used, "nothing uses `{name}`");
        }
    }
}

#[test]
fn what_everybody_can_see_is_what_was_decided() {
    let mut seen = String::new();
    for room in ROOMS {
        let sources = sources().into_iter().filter(|source| source.room() == Some(room)).collect::<Vec<_>>();
        seen.push_str(&format!("{room}\n"));
        public(&sources).iter().for_each(|name| seen.push_str(&format!("    {name}\n")));
    }
    insta::assert_snapshot!("public_names", seen);
}

/// What can be named or called from outside a room: what its own file makes public or passes on, with the functions of those
/// types, wherever in the room they are written. What a macro makes isn't seen.
fn public(sources: &[Source]) -> BTreeSet<String> {
    let mut shown = BTreeMap::new();
    let mut functions = BTreeSet::new();
    let Some(door) = sources.iter().find(|source| !source.path.contains('/')) else { return functions };
    for (kind, name) in items(&door.code) {
        shown.insert(name.clone(), format!("{kind} {name}"));
    }
    let passed_on = passed_on(&door.code);
    for source in sources.iter().filter(|source| source.path.contains('/')) {
        let all = passed_on.contains("*") && door.code.contains(&format!("pub use {}::*", module(source)));
        for (kind, name) in items(&source.code).into_iter().filter(|(_, name)| all || passed_on.contains(name)) {
            shown.insert(name.clone(), format!("{kind} {name}"));
        }
    }
    for source in sources {
        let mut of = None;
        for line in source.code.lines() {
            if line.starts_with(|first: char| !first.is_whitespace()) {
                of = implemented(line).filter(|name| shown.contains_key(name));
            } else if let (Some(of), Some(line)) = (&of, line.strip_prefix("    pub ")) {
                functions.extend(item(line).map(|(kind, name)| format!("{kind} {of}::{name}")));
            }
        }
    }
    functions.extend(shown.into_values());
    functions
}

fn module(source: &Source) -> &str {
    source.path.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs")
}

/// The public items at the margin of a file.
fn items(code: &str) -> Vec<(String, String)> {
    code.lines().filter_map(|line| item(line.strip_prefix("pub ")?)).collect()
}

/// A kind of item and its name, such as `struct` and `Session`.
fn item(line: &str) -> Option<(String, String)> {
    let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
    let mut kind = words.next()?;
    let mut name = words.next()?;
    if (kind, name) == ("const", "fn") {
        (kind, name) = ("fn", words.next()?);
    }
    ["fn", "struct", "enum", "const", "trait", "type", "mod"].contains(&kind).then(|| (kind.to_owned(), name.to_owned()))
}

/// The names that a file passes on with `pub use`.
fn passed_on(code: &str) -> BTreeSet<String> {
    let uses = code.split("\npub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let names =
        uses.flat_map(|names| names.split([',', '{', '}']).map(|name| name.rsplit("::").next().unwrap_or_default().trim().to_owned()));
    names.filter(|name| !name.is_empty()).collect()
}

/// The type for which an `impl` stands, if it isn't one of a trait.
fn implemented(line: &str) -> Option<String> {
    let line = line.split('{').next()?;
    if line.contains(" for ") {
        return None;
    }
    let after = match line.strip_prefix("impl<") {
        Some(generic) => generic.split_once("> ")?.1,
        None => line.strip_prefix("impl ")?,
    };
    Some(after.chars().take_while(|letter| letter.is_alphanumeric()).collect())
}
