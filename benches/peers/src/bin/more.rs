//! What the table of peers has no column for: what is typed with its log, `back`, replay, the log's weight, how a
//! turn's cost grows, the flagship. `more WHAT [N]`; without WHAT everything. Times are CPU time of this thread.

use cpu_time::ThreadTime;
use peer_bench::player::{Player, SEED, Visitor};
use peer_bench::subject::{self, Play, Script, Source, Steps, Visit, read_and_step};
use peer_bench::{alloc, content};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

const USAGE: &str = "\
more [WHAT [N]]
  sessions   one more session, saving and restoring
  length     a turn after many turns
  replay     replay, `back` and a changed answer after many turns
  growth     a turn with many facts, rules, patterns, words, records, options
  flagship   the built-in conversation; N is how often a step is taken
  loads      loading 100 to 100,000 scenes
  write N    prints the story of N scenes in RON
for a profiler: p-turn N, p-turn-late N, p-turn-h N, p-load N, p-load-h N, p-check-flagship N";

/// The time that work takes in ns, and its result.
fn ns<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = ThreadTime::now();
    let result = black_box(work());
    (begun.elapsed().as_nanos() as f64, result)
}

/// The least and the median of some times.
fn spread(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    format!("min {} med {}", show(times[0]), show(times[times.len() / 2]))
}

/// The least and the median of some runs, for one of `per`.
fn best<T>(runs: usize, per: usize, mut work: impl FnMut() -> T) -> String {
    spread((0..runs).map(|_| ns(&mut work).0 / per as f64).collect())
}

/// The same for work that is so short that it's done many times in a run.
fn best_of_many<T>(runs: usize, times: usize, mut work: impl FnMut() -> T) -> String {
    best(runs, times, || (0..times).for_each(|_| drop(black_box(work()))))
}

fn show(ns: f64) -> String {
    if ns < 1e3 {
        format!("{ns:.0} ns")
    } else if ns < 1e6 {
        format!("{:.2} µs", ns / 1e3)
    } else {
        format!("{:.2} ms", ns / 1e6)
    }
}

fn w1(scenes: usize) -> Script {
    Source::w1(&content::generate(SEED, scenes)).load()
}

fn w1h(scenes: usize) -> Script {
    Source::w1h(&content::generate(SEED, scenes)).load()
}

/// A turn without a log, and as a person has it, after so many turns.
fn length() {
    for scenes in [10, 1_000, 10_000] {
        let script = w1(scenes);
        println!("## {scenes} scenes\n");
        println!("after turns | a step | cloning the state | what is typed, with its log | saved size");
        for before in [0, 10, 100, 1_000, 3_000, 10_000] {
            let mut player = Player::new(&script);
            player.play(before);
            let start = player.steps.clone();
            let by_step = best(9, 100, || {
                player.steps = start.clone();
                player.play(100);
            });
            let clone = best_of_many(9, 100, || start.state.clone());
            let heard = if before <= 3_000 {
                let mut visitor = Visitor::after(&script, before);
                best(5, 50, || visitor.play(50))
            } else {
                String::from("–")
            };
            println!("{before:>6} | {by_step} | {clone} | {heard} | {} B", start.save().len());
        }
    }
}

/// `back`, replay, rejoining and a change after 10 to 1,000 turns; what a log weighs.
fn replaying() {
    let scenes = 1_000;
    let script = w1(scenes);
    for turns in [10, 100, 1_000] {
        let visitor = Visitor::after(&script, turns);
        let log = visitor.visit.log().clone();
        let (copy, heap) = alloc::count(|| log.clone());
        drop(copy);
        let json = serde_json::to_string(&log).expect("a log can be written").len();
        let runs = if turns > 500 { 3 } else { 9 };
        println!("## W1, {scenes} scenes, {turns} turns\n");
        let each = |all: f64| all / turns as f64;
        let (bytes, calls) = (each(heap.retained as f64), each(heap.calls as f64));
        println!("a log in memory: {bytes:.0} B and {calls:.1} allocations a turn; JSON {:.0} B", each(json as f64));
        println!("replay: {}", best(runs, 1, || Visit::resume(&script, log.clone())));
        println!("rejoin (by identity): {}", best(runs, 1, || Visit::rejoin(&script, &log)));
        let question = subject::question(&log, turns / 2);
        let resumed = || Visit::resume(&script, log.clone());
        let mut told = None;
        let times = (0..runs).map(|_| resumed()).map(|mut visit| {
            let (time, response) = ns(|| visit.change(&question, "a"));
            told = Some(response);
            time
        });
        println!("change of one answer in the middle: {} ({told:?})", spread(times.collect()));
        let times = (0..runs).map(|_| resumed()).map(|mut visit| ns(|| visit.hear("back")).0);
        println!("back: {}", spread(times.collect()));
    }
    in_a_row();
}

