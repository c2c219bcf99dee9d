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
    /// Whether it lies in the data folder, where `inward --continue` finds it.
    in_folder: bool,
    /// Whether the conversation itself may ask for it.
    may_be_asked: bool,
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
        Ok(Keeping {
            in_folder: keeper.as_ref().is_some_and(|keeper| visits::folder().is_ok_and(|folder| keeper.path().starts_with(folder))),
            keeper,
            dialogue: visit.dialogue.clone(),
            may_be_asked: visit.keep == Keep::IfAsked,
            trouble: None,
        })
    }

    /// Writes down where the visit is now. Tells what the person must know of it: that it failed, or that all is well again.
    pub fn keep(&mut self, script: &Script, session: &Session<'_>) -> Option<String> {
        let mut told = self.asked(script, session);
        let keeper = self.keeper.as_mut()?;
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

    /// Begins or ends keeping, where the conversation asked whether to.
    fn asked(&mut self, script: &Script, session: &Session<'_>) -> Option<String> {
        let wanted = self.may_be_asked && wants_it_kept(script, session);
        match (&self.keeper, wanted) {
            (None, true) => match visits::begin_in_folder(self.dialogue.clone(), session.log()) {
                Ok(keeper) => {
                    (self.keeper, self.in_folder) = (Some(keeper), true);
                    None
                }
                Err(error) => {
                    self.may_be_asked = false;
                    Some(phrases::not_kept(phrases::DATA_FOLDER, &format!("{error:#}")))
                }
            },
            (Some(_), false) if self.may_be_asked => {
                if let Some(keeper) = self.keeper.take() {
                    keeper.remove();
                }
                None
            }
            _ => None,
        }
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
        let kept = if self.in_folder { phrases::KEPT.to_owned() } else { phrases::put_by(&file) };
        Ok(keeper.end(log).then_some(kept))
    }
}

fn wants_it_kept(script: &Script, session: &Session<'_>) -> bool {
    script.fact_named(KEEP_VISIT).is_some_and(|fact| *session.state().fact(fact) == Value::Bool(true))
}
