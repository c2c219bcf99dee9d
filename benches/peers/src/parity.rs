//! Proof that the peers do the same work: equal transcripts, turn by turn.

use crate::peers::NewSession;
use crate::rng::Rng;
use crate::turn::Turn;

pub const SAME: &str = "same text and same choices on every turn, after whitespace normalisation";

/// Transcripts of the first `turns` turns under the seeded choice sequence.
pub fn transcripts(new_session: &NewSession, turns: usize, seed: u32) -> Vec<String> {
    let mut session = new_session();
    let mut rng = Rng::new(seed);
    let mut out = Turn::default();
    let mut transcripts = Vec::with_capacity(turns);
    for turn in 0..turns {
        let choice = (turn > 0).then(|| rng.below(out.choice_count()));
        session.turn(choice, &mut out);
        transcripts.push(out.transcript());
    }
    transcripts
}

/// Panics at the first turn where `actual` departs from `expected`.
pub fn assert_same(peer: &str, expected: &[String], actual: &[String]) {
    assert_eq!(expected.len(), actual.len(), "{peer} played a different number of turns");
    for (turn, (expected, actual)) in expected.iter().zip(actual).enumerate() {
        assert_eq!(expected, actual, "{peer} departs from the reference at turn {turn}");
    }
}
