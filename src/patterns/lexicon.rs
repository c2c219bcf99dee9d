//! The words that patterns are written with, each under a number.

use super::spelling::Spelling;
use std::collections::HashMap;

/// Numbers for written words, while patterns are compiled.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    numbers: HashMap<Vec<Spelling>, u32>,
}

impl Numbering {
    /// The number of a written word, given all its spellings.
    pub(super) fn number(&mut self, word: &[Spelling]) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(word.to_vec(), number);
        number
    }

    /// The words, to be looked up.
    pub(super) fn lexicon(self) -> Lexicon {
        let spelled = self.numbers.iter().flat_map(|(word, number)| word.iter().map(|spelling| (spelling, *number)));
        let mut spelled = spelled.collect::<Vec<_>>();
        spelled.sort_by_key(|(spelling, number)| (spelling.letters(), *number));
        let mut lexicon = Lexicon::default();
        for (spelling, number) in spelled {
            lexicon.longest = lexicon.longest.max(spelling.letters().len());
            lexicon.letters.push_str(spelling.letters());
            lexicon.repeats.extend_from_slice(spelling.repeats());
            lexicon.entries.push(Entry { letters_end: lexicon.letters.len() as u32, repeats_end: lexicon.repeats.len() as u32, number });
        }
        lexicon.letters.shrink_to_fit();
        lexicon.repeats.shrink_to_fit();
        lexicon.entries.shrink_to_fit();
        lexicon
    }
}

/// The way back from what somebody typed to the numbers of written words. There is one for each of very many patterns, so
/// all of it lies in three places.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// The letters of all spellings, one behind the other, in the order of the alphabet.
    letters: String,
    repeats: Vec<u8>,
    entries: Vec<Entry>,
    longest: usize,
}

/// Where a spelling ends, and the number of its word. It begins where the one before it ends.
#[derive(Clone, Debug)]
struct Entry {
    letters_end: u32,
    repeats_end: u32,
    number: u32,
}

impl Lexicon {
    /// Adds the numbers of the written words that a typed one may mean.
    pub(super) fn find(&self, typed: &Spelling, numbers: &mut Vec<usize>) {
        let first = self.first_from(typed.letters());
        for place in first..self.entries.len() {
            let (letters, repeats) = self.spelling(place);
            if letters != typed.letters() {
                return;
            }
            let number = self.entries[place].number as usize;
            if typed.may_mean(letters, repeats) && !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }

    /// The place of the first spelling whose letters don't come before these.
    fn first_from(&self, letters: &str) -> usize {
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.spelling(middle).0 < letters { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn spelling(&self, place: usize) -> (&str, &[u8]) {
        let (letters, repeats) = match place.checked_sub(1) {
            Some(before) => (self.entries[before].letters_end as usize, self.entries[before].repeats_end as usize),
            None => (0, 0),
        };
        let entry = &self.entries[place];
        (&self.letters[letters..entry.letters_end as usize], &self.repeats[repeats..entry.repeats_end as usize])
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
        let mut numbering = Numbering::default();
        let kill = numbering.number(&[Spelling::of("kill")]) as usize;
        let kil = numbering.number(&[Spelling::of("kil")]) as usize;
        numbering.number(&[Spelling::of("die"), Spelling::of("dye")]);
        assert_eq!(numbering.number(&[Spelling::of("kill")]) as usize, kill);
        let lexicon = numbering.lexicon();
        assert_eq!(find(&lexicon, "kill"), [kill]);
        assert_eq!(find(&lexicon, "killlll"), [kill, kil]);
        assert_eq!((find(&lexicon, "dye").len(), find(&lexicon, "die").len()), (1, 1));
        assert!(find(&lexicon, "bill").is_empty());
        assert_eq!(lexicon.longest(), 3);
    }
}
