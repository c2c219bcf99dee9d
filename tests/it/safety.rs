//! The safety net of the built-in conversation: what it hears, and that no prompt lies outside of it.
//!
//! The sentences in `tests/safety/` were labelled before the patterns were tuned. What is missed is reported, not hidden:
//! the table in `docs/safety.md` is made by this test.

use crate::conversation::{at, first, rejection, say, stepped};
use inward::script::{Fate, Level, Script};
use inward::session::{Begin, HostValue, Kind, Meaning, Outcome, Question, begin};
use inward::{State, Turn};
use std::collections::{BTreeMap, BTreeSet};

const RISK: &str = "I want to kill myself";

/// The sentences that are measured, each set with its title.
const SENTENCES: [(&str, &str); 5] = [
    ("The forty sentences of the brief", "tests/safety/brief.txt"),
    ("Our own sentences", "tests/safety/own.txt"),
    ("Sentences written apart", "tests/safety/unseen.txt"),
    ("Sentences from after it was played", "tests/safety/played.txt"),
    ("Sentences written after that", "tests/safety/after.txt"),
];

// What it hears.

/// What a sentence is, or was taken for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Crisis,
    Ambiguous,
    Fine,
}

fn sentences(file: &str) -> Vec<(Label, String)> {
    let text = std::fs::read_to_string(at(file)).unwrap();
    let labelled = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let (label, sentence) = line.split_once('\t').unwrap_or_else(|| panic!("{file}: no label in `{line}`"));
        let label = match label.trim() {
            "crisis" => Label::Crisis,
            "ambiguous" => Label::Ambiguous,
            "ok" => Label::Fine,
            other => panic!("{file}: `{other}` is no label"),
        };
        (label, sentence.trim().to_owned())
    });
    labelled.collect()
}

/// What the conversation takes a sentence for. What is dropped at once is taken for a crisis, what is held for a doubt.
fn heard(script: &Script, state: &State, sentence: &str) -> Label {
    let (_, turn) = say(script, state, sentence);
    match &turn.noticed {
        None => Label::Fine,
        Some(noticed) if noticed.held => Label::Ambiguous,
        Some(_) => Label::Crisis,
    }
}

