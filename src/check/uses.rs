//! What is kept and never looked at, and what is looked at and never kept.

use super::gather::Gathered;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::script::{
    Ask, Asks, Assignment, Case, Choice, Expression, FactId, FactKind, Go, Keepsakes, Line, Node, Part, Place, Records, Script, Shown,
    Template, VerbCase, Way,
};
use crate::syntax::KindWritten;
use std::collections::BTreeSet;

/// A fact, or a field of its records.
pub(super) type Slot = (FactId, Option<usize>);

/// What is looked at and what is set, with everything that hooks and patterns do.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// What something decides by, shows, or hands on.
    pub read: BTreeSet<Slot>,
    /// What something keeps or sets.
    pub set: BTreeSet<Slot>,
}

/// Says of every fact and field that nothing looks at it, or that nothing sets it.
pub(super) fn look(script: &Script, gathered: &Gathered, hooked: Uses, out: &mut Vec<Diagnostic>) {
    let mut walk = Walk { script, uses: hooked };
    walk.whole();
    let uses = walk.uses;
    let written = gathered.all(|document| &document.facts);
    for (place, (fact, (_, written))) in script.facts.iter().zip(written).enumerate() {
        let id = FactId::new(place);
        say(&uses, (id, None), &fact.name, fact.span, out);
        let (FactKind::Records(records), KindWritten::Records { fields, .. }) = (&fact.kind, &written.kind.value) else { continue };
        // Of records that nobody uses, the fields are no further news.
        let told = uses.read.contains(&(id, None)) && uses.set.contains(&(id, None));
        for (field, (name, _)) in fields.iter().enumerate().filter(|(field, _)| told && *field != records.shows) {
            say(&uses, (id, Some(field)), &format!("{}.{}", fact.name, name.value), name.span, out);
        }
    }
}

fn say(uses: &Uses, slot: Slot, name: &str, at: Span, out: &mut Vec<Diagnostic>) {
    let (read, set) = (uses.read.contains(&slot), uses.set.contains(&slot));
    if !read {
        let label = if set { "kept, and never used" } else { "neither set nor used" };
        let unread = Diagnostic::new(Code::FactNeverRead, at, format!("nothing looks at `{name}`")).label(label);
        out.push(unread.hint("show it in a text, ask about it in a `when`, or take it out"));
    } else if !set {
        let unset = Diagnostic::new(Code::FactNeverSet, at, format!("nothing ever sets `{name}`"))
            .label("it stays unset, so that every comparison with it is false");
        out.push(unset.hint("`keep` an answer in it, `set` it, or give it a `start`"));
    }
}

struct Walk<'s> {
    script: &'s Script,
    uses: Uses,
}

