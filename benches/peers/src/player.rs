//! Whoever plays the generated story: one seeded choice at every turn.

use crate::rng::Rng;
use crate::subject::{self, Meaning, NUMBERS, Response, Script, Steps, Visit};

/// The seed of the story and of the choices, where the command line doesn't say another.
pub const SEED: u32 = 7;

/// By reading and the pure step, without a log.
#[derive(Clone)]
pub struct Player<'s> {
    script: &'s Script,
    pub steps: Steps,
    rng: Rng,
}

impl<'s> Player<'s> {
    pub fn new(script: &'s Script) -> Self {
        Player { script, steps: Steps::begin(script), rng: Rng::new(SEED) }
    }

    pub fn play(&mut self, turns: usize) {
        for _ in 0..turns {
            let choice = self.rng.below(self.steps.offers());
            self.steps.turn(self.script, NUMBERS[choice]);
        }
    }

    /// What would be read in each of the next turns. It stays where it is.
    pub fn meanings(&self, turns: usize) -> Vec<Meaning> {
        let mut ahead = self.clone();
        let one = |_| {
            let choice = ahead.rng.below(ahead.steps.offers());
            let meaning = subject::read(ahead.script, &ahead.steps.state, NUMBERS[choice]);
            ahead.steps.step(ahead.script, &meaning);
            meaning
        };
        (0..turns).map(one).collect()
    }
}

/// As a person does, with a log.
pub struct Visitor<'s> {
    pub visit: Visit<'s>,
    rng: Rng,
}

impl<'s> Visitor<'s> {
    pub fn new(script: &'s Script) -> Self {
        Visitor { visit: Visit::begin(script), rng: Rng::new(SEED) }
    }

    /// One who has played some turns already.
    pub fn after(script: &'s Script, turns: usize) -> Self {
        let mut visitor = Visitor::new(script);
        visitor.play(turns);
        visitor
    }

    pub fn play(&mut self, turns: usize) {
        for _ in 0..turns {
            let choice = self.rng.below(self.visit.offers());
            assert_eq!(self.visit.hear(NUMBERS[choice]), Response::Turn);
        }
    }
}
