//! What a line means as a command: a verb with its nouns, a question back, or a refusal that says what could be done instead.
//!
//! Nothing is done here. Of all ways in which the words fit, the best is taken: one that names only what is here goes before
//! one that needs asking back, and that before one that can't be; then the one with most words of its own, then the one that
//! the writer wrote, then the first.

use super::state::{Open, Spoken};
use crate::caps;
use crate::patterns::{Fit, Word};
use crate::phrases;
use crate::script::{NounId, Script, VerbId};
use std::cmp::Reverse;

/// What somebody knows who listens for a command.
pub(super) struct Listener<'l> {
    pub script: &'l Script,
    /// The nouns that are here.
    pub here: &'l [NounId],
    /// What was named last.
    pub it: Option<NounId>,
}

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This is to be done.
    Do(Spoken),
    /// This is asked back.
    Ask(Open, String),
    /// It isn't understood; with the verbs that begin so, if at least that was.
    No(Vec<VerbId>, String),
    /// It is understood, and can't be.
    Never(String),
}

/// Why words name nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nameless {
    /// They name several things that are here.
    Several(Vec<NounId>),
    /// They name something that isn't here.
    Away,
    /// They name what was named last, and nothing was.
    NoIt,
    /// They name everything.
    Everything,
    /// They name nothing that there is.
    Unknown,
}

/// One way in which words fit a verb.
struct Candidate {
    verb: VerbId,
    order: usize,
    fit: Fit,
    nouns: Vec<Option<NounId>>,
    trouble: Option<(usize, Nameless)>,
}

impl Candidate {
    /// The smaller the better.
    fn rank(&self, script: &Script) -> (u8, Reverse<usize>, bool, VerbId) {
        let begun = self.fit.due.is_some();
        let tier = match (&self.trouble, begun) {
            (None, false) => 0,
            (Some((_, Nameless::Several(_))), false) => 1,
            (None, true) => 2,
            (Some((_, Nameless::Unknown)), false) => 5,
            (Some((_, Nameless::Unknown)), true) => 6,
            (Some(_), false) => 3,
            (Some(_), true) => 4,
        };
        (tier, Reverse(self.fit.said), self.order >= script.verb(self.verb).written, self.verb)
    }
}

