//! One turn: a meaning goes in, a new [`State`] and a [`Turn`] come out. No IO, no clock, no chance, and no wrong order.
//!
//! Playing, testing, tracing, undoing and replaying are all callers of this one function. A state is a plain value and holds
//! no history; the [`Log`] keeps what was given, by what it meant, and can be played again.

mod answering;
mod asked;
mod asking;
mod beginning;
mod beside;
mod bind;
mod conversation;
mod echoes;
mod follow_ups;
mod gathering;
mod hooked;
mod kind;
mod lasting;
mod log;
mod meanings;
mod memory;
mod misfits;
mod offering;
mod overview;
mod run;
mod state;
mod trace;
mod turn;
mod verbs;

pub use beginning::BeginError;
pub(crate) use beside::{holds, records, tell, tell_lines, tell_node};
pub use bind::Unfit;
pub(crate) use conversation::Conversation;
pub(crate) use echoes::{kept_at, linked, named_by};
pub use kind::{Kind, Offer};
pub use lasting::Lasting;
pub(crate) use log::FORMAT as LOG_FORMAT;
pub use log::{Begin, Entry, Log, Replied};
pub use meanings::meanings;
pub(crate) use offering::tries;
pub use overview::{Overview, RecordTable, overview};
pub use run::{begin, fits, show, step};
pub use state::{From, RestoreError, State};
pub use trace::{Changed, FollowUpFate, Found, InterruptFate, Look, Misstep, Passage, Precedence, Reason, Trace, Verdict, trace};
pub(crate) use trace::{place_of, trace_beginning};
pub use turn::{Cause, Identity, Outcome, Question, Resumed, Turn};
