//! How a template becomes prose: the right variant, the places filled in, a capital at the beginning of a sentence.

use super::echoes::{self, Echo};
use super::fault::Failure;
use super::wording;
use crate::phrases;
use crate::script::{
    Expression, FactId, FactKind, Line, Node, NodeId, Operand, Problem, Prose, Reads, Shown, Template, Value, Variant, World,
};

/// Tells templates in one world.
pub(crate) struct Teller<'w> {
    pub(crate) world: World<'w>,
    /// The node whose given things are spoken of.
    asking: Option<NodeId>,
    seed: u64,
    failures: Vec<Failure>,
    /// What was told back of the memory, in order.
    pub(crate) echoes: Vec<Echo>,
}

impl<'w> Teller<'w> {
    pub(crate) fn new(world: World<'w>, asking: Option<NodeId>, seed: u64) -> Self {
        Teller { world, asking, seed, failures: Vec::new(), echoes: Vec::new() }
    }

    /// What failed, and what was told back.
    pub(crate) fn noted(self) -> (Vec<Failure>, Vec<Echo>) {
        (self.failures, self.echoes)
    }

    /// What a node says; `times` tells how often it was met, this time included.
    pub(crate) fn lines(&mut self, node: &Node, times: i64) -> Prose {
        let mut prose = Prose::default();
        for (slot, line) in node.say.iter().enumerate() {
            let Some(template) = self.template_of(node, slot, line, times) else { continue };
            if template.parts.is_empty() {
                prose.push("\n\n", false);
                continue;
            }
            prose.push(" ", false);
            self.fill(template, &mut prose);
        }
        prose.tidy()
    }

    /// One template.
    pub(crate) fn template(&mut self, template: &Template) -> Prose {
        let mut prose = Prose::default();
        self.fill(template, &mut prose);
        prose.tidy()
    }

