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
    let mut tokens = whole(tokens(line.text));
    let mut mended = false;
    if !tokens.iter().any(|token| matches!(token, Token::Number(_) | Token::Fraction | Token::Decimal(_) | Token::Either(..))) {
        mended = mend(&mut tokens);
    }
    if let Some(between) = between(&tokens, range) {
        return Some(Found::misfit(Misfit::AskedBack(Pending::Numbers(between.into()))));
    }
    if tokens.iter().any(|token| matches!(token, Token::Fraction | Token::Decimal(_))) {
        return Some(Found::misfit(Misfit::Fraction));
    }
    deny(&mut tokens);
    if let Some(either) = either(&mut tokens, range) {
        return Some(Found::misfit(Misfit::AskedBack(Pending::Numbers(either.into()))));
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
    /// A number with a fraction that isn't known.
    Fraction,
    /// A number with a fraction, in thousandths.
    Decimal(i64),
    /// A number that may be meant in two ways: "10.000" is ten, or ten thousand.
    Either(i64, i64),
    /// What multiplies the number before it: "k", "thousand".
    Times(i64),
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
            let (token, end) = numeral(&letters, at, number, end);
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

/// The numeral that begins with these digits: with signs between its thousands ("1,000,000", "10 000", "1'000"), with a fraction
/// ("7.5", "7,5") or one that is none ("7.0"), with a power of ten ("1e3").
fn numeral(letters: &[char], at: usize, number: i64, end: usize) -> (Token, usize) {
    let digits_from = |from: usize| letters[from.min(letters.len())..].iter().take_while(|letter| letter.is_ascii_digit()).count();
    let value = |from: usize, to: usize| letters[from..to].iter().collect::<String>().parse::<i64>().unwrap_or(i64::MAX);
    let Some(&sign) = letters.get(end) else { return (Token::Number(number), end) };
    if matches!(sign, 'e' | 'E') && (1..=2).contains(&digits_from(end + 1)) {
        let after = end + 1 + digits_from(end + 1);
        let power = u32::try_from(value(end + 1, after)).ok().and_then(|power| 10_i64.checked_pow(power));
        return (Token::Number(power.map_or(i64::MAX, |power| number.saturating_mul(power))), after);
    }
    // Thousands: three digits behind each sign, and no more than three before the first.
    let mut after = end;
    let mut thousands = number;
    while end - at <= 3 && letters.get(after) == Some(&sign) && matches!(sign, ',' | '.' | ' ' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}')
    {
        if digits_from(after + 1) != 3 {
            break;
        }
        thousands = thousands.saturating_mul(1000).saturating_add(value(after + 1, after + 4));
        after += 4;
    }
    let groups = (after - end) / 4;
    match (groups, sign) {
        (0, '.' | ',') if digits_from(end + 1) > 0 => {
            let after = end + 1 + digits_from(end + 1);
            let part = letters[end + 1..after].iter().chain(&['0', '0', '0']).take(3).collect::<String>().parse::<i64>().unwrap_or(0);
            let none = letters[end + 1..after].iter().all(|digit| *digit == '0');
            (if none { Token::Number(number) } else { Token::Decimal(number.saturating_mul(1000).saturating_add(part)) }, after)
        }
        (0, _) => (Token::Number(number), end),
        // One point is a fraction in one country and a thousand in another.
        (1, '.') => (Token::Either(number, thousands), after),
        (1, ' ') => (Token::Either(thousands, number), after),
        _ => (Token::Number(thousands), after),
    }
}

/// The tokens with every numeral put together: "20k", "two million", "a thousand", "two thousand five hundred", "1.5k".
fn whole(tokens: Vec<Token>) -> Vec<Token> {
    let mut whole: Vec<Token> = Vec::with_capacity(tokens.len());
    // The smallest unit that the last number is counted in so far: a smaller one may still be added to it.
    let mut unit = None;
    for token in tokens {
        let last = whole.last().cloned();
        match (token, last, unit) {
            (Token::Times(times), Some(Token::Number(number)), _) => {
                replace(&mut whole, number.saturating_mul(times));
                unit = Some(times);
            }
            (Token::Times(times), Some(Token::Decimal(thousandths)), _) if times % 1000 == 0 => {
                replace(&mut whole, thousandths.saturating_mul(times / 1000));
                unit = Some(times / 1000);
            }
            (Token::Times(times), _, _) => {
                whole.push(Token::Number(times));
                unit = Some(times);
            }
            (Token::Number(number), Some(Token::Number(before)), Some(below)) if (1..below).contains(&number) => {
                replace(&mut whole, before.saturating_add(number));
                unit = Some(number);
            }
            (token, _, _) => {
                unit = None;
                whole.push(token);
            }
        }
    }
    whole
}

/// The whole numbers on both sides of one with a fraction, if it is the only number and both may be given: "7.5".
fn between(tokens: &[Token], range: Range) -> Option<[i64; 2]> {
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(_) | Token::Decimal(_) | Token::Fraction | Token::Either(..)));
    match numbers.collect::<Vec<_>>()[..] {
        [Token::Decimal(thousandths)] if *thousandths > 0 => {
            let low = thousandths / 1000;
            (range.holds(low) && range.holds(low + 1)).then_some([low, low + 1])
        }
        _ => None,
    }
}

/// Of a number that may be meant in two ways, leaves the one that may be given; where both may, gives them.
fn either(tokens: &mut [Token], range: Range) -> Option<[i64; 2]> {
    for token in tokens {
        let Token::Either(one, other) = *token else { continue };
        match (range.holds(one), range.holds(other)) {
            (true, true) => return Some([one.min(other), one.max(other)]),
            (true, false) => *token = Token::Number(one),
            _ => *token = Token::Number(other),
        }
    }
    None
}

/// "Not 7, more like 8": of two numbers, one that is denied isn't meant.
fn deny(tokens: &mut Vec<Token>) {
    let denied = tokens.windows(2).position(|pair| pair[0].is(&["not", "isnt"]) && pair[1].number().is_some());
    if let Some(place) = denied.filter(|_| tokens.iter().filter(|token| token.number().is_some()).count() == 2) {
        tokens.drain(place..place + 2);
    }
}

fn negative(token: Token) -> Token {
    match token {
        Token::Number(number) => Token::Number(-number),
        Token::Decimal(thousandths) => Token::Decimal(-thousandths),
        Token::Either(one, other) => Token::Either(-one, -other),
        token => token,
    }
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
        _ if words::MULTIPLIERS.iter().any(|(name, _)| *name == bare) => {
            tokens.extend(words::MULTIPLIERS.iter().find(|(name, _)| *name == bare).map(|(_, times)| Token::Times(*times)));
        }
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
