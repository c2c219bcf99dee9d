//! The words that patterns are written with, each under a number.

use super::spelling::Spelling;
use std::collections::HashMap;

/// Numbers for written words, and the way back from what somebody typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashMap<Vec<Spelling>, usize>,
    by_letters: HashMap<String, Vec<(Spelling, usize)>>,
    longest: usize,
}

impl Lexicon {
    /// The number of a written word, given all its spellings.
    pub(super) fn number(&mut self, word: &[Spelling]) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.numbers.len();
        self.numbers.insert(word.to_vec(), number);
        for spelling in word {
            self.longest = self.longest.max(spelling.letters().len());
            let alike = self.by_letters.entry(spelling.letters().to_owned()).or_default();
            alike.push((spelling.clone(), number));
        }
        number
    }

    /// Adds the numbers of the written words that a typed one may mean.
    pub(super) fn find(&self, typed: &Spelling, numbers: &mut Vec<usize>) {
        let Some(alike) = self.by_letters.get(typed.letters()) else {
            return;
        };
        for (written, number) in alike {
            if typed.may_mean(written) && !numbers.contains(number) {
                numbers.push(*number);
            }
        }
    }

    /// Lets go of what only compiling needs.
    pub(super) fn shrink(&mut self) {
        self.numbers = HashMap::new();
        self.by_letters.shrink_to_fit();
    }

    /// The length in bytes beyond which squeezed letters are no word here.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(lexicon: &Lexicon, typed: &str) -> Vec<usize> {
        let mut numbers = Vec::new();
        lexicon.find(&Spelling::of(typed), &mut numbers);
        numbers
    }

    #[test]
    fn words_are_numbered_once_and_found_by_any_spelling() {
        let mut lexicon = Lexicon::default();
        let kill = lexicon.number(&[Spelling::of("kill")]);
        let kil = lexicon.number(&[Spelling::of("kil")]);
        assert_eq!(lexicon.number(&[Spelling::of("kill")]), kill);
        assert_eq!(find(&lexicon, "kill"), [kill]);
        assert_eq!(find(&lexicon, "killlll"), [kill, kil]);
        assert!(find(&lexicon, "bill").is_empty());
        assert_eq!(lexicon.longest(), 3);
    }
}
