//! The conversation carries the ideas of an article, and none of its sentences.
//!
//! `runs.txt` holds hashes of every run of eight, and of six, words of the article: xxh64 of the folded words with a space in
//! between. The text itself isn't here. `INWARD_ARTICLE=article.txt cargo test --test article` writes the file anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh64::xxh64;

/// A run of so many words is a sentence taken over; of the shorter ones some are common speech, see `allowed.txt`.
const LONG: usize = 8;
const SHORT: usize = 6;

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn words(text: &str) -> Vec<String> {
    let text = text.replace(['\'', '’'], "").to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn runs(words: &[String], length: usize) -> impl Iterator<Item = (u64, String)> {
    words.windows(length).map(|run| run.join(" ")).map(|run| (xxh64(run.as_bytes(), 0), run))
}

fn known(length: usize) -> BTreeSet<u64> {
    let text = std::fs::read_to_string(at("tests/article/runs.txt")).expect("the hashes are there");
    let of_length = text.lines().filter_map(|line| line.split_once(' ')).filter(|(of, _)| *of == length.to_string());
    of_length.map(|(_, hash)| u64::from_str_radix(hash, 16).expect("a hash")).collect()
}

/// Runs that anybody may say, each with its reason behind a `#`.
fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(at("tests/article/allowed.txt")).expect("the list is there");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let run = |line: &str| {
        let (run, why) = line.split_once('#').unwrap_or_else(|| panic!("`{line}` says no reason"));
        assert!(!why.trim().is_empty(), "`{line}` says no reason");
        words(run).join(" ")
    };
    lines.map(run).collect()
}

/// Everything of ours that a person reads, file by file.
fn texts() -> Vec<(PathBuf, String)> {
    let mut due = vec![at("content"), at("scripts"), at("docs"), at("README.md"), at("src/phrases.rs")];
    let mut found = Vec::new();
    while let Some(path) = due.pop() {
        if path.is_dir() {
            due.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
    found
}

fn taken_over(text: &str, lengths: &[(usize, BTreeSet<u64>)], allowed: &BTreeSet<String>) -> Vec<String> {
    let words = words(text);
    let found = lengths.iter().flat_map(|(length, known)| runs(&words, *length).filter(|(hash, _)| known.contains(hash)));
    found.map(|(_, run)| run).filter(|run| !allowed.contains(run)).collect()
}

#[test]
fn no_sentence_of_the_article_is_taken_over() {
    if let Some(article) = std::env::var_os("INWARD_ARTICLE") {
        let words = words(&std::fs::read_to_string(article).expect("the article can be read"));
        let lines = [LONG, SHORT].iter().flat_map(|length| runs(&words, *length).map(move |(hash, _)| format!("{length} {hash:016x}\n")));
        let lines = lines.collect::<BTreeSet<_>>().into_iter().collect::<String>();
        std::fs::write(at("tests/article/runs.txt"), lines).expect("the hashes can be written");
    }
    let lengths = [LONG, SHORT].map(|length| (length, known(length)));
    let allowed = allowed();
    let mut found = Vec::new();
    for (path, text) in texts() {
        found.extend(taken_over(&text, &lengths, &allowed).into_iter().map(|run| format!("{}: {run}", path.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_sentence_that_was_taken_over_would_be_found() {
    let lengths = [LONG, SHORT].map(|length| (length, known(length)));
    assert!(lengths.iter().all(|(_, known)| known.len() > 1_000), "the hashes of a whole article are there");
    // The title, and two words of the sentence behind it, as the article has them: too few to be a sentence of its own.
    let run = "What Heals Rejection? If you follow these";
    assert!(taken_over(run, &lengths, &BTreeSet::new()).contains(&"what heals rejection if you follow".to_owned()));
    assert_eq!(
        taken_over(run, &lengths, &["what heals rejection if you follow", "heals rejection if you follow these"].map(str::to_owned).into()),
        [""; 0]
    );
}
