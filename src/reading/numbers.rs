//! A number in digits or in words, alone or in a sentence; asked back where it may be another.

use super::line::Line;
use super::meaning::{Meaning, Misfit, Pending};
use super::resemblance::{dropped, swapped};
use super::{Asked, Found};
use crate::english as words;
use crate::patterns::folded;
use crate::script::{Ask, Range};

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let Ask::Number { range, .. } = asked.ask else { return None };
    let range = *range;
    if asked.exact {
        return line.text.parse::<i64>().ok().map(|number| in_range(number, range));
    }
    if line.is_only_a_sound() {
        return None;
    }
    // What an end of the scale means is a name of that end; "no one" is nobody there, too.
    let plain = folded(line.text).replace("no one ", "nobody ");
    if let Some(end) = asked.options.iter().find(|end| end.label.folded == plain) {
        return end.id.parse().ok().map(|number| Found::sure(Meaning::Number(number)));
    }
    let mut tokens = tokens(line.text);
    let mut mended = false;
    if !tokens.iter().any(|token| matches!(token, Token::Number(_) | Token::Fraction)) {
        mended = mend(&mut tokens);
    }
    if tokens.contains(&Token::Fraction) {
        return Some(Found::misfit(Misfit::Fraction));
    }
    let mut numbers = tokens.iter().filter_map(Token::number).collect::<Vec<_>>();
    if is_measure(&tokens, &numbers, range) {
        numbers.truncate(1);
    }
    numbers.dedup();
    let scale = !asked.options.is_empty() || is_scale(range);
    // "5. 3 rounds and then nothing" answers first, and tells after it.
    if let Some(number) = opens(&tokens, scale).filter(|number| !mended && range.holds(*number)) {
        return Some(Found::guess(Meaning::Number(number)));
    }
    match numbers[..] {
        [] => None,
        // Both ends name the scale.
        [low, high] if (low, high) == (range.low, range.high) => None,
        [number] if !range.holds(number) => Some(Found::misfit(Misfit::Outside)),
        [number] if counts_something_else(&tokens, scale) || is_remark(&tokens) => {
            Some(Found::misfit(Misfit::AskedBack(Pending::Sure(number))))
        }
        [number] if mended => Some(Found::guess(Meaning::Number(number))),
        [number] => Some(Found::sure(Meaning::Number(number))),
        _ => Some(Found::misfit(Misfit::AskedBack(Pending::Numbers(numbers.into_iter().take(4).collect())))),
    }
}

/// A piece of a reply that may hold a number.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Fraction,
    /// Any other word, folded.
    Word(String),
    /// A slash between two numbers.
    Over,
    /// A number that is only a lower bound: "7+".
    OrMore,
    /// A sign at which one thought ends.
    Break,
}

impl Token {
    fn number(&self) -> Option<i64> {
        if let Token::Number(number) = self { Some(*number) } else { None }
    }

    fn is(&self, words: &[&str]) -> bool {
        matches!(self, Token::Word(word) if words.contains(&word.as_str()))
    }
}

fn in_range(number: i64, range: Range) -> Found {
    if range.holds(number) { Found::sure(Meaning::Number(number)) } else { Found::misfit(Misfit::Outside) }
}

/// Whether the second number says what the first one is measured by: "7 out of 10", "7/10".
fn is_measure(tokens: &[Token], numbers: &[i64], range: Range) -> bool {
    let by = tokens.contains(&Token::Over) || tokens.iter().any(|token| token.is(&["of", "from", "von", "sur"]));
    numbers.len() == 2 && numbers[1] == range.high && by
}

/// A scale in all but name.
fn is_scale(range: Range) -> bool {
    matches!(range.low, 0 | 1) && range.high == 10
}

/// Whether a word turns the number around ("less than 3"), or says that it counts something else ("9 years" on a scale).
fn counts_something_else(tokens: &[Token], scale: bool) -> bool {
    let before = tokens.iter().position(|token| token.number().is_some()).unwrap_or(0);
    tokens[..before].iter().any(|token| token.is(words::NOT_THIS_NUMBER))
        || tokens.contains(&Token::OrMore)
        || (scale && tokens.iter().any(|token| token.is(words::UNITS_OF_TIME)))
}

