//! How things look: paragraphs wrapped, options numbered, one quiet line for where one is and one for help. It only makes
//! text; showing it is done elsewhere. The one exit for text, so the one place where what could disturb a terminal is taken out.

use inward::phrases;
use inward::script::{Paragraph, Prose};
use inward::session::{Kind, Outcome, Question, Turn};
use unicode_width::UnicodeWidthStr;

const WIDEST: usize = 76;
const NARROWEST: usize = 24;

const EMPHASIS: &str = "\u{1b}[1m";
const QUIET: &str = "\u{1b}[2m";
/// Colours by meaning, of the sixteen that every terminal has, and only such as are read well on dark and on light.
const HELP: &str = "\u{1b}[35m";
const UNDERSTOOD: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

/// How things look here.
#[derive(Copy, Clone, Debug)]
pub struct Screen {
    /// How many columns there are for text; nothing, where lines aren't broken: a screen reader reads on.
    width: Option<usize>,
}

/// Lines that are shown together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(pub Vec<String>);

impl Screen {
    /// For a terminal of so many columns, but never wider than a page is read well.
    pub fn of(columns: usize) -> Screen {
        Screen { width: Some(columns.saturating_sub(1).clamp(NARROWEST - 1, WIDEST)) }
    }

    /// For a screen reader: no drawing, a paragraph a line, and everything that a place on the screen would tell in words.
    pub fn plain() -> Screen {
        Screen { width: None }
    }

    fn is_plain(&self) -> bool {
        self.width.is_none()
    }

    /// The title, once.
    pub fn title(&self, title: &str) -> Page {
        let mut page = Page::default();
        self.gap(&mut page);
        self.put(&mut page, EMPHASIS, title, "");
        page
    }

    /// A whole turn.
    pub fn turn(&self, turn: &Turn) -> Page {
        let mut page = self.prose(&turn.said);
        match &turn.outcome {
            Outcome::Ended(_) => self.gap(&mut page),
            Outcome::Asked(question) | Outcome::Unread(question) => {
                self.gap(&mut page);
                self.answers(&mut page, question, &turn.nearest);
            }
        }
        self.status(&mut page, turn);
        page
    }

    /// How a reply was understood that was more than exact.
    pub fn understood(&self, as_what: &str) -> Page {
        let mut page = Page::default();
        let text = if self.is_plain() { phrases::understood(as_what) } else { format!("→ {as_what}") };
        self.put(&mut page, UNDERSTOOD, &text, "  ");
        page
    }

    /// Something told beside the conversation, and that the question still stands: not with all its options, so that what was
    /// told doesn't scroll away.
    pub fn told(&self, prose: &Prose, turn: &Turn) -> Page {
        let mut page = self.prose(prose);
        self.gap(&mut page);
        let words = turn.outcome.question().is_some_and(|question| question.kind.takes_words());
        let still = if words { phrases::STILL_ASKED_FOR_WORDS } else { phrases::STILL_ASKED };
        self.put(&mut page, QUIET, still, "  ");
        self.status(&mut page, turn);
        page
    }

    /// The last words. The line of help stands under them too: it isn't over for somebody in danger.
    pub fn farewell(&self, prose: &Prose, turn: &Turn) -> Page {
        let mut page = self.prose(prose);
        self.gap(&mut page);
        self.help_line(&mut page, turn);
        page
    }

    /// Lines for a writer, each wrapped by itself below where it begins.
    pub fn lines(&self, lines: &[String]) -> Page {
        let mut page = Page::default();
        self.gap(&mut page);
        for line in lines {
            let indent = " ".repeat(2 + line.len() - line.trim_start().len());
            self.put(&mut page, QUIET, line.trim_start(), &indent);
        }
        page
    }