    pub(crate) fn template_of<'t>(&mut self, node: &Node, slot: usize, line: &'t Line, times: i64) -> Option<&'t Template> {
        if let Some(when) = &line.when
            && !self.holds(when)
        {
            return None;
        }
        match &line.says {
            Variant::Always(template) => Some(template),
            Variant::Once(template) => (times <= 1).then_some(template),
            Variant::FirstAgain(first, again) => Some(if times <= 1 { first } else { again }),
            Variant::OneOf(templates) => templates.iter().max_by_key(|template| self.rank(node, slot, times, template)),
        }
    }

    /// Ranks a variant by xxh64 of seed, node, time, slot and words. No stream of chance: adding a variant shifts no other choice.
    fn rank(&self, node: &Node, slot: usize, times: i64, template: &Template) -> u64 {
        let mut hash = xxhash_rust::xxh64::Xxh64::new(self.seed);
        hash.update(node.name.as_bytes());
        hash.update(&times.to_le_bytes());
        hash.update(&(slot as u64).to_le_bytes());
        for part in &template.parts {
            if let Shown::Text(words) = &part.shown {
                hash.update(words.as_bytes());
            }
        }
        hash.digest()
    }

    fn fill(&mut self, template: &Template, prose: &mut Prose) {
        for part in &template.parts {
            match &part.shown {
                Shown::Text(words) => prose.push(words, part.emphasis),
                Shown::Value(Expression::Cell(table, column)) => {
                    let cell = self.evaluate(&Expression::Cell(*table, *column));
                    prose.push(&cell, part.emphasis);
                }
                shown => {
                    let words = self.shown(shown);
                    let words = if prose.begins_sentence() { wording::capital(&words) } else { words };
                    prose.push(&words, part.emphasis);
                }
            }
        }
    }

    fn shown(&mut self, shown: &Shown) -> String {
        match shown {
            Shown::Text(words) => words.clone(),
            Shown::Value(expression) => self.evaluate(expression),
            Shown::Quote(of) => self.own_words(of, |words| format!("“{words}”")),
            Shown::Whole(of) => self.whole(of),
            Shown::Mirror(of) => self.own_words(of, wording::mirror),
            Shown::Possessive(of) => self.own_words(of, wording::possessive),
            Shown::List(of) => self.several(of),
            Shown::Words(wording) => self.chosen_words(*wording),
            Shown::Plural { count, one, many } => {
                let number = self.evaluate(count);
                let noun = if number == "1" { one } else { many };
                format!("{number} {noun}")
            }
        }
    }

    /// A person's own words, or what a record of theirs is called.
    fn own_words(&mut self, of: &Expression, word: impl FnOnce(&str) -> String) -> String {
        let Some(words) = self.text_of(of) else { return self.blank_of(of) };
        match wording::repeatable(self.world.script, words) {
            // Only what is really shown is told back.
            Some(words) => {
                self.told_back(of);
                word(&words)
            }
            None => phrases::WHAT_YOU_WROTE.to_owned(),
        }
    }

    /// A person's own words, however many they are; on one line, and only where no interrupt would hear anything in them.
    fn whole(&mut self, of: &Expression) -> String {
        match self.text_of(of) {
            Some(words) if words.trim().is_empty() || wording::alarms(self.world.script, words) => phrases::WHAT_YOU_WROTE.to_owned(),
            Some(words) => {
                self.told_back(of);
                format!("“{}”", wording::on_one_line(wording::without_hesitation(words)))
            }
            None => self.blank_of(of),
        }
    }

    /// The words in a place; of a link, those that its record is called by.
    fn text_of(&mut self, of: &Expression) -> Option<&'w str> {
        match of.value(&self.world)? {
            Value::Text(words) => Some(&words.text),
            Value::Link(key) => self.called(self.linked(of)?, *key),
            _ => None,
        }
    }

    /// The fact whose records an expression leads to.
    fn linked(&self, of: &Expression) -> Option<FactId> {
        let script = self.world.script;
        match of {
            Expression::Argument(_, fact) => *fact,
            Expression::Field { records, field, .. } => match &script.fact(*records).kind {
                FactKind::Records(records) => match records.fields.get(*field)?.kind {
                    FactKind::Link(fact) => Some(fact),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// What a record is called.
    fn called(&self, fact: FactId, key: u32) -> Option<&'w str> {
        let (FactKind::Records(records), Value::Records(kept)) = (&self.world.script.fact(fact).kind, &self.world.now[fact.index()]) else {
            return None;
        };
        match kept.record(key)?.get(records.shows)? {
            Value::Text(words) => Some(&words.text),
            _ => None,
        }
    }

    /// What a record of a list is called; something else stands for it where repeating it could do harm.
    fn listed(&mut self, fact: FactId, key: u32) -> Option<String> {
        let words = self.called(fact, key)?;
        let Some(words) = wording::repeatable(self.world.script, words) else {
            return Some(phrases::WHAT_YOU_WROTE.to_owned());
        };
        self.named_back(fact, key);
        Some(words)
    }

    /// Several things as a sentence says them.
    fn several(&mut self, of: &Expression) -> String {
        let things = match (of.value(&self.world), of) {
            (Some(Value::Many(places)), Expression::Fact(fact)) => match &self.world.script.fact(*fact).kind {
                FactKind::List(options) => {
                    let options = places.iter().filter_map(|place| options.get(usize::from(*place)).cloned()).collect();
                    self.told_back(of);
                    options
                }
                _ => Vec::new(),
            },
            (Some(Value::Records(kept)), Expression::Fact(fact)) => {
                kept.records.iter().filter_map(|(key, _)| self.listed(*fact, *key)).collect()
            }
            _ => Vec::new(),
        };
        if things.is_empty() { self.blank_of(of) } else { wording::list(&things) }
    }

    /// The words that a fact chooses.
    fn chosen_words(&mut self, wording: usize) -> String {
        let wording = &self.world.script.words[wording];
        let words = match &self.world.now[wording.by.index()] {
            Value::Option(place) => wording.is.get(place).unwrap_or(&wording.other),
            _ => &wording.other,
        };
        // Words may show facts, but no other words: one level is enough, and can't go round.
        let plain = words.parts.iter().filter(|part| !matches!(part.shown, Shown::Words(_))).cloned().collect();
        self.template(&Template { parts: plain }).to_string()
    }

    fn blank_of(&mut self, of: &Expression) -> String {
        let mut facts = Reads::new();
        of.reads(self.world.script, &mut facts);
        match facts.first() {
            Some(fact) => self.blank(*fact),
            None => phrases::BLANK.to_owned(),
        }
    }

    fn blank(&mut self, fact: FactId) -> String {
        self.failures.push(Failure::NotKnown(self.world.script.fact(fact).name.clone()));
        phrases::BLANK.to_owned()
    }

    fn evaluate(&mut self, expression: &Expression) -> String {
        let failure = match expression.evaluate(&self.world) {
            Ok(Operand::Number(number)) => {
                self.told_back(expression);
                return number.to_string();
            }
            Ok(Operand::Bool(value)) => return value.to_string(),
            Ok(Operand::Text(text)) if matches!(expression, Expression::Cell(..)) => return text.to_owned(),
            Ok(Operand::Text(_) | Operand::Key(_)) => return self.own_words(expression, str::to_owned),
            Ok(Operand::Option(place)) => {
                self.told_back(expression);
                return self.option(expression, place);
            }
            Ok(Operand::Many(_) | Operand::Records(_)) => return self.several(expression),
            Ok(Operand::Nothing) => return self.blank_of(expression),
            Err(Problem::TooLarge) => Failure::TooLarge,
            Err(Problem::DividedByZero) => Failure::DividedByZero,
        };
        self.failures.push(failure);
        phrases::BLANK.to_owned()
    }

    /// The id of an option.
    fn option(&self, expression: &Expression, place: u16) -> String {
        let script = self.world.script;
        let kind = match expression {
            Expression::Fact(fact) | Expression::Was(fact) => Some(&script.fact(*fact).kind),
            Expression::Argument(at, _) => match self.asking.and_then(|node| script.node(node).given.get(*at)) {
                Some(given) => Some(&given.kind),
                // Behind what the node was given stand the nouns of a command.
                None => return script.nouns.get(usize::from(place)).map_or_else(String::new, |noun| noun.shown.clone()),
            },
            Expression::Field { records, field, .. } => match &script.fact(*records).kind {
                FactKind::Records(records) => records.fields.get(*field).map(|field| &field.kind),
                _ => None,
            },
            _ => None,
        };
        match kind {
            Some(FactKind::OneOf(options)) => options.get(usize::from(place)).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    pub(crate) fn holds(&mut self, condition: &Expression) -> bool {
        match condition.holds(&self.world) {
            Ok(holds) => holds,
            Err(problem) => {
                self.failures.push(match problem {
                    Problem::TooLarge => Failure::TooLarge,
                    Problem::DividedByZero => Failure::DividedByZero,
                });
                false
            }
        }
    }
}

impl Teller<'_> {
    /// Notes that what stands in a place was told back.
    pub(super) fn told_back(&mut self, of: &Expression) {
        let echo = match of {
            Expression::Fact(fact) => Some(Echo::Fact(self.world.script.fact(*fact).name.clone())),
            Expression::Argument(_, Some(fact)) => match of.value(&self.world) {
                Some(Value::Link(key)) => Some(echoes::record(self.world.script, *fact, *key)),
                _ => None,
            },
            Expression::Field { of, records, field } => match of.value(&self.world) {
                Some(Value::Link(key)) => echoes::field(self.world.script, *records, *key, *field),
                _ => None,
            },
            _ => None,
        };
        self.echoes.extend(echo);
    }

    /// Notes that a record was called by its name.
    pub(super) fn named_back(&mut self, fact: FactId, key: u32) {
        self.echoes.push(echoes::record(self.world.script, fact, key));
    }
}
