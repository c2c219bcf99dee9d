//! A small interpreter for conversations that writers script.
//!
//! A writer describes a branching dialogue in RON; the interpreter checks it, and plays it with a person.
//!
//! ```text
//! content/*.ron ──syntax──▶ Document ──check──▶ Script  + diagnostics
//!                                                 │
//! what was typed ──reading──▶ Meaning ──step──▶ State′, Events ──render──▶ Turn ──▶ terminal · transcript · page
//! ```
//!
//! The rooms, in the order in which they build on each other; none reaches back into a later one:
//!
//! | room | its one idea |
//! |---|---|
//! | [`caps`] | every limit, in one place |
//! | [`phrases`] | every sentence that the program itself says |
//! | `english` | the words that people type, and where their sentences end |
//! | [`diagnostics`] | a writer's mistake, with place, reason and hint |
//! | [`pack`] | the files of a pack, in memory |
//! | [`syntax`] | what was *written*: may still be nonsense. Alone names `ron` |
//! | [`patterns`] | whether what somebody typed fits what a writer meant |
//! | [`hooks`] | what a writer scripts: conditions, and small functions in a sandbox. Alone names `rhai` |
//! | [`script`] | what is *meant*: cannot be wrong |
//! | [`mod@check`] | from written to meant, with every mistake on the way |
//! | [`mod@render`] | text as a person reads it |
//! | [`reading`] | what a typed line means: one page, and a file for each who reads |
//! | [`mod@step`] | one turn: a pure, total step over meanings, which tells what happened |
//! | [`turn`] | what a front end shows: the events of a step in words, and the question that waits |
//! | [`mod@trace`] | what a writer is told of a step: the same events, with their reasons |
//! | [`mod@replay`] | what was answered, and how it is played again |
//! | [`mod@keepsake`] | what somebody takes home: as text, as Markdown, as a page of its own |
//! | [`session`] | a conversation under way: what may be typed beside an answer, going back, changing an answer |
//! | [`transcript`] | a conversation as a text file that pins a path |
//!
//! What is deliberately absent: the library never prints, never exits, never opens a file, reads no clock and draws no
//! chance. Whoever holds it does that.
//!
//! ```
//! use inward::{Begin, Pack, Response, Session, check};
//!
//! let pack = Pack::of_one("tea.ron", r#"(
//!     format: 1, title: "Tea", start: "ask",
//!     facts: {"drink": OneOf(["tea", "water"])},
//!     nodes: {
//!         "ask": (say: "What would you like?", ask: Choose({"tea": "Tea", "water": "Water"}), keep: "drink", goto: "bye"),
//!         "bye": (say: [(when: "drink == 'tea'", say: "It's hot."), "Here you are."], goto: "@end served"),
//!     },
//! )"#);
//! let checked = check(&pack, "tea.ron");
//! let script = checked.script.expect("nothing is wrong with it");
//!
//! let mut session = Session::begin(&script, Begin::default()).expect("it needs nothing to begin");
//! assert_eq!(session.hear("the tea, please"), Response::Turn);
//! assert_eq!(session.turn().said.to_string(), "It's hot. Here you are.");
//! assert!(session.has_ended());
//! ```

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::exit))]
#![cfg_attr(not(test), deny(clippy::todo, clippy::unimplemented, clippy::unreachable))]
#![cfg_attr(not(test), deny(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro))]
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod caps;
pub mod check;
pub mod diagnostics;
mod english;
pub mod hooks;
pub mod keepsake;
pub mod pack;
pub mod patterns;
pub mod phrases;
pub mod reading;
pub mod render;
pub mod replay;
pub mod script;
pub mod session;
pub mod step;
pub mod syntax;
pub mod trace;
pub mod transcript;
pub mod turn;

pub use check::{Checked, check};
pub use keepsake::keepsake;
pub use pack::Pack;
pub use reading::{Asked, Meaning, Reading, read};
pub use replay::replay;
pub use script::Script;
pub use session::{Begin, Outcome, Response, Session, State, Turn};
pub use step::{Events, fits, meanings, step};
pub use trace::trace;
pub use turn::render;

/// The README's Rust runs as documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
