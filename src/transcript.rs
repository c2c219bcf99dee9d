//! Transcripts: conversations as text files that a person can write and read, and that pin every path.
//!
//! A line that begins with `> ` was typed, and at one that begins with `>>` somebody comes back on another visit; everything
//! else is what was shown. What decides the *way* stands on lines of its
//! own: `== node · kind` is a question, `- id: label` an option, `~` something noticed, `!` a fault. A file of only `> ` lines
//! is a transcript that is still to be filled in.

use crate::patterns::Heard;
use crate::phrases;
use crate::reading::{Meaning, is_command};
use crate::render::alarms;
use crate::script::{Fate, Interrupt, Prose, Script};
use crate::session::{Begin, BeginError, Entry, HostValue, Log, Outcome, Question, Replied, Response, Session, Turn};
use std::fmt::Write as _;

/// A transcript as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    /// The lines before the conversation, as they were written.
    pub header: Vec<String>,
    /// Which dialogue, by its file's name without the ending; without one, the pack's default.
    pub dialogue: Option<String>,
    /// How the conversation begins.
    pub begin: Begin,
    /// What is typed, line by line.
    pub typed: Vec<String>,
    /// Before which of the typed lines somebody comes back on another visit, and what the host knows then.
    pub visits: Vec<(usize, Vec<(String, HostValue)>)>,
    /// Everything after the header, with what is shown.
    pub body: String,
}

/// A line of a header that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// How what is shown differs from what the file says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not at all.
    Same,
    /// Nothing was filled in yet.
    Empty,
    /// Only in its words: the same questions, options and ends.
    Words,
    /// Other questions, options or ends.
    Way,
}

/// How the lines begin that decide the way.
const MARKS: [&str; 6] = ["== ", "> ", ">>", "- ", "~ ", "! "];

const KEYS: [&str; 3] = ["dialogue", "seed", "given"];

impl Transcript {
    /// A conversation as it was played: what is typed in it, to be filled in by [`perform`](Self::perform).
    ///
    /// Nothing that an interrupt heard stands in it: a sample that the writer gave for the same interrupt stands there instead,
    /// and words that were typed while one was open are left out. Changes stand in it where the answer was given first, so what asks
    /// anew for one is answered by leaving it.
    pub fn of(script: &Script, log: &Log, dialogue: Option<String>) -> Transcript {
        let (mut typed, mut visits) = (Vec::new(), Vec::new());
        let mut played = Session::begin(script, log.begin.clone()).ok();
        for entry in &log.entries {
            match entry {
                Entry::Replied(replied) => {
                    let Some(line) = typed_again(script, replied) else { break };
                    if let Some(played) = &mut played {
                        played.hear(&line);
                    }
                    typed.push(line);
                    if let Some(played) = played.as_mut().filter(|played| played.is_amending()) {
                        typed.push(String::new());
                        played.hear("");
                    }
                }
                Entry::Returned { given, .. } => {
                    visits.push((typed.len(), given.clone()));
                    played = played.and_then(|played| Session::come_back(script, played.log(), given.clone()).ok()).map(|(again, _)| again);
                }
                Entry::Carried { .. } => {}
            }
        }
        let header = header(dialogue.as_deref(), &log.begin);
        Transcript { header, dialogue, begin: log.begin.clone(), typed, visits, body: String::new() }
    }

    /// Reads a transcript.
    ///
    /// # Errors
    /// If a line of its header means nothing.
    pub fn parse(text: &str) -> Result<Transcript, HeaderError> {
        let mut transcript = Transcript::default();
        let lines = text.lines().collect::<Vec<_>>();
        let shown = |line: &str| line == ">" || MARKS.iter().any(|mark| line.starts_with(mark));
        let begins = lines.iter().position(|line| shown(line)).unwrap_or(lines.len());
        for (place, line) in lines[..begins].iter().enumerate() {
            transcript.head(line).map_err(|message| HeaderError { line: place + 1, message })?;
        }
        let header = lines[..begins].iter().map(|line| (*line).to_owned());
        transcript.header = header.collect();
        while transcript.header.last().is_some_and(|line| line.trim().is_empty()) {
            transcript.header.pop();
        }
        for (place, line) in lines.iter().enumerate().skip(begins) {
            if let Some(known) = line.strip_prefix(">>") {
                let known = known.split(',').map(str::trim).filter(|given| !given.is_empty()).map(given).collect::<Result<_, _>>();
                let known = known.map_err(|message| HeaderError { line: place + 1, message })?;
                transcript.visits.push((transcript.typed.len(), known));
            } else if let Some(typed) = line.strip_prefix('>') {
                transcript.typed.push(typed.strip_prefix(' ').unwrap_or(typed).to_owned());
            }
        }
        transcript.body = lines[begins..].iter().map(|line| format!("{line}\n")).collect();
        Ok(transcript)
    }

