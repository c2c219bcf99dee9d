//! What became of earlier answers: what is asked again and why, what isn't needed any more, what couldn't be carried over.

use super::conversation::Conversation;
use super::log::{Entry, Log, Replied};
use super::renames::Renames;
use super::taking_up::{Doubt, Gone, Offered, rests_on, take_up};
use crate::caps;
use crate::phrases;
use crate::reading::Meaning;
use crate::render::{may_repeat, sentence_list};
use crate::script::{Prose, Script};

/// What became of earlier answers. Nothing in it where all of them stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is asked again, the first first, as far as can be seen from here.
    pub asked_again: Vec<Offered>,
    /// Answers to what isn't asked any more. They are set aside.
    pub not_needed: Vec<Replied>,
    /// Answers to questions that the content doesn't have any more.
    pub lost: Vec<Replied>,
}

impl Report {
    /// Whether all earlier answers stand.
    pub fn is_empty(&self) -> bool {
        self.asked_again.is_empty() && self.not_needed.is_empty() && self.lost.is_empty()
    }

    /// What a person is told, in this order: what is asked again, what isn't needed any more, what couldn't be carried over.
    pub fn told(&self, script: &Script) -> Prose {
        let mut told = Prose::default();
        for Offered { answer, doubt } in &self.asked_again {
            let answer = in_their_words(script, answer);
            told.append(Prose::plain(&match doubt {
                Doubt::Unfit => phrases::unfit_now(&answer),
                Doubt::OtherCause => phrases::other_way_now(&answer),
                Doubt::OtherValues(_) => phrases::rested_on_it(&answer),
            }));
        }
        let words = |answers: &[Replied]| -> Option<String> {
            let answers = answers.iter().filter(|answer| tells(answer)).map(|answer| in_their_words(script, answer));
            let answers = answers.collect::<Vec<_>>();
            (!answers.is_empty()).then(|| sentence_list(&answers))
        };
        if let Some(answers) = words(&self.not_needed) {
            told.append(Prose::plain(&phrases::not_needed_now(&answers)));
        }
        if let Some(answers) = words(&self.lost) {
            told.append(Prose::plain(&phrases::not_carried(&answers)));
        }
        told
    }
}

/// An answer as its person gave it, in quotes; where that is long or not safe to repeat, something else stands for it.
pub(crate) fn in_their_words(script: &Script, answer: &Replied) -> String {
    let words = match &answer.meaning {
        Meaning::Number(number) => number.to_string(),
        _ => answer.called(script).or_else(|| answer.words.clone()).unwrap_or_default(),
    };
    if may_repeat(script, &words) { format!("“{}”", words.trim()) } else { phrases::AN_EARLIER_ANSWER.to_owned() }
}

/// Whether an answer says something that somebody could miss.
fn tells(answer: &Replied) -> bool {
    answer.meaning.says_something()
}

/// What becomes of the answers of a log, seen from where its conversation was taken up.
pub(super) fn report(script: &Script, renames: &Renames, log: &Log, at: &Conversation, offered: Option<&Offered>) -> Report {
    let (asked_again, ahead, seen_whole) = foresee(script, renames, log, at, offered);
    let asides = |entries: &[Entry]| entries.iter().filter_map(Entry::answer).cloned().collect::<Vec<_>>();
    let (before, mut unclaimed) = (asides(&log.aside), asides(&ahead.log.aside));
    unclaimed.retain(|answer| !before.contains(answer) && !asked_again.iter().any(|offered| offered.answer == *answer));
    let (known, lost) = unclaimed.into_iter().partition::<Vec<_>, _>(|answer| script.node_named(&answer.question.node).is_some());
    let gone = gone(log, &ahead.log, &known);
    let not_needed = known.into_iter().filter(|answer| seen_whole || rests_on(&answer.question, &gone)).collect();
    Report { asked_again, not_needed, lost }
}

/// Goes on as if every doubtful answer were given again, to see what else would be asked. Tells whether it came to where the
/// conversation was: then whatever wasn't taken up isn't needed.
fn foresee(
    script: &Script,
    renames: &Renames,
    log: &Log,
    at: &Conversation,
    offered: Option<&Offered>,
) -> (Vec<Offered>, Conversation, bool) {
    let mut ahead = at.clone();
    let mut asked_again = Vec::new();
    let mut next = offered.cloned();
    while let Some(offered) = next.take() {
        let unfit = offered.doubt == Doubt::Unfit;
        let entry = Entry::Replied(Box::new(offered.answer.clone()));
        ahead.log.aside.retain(|aside| *aside != entry);
        asked_again.push(offered);
        if unfit || asked_again.len() >= caps::FORESEEN || !ahead.again(script, &entry) {
            return (asked_again, ahead, false);
        }
        next = take_up(script, renames, &mut ahead, None);
    }
    let waits = ahead.turn.outcome.question().map(|question| &question.identity);
    let whole = waits.is_none() || waits == log.waits.as_ref();
    (asked_again, ahead, whole)
}

/// What was there in a log and isn't any more.
fn gone(then: &Log, now: &Log, unclaimed: &[Replied]) -> Gone {
    let answers = |log: &Log| log.entries.iter().filter_map(Entry::answer).cloned().collect::<Vec<_>>();
    let (then, now) = (answers(then), answers(now));
    let chosen = |answer: &Replied| Some((answer.question.node.clone(), answer.meaning.option()?.to_owned()));
    let still = now.iter().filter_map(chosen).collect::<Vec<_>>();
    let anew = |answer: &Replied| now.iter().find(|other| other.question == answer.question && other.meaning != answer.meaning);
    let other_record = |answer: &&Replied| anew(answer).is_some_and(|other| other.named() != answer.named());
    let mut gone = Gone {
        choices: then.iter().filter(|answer| anew(answer).is_some()).filter_map(chosen).filter(|choice| !still.contains(choice)).collect(),
        nodes: Vec::new(),
        records: then.iter().filter(other_record).filter_map(|answer| answer.named().map(str::to_owned)).collect(),
    };
    // Whatever was asked because of something that is gone is gone itself, and so on.
    loop {
        let stands = |node: &str| then.iter().any(|answer| answer.question.node == node && !rests_on(&answer.question, &gone));
        let more = unclaimed.iter().map(|answer| answer.question.node.clone());
        let more = more.filter(|node| !stands(node) && !gone.nodes.contains(node)).collect::<Vec<_>>();
        if more.is_empty() {
            return gone;
        }
        gone.nodes.extend(more);
    }
}
