//! Verbs and nouns: every way to say them read, what comes of them led to its place, and no two of them alike.

use super::conditions::Stands;
use super::desk::Desk;
use super::expressions::{check_name, optional};
use super::hooked::hook;
use super::listening::{NamedPatterns, refuse};
use super::nodes::Bench;
use super::places::assignments;
use super::templates;
use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::patterns::{Order, Pattern, Word, folded, words};
use crate::script::{FactKind, Given, Noun, Safety, Verb, VerbCase, VerbId};
use crate::syntax::{AskWritten, EVERY_VERB, Named, NodeWritten, NounWritten, Text, VerbCaseWritten, VerbWritten};
use std::collections::BTreeMap;

/// Learns which places each verb has: all that its patterns name, in their order.
pub(super) fn places(desk: &mut Desk<'_>) {
    let written = desk.all(|document| &document.verbs);
    let places = written.into_iter().map(|(name, verb)| places_of(desk, name, verb)).collect();
    desk.places = places;
}

fn places_of(desk: &mut Desk<'_>, name: &Text, written: &VerbWritten) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for text in &written.hears {
        let Ok(pattern) = Pattern::parse(&text.value) else { continue };
        for (place, at) in pattern.places().filter(|(place, _)| !places.iter().any(|known| known == place)).collect::<Vec<_>>() {
            let span = desk.inner(text, at);
            check_name(desk, &Text { value: place.to_owned(), span });
            places.push(place.to_owned());
        }
    }
    if places.is_empty() && usual(&name.value).iter().any(|pattern| pattern.contains("{}")) {
        places.push("thing".to_owned());
    }
    places
}

/// What everybody types for a verb of this name.
fn usual(name: &str) -> &'static [&'static str] {
    crate::english::USUAL_COMMANDS.iter().find(|(verb, _)| *verb == name).map_or(&[], |(_, patterns)| patterns)
}

/// All nouns, in reading order.
pub(super) fn nouns(desk: &mut Desk<'_>) -> Vec<Noun> {
    let written = desk.all(|document| &document.nouns);
    if let Some((name, _)) = written.last() {
        super::facts::too_many(desk, written.len(), name.span);
    }
    let mut nouns = written.iter().filter_map(|(name, noun)| self::noun(desk, name, noun)).collect::<Vec<_>>();
    for place in 0..nouns.len() {
        let short = words(&nouns[place].short);
        let others = nouns.iter().enumerate().any(|(other, noun)| other != place && noun.is_called(&short));
        if others {
            nouns[place].short = nouns[place].shown.clone();
        }
    }
    for (name, noun) in &written {
        let called = |other: &&Noun| {
            other.name != name.value && !noun.words.is_empty() && noun.words.iter().all(|text| other.is_called(&words(&text.value)))
        };
        let clash = nouns.iter().find(|other| called(other) && (other.when.is_none() || noun.when.is_none()));
        if let Some(other) = clash.map(|other| other.name.clone()) {
            let same = Diagnostic::new(Code::ClashingNouns, name.span, format!("`{}` is called as `{other}` is", name.value))
                .label("nothing that is typed tells them apart");
            desk.say(same.hint("put a word in front that only this one has: `words: [\"brass hook\"]`"));
        }
    }
    nouns
}

fn noun(desk: &mut Desk<'_>, name: &Text, written: &NounWritten) -> Option<Noun> {
    let when = optional(desk, written.when.as_ref());
    let (mut heads, mut qualities) = (Vec::new(), Vec::new());
    let mut said = Vec::new();
    for text in &written.words {
        let spoken = words(&text.value);
        let Some((head, before)) = spoken.split_last() else {
            let mute = Diagnostic::new(Code::BadPattern, text.span, "this names nothing").label("no word");
            desk.say(mute.hint("write what people call it: `\"small brass hook\"`"));
            continue;
        };
        heads.push(head.clone());
        qualities.extend(before.iter().cloned());
        said.push(text.value.trim().to_owned());
    }
    if written.words.is_empty() {
        let mute = Diagnostic::new(Code::MissingField, name.span, format!("nobody can name `{}`", name.value)).label("it has no words");
        desk.say(mute.hint("write `words: [\"…\"]`"));
    }
    let shown = said.first().cloned()?;
    let short = heads.first().map_or_else(|| shown.clone(), |head| head.text().to_owned());
    let formerly = written.formerly.iter().map(|name| name.value.clone()).collect();
    Some(Noun { name: name.value.clone(), shown, short, heads, qualities, when: when?, formerly })
}

