//! What a hook can reach: every fact and field that it may read, and every way on that it may take, whatever happens.
//!
//! The walk follows values instead of computing them. A [`Value`] is the set of places that something may have come from;
//! a property of it is a read of each of these, one step further. Helpers are followed with what they are given, so that
//! `is_parent(facts.trait.source)` reads `trait.source.parent`. Where too much could flow together to be told apart, that
//! is a mistake: a hook whose reads aren't known can't be run.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    Comparison, Function, HookMistake, HookMistakeKind as Kind, Looked, Place, Read, StaticEffect,
    shape::{Form, Shape},
    vocabulary::{self, Role},
};

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub reads: Vec<Read>,
    pub effects: Vec<StaticEffect>,
    pub negated: Vec<Read>,
    pub asked: Vec<Vec<String>>,
    pub bare: Vec<Read>,
    pub comparisons: Vec<Comparison>,
    pub interpolated: Vec<(Looked, Place)>,
    pub mistakes: Vec<HookMistake>,
}

/// Where a value may have come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// It is the hook's `facts`.
    Facts,
    /// It is the hook's `next`.
    Next,
    /// It is what was replied.
    Reply,
    /// It was read.
    Read(Vec<String>),
}

/// All places that a value, and the elements of a list, may have come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    origins: BTreeSet<Origin>,
    elements: Option<Box<Value>>,
}

impl Value {
    /// What comes from one place.
    pub(super) fn of(origin: Origin) -> Self {
        Self { origins: BTreeSet::from([origin]), elements: None }
    }

    /// A list of these. One that holds nothing read is as plain as a number, however deep it is.
    fn list(elements: Self) -> Self {
        if elements.is_plain() {
            return Self::default();
        }
        Self { origins: BTreeSet::new(), elements: Some(Box::new(elements)) }
    }

    fn is_plain(&self) -> bool {
        self.origins.is_empty() && self.elements.as_ref().is_none_or(|elements| elements.is_plain())
    }

    /// Takes in what another value may be, and says whether that was more than before.
    fn take_in(&mut self, other: &Self) -> bool {
        let before = self.origins.len();
        self.origins.extend(other.origins.iter().cloned());
        let more = self.origins.len() > before;
        let Some(elements) = &other.elements else { return more };
        match &mut self.elements {
            Some(own) => own.take_in(elements) || more,
            none => {
                *none = Some(elements.clone());
                true
            }
        }
    }

    fn elements(&self) -> Self {
        let mut of_reads = Self { origins: self.origins.clone(), elements: None };
        self.elements.iter().for_each(|elements| _ = of_reads.take_in(elements));
        of_reads
    }

    fn depth(&self) -> usize {
        self.elements.as_ref().map_or(0, |elements| 1 + elements.depth())
    }
}

/// Follows a function of a pack, given these values.
pub(super) fn reach(functions: &[Function], names: &BTreeMap<String, usize>, start: usize, given: Vec<Value>) -> Reach {
    let mut walk =
        Walk { functions, names, found: Found::default(), followed: BTreeMap::new(), steps: 0, file: 0, frame: Frame::default() };
    walk.follow(start, given);
    walk.found.settle()
}

/// What was found so far, each thing once and at the first place where it was.
#[derive(Default)]
struct Found {
    reads: BTreeMap<Vec<String>, Place>,
    effects: BTreeMap<(Place, super::EffectKind), String>,
    negated: BTreeSet<(Place, Vec<String>)>,
    asked: BTreeSet<Vec<String>>,
    bare: BTreeSet<(Place, Vec<String>)>,
    comparisons: BTreeMap<(Place, Looked), Option<String>>,
    interpolated: BTreeSet<(Place, Looked)>,
    mistakes: BTreeMap<(Place, Kind), HookMistake>,
}

