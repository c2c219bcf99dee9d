//! Cutting folded characters into tokens, pauses and sentence ends.

use super::fold::is_word;
use super::lookalike::is_sign;

/// More dots than this in a row end a sentence; fewer, but two at least, are a
/// pause, in which people go on with the same sentence or begin another.
const PAUSE_DOTS: usize = 3;

/// More exclamation marks than this inside a word are no letters.
const SIGN_RUN: usize = 2;

/// A letter is kept this often in a row; more of it says nothing new.
const KEPT_RUN: usize = 3;

/// What a text is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Letters and digits, and the signs within that may stand for letters. It
    /// has at least one letter or digit.
    Token(String),
    /// A place where a sentence may have ended.
    Pause,
    /// A sentence end.
    Stop,
}

/// Cuts folded characters into pieces. White space and other signs only separate.
pub(super) fn pieces(characters: &[char]) -> Vec<Piece> {
    let mut scanner = Scanner { characters, at: 0 };
    let mut pieces = Vec::new();
    while scanner.at < characters.len() {
        pieces.extend(scanner.next_piece());
    }
    pieces
}

struct Scanner<'a> {
    characters: &'a [char],
    at: usize,
}

impl Scanner<'_> {
    /// Reads one piece, or skips one character.
    fn next_piece(&mut self) -> Option<Piece> {
        let c = self.characters[self.at];
        if is_word(c) || (is_sign(c) && c != '!') {
            return self.token();
        }
        if c == '.' {
            return self.dots();
        }
        self.at += 1;
        is_stop(c).then_some(Piece::Stop)
    }

    fn token(&mut self) -> Option<Piece> {
        let mut token = String::new();
        let mut run = 0;
        let mut last = None;
        while let Some(c) = self.token_character() {
            run = if last == Some(c) && c.is_alphabetic() { run + 1 } else { 1 };
            last = Some(c);
            if run <= KEPT_RUN {
                token.push(c);
            }
            self.at += 1;
        }
        token.contains(is_word).then_some(Piece::Token(token))
    }

    /// The character here, if it continues a token.
    fn token_character(&self) -> Option<char> {
        let c = self.peek(0)?;
        let inside = match c {
            '!' => self.is_letter_sign(),
            '.' => self.behind(1).is_some_and(is_digit) && self.peek(1).is_some_and(is_digit),
            _ => is_word(c) || is_sign(c),
        };
        inside.then_some(c)
    }

    /// Whether the exclamation mark here stands within a word: `k!ll`, `ki!!er`.
    fn is_letter_sign(&self) -> bool {
        let is_mark = |&c: &char| c == '!';
        let behind = self.characters[..self.at].iter().rev().take(SIGN_RUN).take_while(|c| is_mark(c));
        let ahead = self.characters[self.at..].iter().take(SIGN_RUN + 1).take_while(|c| is_mark(c));
        let (behind, ahead) = (behind.count(), ahead.count());
        behind + ahead <= SIGN_RUN && self.behind(behind + 1).is_some_and(is_word) && self.peek(ahead).is_some_and(is_word)
    }

    fn dots(&mut self) -> Option<Piece> {
        let start = self.at;
        let run = self.characters[start..].iter().take_while(|&&c| c == '.').count();
        let spelled = self.is_between_single_letters();
        let tight = self.behind(1).is_some_and(is_word) && self.peek(run).is_some_and(is_word);
        self.at += run;
        match run {
            1 if spelled => None,
            1 if tight => Some(Piece::Pause),
            2..=PAUSE_DOTS => Some(Piece::Pause),
            _ => Some(Piece::Stop),
        }
    }

    /// Whether the dot here is one of those in `k.m.s`.
    fn is_between_single_letters(&self) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let word = |c: Option<char>| c.is_some_and(is_word);
        letter(self.behind(1)) && !word(self.behind(2)) && letter(self.peek(1)) && !word(self.peek(2))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn behind(&self, back: usize) -> Option<char> {
        self.characters.get(self.at.checked_sub(back)?).copied()
    }
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '!' | '?'
            | ';'
            | '\n'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{61f}'
            | '\u{6d4}'
            | '\u{964}'
            | '\u{965}'
            | '\u{3002}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as they are, `/` for a pause, `#` for a stop.
    fn cut(text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let shown = pieces(&characters).into_iter().map(|piece| match piece {
            Piece::Token(token) => token,
            Piece::Pause => "/".to_owned(),
            Piece::Stop => "#".to_owned(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_cut() {
        let table = [
            ("", ""),
            ("  a \t b\u{3000}c ", "a b c"),
            ("a. b! c? d; e\nf", "a # b # c # d # e # f"),
            ("drop-dead, gorgeous", "drop dead gorgeous"),
            ("3.5 and 3. 5", "3.5 and 3 # 5"),
            ("k.m.s", "k m s"),
            ("k.m.s.", "k m s #"),
            ("here.now", "here / now"),
            ("a.now", "a / now"),
            ("wait.. no", "wait / no"),
            ("wait... no", "wait / no"),
            ("wait.... no", "wait # no"),
            ("k!ll", "k!ll"),
            ("ki!!er", "ki!!er"),
            ("stop!!!no", "stop # # # no"),
            ("die!", "die #"),
            ("!die", "# die"),
            ("$uicide kis$ $ $$ @", "$uicide kis$"),
            ("$5 5$", "$5 5$"),
            ("killllllll 10000000", "killl 10000000"),
            ("die\u{1f622}now", "die now"),
            ("*die* (now)", "die now"),
        ];
        for (text, expected) in table {
            assert_eq!(cut(text), expected, "{text:?}");
        }
    }
}