/// All verbs, in reading order, with all that may be wrong between them.
pub(super) fn verbs(desk: &mut Desk<'_>, patterns: &NamedPatterns, nouns: &[Noun]) -> Vec<Verb> {
    desk.stands = Stands::Elsewhere;
    let written = desk.all(|document| &document.verbs);
    let all = written.iter().enumerate().map(|(place, (name, verb))| self::verb(desk, patterns, place, name, verb));
    let verbs = all.collect::<Vec<_>>();
    for (place, (_, verb)) in written.iter().enumerate() {
        // Where a pattern was refused, the orders don't stand beside their texts any more.
        if verbs[place].written == verb.hears.len() {
            shadows(desk, &verbs, place, &verb.hears);
        }
        samples(desk, &verbs, nouns, place, &verb.samples);
    }
    verbs
}

fn verb(desk: &mut Desk<'_>, patterns: &NamedPatterns, place: usize, name: &Text, written: &VerbWritten) -> Verb {
    let places = desk.places.get(place).cloned().unwrap_or_default();
    let mut orders = written.hears.iter().filter_map(|text| order(desk, patterns, text, &places)).collect::<Vec<_>>();
    let own = orders.len();
    let first = places.first().map_or("thing", String::as_str);
    for usual in usual(&name.value) {
        let pattern = Pattern::parse(&usual.replace("{}", &format!("{{{first}}}")));
        orders.extend(pattern.and_then(|pattern| Order::new(&pattern, &patterns.alternatives, &places)));
    }
    if written.hears.is_empty() && usual(&name.value).is_empty() {
        let mute = Diagnostic::new(Code::MissingField, name.span, format!("nobody can say `{}`", name.value)).label("it hears nothing");
        let known = crate::english::USUAL_COMMANDS.iter().map(|(verb, _)| *verb);
        desk.say(match nearest(&name.value, known).filter(|near| near.chars().count() > 2) {
            Some(near) => mute.hint(format!("did you mean `{near}`? A verb of that name is heard as everybody types it")),
            None => mute.hint(format!("write `hears: [\"{} {{thing}}\"]`", name.value)),
        });
    }
    let mut bench = Bench { desk, patterns, id: None };
    let cases = bench.verb_cases(&written.cases, &places);
    Verb {
        name: name.value.clone(),
        orders,
        written: own,
        places,
        cases,
        samples: written.samples.iter().map(|sample| sample.value.clone()).collect(),
        formerly: written.formerly.iter().map(|name| name.value.clone()).collect(),
    }
}

fn order(desk: &mut Desk<'_>, patterns: &NamedPatterns, text: &Text, places: &[String]) -> Option<Order> {
    let pattern = match Pattern::parse(&text.value) {
        Ok(pattern) => pattern,
        Err(error) => {
            refuse(desk, text, &error);
            return None;
        }
    };
    let mut sound = true;
    for (name, at) in pattern.names() {
        let at = desk.inner(text, at);
        sound &= desk.pattern_at(name, at) && patterns.alternatives.contains_key(name);
    }
    match Order::new(&pattern, &patterns.alternatives, places) {
        Ok(order) => sound.then_some(order),
        Err(error) => {
            if sound {
                refuse(desk, text, &error);
            }
            None
        }
    }
}

/// Words that stand for nouns where none was named yet; nobody writes them into a pattern.
const SOME_NOUN: &str = "zzzzthing";