impl Found {
    fn settle(self) -> Reach {
        let comparison = |((place, what), with)| Comparison { what, with, place };
        Reach {
            reads: self.reads.into_iter().map(|(path, place)| Read { path, place }).collect(),
            effects: self.effects.into_iter().map(|((place, kind), target)| StaticEffect { kind, target, place }).collect(),
            negated: self.negated.into_iter().map(|(place, path)| Read { path, place }).collect(),
            asked: self.asked.into_iter().collect(),
            bare: self.bare.into_iter().map(|(place, path)| Read { path, place }).collect(),
            comparisons: self.comparisons.into_iter().map(comparison).collect(),
            interpolated: self.interpolated.into_iter().map(|(place, what)| (what, place)).collect(),
            mistakes: self.mistakes.into_values().collect(),
        }
    }
}

/// The variables of one function while it is gone through.
#[derive(Default)]
struct Frame {
    /// Which variables can be seen, the innermost last, each with its place in `values`.
    seen: Vec<(String, usize)>,
    /// What each variable may hold, wherever in the function it was given that.
    values: Vec<Value>,
    /// Which of the values belongs to the variable that is declared here.
    declared: BTreeMap<(usize, String), usize>,
    /// What the function may return.
    returned: Value,
    /// Whether a variable came to hold more in this pass.
    grew: bool,
}

struct Walk<'a> {
    functions: &'a [Function],
    names: &'a BTreeMap<String, usize>,
    found: Found,
    /// What each function that was followed gives back, by what it was given.
    followed: BTreeMap<(usize, Vec<Value>), Value>,
    steps: usize,
    /// The file of the function that is gone through.
    file: usize,
    frame: Frame,
}

