//! Commands in play: a line is cut into its commands, and each is done where it is typed. The node's own case goes first, then
//! what the node does with every command, then what the verb does anywhere.

use super::commands;
use super::replies::{self, Offered};
use super::run::{Onward, Run, Step};
use super::spoken::{self, Listener, Meaning};
use super::state::{Awaits, From, Open, Spoken, State};
use super::turn::{Understood, VerbUsed};
use crate::caps;
use crate::hooks::HookReply;
use crate::patterns::Word;
use crate::phrases;
use crate::script::{Ask, Expression, FactKind, Given, NodeId, NounId, Prose, Script, Target, Value, VerbCase, VerbId, Way, noun_value};
use std::collections::VecDeque;

/// Whether commands of the content hear this line, here and now.
pub(crate) fn hear(script: &Script, state: &State, line: &str) -> bool {
    let mut run = Run::new(script, state);
    let parts = spoken::cut(line);
    matches!(&parts[..], [only] if matches!(run.meaning(only), Meaning::Do(_)))
}

/// A case that holds, with what stands for its names.
pub(super) struct Found<'s> {
    pub case: &'s VerbCase,
    given: Vec<Value>,
    /// Whether it is the verb's own, which knows nothing of what the node was given.
    pub alone: bool,
}

impl<'s> Run<'s> {
    /// What comes of a line if it is a command at this question; nothing, where it must be read as anything else.
    pub(super) fn commanded(&mut self, node: NodeId, ask: &Ask, offered: &[Offered], text: &str) -> Option<Onward> {
        let text = text.trim();
        let script = self.script;
        if let Ask::Command(_) = ask {
            return Some(self.line(text.strip_prefix('/').unwrap_or(text)));
        }
        // Nothing leads away from a question at which nothing may be guessed, nor from one that somebody was stopped for.
        let stopped = self.state.stack.last().is_some_and(|frame| matches!(frame.from, From::Interrupt(_) | From::Safety));
        if script.verbs.is_empty() || script.node(node).exact || stopped || text.chars().nth(caps::REPLY_CHARACTERS).is_some() {
            return None;
        }
        let slash = text.strip_prefix('/').filter(|rest| !rest.is_empty() && !rest.starts_with(['/', ' ']));
        let free = matches!(ask, Ask::Text { .. } | Ask::Gather(_));
        if slash.is_none() && (free || replies::is_exact(text, ask, offered)) {
            return None;
        }
        let parts = spoken::cut(slash.unwrap_or(text));
        let [only] = &parts[..] else { return None };
        match (self.meaning(only), slash) {
            (Meaning::Do(spoken), _) => {
                let onward = self.perform(spoken);
                if onward.is_none() {
                    self.say_question();
                }
                Some(onward)
            }
            (Meaning::Ask(_, wording) | Meaning::Never(wording), Some(_)) => {
                self.not_read(&Prose::plain(&wording));
                Some(None)
            }
            (Meaning::No(verbs, wording), Some(_)) if !verbs.is_empty() => {
                self.not_read(&Prose::plain(&wording));
                Some(None)
            }
            _ => None,
        }
    }

    /// A line of commands, one after the other, up to the first that can't be done.
    fn line(&mut self, text: &str) -> Onward {
        if text.chars().nth(caps::REPLY_CHARACTERS).is_some() {
            self.not_read(&Prose::plain(phrases::TOO_LONG));
            return None;
        }
        let mut due = spoken::cut(text).into_iter().collect::<VecDeque<_>>();
        if due.is_empty() {
            self.not_read(&Prose::plain(phrases::NO_COMMAND_TYPED));
            return None;
        }
        let several = due.len() > 1;
        let mut onward = None;
        let mut done = 0;
        while let Some(part) = due.pop_front() {
            if done > 0 {
                self.travel(onward.take());
                // Another question was asked, or all is over: what comes next was meant for here.
                if !self.asks_for_commands() || done >= caps::COMMANDS {
                    due.push_front(part);
                    break;
                }
            }
            let (part, rest) = self.first_of(part);
            if let Some(rest) = rest {
                due.push_front(rest);
            }
            match self.one(&part, several || done > 0 || !due.is_empty()) {
                Ok(next) => onward = next,
                Err(wording) if done > 0 => {
                    self.said.append(wording);
                    break;
                }
                Err(wording) => {
                    self.not_read(&wording);
                    break;
                }
            }
            done += 1;
        }
        if !due.is_empty() && self.state.ended.is_none() {
            let rest = due.iter().map(|part| spoken::joined(part)).collect::<Vec<_>>().join(". ");
            let rest = if super::wording::may_repeat(self.script, &rest) { rest } else { phrases::BLANK.to_owned() };
            self.said.append(Prose::plain(&phrases::rest_dropped(&rest)));
        }
        onward
    }

