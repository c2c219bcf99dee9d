use std::sync::Arc;

use super::{
    super::run::{HookWorld, Seen, WordsOf},
    Comparison, EffectKind, HookInfo, HookMistake, HookMistakeKind as Kind, Hooks, Looked, split, vocabulary,
};

/// Compiles scripts, one file each.
fn compile(scripts: &[&str]) -> (Hooks, Vec<HookMistake>) {
    let files: Vec<_> = scripts.iter().enumerate().map(|(n, text)| (format!("scripts/{n}.rhai"), (*text).to_owned())).collect();
    Hooks::compile(&files)
}

/// What is known of the hook `h` in a script without mistakes.
fn info(script: &str) -> HookInfo {
    let (hooks, mistakes) = compile(&[script]);
    assert_eq!(mistakes, [], "{script}");
    hooks.info(hooks.hook("h").expect("a hook `h`")).clone()
}

fn paths(info: &HookInfo) -> Vec<String> {
    info.reads.iter().map(|read| read.path.join(".")).collect()
}

#[test]
fn a_file_is_cut_at_its_functions_and_nowhere_else() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("", &[], &[]),
        ("// fn a() {}\n/* fn b() {} /* fn c() {} */ */", &[], &[]),
        ("fn a() { } private fn b(x) { x }", &["fn a() { }", "fn b(x) { x }"], &[]),
        ("fn a() { \"} fn x() {\" } fn b() {}", &["fn a() { \"} fn x() {\" }", "fn b() {}"], &[]),
        ("fn a() { \"\\\"}\" } fn b() {}", &["fn a() { \"\\\"}\" }", "fn b() {}"], &[]),
        ("fn a() { `}${ #{ a: `}` }.a }` } fn b() {}", &["fn a() { `}${ #{ a: `}` }.a }` }", "fn b() {}"], &[]),
        ("fn a() { #\"}\"# } fn b() {}", &["fn a() { #\"}\"# }", "fn b() {}"], &[]),
        ("fn a() { '}' } fn b() {}", &["fn a() { '}' }", "fn b() {}"], &[]),
        ("fn a() { #{ b: 1 } } fn b() {}", &["fn a() { #{ b: 1 } }", "fn b() {}"], &[]),
        ("fn a() { if x { fn b() {}", &["fn a() { if x {", "fn b() {}"], &[]),
        ("fn a() { let fnord = 1; } fn b() {}", &["fn a() { let fnord = 1; }", "fn b() {}"], &[]),
        (
            "let x = 1; fn a() {} print(\"fn\"); loop { }\nfn b() {}",
            &["fn a() {}", "fn b() {}"],
            &["let x = 1;", "print(\"fn\"); loop { }"],
        ),
        ("private let x;", &[], &["private let x;"]),
        ("fn é() {} fn b() {}", &["fn é() {}", "fn b() {}"], &[]),
        ("fn", &["fn"], &[]),
        ("fn a() { \"open } fn b() {}", &["fn a() { \"open } fn b() {}"], &[]),
    ];
    for (text, pieces, strays) in cases {
        let cut = split::split(text);
        assert_eq!(cut.pieces.iter().map(|piece| &text[piece.at.clone()]).collect::<Vec<_>>(), *pieces, "{text}");
        assert_eq!(cut.strays.iter().map(|stray| &text[stray.clone()]).collect::<Vec<_>>(), *strays, "{text}");
    }
}

