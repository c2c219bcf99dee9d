//! What a writer is told of a turn: why each thing that was looked at did or didn't come.

use crate::conversation::say;
use inward::check::{Checked, check};
use inward::pack::{File, Pack};
use inward::session::{Entry, Overview, Taken, Trace, trace};
use inward::transcript::Transcript;
use inward::{Asked, Begin, Script, Session, State, read};
use std::path::Path;

/// A dialogue of a few parts, with hooks.
fn checked(rest: &str, hooks: &str) -> Checked {
    let text = format!(
        r#"(
            format: 1, title: "T", start: "a",
            facts: {{
                "hurt": (is: Number(0, 10), start: 4), "sure": Bool, "deep": (is: Bool, start: true), "words": Text,
                "kind": OneOf(["need", "like"]), "people": Records(shows: "name", most: 3, fields: {{"name": Text, "near": Bool}}),
                "mood": List(["sad", "calm"]),
            }},
            means: {{"sore": "hurt >= 7", "gentle": "sore || declined(kind)"}},
            patterns: {{"father": "(father|dad)"}},
            sections: {{"one": "One", "two": "Two"}},
            {rest}
        )"#
    );
    let mut pack = Pack::of_one("t.ron", &text);
    pack.add("scripts/t.rhai", File::Text(hooks.to_owned()));
    let checked = check(&pack, "t.ron");
    assert!(checked.script.is_some(), "{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false));
    checked
}

fn after<'s>(checked: &'s Checked, typed: &[&str]) -> Session<'s> {
    let script = checked.script.as_ref().expect("it was looked at before");
    let mut session = Session::begin(script, Begin::default()).expect("it needs nothing to begin");
    typed.iter().for_each(|line| drop(session.hear(line)));
    session
}

fn lines(checked: &Checked, typed: &[&str]) -> Vec<String> {
    after(checked, typed).trace().told(&checked.sources)
}

/// Each of these is told, word for word, after what was typed.
fn told(rest: &str, hooks: &str, cases: &[(&[&str], &str)]) {
    let checked = checked(rest, hooks);
    for (typed, expected) in cases {
        let lines = lines(&checked, typed);
        assert!(lines.iter().any(|line| line == expected), "after {typed:?} `{expected}` isn't among\n{}", lines.join("\n"));
    }
}

/// Three questions in two sections, and whatever rules there are.
fn with_rules(rules: &str) -> String {
    format!(
        r#"rules: {{{rules}}},
        nodes: {{
            "a": (section: "one", say: "A?", ask: Choose({{"need": "Need", "like": "Like"}}), keep: "kind", goto: "b"),
            "b": (section: "one", say: "B?", ask: Number(0, 10), keep: "hurt", goto: "c"),
            "c": (section: "two", say: "C?", ask: Text(samples: ["x"]), keep: "words", goto: "d"),
            "d": (section: "two", say: "D?", ask: Gather(into: "people", most: 3), goto: "@end done"),
            "f": (say: "F?", ask: Continue),
            "g": (say: "G?", ask: Continue),
        }},"#
    )
}

