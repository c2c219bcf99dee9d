//! The four workloads, each measured over all peers in rounds.

use crate::alloc;
use crate::content::{self, Story};
use crate::measure::{self, Stats};
use crate::options::Options;
use crate::peers::inkjs::{self, Answer, Job, Source};
use crate::peers::{LoadCase, NewSession, Peer, Session};
use crate::report::{Row, Workload};
use crate::rng::Rng;
use crate::turn::Turn;
use std::collections::BTreeMap;
use std::hint::black_box;

const WARM_UP_TURNS: usize = 2_000;
const HEAP_TURNS: usize = 1_000;
const CHECKPOINT_TURNS: usize = 100;
const RESTORE_CHECK_TURNS: usize = 50;
/// A peer needing longer than this per turn shares `--turns` over its
/// repetitions; faster ones play that many in each repetition.
const SLOW_TURN_NS: f64 = 10_000.0;

type Maker = (&'static str, NewSession);
type Figures = BTreeMap<String, f64>;

fn figures<const N: usize>(entries: [(&str, f64); N]) -> Figures {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn row(workload: Workload, peer: &str, scenes: usize, ns: Stats, figures: Figures) -> Row {
    Row { workload, peer: peer.into(), form: String::new(), scenes, ns, ratio: None, figures }
}

pub fn fixed_notes() -> Vec<String> {
    [
        "Times are CPU time (min, median and max over repetitions), so other load on the machine distorts them less.",
        "`vs hand-written` compares medians; for load the reference is the hand-written JSON row of that size.",
        "rhai: one hook per turn runs in rhai; text, conditions and choices are Rust, as in the reference.",
        "bladeink compiles with visit counts only where needed, and cannot share loaded content between stories: \
         a further session parses the compiled JSON again.",
        "bladeink (image) reads the input in place and, as its API advises for trusted images, unvalidated: the input \
         bytes must stay in memory on top of its heap figures.",
        "yarnspinner copies program and strings for each session, and can only save at the start of a node: \
         restoring replays the node, which its restore time includes.",
    ]
    .map(String::from)
    .to_vec()
}

/// A session in mid-story with everything needed to go on.
struct Running {
    name: &'static str,
    session: Box<dyn Session>,
    rng: Rng,
    out: Turn,
}

impl Running {
    fn start(maker: &Maker, seed: u32) -> Self {
        let mut session = maker.1();
        let mut out = Turn::default();
        session.turn(None, &mut out);
        Self { name: maker.0, session, rng: Rng::new(seed), out }
    }

    fn play(&mut self, turns: usize) {
        black_box(self.session.play(turns, &mut self.rng, &mut self.out));
    }

    fn time_turns(&mut self, turns: usize) -> f64 {
        measure::once(|| self.play(turns)) / turns as f64
    }
}

pub fn turns(options: &Options, makers: &[Maker]) -> Vec<Row> {
    let mut subjects: Vec<(Running, usize)> = makers
        .iter()
        .map(|maker| {
            let mut running = Running::start(maker, options.seed);
            let slow = running.time_turns(WARM_UP_TURNS) > SLOW_TURN_NS;
            let share = if slow { options.turns.div_ceil(options.repetitions) } else { options.turns };
            (running, share)
        })
        .collect();
    let stats = measure::in_rounds(options.plan(), &mut subjects, |(running, turns)| running.time_turns(*turns));
    let measured = subjects.into_iter().zip(stats);
    measured
        .map(|((mut running, turns), ns)| {
            let ((), heap) = alloc::count(|| running.play(HEAP_TURNS));
            let figures = figures([
                ("turns_total", (turns * ns.repetitions) as f64),
                ("allocations_per_turn", heap.calls as f64 / HEAP_TURNS as f64),
                ("requested_bytes_per_turn", heap.requested as f64 / HEAP_TURNS as f64),
            ]);
            row(Workload::Turns, running.name, options.scenes, ns, figures)
        })
        .collect()
}

pub fn load(options: &Options, peers: &[Box<dyn Peer>], scenes: usize) -> Vec<Row> {
    let story = content::generate(options.seed, scenes);
    let mut cases: Vec<(&str, LoadCase)> =
        peers.iter().flat_map(|peer| peer.load_cases(&story).into_iter().map(|case| (peer.name(), case))).collect();
    let stats = measure::in_rounds(options.load_plan(), &mut cases, |(_, case)| measure::once(|| (case.start)()));
    let measured = cases.into_iter().zip(stats);
    measured
        .map(|((name, case), ns)| {
            let (loaded, heap) = alloc::count(|| (case.start)());
            drop(loaded);
            let figures = figures([
                ("input_bytes", case.input_bytes as f64),
                ("peak_bytes", heap.peak as f64),
                ("retained_bytes", heap.retained as f64),
            ]);
            Row { form: case.form.into(), ..row(Workload::Load, name, scenes, ns, figures) }
        })
        .collect()
}

pub fn sessions(options: &Options, makers: &[Maker]) -> Vec<Row> {
    let mut subjects: Vec<(&Maker, usize)> =
        makers.iter().map(|maker| (maker, measure::batch_size(|| drop(maker.1())))).collect();
    let stats =
        measure::in_rounds(options.plan(), &mut subjects, |(maker, batch)| measure::batch_kept(*batch, || maker.1()));
    let measured = subjects.into_iter().zip(stats);
    measured
        .map(|((maker, _), ns)| {
            let (session, heap) = alloc::count(|| maker.1());
            drop(session);
            let figures = figures([("retained_bytes", heap.retained as f64), ("peak_bytes", heap.peak as f64)]);
            row(Workload::Session, maker.0, options.scenes, ns, figures)
        })
        .collect()
}

/// A session played to its checkpoint, the save made there, and a second
/// session to restore that save into.
struct Checkpoint {
    running: Running,
    saved: String,
    other: Box<dyn Session>,
    other_out: Turn,
    save_batch: usize,
    restore_batch: usize,
}

impl Checkpoint {
    fn reach(maker: &Maker, seed: u32) -> Self {
        let mut running = Running::start(maker, seed);
        running.play(CHECKPOINT_TURNS - 1);
        running.session.before_checkpoint();
        running.play(1);
        let saved = running.session.save();
        let mut other = maker.1();
        let mut other_out = Turn::default();
        let save_batch = measure::batch_size(|| drop(running.session.save()));
        let restore_batch = measure::batch_size(|| other.restore(&saved, &mut other_out));
        Self { running, saved, other, other_out, save_batch, restore_batch }
    }

    fn time_save(&mut self) -> f64 {
        measure::batch(self.save_batch, || self.running.session.save())
    }

    fn time_restore(&mut self) -> f64 {
        measure::batch(self.restore_batch, || self.other.restore(&self.saved, &mut self.other_out))
    }

    /// Plays the original and a restored session on side by side.
    fn assert_restores(mut self) {
        self.other.restore(&self.saved, &mut self.other_out);
        let Running { name, session, rng, out } = &mut self.running;
        assert!(out.choices().eq(self.other_out.choices()), "{name}: restored choices differ");
        for turn in 0..RESTORE_CHECK_TURNS {
            let choice = rng.below(out.choice_count());
            session.turn(Some(choice), out);
            self.other.turn(Some(choice), &mut self.other_out);
            assert_eq!(
                out.transcript(),
                self.other_out.transcript(),
                "{name}: restored session differs at turn {turn}"
            );
        }
    }
}

pub fn save_restore(options: &Options, makers: &[Maker]) -> Vec<Row> {
    let mut points: Vec<_> = makers.iter().map(|maker| Checkpoint::reach(maker, options.seed)).collect();
    let saves = measure::in_rounds(options.plan(), &mut points, Checkpoint::time_save);
    let restores = measure::in_rounds(options.plan(), &mut points, Checkpoint::time_restore);
    let mut rows = Vec::new();
    for ((point, save), restore) in points.into_iter().zip(saves).zip(restores) {
        let name = point.running.name;
        let saved_bytes = figures([("saved_bytes", point.saved.len() as f64)]);
        rows.push(row(Workload::Save, name, options.scenes, save, saved_bytes));
        rows.push(row(Workload::Restore, name, options.scenes, restore, Figures::new()));
        point.assert_restores();
    }
    rows
}

pub fn inkjs(options: &Options, story: &Story) -> Result<Answer, String> {
    let loads = options.load_sizes.iter().map(|&scenes| Source::new(&content::generate(options.seed, scenes)));
    inkjs::run(&Job {
        peer: inkjs::NAME,
        choice_seed: options.seed,
        parity_turns: options.parity_turns,
        turns_per_repetition: options.turns.div_ceil(options.repetitions),
        repetitions: options.repetitions,
        load_budget_ms: options.load_budget.as_millis() as u64,
        main: Source::new(story),
        loads: loads.collect(),
    })
}