#[test]
fn everything_that_a_hook_may_read_is_known() {
    let cases = [
        ("facts.a;", "a"),
        ("facts.a.b.c;", "a a.b a.b.c"),
        ("facts?.a?.b;", "a a.b"),
        ("if facts.a { facts.b } else { facts.c };", "a b c"),
        ("switch facts.a { 1 if facts.b => facts.c, _ => facts.d }", "a b c d"),
        ("let x = facts.a; x.b; x = facts.c; x.d;", "a a.b a.d c c.b c.d"),
        ("let x = if reply == 1 { facts.a } else { facts.b }; x.c;", "a a.c b b.c"),
        ("for x in facts.a { x.b; }", "a a.b"),
        ("for x in [facts.a, facts.b] { x.c; }", "a a.c b b.c"),
        ("let l = []; l.push(facts.a); for x in l { x.b; }", "a a.b"),
        ("let l = [facts.a] + [facts.b]; l.first().c; l.last().d;", "a a.c a.d b b.c b.d"),
        ("let m = #{ x: facts.a, y: facts }; m.x.b; m.y.c;", "a a.b a.c b c"),
        ("let x = facts.a; loop { let y = x; x = y.b; break; }", "a a.b a.b.b a.b.b.b a.b.b.b.b a.b.b.b.b.b a.b.b.b.b.b.b a.b.b.b.b.b.b.b"),
        ("let f = facts; let g = f; g.a;", "a"),
        ("{ let facts = 1; facts.a; } facts.b;", "b"),
        ("`${facts.a}`; -facts.b; !facts.c; facts.d + facts.e;", "a b c d e"),
        ("next.ask(\"n\", #{ x: facts.a }, facts.b);", "a b"),
        ("known(facts.a); facts.b.known(); count(facts.c); hears(facts.d, \"x\");", "a b c d"),
        ("throw facts.a;", "a"),
        ("first(facts);", ""),
        ("look(facts);", "a a.b"),
        ("look(facts); deep(facts.c);", "a a.b c c.b"),
        ("same(facts.a).b;", "a a.b"),
        ("same(facts.a).b; same(facts.c).d;", "a a.b c c.d"),
        ("pick(facts.a, facts.b).c;", "a a.c a.done b b.c"),
    ];
    let helpers = "
        private fn look(f) { deep(f.a) }
        fn deep(x) { x.b }
        fn same(x) { x }
        fn pick(a, b) { if a.done { return a; } b }";
    for (body, expected) in cases {
        let script = format!("fn h(reply, facts, next) {{ {body} }}{helpers}");
        let (hooks, mistakes) = compile(&[&script]);
        // What is linked without an end is a mistake, after as much as could be followed.
        assert_eq!(mistakes.is_empty(), !body.contains("loop"), "{body}: {mistakes:?}");
        assert_eq!(paths(hooks.info(hooks.hook("h").expect("a hook"))).join(" "), expected, "{body}");
    }
}

#[test]
fn what_a_helper_reads_is_placed_in_its_file() {
    let (hooks, mistakes) = compile(&["fn h(facts, next) { look(facts.trait) }", "fn look(x) { x.done }"]);
    assert_eq!(mistakes, []);
    let info = hooks.info(hooks.hook("h").expect("a hook"));
    let places: Vec<_> = info.reads.iter().map(|read| (read.path.join("."), read.place.file, read.place.at.clone())).collect();
    assert_eq!(places, [("trait".to_owned(), 0, 31..36), ("trait.done".to_owned(), 1, 15..19)]);
}

#[test]
fn what_a_hook_may_do_is_known() {
    let script = r#"
        fn h(reply, facts, next) {
            if hears(reply, "quiet") { next.go("a"); }
            next.ask("b", none, "x"); next.ask_again("c", none, "x"); next.later("d", none, "x");
            more(next);
        }
        fn more(n) { n.set("e", 1); n.skip("f"); n.say("g"); }"#;
    let effects: Vec<_> = info(script).effects.into_iter().map(|effect| (effect.kind, effect.target)).collect();
    use EffectKind::{Ask, AskAgain, Go, Hears, Later, Set, Skip};
    let expected = [(Hears, "quiet"), (Go, "a"), (Ask, "b"), (AskAgain, "c"), (Later, "d"), (Set, "e"), (Skip, "f")];
    assert_eq!(effects, expected.map(|(kind, target)| (kind, target.to_owned())));
}

