//! Playing at a terminal, or through a pipe: the loop that reads a line, lets the session hear it, and shows what comes.

mod keeping;
mod lines;
mod saving;
mod screen;
mod signals;
mod typing;
mod workbench;

use crate::visits::{self, Dialogue};
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};
use inward::diagnostics::Sources;
use inward::phrases;
use inward::script::{Prose, Script};
use inward::session::{Begin, HostValue, Kind, Meaning, Offer, Question, Response, Session, Turn};
use keeping::Keeping;
pub use lines::is_gone;
use lines::{Input, Lines};
pub use saving::Tests;
pub use screen::clean;
use screen::{Page, Screen};
use std::io::{IsTerminal, Stdout, Write, stdin, stdout};
use std::path::PathBuf;
use typing::Offered;
use workbench::Workbench;

/// The terminal: what is shown goes out here, what is typed comes in.
pub struct Terminal {
    out: AutoStream<Stdout>,
    lines: Lines,
    plain: bool,
    /// Whether somebody left at once: nothing is shown any more.
    gone: bool,
    _guard: Option<signals::Guard>,
}

/// Commands of the terminal itself.
const OWN_COMMANDS: [&str; 2] = ["save-test", "clear"];

/// What is typed at a prompt, after everything that the terminal itself takes care of.
enum Typed {
    Line(String),
    /// They leave: say good-bye.
    Leaves,
    /// The answers end.
    Ends,
    /// They're gone, or the terminal is: say nothing.
    Gone,
}

impl Terminal {
    /// Opens it. A plain one draws nothing and moves no cursor; a terminal that can't be drawn on is always plain.
    pub fn open(plain: bool) -> Result<Terminal> {
        let out = if plain { AutoStream::never(stdout()) } else { AutoStream::auto(stdout()) };
        let plain = plain || (is_dumb() && stdin().is_terminal());
        let coloured = out.current_choice() != ColorChoice::Never;
        let lines = match (stdin().is_terminal(), plain || !stdout().is_terminal()) {
            (false, _) => Lines::Pipe,
            (true, true) => Lines::Plain,
            (true, false) => Lines::editor(coloured)?,
        };
        let guard = if lines.is_interactive() { Some(signals::Guard::new(matches!(lines, Lines::Plain))?) } else { None };
        Ok(Terminal { out, lines, plain, gone: false, _guard: guard })
    }

    /// The window's columns and rows, as they are now.
    fn size(&self) -> Option<(usize, usize)> {
        terminal_size::terminal_size().map(|(columns, rows)| (usize::from(columns.0), usize::from(rows.0)))
    }

    fn screen(&self) -> Screen {
        if self.plain { Screen::plain() } else { Screen::of(self.size().map_or(usize::MAX, |(columns, _)| columns)) }
    }

    /// Shows a page, a screen at a time. Whatever is typed between two screens stands at the next prompt.
    fn show(&mut self, page: Page) -> Result<()> {
        let rows = self.size().map(|(_, rows)| rows).filter(|rows| self.draws() && *rows > 3);
        let most = rows.map_or(usize::MAX, |rows| rows - 1);
        let mut rest = &page.0[..];
        while rest.len() > most {
            let (now, later) = rest.split_at(most - 1);
            self.put(now)?;
            rest = later;
            self.lines.offer(Offered::default());
            match self.lines.next(phrases::MORE)? {
                Input::Line(typed) if typed.trim().is_empty() => {}
                Input::Line(typed) => {
                    self.lines.begin_with(typed.trim());
                    break;
                }
                Input::Gone => return self.clear(),
                // What was asked for is asked for again at the prompt, where it is answered.
                _ => break,
            }
        }
        self.put(rest)?;
        Ok(())
    }

    fn put(&mut self, lines: &[String]) -> Result<()> {
        lines.iter().try_for_each(|line| writeln!(self.out, "{line}"))?;
        self.out.flush()?;
        Ok(())
    }

    /// Whether it may draw: somebody looks at it who can go on by a key.
    fn draws(&self) -> bool {
        matches!(self.lines, Lines::Editor(..))
    }