    /// A question of the program itself, with numbered answers.
    pub fn menu<'t>(&self, question: &str, options: impl ExactSizeIterator<Item = &'t str>) -> Page {
        let mut page = self.prose(&Prose::plain(question));
        self.gap(&mut page);
        self.options(&mut page, options.map(str::to_owned), &[]);
        self.gap(&mut page);
        page
    }

    /// Paragraphs.
    pub fn prose(&self, prose: &Prose) -> Page {
        let mut page = Page::default();
        for paragraph in &prose.paragraphs {
            self.gap(&mut page);
            page.0.extend(self.paragraph(paragraph));
        }
        page
    }

    /// What may be answered; of options, only the nearest where it was asked back which of them was meant.
    fn answers(&self, page: &mut Page, question: &Question, nearest: &[String]) {
        match &question.kind {
            Kind::Choose(offers) | Kind::ChooseMany(offers) => {
                self.options(page, offers.iter().map(|offer| offer.label.to_string()), nearest);
                if matches!(question.kind, Kind::ChooseMany(_)) {
                    self.gap(page);
                    self.put(page, QUIET, phrases::SEVERAL, "  ");
                }
            }
            Kind::YesNo { yes, no } if self.is_plain() => self.put(page, QUIET, &phrases::yes_or_no(&yes.to_string(), &no.to_string()), ""),
            Kind::YesNo { yes, no } => self.put(page, QUIET, &format!("{yes} / {no}"), "  "),
            Kind::Number { low, high, least, most } => {
                let end = |number: &i64, label: &Option<Prose>| match label {
                    Some(label) if self.is_plain() => format!("{number}, {label},"),
                    Some(label) => format!("{number} {label}"),
                    None => number.to_string(),
                };
                let (low, high) = (end(low, least), end(high, most));
                let scale = if self.is_plain() { phrases::from_to(&low, high.trim_end_matches(',')) } else { format!("{low} … {high}") };
                self.put(page, QUIET, &scale, "  ");
            }
            Kind::Continue(label) => self.put(page, QUIET, &phrases::press_enter(&label.to_string()), "  "),
            _ => return,
        }
        self.gap(page);
    }

    fn options(&self, page: &mut Page, options: impl ExactSizeIterator<Item = String>, nearest: &[String]) {
        let count = options.len();
        let widest = count.to_string().len().max(1) + 2;
        for (place, label) in options.enumerate().filter(|(_, label)| nearest.is_empty() || nearest.contains(label)) {
            match self.width {
                None => page.0.push(phrases::option_of(place + 1, count, &clean(&label))),
                Some(_) => {
                    let number = format!("{:>widest$}  ", place + 1);
                    page.0.extend(self.wrap(&clean(&label), &number, &" ".repeat(number.len())));
                }
            }
        }
    }

    /// Where one is, and how to get help.
    fn status(&self, page: &mut Page, turn: &Turn) {
        if let Some(question) = turn.outcome.question()
            && let Some(section) = &question.section
        {
            let where_one_is = question.status.iter().fold(section.clone(), |before, more| format!("{before} · {more}"));
            let where_one_is = if self.is_plain() { phrases::part_now(&where_one_is) } else { where_one_is };
            self.put(page, QUIET, &where_one_is, "  ");
        }
        self.help_line(page, turn);
    }

    fn help_line(&self, page: &mut Page, turn: &Turn) {
        if !turn.help_line.is_empty() {
            self.put(page, HELP, &turn.help_line.to_string(), "  ");
        }
    }

    /// An empty line; a screen reader would only say "blank".
    fn gap(&self, page: &mut Page) {
        if !self.is_plain() {
            page.0.push(String::new());
        }
    }

    /// A line with one look.
    fn put(&self, page: &mut Page, look: &str, text: &str, margin: &str) {
        let margin = if self.is_plain() { "" } else { margin };
        for line in self.wrap(&clean(text), margin, margin) {
            page.0.push(if self.is_plain() { line } else { format!("{look}{line}{PLAIN}") });
        }
    }

    /// A paragraph, wrapped. Emphasis is marked with characters that have no width and are in no text, and coloured after.
    fn paragraph(&self, paragraph: &Paragraph) -> Vec<String> {
        let marked = paragraph.runs.iter().map(|run| {
            let words = run.text.split('\n').map(clean).collect::<Vec<_>>();
            if run.emphasis { format!("{ON}{}{OFF}", words.join(&format!("{OFF}\n{ON}"))) } else { words.join("\n") }
        });
        let marked = marked.collect::<String>();
        let mut lines = Vec::new();
        for line in marked.split('\n') {
            let (first, rest) = (hanging(line), line.trim_start());
            lines.extend(self.wrap(rest, &line[..line.len() - rest.len()], &" ".repeat(first)));
        }
        if self.is_plain() {
            return lines.into_iter().filter_map(in_words).collect();
        }
        // Emphasis that goes on over a line's end is closed there: whatever stands beside it keeps its own look.
        let mut open = false;
        for line in &mut lines {
            let begins = if open { EMPHASIS } else { "" };
            open = line.chars().fold(open, |open, letter| (open || letter == ON) && letter != OFF);
            let ends = if open { PLAIN } else { "" };
            *line = format!("{begins}{}{ends}", line.replace(ON, EMPHASIS).replace(OFF, PLAIN));
        }
        lines
    }

    fn wrap(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let Some(width) = self.width else { return vec![text.trim().to_owned()] };
        let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
        textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
    }
}

