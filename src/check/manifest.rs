//! The whole pack: its `pack.ron`, and each of its dialogues.

use super::gather::unreadable;
use super::{Checked, check_all, known_format};
use crate::diagnostics::{Code, Diagnostic, Severity, Sources, Span, nearest, shorten, sort};
use crate::pack::{File, MANIFEST, Pack};
use crate::syntax;

/// What a check of a whole pack found.
#[derive(Debug, Default)]
pub struct PackCheck {
    /// What the pack is called.
    pub title: Option<String>,
    /// Whom it thanks.
    pub credits: Vec<String>,
    /// The path of the dialogue that is played when none is named.
    pub default: Option<String>,
    /// Mistakes in `pack.ron` itself, with the texts they point into.
    pub manifest: (Vec<Diagnostic>, Sources),
    /// Each dialogue by its path.
    pub dialogues: Vec<(String, Checked)>,
    /// How many warnings were switched off.
    pub switched_off: usize,
}

impl PackCheck {
    /// Everything found, with the texts it points into: first the pack's own mistakes, then those of each dialogue.
    pub fn findings(&self) -> impl Iterator<Item = (&[Diagnostic], &Sources)> {
        let dialogues = self.dialogues.iter().map(|(_, checked)| (&checked.diagnostics[..], &checked.sources));
        std::iter::once((&self.manifest.0[..], &self.manifest.1)).chain(dialogues)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let own = self.manifest.0.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
        own + self.dialogues.iter().map(|(_, checked)| checked.count(severity)).sum::<usize>()
    }
}

/// Checks `pack.ron` alone: which dialogue is played, and what is wrong in that file.
pub fn check_manifest(pack: &Pack) -> PackCheck {
    manifest(pack).0
}

/// Checks `pack.ron` and every dialogue of a pack.
pub fn check_pack(pack: &Pack) -> PackCheck {
    let (mut found, off) = manifest(pack);
    found.dialogues = pack.dialogues().map(|path| (path.to_owned(), check_all(pack, path))).collect();
    for (_, checked) in &mut found.dialogues {
        let before = checked.diagnostics.len();
        checked.diagnostics.retain(|diagnostic| !off.contains(&diagnostic.code));
        found.switched_off += before - checked.diagnostics.len();
        checked.left_out = shorten(&mut checked.diagnostics);
    }
    found
}

/// What `pack.ron` says, and the warnings that it switches off.
fn manifest(pack: &Pack) -> (PackCheck, Vec<Code>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let manifest = match pack.file(MANIFEST) {
        Some(File::Text(text)) => {
            let file = sources.add(MANIFEST, std::sync::Arc::clone(text));
            syntax::manifest(file, text, &mut found).unwrap_or_default()
        }
        None => syntax::Manifest::default(),
        file => {
            let (message, label) = unreadable(MANIFEST, file);
            let span = Span::new(sources.add(MANIFEST, ""), 0..0);
            found.push(Diagnostic::new(Code::MissingInclude, span, message).label(label));
            syntax::Manifest::default()
        }
    };
    if let Some(format) = &manifest.format {
        known_format(format, &mut found);
    }
    let off = switched_off(&manifest, &mut found);
    let default = manifest.default.as_ref().and_then(|name| default(pack, name, &mut found));
    sort(&mut found);
    let head = PackCheck {
        title: manifest.title.map(|title| title.value),
        credits: manifest.credits.into_iter().map(|credit| credit.value).collect(),
        default,
        manifest: (found, sources),
        ..PackCheck::default()
    };
    (head, off)
}

fn switched_off(manifest: &syntax::Manifest, out: &mut Vec<Diagnostic>) -> Vec<Code> {
    let warnings = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
    let mut off = Vec::new();
    for written in &manifest.warnings_off {
        match warnings.clone().find(|code| code.word() == written.value) {
            Some(code) => off.push(*code),
            None => {
                let unknown = Diagnostic::new(Code::UnknownOption, written.span, format!("there is no warning `{}`", written.value))
                    .label("not a warning");
                out.push(match nearest(&written.value, warnings.clone().map(|code| code.word())) {
                    Some(near) => unknown.hint(format!("did you mean `\"{near}\"`?")),
                    None => unknown.hint("only warnings can be switched off, errors can't"),
                });
            }
        }
    }
    off
}

fn default(pack: &Pack, name: &syntax::Text, out: &mut Vec<Diagnostic>) -> Option<String> {
    let found = pack.dialogues().find(|path| super::stem(path) == name.value);
    if found.is_none() {
        let names = pack.dialogues().map(super::stem).collect::<Vec<_>>();
        let unknown = Diagnostic::new(Code::UnknownTarget, name.span, format!("there is no dialogue `{}`", name.value))
            .label("no such file in `content/`");
        out.push(match nearest(&name.value, names.iter().map(String::as_str)) {
            Some(near) => unknown.hint(format!("did you mean `\"{near}\"`?")),
            None => unknown,
        });
    }
    found.map(str::to_owned)
}
