//! What a line means as a command: a verb with its nouns, a question back, or a refusal that says what could be done instead.
//!
//! Nothing is done here. Of all ways in which the words fit, the best is taken: one that names only what is here goes before
//! one that needs asking back, and that before one that can't be; then the one with most words of its own, then the one that
//! the writer wrote, then the first.

use super::asked::Scene;
use super::meaning::{CommandMisfit, Misfit, Pending, VerbUsed};
use crate::caps;
use crate::english::{self as words, clauses};
use crate::patterns::{Fit, Word};
use crate::phrases;
use crate::render::{capital, may_repeat};
use crate::script::{NounId, Script, VerbId};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The words of one command.
pub(crate) type Part = Vec<Word>;

/// A command: a verb, and what stands in its places.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Spoken {
    /// The verb.
    pub verb: VerbId,
    /// The nouns in its places.
    pub nouns: Vec<Option<NounId>>,
}

impl Spoken {
    /// The command of these names; nothing, where the content has none of them.
    pub fn of(script: &Script, used: &VerbUsed) -> Option<Spoken> {
        let verb = script.verb_named(&used.verb)?;
        let noun = |name: &Option<String>| match name {
            Some(name) => script.noun_named(name).map(Some),
            None => Some(None),
        };
        let nouns = used.nouns.iter().map(noun).collect::<Option<Vec<_>>>()?;
        (nouns.len() == script.verb(verb).places.len()).then_some(Spoken { verb, nouns })
    }

    /// The same, by names.
    pub fn used(&self, script: &Script) -> VerbUsed {
        let nouns = self.nouns.iter().map(|noun| noun.map(|noun| script.noun(noun).name.clone()));
        VerbUsed { verb: script.verb(self.verb).name.clone(), nouns: nouns.collect() }
    }
}

/// What somebody knows who listens for a command.
pub(super) struct Listener<'l> {
    pub script: &'l Script,
    pub scene: &'l Scene,
}

/// What words mean as a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// This is to be done.
    Do(Spoken),
    /// This is asked back.
    Ask(Pending),
    /// It can't be done.
    No(CommandMisfit),
}

impl Order {
    /// Why it is no answer, where it is none.
    pub fn misfit(self) -> Option<Misfit> {
        match self {
            Order::Do(_) => None,
            Order::Ask(pending) => Some(Misfit::AskedBack(pending)),
            Order::No(why) => Some(Misfit::Command(why)),
        }
    }
}

