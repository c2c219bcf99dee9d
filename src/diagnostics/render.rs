//! How mistakes look: to a person with the lines they stand in, to a program as JSON.

use super::{Diagnostic, Severity, Sources, Span};
use crate::caps;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use std::fmt::Write as _;

/// The version of the JSON.
const FORMAT: u32 = 1;

/// How wide an excerpt may be, in columns.
const WIDTH: usize = 120;
/// Bytes beyond which two places aren't shown in one excerpt.
const FAR: usize = 8 * 1024;
/// Bytes of a line that are looked at on each side of what is shown: more than is ever shown of it.
const AROUND: usize = 1024;

/// Mistakes for a person. The first line of each is `path:line:column: severity[code]: message`.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(caps::SHOWN_MISTAKES) {
        headline(&mut out, diagnostic, sources, colour);
        let excerpt = renderer.render(&[excerpt(diagnostic, sources)]);
        let _ = writeln!(out, "{excerpt}");
        for (name, text) in [("why", &diagnostic.why), ("hint", &diagnostic.hint)] {
            if let Some(text) = text {
                let _ = writeln!(out, "  {name}: {}", visible(text));
            }
        }
        out.push('\n');
    }
    if let Some(more) = diagnostics.len().checked_sub(caps::SHOWN_MISTAKES).filter(|more| *more > 0) {
        let _ = writeln!(out, "… and {more} more; `--format json` lists them\n");
    }
    out
}

fn headline(out: &mut String, diagnostic: &Diagnostic, sources: &Sources, colour: bool) {
    let place = sources.position(diagnostic.span.file, diagnostic.span.range().start);
    let (on, off) = match (colour, diagnostic.severity()) {
        (false, _) => ("", ""),
        (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
    };
    let path = visible(sources.path(diagnostic.span.file));
    let (severity, code, message) = (diagnostic.severity().word(), diagnostic.code.word(), visible(&diagnostic.message));
    let _ = writeln!(out, "{path}:{}:{}: {on}{severity}[{code}]{off}: {message}", place.line, place.column);
}

fn excerpt<'s>(diagnostic: &'s Diagnostic, sources: &'s Sources) -> Group<'s> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = diagnostic.span.file;
    // What stands far away is shown by itself: everything in between would have to be drawn.
    let far = |span: &Span| span.start.abs_diff(diagnostic.span.start) as usize > FAR;
    let (same, others): (Vec<_>, Vec<_>) = diagnostic.related.iter().partition(|(span, _)| span.file == file && !far(span));
    let lines = lines(sources, same.iter().map(|(span, _)| *span).chain([diagnostic.span]));
    let here = AnnotationKind::Primary.span(lines.inside(diagnostic.span));
    let here = if diagnostic.label.is_empty() { here } else { here.label(visible(&diagnostic.label)) };
    let context = |(span, label): &&'s (Span, String)| AnnotationKind::Context.span(lines.inside(*span)).label(visible(label));
    let snippet = Snippet::source(lines.text).line_start(lines.first).fold(true).annotation(here).annotations(same.iter().map(context));
    let elsewhere = others.iter().map(|(span, label)| {
        let lines = self::lines(sources, [*span].into_iter());
        let there = AnnotationKind::Context.span(lines.inside(*span)).label(visible(label));
        Snippet::source(lines.text).line_start(lines.first).fold(true).path(visible(sources.path(span.file))).annotation(there)
    });
    Group::with_level(level).element(snippet).elements(elsewhere.collect::<Vec<_>>())
}

/// The lines of a text that are shown. The rest is cut away first: a mistake in a large file is no slower to show.
struct Lines<'s> {
    text: &'s str,
    /// Where they begin in the whole text.
    start: usize,
    /// The number of the first.
    first: usize,
}

/// The lines in which these spans stand; all are of one text.
fn lines(sources: &Sources, spans: impl Iterator<Item = Span>) -> Lines<'_> {
    let (mut text, mut start, mut end) = ("", usize::MAX, 0);
    let mut first = 1;
    for span in spans {
        text = sources.text(span.file);
        if span.range().start < start {
            start = span.range().start;
            first = sources.position(span.file, start).line;
        }
        end = end.max(span.range().end);
    }
    let (from, to) = (start, end);
    let start = text[..text.floor_char_boundary(start)].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text.ceil_char_boundary(end).max(start);
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    // Of a line that goes on and on, only what is around is looked at; no more than that would be shown.
    let start = start.max(text.ceil_char_boundary(from.saturating_sub(AROUND)));
    let end = end.min(text.floor_char_boundary(to.saturating_add(AROUND).min(text.len()))).max(start);
    Lines { text: &text[start..end], start, first }
}

impl Lines<'_> {
    /// A span as bytes of these lines, surely inside them.
    fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.text.floor_char_boundary(span.range().start.saturating_sub(self.start));
        start..self.text.ceil_char_boundary(span.range().end.saturating_sub(self.start)).max(start)
    }
}

