//! Where typed lines come from: an editor at a terminal, a plain terminal, or a pipe. Nothing that was begun is lost.

use super::typing::{Offered, Typing};
use anyhow::{Context, Result};
use inward::caps;
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{
    Cmd, ColorMode, CompletionType, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler, KeyEvent, RepeatCount,
};
use std::io::{self, BufRead, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// What a person did at a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Typed this.
    Line(String),
    /// Asked to leave, with what was typed so far: the first time they're told how.
    Interrupted,
    /// Asked to leave at once, and to clear the window.
    Gone,
    /// Wants to see everything again: the window was in disorder.
    Untidy,
    /// Put the program aside and came back.
    Resumed,
    /// There is no more: Ctrl-D, the end of a pipe.
    Ended,
    /// The terminal is gone.
    Closed,
}

/// Where typed lines come from.
pub enum Lines {
    /// An editor.
    Editor(Box<Editor<Typing, MemHistory>>, Kept),
    /// A terminal as it is: nothing is drawn, and it echoes what is typed.
    Plain,
    /// A pipe or a file: an answer a line.
    Pipe,
}

/// What was typed when a key interrupted it.
pub type Kept = Arc<Mutex<Half>>;

/// A line that isn't finished, and what its last key asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Half {
    before: String,
    after: String,
    wish: Option<Wish>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Wish {
    Leave,
    Gone,
    Tidy,
    Aside,
}

/// Keeps the line and notes the wish; the editor then gives up the line, and it is begun again with what was kept.
struct Interrupting(Kept, Wish);

impl ConditionalEventHandler for Interrupting {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let (before, after) = context.line().split_at(context.pos());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            Half { before: before.to_owned(), after: after.to_owned(), wish: Some(self.1) };
        Some(Cmd::Interrupt)
    }
}

impl Lines {
    /// The editor of a terminal; with colours, hints stand beside what is typed.
    pub fn editor(coloured: bool) -> Result<Lines> {
        let config = Config::builder()
            .auto_add_history(false)
            .bell_style(BellStyle::None)
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            // What is typed goes through the highlighter, which takes out what could disturb the terminal; colours are its own matter.
            .color_mode(ColorMode::Forced)
            .build();
        let mut editor = Editor::with_history(config, MemHistory::new()).context("the terminal can't be used")?;
        let kept = Kept::default();
        editor.set_helper(Some(Typing::new(coloured)));
        for (key, wish) in [('C', Wish::Leave), ('Q', Wish::Gone), ('L', Wish::Tidy), ('Z', Wish::Aside)] {
            let handler = EventHandler::Conditional(Box::new(Interrupting(kept.clone(), wish)));
            editor.bind_sequence(KeyEvent::ctrl(key), handler);
        }
        Ok(Lines::Editor(Box::new(editor), kept))
    }

    /// Whether somebody sits before it who can press a key to go on.
    pub fn is_interactive(&self) -> bool {
        !matches!(self, Lines::Pipe)
    }

    /// What may be typed now, for completion and hints.
    pub fn offer(&mut self, offered: Offered) {
        if let Lines::Editor(editor, _) = self
            && let Some(typing) = editor.helper_mut()
        {
            typing.offered = offered;
        }
    }

