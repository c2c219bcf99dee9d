//! Whoever asks for help is helped, at any prompt: the safety words, also with a slip in them, and the word itself.

use super::command::{self, Command};
use super::line::Line;
use super::{Asked, Found, spoken};

pub(super) fn read(line: &Line<'_>, asked: &Asked<'_>) -> Option<Found> {
    let asks = !line.quoted && command::certain(asked.script, line.text).is_some_and(|command| command.helps());
    if asks {
        return command::certain(asked.script, line.text).map(Found::session);
    }
    // One of several commands on a line goes before all that stands around it.
    let safety = asked.script.safety.as_ref().filter(|_| asked.takes_commands())?;
    let among = spoken::cut(line.text).iter().any(|part| safety.hears(&spoken::joined(part)));
    among.then(|| Found::session(Command::Safety))
}
