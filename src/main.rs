//! The command line. Everything that opens files, prints, colours or exits is in this binary; the library does none of it.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::exit))]
#![cfg_attr(not(test), deny(clippy::todo, clippy::unimplemented, clippy::unreachable))]

mod command_line;
mod country;
mod files;
mod folder;
mod terminal;
mod visits;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match command_line::run(command_line::Arguments::parse()) {
        Ok(code) => code,
        // Whoever reads the output has seen enough, or the terminal is closed.
        Err(trouble) if trouble.downcast_ref::<std::io::Error>().is_some_and(terminal::is_gone) => ExitCode::SUCCESS,
        Err(trouble) => {
            command_line::complain(&trouble);
            ExitCode::from(2)
        }
    }
}
