//! Every transcript of the pack, played with the pack that is built into the program.
//!
//! The `.play` files hold what is shown; `inward test --bless` writes them, and here they are played as `inward test` does.

use inward::check::{PackCheck, check_pack};
use inward::pack::Pack;
use inward::session::{Cause, Entry};
use inward::transcript::{Transcript, Verdict};
use inward::{Script, Session, diagnostics};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn script<'p>(pack: &'p PackCheck, transcript: &Transcript) -> &'p Script {
    let wanted = match &transcript.dialogue {
        Some(name) => format!("content/{name}.ron"),
        None => pack.default.clone().expect("the pack has a default"),
    };
    let (_, checked) = pack.dialogues.iter().find(|(path, _)| *path == wanted).expect("the dialogue exists");
    match &checked.script {
        Some(script) => script,
        None => panic!("{}", diagnostics::human(&checked.diagnostics, &checked.sources, false)),
    }
}

/// The transcripts of the pack, with their paths.
fn transcripts() -> Vec<(PathBuf, Transcript)> {
    let mut due = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays")];
    let mut paths = Vec::new();
    while let Some(path) = due.pop() {
        match path.is_dir() {
            true => due.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
            false => paths.push(path),
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let transcript = Transcript::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        (path, transcript)
    };
    paths.into_iter().map(read).collect()
}

/// The first lines that differ, with the line before them.
fn difference(expected: &str, shown: &str) -> String {
    let (expected, shown) = (expected.lines().collect::<Vec<_>>(), shown.lines().collect::<Vec<_>>());
    let at = expected.iter().zip(&shown).position(|(one, other)| one != other).unwrap_or(expected.len().min(shown.len()));
    let lines = |lines: &[&str]| lines.iter().skip(at.saturating_sub(1)).take(4).map(|line| format!("    {line}\n")).collect::<String>();
    format!("  the file says\n{}  and this is shown\n{}", lines(&expected), lines(&shown))
}

#[test]
fn every_transcript_shows_what_it_says() {
    let pack = check_pack(&Pack::built_in());
    let wrong = |(path, transcript): &(PathBuf, Transcript)| {
        let script = script(&pack, transcript);
        let same = transcript.compare(script).unwrap() == Verdict::Same;
        let written = std::fs::read_to_string(path).unwrap();
        (!same).then(|| format!("{}\n{}", path.display(), difference(&written, &transcript.perform(script).unwrap())))
    };
    let all = transcripts();
    let halves = all.chunks(all.len().div_ceil(2)).collect::<Vec<_>>();
    let wrong = std::thread::scope(|scope| {
        let played = halves.into_iter().map(|half| scope.spawn(move || half.iter().filter_map(wrong).collect::<Vec<_>>()));
        let played = played.collect::<Vec<_>>();
        played.into_iter().flat_map(|half| half.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(wrong.is_empty(), "{} transcripts aren't what is shown; see `inward test`\n{}", wrong.len(), wrong.join("\n"));
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
    let pack = check_pack(&Pack::built_in());
    let plays = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays");
    let spoken = |name: String| {
        let text = std::fs::read_to_string(plays.join(&name)).unwrap_or_else(|_| panic!("there is no `{name}`"));
        let transcript = Transcript::parse(&text).unwrap();
        speaking(script(&pack, &transcript), &transcript)
    };
    let rules = &script(&pack, &Transcript::default()).rules;
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
    let pack = check_pack(&Pack::built_in());
    let mut compared = 0;
    let plays = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays")).unwrap();
    for path in plays.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let transcript = Transcript::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let mut asked: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        let note = |session: &Session| {
            let Some(question) = session.turn().outcome.question() else { return };
            let of_trait = asked.entry(question.identity.given.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>()).or_default();
            if question.identity.node.starts_with("probe-") && of_trait.last() != Some(&question.identity.node) {
                of_trait.push(question.identity.node.clone());
            }
        };
        transcript.each(script(&pack, &transcript), note).unwrap();
        let ways = asked.into_values().filter(|nodes| !nodes.is_empty()).collect::<Vec<_>>();
        compared += usize::from(ways.len() > 1);
        let different = ways.iter().collect::<BTreeSet<_>>();
        assert_eq!(different.len(), ways.len(), "{}: {ways:?}", path.display());
    }
    assert!(compared >= 4, "only {compared} transcripts look closer at two traits");
}

#[test]
fn there_are_at_least_twelve_and_each_plays_to_an_end_or_leaves() {
    let mut due = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays")];
    let mut plays = Vec::new();
    while let Some(path) = due.pop() {
        match path.is_dir() {
            true => due.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
            false => plays.push(path),
        }
    }
    assert!(plays.len() >= 12, "only {} transcripts", plays.len());
    for path in plays {
        let text = std::fs::read_to_string(&path).unwrap();
        let ends = text.lines().any(|line| line.starts_with("== @end") || line == "== left");
        assert!(ends, "{} stops in the middle", path.display());
    }
}

#[test]
fn the_program_carries_every_file_of_the_pack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut due = vec![root.join("content"), root.join("scripts")];
    let mut found = vec!["pack.ron".to_owned()];
    while let Some(folder) = due.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                due.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ron" || ending == "rhai") {
                found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
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
    let pack = check_pack(&Pack::built_in());
    for (path, written) in transcripts() {
        let script = script(&pack, &written);
        let session = written.each(script, |_| ()).unwrap();
        let made = Transcript::of(script, session.log(), written.dialogue.clone());
        let text = made.perform(script).unwrap();
        let read = Transcript::parse(&text).unwrap();
        assert_eq!((&read.typed, &read.visits), (&made.typed, &made.visits), "{text}");
        assert_eq!((&read.begin, &read.dialogue), (&made.begin, &made.dialogue), "{text}");
        assert_eq!(read.compare(script).unwrap(), Verdict::Same, "{text}");
        // Whatever went back and forth is left out, so only those that never did come to the same place.
        let wanders = ["back", "change", "forget"].iter().any(|word| written.typed.iter().any(|typed| typed.contains(word)));
        let again = read.each(script, |_| ()).unwrap();
        let at = |session: &Session| session.turn().outcome.question().map(|question| question.identity.clone());
        assert!(wanders || at(&again) == at(&session), "{}: {text}", path.display());
        // What was heard is nobody's to read.
        for typed in written.typed.iter().filter(|typed| typed.len() > 12) {
            let kept =
                session.log().entries.iter().any(|entry| matches!(entry, Entry::Replied(replied) if replied.words.as_ref() == Some(typed)));
            let sample = script.interrupts.iter().any(|interrupt| interrupt.samples.contains(typed));
            assert!(kept || sample || !made.typed.contains(typed), "`{typed}` isn't kept, and stands in {text}");
        }
    }
}
