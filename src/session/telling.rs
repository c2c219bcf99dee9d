//! How a template becomes prose: the right variant, the places filled in, a capital at the beginning of a sentence.

use super::turn::Failure;
use super::wording;
use crate::patterns::Heard;
use crate::phrases;
use crate::script::{Expression, FactId, FactKind, Line, Node, Operand, Problem, Prose, Reads, Shown, Template, Value, Variant, World};
use std::collections::BTreeSet;

/// Tells templates in one world.
pub(super) struct Teller<'w> {
    world: World<'w>,
    seed: u64,
    reads: Reads,
    failures: Vec<Failure>,
}

impl<'w> Teller<'w> {
    pub fn new(world: World<'w>, seed: u64) -> Self {
        Teller { world, seed, reads: Reads::new(), failures: Vec::new() }
    }

    /// What was looked at, and what failed.
    pub fn noted(self) -> (Reads, Vec<Failure>) {
        (self.reads, self.failures)
    }

    /// What a node says; `times` tells how often it was met, this time included.
    pub fn lines(&mut self, node: &Node, times: i64) -> Prose {
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
    pub fn template(&mut self, template: &Template) -> Prose {
        let mut prose = Prose::default();
        self.fill(template, &mut prose);
        prose.tidy()
    }

    /// The values that a node's words show, without those that only change how things are said.
    pub fn values(&mut self, node: &Node, times: i64) -> Vec<String> {
        let mut values = Vec::new();
        for (slot, line) in node.say.iter().enumerate() {
            let Some(template) = self.template_of(node, slot, line, times) else { continue };
            for part in &template.parts {
                if matches!(part.shown, Shown::Text(_)) || self.only_wording(&part.shown) {
                    continue;
                }
                let mut prose = Prose::default();
                self.fill(&Template { parts: vec![part.clone()] }, &mut prose);
                values.push(prose.to_string());
            }
        }
        values
    }

    fn only_wording(&self, shown: &Shown) -> bool {
        let mut facts = BTreeSet::new();
        match shown {
            Shown::Text(_) => {}
            Shown::Quote(fact) | Shown::Mirror(fact) | Shown::Possessive(fact) => {
                facts.insert(*fact);
            }
            Shown::Value(expression) | Shown::Plural { count: expression, .. } => expression.reads(self.world.script, &mut facts),
        }
        facts.iter().all(|fact| self.world.script.fact(*fact).wording)
    }

    fn template_of<'t>(&mut self, node: &Node, slot: usize, line: &'t Line, times: i64) -> Option<&'t Template> {
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
            Shown::Value(Expression::Fact(fact)) if self.world.script.fact(*fact).kind == FactKind::Text => {
                self.words(*fact, str::to_owned)
            }
            Shown::Value(expression) => self.evaluate(expression),
            Shown::Quote(fact) => self.words(*fact, |words| format!("“{words}”")),
            Shown::Mirror(fact) => self.words(*fact, wording::mirror),
            Shown::Possessive(fact) => self.words(*fact, wording::possessive),
            Shown::Plural { count, one, many } => {
                let number = self.evaluate(count);
                let noun = if number == "1" { one } else { many };
                format!("{number} {noun}")
            }
        }
    }

    /// A person's words, worded; something else stands for them where repeating them could do harm.
    fn words(&mut self, fact: FactId, word: impl FnOnce(&str) -> String) -> String {
        self.reads.insert(fact);
        match &self.world.now[fact.index()] {
            Value::Text(words) if wording::is_short(&words.text) && !self.alarms(&words.text) => word(words.text.trim()),
            Value::Text(_) => phrases::WHAT_YOU_WROTE.to_owned(),
            _ => self.blank(fact),
        }
    }

    /// Whether an interrupt would hear something in it.
    fn alarms(&self, text: &str) -> bool {
        let heard = Heard::new(text);
        self.world.script.interrupts.iter().any(|interrupt| interrupt.ear.hears(&heard, &|_| None))
    }

    fn blank(&mut self, fact: FactId) -> String {
        self.failures.push(Failure::NotKnown(self.world.script.fact(fact).name.clone()));
        phrases::BLANK.to_owned()
    }

    fn evaluate(&mut self, expression: &Expression) -> String {
        let failure = match expression.evaluate(&self.world, &mut self.reads) {
            Ok(Operand::Number(number)) => return number.to_string(),
            Ok(Operand::Bool(value)) => return value.to_string(),
            Ok(Operand::Text(text)) => return text.to_owned(),
            Ok(Operand::Option(place)) => return self.option(expression, place),
            Ok(Operand::Nothing) => {
                let mut facts = Reads::new();
                expression.reads(self.world.script, &mut facts);
                match facts.first() {
                    Some(fact) => return self.blank(*fact),
                    None => return phrases::BLANK.to_owned(),
                }
            }
            Err(Problem::TooLarge) => Failure::TooLarge,
            Err(Problem::DividedByZero) => Failure::DividedByZero,
        };
        self.failures.push(failure);
        phrases::BLANK.to_owned()
    }

    fn option(&self, expression: &Expression, place: u16) -> String {
        let (Expression::Fact(fact) | Expression::Was(fact)) = expression else { return String::new() };
        match &self.world.script.fact(*fact).kind {
            FactKind::OneOf(options) => options.get(usize::from(place)).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn holds(&mut self, condition: &Expression) -> bool {
        match condition.holds(&self.world, &mut self.reads) {
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
