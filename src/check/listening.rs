//! Patterns, and what listens with them: interrupts and safety words.

use super::desk::Desk;
use super::templates;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::patterns::{Ear, Heard, Pattern, PatternError, Place, folded};
use crate::script::{Around, Fate, Interrupt, Level, Safety};
use crate::syntax::{self, AroundWritten, InterruptWritten, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Named patterns.
#[derive(Default)]
pub(super) struct NamedPatterns {
    /// Each with its alternatives.
    pub alternatives: BTreeMap<String, Vec<Pattern>>,
    /// Those that are heard only where nothing more is said.
    whole: BTreeSet<String>,
    /// Those that are heard only in a text of more words than this.
    longer: BTreeMap<String, usize>,
    /// What hears each of them, compiled when it was declared.
    ears: BTreeMap<String, Ear>,
}

impl NamedPatterns {
    /// What hears the pattern of that name.
    pub fn ear(&self, name: &str) -> Option<Ear> {
        let ear = self.ears.get(name)?.clone();
        let ear = if self.whole.contains(name) { ear.whole() } else { ear };
        Some(match self.longer.get(name) {
            Some(than) => ear.longer(*than),
            None => ear,
        })
    }
}

/// All named patterns. Each is compiled once on its own, so that a mistake is said where it stands.
pub(super) fn named_patterns(desk: &mut Desk<'_>) -> NamedPatterns {
    let written = desk.all(|document| &document.patterns);
    let mut named = BTreeMap::new();
    let mut texts: Vec<(&str, Vec<&Text>)> = Vec::new();
    for (name, written) in &written {
        let parsed = written.alternatives.iter().filter_map(|text| Some((text, pattern(desk, text)?))).collect::<Vec<_>>();
        texts.push((&name.value, parsed.iter().map(|(text, _)| *text).collect()));
        named.insert(name.value.clone(), parsed.into_iter().map(|(_, pattern)| pattern).collect());
    }
    let mut broken = broken(&named, &texts);
    let mut ears = BTreeMap::new();
    for (name, texts) in texts {
        let alternatives: Vec<Pattern> = named.get(name).cloned().unwrap_or_default();
        // What rests on a broken pattern was said where that one stands.
        if broken.contains(name) {
            continue;
        }
        match Ear::new(&alternatives, &[], &named) {
            Ok(ear) => drop(ears.insert(name.to_owned(), ear)),
            Err(error) => {
                if let Place::Hears(place) = error.place
                    && let Some(text) = texts.get(place)
                {
                    refuse(desk, text, &error.error);
                    broken.insert(name.to_owned());
                }
            }
        }
    }
    named.retain(|name, _| !broken.contains(name));
    let whole = written.iter().filter(|(_, written)| written.whole).map(|(name, _)| name.value.clone()).collect();
    let longer = written.iter().filter_map(|(name, written)| Some((name.value.clone(), desk.at_least_one(written.longer.as_ref()?))));
    let longer = longer.collect();
    NamedPatterns { alternatives: named, whole, longer, ears }
}

/// The patterns that couldn't be read, and all that rest on them.
fn broken(named: &BTreeMap<String, Vec<Pattern>>, texts: &[(&str, Vec<&Text>)]) -> BTreeSet<String> {
    let unread = |(name, texts): &(&str, Vec<&Text>)| texts.is_empty().then(|| (*name).to_owned());
    let mut broken = texts.iter().filter_map(unread).collect::<BTreeSet<_>>();
    loop {
        let rests = |patterns: &[Pattern]| patterns.iter().flat_map(Pattern::names).any(|(name, _)| broken.contains(name));
        let more = named.iter().filter(|(name, patterns)| !broken.contains(*name) && rests(patterns));
        let more = more.map(|(name, _)| name.clone()).collect::<Vec<_>>();
        if more.is_empty() {
            return broken;
        }
        broken.extend(more);
    }
}

/// What hears these patterns; nothing, where one of them can't be understood.
pub(super) fn ear(desk: &mut Desk<'_>, hears: &[Text], blank: &[Text], named: &NamedPatterns) -> Option<Ear> {
    let known = |pattern: &Pattern| pattern.names().all(|(name, _)| named.alternatives.contains_key(name));
    let heard = hears.iter().filter_map(|text| Some((text, pattern(desk, text).filter(known)?))).collect::<Vec<_>>();
    let blanks = blank.iter().filter_map(|text| Some((text, pattern(desk, text).filter(known)?))).collect::<Vec<_>>();
    let patterns = |pairs: &[(&Text, Pattern)]| pairs.iter().map(|(_, pattern)| pattern.clone()).collect::<Vec<_>>();
    match Ear::new(&patterns(&heard), &patterns(&blanks), &named.alternatives) {
        Ok(ear) => (heard.len() == hears.len() && blanks.len() == blank.len()).then_some(ear),
        Err(error) => {
            let text = match error.place {
                Place::Hears(place) => heard.get(place),
                Place::Blank(place) => blanks.get(place),
            };
            if let Some((text, _)) = text {
                refuse(desk, text, &error.error);
            }
            None
        }
    }
}

/// What hears the words that only stand around an answer.
pub(super) fn around(desk: &mut Desk<'_>, written: &AroundWritten, named: &NamedPatterns) -> Option<Around> {
    let after = written.after.iter().map(|text| text.with(|pattern| format!("{}$", pattern.trim_end_matches('$')))).collect::<Vec<_>>();
    let before = written.before.iter().map(|text| text.with(|pattern| format!("^{}", pattern.trim_start_matches('^')))).collect::<Vec<_>>();
    // As they were written first, so that a mistake is said where it stands.
    let sound = ear(desk, &written.after, &[], named).is_some() & ear(desk, &written.before, &[], named).is_some();
    if !sound {
        return None;
    }
    Some(Around { after: ear(desk, &after, &[], named)?, before: ear(desk, &before, &[], named)? })
}

/// One pattern, with its names led to where they lead.
fn pattern(desk: &mut Desk<'_>, text: &Text) -> Option<Pattern> {
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
        sound &= desk.pattern_at(name, at);
    }
    sound.then_some(pattern)
}