fn rule(name: &str, level: &str, when: &str, more: &str) -> String {
    format!(r#""{name}": (level: "{level}", when: "{when}", ask: "f", because: "x"{more}),"#)
}

#[test]
fn why_a_condition_does_not_hold_is_said_with_the_part_that_decided_and_what_it_found() {
    let cases = [
        ("hurt >= 7", "`hurt >= 7` doesn't hold: hurt is 4"),
        ("deep && hurt >= 7 && sure", "`hurt >= 7` doesn't hold: hurt is 4"),
        ("sure || hurt >= 7", "`sure` doesn't hold: sure is not set; and `hurt >= 7` doesn't hold: hurt is 4"),
        ("sore", "`sore` doesn't hold: `sore` means `hurt >= 7`, hurt is 4"),
        ("gentle", "`gentle` doesn't hold: `gentle` means `sore || declined(kind)`, `sore` means `hurt >= 7`, hurt is 4, kind is 'like'"),
        ("!deep", "`!deep` doesn't hold: deep is true"),
        ("!(deep && !sore)", "`!(deep && !sore)` doesn't hold: deep is true, `sore` means `hurt >= 7`, hurt is 4"),
        ("kind == 'need'", "`kind == 'need'` doesn't hold: kind is 'like'"),
        ("hurt > was.hurt + 1", "`hurt > was.hurt + 1` doesn't hold: hurt is 4, was.hurt is 4"),
        ("known(words)", "`known(words)` doesn't hold: words is not set"),
        ("heard(words, 'father')", "`heard(words, 'father')` doesn't hold: words is not set"),
        ("count(people) > 1", "`count(people) > 1` doesn't hold: count(people) is 0"),
        ("has(mood, 'sad')", "`has(mood, 'sad')` doesn't hold: mood is empty"),
        ("seen('c')", "`seen('c')` doesn't hold: times('c') is 0"),
        ("hurt / 0 > 1", "`hurt / 0 > 1` doesn't hold: hurt is 4"),
    ];
    for (when, expected) in cases {
        told(&with_rules(&rule("r", "safety", when, "")), "", &[(&["like"], &format!("rule `r` stays silent, since {expected}"))]);
    }
}

#[test]
fn what_was_no_answer_is_told_apart_and_their_words_stand_in_quotes() {
    let rules = [rule("r", "safety", "hurt >= 7", ""), rule("s", "safety", "heard(words, 'father')", "")].concat();
    let not = |what: &str| format!("rule `r` stays silent, since `hurt >= 7` doesn't hold: hurt is {what}");
    told(
        &with_rules(&rules),
        "",
        &[
            (&["like", "skip"], &not("declined")),
            (&["like", "no idea"], &not("not known to them")),
            (&["like", "later"], &not("left for later")),
            (&["like", "1", "my  uncle"], "rule `s` stays silent, since `heard(words, 'father')` doesn't hold: words is “my uncle”"),
            (&["like", "1", "my dad"], "rule `s` speaks, since `heard(words, 'father')` holds: words is “my dad”"),
        ],
    );
}

#[test]
fn why_a_rule_that_might_hold_is_silent() {
    let during = rule("e", "meaning", "deep", r#", during: "two""#);
    told(&with_rules(&during), "", &[(&["like"], "rule `e` stays silent: `during` says `two`, and this is `one`")]);

    let two = [rule("r", "meaning", "deep", ""), rule("s", "meaning", "deep", ", most: 2")].concat();
    told(
        &with_rules(&two),
        "",
        &[
            (&["like"], "rule `r` speaks, since `deep` holds: deep is true"),
            (&["like"], "rule `s` stays silent: it holds too, but `r` went first, since it stands earlier"),
            (&["like", ""], "rules `r`, `s` stay silent: no follow-up may be open, and one is"),
            (&["like", "", "1"], "rule `r` stays silent: it came once, and `most` is 1"),
            (&["like", "", "1", "", "x", "", "y", "no"], "rule `s` stays silent: it came 2 times, and `most` is 2"),
        ],
    );
    let often = [rule("r", "meaning", "deep", ", most: 3"), rule("s", "meaning", "deep", ", most: 3")].concat();
    told(
        &with_rules(&often),
        "",
        &[(&["like", "", "1"], "rule `r` stays silent: it holds too, but `s` went first, since it spoke less often")],
    );
    let urgent = [rule("r", "colour", "deep", ""), rule("s", "distress", "deep", ", most: 2")].concat();
    told(
        &with_rules(&urgent),
        "",
        &[
            (&["like"], "rule `r` stays silent: it holds too, but `s` went first, since its level is more urgent"),
            (&["like", ""], "rule `s` stays silent: what it asked is still being answered"),
        ],
    );
}

#[test]
fn a_rule_that_goes_through_records_is_told_for_each_of_them() {
    let each = r#""r": (level: "safety", each: "one", of: "people", when: "one.near", ask: "f", because: "x"),
                  "s": (level: "safety", each: "one", of: "people", when: "!known(one.near)", ask: "g", because: "x"),"#;
    told(
        &with_rules(each),
        "",
        &[
            (&["like"], "rule `r` stays silent: `people` has no records yet"),
            (
                &["like", "1", "x", "Ann", "Ben", "no"],
                "rule `r` of “Ben” (p2) stays silent, since `one.near` doesn't hold: one.near is not set",
            ),
            (&["like", "1", "x", "Ann", "Ben", "no"], "rule `s` of “Ann” (p1) speaks, since `!known(one.near)` holds: one.near is not set"),
            (
                &["like", "1", "x", "Ann", "Ben", "no"],
                "rule `s` of “Ben” (p2) stays silent: it holds too, but `s of p1` went first, since that record is older",
            ),
            (&["like", "1", "x", "Ann"], "`p1.name` is “Ann”, in a new record"),
        ],
    );
}

const PROBED: &str = r#"rules: {"h": (level: "safety", hook: "look", most: 3)},
    nodes: {
        "a": (say: "A?", ask: Choose({"need": "Need", "like": "Like"}), keep: "kind", on_reply: "probe", goto: "b"),
        "b": (say: "B?", ask: Number(0, 10), keep: "hurt", on_reply: "probe", goto: "c"),
        "c": (say: "C?", ask: Continue, goto: "@end c"),
        "f": (say: "F?", ask: Continue),
        "g": (say: "G?", ask: Continue),
    },"#;

fn hooks(probe: &str, look: &str) -> String {
    format!("fn probe(reply, facts, next) {{\n{probe}\n}}\nfn look(facts, next) {{\n{look}\n}}\n")
}

#[test]
fn what_a_hook_read_and_asked_for_is_told_and_what_became_of_it() {
    let probe = r#"if facts.hurt >= 4 { next.ask("f", #{}, "a"); next.ask("f", #{}, "b"); next.set("deep", false); next.say("Well."); next.skip("c"); }"#;
    told(
        PROBED,
        &hooks(probe, r#"if facts.kind == "need" { next.ask("g", #{}, "c"); }"#),
        &[
            (
                &["like"],
                "hook `probe` read `hurt` and asked for `next.ask(\"f\")`, `next.ask(\"f\")`, `next.set(\"deep\")`, `next.say(…)`, `next.skip(\"c\")`",
            ),
            (&["like"], "follow-up `f` is put on the agenda"),
            (&["like"], "follow-up `f` is left out: it waits on the agenda already"),
            (&["like"], "follow-up `f` is due, and asked"),
            (&["like"], "rule `h` stays silent: its hook asked for nothing"),
            (&["like"], "`deep` is false now, and was true"),
            (&["like", "", "4"], "follow-up `f` is left out: it was asked before; `next.ask_again` would ask it once more"),
            (&["like", "", "4"], "node `c` is passed by: a hook said `next.skip(\"c\")`"),
            (&["like", "", "1"], "hook `probe` read `hurt` and asked for nothing"),
            (&["need"], "rule `h` speaks"),
            (&["need"], "hook `look` read `kind` and asked for `next.ask(\"g\")`"),
            (&["need", ""], "follow-up `f` waits on the agenda: a follow-up is still open"),
            (&["need", "", ""], "rule `h` stays silent: its hook only asked for what waits already or was asked before"),
        ],
    );
    told(
        PROBED,
        &hooks(r#"next.later("f", #{}, "a");"#, ""),
        &[
            (&["like"], "follow-up `f` is put on the agenda, for after the next ordinary question"),
            (&["like"], "follow-up `f` waits on the agenda for one more ordinary question"),
            (&["like", "1"], "follow-up `f` is due, and asked"),
        ],
    );
}

#[test]
fn what_failed_is_told_with_its_place() {
    let failing = hooks("    throw \"no\";", "    next.set(\"hurt\", 99);\n    next.ask(\"f\", #{}, \"x\");");
    let checked_hooks = checked(PROBED, &failing);
    let lines_after = lines(&checked_hooks, &["like"]);
    let hook_line = lines_after.iter().find(|line| line.starts_with("fault: scripts/t.rhai:")).expect("a fault in a hook has its place");
    assert!(hook_line.starts_with("fault: scripts/t.rhai:2:5: at `a`: the hook `probe` failed: "), "{hook_line}");
    // The number doesn't fit; that is told where the node stands.
    let node = checked_hooks.sources.iter().find(|(path, _)| *path == "t.ron").expect("the dialogue is among them").1;
    let line = node.lines().position(|line| line.trim_start().starts_with("\"a\": (say")).expect("the node is there") + 1;
    let set = lines_after.iter().find(|line| line.contains("doesn't fit into `hurt`")).expect("the other fault is told too");
    assert!(set.starts_with(&format!("fault: t.ron:{line}:")), "{set}");
    // The session tells the same of the last turn.
    let missteps = after(&checked_hooks, &["like"]).missteps();
    assert_eq!(missteps.iter().map(|misstep| misstep.told(&checked_hooks.sources)).collect::<Vec<_>>().len(), 2);
}

#[test]
fn a_rule_whose_hook_failed_says_so() {
    told(PROBED, &hooks("", "throw \"no\";"), &[(&["like"], "rule `h` stays silent: its hook failed")]);
}

#[test]
fn nodes_options_and_cases_are_told() {
    let rest = r#"nodes: {
        "a": (say: "A?", ask: Choose({"need": "Need", "like": (say: "Like", when: "hurt >= 7")}), keep: "kind",
              goto: [(when: "hurt >= 7", to: "x"), (when: "deep", to: "b"), (to: "x")]),
        "b": (when: "sure", say: "B", goto: "c"),
        "c": (when: "deep", say: "C?", ask: Gather(into: "people", most: 3), goto: "d"),
        "d": (goto: [(each: "one", of: "people", when: "!one.near", most: 1, visit: "e", with: {"who": "one"}, to: "d"), (to: "x")]),
        "e": (given: {"who": "people"}, say: "E?", ask: YesNo, keep: "who.near"),
        "x": (say: "X", goto: "@end x"),
    },"#;
    told(
        rest,
        "",
        &[
            (&[], "the conversation begins"),
            (&[], "node `a` is entered"),
            (&[], "option `like` of `a` isn't offered, since `hurt >= 7` doesn't hold: hurt is 4"),
            (&["need"], "`a` was answered with the option `need`"),
            (&["need"], "case 1 of `a` doesn't lead to `x`, since `hurt >= 7` doesn't hold: hurt is 4"),
            (&["need"], "case 2 of `a` leads to `b`, since `deep` holds: deep is true"),
            (&["need"], "node `b` is passed by, since `sure` doesn't hold: sure is not set"),
            (&["need"], "node `c` is entered, since `deep` holds: deep is true"),
            (&["need"], "`kind` is 'need' now, and was not set"),
            (&["need", "Ann"], "`c` was answered in their own words"),
            (&["need", "skip"], "case 1 of `d` doesn't lead to `e`: `people` has no records yet"),
            (&["need", "skip"], "case 2 of `d` leads to `x`: none before it holds"),
            (&["need", "Ann", "no"], "case 1 of `d` leads to `e` for “Ann” (p1), since `!one.near` holds: one.near is not set"),
            (&["need", "Ann", "no", "no"], "case 1 of `d` doesn't lead to `e`: it came once, and `most` is 1"),
            (&["nonsense entirely"], "the reply couldn't be read as an answer, so nothing followed from it"),
        ],
    );
}

#[test]
fn interrupts_that_heard_something_are_told_and_nothing_of_what_they_heard() {
    let rest = r#"interrupts: {
            "mild": (level: "meaning", hears: ["tired"], ask: "stop", text: Hold, samples: ["tired"]),
            "dire": (level: "safety", hears: ["tired of life"], ask: "card", text: Drop, samples: ["tired of life"]),
        },
        nodes: {
            "a": (say: "A?", ask: Text(samples: ["x"]), keep: "words", goto: "b"),
            "b": (say: "B?", ask: Text(samples: ["x"]), keep: "words", goto: "@end b"),
            "stop": (say: "Stop?", ask: Choose({"on": (say: "On", goto: "@resume")})),
            "card": (say: "Card.", ask: Choose({"ok": (say: "Back", goto: "@return")})),
        },"#;
    told(
        rest,
        "",
        &[
            (&["so tired"], "interrupt `mild` heard something, and asks"),
            (&["so tired", "tired still"], "interrupt `mild` heard something, and asks already"),
            (&["tired of life"], "interrupt `dire` heard something, and asks"),
            (&["so tired", "on", "tired"], "interrupt `mild` stays quiet: what it heard was sent on as an answer before"),
            (&["so tired", "on"], "`words` is “so tired” now, and was not set"),
        ],
    );
    let checked = checked(rest, "");
    let told = lines(&checked, &["tired of life"]).join("\n");
    assert!(!told.contains("of life"), "{told}");
    // Where the words are at hand, what yields is told as well.
    let script = checked.script.as_ref().expect("it was looked at before");
    let session = after(&checked, &[]);
    let lines = heard(script, session.state(), "tired of life").told(&checked.sources);
    assert!(lines.contains(&"interrupt `mild` heard something too, but `dire` goes first".to_owned()), "{lines:?}");
}

#[test]
fn after_going_back_the_reply_that_led_here_is_told() {
    let checked = checked(&with_rules(""), "");
    let mut session = after(&checked, &["like", "3"]);
    session.hear("back");
    assert_eq!(session.trace(), after(&checked, &["like"]).trace());
    session.hear("back");
    assert_eq!(session.trace(), after(&checked, &[]).trace());
}

#[test]
fn looking_changes_nothing_and_tells_of_the_step_that_was_taken() {
    let pack = inward::check::check_pack(&Pack::built_in());
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays")).expect("there are transcripts");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let plays = paths.filter(|path| path.extension().is_some_and(|ending| ending == "play")).collect::<Vec<_>>();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let turns = std::thread::scope(|threads| {
        let pack = &pack;
        let looking = |part| threads.spawn(move || look_through(pack, part));
        let looking = plays.chunks(plays.len().div_ceil(cores)).map(looking).collect::<Vec<_>>();
        looking.into_iter().map(|part| part.join().expect("nothing differs")).sum::<usize>()
    });
    assert!(turns > 100, "only {turns} turns were looked at");
}