/// Where the way doesn't depend on the answers, so that a change keeps the rest: 100 questions in a row.
fn in_a_row() {
    let mut facts = String::new();
    let mut nodes = String::new();
    for place in 0..100 {
        let next = if place == 99 { "end".to_owned() } else { format!("n{}", place + 1) };
        let options = format!("\"a\": \"First of {place}\", \"b\": \"Second\", \"c\": \"Third\"");
        let ask = format!("ask: Choose({{{options}}}), keep: \"f{place}\", goto: \"{next}\"");
        write!(facts, "\"f{place}\": OneOf([\"a\", \"b\", \"c\"]),").expect("writing to a String");
        write!(nodes, "\"n{place}\": (say: \"Question {place}?\", {ask}),").expect("writing to a String");
    }
    nodes.push_str("\"end\": (say: \"Over.\", ask: Continue, goto: \"@end over\")");
    let ron = format!("(format: 1, title: \"Row\", start: \"n0\", facts: {{{facts}}}, nodes: {{{nodes}}})");
    let script = Source::of(ron, None).load();
    let visitor = Visitor::after(&script, 100);
    let log = visitor.visit.log().clone();
    let question = subject::question(&log, 50);
    let (mut landed, mut after, mut changes, mut same) = (0, 0, Vec::new(), Vec::new());
    for _ in 0..9 {
        let mut visit = Visit::resume(&script, log.clone());
        changes.push(ns(|| visit.change(&question, "b")).0);
        landed = subject::answers(visit.log());
        same.push(ns(|| visit.hear("same")).0);
        after = subject::answers(visit.log());
    }
    println!("## 100 questions in a row (100 facts), one changed, all others kept\n");
    println!("change: {}; it stands at answer {landed}", spread(changes));
    println!("then \"same\": {}; it stands at answer {after}", spread(same));
    println!("rejoin: {}", best(9, 1, || Visit::rejoin(&script, &log)));
    println!("cloning the state: {}", best_of_many(9, 1_000, || visitor.visit.state().clone()));
}

/// One more session; saving and restoring.
fn sessions() {
    for scenes in [100, 10_000] {
        let script = w1(scenes);
        println!("{scenes} scenes: begin {}", best_of_many(9, 100, || Steps::begin(&script)));
    }
    let script = w1(1_000);
    let (begun, heap) = alloc::count(|| Steps::begin(&script));
    println!("1000 scenes: begin {}", best_of_many(9, 1_000, || Steps::begin(&script)));
    println!("  the state and the turn: {} B, {} allocations", heap.retained, heap.calls);
    let (_, heap) = alloc::count(|| begun.state.clone());
    println!("  the state alone: {} allocations to clone", heap.calls);
    println!("  themselves, in bytes: {:?}", subject::sizes());
    let (visit, heap) = alloc::count(|| Visit::begin(&script));
    drop(visit);
    println!("with a log: {}", best_of_many(9, 1_000, || Visit::begin(&script)));
    println!("  {} B on the heap, {} allocations", heap.retained, heap.calls);
    for turns in [0, 10, 100] {
        let mut player = Player::new(&script);
        player.play(turns);
        let saved = player.steps.save();
        let (copy, heap) = alloc::count(|| player.steps.state.clone());
        drop(copy);
        println!("after {turns} turns: {} B saved", saved.len());
        println!("  save {}", best_of_many(9, 1_000, || player.steps.save()));
        println!("  restore, and show {}", best_of_many(9, 1_000, || Steps::restore(&script, &saved)));
        println!("  the state: {} B on the heap, {} allocations to clone", heap.retained, heap.calls);
    }
}

