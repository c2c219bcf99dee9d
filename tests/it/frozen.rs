//! What every typed line of every transcript came to before the reading was parted from the step: the state, the meaning and what
//! was said, as hashes in `tests/frozen/lines.txt`. Whoever moves the engine moves none of it, but for what
//! `tests/frozen/allowed.txt` lists with a reason.
//!
//! Where content changes, the hashes are made anew on purpose: `INWARD_FREEZE=1 cargo test --test it frozen::`.

use crate::conversation::{at, built_in, plays, script_in, transcript};
use inward::session::{Meaning, Response, Session};
use std::fmt::Write as _;
use std::path::Path;

/// A line's hash (FNV-1a, 32 bits), which needs no crate.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// How the last reply was understood, in words that no later form of a meaning changes.
fn understood(session: &Session) -> String {
    let turn = session.turn();
    let one = |meaning: &Meaning| match meaning {
        Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => format!("option {id}"),
        Meaning::Options(ids) => format!("options {}", ids.join(" ")),
        Meaning::Number(number) => format!("number {number}"),
        Meaning::Words(_) | Meaning::Things(_) => format!("words {}", meaning.record().unwrap_or("-")),
        Meaning::GoOn => "on".to_owned(),
        Meaning::Declined => "declined".to_owned(),
        Meaning::Left(_) => "left".to_owned(),
        Meaning::Unknown => "unknown".to_owned(),
        Meaning::Later => "later".to_owned(),
        Meaning::Forgotten => "forgotten".to_owned(),
        Meaning::Commands(commands) => format!("commands {:?}", commands.used),
        Meaning::Misfit(_) | Meaning::Interrupt { .. } | Meaning::Safety | Meaning::Returned(_) => "none".to_owned(),
    };
    let resumed = turn.resumed.iter().map(|resumed| format!("{} {}", resumed.node, resumed.understood.as_ref().map_or("-".into(), one)));
    let resumed = resumed.collect::<Vec<_>>().join(";");
    let heard = turn.noticed.as_ref().map_or("-", |noticed| &noticed.interrupt);
    format!("{}|{:?}|{heard}|{resumed}", turn.understood.as_ref().map_or("-".into(), one), turn.label)
}

/// What a line came to.
fn came_to(session: &Session, response: &Response) -> String {
    let told = match response {
        Response::Turn => String::new(),
        Response::Told(prose) | Response::Left(prose) => prose.to_string(),
    };
    let state = serde_json::to_string(&session.overview()).unwrap();
    let question = session.turn().outcome.question().map_or(String::new(), |question| format!("{} {:?}", question.identity, question.kind));
    format!("{told}\n{}\n{}\n{question}\n{state}", session.turn().said, understood(session))
}

/// A line for each transcript: its name, and a hash for each line typed in it.
fn frozen(path: &Path) -> String {
    let transcript = transcript(path);
    let script = script_in(built_in(transcript.dialogue.as_deref()));
    let mut session = Session::begin(script, transcript.begin.clone()).unwrap();
    let name = path.strip_prefix(at("tests/plays")).unwrap().display().to_string();
    let mut hashes = name.replace('\\', "/");
    for place in 0..=transcript.typed.len() {
        for (_, given) in transcript.visits.iter().filter(|(before, _)| *before == place) {
            session = Session::come_back(script, session.log(), given.clone()).unwrap().0;
        }
        let Some(typed) = transcript.typed.get(place) else { break };
        let response = session.hear(typed);
        write!(hashes, " {:08x}", hash(&came_to(&session, &response))).unwrap();
    }
    hashes
}

#[test]
fn every_typed_line_comes_to_what_it_came_to_before() {
    let now = plays().iter().map(|path| frozen(path) + "\n").collect::<String>();
    let lines = at("tests/frozen/lines.txt");
    if std::env::var("INWARD_FREEZE").is_ok() {
        std::fs::write(lines, now).unwrap();
        return;
    }
    let before = std::fs::read_to_string(lines).unwrap();
    let allowed = std::fs::read_to_string(at("tests/frozen/allowed.txt")).unwrap();
    let allowed = |line: &str| allowed.lines().any(|known| known.split(": ").next() == Some(line));
    let mut differs = Vec::new();
    for (before, now) in before.lines().zip(now.lines()) {
        let (before, now) = (before.split(' ').collect::<Vec<_>>(), now.split(' ').collect::<Vec<_>>());
        assert_eq!(before.len(), now.len(), "{} has other lines", now[0]);
        let places = (0..before.len()).filter(|place| before[*place] != now[*place]).map(|place| format!("{} {place}", now[0]));
        differs.extend(places.filter(|line| !allowed(line)));
    }
    assert_eq!(before.lines().count(), now.lines().count(), "there are other transcripts");
    assert_eq!(differs, [] as [String; 0], "these lines come to something else");
}
