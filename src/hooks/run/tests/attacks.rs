//! Hooks that mean harm.
//!
//! Each must end soon and with a fault, on a stack smaller than that of any thread, and leave nothing behind; one that does
//! no harm may also end well. Run twice, each must come to the same, to the last operation.

use std::time::{Duration, Instant};

use super::{super::Run, play, world::world};
use crate::hooks::{HookReply, Hooks};

/// How soon every attack is over.
const SOON: Duration = Duration::from_millis(250);
/// The stack that is left to an attack.
const STACK: usize = 1024 * 1024;

/// What became of an attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It is refused before it is run; running it is a fault all the same.
    Refused,
    /// It runs, and ends with a fault.
    Fault,
    /// It does nothing, or nothing that could do harm.
    Harmless,
}
use End::{Fault, Harmless, Refused};

#[test]
fn every_attack_ends_soon() {
    let mut wrong = Vec::new();
    for (name, expected, script) in attacks() {
        let (end, message, mut took) = attack(&script);
        if end != expected {
            wrong.push(format!("{name}: {end:?} ({message}), not {expected:?}"));
        }
        // What the machine does besides can only make it longer, so the shortest of a few is what the attack takes.
        for _ in 0..9 {
            if took > SOON {
                took = took.min(attack(&script).2);
            }
        }
        if took > SOON {
            wrong.push(format!("{name}: took {took:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is nested as deep as it may be still fits on the stack, by itself and through as many helpers as may call each other.
#[test]
fn the_deepest_hooks_fit_the_stack() {
    let nestings = [
        ("(1 + ", ")"),
        ("1 + ", ""),
        ("{", "}"),
        ("if true {", "}"),
        ("if false { } else {", "}"),
        ("switch 1 { _ =>", "}"),
        ("while true {", "}"),
        ("for i in 0..1 {", "}"),
        ("let x = {", "};"),
        ("[", "]"),
        ("#{ a:", "}"),
        ("!", ""),
        ("- -", ""),
        ("`${", "}`"),
        ("true && ", ""),
        ("1 ** ", ""),
        ("known(", ")"),
        ("id(", ")"),
        ("next.say(", ")"),
        ("[1].contains(", ")"),
    ];
    for (open, close) in nestings {
        for helpers in [0, 1, 2, 3, 5, 8, 15, 30] {
            let nested = |times: usize| {
                let body = |callee: usize| format!("{}f{callee}(facts, next){}", open.repeat(times), close.repeat(times));
                let chain: String = (0..helpers).map(|n| format!("fn f{n}(facts, next) {{ {} }}\n", body(n + 1))).collect();
                let last = format!("fn f{helpers}(facts, next) {{ true }}\nfn id(x) {{ x }}\n");
                format!("fn h(reply, facts, next) {{ {} }}\n{last}{chain}", body(0))
            };
            let accepted = |times: &usize| Hooks::compile(&[(String::new(), nested(*times))]).1.is_empty();
            let deepest = (0..40).take_while(accepted).last().unwrap_or(0);
            attack(&nested(deepest));
        }
    }
}

#[test]
fn after_an_attack_the_next_hook_runs_as_ever() {
    let harmless = "fn h(facts, next) { if facts.hurt >= 7 { next.say(\"hello\"); } }";
    let (.., before) = play(harmless);
    for (_, _, script) in attacks() {
        play(&script);
        let (.., after) = play(harmless);
        assert_eq!(before, after, "after {script:.80}");
    }
}

/// Compiles and runs an attack twice, and says what became of it and how long the quicker run took: the machine may have
/// other things to do, an attack that is slow is slow each time.
fn attack(script: &str) -> (End, String, Duration) {
    let script = script.to_owned();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let runs = [once(&script), once(&script)];
        assert_eq!(runs[0].1, runs[1].1, "the same hook in the same world came to something else: {script:.200}");
        let [(mistakes, run, first), (.., second)] = runs;
        let end = match &run.fault {
            Some(fault) if fault.message.ends_with("has a mistake") => Refused,
            Some(_) => Fault,
            None => Harmless,
        };
        assert!(mistakes || end != Refused, "a hook is refused and no one says why: {script:.200}");
        assert!(run.fault.is_none() || run.effects.is_empty(), "a fault left effects: {script:.200}");
        (end, run.fault.map(|fault| fault.message).unwrap_or_default(), first.min(second))
    });
    thread.expect("a thread").join().expect("an attack must not panic")
}

fn once(script: &str) -> (bool, Run, Duration) {
    let start = Instant::now();
    let (hooks, mistakes) = Hooks::compile(&[("scripts/attack.rhai".to_owned(), script.to_owned())]);
    let hook = hooks.hook("h").expect("a hook `h`");
    let run = hooks.run(hook, Some(HookReply::Words), world());
    let took = start.elapsed();
    for mistake in &mistakes {
        assert!(script.get(mistake.at.clone()).is_some(), "{mistake:?} is no place");
    }
    if let Some(fault) = &run.fault {
        assert!(script.get(fault.at.clone()).is_some_and(|there| !there.is_empty()), "{fault:?} is no place");
    }
    (!mistakes.is_empty(), run, took)
}

/// The attacks: a name, how it ends, and the whole script.
fn attacks() -> Vec<(&'static str, End, String)> {
    let hook = |body: &str| format!("fn h(reply, facts, next) {{ {body} }}");
    let deep = |open: &str, close: &str, times: usize| hook(&format!("let x = {}1{};", open.repeat(times), close.repeat(times)));
    let numbers = (0..250).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    let entries = (0..60).map(|number| format!("a{number}: 1")).collect::<Vec<_>>().join(",");
    let list = |body: &str| hook(&format!("let a = [{numbers}]; {body}"));
    let long = |body: &str| hook(&format!("let s = \"0123456789abcdef\"; for i in 0..9 {{ s += s; }} {body}"));
    vec![
        // The table of what a hostile hook can do.
        ("endless loop", Fault, hook("loop { }")),
        ("endless loop with work", Fault, hook("let n = 0; loop { n += 1; }")),
        ("endless while", Fault, hook("while true { let x = 1; }")),
        ("endless do", Fault, hook("do { } while true;")),
        ("recursion", Refused, "fn h(reply, facts, next) { h(reply, facts, next) }".to_owned()),
        ("recursion through helpers", Refused, "fn a(n) { b(n) } fn b(n) { a(n) } fn h(reply, facts, next) { a(1) }".to_owned()),
        ("deep expression", Refused, deep("(", ")", 10_000)),
        ("giant number", Refused, hook(&format!("let x = {};", "9".repeat(10_000)))),
        ("giant text", Refused, hook(&format!("let x = \"{}\";", "x".repeat(10_000)))),
        ("giant function", Refused, hook(&format!("let x = \"{}\";", "x".repeat(10_000_000)))),
        ("giant list", Refused, hook(&format!("let x = [{}];", "1,".repeat(2_000)))),
        ("replace by itself", Fault, hook("let s = \"aaaaaaaa\"; loop { s.replace(\"a\", s); }")),
        ("replace of nothing", Fault, long("loop { s.replace(\"\", s); }")),
        ("replace for ever", Fault, long("loop { s.replace(\"0\", \"1\"); s.replace(\"1\", \"0\"); }")),
        ("index assignment", Refused, hook("let a = [1]; loop { a[0] = a; }")),
        ("property assignment", Refused, hook("let m = #{}; loop { m.x = m; }")),
        ("computed index assignment", Refused, hook("let m = #{}; for i in 0..999 { m[`${i}`] = m; }")),
        ("curry", Refused, hook("let f = Fn(\"h\"); loop { f = f.curry(f); }")),
        ("eval", Refused, hook("eval(\"loop {}\");")),
        ("sleep", Refused, hook("sleep(5);")),
        ("sorting for ever", Fault, list("loop { a.sort(); }")),
        ("sorting backwards for ever", Fault, list("loop { a.reverse(); a.sort(); }")),
        ("to_debug", Refused, list("loop { a.to_debug(); }")),
        ("a fault that is caught", Refused, hook("try { loop { } } catch { next.say(\"still here\"); }")),
        // Growing.
        ("text doubled by +=", Fault, hook("let s = \"x\"; loop { s += s; }")),
        ("text doubled by +", Fault, hook("let s = \"x\"; loop { s = s + s; }")),
        ("text doubled by interpolation", Fault, hook("let s = \"x\"; loop { s = `${s}${s}`; }")),
        ("text in capitals", Fault, long("let t = \"\"; loop { t = s.to_upper(); }")),
        ("text that grows in capitals", Fault, hook("let s = \"ŉ\"; for i in 0..11 { s += s; } loop { s = s.to_upper(); s = s + s; }")),
        ("text copied", Fault, long("loop { let t = s + \"\"; }")),
        ("text compared", Fault, long("let t = s + \"x\"; loop { t == s; }")),
        ("text taken from text", Fault, long("loop { let t = s - \"0\"; }")),
        ("text searched", Fault, long("loop { s.contains(s); }")),
        ("text split", Fault, long("loop { s.split(\"\"); }")),
        ("text split and joined", Fault, long("loop { let a = s.split(\"0\"); s = a.join(\"00\"); }")),
        ("text trimmed", Fault, long("loop { s.trim(); }")),
        ("text counted", Fault, long("loop { s.len(); }")),
        ("text switched", Fault, long("loop { switch s { \"x\" => 1, _ => 2 } }")),
        ("text as a name in a map", Fault, long("let m = #{ a: 1 }; loop { s in m; }")),
        ("text given to helpers", Fault, format!("fn id(s) {{ s }} {}", long("loop { id(id(s)); }"))),
        ("text interpolated", Fault, long("loop { `${s}`; }")),
        ("pad", Refused, hook("let s = \"\"; s.pad(1000000000, \"x\");")),
        ("list doubled by +=", Fault, hook("let a = [1]; loop { a += a; }")),
        ("list doubled by +", Fault, hook("let a = [1]; loop { a = a + a; }")),
        ("list pushed into itself", Fault, hook("let a = []; loop { a.push(a); }")),
        ("lists in lists", Fault, hook("let a = []; loop { a = [a]; }")),
        ("lists in lists, deep and walked", Fault, hook("let a = []; for i in 0..250 { a = [a]; } loop { let b = a; }")),
        ("lists and maps in each other", Fault, hook("let a = []; loop { a = [#{ a: a }]; }")),
        ("list doubled in a list", Fault, hook("let a = []; loop { a = [a, a]; }")),
        ("maps in maps", Fault, hook("let m = #{}; loop { m = #{ m: m }; }")),
        ("map bomb", Fault, hook("let m = #{}; loop { m = #{ a: m, b: m, c: m, d: m }; }")),
        ("list copied", Fault, list("loop { let b = a; }")),
        ("list read", Fault, list("loop { a; }")),
        ("list passed on", Fault, format!("fn id(a) {{ a }} {}", list("loop { id(a); }"))),
        ("list walked", Fault, list("loop { for x in a { } }")),
        ("list searched", Fault, list("loop { 9999 in a; }")),
        ("list compared", Fault, list("loop { a == a; }")),
        ("list joined", Fault, list("loop { a.join(\"\"); }")),
        ("list in a text", Fault, list("loop { `${a}`; }")),
        ("list in a list", Fault, list("loop { [a]; }")),
        ("list sums", Fault, list("loop { a + [1]; }")),
        ("list counted", Fault, list("loop { count(a); }")),
        ("list filled", Fault, list("loop { a.push(1); }")),
        ("map copied", Fault, hook(&format!("let m = #{{ {entries} }}; loop {{ let n = m; }}"))),
        ("map literal", Fault, hook(&format!("loop {{ #{{ {entries} }}; }}"))),
        ("map searched", Fault, hook(&format!("let m = #{{ {entries} }}; loop {{ \"x\" in m; }}"))),
        ("map too large", Refused, hook(&format!("let m = #{{ {entries}, {} }};", entries.replace('a', "b")))),
        ("many variables", Fault, hook(&(0..1_000).map(|number| format!("let v{number} = 1;")).collect::<String>())),
        ("many variables in lists", Fault, {
            let lets: String = (0..100).map(|number| format!("let v{number} = a;")).collect();
            list(&format!("loop {{ {lets} }}"))
        }),
        ("many functions", Harmless, (0..2_000).map(|number| format!("fn f{number}() {{ }}\n")).collect::<String>() + hook("").as_str()),
        ("many helpers, each calling two", Refused, {
            let helpers: String = (0..60).map(|n| format!("fn f{n}(x) {{ f{}(x); f{}(x) }}\n", n + 1, n + 1)).collect();
            format!("{helpers} fn f60(x) {{ }} fn h(reply, facts, next) {{ f0(facts) }}")
        }),
        ("helpers that fan out", Fault, {
            let helpers: String = (0..14).map(|n| format!("fn f{n}(x) {{ f{}(x); f{}(x) }}\n", n + 1, n + 1)).collect();
            format!("{helpers} fn f14(x) {{ x }} fn h(reply, facts, next) {{ f0(1) }}")
        }),
        // Nesting.
        ("deep blocks", Refused, deep("{", "}", 10_000)),
        ("deep lists", Refused, deep("[", "]", 10_000)),
        ("deep maps", Refused, deep("#{a:", "}", 10_000)),
        ("deep texts", Refused, deep("`${", "}`", 10_000)),
        ("deep ifs", Refused, deep("if true {", "}", 10_000)),
        ("deep switches", Refused, deep("switch 1 { _ =>", "}", 10_000)),
        ("deep signs", Refused, deep("!", "", 10_000)),
        ("deep minus", Refused, deep("- -", "", 7_000)),
        ("long sum", Refused, deep("1+", "", 7_000)),
        ("long power", Refused, deep("1**", "", 5_000)),
        ("long logic", Refused, deep("true && ", "", 1_500)),
        ("long chain", Refused, hook(&format!("facts{};", ".a".repeat(7_000)))),
        ("long index", Refused, hook(&format!("facts{};", "[0]".repeat(5_000)))),
        ("long else", Refused, hook(&format!("{} {{ }}", "if false { } else ".repeat(800)))),
        ("deep calls", Refused, format!("fn f(x) {{ x }} {}", deep("f(", ")", 7_000))),
        ("deep comments", Harmless, hook(&format!("{} {}", "/*".repeat(3_000), "*/".repeat(3_000)))),
        ("open comments", Refused, hook(&"/*".repeat(7_000))),
        ("open braces", Refused, hook(&"{".repeat(10_000))),
        ("open texts", Refused, hook(&"`${".repeat(5_000))),
        ("closing braces", Harmless, hook(&"}".repeat(10_000))),
        ("deep through helpers", Refused, {
            let helpers: String =
                (0..16).map(|n| format!("fn f{n}(x) {{ if true {{ if true {{ if true {{ f{}(x) }} }} }} }}\n", n + 1)).collect();
            format!("{helpers} fn f16(x) {{ x }} fn h(reply, facts, next) {{ f0(1) }}")
        }),
        ("a name of 100,000 letters", Refused, hook(&format!("let {} = 1;", "x".repeat(100_000)))),
        ("a name of 10,000 letters", Harmless, hook(&format!("let {0} = 1; {0};", "x".repeat(8_000)))),
        ("a fact of 10,000 letters", Fault, hook(&format!("facts.{}", "x".repeat(10_000)))),
        ("switch over all numbers", Fault, hook("loop { switch 5 { 0..9223372036854775807 => 1, _ => 2 } }")),
        ("switch with many ranges", Refused, {
            let ranges: String = (0..1_000).map(|n| format!("{n}..{} => 1,", n + 2)).collect();
            hook(&format!("loop {{ switch -1 {{ {ranges} _ => 2 }} }}"))
        }),
        ("switch with many cases", Fault, {
            let cases: String = (0..1_000).map(|n| format!("{n} => 1,")).collect();
            hook(&format!("loop {{ switch -1 {{ {cases} _ => 2 }} }}"))
        }),
        // Ranges and numbers.
        ("range of all numbers", Fault, hook("for i in 0..9223372036854775807 { }")),
        ("range without an end", Refused, hook("for i in 0.. { }")),
        ("inclusive range of all numbers", Fault, hook("for i in 0..=9223372036854775807 { let x = i; }")),
        ("range as a text", Fault, hook("`${0..9223372036854775807}`;")),
        ("range backwards", Harmless, hook("for i in 9223372036854775807..0 { }")),
        ("range searched", Harmless, hook("5 in 0..9223372036854775807;")),
        ("overflow by +", Fault, hook("9223372036854775807 + 1;")),
        ("overflow by +=", Fault, hook("let n = 9223372036854775807; n += 1;")),
        ("overflow by -", Fault, hook("-9223372036854775807 - 2;")),
        ("overflow by *", Fault, hook("9223372036854775807 * 2;")),
        ("overflow by **", Fault, hook("2 ** 64;")),
        ("power below zero", Fault, hook("2 ** -1;")),
        ("huge power", Fault, hook("1 ** 9223372036854775807;")),
        ("overflow by negation", Fault, hook("let n = -9223372036854775807 - 1; -n;")),
        ("overflow by abs", Fault, hook("let n = -9223372036854775807 - 1; n.abs();")),
        ("division by zero", Fault, hook("1 / 0;")),
        ("remainder by zero", Fault, hook("1 % 0;")),
        ("smallest by minus one", Fault, hook("let n = -9223372036854775807 - 1; n / -1;")),
        ("remainder of smallest by minus one", Fault, hook("let n = -9223372036854775807 - 1; n % -1;")),
        ("shift", Refused, hook("1 << 1000;")),
        ("bits", Refused, hook("let n = 5; n[3] = true;")),
        // The language.
        ("closure", Refused, hook("let f = |x| x + 1; loop { f.call(1); }")),
        ("sort with a closure", Refused, list("a.sort(|x, y| 1);")),
        ("function as a value", Refused, "fn f() { } fn h(reply, facts, next) { let g = f; g.call(); }".to_owned()),
        ("import", Refused, hook("import \"/etc/passwd\" as x;")),
        ("export", Refused, hook("export h;")),
        ("module", Refused, hook("global::x;")),
        ("module function", Refused, hook("std::process::exit(1);")),
        ("this", Refused, hook("this = 1;")),
        ("this read", Refused, hook("let x = this;")),
        ("print", Refused, hook("loop { print(\"x\"); }")),
        ("debug", Refused, hook("debug(facts);")),
        ("type_of", Refused, hook("type_of(facts);")),
        ("is_def_fn", Refused, hook("is_def_fn(\"h\", 3);")),
        ("caller's variables", Refused, "fn f() { } fn h(reply, facts, next) { f!(); }".to_owned()),
        ("function in a function", Refused, "fn h(reply, facts, next) { fn g() { } }".to_owned()),
        ("function with a type", Refused, "fn int.g() { } fn h(reply, facts, next) { 1.g(); }".to_owned()),
        ("throw", Fault, hook("throw \"enough\";")),
        ("throw a handle", Fault, hook("throw facts;")),
        ("throw a giant", Fault, long("throw s;")),
        ("throw in a loop", Fault, hook("loop { throw; }")),
        ("string walked", Fault, hook("for c in \"words\" { }")),
        ("number walked", Refused, hook("for c in 5 { }")),
        ("escapes", Fault, hook("\"\\u2764\\x41\" + facts.words;")),
        ("bad escape", Refused, hook("\"\\u{FFFFFFFF}\";")),
        ("null", Harmless, hook("let s = \"\\x00\"; s += s;")),
        // Handles.
        ("facts shadowed", Harmless, hook("let facts = 1; facts += 1;")),
        ("facts assigned", Refused, hook("facts = 1;")),
        ("next assigned", Refused, hook("next = facts;")),
        ("fact assigned", Refused, hook("facts.hurt = 1;")),
        ("fact added to", Refused, hook("facts.hurt += 1;")),
        ("field assigned", Refused, hook("facts.trait.source.parent = false;")),
        ("fact by a computed name", Refused, hook("let n = \"sec\" + \"ret\"; facts[n];")),
        ("fact by a literal name", Refused, hook("facts[\"secret\"];")),
        ("field by a computed name", Refused, hook("facts.trait[`source`];")),
        ("facts pushed into a list", Harmless, hook("let a = [facts]; for f in a { f.hurt; }")),
        ("next in a map", Harmless, hook("let m = #{ n: next }; m.n.say(\"x\");")),
        ("facts compared", Refused, hook("facts == facts;")),
        ("facts compared by a helper", Refused, "fn same(x, y) { x == y } fn h(reply, facts, next) { same(facts, next); }".to_owned()),
        ("facts interpolated", Refused, hook("`${facts}`;")),
        ("next interpolated", Refused, hook("\"x\" + next;")),
        ("facts walked", Refused, hook("for x in facts { }")),
        ("facts returned", Harmless, hook("return facts;")),
        ("facts asked for", Fault, hook("next.ask(\"n\", #{ all: facts }, \"why\");")),
        ("next asked for", Fault, hook("next.set(\"hurt\", next);")),
        ("facts known", Fault, hook("known(facts);")),
        ("a method of Rust", Refused, hook("facts.clone(); next.drop();")),
        ("a property like a method of Rust", Fault, hook("facts.clone; facts.into;")),
        ("get by name", Refused, hook("facts.get(\"secret\");")),
        ("links followed for ever", Refused, hook("let p = facts.trait.source; loop { p = p.partner; }")),
        ("the parts of a reply", Refused, hook("reply.text;")),
        ("words compared", Fault, hook("facts.words == \"x\";")),
        ("words compared the other way", Fault, hook("\"x\" != facts.words;")),
        ("words ordered", Fault, hook("facts.words < \"x\";")),
        ("words with themselves", Fault, hook("facts.words == facts.words;")),
        ("words with what is unset", Fault, hook("facts.words == facts.nobody;")),
        ("words added", Fault, hook("\"you said \" + facts.words;")),
        ("words added to", Fault, hook("let w = facts.words; w += \"!\";")),
        ("words interpolated", Fault, hook("next.say(`you said ${facts.words}`);")),
        ("words interpolated last", Fault, hook("`${facts.words}`")),
        ("words said", Fault, hook("next.say(facts.words);")),
        ("words given on", Fault, hook("next.set(\"x\", facts.words);")),
        ("words as a reason", Fault, hook("next.ask(\"n\", none, facts.words);")),
        ("words joined", Fault, hook("[facts.words].join(\",\");")),
        ("words in a list", Fault, hook("facts.words in [\"x\", \"y\"];")),
        ("words in capitals", Fault, hook("facts.words.to_upper();")),
        ("words counted", Fault, hook("count(facts.words);")),
        ("words measured", Fault, hook("facts.words.len();")),
        ("words walked", Fault, hook("for w in facts.words { }")),
        ("words switched", Harmless, hook("switch facts.words { \"x\" => next.say(\"x\"), _ => () }")),
        ("words of a record", Fault, hook("for t in facts.traits { t.text == \"x\"; }")),
        ("words in a throw", Fault, hook("throw facts.words;")),
        ("the reply's words compared", Fault, hook("reply == \"yes\";")),
        ("the reply's words sorted", Fault, hook("let a = [reply, reply]; a.sort();")),
        ("heard for ever", Fault, hook("loop { hears(reply, \"x\"); }")),
        ("read for ever", Fault, hook("loop { facts.hurt; }")),
        ("records walked for ever", Fault, hook("loop { for t in facts.traits { t.source.parent; } }")),
        ("a fact that isn't there", Fault, hook("facts.nothing_of_the_kind;")),
        ("a field that isn't there", Fault, hook("facts.trait.nothing_of_the_kind;")),
        ("a field of a number", Fault, hook("facts.hurt.x;")),
        ("many effects", Fault, hook("loop { next.say(\"x\"); }")),
        ("33 effects", Fault, hook("for i in 0..33 { next.skip(\"x\"); }")),
        ("much text", Fault, long("next.say(s); next.say(s);")),
        ("much text given", Fault, long("next.set(\"x\", s); next.set(\"y\", s);")),
        ("a node that is computed", Refused, hook("let n = \"x\"; next.go(n);")),
        ("a node that is put together", Refused, hook("next.go(`x`+`y`);")),
        ("a fact that is computed", Refused, "fn f(next, n) { next.set(n, 1); } fn h(reply, facts, next) { f(next, \"x\"); }".to_owned()),
        ("next pretended", Fault, hook("let n = #{}; n.say(\"x\");")),
        ("no reason", Fault, hook("next.ask(\"n\", none, \" \");")),
        ("a reply as a function", Refused, hook("reply();")),
    ]
}
