//! What the table of peers has no column for: `Session::hear`, `back`, replay, the log's memory, the growth of a turn's cost, the
//! flagship. `more WHAT [N]`; without WHAT everything. Times are CPU time of this thread.
#![allow(dead_code)]

#[path = "../alloc.rs"]
mod alloc;
#[path = "../content.rs"]
mod content;
#[path = "../rng.rs"]
mod rng;

use cpu_time::ThreadTime;
use inward::pack::File;
use inward::replay::Change;
use inward::session::Kind;
use inward::{Begin, Outcome, Pack, Reply, Response, Script, Session, State, Turn, check, step};
use rng::Rng;
use std::fmt::Write;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;

fn ns<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = ThreadTime::now();
    let result = black_box(work());
    (begun.elapsed().as_nanos() as f64, result)
}

/// The best and the median of some runs, in ns for one of `per`.
fn best<T>(runs: usize, per: usize, mut work: impl FnMut() -> T) -> String {
    let mut all: Vec<f64> = (0..runs).map(|_| ns(&mut work).0 / per as f64).collect();
    all.sort_by(f64::total_cmp);
    format!("min {} med {}", show(all[0]), show(all[runs / 2]))
}

fn show(ns: f64) -> String {
    if ns < 1e3 {
        format!("{ns:.0} ns")
    } else if ns < 1e6 {
        format!("{:.2} us", ns / 1e3)
    } else {
        format!("{:.2} ms", ns / 1e6)
    }
}

fn load(ron: &str, hooks: Option<&str>) -> Script {
    let mut pack = Pack::default();
    pack.add("content/s.ron", File::Text(ron.to_owned()));
    if let Some(hooks) = hooks {
        pack.add("scripts/s.rhai", File::Text(hooks.to_owned()));
    }
    let checked = check(&pack, "content/s.ron");
    match checked.script {
        Some(script) => script,
        None => panic!("{:#?}", checked.diagnostics.iter().take(3).collect::<Vec<_>>()),
    }
}

fn w1(scenes: usize) -> Script {
    load(&content::generate(7, scenes).to_inward(false), None)
}

fn w1h(scenes: usize) -> Script {
    let story = content::generate(7, scenes);
    load(&story.to_inward(true), Some(&story.to_inward_hooks()))
}

const NUMBERS: [&str; 3] = ["1", "2", "3"];

fn offers(turn: &Turn) -> usize {
    match &turn.outcome {
        Outcome::Asked(question) => match &question.kind {
            Kind::Choose(offers) => offers.len(),
            _ => 1,
        },
        other => panic!("{other:?}"),
    }
}

struct Steps<'s> {
    script: &'s Script,
    state: State,
    turn: Turn,
    rng: Rng,
}

impl<'s> Steps<'s> {
    fn new(script: &'s Script) -> Self {
        let (state, turn) = inward::session::begin(script, &Begin::default()).unwrap();
        Steps { script, state, turn, rng: Rng::new(7) }
    }

    fn play(&mut self, turns: usize) {
        for _ in 0..turns {
            let choice = self.rng.below(offers(&self.turn));
            let reply = Reply::Typed(NUMBERS[choice].to_owned());
            (self.state, self.turn) = step(self.script, &self.state, &reply);
        }
    }
}

fn hear(session: &mut Session<'_>, rng: &mut Rng, turns: usize) {
    for _ in 0..turns {
        let choice = rng.below(offers(session.turn()));
        assert_eq!(session.hear(NUMBERS[choice]), Response::Turn);
    }
}

fn played<'s>(script: &'s Script, turns: usize) -> (Session<'s>, Rng) {
    let mut session = Session::begin(script, Begin::default()).unwrap();
    let mut rng = Rng::new(7);
    hear(&mut session, &mut rng, turns);
    (session, rng)
}

