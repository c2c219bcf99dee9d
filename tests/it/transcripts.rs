//! Every transcript of the pack, played with the pack that is built into the program.
//!
//! A `.play` file is itself what pins its turns: `inward test --bless` writes what is shown into it.

use crate::conversation::{at, built_in, plays, script_in, transcript};
use inward::pack::Pack;
use inward::session::{Cause, Entry};
use inward::transcript::{Transcript, Verdict};
use inward::{Script, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn script_of(transcript: &Transcript) -> &'static Script {
    script_in(built_in(transcript.dialogue.as_deref()))
}

/// What is wrong with each transcript, where something is. They are read on every core that there is.
fn trouble_in_each(look: impl Fn(&Path, &Transcript) -> Option<String> + Sync) -> Vec<String> {
    let plays = plays();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let read = |path: &PathBuf| look(path, &transcript(path)).map(|trouble| format!("{}\n{trouble}", path.display()));
    std::thread::scope(|threads| {
        let parts = plays.chunks(plays.len().div_ceil(cores));
        let parts = parts.map(|part| threads.spawn(|| part.iter().filter_map(read).collect::<Vec<_>>())).collect::<Vec<_>>();
        parts.into_iter().flat_map(|part| part.join().expect("whatever is wrong is told, not thrown")).collect()
    })
}

/// The first lines that differ, with the last one before them that doesn't.
fn first_difference(expected: &str, shown: &str) -> String {
    let same = expected.lines().zip(shown.lines()).take_while(|(expected, shown)| expected == shown).count();
    let few = |text: &str, mark: &str| text.lines().skip(same).take(3).map(|line| format!("  {mark} {line}\n")).collect::<String>();
    let before = same.checked_sub(1).and_then(|place| expected.lines().nth(place)).unwrap_or_default();
    format!("  line {}, after `{before}`\n{}{}", same + 1, few(expected, "expected:"), few(shown, "shown:   "))
}

#[test]
fn every_transcript_shows_what_it_says() {
    let trouble = trouble_in_each(|path, transcript| {
        let script = script_of(transcript);
        let verdict = transcript.compare(script).unwrap();
        let expected = std::fs::read_to_string(path).unwrap();
        (verdict != Verdict::Same).then(|| first_difference(&expected, &transcript.perform(script).unwrap()))
    });
    assert!(trouble.is_empty(), "{} transcripts aren't what is shown; see `inward test`\n{}", trouble.len(), trouble.concat());
}

/// The rules that speak while a transcript's lines are typed.
fn speaking(script: &Script, transcript: &Transcript) -> BTreeSet<String> {
    let mut spoken = BTreeSet::new();
    let note = |session: &Session| {
        if let Some(Cause::Rule { rule, .. }) = session.turn().outcome.question().map(|question| &question.identity.from) {
            spoken.insert(rule.clone());
        }
    };
    transcript.each(script, note).expect("its header gives what is needed");
    spoken
}

#[test]
fn each_rule_speaks_in_one_transcript_and_stays_silent_in_a_near_miss() {
    let plays = at("tests/plays");
    let spoken = |name: String| {
        let transcript = transcript(&plays.join(name));
        speaking(script_of(&transcript), &transcript)
    };
    let rules = &script_in(built_in(None)).rules;
    assert!(rules.len() >= 11);
    for rule in rules.iter().map(|rule| &rule.name) {
        assert!(spoken(format!("{rule}-fires.play")).contains(rule), "`{rule}` doesn't speak where it should");
        assert!(!spoken(format!("{rule}-silent.play")).contains(rule), "`{rule}` speaks where it shouldn't");
    }
    // Further ones, for each half of a rule, are named after it.
    for path in std::fs::read_dir(&plays).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()) {
        let Some((rule, told)) = path.split_once('-').filter(|(rule, _)| rules.iter().any(|known| known.name == *rule)) else { continue };
        let speaks = spoken(path.clone()).contains(rule);
        assert!(speaks == told.starts_with("fires"), "`{rule}` should {} in `{path}`", if speaks { "be silent" } else { "speak" });
    }
}