    /// What is typed next. `again` makes the page that stands above the prompt.
    fn next(&mut self, again: impl Fn(Screen) -> Page, offered: Offered) -> Result<Typed> {
        if self.gone {
            return Ok(Typed::Gone);
        }
        let mut told = false;
        let room = self.size().map_or(0, |(columns, _)| columns.saturating_sub(phrases::PROMPT.len()));
        let offered = Offered { room, ..offered };
        self.lines.offer(offered.clone());
        loop {
            let prompt = match self.lines {
                Lines::Editor(..) => phrases::PROMPT,
                Lines::Plain => phrases::PROMPT_PLAIN,
                Lines::Pipe => "",
            };
            if let Lines::Plain = self.lines {
                write!(self.out, "{prompt}")?;
                self.out.flush()?;
            }
            match self.lines.next(prompt)? {
                Input::Line(line) => return Ok(Typed::Line(line)),
                Input::Interrupted if !told => {
                    told = true;
                    let page = self.screen().prose(&Prose::plain(phrases::HOW_TO_LEAVE));
                    self.put(&page.0)?;
                    self.put(&[String::new()])?;
                }
                Input::Interrupted => return Ok(Typed::Leaves),
                Input::Ended if self.lines.is_interactive() => return Ok(Typed::Leaves),
                Input::Ended => return Ok(Typed::Ends),
                tidy @ (Input::Resumed | Input::Untidy) => {
                    if tidy == Input::Untidy {
                        self.wipe(b"\x1b[H\x1b[2J")?;
                    }
                    let page = again(self.screen());
                    self.show(page)?;
                    self.lines.offer(offered.clone());
                }
                Input::Gone => {
                    self.clear()?;
                    return Ok(Typed::Gone);
                }
                Input::Closed => return Ok(Typed::Gone),
            }
        }
    }

    /// Clears the window, and what was scrolled away as far as the terminal can.
    fn clear(&mut self) -> Result<()> {
        self.gone = true;
        self.lines.forget();
        if is_dumb() {
            return self.put(&[phrases::CANT_CLEAR.to_owned()]);
        }
        // The second order moves what it clears away in some terminals, so the third, which clears that, comes last.
        self.wipe(b"\x1b[H\x1b[2J\x1b[3J")
    }

    fn wipe(&mut self, orders: &[u8]) -> Result<()> {
        let mut out = stdout();
        if out.is_terminal() {
            out.write_all(orders)?;
            out.flush()?;
        }
        Ok(())
    }
}

/// Whether the terminal can't be drawn on.
fn is_dumb() -> bool {
    std::env::var("TERM").is_ok_and(|term| ["dumb", "emacs", "cons25"].contains(&term.as_str()))
}

/// How a conversation is played.
#[derive(Debug, Default)]
pub struct Visit<'v> {
    /// How it begins, where it begins anew.
    pub begin: Begin,
    /// An earlier visit that is taken up.
    pub from: Option<visits::Visit>,
    /// Where it is kept, if somebody wants it kept.
    pub keep: Keep,
    /// Which dialogue it is.
    pub dialogue: Dialogue,
    /// Where tests belong that are made of it.
    pub tests: Tests,
    /// The files that places point into, for a writer who looks inside.
    pub inside: Option<&'v Sources>,
}

/// Where a visit is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nowhere, unless the conversation asks and somebody says yes.
    #[default]
    IfAsked,
    /// Nowhere, whatever is asked.
    Never,
    /// In this file, which isn't there yet.
    In(PathBuf),
    /// In the file of the earlier visit.
    WhereItWas,
    /// In the data folder.
    InFolder,
}

