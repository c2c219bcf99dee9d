//! A small drawing of an inner world: on one side what was seen in somebody, on the other what it mirrors.

use super::Part;

/// Both sides, and the lines between them.
pub(super) struct Drawing<'k> {
    /// What was seen, in order.
    pub left: Vec<&'k str>,
    /// What is mirrored, each once, in the order in which it is first reached.
    pub right: Vec<&'k str>,
    /// From which of the left to which of the right; what mirrors nothing has no line.
    pub lines: Vec<(usize, usize)>,
}

impl<'k> Drawing<'k> {
    /// The drawing of a part; nothing, where nothing in it mirrors anything.
    pub fn of(part: &'k Part) -> Option<Self> {
        let mut drawing = Drawing { left: Vec::new(), right: Vec::new(), lines: Vec::new() };
        for (place, line) in part.lines.iter().enumerate() {
            drawing.left.push(&line.text);
            let Some(mirrors) = line.mirrors.as_deref() else { continue };
            let to = drawing.right.iter().position(|right| *right == mirrors).unwrap_or_else(|| {
                drawing.right.push(mirrors);
                drawing.right.len() - 1
            });
            drawing.lines.push((place, to));
        }
        (!drawing.right.is_empty()).then_some(drawing)
    }

    /// As letters: what leads to the same stands together, with a bracket around it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (to, right) in self.right.iter().enumerate() {
            let from = self.lines.iter().filter(|(_, line)| *line == to).map(|(from, _)| self.left[*from]).collect::<Vec<_>>();
            match &from[..] {
                [one] => out.push_str(&format!("  {one} ── {right}\n")),
                several => {
                    for (place, left) in several.iter().enumerate() {
                        let corner = if place == 0 { '┌' } else { '├' };
                        out.push_str(&format!("  {corner} {left}\n"));
                    }
                    out.push_str(&format!("  └─ {right}\n"));
                }
            }
        }
        let alone = (0..self.left.len()).filter(|place| !self.lines.iter().any(|(from, _)| from == place));
        alone.for_each(|place| out.push_str(&format!("  {}\n", self.left[place])));
        out
    }
}
