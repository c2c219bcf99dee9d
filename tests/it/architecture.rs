//! The shape of the house, read from the lines of its sources: who may know whom, and who may name what. What the library may
//! not call at all stands in `clippy.toml`.

use crate::conversation::at;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The files of the binary, which isn't built of rooms.
const BINARY: [&str; 5] = ["main", "command_line", "country", "folder", "terminal"];

/// Rooms in which files import each other in a circle: how many files do, and why.
const CIRCLES: [(&str, usize, &str); 8] = [
    ("syntax", 5, "what is written holds itself: a node a question, a question ways on, a verb both"),
    ("patterns", 2, "where a pattern is read it is looked at at once"),
    ("hooks", 16, "a script is read in the sandbox in which it runs"),
    ("script", 7, "what is meant holds itself, and its door says what all of it shares"),
    ("check", 6, "the desk holds what every part of the check lays on it"),
    ("step", 19, "goes with the rebuild of the step"),
    ("keepsake", 3, "the door says what a keepsake is, and calls those who draw it"),
    ("session", 3, "answers are listed where one is amended, and amended where they are listed"),
];

/// The modules that lead to a file, such as `["step", "run"]`.
type Module = Vec<String>;

/// A file of the sources, as its lines are without comments and without tests.
struct Source {
    module: Module,
    lines: usize,
    /// What it imports, path by path, be it to use it or to pass it on.
    imports: Vec<String>,
    /// What it names, but for what it only passes on.
    names: Vec<String>,
}

impl Source {
    fn read(module: Module, text: &str) -> Source {
        let mut source = Source { module, lines: text.lines().count(), imports: Vec::new(), names: Vec::new() };
        let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        while let Some(line) = lines.next() {
            // Sources are formatted, so a module of tests at the margin ends with a bracket at the margin.
            if line == "#[cfg(test)]" && lines.next().is_some_and(|line| !line.ends_with(';')) {
                lines.by_ref().find(|line| *line == "}");
            } else if let Some((before, path)) =
                line.split_once("use ").filter(|(before, _)| ["", "pub", "pub(crate)", "pub(super)"].contains(&before.trim()))
            {
                let mut path = path.to_owned();
                while !path.ends_with(';') {
                    path.push_str(lines.next().unwrap_or(";"));
                }
                let paths = spread(path.trim_end_matches(';'));
                source.names.extend(paths.iter().filter(|_| before.trim().is_empty()).cloned());
                source.imports.extend(paths);
            } else {
                let names = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
                let names = names.map(|name| name.trim_matches(':')).filter(|name| !name.ends_with("super") && !name.ends_with("crate"));
                source.names.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        source
    }

    fn room(&self) -> &str {
        &self.module[0]
    }

    /// Whether it names a package, or anything in it.
    fn names(&self, package: &str) -> bool {
        let inside = format!("{package}::");
        self.imports.iter().chain(&self.names).any(|name| name.starts_with(&inside)) || self.imports.iter().any(|name| name == package)
    }
}

/// The paths of an import, one by one where several stand in brackets.
fn spread(path: &str) -> Vec<String> {
    let Some((before, inside)) = path.split_once('{') else { return vec![path.trim().trim_end_matches("::self").to_owned()] };
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let mut depth = 0;
    let parts = inside.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty()).flat_map(|part| spread(&format!("{before}{}", part.trim()))).collect()
}

/// Every file of the sources, save for those that are only compiled into tests.
fn sources() -> Vec<Source> {
    let (mut due, mut sources) = (vec![at("src")], Vec::new());
    while let Some(path) = due.pop() {
        if path.is_dir() {
            due.extend(fs::read_dir(path).expect("a folder can be read").map(|entry| entry.expect("so can its entries").path()));
        } else {
            let below = path.strip_prefix(at("src")).expect("it lies there").with_extension("");
            let module = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            sources.push(Source::read(module, &fs::read_to_string(&path).expect("a source is text")));
        }
    }
    sources.retain(|source| !source.module.iter().any(|part| part == "tests"));
    sources
}

fn library() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|source| source.room() != "lib" && !BINARY.contains(&source.room()))
}

