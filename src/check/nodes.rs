//! Nodes: what they say and ask, what their answers keep and set, and where they go.

use super::conditions::Stands;
use super::desk::Desk;
use super::expressions::optional;
use super::hooked::hook;
use super::listening::{self, NamedPatterns, ear};
use super::places::{arguments, assignments, place};
use super::templates::{self, template};
use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::patterns::Ear;
use crate::script::{
    Arguments, Aside, Ask, Case, Choice, Each, Expression, FactId, FactKind, Gather, Given, Go, Line, Node, NodeId, Part, Place, Range,
    Shown, Target, Template, Value, Variant, Way, YesNo,
};
use crate::syntax::{
    AsideWritten, AskWritten, CaseWritten, ChoiceWritten, LineWritten, Named, NodeWritten, Placed, Text, VariantWritten, WayWritten,
};

/// All nodes, in reading order; nothing, where one of them has no sense at all.
pub(super) fn nodes(desk: &mut Desk<'_>, patterns: &NamedPatterns) -> Option<Vec<Node>> {
    let written = desk.all(|document| &document.nodes);
    let nodes = written.into_iter().enumerate().map(|(place, (name, node))| {
        desk.given = desk.node_given[place].clone();
        desk.stands = Stands::Node(NodeId::new(place));
        let mut bench = Bench { desk, patterns, id: Some(NodeId::new(place)) };
        let node = bench.node(name, node);
        desk.given.clear();
        node
    });
    let nodes = nodes.collect::<Vec<_>>();
    nodes.into_iter().collect()
}

/// Where an answer is kept.
struct Keep<'k> {
    place: Place,
    kind: FactKind,
    at: &'k Text,
}

/// Where one node is put together.
pub(super) struct Bench<'b, 'd> {
    pub desk: &'b mut Desk<'d>,
    pub patterns: &'b NamedPatterns,
    /// The node; none, where a verb is put together that belongs to none.
    pub id: Option<NodeId>,
}

impl Bench<'_, '_> {
    fn node(&mut self, name: &Text, written: &NodeWritten) -> Option<Node> {
        let section = written.section.as_ref().and_then(|section| self.desk.section(section));
        let when = optional(self.desk, written.when.as_deref());
        let entering = assignments(self.desk, &written.entering);
        let mut say = written.say.iter().filter_map(|written| line(self.desk, written)).collect::<Vec<_>>();
        say.shrink_to_fit();
        let keep = written.keep.as_ref().and_then(|keep| {
            let (place, kind) = place(self.desk, keep)?;
            Some(Keep { place, kind, at: keep })
        });
        let ask = written.ask.as_ref().map(|ask| self.ask(ask, keep.as_ref(), written));
        if let (None, Some(keep), false) = (&written.ask, &written.keep, written.broken) {
            let nothing = Diagnostic::new(Code::MissingField, keep.span, "there is no answer to keep").label("this node asks nothing");
            self.desk.say(nothing.hint("add `ask`, or take `keep` out"));
        }
        if written.ask.is_none() && !written.broken {
            self.nothing_asked(written);
        }
        let set = assignments(self.desk, &written.set);
        let on_enter = written.on_enter.as_ref().and_then(|name| hook(self.desk, name, 2, self.stands(Stands::Node)));
        let on_reply = written.on_reply.as_ref().and_then(|name| hook(self.desk, name, 3, self.stands(Stands::Behind)));
        let (on, on_every) = self.on(&written.on);
        let goto = self.optional_way(written.goto.as_ref());
        let because = templates::optional(self.desk, written.because.as_deref());
        let declined = self.aside(written.declined.as_deref());
        let unknown = self.aside(written.unknown.as_deref());
        let later = self.aside(written.later.as_deref());
        let unread = written.unread.iter().map(|text| template(self.desk, text)).collect();
        let examples = written.examples.iter().map(|text| template(self.desk, text)).collect();
        if let Some(first) = written.examples.first().filter(|_| !written.ask.as_ref().is_some_and(|ask| ask.value.is_in_their_words())) {
            let never = Diagnostic::new(Code::UnknownField, first.span, "`examples` are for questions that ask for somebody's own words");
            self.desk.say(never.label("never used").hint("only `Text` and `Gather` need them; take them out here"));
        }
        Some(Node {
            name: name.value.clone(),
            section,
            exact: written.exact,
            when: when?,
            given: self.desk.given.clone(),
            entering,
            say,
            ask: match ask {
                Some(ask) => Some(ask?),
                None => None,
            },
            keep: keep.map(|keep| keep.place),
            set,
            on_enter,
            on_reply,
            on,
            on_every,
            goto: goto?,
            because,
            declined,
            unknown,
            later,
            unread,
            examples,
            covers: values(&written.covers),
            formerly: values(&written.formerly),
            span: name.span,
        })
    }

