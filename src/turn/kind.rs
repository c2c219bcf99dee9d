//! The kinds of questions, as a front end shows them. A further kind is written here once; whoever shows questions goes by what
//! these say of it.

use super::rendering::Renderer;
use crate::phrases;
use crate::script::{Ask, Choice, NO, Prose, Template, YES};
use serde::Serialize;

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// By one of these.
    Choose(Vec<Offer>),
    /// By anything.
    Text,
    /// By a whole number.
    Number {
        /// The smallest.
        low: i64,
        /// The largest.
        high: i64,
        /// What the smallest means.
        least: Option<Prose>,
        /// What the largest means.
        most: Option<Prose>,
    },
    /// By any of these.
    ChooseMany(Vec<Offer>),
    /// By naming one thing more.
    Gather,
    /// By yes or no.
    YesNo {
        /// What yes is called.
        yes: Prose,
        /// What no is called.
        no: Prose,
    },
    /// By going on.
    Continue(Prose),
    /// By saying what to do.
    Command,
}

impl Kind {
    /// Whether any words are an answer.
    pub fn takes_words(&self) -> bool {
        match self {
            Kind::Text | Kind::Gather => true,
            Kind::Choose(_) | Kind::ChooseMany(_) | Kind::YesNo { .. } | Kind::Number { .. } | Kind::Continue(_) | Kind::Command => false,
        }
    }

    /// Its name, as a transcript has it.
    pub fn name(&self) -> String {
        match self {
            Kind::Choose(_) => "choose".to_owned(),
            Kind::ChooseMany(_) => "choose any".to_owned(),
            Kind::Gather => "gather".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Number { low, high, .. } => format!("number {low} to {high}"),
            Kind::YesNo { .. } => "yes or no".to_owned(),
            Kind::Continue(_) => "continue".to_owned(),
            Kind::Command => "command".to_owned(),
        }
    }

    /// What is shown as an answer, each under the name by which a transcript knows it: the options, the ends of a scale.
    pub fn shown(&self) -> Vec<Offer> {
        match self {
            Kind::Number { low, high, least, most } => {
                let end = |(number, label): (&i64, &Option<Prose>)| Some(Offer { id: number.to_string(), label: label.clone()? });
                [(low, least), (high, most)].into_iter().filter_map(end).collect()
            }
            _ => self.offers(),
        }
    }

    /// The options that may be chosen by their ids: those of a list, yes and no.
    pub fn offers(&self) -> Vec<Offer> {
        match self {
            Kind::Choose(offers) | Kind::ChooseMany(offers) => offers.clone(),
            Kind::YesNo { yes, no } => [(YES, yes), (NO, no)].map(|(id, label)| Offer { id: id.to_owned(), label: label.clone() }).into(),
            Kind::Text | Kind::Gather | Kind::Number { .. } | Kind::Continue(_) | Kind::Command => Vec::new(),
        }
    }
}

/// An option that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The writer's name for it.
    pub id: String,
    /// What a person reads.
    pub label: Prose,
}

impl Renderer<'_> {
    /// The kind of a question, as things are.
    pub(super) fn kind(&mut self, ask: &Ask) -> Kind {
        match ask {
            Ask::Choose(choices) => Kind::Choose(self.offers(choices)),
            Ask::ChooseMany(choices) => Kind::ChooseMany(self.offers(choices)),
            Ask::Gather(_) => Kind::Gather,
            Ask::Text { .. } => Kind::Text,
            Ask::Command(_) => Kind::Command,
            Ask::Number { range, least, most } => {
                let mut end = |end: &Option<Template>| end.as_ref().map(|end| self.tell(end));
                Kind::Number { low: range.low, high: range.high, least: end(least), most: end(most) }
            }
            Ask::YesNo(both) => Kind::YesNo { yes: self.label(&both.yes), no: self.label(&both.no) },
            Ask::Continue(label) => Kind::Continue(match label {
                Some(label) => self.tell(label),
                None => Prose::plain(phrases::GO_ON),
            }),
        }
    }

    fn offers(&mut self, choices: &[Choice]) -> Vec<Offer> {
        let offered = choices.iter().filter(|choice| choice.listed && choice.when.as_ref().is_none_or(|when| self.holds(when)));
        let offered = offered.collect::<Vec<_>>();
        offered.into_iter().map(|choice| Offer { id: choice.id.clone(), label: self.label(choice) }).collect()
    }
}