/// Plays a conversation to its end, or until the person leaves or the answers end.
pub fn play(script: &Script, visit: &Visit<'_>, terminal: &mut Terminal) -> Result<()> {
    let mut session = match &visit.from {
        Some(earlier) => {
            let known = vec![(DAYS_SINCE.to_owned(), HostValue::Number(earlier.days_since().try_into().unwrap_or(i64::MAX)))];
            Session::come_back(script, &earlier.log(script)?, known).context("the conversation can't be taken up")?.0
        }
        None => Session::begin(script, visit.begin.clone()).context("the conversation can't begin")?,
    };
    let mut keeping = Keeping::begin(visit, &session)?;
    let mut played = converse(script, visit, terminal, &mut session, &mut keeping);
    while played.is_ok() && session.begins_afresh() && !terminal.gone {
        session = Session::begin(script, visit.begin.clone()).context("the conversation can't begin")?;
        // What was said earlier stays where it is.
        keeping.afresh(&session)?;
        played = converse(script, visit, terminal, &mut session, &mut keeping);
    }
    let told = keeping.end(&session)?;
    // Whoever left at once sees nothing more of it.
    if let Some(told) = told.filter(|_| !terminal.gone) {
        let told = terminal.screen().prose(&Prose::plain(&told));
        terminal.show(told)?;
    }
    played
}

/// The fact in which a dialogue may ask the host how many days ago the last visit was.
const DAYS_SINCE: &str = "days_since";

fn converse(script: &Script, visit: &Visit<'_>, terminal: &mut Terminal, session: &mut Session<'_>, keeping: &mut Keeping) -> Result<()> {
    let workbench = visit.inside.map(Workbench::new);
    let screen = terminal.screen();
    let mut first = screen.title(&script.title);
    if let Some(workbench) = &workbench {
        first.0.extend(workbench.welcome(&screen).0);
        first.0.extend(workbench.faults(&screen, session).0);
    }
    first.0.extend(screen.turn(session.turn()).0);
    terminal.show(first)?;
    // What is asked about an earlier answer, as long as it is.
    let mut asked_beside: Option<Prose> = None;
    while !session.has_ended() {
        let offered = if session.is_amending() {
            Offered { invites: phrases::INVITES_CHANGE, ..Offered::at(session.amended().as_ref(), &OWN_COMMANDS) }
        } else {
            Offered::at(session.turn().outcome.question(), &OWN_COMMANDS)
        };
        let turn = session.turn().clone();
        if !session.is_amending() {
            asked_beside = None;
        }
        let beside = asked_beside.clone();
        let again = |screen: Screen| beside.as_ref().map_or_else(|| screen.turn(&turn), |asked| screen.farewell(asked, &turn));
        let typed = match terminal.next(again, offered)? {
            Typed::Line(typed) => typed,
            Typed::Leaves => return goodbye(terminal, phrases::LEFT, session.turn()),
            Typed::Ends => return goodbye(terminal, phrases::NO_MORE, session.turn()),
            Typed::Gone => return Ok(()),
        };
        if let Some(name) = saving::asked(&typed) {
            let told = saving::save(script, session.log(), &visit.tests, name);
            tell(terminal, &Prose::plain(&told), session.turn())?;
            continue;
        }
        if let Some(takes) = saving::takes_home(&typed) {
            let told = saving::take_home(session, &visit.dialogue, takes);
            tell(terminal, &Prose::plain(&told), session.turn())?;
            continue;
        }
        if let Some(told) = workbench.as_ref().and_then(|workbench| workbench.answers(&terminal.screen(), session, &typed)) {
            terminal.show(told)?;
            continue;
        }
        if typed.trim() == "/clear" {
            return terminal.clear();
        }
        let asked = session.turn().outcome.question().cloned();
        let interrupted = session.state().is_interrupted();
        let heard = session.hear(&typed);
        // Before anything more is shown, so that whoever saw the next question finds their answer again.
        let noted = keeping.keep(script, session);
        if let Some(noted) = noted {
            let page = terminal.screen().prose(&Prose::plain(&noted));
            terminal.show(page)?;
        }
        match heard {
            Response::Turn => {
                let screen = terminal.screen();
                let mut page = Page::default();
                if let Some(guessed) = asked.as_ref().and_then(|question| guessed(&typed, question, session.turn())) {
                    page = screen.understood(&guessed);
                }
                if let Some(workbench) = &workbench {
                    page.0.extend(workbench.reader(&screen, session).0);
                    page.0.extend(workbench.faults(&screen, session).0);
                }
                page.0.extend(screen.turn(session.turn()).0);
                terminal.show(page)?;
            }
            Response::Told(mut prose) => {
                let help = session.help().paragraphs;
                if terminal.lines.is_interactive() && prose.paragraphs.starts_with(&help) {
                    let keys = if terminal.draws() { phrases::MANUAL_TERMINAL } else { phrases::MANUAL_PLAIN };
                    let tests = if workbench.is_some() { phrases::MANUAL_OF_TESTS } else { &[] };
                    let more = [keys, tests].map(|part| Prose::listed(part).paragraphs).concat();
                    prose.paragraphs.splice(help.len()..help.len(), more);
                }
                if session.is_amending() {
                    farewell(terminal, &prose, session.turn())?;
                    asked_beside = Some(prose);
                } else {
                    tell(terminal, &prose, session.turn())?;
                }
            }
            Response::Left(prose) => return farewell(terminal, &prose, session.turn()),
        }
        // What alarmed is never kept, not even in the history of this conversation; nor what was said while that was open.
        if session.turn().noticed.is_none() && !interrupted && !session.state().is_interrupted() {
            terminal.lines.remember(&typed);
        }
    }
    if session.begins_afresh() {
        return Ok(());
    }
    take_home(terminal, session, &visit.dialogue)?;
    match workbench {
        Some(workbench) => look_back(terminal, &workbench, session),
        None => Ok(()),
    }
}

