//! One turn: a reply goes in, a new [`State`] and a [`Turn`] come out. No IO, no clock, no chance, and no wrong order.
//!
//! Playing, testing, tracing, undoing and replaying are all callers of this one function. A state is a plain value and holds
//! no history; the [`Log`] keeps what was given, by what it meant, and can be played again.

mod answering;
mod around;
mod asking;
mod beside;
pub(crate) mod commands;
mod echoes;
mod follow_ups;
mod gathering;
mod hooked;
mod log;
mod memory;
mod mentions;
mod offering;
mod overview;
mod replies;
mod run;
mod spoken;
mod standing;
mod state;
mod telling;
mod trace;
mod turn;
mod verbs;
mod wording;

pub(crate) use asking::record_key;
pub(crate) use beside::{holds, records, tell, tell_lines, tell_node};
pub(crate) use echoes::{kept_at, linked, named_by};
pub use log::{Begin, BeginError, Entry, Given, Lasting, Log, Replied, Said, begin};
pub(crate) use log::{FORMAT as LOG_FORMAT, key_number};
pub(crate) use offering::tries;
pub use overview::{Overview, RecordTable, overview};
pub use run::{Reply, show, step};
pub(crate) use standing::Standing;
pub use state::{From, RestoreError, State};
pub use trace::{Changed, FollowUpFate, Found, InterruptFate, Look, Misstep, Passage, Precedence, Reason, Trace, Verdict, trace};
pub(crate) use trace::{place_of, trace_beginning};
pub use turn::{
    Cause, Echo, Failure, Fault, Identity, Kind, Mention, Noticed, Offer, Outcome, Question, Resumed, Turn, Understood, VerbUsed,
};
pub(crate) use verbs::hear;
pub(crate) use wording::{alarms, list as sentence_list, may_repeat};