    fn asks_for_commands(&self) -> bool {
        self.state.stack.last().is_some_and(|frame| matches!(self.script.node(frame.node).ask, Some(Ask::Command(_))))
    }

    /// The first of two commands with an "and" between; the whole, where it means something as it is.
    fn first_of(&mut self, part: Vec<Word>) -> (Vec<Word>, Option<Vec<Word>>) {
        let here = self.nouns_here();
        let listener = Listener { script: self.script, here: &here, it: self.state.commanded.it };
        let joint = (1..part.len().saturating_sub(1)).find(|place| part[*place].text() == "and" && listener.begins(&part[place + 1]));
        match joint {
            Some(joint) if !matches!(listener.meaning(&part, false), Meaning::Do(_)) => {
                (part[..joint].to_vec(), Some(part[joint + 1..].to_vec()))
            }
            _ => (part, None),
        }
    }

    /// One command; what to say, where it can't be done.
    fn one(&mut self, said: &[Word], among_others: bool) -> Result<Onward, Prose> {
        let open = self.state.commanded.open.take();
        let typed = spoken::joined(said);
        let meaning = match self.meaning(said) {
            Meaning::Do(spoken) => Meaning::Do(spoken),
            other => match open.and_then(|open| self.answered_open(open, said, &typed)) {
                Some(meaning) => meaning,
                None if phrases::AGAIN_WORDS.contains(&typed.as_str()) => self.again(),
                // In a line of its own it is the session's.
                None if among_others && phrases::LOOK_WORDS.contains(&typed.as_str()) => {
                    self.used(phrases::LOOK_WORDS[0].to_owned(), Vec::new());
                    self.say_question();
                    return Ok(None);
                }
                None => other,
            },
        };
        match meaning {
            Meaning::Do(spoken) => Ok(self.perform(spoken)),
            Meaning::Ask(open, question) => {
                let (Open::Place { spoken, .. } | Open::Guess(spoken)) = &open;
                self.named(spoken);
                self.state.commanded.open = Some(open);
                Err(Prose::plain(&question))
            }
            Meaning::No(..) if among_others && commands::likely(&typed).is_some() => Err(Prose::plain(&phrases::needs_a_line(&typed))),
            Meaning::No(verbs, wording) => Err(self.refusal(&verbs, &wording)),
            Meaning::Never(wording) => Err(Prose::plain(&wording)),
        }
    }

    /// A refusal, and what could be done instead.
    fn refusal(&mut self, verbs: &[VerbId], wording: &str) -> Prose {
        let frame = self.state.stack.last();
        let otherwise = match frame.and_then(|frame| self.script.node(frame.node).ask.as_ref()) {
            Some(Ask::Command(otherwise)) if verbs.is_empty() => otherwise.as_ref(),
            _ => None,
        };
        let mut said = match otherwise {
            Some(otherwise) => self.tell(otherwise),
            None => Prose::plain(wording),
        };
        let mut tries = self.tries(verbs);
        if tries.is_empty() && !verbs.is_empty() {
            tries = self.tries(&[]);
        }
        if !tries.is_empty() {
            said.append(Prose::plain(&phrases::you_can_try(&tries)));
        }
        said
    }

