//! What is said where a reply is no answer: each time otherwise, and the third time with a way out.

use super::rendering::Renderer;
use crate::phrases;
use crate::reading::{CommandMisfit, Misfit, Pending, asks_for_noun};
use crate::script::{Ask, NodeId, Prose, Range, VerbId};
use crate::step::tries;

/// Whether nothing more can be said than that it wasn't understood: then the writer's own words serve better.
fn is_plain(misfit: &Misfit) -> bool {
    matches!(misfit, Misfit::Empty | Misfit::Unlike | Misfit::NoNumber | Misfit::NotOn | Misfit::Neither)
}

impl Renderer<'_> {
    /// What is said of a misfit after so many tries: the writer's words where there are some, else ours.
    pub(super) fn wording(&mut self, id: NodeId, misfit: &Misfit, tries: u8, can_be_left: bool) -> Prose {
        let node = self.script.node(id);
        let empty = *misfit == Misfit::Empty;
        let own = node.unread.get(usize::from(tries)).or(node.unread.last());
        let mut wording = match own {
            // Nothing three times says something of its own: then a rest is offered, except where only the exact counts.
            Some(_) if empty && tries >= 2 && !node.exact => Prose::plain(&self.plainly(misfit, tries, can_be_left)),
            Some(own) if is_plain(misfit) => self.tell(own),
            _ => match misfit {
                Misfit::Command(why) => self.refusal(why),
                Misfit::WithRest { misfit, rest } => {
                    let mut wording = self.wording(id, misfit, tries, can_be_left);
                    wording.append(Prose::plain(&phrases::rest_dropped(rest)));
                    wording
                }
                misfit => Prose::plain(&self.plainly(misfit, tries, can_be_left)),
            },
        };
        let asks = matches!(misfit, Misfit::AsksBack { what_for: false });
        if (empty || asks || *misfit == Misfit::NotKnown) && tries == 0 && !node.examples.is_empty() {
            let examples = node.examples.iter().map(|example| self.tell(example).to_string()).collect::<Vec<_>>();
            wording.append(Prose::plain(&phrases::for_example(&examples)));
        }
        if let Misfit::AsksBack { what_for } = misfit
            && let Some(because) = self.asked_because(node)
        {
            let because = Prose::plain(&phrases::asked_because(&because.to_string()));
            // Who asks what for is told that, and no more.
            if *what_for {
                wording = because;
            } else {
                wording.append(because);
            }
        }
        wording
    }

    /// What is said in our words. "Skip" is only named where the question can be left.
    fn plainly(&mut self, misfit: &Misfit, tries: u8, can_be_left: bool) -> String {
        let kinder = |table: &[&str; 3]| table[usize::from(tries).min(2)].to_owned();
        match misfit {
            Misfit::Empty if can_be_left => kinder(&phrases::EMPTY),
            Misfit::Empty => kinder(&phrases::EMPTY_BUT_NEEDED),
            Misfit::Unlike | Misfit::NoNumber | Misfit::Neither if tries >= 2 && !can_be_left => phrases::UNREAD_BUT_NEEDED.to_owned(),
            Misfit::Unlike => kinder(&phrases::UNREAD),
            Misfit::Needed => phrases::NEEDED.to_owned(),
            Misfit::NotKnown => phrases::UNKNOWN.to_owned(),
            Misfit::AsksBack { .. } => phrases::MEANT_SIMPLY.to_owned(),
            Misfit::Question if can_be_left => phrases::A_QUESTION.to_owned(),
            Misfit::Question => phrases::A_QUESTION_BUT_NEEDED.to_owned(),
            Misfit::NoNumber if tries >= 2 => kinder(&phrases::UNREAD),
            Misfit::NoNumber | Misfit::Outside => self.range().map_or_else(String::new, |range| phrases::outside(range.low, range.high)),
            Misfit::Neither if tries < 2 => phrases::YES_OR_NO.to_owned(),
            Misfit::Neither => kinder(&phrases::UNREAD),
            Misfit::NotOn => phrases::PRESS_ENTER.to_owned(),
            Misfit::Unnamed => phrases::NAME_IT.to_owned(),
            Misfit::OnlyANumber => phrases::ONLY_A_NUMBER.to_owned(),
            Misfit::Fraction => phrases::WHOLE.to_owned(),
            Misfit::TooLong => phrases::TOO_LONG.to_owned(),
            Misfit::NoCommand => phrases::NO_COMMAND.to_owned(),
            Misfit::AskedBack(pending) => self.asked_back(pending),
            Misfit::Command(_) | Misfit::WithRest { .. } => String::new(),
        }
    }

    fn range(&self) -> Option<Range> {
        match &self.script.node(self.state.here()?).ask {
            Some(Ask::Number { range, .. }) => Some(*range),
            _ => None,
        }
    }

    /// The question that is asked back.
    fn asked_back(&mut self, pending: &Pending) -> String {
        match pending {
            Pending::Options(ids) => phrases::which(&ids.iter().map(|id| self.label_of(id)).collect::<Vec<_>>()),
            Pending::Numbers(numbers) => phrases::which_number(numbers),
            Pending::Sure(number) => phrases::sure(*number),
            Pending::Noun { used, place, order, way, among } => asks_for_noun(self.script, used, *place, (*order, *way), among),
            Pending::Command(used) => {
                let noun = |name: &Option<String>| name.as_ref().and_then(|name| self.script.noun_named(name));
                let nouns = used.nouns.iter().map(noun).collect::<Vec<_>>();
                let line = self.script.verb_named(&used.verb).map_or_else(String::new, |verb| self.script.command_line(verb, &nouns));
                phrases::did_you_mean(&line)
            }
        }
    }

    /// Why a command can't be done, and what could be done instead.
    pub(super) fn refusal(&mut self, why: &CommandMisfit) -> Prose {
        let (wording, verbs): (String, Option<Vec<VerbId>>) = match why {
            CommandMisfit::Nothing => (phrases::NO_COMMAND_TYPED.to_owned(), None),
            CommandMisfit::TooLong => (phrases::LONG_COMMAND.to_owned(), None),
            CommandMisfit::NoVerbFor(noun) => (phrases::no_verb_for(noun), None),
            CommandMisfit::NoIt => (phrases::NO_IT.to_owned(), None),
            CommandMisfit::OneAtATime => (phrases::ONE_AT_A_TIME.to_owned(), None),
            CommandMisfit::NotHere => (phrases::NOT_HERE.to_owned(), None),
            CommandMisfit::GuessRefused => (phrases::GUESS_REFUSED.to_owned(), None),
            CommandMisfit::NothingToRepeat => (phrases::NOTHING_TO_REPEAT.to_owned(), None),
            CommandMisfit::NeedsALine(command) => (phrases::needs_a_line(command), None),
            CommandMisfit::NoVerb(word) => (phrases::no_verb(word.as_deref()), Some(Vec::new())),
            CommandMisfit::NotTheRest { word, verbs } => {
                let wording = word.as_deref().map_or_else(|| phrases::no_verb(None), phrases::not_the_rest);
                (wording, Some(verbs.iter().filter_map(|verb| self.script.verb_named(verb)).collect()))
            }
        };
        let Some(verbs) = verbs else { return Prose::plain(&wording) };
        let otherwise = match self.state.here().and_then(|here| self.script.node(here).ask.as_ref()) {
            Some(Ask::Command(otherwise)) if verbs.is_empty() => otherwise.as_ref(),
            _ => None,
        };
        let mut said = match otherwise {
            Some(otherwise) => self.tell(otherwise),
            None => Prose::plain(&wording),
        };
        let mut commands = tries(self.script, &self.world, &verbs);
        if commands.is_empty() && !verbs.is_empty() {
            commands = tries(self.script, &self.world, &[]);
        }
        if !commands.is_empty() {
            said.append(Prose::plain(&phrases::you_can_try(&commands)));
        }
        said
    }
}
