//! The room where what a writer scripted is read: the only one that names `rhai`.
//!
//! [`expression`] reads a condition such as `hurt >= 7 && kind == 'left'` into [`Written`], a small type of our own.
//! rhai knows the grammar; everything after this room knows only [`Written`], so that what can be checked, explored
//! and evaluated is exactly what that type can hold.

mod expression;

pub use expression::{ExpressionError, Form, Operator, Written, expression, is_name, reserved};
