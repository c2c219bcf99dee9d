//! Hearing a whole command, with the places in it where something is named.
//!
//! An [`Ear`](super::Ear) finds a pattern anywhere in what somebody typed. A command is the whole of it: `hang {thing} on
//! {place}` hears "hang the cloak on the hook", and tells which words stand in its places. Where the words end too early it
//! tells which place comes next, so that somebody can be asked for it.

use super::error::PatternError;
use super::grammar::{Node, Pattern};
use super::heard::{parts, spellings};
use super::scan::{self, Piece};
use super::spelling::Spelling;
use super::{fold, lookalike::is_sign};
use crate::caps;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most words of a gap `..`.
const GAP: usize = 5;

/// One word that was typed, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    text: String,
    spellings: Vec<Spelling>,
}

impl Word {
    fn new(token: &str) -> Word {
        let spellings = spellings(token);
        let text = spellings.first().map_or_else(|| token.to_owned(), Spelling::plain);
        Word { text, spellings }
    }

    /// Its letters, in its likeliest reading.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this, as somebody typed it, may mean a word that a writer wrote.
    #[must_use]
    pub fn is(&self, written: &Word) -> bool {
        self.may_mean(&written.spellings)
    }

    fn may_mean(&self, written: &[Spelling]) -> bool {
        self.spellings.iter().any(|typed| written.iter().any(|meant| typed.may_mean(meant.letters(), meant.repeats())))
    }
}

/// The words of a line, folded as for patterns. Signs only separate.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in scan::pieces(&fold::characters(text)) {
        match piece {
            Piece::Token(token) if token.contains(char::is_alphabetic) => words.push(Word::new(token.trim_matches(is_sign))),
            Piece::Token(token) => words.extend(parts(&token).map(Word::new)),
            Piece::Pause | Piece::Stop => {}
        }
    }
    words
}

/// A pattern of a whole command.
#[derive(Clone, Debug)]
pub struct Order {
    /// Every way to say it: what may be left out or said otherwise is written out.
    ways: Vec<Vec<Item>>,
}

#[derive(Clone, Debug)]
enum Item {
    Word(Vec<Spelling>),
    Any,
    Gap,
    Place(usize),
}

/// How words fit a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Which of its ways.
    pub way: usize,
    /// How many of its own words were said.
    pub said: usize,
    /// The words in each place, as a range.
    pub places: Vec<Option<Range<usize>>>,
    /// The place that comes next, where the words ended too early; nothing, where all was said.
    pub due: Option<usize>,
}

impl Order {
    /// Compiles a pattern. `named` are the alternatives of each `<name>`, `places` the names that may stand in `{…}`.
    ///
    /// # Errors
    /// What has no meaning in a command (`&`), a place that isn't among `places` or stands there twice, and a pattern that
    /// could be said in too many ways.
    pub fn new(pattern: &Pattern, named: &BTreeMap<String, Vec<Pattern>>, places: &[String]) -> Result<Order, PatternError> {
        let writer = Writer { named, places, whole: 0..pattern.length };
        let ways = writer.ways(&pattern.root, 0)?;
        for way in &ways {
            let mut seen = vec![false; places.len()];
            for place in places_of(way) {
                if std::mem::replace(&mut seen[place], true) {
                    let twice = PatternError::new(0..pattern.length, format!("`{{{}}}` stands twice in one command", places[place]));
                    return Err(twice.hint("give the second place another name"));
                }
            }
            if way.iter().filter(|item| matches!(item, Item::Place(_) | Item::Gap)).count() > caps::COMMAND_PLACES {
                let many = PatternError::new(0..pattern.length, format!("more than {} places in one command", caps::COMMAND_PLACES));
                return Err(many.hint("nobody types so much at once: ask in steps"));
            }
            if !way.iter().any(|item| matches!(item, Item::Word(_))) {
                let mute = PatternError::new(0..pattern.length, "this command can be said without any word of its own");
                return Err(mute.hint("write at least one word beside the places"));
            }
        }
        Ok(Order { ways })
    }

    /// Every way in which the words fit, whole or begun.
    #[must_use]
    pub fn fits(&self, said: &[Word], places: usize) -> Vec<Fit> {
        let mut fits = Vec::new();
        for (way, items) in self.ways.iter().enumerate() {
            let mut walk = Walk { way, items, said, places: vec![None; places], fits: &mut fits };
            walk.from(0, 0, 0);
        }
        fits
    }

