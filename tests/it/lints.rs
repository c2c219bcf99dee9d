//! What the check warns of, and what it leaves in peace.

mod conditions;
mod negated;
mod questions;
mod uses;

use inward::check;
use inward::pack::{File, Pack};

/// The codes found in a dialogue of these facts and nodes, with `more` fields beside them, and a script.
fn found(facts: &str, more: &str, nodes: &str, script: &str) -> Vec<String> {
    let text = format!("(format: 1, title: \"T\", start: \"a\", facts: {{{facts}}}, {more} nodes: {{{nodes}}})");
    let mut pack = Pack::of_one("t.ron", &text);
    pack.add("scripts/t.rhai", File::Text(script.to_owned()));
    let checked = check(&pack, "t.ron");
    let say = |found: &inward::diagnostics::Diagnostic| {
        let at = &checked.sources.text(found.span.file)[found.span.range()];
        format!("{} {at}", found.code.word())
    };
    checked.diagnostics.iter().map(say).collect()
}
