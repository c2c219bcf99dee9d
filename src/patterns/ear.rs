//! Several patterns heard together.

use super::automaton::{Automaton, Listener, Runner};
use super::compile::{Compiler, Trouble};
use super::error::PatternError;
use super::grammar::Pattern;
use super::heard::Heard;
use super::lexicon::{Lexicon, Numbering};
use super::trail::{Numbers, Trail};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A text of more words than this says more than a whole pattern hears.
const WHOLE_WORDS: usize = 60;

/// Several patterns heard together, compiled. The default hears nothing.
///
/// Spans that `blank` patterns cover are taken out first: a word in one still
/// counts as a word for `*` and `..`, but is no word itself. A pattern may go on
/// across a pause, as [`Heard`] has it, and a blank span may not: in doubt,
/// somebody is heard.
#[derive(Clone, Debug, Default)]
pub struct Ear {
    /// What is compiled, shared by all that hear the same.
    compiled: Option<Arc<Compiled>>,
    /// Whether it hears only what says no more than that.
    whole: bool,
    /// It hears only texts of so many words at least.
    longer: usize,
}

#[derive(Debug, Default)]
struct Compiled {
    lexicon: Lexicon,
    hears: Automaton,
    blank: Automaton,
    /// How many patterns it hears.
    count: usize,
}

/// Which of an ear's patterns doesn't compile, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarError {
    /// The pattern.
    pub place: Place,
    /// The names that were followed to get to the mistake, outermost first; none,
    /// if the mistake is in the pattern itself.
    pub through: Vec<String>,
    /// The mistake, with its bytes in the text of the pattern at `place`.
    pub error: PatternError,
}

/// Where a pattern of an ear was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In `hears`, at this index.
    Hears(usize),
    /// In `blank`, at this index.
    Blank(usize),
}

impl fmt::Display for EarError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(out)
    }
}

impl Error for EarError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

impl Ear {
    /// Compiles patterns. `named` are the alternatives of each `<name>`.
    ///
    /// # Errors
    /// A name that isn't in `named` or has no alternatives there, one that leads
    /// back to itself, and a pattern that is too large with its names in it.
    pub fn new(hears: &[Pattern], blank: &[Pattern], named: &BTreeMap<String, Vec<Pattern>>) -> Result<Ear, EarError> {
        if hears.is_empty() && blank.is_empty() {
            return Ok(Ear::default());
        }
        let mut numbering = Numbering::default();
        let count = hears.len();
        let hears = compile(hears, named, &mut numbering, Place::Hears)?;
        let blank = compile(blank, named, &mut numbering, Place::Blank)?;
        let lexicon = numbering.lexicon();
        Ok(Ear { compiled: Some(Arc::new(Compiled { lexicon, hears, blank, count })), whole: false, longer: 0 })
    }

    /// The same, hearing only a text that says no more than that: each of its
    /// sentences, also those that a pause parts, must be one that is heard, or have
    /// only words that say nothing of their own ("ok", "sorry").
    #[must_use]
    pub fn whole(self) -> Ear {
        Ear { whole: true, ..self }
    }

    /// The same, hearing only texts of more words than this.
    #[must_use]
    pub fn longer(self, than: usize) -> Ear {
        Ear { longer: than.saturating_add(1), ..self }
    }

    /// How many states its patterns have: no more are compared with a word.
    #[must_use]
    pub fn states(&self) -> usize {
        self.compiled.as_ref().map_or(0, |compiled| compiled.hears.states() + compiled.blank.states())
    }

    /// Which of the patterns are found in a text, ascending, each once.
    #[must_use]
    pub fn heard(&self, words: &Heard) -> Vec<usize> {
        if words.length() < self.longer || (self.whole && !self.says_no_more(words)) {
            return Vec::new();
        }
        let mut finder = Finder { found: vec![false; self.count()], left: self.count() };
        self.listen(words, &mut finder);
        let found = finder.found.iter().enumerate().filter(|(_, found)| **found);
        found.map(|(pattern, _)| pattern).collect()
    }

