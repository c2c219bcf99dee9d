//! A conversation played again by identity: with one answer changed, or with other content.
//!
//! It begins at the beginning and goes by what is demanded: each question takes its own earlier answer, wherever it stands now.
//! One lands at the first open question, else where one was. What isn't asked any more is set aside in the person's words, and
//! taken up again should it be asked after all.

use super::ReplayError;
use super::conversation::Conversation;
use super::echoes::named_by;
use super::log::{Entry, Log, Replied};
use super::renames::Renames;
use super::report::{Report, report};
use super::taking_up::{Offered, take_up};
use crate::reading::{Meaning, Reading};
use crate::render::{alarms, key_number};
use crate::script::{FactId, FactKind, Script};
use crate::step::Begin;
use crate::turn::{Identity, Outcome};

/// A change that a person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another answer to a question.
    Answer {
        /// The question.
        question: Identity,
        /// What they type now.
        typed: String,
    },
    /// The same thing as before, only written in another way: everything that was said about it stands.
    Spelling {
        /// The question.
        question: Identity,
        /// What they type now.
        typed: String,
    },
    /// Another thing in the place of the one that was named: what was said about the first isn't said about the second.
    Another {
        /// The question.
        question: Identity,
        /// What they type now.
        typed: String,
    },
    /// Nothing in the place of an answer, which is forgotten wherever it stands.
    Forget {
        /// The question.
        question: Identity,
    },
}

impl Change {
    /// The question whose answer is to change.
    pub fn question(&self) -> &Identity {
        match self {
            Change::Answer { question, .. }
            | Change::Spelling { question, .. }
            | Change::Another { question, .. }
            | Change::Forget { question } => question,
        }
    }
}

/// Why a change isn't made. Nothing is lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no answer to that question.
    NotAnswered,
    /// The answer names something: only its spelling changes, or it is another thing?
    SpellingOrAnother,
    /// What was typed is no answer to that question.
    Unread(crate::script::Prose),
}

/// What came of playing a conversation again.
#[derive(Debug)]
pub(crate) struct Rejoined {
    /// Where it stands now.
    pub at: Conversation,
    /// The earlier answer that is offered there.
    pub offered: Option<Offered>,
    /// What became of the answers.
    pub report: Report,
}

/// Plays a log again with content that may have been edited since.
///
/// # Errors
/// If the log is of a form that isn't known here.
pub(crate) fn rejoin(script: &Script, log: &Log) -> Result<Rejoined, ReplayError> {
    let renames = Renames::of(script);
    let log = renames.translated(script, log);
    let mut at = from_the_start(script, &log)?;
    let offered = take_up(script, &renames, &mut at, None);
    Ok(land(script, &renames, &log, at, offered))
}

/// Makes a change to what was answered, and plays everything else again.
///
/// # Errors
/// If the change can't be made.
pub(crate) fn change(script: &Script, log: &Log, change: &Change) -> Result<Rejoined, Refusal> {
    let question = change.question();
    let renames = Renames::default();
    let answer = answer_to(log, question).cloned().ok_or(Refusal::NotAnswered)?;
    let mut changed = Log { retired: keys_given(script, log), ..log.clone() };
    match change {
        Change::Answer { .. } if answer.named().is_some() => return Err(Refusal::SpellingOrAnother),
        Change::Answer { typed, .. } | Change::Another { typed, .. } => return answered_anew(script, log, changed, (question, typed)),
        Change::Spelling { typed, .. } if alarms(script, typed) => return answered_anew(script, log, changed, (question, typed)),
        Change::Spelling { typed, .. } => {
            take_words_away(&mut changed, question);
            respell(&mut changed, &answer, typed);
        }
        Change::Forget { .. } => forget(&mut changed, &answer),
    }
    let mut at = from_the_start(script, &changed).map_err(|_| Refusal::NotAnswered)?;
    let offered = take_up(script, &renames, &mut at, None);
    Ok(land(script, &renames, &changed, at, offered))
}

