//! Running a hook.
//!
//! A hook is given [handles](Handle) on one run and gives nothing back but what it pushed on `next`. It changes nothing
//! itself: the caller applies the effects, or drops them all when the run ended with a fault.

mod effect;
mod handles;
mod look;
mod next;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rhai::{CallFnOptions, Dynamic, Engine, EvalAltResult, Position, Scope};

use super::{
    sandbox::{self, meter},
    scripts::{HookId, Hooks, Reads},
};
pub use effect::{Effect, Given};
pub(super) use handles::Handle;
use handles::Why;
pub use look::{HookReply, HookWorld, Seen, WordsOf};

impl Hooks {
    /// Runs a hook. The same world and reply always give the same run, to the last operation.
    ///
    /// The world is shared with handles that rhai's values hold, hence the `Arc`; none outlives the run.
    pub fn run(&self, hook: HookId, reply: Option<HookReply>, world: Arc<dyn HookWorld>) -> Run {
        let hook = self.get(hook);
        let info = &hook.info;
        let fault = |message: String| HookFault { file: info.file, at: info.at.clone(), message };
        let Some(tree) = &hook.tree else { return Run::refused(fault(format!("`{}` has a mistake", info.name))) };
        let desk = Arc::new(Desk { world, reads: Arc::clone(&hook.reads), ledger: Mutex::default() });
        let mut given = vec![Handle::Facts(Arc::clone(&desk)).into_dynamic(), Handle::Next(Arc::clone(&desk)).into_dynamic()];
        match info.parameters {
            2 => {}
            3 => given.insert(0, replied(reply, &desk)),
            parameters => {
                return Run::refused(fault(format!("a hook takes `facts` and `next`, or `reply` before them, not {parameters} arguments")));
            }
        }
        let (result, spent) = meter::metered(|| {
            let options = CallFnOptions::new().eval_ast(false);
            sandbox::engine().call_fn_with_options::<Dynamic>(options, &mut Scope::new(), tree, &info.name, given)
        });
        let Ledger { effects, read, .. } = std::mem::take(&mut *desk.ledger());
        let failed = match (spent.stopped, result) {
            (Some(why), Ok(_)) => Some(fault(why)),
            (why, Err(error)) => Some(self.fault(&info.name, &error, why)),
            (None, Ok(_)) => None,
        };
        let effects = if failed.is_some() { Vec::new() } else { effects };
        Run { effects, read: read.into_iter().collect(), fault: failed, operations: spent.operations }
    }

    /// Says what went wrong, and in which function.
    fn fault(&self, hook: &str, error: &EvalAltResult, why: Option<String>) -> HookFault {
        let (mut function, mut cause) = (hook, error);
        while let EvalAltResult::ErrorInFunctionCall(name, _, inner, _) = cause {
            (function, cause) = (name, inner);
        }
        // Of an error that ends a run as a whole, rhai gives the place of a call further out.
        let position = if cause.is_catchable() { cause.position() } else { Position::NONE };
        let message = why.unwrap_or_else(|| sandbox::wording(cause));
        match self.places(function) {
            Some((file, places)) => HookFault { file: *file, at: places.range(position), message },
            None => HookFault { file: 0, at: 0..0, message },
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What the hook asks for, in the order in which it did; nothing when it failed.
    pub effects: Vec<Effect>,
    /// What it really read, in the order of the alphabet, each once: facts by their names, fields as `records.field`.
    pub read: Vec<String>,
    /// Why it failed, if it did.
    pub fault: Option<HookFault>,
    /// How many operations it took, with what costly calls were charged.
    pub operations: u64,
}

impl Run {
    fn refused(fault: HookFault) -> Self {
        Self { effects: Vec::new(), read: Vec::new(), fault: Some(fault), operations: 0 }
    }
}

/// Why a hook failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookFault {
    /// The file, counted from 0.
    pub file: usize,
    /// Where in it, in bytes: in the function that failed, which may be a helper.
    pub at: Range<usize>,
    /// What went wrong: lower case, no full stop, names in backticks.
    pub message: String,
}

/// What all handles of one run share.
pub(super) struct Desk {
    world: Arc<dyn HookWorld>,
    reads: Arc<Reads>,
    ledger: Mutex<Ledger>,
}

/// What a run leaves behind.
#[derive(Default)]
struct Ledger {
    effects: Vec<Effect>,
    /// The bytes of text in the effects.
    text: usize,
    read: BTreeSet<String>,
}

impl Desk {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Registers what handles answer to.
pub(super) fn register(engine: &mut Engine) {
    handles::register(engine);
    next::register(engine);
}

fn replied(reply: Option<HookReply>, desk: &Arc<Desk>) -> Dynamic {
    let why = match reply {
        Some(HookReply::Choice(id)) => return id.into(),
        Some(HookReply::Number(number)) => return number.into(),
        Some(HookReply::Bool(truth)) => return truth.into(),
        Some(HookReply::Words) => return Handle::Words(Arc::clone(desk), WordsOf::Reply).into_dynamic(),
        Some(HookReply::Declined) => Why::Declined,
        Some(HookReply::Unknown) => Why::Unknown,
        Some(HookReply::Later) => Why::Later,
        None => Why::Nothing,
    };
    Handle::Unset(why).into_dynamic()
}