#[test]
fn the_table_of_hits_and_misses_is_what_is_measured() {
    let script = rejection();
    let (state, _) = begin(script, &Begin::default()).unwrap();
    let mut page = String::new();
    for (title, file) in SENTENCES {
        let mut table: BTreeMap<(Label, Label), Vec<String>> = BTreeMap::new();
        for (label, sentence) in sentences(file) {
            table.entry((label, heard(script, &state, &sentence))).or_default().push(sentence);
        }
        page.push_str(&measured(title, &table));
    }
    let path = at("docs/safety.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = written.split_once("<!-- measured -->\n").expect("the page has a place for the table");
    let (_, after) = rest.split_once("<!-- end -->").expect("the table has an end");
    let expected = format!("{before}<!-- measured -->\n{page}<!-- end -->{after}");
    if std::env::var_os("INWARD_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == expected,
        "docs/safety.md differs from what is measured; INWARD_BLESS=1 writes it anew"
    );
}

fn measured(title: &str, table: &BTreeMap<(Label, Label), Vec<String>>) -> String {
    let count = |is: Label, taken: Label| table.get(&(is, taken)).map_or(0, Vec::len);
    let mut out =
        format!("\n### {title}\n\n| it is | sentences | taken for a crisis | asked plainly | passed by |\n|---|---|---|---|---|\n");
    for (label, name) in [(Label::Crisis, "a crisis"), (Label::Ambiguous, "in doubt"), (Label::Fine, "harmless")] {
        let counts = [Label::Crisis, Label::Ambiguous, Label::Fine].map(|taken| count(label, taken));
        out.push_str(&format!("| {name} | {} | {} | {} | {} |\n", counts.iter().sum::<usize>(), counts[0], counts[1], counts[2]));
    }
    let kinds = [
        ("Missed, although a crisis", vec![(Label::Crisis, Label::Fine)]),
        ("Only asked plainly, although a crisis", vec![(Label::Crisis, Label::Ambiguous)]),
        ("Missed, although in doubt", vec![(Label::Ambiguous, Label::Fine)]),
        ("False alarms", vec![(Label::Fine, Label::Crisis), (Label::Fine, Label::Ambiguous)]),
    ];
    for (kind, cells) in kinds {
        let found = cells.iter().flat_map(|cell| table.get(cell).cloned().unwrap_or_default()).collect::<Vec<_>>();
        if !found.is_empty() {
            let list = found.iter().map(|sentence| format!("“{sentence}”")).collect::<Vec<_>>().join(", ");
            out.push_str(&format!("\n{kind}: {list}.\n"));
        }
    }
    out
}

#[test]
fn the_sentences_are_many_and_none_stands_twice() {
    let [brief, own, unseen, played, after] = SENTENCES.map(|(_, file)| sentences(file));
    assert_eq!(brief.len(), 40);
    assert!(own.len() >= 60, "only {}", own.len());
    assert_eq!(unseen.len(), 80);
    assert!(played.len() >= 150, "only {}", played.len());
    let several =
        |lists: &[&[(Label, String)]]| lists.concat().iter().map(|(_, sentence)| sentence.to_lowercase()).collect::<BTreeSet<_>>().len();
    assert_eq!(several(&[&brief, &own]), brief.len() + own.len());
    // Those who wrote apart from each other may have had the same words for it.
    assert_eq!(several(&[&unseen]), unseen.len());
    assert_eq!(several(&[&played]), played.len());
    assert_eq!(several(&[&after]), after.len());
}

/// The ordinary replies of the other corpus are harmless too: only what is grave raises an alarm.
#[test]
fn ordinary_replies_raise_no_alarm() {
    let script = rejection();
    let (state, _) = begin(script, &Begin::default()).unwrap();
    let mut alarms = Vec::new();
    for file in ["tests/replies/corpus.txt", "tests/replies/unseen.txt"] {
        let text = std::fs::read_to_string(at(file)).unwrap();
        for typed in text.lines().filter_map(|line| Some(line.rsplit_once(" => ")?.0)) {
            let (_, turn) = say(script, &state, typed);
            let grave = |name: &str| script.interrupts.iter().any(|interrupt| interrupt.name == name && interrupt.level <= Level::Distress);
            alarms.extend(turn.noticed.filter(|noticed| grave(&noticed.interrupt)).map(|noticed| (typed.to_owned(), noticed.interrupt)));
        }
    }
    // These two are what they look like.
    let meant =
        [("what's the point", "tier2"), ("I'm scared to go home", "danger")].map(|(typed, name)| (typed.to_owned(), name.to_owned()));
    assert_eq!(alarms, meant);
}

// That no prompt lies outside of it.

/// Replies that lead on in every direction, chosen by a counter.
fn reply(question: &Question, script: &Script, turn: usize) -> String {
    match &question.kind {
        Kind::Choose(offers) | Kind::ChooseMany(offers) => offers[turn % offers.len()].id.clone(),
        Kind::Number { low, high, .. } => (low + (turn as i64 * 7) % (high - low + 1)).to_string(),
        Kind::YesNo { .. } => ["yes", "no"][turn % 2].to_owned(),
        Kind::Continue(_) | Kind::Command => String::new(),
        Kind::Text | Kind::Gather => {
            let node = script.node(script.node_named(&question.identity.node).unwrap());
            let samples = match &node.ask {
                Some(inward::script::Ask::Text { samples, .. }) => samples.clone(),
                Some(inward::script::Ask::Gather(gather)) => gather.samples.clone(),
                _ => Vec::new(),
            };
            if turn % 5 == 4 || samples.is_empty() { "skip".to_owned() } else { samples[turn % samples.len()].clone() }
        }
    }
}

/// Replies of somebody who hurts little and goes through all of it: what lies behind several other answers is reached so.
fn going_on(question: &Question, script: &Script, turn: usize) -> String {
    match question.identity.node.as_str() {
        "age" => "18-plus".to_owned(),
        "hurt" | "rate" | "rate-again" | "today" => "2".to_owned(),
        "how-high" => "1".to_owned(),
        "where-to" => ["on", "else", "else", "small"][turn % 4].to_owned(),
        "further-2" | "further-4" => "on".to_owned(),
        "choose-way" => ["question", "question", "me", "practice"][turn % 4].to_owned(),
        "afraid" => ["no", "no", "no", "then"][turn % 4].to_owned(),
        "death-asked" => ["no", "no", "no", "yes"][turn % 4].to_owned(),
        "kind" => ["crush", "left", "friend", "job", "stranger", "family", "other"][turn % 7].to_owned(),
        "special" | "pedestal" => ["9", "8", "4"][turn % 3].to_owned(),
        "admired" => ["yes", "yes", "some"][turn % 3].to_owned(),
        "secure" => ["no", "partly", "yes", "afraid"][turn % 4].to_owned(),
        "frame" if turn.is_multiple_of(2) => "the only one for me".to_owned(),
        "edges" if turn.is_multiple_of(4) => "selfish, cold and a liar".to_owned(),
        "their-line" if turn.is_multiple_of(3) => "I don't know".to_owned(),
        // One guess alone, and then no more.
        "silent" => ["busy", "that's all"][turn % 2].to_owned(),
        "m-wished" if turn.is_multiple_of(2) => "since I was eight".to_owned(),
        "probe-grow" => ["yes", "no"][turn % 2].to_owned(),
        "mirror" => ["need", "reminds", "reminds", "imagined", "wished", "exotic", "exotic"][turn % 7].to_owned(),
        "told-self" if turn.is_multiple_of(7) => "that I deserved this".to_owned(),
        "told-self" => ["that I'm not good enough", "why did she leave", "so that she will like me"][turn % 3].to_owned(),
        "one-fact" | "ladder-line" if turn.is_multiple_of(2) => "nothing, I ruined everything".to_owned(),
        "inner-reasons" | "worth" if turn.is_multiple_of(3) => "that's wrong".to_owned(),
        _ => match reply(question, script, turn).as_str() {
            "that's all" | "skip" if !turn.is_multiple_of(4) => going_on(question, script, turn / 4),
            other => other.to_owned(),
        },
    }
}

/// More than anybody would say back: which part of it matters most is asked then.
const LONG: &str = "we were close since school and then there was a new job and new people and slowly she stopped writing back, first \
    for days and then for weeks, and on my birthday there was nothing at all, and I saw photos of her with them that same night";

/// What lies behind several answers that rarely come together: a badge after a no in front of others, and two new worlds
/// in somebody beside whom one isn't steady; no words three times.
const BENT: &[&[(&str, &str)]] = &[
    &[("sting", "this is stupid")],
    &[("kind", "crush"), ("traits", "his voice"), ("mirror", "imagined")],
    &[("kind", "friend"), ("said", LONG)],
    &[
        ("kind", "left"),
        ("choose-way", "me"),
        ("self-doors", "grow"),
        ("grow-wish", "saying what I want"),
        ("heard-before", "several"),
        ("in-hands", "yes"),
    ],
    &[("kind", "job"), ("traits", "the big name"), ("mirror", "need"), ("m-need", "so nobody laughed at me"), ("badge", "badge")],
    &[
        ("kind", "left"),
        ("traits", "his boats"),
        ("traits", "how he talks to strangers"),
        ("mirror", "exotic"),
        ("special", "8"),
        ("admired", "yes"),
        ("secure", "no"),
        ("relaxed", "no"),
    ],
    // One thing alone, so that there is room for all that is asked of somebody who stands very tall.
    &[
        ("kind", "left"),
        ("traits", "her voice"),
        ("mirror", "like"),
        ("special", "8"),
        ("probe-scene", "skip"),
        ("probe-else", "skip"),
        ("admired", "yes"),
        ("other-want", "better"),
        ("secure", "yes"),
        ("relaxed", "no"),
    ],
    &[
        ("kind", "crush"),
        ("traits", "her voice"),
        ("mirror", "like"),
        ("special", "8"),
        ("probe-brighter", "skip"),
        ("admired", "yes"),
        ("inside", "skip"),
        ("other-want", "eases"),
        ("secure", "yes"),
        ("world", "no"),
    ],
    &[
        ("kind", "leaver"),
        ("choose-way", "question"),
        ("traits", "her voice"),
        ("mirror", "like"),
        ("special", "8"),
        ("probe-scene", "skip"),
        ("probe-else", "skip"),
        ("admired", "yes"),
    ],
    &[("kind", "friend"), ("traits", "her voice"), ("mirror", "like"), ("special", "7"), ("edges", "none")],
    &[("kind", "crush"), ("traits", "her voice"), ("mirror", "like"), ("special", "9"), ("pedestal", "9")],
    &[("kind", "friend"), ("traits", "her voice"), ("mirror", "like"), ("special", "9"), ("pedestal", "9"), ("their-line", "someone real")],
    &[("kind", "friend"), ("traits", "her voice"), ("mirror", "like"), ("special", "7"), ("edges", "always late")],
    // Two that lead to the same person.
    &[
        ("kind", "friend"),
        ("traits", "her humour"),
        ("traits", "her patience"),
        ("mirror", "reminds"),
        ("m-source", "my father"),
        ("m-reminds", "good"),
        ("thread", "thread"),
    ],
    &[
        ("kind", "friend"),
        ("choose-way", "question"),
        ("traits", "he listened"),
        ("mirror", "like"),
        ("m-like", "my aunt"),
        ("special", "9"),
        ("pedestal", "skip"),
        ("probe-scene", "skip"),
        ("admired", "some"),
        ("edges", "selfish, cold and a liar"),
        ("their-line", "I don't know"),
    ],
    &[
        ("kind", "left"),
        ("choose-way", "question"),
        ("mirror", "like"),
        ("special", "6"),
        ("further-2", "on"),
        ("self-talk", "I don't know"),
        ("told-self", "I don't know"),
        ("worth", "I don't know"),
        ("cards", "cards"),
    ],
    // Where it was learned.
    &[
        ("age", "18-plus"),
        ("hurt", "3"),
        ("kind", "left"),
        ("name", "Sam"),
        ("since", "skip"),
        ("sting", "skip"),
        ("choose-way", "question"),
        ("traits", "his calm"),
        ("mirror", "like"),
        ("m-like", "my aunt"),
        ("special", "6"),
        ("probe-scene", "on the train"),
        ("probe-source", "nobody"),
        ("their-line", "skip"),
        ("rate-again", "3"),
        ("further-2", "on"),
        ("self-talk", "skip"),
        ("told-self", "that we didn't fit"),
        ("worth", "6"),
        ("one-fact", "kept going to work"),
        ("changed", "skip"),
        ("seen-by", "skip"),
        ("self-doors", "slips"),
        ("slips", "at night in bed"),
        ("weighs", "that I have to earn it"),
        ("learned", "name"),
    ],
    // Two things that are needed for the same, and an old wish that is to be had in oneself.
    &[("kind", "left"), ("choose-way", "question"), ("mirror", "need"), ("m-need", "to feel calm")],
    &[
        ("kind", "left"),
        ("choose-way", "question"),
        ("traits", "his music"),
        ("mirror", "wished"),
        ("m-wished", "since I was eight"),
        ("special", "6"),
        ("probe-grow", "yes"),
        ("near-or-in", "in"),
        ("wish-step", "one song"),
        ("rate-again", "2"),
        ("further-2", "on"),
        ("self-talk", "kind"),
        ("self-doors", "on"),
        ("further-4", "on"),
        ("match", "feed"),
        ("elsewhere", "the choir"),
    ],
    // What only one kind of no is asked.
    &[("kind", "job"), ("sting", "money"), ("choose-way", "question"), ("self-doors", "on"), ("next-place", "apply")],
    &[("kind", "leaver"), ("afraid", "no"), ("choose-way", "question"), ("mirror", "like"), ("self-doors", "on")],
    &[
        ("kind", "family"),
        ("afraid", "no"),
        ("choose-way", "question"),
        ("mirror", "need"),
        ("worth", "7"),
        ("self-doors", "on"),
        ("repair", "limit"),
    ],
    &[("kind", "on-off"), ("afraid", "no"), ("choose-way", "question"), ("mirror", "need"), ("worth", "7"), ("self-doors", "on")],
    &[("kind", "friend"), ("choose-way", "question"), ("mirror", "need"), ("worth", "7"), ("self-doors", "on"), ("match", "feed")],
    &[("kind", "left"), ("afraid", "no"), ("sting", "practical"), ("choose-way", "question"), ("mirror", "need"), ("self-doors", "on")],
];
/// Somebody comes back after twelve days.
fn comes_back(script: &Script, state: &State) -> (State, inward::session::Turn) {
    stepped(script, state, &Meaning::Returned(vec![("days_since".to_owned(), HostValue::Number(12))]))
}

/// Walks through the conversation in many ways and looks at each question.
fn walk(script: &Script, mut look: impl FnMut(&State, &Question)) {
    for seed in 0..156_usize {
        let (mut state, mut turn) = first(script);
        let mut chance = seed;
        // Every other walk comes back: at the end, or somewhere on the way.
        let mut visits = seed % 2;
        let mut replies = 0;
        loop {
            let stops = turn.outcome.question().is_none() || replies == 10 + seed % 50;
            if visits > 0 && stops {
                visits -= 1;
                (state, turn) = comes_back(script, &state);
            }
            let Some(question) = turn.outcome.question() else { break };
            look(&state, question);
            replies += 1;
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // For the last of them it hurts more when they come back; and they tell long stories.
            let sorer = seed >= 150 && question.identity.node == "today";
            let typed = match question.identity.node.as_str() {
                "said" if seed >= 150 => "she said that it was late, ".repeat(15),
                _ if sorer => "7".to_owned(),
                _ => going_on(question, script, chance >> 33),
            };
            (state, turn) = say(script, &state, &typed);
            assert!(turn.faults.is_empty(), "{:?} after {:?}", turn.faults, question_of(&turn));
        }
    }
    for seed in 0..130_usize {
        let (mut state, mut turn) = first(script);
        let (bent, mut chance) = (BENT[seed % BENT.len()], seed);
        let traits = bent.iter().filter(|(node, _)| *node == "traits").map(|(_, named)| *named).collect::<Vec<_>>();
        let (mut named, mut returned) = (0, false);
        // A fixed answer that leads round in a circle would never end.
        for moves in 0.. {
            assert!(moves < 1_000, "a walk goes round in a circle at {:?}", question_of(&turn));
            // What is only asked on another visit is reached so.
            if turn.outcome.question().is_none() && !returned {
                returned = true;
                (state, turn) = comes_back(script, &state);
            }
            let Some(question) = turn.outcome.question() else { break };
            look(&state, question);
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let fixed = bent.iter().find(|(node, _)| *node == question.identity.node);
            let typed = match fixed {
                Some(("traits", _)) => {
                    named += 1;
                    (*traits.get(named - 1).unwrap_or(&"that's all")).to_owned()
                }
                Some((_, answer)) => (*answer).to_owned(),
                None => going_on(question, script, chance >> 33),
            };
            (state, turn) = say(script, &state, &typed);
            assert!(turn.faults.is_empty(), "{:?} after {:?}", turn.faults, question_of(&turn));
        }
    }
    // Each walk begins with a sentence that another interrupt hears, so that the paths below them are walked too.
    let openers = script.interrupts.iter().flat_map(|interrupt| interrupt.samples.first()).map(String::as_str).chain([""]);
    for (place, opener) in openers.collect::<Vec<_>>().into_iter().enumerate() {
        for seed in 0..60_usize {
            let (mut state, mut turn) = first(script);
            let mut chance = seed * 7919 + place;
            for moves in 0..60 {
                let Some(question) = turn.outcome.question() else { break };
                look(&state, question);
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let typed = if moves == seed % 9 && !opener.is_empty() { opener.to_owned() } else { reply(question, script, chance >> 33) };
                let safety = moves == 5 && seed % 7 == 3;
                (state, turn) = if safety { stepped(script, &state, &Meaning::Safety) } else { say(script, &state, &typed) };
                assert!(turn.faults.is_empty(), "{:?} after {:?}", turn.faults, question_of(&turn));
            }
        }
    }
}

fn question_of(turn: &Turn) -> Option<String> {
    turn.outcome.question().map(|question| question.identity.node.clone())
}

#[test]
fn a_sentence_of_risk_is_heard_at_every_question() {
    let script = rejection();
    let mut tried = BTreeSet::new();
    walk(script, |state, question| {
        if !tried.insert(question.identity.node.clone()) {
            return;
        }
        let (_, turn) = say(script, state, &format!("well, {RISK} tonight"));
        let noticed = turn.noticed.as_ref().unwrap_or_else(|| panic!("`{}` doesn't hear it", question.identity.node));
        assert!(!noticed.held, "`{}` holds it", question.identity.node);
        assert!(matches!(turn.outcome, Outcome::Asked(_)), "`{}` ends", question.identity.node);
    });
    let asking = script.nodes.iter().filter(|node| node.ask.is_some()).map(|node| node.name.clone()).collect::<BTreeSet<_>>();
    let never = asking.difference(&tried).collect::<Vec<_>>();
    assert!(never.is_empty(), "no walk came to {never:?}");
}

#[test]
fn the_help_line_stands_under_every_question() {
    let script = rejection();
    walk(script, |state, question| {
        let turn = inward::session::show(script, state);
        assert!(!turn.help_line.is_empty(), "`{}` has none", question.identity.node);
    });
}

/// The part of the conversation that a question stands in, by its name.
fn part<'s>(script: &'s Script, question: &Question) -> &'s str {
    let node = script.node(script.node_named(&question.identity.node).unwrap());
    node.section.map_or("", |section| script.sections[section].name.as_str())
}

