//! Times existing dialogue runtimes on one generated conversation, in one run.

use cpu_time::ProcessTime;
use peer_bench::options::{self, Options};
use peer_bench::report::{self, Report};
use peer_bench::{alloc, content, parity, peers, workloads};
use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

fn main() {
    let options = Options::from_args().unwrap_or_else(|problem| {
        eprintln!("{problem}\n{}", options::USAGE);
        std::process::exit(2);
    });
    let report = run(&options);
    let markdown = report.markdown();
    println!("{markdown}");
    fs::create_dir_all(&options.out).expect("output folder can be made");
    fs::write(options.out.join("results.md"), markdown).expect("results.md can be written");
    let json = serde_json::to_string_pretty(&report).expect("report serialises");
    fs::write(options.out.join("results.json"), json).expect("results.json can be written");
}

fn run(options: &Options) -> Report {
    let (started, cpu) = (Instant::now(), ProcessTime::now());
    let peers = peers::all();
    let story = content::generate(options.seed, options.scenes);
    let makers: Vec<_> = peers.iter().map(|peer| (peer.name(), peer.sessions(&story))).collect();

    eprintln!("checking that all peers say the same");
    let expected = parity::transcripts(&makers[0].1, options.parity_turns, options.seed);
    let mut verdicts = BTreeMap::new();
    for (name, maker) in &makers {
        let actual = parity::transcripts(maker, options.parity_turns, options.seed);
        parity::assert_same(name, &expected, &actual);
        verdicts.insert(name.to_string(), parity::SAME.to_string());
    }

    let mut rows = Vec::new();
    let mut notes = workloads::fixed_notes();
    eprintln!("turns");
    rows.extend(workloads::turns(options, &makers));
    eprintln!("sessions");
    rows.extend(workloads::sessions(options, &makers));
    eprintln!("save and restore");
    rows.extend(workloads::save_restore(options, &makers));
    drop(makers);
    for &scenes in &options.load_sizes {
        eprintln!("load, {scenes} scenes");
        rows.extend(workloads::load(options, &peers, scenes));
    }

    let share = 100.0 * cpu.elapsed().as_secs_f64() / started.elapsed().as_secs_f64();
    notes.push(format!(
        "The Rust peers got {share:.0} % of one core while they ran; 100 % means an undisturbed machine."
    ));

    if options.node {
        eprintln!("inkjs");
        match workloads::inkjs(options, &story) {
            Ok(answer) => {
                parity::assert_same(peers::inkjs::NAME, &expected, &answer.transcripts);
                verdicts.insert(peers::inkjs::NAME.into(), parity::SAME.into());
                rows.extend(answer.rows);
                notes.extend(answer.notes);
            }
            Err(reason) => notes.push(format!("inkjs was left out: {reason}")),
        }
    }

    report::add_ratios(&mut rows, peers[0].name());
    Report {
        seed: options.seed,
        scenes: options.scenes,
        parity_turns: options.parity_turns,
        parity: verdicts,
        scaling: report::scaling(&rows),
        rows,
        notes,
    }
}
