//! The corpus of typed replies: what people type, and what it must mean.
//!
//! `corpus.txt` says how its lines are written. `cargo test --test it replies:: -- --nocapture` prints the score and the misses.

mod asked_again;
mod corpus;
mod rules;
mod unseen;

use crate::conversation::{begun, say};
use corpus::{Block, Meaning, blocks};
use inward::session::{self, Kind, Outcome};
use inward::{Pack, Script, Turn, check, phrases};

/// So many lines were understood as meant when this was committed. It only ever grows.
const AS_MEANT: usize = 840;

const CORPUS: &str = include_str!("../replies/corpus.txt");

#[test]
fn replies_are_understood_as_meant() {
    let mut lines = 0;
    let mut misses = Vec::new();
    for block in blocks(CORPUS) {
        let script = script(&block);
        for line in &block.lines {
            lines += 1;
            let turn = answered(&script, &block, &line.typed);
            if let Err(understood) = judge(&block, &line.means, &turn) {
                misses.push(format!("{:>4}: `{}` means {}, and was taken as {understood}", line.number, line.typed, line.means));
            }
        }
    }
    let as_meant = lines - misses.len();
    println!("{as_meant} of {lines} replies as meant");
    misses.iter().for_each(|miss| println!("{miss}"));
    assert!(as_meant >= AS_MEANT, "it was {AS_MEANT} before:\n{}", misses.join("\n"));
}

fn script(block: &Block) -> Script {
    let checked = check(&Pack::of_one("reply.ron", &block.dialogue()), "reply.ron");
    let findings = checked.diagnostics.iter().map(|found| format!("{}: {}\n", found.code.word(), found.message)).collect::<String>();
    checked.script.unwrap_or_else(|| panic!("the question `{}` isn't sound:\n{findings}", block.question))
}

/// What comes of a reply, as a first answer to the block's question.
fn answered(script: &Script, block: &Block, typed: &str) -> Turn {
    let (mut state, _) = begun(script);
    if block.something_is_named() {
        (state, _) = say(script, &state, "the way he sings");
    }
    say(script, &state, typed).1
}

/// Whether a turn shows that the reply was understood so; else what it was taken as.
fn judge(block: &Block, means: &Meaning, turn: &Turn) -> Result<(), String> {
    let taken = taken(block, turn);
    let same = match (means, &taken) {
        (Meaning::Unread, Meaning::Unread | Meaning::Whole | Meaning::Outside) => true,
        (means, taken) => means == taken,
    };
    if same { Ok(()) } else { Err(taken.to_string()) }
}

/// What a reply was taken as.
fn taken(block: &Block, turn: &Turn) -> Meaning {
    if let Some(understood) = &turn.understood {
        return match understood {
            session::Meaning::Option(id) | session::Meaning::Otherwise { option: id, .. } => Meaning::Options(vec![id.clone()]),
            session::Meaning::Options(ids) => Meaning::Options(ids.clone()),
            session::Meaning::Number(number) => Meaning::Number(*number),
            words @ (session::Meaning::Words(_) | session::Meaning::Things(_)) if words.record().is_some() => Meaning::Named,
            session::Meaning::Words(_) | session::Meaning::Things(_) => Meaning::Text,
            session::Meaning::GoOn if block.something_is_named() => Meaning::Enough,
            session::Meaning::GoOn => Meaning::On,
            session::Meaning::Declined | session::Meaning::Left(_) | session::Meaning::Forgotten => Meaning::Declined,
            session::Meaning::Unknown => Meaning::Unknown,
            session::Meaning::Later => Meaning::Later,
            // No question of the corpus asks for commands, and the others are no answers.
            _ => Meaning::Unread,
        };
    }
    let said = turn.said.to_string();
    if let Outcome::Unread(question) = &turn.outcome {
        if let Kind::Number { low, high, .. } = question.kind {
            let whole = (low - 1..=high + 1).collect::<Vec<_>>();
            if let Some(number) = whole.iter().find(|number| said == phrases::sure(**number)) {
                return Meaning::Sure(*number);
            }
            let pairs = whole.iter().flat_map(|one| whole.iter().map(move |other| vec![*one, *other]));
            if let Some(numbers) = pairs.into_iter().find(|pair| said == phrases::which_number(pair)) {
                return Meaning::Which(numbers.iter().map(i64::to_string).collect());
            }
            if said == phrases::outside(low, high) {
                return Meaning::Outside;
            }
        }
        if said == phrases::WHOLE {
            return Meaning::Whole;
        }
        if said == phrases::EMPTY[0] {
            return Meaning::Empty;
        }
        if let Some(ids) = block.asked_which(&said) {
            return Meaning::Which(ids);
        }
    }
    Meaning::Unread
}

#[test]
fn the_corpus_is_large_and_has_every_kind_of_question() {
    let blocks = blocks(CORPUS);
    assert!(blocks.iter().map(|block| block.lines.len()).sum::<usize>() >= 400);
    for kind in ["choose", "choose exactly", "choose many", "yes or no", "yes or no exactly", "text", "gather", "gather more", "go on"] {
        assert!(blocks.iter().any(|block| block.kind == kind), "no line of the corpus is typed at `{kind}`");
    }
    assert!(blocks.iter().any(|block| block.kind.starts_with("number")));
}
