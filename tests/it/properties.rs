//! What holds of every conversation, whatever is typed: tried over a few dialogues that use everything, and over small ones
//! made by chance.

mod random;

use crate::conversation::{begun, findings, first, stepped};
use inward::pack::File;
use inward::patterns::Heard;
use inward::replay::{Change, Report};
use inward::script::Level;
use inward::session::{Kind, Log, Outcome, Taken};
use inward::{
    Asked, Begin, Meaning, Pack, Response, Script, Session, State, Turn, check, fits, meanings, read, render, replay, session, step,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{FailurePersistence, FileFailurePersistence};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static FIXED: LazyLock<Vec<Script>> = LazyLock::new(|| {
    [
        include_str!("../properties/listening.ron"),
        include_str!("../properties/asking.ron"),
        include_str!("../properties/falling.ron"),
        include_str!("../properties/commanding.ron"),
    ]
    .map(script)
    .into()
});

fn script(text: &str) -> Script {
    let mut pack = Pack::of_one("dialogue.ron", text);
    if text.contains("By chance") {
        pack.add("scripts/chance.rhai", File::Text(random::HOOKS.into()));
    }
    let checked = check(&pack, "dialogue.ron");
    let findings = findings(&checked);
    checked.script.unwrap_or_else(|| panic!("the dialogue isn't sound:\n{findings}\n{text}"))
}

/// One of the dialogues in this folder, or one made by chance.
#[derive(Clone, Debug)]
enum Dialogue {
    Fixed(usize),
    Random(String),
}

impl Dialogue {
    fn with<T>(&self, then: impl FnOnce(&Script) -> T) -> T {
        match self {
            Dialogue::Fixed(place) => then(&FIXED[*place]),
            Dialogue::Random(text) => then(&script(text)),
        }
    }
}

fn dialogue() -> impl Strategy<Value = Dialogue> {
    // Listening is where most can go wrong.
    let fixed = select(&[0, 0, 0, 0, 1, 1, 2, 3, 3, 3][..]).prop_map(Dialogue::Fixed);
    prop_oneof![1 => fixed, 2 => random::dialogue().prop_map(Dialogue::Random)]
}

/// Things that people type. A `#` becomes a word that stands nowhere else.
const REPLIES: &[&str] = &[
    "",
    "yes",
    "no",
    "ok",
    "1",
    "2",
    "3",
    "0",
    "7",
    "10",
    "11",
    "6-7",
    "7.5",
    "seven",
    "a",
    "b",
    "c",
    "on",
    "ask",
    "again",
    "done",
    "slip",
    "back to where i was",
    "talk",
    "leave",
    "down",
    "round",
    "double",
    "negate",
    "share",
    "none",
    "friend",
    "family",
    "job",
    "my mate",
    "deeper",
    "quiet",
    "Sam #",
    "no one",
    "I miss my father's quiet #",
    "all is lost #",
    "...",
    "/nothing",
    "//",
    "a very long # day",
];

/// Words that interrupts hear, at any question.
const RISKS: &[&str] = &[
    "I'm scared to go home #",
    "# makes me want to hurt myself",
    "not scared to go home #",
    "there is no way out of #",
    "hopeless, #",
    "it is # and no way out. hopeless",
    "it's my fault #",
    "# is my fault and there's no way out",
    "the wrong name #",
    "round #",
    "my fault. I'm scared to go home #",
    "no",
];

/// What is held or dropped in every dialogue that listens, and the way back.
const PRESSING: &[&str] = &["no way out of #", "it's my fault #", "I'm scared to go home #", "/back"];

const COMMANDS: &[&str] = &[
    "help",
    "/help",
    "?",
    "back",
    "/back",
    "undo",
    "look",
    "/look",
    "why",
    "/why",
    "skip",
    "quit",
    "crisis",
    "crsis",
    "I'd rather not",
    "I don't know",
    "later",
];

/// What players type where a command is asked for.
const ORDERS: &[&str] = &[
    "n",
    "s",
    "out",
    "take lamp",
    "get the old light. s. x it",
    "take key",
    "brass",
    "the iron one",
    "take",
    "take lamp from",
    "x",
    "x odd thing",
    "lamp",
    "it",
    "g",
    "again, again then g",
    "drop it and call",
    "call out loudly",
    "give up",
    "give up. g. g",
    "tkae lamp",
    "yes",
    "no",
    "i",
    "l",
    "n. l. s",
    "n. undo. s",
    "sing",
    "take all",
    "go",
    "/take lamp",
    "please",
    ". , then and",
    "take take take take take take take take take take take take take take take take take take take take take take take",
];

/// What somebody types next.
#[derive(Clone, Debug)]
enum Line {
    /// These words.
    Words(String),
    /// An answer that fits the question, whatever it is.
    Fitting(Index),
}

impl Line {
    fn at(&self, turn: &Turn) -> String {
        let index = match self {
            Line::Words(words) => return words.clone(),
            Line::Fitting(index) => index,
        };
        match turn.outcome.question().map(|question| &question.kind) {
            Some(Kind::Choose(offers)) if !offers.is_empty() => index.get(offers).id.clone(),
            Some(Kind::YesNo { .. }) => (*index.get(&["yes", "no"])).to_owned(),
            Some(Kind::Number { low, high, .. }) => (low + index.index((high - low + 1) as usize) as i64).to_string(),
            Some(Kind::Text) => "quite a lot".to_owned(),
            Some(Kind::Gather) => (*index.get(&["her quiet", "his hands", "the way they laugh", "no"])).to_owned(),
            Some(Kind::ChooseMany(offers)) if !offers.is_empty() => format!("{}, z", index.get(offers).id),
            Some(Kind::Command) => (*index.get(ORDERS)).to_owned(),
            _ => String::new(),
        }
    }
}

/// A conversation's worth of lines, each with a word of its own in it where it has a `#`.
fn typed() -> impl Strategy<Value = Vec<Line>> {
    let words = |among: &'static [&'static str]| select(among).prop_map(|line| Line::Words(line.to_owned()));
    let fitting = || any::<Index>().prop_map(Line::Fitting);
    let anything = prop_oneof![
        6 => fitting(),
        4 => words(RISKS),
        3 => words(REPLIES),
        2 => words(COMMANDS),
        2 => words(ORDERS),
        2 => soup().prop_map(Line::Words),
        1 => any::<String>().prop_map(Line::Words),
    ];
    // One thing heard above another, sent on, left and taken back.
    let pressed = prop_oneof![1 => fitting(), 1 => words(PRESSING)];
    let marked = |(place, line)| match line {
        Line::Words(words) => Line::Words(words.replace('#', &mark(place))),
        fitting => fitting,
    };
    let lines = prop_oneof![vec(anything, 0..16), vec(pressed, 0..16)];
    lines.prop_map(move |lines| lines.into_iter().enumerate().map(marked).collect())
}

