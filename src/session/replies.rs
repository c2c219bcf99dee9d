//! What a reply means as an answer to a question: exact before near, and asking back rather than guessing.

use super::turn::Understood;
use crate::caps;
use crate::patterns::{Heard, folded};
use crate::phrases;
use crate::script::{Ask, Range};
use std::collections::BTreeSet;

/// What a reply means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The option at this place in the writer's list.
    Choice(usize),
    /// The options at these places, in the writer's order.
    Many(Vec<usize>),
    /// A number in range.
    Number(i64),
    /// Their own words.
    Text(String),
    /// On.
    Continue,
    /// They decline.
    Declined,
    /// They don't know.
    Unknown,
    /// They'd rather answer later.
    Later,
    /// It can't be read.
    Unread(Unread),
}

/// Why a reply can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Nothing was typed.
    Empty,
    /// It is like nothing that would be an answer.
    Unlike,
    /// It is no number.
    NoNumber(Range),
    /// It is neither yes nor no.
    Neither,
    /// It is something, where only going on is asked.
    NotOn,
    /// It is equally near to these labels.
    Which(Vec<String>),
    /// It names a number among much else.
    Sure(i64),
    /// It names several numbers.
    WhichNumber(Vec<i64>),
    /// The number is too small or too large.
    Outside(Range),
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

    /// What is said after so many earlier tries.
    pub fn wording(&self, tries: u8) -> String {
        let kinder = |table: &[&str; 3]| table[usize::from(tries).min(2)].to_owned();
        match self {
            Unread::Empty => kinder(&phrases::EMPTY),
            Unread::Unlike => kinder(&phrases::UNREAD),
            Unread::NoNumber(_) if tries >= 2 => kinder(&phrases::UNREAD),
            Unread::NoNumber(range) => phrases::outside(range.low, range.high),
            Unread::Neither if tries < 2 => phrases::YES_OR_NO.to_owned(),
            Unread::Neither => kinder(&phrases::UNREAD),
            Unread::NotOn => phrases::PRESS_ENTER.to_owned(),
            Unread::Which(labels) => phrases::which(labels),
            Unread::Sure(number) => phrases::sure(*number),
            Unread::WhichNumber(numbers) => phrases::which_number(numbers),
            Unread::Outside(range) => phrases::outside(range.low, range.high),
            Unread::Fraction => phrases::WHOLE.to_owned(),
            Unread::TooLong => phrases::TOO_LONG.to_owned(),
            Unread::NoCommand => phrases::NO_COMMAND.to_owned(),
        }
    }
}

/// An option that is offered now.
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
pub(super) fn read(text: &str, ask: &Ask, offered: &[Offered], exact: bool) -> Reading {
    let text = text.trim();
    if text.chars().nth(caps::REPLY_CHARACTERS).is_some() {
        return Reading::Unread(Unread::TooLong);
    }
    let typed = Typed::new(text);
    match (exact_option(&typed, ask, offered), ask) {
        (Some(choice), Ask::ChooseMany(_)) => return Reading::Many(vec![choice]),
        (Some(choice), _) => return Reading::Choice(choice),
        (None, _) => {}
    }
    if text.starts_with('/') && !text[1..].starts_with(['/', ' ']) && text.len() > 1 {
        return Reading::Unread(Unread::NoCommand);
    }
    if let Some(aside) = aside(&typed) {
        return aside;
    }
    match ask {
        Ask::Continue(_) => proceed(&typed, offered),
        // Commands are heard before; nothing else is an answer there.
        Ask::Command(_) => Reading::Unread(Unread::Unlike),
        _ if text.is_empty() => Reading::Unread(Unread::Empty),
        Ask::Text { .. } if typed.folded.is_empty() && text.chars().all(|letter| letter.is_ascii_punctuation()) => {
            Reading::Unread(Unread::Empty)
        }
        Ask::Text { .. } => Reading::Text(text.to_owned()),
        Ask::Number { range, .. } => number(&typed, *range, exact),
        Ask::Gather(_) => Reading::Text(text.to_owned()),
        Ask::Choose(_) => option(&typed, ask, offered, exact),
        Ask::ChooseMany(_) => several(&typed, ask, offered, exact),
        Ask::YesNo(_) => match (either(&typed, exact), option(&typed, ask, offered, exact)) {
            (Some(yes), _) => Reading::Choice(usize::from(!yes)),
            (None, Reading::Unread(Unread::Unlike)) => Reading::Unread(Unread::Neither),
            (None, reading) => reading,
        },
    }
}