/// What is looked at when a line is typed in a state; nothing, where it is asked of the program itself.
fn heard(script: &Script, state: &State, line: &str) -> Trace {
    match Asked::of(script, state).map(|asked| read(script, &asked, line).taken) {
        Some(Taken::Step(meaning)) => trace(script, state, &meaning, Some(line)),
        _ => Trace::default(),
    }
}

/// Looks at each turn of these transcripts, and tells how many there were.
fn look_through(pack: &inward::check::PackCheck, plays: &[std::path::PathBuf]) -> usize {
    let mut turns = 0;
    for path in plays {
        let text = std::fs::read_to_string(path).expect("a transcript is text");
        let transcript = Transcript::parse(&text).expect("it can be read");
        let wanted = transcript.dialogue.as_ref().map_or(pack.default.clone(), |name| Some(format!("content/{name}.ron")));
        let (_, checked) = pack.dialogues.iter().find(|(path, _)| Some(path) == wanted.as_ref()).expect("the dialogue exists");
        let script = checked.script.as_ref().expect("it can be played");
        let mut before: State = Session::begin(script, transcript.begin.clone()).expect("it can begin").state().clone();
        let mut lines = transcript.typed.iter();
        let look = |session: &Session| {
            if matches!(session.log().entries.last(), Some(Entry::Returned { .. })) && session.turn().understood.is_none() {
                before = session.state().clone();
            } else if let Some(line) = lines.next() {
                let (_, turn) = say(script, &before, line);
                let traced = heard(script, &before, line);
                assert_eq!(traced.faults.iter().map(|misstep| misstep.fault.clone()).collect::<Vec<_>>(), turn.faults);
                assert!(serde_json::to_string(&traced).is_ok(), "it is a plain value");
                before = session.state().clone();
                turns += 1;
            }
            session.trace();
            assert_eq!(session.state(), &before);
        };
        transcript.each(script, look).expect("it can begin");
    }
    turns
}

