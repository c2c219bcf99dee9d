//! One turn: a meaning goes in, a new [`State`] comes out, and the [`Events`] that led there. No IO, no clock, no chance, no
//! wrong order, and no sentence.
//!
//! Playing, testing, tracing, undoing and replaying are all callers of this one function. A state is a plain value and holds
//! no history; what was given is the [`Log`](crate::session::Log) of whoever plays.

mod answering;
mod asked;
mod beginning;
mod bind;
mod cases;
mod events;
mod follow_ups;
mod gathering;
mod hooked;
mod lasting;
mod meanings;
mod memory;
mod offering;
mod run;
mod state;
mod verbs;

pub use beginning::{Begin, BeginError};
pub use bind::Unfit;
pub(crate) use events::{CaseFate, Event, Reached, RuleFate, Said};
pub use events::{Events, FollowUpFate, Precedence, Resumed};
pub use lasting::Lasting;
pub use meanings::meanings;
pub(crate) use offering::tries;
pub(crate) use run::ask_again;
pub use run::{begin, fits, step};
pub(crate) use state::{Awaits, FollowUp, Frame};
pub use state::{From, RestoreError, State};
