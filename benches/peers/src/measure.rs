//! Timing loops. Everything reports nanoseconds per operation, in CPU time of
//! the measuring thread: on a shared machine wall-clock time would charge long
//! samples, and so slow peers, for other people's work. All peers run on that
//! one thread and do no input or output while timed.

use cpu_time::ThreadTime;
use serde::{Deserialize, Serialize};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Order statistics over repetitions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stats {
    pub min: f64,
    pub median: f64,
    pub max: f64,
    pub repetitions: usize,
}

impl Stats {
    fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let middle = samples.len() / 2;
        let median =
            if samples.len() % 2 == 1 { samples[middle] } else { (samples[middle - 1] + samples[middle]) / 2.0 };
        Self { min: samples[0], median, max: samples[samples.len() - 1], repetitions: samples.len() }
    }
}

/// How often to repeat, and when to stop repeating something slow.
#[derive(Clone, Copy)]
pub struct Plan {
    pub repetitions: usize,
    /// Once a subject has used this much time it gets no further repetition.
    pub budget: Duration,
}

/// Measures all `subjects` in rounds, one sample of each per round, so that
/// slow drift of the machine hits every subject alike. `sample` returns
/// nanoseconds per operation.
pub fn in_rounds<T>(plan: Plan, subjects: &mut [T], mut sample: impl FnMut(&mut T) -> f64) -> Vec<Stats> {
    let mut samples = vec![Vec::new(); subjects.len()];
    let mut spent = vec![Duration::ZERO; subjects.len()];
    for _ in 0..plan.repetitions {
        for (index, subject) in subjects.iter_mut().enumerate() {
            if spent[index] < plan.budget {
                let start = Instant::now();
                samples[index].push(sample(subject));
                spent[index] += start.elapsed();
            }
        }
    }
    samples.into_iter().map(Stats::of).collect()
}

/// Times one call and drops its result outside the timed span.
pub fn once<T>(work: impl FnOnce() -> T) -> f64 {
    let start = ThreadTime::now();
    let result = black_box(work());
    let elapsed = start.elapsed();
    drop(result);
    elapsed.as_nanos() as f64
}

/// How long a batch of very short operations should take together.
const BATCH_TIME: Duration = Duration::from_millis(5);
const MAX_BATCH: usize = 20_000;

/// How many calls of `work` to time together, judged from a few trial calls.
pub fn batch_size(mut work: impl FnMut()) -> usize {
    // Whoever comes first after a peer that freed much pays for the allocator's tidying, so nobody's first call counts.
    work();
    let start = ThreadTime::now();
    let mut calls = 0;
    while start.elapsed() < BATCH_TIME && calls < MAX_BATCH {
        work();
        calls += 1;
    }
    calls.max(1)
}

/// Times `batch` calls; results are dropped within the timed span.
pub fn batch<T>(batch: usize, mut work: impl FnMut() -> T) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..batch {
        black_box(work());
    }
    start.elapsed().as_nanos() as f64 / batch as f64
}

/// Times `batch` calls while keeping every result alive until the clock stops.
pub fn batch_kept<T>(batch: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut kept = Vec::with_capacity(batch);
    // As above.
    drop(black_box(work()));
    let start = ThreadTime::now();
    for _ in 0..batch {
        kept.push(work());
    }
    let elapsed = start.elapsed();
    drop(kept);
    elapsed.as_nanos() as f64 / batch as f64
}
