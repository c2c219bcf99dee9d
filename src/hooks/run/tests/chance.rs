//! Scripts that nobody wrote.

use proptest::prelude::*;

use super::{super::Run, world::world};
use crate::hooks::{HookReply, Hooks};

/// What scripts are put together from: enough of the language that some of it compiles, and runs.
const PIECES: &[&str] = &[
    "facts",
    "next",
    "reply",
    ".",
    "?.",
    "hurt",
    "trait",
    "traits",
    "source",
    "parent",
    "words",
    "nobody",
    "kinds",
    "let x =",
    "x",
    "y",
    "x +=",
    "x.push(facts.trait);",
    "x = x.source;",
    "if",
    "else",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "#{ a:",
    ";",
    ";",
    ";",
    ",",
    "==",
    "!=",
    "<",
    "+",
    "-",
    "*",
    "!",
    "&&",
    "||",
    "in",
    "1",
    "0",
    "-1",
    "9223372036854775807",
    "\"job\"",
    "\"\"",
    "`${",
    "}`",
    "'a'",
    "for x in",
    "for t in facts.traits {",
    "while",
    "loop {",
    "switch",
    "=>",
    "_",
    "return",
    "break;",
    "continue;",
    "throw",
    "none",
    "true",
    "false",
    "()",
    "fn",
    "fn g(x) {",
    "g(",
    "h(",
    "private",
    "known(",
    "declined(",
    "count(",
    "hears(",
    "next.say(",
    "next.set(\"deep\",",
    "next.ask(\"a\", none,",
    "next.go(\"a\");",
    "x.len()",
    "x.sort();",
    "x.split(\"\")",
    "x.join(\"\")",
    "x.replace(\"a\", \"bb\");",
    "..",
    "..=",
    "//",
    "/*",
    "*/",
    "\n",
    "é",
    "世",
    "this",
    "try {",
    "catch",
    "|x|",
    "const",
    "import",
    "::",
    "0xff",
    "\\",
    "\u{0}",
    "##\"",
    "\"##",
];

/// Statements that compile: what is read and done by them is worth comparing with what was foreseen.
const STATEMENTS: &[&str] = &[
    "let x = facts.trait;",
    "let x = facts.traits;",
    "let x = [facts.other, facts.trait.source];",
    "x = facts.trait;",
    "x = pick(facts.trait, facts.other);",
    "x = [x];",
    "x.push(facts.other);",
    "for y in x { y.source; x = y; }",
    "for y in facts.traits { x = y.source; y.done; }",
    "x.source;",
    "x.source.parent;",
    "x.done == true;",
    "x = #{ a: facts.hurt, b: x };",
    "x = x.a;",
    "x = x.b;",
    "look(x);",
    "look(facts);",
    "x = give(facts);",
    "x = give(next);",
    "x = if facts.deep == true { facts.trait } else { facts.other };",
    "x = switch facts.kind { \"job\" => facts.trait, _ => facts.nobody };",
    "if known(x) { facts.secret; }",
    "while facts.hurt == 7 { facts.kind; break; }",
    "let facts = facts;",
    "{ let x = facts; x.hurt; }",
    "x = x.first();",
    "return facts.no;",
];

const HELPERS: &str = "
    fn look(x) { for y in [x] { y.source; } }
    fn pick(a, b) { if a.done == true { return a; } b }
    fn give(f) { let g = f; g.trait }
";

fn run(script: String) -> Vec<(Run, Vec<Vec<String>>)> {
    let (hooks, mistakes) = Hooks::compile(&[("scripts/chance.rhai".to_owned(), script.clone())]);
    for mistake in &mistakes {
        assert!(script.get(mistake.at.clone()).is_some(), "{mistake:?} is no place in {script}");
        assert!(!mistake.message.is_empty() && !mistake.message.ends_with('.') && !mistake.message.contains('\n'), "{mistake:?}");
    }
    let names: Vec<_> = hooks.names().map(str::to_owned).collect();
    let one = |name: &String| {
        let hook = hooks.hook(name)?;
        let runs = [(); 2].map(|()| hooks.run(hook, Some(HookReply::Words), world()));
        assert_eq!(runs[0], runs[1], "{script}");
        let [run, _] = runs;
        assert!(run.operations <= 20_000 && (run.fault.is_none() || run.effects.is_empty()));
        Some((run, hooks.info(hook).reads.iter().map(|read| read.path.clone()).collect()))
    };
    names.iter().filter_map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_is_too_much(text in any::<String>(), body in "\\PC{0,60}") {
        run(text);
        run(format!("fn h(reply, facts, next) {{ {body} }}"));
    }

    #[test]
    fn no_heap_of_code_is_too_much(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let heap = pieces.join(" ");
        run(heap.clone());
        run(format!("fn h(reply, facts, next) {{ {heap} }}"));
        run(format!("fn h(reply, facts, next) {{ {heap} }} fn g(x) {{ x.source }}"));
    }

    #[test]
    fn what_is_read_was_foreseen(statements in prop::collection::vec(prop::sample::select(STATEMENTS), 0..14)) {
        let script = format!("fn h(reply, facts, next) {{ let x = 1; {} }}{HELPERS}", statements.join(" "));
        for (run, reads) in run(script.clone()) {
            let unforeseen = run.fault.filter(|fault| fault.message.contains("not among what this hook was seen to read"));
            prop_assert!(unforeseen.is_none(), "{unforeseen:?} in {script}");
            for read in run.read {
                let last = read.rsplit('.').next().unwrap_or_default();
                prop_assert!(reads.iter().any(|path| path.last().is_some_and(|name| name == last)), "{read} in {script}");
            }
        }
    }
}
