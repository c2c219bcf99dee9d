//! Why a reply can't be read, and what is said then: each time otherwise, and the third time with a way out.

use crate::phrases;
use crate::script::Range;

/// Why a reply can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::step) enum Unread {
    /// Nothing was typed, or nothing that says anything.
    Empty,
    /// They don't know, and may do so once they see what others might say.
    NotKnown,
    /// It asks something itself.
    Question,
    /// It asks what the question means.
    AsksBack,
    /// It is like nothing that would be an answer.
    Unlike,
    /// It is no number.
    NoNumber(Range),
    /// It is neither yes nor no.
    Neither,
    /// It is something, where only going on is asked.
    NotOn,
    /// It says that there is one thing more, and doesn't name it.
    Unnamed,
    /// It is equally near to these labels.
    Which(Vec<String>),
    /// It names a number among much else.
    Sure(i64),
    /// It names several numbers.
    WhichNumber(Vec<i64>),
    /// The number is too small or too large.
    Outside(Range),
    /// It is a number, where words are asked for.
    OnlyANumber,
    /// The number has a fraction.
    Fraction,
    /// It is longer than anything that can be kept.
    TooLong,
    /// It looks like a command, and there is none of that name.
    NoCommand,
}

impl Unread {
    /// Whether nothing more can be said than that it wasn't understood: then the writer's own words serve better.
    pub fn is_plain(&self) -> bool {
        matches!(self, Unread::Empty | Unread::Unlike | Unread::NoNumber(_) | Unread::NotOn | Unread::Neither)
    }

    /// Whether it is words that fit nothing: a third time, the question is left.
    pub fn fits_nothing(&self) -> bool {
        matches!(self, Unread::Unlike | Unread::NoNumber(_) | Unread::Neither | Unread::Question)
    }

    /// What is said after so many earlier tries. "Skip" is only named where the question can be left.
    pub fn wording(&self, tries: u8, can_be_left: bool) -> String {
        let kinder = |table: &[&str; 3]| table[usize::from(tries).min(2)].to_owned();
        match self {
            Unread::Empty if can_be_left => kinder(&phrases::EMPTY),
            Unread::Empty => kinder(&phrases::EMPTY_BUT_NEEDED),
            Unread::Unlike | Unread::NoNumber(_) | Unread::Neither if tries >= 2 && !can_be_left => phrases::UNREAD_BUT_NEEDED.to_owned(),
            Unread::Unlike => kinder(&phrases::UNREAD),
            Unread::NotKnown => phrases::UNKNOWN.to_owned(),
            Unread::AsksBack => phrases::MEANT_SIMPLY.to_owned(),
            Unread::Question if can_be_left => phrases::A_QUESTION.to_owned(),
            Unread::Question => phrases::A_QUESTION_BUT_NEEDED.to_owned(),
            Unread::NoNumber(_) if tries >= 2 => kinder(&phrases::UNREAD),
            Unread::NoNumber(range) => phrases::outside(range.low, range.high),
            Unread::Neither if tries < 2 => phrases::YES_OR_NO.to_owned(),
            Unread::Neither => kinder(&phrases::UNREAD),
            Unread::NotOn => phrases::PRESS_ENTER.to_owned(),
            Unread::Unnamed => phrases::NAME_IT.to_owned(),
            Unread::Which(labels) => phrases::which(labels),
            Unread::Sure(number) => phrases::sure(*number),
            Unread::WhichNumber(numbers) => phrases::which_number(numbers),
            Unread::Outside(range) => phrases::outside(range.low, range.high),
            Unread::OnlyANumber => phrases::ONLY_A_NUMBER.to_owned(),
            Unread::Fraction => phrases::WHOLE.to_owned(),
            Unread::TooLong => phrases::TOO_LONG.to_owned(),
            Unread::NoCommand => phrases::NO_COMMAND.to_owned(),
        }
    }
}
