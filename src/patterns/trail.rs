//! The ways through one sentence: each word, and each other reading of it.

use super::heard::{Heard, Sentence, Step, Whole};
use super::lexicon::Lexicon;
use super::lookalike;
use super::spelling::Spelling;
use crate::caps;
use std::ops::Range;

/// Somebody who spells a word letter by letter writes its first one no more often than this.
const STRETCHED: usize = 4;

/// The numbers of the words of a text, by an ear's lexicon.
pub(super) struct Numbers<'a> {
    lexicon: &'a Lexicon,
    by_word: Vec<Vec<usize>>,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(heard: &Heard, lexicon: &'a Lexicon) -> Numbers<'a> {
        let mut numbers = Numbers { lexicon, by_word: Vec::with_capacity(heard.words.len()) };
        for spellings in &heard.words {
            let mut found = Vec::new();
            for spelling in spellings {
                numbers.find(spelling, &mut found);
            }
            numbers.by_word.push(found);
        }
        numbers
    }

    fn find(&self, spelling: &Spelling, found: &mut Vec<usize>) {
        self.lexicon.find(spelling, found);
    }

    fn longest(&self) -> usize {
        self.lexicon.longest()
    }
}

/// A way from one place between words to a later one, as a single word.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    words: Range<usize>,
}

/// All ways through a sentence. Places are counted from 0, before the first word,
/// to the number of words.
pub(super) struct Trail {
    length: usize,
    pauses: Vec<bool>,
    /// Ascending by where they start.
    edges: Vec<Edge>,
    first_edge: Vec<usize>,
    words: Vec<usize>,
}

impl Trail {
    pub(super) fn new(sentence: &Sentence, numbers: &Numbers) -> Trail {
        let length = sentence.steps.len();
        let mut trail = Trail {
            length,
            pauses: sentence.steps.iter().map(|step| step.after_pause).collect(),
            edges: Vec::with_capacity(length),
            first_edge: Vec::with_capacity(length + 1),
            words: Vec::new(),
        };
        let mut wholes = sentence.wholes.as_slice();
        let mut runs = sentence.spelled.as_slice();
        for (place, step) in sentence.steps.iter().enumerate() {
            trail.first_edge.push(trail.edges.len());
            trail.edge(place..place + 1, &numbers.by_word[step.word]);
            wholes = trail.wholes(place, wholes, numbers);
            if let [run, rest @ ..] = runs {
                trail.spelled(place, run, &sentence.steps, numbers);
                runs = if run.end == place + 1 { rest } else { runs };
            }
        }
        trail.first_edge.push(trail.edges.len());
        trail
    }

    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// The edges that start at a place, of which there are none at the end.
    pub(super) fn edges_from(&self, place: usize) -> &[Edge] {
        match (self.first_edge.get(place), self.first_edge.get(place + 1)) {
            (Some(&first), Some(&after)) => &self.edges[first..after],
            _ => &[],
        }
    }

    /// The numbers of the words that an edge may be.
    pub(super) fn words(&self, edge: &Edge) -> &[usize] {
        &self.words[edge.words.clone()]
    }

    pub(super) fn is_start(&self, place: usize) -> bool {
        place == 0 || self.is_pause(place)
    }

    pub(super) fn is_end(&self, place: usize) -> bool {
        place == self.length || self.is_pause(place)
    }

    /// Lets the covered words be any word, but none in particular.
    pub(super) fn blank(&mut self, covered: &[bool]) {
        for edge in &mut self.edges {
            if covered[edge.from..edge.to].contains(&true) {
                edge.words = 0..0;
            }
        }
    }

    /// Whether a sentence may have ended here, although another word follows.
    pub(super) fn is_pause(&self, place: usize) -> bool {
        self.pauses.get(place).is_some_and(|&pause| pause)
    }

    fn edge(&mut self, places: Range<usize>, words: &[usize]) {
        let from = self.words.len();
        self.words.extend_from_slice(words);
        let words = from..self.words.len();
        self.edges.push(Edge { from: places.start, to: places.end, words });
    }

    /// Adds the whole words that start here, and gives the others.
    fn wholes<'a>(&mut self, place: usize, wholes: &'a [Whole], numbers: &Numbers) -> &'a [Whole] {
        let here = wholes.iter().take_while(|whole| whole.steps.start == place).count();
        for whole in &wholes[..here] {
            self.edge(whole.steps.clone(), &numbers.by_word[whole.word]);
        }
        &wholes[here..]
    }

    /// Adds the words that single letters spell from here on, and at the start of
    /// the run all of it as one word, known or not.
    fn spelled(&mut self, place: usize, run: &Range<usize>, steps: &[Step], numbers: &Numbers) {
        if !run.contains(&place) {
            return;
        }
        if place == run.start {
            self.edge(run.clone(), &[]);
        }
        let mut spelling = Spelling::default();
        let mut found = Vec::new();
        let end = run.end.min(place + caps::PATTERN_SPELLED);
        for to in place + 1..=end {
            if let Some(c) = steps[to - 1].single {
                spelling.push(lookalike::likeliest(c));
            }
            if spelling.letters().len() > numbers.longest() {
                return;
            }
            // The same letter again and again is no other word than the letter, and begins none.
            let one_letter = spelling.letters().chars().nth(1).is_none();
            if one_letter && to > place + STRETCHED {
                return;
            }
            found.clear();
            if to > place + 1 && !one_letter {
                numbers.find(&spelling, &mut found);
            }
            if !found.is_empty() {
                self.edge(place..to, &found);
            }
        }
    }
}
