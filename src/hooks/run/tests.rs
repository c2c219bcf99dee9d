use std::sync::{Arc, Mutex};

use rhai::{Dynamic, Scope};

use super::{
    super::{
        sandbox,
        scripts::{HookMistake, Hooks, Reads},
    },
    Desk, Effect, Given, Handle, HookReply, Run,
};
use world::world;

mod attacks;
mod chance;
mod world;

/// Compiles a script and runs its hook `h` in the test's world, as the reply to a choice.
fn play(script: &str) -> (Hooks, Vec<HookMistake>, Run) {
    let (hooks, mistakes) = Hooks::compile(&[("scripts/test.rhai".to_owned(), script.to_owned())]);
    let hook = hooks.hook("h").expect("a hook `h`");
    let run = hooks.run(hook, Some(HookReply::Choice("reminds".to_owned())), world());
    (hooks, mistakes, run)
}

/// Runs a body that must be without mistake.
fn run(body: &str) -> Run {
    let (_, mistakes, run) = play(&format!("fn h(reply, facts, next) {{ {body} }}"));
    assert_eq!(mistakes, [], "{body}");
    run
}

/// What an expression comes to, written as a text.
fn value(expression: &str) -> String {
    let run = run(&format!("next.say(`${{{expression}}}`)"));
    match (run.effects.as_slice(), run.fault) {
        ([Effect::Say(said)], None) => said.clone(),
        (_, fault) => fault.map_or_else(|| "nothing was said".to_owned(), |fault| format!("fault: {}", fault.message)),
    }
}