/// How far the later lines of an item stand in: behind its number or its mark.
fn hanging(line: &str) -> usize {
    let text = line.trim_start();
    let margin = line.len() - text.len();
    let mark = text.split(' ').next().unwrap_or_default();
    let numbered = !mark.is_empty() && mark.chars().all(|letter| letter.is_ascii_digit());
    let marked = [phrases::PART_VISITED, phrases::PART_HERE, phrases::BETWEEN_PARTS].contains(&mark);
    if (numbered || marked) && text[mark.len()..].starts_with("  ") { margin + mark.width() + 2 } else { margin }
}

/// A line as it is read aloud: drawing is left out, and marks are said.
fn in_words(line: String) -> Option<String> {
    let line = line.replace([ON, OFF], "");
    let marks = [(phrases::PART_VISITED, phrases::VISITED), (phrases::PART_HERE, phrases::HERE)];
    match marks.iter().find_map(|(mark, word)| Some((line.strip_prefix(mark)?, word))) {
        Some((rest, word)) => Some(format!("{word} {}", rest.trim())),
        None => (line != phrases::BETWEEN_PARTS).then_some(line),
    }
}

/// Marks where emphasis begins and ends; `clean` takes every control character out of texts, so no text has them.
const ON: char = '\u{2}';
const OFF: char = '\u{3}';

/// Text without anything that could move a cursor, change a colour or turn the direction of writing.
pub fn clean(text: &str) -> String {
    let space = |letter: char| if matches!(letter, '\t' | '\n' | '\u{2028}' | '\u{2029}') { ' ' } else { letter };
    text.chars().map(space).filter(|letter| !disturbs(*letter)).collect()
}

/// Whether a character could move a cursor, change a colour or turn the direction of writing.
pub fn disturbs(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}');
    letter.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: usize, text: &str) -> String {
        Screen::of(columns).prose(&Prose::plain(text)).0.join("\n")
    }

    #[test]
    fn nothing_that_could_disturb_a_terminal_is_shown() {
        assert_eq!(clean("a\u{1b}[2Jb\u{7}c\td\u{9b}e\u{202e}f\u{2066}g\r\u{0}h"), "a[2Jbc defgh");
        assert_eq!(shown(80, "one\u{1b}[31m\ntwo"), "\none[31m\ntwo");
    }

    #[test]
    fn lines_are_never_wider_than_the_window_or_than_is_read_well() {
        let text = "a word ".repeat(60);
        for columns in [24, 40, 80, 200] {
            let widest = shown(columns, &text).lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
            assert!(widest < columns && widest <= WIDEST && widest + 8 > columns.min(WIDEST), "{widest} in {columns}");
        }
        assert!(shown(3, &text).lines().all(|line| line.width() < NARROWEST));
    }

    #[test]
    fn wide_letters_and_emoji_count_as_wide_as_they_are() {
        assert!(shown(24, &"你好世界".repeat(20)).lines().all(|line| line.width() < 24));
        assert!(shown(24, &"👩\u{200d}🚀 ".repeat(20)).lines().all(|line| line.width() < 24));
    }

    #[test]
    fn the_later_lines_of_an_item_stand_in() {
        assert_eq!(shown(24, "7  a line that goes on and on"), "\n7  a line that goes on\n   and on");
        assert_eq!(shown(30, "7 is a number as good as any other"), "\n7 is a number as good as any\nother");
    }

    #[test]
    fn emphasis_ends_with_its_line() {
        let list = Prose::listed(&[("", &["*one two three four five six*"])]);
        let lines = Screen::of(24).prose(&list).0;
        let marked = lines.iter().filter(|line| line.contains(EMPHASIS)).collect::<Vec<_>>();
        assert!(marked.len() == 2 && marked.iter().all(|line| line.ends_with(PLAIN)), "{lines:?}");
    }

    #[test]
    fn read_aloud_there_are_words_and_no_drawing() {
        let map = format!("{}  One\n{}\n{}  Two", phrases::PART_VISITED, phrases::BETWEEN_PARTS, phrases::PART_HERE);
        assert_eq!(Screen::plain().prose(&Prose::plain(&map)).0, ["Visited: One", "Now: Two"]);
        let list = Prose::listed(&[("Heading", &["*word* – what it does"])]);
        assert_eq!(Screen::plain().prose(&list).0, ["Heading", "word – what it does"]);
    }
}