/// A turn by `step`, and by `Session::hear`, after so many turns.
fn length() {
    for scenes in [10, 1_000, 10_000] {
        let script = w1(scenes);
        println!(
            "## {scenes} scenes: after N turns | step | step at state size (image bytes) | Session::hear | image | log JSON"
        );
        for before in [0, 10, 100, 1_000, 3_000, 10_000] {
            let mut steps = Steps::new(&script);
            steps.play(before);
            let (state, turn) = (steps.state.clone(), steps.turn.clone());
            let by_step = best(9, 100, || {
                (steps.state, steps.turn) = (state.clone(), turn.clone());
                steps.play(100)
            });
            let clone = best(9, 100, || (0..100).for_each(|_| drop(black_box(state.clone()))));
            let by_hear = if before <= 3_000 {
                let (mut session, mut rng) = played(&script, before);
                best(5, 50, || hear(&mut session, &mut rng, 50))
            } else {
                String::from("-")
            };
            println!("{before:>6} | {by_step} | clone {clone} | {by_hear} | {} B", state.image().len());
        }
    }
}

/// `back`, replay, rejoin, change after 100 (and more) turns; what a log weighs.
fn replaying() {
    for scenes in [1_000] {
        let script = w1(scenes);
        for turns in [10, 100, 1_000] {
            let (session, _) = played(&script, turns);
            let log = session.log().clone();
            let (copy, heap) = alloc::count(|| log.clone());
            drop(copy);
            let json = serde_json::to_string(&log).unwrap().len();
            let runs = if turns > 500 { 3 } else { 9 };
            println!("## W1, {scenes} scenes, {turns} turns");
            println!(
                "log in memory: {:.0} B a turn (requested, {:.1} allocations a turn); JSON {:.0} B a turn",
                heap.retained as f64 / turns as f64,
                heap.calls as f64 / turns as f64,
                json as f64 / turns as f64
            );
            println!("replay (resume): {}", best(runs, 1, || Session::resume(&script, log.clone()).unwrap()));
            println!("rejoin (by identity): {}", best(runs, 1, || Session::rejoin(&script, &log).unwrap()));
            let question = log.entries[turns / 2].question().clone();
            let said = |typed: &str| Change::Answer { question: question.clone(), typed: typed.to_owned() };
            let mut first = None;
            println!(
                "change of one answer in the middle: {}",
                best(runs, 1, || {
                    let mut session = Session::resume(&script, log.clone()).unwrap();
                    first = Some(session.change(said("a")));
                })
            );
            println!("  of which resume as above; {first:?}");
            let mut all = Vec::new();
            for _ in 0..runs {
                let mut session = Session::resume(&script, log.clone()).unwrap();
                all.push(ns(|| session.hear("back")).0);
            }
            all.sort_by(f64::total_cmp);
            println!("back: min {} med {}", show(all[0]), show(all[runs / 2]));
        }
    }
    // Where the way doesn't depend on the answers, so that a change keeps the rest: 100 questions in a row.
    let mut facts = String::new();
    let mut nodes = String::new();
    for place in 0..100 {
        write!(facts, "\"f{place}\": OneOf([\"a\", \"b\", \"c\"]),").unwrap();
        let next = if place == 99 { "end".to_owned() } else { format!("n{}", place + 1) };
        write!(nodes, "\"n{place}\": (say: \"Question {place}?\", ask: Choose({{\"a\": \"First of {place}\", \"b\": \"Second\", \"c\": \"Third\"}}), keep: \"f{place}\", goto: \"{next}\"),").unwrap();
    }
    let script = load(
        &format!(
            "(format: 1, title: \"Row\", start: \"n0\", facts: {{{facts}}}, nodes: {{{nodes} \"end\": (say: \"Over.\", ask: Continue, goto: \"@end over\")}})"
        ),
        None,
    );
    let (session, _) = played(&script, 100);
    let log = session.log().clone();
    let question = log.entries[50].question().clone();
    let mut all = Vec::new();
    let mut told = None;
    let (mut landed, mut after, mut same) = (0, 0, Vec::new());
    for _ in 0..9 {
        let mut session = Session::resume(&script, log.clone()).unwrap();
        all.push(
            ns(|| told = Some(session.change(Change::Answer { question: question.clone(), typed: "b".to_owned() }))).0,
        );
        landed = session.log().entries.len();
        same.push(ns(|| session.hear("same")).0);
        after = session.log().entries.len();
    }
    all.sort_by(f64::total_cmp);
    println!(
        "## 100 questions in a row (100 facts), one changed, all others kept: min {} med {} ({told:?})",
        show(all[0]),
        show(all[4])
    );
    same.sort_by(f64::total_cmp);
    println!("  it stands at answer {landed}; then \"same\": {} and stands at {after}", show(same[4]));
    println!("rejoin of the same: {}", best(9, 1, || Session::rejoin(&script, &log).unwrap()));
    println!("state clone: {}", best(9, 1000, || (0..1000).for_each(|_| drop(black_box(session.state().clone())))));
}