impl Walk<'_> {
    /// Goes through a function until its variables hold nothing new. No function reaches itself: that was refused before.
    fn follow(&mut self, function: usize, given: Vec<Value>) -> Value {
        let key = (function, given);
        if let Some(known) = self.followed.get(&key) {
            return known.clone();
        }
        let functions = self.functions;
        let own = &functions[function];
        let Some(body) = &own.body else { return Value::default() };
        let (outer, file) = (std::mem::take(&mut self.frame), std::mem::replace(&mut self.file, own.file));
        for pass in 0.. {
            self.frame.seen.clear();
            self.frame.grew = false;
            for (place, parameter) in own.parameters.iter().enumerate() {
                let value = key.1.get(place).cloned().unwrap_or_default();
                self.declare((place, parameter.as_str()), &value);
            }
            let value = self.value(body, false);
            self.frame.returned.take_in(&value);
            if !self.frame.grew {
                break;
            }
            if pass == crate::caps::HOOK_PASSES {
                self.tangled(&body.at);
                break;
            }
        }
        self.file = file;
        let returned = std::mem::replace(&mut self.frame, outer).returned;
        self.followed.insert(key, returned.clone());
        returned
    }

    /// What a shape may come to. `negated` says whether it stands under a `!`.
    fn value(&mut self, shape: &Shape, negated: bool) -> Value {
        if self.steps > crate::caps::HOOK_STEPS {
            self.tangled(&shape.at);
            return Value::default();
        }
        let value = self.look(shape, negated);
        self.steps += 1 + value.origins.len();
        value
    }

    fn look(&mut self, shape: &Shape, negated: bool) -> Value {
        match &shape.form {
            Form::Plain | Form::Text(_) => Value::default(),
            Form::Name(name) => self.name(name, &shape.at),
            Form::Field(of, field) => {
                let of = self.value(of, false);
                let value = self.field(&of, field, &shape.at);
                self.note_negated(negated, &value, &shape.at);
                value
            }
            Form::Call(name, arguments) => self.call(name, arguments, negated, &shape.at),
            Form::Logic(parts) => {
                for part in parts {
                    let value = self.value(part, negated);
                    let paths =
                        value.origins.into_iter().filter_map(|origin| if let Origin::Read(path) = origin { Some(path) } else { None });
                    let place = Place { file: self.file, at: part.at.clone() };
                    self.found.bare.extend(paths.map(|path| (place.clone(), path)));
                }
                Value::default()
            }
            Form::Interpolated(parts) => {
                for part in parts {
                    let value = self.value(part, false);
                    self.interpolated(&value, &part.at);
                }
                Value::default()
            }
            Form::List(parts) => {
                let elements = self.union(parts, negated);
                self.bounded(Value::list(elements), &shape.at)
            }
            Form::Block(parts) => {
                let outer = self.frame.seen.len();
                let mut last = Value::default();
                for part in parts {
                    last = self.value(part, negated);
                }
                self.frame.seen.truncate(outer);
                last
            }
            Form::Either(parts) => self.union(parts, negated),
            Form::Repeat(parts) => {
                parts.iter().for_each(|part| _ = self.value(part, false));
                Value::default()
            }
            Form::For { name, counter, over, body } => {
                let over = self.value(over, false);
                self.opaque(&over, "walked", &shape.at);
                let outer = self.frame.seen.len();
                self.declare((shape.at.start, name), &over.elements());
                if let Some(counter) = counter {
                    self.declare((shape.at.start, counter), &Value::default());
                }
                self.value(body, false);
                self.frame.seen.truncate(outer);
                Value::default()
            }
            Form::Let(name, value) => {
                let value = self.value(value, false);
                self.declare((shape.at.start, name), &value);
                Value::default()
            }
            Form::Assign(name, value) => {
                let value = self.value(value, false);
                self.assign(name, &value, &shape.at);
                Value::default()
            }
            Form::Return(value) => {
                let value = self.value(value, false);
                let grew = self.frame.returned.take_in(&value);
                self.frame.grew |= grew;
                Value::default()
            }
        }
    }

    fn union(&mut self, parts: &[Shape], negated: bool) -> Value {
        let mut all = Value::default();
        for part in parts {
            let value = self.value(part, negated);
            all.take_in(&value);
        }
        all
    }

    fn name(&mut self, name: &str, at: &Range<usize>) -> Value {
        if let Some((_, place)) = self.frame.seen.iter().rev().find(|(seen, _)| seen == name) {
            return self.frame.values[*place].clone();
        }
        if name == super::NONE {
            return Value::default();
        }
        if self.names.contains_key(name) {
            self.mistake(at, Kind::NotAllowed, format!("`{name}` is a function: it can only be called"), None);
            return Value::default();
        }
        let near = super::nearest(name, self.frame.seen.iter().map(|(seen, _)| seen.as_str()));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        self.mistake(at, Kind::UnknownName, format!("there is no variable `{name}` here"), hint);
        Value::default()
    }

    fn declare(&mut self, (at, name): (usize, &str), value: &Value) {
        let fresh = self.frame.values.len();
        let place = *self.frame.declared.entry((at, name.to_owned())).or_insert(fresh);
        if place == fresh {
            self.frame.values.push(Value::default());
        }
        self.frame.seen.push((name.to_owned(), place));
        let grew = self.frame.values[place].take_in(value);
        // What a variable is first given was there before it was looked at.
        self.frame.grew |= grew && place != fresh;
    }

    fn assign(&mut self, name: &str, value: &Value, at: &Range<usize>) {
        let Some(place) = self.frame.seen.iter().rev().find(|(seen, _)| seen == name).map(|(_, place)| *place) else {
            self.name(name, at);
            return;
        };
        if self.frame.values[place].origins.iter().any(|origin| matches!(origin, Origin::Facts | Origin::Next)) {
            self.mistake(at, Kind::HandleMisused, format!("`{name}` can't be given another value"), None);
        }
        self.grow(place, value, at);
    }

    fn grow(&mut self, place: usize, value: &Value, at: &Range<usize>) {
        let grew = self.frame.values[place].take_in(value);
        self.frame.grew |= grew;
        let bounded = self.bounded(self.frame.values[place].clone(), at);
        self.frame.values[place] = bounded;
    }

    /// Keeps a value from growing without end; what it can't hold would not be known.
    fn bounded(&mut self, value: Value, at: &Range<usize>) -> Value {
        if value.depth() > crate::caps::HOOK_LIST_DEPTH || value.origins.len() > crate::caps::HOOK_ORIGINS {
            self.tangled(at);
            return Value::default();
        }
        value
    }

    fn field(&mut self, of: &Value, field: &str, at: &Range<usize>) -> Value {
        let mut value = of.elements.as_ref().map_or_else(Value::default, |elements| (**elements).clone());
        for origin in &of.origins {
            let mut path = match origin {
                Origin::Facts => Vec::new(),
                Origin::Read(path) => path.clone(),
                Origin::Next => {
                    let hint = Some("write `next.ask(…)`, `next.set(…)`, `next.say(…)` or another of its verbs".to_owned());
                    self.mistake(at, Kind::HandleMisused, format!("`next` has no property `{field}`"), hint);
                    continue;
                }
                Origin::Reply => {
                    self.mistake(at, Kind::HandleMisused, format!("what was replied has no property `{field}`"), None);
                    continue;
                }
            };
            path.push(field.to_owned());
            if path.len() > crate::caps::HOOK_PATH {
                let message = "this follows links without an end that could be known".to_owned();
                self.mistake(at, Kind::ReadsUnknown, message, Some("name the fields that are meant".to_owned()));
                continue;
            }
            self.found.reads.entry(path.clone()).or_insert(Place { file: self.file, at: at.clone() });
            value.origins.insert(Origin::Read(path));
        }
        value
    }

    fn call(&mut self, name: &str, arguments: &[Shape], negated: bool, at: &Range<usize>) -> Value {
        let under_not = match name {
            "!" => !negated,
            "!=" => true,
            "==" | "<" | "<=" | ">" | ">=" => negated,
            _ => false,
        };
        let values: Vec<_> = arguments.iter().map(|argument| self.value(argument, under_not)).collect();
        if let Some(function) = self.names.get(name).copied() {
            return self.own(function, values, at);
        }
        let Some(role) = vocabulary::role(name, arguments.len()).or_else(|| vocabulary::sign(name, arguments.len())) else {
            self.unknown(name, arguments.len(), at);
            return Value::default();
        };
        let whole = |values: &[Value]| values.iter().fold(Value::default(), |mut all, value| (all.take_in(value), all).1);
        match role {
            Role::Looks => {
                if matches!(name, "known" | "declined" | "unknown" | "later") {
                    let read = values.iter().flat_map(|value| &value.origins);
                    self.found
                        .asked
                        .extend(read.filter_map(|origin| if let Origin::Read(path) = origin { Some(path.clone()) } else { None }));
                }
                Value::default()
            }
            Role::Compares => {
                self.compares(arguments, &values, under_not);
                Value::default()
            }
            Role::Joins => {
                for (argument, value) in arguments.iter().zip(&values) {
                    self.interpolated(value, &argument.at);
                }
                // Two lists may be joined too.
                let joined = whole(&values);
                self.bounded(Value { origins: BTreeSet::new(), elements: joined.elements }, at)
            }
            Role::Picks => whole(&values).elements(),
            Role::Fills => {
                let ([list, _], [_, value]) = (arguments, values.as_slice()) else { return Value::default() };
                if let Form::Name(name) = &list.form
                    && let Some(place) = self.frame.seen.iter().rev().find(|(seen, _)| seen == name).map(|(_, place)| *place)
                {
                    self.grow(place, &Value::list(value.clone()), at);
                }
                Value::default()
            }
            Role::Hears => {
                self.literal(arguments.get(1), super::EffectKind::Hears, at);
                Value::default()
            }
            Role::Leads(super::EffectKind::Say) => Value::default(),
            Role::Leads(kind) => {
                self.literal(arguments.get(1), kind, at);
                Value::default()
            }
        }
    }

    fn own(&mut self, function: usize, values: Vec<Value>, at: &Range<usize>) -> Value {
        let own = &self.functions[function];
        if own.parameters.len() != values.len() && own.body.is_some() {
            let message = arguments(&own.name, own.parameters.len(), values.len());
            self.mistake(at, Kind::WrongArguments, message, None);
            return Value::default();
        }
        self.follow(function, values)
    }

    fn unknown(&mut self, name: &str, given: usize, at: &Range<usize>) {
        if vocabulary::is_sign(name) {
            return self.mistake(at, Kind::UnknownFunction, format!("`{name}` is no sign that a hook can use"), None);
        }
        let takes: Vec<_> = vocabulary::takes(name).collect();
        if let [takes, ..] = takes.as_slice() {
            return self.mistake(
                at,
                Kind::WrongArguments,
                arguments(name, own_arguments(name, *takes), own_arguments(name, given)),
                vocabulary::usage(name),
            );
        }
        let known = vocabulary::VOCABULARY.iter().map(|(known, ..)| *known).chain(self.names.keys().map(String::as_str));
        let near = super::nearest(name, known).map(|near| format!("did you mean `{near}`?"));
        let hint = vocabulary::instead(name).map(str::to_owned).or(near);
        self.mistake(at, Kind::UnknownFunction, format!("there is no function `{name}`"), hint);
    }

    fn literal(&mut self, target: Option<&Shape>, kind: super::EffectKind, at: &Range<usize>) {
        let Some(target) = target else { return };
        if let Form::Text(text) = &target.form {
            let place = Place { file: self.file, at: target.at.clone() };
            self.found.effects.insert((place, kind), text.clone());
            return;
        }
        let what = match kind {
            super::EffectKind::Set => "the fact that is set",
            super::EffectKind::Hears => "the pattern that is heard",
            _ => "where it leads",
        };
        let hint = Some("write it out between double quotes; `if` and `switch` can choose between several".to_owned());
        let at = if target.at.is_empty() { at } else { &target.at };
        self.mistake(at, Kind::TargetNotLiteral, format!("{what} must be written out"), hint);
    }

    fn compares(&mut self, arguments: &[Shape], values: &[Value], under_not: bool) {
        for (place, (argument, value)) in arguments.iter().zip(values).enumerate() {
            self.opaque(value, "compared", &argument.at);
            self.note_negated(under_not, value, &argument.at);
            let with = arguments.iter().enumerate().filter(|(other, _)| *other != place).find_map(|(_, other)| match &other.form {
                Form::Text(text) => Some(text.clone()),
                _ => None,
            });
            for what in looked(value) {
                self.found.comparisons.insert((Place { file: self.file, at: argument.at.clone() }, what), with.clone());
            }
        }
    }

    fn interpolated(&mut self, value: &Value, at: &Range<usize>) {
        self.opaque(value, "put into a text", at);
        for what in looked(value) {
            self.found.interpolated.insert((Place { file: self.file, at: at.clone() }, what));
        }
    }

    /// Refuses to look into `facts` and `next` otherwise than by their names.
    fn opaque(&mut self, value: &Value, done: &str, at: &Range<usize>) {
        for origin in &value.origins {
            let name = match origin {
                Origin::Facts => "facts",
                Origin::Next => "next",
                _ => continue,
            };
            self.mistake(at, Kind::HandleMisused, format!("`{name}` can't be {done}"), None);
        }
    }

    fn note_negated(&mut self, negated: bool, value: &Value, at: &Range<usize>) {
        for origin in value.origins.iter().filter(|_| negated) {
            if let Origin::Read(path) = origin {
                self.found.negated.insert((Place { file: self.file, at: at.clone() }, path.clone()));
            }
        }
    }

    fn tangled(&mut self, at: &Range<usize>) {
        let message = "what this reads is too tangled to be known".to_owned();
        self.mistake(at, Kind::ReadsUnknown, message, Some("make it several hooks, or name the facts directly".to_owned()));
    }

    fn mistake(&mut self, at: &Range<usize>, kind: Kind, message: String, hint: Option<String>) {
        let place = Place { file: self.file, at: at.clone() };
        let mistake = HookMistake { file: self.file, at: at.clone(), kind, message, hint };
        self.found.mistakes.entry((place, kind)).or_insert(mistake);
    }
}

fn looked(value: &Value) -> impl Iterator<Item = Looked> {
    value.origins.iter().filter_map(|origin| match origin {
        Origin::Reply => Some(Looked::Reply),
        Origin::Read(path) => Some(Looked::Path(path.clone())),
        Origin::Facts | Origin::Next => None,
    })
}

/// How many arguments a writer counts: the object of a method is none.
fn own_arguments(name: &str, all: usize) -> usize {
    let method = matches!(vocabulary::VOCABULARY.iter().find(|(known, ..)| *known == name), Some((.., Role::Leads(_))));
    all.saturating_sub(usize::from(method))
}

fn arguments(name: &str, takes: usize, given: usize) -> String {
    let plural = if takes == 1 { "" } else { "s" };
    format!("`{name}` takes {takes} argument{plural}, not {given}")
}
