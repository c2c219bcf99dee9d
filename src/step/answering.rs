//! Reading an answer, and keeping it.

use super::replies::{self, Offered, Reading, Unread};
use super::run::{Onward, Run};
use super::state::Answered;
use super::turn::Understood;
use super::wording;
use crate::phrases;
use crate::script::{Aside, Ask, Choice, Node, NodeId, Prose, Value};

/// So many replies in a row that say nothing leave the question at which the last of them stands.
const SILENT_TILL_LEFT: u8 = 2;
/// So many replies that fit nothing are asked again; the next one leaves the question.
const MISFITS_BEFORE_LEFT: u8 = 2;
/// Where only the exact counts, only one: such a question is no form to be held in by somebody who is in need.
const EXACT_MISFITS_BEFORE_LEFT: u8 = 1;

impl Run<'_> {
    /// The answer to the present question.
    pub(super) fn answer(&mut self, text: &str) -> Onward {
        let script = self.script;
        let node_id = self.state.stack.last()?.node;
        let node = script.node(node_id);
        let ask = node.ask.as_ref()?;
        let offered = self.offered(ask);
        if let Some(onward) = self.commanded(node_id, ask, &offered, text) {
            return onward;
        }
        let read = replies::read(text, ask, &offered, node.exact);
        self.guessed |= read.guessed;
        let ends_gathering = matches!(ask, Ask::Gather(_)) && self.state.stack.last().is_some_and(|frame| frame.gathered > 0);
        self.count_silence(read.reading == Reading::Unread(Unread::Empty) && !ends_gathering);
        let reading = self.asked_back(node, ask, read.reading, text);
        self.take(node_id, &offered, reading, text)
    }

    /// Counts replies in a row that said nothing.
    fn count_silence(&mut self, silent: bool) {
        self.state.silent = if silent { self.state.silent.saturating_add(1) } else { 0 };
    }

    /// A reading, or what is asked back once before it is taken.
    fn asked_back(&self, node: &Node, ask: &Ask, reading: Reading, text: &str) -> Reading {
        let first = self.state.stack.last().is_some_and(|frame| frame.unread == 0);
        match reading {
            _ if first && replies::asks_back(text) => Reading::Unread(Unread::AsksBack),
            _ if first && replies::is_only_a_number(&reading, ask) => Reading::Unread(Unread::OnlyANumber),
            Reading::Unknown if first && !node.examples.is_empty() => Reading::Unread(Unread::NotKnown),
            Reading::Unread(unread) if unread.fits_nothing() && !node.exact && replies::asks(text) => Reading::Unread(Unread::Question),
            reading => reading,
        }
    }

    /// An answer that was understood before. Where it isn't one any more, it can't be read.
    pub(super) fn remembered(&mut self, understood: &Understood, words: &str) {
        let Some(id) = self.state.stack.last().map(|frame| frame.node) else { return };
        let Some(ask) = &self.script.node(id).ask else { return };
        let offered = self.offered(ask);
        self.state.silent = if *understood == Understood::Silent { SILENT_TILL_LEFT } else { 0 };
        let onward = match (ask, understood) {
            (Ask::Gather(_), Understood::Continue) => self.gathered_all(id),
            (Ask::Gather(gather), Understood::Forgotten) => self.forgotten_one(id, gather),
            _ => self.take(id, &offered, replies::remembered(understood, words, ask, &offered), words),
        };
        self.travel(onward);
    }

    /// Notes how the answer at hand was understood.
    pub(super) fn understand(&mut self, understood: Understood) {
        match self.resumed.last_mut() {
            Some(resumed) => resumed.understood = Some(understood),
            None => self.understood = Some(understood),
        }
    }

    /// How the answer at hand was understood.
    pub(super) fn at_hand(&self) -> Option<&Understood> {
        self.resumed.last().map_or(self.understood.as_ref(), |resumed| resumed.understood.as_ref())
    }

    /// Takes an answer for what it means.
    fn take(&mut self, node_id: NodeId, offered: &[Offered], reading: Reading, text: &str) -> Onward {
        let script = self.script;
        let node = script.node(node_id);
        let ask = node.ask.as_ref()?;
        if let Ask::Gather(gather) = ask
            && let Some(onward) = self.gather(node_id, gather, &reading, text)
        {
            return onward;
        }
        match reading {
            Reading::Choice(place) => self.choose(node_id, *ask.choices().get(place)?, place, label_of(offered, place), text),
            Reading::Otherwise(place, words) => {
                let words = self.own_words(ask, &words).to_owned();
                let choice = *ask.choices().get(place)?;
                if let Some(otherwise) = &choice.otherwise {
                    let kept = Value::Text(self.words(Some(otherwise), &words));
                    self.keep(otherwise, kept);
                }
                // It was understood as what it is: words of their own.
                let label = if wording::may_repeat(script, &words) { words } else { label_of(offered, place) };
                self.choose(node_id, choice, place, label, text)
            }
            Reading::Many(places) => {
                let choices = ask.choices();
                let chosen = places.iter().filter_map(|place| choices.get(*place).copied()).collect::<Vec<_>>();
                self.understand(Understood::Many(chosen.iter().map(|choice| choice.id.clone()).collect()));
                let kept = chosen.iter().filter_map(|choice| match choice.keeps {
                    Value::Option(place) => Some(place),
                    _ => None,
                });
                self.kept(node, Value::Many(kept.collect()));
                chosen.iter().for_each(|choice| self.assign(&choice.set));
                self.answered_plainly(node_id, text)
            }
            Reading::Number(number) => {
                self.understand(Understood::Number(number));
                self.kept(node, Value::Number(number));
                self.answered_plainly(node_id, text)
            }
            Reading::Text(words) => {
                self.understand(Understood::Text);
                let value = Value::Text(self.words(node.keep.as_ref(), self.own_words(ask, &words)));
                self.kept(node, value);
                self.answered_plainly(node_id, text)
            }
            Reading::Continue => {
                self.understand(Understood::Continue);
                self.answered_plainly(node_id, text)
            }
            Reading::Declined => self.aside(node_id, &node.declined, Understood::Declined, text),
            Reading::Silent => self.aside(node_id, &node.declined, Understood::Silent, text),
            Reading::Unanswered => self.aside(node_id, &node.declined, Understood::Unanswered, text),
            Reading::Unknown => self.aside(node_id, &node.unknown, Understood::Unknown, text),
            Reading::Later => self.aside(node_id, &node.later, Understood::Later, text),
            Reading::Unread(unread) => self.not_taken(node_id, node, &unread, text),
        }
    }

    /// One option is taken, under what it is called.
    fn choose(&mut self, node_id: NodeId, choice: &Choice, place: usize, label: String, text: &str) -> Onward {
        let node = self.script.node(node_id);
        self.understand(Understood::Choice { id: choice.id.clone(), label });
        self.kept(node, choice.keeps.clone());
        self.assign(&choice.set);
        self.assign(&node.set);
        self.after(node_id, Answered::Choice(place as u16), text)
    }

    /// What comes of a reply that can't be read: it is asked again, otherwise each time. What can be left is left at last, since
    /// nobody should have to find a word for it: the second time that nothing came, the third time that nothing fitted.
    fn not_taken(&mut self, id: NodeId, node: &Node, unread: &Unread, text: &str) -> Onward {
        let empty = *unread == Unread::Empty;
        let tries = self.state.stack.last().map_or(0, |frame| if empty { self.state.silent.saturating_sub(1) } else { frame.unread });
        let can_be_left = can_be_left(node, &node.declined);
        if can_be_left && !node.exact && empty && self.state.silent == SILENT_TILL_LEFT {
            return self.aside(id, &node.declined, Understood::Silent, text);
        }
        let before_left = if node.exact { EXACT_MISFITS_BEFORE_LEFT } else { MISFITS_BEFORE_LEFT };
        if can_be_left && (!node.exact || goes_its_own_way(&node.declined)) && unread.fits_nothing() && tries >= before_left {
            self.said.append(Prose::plain(phrases::LEFT_UNREAD));
            return self.aside(id, &node.declined, Understood::Unanswered, text);
        }
        if let Unread::Which(labels) = unread {
            self.nearest.clone_from(labels);
        }
        let own = node.unread.get(usize::from(tries)).or(node.unread.last());
        let mut wording = match own {
            // Nothing three times says something of its own: then a rest is offered, except where only the exact counts.
            Some(_) if empty && tries >= 2 && !node.exact => Prose::plain(&unread.wording(tries, can_be_left)),
            Some(own) if unread.is_plain() => self.tell(own),
            _ => Prose::plain(&unread.wording(tries, can_be_left)),
        };
        if (empty || *unread == Unread::NotKnown) && tries == 0 && !node.examples.is_empty() {
            let examples = node.examples.iter().map(|example| self.tell(example).to_string()).collect::<Vec<_>>();
            wording.append(Prose::plain(&phrases::for_example(&examples)));
        }
        if *unread == Unread::AsksBack
            && let Some(because) = self.asked_because(node)
        {
            let because = Prose::plain(&phrases::asked_because(&because.to_string()));
            // Who asks what for is told that, and no more.
            if replies::asks_what_for(text) {
                wording = because;
            } else {
                wording.append(because);
            }
        }
        self.not_read(&wording);
        None
    }

    fn kept(&mut self, node: &Node, value: Value) {
        if let Some(place) = &node.keep {
            self.keep(place, value);
        }
    }

    fn answered_plainly(&mut self, id: NodeId, text: &str) -> Onward {
        self.assign(&self.script.node(id).set);
        self.after(id, Answered::Plain, text)
    }

    /// An answer that isn't one: declined, not known, later.
    pub(super) fn aside(&mut self, id: NodeId, aside: &Option<Aside>, understood: Understood, text: &str) -> Onward {
        let node = self.script.node(id);
        if !can_be_left(node, aside) {
            self.not_read(&Prose::plain(phrases::NEEDED));
            return None;
        }
        let (value, answered, default) = match understood {
            Understood::Unknown => (Value::Unknown, Answered::Unknown, phrases::UNKNOWN),
            Understood::Later => (Value::Later, Answered::Later, phrases::LATER),
            _ => (Value::Declined, Answered::Declined, phrases::DECLINED),
        };
        self.understand(understood);
        let wording = match aside.as_ref().and_then(|aside| aside.say.as_ref()) {
            Some(say) => self.tell(say),
            None => Prose::plain(default),
        };
        self.said.append(wording);
        self.kept(node, value);
        if let Some(aside) = aside {
            self.assign(&aside.set);
        }
        self.assign(&node.set);
        self.after(id, answered, text)
    }
}

/// Whether a way leads on that needs none of the options.
fn can_be_left(node: &Node, aside: &Option<Aside>) -> bool {
    let choices = node.ask.as_ref().map(Ask::choices).unwrap_or_default();
    goes_its_own_way(aside) || node.goto.is_some() || choices.iter().all(|choice| choice.goto.is_none())
}

/// Whether its writer says where it leads when nothing is answered.
fn goes_its_own_way(aside: &Option<Aside>) -> bool {
    aside.as_ref().is_some_and(|aside| aside.goto.is_some())
}

/// What an option is called, as it is offered now.
fn label_of(offered: &[Offered], place: usize) -> String {
    offered.iter().find(|offer| offer.place == place).map(|offer| offer.label.clone()).unwrap_or_default()
}
