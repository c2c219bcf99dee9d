//! How many instructions and allocations one of each thing takes: figures that a busy machine doesn't change.
//!
//! Every case is run twice by the same code: here, with the allocator counting, and in a second run of this program
//! under valgrind's callgrind, which collects instructions only inside `counted` and writes a file each time that
//! function is left. So nothing around a case is counted, and no run has to be subtracted from another.

use peer_bench::player::{Player, SEED};
use peer_bench::subject::{self, Play, Script, Source, Steps, Visit};
use peer_bench::{alloc, content};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

const USAGE: &str = "\
counts [GROUP]
  GROUP   one of w1, w1h, flagship; without it, all of them";

/// The argument with which this program runs itself under callgrind.
const UNDER_CALLGRIND: &str = "--under-callgrind";

const SCENES: usize = 1_000;
const LATE: usize = 10_000;

/// What runs a case: its name, how many of the thing its work does, and the work.
type Count<'c> = &'c mut dyn FnMut(&str, usize, &mut dyn FnMut());

/// A group of cases, which share what they need before anything is counted.
type Group = (&'static str, fn(Count<'_>));

const GROUPS: [Group; 3] = [("w1", w1), ("w1h", w1h), ("flagship", flagship)];

/// Callgrind finds this function by its name, so the name must stay as it is written.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn counted(work: &mut &mut dyn FnMut()) {
    work();
    // Without anything after it the call above could become a jump, and the function would be left before its work.
    black_box(());
}

/// Does something so many times and keeps the results, so that dropping them isn't counted.
fn kept<T>(count: Count<'_>, name: &str, times: usize, mut work: impl FnMut() -> T) {
    let mut results = Vec::with_capacity(times);
    count(name, times, &mut || {
        for _ in 0..times {
            results.push(work());
        }
    });
    black_box(&results);
}

fn w1(count: Count<'_>) {
    turns("W1", &Source::w1(&content::generate(SEED, SCENES)), true, count);
}

fn w1h(count: Count<'_>) {
    turns("W1h", &Source::w1h(&content::generate(SEED, SCENES)), false, count);
}

/// The generated story: loading it, and a turn; with `all`, also a late turn, a session, saving and restoring.
fn turns(name: &str, source: &Source, all: bool, count: Count<'_>) {
    let mut loaded = None;
    let load = format!("{name}: check and load {} scenes, a scene", grouped(SCENES));
    count(&load, SCENES, &mut || loaded = Some(source.load()));
    let script = &loaded.expect("it was loaded");
    let mut player = Player::new(script);
    next_turns(&format!("{name}: a turn, of the first 100"), script, &mut player, count);
    if !all {
        return;
    }
    let saved = player.steps.save();
    kept(count, &format!("{name}: a new session"), 100, || Steps::begin(script));
    kept(count, &format!("{name}: save after 100 turns"), 100, || player.steps.save());
    kept(count, &format!("{name}: restore after 100 turns"), 100, || Steps::restore(script, &saved));
    player.play(LATE - 100);
    next_turns(&format!("{name}: a turn, of 100 after {}", grouped(LATE)), script, &mut player, count);
}

/// The next 100 turns: read, stepped and rendered; the same without reading; and the steps alone.
fn next_turns(name: &str, script: &Script, player: &mut Player<'_>, count: Count<'_>) {
    let (meanings, mut steps) = (player.meanings(100), player.steps.clone());
    let mut state = steps.state.clone();
    count(&format!("{name}: read, step and render"), 100, &mut || player.play(100));
    count(&format!("{name}: step and render"), 100, &mut || {
        for meaning in &meanings {
            steps.step(script, meaning);
        }
    });
    count(&format!("{name}: the step alone"), 100, &mut || {
        for meaning in &meanings {
            state = subject::step_alone(script, &state, meaning);
        }
    });
}

/// The flagship's replies whose figures are told: what it is, the node at which it is typed, and what is typed.
const STEPS: [(&str, &str, &str); 4] = [
    ("an option by its name", "kind", "crush"),
    ("a number", "hurt", "5"),
    ("a text of 3 words", "said", "her laugh too"),
    ("a text of 15 words", "said", "she left me after three years and I still don't know what I did wrong"),
];

fn flagship(count: Count<'_>) {
    let source = Source::flagship();
    let mut loaded = None;
    count("flagship: check and load", 1, &mut || loaded = Some(source.load()));
    let script = &loaded.expect("it was loaded");
    let play = Play::whole();

    let lines = play.typed.len();

    // The first conversation makes some things that are made when they are needed, and kept with what was loaded.
    for which in ["first", "second"] {
        let mut visit = Visit::begin_play(script, &play);
        count(&format!("flagship: a line heard, of the {lines} of the {which} conversation"), lines, &mut || {
            for line in &play.typed {
                visit.hear(line);
            }
        });
    }

    let mut visit = Visit::begin_play(script, &play);
    for line in &play.typed {
        for (what, _, text) in STEPS.iter().filter(|(_, node, _)| *node == visit.node()) {
            let state = visit.state().clone();
            let meaning = subject::read(script, &state, text);
            let name = format!("flagship: {what}");
            kept(count, &format!("{name}: read, step and render"), 10, || subject::read_and_step(script, &state, text));
            kept(count, &format!("{name}: step and render"), 10, || subject::step(script, &state, &meaning));
            kept(count, &format!("{name}: the step alone"), 10, || subject::step_alone(script, &state, &meaning));
        }
        visit.hear(line);
    }
    let log = visit.log().clone();
    drop(visit);

    let mut log_to_resume = Some(log.clone());
    let mut resumed = None;
    count(&format!("flagship: the {lines} played again"), 1, &mut || {
        resumed = log_to_resume.take().map(|log| Visit::resume(script, log));
    });
    let mut visit = resumed.expect("it was taken up");
    count(&format!("flagship: `back` after the {lines}"), 1, &mut || {
        visit.hear("back");
    });
}

