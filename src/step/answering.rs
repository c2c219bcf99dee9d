//! What an answer does: it is kept, facts are set, and it leads on. What is no answer is asked again, or left.

use super::bind::Answer;
use super::events::Said;
use super::run::{Onward, Run};
use super::state::Answered;
use crate::phrases;
use crate::reading::{Left, Meaning, Misfit, Words};
use crate::script::{Aside, Ask, Choice, Node, NodeId, Value};

/// So many replies in a row that say nothing leave the question at which the last of them stands.
const SILENT_TILL_LEFT: u8 = 2;
/// So many replies that fit nothing are asked again; the next one leaves the question.
const MISFITS_BEFORE_LEFT: u8 = 2;
/// Where only the exact counts, only one: such a question is no form to be held in by somebody who is in need.
const EXACT_MISFITS_BEFORE_LEFT: u8 = 1;

impl<'s> Run<'s> {
    /// The answer to the present question.
    pub(super) fn answer(&mut self, answer: Answer) -> Onward {
        let script = self.script;
        let id = self.state.stack.last()?.node;
        let node = script.node(id);
        let ask = node.ask.as_ref()?;
        self.state.pending = None;
        self.state.silent = if answer == Answer::Left(Left::Silent) { SILENT_TILL_LEFT } else { 0 };
        match (answer, ask) {
            (Answer::Things(things), Ask::Gather(gather)) => self.gather(id, gather, things),
            (Answer::GoOn, Ask::Gather(_)) => self.gathers_no_more(id),
            (Answer::Forgotten, Ask::Gather(gather)) => self.forgotten_one(id, gather),
            (Answer::Option(place), _) => {
                let choice = *ask.choices().get(place)?;
                self.understand(Meaning::Option(choice.id.clone()));
                self.choose(id, choice, place)
            }
            (Answer::Otherwise(place, kept), _) => {
                let choice = *ask.choices().get(place)?;
                self.understand(Meaning::Otherwise { option: choice.id.clone(), words: Words::kept(&kept.words.text, None) });
                if let Some(otherwise) = &choice.otherwise {
                    self.keep_words(otherwise, kept);
                }
                self.choose(id, choice, place)
            }
            (Answer::Options(places), _) => {
                let choices = ask.choices();
                let chosen = places.iter().filter_map(|place| choices.get(*place).copied()).collect::<Vec<_>>();
                self.understand(Meaning::Options(chosen.iter().map(|choice| choice.id.clone()).collect()));
                let kept = chosen.iter().filter_map(|choice| match choice.keeps {
                    Value::Option(place) => Some(place),
                    _ => None,
                });
                self.kept(node, Value::Many(kept.collect()));
                chosen.iter().for_each(|choice| self.assign(&choice.set));
                self.answered_plainly(id, "")
            }
            (Answer::Number(number), _) => {
                self.understand(Meaning::Number(number));
                self.kept(node, Value::Number(number));
                self.answered_plainly(id, "")
            }
            (Answer::Words(kept), _) => {
                let text = kept.words.text.clone();
                self.understand(Meaning::Words(Words::kept(&text, None)));
                if let Some(place) = &node.keep {
                    self.keep_words(place, kept);
                }
                self.answered_plainly(id, &text)
            }
            (Answer::Things(_), _) => None,
            (Answer::GoOn, _) => {
                self.understand(Meaning::GoOn);
                self.answered_plainly(id, "")
            }
            (Answer::Declined, _) => self.aside(id, &node.declined, Meaning::Declined),
            (Answer::Forgotten, _) => self.aside(id, &node.declined, Meaning::Declined),
            (Answer::Left(why), _) => self.aside(id, &node.declined, Meaning::Left(why)),
            (Answer::Unknown, _) => self.aside(id, &node.unknown, Meaning::Unknown),
            (Answer::Later, _) => self.aside(id, &node.later, Meaning::Later),
        }
    }

    /// Notes how the answer at hand was understood.
    pub(super) fn understand(&mut self, understood: Meaning) {
        *self.at_hand_mut() = Some(understood);
    }

    /// How the answer at hand was understood.
    pub(super) fn at_hand(&self) -> Option<&Meaning> {
        self.events.resumed.last().map_or(self.events.understood.as_ref(), |resumed| resumed.understood.as_ref())
    }

    fn at_hand_mut(&mut self) -> &mut Option<Meaning> {
        match self.events.resumed.last_mut() {
            Some(resumed) => &mut resumed.understood,
            None => &mut self.events.understood,
        }
    }

