//! What the built-in conversation looks like in windows of three widths, on a real screen.

use super::person::Person;
use std::path::Path;

/// The screens of the way to the first trait, one below the other.
fn screens(columns: u16, arguments: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut person = Person::calls(folder, arguments, (columns, 90));
    let mut shown = String::new();
    let mut step = |person: &mut Person, typed: &str, shows: &str| {
        person.types(typed);
        person.waits_until("what is typed", |screen| screen.rows(0, columns).any(|row| row.starts_with(&format!("> {typed}"))));
        person.types("\r").waits_at_prompt(shows);
        // From what was typed on; the first screen stands whole.
        let screen = person.screen();
        let from = if shown.is_empty() { 0 } else { screen.rfind(&format!("> {typed}\n")).or(screen.rfind("\n>\n")).unwrap_or(0) };
        shown.push_str(&format!("{}\n{}", "=".repeat(usize::from(columns)), screen[from..].trim_start_matches('\n')));
    };
    person.waits_at_prompt("Hello.");
    step(&mut person, "", "What you write");
    for (typed, shows) in [
        ("ok", "Shall"),
        ("ye", "country"),
        ("irland", "How old"),
        ("18-plus", "how much"),
        ("a bit, 4", "Who or what"),
        ("a freind", "call them"),
        ("help", "stands"),
        ("Kim", "actually say"),
        ("skip", "loudest"),
        ("notes", "stands"),
        ("map", "stands"),
        ("change 5", "You said"),
        ("", "Left as it was"),
    ] {
        step(&mut person, typed, shows);
    }
    shown
}

#[test]
fn screens_are_calm_at_three_widths() {
    for columns in [40, 80, 120] {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{columns}_columns"), screens(columns, &["--seed", "3"]));
        });
    }
}