/// One line of the table.
struct Row {
    name: String,
    per: usize,
    allocations: usize,
    bytes: usize,
    instructions: Option<u64>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (child, wanted) = match arguments[..] {
        [] => (false, None),
        [UNDER_CALLGRIND] => (true, None),
        [UNDER_CALLGRIND, group] => (true, Some(group)),
        [group] => (false, Some(group)),
        _ => usage(),
    };
    let groups: Vec<&Group> = GROUPS.iter().filter(|(name, _)| wanted.is_none_or(|wanted| wanted == *name)).collect();
    if groups.is_empty() {
        usage();
    }
    warm_up();
    if child {
        collect(&groups);
        return;
    }
    let mut rows = Vec::new();
    for (name, group) in groups {
        eprintln!("allocations: {name}");
        group(&mut |name, per, work| {
            let ((), heap) = alloc::count(work);
            let (name, allocations, bytes) = (name.to_owned(), heap.calls, heap.requested);
            rows.push(Row { name, per, allocations, bytes, instructions: None });
        });
    }
    match instructions(wanted) {
        Ok(all) => {
            assert_eq!(all.len(), rows.len(), "one count for each case");
            for (row, instructions) in rows.iter_mut().zip(all) {
                row.instructions = Some(instructions);
            }
        }
        Err(reason) => eprintln!("no instructions: {reason}"),
    }
    print(&rows);
}

/// A small story loaded and begun in both spellings: what a process makes once and for all would else be counted in
/// whichever case comes first.
fn warm_up() {
    let story = content::generate(SEED, 10);
    for source in [Source::w1(&story), Source::w1h(&story)] {
        Player::new(&source.load()).play(10);
    }
}

fn usage() -> ! {
    eprintln!("{USAGE}");
    std::process::exit(2);
}

/// What the second run does.
fn collect(groups: &[&Group]) {
    for (name, group) in groups {
        eprintln!("instructions: {name}");
        group(&mut |name, _, mut work| {
            eprintln!("  {name}");
            counted(&mut work);
        });
    }
}

/// The instructions of every case in order, from a run of this program under callgrind.
fn instructions(group: Option<&str>) -> Result<Vec<u64>, String> {
    let valgrind = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !valgrind.is_ok_and(|status| status.success()) {
        return Err("valgrind isn't here; where it is, this counts them, too".to_owned());
    }
    let folder = std::env::temp_dir().join(format!("counts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let collected = under_callgrind(&folder, group);
    // What is left in a folder for temporary files does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    collected
}

fn under_callgrind(folder: &Path, group: Option<&str>) -> Result<Vec<u64>, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let out = folder.join("out");
    let status = Command::new("valgrind")
        .args(["--quiet", "--tool=callgrind", "--toggle-collect=counted", "--dump-after=counted"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .arg(UNDER_CALLGRIND)
        .args(group)
        .status()
        .map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("valgrind ended with {status}"));
    }
    // The first case is in `out.1`, the second in `out.2`; what comes after the last one is in `out` itself.
    let files = (1..).map(|part| PathBuf::from(format!("{}.{part}", out.display())));
    files.map_while(|file| std::fs::read_to_string(file).ok()).map(|text| total(&text)).collect()
}

/// What a file of callgrind's says was collected in all.
fn total(text: &str) -> Result<u64, String> {
    let total = text.lines().find_map(|line| line.strip_prefix("summary:"));
    let total = total.and_then(|line| line.trim().parse().ok());
    total.ok_or_else(|| "callgrind's file holds no total".to_owned())
}

/// Prints the table; every figure is that of one.
fn print(rows: &[Row]) {
    println!("| what | instructions | allocations | bytes requested |");
    println!("|---|--:|--:|--:|");
    for Row { name, per, allocations, bytes, instructions } in rows {
        let instructions = instructions.map_or("–".to_owned(), |all| grouped(all as usize / per));
        let allocations = match 10 * allocations / per {
            tenths if tenths % 10 == 0 => grouped(tenths / 10),
            tenths => format!("{}.{}", grouped(tenths / 10), tenths % 10),
        };
        println!("| {name} | {instructions} | {allocations} | {} |", grouped(bytes / per));
    }
}

/// A number with a comma after each thousand.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