/// Says of a pattern that another verb hears what is typed for it, and goes first.
fn shadows(desk: &mut Desk<'_>, verbs: &[Verb], place: usize, hears: &[Text]) {
    for (order, text) in verbs[place].orders.iter().zip(hears) {
        let lines = (0..order.count()).map(|way| order.worded(way, None, &|_| SOME_NOUN.to_owned()));
        let shadow = lines.filter_map(|line| Some((heard_by(verbs, &words(&line))?, line))).find(|(heard, _)| *heard != place);
        let Some((other, line)) = shadow else { continue };
        let line = line.replace(SOME_NOUN, "…");
        shadowed(desk, text.span, &line, &verbs[other].name);
    }
}

fn shadowed(desk: &mut Desk<'_>, at: Span, line: &str, other: &str) {
    let shadow = Diagnostic::new(Code::ShadowedVerb, at, format!("`{line}` is heard by `{other}`, which goes first"))
        .label("never heard as this verb");
    desk.say(shadow.hint("say it otherwise, or give only one of the two verbs this pattern"));
}

/// The verb that hears a whole line: the one with most words of its own, then the first that says so itself.
fn heard_by(verbs: &[Verb], said: &[Word]) -> Option<usize> {
    let heard = verbs.iter().enumerate().flat_map(|(place, verb)| {
        let fits = verb.orders.iter().enumerate().flat_map(|(order, heard)| {
            let whole = heard.fits(said, verb.places.len()).into_iter().filter(|fit| fit.due.is_none());
            whole.map(move |fit| (order, fit.said))
        });
        let written = verb.written;
        fits.map(move |(order, own)| (std::cmp::Reverse(own), order >= written, place)).collect::<Vec<_>>()
    });
    heard.min().map(|(.., place)| place)
}

/// Says of a sample that its verb doesn't hear it, or that another one does.
fn samples(desk: &mut Desk<'_>, verbs: &[Verb], nouns: &[Noun], place: usize, samples: &[Text]) {
    let verb = &verbs[place];
    for sample in samples {
        let said = words(&sample.value);
        let named = |said: &[Word]| {
            let bare = said.iter().skip_while(|word| crate::english::ARTICLES.contains(&word.text())).cloned().collect::<Vec<_>>();
            nouns.iter().any(|noun| noun.is_called(&bare))
        };
        let heard = verb
            .orders
            .iter()
            .flat_map(|order| order.fits(&said, verb.places.len()))
            .any(|fit| fit.due.is_none() && fit.places.iter().flatten().all(|place| named(&said[place.clone()])));
        if !heard {
            let deaf = Diagnostic::new(Code::BadPattern, sample.span, format!("`{}` doesn't hear this sample", verb.name))
                .label("no pattern fits it with nouns that there are");
            desk.say(deaf.hint("add a pattern or a noun's word that does, or take the sample out"));
        } else if let Some(other) = heard_by(verbs, &said).filter(|other| *other != place) {
            shadowed(desk, sample.span, &sample.value, &verbs[other].name);
        }
    }
}

/// Says of a verb that it takes a word by which somebody asks for help.
pub(super) fn keep_the_way_to_help(desk: &mut Desk<'_>, verbs: &[Verb], safety: Option<&Safety>) {
    let written = desk.all(|document| &document.verbs);
    for (verb, (_, written)) in verbs.iter().zip(written).filter(|(verb, (_, written))| verb.written == written.hears.len()) {
        for (order, text) in verb.orders.iter().zip(&written.hears) {
            let lines =
                (0..order.count()).filter(|way| order.places(*way).next().is_none()).map(|way| order.worded(way, None, &|_| String::new()));
            let taken = |line: &String| {
                crate::english::HELP_WORDS.contains(&line.as_str()) || safety.is_some_and(|safety| safety.hears(&folded(line)))
            };
            if let Some(line) = lines.into_iter().find(taken) {
                let taken = Diagnostic::new(Code::SafetyWordTaken, text.span, format!("`{line}` asks for help, wherever it is typed"))
                    .label("never heard as this verb");
                desk.say(taken.hint("choose another word: the way to help must always be open"));
            }
        }
    }
}

