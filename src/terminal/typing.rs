//! What helps while a line is typed: options and commands are completed and shown, and hints stand beside them in grey.

use super::lines::goes_on;
use super::screen::{clean, disturbs};
use inward::phrases;
use inward::session::{Kind, Question, Session};
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, GraphemeClusterMode, Helper};
use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};
use unicode_width::UnicodeWidthStr;

/// What may be typed at a prompt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The options: each with its id and the label that is shown.
    pub options: Vec<(String, String)>,
    /// The names of commands.
    pub commands: Vec<String>,
    /// Whether commands need a stroke before them.
    pub stroke: bool,
    /// Whether several options may be named, with commas between them.
    pub several: bool,
    /// What stands in the empty line.
    pub invites: &'static str,
    /// How many columns there are for hints beside what is typed: one that doesn't fit isn't shown.
    pub room: usize,
}

/// Helps while a line is typed.
pub struct Typing {
    /// What may be typed now.
    pub offered: Offered,
    coloured: bool,
    /// The line as it was last changed: a signal from outside takes it away from the editor.
    last: Mutex<String>,
}

/// Longer lines are nobody's option.
const LONGEST: usize = 80;

impl Offered {
    /// What may be answered to a question.
    pub fn at(question: Option<&Question>, own: &[&'static str]) -> Offered {
        let kind = question.map(|question| &question.kind);
        let options = kind.map(Kind::offers).unwrap_or_default().into_iter().map(|offer| (offer.id, clean(&offer.label.to_string())));
        let options = options.collect();
        let invites = match kind {
            Some(Kind::Choose(_)) => phrases::INVITES_CHOICE,
            Some(Kind::ChooseMany(_)) => phrases::INVITES_SEVERAL,
            Some(Kind::YesNo { .. }) => phrases::INVITES_YES_OR_NO,
            Some(Kind::Number { .. }) => phrases::INVITES_NUMBER,
            Some(Kind::Continue(_)) => phrases::INVITES_ENTER,
            Some(Kind::Command) => phrases::INVITES_COMMAND,
            Some(_) => phrases::INVITES_WORDS,
            None => "",
        };
        let stroke = kind.is_some_and(Kind::takes_words);
        let several = matches!(kind, Some(Kind::ChooseMany(_)));
        let commands = Session::commands().chain(own.iter().copied()).map(str::to_owned).collect();
        Offered { options, commands, stroke, several, invites, room: 0 }
    }

    /// Whether a line is exactly the number or the name of an option.
    fn names(&self, line: &str) -> bool {
        let line = line.trim();
        self.options.iter().enumerate().any(|(place, (id, _))| id == line || (place + 1).to_string() == line)
    }

    /// What a line could become: what is inserted, and what is shown of it.
    fn completions(&self, line: &str) -> Vec<(String, String)> {
        let typed = line.trim_start().to_lowercase();
        if typed.chars().count() > LONGEST {
            return Vec::new();
        }
        let (stroke, word) = match typed.strip_prefix('/') {
            Some(word) => (true, word),
            None => (false, typed.as_str()),
        };
        let mut found = Vec::new();
        if !stroke {
            let width = self.options.len().to_string().len();
            let options = self.options.iter().enumerate();
            let fits = options.filter(|(place, (id, label))| {
                let label = label.to_lowercase();
                let number = (place + 1).to_string();
                let word_of = |label: &str| label.match_indices(word).any(|(at, _)| !label[..at].ends_with(char::is_alphanumeric));
                word.is_empty() || id.to_lowercase().starts_with(word) || number == word || word_of(&label)
            });
            found.extend(fits.map(|(place, (_, label))| (label.clone(), format!("{:>width$}  {label}", place + 1))));
        }
        // Bare commands only where nothing else would be meant by them.
        if stroke || (!word.is_empty() && !self.stroke && found.is_empty()) {
            let names = self.commands.iter().filter(|name| name.starts_with(word) && name.as_str() != word);
            let mark = if stroke { "/" } else { "" };
            found.extend(names.map(|name| (format!("{mark}{name}"), format!("{mark}{name}"))));
        }
        found
    }
}

impl Typing {
    /// With nothing to offer yet.
    pub fn new(coloured: bool) -> Typing {
        Typing { offered: Offered::default(), coloured, last: Mutex::default() }
    }