impl Listener<'_> {
    /// What these words mean; `guess`, whether slips of the finger may be seen through. What is guessed is only asked.
    pub fn meaning(&self, said: &[Word], guess: bool) -> Meaning {
        let said = plainly(said);
        if said.len() > caps::COMMAND_WORDS {
            return Meaning::Never(phrases::LONG_COMMAND.to_owned());
        }
        let best = self.best(said);
        let sure = best.as_ref().is_some_and(|best| best.rank(self.script).0 < 5);
        if !sure
            && guess
            && let Some(guessed) = self.guessed(said)
        {
            return guessed;
        }
        match best {
            Some(best) => self.settled(best),
            None => self.refused(said),
        }
    }

    /// The noun that answers what was asked back: named as ever, or only by what tells it from others.
    pub fn named(&self, said: &[Word]) -> Option<NounId> {
        let said = plainly(said);
        // "Hang it on what?" – "On the hook."
        let said = match said {
            [small, rest @ ..] if !rest.is_empty() && phrases::PREPOSITIONS.contains(&small.text()) => rest,
            _ => said,
        };
        let bare = bare(said);
        match self.noun(bare) {
            Ok(noun) => Some(noun),
            Err(Nameless::Several(_) | Nameless::Unknown) => {
                let quality = |noun: &&NounId| {
                    !bare.is_empty() && bare.iter().all(|word| self.script.noun(**noun).qualities.iter().any(|quality| word.is(quality)))
                };
                let mut found = self.here.iter().filter(quality);
                found.next().filter(|_| found.next().is_none()).copied()
            }
            Err(_) => None,
        }
    }

    /// What is still to be asked for before something can be done; else it can be.
    pub fn completed(&self, spoken: Spoken, order: usize, way: usize) -> Meaning {
        let Some(orders) = self.script.verb(spoken.verb).orders.get(order) else { return Meaning::Do(spoken) };
        let due = orders.places(way).find(|place| spoken.nouns.get(*place).is_some_and(Option::is_none));
        match due {
            Some(due) => {
                let words = |place: usize| if place == due { "what".to_owned() } else { "it".to_owned() };
                // "X what?" and "Hang up it on what?" are no questions; the shortest way to say it with the same verb is one.
                let asked = orders.worded(way, Some(due), &words);
                let verb = |asked: &String| asked.split(' ').next().map(str::to_owned);
                let same = |other: &String| verb(other) == verb(&asked);
                let letter = verb(&asked).is_some_and(|verb| verb.chars().count() == 1);
                let others = (0..orders.count()).filter(|other| orders.places(*other).any(|place| place == due));
                let others = others.map(|other| orders.worded(other, Some(due), &words)).filter(|other| letter || same(other));
                let asked = others.min_by_key(|other| other.split(' ').count()).unwrap_or_else(|| asked.clone());
                let question = phrases::missing(&super::wording::capital(&asked));
                Meaning::Ask(Open::Place { spoken, place: due as u16, order: order as u16, way: way as u16 }, question)
            }
            None => Meaning::Do(spoken),
        }
    }

    fn best(&self, said: &[Word]) -> Option<Candidate> {
        let mut best: Option<Candidate> = None;
        for (place, verb) in self.script.verbs.iter().enumerate() {
            for (order, heard) in verb.orders.iter().enumerate() {
                for fit in heard.fits(said, verb.places.len()) {
                    let candidate = self.candidate(VerbId::new(place), order, fit, said);
                    if best.as_ref().is_none_or(|best| candidate.rank(self.script) < best.rank(self.script)) {
                        best = Some(candidate);
                    }
                }
            }
        }
        best
    }

    fn candidate(&self, verb: VerbId, order: usize, fit: Fit, said: &[Word]) -> Candidate {
        let mut trouble: Option<(usize, Nameless)> = None;
        let mut nouns = Vec::with_capacity(fit.places.len());
        for (place, words) in fit.places.iter().enumerate() {
            let noun = words.as_ref().map(|words| self.noun(bare(&said[words.clone()])));
            nouns.push(match noun {
                Some(Ok(noun)) => Some(noun),
                Some(Err(nameless)) => {
                    // The gravest trouble is the one to speak of.
                    if trouble.as_ref().is_none_or(|(_, before)| *before < nameless) {
                        trouble = Some((place, nameless));
                    }
                    None
                }
                None => None,
            });
        }
        Candidate { verb, order, fit, nouns, trouble }
    }

    /// What words name, without their article.
    fn noun(&self, said: &[Word]) -> Result<NounId, Nameless> {
        if let [only] = said {
            if phrases::IT_WORDS.contains(&only.text()) {
                let it = self.it.ok_or(Nameless::NoIt)?;
                return if self.here.contains(&it) { Ok(it) } else { Err(Nameless::Away) };
            }
            if phrases::EVERYTHING_WORDS.contains(&only.text()) {
                return Err(Nameless::Everything);
            }
        }
        let called = |noun: &NounId| self.script.noun(*noun).is_called(said);
        let found = self.here.iter().copied().filter(called).collect::<Vec<_>>();
        match found[..] {
            [noun] => Ok(noun),
            [] if (0..self.script.nouns.len()).map(NounId::new).any(|noun| called(&noun)) => Err(Nameless::Away),
            [] => Err(Nameless::Unknown),
            _ => Err(Nameless::Several(found)),
        }
    }

    fn settled(&self, best: Candidate) -> Meaning {
        let Candidate { verb, order, fit, nouns, trouble } = best;
        let spoken = Spoken { verb, nouns };
        match trouble {
            None => self.completed(spoken, order, fit.way),
            Some((place, Nameless::Several(found))) => {
                let names = found.iter().map(|noun| self.script.noun(*noun).shown.clone()).collect::<Vec<_>>();
                let open = Open::Place { spoken, place: place as u16, order: order as u16, way: fit.way as u16 };
                Meaning::Ask(open, phrases::which_noun(&names))
            }
            Some((_, Nameless::NoIt)) => Meaning::Never(phrases::NO_IT.to_owned()),
            Some((_, Nameless::Everything)) => Meaning::Never(phrases::ONE_AT_A_TIME.to_owned()),
            Some((_, Nameless::Away | Nameless::Unknown)) => Meaning::Never(phrases::NOT_HERE.to_owned()),
        }
    }

    /// What to say where nothing fits at all.
    fn refused(&self, said: &[Word]) -> Meaning {
        let Some(first) = said.first() else { return Meaning::Never(phrases::NO_COMMAND_TYPED.to_owned()) };
        if let Ok(noun) = self.noun(bare(said)) {
            return Meaning::Never(phrases::no_verb_for(&self.script.noun(noun).shown));
        }
        let begins = |verb: &VerbId| self.script.verb(*verb).orders.iter().any(|order| order.begins(first));
        let verbs = (0..self.script.verbs.len()).map(VerbId::new).filter(begins).collect::<Vec<_>>();
        let word = Some(first.text()).filter(|word| super::wording::may_repeat(self.script, word));
        let wording = match word {
            Some(word) if !verbs.is_empty() => phrases::not_the_rest(word),
            word => phrases::no_verb(word),
        };
        Meaning::No(verbs, wording)
    }

    /// Whether a word begins a command.
    pub fn begins(&self, word: &Word) -> bool {
        self.script.verbs.iter().flat_map(|verb| &verb.orders).any(|order| order.begins(word))
    }

    /// What was meant, if slips of the finger are mended: asked, never done.
    fn guessed(&self, said: &[Word]) -> Option<Meaning> {
        let known = self.vocabulary();
        let mut mended = Vec::with_capacity(said.len());
        for word in said {
            mended.push(if known.iter().any(|known| word.is(known)) { word.clone() } else { nearest(word, &known)? });
        }
        let best = self.best(&mended).filter(|best| best.trouble.is_none())?;
        match self.settled(best) {
            Meaning::Do(spoken) => {
                let line = self.script.command_line(spoken.verb, &spoken.nouns);
                Some(Meaning::Ask(Open::Guess(spoken), phrases::did_you_mean(&line)))
            }
            asked => Some(asked),
        }
    }

    /// Every word that a command may have.
    fn vocabulary(&self) -> Vec<Word> {
        let verbs = self.script.verbs.iter().flat_map(|verb| &verb.orders).flat_map(|order| order.words());
        let small = phrases::ARTICLES.iter().chain(phrases::IT_WORDS).map(|word| (*word).to_owned());
        let words = verbs.chain(small).collect::<std::collections::BTreeSet<_>>();
        let words = words.iter().flat_map(|word| crate::patterns::words(word));
        let nouns = self.script.nouns.iter().flat_map(|noun| noun.heads.iter().chain(&noun.qualities)).cloned();
        words.chain(nouns).collect()
    }
}

