//! The pictures of the README, made from what the program really shows. A test holds them to it;
//! `INWARD_PICTURES=write cargo test --test terminal pictures` makes them anew.

use super::person::{Person, UP};
use std::fmt::Write;
use std::path::Path;

const COLUMNS: u16 = 78;
/// Sizes of a letter, in pixels.
const WIDE: u16 = 9;
const HIGH: u16 = 19;
const MARGIN: u16 = 18;

#[test]
fn the_pictures_show_what_the_program_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut person = Person::calls(root, &["--seed", "3", "--color", "always"], (COLUMNS, 40));
    person.waits_at_prompt("Hello.").types("\r").waits_at_prompt("What you write").types("\r").waits_at_prompt("Shall");
    person.answers("yes", "country").answers("irland", "How old").answers("18-plus", "how much");
    person.types("a bit, 4\r").waits_at_prompt("Who or what").types("fri");
    at_prompt(&mut person, "> fri  Tab: A friend");
    keep(root, "a-question", &person, "> a bit");
    person
        .types("\x15a friend\r")
        .waits_at_prompt("call them")
        .types("Kim\r")
        .waits_at_prompt("actually say")
        .types("skip\r")
        .waits_at_prompt("loudest");
    person.types("notes\r").waits_at_prompt("understood so far").types(UP);
    at_prompt(&mut person, "> notes");
    keep(root, "notes", &person, "> notes");
}

/// Waits until the last line is this one.
fn at_prompt(person: &mut Person, line: &str) {
    person.waits_until(line, |screen| {
        let row = usize::from(screen.cursor_position().0);
        screen.rows(0, COLUMNS).nth(row).is_some_and(|row| row.trim_end() == line)
    });
}

/// Compares a picture with the file, or writes the file.
fn keep(root: &Path, name: &str, person: &Person, from: &str) {
    let path = root.join(format!("docs/pictures/{name}.svg"));
    let picture = person.sees(|screen| picture(screen, from));
    if std::env::var_os("INWARD_PICTURES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, picture).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == picture, "docs/pictures/{name}.svg shows something else; INWARD_PICTURES=write makes it anew:\n{picture}");
}

/// A screen, from the row that begins so, as a picture that is read on dark and on light pages.
fn picture(screen: &vt100::Screen, from: &str) -> String {
    let rows = screen.size().0;
    let text = |row: u16| screen.rows(0, COLUMNS).nth(usize::from(row)).unwrap_or_default();
    let last = (0..rows).rev().find(|row| !text(*row).trim().is_empty()).unwrap_or(0);
    let first = (0..rows).find(|row| text(*row).starts_with(from)).unwrap_or(0);
    let (width, height) = (COLUMNS * WIDE + 2 * MARGIN, (last + 1 - first) * HIGH + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <style>\n\
         text {{ font: 15px ui-monospace, Menlo, Consolas, monospace; white-space: pre; fill: #24292f }}\n\
         rect {{ fill: #f6f8fa }}\n\
         .b {{ font-weight: bold }} .d {{ fill: #57606a }} .m {{ fill: #8250df }} .g {{ fill: #1a7f37 }} .h {{ fill: #8c959f }}\n\
         @media (prefers-color-scheme: dark) {{\n\
         text {{ fill: #e6edf3 }} rect {{ fill: #161b22 }}\n\
         .d {{ fill: #9198a1 }} .m {{ fill: #c297ff }} .g {{ fill: #56d364 }} .h {{ fill: #7d8590 }}\n\
         }}\n\
         </style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\"/>\n"
    );
    for row in first..=last {
        let mut column = 0;
        while column < COLUMNS {
            let look = look(screen, row, column);
            let start = column;
            let mut words = String::new();
            while column < COLUMNS && self::look(screen, row, column) == look {
                let contents = screen.cell(row, column).map(vt100::Cell::contents).unwrap_or_default();
                words.push_str(if contents.is_empty() { " " } else { contents });
                column += 1;
            }
            if words.trim().is_empty() {
                continue;
            }
            let start = start + (words.len() - words.trim_start().len()) as u16;
            let words = words.trim().replace('&', "&amp;").replace('<', "&lt;");
            let (x, y) = (MARGIN + start * WIDE, MARGIN + (row - first) * HIGH + HIGH - 5);
            let class = if look.is_empty() { String::new() } else { format!(" class=\"{look}\"") };
            let _ = writeln!(svg, "<text x=\"{x}\" y=\"{y}\"{class} xml:space=\"preserve\">{words}</text>");
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// What a letter looks like, as a class of the picture.
fn look(screen: &vt100::Screen, row: u16, column: u16) -> &'static str {
    let Some(cell) = screen.cell(row, column) else { return "" };
    match cell.fgcolor() {
        vt100::Color::Idx(5) => "m",
        vt100::Color::Idx(2) => "g",
        vt100::Color::Idx(8) => "h",
        _ if cell.dim() => "d",
        _ if cell.bold() => "b",
        _ => "",
    }
}