#[test]
fn the_example_of_the_design_does_what_it_says() {
    let script = r#"
        fn is_parent(person) { person.parent == true }                   // private helper
        fn h(reply, facts, next) {                                       // on_reply and verbs; on_enter and rules: (facts, next)
            if reply == "reminds" { next.ask("trait-who", #{ trait: facts.trait }, "you said it reminds you of someone"); }
            if facts.hurt >= 7 { next.set("deep", false); }
            if is_parent(facts.trait.source) { next.say("a parent"); }
        }"#;
    let (_, mistakes, run) = play(script);
    assert_eq!(mistakes, []);
    assert_eq!(run.fault, None);
    let trait_one = Given::Record { records: "traits".to_owned(), key: "t1".to_owned() };
    let expected = [
        Effect::Ask {
            node: "trait-who".to_owned(),
            with: vec![("trait".to_owned(), trait_one)],
            because: "you said it reminds you of someone".to_owned(),
            again: false,
        },
        Effect::Set { fact: "deep".to_owned(), value: Given::Bool(false) },
        Effect::Say("a parent".to_owned()),
    ];
    assert_eq!(run.effects, expected);
    assert_eq!(run.read, ["hurt", "people.parent", "trait", "traits.source"]);
}

#[test]
fn every_verb_of_next_is_an_effect() {
    let body = r#"
        next.ask("a", #{ z: 1, b: true }, "why"); next.ask_again("b", none, "why"); next.later("c", #{ t: "x" }, "why");
        next.set("d", facts.nobody); next.skip("e"); next.say("f"); next.go("g");"#;
    let name = str::to_owned;
    let with = vec![(name("b"), Given::Bool(true)), (name("z"), Given::Number(1))];
    let expected = [
        Effect::Ask { node: name("a"), with, because: name("why"), again: false },
        Effect::Ask { node: name("b"), with: Vec::new(), because: name("why"), again: true },
        Effect::Later { node: name("c"), with: vec![(name("t"), Given::Text(name("x")))], because: name("why") },
        Effect::Set { fact: name("d"), value: Given::Unset },
        Effect::Skip(name("e")),
        Effect::Say(name("f")),
        Effect::Go(name("g")),
    ];
    assert_eq!(run(body).effects, expected);
}

#[test]
fn values_are_what_a_writer_expects() {
    let cases = [
        // Numbers, truths and texts.
        ("1 + 2 * 3 - 4 / 2 % 3", "5"),
        ("2 ** 10", "1024"),
        ("-facts.hurt", "-7"),
        ("\"a\" + 1 + true", "a1true"),
        ("\"a\" < \"b\" && 1 <= 1 && !(2 > 3)", "true"),
        ("(-3).abs() + min(1, 2) + max(1, 2)", "6"),
        ("\"Quiet\".to_lower() + \"x\".to_upper() + \" y \".trim()", "quietXy"),
        ("\"quiet\".contains(\"ie\") && \"quiet\".starts_with(\"q\") && \"quiet\".ends_with(\"t\")", "true"),
        ("\"déjà\".len()", "4"),
        ("\"a,b\".split(\",\").join(\"-\")", "a-b"),
        ("([1, 2] + [3]).len() + [1].first() + [2].last()", "6"),
        ("2 in [1, 2] && !(3 in [1, 2]) && \"a\" in #{ a: 1 } && 3 in 1..4", "true"),
        ("[].is_empty() && \"\".is_empty()", "true"),
        ("#{ a: 5 }.a", "5"),
        // Facts.
        ("facts.hurt >= 7 && facts.deep == true && facts.kind == \"job\" && facts.kind != \"home\"", "true"),
        ("reply", "reminds"),
        ("\"job\" in facts.kinds && count(facts.kinds) == 2", "true"),
        ("count(facts.traits)", "2"),
        ("facts.trait in facts.traits", "true"),
        ("facts.trait == facts.trait && facts.trait != facts.other", "true"),
        ("facts.trait.source == facts.other.source", "true"),
        ("facts.trait.source.partner.parent", "true"),
        // What is unset is false, whatever it is compared with.
        ("facts.nobody == 1 || facts.nobody != 1 || facts.nobody < 1 || 1 >= facts.nobody", "false"),
        ("facts.nobody == facts.nobody || facts.nobody == facts.no || facts.nobody != none", "false"),
        ("facts.nobody.parent.name == true", "false"),
        ("facts.other.done == true", "false"),
        ("!facts.nobody", "true"),
        ("facts.nobody + 1 == 1", "false"),
        ("count(facts.nobody)", "0"),
        ("known(facts.hurt) && known(facts.trait) && known(facts.words) && known(facts.traits) && known(reply)", "true"),
        ("known(facts.nobody) || known(facts.no) || known(facts.dunno) || known(facts.tomorrow) || known(none)", "false"),
        ("declined(facts.no) && unknown(facts.dunno) && later(facts.tomorrow)", "true"),
        ("declined(facts.dunno) || unknown(facts.no) || later(facts.hurt) || declined(facts.nobody)", "false"),
        // Words.
        ("hears(facts.words, \"quiet\") && hears(facts.trait.text, \"quiet\")", "true"),
        ("hears(facts.nobody, \"quiet\")", "false"),
        // What can't be.
        ("facts.hurt == \"7\"", "fault: `==` can't compare a number with a text"),
        ("facts.trait == 1", "fault: `==` can't compare a record with a number"),
        ("facts.trait < facts.other", "fault: `<` can't compare a record with a record"),
        ("facts.trait", "fault: a record can't be put into a text"),
        ("facts.nobody", "fault: what is unset can't be put into a text"),
        (
            "facts.nobody && true",
            "fault: true or false is needed here, and this is unset, a record, or what a person wrote: compare it, as in `== true`",
        ),
        ("hears(facts.hurt, \"quiet\")", "fault: only what a person wrote can be heard"),
        ("count(5)", "fault: only a list or records can be counted"),
        ("\"a\".abs()", "fault: `abs` can't be used on a text"),
        ("#{ a: 5 }.b", "fault: property not found: b"),
    ];
    for (expression, expected) in cases {
        assert_eq!(value(expression), expected, "{expression}");
    }
}

#[test]
fn lists_and_loops_do_what_a_writer_expects() {
    let cases = [
        ("let n = 0; for t in facts.traits { if t.done == true { n += 1; } } next.say(`${n}`);", "1"),
        ("let s = \"\"; for (t, n) in facts.traits { s += `${n}`; } next.say(s);", "01"),
        ("let n = 0; for t in facts.nobody { n += 1; } next.say(`${n}`);", "0"),
        ("let a = []; a.push(3); a.push(1); a += [2]; a.sort(); a.reverse(); next.say(a.join(\"\"));", "321"),
        ("let s = \"banana\"; s.replace(\"an\", \"o\"); next.say(s);", "booa"),
        ("let w = switch facts.kind { \"home\" => 1, \"job\" if facts.hurt > 6 => 2, _ => 3 }; next.say(`${w}`);", "2"),
        ("let n = 0; while n < 3 { n += 1; if n == 2 { break; } } next.say(`${n}`);", "2"),
        ("let n = 0; do { n += 1; } until n == 4; next.say(`${n}`);", "4"),
        ("if false { return; } next.say(\"a\"); return; next.say(\"b\");", "a"),
    ];
    for (body, expected) in cases {
        let run = run(body);
        assert_eq!((run.effects, run.fault), (vec![Effect::Say(expected.to_owned())], None), "{body}");
    }
}

#[test]
fn a_reply_is_what_was_replied() {
    let script =
        "fn h(reply, facts, next) { next.say(`${known(reply)} ${declined(reply)} ${unknown(reply)} ${later(reply)} ${reply == 5}`); }";
    let (hooks, _) = Hooks::compile(&[(String::new(), script.to_owned())]);
    let hook = hooks.hook("h").expect("a hook");
    let cases = [
        (Some(HookReply::Number(5)), "true false false false true"),
        (Some(HookReply::Declined), "false true false false false"),
        (Some(HookReply::Unknown), "false false true false false"),
        (Some(HookReply::Later), "false false false true false"),
        (None, "false false false false false"),
    ];
    for (reply, expected) in cases {
        assert_eq!(hooks.run(hook, reply.clone(), world()).effects, [Effect::Say(expected.to_owned())], "{reply:?}");
    }
    for reply in [HookReply::Words, HookReply::Bool(true), HookReply::Choice("x".to_owned())] {
        assert!(hooks.run(hook, Some(reply.clone()), world()).fault.is_some(), "{reply:?}");
    }
}

#[test]
fn what_is_read_is_noted_even_when_the_run_fails() {
    let run = run("if facts.hurt > 100 { facts.secret; } facts.deep; facts.deep; facts.trait.text == 1;");
    assert_eq!(run.read, ["deep", "hurt", "trait", "traits.text"]);
    assert!(run.fault.is_some());
}

#[test]
fn effects_of_a_run_that_fails_are_dropped() {
    let run = run("next.say(\"a\"); 1 / 0;");
    assert_eq!(run.effects, []);
}

#[test]
fn a_run_has_room_for_32_effects_and_8_kib_of_text() {
    assert_eq!(run("for i in 0..32 { next.skip(\"x\"); }").effects.len(), 32);
    assert_eq!(run(&format!("next.say(\"{}\");", "x".repeat(8 * 1024))).fault, None);
}

#[test]
fn a_fault_is_placed_where_it_happened() {
    let cases = [
        ("fn h(facts, next) { 1 / 0 }", "/"),
        ("fn h(facts, next) {\n  // é 世界\n  let x = \"世界\"; x * 2;\n}", "*"),
        ("/* 世界 */ fn h(facts, next) { let s = \"世界\"; facts.words == s; }", "=="),
        ("fn bad(x) { x / 0 }\nfn h(facts, next) { bad(1); }", "/"),
        ("fn bad(x) { x / 0 }\nfn worse(x) { bad(x) }\nfn h(facts, next) { worse(1); }", "/"),
        ("fn h(facts, next) { throw \"enough\"; }", "throw"),
        ("fn h(facts, next) { loop { } }", "h"),
        ("fn h(facts, next) { facts.words }\n", ""),
        ("fn h(facts, next) { `${facts.words}` }", "h"),
        ("fn h(facts, next) { facts.hurt.x }", "x"),
    ];
    for (script, expected) in cases {
        let (_, _, run) = play(script);
        let there = run.fault.map(|fault| script[fault.at].to_owned()).unwrap_or_default();
        assert_eq!(there, expected, "{script}");
    }
}

#[test]
fn a_hook_takes_two_or_three_arguments() {
    for (parameters, runs) in [("", false), ("facts", false), ("facts, next", true), ("r, f, n", true), ("a, b, c, d", false)] {
        let (hooks, mistakes, run) = play(&format!("fn h({parameters}) {{ }}"));
        assert_eq!((mistakes, run.fault.is_none()), (Vec::new(), runs), "{parameters}");
        let hook = hooks.hook("h").expect("a hook");
        assert_eq!(hooks.info(hook).parameters, parameters.split_terminator(',').count());
    }
}

/// The walk over the code is one guard; the handles are another, which knows nothing of how a read was tried.
#[test]
fn what_was_not_foreseen_is_not_read() {
    let desk = Arc::new(Desk { world: world(), reads: Arc::new(Reads::default()), ledger: Mutex::default() });
    for body in ["facts[name]", "facts.secret", "facts.trait.source"] {
        let tree = sandbox::engine().compile(format!("fn f(facts, name) {{ {body} }}")).expect("code");
        let facts = Handle::Facts(Arc::clone(&desk)).into_dynamic();
        let result = sandbox::engine().call_fn::<Dynamic>(&mut Scope::new(), &tree, "f", (facts, "secret"));
        let message = sandbox::wording(&result.expect_err("a fault"));
        assert!(message.ends_with("is not among what this hook was seen to read"), "{message}");
    }
    assert!(desk.ledger().read.is_empty());
}

#[test]
fn the_same_hook_in_the_same_world_comes_to_the_same() {
    let body =
        "for t in facts.traits { let s = \"x\"; for i in 0..20 { s += t.source.parent; } if hears(t.text, \"quiet\") { next.say(s); } }";
    let (hooks, mistakes, first) = play(&format!("fn h(reply, facts, next) {{ {body} }}"));
    assert_eq!((mistakes, &first.fault), (Vec::new(), &None));
    let hook = hooks.hook("h").expect("a hook");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(hooks.run(hook, None, world()), first);
                }
            });
        }
    });
    assert!(first.operations > 0);
}

#[test]
fn a_world_may_run_hooks_of_its_own() {
    let (hooks, _, _) = play("fn h(facts, next) { next.say(`${facts.hurt}`); }");
    let hook = hooks.hook("h").expect("a hook");
    let alone = hooks.run(hook, None, world());
    let nested = world::Nested::new(hooks, hook);
    let (hooks, _, _) = play("fn h(facts, next) { next.say(`${facts.hurt}`); }");
    let outer = hooks.run(hook, None, Arc::new(nested));
    assert_eq!(outer, alone);
}
