//! The room where what a writer scripted is read: the only one that names `rhai`.
//!
//! [`expression`] reads a condition such as `hurt >= 7 && kind == 'left'` into [`Written`], a small type of our own.
//! rhai knows the grammar; everything after this room knows only [`Written`], so that what can be checked, explored
//! and evaluated is exactly what that type can hold.
//!
//! [`Hooks`] are what is in `scripts/`: compiled once, looked through for all that they can read and do, and run in a
//! sandbox that gives them nothing but handles on one run. What they look at is a [`HookWorld`], what they ask for is an
//! [`Effect`]; neither knows a dialogue.

mod expression;
mod run;
mod sandbox;
mod scripts;

pub use expression::{ExpressionError, Form, Operator, Written, expression, is_name, reserved};
pub use run::{Effect, Given, HookFault, HookReply, HookWorld, Run, Seen, WordsOf};
pub use scripts::{Comparison, EffectKind, HookId, HookInfo, HookMistake, HookMistakeKind, Hooks, Looked, Place, Read, StaticEffect};
