//! How `corpus.txt` is written, and the dialogues that it declares.

use inward::phrases;
use std::fmt;

/// A question, and what is typed at it.
pub struct Block {
    /// Its kind and its text, as they stand in the head.
    pub kind: String,
    pub question: String,
    options: Vec<Choice>,
    pub lines: Vec<Line>,
}

struct Choice {
    id: String,
    label: String,
    hears: Vec<String>,
}

/// A line of the corpus.
pub struct Line {
    /// Where it stands, from 1.
    pub number: usize,
    pub typed: String,
    pub means: Meaning,
}

/// What a reply means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Options(Vec<String>),
    Number(i64),
    Text,
    Named,
    Enough,
    On,
    Declined,
    Unknown,
    Later,
    Which(Vec<String>),
    Sure(i64),
    Whole,
    Outside,
    Empty,
    Unread,
}

impl fmt::Display for Meaning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Meaning::Options(ids) if ids.is_empty() => "-",
            Meaning::Options(ids) => return formatter.write_str(&ids.join(" ")),
            Meaning::Number(number) => return write!(formatter, "{number}"),
            Meaning::Which(these) => return write!(formatter, "which {}", these.join(" ")),
            Meaning::Sure(number) => return write!(formatter, "sure {number}"),
            Meaning::Text => "text",
            Meaning::Named => "named",
            Meaning::Enough => "enough",
            Meaning::On => "on",
            Meaning::Declined => "declined",
            Meaning::Unknown => "unknown",
            Meaning::Later => "later",
            Meaning::Whole => "whole",
            Meaning::Outside => "outside",
            Meaning::Empty => "empty",
            Meaning::Unread => "unread",
        };
        formatter.write_str(word)
    }
}

/// Reads a corpus.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::<Block>::new();
    for (place, line) in text.lines().enumerate() {
        let number = place + 1;
        if line.starts_with("# ") || line == "#" || line.trim().is_empty() {
            continue;
        }
        if let Some(head) = line.strip_prefix("== ") {
            let (kind, question) = head.split_once(':').unwrap_or_else(|| panic!("{number}: a question is `kind: text`"));
            blocks.push(Block { kind: kind.to_owned(), question: question.trim().to_owned(), options: Vec::new(), lines: Vec::new() });
            continue;
        }
        let block = blocks.last_mut().unwrap_or_else(|| panic!("{number}: a question goes first"));
        if let Some((typed, means)) = line.rsplit_once("=>") {
            let means = block.meaning(means.trim()).unwrap_or_else(|| panic!("{number}: `{}` means nothing here", means.trim()));
            block.lines.push(Line { number, typed: typed.trim().to_owned(), means });
        } else if let Some((id, label)) = line.strip_prefix("- ").and_then(|option| option.split_once(':')) {
            let mut parts = label.split(" ~ ").map(|part| part.trim().to_owned());
            let label = parts.next().unwrap_or_default();
            block.options.push(Choice { id: id.to_owned(), label, hears: parts.collect() });
        } else {
            panic!("{number}: neither a question, an option nor a reply: `{line}`");
        }
    }
    blocks
}

impl Block {
    fn meaning(&self, means: &str) -> Option<Meaning> {
        let ids = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        if means == "-" {
            return Some(Meaning::Options(Vec::new()));
        }
        if ids(means).iter().all(|id| self.options.iter().any(|option| option.id == *id)) {
            return Some(Meaning::Options(ids(means)));
        }
        if let Some(which) = means.strip_prefix("which ") {
            return Some(Meaning::Which(ids(which)));
        }
        if let Some(sure) = means.strip_prefix("sure ") {
            return Some(Meaning::Sure(sure.parse().ok()?));
        }
        let words = [
            Meaning::Text,
            Meaning::Named,
            Meaning::Enough,
            Meaning::On,
            Meaning::Declined,
            Meaning::Unknown,
            Meaning::Later,
            Meaning::Whole,
            Meaning::Outside,
            Meaning::Empty,
            Meaning::Unread,
        ];
        words.into_iter().find(|meaning| meaning.to_string() == means).or_else(|| means.parse().ok().map(Meaning::Number))
    }

    /// Whether one thing is named before the reply is given.
    pub fn something_is_named(&self) -> bool {
        self.kind == "gather more"
    }

    /// The options that a sentence asks about, if that is what it does.
    pub fn asked_which(&self, said: &str) -> Option<Vec<String>> {
        let mut at = 0;
        let mut named = Vec::new();
        for option in &self.options {
            if let Some(found) = said[at..].find(&option.label) {
                at += found + option.label.len();
                named.push(option);
            }
        }
        let labels = named.iter().map(|option| option.label.clone()).collect::<Vec<_>>();
        (labels.len() > 1 && said == phrases::which(&labels)).then(|| named.iter().map(|option| option.id.clone()).collect())
    }

    /// The smallest dialogue that asks the question.
    pub fn dialogue(&self) -> String {
        let exact = self.kind.ends_with(" exactly");
        let kind = self.kind.trim_end_matches(" exactly");
        let option = |option: &Choice| {
            let hears = option.hears.iter().map(|hears| format!("{hears:?}")).collect::<Vec<_>>().join(", ");
            format!("(say: {:?}, hears: [{hears}])", option.label)
        };
        let options = self.options.iter().map(|choice| format!("{:?}: {}", choice.id, option(choice))).collect::<Vec<_>>().join(", ");
        let ask = match kind.split(' ').collect::<Vec<_>>()[..] {
            ["choose"] => format!("Choose({{{options}}})"),
            ["choose", "many"] => format!("ChooseMany({{{options}}})"),
            ["yes", "or", "no"] => format!("YesNo(yes: {}, no: {})", option(&self.options[0]), option(&self.options[1])),
            ["number", low, "to", high] => format!("Number({low}, {high})"),
            ["text"] => "Text".to_owned(),
            ["gather", ..] => "Gather(into: \"things\", most: 5)".to_owned(),
            ["go", "on"] => "Continue".to_owned(),
            _ => panic!("there is no question of the kind `{kind}`"),
        };
        format!(
            "(format: 1, title: \"Replies\", start: \"q\", facts: {{\"things\": Records(shows: \"text\", most: 5, fields: {{\"text\": Text}})}},
              nodes: {{\"q\": (say: {:?}, exact: {exact}, ask: {ask}, goto: \"@end done\")}})",
            self.question
        )
    }
}
