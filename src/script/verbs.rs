//! Commands: what may be typed where a command is asked for, what it names, and what comes of it.

use super::{Assignment, Expression, NounId, Script, Template, Value, VerbId, Way};
use crate::hooks::HookId;
use crate::patterns::{Order, Word, words};

/// Something that a command can name.
#[derive(Debug)]
pub struct Noun {
    /// The writer's name for it.
    pub name: String,
    /// What a person reads for it.
    pub shown: String,
    /// The least that names it and no other.
    pub short: String,
    /// The words for the thing itself.
    pub heads: Vec<Word>,
    /// The words in front of those, which tell it from others; each may be left out.
    pub qualities: Vec<Word>,
    /// Where this doesn't hold, it isn't here.
    pub when: Option<Expression>,
    /// Earlier names.
    pub formerly: Vec<String>,
}

impl Noun {
    /// Whether these words name it: one for the thing itself at the end, and any of its qualities in front.
    pub fn is_called(&self, said: &[Word]) -> bool {
        let Some((head, before)) = said.split_last() else { return false };
        let among = |word: &Word, written: &[Word]| written.iter().any(|written| word.is(written));
        among(head, &self.heads) && before.iter().all(|word| among(word, &self.qualities) || among(word, &self.heads))
    }
}

/// Something that a command can do.
#[derive(Debug)]
pub struct Verb {
    /// The writer's name for it.
    pub name: String,
    /// How people say it: first what the writer wrote, then what everybody says for a verb of this name.
    pub orders: Vec<Order>,
    /// How many of these the writer wrote.
    pub written: usize,
    /// The names of the places for nouns.
    pub places: Vec<String>,
    /// What comes of it where the node has no case of its own.
    pub cases: Vec<VerbCase>,
    /// Commands that it must hear.
    pub samples: Vec<String>,
    /// Earlier names.
    pub formerly: Vec<String>,
}

/// One case of what comes of a command.
#[derive(Debug)]
pub struct VerbCase {
    /// What must hold; always, without.
    pub when: Option<Expression>,
    /// What is said.
    pub say: Option<Template>,
    /// What is set.
    pub set: Vec<Assignment>,
    /// The hook that looks at it.
    pub hook: Option<HookId>,
    /// Where it goes; without, the question stands again.
    pub goto: Option<Way>,
}

impl Script {
    /// The verb behind an index.
    pub fn verb(&self, id: VerbId) -> &Verb {
        &self.verbs[id.index()]
    }

    /// The noun behind an index.
    pub fn noun(&self, id: NounId) -> &Noun {
        &self.nouns[id.index()]
    }

    /// The verb of that name, if there is one.
    pub fn verb_named(&self, name: &str) -> Option<VerbId> {
        let found = self.verbs.iter().position(|verb| verb.name == name)?;
        Some(VerbId::new(found))
    }

    /// The noun of that name, if there is one.
    pub fn noun_named(&self, name: &str) -> Option<NounId> {
        let found = self.nouns.iter().position(|noun| noun.name == name)?;
        Some(NounId::new(found))
    }

    /// A command as somebody would type it: "hang cloak on hook".
    ///
    /// `nouns` stand for the places of the verb. Its name is enough where it is heard so, or where there is
    /// no way to say it that has exactly these places.
    pub fn command_line(&self, verb: VerbId, nouns: &[Option<NounId>]) -> String {
        let verb = self.verb(verb);
        let named = words(&verb.name);
        let by_name = |order: &Order| order.fits(&named, verb.places.len()).iter().any(|fit| fit.due.is_none());
        if nouns.iter().all(Option::is_none) && verb.orders.iter().any(by_name) {
            return verb.name.clone();
        }
        let wanted = nouns.iter().enumerate().filter(|(_, noun)| noun.is_some()).map(|(place, _)| place).collect::<Vec<_>>();
        let name = |place: usize| nouns.get(place).copied().flatten().map_or_else(String::new, |noun| self.noun(noun).short.clone());
        for order in &verb.orders {
            for way in 0..order.count() {
                let mut places = order.places(way).collect::<Vec<_>>();
                places.sort_unstable();
                if places == wanted {
                    return order.worded(way, None, &name);
                }
            }
        }
        verb.name.clone()
    }
}

/// What stands in a place of a command.
pub(crate) fn noun_value(noun: Option<NounId>) -> Value {
    // The check's caps keep the nouns below 2¹⁶.
    noun.map_or(Value::Unset, |noun| Value::Option(noun.index() as u16))
}