#[test]
fn after_something_grave_none_of_the_questions_is_asked() {
    let script = rejection();
    let mut stopped = BTreeSet::new();
    for seed in 0..120_usize {
        let (mut state, mut turn) = first(script);
        let (mut chance, mut grave) = (seed, false);
        for moves in 0..200 {
            let Some(question) = turn.outcome.question() else { break };
            let looking = part(script, question).starts_with("question-") || part(script, question) == "what-happened";
            assert!(!grave || !looking, "`{}` is asked after something grave", question.identity.node);
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let typed = match question.identity.node.as_str() {
                // Past the first questions, and each time somewhere else.
                node if looking && moves > 7 + seed % 40 => {
                    stopped.insert(node.to_owned());
                    grave = true;
                    RISK.to_owned()
                }
                "crisis" => "yes".to_owned(),
                "crisis-next" => "calm".to_owned(),
                _ => going_on(question, script, chance >> 33),
            };
            (state, turn) = say(script, &state, &typed);
        }
    }
    assert!(stopped.len() >= 20, "it was said at {stopped:?} alone");
}

#[test]
fn where_it_is_sore_nothing_of_what_happened_is_asked_and_no_pictures_are_drawn() {
    let script = rejection();
    let (mut sore, mut drawn) = (0, 0);
    for seed in 0..160_usize {
        let (mut state, mut turn) = first(script);
        let (mut chance, hurt) = (seed, if seed % 4 == 0 { 5 } else { 7 + seed % 4 });
        for _ in 0..40 {
            let Some(question) = turn.outcome.question() else { break };
            let said = turn.said.to_string();
            let picture = ["fever", "kitchen here", "upstairs", "stair"].iter().any(|word| said.contains(word));
            let asked = part(script, question) == "what-happened";
            sore += usize::from(hurt >= 7);
            drawn += usize::from(picture);
            assert!(hurt < 7 || !asked, "`{}` is asked at {hurt}", question.identity.node);
            assert!(hurt < 7 || !picture, "at {hurt}: {said}");
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let typed = match question.identity.node.as_str() {
                "hurt" => hurt.to_string(),
                "rate" | "rate-again" => hurt.min(8).to_string(),
                "plain-hurt" => "no".to_owned(),
                _ => going_on(question, script, chance >> 33),
            };
            (state, turn) = say(script, &state, &typed);
        }
    }
    assert!(sore > 100 && drawn > 10, "{sore} sore, {drawn} drawn");
}

#[test]
fn every_safety_question_is_exact_and_every_interrupt_of_safety_drops_or_asks_plainly() {
    let script = rejection();
    for interrupt in &script.interrupts {
        let node = script.node(interrupt.ask);
        assert!(node.exact || node.ask.is_none(), "`{}` guesses", node.name);
        assert!(!interrupt.samples.is_empty(), "`{}` has no sample", interrupt.name);
    }
    assert!(script.interrupts.iter().any(|interrupt| interrupt.text == Fate::Drop));
    assert!(script.interrupts.iter().any(|interrupt| interrupt.text == Fate::Hold));
}

#[test]
fn never_two_questions_in_one_turn() {
    let script = rejection();
    walk(script, |state, question| {
        let said = inward::session::show(script, state).said.to_string();
        assert!(said.matches('?').count() <= 1, "`{}` asks twice: {said}", question.identity.node);
    });
}
