//! Text as a person reads it: the right variant, the places filled in, and what was told back of the memory.
//!
//! It looks at a [`World`](crate::script::World) and nothing else, so the same words are made for a question, for a keepsake
//! and for what is read against a label.

mod echoes;
mod fault;
mod mentions;
mod telling;
mod wording;

pub use echoes::Echo;
pub(crate) use echoes::{field as field_echo, key_number, of_records, record as record_echo, record_key};
pub use fault::{Failure, Fault};
pub use mentions::Mention;
pub(crate) use telling::Teller;
pub(crate) use wording::{alarms, capital, list as sentence_list, may_repeat};
