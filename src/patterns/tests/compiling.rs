//! What an ear refuses, and how large and how slow it may get.

use super::{ear, error, named, parse};
use crate::caps;
use crate::patterns::{Ear, Heard, Pattern, Place};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

#[test]
fn ears_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    shared::<Ear>();
    shared::<Heard>();
    shared::<Pattern>();
}

#[test]
fn unknown_names_are_told() {
    let found = error(&["a", "b <x>"], &[]);
    assert_eq!((found.place, found.error.at.clone()), (Place::Hears(1), 2..5));
    assert_eq!(found.to_string(), "`<x>`: no pattern has this name");
    assert!(found.through.is_empty());
    assert!(error(&["<x>"], &[("x", &[])]).error.message.contains("no pattern"));
}

#[test]
fn unknown_names_within_names_are_told_at_the_outermost() {
    let found = error(&["b <x>"], &[("x", &["c <y>"]), ("y", &["<z>"])]);
    assert_eq!(found.error.at, 2..5);
    assert_eq!(found.error.message, "`<x>` leads to `<z>`: no pattern has this name");
    assert_eq!(found.through, ["x", "y"]);
}

#[test]
fn names_in_circles_are_told() {
    let found = error(&["<x> a"], &[("x", &["b <x>"])]);
    assert_eq!(found.error.message, "`<x>`: which leads back to itself");
    let found = error(&["<w> a"], &[("w", &["<x>"]), ("x", &["b|<y>"]), ("y", &["[<x>] c"])]);
    assert_eq!(found.error.message, "`<w>` leads to `<x>`: which leads back to itself");
    assert_eq!(found.through, ["w", "x", "y"]);
}

#[test]
fn mistakes_in_blank_are_told_as_such() {
    let found = Ear::new(&parse(&["a"]), &parse(&["b", "<x>"]), &BTreeMap::new()).unwrap_err();
    assert_eq!(found.place, Place::Blank(1));
}

#[test]
fn large_patterns_are_refused() {
    // One state for each word, and one for the end.
    let words = |count: usize| "a ".repeat(count);
    assert!(Ear::new(&parse(&[&words(caps::PATTERN_STATES - 1)]), &[], &BTreeMap::new()).is_ok());
    let text = words(caps::PATTERN_STATES);
    assert_eq!(error(&[&text], &[]).error.at, 0..text.len());
    let twice = |inner: &str| format!("({inner} & {inner})~20");
    let doubling = (0..8).fold("a".to_owned(), |inner, _| twice(&inner));
    assert!(error(&[&doubling], &[]).error.message.contains(&caps::PATTERN_STATES.to_string()));
}

#[test]
fn names_that_multiply_are_refused() {
    let twice = |n: usize| (format!("n{n}"), parse(&[&format!("<n{0}> <n{0}>", n + 1)]));
    let mut named: BTreeMap<String, Vec<Pattern>> = (0..60).map(twice).collect();
    named.insert("n60".into(), parse(&["a"]));
    assert!(Ear::new(&parse(&["<n0>"]), &[], &named).is_err());
}

#[test]
fn long_chains_of_names_are_refused() {
    let mut chain: BTreeMap<String, Vec<Pattern>> = (0..10_000).map(|n| (format!("n{n}"), parse(&[&format!("<n{}>", n + 1)]))).collect();
    chain.insert("n10000".into(), parse(&["a"]));
    let found = Ear::new(&parse(&["b <n0>"]), &[], &chain).unwrap_err();
    assert_eq!(found.error.at, 2..6);
    assert!(Ear::new(&parse(&["<n9900>"]), &[], &chain).is_ok());
}

#[test]
fn the_cap_is_for_each_pattern() {
    let text = "a ".repeat(caps::PATTERN_STATES - 1);
    assert!(Ear::new(&parse(&[&text, &text]), &parse(&[&text]), &named(&[])).is_ok());
}

/// Patterns of every form, all of them different.
fn many() -> Vec<String> {
    let forms = |n: usize| {
        [format!("(want|going|plan{n}) .. (die|end{n})"), format!("((kill|hurt) & (myself|me{n}))~5"), format!("^ no{n} [more] * point")]
    };
    (0..100).flat_map(forms).collect()
}

/// Generous, for slow machines without optimisation: quadratic time takes minutes.
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn long_texts_are_heard_in_time() {
    let texts = [
        "the quick brown fox jumps over the lazy dog and I want to go home. ",
        "want ",
        "want kill going myself ",
        "k ",
        "s u i c i d e ",
        "a!",
        "a@",
        "1!l",
        "a",
        "!",
        ".",
        "...",
        "a.",
        "\u{301}",
        "e\u{301}",
        "😢",
        "ж",
        "кiμ1 ",
        "w4n7-70-d!3\n",
    ];
    let patterns = many();
    let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
    let ear = ear(&patterns, &["dying to know", "want .. .. want", "* * * kill"]);
    for text in texts {
        let long = text.repeat(100_000 / text.chars().count());
        let began = Instant::now();
        let heard = ear.heard(&Heard::new(&long));
        assert!(heard.len() <= patterns.len());
        assert!(began.elapsed() < PATIENCE, "{text:?} took {:?}", began.elapsed());
    }
}