    /// For what a condition here is looked at.
    pub(super) fn stands(&self, at: fn(NodeId) -> Stands) -> Stands {
        self.id.map_or(Stands::Elsewhere, at)
    }

    /// Says of what only follows an answer that nothing is asked.
    fn nothing_asked(&mut self, written: &NodeWritten) {
        let set = written.set.first().map(|(name, _)| ("set", name.span));
        let asides = [("declined", &written.declined), ("unknown", &written.unknown), ("later", &written.later)];
        let asides = asides.into_iter().filter_map(|(name, aside)| Some((name, aside.as_ref()?.span)));
        let unread = written.unread.first().map(|text| ("unread", text.span));
        for (name, span) in set.into_iter().chain(asides).chain(unread) {
            let never = Diagnostic::new(Code::UnknownField, span, format!("`{name}` follows an answer, and this node asks nothing"));
            self.desk.say(never.label("never used").hint("add `ask`, use `entering` instead of `set`, or take it out"));
        }
    }

    fn ask(&mut self, written: &Placed<AskWritten>, keep: Option<&Keep<'_>>, node: &NodeWritten) -> Option<Ask> {
        match &written.value {
            AskWritten::Choose(choices) => {
                super::facts::too_many(self.desk, choices.len(), written.span);
                let kept = keep.and_then(|keep| self.must_keep(keep, "Choose", |kind| matches!(kind, FactKind::OneOf(_))));
                self.one_otherwise(choices, node.exact.then_some("at an `exact` question nothing is guessed"));
                self.choices(choices, kept).map(Ask::Choose)
            }
            AskWritten::ChooseMany(choices) => {
                super::facts::too_many(self.desk, choices.len(), written.span);
                let kept = keep.and_then(|keep| self.must_keep(keep, "ChooseMany", |kind| matches!(kind, FactKind::List(_))));
                self.one_otherwise(choices, Some("where several may be picked, none takes what fits none"));
                self.choices(choices, kept).map(Ask::ChooseMany)
            }
            AskWritten::Gather { into, most, visit, more, several, samples, around } => {
                let at = written.span;
                let records = self.desk.records_fact(into);
                let most = most.as_ref().map(|most| self.desk.at_least_one(most));
                let more = templates::optional(self.desk, more.as_ref());
                let samples = values(samples);
                let around = listening::around(self.desk, around, self.patterns);
                if let Some(keep) = keep {
                    let twice =
                        Diagnostic::new(Code::UnknownField, keep.at.span, "`Gather` keeps what it gathers").label("not needed here");
                    self.desk.say(twice.hint("take `keep` out"));
                }
                let into = records?;
                let most = most.unwrap_or(usize::MAX).min(self.desk.records(into)?.most);
                let visit = match visit {
                    Some(visit) => Some(self.meeting(visit, into, at)?),
                    None => None,
                };
                Some(Ask::Gather(Gather { into, most, visit, more, several: *several, samples, around: around? }))
            }
            AskWritten::Text { samples, around } => {
                if let Some(keep) = keep {
                    self.must_keep(keep, "Text", |kind| matches!(kind, FactKind::Text | FactKind::Link(_)));
                }
                let around = listening::around(self.desk, around, self.patterns)?;
                Some(Ask::Text { samples: values(samples), around })
            }
            AskWritten::Number { range, least, most } => {
                let range = self.range(*range, written, keep, node.broken)?;
                let least = templates::optional(self.desk, least.as_ref());
                let most = templates::optional(self.desk, most.as_ref());
                Some(Ask::Number { range, least, most })
            }
            AskWritten::YesNo { yes, no } => {
                if let Some(keep) = keep {
                    self.must_keep(keep, "YesNo", |kind| matches!(kind, FactKind::Bool));
                }
                let yes = self.either("yes", crate::phrases::YES, yes.as_deref(), Value::Bool(true));
                let no = self.either("no", crate::phrases::NO, no.as_deref(), Value::Bool(false));
                Some(Ask::YesNo(Box::new(YesNo { yes: yes?, no: no? })))
            }
            AskWritten::Command(otherwise) => {
                self.no_answer(node, written.span);
                Some(Ask::Command(templates::optional(self.desk, otherwise.as_ref())))
            }
            AskWritten::Continue(label) => {
                if let Some(keep) = &node.keep {
                    let nothing =
                        Diagnostic::new(Code::WrongType, keep.span, "`Continue` has no answer to keep").label("nothing is kept here");
                    self.desk.say(nothing.hint("take `keep` out"));
                }
                Some(Ask::Continue(templates::optional(self.desk, label.as_ref())))
            }
        }
    }