/// Words without anything that could disturb a terminal; names in messages come from files that anybody may have written.
fn visible(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if letter.is_control() || turns(letter) { '\u{fffd}' } else { letter }).collect()
}

#[derive(Serialize)]
struct Line<'s> {
    format: u32,
    code: &'static str,
    severity: &'static str,
    message: &'s str,
    file: &'s str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'s str,
    why: Option<&'s str>,
    hint: Option<&'s str>,
}

/// A mistake for a program: one JSON object in one line. Lines and columns count from 1, columns in characters.
pub fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Diagnostic { code, span, message, label, why, hint, .. } = diagnostic;
    let start = sources.position(span.file, span.range().start);
    let end = sources.position(span.file, span.range().end);
    let line = Line {
        format: FORMAT,
        code: code.word(),
        severity: code.severity().word(),
        message,
        file: sources.path(span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label,
        why: why.as_deref(),
        hint: hint.as_deref(),
    };
    // Texts and numbers can always be written as JSON.
    serde_json::to_string(&line).unwrap_or_default()
}

/// How many: "2 errors and 1 warning".
pub fn summary(errors: usize, warnings: usize) -> String {
    let some = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    let parts = [some(errors, "error"), some(warnings, "warning")];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    if parts.is_empty() { "nothing wrong".to_owned() } else { parts.join(" and ") }
}

#[cfg(test)]
mod tests {
    use super::super::{Code, FileId};
    use super::*;

    fn of(text: &str) -> (Sources, FileId) {
        let mut sources = Sources::default();
        let file = sources.add("content/a.ron", text);
        (sources, file)
    }

    #[test]
    fn a_mistake_is_shown_with_its_line_its_reason_and_a_hint() {
        let (sources, file) = of("(\n    goto: \"helo\",\n)\n");
        let mistake = Diagnostic::new(Code::UnknownTarget, Span::new(file, 12..18), "there is no node `helo`")
            .label("no node of this name")
            .why("every way must lead somewhere")
            .hint("did you mean `hello`?");
        insta::assert_snapshot!(human(&[mistake], &sources, false), @r#"
        content/a.ron:2:11: error[unknown-target]: there is no node `helo`
          |
        2 |     goto: "helo",
          |           ^^^^^^ no node of this name
          why: every way must lead somewhere
          hint: did you mean `hello`?
        "#);
    }

    #[test]
    fn carets_stand_under_tabs_wide_characters_and_accents() {
        let (sources, file) = of("\t\"日本é\": \"helo\",\r\n");
        let start = sources.text(file).find("\"helo").unwrap();
        let mistake = Diagnostic::new(Code::UnknownTarget, Span::new(file, start..start + 6), "m").label("here");
        insta::assert_snapshot!(human(&[mistake], &sources, false), @r#"
        content/a.ron:1:9: error[unknown-target]: m
          |
        1 |     "日本é": "helo",
          |              ^^^^^^ here
        "#);
    }

    #[test]
    fn nothing_in_a_file_reaches_the_terminal_as_an_order() {
        let (mut sources, _) = of("");
        let file = sources.add("bad\u{1b}[2J.ron", "\"\u{1b}[31mred\u{202e}\u{7}\"");
        let mistake = Diagnostic::new(Code::UnknownTarget, Span::new(file, 0..5), "no `\u{1b}[2J`").label("\u{9b}31m").hint("\u{1b}c");
        let shown = human(&[mistake], &sources, false);
        assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }

    #[test]
    fn a_place_at_the_end_of_a_file_can_be_shown() {
        for text in ["", "a", "a\n", "日"] {
            let (sources, file) = of(text);
            let mistake = Diagnostic::new(Code::Syntax, Span::new(file, text.len()..text.len() + 7), "m");
            assert!(human(&[mistake], &sources, false).starts_with("content/a.ron:"));
        }
    }

    #[test]
    fn a_program_gets_one_object_in_one_line() {
        let (sources, file) = of("é\nab\n");
        let mistake = Diagnostic::new(Code::UnreachableNode, Span::new(file, 3..5), "m\n\"n\"").label("l");
        let line = json(&mistake, &sources);
        insta::assert_snapshot!(line, @r#"{"format":1,"code":"unreachable-node","severity":"warning","message":"m\n\"n\"","file":"content/a.ron","line":2,"column":1,"end_line":2,"end_column":3,"label":"l","why":null,"hint":null}"#);
        assert!(!line.contains('\n'));
    }

    #[test]
    fn mistakes_are_counted_in_words() {
        assert_eq!(summary(0, 0), "nothing wrong");
        assert_eq!(summary(1, 0), "1 error");
        assert_eq!(summary(2, 1), "2 errors and 1 warning");
    }
}