/// Whether there is much more than a number.
fn is_remark(tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| matches!(token, Token::Word(_)) && !token.is(words::ABOUT_NUMBERS)).count() > 2
}

/// The number that stands alone before something that is told: "7, it's worse at night", "5. 3 rounds and then nothing",
/// "8 id never do that". Where the rest takes it back ("7, no, 8"), or only says what it counts, it's none.
fn opens(tokens: &[Token], scale: bool) -> Option<i64> {
    let told = |place: usize| match &tokens[place] {
        Token::Break => true,
        token => token.is(words::BEGIN_TO_TELL) && place > 0 && tokens[place - 1].number().is_some(),
    };
    let first = tokens.iter().position(|token| *token != Token::Break)?;
    let (answer, rest) = tokens.split_at((first..tokens.len()).find(|place| told(*place))?);
    let mut numbers = answer.iter().filter_map(Token::number);
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let alone = |token: &Token| matches!(token, Token::Break | Token::Number(_)) || token.is(words::ABOUT_NUMBERS);
    let words = rest.iter().filter(|token| matches!(token, Token::Word(_)));
    let telling = words.clone().filter(|token| !token.is(words::ABOUT_NUMBERS)).count();
    let counted = scale && words.clone().next().is_some_and(|token| token.is(words::UNITS_OF_TIME));
    let again = rest.iter().any(|token| token.number().is_some());
    let taken_back = again && tokens.iter().any(|token| token.is(words::TAKE_BACK));
    (answer.iter().all(alone) && telling > 1 && !counted && !taken_back).then_some(number)
}

/// Puts a number where its word was mistyped, if that is nearly all that was said; tells whether it did.
fn mend(tokens: &mut [Token]) -> bool {
    if is_remark(tokens) {
        return false;
    }
    let meant = |word: &str| {
        let long = words::NUMBER_WORDS.iter().filter(|(name, _)| name.len() > 2);
        let mut near = long.filter(|(name, _)| swapped(word, name) || dropped(word, name));
        near.next().filter(|_| near.next().is_none()).map(|(_, number)| *number)
    };
    for token in tokens {
        if let Token::Word(word) = token
            && !words::ABOUT_NUMBERS.contains(&word.as_str())
            && let Some(number) = meant(word)
        {
            *token = Token::Number(number);
            return true;
        }
    }
    false
}

/// The pieces of a reply.
fn tokens(text: &str) -> Vec<Token> {
    let letters = text.chars().filter(|letter| !matches!(letter, '\u{fe0f}' | '\u{20e3}')).map(plain).collect::<Vec<_>>();
    let mut tokens = Vec::new();
    let mut minus = false;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        if letter.is_ascii_digit() {
            let end = at + letters[at..].iter().take_while(|letter| letter.is_ascii_digit()).count();
            let number = letters[at..end].iter().collect::<String>().parse::<i64>().unwrap_or(i64::MAX);
            // "2nd" is a place, and no number of anything.
            if let Some(place) = ordinal_end(&letters, end) {
                tokens.push(Token::Word(letters[at..place].iter().collect()));
                at = place;
                continue;
            }
            let (token, end) = decimal(&letters, number, end);
            tokens.push(if std::mem::take(&mut minus) { negative(token) } else { token });
            at = end;
        } else if letter.is_alphabetic() {
            let end = at + letters[at..].iter().take_while(|letter| letter.is_alphabetic() || **letter == '\'' || **letter == '’').count();
            let word = folded(&letters[at..end].iter().collect::<String>());
            at = end;
            if words::MINUS.contains(&word.as_str()) {
                minus = true;
                continue;
            }
            named(&mut tokens, word, std::mem::take(&mut minus));
        } else {
            let after_number = matches!(tokens.last(), Some(Token::Number(_)));
            match letter {
                '½' | '¼' | '¾' => tokens.push(Token::Fraction),
                // A minus stands before a number and behind none: "6-7" names both.
                '-' if next.is_ascii_digit() && !after_number => minus = true,
                '-' if next == ' ' && tokens.is_empty() => minus = true,
                '/' if after_number => tokens.push(Token::Over),
                '+' if after_number => tokens.push(Token::OrMore),
                ',' | '.' | ';' | '!' | '?' | ':' | '(' | '–' | '—' | '\n' => tokens.push(Token::Break),
                '-' if next == ' ' => tokens.push(Token::Break),
                _ => {}
            }
            at += 1;
        }
    }
    tokens
}