#[test]
fn what_may_surprise_when_unset_is_known() {
    let cases = [
        ("facts.a != 1;", "a", ""),
        ("!facts.a;", "a", ""),
        ("!(facts.a == 1);", "a", ""),
        ("!(facts.a == 1 && facts.b);", "a b", "b"),
        ("!known(facts.a);", "", ""),
        ("!!facts.a;", "", ""),
        ("if facts.a == true && facts.b > 1 { }", "", ""),
        ("if facts.a { } while facts.b { }", "", "a b"),
        ("facts.a || known(facts.b);", "", "a"),
    ];
    for (body, negated, bare) in cases {
        let info = info(&format!("fn h(reply, facts, next) {{ {body} }}"));
        let names = |reads: &[super::Read]| reads.iter().map(|read| read.path.join(".")).collect::<Vec<_>>().join(" ");
        assert_eq!((names(&info.negated).as_str(), names(&info.bare).as_str()), (negated, bare), "{body}");
    }
}

#[test]
fn what_would_have_to_be_no_words_is_known() {
    let info = info(
        "fn h(reply, facts, next) { if reply == \"need\" || facts.a.b < 3 { next.say(`${facts.c}` + facts.d); } switch facts.e { _ => 1 } let s = \"\"; s += facts.f; }",
    );
    let path = |names: &[&str]| Looked::Path(names.iter().map(|name| (*name).to_owned()).collect());
    let compared: Vec<_> = info.comparisons.into_iter().map(|Comparison { what, with, .. }| (what, with)).collect();
    assert_eq!(compared, [(Looked::Reply, Some("need".to_owned())), (path(&["a", "b"]), None), (path(&["e"]), None)]);
    let interpolated: Vec<_> = info.interpolated.into_iter().map(|(what, _)| what).collect();
    assert_eq!(interpolated, [path(&["c"]), path(&["d"]), path(&["f"])]);
}

/// Each mistake with the token it stands at, between « and ».
#[test]
fn mistakes_are_found_where_they_are() {
    let cases = [
        (Kind::Syntax, "let x = «;»", "unexpected `;`"),
        (Kind::Syntax, "let s = \"世界\"; if facts.a «=» 3 { }", "`=` gives a value and doesn't compare"),
        (Kind::Syntax, "let x = «'»need';", "invalid character: `need`"),
        (Kind::Syntax, "«eval»(\"1\");", "`eval` is no part of a hook"),
        (Kind::UnknownFunction, "«sleep»(5);", "there is no function `sleep`"),
        (Kind::UnknownFunction, "«knwon»(facts.a);", "there is no function `knwon`"),
        (Kind::UnknownFunction, "next.«aks»(\"n\", none, \"x\");", "`aks` is no method"),
        (Kind::UnknownFunction, "facts.trait.«helper»();", "`helper` is no method"),
        (Kind::UnknownFunction, "let a = [1]; a.«pop»();", "there is no function `pop`"),
        (Kind::UnknownFunction, "let n = 1; n «<<»= 3;", "`<<` is no sign that a hook can use"),
        (Kind::WrongArguments, "«known»(facts.a, 1);", "`known` takes 1 argument, not 2"),
        (Kind::WrongArguments, "next.«ask»(\"n\");", "`ask` takes 3 arguments, not 1"),
        (Kind::WrongArguments, "«helper»(1);", "`helper` takes 2 arguments, not 1"),
        (Kind::UnknownName, "«fact».hurt;", "there is no variable `fact` here"),
        (Kind::UnknownName, "if true { let x = 1; } «x»;", "there is no variable `x` here"),
        (Kind::UnknownName, "«x» = 1;", "there is no variable `x` here"),
        (Kind::ComputedProperty, "let n = \"a\"; facts«[»n];", "what is read by `[…]` can't be known beforehand"),
        (Kind::ComputedProperty, "facts.traits«[»0].text;", "what is read by `[…]` can't be known beforehand"),
        (Kind::TargetNotLiteral, "let n = \"a\"; next.go(«n»);", "where it leads must be written out"),
        (Kind::TargetNotLiteral, "next.set(facts.«a», 1);", "the fact that is set must be written out"),
        (Kind::TargetNotLiteral, "hears(reply, «reply»);", "the pattern that is heard must be written out"),
        (Kind::NotAllowed, "«try» { } catch { }", "a hook can't catch a fault"),
        (Kind::NotAllowed, "«import» \"x\" as y;", "a hook neither takes from other files nor gives to them"),
        (Kind::NotAllowed, "facts«.»a = 1;", "only a variable can be given a value"),
        (Kind::NotAllowed, "facts.a «??» 1;", "`??` doesn't notice that a fact is unset"),
        (Kind::NotAllowed, "«this»;", "there is no `this` in a hook"),
        (Kind::NotAllowed, "let f = «helper»;", "`helper` is a function: it can only be called"),
        (Kind::HandleMisused, "«facts» = 1;", "`facts` can't be given another value"),
        (Kind::HandleMisused, "next.«hurt»;", "`next` has no property `hurt`"),
        (Kind::HandleMisused, "reply.«text»;", "what was replied has no property `text`"),
        (Kind::HandleMisused, "1 == «facts»;", "`facts` can't be compared"),
        (Kind::HandleMisused, "`a ${«next»}`;", "`next` can't be put into a text"),
        (Kind::ReadsUnknown, "let x = facts.a; loop { x = x.«b»; }", "this follows links without an end that could be known"),
    ];
    for (kind, body, message) in cases {
        let script = format!("// é 世界\nfn h(reply, facts, next) {{\n    {body}\n}}\nfn helper(a, b) {{ }}");
        let start = script.find('«').expect("a mark");
        let end = script.find('»').expect("a mark") - '«'.len_utf8();
        let (_, mistakes) = compile(&[&script.replace(['«', '»'], "")]);
        let found: Vec<_> = mistakes.iter().map(|mistake| (mistake.kind, mistake.at.clone(), mistake.message.as_str())).collect();
        assert_eq!(found, [(kind, start..end, message)], "{body}");
    }
}

