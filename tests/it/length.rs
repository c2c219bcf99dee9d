//! How long the conversation takes: nobody is asked too much, whatever they answer.
//!
//! Nothing is timed, all is counted. A question is whatever waits for an answer; a page that is only read counts for its minutes
//! alone. The minutes are those of somebody who reads 200 words a minute, types 20, and thinks 5 seconds over a page, 10 over a
//! choice or a number, and 15 over words of their own. What is read are the words on the screen, with all that can be chosen; a
//! choice or a number is typed as one word.

use crate::conversation::{first, plays, rejection, say, transcript};
use inward::session::{Kind, Question, Turn};
use inward::{Script, Session};
use std::collections::{BTreeMap, BTreeSet};

/// What was counted of one conversation.
#[derive(Debug, Default)]
struct Length {
    /// How many questions each part had, by its name.
    parts: BTreeMap<String, usize>,
    /// All questions, by their nodes, in the order in which they were asked.
    asked: Vec<String>,
    seconds: f64,
}

impl Length {
    fn add(&mut self, script: &Script, turn: &Turn, question: &Question, typed: &str) {
        let words = |text: &str| text.split_whitespace().count() as f64;
        let labels = match &question.kind {
            Kind::Choose(offers) | Kind::ChooseMany(offers) => offers.iter().map(|offer| words(&offer.label.to_string())).sum(),
            _ => 0.0,
        };
        let thought = match &question.kind {
            Kind::Continue(_) => 5.0,
            Kind::Text | Kind::Gather => 15.0,
            _ => 10.0,
        };
        let written = match &question.kind {
            Kind::Continue(_) => 0.0,
            Kind::Text | Kind::Gather => words(typed),
            _ => 1.0,
        };
        self.seconds += (words(&turn.said.to_string()) + labels) * 60.0 / 200.0 + written * 60.0 / 20.0 + thought;
        if matches!(question.kind, Kind::Continue(_)) {
            return;
        }
        let node = script.node(script.node_named(&question.identity.node).unwrap());
        let part = node.section.map_or(String::new(), |section| script.sections[section].name.clone());
        *self.parts.entry(part).or_default() += 1;
        self.asked.push(question.identity.node.clone());
    }

    fn part(&self, name: &str) -> usize {
        self.parts.get(name).copied().unwrap_or(0)
    }

    fn minutes(&self) -> f64 {
        self.seconds / 60.0
    }
}

/// Somebody who answers whatever is asked, opens every door, and names three things.
fn everything(kind: &str, question: &Question, seed: usize, asked: &[String]) -> String {
    let times = asked.iter().filter(|node| **node == question.identity.node).count();
    let route = |place: usize| ["need", "reminds", "imagined", "wished", "like", "exotic"][(seed + place * (1 + seed / 6)) % 6];
    let hurt = [5, 3, 6][seed % 3];
    match question.identity.node.as_str() {
        "where" => "gb".into(),
        "age" => "18-plus".into(),
        "hurt" => hurt.to_string(),
        "rate" | "rate-again" => (if seed.is_multiple_of(2) { hurt } else { hurt - 2 }).to_string(),
        "kind" => kind.into(),
        "contact" => "some".into(),
        "afraid" => "no".into(),
        "met-them" => ["little", "never", "both"][seed % 3].into(),
        "sting" => ["opinion", "past", "own", "feelings"][seed % 4].into(),
        "reason-known" => ["guess", "known"][seed % 2].into(),
        "choose-way" => if seed % 5 == 4 { "me" } else { "question" }.into(),
        "traits" => {
            ["the way they listened to me", "a dry kind of humour", "their quiet in the mornings", "that's all"][times.min(3)].into()
        }
        "mirror" => route(times).into(),
        "special" => ["9", "8", "10", "6"][seed % 4].into(),
        "pedestal" => "9".into(),
        "admired" => "yes".into(),
        "other-want" => "better".into(),
        "said-better" => "no".into(),
        "secure" => "no".into(),
        "relaxed" => "no".into(),
        "world" => "partly".into(),
        "m-wished" => "since I was about eight years old".into(),
        "m-source" | "probe-source" => ["my father, when he was in a good mood", "my mother"][times % 2].into(),
        "m-reminds" => "hard".into(),
        "probe-need" => "need".into(),
        "probe-brighter" => "maybe".into(),
        "m-imagined" | "probe-saw" => "not much, really, when I think about it".into(),
        "probe-grow" => "yes".into(),
        "silent" => ["that the battery was flat", "that they were busy with work", "that they were too proud"][times.min(2)].into(),
        "had-or-lacked" => "had".into(),
        "near-or-in" => ["in", "both"][seed % 2].into(),
        "further-2" | "further-4" => "on".into(),
        "self-talk" => "harsh".into(),
        "told-self" => "that I'm not enough for anybody".into(),
        "worth" => ["3", "7"][seed % 2].into(),
        "ladder-belief" => "6".into(),
        "changed" => "some".into(),
        "strong" => "close".into(),
        "self-doors" => ["slips", "self", "grow", "on"][times.min(3)].into(),
        "learned" => "name".into(),
        "heard-before" => "several".into(),
        "in-hands" => "yes".into(),
        "satisfy" => "yes".into(),
        "duration" => "years".into(),
        "blocker" => "stress at work, and a mood".into(),
        "how-well" => "well".into(),
        "frame" => ["the only one for me, still", "a warm person with little time"][seed % 2].into(),
        "match" => ["loosen", "keep", "feed"][seed % 3].into(),
        "need-still" => "yes".into(),
        "elsewhere" => ["only they can give me that", "the choir on Monday evenings"][seed % 2].into(),
        "bridge" => "yes".into(),
        "ready" => "ready".into(),
        "more-of" => "patience, so that they will like me".into(),
        "their-eyes" => "both".into(),
        "inner-reasons" => "partly".into(),
        "keeps-going" => "replaying".into(),
        "inside-step" => "kinder".into(),
        "practice" => ["win", "people", "move"][seed % 3].into(),
        "plan-check" => "yes".into(),
        "go-on" => "look".into(),
        "rose" => "on".into(),
        "layer" => "it feels like proof that I'm not enough".into(),
        "echo" => "my first year at the new school".into(),
        _ => match &question.kind {
            Kind::Choose(offers) | Kind::ChooseMany(offers) => offers[0].id.clone(),
            Kind::Number { .. } => "6".into(),
            Kind::YesNo { .. } => "yes".into(),
            Kind::Continue(_) | Kind::Command => String::new(),
            Kind::Text | Kind::Gather => "something small that I often think of".into(),
        },
    }
}

