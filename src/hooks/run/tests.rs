use super::*;
mod world;
use world::world;

fn play(script: &str) -> (Hooks, Vec<super::super::scripts::HookMistake>, Run) {
    let (hooks, mistakes) = Hooks::compile(&[("scripts/a.rhai".to_owned(), script.to_owned())]);
    let id = hooks.hook("h").unwrap();
    let run = hooks.run(id, Some(HookReply::Choice("reminds".into())), world());
    (hooks, mistakes, run)
}

#[test]
fn smoke() {
    let (hooks, mistakes, run) = play(
        r#"
fn is_parent(person) { person.parent == true }                   // private helper
fn h(reply, facts, next) {
    if reply == "reminds" { next.ask("trait-who", #{ trait: facts.trait }, "you said it reminds you of someone"); }
    if facts.hurt >= 7 { next.set("deep", false); }
    if is_parent(facts.trait.source) { next.say(`hurt ${facts.hurt}`); }
    for t in facts.traits { if known(t.text) && t.source == facts.trait.source { next.later("x", none, "y"); } }
    if hears(facts.words, "a *") && !facts.flag { next.go("end") }
}
"#,
    );
    println!("{mistakes:#?} {run:#?} {:#?}", hooks.info(hooks.hook("h").unwrap()));
    let id = hooks.hook("h").unwrap();
    let t = std::time::Instant::now();
    for _ in 0..1000 {
        hooks.run(id, Some(HookReply::Choice("reminds".into())), world());
    }
    println!("{:?} per 1000", t.elapsed());
}