/// Says of a question for commands that there are none.
pub(super) fn no_verbs(desk: &mut Desk<'_>, verbs: &[Verb]) {
    if !verbs.is_empty() {
        return;
    }
    let nodes = desk.all(|document| &document.nodes);
    let asks = nodes.iter().filter_map(|(_, node)| node.ask.as_ref()).find(|ask| matches!(ask.value, AskWritten::Command(_)));
    if let Some(ask) = asks {
        let mute = Diagnostic::new(Code::MissingField, ask.span, "there are no verbs").label("nothing could be typed here");
        desk.say(mute.hint("add `verbs: {\"north\": (), …}` to the dialogue"));
    }
}

impl Bench<'_, '_> {
    /// A node's own cases.
    pub fn on(&mut self, written: &Named<Vec<VerbCaseWritten>>) -> (BTreeMap<VerbId, Vec<VerbCase>>, Vec<VerbCase>) {
        let mut on = BTreeMap::new();
        let mut every = Vec::new();
        for (name, cases) in written {
            if name.value == EVERY_VERB {
                every = self.verb_cases(cases, &[]);
            } else if let Some(verb) = self.desk.verb(name) {
                let places = self.desk.places.get(verb.index()).cloned().unwrap_or_default();
                on.insert(verb, self.verb_cases(cases, &places));
            }
        }
        (on, every)
    }

    /// Cases with the nouns that stand in the places of their verb, behind what the node was given.
    pub fn verb_cases(&mut self, written: &[VerbCaseWritten], places: &[String]) -> Vec<VerbCase> {
        let before = self.desk.given.len();
        let names = if places.is_empty() { Vec::new() } else { self.desk.noun_names() };
        let given = places.iter().map(|place| Given { name: place.clone(), kind: FactKind::OneOf(names.clone()), formerly: Vec::new() });
        self.desk.given.extend(given);
        let cases = written.iter().filter_map(|case| self.verb_case(case)).collect();
        self.desk.given.truncate(before);
        cases
    }

    fn verb_case(&mut self, written: &VerbCaseWritten) -> Option<VerbCase> {
        let when = optional(self.desk, written.when.as_ref());
        let say = templates::optional(self.desk, written.say.as_ref());
        if let Some(name) = written.say.as_ref().filter(|say| written.goto.is_none() && self.desk.is_node(&say.value)) {
            let said = Diagnostic::new(Code::WrongType, name.span, format!("`{}` is a node, and would only be said here", name.value));
            self.desk.say(said.label("a text in a case is said").hint(format!("to go there write `(goto: \"{}\")`", name.value)));
        }
        let set = assignments(self.desk, &written.set);
        let hook = written.hook.as_ref().and_then(|name| hook(self.desk, name, 3, self.stands(Stands::Behind)));
        for each in written.goto.iter().flat_map(|way| &way.cases).filter_map(|case| case.each.as_ref()) {
            let goes = Diagnostic::new(Code::UnknownField, each.span, "the way of a command doesn't go through records").label("not here");
            self.desk.say(goes.hint("lead to a node whose `goto` does"));
        }
        let goto = self.optional_way(written.goto.as_ref());
        Some(VerbCase { when: when?, say, set, hook, goto: goto? })
    }

    /// Says of what only follows an answer that commands are none.
    pub fn no_answer(&mut self, written: &NodeWritten, at: Span) {
        let named = |name: &'static str, text: Option<&Text>| text.map(|text| (name, text.span));
        let aside = |name: &'static str, aside: &Option<Box<crate::syntax::AsideWritten>>| aside.as_ref().map(|aside| (name, aside.span));
        let fields = [
            named("keep", written.keep.as_deref()),
            named("set", written.set.first().map(|(name, _)| name)),
            named("on_reply", written.on_reply.as_deref()),
            named("unread", written.unread.first()),
            written.goto.as_ref().map(|way| ("goto", way.span)),
            aside("declined", &written.declined),
            aside("unknown", &written.unknown),
            aside("later", &written.later),
        ];
        for (name, span) in fields.into_iter().flatten() {
            let never = Diagnostic::new(Code::UnknownField, span, format!("`{name}` follows an answer, and a command is none"));
            let never = never.label("never used").related(at, "commands are asked for here");
            self.desk.say(never.hint("write it in a case under `on`, or take it out"));
        }
    }
}
