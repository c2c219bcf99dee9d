//! Hooks: those that are named are there, and what they read, compare and lead to exists.

use super::conditions::Stands;
use super::desk::Desk;
use super::gather::Gathered;
use super::listening::NamedPatterns;
use super::uses::Slot;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, nearest};
use crate::hooks::{EffectKind, HookId, HookInfo, HookMistake, HookMistakeKind, Hooks, Looked, Place};
use crate::patterns::Ear;
use crate::script::{FactKind, NodeId};
use crate::syntax::Text;
use std::collections::{BTreeMap, BTreeSet};

/// What one use of a hook looks at, without asking whether it is known, in a way that may surprise; and where it is called.
#[derive(Debug)]
pub(super) struct HookUse {
    pub stands: Stands,
    /// What it looks at under a `!` or `!=`.
    pub negated: Vec<(Slot, Span)>,
    /// What it takes for true or false as it is.
    pub bare: Vec<(Slot, Span)>,
}

/// The hooks of a pack on the checker's desk.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// What is in `scripts/`.
    pub hooks: Hooks,
    /// The files of the scripts, by their numbers.
    pub files: Vec<FileId>,
    mistakes: Vec<HookMistake>,
    said: BTreeSet<usize>,
    /// The nodes that hooks may lead to.
    pub leads: BTreeSet<NodeId>,
    /// What each use of a hook looks at.
    pub used: Vec<HookUse>,
    listens: BTreeSet<String>,
}

impl Shelf {
    /// Reads all scripts. Mistakes are said where a dialogue uses the file.
    pub fn new(gathered: &Gathered) -> Shelf {
        let texts = gathered.scripts.iter().map(|(_, path, text)| (path.clone(), text.clone())).collect::<Vec<_>>();
        let (hooks, mistakes) = Hooks::compile(&texts);
        Shelf { hooks, mistakes, files: gathered.scripts.iter().map(|(file, ..)| *file).collect(), ..Shelf::default() }
    }

    fn span(&self, place: &Place) -> Option<Span> {
        self.files.get(place.file).map(|file| Span::new(*file, place.at.clone()))
    }

    /// What hears the patterns that hooks listen for.
    pub fn ears(&self, patterns: &NamedPatterns) -> BTreeMap<String, Ear> {
        self.listens.iter().filter_map(|name| Some((name.clone(), patterns.ear(name)?))).collect()
    }
}

/// The hook of that name, with everything in it looked at; `parameters` says how many things it is handed, and `stands`
/// where it is called.
pub(super) fn hook(desk: &mut Desk<'_>, name: &Text, parameters: usize, stands: Stands) -> Option<HookId> {
    let Some(id) = desk.shelf.hooks.hook(&name.value) else {
        let names = desk.shelf.hooks.names().map(str::to_owned).collect::<Vec<_>>();
        let unknown = Diagnostic::new(Code::UnknownHook, name.span, format!("there is no hook `{}`", name.value))
            .label("no function of this name in `scripts/`");
        desk.say(match nearest(&name.value, names.iter().map(String::as_str)) {
            Some(near) => unknown.hint(format!("did you mean `{near}`?")),
            None if name.value.contains('(') => unknown.hint("write its name alone, without brackets"),
            None => unknown.hint("a hook is a function in a `.rhai` file in `scripts/`"),
        });
        return None;
    };
    let info = desk.shelf.hooks.info(id).clone();
    said_mistakes(desk, info.file);
    // Where a script can't be read, what is in its hooks isn't known.
    if desk.shelf.mistakes.iter().any(|mistake| mistake.file == info.file) {
        return Some(id);
    }
    if info.parameters != parameters {
        let wants = if parameters == 3 { "`reply`, `facts` and `next`" } else { "`facts` and `next`" };
        let wrong = Diagnostic::new(Code::UnknownHook, name.span, format!("`{}` takes {} things", name.value, info.parameters));
        let place = desk.shelf.span(&Place { file: info.file, at: info.at.clone() });
        let wrong = wrong.label(format!("it is handed {wants}"));
        desk.say(match place {
            Some(place) => wrong.related(place, "written here"),
            None => wrong,
        });
    }
    reads(desk, &info);
    effects(desk, &info);
    let (negated, bare) = (negated(desk, &info), bare(desk, &info));
    desk.shelf.used.push(HookUse { stands, negated, bare });
    Some(id)
}

/// Says, once, what is wrong in a script that is used.
fn said_mistakes(desk: &mut Desk<'_>, file: usize) {
    if !desk.shelf.said.insert(file) {
        return;
    }
    let mistakes = desk.shelf.mistakes.iter().filter(|mistake| mistake.file == file).cloned().collect::<Vec<_>>();
    for mistake in mistakes {
        let Some(span) = desk.shelf.span(&Place { file, at: mistake.at.clone() }) else { continue };
        let code = match mistake.kind {
            HookMistakeKind::UnknownFunction | HookMistakeKind::WrongArguments => Code::UnknownFunction,
            HookMistakeKind::ComputedProperty => Code::ComputedProperty,
            HookMistakeKind::TargetNotLiteral => Code::TargetNotLiteral,
            _ => Code::HookSyntax,
        };
        let said = Diagnostic::new(code, span, mistake.message).label("here");
        desk.say(match mistake.hint {
            Some(hint) => said.hint(hint),
            None => said,
        });
    }
}

