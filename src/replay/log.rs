//! What was answered, in order: enough to play it all again, and nothing that must not be kept.

use crate::reading::{Commands, Held, Meaning, Misfit, Noticed, Reader, VerbUsed};
use crate::render::{Mention, may_repeat};
use crate::script::{HostValue, Script};
use crate::step::{Begin, Lasting, Resumed, State};
use crate::turn::{Identity, Turn};
use serde::{Deserialize, Serialize};

/// What was answered, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The version of this form.
    pub format: u32,
    /// Which content it belongs to, see [`Script::fingerprint`].
    pub script: u64,
    /// How the conversation began.
    pub begin: Begin,
    /// Everything since.
    pub entries: Vec<Entry>,
    /// What was answered and isn't asked any more. It is taken up again if it should be.
    pub aside: Vec<Entry>,
    /// What the facts that last hold now, by name.
    pub lasting: Vec<(String, Lasting)>,
    /// How many keys of each fact's records were ever given: none of them names another thing later.
    pub retired: Vec<(String, u32)>,
    /// The question that waits; none, once the conversation has ended.
    pub waits: Option<Identity>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// A reply was given.
    Replied(Box<Replied>),
    /// Facts that last were carried over, at this question.
    Carried {
        /// The question that waited.
        question: Box<Identity>,
        /// What was carried over, by name.
        facts: Vec<(String, Lasting)>,
    },
    /// Somebody came back on another visit, at this question.
    Returned {
        /// The question that waited; where it was over, the end.
        question: Box<Identity>,
        /// What the host knew.
        given: Vec<(String, HostValue)>,
    },
}

/// A reply that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// To which question.
    pub question: Identity,
    /// What that question showed of the memory.
    pub mentions: Vec<Mention>,
    /// What it meant, as it was taken.
    pub meaning: Meaning,
    /// As it was typed; nothing, where it wasn't typed or isn't kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The label of the option that was taken, as it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether it was taken for that by a likeness.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guessed: bool,
    /// Who read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Reader>,
    /// The held texts that were sent on with it as answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resumed: Vec<Resumed>,
    /// The place of the entry with which these words, which an interrupt held, were sent on as an answer: from then on something
    /// rests on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<usize>,
    /// Whether an interrupt, or a safety word, was still open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
}

impl Entry {
    /// The question at which it happened.
    pub fn question(&self) -> &Identity {
        match self {
            Entry::Replied(replied) => &replied.question,
            Entry::Carried { question, .. } | Entry::Returned { question, .. } => question,
        }
    }

    /// The answer that it is, if it is one; see [`Replied::is_answer`].
    pub fn answer(&self) -> Option<&Replied> {
        match self {
            Entry::Replied(replied) => replied.is_answer().then_some(replied),
            Entry::Carried { .. } | Entry::Returned { .. } => None,
        }
    }
}

impl Replied {
    /// How it was understood as an answer or as commands; nothing, where it couldn't be read or was heard by an interrupt.
    pub fn understood(&self) -> Option<&Meaning> {
        let done = matches!(&self.meaning, Meaning::Commands(commands) if !commands.used.is_empty());
        Some(&self.meaning).filter(|meaning| meaning.is_answer() || done)
    }

    /// What an interrupt heard in it, if one did.
    pub fn noticed(&self) -> Option<&Noticed> {
        match &self.meaning {
            Meaning::Interrupt { noticed, .. } => Some(noticed),
            _ => None,
        }
    }

    /// What an interrupt holds of it.
    pub(crate) fn held(&self) -> Option<&Held> {
        match &self.meaning {
            Meaning::Interrupt { held, .. } => held.as_ref(),
            _ => None,
        }
    }

    /// Lets go of what an interrupt holds of it.
    pub(crate) fn let_go(&mut self) {
        if let Meaning::Interrupt { held, .. } = &mut self.meaning {
            (*held, self.sent_on) = (None, None);
        }
    }