/// Words of commands in any order.
fn soup() -> impl Strategy<Value = String> {
    const WORDS: &[&str] =
        &["take", "lamp", "key", "the", "brass", "it", "from", "and", "then", ".", "call", "x", "n", "give", "up", "odd", "g"];
    vec(select(WORDS), 1..9).prop_map(|words| words.join(" "))
}

/// A word that nobody says by chance.
fn mark(place: usize) -> String {
    format!("quokka{}", char::from(b'a' + place as u8))
}

fn marks(text: &str) -> impl Iterator<Item = String> {
    (0..16).map(mark).filter(move |mark| text.contains(mark.as_str()))
}

fn json(log: &Log) -> String {
    serde_json::to_string(log).expect("a log can be written")
}

/// A state as its image has it.
fn image(state: &State) -> Value {
    serde_json::from_str(&state.image()).expect("an image is JSON")
}

/// The texts that a state holds, the topmost last.
fn held(state: &State) -> Vec<String> {
    let image = image(state);
    let frames = image["state"]["stack"].as_array().expect("a stack is a list").clone();
    frames.iter().filter_map(|frame| Some(frame["held"]["answer"]["text"].as_str()?.to_owned())).collect()
}

/// A state's image without the texts that it holds: what wasn't sent on is kept nowhere, so nothing brings it back.
fn without_held(state: &State) -> Value {
    let mut image = image(state);
    for frame in image["state"]["stack"].as_array_mut().expect("a stack is a list") {
        if let Some(held) = frame["held"].as_object_mut() {
            held.insert("answer".to_owned(), Value::Null);
        }
    }
    image
}