    fn head(&mut self, line: &str) -> Result<(), String> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let unknown = || {
            format!(
                "`{line}` is no line of a header; there are {}, and notes that begin with `#`",
                KEYS.map(|key| format!("`{key}:`")).join(", ")
            )
        };
        let (key, value) = line.split_once(':').ok_or_else(unknown)?;
        let value = value.trim();
        match key.trim() {
            "dialogue" => self.dialogue = Some(value.to_owned()),
            "seed" => self.begin.seed = value.parse().map_err(|_| format!("`{value}` is no whole number"))?,
            "given" => self.begin.given.push(given(value)?),
            _ => return Err(unknown()),
        }
        Ok(())
    }

    /// Plays what is typed, and gives the whole file as it is with this content.
    ///
    /// # Errors
    /// If the header gives facts that the dialogue doesn't let it give.
    pub fn perform(&self, script: &Script) -> Result<String, BeginError> {
        let mut out = self.header.iter().map(|line| format!("{line}\n")).collect::<String>();
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&self.play(script)?);
        Ok(out)
    }

    fn play(&self, script: &Script) -> Result<String, BeginError> {
        let mut session = Session::begin(script, self.begin.clone())?;
        let mut out = turn(session.turn());
        for place in 0..=self.typed.len() {
            for given in self.visits_before(place) {
                let _ = writeln!(out, "{}", format!(">> {}", gives(given).join(", ")).trim_end());
                // The log is the session's own, of this very content, so it can be taken up.
                if let Ok((again, _)) = Session::come_back(script, session.log(), given.clone()) {
                    session = again;
                }
                out.push_str(&turn(session.turn()));
            }
            let Some(typed) = self.typed.get(place) else { break };
            let _ = writeln!(out, "{}", format!("> {}", visible(typed)).trim_end());
            if session.has_ended() {
                out.push_str("! typed after the end\n");
                continue;
            }
            let before = session.log().entries.len();
            match session.hear(typed) {
                Response::Turn => out.push_str(&turn(session.turn())),
                Response::Told(prose) => {
                    if session.log().entries.len() > before {
                        out.push_str(&noticed(session.turn()));
                    }
                    out.push_str("~ told\n");
                    said(&mut out, &prose);
                }
                Response::Left(prose) => {
                    out.push_str("== left\n");
                    said(&mut out, &prose);
                    break;
                }
            }
        }
        Ok(out)
    }

    /// Every turn of it, for whoever looks at more than what is shown: as soon as a line was heard, or somebody came back.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn each<'s>(&self, script: &'s Script, mut look: impl FnMut(&Session<'s>)) -> Result<Session<'s>, BeginError> {
        let mut session = Session::begin(script, self.begin.clone())?;
        for place in 0..=self.typed.len() {
            for given in self.visits_before(place) {
                // As in `play`.
                if let Ok((again, _)) = Session::come_back(script, session.log(), given.clone()) {
                    session = again;
                    look(&session);
                }
            }
            if let Some(typed) = self.typed.get(place) {
                session.hear(typed);
                look(&session);
            }
        }
        Ok(session)
    }

    fn visits_before(&self, place: usize) -> impl Iterator<Item = &Vec<(String, HostValue)>> {
        self.visits.iter().filter(move |(before, _)| *before == place).map(|(_, given)| given)
    }

    /// How what is shown with this content differs from what the file says.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn compare(&self, script: &Script) -> Result<Verdict, BeginError> {
        let shown = self.play(script)?;
        Ok(if self.body.lines().all(|line| line.starts_with('>') || line.trim().is_empty()) {
            Verdict::Empty
        } else if shown.trim_end() == self.body.trim_end() {
            Verdict::Same
        } else if way(&shown) == way(&self.body) {
            Verdict::Words
        } else {
            Verdict::Way
        })
    }
}

/// The head of a transcript, in its own words.
fn header(dialogue: Option<&str>, begin: &Begin) -> Vec<String> {
    let mut lines = dialogue.map(|name| format!("dialogue: {name}")).into_iter().collect::<Vec<_>>();
    lines.push(format!("seed: {}", begin.seed));
    lines.extend(gives(&begin.given).into_iter().map(|given| format!("given: {given}")));
    lines
}

/// What a host gives, as it is written.
fn gives(given: &[(String, HostValue)]) -> Vec<String> {
    let written = |(name, value): &(String, HostValue)| match value {
        HostValue::Bool(value) => format!("{name} = {value}"),
        HostValue::Number(number) => format!("{name} = {number}"),
        HostValue::Text(text) => format!("{name} = {}", text.replace(char::is_control, " ")),
    };
    given.iter().map(written).collect()
}

