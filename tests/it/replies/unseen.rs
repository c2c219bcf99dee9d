//! Replies that were written apart from the code that reads them, typed at the questions of the built-in conversation.
//!
//! `unseen.txt` says how its lines are written. `cargo test --test it replies::unseen -- --nocapture` prints the score and the misses.

use crate::conversation::{begun, say};
use inward::session::{Meaning, Outcome};
use inward::{Pack, State, Turn, check, phrases};

/// So many lines were understood as meant when this was committed. It only ever grows.
const AS_MEANT: usize = 108;

const UNSEEN: &str = include_str!("../../replies/unseen.txt");

#[test]
fn unseen_replies_are_understood_as_meant() {
    let checked = check(&Pack::built_in(), "content/rejection.ron");
    let script = checked.script.as_ref().expect("the built-in conversation is sound");
    let (mut lines, mut misses, mut at) = (0, Vec::new(), None);
    for line in UNSEEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("== ") {
            let (node, way) = head.split_once(": ").unwrap();
            let (mut state, mut turn) = begun(script);
            for typed in way.split("; ") {
                (state, turn) = say(script, &state, typed);
            }
            assert_eq!(turn.outcome.question().map(|question| question.identity.node.as_str()), Some(node), "`{head}` leads elsewhere");
            at = Some(state);
            continue;
        }
        let (typed, means) = line.rsplit_once(" => ").unwrap_or_else(|| panic!("`{line}` is no reply"));
        let state: &State = at.as_ref().expect("a question goes first");
        let (_, turn) = say(script, state, typed);
        lines += 1;
        let taken = taken(&turn);
        if taken != means && !(means == "again" && taken == "unread") {
            misses.push(format!("`{typed}` means {means}, and was taken as {taken}"));
        }
    }
    let as_meant = lines - misses.len();
    println!("{as_meant} of {lines} replies as meant");
    misses.iter().for_each(|miss| println!("{miss}"));
    assert!(as_meant >= AS_MEANT, "it was {AS_MEANT} before:\n{}", misses.join("\n"));
}

fn taken(turn: &Turn) -> String {
    if let Some(noticed) = &turn.noticed {
        return format!("met {}", noticed.interrupt);
    }
    match (&turn.understood, &turn.outcome) {
        (Some(Meaning::Option(id) | Meaning::Otherwise { option: id, .. }), _) => id.clone(),
        (Some(Meaning::Options(ids)), _) => ids.join(" "),
        (Some(Meaning::Number(number)), _) => number.to_string(),
        (Some(words @ (Meaning::Words(_) | Meaning::Things(_))), _) if words.record().is_some() => "named".to_owned(),
        (Some(Meaning::Words(_) | Meaning::Things(_)), _) => "text".to_owned(),
        (Some(Meaning::GoOn), _) => "enough".to_owned(),
        (Some(Meaning::Declined | Meaning::Left(_) | Meaning::Forgotten), _) => "declined".to_owned(),
        (Some(Meaning::Unknown), _) => "unknown".to_owned(),
        (Some(Meaning::Later), _) => "later".to_owned(),
        // Heard as not knowing, and met with examples first.
        (_, Outcome::Unread(_)) if turn.said.to_string().contains(phrases::UNKNOWN) => "unknown".to_owned(),
        (_, Outcome::Unread(_)) => "unread".to_owned(),
        _ => "nothing".to_owned(),
    }
}
