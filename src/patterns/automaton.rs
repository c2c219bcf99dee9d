//! Running all patterns over a sentence at once: a set of states is carried from
//! word to word, so that the time is linear in the text.

use super::compile::{Op, State};
use super::heard::Heard;
use super::trail::{Edge, Trail};
use std::collections::BTreeMap;
use std::ops::Range;

/// The states of several patterns, and where they may begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Automaton {
    states: Box<[State]>,
    /// Sets of words, each ascending.
    sets: Box<[Box<[u32]>]>,
    anywhere: Beginnings,
    /// Those at the start of a sentence only.
    at_start: Beginnings,
}

/// States that wait for a pattern's first word, by that word, so that most words
/// begin nothing and cost nothing.
#[derive(Clone, Debug, Default)]
struct Beginnings {
    /// The number of a word and a state, ascending.
    by_word: Box<[(u32, u32)]>,
    others: Box<[u32]>,
}

/// Beginnings while they are collected.
#[derive(Default)]
struct Collected {
    by_word: Vec<(u32, u32)>,
    others: Vec<u32>,
}

impl From<Collected> for Beginnings {
    fn from(mut collected: Collected) -> Beginnings {
        // Of one word, those found first come first.
        collected.by_word.sort_by_key(|(word, _)| *word);
        Beginnings { by_word: collected.by_word.into(), others: collected.others.into() }
    }
}

/// What is told about patterns that are found.
pub(super) trait Listener {
    /// Whether there is any use in hearing a pattern again.
    fn wants(&self, pattern: usize) -> bool;
    /// Whether a pattern may go on where a sentence may have ended.
    fn crosses_pauses(&self) -> bool;
    /// A pattern was heard from one place to another. Of all that end in the same
    /// place, the longest is told, and perhaps only that.
    fn found(&mut self, pattern: usize, places: Range<usize>);
}

impl Automaton {
    /// Makes an automaton of states, given those that patterns begin with.
    pub(super) fn new((states, sets): (Vec<State>, Vec<Box<[u32]>>), firsts: &[u32]) -> Automaton {
        let mut seen = vec![false; states.len()];
        // States reached without an anchor come first, so that those seen later
        // are reached through one only.
        let mut anchored = Vec::new();
        let mut stack: Vec<u32> = firsts.to_vec();
        let anywhere = begin((&states, &sets), &mut stack, &mut seen, Some(&mut anchored)).into();
        let at_start = begin((&states, &sets), &mut anchored, &mut seen, None).into();
        Automaton { states: states.into(), sets: sets.into(), anywhere, at_start }
    }

    /// How many states it has.
    pub(super) fn states(&self) -> usize {
        self.states.len()
    }

    /// Whether no pattern is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.states.is_empty()
    }
}

/// Sorts into beginnings all states reached from those on the stack. With
/// somewhere to put them, the states behind a `^` are put there instead.
fn begin(
    (states, sets): (&[State], &[Box<[u32]>]),
    stack: &mut Vec<u32>,
    seen: &mut [bool],
    mut anchored: Option<&mut Vec<u32>>,
) -> Collected {
    let mut beginnings = Collected::default();
    while let Some(index) = stack.pop() {
        let op = &states[index as usize].op;
        if let (Op::Start { next }, Some(anchored)) = (op, &mut anchored) {
            anchored.push(*next);
            continue;
        }
        if std::mem::replace(&mut seen[index as usize], true) {
            continue;
        }
        match op {
            Op::Both { one, other } => stack.extend([*one, *other]),
            Op::Start { next } => stack.push(*next),
            Op::Word { word, .. } => beginnings.by_word.push((*word, index)),
            Op::OneOf { set, .. } => beginnings.by_word.extend(sets[*set as usize].iter().map(|word| (*word, index))),
            Op::Any { .. } => beginnings.others.push(index),
            // A sentence's end begins nothing, and no pattern is found in no words.
            Op::End { .. } | Op::Found | Op::Never => {}
        }
    }
    beginnings
}

impl Beginnings {
    /// The states that one of these words may lead on from.
    fn on<'a>(&'a self, words: &'a [usize]) -> impl Iterator<Item = u32> + 'a {
        let known = words.iter().flat_map(|word| self.of(*word as u32)).map(|(_, state)| *state);
        known.chain(self.others.iter().copied())
    }