/// Says of a pattern what is wrong with it.
pub(super) fn refuse(desk: &mut Desk<'_>, text: &Text, error: &PatternError) {
    let at = desk.inner(text, error.at.clone());
    let bad = Diagnostic::new(Code::BadPattern, at, "this pattern can't be read").label(error.message.clone());
    desk.say(match &error.hint {
        Some(hint) => bad.hint(hint.clone()),
        None => bad,
    });
}

/// All interrupts: by level, then in reading order.
pub(super) fn interrupts(desk: &mut Desk<'_>, named: &NamedPatterns) -> Vec<Interrupt> {
    let written = desk.all(|document| &document.interrupts);
    let mut seen: BTreeMap<&str, crate::diagnostics::Span> = BTreeMap::new();
    let mut interrupts = Vec::new();
    for (name, interrupt) in written {
        if let Some(first) = seen.insert(&name.value, name.span)
            && first.file != name.span.file
        {
            desk.say(syntax::twice("interrupt", name, first));
        }
        interrupts.extend(self::interrupt(desk, name, interrupt, named));
    }
    interrupts.sort_by_key(|interrupt| interrupt.level);
    interrupts
}

fn interrupt(desk: &mut Desk<'_>, name: &Text, written: &InterruptWritten, named: &NamedPatterns) -> Option<Interrupt> {
    let level = written.level.as_ref().and_then(|level| self::level(desk, level));
    let ear = ear(desk, &written.hears, &written.blank, named);
    let ask = desk.node(&written.ask).filter(|ask| desk.needs_nothing(*ask, written.ask.span));
    let again = templates::optional(desk, written.again.as_ref());
    let text = match written.text.as_ref()?.value {
        syntax::Fate::Drop => Fate::Drop,
        syntax::Fate::Hold => Fate::Hold,
    };
    let amends = amends(desk, name, written);
    for sample in &written.samples {
        // A pattern with `{fact}` hears more in a conversation than here, where nothing is known.
        if ear.as_ref().is_some_and(|ear| !ear.hears(&Heard::new(&sample.value))) {
            let deaf = Diagnostic::new(Code::UnheardSample, sample.span, format!("`{}` doesn't hear this sample", name.value))
                .label("no pattern fits it");
            desk.say(deaf.hint("add a pattern that does, or take the sample out"));
        }
    }
    Some(Interrupt {
        name: name.value.clone(),
        level: level?,
        ear: ear?,
        ask: ask?,
        text,
        amends,
        again,
        samples: written.samples.iter().map(|sample| sample.value.clone()).collect(),
        formerly: written.formerly.iter().map(|name| name.value.clone()).collect(),
    })
}