/// What an answer means that was understood before: the same, as long as it is still an answer here.
pub(super) fn remembered(understood: &Understood, words: &str, ask: &Ask, offered: &[Offered]) -> Reading {
    let choices = ask.choices();
    let place =
        |id: &String| offered.iter().map(|offer| offer.place).find(|place| choices.get(*place).is_some_and(|choice| choice.id == *id));
    let reading = match (understood, ask) {
        (Understood::Choice { id, .. }, Ask::Choose(_) | Ask::YesNo(_)) => place(id).map(Reading::Choice),
        (Understood::Many(ids), Ask::ChooseMany(_)) => ids.iter().map(place).collect::<Option<_>>().map(Reading::Many),
        (Understood::Number(number), Ask::Number { range, .. }) => range.holds(*number).then_some(Reading::Number(*number)),
        (Understood::Text | Understood::Named(_), Ask::Text { .. } | Ask::Gather(_)) => Some(Reading::Text(words.trim().to_owned())),
        (Understood::Continue, Ask::Continue(_)) => Some(Reading::Continue),
        (Understood::Declined | Understood::Forgotten, _) => Some(Reading::Declined),
        (Understood::Unknown, _) => Some(Reading::Unknown),
        (Understood::Later, _) => Some(Reading::Later),
        _ => None,
    };
    reading.unwrap_or(Reading::Unread(Unread::Unlike))
}

/// Whether a reply is an answer without any guessing: an option by its id, number or label, a number, yes or no, or none of it.
pub(super) fn is_exact(text: &str, ask: &Ask, offered: &[Offered]) -> bool {
    let typed = Typed::new(text.trim());
    let exact = match ask {
        Ask::Continue(_) => proceed(&typed, offered) == Reading::Continue,
        Ask::YesNo(_) => either(&typed, false).is_some(),
        Ask::Number { .. } => typed.text.parse::<i64>().is_ok(),
        _ => false,
    };
    exact || exact_option(&typed, ask, offered).is_some() || aside(&typed).is_some()
}

/// A reply, folded once.
struct Typed<'t> {
    text: &'t str,
    folded: String,
}

impl<'t> Typed<'t> {
    fn new(text: &'t str) -> Self {
        // What is longer than any option is no name of one; folding stays cheap.
        let short = text.char_indices().nth(400).map_or(text, |(end, _)| &text[..end]);
        Typed { text, folded: folded(short) }
    }
}

/// An option by its id, its number, or its label.
fn exact_option(typed: &Typed<'_>, ask: &Ask, offered: &[Offered]) -> Option<usize> {
    let choices = ask.choices();
    if choices.is_empty() {
        return None;
    }
    if let Some(offer) = offered.iter().find(|offer| choices[offer.place].id == typed.text) {
        return Some(offer.place);
    }
    let listed = offered.iter().filter(|offer| offer.listed).collect::<Vec<_>>();
    if let Ask::Choose(_) | Ask::ChooseMany(_) = ask
        && let Ok(number) = typed.text.trim_end_matches(['.', ')']).parse::<usize>()
        && let Some(offer) = number.checked_sub(1).and_then(|place| listed.get(place))
    {
        return Some(offer.place);
    }
    if typed.folded.is_empty() {
        return None;
    }
    let same = |offer: &&Offered| folded(&offer.label) == typed.folded || folded(&choices[offer.place].id) == typed.folded;
    offered.iter().find(same).map(|offer| offer.place)
}