    /// The options of a question; every one is looked at before one that has no sense ends it.
    fn choices(&mut self, written: &Named<ChoiceWritten>, kept: Option<FactKind>) -> Option<Vec<Choice>> {
        let choices = written.iter().map(|(id, choice)| {
            let keeps = kept.as_ref().map_or(Value::Unset, |kind| self.kept_option(kind, id));
            self.choice(id.value.clone(), &id.value, choice, keeps)
        });
        let choices = choices.collect::<Vec<_>>();
        choices.into_iter().collect()
    }

    /// Where the words are kept that fit no option. Only one option can take them, and none where nothing is guessed.
    fn otherwise(&mut self, otherwise: &Text) -> Option<Place> {
        let (place, kind) = place(self.desk, otherwise)?;
        let keep = Keep { place, kind, at: otherwise };
        self.must_keep(&keep, "Choose", |kind| matches!(kind, FactKind::Text))?;
        Some(keep.place)
    }

    /// Says where what fits no option would never be taken: by a second option, and where `never` tells why.
    fn one_otherwise(&mut self, written: &Named<ChoiceWritten>, never: Option<&str>) {
        let mut all = written.iter().filter_map(|(_, choice)| choice.otherwise.as_ref());
        let first = all.next();
        if let (Some(first), Some(never)) = (first, never) {
            self.desk.say(Diagnostic::new(Code::UnknownField, first.span, never).label("never taken").hint("take `otherwise` out"));
        }
        if let (Some(first), Some(second)) = (first, all.next()) {
            let twice = Diagnostic::new(Code::UnknownField, second.span, "only one option can take what fits none").label("never taken");
            self.desk.say(twice.related(first.span, "the first one").hint("take `otherwise` out here"));
        }
    }

    /// The node that meets each thing that is gathered: it is told of the record, under its own name for it.
    fn meeting(&mut self, visit: &Text, into: FactId, at: Span) -> Option<(NodeId, Arguments)> {
        let node = self.desk.node(visit)?;
        let wants = self.desk.node_given[node.index()].clone();
        let record = wants.iter().find(|given| given.kind == FactKind::Link(into)).cloned();
        let Some(record) = record else {
            let deaf = Diagnostic::new(Code::MissingField, visit.span, format!("`{}` isn't told which one it meets", visit.value));
            self.desk.say(deaf.label("it needs `given`").hint("give the node `given: {\"…\": \"…\"}` with the fact that is gathered into"));
            return None;
        };
        self.desk.given.push(record);
        let arguments = arguments(self.desk, &wants, &Named::new(), at);
        self.desk.given.pop();
        Some((node, arguments?))
    }

    fn must_keep(&mut self, keep: &Keep<'_>, question: &str, fits: impl Fn(&FactKind) -> bool) -> Option<FactKind> {
        if fits(&keep.kind) {
            return Some(keep.kind.clone());
        }
        let (at, kind) = (keep.at, keep.kind.describe());
        let message = format!("the answer to `{question}` doesn't fit into {kind}");
        self.desk.say(Diagnostic::new(Code::WrongType, at.span, message).label(format!("`{}` is {kind}", at.value)));
        None
    }

    fn kept_option(&mut self, kind: &FactKind, id: &Text) -> Value {
        let (FactKind::OneOf(options) | FactKind::List(options)) = kind else { return Value::Unset };
        if let Some(place) = options.iter().position(|option| *option == id.value) {
            return Value::Option(place as u16);
        }
        let unknown =
            Diagnostic::new(Code::UnknownOption, id.span, format!("the fact has no option `{}`", id.value)).label("can't be kept");
        self.desk.say(match nearest(&id.value, options.iter().map(String::as_str)) {
            Some(near) => unknown.hint(format!("did you mean `{near}`? Otherwise add it to the fact's list")),
            None => unknown.hint("add it to the fact's list"),
        });
        Value::Unset
    }

