//! The keepsake as one page of HTML, with its drawing as SVG.

use super::drawing::Drawing;
use super::{Keepsake, Part};

/// Letters that stand beside each other in half of the drawing; longer texts are broken at a word.
const LETTERS: usize = 18;
/// The height of a line of letters in the drawing, in units of the drawing.
const LINE: usize = 20;
/// The width of the drawing, in its units.
const WIDTH: usize = 360;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1.05rem/1.55 Georgia,'Iowan Old Style',serif;max-width:34rem;margin:0 auto;padding:1.5rem 1.1rem 3rem;color:#2b2b2b;background:#fdfcf9}\
h1{font-size:1.45rem;font-weight:normal;margin:.2rem 0 1.4rem}\
h2{font-size:1rem;font-weight:normal;letter-spacing:.02em;color:#6a6459;margin:1.9rem 0 .5rem}\
p{margin:.35rem 0;overflow-wrap:anywhere}\
svg{width:100%;max-width:27rem;height:auto;display:block;margin:.4rem 0}\
svg text{font:15px Georgia,serif;fill:currentColor}\
svg path{fill:none;stroke:#9a8f7c;stroke-width:1.4}\
@media (prefers-color-scheme:dark){body{color:#e6e2d9;background:#1d1c1a}h2{color:#a69d8d}}\
@media print{body{color:#000;background:#fff;max-width:none;padding:0}h2{color:#444}section{break-inside:avoid}}";

pub(super) fn html(keepsake: &Keepsake) -> String {
    let title = escaped(&keepsake.title);
    let parts = keepsake.parts.iter().map(part).collect::<String>();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{parts}</body>\n</html>\n"
    )
}

fn part(part: &Part) -> String {
    let inner = match Drawing::of(part) {
        Some(drawing) => svg(&part.title, &drawing),
        None => part.lines.iter().map(|line| format!("<p>{}</p>\n", escaped(&line.text))).collect(),
    };
    format!("<section>\n<h2>{}</h2>\n{inner}</section>\n", escaped(&part.title))
}

/// Both sides as columns, and a curve for each line between them.
fn svg(title: &str, drawing: &Drawing<'_>) -> String {
    let (left, left_height) = placed(&drawing.left);
    let (right, right_height) = placed(&drawing.right);
    let height = left_height.max(right_height);
    // The shorter side stands in the middle of the longer one.
    let (left_top, right_top) = ((height - left_height) / 2, (height - right_height) / 2);
    let ends = (WIDTH * 2 / 5, WIDTH * 3 / 5);
    let middle = WIDTH / 2;
    let mut out = String::new();
    for (from, to) in &drawing.lines {
        let (from, to) = (left_top + left[*from].middle(), right_top + right[*to].middle());
        out.push_str(&format!("<path d=\"M{} {from} C{middle} {from} {middle} {to} {} {to}\"/>\n", ends.0 + 6, ends.1 - 6));
    }
    left.iter().for_each(|text| out.push_str(&text.svg(ends.0, "end", left_top)));
    right.iter().for_each(|text| out.push_str(&text.svg(ends.1, "start", right_top)));
    let told = drawing.lines.iter().map(|(from, to)| format!("{} mirrors {}.", drawing.left[*from], drawing.right[*to]));
    let told = told.collect::<Vec<_>>().join(" ");
    format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}: {}\">\n{out}</svg>\n", escaped(title), escaped(&told))
}

/// A text of the drawing, broken into lines, and where it begins.
struct Placed {
    lines: Vec<String>,
    top: usize,
}

impl Placed {
    fn middle(&self) -> usize {
        self.top + self.lines.len() * LINE / 2
    }

    fn svg(&self, at: usize, anchor: &str, top: usize) -> String {
        let lines = self.lines.iter().enumerate().map(|(place, line)| {
            let base = top + self.top + place * LINE + LINE * 3 / 4;
            format!("<tspan x=\"{at}\" y=\"{base}\">{}</tspan>", escaped(line))
        });
        format!("<text text-anchor=\"{anchor}\">{}</text>\n", lines.collect::<String>())
    }
}

/// Texts one below the other with a gap between them, and how much room they take.
fn placed(texts: &[&str]) -> (Vec<Placed>, usize) {
    let mut top = 0;
    let texts = texts.iter().map(|text| {
        let placed = Placed { lines: broken(text), top };
        top += placed.lines.len() * LINE + LINE / 2;
        placed
    });
    let texts = texts.collect();
    (texts, top)
}

/// A text in lines of a few letters, broken at words; a word that is longer than a line is broken where it must.
fn broken(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let mut letters = word.chars().collect::<Vec<_>>();
        while let Some(line) = lines.last_mut() {
            let gap = usize::from(!line.is_empty());
            if line.chars().count() + gap + letters.len() <= LETTERS {
                if gap == 1 {
                    line.push(' ');
                }
                line.extend(&letters);
                break;
            }
            if line.is_empty() {
                line.extend(letters.drain(..LETTERS));
            }
            lines.push(String::new());
        }
    }
    lines
}

/// Text that is only text, in an element as in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