#[test]
fn mistakes_of_whole_functions_are_found() {
    let cases: &[(&[&str], Kind, &str)] = &[
        (&["let x = 1; fn h(facts, next) { }"], Kind::TopLevelStatement, "let x = 1;"),
        (&["fn h(facts, next) { }", "fn h(facts, next) { }"], Kind::DuplicateName, "h"),
        (&["fn known(x) { }"], Kind::DuplicateName, "known"),
        (&["fn none() { }"], Kind::DuplicateName, "none"),
        (&["fn h(facts, next) { h(facts, next) }"], Kind::NotAllowed, "h"),
        (&["fn h(facts, facts) { }"], Kind::Syntax, "facts"),
        (&["fn h"], Kind::Syntax, "h"),
        (&["fn () { }"], Kind::Syntax, "("),
        (&["fn int.h() { }"], Kind::Syntax, "int"),
        (&["fn h(facts, next) { if true { }"], Kind::Syntax, "}"),
    ];
    for (scripts, kind, there) in cases {
        let (_, mistakes) = compile(scripts);
        let found: Vec<_> = mistakes.iter().map(|mistake| (mistake.kind, &scripts[mistake.file][mistake.at.clone()])).collect();
        assert_eq!(found, [(*kind, *there)], "{scripts:?}: {mistakes:?}");
    }
}

#[test]
fn a_hook_with_a_mistake_keeps_its_name_and_leaves_the_others_alone() {
    let (hooks, mistakes) = compile(&["fn a(facts, next) { let } fn b(facts, next) { bad() } fn bad() { 1 << 2 } fn c(facts, next) { }"]);
    assert_eq!(mistakes.len(), 2);
    assert_eq!(hooks.names().collect::<Vec<_>>(), ["a", "b", "c"]);
    let runs = |name: &str| hooks.hook(name).is_some_and(|hook| hooks.get(hook).tree.is_some());
    assert_eq!(["a", "b", "c"].map(runs), [false, false, true]);
}