/// What is typed to give the same reply; nothing, where nothing that may be written down would.
fn typed_again(script: &Script, replied: &Replied) -> Option<String> {
    let written = |words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let safe = !replied.interrupted && !alarms(script, &words);
        if safe { words } else { phrases::WHAT_YOU_WROTE.to_owned() }
    };
    if let Some(noticed) = replied.noticed() {
        let interrupt = script.interrupts.iter().find(|interrupt| interrupt.name == noticed.interrupt)?;
        return Some(interrupt.samples.iter().find(|sample| heard_first(script, sample) == Some(&interrupt.name))?.clone());
    }
    let words = replied.words.as_deref().unwrap_or_default();
    Some(match &replied.meaning {
        Meaning::Safety => script.safety.as_ref()?.words.first()?.clone(),
        // An option that took what fits none is called by those very words.
        Meaning::Otherwise { .. } if replied.called(script).as_deref() == Some(words.trim()) => written(words),
        Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => id.clone(),
        Meaning::Options(ids) if !ids.is_empty() => ids.join(", "),
        Meaning::Number(number) => number.to_string(),
        Meaning::GoOn => String::new(),
        Meaning::Declined => "skip".to_owned(),
        // An answer that would be a command without them stands in quotes.
        Meaning::Words(_) | Meaning::Things(_) if is_command(script, words) => format!("\"{}\"", written(words)),
        _ => written(words),
    })
}

/// The interrupt that hears something in a text, where nothing was made quiet: as a step listens.
fn heard_first<'s>(script: &'s Script, text: &str) -> Option<&'s String> {
    let heard = Heard::new(text);
    let hears = |interrupt: &&Interrupt| interrupt.hears(&heard);
    let heard = script.interrupts.iter().filter(hears).collect::<Vec<_>>();
    let dropped = heard.iter().find(|interrupt| interrupt.text == Fate::Drop);
    dropped.or(heard.first()).map(|interrupt| &interrupt.name)
}

/// A fact that the header gives: `country = gb`.
fn given(text: &str) -> Result<(String, HostValue), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("`{text}` gives nothing; write `given: fact = value`"))?;
    let value = value.trim().trim_matches(['"', '\'']);
    let value = match (value, value.parse()) {
        ("true", _) => HostValue::Bool(true),
        ("false", _) => HostValue::Bool(false),
        (_, Ok(number)) => HostValue::Number(number),
        (text, Err(_)) => HostValue::Text(text.to_owned()),
    };
    Ok((name.trim().to_owned(), value))
}

/// The lines that decide the way, without their words.
fn way(body: &str) -> Vec<&str> {
    let marked = |line: &&str| MARKS.iter().any(|mark| line.starts_with(mark));
    let words = |line: &'_ str| line.starts_with("- ");
    body.lines().filter(marked).map(|line| if words(line) { line.split(':').next().unwrap_or(line) } else { line }).collect()
}

/// What was heard, if something was.
fn noticed(turn: &Turn) -> String {
    let line = |held: bool, name: &str| format!("~ noticed {name}, {}\n", if held { "held" } else { "dropped" });
    turn.noticed.as_ref().map_or_else(String::new, |noticed| line(noticed.held, &noticed.interrupt))
}

/// A turn as a transcript shows it.
fn turn(turn: &Turn) -> String {
    let mut out = noticed(turn);
    if !turn.resumed.is_empty() {
        out.push_str("~ the held words were taken as the answer\n");
    }
    for fault in &turn.faults {
        let _ = writeln!(out, "! {fault}");
    }
    match &turn.outcome {
        Outcome::Asked(question) => {
            let _ = writeln!(out, "== {} · {}", question.identity.node, question.kind.name());
            said(&mut out, &turn.said);
            options(&mut out, question);
        }
        Outcome::Unread(question) => {
            let _ = writeln!(out, "== {} · unread", question.identity.node);
            said(&mut out, &turn.said);
        }
        Outcome::Ended(name) => {
            let _ = writeln!(out, "== @end {name}");
            said(&mut out, &turn.said);
        }
    }
    out
}

fn options(out: &mut String, question: &Question) {
    for offer in question.kind.shown() {
        let _ = writeln!(out, "- {}: {}", offer.id, visible(&offer.label.to_string()));
    }
}

/// Text without orders to a terminal: a transcript is read with `cat`, too.
fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter }).collect()
}

/// What is said, a paragraph a line. A line that would look like one of ours is escaped.
fn said(out: &mut String, prose: &Prose) {
    for line in visible(&prose.to_string()).lines() {
        let ours = line.starts_with(['>', '=', '-', '~', '!', '\\']);
        let _ = writeln!(out, "{}{line}", if ours { "\\" } else { "" });
    }
}
