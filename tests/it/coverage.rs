//! Everything that the article says and asks is carried by a node of the conversation, and nothing else claims to be.
//!
//! `items.txt` lists the items of the article with what becomes of each; `covers` on a node names those that it carries, and
//! the beats of the conversation that have no item of their own.

use inward::check::check;
use inward::pack::Pack;
use std::collections::{BTreeMap, BTreeSet};

/// Beats that were added by design, and threads that go through all of it: help, crisis, a no that stands, harm, grief, youth.
const BEATS: &[&str] = &[
    "O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "P0", "P12", "R3", "S2", "S9", "Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7", "G", "H", "K",
    "N", "V", "Y",
];

/// The items with what becomes of each.
fn items() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("../coverage/items.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').expect("an item and what becomes of it")).collect()
}

/// The tags, each with the nodes that bear it.
fn tags() -> BTreeMap<String, Vec<String>> {
    let script = check(&Pack::built_in(), "content/rejection.ron").script.expect("the conversation has no mistakes");
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in &script.nodes {
        node.covers.iter().for_each(|tag| tags.entry(tag.clone()).or_default().push(node.name.clone()));
    }
    tags
}

/// What isn't carried although it should be, and what is claimed although it is nothing.
fn differences(tags: &BTreeMap<String, Vec<String>>) -> (BTreeSet<&'static str>, BTreeSet<String>) {
    let items = items();
    let missing = items.iter().filter(|(item, becomes)| **becomes != "not spoken" && !tags.contains_key(**item));
    let known = |tag: &str| items.contains_key(tag) || BEATS.contains(&tag);
    (missing.map(|(item, _)| *item).collect(), tags.keys().filter(|tag| !known(tag)).cloned().collect())
}

#[test]
fn everything_is_carried_and_nothing_else_is_claimed() {
    assert_eq!(items().len(), 137);
    let (missing, unknown) = differences(&tags());
    assert_eq!(missing, BTreeSet::new(), "these items are carried by no node");
    assert_eq!(unknown, BTreeSet::new(), "these tags are no items");
}

#[test]
fn a_tag_that_was_taken_out_would_be_missed() {
    let whole = tags();
    let (before, _) = differences(&whole);
    for (item, becomes) in items() {
        let mut fewer = whole.clone();
        if fewer.remove(item).is_some() && becomes != "not spoken" {
            let (missing, _) = differences(&fewer);
            assert_eq!(missing.len(), before.len() + 1, "`{item}` wouldn't be missed");
        }
    }
    let mut more = whole;
    more.insert("Q9.9".to_owned(), vec!["hello".to_owned()]);
    assert!(differences(&more).1.contains("Q9.9"));
}