/// What failed once is tried first from then on: its seed stands in `tests/regressions`, in a file called as that of the test.
pub fn failures() -> Option<Box<dyn FailurePersistence>> {
    Some(Box::new(FileFailurePersistence::SourceParallel("regressions")))
}

fn config() -> ProptestConfig {
    // More of them where somebody has the time: `PROPTEST_CASES=5000 cargo test --test it properties::`.
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128);
    ProptestConfig { cases, failure_persistence: failures(), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_log_plays_again_to_the_same_turns_and_the_same_state(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            let mut turns = vec![session.turn().clone()];
            for line in &typed {
                let line = &line.at(session.turn());
                let before = session.log().entries.len();
                let grown = session.hear(line) == Response::Turn && session.log().entries.len() > before;
                if grown {
                    turns.push(session.turn().clone());
                }
                let (state, replayed) = replay(script, session.log()).expect("the log is of this dialogue");
                prop_assert_eq!(&state, session.state());
                if !grown {
                    turns = replayed;
                } else {
                    prop_assert_eq!(&replayed, &turns);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn going_back_undoes_one_answer_but_for_what_lasts(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            for line in &typed {
                let line = &line.at(session.turn());
                let before = (session.state().clone(), session.log().entries.len());
                session.hear(line);
                // What couldn't be read was no answer; going back leads to the answer before it.
                let unread = matches!(session.turn().outcome, Outcome::Unread(_)) && session.turn().noticed.is_none();
                if session.log().entries.len() <= before.1 || unread {
                    continue;
                }
                let mut expected = without_held(&before.0);
                for (place, _) in script.facts.iter().enumerate().filter(|(_, fact)| fact.lasting) {
                    expected["state"]["facts"][place] = image(session.state())["state"]["facts"][place].clone();
                }
                let mut other = Session::resume(script, session.log().clone()).expect("the log is of this dialogue");
                other.hear("/back");
                prop_assert_eq!(without_held(other.state()), expected);
            }
            Ok(())
        })?;
    }

    #[test]
    fn playing_by_identity_comes_to_the_same_while_nothing_changed(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            for line in &typed {
                session.hear(&line.at(session.turn()));
                let (rejoined, report) = Session::rejoin(script, session.log()).expect("the log is of this form");
                prop_assert_eq!(&report, &Report::default());
                prop_assert_eq!(rejoined.state(), session.state());
                prop_assert_eq!(rejoined.offered(), None);
                prop_assert_eq!(&rejoined.turn().outcome, &session::show(script, session.state()).outcome);
                let (again, _) = replay(script, rejoined.log()).expect("the log is of this dialogue");
                prop_assert_eq!(&again, session.state());
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_answer_may_be_changed_and_the_log_comes_to_the_same_state(
        dialogue in dialogue(), typed in typed(), changes in vec((any::<Index>(), 0..4_u8, select(REPLIES)), 1..4), then in typed(),
    ) {
        dialogue.with(|script| {
            let mut session = begun(script);
            typed.iter().for_each(|line| drop(session.hear(&line.at(session.turn()))));
            for (place, (entry, how, words)) in changes.iter().enumerate() {
                if session.log().entries.is_empty() {
                    break;
                }
                let question = entry.get(&session.log().entries).question().clone();
                let typed = words.replace('#', &mark(place));
                session.change(match how {
                    0 => Change::Answer { question, typed },
                    1 => Change::Spelling { question, typed },
                    2 => Change::Another { question, typed },
                    _ => Change::Forget { question },
                });
                prop_assert_eq!(&replay(script, session.log()).expect("the log is of this dialogue").0, session.state());
            }
            for line in &then {
                session.hear(&line.at(session.turn()));
                prop_assert_eq!(&replay(script, session.log()).expect("the log is of this dialogue").0, session.state());
            }
            Ok(())
        })?;
    }

    #[test]
    fn states_and_logs_are_the_same_when_they_were_written_and_read(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            for line in &typed {
                session.hear(&line.at(session.turn()));
                prop_assert_eq!(State::restore(script, &session.state().image()), Ok(session.state().clone()));
                let log: Log = serde_json::from_str(&json(session.log())).expect("a log can be read");
                prop_assert_eq!(&log, session.log());
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_step_depends_on_its_arguments_alone_and_leaves_them_as_they_are(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let (mut state, mut turn) = first(script);
            for line in &typed {
                let before = state.clone();
                let Some(asked) = Asked::of(script, &state) else { break };
                let reading = read(script, &asked, &line.at(&turn));
                prop_assert_eq!(&reading, &read(script, &asked, &line.at(&turn)));
                let Taken::Step(meaning) = reading.taken else { continue };
                let after = step(script, &state, &meaning);
                prop_assert_eq!(&before, &state);
                prop_assert_eq!(&after, &step(script, &before, &meaning));
                turn = render(script, &after.0, &after.1);
                prop_assert_eq!(&turn, &render(script, &after.0, &after.1));
                state = after.0;
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_meaning_that_is_listed_binds_and_whatever_is_read_is_covered_by_one(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let (mut state, mut turn) = first(script);
            for line in &typed {
                let Some(asked) = Asked::of(script, &state) else { break };
                let listed = meanings(script, &state);
                for meaning in &listed {
                    prop_assert_eq!(fits(script, &state, meaning), Ok(()));
                }
                let Taken::Step(meaning) = read(script, &asked, &line.at(&turn)).taken else { continue };
                prop_assert_eq!(fits(script, &state, &meaning), Ok(()), "{:?} was read", meaning);
                // A look around among other commands is the program's own.
                let looks = matches!(&meaning, Meaning::Commands(commands) if script.verb_named(&commands.used[0].verb).is_none());
                let covered = listed.iter().any(|listed| listed.class() == meaning.class());
                prop_assert!(covered || looks, "{:?} is in no class of {:?}", meaning, listed);
                (state, turn) = stepped(script, &state, &meaning);
            }
            Ok(())
        })?;
    }

    /// At every question that comes up, with whatever is asked back, each sentence that an interrupt hears is that interrupt's;
    /// and no words that nobody listened to are taken, however they come.
    #[test]
    fn no_meaning_passes_the_interrupts(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let (mut state, mut turn) = first(script);
            for line in &typed {
                let Some(asked) = Asked::of(script, &state) else { break };
                let samples = script.interrupts.iter().flat_map(|interrupt| &interrupt.samples).map(String::as_str);
                for sentence in samples.chain(RISKS.iter().copied()) {
                    let reading = read(script, &asked, sentence);
                    let heard = matches!(&reading.taken, Taken::Step(Meaning::Interrupt { .. } | Meaning::Safety) | Taken::Session(_));
                    let step = step(script, &state, &words(sentence));
                    if let Taken::Step(meaning) = &reading.taken {
                        // What an interrupt hears is heard, unless it was sent on as an answer before and is quiet since.
                        let quiet = image(&state)["state"]["quiet"] != serde_json::json!([]);
                        let hears = script.interrupts.iter().any(|interrupt| !interrupt.amends && interrupt.hears(&Heard::new(sentence)));
                        let light = script.interrupts.iter().any(|interrupt| interrupt.level == Level::Colour);
                        prop_assert!(heard || quiet || light || !hears, "“{}” is taken as {:?}", sentence, meaning);
                        let taken = matches!(step.1.understood(), Some(Meaning::Words(_) | Meaning::Things(_) | Meaning::Otherwise { .. }));
                        prop_assert!(!taken || !hears, "words from outside are taken: {:?}", step.1.understood());
                    }
                }
                let Taken::Step(meaning) = read(script, &asked, &line.at(&turn)).taken else { continue };
                (state, turn) = stepped(script, &state, &meaning);
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_meaning_may_be_given_in_any_state(dialogue in dialogue(), replies in vec(meaning(), 0..12)) {
        dialogue.with(|script| {
            let (mut state, _) = session::begin(script, &Begin::default()).expect("nothing needs to be given");
            for reply in &replies {
                let (next, turn) = stepped(script, &state, reply);
                prop_assert_eq!(turn.outcome.question().is_none(), next.ended().is_some());
                state = next;
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_was_dropped_is_nowhere(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            let mut dropped = BTreeSet::new();
            for line in &typed {
                let line = &line.at(session.turn());
                if session.hear(line) == Response::Turn && session.turn().noticed.as_ref().is_some_and(|noticed| !noticed.held) {
                    dropped.extend(marks(line));
                }
                let turn = serde_json::to_string(session.turn()).expect("a turn can be written");
                let places = [("state", session.state().image()), ("log", json(session.log())), ("turn", turn)];
                for (place, text) in places {
                    let found = marks(&text).find(|mark| dropped.contains(mark));
                    prop_assert_eq!(found, None, "what was dropped stands in the {}: {}", place, text);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_was_held_and_not_sent_on_is_gone_when_the_interrupt_is_over(dialogue in dialogue(), typed in typed()) {
        dialogue.with(|script| {
            let mut session = begun(script);
            let (mut noticed, mut sent) = (BTreeSet::new(), BTreeSet::new());
            for line in &typed {
                let line = &line.at(session.turn());
                let before = held(session.state());
                if session.hear(line) != Response::Turn {
                    continue;
                }
                if session.turn().noticed.as_ref().is_some_and(|noticed| noticed.held) {
                    noticed.extend(marks(line));
                }
                // A text that is sent on may send on the one beneath it.
                let resumed = session.turn().resumed.len();
                sent.extend(before.iter().rev().take(resumed).flat_map(|text| marks(text)));
                let holding = held(session.state()).iter().flat_map(|text| marks(text)).collect::<BTreeSet<_>>();
                sent.retain(|mark| !holding.contains(mark));
                for mark in noticed.iter().filter(|mark| !holding.contains(*mark) && !sent.contains(*mark)) {
                    prop_assert!(!session.state().image().contains(mark), "{} is still in the state", mark);
                    prop_assert!(!json(session.log()).contains(mark), "{} is still in the log", mark);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_damaged_image_is_refused_or_can_be_played_on(
        dialogue in dialogue(), typed in typed(), numbers in vec(damage(), 1..4), bytes in scratches(), then in vec(meaning(), 1..5),
    ) {
        dialogue.with(|script| {
            let mut session = begun(script);
            typed.iter().for_each(|line| drop(session.hear(&line.at(session.turn()))));
            let mut image = image(session.state());
            numbers.iter().for_each(|damage| damage.on(&mut image));
            let mut image = image.to_string().into_bytes();
            for (place, byte) in bytes {
                let place = place.index(image.len());
                image[place] = byte;
            }
            if let Ok(mut state) = State::restore(script, &String::from_utf8_lossy(&image)) {
                session::show(script, &state);
                for reply in &then {
                    state = step(script, &state, reply).0;
                }
            }
        });
    }

    #[test]
    fn another_dialogues_state_stays_as_it_is(line in any::<String>()) {
        let (mine, other) = (begun(&FIXED[0]), begun(&FIXED[1]));
        let (state, turn) = stepped(&FIXED[0], other.state(), &words(&line));
        prop_assert_eq!(&state, other.state());
        prop_assert_eq!(turn.faults.len(), 1);
        prop_assert!(State::restore(&FIXED[0], &other.state().image()).is_err());
        prop_assert!(replay(&FIXED[1], mine.log()).is_err());
    }
}

/// Words that nobody read: only a host can hand them in, as JSON.
fn words(text: &str) -> Meaning {
    serde_json::from_value(serde_json::json!({"Words": {"text": text}})).expect("a meaning can be read")
}

/// Any meaning at all, also what no reading would give.
fn meaning() -> impl Strategy<Value = Meaning> {
    let words = prop_oneof![select(REPLIES), select(RISKS)].prop_map(words);
    let name = select(&["low", "guilt", "danger", "i0", "i1", "round", "nobody"][..]);
    let noticed = (name, vec(any::<u32>(), 0..3), any::<bool>(), proptest::option::of(select(RISKS)));
    let noticed = noticed.prop_map(|(name, patterns, holds, held)| {
        let held = held.map(|text| serde_json::json!({"text": text, "meaning": {"Words": {"text": text}}}));
        let noticed = serde_json::json!({"interrupt": name, "patterns": patterns, "held": holds});
        serde_json::from_value(serde_json::json!({"Interrupt": {"noticed": noticed, "held": held}})).expect("a meaning can be read")
    });
    let option = select(&["a", "b", "on", "slip", "no", "yes", "nobody"][..]).prop_map(|id| Meaning::Option(id.to_owned()));
    let plain = select(&[Meaning::GoOn, Meaning::Declined, Meaning::Unknown, Meaning::Later, Meaning::Forgotten, Meaning::Safety][..]);
    let number = (-20..20_i64).prop_map(Meaning::Number);
    prop_oneof![3 => words, 3 => option, 2 => plain, 1 => number, 2 => noticed]
}

/// Another number somewhere in a part of a state.
#[derive(Clone, Debug)]
struct Damage {
    part: &'static str,
    place: Index,
    number: u64,
}

fn damage() -> impl Strategy<Value = Damage> {
    let numbers = select(&[0, 1, 2, 3, 64, 255, 65_535, 4_294_967_295, u64::MAX][..]);
    (select(&["stack", "stack", "facts", "quiet", "met", "commanded", "pending"][..]), any::<Index>(), numbers)
        .prop_map(|(part, place, number)| Damage { part, place, number })
}

/// Other bytes anywhere; mostly none, since hardly any image survives them.
fn scratches() -> impl Strategy<Value = Vec<(Index, u8)>> {
    prop_oneof![3 => Just(Vec::new()), 1 => vec((any::<Index>(), any::<u8>()), 1..4)]
}

impl Damage {
    fn on(&self, image: &mut Value) {
        let mut numbers = Vec::new();
        find_numbers(&mut image["state"][self.part], &mut numbers);
        if !numbers.is_empty() {
            let place = self.place.index(numbers.len());
            *numbers[place] = Value::from(self.number);
        }
    }
}

fn find_numbers<'v>(value: &'v mut Value, into: &mut Vec<&'v mut Value>) {
    match value {
        Value::Number(_) => into.push(value),
        Value::Array(items) => items.iter_mut().for_each(|item| find_numbers(item, into)),
        Value::Object(fields) => fields.values_mut().for_each(|field| find_numbers(field, into)),
        _ => {}
    }
}

/// What the state and the log keep after these lines in the first dialogue.
fn kept(lines: &[&str]) -> String {
    let mut session = begun(&FIXED[0]);
    lines.iter().for_each(|line| drop(session.hear(line)));
    assert_eq!(held(session.state()), [] as [String; 0], "the interrupts are over");
    format!("{}{}", session.state().image(), json(session.log()))
}

#[test]
fn only_what_was_sent_on_is_kept_of_two_texts_that_were_held_above_each_other() {
    let above = kept(&["my fault beneath", "no way out above", "no", "leave"]);
    assert!(above.contains("above") && !above.contains("beneath"), "{above}");
    let beneath = kept(&["my fault beneath", "no way out above", "yes", "slip", "on"]);
    assert!(beneath.contains("beneath") && !beneath.contains("above"), "{beneath}");
}

#[test]
fn what_was_sent_on_and_taken_back_is_only_held_again() {
    let alone = ["no way out of it", "no", "/back", "yes", "slip"];
    // Another answer lies between the words and their being sent on.
    let nested = ["my fault for it", "no way out", "no", "on", "/back", "leave"];
    assert!(kept(&alone[..2]).contains("out of it") && kept(&nested[..4]).contains("for it"));
    assert!(!kept(&alone).contains("out of it"), "{}", kept(&alone));
    assert!(!kept(&nested).contains("for it"), "{}", kept(&nested));
}

#[test]
fn a_lasting_fact_that_was_reset_stays_reset() {
    let script = &FIXED[0];
    let mut session = begun(script);
    for line in ["I'm scared to go home", "slip", "/back"] {
        session.hear(line);
    }
    let alarm = script.fact_named("alarm").expect("it has this fact");
    assert_eq!(session.state().fact(alarm), &script.fact(alarm).start);
}
