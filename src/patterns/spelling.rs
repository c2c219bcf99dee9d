//! One spelling of a word, in which stretched letters can be told.

/// A letter repeated this often was stretched: no word is spelled so.
const STRETCHED: u8 = 3;

/// Squeezed words at least this long are also heard with a letter doubled. In
/// shorter ones, doubling makes another word: `hoping` and `hopping`.
const LONG: usize = 7;

/// A word as its letters without repetition, and how often each was repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Spelling {
    letters: String,
    /// As many as there are letters; none above [`STRETCHED`].
    repeats: Vec<u8>,
    last: Option<char>,
}

impl Spelling {
    pub(super) fn of(word: &str) -> Spelling {
        let mut spelling = Spelling::default();
        for c in word.chars() {
            spelling.push(c);
        }
        spelling
    }

    /// Adds a letter at the end. Digits are never squeezed: `1000` isn't `10`.
    pub(super) fn push(&mut self, c: char) {
        if let Some(repeat) = self.repeats.last_mut()
            && self.last == Some(c)
            && c.is_alphabetic()
        {
            *repeat = STRETCHED.min(*repeat + 1);
            return;
        }
        self.letters.push(c);
        self.repeats.push(1);
        self.last = Some(c);
    }

    /// The letters without their repetitions: alike for all that may match.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// How often each of them was repeated.
    pub(super) fn repeats(&self) -> &[u8] {
        &self.repeats
    }

    /// Whether somebody who typed this may have meant the word that is written with these letters and repetitions.
    pub(super) fn may_mean(&self, letters: &str, repeats: &[u8]) -> bool {
        let long = self.repeats.len() >= LONG;
        self.letters == letters
            && self
                .repeats
                .iter()
                .zip(repeats)
                .all(|(&typed, &meant)| typed == meant || typed >= STRETCHED || meant >= STRETCHED || (long && typed == 2 && meant == 1))
    }

    /// The word with every stretched letter written once.
    pub(super) fn plain(&self) -> String {
        let mut word = String::with_capacity(self.letters.len());
        for (c, &repeat) in self.letters.chars().zip(&self.repeats) {
            let times = if repeat >= STRETCHED { 1 } else { repeat };
            word.extend((0..times).map(|_| c));
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::Spelling;

    fn heard(typed: &str, written: &str) -> bool {
        {
            let written = Spelling::of(written);
            Spelling::of(typed).may_mean(written.letters(), written.repeats())
        }
    }

    #[test]
    fn stretched_letters_are_heard_as_one_or_two() {
        let table = [
            ("killlll", "kill"),
            ("kiiillll", "kill"),
            ("pleeease", "please"),
            ("diiiie", "die"),
            ("dieeeee", "die"),
            ("soooo", "so"),
            ("tooo", "too"),
            ("tooo", "to"),
            ("hellooo", "hello"),
            ("so", "sooo"),
            ("www", "www"),
        ];
        for (typed, written) in table {
            assert!(heard(typed, written), "{typed} {written}");
        }
    }

    #[test]
    fn long_words_are_heard_with_a_letter_doubled() {
        for typed in ["suiicide", "ssuicide", "suicidde", "suuiciide", "suicide"] {
            assert!(heard(typed, "suicide"), "{typed}");
        }
        assert!(heard("attemptted", "attempted"));
    }

    #[test]
    fn false_friends_stay_apart() {
        let table = [
            ("too", "to"),
            ("to", "too"),
            ("off", "of"),
            ("of", "off"),
            ("hopping", "hoping"),
            ("hoping", "hopping"),
            ("loose", "lose"),
            ("dinner", "diner"),
            ("kil", "kill"),
            ("scaring", "scarring"),
            ("1000", "10"),
            ("11", "1"),
            ("111", "11"),
        ];
        for (typed, written) in table {
            assert!(!heard(typed, written), "{typed} {written}");
        }
    }

    #[test]
    fn plain_words_have_no_stretched_letters() {
        assert_eq!(Spelling::of("yesss").plain(), "yes");
        assert_eq!(Spelling::of("well").plain(), "well");
        assert_eq!(Spelling::of("1000").plain(), "1000");
    }
}