/// A circle of two questions in which everything else is as given.
fn circle(facts: &str, rest: &str, ask: &str) -> Source {
    let facts = format!("\"hurt\": (is: Number(0, 10), start: 1), \"words\": Text, {facts}");
    let one = format!("\"one\": (say: \"One?\", {ask}, goto: \"two\")");
    let two = format!("\"two\": (say: \"Two?\", {ask}, goto: \"one\")");
    let nodes = format!("{one}, {two}, \"aside\": (say: \"Aside.\", ask: Continue)");
    circle_of(&facts, rest, &nodes)
}

fn circle_of(facts: &str, rest: &str, nodes: &str) -> Source {
    let head = "format: 1, title: \"Circle\", start: \"one\"";
    Source::of(format!("({head}, facts: {{{facts}}}, {rest} nodes: {{{nodes}}})"), None)
}

const CHOOSE: &str = "ask: Choose({\"a\": \"First\", \"b\": \"Second\"})";
const TEXT: &str = "ask: Text(samples: [\"fine\"]), keep: \"words\"";

/// A turn in the circle.
fn turn(what: &str, source: &Source, text: &str, times: usize) {
    let (loading, script) = ns(|| source.load());
    let mut steps = Steps::begin(&script);
    let mut go = |turns: usize| (0..turns).for_each(|_| steps.turn(&script, text));
    go(4);
    let time = best(9, times, || go(times));
    let (_, heap) = alloc::count(|| go(10));
    let each = |all: usize| all as f64 / 10.0;
    let (calls, bytes) = (each(heap.calls), each(heap.requested));
    println!("{what:<46} | {time} | {calls:.0} allocations, {bytes:.0} B | load {}", show(loading));
}

fn growth() {
    for count in [0, 10, 100, 1_000, 10_000] {
        let fact = |place| format!("\"x{place}\": (is: Number(0, 10), start: 1),");
        let facts: String = (0..count).map(fact).collect();
        turn(&format!("{count} facts more"), &circle(&facts, "", CHOOSE), "1", 100);
    }
    for count in [1, 10, 100, 1_000] {
        let rule = |place: usize| {
            let when = format!("hurt > {} && hurt < 0", place % 9);
            format!("\"r{place}\": (level: \"meaning\", when: \"{when}\", ask: \"aside\", because: \"so\"),")
        };
        let rules: String = (0..count).map(rule).collect();
        turn(&format!("{count} rules, none holds"), &circle("", &format!("rules: {{{rules}}},"), CHOOSE), "1", 100);
    }
    let eight = "i have never felt so much at ease";
    for count in [1, 10, 100, 1_000] {
        let hears: Vec<_> = (0..count).map(pattern).collect();
        let rest = format!("interrupts: {{{}}},", interrupt("i", &hears.join(", "), 0));
        let name = |typed: &str| format!("1 interrupt of {count} patterns, {typed}");
        turn(&name("number typed"), &circle("", &rest, CHOOSE), "1", 100);
        turn(&name("8 words"), &circle("", &rest, TEXT), eight, 100);
    }
    for count in [10, 100] {
        let all: Vec<_> = (0..count).map(|place| interrupt(&format!("i{place}"), &pattern(place), place)).collect();
        let rest = format!("interrupts: {{{}}},", all.join(", "));
        turn(&format!("{count} interrupts of 1 pattern, 8 words"), &circle("", &rest, TEXT), eight, 100);
    }
    let sentence = "I was there all day and she never said a word, so I left. ";
    for (kilo, times) in [(0, 100), (1, 20), (10, 5), (100, 1), (1_000, 1)] {
        let text = sentence.repeat(kilo * 1024 / sentence.len() + 1);
        turn(&format!("a text of {} bytes", text.len()), &circle("", "", TEXT), &text, times);
    }
    for (kilo, times) in [(1, 20), (10, 5), (100, 1)] {
        let text: String = (0..kilo * 1024 / 8).map(|place| format!("w{place:06} ")).collect();
        let name = format!("a text of {} bytes, all words different", text.len());
        turn(&name, &circle("", "", TEXT), &text, times);
    }
    records();
    for options in [2, 10, 100, 1_000] {
        let option = |place| format!("\"o{place}\": \"Option {place} that is called so\",");
        let list: String = (0..options).map(option).collect();
        let source = circle("", "", &format!("ask: Choose({{{list}}})"));
        turn(&format!("{options} options, the first by number"), &source, "1", 20);
        turn(&format!("{options} options, fits none (asked again)"), &source, "something quite else then", 2);
    }
}