    fn of(&self, word: u32) -> &[(u32, u32)] {
        let first = self.by_word.partition_point(|(other, _)| *other < word);
        let behind = self.by_word[first..].iter().take_while(|(other, _)| *other == word).count();
        &self.by_word[first..first + behind]
    }
}

/// A state that is waited in, and the place where its pattern began.
#[derive(Clone, Copy)]
struct Thread {
    state: u32,
    began: usize,
}

/// Runs one automaton over sentences, one after the other.
pub(super) struct Runner<'a> {
    automaton: &'a Automaton,
    states: &'a [State],
    /// When each state was last entered, by `clock`.
    entered: Vec<u32>,
    clock: u32,
    waiting: Vec<Thread>,
    arriving: Vec<Thread>,
    /// Threads that arrive further on, by place.
    later: BTreeMap<usize, Vec<Thread>>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(automaton: &'a Automaton) -> Runner<'a> {
        Runner {
            automaton,
            states: &automaton.states,
            entered: vec![0; automaton.states.len()],
            clock: 0,
            waiting: Vec::new(),
            arriving: Vec::new(),
            later: BTreeMap::new(),
        }
    }

    /// Tells the listener what is found in a sentence of a text, as far as that can be heard out.
    pub(super) fn run(&mut self, trail: &Trail, text: &Heard, listener: &mut impl Listener) {
        for place in 0..=trail.length() {
            if !text.is_heard_out() {
                return;
            }
            text.spend(1 + self.settle(place, trail, listener));
            for edge in trail.edges_from(place) {
                self.step(edge, trail);
            }
        }
    }

    /// Enters the states that were reached here. Of two threads in one state, the
    /// one that began first is kept: it tells the longer span. Gives how many states were looked at.
    fn settle(&mut self, place: usize, trail: &Trail, listener: &mut impl Listener) -> u64 {
        let mut looked_at = 0;
        if let Some(others) = self.later.remove(&place) {
            self.arriving.extend(others);
        }
        // They come nearly sorted, edge by edge, which costs next to nothing.
        self.arriving.sort_by_key(|thread| thread.began);
        self.clock += 1;
        self.waiting.clear();
        let goes_on = listener.crosses_pauses() || !trail.is_pause(place);
        let mut stack = Vec::new();
        for thread in std::mem::take(&mut self.arriving) {
            stack.push(thread.state);
            while let Some(index) = stack.pop() {
                looked_at += 1;
                let state = &self.states[index as usize];
                let pattern = state.pattern as usize;
                if self.entered[index as usize] == self.clock || !listener.wants(pattern) {
                    continue;
                }
                self.entered[index as usize] = self.clock;
                match state.op {
                    Op::Both { one, other } => stack.extend([one, other]),
                    Op::Start { next } if trail.is_start(place) => stack.push(next),
                    Op::End { next } if trail.is_end(place) => stack.push(next),
                    Op::Found => listener.found(pattern, thread.began..place),
                    Op::Word { .. } | Op::OneOf { .. } | Op::Any { .. } if goes_on => {
                        self.waiting.push(Thread { state: index, began: thread.began });
                    }
                    _ => {}
                }
            }
        }
        looked_at
    }

    /// Leads threads and beginnings along an edge.
    fn step(&mut self, edge: &Edge, trail: &Trail) {
        let words = trail.words(edge);
        let at_start = trail.is_start(edge.from).then_some(&self.automaton.at_start);
        let beginnings = [Some(&self.automaton.anywhere), at_start].into_iter().flatten();
        let fresh = beginnings.flat_map(|b| b.on(words)).map(|state| Thread { state, began: edge.from });
        let threads = self.waiting.iter().copied().chain(fresh);
        let (states, sets) = (self.states, &self.automaton.sets);
        let led = threads.filter_map(|thread| {
            let state = after(&states[thread.state as usize].op, sets, words)?;
            Some(Thread { state, ..thread })
        });
        if edge.to == edge.from + 1 {
            self.arriving.extend(led);
        } else {
            self.later.entry(edge.to).or_default().extend(led);
        }
    }
}

/// The state after one that waits for a word, if one of these is it.
fn after(op: &Op, sets: &[Box<[u32]>], words: &[usize]) -> Option<u32> {
    match op {
        Op::Any { next } => Some(*next),
        Op::Word { word, next } if words.contains(&(*word as usize)) => Some(*next),
        Op::OneOf { set, next } if words.iter().any(|word| sets[*set as usize].binary_search(&(*word as u32)).is_ok()) => Some(*next),
        _ => None,
    }
}