    /// What is done next at the prompt; a line that was begun before stands there again.
    pub fn next(&mut self, prompt: &str) -> Result<Input> {
        match self {
            Lines::Pipe => Ok(read_line()?.map_or(Input::Ended, Input::Line)),
            Lines::Plain => {
                let Some(mut typed) = read_line()? else { return Ok(Input::Ended) };
                while goes_on(&typed) {
                    let Some(more) = read_line()? else { break };
                    typed = format!("{typed}\n{more}");
                }
                super::signals::a_line_was_read();
                Ok(Input::Line(joined(&typed)))
            }
            Lines::Editor(editor, kept) => {
                let half = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
                let read = editor.readline_with_initial(prompt, (&half.before, &half.after));
                let last = editor.helper().map(Typing::last).unwrap_or_default();
                match read {
                    Ok(line) => Ok(Input::Line(joined(&line))),
                    Err(ReadlineError::Interrupted) => {
                        let mut half = kept.lock().unwrap_or_else(PoisonError::into_inner);
                        match half.wish.take() {
                            Some(Wish::Gone) => Ok(Input::Gone),
                            Some(Wish::Tidy) => Ok(Input::Untidy),
                            Some(Wish::Aside) => {
                                super::signals::put_aside();
                                Ok(Input::Resumed)
                            }
                            Some(Wish::Leave) => Ok(Input::Interrupted),
                            // A signal from outside: what was typed is known from its last change.
                            None => {
                                half.before = last;
                                Ok(Input::Interrupted)
                            }
                        }
                    }
                    Err(ReadlineError::Eof) => Ok(Input::Ended),
                    // What was typed was no text in UTF-8: nothing else is lost by leaving it out.
                    Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                        kept.lock().unwrap_or_else(PoisonError::into_inner).before = last;
                        self.next(prompt)
                    }
                    Err(ReadlineError::Io(error)) if is_gone(&error) => Ok(Input::Closed),
                    Err(ReadlineError::Errno(error)) if is_gone(&error.into()) => Ok(Input::Closed),
                    Err(error) => Err(error).context("the terminal can't be read"),
                }
            }
        }
    }

    /// Puts words at the next prompt, as if they had been begun there.
    pub fn begin_with(&mut self, typed: &str) {
        if let Lines::Editor(_, kept) = self {
            kept.lock().unwrap_or_else(PoisonError::into_inner).before = typed.to_owned();
        }
    }

    /// Keeps a line to be called up again, as long as the program runs.
    pub fn remember(&mut self, typed: &str) {
        if let Lines::Editor(editor, _) = self {
            // A history that is full, or a line that is empty, is no trouble to anybody.
            let _ = editor.add_history_entry(typed);
        }
    }

    /// Forgets every line.
    pub fn forget(&mut self) {
        if let Lines::Editor(editor, _) = self {
            let _ = editor.clear_history();
        }
    }
}

/// Whether an error means that the terminal isn't there any more.
pub fn is_gone(error: &io::Error) -> bool {
    const NO_LONGER_A_TERMINAL: i32 = 5; // EIO
    error.raw_os_error() == Some(NO_LONGER_A_TERMINAL) || error.kind() == io::ErrorKind::BrokenPipe
}

/// Reads a line, and no more of it than is needed to see that it is too long: it may have no end.
fn read_line() -> Result<Option<String>> {
    let mut input = io::stdin().lock();
    let mut bytes = Vec::new();
    match input.by_ref().take(caps::LINE_BYTES).read_until(b'\n', &mut bytes) {
        Ok(0) => return Ok(None),
        Err(error) if is_gone(&error) => return Ok(None),
        read => read.context("the answers can't be read")?,
    };
    if bytes.len() as u64 == caps::LINE_BYTES && !bytes.ends_with(b"\n") {
        pass_over_line(&mut input).context("the answers can't be read")?;
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn pass_over_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let read = input.fill_buf()?;
        let (used, ends) = match read.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (read.len(), read.is_empty()),
        };
        input.consume(used);
        if ends {
            return Ok(());
        }
    }
}

/// The mark that stands before and after a text of several lines.
const LONG: &str = "\"\"\"";

/// Whether a text goes on in the next line: it ends in a backslash, or was opened and not closed.
pub fn goes_on(typed: &str) -> bool {
    match typed.trim_start().strip_prefix(LONG) {
        Some(opened) => !opened.trim_end().ends_with(LONG),
        None => typed.ends_with('\\'),
    }
}

/// A text of several lines as it was meant: without the marks that held it together.
fn joined(typed: &str) -> String {
    let trimmed = typed.trim();
    match trimmed.strip_prefix(LONG).and_then(|opened| opened.strip_suffix(LONG)) {
        Some(inside) => inside.trim_matches('\n').to_owned(),
        None => typed.replace("\\\n", "\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_lines_become_one_text() {
        let cases = [
            ("one line", "one line"),
            ("one\\\ntwo\\\nthree", "one\ntwo\nthree"),
            ("\"\"\"\none\n\ntwo\n\"\"\"", "one\n\ntwo"),
            ("\"\"\"one\"\"\"", "one"),
            ("a \\ within", "a \\ within"),
            ("pasted\nas it is", "pasted\nas it is"),
        ];
        for (typed, expected) in cases {
            assert!(!goes_on(typed), "{typed:?}");
            assert_eq!(joined(typed), expected);
        }
        for open in ["one\\", "\"\"\"", "\"\"\"\none", "  \"\"\" one \\\n two"] {
            assert!(goes_on(open), "{open:?}");
        }
    }
}