/// A pattern that fits nothing that is typed here.
fn pattern(place: usize) -> String {
    format!("\"(no|never) [really] word{place} .. (way|road) out{place}\"")
}

fn interrupt(name: &str, hears: &str, place: usize) -> String {
    let sample = format!("no word{place} a way out{place}");
    let rest = format!("ask: \"aside\", text: Drop, samples: [\"{sample}\"]");
    format!("\"{name}\": (level: \"meaning\", hears: [{hears}], {rest})")
}

/// A rule over each of many things that were gathered.
fn records() {
    let fields = "{\"text\": Text, \"near\": Bool, \"far\": Bool}";
    let facts = format!("\"things\": Records(shows: \"text\", most: 64, fields: {fields}), \"x\": Bool");
    let each = "each: \"one\", of: \"things\", when: \"one.near && one.far\"";
    let rule = format!("rules: {{\"r\": (level: \"meaning\", {each}, ask: \"aside\", because: \"so\")}},");
    let gather = "ask: Gather(into: \"things\", most: 64, samples: [\"a thing\"]), goto: \"two\"";
    let nodes = format!(
        "\"one\": (say: \"What?\", {gather}), \"two\": (say: \"Two?\", {CHOOSE}, goto: \"three\"), \
         \"three\": (say: \"Three?\", {CHOOSE}, goto: \"two\"), \
         \"aside\": (given: {{\"one\": \"things\"}}, say: \"{{one}}\", ask: Continue)"
    );
    let script = circle_of(&facts, &rule, &nodes).load();
    for records in [0, 10, 60] {
        let mut steps = Steps::begin(&script);
        let (gathering, ()) = ns(|| {
            for place in 0..records {
                steps.turn(&script, &format!("the thing called {place} of mine"));
            }
        });
        steps.turn(&script, "that's all");
        let time = best(9, 100, || (0..100).for_each(|_| steps.turn(&script, "1")));
        println!("{records} records (all gathered in {}), a rule over each | {time}", show(gathering));
    }
}