#[test]
fn where_a_conversation_stands_is_told_part_by_part() {
    let checked = checked(
        r#"rules: {"r": (level: "meaning", each: "one", of: "people", when: "!known(one.near)", ask: "near", with: {"who": "one"}, because: "x", most: 2)},
        nodes: {
            "a": (say: "A?", ask: Gather(into: "people", most: 2), goto: "b"),
            "b": (say: "B?", ask: Choose({"need": "Need", "like": "Like"}), keep: "kind", on_reply: "probe", goto: "c"),
            "c": (say: "C?", ask: Continue, goto: "@end c"),
            "near": (given: {"who": "people"}, say: "{who}?", ask: YesNo, keep: "who.near"),
            "f": (given: {"who": "people"}, say: "F?", ask: Continue),
        },"#,
        "fn probe(reply, facts, next) { for one in facts.people { next.later(\"f\", #{ who: one }, \"a\"); } next.skip(\"c\"); }",
    );
    let overview: Overview = after(&checked, &["Ann", "skip", "yes", "like"]).overview();
    let facts = overview.facts.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>();
    assert_eq!(facts, ["hurt 4", "sure not set", "deep true", "words not set", "kind 'like'", "mood empty"]);
    let [people] = &overview.records[..] else { panic!("one fact holds records") };
    assert_eq!((people.fact.as_str(), people.columns.join(" ")), ("people", "name near".to_owned()));
    assert_eq!(people.rows, [["p1", "“Ann”", "true"].map(str::to_owned).to_vec()]);
    assert_eq!(overview.agenda, ["`f` with who = p1 from hook at b, after one more ordinary question"]);
    assert_eq!(overview.spoken, [("`r` of “Ann” (p1)".to_owned(), 1, 2)]);
    assert_eq!((overview.skipped, overview.ended), (vec!["c".to_owned()], Some("c".to_owned())));
    let laid = after(&checked, &["Ann", "skip"]).overview();
    let expected = [
        "`a` from start #2: was answered, and waits for the follow-up above it",
        "`near` with who = p1 from rule r of p1 #1: waits for an answer",
    ];
    assert_eq!((&laid.stack[..], laid.ended), (&expected.map(str::to_owned)[..], None));
}
