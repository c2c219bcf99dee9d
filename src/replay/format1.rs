//! Logs of the first form, which kept how a reply was understood and not what it meant.
//!
//! Each old line becomes a meaning, once. Of what couldn't be read only that is known, and whether anything came at all; of what
//! was held and not sent on, the words are taken for an answer only where any words are one.

use super::log::{Entry, FORMAT as LOG_FORMAT, Log, Replied};
use crate::english;
use crate::patterns::folded;
use crate::reading::{Commands, Held, Left, Meaning, Misfit, Noticed, VerbUsed, Words, as_words};
use crate::render::Mention;
use crate::script::{Ask, HostValue, Script};
use crate::step::{Begin, Lasting, Resumed};
use crate::turn::Identity;
use serde::Deserialize;
use std::sync::Arc;

/// The version of this form.
pub(super) const FORMAT: u32 = 1;

#[derive(Deserialize)]
pub(super) struct OldLog {
    script: u64,
    begin: Begin,
    entries: Vec<OldEntry>,
    aside: Vec<OldEntry>,
    lasting: Vec<(String, Lasting)>,
    retired: Vec<(String, u32)>,
    waits: Option<Identity>,
}

#[derive(Deserialize)]
enum OldEntry {
    Replied(Box<OldReplied>),
    Carried { question: Box<Identity>, facts: Vec<(String, Lasting)> },
    Returned { question: Box<Identity>, given: Vec<(String, HostValue)> },
}

#[derive(Deserialize)]
struct OldReplied {
    question: Identity,
    mentions: Vec<Mention>,
    said: Said,
    understood: Option<Understood>,
    #[serde(default)]
    guessed: bool,
    resumed: Vec<OldResumed>,
    interrupted: bool,
}

#[derive(Deserialize)]
struct OldResumed {
    interrupt: String,
    node: String,
    understood: Option<Understood>,
}

#[derive(Deserialize)]
enum Said {
    Words(String),
    Safety,
    Noticed { noticed: Noticed, words: Option<Arc<str>>, sent_on: Option<usize> },
}

#[derive(Deserialize)]
enum Understood {
    Choice { id: String, label: String },
    Many(Vec<String>),
    Number(i64),
    Text,
    Named(String),
    Continue,
    Declined,
    Unanswered,
    Unknown,
    Later,
    Forgotten,
    Verbs(Vec<VerbUsed>),
}

impl OldLog {
    /// The log in the present form.
    pub fn converted(self, script: &Script) -> Log {
        let old = Old { script, entries: &self.entries };
        Log {
            format: LOG_FORMAT,
            script: self.script,
            entries: self.entries.iter().map(|entry| old.entry(entry)).collect(),
            aside: self.aside.iter().map(|entry| old.entry(entry)).collect(),
            begin: self.begin,
            lasting: self.lasting,
            retired: self.retired,
            waits: self.waits,
        }
    }
}

/// Old entries, with the content that they are read for.
struct Old<'o> {
    script: &'o Script,
    entries: &'o [OldEntry],
}