/// One more session; the image.
fn sessions() {
    for scenes in [100, 10_000] {
        let script = w1(scenes);
        println!(
            "{scenes} scenes: begin {}",
            best(9, 100, || (0..100).for_each(|_| drop(black_box(inward::session::begin(&script, &Begin::default())))))
        );
    }
    let script = w1(1_000);
    let (begun, heap) = alloc::count(|| inward::session::begin(&script, &Begin::default()).unwrap());
    println!(
        "begin (state and turn): {} B, {} allocations; {}",
        heap.retained,
        heap.calls,
        best(9, 1000, || (0..1000).for_each(|_| drop(black_box(inward::session::begin(&script, &Begin::default())))))
    );
    let (state, heap) = alloc::count(|| begun.0.clone());
    println!(
        "state alone at the first question: {} B on the heap + {} B itself, {} allocations",
        heap.retained,
        std::mem::size_of::<State>(),
        heap.calls
    );
    println!("sizes: Turn {} B, Session {} B", std::mem::size_of::<Turn>(), std::mem::size_of::<Session<'_>>());
    drop(state);
    let (session, heap) = alloc::count(|| Session::begin(&script, Begin::default()).unwrap());
    println!(
        "Session::begin: {} B on the heap, {} allocations; {}",
        heap.retained,
        heap.calls,
        best(9, 1000, || (0..1000).for_each(|_| drop(black_box(Session::begin(&script, Begin::default())))))
    );
    drop(session);
    for turns in [0, 10, 100] {
        let mut steps = Steps::new(&script);
        steps.play(turns);
        let image = steps.state.image();
        let (copy, heap) = alloc::count(|| steps.state.clone());
        drop(copy);
        println!(
            "after {turns} turns: image {} B, save {}, restore {}; state {} B on the heap, {} allocations to clone",
            image.len(),
            best(9, 1000, || (0..1000).for_each(|_| drop(black_box(steps.state.image())))),
            best(9, 1000, || (0..1000).for_each(|_| drop(black_box(State::restore(&script, &image))))),
            heap.retained,
            heap.calls
        );
    }
}

/// A circle of two questions in which everything else is as given.
fn circle(facts: &str, rest: &str, ask: &str) -> String {
    format!(
        "(format: 1, title: \"Circle\", start: \"one\", facts: {{\"hurt\": (is: Number(0, 10), start: 1), \"words\": Text, {facts}}}, {rest} nodes: {{\
        \"one\": (say: \"One?\", {ask}, goto: \"two\"), \"two\": (say: \"Two?\", {ask}, goto: \"one\"), \"aside\": (say: \"Aside.\", ask: Continue)}})"
    )
}

const CHOOSE: &str = "ask: Choose({\"a\": \"First\", \"b\": \"Second\"})";
const TEXT: &str = "ask: Text(samples: [\"fine\"]), keep: \"words\"";

/// A turn in the circle.
fn turn(what: &str, ron: &str, typed: &str, sub: usize) {
    let (loading, script) = ns(|| load(ron, None));
    let (mut state, _) = inward::session::begin(&script, &Begin::default()).unwrap();
    let reply = Reply::Typed(typed.to_owned());
    let mut go = |turns: usize| (0..turns).for_each(|_| state = step(&script, &state, &reply).0);
    go(4);
    let time = best(9, sub, || go(sub));
    let (_, heap) = alloc::count(|| go(10));
    println!(
        "{what:<46} | {time} | {:.0} allocations, {:.0} B | load {}",
        heap.calls as f64 / 10.0,
        heap.requested as f64 / 10.0,
        show(loading)
    );
}

fn growth() {
    for count in [0, 10, 100, 1_000, 10_000] {
        let facts: String = (0..count).map(|place| format!("\"x{place}\": (is: Number(0, 10), start: 1),")).collect();
        turn(&format!("{count} facts more"), &circle(&facts, "", CHOOSE), "1", 100);
    }
    for count in [1, 10, 100, 1_000] {
        let mut rules = String::new();
        for place in 0..count {
            write!(
                rules,
                "\"r{place}\": (level: \"meaning\", when: \"hurt > {} && hurt < 0\", ask: \"aside\", because: \"so\"),",
                place % 9
            )
            .unwrap();
        }
        turn(&format!("{count} rules, none holds"), &circle("", &format!("rules: {{{rules}}},"), CHOOSE), "1", 100);
    }
    for count in [1, 10, 100, 1_000] {
        for (what, typed, ask) in
            [("number typed", "1", CHOOSE), ("8 words", "i have never felt so much at ease", TEXT)]
        {
            let hears: Vec<String> = (0..count)
                .map(|place| format!("\"(no|never) [really] word{place} .. (way|road) out{place}\""))
                .collect();
            let rest = format!(
                "interrupts: {{\"i\": (level: \"meaning\", hears: [{}], ask: \"aside\", text: Drop, samples: [\"no word0 a way out0\"])}},",
                hears.join(", ")
            );
            turn(&format!("1 interrupt of {count} patterns, {what}"), &circle("", &rest, ask), typed, 100);
        }
    }
    for count in [10, 100] {
        let mut rest = String::from("interrupts: {");
        for place in 0..count {
            write!(rest, "\"i{place}\": (level: \"meaning\", hears: [\"(no|never) [really] word{place} .. (way|road) out{place}\"], ask: \"aside\", text: Drop, samples: [\"no word{place} a way out{place}\"]),").unwrap();
        }
        rest.push_str("},");
        turn(
            &format!("{count} interrupts of 1 pattern, 8 words"),
            &circle("", &rest, TEXT),
            "i have never felt so much at ease",
            100,
        );
    }
    for (kilo, sub) in [(0, 100), (1, 20), (10, 5), (100, 1), (1_000, 1)] {
        let typed = "I was there all day and she never said a word, so I left. ".repeat((kilo * 1024) / 58 + 1);
        turn(&format!("a text of {} bytes", typed.len()), &circle("", "", TEXT), &typed, sub);
    }
    for (kilo, sub) in [(1, 20), (10, 5), (100, 1)] {
        let typed: String = (0..kilo * 1024 / 8).map(|place| format!("w{place:06} ")).collect();
        turn(&format!("a text of {} bytes, all words different", typed.len()), &circle("", "", TEXT), &typed, sub);
    }
    for (most, records) in [(64, 0), (64, 10), (64, 60)] {
        let facts = format!(
            "\"things\": Records(shows: \"text\", most: {most}, fields: {{\"text\": Text, \"near\": Bool, \"far\": Bool}}),"
        );
        let ron = format!(
            "(format: 1, title: \"R\", start: \"gather\", facts: {{{facts} \"x\": Bool}}, \
            rules: {{\"r\": (level: \"meaning\", each: \"one\", of: \"things\", when: \"one.near && one.far\", ask: \"aside\", because: \"so\")}}, \
            nodes: {{\"gather\": (say: \"What?\", ask: Gather(into: \"things\", most: {most}, samples: [\"a thing\"]), goto: \"one\"), \
            \"one\": (say: \"One?\", {CHOOSE}, goto: \"two\"), \"two\": (say: \"Two?\", {CHOOSE}, goto: \"one\"), \"aside\": (given: {{\"one\": \"things\"}}, say: \"{{one}}\", ask: Continue)}})"
        );
        let script = load(&ron, None);
        let (mut state, _) = inward::session::begin(&script, &Begin::default()).unwrap();
        let (gathering, ()) = ns(|| {
            for place in 0..records {
                state = step(&script, &state, &Reply::Typed(format!("the thing called {place} of mine"))).0;
            }
        });
        state = step(&script, &state, &Reply::Typed("that's all".to_owned())).0;
        let reply = Reply::Typed("1".to_owned());
        let mut go = |turns: usize| (0..turns).for_each(|_| state = step(&script, &state, &reply).0);
        println!(
            "{records} records (all gathered in {}), a rule over each | {}",
            show(gathering),
            best(9, 100, || go(100))
        );
    }
    for options in [2, 10, 100, 1_000] {
        let list: String =
            (0..options).map(|place| format!("\"o{place}\": \"Option {place} that is called so\",")).collect();
        let ask = format!("ask: Choose({{{list}}})");
        turn(&format!("{options} options, the first by number"), &circle("", "", &ask), "1", 20);
        turn(
            &format!("{options} options, fits none (asked again)"),
            &circle("", "", &ask),
            "something quite else then",
            2,
        );
    }
}

/// The built-in conversation: a whole transcript's typed lines, and a turn at its text questions.
fn flagship(loops: usize) {
    let pack = Pack::built_in();
    let path = "content/rejection.ron";
    let (loading, checked) = ns(|| check(&pack, path));
    let script = checked.script.expect("sound");
    println!("check of the flagship: {}", show(loading));
    let play = std::env::args().nth(3).unwrap_or_else(|| "../../tests/plays/whole-crush.play".to_owned());
    let play = std::fs::read_to_string(play).unwrap();
    let given: Vec<_> = play
        .lines()
        .filter_map(|line| line.strip_prefix("given: ")?.split_once(" = "))
        .map(|(name, value)| (name.to_owned(), inward::session::Given::Text(value.to_owned())))
        .collect();
    let seed = play.lines().find_map(|line| line.strip_prefix("seed: ")?.parse().ok()).unwrap_or(0);
    let begin = || Begin { seed, given: given.clone() };
    let typed: Vec<String> = play
        .lines()
        .filter_map(|line| line.strip_prefix("> ").or((line == ">").then_some("")))
        .map(str::to_owned)
        .collect();
    let mut session = Session::begin(&script, begin()).unwrap();
    let (mut by_kind, mut counts) = (std::collections::BTreeMap::<String, Vec<(f64, f64)>>::new(), 0);
    for line in &typed {
        if session.has_ended() {
            break;
        }
        let kind = session.turn().outcome.question().map_or("end".to_owned(), |question| {
            format!("{:?}", question.kind).split(['(', ' ', '{']).next().unwrap().to_owned()
        });
        let state = session.state().clone();
        let reply = Reply::Typed(line.clone());
        let raw = (0..5).map(|_| ns(|| step(&script, &state, &reply)).0).fold(f64::MAX, f64::min);
        let (took, _) = ns(|| session.hear(line));
        by_kind.entry(kind).or_default().push((raw, took));
        counts += 1;
    }
    println!("{counts} replies");
    for (kind, times) in by_kind {
        let mid = |mut all: Vec<f64>| {
            all.sort_by(f64::total_cmp);
            (all[all.len() / 2], all[all.len() - 1])
        };
        let (step, most_step) = mid(times.iter().map(|time| time.0).collect());
        let (hear, most_hear) = mid(times.iter().map(|time| time.1).collect());
        println!(
            "  {kind:<10} {:>3} times: step med {} max {} | hear med {} max {}",
            times.len(),
            show(step),
            show(most_step),
            show(hear),
            show(most_hear)
        );
    }
    let log = session.log().clone();
    println!(
        "log: {} entries, JSON {} B a reply; state image {} B; replay {}",
        log.entries.len(),
        serde_json::to_string(&log).unwrap().len() / log.entries.len().max(1),
        session.state().image().len(),
        best(3, 1, || Session::resume(&script, log.clone()).unwrap())
    );
    println!("rejoin {}", best(3, 1, || Session::rejoin(&script, &log).unwrap()));
    println!(
        "back {}",
        best(3, 1, || {
            let mut session = Session::resume(&script, log.clone()).unwrap();
            session.hear("back")
        })
    );
    // One turn at a free-text question, again and again.
    let mut session = Session::begin(&script, begin()).unwrap();
    for line in &typed {
        if matches!(session.turn().outcome.question().map(|question| &question.kind), Some(Kind::Text)) {
            break;
        }
        session.hear(line);
    }
    let state = session.state().clone();
    println!("the text question: {}", session.turn().outcome.question().unwrap().identity);
    for text in ["her laugh", "she left me after three years and I still don't know what I did wrong"] {
        let reply = Reply::Typed(text.to_owned());
        println!(
            "a step with {text:?}: {}",
            best(9, loops, || (0..loops).for_each(|_| drop(black_box(step(&script, &state, &reply)))))
        );
        let (_, heap) = alloc::count(|| step(&script, &state, &reply));
        println!("  {} allocations, {} B", heap.calls, heap.requested);
    }
}

fn loads() {
    for scenes in [100, 1_000, 10_000, 100_000] {
        let story = content::generate(7, scenes);
        let (ron, hooks) = (story.to_inward(false), story.to_inward_hooks());
        let hooked = story.to_inward(true);
        for (name, ron, hooks) in [("W1", ron, None), ("W1h", hooked, Some(hooks))] {
            if name == "W1h" && scenes > 10_000 {
                continue;
            }
            let runs = if scenes >= 10_000 { 2 } else { 5 };
            let mut times: Vec<f64> = (0..runs).map(|_| ns(|| load(&ron, hooks.as_deref())).0).collect();
            times.sort_by(f64::total_cmp);
            let (script, heap) = alloc::count(|| load(&ron, hooks.as_deref()));
            drop(script);
            println!(
                "{name} {scenes} scenes: {:.2} us a scene (min {:.2}); retained {:.0} B a scene, peak {:.0}, {:.0} allocations a scene; source {} B a scene",
                times[runs / 2] / 1e3 / scenes as f64,
                times[0] / 1e3 / scenes as f64,
                heap.retained as f64 / scenes as f64,
                heap.peak as f64 / scenes as f64,
                heap.calls as f64 / scenes as f64,
                ron.len() / scenes
            );
        }
    }
}

/// For a profiler.
fn profile(what: &str, count: usize) {
    match what {
        "p-turn" => {
            let script = w1(1_000);
            let mut steps = Steps::new(&script);
            for _ in 0..count {
                steps = Steps::new(&script);
                steps.play(20);
            }
            black_box(&steps.state);
        }
        "p-turn-late" => {
            let script = w1(1_000);
            let mut steps = Steps::new(&script);
            steps.play(3_000 + count);
        }
        "p-turn-h" => {
            let script = w1h(1_000);
            for _ in 0..count {
                Steps::new(&script).play(20);
            }
        }
        "p-load" => {
            let ron = content::generate(7, count).to_inward(false);
            black_box(load(&ron, None));
        }
        "p-load-h" => {
            let story = content::generate(7, count);
            black_box(load(&story.to_inward(true), Some(&story.to_inward_hooks())));
        }
        "p-check-flagship" => {
            for _ in 0..count {
                black_box(check(&Pack::built_in(), "content/rejection.ron"));
            }
        }
        "write" => {
            let story = content::generate(7, count);
            println!("{}", story.to_inward(false));
        }
        _ => panic!("{what}?"),
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