    /// Everything that was answered with it: the node, and how that was understood.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = (&str, &Meaning)> {
        let own = self.understood().map(|understood| (self.question.node.as_str(), understood));
        let resumed = self.resumed.iter().filter_map(|resumed| Some((resumed.node.as_str(), resumed.understood.as_ref()?)));
        own.into_iter().chain(resumed)
    }

    /// Whether it is an answer in somebody's words, given outside of any interrupt.
    pub fn is_answer(&self) -> bool {
        self.was_read() && !self.interrupted
    }

    /// Whether it was read as an answer to its question. Commands leave the question as it was.
    pub fn was_read(&self) -> bool {
        self.meaning.is_answer()
    }

    /// Whether it was heard neither by an interrupt nor as a safety word.
    pub fn was_said(&self) -> bool {
        !matches!(self.meaning, Meaning::Interrupt { .. } | Meaning::Safety)
    }

    /// The meaning that does the same again. What stands in a log was listened to when it was said; it isn't again.
    pub(crate) fn again(&self) -> Meaning {
        self.meaning.clone().listened_to()
    }

    /// What the option is called that was taken: its label; of one that took what fits none, their words where they may be repeated.
    pub(crate) fn called(&self, script: &Script) -> Option<String> {
        match &self.meaning {
            Meaning::Otherwise { words, .. } if may_repeat(script, words.text()) => Some(words.text().to_owned()),
            Meaning::Option(id) | Meaning::Otherwise { option: id, .. } => Some(self.label.clone().unwrap_or_else(|| id.clone())),
            _ => None,
        }
    }

    /// Notes in the turn that it led to how it was read.
    pub(crate) fn read_as(&self, script: &Script, turn: &mut Turn) {
        (turn.label, turn.guessed, turn.by) = (self.called(script), self.guessed, self.by);
    }

    /// The key of the record that it names, as `t1`.
    pub fn named(&self) -> Option<&str> {
        self.answers().find_map(|(_, understood)| understood.record())
    }
}

/// The version of the form of a log.
pub(super) const FORMAT: u32 = 2;

/// A reply on its way into a log.
pub(crate) struct Given<'g> {
    /// What it means.
    pub meaning: &'g Meaning,
    /// As it was typed.
    pub words: Option<&'g str>,
    /// The label of the option that it takes, as it was shown.
    pub label: Option<String>,
    pub guessed: bool,
    pub by: Option<Reader>,
}

impl Log {
    pub(crate) fn new(script: &Script, begin: Begin) -> Log {
        Log {
            format: FORMAT,
            script: script.fingerprint,
            begin,
            entries: Vec::new(),
            aside: Vec::new(),
            lasting: Vec::new(),
            retired: Vec::new(),
            waits: None,
        }
    }

    /// Notes what was given at the question of `before`, and what came of it. Words that an interrupt dropped are never noted.
    pub(crate) fn note(&mut self, script: &Script, before: (&State, &Turn), after: (&State, &Turn), given: Given<'_>) {
        let Some(question) = before.1.outcome.question() else { return };
        let (state, turn) = after;
        let heard = turn.noticed.is_some();
        // An answer is noted as it was taken: with the record that it names, and as left where it was left.
        let meaning = match (&turn.understood, given.meaning) {
            (Some(Meaning::Commands(Commands { used, .. })), Meaning::Commands(Commands { left_out, .. })) => {
                Meaning::Commands(Commands { used: used.clone(), left_out: left_out.clone() })
            }
            (Some(understood), _) if !heard => understood.clone(),
            (None, meaning) if meaning.is_answer() => Meaning::Misfit(turn.misfit.clone().unwrap_or(Misfit::Unlike)),
            (_, meaning) => meaning.clone(),
        };
        self.entries.push(Entry::Replied(Box::new(Replied {
            question: question.identity.clone(),
            mentions: question.mentions.clone(),
            label: meaning.option().and(given.label),
            meaning,
            words: given.words.filter(|_| !heard).map(str::to_owned),
            guessed: given.guessed,
            by: given.by,
            resumed: turn.resumed.clone(),
            sent_on: None,
            interrupted: before.0.is_interrupted(),
        })));
        let holding = |name: &str| {
            let held = state.stack.iter().filter_map(|frame| frame.held.as_ref());
            held.map(|held| &script.interrupt(held.interrupt).name).any(|holding| holding == name)
        };
        self.settle(&turn.resumed, holding);
        self.wait(script, state, turn);
    }

