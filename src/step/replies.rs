//! What a reply means as an answer to a question: exact before near, and asking back rather than guessing.

mod asides;
mod choices;
mod either;
mod numbers;
mod places;
mod resemblance;
mod several;
mod typed;
mod unread;

pub(super) use asides::{is_all, is_repeat};
pub(super) use unread::Unread;

use super::turn::Understood;
use crate::caps;
use crate::patterns::folded;
use crate::script::{Ask, Gather};
use choices::Options;
use typed::Typed;

/// What a reply means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The option at this place in the writer's list.
    Choice(usize),
    /// Words that fit no option; the one at this place takes them.
    Otherwise(usize, String),
    /// The options at these places, in the writer's order.
    Many(Vec<usize>),
    /// A number in range.
    Number(i64),
    /// Their own words.
    Text(String),
    /// On; where things are gathered, no more of them.
    Continue,
    /// They decline.
    Declined,
    /// Nothing came, several times, and it is left by itself.
    Silent,
    /// Nothing came that fitted, several times, and it is left by itself.
    Unanswered,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// It can't be read.
    Unread(Unread),
}

/// What a reply was read as, and how surely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// What it means.
    pub reading: Reading,
    /// Whether that rests on a likeness: a slip of the finger, a beginning, words in common.
    pub guessed: bool,
}

impl Read {
    fn sure(reading: Reading) -> Self {
        Read { reading, guessed: false }
    }

    fn guess(reading: Reading) -> Self {
        Read { reading, guessed: true }
    }

    fn unread(unread: Unread) -> Self {
        Read::sure(Reading::Unread(unread))
    }
}

/// An option that is offered now, or the meaning of an end of a scale.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    /// Its place in the writer's list.
    pub place: usize,
    /// What a person reads.
    pub label: String,
    /// Whether it is shown.
    pub listed: bool,
}

/// Reads a reply. `exact` turns every guess off.
pub(super) fn read(text: &str, ask: &Ask, offered: &[Offered], exact: bool) -> Read {
    let text = text.trim();
    if text.chars().nth(caps::REPLY_CHARACTERS).is_some() {
        return Read::unread(Unread::TooLong);
    }
    let typed = Typed::new(text);
    let options = Options::new(ask, offered);
    match (options.named(&typed), ask) {
        (Some(place), Ask::ChooseMany(_)) => return Read::sure(Reading::Many(vec![place])),
        (Some(place), _) => return Read::sure(Reading::Choice(place)),
        (None, _) => {}
    }
    if text.starts_with('/') && !text[1..].starts_with(['/', ' ']) && text.len() > 1 {
        return Read::unread(Unread::NoCommand);
    }
    match ask {
        Ask::Continue(_) => proceed(&typed, offered),
        // Commands are heard before; nothing else is an answer there.
        Ask::Command(_) => Read::unread(Unread::Unlike),
        _ if text.is_empty() => Read::unread(Unread::Empty),
        Ask::Text { .. } if typed.says_nothing() => Read::unread(Unread::Empty),
        Ask::Text { .. } => asides::whole(&typed).unwrap_or_else(|| Read::sure(Reading::Text(text.to_owned()))),
        Ask::Gather(_) => one_more(&typed),
        // Nothing more is said there, and no number either.
        Ask::Number { .. } if is_all(text) => Read::sure(Reading::Declined),
        Ask::Number { range, .. } => asides::any(&typed, exact).unwrap_or_else(|| numbers::read(&typed, *range, offered, exact)),
        Ask::Choose(_) => {
            let read = asides::unless(&typed, &options, exact).unwrap_or_else(|| options.one(&typed, exact));
            // What that option hears are somebody's own words, too; its number and its label aren't.
            let takes = match &read.reading {
                Reading::Unread(Unread::Unlike) => options.otherwise(&typed),
                Reading::Choice(place) if !read.guessed => options.otherwise(&typed).filter(|otherwise| otherwise == place),
                _ => None,
            };
            match takes.filter(|_| !exact) {
                Some(place) => Read::sure(Reading::Otherwise(place, text.to_owned())),
                None => read,
            }
        }
        Ask::ChooseMany(_) => asides::unless(&typed, &options, exact).unwrap_or_else(|| several::read(&typed, &options, exact)),
        Ask::YesNo(_) => either::read(&typed, &options, exact),
    }
}