    pub(super) fn meaning(&mut self, said: &[Word]) -> Meaning {
        let here = self.nouns_here();
        let exact = self.state.stack.last().is_some_and(|frame| self.script.node(frame.node).exact);
        Listener { script: self.script, here: &here, it: self.state.commanded.it }.meaning(said, !exact)
    }

    /// What an answer to something asked back means; nothing, where it is no answer to it.
    fn answered_open(&mut self, open: Open, said: &[Word], typed: &str) -> Option<Meaning> {
        let here = self.nouns_here();
        let listener = Listener { script: self.script, here: &here, it: self.state.commanded.it };
        match open {
            Open::Guess(spoken) if replies::yes_or_no(typed) == Some(true) => Some(self.if_here(spoken)),
            Open::Guess(_) if replies::yes_or_no(typed) == Some(false) => Some(Meaning::Never(phrases::GUESS_REFUSED.to_owned())),
            Open::Guess(_) => None,
            Open::Place { mut spoken, place, order, way } => {
                let noun = listener.named(said)?;
                *spoken.nouns.get_mut(usize::from(place))? = Some(noun);
                match listener.completed(spoken, usize::from(order), usize::from(way)) {
                    Meaning::Do(spoken) => Some(self.if_here(spoken)),
                    more => Some(more),
                }
            }
        }
    }

    fn again(&mut self) -> Meaning {
        match self.state.commanded.last.clone() {
            Some(last) => self.if_here(last),
            None => Meaning::Never(phrases::NOTHING_TO_REPEAT.to_owned()),
        }
    }

    /// Does something, if all that it names is still here.
    fn if_here(&mut self, spoken: Spoken) -> Meaning {
        let here = self.nouns_here();
        if spoken.nouns.iter().flatten().all(|noun| here.contains(noun)) {
            Meaning::Do(spoken)
        } else {
            Meaning::Never(phrases::NOT_HERE.to_owned())
        }
    }

    /// The nouns that are here.
    pub(super) fn nouns_here(&mut self) -> Vec<NounId> {
        let script = self.script;
        let all = script.nouns.iter().enumerate();
        let here = all.filter(|(_, noun)| noun.when.as_ref().is_none_or(|when| self.holds(when)));
        here.map(|(place, _)| NounId::new(place)).collect()
    }

    /// Does a command: the first case that holds.
    fn perform(&mut self, spoken: Spoken) -> Onward {
        let id = self.state.stack.last()?.node;
        let verb = self.script.verb(spoken.verb);
        self.used(verb.name.clone(), spoken.nouns.clone());
        self.named(&spoken);
        let found = self.case_of(id, &spoken);
        let used = spoken.verb;
        self.state.commanded.last = Some(spoken);
        self.state.commanded.open = None;
        if let Some(frame) = self.state.stack.last_mut() {
            frame.unread = 0;
        }
        match found {
            Some(found) => self.act(id, used, found),
            None => {
                let nowhere = phrases::DIRECTIONS.contains(&verb.name.as_str());
                self.said.append(Prose::plain(if nowhere { phrases::NO_WAY } else { phrases::NOTHING_COMES }));
                self.after_command(None)
            }
        }
    }

    /// From now on "it" is what a command is about: who hangs a cloak on a hook and then takes it takes the cloak.
    fn named(&mut self, spoken: &Spoken) {
        if let Some(noun) = spoken.nouns.iter().flatten().next() {
            self.state.commanded.it = Some(*noun);
        }
    }

    fn used(&mut self, verb: String, nouns: Vec<Option<NounId>>) {
        let nouns = nouns.into_iter().map(|noun| noun.map(|noun| self.script.noun(noun).name.clone())).collect();
        let used = VerbUsed { verb, nouns };
        let mut all = match self.at_hand() {
            Some(Understood::Verbs(all)) => all.clone(),
            _ => Vec::new(),
        };
        all.push(used);
        self.understand(Understood::Verbs(all));
    }

