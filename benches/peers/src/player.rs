//! Whoever plays the generated story: one seeded choice at every turn.

use crate::rng::Rng;
use crate::subject::{NUMBERS, Response, Script, Steps, Visit, typed};

/// The seed of the story and of the choices, where the command line doesn't say another.
pub const SEED: u32 = 7;

/// By the pure step alone.
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
            self.steps.step(self.script, &typed(NUMBERS[choice]));
        }
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