/// At the end: offers what somebody could take home, until they leave.
fn take_home(terminal: &mut Terminal, session: &Session<'_>, dialogue: &Dialogue) -> Result<()> {
    if !terminal.lines.is_interactive() || session.keepsake().is_none() {
        return Ok(());
    }
    let offer = |screen: Screen| screen.prose(&Prose::plain(phrases::TAKE_HOME));
    let page = offer(terminal.screen());
    terminal.show(page)?;
    while let Typed::Line(typed) = terminal.next(offer, Offered::default())? {
        let told = match saving::takes_home(&typed) {
            Some(takes) => saving::take_home(session, dialogue, takes),
            None if typed.trim().trim_start_matches('/') == "keepsake" => {
                session.keepsake().map_or_else(String::new, |keepsake| keepsake.text())
            }
            None if typed.trim().is_empty() || leaves(&typed) => return Ok(()),
            // Help is a word away, also when all is said.
            None if session.asks_for_help(&typed) || phrases::NUMBERS_FOR_HELP.contains(&typed.trim()) => {
                let page = terminal.screen().prose(&session.help_lines());
                terminal.show(page)?;
                continue;
            }
            // Whatever else is typed is no reason to go: the window would close on what they came back for.
            None => phrases::TAKE_HOME.to_owned(),
        };
        let page = terminal.screen().prose(&Prose::plain(&told));
        terminal.show(page)?;
    }
    Ok(())
}

/// Whether a line is a word for leaving.
fn leaves(typed: &str) -> bool {
    let word = typed.trim().trim_start_matches('/').to_lowercase();
    phrases::LEAVES_AT_THE_END.contains(&word.as_str())
}

/// Lets a writer look at a conversation that is over, until something else is typed.
fn look_back(terminal: &mut Terminal, workbench: &Workbench<'_>, session: &Session<'_>) -> Result<()> {
    let over = workbench.over(&terminal.screen());
    terminal.show(over.clone())?;
    while let Typed::Line(typed) = terminal.next(|_| over.clone(), Offered::default())? {
        match workbench.answers(&terminal.screen(), session, &typed) {
            Some(told) => terminal.show(told)?,
            None => break,
        }
    }
    Ok(())
}

fn tell(terminal: &mut Terminal, prose: &Prose, turn: &Turn) -> Result<()> {
    let page = terminal.screen().told(prose, turn);
    terminal.show(page)
}

