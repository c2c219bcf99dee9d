//! Patterns, ears and texts together.

mod compiling;
mod hearing;
mod oracle;
mod words;

use super::{Ear, EarError, Heard, Pattern};
use std::collections::BTreeMap;

fn parse(patterns: &[&str]) -> Vec<Pattern> {
    patterns.iter().map(|text| Pattern::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))).collect()
}

fn named(names: &[(&str, &[&str])]) -> BTreeMap<String, Vec<Pattern>> {
    names.iter().map(|(name, patterns)| ((*name).to_owned(), parse(patterns))).collect()
}

fn ear(hears: &[&str], blank: &[&str]) -> Ear {
    Ear::new(&parse(hears), &parse(blank), &BTreeMap::new()).unwrap()
}

fn error(hears: &[&str], names: &[(&str, &[&str])]) -> EarError {
    Ear::new(&parse(hears), &[], &named(names)).unwrap_err()
}

/// Whether a single pattern is heard in a text.
fn hears(pattern: &str, text: &str) -> bool {
    ear(&[pattern], &[]).hears(&Heard::new(text))
}

/// Checks which of some texts a pattern is heard in, and which not.
fn check(pattern: &str, heard: &[&str], unheard: &[&str]) {
    for text in heard {
        assert!(hears(pattern, text), "`{pattern}` must be heard in {text:?}");
    }
    for text in unheard {
        assert!(!hears(pattern, text), "`{pattern}` must not be heard in {text:?}");
    }
}
