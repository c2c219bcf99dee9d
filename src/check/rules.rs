//! Rules, which look at the whole memory, and words that a fact chooses.

use super::conditions::Stands;
use super::desk::Desk;
use super::expressions::{check_name, condition};
use super::hooked::hook;
use super::listening::level;
use super::places::{arguments, assignments};
use super::templates::template;
use crate::diagnostics::{Code, Diagnostic};
use crate::script::{Asks, Expression, FactId, FactKind, Given, Rule, Template, Wording};
use crate::syntax::{RuleWritten, Text, WordsWritten};
use std::collections::BTreeMap;

/// All rules: by level, then in reading order.
pub(super) fn rules(desk: &mut Desk<'_>) -> Vec<Rule> {
    let written = desk.all(|document| &document.rules);
    let mut rules = written.into_iter().filter_map(|(name, rule)| self::rule(desk, name, rule)).collect::<Vec<_>>();
    rules.sort_by_key(|rule| rule.level);
    rules
}

fn rule(desk: &mut Desk<'_>, name: &Text, written: &RuleWritten) -> Option<Rule> {
    let level = written.level.as_ref().and_then(|written| level(desk, written));
    let during = written.during.iter().filter_map(|section| desk.section(section)).collect();
    let each = each_of(desk, written.each.as_ref(), written.of.as_ref());
    desk.given = each.iter().cloned().collect();
    desk.stands = Stands::Rule;
    let when = match &written.when {
        Some(when) => condition(desk, when),
        None => Some(Expression::Bool(true)),
    };
    let set = assignments(desk, &written.set);
    let asks = match &written.hook {
        Some(name) => hook(desk, name, 2, Stands::Rule).map(Asks::Hook),
        None => asked(desk, written),
    };
    let given = std::mem::take(&mut desk.given);
    let most = written.most.as_ref().map_or(1, |most| desk.at_least_one(most) as u32);
    Some(Rule {
        name: name.value.clone(),
        level: level?,
        during,
        each: each.and_then(|each| each.records()),
        given,
        when: when?,
        set,
        asks: asks?,
        most,
        formerly: written.formerly.iter().map(|name| name.value.clone()).collect(),
    })
}

/// What goes through the records of a fact, if anything does.
pub(super) fn each_of(desk: &mut Desk<'_>, each: Option<&Text>, of: Option<&Text>) -> Option<Given> {
    match (each, of) {
        (Some(each), Some(of)) => {
            let fact = desk.records_fact(of)?;
            Some(Given { name: each.value.clone(), kind: FactKind::Link(fact), formerly: Vec::new() })
        }
        (None, None) => None,
        (Some(half), None) | (None, Some(half)) => {
            let lone = Diagnostic::new(Code::MissingField, half.span, "`each` and `of` go together").label("the other one is missing");
            desk.say(lone.hint("write `each: \"trait\", of: \"traits\"`"));
            None
        }
    }
}

fn asked(desk: &mut Desk<'_>, written: &RuleWritten) -> Option<Asks> {
    let ask = written.ask.as_ref()?;
    let node = desk.node(ask);
    let with = node.and_then(|node| {
        let wants = desk.node_given[node.index()].clone();
        arguments(desk, &wants, &written.with, ask.span)
    });
    let because = written.because.as_ref().map(|because| template(desk, because));
    Some(Asks::Node { node: node?, with: with?, because: because? })
}

/// All words that a fact chooses, in reading order.
pub(super) fn words(desk: &mut Desk<'_>) -> Vec<Wording> {
    let written = desk.all(|document| &document.words);
    written.into_iter().map(|(name, words)| wording(desk, name, words)).collect()
}

fn wording(desk: &mut Desk<'_>, name: &Text, written: &WordsWritten) -> Wording {
    check_name(desk, name);
    let by = desk.fact(&written.by);
    let other = match &written.other {
        Some(other) => template(desk, other),
        None => {
            no_other(desk, name, written, by);
            Template::default()
        }
    };
    let mut is: BTreeMap<u16, Template> = BTreeMap::new();
    match by.map(|by| desk.kind(by).clone()) {
        Some(FactKind::OneOf(options)) => {
            for (id, text) in &written.is {
                let words = template(desk, text);
                match options.iter().position(|option| *option == id.value) {
                    Some(place) => {
                        is.insert(place as u16, words);
                    }
                    None => {
                        let unknown = Diagnostic::new(Code::UnknownOption, id.span, format!("no option is named `{}`", id.value));
                        desk.say(unknown.label("these words can never be chosen").related(written.by.span, "the fact that chooses"));
                    }
                }
            }
        }
        Some(_) => {
            let wrong = Diagnostic::new(Code::WrongType, written.by.span, "only a OneOf can choose words").label("this fact isn't a OneOf");
            desk.say(wrong);
        }
        None => {}
    }
    Wording { name: name.value.clone(), by: by.unwrap_or(FactId::new(0)), is, other }
}

/// Says for what there are no words.
fn no_other(desk: &mut Desk<'_>, name: &Text, written: &WordsWritten, by: Option<FactId>) {
    let unworded = |option: &&String| !written.is.iter().any(|(id, _)| id.value == **option);
    let missing = match by.map(|by| desk.kind(by)) {
        Some(FactKind::OneOf(options)) => options.iter().filter(unworded).map(|option| format!("`{option}`")).collect(),
        _ => Vec::new(),
    };
    let unset = format!("as long as `{}` isn't known", written.by.value);
    let label = if missing.is_empty() { unset } else { format!("none for {}, and none {unset}", missing.join(", ")) };
    let none = Diagnostic::new(Code::MissingWording, name.span, format!("there aren't always words for `{}`", name.value)).label(label);
    desk.say(none.hint("add `other: \"…\"` with words that always fit"));
}