/// Up to the question as it was, then the new answer, then everything that still stands.
fn answered_anew(script: &Script, log: &Log, mut changed: Log, (question, typed): (&Identity, &str)) -> Result<Rejoined, Refusal> {
    let renames = Renames::default();
    take_words_away(&mut changed, question);
    changed.entries.retain(|entry| !(entry.question() == question && is_reading(entry)));
    changed.aside.retain(|entry| entry.question() != question);
    let mut at = from_the_start(script, &changed).map_err(|_| Refusal::NotAnswered)?;
    let offered = take_up(script, &renames, &mut at, Some(question));
    let there = at.turn.outcome.question().is_some_and(|asked| asked.identity == *question);
    if offered.is_some() || !there {
        return Err(Refusal::NotAnswered);
    }
    objected_before(script, question, &mut at);
    // Whatever else it would be at a question: here it is an answer, or none.
    let Some(reading) = at.read_answer(script, typed) else { return Err(Refusal::NotAnswered) };
    at.go(script, reading, typed);
    if matches!(at.turn.outcome, Outcome::Unread(_)) && at.turn.noticed.is_none() {
        return Err(Refusal::Unread(at.turn.said));
    }
    // What the new words set off is new: nothing that was said before answers it.
    let offered = if at.state.is_interrupted() { None } else { take_up(script, &renames, &mut at, None) };
    Ok(land(script, &renames, log, at, offered))
}

/// What a line would be read as in the place of the answer to an earlier question; nothing, where that isn't asked any more.
pub(crate) fn read_at(script: &Script, log: &Log, question: &Identity, typed: &str) -> Option<Reading> {
    let mut before = log.clone();
    before.entries.retain(|entry| !(entry.question() == question && is_reading(entry)));
    let mut at = from_the_start(script, &before).ok()?;
    take_up(script, &Renames::default(), &mut at, Some(question));
    let there = at.turn.outcome.question().is_some_and(|asked| asked.identity == *question);
    if there { at.read_answer(script, typed) } else { None }
}

/// What they said at this question that took something back was said before its answer, and is said again before the new one: else
/// a writer who counts how often that was said would lose count with each change.
fn objected_before(script: &Script, question: &Identity, at: &mut Conversation) {
    let objects = |entry: &Entry| entry.question() == question && is_objection(script, entry);
    while let Some(place) = at.log.aside.iter().position(objects) {
        let entry = at.log.aside.remove(place);
        let mut after = at.clone();
        let stands = |at: &Conversation| at.turn.outcome.question().is_some_and(|asked| asked.identity == *question);
        if after.again(script, &entry) && stands(&after) {
            *at = after;
        }
    }
}

/// Whether something was heard that takes back what was told, see [`Interrupt::amends`](crate::script::Interrupt::amends).
fn is_objection(script: &Script, entry: &Entry) -> bool {
    matches!(entry, Entry::Replied(replied) if replied.noticed().is_some_and(|noticed| script.amends(&noticed.interrupt)))
}

/// Where a conversation begins, with everything that was ever answered set aside.
fn from_the_start(script: &Script, log: &Log) -> Result<Conversation, ReplayError> {
    if log.format != super::log::FORMAT {
        return Err(ReplayError::OtherFormat(log.format));
    }
    let mut begin = Begin { seed: log.begin.seed, given: Vec::new() };
    for given in &log.begin.given {
        // What this content doesn't ask of the host, or can't hold, is left out.
        begin.given.push(given.clone());
        if crate::step::begin(script, &begin).is_err() {
            begin.given.pop();
        }
    }
    let mut at = Conversation::begin(script, begin).map_err(ReplayError::Begin)?;
    at.log.retired = keys_given(script, log);
    at.state.retire(script, &at.log.retired);
    at.log.aside = log.aside.iter().chain(&log.entries).cloned().collect();
    Ok(at)
}