    fn range(&mut self, written: Option<(i64, i64)>, at: &Placed<AskWritten>, keep: Option<&Keep<'_>>, broken: bool) -> Option<Range> {
        let asked = written.map(|(low, high)| Range { low, high });
        let Some(keep) = keep else {
            if asked.is_none() && !broken {
                let open =
                    Diagnostic::new(Code::MissingField, at.span, "between which numbers?").label("no ends, and no fact that has them");
                self.desk.say(open.hint("write `Number(0, 10)`"));
            }
            return asked;
        };
        let FactKind::Number(kept) = self.must_keep(keep, "Number", |kind| matches!(kind, FactKind::Number(_)))? else { return None };
        let keep = keep.at;
        let asked = asked.unwrap_or(kept);
        if !kept.holds(asked.low) || !kept.holds(asked.high) {
            let message =
                format!("{} to {} doesn't fit into `{}`, which holds {} to {}", asked.low, asked.high, keep.value, kept.low, kept.high);
            let outside = Diagnostic::new(Code::NumberOutOfRange, at.span, message).label("wider than the fact");
            self.desk.say(outside.related(keep.span, "kept here").hint("narrow the question, or widen the fact"));
        }
        Some(asked)
    }

    fn either(&mut self, id: &str, label: &str, written: Option<&ChoiceWritten>, keeps: Value) -> Option<Choice> {
        match written {
            Some(choice) => self.choice(id.to_owned(), label, choice, keeps),
            None => Some(plain_choice(id, label, keeps)),
        }
    }

    fn choice(&mut self, id: String, label: &str, written: &ChoiceWritten, keeps: Value) -> Option<Choice> {
        let label = match &written.say {
            Some(say) => template(self.desk, say),
            None => plain(label),
        };
        let when = optional(self.desk, written.when.as_deref());
        let hears = ear(self.desk, &written.hears, &written.blank, self.patterns);
        let hears = hears.map(|hears| if written.whole { hears.whole() } else { hears });
        let otherwise = written.otherwise.as_ref().and_then(|otherwise| self.otherwise(otherwise));
        let set = assignments(self.desk, &written.set);
        let goto = self.optional_way(written.goto.as_ref());
        Some(Choice {
            id,
            label,
            when: when?,
            hears: hears?,
            first: written.first,
            listed: written.listed,
            otherwise,
            keeps,
            set,
            goto: goto?,
            formerly: values(&written.formerly),
        })
    }

    fn aside(&mut self, written: Option<&AsideWritten>) -> Option<Box<Aside>> {
        let written = written?;
        let say = templates::optional(self.desk, written.say.as_ref());
        let set = assignments(self.desk, &written.set);
        let goto = self.optional_way(written.goto.as_ref()).flatten();
        Some(Box::new(Aside { say, set, goto }))
    }

    /// The outer `None` says that a way was written and leads nowhere.
    pub fn optional_way(&mut self, written: Option<&WayWritten>) -> Option<Option<Way>> {
        match written {
            None => Some(None),
            Some(way) => self.way(way).map(Some),
        }
    }

    fn way(&mut self, written: &WayWritten) -> Option<Way> {
        self.desk.stands = self.stands(Stands::Behind);
        let cases = written.cases.iter().map(|case| self.case(case)).collect::<Vec<_>>();
        self.desk.stands = self.stands(Stands::Node);
        let mut cases = cases.into_iter().collect::<Option<Vec<_>>>()?;
        let last = cases.pop()?.go;
        cases.shrink_to_fit();
        Some(Way { cases, last })
    }

    fn case(&mut self, written: &CaseWritten) -> Option<Case> {
        let each = match (&written.each, &written.of) {
            (Some(name), Some(of)) => self.desk.records_fact(of).map(|of| (name, of)),
            (None, None) => None,
            (Some(half), None) | (None, Some(half)) => {
                let lone = Diagnostic::new(Code::MissingField, half.span, "`each` and `of` go together").label("the other one is missing");
                self.desk.say(lone.hint("write `each: \"trait\", of: \"traits\"`"));
                return None;
            }
        };
        if let Some((name, of)) = &each {
            self.desk.given.push(Given { name: name.value.clone(), kind: FactKind::Link(*of), formerly: Vec::new() });
        }
        let case = self.inner_case(written);
        if each.is_some() {
            self.desk.given.pop();
        }
        if written.each.is_some() && each.is_none() {
            return None;
        }
        let most = written.most.as_ref().map(|most| self.desk.at_least_one(most) as u32);
        let (when, go) = case?;
        Some(Case {
            each: each.map(|(name, of)| Each { name: name.value.clone(), of, most }),
            when: when.unwrap_or(Expression::Bool(true)),
            go,
        })
    }