/// The rooms as the documentation of the library lists them, each of which rests only on those before it.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(at("src/lib.rs")).expect("a source is text");
    let rooms = text.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next());
    rooms.map(|room| room.trim_start_matches("mod@").to_owned()).collect()
}

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    let rooms = rooms();
    let place = |room: &str| rooms.iter().position(|other| other == room);
    for source in library() {
        let here = place(source.room()).unwrap_or_else(|| panic!("{:?} belongs to no room", source.module));
        for path in source.imports.iter().chain(&source.names).filter_map(|path| path.strip_prefix("crate::")) {
            let there = path.split("::").next().and_then(place);
            assert!(there.is_some_and(|there| there <= here), "{:?} names `{path}`, which is in no earlier room", source.module);
        }
    }
}

#[test]
fn only_one_room_names_ron_and_only_one_names_rhai() {
    for (package, room) in [("ron", "syntax"), ("rhai", "hooks")] {
        let naming = library().filter(|source| source.names(package)).map(|source| source.room().to_owned());
        assert_eq!(naming.collect::<BTreeSet<_>>(), BTreeSet::from([room.to_owned()]), "only `{room}` names {package}");
    }
}

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    let long = sources().into_iter().filter(|source| source.lines > 600).map(|source| (source.module.join("/"), source.lines));
    assert_eq!(long.collect::<Vec<_>>(), []);
}

#[test]
fn every_dependency_is_used() {
    let manifest = fs::read_to_string(at("Cargo.toml")).expect("the manifest is text");
    let sources = sources();
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    for (name, _) in lines.filter_map(|line| line.split_once(" = ")) {
        assert!(sources.iter().any(|source| source.names(&name.replace('-', "_"))), "nothing uses `{name}`");
    }
}

/// The file of a room in which it is written what a path names that stands in a module, also where another file passes it on.
fn written_in(room: &BTreeMap<Module, Source>, module: &Module, path: &str, passes: usize) -> Option<Module> {
    let mut at = module.clone();
    for step in path.split(" as ").next()?.split("::") {
        match step {
            "crate" => at.clear(),
            "self" => {}
            "super" => drop(at.pop()),
            step => at.push(step.to_owned()),
        }
        if !at.is_empty() && !room.contains_key(&at) {
            at.pop();
            let mut imports = room.get(&at)?.imports.iter();
            let passed_on = imports.find(|path| path.rsplit([':', ' ']).next() == Some(step));
            return passed_on.filter(|_| passes > 0).map_or(Some(at.clone()), |path| written_in(room, &at, path, passes - 1));
        }
    }
    Some(at)
}

#[test]
fn the_files_of_a_room_do_not_import_each_other_in_a_circle_but_for_a_reason() {
    let mut circling = Vec::new();
    for room in rooms() {
        let files =
            library().filter(|source| source.room() == room).map(|source| (source.module.clone(), source)).collect::<BTreeMap<_, _>>();
        let leans_on = |module: &Module| {
            let imported = |name: &String| files[module].imports.iter().any(|path| path.rsplit([':', ' ']).next() == Some(name));
            let names = files[module].names.iter().filter(|name| name.contains("::") || imported(name));
            names.filter_map(|name| written_in(&files, module, name, 8)).filter(|other| other != module).collect::<BTreeSet<_>>()
        };
        let leans = files.keys().map(|module| (module.clone(), leans_on(module))).collect::<BTreeMap<_, _>>();
        let circles = |module: &&Module| {
            let (mut due, mut met) = (vec![*module], BTreeSet::new());
            while let Some(next) = due.pop() {
                due.extend(leans[next].iter().filter(|other| met.insert(*other)));
            }
            met.contains(module)
        };
        let files = files.keys().filter(circles).map(|module| module.join("/")).collect::<Vec<_>>();
        circling.extend((!files.is_empty()).then_some((room, files)));
    }
    let counts = circling.iter().map(|(room, files)| (room.as_str(), files.len())).collect::<Vec<_>>();
    assert_eq!(counts, CIRCLES.map(|(room, files, _)| (room, files)), "these go in circles: {circling:#?}");
}
