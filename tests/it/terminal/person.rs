//! Somebody at a terminal: the real program in a pseudo-terminal, and what stands on its screen. It never sleeps to wait for
//! something; it waits until it is shown.

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Nothing takes this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const CTRL_Q: &str = "\x11";
pub const CTRL_Z: &str = "\x1a";
pub const UP: &str = "\x1b[A";
pub const LEFT: &str = "\x1b[D";
pub const HOME: &str = "\x1b[H";
pub const BACKSPACE: &str = "\x7f";

/// A folder that is gone when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("inward-terminal-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&folder.0).unwrap();
        for (path, text) in files {
            let path = folder.0.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What came out so far.
struct Shown {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    ended: bool,
}

pub struct Person {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    keys: Box<dyn Write + Send>,
    terminal: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Person {
    /// Calls `inward` in a window of so many columns and rows.
    pub fn calls(folder: &Path, arguments: &[&str], (columns, rows): (u16, u16)) -> Person {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_inward"));
        command.args(arguments);
        Person::sits(folder, command, (columns, rows))
    }

    /// Sits before any program.
    pub fn sits(folder: &Path, mut command: CommandBuilder, (columns, rows): (u16, u16)) -> Person {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.cwd(folder);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "COLORTERM", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        if command.get_env("TERM").is_none_or(|term| term != "dumb") {
            command.env("TERM", "xterm-256color");
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        let mut out = pair.master.try_clone_reader().unwrap();
        let shown = Shown { screen: vt100::Parser::new(rows, columns, 10_000), bytes: Vec::new(), ended: false };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let reading = shown.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let read = out.read(&mut bytes).unwrap_or(0);
                let mut shown = reading.0.lock().unwrap();
                shown.screen.process(&bytes[..read]);
                shown.bytes.extend_from_slice(&bytes[..read]);
                shown.ended = read == 0;
                reading.1.notify_all();
                if read == 0 {
                    break;
                }
            }
        });
        Person { shown, keys, terminal: pair.master, child }
    }

    /// Presses keys.
    pub fn types(&mut self, keys: &str) -> &mut Person {
        self.presses(keys.as_bytes())
    }

    /// Sends bytes, whatever they are.
    pub fn presses(&mut self, keys: &[u8]) -> &mut Person {
        self.keys.write_all(keys).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Types a line, and waits until something is shown above a new prompt.
    pub fn answers(&mut self, line: &str, shows: &str) -> &mut Person {
        self.types(line).waits(&format!("> {line}")).types("\r").waits_at_prompt(shows)
    }

    /// Waits until the screen is as wanted.
    pub fn waits_until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Person {
        let start = Instant::now();
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().unwrap();
        while !wanted(shown.screen.screen()) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero() && !shown.ended, "{what} is never shown, but:\n{}", shown.screen.screen().contents());
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self
    }

    /// Waits until a text is shown.
    pub fn waits(&mut self, text: &str) -> &mut Person {
        self.waits_until(&format!("`{text}`"), |screen| screen.contents().contains(text))
    }

    /// Waits until a text is shown above the prompt, and the prompt waits.
    pub fn waits_at_prompt(&mut self, text: &str) -> &mut Person {
        self.waits_until(&format!("`{text}` above a prompt"), |screen| {
            let row = usize::from(screen.cursor_position().0);
            let rows = screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
            // What was typed before stands at an earlier prompt.
            let last = rows[..row].iter().rposition(|row| row.starts_with("> ") || row == ">").unwrap_or(0);
            rows[row].starts_with('>') && screen.cursor_position().1 == 2 && rows[last..row].join(" ").contains(text)
        })
    }

    pub fn resizes(&mut self, (columns, rows): (u16, u16)) -> &mut Person {
        self.shown.0.lock().unwrap().screen.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.terminal.resize(size).unwrap();
        self
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        let shown = self.shown.0.lock().unwrap();
        let contents = shown.screen.screen().contents();
        contents.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// Something about the screen.
    pub fn sees<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.shown.0.lock().unwrap().screen.screen())
    }

    /// Everything that ever came out.
    pub fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.shown.0.lock().unwrap().bytes).into_owned()
    }

    /// How many lines can be scrolled back to.
    pub fn scrolled_away(&self) -> usize {
        let mut shown = self.shown.0.lock().unwrap();
        shown.screen.screen_mut().set_scrollback(usize::MAX);
        let lines = shown.screen.screen().scrollback();
        shown.screen.screen_mut().set_scrollback(0);
        lines
    }

    /// The process.
    pub fn process(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    /// Asks a process to end.
    pub fn asks_to_end(&self, process: i32) {
        kill_process(Pid::from_raw(process).unwrap(), Signal::TERM).unwrap();
    }

    /// Ends a process at once.
    pub fn kills(&self, process: i32) {
        kill_process(Pid::from_raw(process).unwrap(), Signal::KILL).unwrap();
    }

    /// Waits until the program has ended and everything is shown.
    pub fn ends(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        // Once the last who could write is gone, reading ends.
        let start = Instant::now();
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().unwrap();
        while !shown.ended && start.elapsed() < PATIENCE {
            shown = changed.wait_timeout(shown, Duration::from_millis(100)).unwrap().0;
        }
        drop(shown);
        status
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