/// Whether a reply is an answer without any guessing: an option by its id, number or label, a number, yes or no, or none of it.
pub(super) fn is_exact(text: &str, ask: &Ask, offered: &[Offered]) -> bool {
    let typed = Typed::new(text.trim());
    let exact = match ask {
        Ask::Continue(_) => proceed(&typed, offered).reading == Reading::Continue,
        Ask::YesNo(_) => either::whole(&typed).is_some(),
        Ask::Number { .. } => typed.text.parse::<i64>().is_ok(),
        _ => false,
    };
    exact || Options::new(ask, offered).named(&typed).is_some() || asides::any(&typed, false).is_some()
}

/// Yes or no, where nothing else was said.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    either::whole(&Typed::new(text.trim()))
}

fn proceed(typed: &Typed<'_>, offered: &[Offered]) -> Read {
    let label = offered.iter().any(|offer| typed.is(&folded(&offer.label)));
    if typed.says_nothing() || label || asides::goes_on(typed) {
        return Read::sure(Reading::Continue);
    }
    asides::any(typed, false).unwrap_or_else(|| Read::unread(Unread::NotOn))
}

/// One thing more, or no more of them. A no ends naming, and a yes names nothing yet.
fn one_more(typed: &Typed<'_>) -> Read {
    if typed.says_nothing() || typed.is_only_a_sound() {
        return Read::unread(Unread::Empty);
    }
    if let Some(aside) = asides::whole(typed) {
        return aside;
    }
    if asides::is_enough(typed) {
        return Read::sure(Reading::Continue);
    }
    if either::whole(typed) == Some(false) {
        return Read::sure(Reading::Continue);
    }
    if either::is_bare_yes(typed) {
        return Read::unread(Unread::Unnamed);
    }
    Read::sure(Reading::Text(typed.text.to_owned()))
}

/// Whether somebody wrote nothing but a number where words are asked for: more often than not it was meant for a list that isn't
/// there any more. Where a sample has a number in it, numbers are words, too.
pub(super) fn is_only_a_number(reading: &Reading, ask: &Ask) -> bool {
    let (Reading::Text(words), Ask::Text { samples, .. } | Ask::Gather(Gather { samples, .. })) = (reading, ask) else { return false };
    let digits = |text: &str| text.chars().any(|letter| letter.is_ascii_digit());
    words.len() <= 2 && words.chars().all(|letter| letter.is_ascii_digit()) && !samples.iter().any(|sample| digits(sample))
}

/// Whether a reply asks what the question means: that is no answer, whatever words it has in common with one.
pub(super) fn asks_back(text: &str) -> bool {
    asides::asks_back(&Typed::new(text))
}

/// Whether that is asked as what it is for.
pub(super) fn asks_what_for(text: &str) -> bool {
    let plain = folded(text);
    ["why", "for", "matter"].iter().any(|word| plain.split(' ').any(|typed| typed == *word))
}

/// Whether a reply asks something itself. A word or two with a mark behind them are an answer that is unsure.
pub(super) fn asks(text: &str) -> bool {
    text.trim_end().ends_with('?') && text.split_whitespace().nth(2).is_some()
}

/// What an answer means that was understood before: the same, as long as it is still an answer here.
pub(super) fn remembered(understood: &Understood, words: &str, ask: &Ask, offered: &[Offered]) -> Reading {
    let choices = ask.choices();
    let place =
        |id: &String| offered.iter().map(|offer| offer.place).find(|place| choices.get(*place).is_some_and(|choice| choice.id == *id));
    let reading = match (understood, ask) {
        // Words that an option took since they fit none are kept anew.
        (Understood::Choice { id, .. }, Ask::Choose(_) | Ask::YesNo(_)) => {
            place(id).map(|place| match read(words, ask, offered, false).reading {
                Reading::Otherwise(otherwise, words) if otherwise == place => Reading::Otherwise(place, words),
                _ => Reading::Choice(place),
            })
        }
        (Understood::Many(ids), Ask::ChooseMany(_)) => ids.iter().map(place).collect::<Option<_>>().map(Reading::Many),
        (Understood::Number(number), Ask::Number { range, .. }) => range.holds(*number).then_some(Reading::Number(*number)),
        (Understood::Text | Understood::Named(_), Ask::Text { .. } | Ask::Gather(_)) => Some(Reading::Text(words.trim().to_owned())),
        (Understood::Continue, Ask::Continue(_)) => Some(Reading::Continue),
        (Understood::Declined | Understood::Forgotten, _) => Some(Reading::Declined),
        (Understood::Silent, _) => Some(Reading::Silent),
        (Understood::Unanswered, _) => Some(Reading::Unanswered),
        (Understood::Unknown, _) => Some(Reading::Unknown),
        (Understood::Later, _) => Some(Reading::Later),
        _ => None,
    };
    reading.unwrap_or(Reading::Unread(Unread::Unlike))
}

#[cfg(test)]
mod tests;
