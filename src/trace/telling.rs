//! What was looked at, in sentences for a writer.
//!
//! They stand here and not in [`phrases`](crate::phrases): that is what the program says to the person in a conversation, and
//! these are like the messages of a check, for somebody who has the files open: lower case, no full stop, names in backticks.

use super::{Changed, FollowUpFate, Found, InterruptFate, Look, Misstep, Passage, Precedence, Reason, Trace, Verdict};
use crate::diagnostics::Sources;
use crate::reading::{Left, Meaning};

impl Trace {
    /// What was looked at, a line each, in order; then what changed; then what failed. `sources` are those of the check, and
    /// tell where in the files something failed.
    pub fn told(&self, sources: &Sources) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(by) = self.by {
            lines.push(format!("the line was taken by {by}"));
        }
        if self.unread {
            lines.push("the reply couldn't be read as an answer, so nothing followed from it".to_owned());
        }
        let mut rest = &self.looked[..];
        while let Some((look, behind)) = rest.split_first() {
            rest = behind;
            // Rules that are silent for the same reason, whatever they say, share a line.
            let Look::Rule { rule, record: None, verdict } = look else {
                lines.push(told(look));
                continue;
            };
            let alike = |other: &&Look| matches!(other, Look::Rule { record: None, verdict: same, .. } if same == verdict);
            let shared = if verdict.is_of_the_moment() { rest.iter().take_while(alike).count() } else { 0 };
            let others = rest[..shared].iter().filter_map(|look| match look {
                Look::Rule { rule, .. } => Some(rule),
                _ => None,
            });
            let names = std::iter::once(rule).chain(others).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            rest = &rest[shared..];
            lines.push(if shared == 0 { told(look) } else { format!("rules {names} stay silent{}", verdict.told()) });
        }
        lines.extend(self.changed.iter().map(Changed::told));
        lines.extend(self.faults.iter().map(|misstep| misstep.told(sources)));
        if lines.is_empty() {
            lines.push("nothing was looked at".to_owned());
        }
        lines
    }
}

impl Misstep {
    /// What failed, behind its place as `path:line:column` where that is known.
    pub fn told(&self, sources: &Sources) -> String {
        match self.span {
            Some(span) => {
                let at = sources.position(span.file, span.range().start);
                format!("fault: {}:{}:{}: {}", sources.path(span.file), at.line, at.column, self.fault)
            }
            None => format!("fault: {}", self.fault),
        }
    }
}

impl Changed {
    fn told(&self) -> String {
        match &self.was {
            Some(was) => format!("`{}` is {} now, and was {was}", self.place, self.now),
            None => format!("`{}` is {}, in a new record", self.place, self.now),
        }
    }
}

impl Verdict {
    /// Whether it lies in where the conversation is, and not in what a rule says.
    fn is_of_the_moment(&self) -> bool {
        matches!(self, Verdict::Elsewhere { .. } | Verdict::FollowUpOpen | Verdict::NotRested)
    }

    /// Why it came to nothing.
    fn told(&self) -> String {
        match self {
            Verdict::Took(reasons) => because(reasons, true),
            Verdict::TookLast => ": none before it holds".to_owned(),
            Verdict::Unmet(reasons) => because(reasons, false),
            Verdict::NoRecord(fact) => format!(": `{fact}` has no records yet"),
            Verdict::Spent(1) => ": it came once, and `most` is 1".to_owned(),
            Verdict::Spent(most) => format!(": it came {most} times, and `most` is {most}"),
            Verdict::Elsewhere { during, here } => {
                let during = during.iter().map(|section| format!("`{section}`")).collect::<Vec<_>>().join(" or ");
                let here = here.as_ref().map_or("no section".to_owned(), |here| format!("`{here}`"));
                format!(": `during` says {during}, and this is {here}")
            }
            Verdict::FollowUpOpen => ": no follow-up may be open, and one is".to_owned(),
            Verdict::NotRested => ": an ordinary question must lie between it and the last rule, and none was answered".to_owned(),
            Verdict::StillOpen => ": what it asked is still being answered".to_owned(),
            Verdict::Outspoken { by, why } => {
                let why = match why {
                    Precedence::Level => "its level is more urgent",
                    Precedence::Seldom => "it spoke less often",
                    Precedence::Order => "it stands earlier",
                    Precedence::Record => "that record is older",
                };
                format!(": it holds too, but `{by}` went first, since {why}")
            }
            Verdict::AskedNothing => ": its hook asked for nothing".to_owned(),
            Verdict::AskedBefore => ": its hook only asked for what waits already or was asked before".to_owned(),
            Verdict::HookFailed => ": its hook failed".to_owned(),
        }
    }
}