/// The built-in conversation: what is typed in a whole transcript, then a turn at its first question for a text.
fn flagship(times: usize) {
    let source = Source::flagship();
    println!("check: {}", best(3, 1, || source.load()));
    let (script, heap) = alloc::count(|| source.load());
    println!("  {} B retained, {} B at most", heap.retained, heap.peak);
    let play = Play::whole();
    let whole = || {
        let mut visit = Visit::begin_play(&script, &play);
        play.typed.iter().for_each(|line| drop(visit.hear(line)));
        visit
    };
    let ((), heap) = alloc::count(|| drop(whole()));
    println!("the first conversation leaves {} B more with it", heap.retained);
    let (finished, heap) = alloc::count(whole);
    println!("a conversation of {} replies, over: {} B retained", play.typed.len(), heap.retained);
    drop(finished);
    let mut visit = Visit::begin_play(&script, &play);
    let mut by_kind = BTreeMap::<&str, Vec<(f64, f64)>>::new();
    let mut text_question = None;
    for line in &play.typed {
        let (kind, state) = (visit.kind(), visit.state().clone());
        if kind == "text" {
            text_question.get_or_insert_with(|| (visit.node().to_owned(), state.clone()));
        }
        let stepped = (0..5).map(|_| ns(|| read_and_step(&script, &state, line)).0).fold(f64::MAX, f64::min);
        let (heard, _) = ns(|| visit.hear(line));
        by_kind.entry(kind).or_default().push((stepped, heard));
    }
    println!("{} replies; has it ended: {}", play.typed.len(), visit.has_ended());
    for (kind, all) in by_kind {
        let most = all.iter().map(|(stepped, _)| *stepped).fold(0.0, f64::max);
        let stepped = spread(all.iter().map(|(stepped, _)| *stepped).collect());
        let heard = spread(all.iter().map(|(_, heard)| *heard).collect());
        println!("  {kind}, {} times: a step {stepped} max {} | with its log {heard}", all.len(), show(most));
    }
    let log = visit.log().clone();
    let json = serde_json::to_string(&log).expect("a log can be written").len();
    println!("log: {} B of JSON an answer; saved {} B", json / subject::answers(&log), visit.save().len());
    println!("replay: {}", best(3, 1, || Visit::resume(&script, log.clone())));
    println!("rejoin: {}", best(3, 1, || Visit::rejoin(&script, &log)));
    let resumed = (0..3).map(|_| Visit::resume(&script, log.clone()));
    println!("back: {}", spread(resumed.map(|mut visit| ns(|| visit.hear("back")).0).collect()));
    let Some((node, state)) = text_question else { return };
    for text in ["her laugh", "she left me after three years and I still don't know what I did wrong"] {
        println!("{node:?}, {text:?}: {}", best_of_many(9, times, || read_and_step(&script, &state, text)));
        let (_, heap) = alloc::count(|| read_and_step(&script, &state, text));
        println!("  {} allocations, {} B", heap.calls, heap.requested);
    }
}

fn loads() {
    for scenes in [100, 1_000, 10_000, 100_000] {
        let story = content::generate(SEED, scenes);
        let hooked = (scenes <= 10_000).then(|| ("W1h", Source::w1h(&story)));
        for (name, source) in [("W1", Source::w1(&story))].into_iter().chain(hooked) {
            let time = best(if scenes >= 10_000 { 2 } else { 5 }, scenes, || source.load());
            let (script, heap) = alloc::count(|| source.load());
            drop(script);
            let each = |all: f64| all / scenes as f64;
            let (retained, peak) = (each(heap.retained as f64), each(heap.peak as f64));
            println!("{name}, {scenes} scenes: {time} a scene; {retained:.0} B retained, {peak:.0} B at most");
            println!("  {:.0} allocations; source {} B", each(heap.calls as f64), source.bytes / scenes);
        }
    }
}

/// One thing alone, for a profiler.
fn profile(what: &str, count: usize) {
    match what {
        "p-turn" => play_anew(&w1(1_000), count),
        "p-turn-h" => play_anew(&w1h(1_000), count),
        "p-turn-late" => Player::new(&w1(1_000)).play(3_000 + count),
        "p-load" => drop(black_box(w1(count))),
        "p-load-h" => drop(black_box(w1h(count))),
        "p-check-flagship" => (0..count).for_each(|_| drop(black_box(Source::flagship().load()))),
        "write" => println!("{}", content::generate(SEED, count).to_inward(false)),
        _ => {
            eprintln!("{USAGE}");
            std::process::exit(2);
        }
    }
}

/// The first 20 turns, again and again.
fn play_anew(script: &Script, count: usize) {
    for _ in 0..count {
        Player::new(script).play(20);
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let count = args.next().and_then(|count| count.parse().ok());
    match what.as_str() {
        "length" => length(),
        "replay" => replaying(),
        "sessions" => sessions(),
        "growth" => growth(),
        "flagship" => flagship(count.unwrap_or(20)),
        "loads" => loads(),
        "" => {
            sessions();
            length();
            replaying();
            growth();
            flagship(20);
            loads();
        }
        other => profile(other, count.unwrap_or(1_000)),
    }
}