fn goodbye(terminal: &mut Terminal, words: &str, turn: &Turn) -> Result<()> {
    farewell(terminal, &Prose::plain(words), turn)
}

/// The last words, or what is asked about an earlier answer: nothing else stands beside it but the line of help.
fn farewell(terminal: &mut Terminal, prose: &Prose, turn: &Turn) -> Result<()> {
    let page = terminal.screen().farewell(prose, turn);
    terminal.show(page)
}

/// How a reply was understood, where that isn't plain from what was typed.
fn guessed(typed: &str, question: &Question, turn: &Turn) -> Option<String> {
    let plain = |text: &str| text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).collect::<String>();
    let same = |text: &str| plain(text) == plain(typed);
    let offers = question.kind.offers();
    let label = |id: &String| offers.iter().find(|offer| offer.id == *id).map(|offer: &Offer| offer.label.to_string());
    match turn.understood.as_ref()? {
        Meaning::Option(id) | Meaning::Otherwise { option: id, .. } if matches!(question.kind, Kind::Choose(_)) => {
            let place = offers.iter().position(|offer| offer.id == *id).map(|place| place + 1);
            let label = turn.label.clone()?;
            let exact = same(id) || same(&label) || place.is_some_and(|place| same(&place.to_string()));
            (!exact).then_some(label)
        }
        Meaning::Number(number) => (typed.trim() != number.to_string()).then(|| number.to_string()),
        Meaning::Options(ids) => {
            let labels = ids.iter().filter_map(label).collect::<Vec<_>>();
            Some(if labels.is_empty() { phrases::NONE_OF_THEM.to_owned() } else { labels.join(", ") })
        }
        _ => None,
    }
}

/// Asks whether to go on with the visit in the file that was named; nothing, where the answers end. In a pipe every line is an
/// answer to the conversation, so there it goes on and says so.
pub fn ask_to_go_on(terminal: &mut Terminal, file: &str, title: &str, days: u64) -> Result<Option<bool>> {
    if !terminal.lines.is_interactive() {
        let page = terminal.screen().prose(&Prose::plain(&phrases::goes_on_with(file)));
        terminal.show(page)?;
        return Ok(Some(true));
    }
    let question = Prose::plain(&phrases::go_on_with(file, &clean(title), &phrases::days_ago(days)));
    loop {
        let page = terminal.screen().prose(&question);
        terminal.show(page)?;
        let options = vec![("yes".to_owned(), "yes".to_owned()), ("no".to_owned(), "no".to_owned())];
        let offered = Offered { options, invites: phrases::INVITES_CHOICE, ..Offered::default() };
        let Typed::Line(typed) = terminal.next(|screen| screen.prose(&question), offered)? else { return Ok(None) };
        match typed.trim().to_lowercase().as_str() {
            "" | "y" | "yes" | "ok" | "go on" | "on" => return Ok(Some(true)),
            "n" | "no" | "new" | "anew" | "begin anew" => return Ok(Some(false)),
            _ if leaves(&typed) => return Ok(None),
            _ => {}
        }
    }
}

/// Asks which of several dialogues to play; nothing, where the answers end.
pub fn ask_which(terminal: &mut Terminal, titles: &[(String, String)]) -> Result<Option<String>> {
    loop {
        let menu = |screen: Screen| screen.menu(phrases::WHICH_DIALOGUE, titles.iter().map(|(_, title)| title.as_str()));
        let page = menu(terminal.screen());
        terminal.show(page)?;
        let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".ron").to_owned();
        let options = titles.iter().map(|(path, title)| (stem(path), clean(title))).collect();
        let offered = Offered { options, invites: phrases::INVITES_CHOICE, ..Offered::default() };
        let Typed::Line(typed) = terminal.next(menu, offered)? else { return Ok(None) };
        let typed = typed.trim();
        let place = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let named = titles.iter().find(|(path, title)| title == typed || path.ends_with(&format!("/{typed}.ron")));
        if let Some((path, _)) = place.and_then(|place| titles.get(place)).or(named) {
            return Ok(Some(path.clone()));
        }
    }
}