/// What is asked where a noun is missing, or could be one of several.
pub(crate) fn asks(script: &Script, used: &VerbUsed, place: u16, (order, way): (u16, u16), among: &[String]) -> String {
    if !among.is_empty() {
        let shown = |name: &String| script.noun_named(name).map_or_else(|| name.clone(), |noun| script.noun(noun).shown.clone());
        return phrases::which_noun(&among.iter().map(shown).collect::<Vec<_>>());
    }
    let verb = script.verb_named(&used.verb).map(|verb| script.verb(verb));
    let Some(orders) = verb.and_then(|verb| verb.orders.get(usize::from(order))) else { return phrases::NOT_HERE.to_owned() };
    let (due, way) = (usize::from(place), usize::from(way));
    let words = |place: usize| if place == due { "what".to_owned() } else { "it".to_owned() };
    // "X what?" and "Hang up it on what?" are no questions; the shortest way to say it with the same verb is one.
    let asked = orders.worded(way, Some(due), &words);
    let verb = |asked: &String| asked.split(' ').next().map(str::to_owned);
    let same = |other: &String| verb(other) == verb(&asked);
    let letter = verb(&asked).is_some_and(|verb| verb.chars().count() == 1);
    let others = (0..orders.count()).filter(|other| orders.places(*other).any(|place| place == due));
    let others = others.map(|other| orders.worded(other, Some(due), &words)).filter(|other| letter || same(other));
    let asked = others.min_by_key(|other| other.split(' ').count()).unwrap_or_else(|| asked.clone());
    phrases::missing(&capital(&asked))
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
    pub fn order(&self, said: &[Word], guess: bool) -> Order {
        let said = plainly(said);
        if said.len() > caps::COMMAND_WORDS {
            return Order::No(CommandMisfit::TooLong);
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
            None => Order::No(self.refused(said)),
        }
    }

    /// The noun that answers what was asked back: named as ever, or only by what tells it from others.
    pub fn named(&self, said: &[Word]) -> Option<NounId> {
        let said = plainly(said);
        // "Hang it on what?" – "On the hook."
        let said = match said {
            [small, rest @ ..] if !rest.is_empty() && words::PREPOSITIONS.contains(&small.text()) => rest,
            _ => said,
        };
        let bare = bare(said);
        match self.noun(bare) {
            Ok(noun) => Some(noun),
            Err(Nameless::Several(_) | Nameless::Unknown) => {
                let quality = |noun: &&NounId| {
                    !bare.is_empty() && bare.iter().all(|word| self.script.noun(**noun).qualities.iter().any(|quality| word.is(quality)))
                };
                let mut found = self.scene.here.iter().filter(quality);
                found.next().filter(|_| found.next().is_none()).copied()
            }
            Err(_) => None,
        }
    }

    /// What is still to be asked for before something can be done; else it can be.
    pub fn completed(&self, spoken: Spoken, order: usize, way: usize) -> Order {
        let Some(orders) = self.script.verb(spoken.verb).orders.get(order) else { return Order::Do(spoken) };
        match orders.places(way).find(|place| spoken.nouns.get(*place).is_some_and(Option::is_none)) {
            Some(due) => Order::Ask(self.noun_asked(&spoken, due, (order, way), &[])),
            None => Order::Do(spoken),
        }
    }

    fn noun_asked(&self, spoken: &Spoken, place: usize, (order, way): (usize, usize), among: &[NounId]) -> Pending {
        let among = among.iter().map(|noun| self.script.noun(*noun).name.clone()).collect();
        Pending::Noun { used: spoken.used(self.script), place: place as u16, order: order as u16, way: way as u16, among }
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
            if words::IT_WORDS.contains(&only.text()) {
                let it = self.scene.it.ok_or(Nameless::NoIt)?;
                return if self.scene.here.contains(&it) { Ok(it) } else { Err(Nameless::Away) };
            }
            if words::EVERYTHING_WORDS.contains(&only.text()) {
                return Err(Nameless::Everything);
            }
        }
        let called = |noun: &NounId| self.script.noun(*noun).is_called(said);
        let found = self.scene.here.iter().copied().filter(called).collect::<Vec<_>>();
        match found[..] {
            [noun] => Ok(noun),
            [] if (0..self.script.nouns.len()).map(NounId::new).any(|noun| called(&noun)) => Err(Nameless::Away),
            [] => Err(Nameless::Unknown),
            _ => Err(Nameless::Several(found)),
        }
    }

    fn settled(&self, best: Candidate) -> Order {
        let Candidate { verb, order, fit, nouns, trouble } = best;
        let spoken = Spoken { verb, nouns };
        match trouble {
            None => self.completed(spoken, order, fit.way),
            Some((place, Nameless::Several(found))) => Order::Ask(self.noun_asked(&spoken, place, (order, fit.way), &found)),
            Some((_, Nameless::NoIt)) => Order::No(CommandMisfit::NoIt),
            Some((_, Nameless::Everything)) => Order::No(CommandMisfit::OneAtATime),
            Some((_, Nameless::Away | Nameless::Unknown)) => Order::No(CommandMisfit::NotHere),
        }
    }

    /// Why nothing fits at all.
    fn refused(&self, said: &[Word]) -> CommandMisfit {
        let Some(first) = said.first() else { return CommandMisfit::Nothing };
        if let Ok(noun) = self.noun(bare(said)) {
            return CommandMisfit::NoVerbFor(self.script.noun(noun).shown.clone());
        }
        let begins = |verb: &VerbId| self.script.verb(*verb).orders.iter().any(|order| order.begins(first));
        let verbs = (0..self.script.verbs.len()).map(VerbId::new).filter(begins);
        let verbs = verbs.map(|verb| self.script.verb(verb).name.clone()).collect::<Vec<_>>();
        let word = Some(first.text()).filter(|word| may_repeat(self.script, word)).map(str::to_owned);
        if verbs.is_empty() { CommandMisfit::NoVerb(word) } else { CommandMisfit::NotTheRest { word, verbs } }
    }

    /// Whether a word begins a command.
    pub fn begins(&self, word: &Word) -> bool {
        self.script.verbs.iter().flat_map(|verb| &verb.orders).any(|order| order.begins(word))
    }

    /// What was meant, if slips of the finger are mended: asked, never done.
    fn guessed(&self, said: &[Word]) -> Option<Order> {
        let known = self.vocabulary();
        let mut mended = Vec::with_capacity(said.len());
        for word in said {
            mended.push(if known.iter().any(|known| word.is(known)) { word.clone() } else { nearest(word, &known)? });
        }
        let best = self.best(&mended).filter(|best| best.trouble.is_none())?;
        match self.settled(best) {
            Order::Do(spoken) => Some(Order::Ask(Pending::Command(spoken.used(self.script)))),
            asked => Some(asked),
        }
    }

    /// Every word that a command may have.
    fn vocabulary(&self) -> Vec<Word> {
        let verbs = self.script.verbs.iter().flat_map(|verb| &verb.orders).flat_map(|order| order.words());
        let small = words::ARTICLES.iter().chain(words::IT_WORDS).map(|word| (*word).to_owned());
        let known = verbs.chain(small).collect::<std::collections::BTreeSet<_>>();
        let known = known.iter().flat_map(|word| crate::patterns::words(word));
        let nouns = self.script.nouns.iter().flat_map(|noun| noun.heads.iter().chain(&noun.qualities)).cloned();
        known.chain(nouns).collect()
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
        for polite in words::POLITE {
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
        [article, rest @ ..] if !rest.is_empty() && words::ARTICLES.contains(&article.text()) => rest,
        _ => said,
    }
}

/// A line cut into its commands: at the ends of sentences and clauses, and at "then".
pub(super) fn cut(line: &str) -> Vec<Part> {
    let clauses = clauses(line).filter(|clause| clause.contains(char::is_alphanumeric));
    let parts = clauses.flat_map(|part| {
        let said = crate::patterns::words(part);
        said.split(|word| words::THEN_WORDS.contains(&word.text())).map(<[Word]>::to_vec).collect::<Vec<_>>()
    });
    let ends = |part: &mut Part| {
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
    said.iter().all(|word| words::POLITE.contains(&&[word.text()][..]))
}

/// Words as they were typed, in a row.
pub(super) fn joined(said: &[Word]) -> String {
    said.iter().map(Word::text).collect::<Vec<_>>().join(" ")
}