    /// The words of the answer at hand name this record.
    pub(super) fn names_record(&mut self, key: String) {
        match self.at_hand_mut() {
            Some(Meaning::Words(words) | Meaning::Otherwise { words, .. }) => words.record = Some(key),
            Some(Meaning::Things(things)) => {
                if let Some(first) = things.first_mut() {
                    first.record = Some(key);
                }
            }
            _ => {}
        }
    }

    /// One option is taken.
    fn choose(&mut self, id: NodeId, choice: &'s Choice, place: usize) -> Onward {
        let node = self.script.node(id);
        self.kept(node, choice.keeps.clone());
        self.assign(&choice.set);
        self.assign(&node.set);
        self.after(id, Answered::Choice(place as u16), "")
    }

    /// What comes of a reply that is no answer: it is asked again, otherwise each time. What can be left is left at last, since
    /// nobody should have to find a word for it: the second time that nothing came, the third time that nothing fitted.
    pub(super) fn not_taken(&mut self, misfit: Misfit) -> Onward {
        let (id, unread) = self.state.stack.last().map(|frame| (frame.node, frame.unread))?;
        let node = self.script.node(id);
        let empty = misfit == Misfit::Empty;
        self.state.silent = if empty { self.state.silent.saturating_add(1) } else { 0 };
        let tries = if empty { self.state.silent.saturating_sub(1) } else { unread };
        let can_be_left = can_be_left(node, &node.declined);
        if can_be_left && !node.exact && empty && self.state.silent == SILENT_TILL_LEFT {
            return self.aside(id, &node.declined, Meaning::Left(Left::Silent));
        }
        let before_left = if node.exact { EXACT_MISFITS_BEFORE_LEFT } else { MISFITS_BEFORE_LEFT };
        if can_be_left && (!node.exact || goes_its_own_way(&node.declined)) && fits_nothing(&misfit) && tries >= before_left {
            return self.aside(id, &node.declined, Meaning::Left(Left::Misfit));
        }
        self.events.misfit = Some(misfit.clone());
        self.not_read(Said::Misfit { misfit: misfit.clone(), tries, can_be_left });
        self.state.pending = match misfit {
            Misfit::AskedBack(pending) => Some(pending),
            Misfit::WithRest { misfit, .. } => match *misfit {
                Misfit::AskedBack(pending) => Some(pending),
                _ => None,
            },
            _ => None,
        };
        None
    }

    fn kept(&mut self, node: &Node, value: Value) {
        if let Some(place) = &node.keep {
            self.keep(place, value);
        }
    }

    /// `text` is what the node's hook hears.
    fn answered_plainly(&mut self, id: NodeId, text: &str) -> Onward {
        self.assign(&self.script.node(id).set);
        self.after(id, Answered::Plain, text)
    }

    /// An answer that isn't one: declined, not known, later, left.
    pub(super) fn aside(&mut self, id: NodeId, aside: &'s Option<Box<Aside>>, understood: Meaning) -> Onward {
        let node = self.script.node(id);
        if !can_be_left(node, aside) {
            return self.not_taken(Misfit::Needed);
        }
        let (value, answered, default) = match understood {
            Meaning::Unknown => (Value::Unknown, Answered::Unknown, phrases::UNKNOWN),
            Meaning::Later => (Value::Later, Answered::Later, phrases::LATER),
            _ => (Value::Declined, Answered::Declined, phrases::DECLINED),
        };
        self.state.pending = None;
        if understood == Meaning::Left(Left::Misfit) {
            self.say(Said::Phrase(phrases::LEFT_UNREAD));
        }
        self.understand(understood);
        self.say_or(aside.as_ref().and_then(|aside| aside.say.as_ref()), default);
        self.kept(node, value);
        if let Some(aside) = aside {
            self.assign(&aside.set);
        }
        self.assign(&node.set);
        self.after(id, answered, "")
    }
}

/// Whether it is words that fit nothing: a third time, the question is left.
fn fits_nothing(misfit: &Misfit) -> bool {
    matches!(misfit, Misfit::Unlike | Misfit::NoNumber | Misfit::Neither | Misfit::Question)
}

/// Whether a way leads on that needs none of the options.
fn can_be_left(node: &Node, aside: &Option<Box<Aside>>) -> bool {
    let choices = node.ask.as_ref().map(Ask::choices).unwrap_or_default();
    goes_its_own_way(aside) || node.goto.is_some() || choices.iter().all(|choice| choice.goto.is_none())
}

/// Whether its writer says where it leads when nothing is answered.
fn goes_its_own_way(aside: &Option<Box<Aside>>) -> bool {
    aside.as_ref().is_some_and(|aside| aside.goto.is_some())
}