    /// The line as it was last changed.
    pub fn last(&self) -> String {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Helper for Typing {}

impl Completer for Typing {
    type Candidate = Pair;

    fn complete(&self, line: &str, _: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let pair = |(replacement, display)| Pair { display, replacement };
        let last = line.rfind(',').filter(|_| self.offered.several).map_or(0, |comma| comma + 1);
        let start = last + line[last..].len() - line[last..].trim_start().len();
        Ok((start, self.offered.completions(&line[start..]).into_iter().map(pair).collect()))
    }
}

/// A hint, and what the right arrow makes of it.
pub struct Beside {
    shown: String,
    completes: Option<String>,
}

impl Hint for Beside {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.completes.as_deref()
    }
}

impl Hinter for Typing {
    type Hint = Beside;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<Beside> {
        line.clone_into(&mut self.last.lock().unwrap_or_else(PoisonError::into_inner));
        // Without grey a hint would look as if it had been typed.
        if !self.coloured || at < line.len() {
            return None;
        }
        let fits = |shown: &str| line.width() + shown.width() < self.offered.room;
        let beside = |shown: String, completes| fits(&shown).then_some(Beside { shown, completes });
        if line.is_empty() {
            return beside(self.offered.invites.to_owned(), None);
        }
        if goes_on(line) {
            let how = if line.ends_with('\\') { phrases::GOES_ON } else { phrases::GOES_ON_LONG };
            return if line.contains('\n') { None } else { beside(format!("  {how}"), None) };
        }
        let completions = self.offered.completions(line);
        let [(one, _)] = &completions[..] else { return None };
        match one.get(..line.len()) {
            Some(start) if start.to_lowercase() == line.to_lowercase() => {
                let rest = one[line.len()..].to_owned();
                if rest.is_empty() { None } else { beside(rest.clone(), Some(rest)) }
            }
            // The arrow promises what Enter does, and that is certain only of a number or a name.
            _ if self.offered.names(line) => beside(format!("  → {one}"), None),
            _ => beside(format!("  {} {one}", phrases::TAB), None),
        }
    }
}

impl Highlighter for Typing {
    /// The line without anything that could disturb the terminal. Such characters have no width, so nothing is moved.
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let bad = |letter: char| letter != '\n' && letter != '\t' && disturbs(letter);
        if !line.contains(bad) {
            return Cow::Borrowed(line);
        }
        let wide = GraphemeClusterMode::from_env() != GraphemeClusterMode::WcWidth;
        let shown = |letter: char| match letter {
            letter if !bad(letter) => Some(letter),
            letter if wide && letter.is_control() => Some('\u{fffd}'),
            _ => None,
        };
        Cow::Owned(line.chars().filter_map(shown).collect())
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\u{1b}[90m{hint}\u{1b}[0m"))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        false
    }
}

impl Validator for Typing {
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        Ok(if goes_on(context.input()) { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustyline::history::MemHistory;

    fn offered() -> Offered {
        let options = [("friend", "A friend"), ("family", "Family"), ("other", "Something else")];
        let options = options.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
        let commands = ["back", "why", "forget"].map(str::to_owned).to_vec();
        Offered { options, commands, stroke: false, several: false, invites: "", room: 70 }
    }

    #[test]
    fn options_are_found_by_number_id_and_every_word_of_their_label() {
        let cases: [(&str, &[&str]); 9] = [
            ("2", &["Family"]),
            ("f", &["A friend", "Family"]),
            ("FRI", &["A friend"]),
            ("else", &["Something else"]),
            ("thing", &[]),
            ("ba", &["back"]),
            ("/f", &["/forget"]),
            ("/", &["/back", "/why", "/forget"]),
            ("žř", &[]),
        ];
        for (typed, expected) in cases {
            let found = offered().completions(typed).into_iter().map(|(replacement, _)| replacement).collect::<Vec<_>>();
            assert_eq!(found, expected, "{typed}");
        }
        let free = Offered { options: Vec::new(), stroke: true, ..offered() };
        assert_eq!(free.completions("ba"), []);
    }

    #[test]
    fn what_is_listed_shows_the_number_and_the_label() {
        assert_eq!(offered().completions("fri")[0], ("A friend".to_owned(), "1  A friend".to_owned()));
    }

    #[test]
    fn of_several_options_the_last_is_completed() {
        let (history, line) = (MemHistory::new(), "other, fam");
        let complete = |several| {
            let typing = Typing { offered: Offered { several, ..offered() }, ..Typing::new(true) };
            let (start, found) = typing.complete(line, line.len(), &Context::new(&history)).unwrap();
            (start, found.into_iter().map(|pair| pair.replacement).collect::<Vec<_>>())
        };
        assert_eq!(complete(true), (7, vec!["Family".to_owned()]));
        assert_eq!(complete(false), (0, Vec::new()));
    }

    #[test]
    fn a_hint_never_stands_beside_a_line_that_could_mean_two_things() {
        let history = MemHistory::new();
        let typing = Typing { offered: offered(), ..Typing::new(true) };
        let hint = |line: &str| typing.hint(line, line.len(), &Context::new(&history)).map(|hint| hint.shown);
        assert_eq!(hint("fam").as_deref(), Some("ily"));
        assert_eq!(hint("fri").as_deref(), Some("  Tab: A friend"));
        assert_eq!(hint("friend").as_deref(), Some("  → A friend"));
        assert_eq!(hint("3").as_deref(), Some("  → Something else"));
        assert_eq!(hint("f"), None);
        assert_eq!(hint("žluťoučký"), None);
        assert_eq!(
            Typing { offered: offered(), ..Typing::new(false) }.hint("fam", 3, &Context::new(&history)).map(|hint| hint.shown),
            None
        );
    }

    #[test]
    fn nothing_that_is_typed_or_pasted_reaches_the_terminal_as_an_order() {
        let typing = Typing::new(true);
        let shown = typing.highlight("a\u{1b}[2Jb\u{9b}c\u{202e}d\u{7}", 0);
        assert!(!shown.contains(disturbs), "{shown:?}");
    }
}
