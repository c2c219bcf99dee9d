//! Every kind of mistake has a file that makes exactly it, and a place in `docs/diagnostics.md`.

use crate::conversation::at;
use inward::check;
use inward::diagnostics::{Code, human, json};
use inward::pack::{File, Pack};

fn source(name: &str) -> String {
    std::fs::read_to_string(at("tests/diagnostics").join(name)).unwrap_or_else(|error| panic!("tests/diagnostics/{name}: {error}"))
}

/// A pack of one file, named as in the folder; with its script and what it includes, where they stand beside it.
fn checked(name: &str) -> inward::Checked {
    let mut pack = Pack::of_one(name, &source(name));
    if let Some(script) = script(name) {
        pack.add("scripts/hooks.rhai", File::Text(script.into()));
    }
    if let Some(part) = part(name) {
        pack.add("part.ron", File::Text(part.into()));
    }
    check(&pack, name)
}

fn script(name: &str) -> Option<String> {
    std::fs::read_to_string(at("tests/diagnostics").join(name.replace(".ron", ".rhai"))).ok()
}

fn part(name: &str) -> Option<String> {
    std::fs::read_to_string(at("tests/diagnostics").join(name.replace(".ron", ".part.ron"))).ok()
}

#[test]
fn every_kind_of_mistake_has_a_file_that_makes_exactly_it() {
    for code in Code::ALL {
        let checked = checked(&format!("{}.ron", code.word()));
        let found = checked.diagnostics.iter().map(|diagnostic| diagnostic.code.word()).collect::<Vec<_>>();
        assert_eq!(found, [code.word()], "{}", human(&checked.diagnostics, &checked.sources, false));
    }
}

#[test]
fn every_file_in_the_folder_belongs_to_a_kind_of_mistake() {
    for entry in std::fs::read_dir(at("tests/diagnostics")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".ron").trim_end_matches(".rhai").trim_end_matches(".part");
        let known = Code::ALL.iter().any(|code| code.word() == stem) || stem == "eight-at-once";
        assert!(known, "tests/diagnostics/{name} shows no kind of mistake");
    }
}

/// `docs/diagnostics.md` as the table of codes and the files make it. To write it anew: `INWARD_BLESS=1 cargo test --test it diagnostics::`.
#[test]
fn the_documentation_shows_every_kind_with_its_example() {
    let mut page = String::from(
        "# Diagnostics\n\nEvery mistake that `inward check` finds, with a file that makes it and what is said then. \
         Warnings can be switched off in `pack.ron` by their word: `warnings_off: [\"unreachable-node\"]`.\n",
    );
    for code in Code::ALL {
        let name = format!("{}.ron", code.word());
        let checked = checked(&name);
        let shown = human(&checked.diagnostics, &checked.sources, false);
        let source = source(&name).replace('\u{feff}', "");
        let script = script(&name).map(|script| format!("```\n\n```text\n{script}")).unwrap_or_default();
        let part = part(&name).map(|part| format!("```\n\n```text\n{part}")).unwrap_or_default();
        let source = format!("{source}{script}{part}");
        let grave = code.severity().word();
        page.push_str(&format!(
            "\n## {}\n\n*{grave}.* {}\n\n```text\n{}```\n\n```text\n{}\n```\n",
            code.word(),
            code.explains(),
            source,
            shown.trim_end()
        ));
    }
    let path = at("docs/diagnostics.md");
    if std::env::var_os("INWARD_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/diagnostics.md differs from the table of codes; write it anew with INWARD_BLESS=1");
}

#[test]
fn one_file_with_eight_independent_mistakes_gives_eight() {
    let checked = checked("eight-at-once.ron");
    insta::assert_snapshot!(human(&checked.diagnostics, &checked.sources, false));
    assert_eq!(checked.diagnostics.len(), 8);
    assert!(checked.script.is_none());
}

#[test]
fn ten_broken_files_give_ten_sets_each_on_the_right_line() {
    let mut pack = Pack::default();
    for place in 0..10 {
        let blank = "\n".repeat(place);
        pack.add(format!("content/d{place}.ron"), File::Text(format!("({blank}format: 1, title: \"T\", start: \"a\" nodes: {{}})").into()));
    }
    let found = check::check_pack(&pack);
    for (place, (path, checked)) in found.dialogues.iter().enumerate() {
        assert_eq!(path, &format!("content/d{place}.ron"));
        let lines =
            checked.diagnostics.iter().map(|diagnostic| checked.sources.position(diagnostic.span.file, diagnostic.span.range().start).line);
        assert_eq!(lines.collect::<Vec<_>>(), [place + 1]);
    }
    assert_eq!(found.dialogues.len(), 10);
}

#[test]
fn names_that_a_broken_file_defines_are_not_called_unknown_elsewhere() {
    let mut pack = Pack::default();
    let root = r#"(format: 1, title: "T", start: "a", include: ["part/b.ron"], nodes: {"a": (goto: "there"), "c": (goto: "nowhere")})"#;
    pack.add("content/a.ron", File::Text(root.into()));
    pack.add("content/part/b.ron", File::Text("(nodes: {\"there\": (say: \"x\"})".into()));
    let checked = check(&pack, "content/a.ron");
    let found = checked.diagnostics.iter().map(|diagnostic| diagnostic.code.word()).collect::<Vec<_>>();
    assert_eq!(found, ["unknown-target", "unclosed-bracket"]);
}

#[test]
fn a_mistake_as_json_has_lines_and_columns_from_one() {
    let checked = checked("unknown-target.ron");
    let line: serde_json::Value = serde_json::from_str(&json(&checked.diagnostics[0], &checked.sources)).unwrap();
    assert_eq!((line["format"].as_u64(), line["line"].as_u64(), line["column"].as_u64()), (Some(1), Some(4), Some(32)));
    assert_eq!(line["hint"], "did you mean `farewell`?");
}