    fn inner_case(&mut self, written: &CaseWritten) -> Option<(Option<Expression>, Go)> {
        let when = optional(self.desk, written.when.as_ref());
        let visit = written.visit.as_ref().map(|visit| (self.desk.node(visit), visit.span));
        let to = self.target(&written.to);
        let told = |bench: &mut Self, node: NodeId, at: Span| {
            let wants = bench.desk.node_given[node.index()].clone();
            arguments(bench.desk, &wants, &written.with, at)
        };
        let go = match (visit, to?) {
            (Some((node, at)), then) => {
                let node = node?;
                let with = told(self, node, at)?;
                let then_with = match then {
                    Target::Node(then) => {
                        let wants = self.desk.node_given[then.index()].clone();
                        arguments(self.desk, &wants, &Named::new(), written.to.span)?
                    }
                    _ => Arguments::new(),
                };
                Go::Visit { node, with, then, then_with }
            }
            (None, Target::Node(node)) => {
                let with = told(self, node, written.to.span)?;
                Go::To(Target::Node(node), with)
            }
            (None, target) => Go::To(target, Arguments::new()),
        };
        Some((when?, go))
    }

    fn target(&mut self, written: &Text) -> Option<Target> {
        let target = match written.value.as_str() {
            "@return" => Target::Return,
            "@resume" => Target::Resume,
            name if name.starts_with("@end ") => Target::End(name["@end ".len()..].trim().into()),
            name if name.starts_with("@leave ") => {
                let node = Text { value: name["@leave ".len()..].trim().to_owned(), span: written.span };
                let leaves = self.desk.node(&node).filter(|node| self.desk.needs_nothing(*node, written.span));
                return leaves.map(Target::Leave);
            }
            name if name.starts_with('@') => {
                let unknown =
                    Diagnostic::new(Code::UnknownTarget, written.span, format!("there is no target `{name}`")).label("not a target");
                let unnamed = name == "@end";
                self.desk.say(if unnamed {
                    unknown.hint("an end has a name: `@end done`")
                } else {
                    unknown.hint("the targets with `@` are `@return`, `@resume`, `@leave NODE` and `@end NAME`")
                });
                return None;
            }
            _ => return self.desk.node(written).map(Target::Node),
        };
        match (self.id, &target) {
            (_, Target::End(_)) => {}
            (Some(id), _) => self.desk.returns.push((id, written.span, target.clone())),
            (None, _) => {
                let name = &written.value;
                let lost = Diagnostic::new(Code::ReturnFromNowhere, written.span, format!("`{name}` in a verb that may be used anywhere"))
                    .label("nothing may lie beneath to go back to");
                self.desk.say(lost.hint("write it under `on` of the node from which it goes back"));
                return None;
            }
        }
        Some(target)
    }
}

fn plain(words: &str) -> Template {
    Template { parts: vec![Part { emphasis: false, shown: Shown::Text(words.to_owned()) }] }
}

fn plain_choice(id: &str, label: &str, keeps: Value) -> Choice {
    Choice {
        id: id.to_owned(),
        label: plain(label),
        when: None,
        hears: Ear::default(),
        first: false,
        listed: true,
        otherwise: None,
        keeps,
        set: Vec::new(),
        goto: None,
        formerly: Vec::new(),
    }
}

fn values(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// One thing that is said.
pub(super) fn line(desk: &mut Desk<'_>, written: &LineWritten) -> Option<Line> {
    let when = optional(desk, written.when.as_deref());
    let says = match &written.says {
        VariantWritten::Always(text) => Variant::Always(template(desk, text)),
        VariantWritten::Once(text) => Variant::Once(template(desk, text)),
        VariantWritten::FirstAgain(first, again) => Variant::FirstAgain(template(desk, first), template(desk, again)),
        VariantWritten::OneOf(texts) => Variant::OneOf(texts.iter().map(|text| template(desk, text)).collect()),
    };
    Some(Line { when: when?, says })
}
