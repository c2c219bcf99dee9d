//! Mistakes as people make them who have read `docs/format.md` once, with all that is said of each. Read what changes here as
//! one of them would: what is wrong, where, and what to write instead.

use inward::check;
use inward::diagnostics::human;
use inward::pack::Pack;
use std::path::Path;

#[test]
fn what_newcomers_write_is_answered_at_its_place_with_what_to_write_instead() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newcomers");
    let mut names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
    names.sort();
    let said = names.iter().map(|name| {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let checked = check(&Pack::of_one(name, &text), name);
        assert!(checked.script.is_none(), "{name} holds no mistake");
        human(&checked.diagnostics, &checked.sources, false)
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}