    /// Notes that somebody came back, where the conversation stood so.
    pub(crate) fn returned(&mut self, script: &Script, before: &Turn, after: (&State, &Turn), given: Vec<(String, HostValue)>) {
        self.entries.push(Entry::Returned { question: Box::new(before.waiting()), given });
        self.wait(script, after.0, after.1);
    }

    /// Notes where the conversation stands.
    pub(crate) fn wait(&mut self, script: &Script, state: &State, turn: &Turn) {
        self.lasting = state.lasting(script);
        self.waits = turn.outcome.question().map(|question| question.identity.clone());
    }

    /// Notes that facts that last were carried over.
    pub(crate) fn carry(&mut self, script: &Script, at: &Turn, state: &State, facts: Vec<(String, Lasting)>) {
        if let Some(question) = at.outcome.question() {
            self.entries.push(Entry::Carried { question: Box::new(question.identity.clone()), facts });
        }
        self.wait(script, state, at);
    }

    /// What isn't held any more was either sent on as an answer, and stays, or it wasn't, and must not be kept.
    fn settle(&mut self, resumed: &[Resumed], holding: impl Fn(&str) -> bool) {
        let now = self.entries.len().saturating_sub(1);
        for entry in &mut self.entries {
            let Entry::Replied(replied) = entry else { continue };
            let (Some(noticed), None) = (replied.noticed(), replied.sent_on) else { continue };
            let name = noticed.interrupt.clone();
            let sent = resumed.iter().find(|resumed| resumed.interrupt == name).filter(|_| replied.held().is_some());
            if let Some(sent) = sent {
                replied.sent_on = Some(now);
                // What it was taken for is settled: a record that it names keeps its key.
                if let (Meaning::Interrupt { held: Some(held), .. }, Some(understood)) = (&mut replied.meaning, &sent.understood)
                    && understood.is_answer()
                {
                    (*held.meaning).clone_from(understood);
                }
            } else if !holding(&name) {
                replied.let_go();
            }
        }
    }

    /// Takes the last reply back; no, where there is none. What was heard is passed over where that is no reply by itself.
    pub(crate) fn step_back(&mut self, passed_over: impl Fn(&str) -> bool) -> bool {
        // Nobody goes back to before they came.
        let visit = self.entries.iter().rposition(|entry| matches!(entry, Entry::Returned { .. })).map_or(0, |place| place + 1);
        // What couldn't be read was no answer, and what was carried over none either, so going back doesn't stop there.
        let passes = |entry: &Entry| match entry {
            Entry::Replied(replied) => match replied.noticed() {
                Some(noticed) => passed_over(&noticed.interrupt),
                None => replied.was_said() && replied.understood().is_none(),
            },
            Entry::Carried { .. } | Entry::Returned { .. } => true,
        };
        let take = |log: &mut Self| if log.entries.len() > visit { log.entries.pop() } else { None };
        let mut taken = take(self);
        while taken.as_ref().is_some_and(passes) {
            taken = take(self);
        }
        // Words that were sent on with it are only held again.
        let left = self.entries.len();
        for entry in &mut self.entries {
            if let Entry::Replied(replied) = entry
                && replied.sent_on == Some(left)
            {
                replied.sent_on = None;
            }
        }
        taken.is_some()
    }

    /// The command that was last used at a node with this verb, as somebody would type it.
    pub(crate) fn command(&self, script: &Script, node: &str, verb: &str) -> Option<String> {
        let verb_id = script.verb_named(verb)?;
        let noun = |name: &String| script.noun_named(name);
        let line =
            |used: &VerbUsed| script.command_line(verb_id, &used.nouns.iter().map(|name| name.as_ref().and_then(noun)).collect::<Vec<_>>());
        // Of several commands on one line, all but the first were used somewhere else than where the line was typed.
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Replied(replied) => match &replied.meaning {
                Meaning::Commands(Commands { used, .. }) if replied.question.node == node || used.len() > 1 => {
                    used.iter().rev().find(|used| used.verb == verb).map(line)
                }
                _ => None,
            },
            Entry::Carried { .. } | Entry::Returned { .. } => None,
        })
    }
}
