//! What the conversation never says, whatever is answered: labels for people, orders to get over it, promises, blame.
//!
//! Every text that a person can be shown is looked at, in every wording. A phrase that is harmless in its place stands in
//! `HARMLESS`, with the reason.

use crate::conversation::rejection;
use inward::script::{Aside, Ask, Asks, Choice, Node, Script, Shown, Template};

/// Phrases, folded; a `*` at the end stands for any ending of the word.
const NEVER: &[&str] = &[
    // Diagnoses and types, of them or of the other.
    "depress*",
    "anxious attach*",
    "avoidant",
    "narciss*",
    "codepend*",
    "borderline",
    "toxic",
    "disorder*",
    "symptom*",
    "trauma bond*",
    // Orders to be done with it.
    "get over",
    "move on",
    "moving on",
    "plenty more",
    "plenty of fish",
    "at least",
    "for a reason",
    "time heals",
    "let it go",
    "cheer up",
    // What belittles.
    "overreact*",
    "obsess*",
    "needy",
    "desperate*",
    "dramatic",
    "pathetic",
    "too sensitive",
    "silly",
    // Blame, and claims about what somebody is.
    "attract what you are",
    "love yourself",
    "lack of self love",
    "low self esteem",
    "your fault",
    // The other made small, or promised.
    "their loss",
    "her loss",
    "his loss",
    "worthless",
    "come back to you",
    "be back",
    "win them back",
    "want you back",
    // Orders to forgive, promises, and feelings that a script hasn't.
    "must forgive",
    "have to forgive",
    "always here",
    "worried about you",
    "get you help",
    "i understand",
    "i feel",
    "i care",
    "heal you",
    "heals you",
    "will heal",
    "you will feel better",
    "youll feel better",
    "i promise",
    "guarantee*",
    "it gets better",
    "will get better",
    // How one doesn't speak of a death.
    "committed suicide",
    "failed attempt",
    "successful suicide",
    "commit suicide",
    // Remarks on bodies, years and money.
    "lose weight",
    "gain weight",
    "your weight",
    "fat",
    "skinny",
    "at your age",
    "too old",
    "too young",
    // Advice as an order.
    "you should",
    "you must",
    "you need to",
    "you have to",
    "you ought to",
    "calm down",
    "irrational",
];

/// A phrase, a piece of the sentence in which it may stand, and why.
const HARMLESS: &[(&str, &str, &str)] = &[
    ("your fault", "not your fault", "whoever was harmed is told that it isn't"),
    ("your fault", "isn't your fault", "whoever was harmed is told that it isn't"),
];

/// The writer's words of a template, with a gap where something is put in.
fn written(template: &Template) -> String {
    template.parts.iter().map(|part| if let Shown::Text(text) = &part.shown { text.as_str() } else { " _ " }).collect()
}

fn of_node(node: &Node) -> Vec<&Template> {
    let mut all = node.say.iter().flat_map(|line| line.says.templates()).collect::<Vec<_>>();
    let asides: [&Option<Box<Aside>>; 3] = [&node.declined, &node.unknown, &node.later];
    all.extend(asides.into_iter().flatten().filter_map(|aside| aside.say.as_ref()));
    all.extend(node.because.iter().chain(&node.unread));
    all.extend(node.ask.iter().flat_map(Ask::choices).map(|choice: &Choice| &choice.label));
    match &node.ask {
        Some(Ask::Number { least, most, .. }) => all.extend(least.iter().chain(most)),
        Some(Ask::Continue(label)) => all.extend(label),
        Some(Ask::Gather(gather)) => all.extend(&gather.more),
        _ => {}
    }
    all
}

/// Every text with the place where it stands.
fn texts(script: &Script) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for node in &script.nodes {
        all.extend(of_node(node).into_iter().map(|template| (node.name.clone(), written(template))));
    }
    for rule in &script.rules {
        if let Asks::Node { because, .. } = &rule.asks {
            all.push((rule.name.clone(), written(because)));
        }
    }
    for interrupt in &script.interrupts {
        all.extend(interrupt.again.iter().map(|template| (interrupt.name.clone(), written(template))));
    }
    for wording in &script.words {
        all.extend(wording.is.values().chain([&wording.other]).map(|template| (wording.name.clone(), written(template))));
    }
    let line = script.safety.as_ref().and_then(|safety| safety.line.as_ref());
    all.extend(line.map(|template| ("safety".to_owned(), written(template))));
    all
}

fn words(text: &str) -> Vec<String> {
    let text = text.replace(['\'', '’'], "").to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the words of a phrase stand in a text, one after the other.
fn stands_in(phrase: &str, text: &[String]) -> bool {
    let phrase = phrase.split(' ').collect::<Vec<_>>();
    let fits = |(wanted, word): (&&str, &String)| match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == wanted,
    };
    text.windows(phrase.len()).any(|run| phrase.iter().zip(run).all(fits))
}

#[test]
fn what_hurts_is_never_said() {
    let script = rejection();
    let mut found = Vec::new();
    for (place, text) in texts(script) {
        let words = words(&text);
        for phrase in NEVER.iter().filter(|phrase| stands_in(phrase, &words)) {
            if !HARMLESS.iter().any(|(harmless, within, _)| harmless == phrase && text.contains(within)) {
                found.push(format!("{place}: “{phrase}” in: {text}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_is_called_harmless_is_still_said_somewhere() {
    let script = rejection();
    let texts = texts(script);
    for (phrase, within, why) in HARMLESS {
        assert!(NEVER.contains(phrase) && !why.is_empty(), "`{phrase}`");
        assert!(texts.iter().any(|(_, text)| text.contains(within) && stands_in(phrase, &words(text))), "`{within}` is said no more");
    }
}

#[test]
fn a_text_that_hurts_would_be_found() {
    let said = |text: &str| NEVER.iter().any(|phrase| stands_in(phrase, &words(text)));
    for text in ["You should move on.", "It's their loss.", "You’re depressed.", "I’m always here.", "That was an OVERREACTION."] {
        assert!(said(text), "{text}");
    }
    assert!(!said("What would a friend say to you here?"));
}