#[test]
fn private_functions_and_helpers_with_other_ideas_are_no_hooks() {
    let (hooks, mistakes) = compile(&["
        private fn a(facts, next) { }
        fn more(next, trait) { next.say(\"x\"); trait.done }
        fn h(facts, next) { more(next, facts.trait); }"]);
    assert_eq!(mistakes, []);
    assert_eq!(hooks.names().collect::<Vec<_>>(), ["h"]);
    assert_eq!(hooks.hook("more"), None);
}

#[test]
fn going_through_what_flows_everywhere_comes_to_an_end() {
    let many: String = (0..400).map(|n| format!("x = facts.f{n};")).collect();
    let (_, mistakes) = compile(&[&format!("fn h(facts, next) {{ let x = 1; {many} x.a; }}")]);
    assert_eq!(mistakes.iter().map(|mistake| mistake.kind).collect::<Vec<_>>(), [Kind::ReadsUnknown; 1].repeat(mistakes.len()));
    assert!(!mistakes.is_empty());
    let chain: String = (0..6).map(|n| format!("fn f{n}(x) {{ f{0}(x.a); f{0}(x.b); f{0}(x.c); }}\n", n + 1)).collect();
    let (_, mistakes) = compile(&[&format!("{chain} fn f6(x) {{ x.d }} fn h(facts, next) {{ f0(facts); f0(facts.z); }}")]);
    assert_eq!(mistakes, []);
}

/// A world in which everything that a hook reads is there.
struct Anything;

impl HookWorld for Anything {
    fn fact(&self, name: &str) -> Option<Seen> {
        Some(match name {
            "words" => Seen::Words,
            _ => Seen::Records { records: name.to_owned(), keys: vec!["1".to_owned()] },
        })
    }

    fn field(&self, _: &str, _: &str, _: &str) -> Option<Seen> {
        Some(Seen::Nothing)
    }

    fn hearing_costs(&self, _: &WordsOf, _: &str) -> usize {
        0
    }

    fn hears(&self, _: WordsOf, _: &str) -> Option<bool> {
        Some(true)
    }
}

/// Whatever may be called is registered: were it not, calling it would be a fault that speaks of no such function.
#[test]
fn the_vocabulary_is_what_the_sandbox_knows() {
    let examples = [
        "known(1)",
        "declined(1)",
        "unknown(1)",
        "later(1)",
        "count([1])",
        "hears(facts.words, \"x\")",
        "abs(1)",
        "min(1, 2)",
        "max(1, 2)",
        "len(\"x\")",
        "len([1])",
        "is_empty(\"\")",
        "is_empty([1])",
        "contains(\"x\", \"x\")",
        "contains([1], 1)",
        "contains(#{}, \"x\")",
        "contains(1..2, 1)",
        "contains(facts.traits, 1)",
        "starts_with(\"x\", \"x\")",
        "ends_with(\"x\", \"x\")",
        "to_upper(\"x\")",
        "to_lower(\"x\")",
        "trim(\"x\")",
        "{ let s = \"x\"; replace(s, \"x\", \"y\") }",
        "split(\"x\", \",\")",
        "join([1], \",\")",
        "{ let l = []; push(l, 1) }",
        "{ let l = []; sort(l) }",
        "{ let l = []; reverse(l) }",
        "first([1])",
        "last([1])",
        "next.ask(\"x\", none, \"y\")",
        "next.ask_again(\"x\", none, \"y\")",
        "next.later(\"x\", none, \"y\")",
        "next.set(\"x\", 1)",
        "next.skip(\"x\")",
        "next.say(\"x\")",
        "next.go(\"x\")",
    ];
    for example in examples {
        let script = format!("fn h(facts, next) {{ {example}; }}");
        let (hooks, mistakes) = compile(&[&script]);
        assert_eq!(mistakes, [], "{example}");
        let run = hooks.run(hooks.hook("h").expect("a hook"), None, Arc::new(Anything));
        assert_eq!(run.fault, None, "{example}");
    }
    for (name, ..) in vocabulary::VOCABULARY {
        assert!(examples.iter().any(|example| example.contains(&format!("{name}("))), "{name} has no example");
    }
}
