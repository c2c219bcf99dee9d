//! The engine that hooks are compiled and run with, and its limits.
//!
//! It is raw: no package of rhai is in it, so that it knows nothing but what is registered here, the signs included. There is one for the process. A hook that does too much is stopped by counting, never by a clock:
//! what counts is the same wherever and whenever it runs, so that a conversation can be replayed.

mod costly;
mod faults;
pub(super) mod meter;
mod signs;

use std::{
    ops::{Range, RangeInclusive},
    sync::OnceLock,
};

use rhai::{Array, Dynamic, Engine, INT, Module, OptimizationLevel, Token};

use super::{run, scripts::NONE};
pub(super) use faults::{ANSWER, misuse, reworded, wording};

/// The engine.
pub(super) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Engine::new_raw();
        limit(&mut engine);
        refuse(&mut engine);
        spell(&mut engine);
        costly::charge_copies(&mut engine);
        signs::register(&mut engine);
        costly::register(&mut engine);
        run::register(&mut engine);
        engine.register_iterator::<Array>().register_iterator::<Range<INT>>().register_iterator::<RangeInclusive<INT>>();
        engine
    })
}

fn limit(engine: &mut Engine) {
    engine
        // Folding would take away reads that the writer wrote, and do work while compiling.
        .set_optimization_level(OptimizationLevel::None)
        .set_max_operations(crate::caps::HOOK_OPERATIONS)
        .set_max_call_levels(crate::caps::HOOK_CALLS)
        .set_max_expr_depths(crate::caps::HOOK_EXPRESSION_DEPTH, crate::caps::HOOK_EXPRESSION_DEPTH)
        .set_max_variables(crate::caps::HOOK_VARIABLES)
        .set_max_functions(1)
        .set_max_modules(0)
        .set_max_string_size(crate::caps::HOOK_TEXT)
        .set_max_array_size(crate::caps::HOOK_LIST)
        .set_max_map_size(crate::caps::HOOK_MAP)
        // What is interned would be shared by all runs, behind one lock.
        .set_max_strings_interned(0)
        .set_fail_on_invalid_map_property(true)
        // The signs are ours, on numbers too.
        .set_fast_operators(false)
        .on_progress(|operations| meter::tick(operations).then_some(Dynamic::UNIT));
}

/// Takes away what makes code of data, or data of code. Whatever else a hook has no use for is refused by name when it is
/// compiled, with a better word for it.
fn refuse(engine: &mut Engine) {
    engine.set_allow_anonymous_fn(false).set_allow_loop_expressions(false);
    for symbol in ["eval", "Fn", "call", "curry"] {
        engine.disable_symbol(symbol);
    }
    let mut constants = Module::new();
    constants.set_var(NONE, Dynamic::UNIT);
    engine.register_global_module(constants.into());
}

/// Lets `next.go(…)` be written, whose name rhai keeps for itself without a use for it.
fn spell(engine: &mut Engine) {
    // rhai marks what it may still change as deprecated; what it would change to is a test.
    #[allow(deprecated)]
    engine.on_parse_token(|token, _, _| match token {
        Token::Reserved(word) if word.as_str() == "go" => Token::Identifier(word),
        token => token,
    });
}

/// A whole number, as a count.
fn number(count: usize) -> INT {
    INT::try_from(count).unwrap_or(INT::MAX)
}
