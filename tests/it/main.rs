//! Everything that is tested from outside, in one program: each module is a room, and `cargo test --test it ROOM::` runs it.

mod architecture;
mod article;
mod command_line;
mod commands;
mod conversation;
mod coverage;
mod crooked;
mod diagnostics;
mod follow_ups;
mod format;
mod formerly;
mod hooked;
mod identity;
mod keepsake;
mod large;
mod length;
mod lints;
mod never_said;
mod newcomers;
mod one_turn;
mod properties;
mod readme;
mod replies;
mod returning;
mod safety;
mod session_commands;
#[cfg(unix)]
mod terminal;
mod trace;
mod transcripts;
mod verbs_checked;
mod why;
mod written;
