//! What a node asks, and what may be answered.

use super::{Arguments, Assignment, Expression, FactId, NodeId, Place, Range, Template, Value, Way};
use crate::patterns::Ear;

/// What a node asks.
#[derive(Debug)]
pub enum Ask {
    /// Pick one.
    Choose(Vec<Choice>),
    /// Write anything. The samples stand for the kinds of things that people write.
    Text {
        /// Things that people write here.
        samples: Vec<String>,
        /// The words that only stand around an answer.
        around: Around,
    },
    /// Give a number.
    Number {
        /// The numbers that count.
        range: Range,
        /// What the lowest means.
        least: Option<Template>,
        /// What the highest means.
        most: Option<Template>,
    },
    /// Pick any.
    ChooseMany(Vec<Choice>),
    /// Name things, one after the other; each becomes a record and is met before the next is asked for.
    Gather(Gather),
    /// Say yes or no.
    YesNo(Box<YesNo>),
    /// Read, then go on.
    Continue(Option<Template>),
    /// Say what to do; with what is said where that isn't understood.
    Command(Option<Template>),
}

impl Ask {
    /// The options that it has, in the writer's order; none where it has no options.
    pub fn choices(&self) -> Vec<&Choice> {
        match self {
            Ask::Choose(choices) | Ask::ChooseMany(choices) => choices.iter().collect(),
            Ask::YesNo(both) => vec![&both.yes, &both.no],
            Ask::Text { .. } | Ask::Number { .. } | Ask::Continue(_) | Ask::Gather(_) | Ask::Command(_) => Vec::new(),
        }
    }

    /// What a scale's ends mean, with their numbers; what is pressed to go on, without one.
    pub fn labels(&self) -> Vec<(Option<i64>, &Template)> {
        match self {
            Ask::Number { range, least, most } => {
                let ends = [(range.low, least), (range.high, most)];
                ends.into_iter().filter_map(|(end, label)| Some((Some(end), label.as_ref()?))).collect()
            }
            Ask::Continue(label) => label.iter().map(|label| (None, label)).collect(),
            Ask::Choose(_) | Ask::ChooseMany(_) | Ask::YesNo(_) | Ask::Text { .. } | Ask::Gather(_) | Ask::Command(_) => Vec::new(),
        }
    }

    /// What is said beside its options: how the next thing is asked for, and what a command that isn't understood is told.
    pub fn further_texts(&self) -> Option<&Template> {
        match self {
            Ask::Gather(gather) => gather.more.as_ref(),
            Ask::Command(otherwise) => otherwise.as_ref(),
            Ask::Choose(_) | Ask::ChooseMany(_) | Ask::YesNo(_) | Ask::Number { .. } | Ask::Text { .. } | Ask::Continue(_) => None,
        }
    }

    /// Whether any words are an answer.
    pub fn takes_words(&self) -> bool {
        match self {
            Ask::Text { .. } | Ask::Gather(_) => true,
            Ask::Choose(_) | Ask::ChooseMany(_) | Ask::YesNo(_) | Ask::Number { .. } | Ask::Continue(_) | Ask::Command(_) => false,
        }
    }

    /// Things that people write here, where they write freely.
    pub fn samples(&self) -> &[String] {
        match self {
            Ask::Text { samples, .. } | Ask::Gather(Gather { samples, .. }) => samples,
            Ask::Choose(_) | Ask::ChooseMany(_) | Ask::YesNo(_) | Ask::Number { .. } | Ask::Continue(_) | Ask::Command(_) => &[],
        }
    }
}

/// A question for things, one after the other.
#[derive(Debug)]
pub struct Gather {
    /// The fact that keeps them as records.
    pub into: FactId,
    /// How many at most are gathered here.
    pub most: usize,
    /// The node that meets each of them.
    pub visit: Option<(NodeId, Arguments)>,
    /// How the next is asked for.
    pub more: Option<Template>,
    /// Whether a list of short things is several of them.
    pub several: bool,
    /// Things that people write here.
    pub samples: Vec<String>,
    /// The words that only stand around such a thing.
    pub around: Around,
}

/// What hears the words that only stand around an answer: "you can call him" before "M", and "i guess" behind it.
#[derive(Debug, Default)]
pub struct Around {
    /// What leads up to an answer; it hears only at the end of a text.
    pub after: Ear,
    /// What trails behind an answer; it hears only at the beginning of a text.
    pub before: Ear,
}

/// The two options of a yes-or-no question.
#[derive(Debug)]
pub struct YesNo {
    /// What follows yes.
    pub yes: Choice,
    /// What follows no.
    pub no: Choice,
}

/// One option of a question.
#[derive(Debug)]
pub struct Choice {
    /// The writer's name for it; transcripts and saves know it by this.
    pub id: String,
    /// What a person reads.
    pub label: Template,
    /// Where this doesn't hold, it isn't offered.
    pub when: Option<Expression>,
    /// Other ways to say it.
    pub hears: Ear,
    /// Whether it is meant wherever it is heard, whatever else is.
    pub first: bool,
    /// Whether it is shown; one that isn't is still understood.
    pub listed: bool,
    /// Where words are kept that fit no option; then they are this one.
    pub otherwise: Option<Place>,
    /// What the kept fact becomes.
    pub keeps: Value,
    /// What is set when it is chosen.
    pub set: Vec<Assignment>,
    /// Its own way on.
    pub goto: Option<Way>,
    /// Earlier names.
    pub formerly: Vec<String>,
}

/// The id of the option that says yes to a question for yes or no.
pub const YES: &str = "yes";
/// The id of the option that says no.
pub const NO: &str = "no";