    /// The case that says what comes of a command: the node's own, then its case for every command, then the verb's.
    pub(super) fn case_of(&mut self, id: NodeId, spoken: &Spoken) -> Option<Found<'s>> {
        let script = self.script;
        let (node, verb) = (script.node(id), script.verb(spoken.verb));
        let slots = spoken.nouns.iter().map(|noun| noun_value(*noun)).collect::<Vec<_>>();
        let here = self.present_given();
        let with = here.iter().chain(&slots).cloned().collect::<Vec<_>>();
        let own = node.on.get(&spoken.verb).map_or(&[][..], Vec::as_slice);
        let found = self.first_case(own, with, false).or_else(|| self.first_case(&node.on_every, here, false));
        found.or_else(|| self.first_case(&verb.cases, slots, true))
    }

    fn first_case(&mut self, cases: &'s [VerbCase], given: Vec<Value>, alone: bool) -> Option<Found<'s>> {
        let holds = |run: &mut Self, case: &VerbCase| case.when.as_ref().is_none_or(|when| run.holds(when));
        let case = self.given_these(given.clone(), |run| cases.iter().find(|case| holds(run, case)))?;
        Some(Found { case, given, alone })
    }

    /// Does what a case says: sets, says, lets its hook look at it, and goes its way, if it has one.
    fn act(&mut self, id: NodeId, verb: VerbId, found: Found<'s>) -> Onward {
        let Found { case, given, alone } = found;
        self.alone = alone;
        let step = self.given_these(given.clone(), |run| {
            run.assign(&case.set);
            match &case.say {
                Some(say) => {
                    let said = run.tell(say);
                    run.said.append(said);
                }
                None if case.goto.is_none() && case.hook.is_none() => run.said.append(Prose::plain(phrases::DONE)),
                None => {}
            }
            if let Some(hook) = case.hook {
                let names = run.names(id, verb, alone);
                let reply = HookReply::Choice(run.script.verb(verb).name.clone());
                let effects = run.effects_of(hook, Some(reply), "", &names);
                effects.into_iter().for_each(|effect| run.effect(effect, From::Hook(id)));
            }
            case.goto.as_ref().map(|way| run.way_of_command(way))
        });
        self.alone = false;
        let sent = self.state.stack.last_mut().and_then(|frame| frame.go.take());
        let step = match sent {
            Some(node) => Some((Step::To(Target::Node(node), vec![Value::Unset; self.script.node(node).given.len()]), From::Hook(id))),
            None => step.map(|step| (step, From::Verb(id, verb))),
        };
        self.after_command(step)
    }

    /// The names behind which the nouns of a command stand, with what the node was given in front.
    fn names(&self, id: NodeId, verb: VerbId, alone: bool) -> Vec<Given> {
        let nouns = self.script.nouns.iter().map(|noun| noun.name.clone()).collect::<Vec<_>>();
        let places = self.script.verb(verb).places.iter();
        let places = places.map(|place| Given { name: place.clone(), kind: FactKind::OneOf(nouns.clone()), formerly: Vec::new() });
        let given = if alone { &[][..] } else { &self.script.node(id).given };
        given.iter().cloned().chain(places).collect()
    }

    fn way_of_command(&mut self, way: &Way) -> Step {
        let always = |when: &Expression| *when == Expression::Bool(true);
        let case = way.cases.iter().find(|case| always(&case.when) || self.holds(&case.when));
        self.resolved(case.map_or(&way.last, |case| &case.go))
    }

    /// After a command, as after an answer, one rule may speak, then comes what is due, then the way that it took.
    fn after_command(&mut self, step: Option<(Step, From)>) -> Onward {
        let visits = matches!(
            step,
            Some((Step::Visit { .. } | Step::To(Target::Leave(_) | Target::Return | Target::Resume | Target::End(_), _), _))
        );
        match self.follow_up_now().filter(|_| !visits) {
            Some(follow_up) => {
                if let (Some((Step::To(target, with), _)), Some(frame)) = (&step, self.state.stack.last_mut()) {
                    frame.awaits = Awaits::Visit(target.clone(), with.clone());
                }
                self.ask_follow_up(follow_up).or(step)
            }
            None => step,
        }
    }
}