    /// Whether any of the patterns is found in a text. See [`heard`](Ear::heard).
    #[must_use]
    pub fn hears(&self, words: &Heard) -> bool {
        words.length() >= self.longer && if self.whole { self.says_no_more(words) } else { self.finds(words) }
    }

    /// How many patterns it hears.
    fn count(&self) -> usize {
        self.compiled.as_ref().map_or(0, |compiled| compiled.count)
    }

    fn finds(&self, words: &Heard) -> bool {
        let mut finder = Finder { found: vec![false; self.count()], left: self.count().min(1) };
        self.listen(words, &mut finder);
        finder.found.contains(&true)
    }

    /// Whether every sentence is heard or says nothing of its own, and one at least is heard.
    fn says_no_more(&self, words: &Heard) -> bool {
        // Nobody says so little in so many words; and each sentence looked at alone costs its own copy of them.
        if words.length() > WHOLE_WORDS {
            return false;
        }
        let mut any = false;
        words.by_pauses().iter().all(|sentence| {
            let found = self.finds(sentence);
            any |= found;
            found || sentence.only_has(crate::english::says_nothing)
        }) && any
    }

    fn listen(&self, words: &Heard, finder: &mut Finder) {
        let Some(Compiled { lexicon, hears, blank, .. }) = self.compiled.as_deref() else { return };
        let numbers = Numbers::new(words, lexicon);
        let (mut hears, blanks) = (Runner::new(hears), !blank.is_empty());
        let mut blank = Runner::new(blank);
        for sentence in &words.sentences {
            if finder.left == 0 {
                return;
            }
            let mut trail = Trail::new(sentence, &numbers);
            if blanks {
                let mut spans = Spans::new(trail.length());
                blank.run(&trail, words, &mut spans);
                trail.blank(&spans.covered());
            }
            hears.run(&trail, words, finder);
        }
    }
}

/// Compiles patterns to one automaton.
fn compile(
    patterns: &[Pattern],
    named: &BTreeMap<String, Vec<Pattern>>,
    numbering: &mut Numbering,
    place: fn(usize) -> Place,
) -> Result<Automaton, EarError> {
    let mut compiler = Compiler::new(named, numbering);
    let mut firsts = Vec::with_capacity(patterns.len());
    for (index, pattern) in patterns.iter().enumerate() {
        let first = compiler.pattern(pattern).map_err(|Trouble { through, error }| EarError { place: place(index), through, error })?;
        firsts.push(first);
    }
    Ok(Automaton::new(compiler.finish(), &firsts))
}

/// Notes which patterns are found, until nothing is left to find.
struct Finder {
    found: Vec<bool>,
    left: usize,
}

impl Listener for Finder {
    fn wants(&self, pattern: usize) -> bool {
        self.left > 0 && !self.found[pattern]
    }

    fn crosses_pauses(&self) -> bool {
        true
    }

    fn found(&mut self, pattern: usize, _: Range<usize>) {
        self.found[pattern] = true;
        self.left -= 1;
    }
}

/// Notes which places of a sentence are covered: for each end, the earliest start
/// of a span, which covers what any other span with that end does.
struct Spans {
    earliest: Vec<usize>,
}

impl Spans {
    fn new(length: usize) -> Spans {
        // A span that begins at its own end covers nothing.
        Spans { earliest: (0..=length).collect() }
    }

    /// Whether each word is covered, going back from the end of the sentence.
    fn covered(&self) -> Vec<bool> {
        let length = self.earliest.len() - 1;
        let mut covered = vec![false; length];
        let mut earliest = length;
        for word in (0..length).rev() {
            earliest = earliest.min(self.earliest[word + 1]);
            covered[word] = earliest <= word;
        }
        covered
    }
}

impl Listener for Spans {
    fn wants(&self, _: usize) -> bool {
        true
    }

    /// What is taken out is lost, so it is rather too little than too much.
    fn crosses_pauses(&self) -> bool {
        false
    }

    fn found(&mut self, _: usize, places: Range<usize>) {
        let earliest = &mut self.earliest[places.end];
        *earliest = places.start.min(*earliest);
    }
}