/// Whether an interrupt asks anew for what was told back wrongly; said where nothing could come of that.
fn amends(desk: &mut Desk<'_>, name: &Text, written: &InterruptWritten) -> bool {
    let Some(amends) = written.amends.as_ref().filter(|amends| amends.value) else { return false };
    let is = |level: &str| written.level.as_ref().is_some_and(|written| written.value == level);
    let held = written.text.as_ref().is_some_and(|text| text.value == syntax::Fate::Hold);
    let asked = desk.all(|document| &document.nodes).into_iter().find(|(node, _)| node.value == written.ask.value);
    let reason = if held {
        Some(("it holds what was typed", "write `text: Drop`: “that's wrong” is no answer to anything"))
    } else if is("safety") {
        Some(("it speaks of somebody's safety", "give it a level of its own, such as `\"correction\"`, or take `amends` out"))
    } else if asked.is_some_and(|(_, node)| node.ask.is_some()) {
        Some(("its node asks something itself", "let the node only say something and go to `@return`: the program asks"))
    } else {
        None
    };
    if let Some((label, hint)) = reason {
        let idle = Diagnostic::new(Code::IdleAmends, amends.span, format!("`{}` can't ask anew for what was told back", name.value));
        desk.say(idle.label(label).hint(hint));
    }
    true
}

/// The level of that word, or a mistake at it.
pub(super) fn level(desk: &mut Desk<'_>, written: &Text) -> Option<Level> {
    let found = Level::ALL.into_iter().find(|(_, word)| *word == written.value);
    if found.is_none() {
        let words = Level::ALL.map(|(_, word)| word);
        let unknown =
            Diagnostic::new(Code::UnknownOption, written.span, format!("there is no level `{}`", written.value)).label("not a level");
        desk.say(match nearest(&written.value, words) {
            Some(near) => unknown.hint(format!("did you mean `\"{near}\"`?")),
            None => unknown.hint("it is one of `\"safety\"`, `\"distress\"`, `\"correction\"`, `\"meaning\"`, `\"colour\"`"),
        });
    }
    found.map(|(level, _)| level)
}

/// What the safety words open, if the dialogue says so.
pub(super) fn safety(desk: &mut Desk<'_>) -> Option<Safety> {
    let written = desk.safety();
    if let [first, second, ..] = &written[..] {
        let twice = Diagnostic::new(Code::DuplicateField, second.ask.span, "`safety` stands in two files").label("the second one");
        desk.say(twice.related(first.ask.span, "the first one").hint("keep one of them"));
    }
    let written = *written.first()?;
    let ask = desk.node(&written.ask).filter(|ask| desk.needs_nothing(*ask, written.ask.span))?;
    let line = templates::optional(desk, written.line.as_ref());
    for word in &written.words {
        if folded(&word.value).chars().count() < 2 {
            let short = Diagnostic::new(Code::BadPattern, word.span, format!("`{}` is too short for a safety word", word.value));
            desk.say(short.label("somebody may mean an answer by it").hint("use a word that is hardly ever an answer"));
        }
    }
    let words = written.words.iter().map(|word| folded(&word.value)).filter(|word| !word.is_empty()).collect();
    Some(Safety { ask, line, words })
}