fn aside(typed: &Typed<'_>) -> Option<Reading> {
    let is = |words: &[&str]| words.contains(&typed.folded.as_str());
    if is(phrases::DECLINED_WORDS) {
        Some(Reading::Declined)
    } else if is(phrases::UNKNOWN_WORDS) {
        Some(Reading::Unknown)
    } else if is(phrases::LATER_WORDS) {
        Some(Reading::Later)
    } else {
        None
    }
}

fn proceed(typed: &Typed<'_>, offered: &[Offered]) -> Reading {
    let label = offered.iter().any(|offer| folded(&offer.label) == typed.folded);
    if typed.text.is_empty() || label || phrases::GO_ON_WORDS.contains(&typed.folded.as_str()) {
        Reading::Continue
    } else {
        Reading::Unread(Unread::NotOn)
    }
}

fn either(typed: &Typed<'_>, exact: bool) -> Option<bool> {
    let is = |words: &[&str]| words.contains(&typed.folded.as_str());
    let (yes, no) = if exact { phrases::EXACT_YES_OR_NO } else { (phrases::YES_WORDS, phrases::NO_WORDS) };
    if is(yes) {
        Some(true)
    } else if is(no) {
        Some(false)
    } else {
        None
    }
}

/// An option by what it hears, by how it begins, by words in common, by a slip of the finger: the first that names exactly one.
fn option(typed: &Typed<'_>, ask: &Ask, offered: &[Offered], exact: bool) -> Reading {
    let choices = ask.choices();
    let heard = Heard::new(typed.text);
    let hears = |offer: &&Offered| choices[offer.place].hears.hears(&heard, &|_| None);
    let begins = |offer: &&Offered| folded(&offer.label).starts_with(&typed.folded);
    let mut near = vec![offered.iter().filter(hears).collect::<Vec<_>>()];
    if !exact && !typed.folded.is_empty() {
        near.push(offered.iter().filter(begins).collect());
        near.push(most_words_in_common(typed, offered));
        near.push(offered.iter().filter(|offer| slip(&typed.folded, &folded(&offer.label))).collect());
    }
    match near.into_iter().find(|found| !found.is_empty()) {
        None => Reading::Unread(Unread::Unlike),
        Some(found) if found.len() == 1 => Reading::Choice(found[0].place),
        Some(found) => Reading::Unread(Unread::Which(found.iter().map(|offer| offer.label.clone()).collect())),
    }
}

/// Several options, with commas, "and" or spaces between numbers: each must be read, or none is.
fn several(typed: &Typed<'_>, ask: &Ask, offered: &[Offered], exact: bool) -> Reading {
    let is = |words: &[&str]| words.contains(&typed.folded.as_str());
    if is(phrases::ALL_OR_NONE.0) {
        return Reading::Many(offered.iter().filter(|offer| offer.listed).map(|offer| offer.place).collect());
    }
    if is(phrases::ALL_OR_NONE.1) {
        return Reading::Many(Vec::new());
    }
    let numbers = typed.text.split([' ', ',']).all(|part| part.is_empty() || part.parse::<usize>().is_ok());
    let text = if numbers { typed.text.replace(' ', ",") } else { typed.text.replace(" and ", ",").replace(" & ", ",") };
    let mut places = BTreeSet::new();
    for part in text.split([',', ';']).filter(|part| !part.trim().is_empty()) {
        let part = Typed::new(part.trim());
        match exact_option(&part, ask, offered).map_or_else(|| option(&part, ask, offered, exact), Reading::Choice) {
            Reading::Choice(place) => {
                places.insert(place);
            }
            unread => return unread,
        }
    }
    Reading::Many(places.into_iter().collect())
}