#[test]
fn no_two_traits_are_looked_at_alike() {
    let mut compared = 0;
    for path in plays() {
        let transcript = transcript(&path);
        let mut asked: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        let note = |session: &Session| {
            let Some(question) = session.turn().outcome.question() else { return };
            let of_trait = asked.entry(question.identity.given.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>()).or_default();
            if question.identity.node.starts_with("probe-") && of_trait.last() != Some(&question.identity.node) {
                of_trait.push(question.identity.node.clone());
            }
        };
        transcript.each(script_of(&transcript), note).unwrap();
        let ways = asked.into_values().filter(|nodes| !nodes.is_empty()).collect::<Vec<_>>();
        compared += usize::from(ways.len() > 1);
        let different = ways.iter().collect::<BTreeSet<_>>();
        assert_eq!(different.len(), ways.len(), "{}: {ways:?}", path.display());
    }
    assert!(compared >= 4, "only {compared} transcripts look closer at two traits");
}

#[test]
fn there_are_at_least_twelve_and_each_plays_to_an_end_or_leaves() {
    let plays = plays();
    assert!(plays.len() >= 12, "only {} transcripts", plays.len());
    for path in plays {
        let text = std::fs::read_to_string(&path).unwrap();
        let ends = text.lines().any(|line| line.starts_with("== @end") || line == "== left");
        assert!(ends, "{} stops in the middle", path.display());
    }
}

#[test]
fn the_program_carries_every_file_of_the_pack() {
    let root = at("");
    let mut due = vec![root.join("content"), root.join("scripts")];
    let mut found = vec!["pack.ron".to_owned()];
    while let Some(folder) = due.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                due.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ron" || ending == "rhai") {
                found.push(path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    let pack = Pack::built_in();
    let carried = pack.paths().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(carried, found, "src/pack/builtin.rs lists other files than there are");
}

#[test]
fn a_conversation_that_was_played_becomes_a_transcript_that_goes_the_same_way() {
    let trouble = trouble_in_each(|_, written| {
        let script = script_of(written);
        let session = written.each(script, |_| ()).unwrap();
        let made = Transcript::of(script, session.log(), written.dialogue.clone());
        let text = made.perform(script).unwrap();
        let read = Transcript::parse(&text).unwrap();
        let same_lines = (&read.typed, &read.visits) == (&made.typed, &made.visits);
        if !same_lines || (&read.begin, &read.dialogue) != (&made.begin, &made.dialogue) {
            return Some(format!("what is written is read as something else:\n{text}"));
        }
        if read.compare(script).unwrap() != Verdict::Same {
            return Some(format!("what is written isn't what is shown:\n{text}"));
        }
        // Whatever went back and forth is left out, so only those that never did come to the same place.
        let wanders = ["back", "change", "forget"].iter().any(|word| written.typed.iter().any(|typed| typed.contains(word)));
        let again = read.each(script, |_| ()).unwrap();
        let at = |session: &Session| session.turn().outcome.question().map(|question| question.identity.clone());
        if !wanders && at(&again) != at(&session) {
            return Some(format!("it comes to another place:\n{text}"));
        }
        // What was heard is nobody's to read.
        let kept = |typed: &String| {
            let said = |entry: &Entry| matches!(entry, Entry::Replied(replied) if replied.words.as_ref() == Some(typed));
            let sample = script.interrupts.iter().any(|interrupt| interrupt.samples.contains(typed));
            sample || session.log().entries.iter().any(said)
        };
        let heard = written.typed.iter().find(|typed| typed.len() > 12 && !kept(typed) && made.typed.contains(typed));
        heard.map(|typed| format!("`{typed}` isn't kept, and stands in\n{text}"))
    });
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}