impl Walk<'_> {
    fn whole(&mut self) {
        let script = self.script;
        for (place, fact) in script.facts.iter().enumerate() {
            self.starts(FactId::new(place), &fact.kind);
        }
        self.uses.set.extend(script.begin.iter().map(|fact| (*fact, None)));
        script.means.iter().for_each(|mean| self.reads(&mean.when));
        self.uses.read.extend(script.tables.iter().map(|table| (table.by, None)));
        for words in &script.words {
            self.uses.read.insert((words.by, None));
            words.is.values().chain([&words.other]).for_each(|text| self.template(text));
        }
        for rule in &script.rules {
            self.uses.read.extend(rule.each.map(|fact| (fact, None)));
            self.reads(&rule.when);
            self.assignments(&rule.set);
            if let Asks::Node { with, because, .. } = &rule.asks {
                with.iter().for_each(|argument| self.reads(argument));
                self.template(because);
            }
        }
        script.interrupts.iter().filter_map(|interrupt| interrupt.again.as_ref()).for_each(|text| self.template(text));
        script.safety.iter().filter_map(|safety| safety.line.as_ref()).for_each(|text| self.template(text));
        script.nouns.iter().filter_map(|noun| noun.when.as_ref()).for_each(|when| self.reads(when));
        script.verbs.iter().flat_map(|verb| &verb.cases).for_each(|case| self.command(case));
        script.keepsake.iter().for_each(|keepsake| self.keepsake(keepsake));
        script.sections.iter().flat_map(|section| &section.status).for_each(|line| self.line(line));
        script.nodes.iter().for_each(|node| self.node(node));
    }

    fn keepsake(&mut self, keepsake: &Keepsakes) {
        self.template(&keepsake.title);
        for part in &keepsake.parts {
            self.template(&part.title);
            self.uses.read.extend(part.each.map(|fact| (fact, None)));
            part.when.iter().for_each(|when| self.reads(when));
            part.say.iter().chain(&part.mirrors).for_each(|line| self.line(line));
        }
    }

    fn line(&mut self, line: &Line) {
        line.when.iter().for_each(|when| self.reads(when));
        line.says.templates().into_iter().for_each(|text| self.template(text));
    }

    fn command(&mut self, case: &VerbCase) {
        case.when.iter().for_each(|when| self.reads(when));
        case.say.iter().for_each(|text| self.template(text));
        self.assignments(&case.set);
        case.goto.iter().for_each(|way| self.way(way));
    }

    /// What is set before anything happens.
    fn starts(&mut self, id: FactId, kind: &FactKind) {
        match kind {
            FactKind::Records(Records { fields, .. }) => {
                let begun = fields.iter().enumerate().filter(|(_, field)| field.start.is_known());
                self.uses.set.extend(begun.map(|(field, _)| (id, Some(field))));
            }
            FactKind::List(_) => {}
            _ if self.script.fact(id).start.is_known() => {
                self.uses.set.insert((id, None));
            }
            _ => {}
        }
    }

    fn node(&mut self, node: &Node) {
        node.when.iter().for_each(|when| self.reads(when));
        self.assignments(&node.entering);
        node.say.iter().for_each(|line| self.line(line));
        node.on.values().flatten().chain(&node.on_every).for_each(|case| self.command(case));
        node.ask.iter().for_each(|ask| self.ask(ask));
        if let Some(place) = &node.keep {
            self.sets(place);
        }
        self.assignments(&node.set);
        for aside in [&node.declined, &node.unknown, &node.later].into_iter().flatten() {
            aside.say.iter().for_each(|text| self.template(text));
            self.assignments(&aside.set);
            aside.goto.iter().for_each(|way| self.way(way));
        }
        node.because.iter().chain(&node.unread).chain(&node.examples).for_each(|text| self.template(text));
        node.goto.iter().for_each(|way| self.way(way));
    }

    fn ask(&mut self, ask: &Ask) {
        ask.labels().into_iter().for_each(|(_, label)| self.template(label));
        ask.further_texts().into_iter().for_each(|text| self.template(text));
        if let Ask::Gather(gather) = ask {
            self.mints(gather.into);
            gather.visit.iter().flat_map(|(_, with)| with).for_each(|argument| self.reads(argument));
        }
        ask.choices().into_iter().for_each(|choice| self.choice(choice));
    }

    fn choice(&mut self, choice: &Choice) {
        self.template(&choice.label);
        choice.when.iter().for_each(|when| self.reads(when));
        choice.otherwise.iter().for_each(|place| self.sets(place));
        self.assignments(&choice.set);
        choice.goto.iter().for_each(|way| self.way(way));
    }

    fn way(&mut self, way: &Way) {
        for Case { each, when, .. } in &way.cases {
            self.uses.read.extend(each.iter().map(|each| (each.of, None)));
            self.reads(when);
        }
        for go in way.goes() {
            match go {
                Go::To(_, with) => with.iter().for_each(|argument| self.reads(argument)),
                Go::Visit { with, then_with, .. } => with.iter().chain(then_with).for_each(|argument| self.reads(argument)),
            }
        }
    }

    fn template(&mut self, template: &Template) {
        for Part { shown, .. } in &template.parts {
            match shown {
                // Words are looked at where they are declared.
                Shown::Text(_) | Shown::Words(_) => {}
                Shown::Value(of) | Shown::Quote(of) | Shown::Whole(of) | Shown::Mirror(of) | Shown::Possessive(of) | Shown::List(of) => {
                    self.reads(of)
                }
                Shown::Plural { count, .. } => self.reads(count),
            }
        }
    }

    fn assignments(&mut self, assignments: &[Assignment]) {
        for Assignment { place, value, .. } in assignments {
            self.sets(place);
            // Counting on is no use of what is counted.
            let own = slot(place);
            let read = self.uses.read.contains(&own);
            self.reads(value);
            if !read {
                self.uses.read.remove(&own);
            }
        }
    }

    fn sets(&mut self, place: &Place) {
        let (fact, field) = slot(place);
        self.uses.set.insert((fact, field));
        let kind = match (&self.script.fact(fact).kind, field) {
            (FactKind::Records(records), Some(field)) => records.fields.get(field).map(|field| &field.kind),
            (kind, _) => Some(kind),
        };
        if let Some(FactKind::Link(records)) = kind {
            self.mints(*records);
        }
    }

    fn mints(&mut self, records: FactId) {
        self.uses.set.insert((records, None));
    }

    fn reads(&mut self, expression: &Expression) {
        reads(self.script, expression, &mut self.uses.read);
    }
}

/// Everything that an expression looks at.
pub(super) fn reads(script: &Script, expression: &Expression, into: &mut BTreeSet<Slot>) {
    match expression {
        Expression::Fact(fact) | Expression::Was(fact) | Expression::Argument(_, Some(fact)) => {
            into.insert((*fact, None));
            into.extend(linked(&script.fact(*fact).kind));
        }
        Expression::Cell(table, _) | Expression::Filled(table, _) => {
            into.insert((script.tables[table.index()].by, None));
        }
        Expression::Field { records, field, .. } => {
            into.extend([(*records, None), (*records, Some(*field))]);
            if let FactKind::Records(records) = &script.fact(*records).kind {
                into.extend(records.fields.get(*field).and_then(|field| linked(&field.kind)));
            }
        }
        _ => {}
    }
    // A named condition is looked at where it is declared.
    expression.parts().for_each(|part| reads(script, part, into));
}

/// The records that a link leads to: whoever looks at the link sees what they are called.
fn linked(kind: &FactKind) -> Option<Slot> {
    match kind {
        FactKind::Link(records) => Some((*records, None)),
        _ => None,
    }
}

/// The fact or field that a place is.
pub(super) fn slot(place: &Place) -> Slot {
    match place {
        Place::Fact(fact) => (*fact, None),
        Place::Field { records, field, .. } => (*records, Some(*field)),
    }
}
