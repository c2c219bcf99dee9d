//! Result rows, and their rendering as markdown and JSON.

use crate::measure::Stats;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Workload {
    Turns,
    Load,
    Session,
    Save,
    Restore,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    pub workload: Workload,
    pub peer: String,
    /// What was loaded, for `Workload::Load`; otherwise empty.
    #[serde(default)]
    pub form: String,
    pub scenes: usize,
    pub ns: Stats,
    /// Median relative to the reference peer on the same workload and size.
    #[serde(default)]
    pub ratio: Option<f64>,
    /// Workload-specific figures: bytes, allocations and so on.
    #[serde(default)]
    pub figures: BTreeMap<String, f64>,
}

#[derive(Serialize)]
pub struct Report {
    pub seed: u32,
    pub scenes: usize,
    pub parity_turns: usize,
    pub parity: BTreeMap<String, String>,
    pub rows: Vec<Row>,
    pub scaling: Vec<Scaling>,
    pub notes: Vec<String>,
}

/// Growth of load time with the number of scenes, for one peer and form.
#[derive(Serialize)]
pub struct Scaling {
    pub peer: String,
    pub form: String,
    /// Scene count, microseconds per scene, exponent since the size before.
    pub steps: Vec<(usize, f64, Option<f64>)>,
}

/// Fills in every row's ratio against the first row of `reference` that has
/// the same workload and size.
pub fn add_ratios(rows: &mut [Row], reference: &str) {
    let bases: Vec<(Workload, usize, f64)> =
        rows.iter().filter(|row| row.peer == reference).map(|row| (row.workload, row.scenes, row.ns.median)).collect();
    for row in rows {
        let base = bases.iter().find(|base| base.0 == row.workload && base.1 == row.scenes);
        row.ratio = base.map(|base| row.ns.median / base.2);
    }
}

pub fn scaling(rows: &[Row]) -> Vec<Scaling> {
    let mut found: Vec<Scaling> = Vec::new();
    for row in rows.iter().filter(|row| row.workload == Workload::Load) {
        let position = found.iter().position(|s| s.peer == row.peer && s.form == row.form);
        let entry = match position {
            Some(position) => &mut found[position],
            None => {
                found.push(Scaling { peer: row.peer.clone(), form: row.form.clone(), steps: Vec::new() });
                found.last_mut().expect("just pushed")
            }
        };
        let per_scene = row.ns.median / 1e3 / row.scenes as f64;
        let exponent = entry
            .steps
            .last()
            .map(|&(scenes, before, _)| 1.0 + (per_scene / before).ln() / (row.scenes as f64 / scenes as f64).ln());
        entry.steps.push((row.scenes, per_scene, exponent));
    }
    found
}

fn duration(ns: f64) -> String {
    match ns {
        ns if ns < 1e3 => format!("{ns:.1} ns"),
        ns if ns < 1e6 => format!("{:.2} µs", ns / 1e3),
        ns if ns < 1e9 => format!("{:.2} ms", ns / 1e6),
        ns => format!("{:.2} s", ns / 1e9),
    }
}

fn bytes(bytes: f64) -> String {
    match bytes {
        bytes if bytes.abs() < 1024.0 => format!("{bytes:.0} B"),
        bytes if bytes.abs() < 1048576.0 => format!("{:.1} KiB", bytes / 1024.0),
        bytes => format!("{:.1} MiB", bytes / 1048576.0),
    }
}

fn ratio(ratio: Option<f64>) -> String {
    match ratio {
        Some(ratio) if ratio < 0.1 => format!("{ratio:.4}×"),
        Some(ratio) if ratio < 10.0 => format!("{ratio:.2}×"),
        Some(ratio) => format!("{ratio:.0}×"),
        None => "–".into(),
    }
}

type Cell = fn(f64) -> String;

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// Table layout of one workload: title, whether to show form and size columns,
/// and the figures to show as (key, heading, formatter).
struct Layout {
    workload: Workload,
    title: &'static str,
    load_columns: bool,
    figures: &'static [(&'static str, &'static str, Cell)],
}

