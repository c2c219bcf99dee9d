//! Keeps a visit while it goes on, where somebody wants that, and says when it can't.

use super::saving::why_not;
use super::{Keep, Visit};
use crate::visits::{self, Dialogue, Keeper};
use anyhow::{Context, Result};
use inward::phrases;
use inward::script::{Script, Value};
use inward::session::{Log, Session};
use std::io;

/// The fact by which a dialogue says that the visit is to be kept: once it is true it is, and no longer than it is.
const KEEP_VISIT: &str = "keep_visit";

/// What keeps a visit.
pub struct Keeping {
    keeper: Option<Keeper>,
    dialogue: Dialogue,
    /// Where it was to be kept when the visit began.
    keep: Keep,
    /// Why the last answer couldn't be kept.
    trouble: Option<io::Error>,
}

impl Keeping {
    /// Opens the file, before anything is asked.
    ///
    /// # Errors
    /// If nothing can be kept there.
    pub fn begin(visit: &Visit<'_>, session: &Session<'_>) -> Result<Keeping> {
        let (log, dialogue) = (session.log(), visit.dialogue.clone());
        let keeper = match (&visit.keep, &visit.from) {
            (Keep::IfAsked | Keep::Never, _) | (Keep::WhereItWas, None) => None,
            (Keep::In(path), _) => {
                let file = || format!("{} can't be written", path.display());
                Some(Keeper::begin(path, dialogue, log).with_context(file)?)
            }
            (Keep::WhereItWas, Some(earlier)) => {
                let mut keeper = Keeper::go_on(earlier, dialogue);
                keeper.keep(log).with_context(|| format!("{} can't be written", keeper.path().display()))?;
                Some(keeper)
            }
            (Keep::InFolder, _) => Some(visits::begin_in_folder(dialogue, log)?),
        };
        Ok(Keeping { keeper, dialogue: visit.dialogue.clone(), keep: visit.keep.clone(), trouble: None })
    }

    /// Writes down where the visit is now. Tells what the person must know of it: that it failed, or that all is well again.
    pub fn keep(&mut self, script: &Script, session: &Session<'_>) -> Option<String> {
        let mut told = self.asked(script, session);
        let Some(keeper) = &mut self.keeper else { return told };
        let file = keeper.path().display().to_string();
        match keeper.keep(session.log()) {
            Ok(()) => {
                told = told.or(self.trouble.take().map(|_| phrases::kept_again(&file)));
            }
            Err(error) => {
                let known = self.trouble.as_ref().is_some_and(|known| known.kind() == error.kind());
                told = (!known).then(|| phrases::not_kept(&file, &why_not(&error)));
                self.trouble = Some(error);
            }
        }
        told
    }

    /// Begins or ends keeping, where the conversation asked whether to. A file that they named themselves is theirs to remove.
    fn asked(&mut self, script: &Script, session: &Session<'_>) -> Option<String> {
        let wanted = script.fact_named(KEEP_VISIT).map(|fact| session.state().fact(fact));
        let (yes, no) = (wanted == Some(&Value::Bool(true)), wanted == Some(&Value::Bool(false)));
        match (&self.keeper, &self.keep) {
            (None, Keep::IfAsked) if yes => match visits::begin_in_folder(self.dialogue.clone(), session.log()) {
                Ok(keeper) => self.keeper = Some(keeper),
                Err(error) => {
                    // It was said once; trying again after each answer would only say it again.
                    self.keep = Keep::Never;
                    return Some(phrases::not_kept_at_all(&format!("{error:#}")));
                }
            },
            (Some(_), Keep::IfAsked) if !yes => self.remove(),
            (Some(keeper), Keep::WhereItWas) if no && lies_in_folder(keeper) => self.remove(),
            _ => {}
        }
        None
    }

    fn remove(&mut self) {
        self.keeper.take().into_iter().for_each(Keeper::remove);
    }

    /// Begins anew beside what was kept so far.
    ///
    /// # Errors
    /// If nothing can be kept there.
    pub fn afresh(&mut self, session: &Session<'_>) -> Result<()> {
        if let Some(keeper) = self.keeper.take() {
            self.keeper = Some(keeper.afresh(session.log()).context("the new visit can't be kept")?);
        }
        Ok(())
    }

    /// The end of the visit: where it is kept, if it is.
    ///
    /// # Errors
    /// If the last answers couldn't be kept.
    pub fn end(mut self, session: &Session<'_>) -> Result<Option<String>> {
        let log: &Log = session.log();
        let Some(mut keeper) = self.keeper.take() else { return Ok(None) };
        let file = keeper.path().display().to_string();
        if self.trouble.is_some() {
            keeper.keep(log).with_context(|| format!("{file} doesn't hold the last answers"))?;
        }
        let kept = if lies_in_folder(&keeper) { phrases::KEPT.to_owned() } else { phrases::put_by(&file) };
        Ok(keeper.end(log).then_some(kept))
    }
}

/// Whether it is kept where `inward --continue` finds it.
fn lies_in_folder(keeper: &Keeper) -> bool {
    visits::folder().is_ok_and(|folder| keeper.path().starts_with(folder))
}
