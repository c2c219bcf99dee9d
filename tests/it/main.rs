//! Everything that is tested from outside, in one program: what a conversation does, what the check finds, what the built-in
//! pack says, and how the program behaves in a terminal.

mod conversation;
#[cfg(feature = "terminal")]
mod folder;

mod architecture;
mod article;
#[cfg(feature = "terminal")]
mod command_line;
mod commands;
mod coverage;
mod crooked;
mod diagnostics;
mod follow_ups;
mod format;
mod formerly;
mod frozen;
mod hooked;
mod hostile;
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
#[cfg(all(unix, feature = "terminal"))]
mod terminal;
mod trace;
mod transcripts;
mod verbs_checked;
mod why;
mod written;