/// Words that say too little to tell one option from another.
const SMALL_WORDS: [&str; 24] = [
    "a", "an", "the", "i", "me", "my", "it", "its", "is", "was", "to", "of", "and", "or", "in", "on", "at", "for", "that", "this", "be",
    "do", "with", "you",
];

fn most_words_in_common<'o>(typed: &Typed<'_>, offered: &'o [Offered]) -> Vec<&'o Offered> {
    let telling = |text: &str| text.split(' ').filter(|word| !SMALL_WORDS.contains(word)).map(str::to_owned).collect::<BTreeSet<_>>();
    let words = telling(&typed.folded);
    let common = |offer: &Offered| telling(&folded(&offer.label)).intersection(&words).count();
    let most = offered.iter().map(common).max().unwrap_or(0);
    // A long reply that happens to share a word with a label is a remark, not a choice.
    if most == 0 || most * 3 < words.len() {
        return Vec::new();
    }
    offered.iter().filter(|offer| common(offer) == most).collect()
}

/// Whether one is the other with a slip of the finger: one in four letters and up, two in nine and up.
fn slip(typed: &str, label: &str) -> bool {
    let allowed = match typed.chars().count() {
        0..=3 => 0,
        4..=8 => 1,
        9..=60 => 2,
        _ => 0,
    };
    allowed > 0 && strsim::osa_distance(typed, label) <= allowed
}

/// A number in digits or in words, alone or in a sentence.
fn number(typed: &Typed<'_>, range: Range, exact: bool) -> Reading {
    if exact {
        return match typed.text.parse::<i64>() {
            Ok(number) => in_range(number, range),
            Err(_) => Reading::Unread(Unread::NoNumber(range)),
        };
    }
    let Some(mut numbers) = numbers(typed.text) else { return Reading::Unread(Unread::Fraction) };
    // "7 out of 10": the second number says what the first one is measured by.
    if numbers.len() == 2 && numbers[1] == range.high && (typed.text.contains('/') || typed.folded.contains("out of")) {
        numbers.truncate(1);
    }
    numbers.dedup();
    match numbers[..] {
        [] => Reading::Unread(Unread::NoNumber(range)),
        [number] if range.holds(number) && remarks(typed) => Reading::Unread(Unread::Sure(number)),
        [number] => in_range(number, range),
        _ => Reading::Unread(Unread::WhichNumber(numbers.into_iter().take(4).collect())),
    }
}

/// Whether there is much more in a reply than a number, or a word that turns it around: then it may count something else
/// ("since I was 9"), or be another number ("less than 3").
fn remarks(typed: &Typed<'_>) -> bool {
    let about = |word: &&str| !phrases::ABOUT_NUMBERS.contains(word) && word.parse::<i64>().is_err();
    let words = typed.folded.split(' ');
    words.clone().filter(about).count() > 2 || words.clone().any(|word| phrases::NOT_THIS_NUMBER.contains(&word))
}

fn in_range(number: i64, range: Range) -> Reading {
    if range.holds(number) { Reading::Number(number) } else { Reading::Unread(Unread::Outside(range)) }
}