/// Where "2nd" ends, if that is what the digits before it belong to.
fn ordinal_end(letters: &[char], end: usize) -> Option<usize> {
    let ending = letters.get(end..end + 2)?.iter().collect::<String>().to_lowercase();
    let ends = letters.get(end + 2).is_none_or(|letter| !letter.is_alphanumeric());
    (ends && ["st", "nd", "rd", "th"].contains(&ending.as_str())).then_some(end + 2)
}

/// What follows the digits of a number: a fraction that is none ("7.0"), one that is ("7.5", "7,5"), thousands ("1,000").
fn decimal(letters: &[char], number: i64, end: usize) -> (Token, usize) {
    let Some(point) = letters.get(end).filter(|letter| matches!(letter, '.' | ',')) else { return (Token::Number(number), end) };
    let digits = letters[end + 1..].iter().take_while(|letter| letter.is_ascii_digit()).collect::<String>();
    let after = end + 1 + digits.len();
    if digits.is_empty() {
        (Token::Number(number), end)
    } else if *point == ',' && digits.len() == 3 {
        (Token::Number(number.saturating_mul(1000).saturating_add(digits.parse().unwrap_or(0))), after)
    } else if digits.chars().all(|digit| digit == '0') {
        (Token::Number(number), after)
    } else {
        (Token::Fraction, after)
    }
}

fn negative(token: Token) -> Token {
    if let Token::Number(number) = token { Token::Number(-number) } else { token }
}

/// Adds a word: a number by its name, which may belong to the one before it ("forty two", "one hundred"), or any other.
fn named(tokens: &mut Vec<Token>, word: String, minus: bool) {
    let bare = word.strip_suffix("ish").unwrap_or(&word);
    let sign = if minus { -1 } else { 1 };
    let before = tokens.last().and_then(Token::number);
    match (words::NUMBER_WORDS.iter().find(|(name, _)| *name == bare).map(|(_, number)| *number), before) {
        (Some(hundred @ 100), Some(count @ 1..=9)) => replace(tokens, count * hundred),
        (Some(unit @ 1..=9), Some(tens)) if (20..=90).contains(&tens) && tens % 10 == 0 => replace(tokens, tens + unit),
        // "No one" is nobody.
        (Some(1), None) if tokens.last().is_some_and(|token| token.is(&["no"])) => replace_with(tokens, Token::Word("nobody".to_owned())),
        (Some(number), _) => tokens.push(Token::Number(sign * number)),
        (None, Some(_)) if matches!(bare, "half" | "point" | "quarter") => replace_with(tokens, Token::Fraction),
        (None, None) if bare == "half" && ends_in_number_and(tokens) => tokens.push(Token::Fraction),
        (None, _) => tokens.push(Token::Word(word)),
    }
}

/// "Six and a", or "six and", before "half".
fn ends_in_number_and(tokens: &[Token]) -> bool {
    let mut before = tokens.iter().rev();
    let mut last = before.next();
    if last.is_some_and(|token| token.is(&["a"])) {
        last = before.next();
    }
    last.is_some_and(|token| token.is(&["and"])) && before.next().is_some_and(|token| token.number().is_some())
}

fn replace(tokens: &mut [Token], number: i64) {
    if let Some(last) = tokens.last_mut() {
        *last = Token::Number(number);
    }
}

fn replace_with(tokens: &mut [Token], token: Token) {
    if let Some(last) = tokens.last_mut() {
        *last = token;
    }
}

/// A digit of another script, a wide one, or a sign that stands for a plain one.
fn plain(letter: char) -> char {
    let digit = |zero: char| char::from_digit(letter as u32 - zero as u32, 10).unwrap_or(letter);
    match letter {
        '０'..='９' => digit('０'),
        '٠'..='٩' => digit('٠'),
        '۰'..='۹' => digit('۰'),
        '०'..='९' => digit('०'),
        '−' | '‑' | '‐' => '-',
        '／' => '/',
        '．' => '.',
        '，' => ',',
        _ => letter,
    }
}