/// How many keys each fact's records were given, in this log or before it.
fn keys_given(script: &Script, log: &Log) -> Vec<(String, u32)> {
    let mut keys = log.retired.clone();
    let mut give = |fact: FactId, key: u32| {
        let name = &script.fact(fact).name;
        match keys.iter_mut().find(|(found, _)| found == name) {
            Some((_, most)) => *most = key.max(*most),
            None => keys.push((name.clone(), key)),
        }
    };
    let named = log.entries.iter().chain(&log.aside).filter_map(|entry| match entry {
        Entry::Replied(replied) => Some(replied),
        Entry::Carried { .. } | Entry::Returned { .. } => None,
    });
    for (node, understood) in named.flat_map(|replied| replied.answers()) {
        let Some(key) = understood.record() else { continue };
        let Some(number) = key_number(key) else { continue };
        let node = script.node_named(node).map(|node| script.node(node));
        match node.and_then(|node| named_by(script, node)) {
            Some(fact) => give(fact, number),
            // Whatever it named, nothing gets its key again.
            None => {
                let records = script.facts.iter().enumerate().filter(|(_, fact)| matches!(fact.kind, FactKind::Records(_)));
                records.for_each(|(place, _)| give(FactId::new(place), number));
            }
        }
    }
    keys
}

/// Where one lands: what lasts is carried over, and only what may be taken up later stays set aside.
fn land(script: &Script, renames: &Renames, log: &Log, mut at: Conversation, offered: Option<Offered>) -> Rejoined {
    let report = report(script, renames, log, &at, offered.as_ref());
    at.log.aside = std::mem::take(&mut at.log.aside).into_iter().filter(|entry| entry.answer().is_some()).collect();
    at.carry(script, log.lasting.clone());
    Rejoined { at, offered, report }
}

/// The answer to a question, in the words in which it was given, or sent on.
fn answer_to<'l>(log: &'l Log, question: &Identity) -> Option<&'l Replied> {
    let replied = |entry: &'l Entry| match entry {
        Entry::Replied(replied) => Some(&**replied),
        Entry::Carried { .. } | Entry::Returned { .. } => None,
    };
    let mut all = log.entries.iter().filter_map(replied).filter(|replied| replied.question == *question);
    all.find(|replied| replied.understood().is_some() || replied.sent_on.is_some())
}

/// Whether a reply was read, or tried to be.
fn is_reading(entry: &Entry) -> bool {
    matches!(entry, Entry::Replied(replied) if replied.was_said())
}

/// Takes held words at a question away: they aren't its answer any more.
fn take_words_away(log: &mut Log, question: &Identity) {
    for entry in &mut log.entries {
        if let Entry::Replied(replied) = entry
            && replied.question == *question
        {
            replied.let_go();
        }
    }
}

fn respell(log: &mut Log, answer: &Replied, typed: &str) {
    for entry in &mut log.entries {
        if let Entry::Replied(replied) = entry
            && **replied == *answer
        {
            replied.meaning.respell(typed);
            replied.words = Some(typed.to_owned());
        }
    }
}

/// Forgets an answer wherever it stands, and what was said about the record that it named.
fn forget(log: &mut Log, answer: &Replied) {
    take_words_away(log, &answer.question);
    let record = answer.named().map(str::to_owned);
    let about = |question: &Identity| record.as_ref().is_some_and(|key| question.given.iter().any(|(_, value)| value == key));
    log.aside.retain(|entry| entry.question() != &answer.question && !about(entry.question()));
    log.entries.retain(|entry| !about(entry.question()));
    log.entries.retain(|entry| !(entry.question() == &answer.question && is_reading(entry)));
    log.entries.push(Entry::Replied(Box::new(Replied {
        question: answer.question.clone(),
        mentions: answer.mentions.clone(),
        meaning: Meaning::Forgotten,
        words: None,
        label: None,
        guessed: false,
        by: None,
        resumed: Vec::new(),
        sent_on: None,
        interrupted: answer.interrupted,
    })));
}
