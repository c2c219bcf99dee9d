//! Counting what a run does.
//!
//! rhai counts its own operations but tells no one outside of a run, and takes every native call for one operation. So its
//! count is noted here at each step, and native calls add to it what they are worth. The counter belongs to the thread: a
//! run never leaves the one it began on, and the engine that all threads share has no other place for it.

use std::cell::{Cell, RefCell};

thread_local! {
    static METER: Meter = const { Meter { counted: Cell::new(0), charged: Cell::new(0), stopped: RefCell::new(None) } };
}

struct Meter {
    counted: Cell<u64>,
    charged: Cell<u64>,
    stopped: RefCell<Option<String>>,
}

/// What a run came to.
pub(in super::super) struct Spent {
    /// How many operations it took, with what was charged.
    pub operations: u64,
    /// Why it was stopped, if it was.
    pub stopped: Option<String>,
}

/// Runs something with a counter of its own.
pub(in super::super) fn metered<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let outer = METER.with(|meter| (meter.counted.replace(0), meter.charged.replace(0), meter.stopped.take()));
    let result = work();
    let spent = METER.with(|meter| {
        let (counted, charged) = (meter.counted.replace(outer.0), meter.charged.replace(outer.1));
        Spent { operations: counted.saturating_add(charged).min(crate::caps::HOOK_OPERATIONS), stopped: meter.stopped.replace(outer.2) }
    });
    (result, spent)
}

/// Notes rhai's count, and says whether the run must end.
pub(in super::super) fn tick(counted: u64) -> bool {
    METER.with(|meter| {
        meter.counted.set(counted);
        counted.saturating_add(meter.charged.get()) > crate::caps::HOOK_OPERATIONS || meter.stopped.borrow().is_some()
    })
}

/// Charges work that rhai takes for a single operation, before it is done.
pub(in super::super) fn charge(operations: usize) -> Result<(), Box<rhai::EvalAltResult>> {
    METER.with(|meter| {
        meter.charged.set(meter.charged.get().saturating_add(operations as u64));
        match meter.counted.get().saturating_add(meter.charged.get()) > crate::caps::HOOK_OPERATIONS {
            true => Err(rhai::EvalAltResult::ErrorTooManyOperations(rhai::Position::NONE).into()),
            false => Ok(()),
        }
    })
}

/// Ends the run at its next step, where rhai gives no way to fail at once.
pub(in super::super) fn stop(why: &str) {
    METER.with(|meter| {
        meter.stopped.borrow_mut().get_or_insert_with(|| why.to_owned());
    });
}