fn played(script: &Script, kind: &str, seed: usize) -> Length {
    let (mut state, mut turn) = first(script);
    let mut length = Length::default();
    while let Some(question) = turn.outcome.question().cloned() {
        let typed = everything(kind, &question, seed, &length.asked);
        length.add(script, &turn, &question, &typed);
        (state, turn) = say(script, &state, &typed);
        assert!(length.asked.len() < 200, "it goes round: {:?}", length.asked);
    }
    length
}

#[test]
fn whoever_answers_everything_is_not_asked_too_much() {
    let script = rejection();
    for kind in ["crush", "left", "leaver", "on-off", "long-ago", "friend", "family", "job", "stranger", "other"] {
        for seed in 0..6 {
            let length = played(script, kind, seed);
            let told = format!("{kind}, {seed}: {length:?}");
            assert!(length.asked.len() <= 57, "{} questions: {told}", length.asked.len());
            assert!(length.minutes() <= 35.0, "{:.1} minutes: {told}", length.minutes());
            for (part, most) in [("what-happened", 7), ("question-1", 16), ("question-2", 12), ("question-3", 10), ("question-4", 10)] {
                assert!(length.part(part) <= most, "{} questions in {part}: {told}", length.part(part));
            }
        }
    }
}

/// The transcripts of whole conversations, each at its natural length.
#[test]
fn a_whole_conversation_takes_25_to_35_minutes() {
    let script = rejection();
    let mut kinds = BTreeSet::new();
    for path in plays().into_iter().filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("whole-")) {
        let transcript = transcript(&path);
        let mut session = Session::begin(script, transcript.begin.clone()).unwrap();
        let mut length = Length::default();
        for typed in &transcript.typed {
            let turn = session.turn().clone();
            if let Some(question) = turn.outcome.question() {
                length.add(script, &turn, question, typed);
            }
            session.hear(typed);
        }
        assert!(session.has_ended(), "{}", path.display());
        for part in ["question-1", "question-2", "question-3", "question-4", "closing"] {
            assert!(length.part(part) >= 1, "{} leaves out {part}", path.display());
        }
        let told = format!("{}: {:.1} minutes, {} questions", path.display(), length.minutes(), length.asked.len());
        println!("{told}");
        assert!((25.0..=35.0).contains(&length.minutes()), "{told}");
        assert!(length.asked.len() <= 56, "{told}");
        kinds.insert(path);
    }
    assert!(kinds.len() >= 5, "only {} whole conversations", kinds.len());
}
