//! Any pattern and any text: nothing panics, and the automaton hears what a slow
//! and simple matcher does.

use super::ear;
use crate::patterns::grammar::Node;
use crate::patterns::{Ear, Heard, Pattern, folded};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Places where a match of a node that begins at `from` may end. A `None` among
/// the words is a blank.
fn ends(node: &Node, words: &[Option<&str>], from: usize) -> BTreeSet<usize> {
    let gap = |most: usize| (from..=words.len().min(from + most)).collect::<BTreeSet<_>>();
    let after = |starts: BTreeSet<usize>, node: &Node| -> BTreeSet<usize> {
        starts.into_iter().flat_map(|start| ends(node, words, start)).collect()
    };
    match node {
        Node::Word(word) => {
            let here = words.get(from).copied().flatten();
            here.filter(|here| word[0].letters() == *here).map(|_| from + 1).into_iter().collect()
        }
        Node::Any => words.get(from).map(|_| from + 1).into_iter().collect(),
        Node::Gap(_) => gap(5),
        Node::Start(_) => (from == 0).then_some(from).into_iter().collect(),
        Node::End(_) => (from == words.len()).then_some(from).into_iter().collect(),
        Node::Row(nodes) => nodes.iter().fold(BTreeSet::from([from]), after),
        Node::Either(nodes) => nodes.iter().flat_map(|node| ends(node, words, from)).collect(),
        Node::Maybe(inner) => &ends(inner, words, from) | &BTreeSet::from([from]),
        Node::Near { sides, within } => {
            let both = |one: &Node, other: &Node| -> BTreeSet<usize> {
                let between = |end: usize| end..=words.len().min(end + within);
                let starts = ends(one, words, from).into_iter().flat_map(between);
                starts.flat_map(|start| ends(other, words, start)).collect()
            };
            &both(&sides[0], &sides[1]) | &both(&sides[1], &sides[0])
        }
        Node::Name(..) | Node::Place(_) => BTreeSet::new(),
    }
}

/// Whether a slow and simple matcher hears a pattern in a sentence.
fn slowly(pattern: &Pattern, blank: &Pattern, words: &[&str]) -> bool {
    let words: Vec<Option<&str>> = words.iter().copied().map(Some).collect();
    let mut left = words.clone();
    for from in 0..words.len() {
        if let Some(&longest) = ends(&blank.root, &words, from).last() {
            left[from..longest].fill(None);
        }
    }
    (0..=left.len()).any(|from| !ends(&pattern.root, &left, from).is_empty())
}

/// Pattern texts, most of which parse.
fn pattern() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => "[abc]".prop_map(String::from),
        1 => Just("*".to_owned()),
        1 => Just("..".to_owned()),
        1 => Just("^".to_owned()),
        1 => Just("$".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            4 => prop::collection::vec(inner.clone(), 2..4).prop_map(|items| items.join(" ")),
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(|items| format!("({})", items.join("|"))),
            1 => inner.clone().prop_map(|item| format!("[{item}]")),
            2 => (inner.clone(), inner, 1..4).prop_map(|(a, b, n)| format!("({a} & {b})~{n}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_automaton_hears_what_a_simple_matcher_hears(
        text in pattern(),
        blank in pattern(),
        words in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d"]), 0..12),
    ) {
        let Ok(pattern) = Pattern::parse(&text) else { return Ok(()) };
        let blank = Pattern::parse(&blank).or_else(|_| Pattern::parse("never")).unwrap();
        // Stretched, since single letters in a row would spell words as well.
        let typed = Heard::new(&words.iter().map(|word| word.repeat(3)).collect::<Vec<_>>().join(" "));
        let expected = slowly(&pattern, &blank, &words);
        let Ok(ear) = Ear::new(&[pattern], &[blank], &BTreeMap::new()) else { return Ok(()) };
        prop_assert_eq!(ear.hears(&typed), expected);
        prop_assert_eq!(ear.heard(&typed).len(), usize::from(expected));
    }

    #[test]
    fn any_pattern_may_be_parsed(text in any::<String>(), signs in "[ab .~0-9()|&\\[\\]^$<>{}*'!]{0,40}") {
        for text in [text, signs] {
            match Pattern::parse(&text) {
                Ok(pattern) => {
                    for (name, at) in pattern.names().chain(pattern.places()) {
                        prop_assert!(text[at].contains(name));
                    }
                }
                Err(error) => prop_assert!(text.get(error.at).is_some()),
            }
        }
    }

    #[test]
    fn any_text_may_be_heard(text in any::<String>(), signs in "[a-c1!@$.? '’\\-\nкμ\u{301}\u{200b}]{0,60}") {
        let ear = ear(&["a .. b", "^ (abc & *)~3 $", "aibi", "* c"], &["b * a", "ca"]);
        for text in [text, signs] {
            let typed = Heard::new(&text);
            prop_assert_eq!(ear.hears(&typed), !ear.heard(&typed).is_empty());
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }

    // Letters only: signs of these scripts end words, and ligatures of whole phrases are no words.
    #[test]
    fn a_written_word_hears_itself(
        word in "[\\p{L}&&[\\p{Latin}\\p{Cyrillic}\\p{Hebrew}\\p{Arabic}]--[\u{fb50}-\u{fdff}\u{fe70}-\u{feff}]]{1,12}",
    ) {
        let Ok(pattern) = Pattern::parse(&word) else { return Ok(()) };
        let ear = Ear::new(&[pattern], &[], &BTreeMap::new()).unwrap();
        prop_assert!(ear.hears(&Heard::new(&word)));
        prop_assert!(ear.hears(&Heard::new(&word.to_uppercase())));
    }
}
