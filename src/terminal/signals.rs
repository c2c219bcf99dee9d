//! What comes from outside: an end that is asked for, a pause, a key in a terminal that isn't drawn on. The terminal is always
//! left as it was found.

#[cfg(unix)]
pub use unix::{Guard, a_line_was_read, put_aside};

#[cfg(unix)]
mod unix {
    use anyhow::{Context, Result};
    use inward::phrases;
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    use std::io::{Write, stdin, stdout};
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Whether it was said how to leave, and nothing was typed since.
    static TOLD: AtomicBool = AtomicBool::new(false);

    /// Somebody went on: the next Ctrl-C is a first one again.
    pub fn a_line_was_read() {
        TOLD.store(false, Ordering::Relaxed);
    }

    /// Stops as Ctrl-Z does, together with whatever started this, until somebody brings it back.
    pub fn put_aside() {
        // Where nobody could bring it back, it isn't stopped.
        let _ = kill_current_process_group(Signal::TSTP);
    }

    /// Leaves the terminal as it was found, at the end and when an end is asked for.
    pub struct Guard {
        found: Option<Termios>,
    }

    impl Guard {
        /// Begins to listen for signals. In a terminal that isn't drawn on, the first Ctrl-C says how to leave.
        pub fn new(plain: bool) -> Result<Guard> {
            let found = tcgetattr(stdin()).ok();
            if let (true, Some(found)) = (plain, &found) {
                let mut keeping = found.clone();
                // Otherwise the terminal would throw away what was typed so far.
                keeping.local_modes |= LocalModes::NOFLSH;
                let _ = tcsetattr(stdin(), OptionalActions::Now, &keeping);
            }
            let mut signals = Signals::new([SIGTERM, SIGINT]).context("signals can't be listened for")?;
            let at_the_end = Guard { found: found.clone() };
            std::thread::spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGINT if plain && !TOLD.swap(true, Ordering::Relaxed) => say(phrases::HOW_TO_LEAVE_PLAIN),
                        // The editor hears it as a key.
                        SIGINT if !plain => {}
                        _ => {
                            at_the_end.restore();
                            say(if signal == SIGINT { phrases::LEFT } else { "" });
                            let _ = emulate_default_handler(signal);
                        }
                    }
                }
            });
            Ok(Guard { found })
        }

        fn restore(&self) {
            if let Some(found) = &self.found
                && tcsetattr(stdin(), OptionalActions::Now, found).is_ok()
            {
                // Pasted text isn't marked any more, and nothing waits to be drawn.
                let _ = stdout().write_all(b"\x1b[?2004l\x1b[?2026l");
            }
        }
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            if let Some(found) = &self.found {
                let _ = tcsetattr(stdin(), OptionalActions::Now, found);
            }
        }
    }

    fn say(words: &str) {
        let mut out = stdout();
        let _ = write!(out, "\n{words}\n").and_then(|()| out.flush());
    }
}

#[cfg(not(unix))]
pub use elsewhere::{Guard, a_line_was_read, put_aside};

#[cfg(not(unix))]
mod elsewhere {
    use anyhow::Result;

    /// There is no such key here.
    pub fn put_aside() {}

    /// Nobody was told how to leave.
    pub fn a_line_was_read() {}

    /// There is nothing to restore here.
    pub struct Guard;

    impl Guard {
        /// Listens for nothing.
        pub fn new(_: bool) -> Result<Guard> {
            Ok(Guard)
        }
    }
}