/// The only word that is one slip away, or two in long ones.
fn nearest(word: &Word, known: &[Word]) -> Option<Word> {
    let allowed = match word.text().chars().count() {
        0..=3 => return None,
        4..=8 => 1,
        9..=40 => 2,
        _ => return None,
    };
    let distance = |known: &Word| strsim::osa_distance(word.text(), known.text());
    let least = known.iter().map(distance).min().filter(|least| *least <= allowed)?;
    let mut near = known.iter().filter(|known| distance(known) == least);
    let first = near.next()?;
    near.all(|other| other.text() == first.text()).then(|| first.clone())
}

/// Words without those around them that only make them kinder.
fn plainly(mut said: &[Word]) -> &[Word] {
    loop {
        let before = said.len();
        for polite in phrases::POLITE {
            let begins = said.len() > polite.len() && said.iter().zip(*polite).all(|(word, polite)| word.text() == *polite);
            said = if begins { &said[polite.len()..] } else { said };
        }
        if let [rest @ .., last] = said
            && !rest.is_empty()
            && ["please", "now"].contains(&last.text())
        {
            said = rest;
        }
        if said.len() == before {
            return said;
        }
    }
}

/// Words without their article; a noun that is an article stays.
fn bare(said: &[Word]) -> &[Word] {
    match said {
        [article, rest @ ..] if !rest.is_empty() && phrases::ARTICLES.contains(&article.text()) => rest,
        _ => said,
    }
}

/// A line cut into its commands: at signs, and at "then".
pub(super) fn cut(line: &str) -> Vec<Vec<Word>> {
    let parts = line.split(['.', ',', ';', '!', '?', '\n']).flat_map(|part| {
        let words = crate::patterns::words(part);
        words.split(|word| phrases::THEN_WORDS.contains(&word.text())).map(<[Word]>::to_vec).collect::<Vec<_>>()
    });
    let ends = |part: &mut Vec<Word>| {
        while part.last().is_some_and(|word| word.text() == "and") {
            part.pop();
        }
    };
    let parts = parts.map(|mut part| {
        ends(&mut part);
        part
    });
    let (said, kind) = parts.filter(|part| !part.is_empty()).partition::<Vec<_>, _>(|part| !only_kind(part));
    if said.is_empty() { kind } else { said }
}

/// Whether words are only kind: "please".
fn only_kind(said: &[Word]) -> bool {
    said.iter().all(|word| phrases::POLITE.contains(&&[word.text()][..]))
}

/// Words as they were typed, in a row.
pub(super) fn joined(said: &[Word]) -> String {
    said.iter().map(Word::text).collect::<Vec<_>>().join(" ")
}