    /// Whether one of its ways begins with this word.
    #[must_use]
    pub fn begins(&self, word: &Word) -> bool {
        self.ways.iter().any(|way| matches!(way.first(), Some(Item::Word(written)) if word.may_mean(written)))
    }

    /// Its own words.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let spelled = |item: &Item| match item {
            Item::Word(written) => written.first().map(Spelling::plain),
            _ => None,
        };
        self.ways.iter().flatten().filter_map(spelled)
    }

    /// The places that a way has, in the order in which they are said.
    pub fn places(&self, way: usize) -> impl Iterator<Item = usize> {
        self.ways.get(way).into_iter().flat_map(|way| places_of(way))
    }

    /// How many ways there are to say it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ways.len()
    }

    /// A way as somebody would type it, with these names in its places; up to a place, if one is given.
    #[must_use]
    pub fn worded(&self, way: usize, until: Option<usize>, name: &dyn Fn(usize) -> String) -> String {
        let mut words = Vec::new();
        for item in self.ways.get(way).into_iter().flatten() {
            match item {
                Item::Word(written) => words.extend(written.first().map(Spelling::plain)),
                Item::Any => words.push("something".to_owned()),
                Item::Gap => {}
                Item::Place(place) => {
                    words.push(name(*place));
                    if until == Some(*place) {
                        break;
                    }
                }
            }
        }
        words.join(" ")
    }
}

fn places_of(way: &[Item]) -> impl Iterator<Item = usize> {
    way.iter().filter_map(|item| match item {
        Item::Place(place) => Some(*place),
        _ => None,
    })
}

/// Writes out every way to say a pattern.
struct Writer<'w> {
    named: &'w BTreeMap<String, Vec<Pattern>>,
    places: &'w [String],
    whole: Range<usize>,
}

impl Writer<'_> {
    fn ways(&self, node: &Node, depth: usize) -> Result<Vec<Vec<Item>>, PatternError> {
        if depth > caps::PATTERN_DEPTH {
            return Err(self.bad("this command leads through too many names"));
        }
        let one = |item| Ok(vec![vec![item]]);
        match node {
            Node::Word(written) => one(Item::Word(written.clone())),
            Node::Any => one(Item::Any),
            Node::Gap(_) => one(Item::Gap),
            // A command is the whole of what was typed, so its ends are where they are.
            Node::Start(_) | Node::End(_) => Ok(vec![Vec::new()]),
            Node::Place(name) => match self.places.iter().position(|place| place == name) {
                Some(place) => one(Item::Place(place)),
                None => Err(self.bad(&format!("`{{{name}}}` is no place of this command"))),
            },
            Node::Name(name, _) => {
                let mut ways = Vec::new();
                for pattern in self.named.get(name).into_iter().flatten() {
                    ways.extend(self.ways(&pattern.root, depth + 1)?);
                    self.bounded(ways.len())?;
                }
                Ok(ways)
            }
            Node::Maybe(inner) => {
                let mut ways = vec![Vec::new()];
                ways.extend(self.ways(inner, depth + 1)?);
                Ok(ways)
            }
            Node::Either(nodes) => {
                let mut ways = Vec::new();
                for node in nodes {
                    ways.extend(self.ways(node, depth + 1)?);
                    self.bounded(ways.len())?;
                }
                Ok(ways)
            }
            Node::Row(nodes) => {
                let mut ways = vec![Vec::new()];
                for node in nodes {
                    let next = self.ways(node, depth + 1)?;
                    self.bounded(ways.len() * next.len())?;
                    ways = ways.iter().flat_map(|way| next.iter().map(|more| [way.as_slice(), more].concat())).collect();
                }
                Ok(ways)
            }
            Node::Near { .. } => {
                Err(self.bad("`&` has no meaning in a command").hint("write the words in the order in which they are said"))
            }
        }
    }

    fn bounded(&self, ways: usize) -> Result<(), PatternError> {
        if ways <= caps::COMMAND_WAYS {
            return Ok(());
        }
        Err(self.bad(&format!("this command can be said in more than {} ways", caps::COMMAND_WAYS)).hint("make several patterns of it"))
    }

    fn bad(&self, message: &str) -> PatternError {
        PatternError::new(self.whole.clone(), message)
    }
}

/// Lays words along one way.
struct Walk<'w> {
    way: usize,
    items: &'w [Item],
    said: &'w [Word],
    places: Vec<Option<Range<usize>>>,
    fits: &'w mut Vec<Fit>,
}

