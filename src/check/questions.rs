//! Options: whether people can tell them apart by what they type, and whether one is always left.

use super::gather::Gathered;
use super::possible::Possible;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::patterns::folded;
use crate::script::{Ask, Choice, Expression, FactKind, Node, Script, Shown, Template};
use crate::syntax::{AskWritten, NodeWritten};
use std::collections::HashMap;

/// Looks at the options of every question.
pub(super) fn look(script: &Script, gathered: &Gathered, out: &mut Vec<Diagnostic>) {
    let written = gathered.all(|document| &document.nodes);
    for (node, (_, written)) in script.nodes.iter().zip(written) {
        let Some(ask) = &node.ask else { continue };
        let choices = ask.choices();
        if choices.is_empty() {
            continue;
        }
        let given = node.given.iter().map(|given| given.kind.clone()).collect::<Vec<_>>();
        let question = Question { script, given: &given, choices: &choices, places: places(written, choices.len()) };
        question.alike(out);
        if matches!(ask, Ask::Choose(_) | Ask::ChooseMany(_)) {
            question.misnumbered(out);
            question.none_left(node, written, out);
        }
    }
}

/// Where each option was written; `yes` and `no` share the place of their question.
fn places(node: &NodeWritten, count: usize) -> Vec<Span> {
    match node.ask.as_ref().map(|ask| (&ask.value, ask.span)) {
        Some((AskWritten::Choose(choices) | AskWritten::ChooseMany(choices), _)) => choices.iter().map(|(id, _)| id.span).collect(),
        Some((_, span)) => vec![span; count],
        None => Vec::new(),
    }
}

struct Question<'s> {
    script: &'s Script,
    given: &'s [FactKind],
    choices: &'s [&'s Choice],
    places: Vec<Span>,
}

impl<'s> Question<'s> {
    /// Two options that the same words choose: of them the second is never understood.
    fn alike(&self, out: &mut Vec<Diagnostic>) {
        let mut names: HashMap<String, Vec<(usize, &str)>> = HashMap::new();
        for (place, choice) in self.choices.iter().enumerate() {
            let label = plain(&choice.label).map(|label| folded(&label)).unwrap_or_default();
            let id = folded(&choice.id);
            let own = if label == id { vec![(label, "label")] } else { vec![(label, "label"), (id, "id")] };
            for (name, what) in own.into_iter().filter(|(name, _)| !name.is_empty()) {
                names.entry(name).or_default().push((place, what));
            }
        }
        let mut clashes = names.into_iter().filter(|(_, owners)| owners.len() > 1).collect::<Vec<_>>();
        clashes.sort();
        let mut said = Vec::new();
        for (name, owners) in clashes {
            for (after, (place, what)) in owners.iter().enumerate() {
                let rival = owners[..after].iter().find(|(other, _)| other != place && self.together(*other, *place));
                let Some((first, of_first)) = rival.filter(|(first, _)| !said.contains(&(*first, *place))) else { continue };
                said.push((*first, *place));
                let alike = Diagnostic::new(Code::AlikeOptions, self.places[*place], format!("two options are called `{name}`"))
                    .label(format!("by its {what}; whoever types this may get the other"))
                    .related(self.places[*first], format!("by its {of_first}"));
                out.push(alike.hint("capitals and signs don't tell options apart: give one of them other words"));
            }
        }
    }

    /// A label that is a number, and not the number of its place.
    fn misnumbered(&self, out: &mut Vec<Diagnostic>) {
        let listed = self.choices.iter().enumerate().filter(|(_, choice)| choice.listed).collect::<Vec<_>>();
        let mut moves = false;
        for (at, (place, choice)) in listed.iter().enumerate() {
            let number = plain(&choice.label).and_then(|label| label.trim().parse::<usize>().ok());
            if let Some(number) = number.filter(|number| (1..=listed.len()).contains(number) && (*number != at + 1 || moves)) {
                let wrong = Diagnostic::new(Code::AlikeOptions, self.places[*place], format!("typing `{number}` chooses another option"))
                    .label(format!(
                        "its label is `{number}`, its place is {}",
                        if moves { "not always this".to_owned() } else { (at + 1).to_string() }
                    ));
                out.push(wrong.hint("people choose by an option's place: use `Number`, or put the number into words"));
            }
            moves |= choice.when.is_some();
        }
    }

    /// Every option has a `when`, and nothing says that one of them always holds.
    fn none_left(&self, node: &Node, written: &NodeWritten, out: &mut Vec<Diagnostic>) {
        let listed = self.choices.iter().filter(|choice| choice.listed);
        let Some(whens) = listed.map(|choice| choice.when.as_ref()).collect::<Option<Vec<_>>>() else { return };
        // Twice, since a later one may decide what an earlier one left open.
        let none_holds = |possible: &mut Possible<'s>| whens.iter().chain(&whens).all(|when| possible.assume(when, false));
        if !none_holds(&mut Possible::new(self.script, self.given)) {
            return;
        }
        // Options by what somebody answered are meant for those who did: then it must be one of all answers.
        let mut answered = Possible::new(self.script, self.given);
        whens.iter().for_each(|when| know(self.script, when, &mut answered));
        if !none_holds(&mut answered) {
            return;
        }
        let Some(ask) = &written.ask else { return };
        let none = Diagnostic::new(Code::NoOptionsLeft, ask.span, format!("`{}` may have nothing left to choose from", node.name))
            .label("every option that is shown has a `when`");
        out.push(none.hint("leave one option without `when`, or let two of them be each other's opposite"));
    }

    /// Whether two options may be offered at the same time.
    fn together(&self, one: usize, other: usize) -> bool {
        let mut possible = Possible::new(self.script, self.given);
        [one, other].into_iter().filter_map(|place| self.choices[place].when.as_ref()).all(|when| possible.assume(when, true))
    }
}

/// Takes it that all that a condition looks at has a real answer.
fn know<'s>(script: &'s Script, condition: &'s Expression, possible: &mut Possible<'s>) {
    match condition {
        Expression::Mean(mean) => know(script, &script.means[mean.index()].when, possible),
        Expression::Not(inner) => know(script, inner, possible),
        Expression::Logic(_, left, right) | Expression::Compare(_, left, right) => {
            know(script, left, possible);
            know(script, right, possible);
        }
        place => {
            possible.known(place);
        }
    }
}

/// A label that is the same for everybody.
fn plain(label: &Template) -> Option<String> {
    label.parts.iter().map(|part| if let Shown::Text(words) = &part.shown { Some(words.as_str()) } else { None }).collect()
}