fn told(look: &Look) -> String {
    match look {
        Look::Start => "the conversation begins".to_owned(),
        Look::Answer { node, understood } => format!("`{node}` was answered{}", read_as(understood.as_ref())),
        Look::Interrupt { interrupt, fate } => match fate {
            InterruptFate::Asks => format!("interrupt `{interrupt}` heard something, and asks"),
            InterruptFate::AsksAlready => format!("interrupt `{interrupt}` heard something, and asks already"),
            InterruptFate::Quiet => format!("interrupt `{interrupt}` stays quiet: what it heard was sent on as an answer before"),
            InterruptFate::Yields(other) => format!("interrupt `{interrupt}` heard something too, but `{other}` goes first"),
            InterruptFate::IsAnOption => format!("interrupt `{interrupt}` heard something, but an option is called so"),
        },
        Look::Node { node, passage } => match passage {
            Passage::Entered(reasons) => format!("node `{node}` is entered{}", because(reasons, true)),
            Passage::PassedBy(reasons) => format!("node `{node}` is passed by{}", because(reasons, false)),
            Passage::Skipped => format!("node `{node}` is passed by: a hook said `next.skip(\"{node}\")`"),
        },
        Look::Hidden { node, option, reasons } => format!("option `{option}` of `{node}` isn't offered{}", because(reasons, false)),
        Look::Case { node, case, to, record, verdict } => {
            let of = record.as_ref().map_or(String::new(), |record| format!(" for {record}"));
            match verdict {
                Verdict::Took(_) | Verdict::TookLast => format!("case {case} of `{node}` leads to `{to}`{of}{}", verdict.told()),
                _ => format!("case {case} of `{node}` doesn't lead to `{to}`{of}{}", verdict.told()),
            }
        }
        Look::Rule { rule, record, verdict } => {
            let of = record.as_ref().map_or(String::new(), |record| format!(" of {record}"));
            let speaks = if matches!(verdict, Verdict::Took(_)) { "speaks" } else { "stays silent" };
            format!("rule `{rule}`{of} {speaks}{}", verdict.told())
        }
        Look::Hook { hook, read, asked, fault } => {
            let read = match &read[..] {
                [] => "read nothing".to_owned(),
                read => format!("read {}", read.iter().map(|read| format!("`{read}`")).collect::<Vec<_>>().join(", ")),
            };
            match (fault, &asked[..]) {
                (Some((why, _)), _) => format!("hook `{hook}` {read} and failed, so it asks for nothing: {why}"),
                (None, []) => format!("hook `{hook}` {read} and asked for nothing"),
                (None, asked) => {
                    let asked = asked.iter().map(|asked| format!("`{asked}`")).collect::<Vec<_>>().join(", ");
                    format!("hook `{hook}` {read} and asked for {asked}")
                }
            }
        }
        Look::FollowUp { node, given, fate } => {
            let given = if given.is_empty() { String::new() } else { format!(" with {}", given.join(", ")) };
            let fate = match fate {
                FollowUpFate::Added => "is put on the agenda",
                FollowUpFate::AddedForLater => "is put on the agenda, for after the next ordinary question",
                FollowUpFate::WaitsAlready => "is left out: it waits on the agenda already",
                FollowUpFate::AskedBefore => "is left out: it was asked before; `next.ask_again` would ask it once more",
                FollowUpFate::NoRoom => "is left out: the agenda is full",
                FollowUpFate::Asked => "is due, and asked",
                FollowUpFate::WaitsForFollowUp => "waits on the agenda: a follow-up is still open",
                FollowUpFate::WaitsForQuestion => "waits on the agenda for one more ordinary question",
            };
            format!("follow-up `{node}`{given} {fate}")
        }
    }
}

fn read_as(understood: Option<&Meaning>) -> String {
    let names = |names: &mut dyn Iterator<Item = &String>| names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match understood {
        None | Some(Meaning::Misfit(_) | Meaning::Interrupt { .. } | Meaning::Safety | Meaning::Returned(_)) => String::new(),
        Some(Meaning::Option(id)) => format!(" with the option `{id}`"),
        Some(Meaning::Otherwise { option, .. }) => format!(" in their own words, which the option `{option}` takes"),
        Some(Meaning::Options(ids)) if ids.is_empty() => " with no option".to_owned(),
        Some(Meaning::Options(ids)) => format!(" with the options {}", names(&mut ids.iter())),
        Some(Meaning::Number(number)) => format!(" with the number {number}"),
        Some(meaning @ (Meaning::Words(_) | Meaning::Things(_))) => match meaning.record() {
            Some(key) => format!(" in their own words, which name {key}"),
            None => " in their own words".to_owned(),
        },
        Some(Meaning::Commands(commands)) => format!(" with the commands {}", names(&mut commands.used.iter().map(|used| &used.verb))),
        Some(Meaning::GoOn) => " by going on".to_owned(),
        Some(Meaning::Declined) => ": they declined".to_owned(),
        Some(Meaning::Left(Left::Silent)) => ": nothing came, several times, and it was left".to_owned(),
        Some(Meaning::Left(Left::Misfit)) => ": nothing came that was an answer, and it was left".to_owned(),
        Some(Meaning::Unknown) => ": they don't know".to_owned(),
        Some(Meaning::Later) => ": they'd rather answer later".to_owned(),
        Some(Meaning::Forgotten) => ": what they answered is forgotten".to_owned(),
    }
}

/// Why a condition holds or doesn't; nothing, where there is none.
fn because(reasons: &[Reason], holds: bool) -> String {
    let holds = if holds { "holds" } else { "doesn't hold" };
    let told = reasons.iter().map(|reason| {
        let found = reason.found.iter().map(|found| match found {
            Found::Value(place, value) => format!("{place} is {value}"),
            Found::Means(name, meaning) => format!("`{name}` means `{meaning}`"),
        });
        let found = found.collect::<Vec<_>>().join(", ");
        let found = if found.is_empty() { found } else { format!(": {found}") };
        format!("`{}` {holds}{found}", reason.condition)
    });
    let told = told.collect::<Vec<_>>().join("; and ");
    if told.is_empty() { told } else { format!(", since {told}") }
}
