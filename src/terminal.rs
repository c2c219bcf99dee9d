//! Playing at a terminal, or through a pipe: the loop that reads a line, lets the session hear it, and shows what comes.

mod screen;
mod workbench;

use anstream::AutoStream;
use anyhow::{Context, Result};
use inward::diagnostics::Sources;
use inward::phrases;
use inward::script::{Prose, Script};
use inward::session::{Begin, Response, Session};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Config, Editor};
use screen::Screen;
pub use screen::clean;
use std::io::{self, BufRead, IsTerminal, Write};
use workbench::Workbench;

/// Plays a conversation to its end, or until the person leaves or the answers end. A writer who looks inside gives the files
/// that places point into.
pub fn play(script: &Script, begin: Begin, inside: Option<&Sources>) -> Result<()> {
    let workbench = inside.map(Workbench::new);
    let mut session = Session::begin(script, begin).context("the conversation can't begin")?;
    let mut lines = Lines::open()?;
    let mut out = AutoStream::auto(io::stdout());
    let screen = Screen::fitting();
    screen.title(&mut out, &script.title)?;
    if let Some(workbench) = &workbench {
        workbench.welcome(&mut out, &screen)?;
        workbench.faults(&mut out, &screen, &session)?;
    }
    screen.turn(&mut out, session.turn())?;
    while !session.has_ended() {
        let Some(typed) = lines.next(&mut out, &screen)? else {
            return screen.farewell(&mut out, &Prose::plain(phrases::NO_MORE), session.turn());
        };
        if let Some(workbench) = &workbench
            && workbench.answers(&mut out, &screen, &session, &typed)?
        {
            continue;
        }
        match session.hear(&typed) {
            Response::Turn => {
                if let Some(workbench) = &workbench {
                    workbench.faults(&mut out, &screen, &session)?;
                }
                screen.turn(&mut out, session.turn())?;
            }
            Response::Told(prose) => {
                screen.aside(&mut out, &prose)?;
                screen.reminder(&mut out, session.turn())?;
            }
            Response::Left(prose) => return screen.farewell(&mut out, &prose, session.turn()),
        }
        // What alarmed is never kept, not even in the history of this conversation.
        if session.turn().noticed.is_none() {
            lines.remember(&typed);
        }
    }
    if let Some(workbench) = workbench {
        workbench.over(&mut out, &screen)?;
        while let Some(typed) = lines.next(&mut out, &screen)? {
            if !workbench.answers(&mut out, &screen, &session, &typed)? {
                break;
            }
        }
    }
    Ok(())
}

/// Asks which of several dialogues to play; nothing, where the answers end.
pub fn ask_which(titles: &[(String, String)]) -> Result<Option<String>> {
    let mut out = AutoStream::auto(io::stdout());
    let screen = Screen::fitting();
    let mut lines = Lines::open()?;
    loop {
        screen.menu(&mut out, phrases::WHICH_DIALOGUE, titles.iter().map(|(_, title)| title.as_str()))?;
        let Some(typed) = lines.next(&mut out, &screen)? else { return Ok(None) };
        let typed = typed.trim();
        let place = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let named = titles.iter().find(|(path, title)| title == typed || path.ends_with(&format!("/{typed}.ron")));
        if let Some((path, _)) = place.and_then(|place| titles.get(place)).or(named) {
            return Ok(Some(path.clone()));
        }
    }
}

/// Where the typed lines come from.
enum Lines {
    Terminal(Box<Editor<(), MemHistory>>),
    Pipe(io::Stdin),
}

impl Lines {
    fn open() -> Result<Self> {
        if !io::stdin().is_terminal() {
            return Ok(Lines::Pipe(io::stdin()));
        }
        let config = Config::builder().auto_add_history(false).build();
        let editor = Editor::with_history(config, MemHistory::new()).context("the terminal can't be used")?;
        Ok(Lines::Terminal(Box::new(editor)))
    }

    /// The next line; nothing, where they end or the person leaves.
    fn next(&mut self, out: &mut impl Write, screen: &Screen) -> Result<Option<String>> {
        match self {
            Lines::Pipe(stdin) => {
                let mut bytes = Vec::new();
                if stdin.lock().read_until(b'\n', &mut bytes).context("the answers can't be read")? == 0 {
                    return Ok(None);
                }
                let line = String::from_utf8_lossy(&bytes);
                Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
            }
            Lines::Terminal(editor) => {
                let mut warned = false;
                loop {
                    match editor.readline("> ") {
                        Ok(line) => return Ok(Some(line)),
                        Err(ReadlineError::Interrupted) if !warned => {
                            warned = true;
                            screen.aside(out, &Prose::plain(phrases::HOW_TO_LEAVE))?;
                        }
                        Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Ok(None),
                        Err(error) => return Err(error).context("the terminal can't be read"),
                    }
                }
            }
        }
    }

    fn remember(&mut self, typed: &str) {
        if let Lines::Terminal(editor) = self {
            // A history that is full, or a line that is empty, is no trouble to anybody.
            let _ = editor.add_history_entry(typed);
        }
    }
}