impl Old<'_> {
    fn entry(&self, entry: &OldEntry) -> Entry {
        match entry {
            OldEntry::Carried { question, facts } => Entry::Carried { question: question.clone(), facts: facts.clone() },
            OldEntry::Returned { question, given } => Entry::Returned { question: question.clone(), given: given.clone() },
            OldEntry::Replied(replied) => Entry::Replied(Box::new(self.replied(replied))),
        }
    }

    fn replied(&self, old: &OldReplied) -> Replied {
        let node = &old.question.node;
        let (meaning, words, sent_on) = match &old.said {
            Said::Safety => (Meaning::Safety, None, None),
            Said::Noticed { noticed, words, sent_on } => {
                let held = words.as_ref().map(|words| self.held(node, words, &noticed.interrupt, *sent_on));
                (Meaning::Interrupt { noticed: noticed.clone(), held }, None, *sent_on)
            }
            Said::Words(words) => (self.meaning(node, words, old.understood.as_ref()), Some(words.clone()), None),
        };
        let label = match &old.understood {
            Some(Understood::Choice { label, .. }) => Some(label.clone()),
            _ => None,
        };
        let resumed = old.resumed.iter().map(|resumed| Resumed {
            interrupt: resumed.interrupt.clone(),
            node: resumed.node.clone(),
            understood: resumed.understood.as_ref().map(|understood| self.meaning(&resumed.node, "", Some(understood))),
        });
        Replied {
            question: old.question.clone(),
            mentions: old.mentions.clone(),
            words: words.filter(|_| meaning != Meaning::Forgotten),
            meaning,
            label,
            guessed: old.guessed,
            by: None,
            resumed: resumed.collect(),
            sent_on,
            interrupted: old.interrupted,
        }
    }

    /// What was held, with what it was taken for where it was sent on.
    fn held(&self, node: &str, words: &Arc<str>, interrupt: &str, sent_on: Option<usize>) -> Held {
        let sent = sent_on.and_then(|place| match self.entries.get(place)? {
            OldEntry::Replied(with) => with.resumed.iter().find(|resumed| resumed.interrupt == interrupt),
            OldEntry::Carried { .. } | OldEntry::Returned { .. } => None,
        });
        let meaning = match sent {
            Some(sent) => self.meaning(&sent.node, words, sent.understood.as_ref()),
            None => self.ask(node).filter(|ask| ask.takes_words()).map_or(Meaning::Misfit(Misfit::Unlike), |ask| as_words(ask, words)),
        };
        Held::of(words, meaning)
    }

    fn ask(&self, node: &str) -> Option<&Ask> {
        self.script.node_named(node).and_then(|node| self.script.node(node).ask.as_ref())
    }

    fn meaning(&self, node: &str, words: &str, understood: Option<&Understood>) -> Meaning {
        let ask = self.ask(node);
        let own = |record: Option<&String>| {
            let meaning = ask.filter(|ask| ask.takes_words()).map(|ask| as_words(ask, words));
            meaning.unwrap_or_else(|| Meaning::Words(Words::kept(words.trim(), None))).naming(record.cloned())
        };
        match understood {
            None => Meaning::Misfit(self.misfit(ask, words)),
            // Words that an option took since they fit none were its label then.
            Some(Understood::Choice { id, label }) => {
                let choices = ask.map(Ask::choices).unwrap_or_default();
                let takes = choices.iter().any(|choice| choice.id == *id && choice.otherwise.is_some());
                match takes && label == words.trim() {
                    true => Meaning::Otherwise { option: id.clone(), words: Words::kept(label, None) },
                    false => Meaning::Option(id.clone()),
                }
            }
            Some(Understood::Many(ids)) => Meaning::Options(ids.clone()),
            Some(Understood::Number(number)) => Meaning::Number(*number),
            Some(Understood::Text) => own(None),
            Some(Understood::Named(key)) => own(Some(key)),
            Some(Understood::Continue) => Meaning::GoOn,
            Some(Understood::Declined) => Meaning::Declined,
            Some(Understood::Unanswered) => Meaning::Left(if words.contains(char::is_alphanumeric) { Left::Misfit } else { Left::Silent }),
            Some(Understood::Unknown) => Meaning::Unknown,
            Some(Understood::Later) => Meaning::Later,
            Some(Understood::Forgotten) => Meaning::Forgotten,
            Some(Understood::Verbs(used)) => Meaning::Commands(Commands { used: used.clone(), left_out: None }),
        }
    }

    /// That nothing came, or something of which no more is known; neither leaves a question that wasn't left then.
    fn misfit(&self, ask: Option<&Ask>, words: &str) -> Misfit {
        let silent = !words.contains(char::is_alphanumeric) || english::NOTHING_SAID.contains(&folded(words).as_str());
        if silent && !ask.is_some_and(Ask::takes_words) { Misfit::Empty } else { Misfit::NoCommand }
    }
}