/// The numbers in a text, in order; nothing where one of them has a fraction.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    let split = |letter: char| letter.is_whitespace() || "/,;:!?()–—".contains(letter);
    let text = text.replace('−', "-");
    let mut minus = false;
    for word in text.split(split).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches('.').trim_start_matches('+');
        let sign = if std::mem::take(&mut minus) { -1 } else { 1 };
        let digits = word.strip_prefix('-').unwrap_or(word);
        let whole = digits.strip_suffix(".0").unwrap_or(digits);
        if !whole.is_empty() && whole.chars().all(|letter| letter.is_ascii_digit()) {
            let number = whole.parse::<i64>().unwrap_or(i64::MAX);
            numbers.push(sign * if word.starts_with('-') { -number } else { number });
        } else if digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.contains('.') {
            return None;
        } else if digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.contains('-') {
            // "6-7" names both.
            numbers.extend(digits.split('-').filter_map(|part| part.parse::<i64>().ok()));
        } else if let Some((_, number)) = phrases::NUMBER_WORDS.iter().find(|(name, _)| folded(word) == *name) {
            numbers.push(sign * *number);
        } else {
            minus = word == "-" || phrases::MINUS.contains(&folded(word).as_str());
        }
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Range = Range { low: 0, high: 10 };

    fn scale(text: &str) -> Reading {
        read(text, &Ask::Number { range: SCALE, least: None, most: None }, &[], false)
    }

    #[test]
    fn numbers_are_read_as_people_give_them() {
        let cases = [
            ("7", 7),
            (" 7. ", 7),
            ("7/10", 7),
            ("seven", 7),
            ("about 7 I think", 7),
            ("I'd say 7 out of 10", 7),
            ("Ten", 10),
            ("zero", 0),
            ("7.0", 7),
        ];
        for (text, number) in cases {
            assert_eq!(scale(text), Reading::Number(number), "{text}");
        }
    }

    #[test]
    fn numbers_that_need_a_word_are_asked_back() {
        let cases = [
            ("between 6 and 7", Unread::WhichNumber(vec![6, 7])),
            ("6-7", Unread::WhichNumber(vec![6, 7])),
            ("11", Unread::Outside(SCALE)),
            ("-3", Unread::Outside(SCALE)),
            ("99999999999999999999999", Unread::Outside(SCALE)),
            ("7.5", Unread::Fraction),
            ("since i was 9 years old", Unread::Sure(9)),
            ("my mum, she died when i was ten", Unread::Sure(10)),
            ("a lot", Unread::NoNumber(SCALE)),
            ("", Unread::Empty),
        ];
        for (text, unread) in cases {
            assert_eq!(scale(text), Reading::Unread(unread), "{text}");
        }
    }

    #[test]
    fn a_number_keeps_its_sign_and_its_denial() {
        let ask = Ask::Number { range: Range { low: -5, high: 5 }, least: None, most: None };
        let cases = [("-3", -3), ("- 3", -3), ("−3", -3), ("minus three", -3), ("negative 2", -2), ("+3", 3)];
        for (text, number) in cases {
            assert_eq!(read(text, &ask, &[], false), Reading::Number(number), "{text}");
        }
        for text in ["not 3", "less than 3"] {
            assert_eq!(read(text, &ask, &[], false), Reading::Unread(Unread::Sure(3)), "{text}");
        }
    }

    #[test]
    fn not_answering_is_an_answer() {
        let cases = [
            ("skip", Reading::Declined),
            ("I'd rather not.", Reading::Declined),
            ("Pass!", Reading::Declined),
            ("idk", Reading::Unknown),
            ("I don't know", Reading::Unknown),
            ("not now", Reading::Later),
            ("Ask me later", Reading::Later),
        ];
        for (text, reading) in cases {
            assert_eq!(read(text, &Ask::Text { samples: Vec::new() }, &[], false), reading, "{text}");
        }
    }

    #[test]
    fn an_exact_number_is_not_guessed() {
        let ask = Ask::Number { range: SCALE, least: None, most: None };
        assert_eq!(read("7", &ask, &[], true), Reading::Number(7));
        assert_eq!(read("about 7", &ask, &[], true), Reading::Unread(Unread::NoNumber(SCALE)));
    }

    #[test]
    fn a_text_is_kept_as_it_was_typed() {
        let ask = Ask::Text { samples: Vec::new() };
        assert_eq!(read("  Her laugh. ", &ask, &[], false), Reading::Text("Her laugh.".to_owned()));
        assert_eq!(read("...", &ask, &[], false), Reading::Unread(Unread::Empty));
        assert_eq!(read("🙂", &ask, &[], false), Reading::Text("🙂".to_owned()));
        assert_eq!(read(&"a".repeat(caps::REPLY_CHARACTERS + 1), &ask, &[], false), Reading::Unread(Unread::TooLong));
    }
}