const LAYOUTS: [Layout; 5] = [
    Layout {
        workload: Workload::Turns,
        title: "W1 turns: one turn (choose, then all text up to the next choices)",
        load_columns: false,
        figures: &[
            ("turns_total", "turns timed", number),
            ("allocations_per_turn", "allocs/turn", number),
            ("requested_bytes_per_turn", "bytes requested/turn", bytes),
        ],
    },
    Layout {
        workload: Workload::Load,
        title: "W2 load: from bytes to a session ready for its first turn",
        load_columns: true,
        figures: &[
            ("input_bytes", "input", bytes),
            ("peak_bytes", "peak heap", bytes),
            ("retained_bytes", "retained heap", bytes),
        ],
    },
    Layout {
        workload: Workload::Session,
        title: "W3 session: one more session on already loaded content",
        load_columns: false,
        figures: &[("retained_bytes", "retained heap", bytes)],
    },
    Layout {
        workload: Workload::Save,
        title: "W4 save: serialise the state after 100 turns",
        load_columns: false,
        figures: &[("saved_bytes", "saved size", bytes)],
    },
    Layout {
        workload: Workload::Restore,
        title: "W4 restore: back to the same choices",
        load_columns: false,
        figures: &[],
    },
];

impl Report {
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for layout in &LAYOUTS {
            self.table(layout, &mut out).expect("writing to a String");
        }
        self.scaling_table(&mut out).expect("writing to a String");
        self.closing(&mut out).expect("writing to a String");
        out
    }

    fn table(&self, layout: &Layout, out: &mut String) -> std::fmt::Result {
        writeln!(out, "### {}\n", layout.title)?;
        let mut headings = vec!["peer"];
        if layout.load_columns {
            headings.extend(["from", "scenes"]);
        }
        headings.extend(["min", "median", "max", "vs hand-written", "reps"]);
        headings.extend(layout.figures.iter().map(|figure| figure.1));
        writeln!(out, "| {} |", headings.join(" | "))?;
        writeln!(out, "|{}", "---|".repeat(headings.len()))?;
        for row in self.rows.iter().filter(|row| row.workload == layout.workload) {
            let mut cells = vec![row.peer.clone()];
            if layout.load_columns {
                cells.extend([row.form.clone(), row.scenes.to_string()]);
            }
            cells.extend([row.ns.min, row.ns.median, row.ns.max].map(duration));
            cells.extend([ratio(row.ratio), row.ns.repetitions.to_string()]);
            cells.extend(
                layout
                    .figures
                    .iter()
                    .map(|(key, _, show)| row.figures.get(*key).map_or("–".into(), |value| show(*value))),
            );
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        writeln!(out)
    }

    fn scaling_table(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "### W2 scaling: µs per scene (growth exponent since the size before; 1 is linear)\n")?;
        let sizes = self.scaling.iter().max_by_key(|s| s.steps.len());
        let sizes: Vec<usize> = sizes.map_or(Vec::new(), |s| s.steps.iter().map(|step| step.0).collect());
        let headings: String = sizes.iter().map(|size| format!(" {size} scenes |")).collect();
        writeln!(out, "| peer | from |{headings}")?;
        writeln!(out, "|---|---|{}", "---|".repeat(sizes.len()))?;
        for entry in &self.scaling {
            write!(out, "| {} | {} |", entry.peer, entry.form)?;
            for size in &sizes {
                match entry.steps.iter().find(|step| step.0 == *size) {
                    Some((_, us, Some(exponent))) => write!(out, " {us:.2} ({exponent:.2}) |")?,
                    Some((_, us, None)) => write!(out, " {us:.2} |")?,
                    None => write!(out, " – |")?,
                }
            }
            writeln!(out)?;
        }
        writeln!(out)
    }

    fn closing(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "### Same work? First {} turns against the reference\n", self.parity_turns)?;
        for (peer, verdict) in &self.parity {
            writeln!(out, "- {peer}: {verdict}")?;
        }
        writeln!(out, "\n### Notes\n")?;
        for note in &self.notes {
            writeln!(out, "- {note}")?;
        }
        Ok(())
    }
}