impl Walk<'_> {
    /// Goes on at an item with a word; `own` of the pattern's words were said. It goes no deeper than there are items, and
    /// parts only at places and gaps, of which there are few.
    fn from(&mut self, item: usize, at: usize, own: usize) {
        let Some(next) = self.items.get(item) else {
            if at == self.said.len() {
                self.found(own, None);
            }
            return;
        };
        if at == self.said.len() && !matches!(next, Item::Gap) {
            let due = places_of(&self.items[item..]).next();
            if due.is_some() && own > 0 {
                self.found(own, due);
            }
            return;
        }
        match next {
            Item::Word(written) if self.said[at].may_mean(written) => self.from(item + 1, at + 1, own + 1),
            Item::Word(_) => {}
            Item::Any => self.from(item + 1, at + 1, own),
            Item::Gap => (at..=self.said.len().min(at + GAP)).for_each(|after| self.from(item + 1, after, own)),
            Item::Place(place) => {
                for after in at + 1..=self.said.len().min(at + caps::NOUN_WORDS) {
                    self.places[*place] = Some(at..after);
                    self.from(item + 1, after, own);
                }
                self.places[*place] = None;
            }
        }
    }

    fn found(&mut self, said: usize, due: Option<usize>) {
        self.fits.push(Fit { way: self.way, said, places: self.places.clone(), due });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(pattern: &str) -> Result<Order, PatternError> {
        let named = BTreeMap::from([("go".to_owned(), vec![Pattern::parse("go").unwrap(), Pattern::parse("walk").unwrap()])]);
        Order::new(&Pattern::parse(pattern).unwrap(), &named, &["thing".to_owned(), "place".to_owned()])
    }

    /// The words in the places of the only fit.
    fn places(pattern: &str, typed: &str) -> Option<Vec<String>> {
        let said = words(typed);
        let fits = order(pattern).unwrap().fits(&said, 2).into_iter().filter(|fit| fit.due.is_none()).collect::<Vec<_>>();
        let fit = fits.first()?;
        let text = |range: &Range<usize>| said[range.clone()].iter().map(Word::text).collect::<Vec<_>>().join(" ");
        Some(fit.places.iter().flatten().map(text).collect())
    }

    #[test]
    fn a_command_is_heard_whole_and_gives_the_words_in_its_places() {
        let heard = [
            ("hang {thing} on {place}", "Hang the cloak on the hook!", vec!["the cloak", "the hook"]),
            ("[go|walk] [to the] (north|n)", "n", vec![]),
            ("[go|walk] [to the] (north|n)", "walk to the north", vec![]),
            ("<go> home", "walk home", vec![]),
            ("look .. at {thing}", "look very closely at it", vec!["it"]),
            ("wait * hours", "wait 3 hours", vec![]),
            ("don't look", "dont look", vec![]),
        ];
        for (pattern, typed, expected) in heard {
            assert_eq!(places(pattern, typed), Some(expected.into_iter().map(str::to_owned).collect()), "{typed}");
        }
        for (pattern, typed) in [("north", "go north"), ("hang {thing} on {place}", "hang on hook"), ("wait", "wait wait")] {
            assert_eq!(places(pattern, typed), None, "{typed}");
        }
    }

    #[test]
    fn where_the_words_end_too_early_the_next_place_is_known() {
        let order = order("hang [up] {thing} on {place}").unwrap();
        let due = |typed: &str| order.fits(&words(typed), 2).into_iter().filter_map(|fit| fit.due).max();
        assert_eq!(due("hang"), Some(0));
        assert_eq!(due("hang cloak"), Some(1));
        assert_eq!(due("hang cloak on"), Some(1));
        assert_eq!(due("hang cloak on hook"), Some(1), "`cloak on hook` may be a thing, too");
        assert_eq!(due("read"), None);
        assert_eq!(order.worded(0, Some(1), &|place| if place == 1 { "what".into() } else { "it".into() }), "hang it on what");
    }

    #[test]
    fn what_has_no_meaning_in_a_command_is_refused() {
        let table = [
            ("(hang & hook)~5", "`&` has no meaning in a command"),
            ("hang {thing} on {thing}", "`{thing}` stands twice in one command"),
            ("hang {hat}", "`{hat}` is no place of this command"),
            ("[hang] {thing}", "this command can be said without any word of its own"),
        ];
        for (pattern, message) in table {
            assert_eq!(order(pattern).unwrap_err().message, message, "{pattern}");
        }
        let wide = format!("go {}", "[a|b|c|d] ".repeat(8));
        assert!(order(&wide).unwrap_err().message.starts_with("this command can be said in more than"));
    }
}