fn reads(desk: &mut Desk<'_>, info: &HookInfo) {
    for read in &info.reads {
        let Some(span) = desk.shelf.span(&read.place) else { continue };
        kind_at(desk, &read.path, span, true);
    }
    for comparison in &info.comparisons {
        let Some(span) = desk.shelf.span(&comparison.place) else { continue };
        let Looked::Path(path) = &comparison.what else { continue };
        match (kind_at(desk, path, span, false), &comparison.with) {
            (Some(FactKind::Text), _) => words_compared(desk, span),
            (Some(FactKind::OneOf(options)), Some(id)) if !options.contains(id) => {
                let unknown = Diagnostic::new(Code::UnknownOption, span, format!("`{id}` isn't one of the options")).label("never true");
                desk.say(match nearest(id, options.iter().map(String::as_str)) {
                    Some(near) => unknown.hint(format!("did you mean `\"{near}\"`?")),
                    None => unknown,
                });
            }
            _ => {}
        }
    }
    for (looked, place) in &info.interpolated {
        let (Looked::Path(path), Some(span)) = (looked, desk.shelf.span(place)) else { continue };
        if let Some(FactKind::Text) = kind_at(desk, path, span, false) {
            words_compared(desk, span);
        }
    }
}

/// What a hook looks at under a `!` or `!=`, and nowhere asks about or compares plainly.
fn negated(desk: &mut Desk<'_>, info: &HookInfo) -> Vec<(Slot, Span)> {
    let turned = |place: &Place, path: &[String]| info.negated.iter().any(|read| read.place == *place && read.path == path);
    let plainly = |path: &[String]| {
        info.comparisons.iter().any(|comparison| match &comparison.what {
            Looked::Path(compared) => compared == path && !turned(&comparison.place, path),
            Looked::Reply => false,
        })
    };
    let mut found = Vec::new();
    for read in &info.negated {
        if info.asked.contains(&read.path) || plainly(&read.path) {
            continue;
        }
        let Some(span) = desk.shelf.span(&read.place) else { continue };
        found.extend(slot_at(desk, &read.path).map(|slot| (slot, span)));
    }
    found
}

/// What a hook takes for true or false as it is, and nowhere asks about.
fn bare(desk: &Desk<'_>, info: &HookInfo) -> Vec<(Slot, Span)> {
    let found = info.bare.iter().filter(|read| !info.asked.contains(&read.path));
    found.filter_map(|read| Some((slot_at(desk, &read.path)?, desk.shelf.span(&read.place)?))).collect()
}

fn words_compared(desk: &mut Desk<'_>, span: Span) {
    let words = Diagnostic::new(Code::WordsCompared, span, "what a person wrote can't be compared, nor put into a text")
        .label("these are somebody's own words");
    desk.say(words.hint("ask what they mean: `hears(facts.name, \"pattern\")` or `known(facts.name)`"));
}

/// What stands at the end of a path of a hook; `say` where a step that leads nowhere is a mistake to be said.
fn kind_at(desk: &mut Desk<'_>, path: &[String], at: Span, say: bool) -> Option<FactKind> {
    let (root, fields) = path.split_first()?;
    let (mut kind, mut holder) = match desk.given(root) {
        Some(place) => (desk.given[place].kind.clone(), None),
        None if say || desk.is_fact(root) => {
            let fact = desk.fact_at(root, at)?;
            desk.uses.read.insert((fact, None));
            (desk.kind(fact).clone(), Some(fact))
        }
        None => return None,
    };
    for field in fields {
        let records = match kind {
            FactKind::Link(fact) => {
                holder = Some(fact);
                desk.records(fact)?.clone()
            }
            FactKind::Records(records) => records,
            _ => {
                if say {
                    let none = Diagnostic::new(Code::UnknownFact, at, format!("`{root}` has no field `{field}`")).label("no fields here");
                    desk.say(none);
                }
                return None;
            }
        };
        match records.fields.iter().position(|found| found.name == *field) {
            Some(place) => {
                desk.uses.read.extend(holder.into_iter().flat_map(|holder| [(holder, None), (holder, Some(place))]));
                kind = records.fields[place].kind.clone();
            }
            None => {
                if say {
                    desk.unknown(Code::UnknownFact, "field", field, at, records.fields.iter().map(|field| field.name.as_str()).collect());
                }
                return None;
            }
        }
    }
    Some(kind)
}

/// The fact or field at the end of a path of a hook, where it is no given thing itself.
fn slot_at(desk: &Desk<'_>, path: &[String]) -> Option<Slot> {
    let (root, fields) = path.split_first()?;
    let (mut kind, mut slot) = match desk.given(root) {
        Some(place) => (&desk.given[place].kind, None),
        None => {
            let fact = desk.known_fact(root)?;
            (desk.kind(fact), Some((fact, None)))
        }
    };
    for field in fields {
        let holder = match kind {
            FactKind::Link(fact) => *fact,
            _ => slot?.0,
        };
        let records = desk.records(holder)?;
        let place = records.fields.iter().position(|found| found.name == *field)?;
        (kind, slot) = (&records.fields[place].kind, Some((holder, Some(place))));
    }
    slot
}

fn effects(desk: &mut Desk<'_>, info: &HookInfo) {
    for effect in &info.effects {
        let Some(span) = desk.shelf.span(&effect.place) else { continue };
        match effect.kind {
            EffectKind::Ask | EffectKind::AskAgain | EffectKind::Later | EffectKind::Skip | EffectKind::Go => {
                if let Some(node) = desk.node_at(&effect.target, span) {
                    desk.shelf.leads.insert(node);
                }
            }
            EffectKind::Set => {
                let fact = desk.fact_at(&effect.target, span);
                desk.uses.set.extend(fact.map(|fact| (fact, None)));
            }
            EffectKind::Hears => {
                if desk.pattern_at(&effect.target, span) {
                    desk.shelf.listens.insert(effect.target.clone());
                }
            }
            EffectKind::Say => {}
        }
    }
}
