//! inkjs under node: a child process that plays the same story with the same
//! choices and reports its own timings and transcript.

use crate::content::Story;
use crate::report::Row;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub const NAME: &str = "inkjs (node)";

/// What the child is asked to do. It reads this as JSON on standard input.
#[derive(Serialize)]
pub struct Job {
    pub peer: &'static str,
    pub choice_seed: u32,
    pub parity_turns: usize,
    pub turns_per_repetition: usize,
    pub repetitions: usize,
    pub load_budget_ms: u64,
    /// The story for everything but loading.
    pub main: Source,
    pub loads: Vec<Source>,
}

#[derive(Serialize)]
pub struct Source {
    scenes: usize,
    ink: String,
}

impl Source {
    pub fn new(story: &Story) -> Self {
        Self { scenes: story.scenes.len(), ink: story.to_ink() }
    }
}

/// The child's answer, as JSON on standard output.
#[derive(Deserialize)]
pub struct Answer {
    /// One entry per parity turn: the lines, then the choices marked by `> `.
    pub transcripts: Vec<String>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inkjs").join("run.mjs")
}

/// Runs the child to completion.
pub fn run(job: &Job) -> Result<Answer, String> {
    let mut child = Command::new("node")
        .arg("--expose-gc")
        .arg(script())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| format!("node did not start: {error}"))?;
    let input = child.stdin.take().expect("stdin is piped");
    serde_json::to_writer(input, job).map_err(|error| format!("job not accepted: {error}"))?;
    let output = child.wait_with_output().map_err(|error| format!("node failed: {error}"))?;
    if !output.status.success() {
        return Err(format!("node exited with {} (is inkjs installed?)", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("answer not understood: {error}"))
}
