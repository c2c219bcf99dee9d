//! Facts with what they start with, and tables with their cells.

use super::desk::Desk;
use super::expressions::check_name;
use super::gather::{Gathered, beside};
use super::listening::NamedPatterns;
use crate::caps;
use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::script::{Fact, FactId, FactKind, Listen, Table, Value};
use crate::syntax::{FactWritten, KindWritten, Placed, Plain, Row, TableWritten, Text};
use std::collections::BTreeMap;

/// All facts, in reading order. Comes last, when every condition has said what it listens for.
pub(super) fn facts(desk: &mut Desk<'_>, patterns: &NamedPatterns) -> Vec<Fact> {
    let written = desk.all(|document| &document.facts);
    let one = |(place, (name, fact)): (usize, &&(Text, FactWritten))| {
        check_name(desk, name);
        let kind = desk.kind(FactId::new(place)).clone();
        repeated_options(desk, fact);
        let start = fact.start.as_ref().and_then(|start| start_value(desk, &kind, start)).unwrap_or_else(|| kind.empty());
        let listens = desk.listens[place].iter().map(|pattern| listen(patterns, pattern)).collect();
        Fact {
            name: name.value.clone(),
            kind,
            start,
            lasting: fact.lasting,
            wording: fact.wording,
            formerly: fact.formerly.iter().map(|name| name.value.clone()).collect(),
            listens,
            span: name.span,
        }
    };
    written.iter().enumerate().map(one).collect()
}

fn repeated_options(desk: &mut Desk<'_>, fact: &FactWritten) {
    let (KindWritten::OneOf(options) | KindWritten::List(options)) = &fact.kind.value else { return };
    too_many(desk, options.len(), fact.kind.span);
    let mut seen: BTreeMap<&str, _> = BTreeMap::new();
    for option in options {
        if let Some(first) = seen.insert(&option.value, option.span) {
            desk.say(crate::syntax::twice("option", option, first));
        }
    }
}

/// Says of a list of options that it is longer than a place in it can be kept.
pub(super) fn too_many(desk: &mut Desk<'_>, options: usize, at: Span) {
    if options > caps::OPTIONS {
        let many = Diagnostic::new(Code::NumberOutOfRange, at, format!("there are {options} options, more than {}", caps::OPTIONS));
        desk.say(many.label("too many options").hint("nobody can choose among so many; ask in steps"));
    }
}

pub(super) fn start_value(desk: &mut Desk<'_>, kind: &FactKind, start: &Placed<Plain>) -> Option<Value> {
    let wrong = |found: &str| {
        Diagnostic::new(Code::WrongType, start.span, format!("{found} doesn't fit into {}", kind.describe())).label("not of this kind")
    };
    let problem = match (kind, &start.value) {
        (FactKind::Bool, Plain::Bool(value)) => return Some(Value::Bool(*value)),
        (FactKind::Number(range), Plain::Number(number)) if range.holds(*number) => return Some(Value::Number(*number)),
        (FactKind::Number(range), Plain::Number(number)) => {
            Diagnostic::new(Code::NumberOutOfRange, start.span, format!("`{number}` lies outside {} to {}", range.low, range.high))
                .label("outside the range")
        }
        (FactKind::OneOf(options), Plain::Text(id)) => match options.iter().position(|option| option == id) {
            Some(place) => return Some(Value::Option(place as u16)),
            None => {
                let unknown =
                    Diagnostic::new(Code::UnknownOption, start.span, format!("`{id}` isn't one of the options")).label("not in the list");
                match nearest(id, options.iter().map(String::as_str)) {
                    Some(near) => unknown.hint(format!("did you mean `\"{near}\"`?")),
                    None => unknown,
                }
            }
        },
        (_, Plain::Bool(_)) => wrong("true or false"),
        (_, Plain::Number(_)) => wrong("a number"),
        (FactKind::Bool, Plain::Text(word)) if ["true", "false"].contains(&word.as_str()) => {
            wrong("a text").hint(format!("write it without quotes: `{word}`"))
        }
        (FactKind::Number(_), Plain::Text(word)) if word.parse::<i64>().is_ok() => {
            wrong("a text").hint(format!("write it without quotes: `{word}`"))
        }
        (_, Plain::Text(_)) => wrong("a text"),
    };
    desk.say(problem);
    None
}

fn listen(patterns: &NamedPatterns, name: &str) -> Listen {
    Listen { pattern: name.to_owned(), ear: patterns.ear(name).unwrap_or_default() }
}

/// All tables, in reading order; the desk learns their columns.
pub(super) fn tables(desk: &mut Desk<'_>, gathered: &Gathered) -> Vec<Table> {
    let written = desk.all(|document| &document.tables);
    let tables = written.iter().map(|(name, table)| {
        check_name(desk, name);
        self::table(desk, gathered, name, table)
    });
    let tables = tables.collect::<Vec<_>>();
    desk.learn_columns(tables.iter().map(|table| table.columns.clone()).collect());
    tables
}

fn table(desk: &mut Desk<'_>, gathered: &Gathered, name: &Text, written: &TableWritten) -> Table {
    let by = desk.fact(&written.by);
    let path = beside(desk.path(written.file.span), &written.file.value);
    let rows: &[Row] = path.and_then(|path| gathered.tables.get(&path)).map_or(&[], Vec::as_slice);
    let columns = columns(rows);
    let mut table =
        Table { name: name.value.clone(), by: by.unwrap_or(FactId::new(0)), columns, rows: BTreeMap::new(), otherwise: Vec::new() };
    table.otherwise = vec![String::new(); table.columns.len()];
    let options = match by.map(|by| desk.kind(by).clone()) {
        Some(FactKind::OneOf(options)) => options,
        Some(_) => {
            let wrong = Diagnostic::new(Code::WrongType, written.by.span, "only a OneOf can choose a row").label("this fact isn't a OneOf");
            desk.say(wrong);
            return table;
        }
        None => return table,
    };
    for row in rows {
        let cells = cells(&table.columns, row);
        if row.key.value == written.otherwise.value {
            table.otherwise = cells.clone();
        }
        match options.iter().position(|option| *option == row.key.value) {
            Some(place) => {
                table.rows.insert(place as u16, cells);
            }
            None if row.key.value == written.otherwise.value => {}
            None => desk.say(
                Diagnostic::new(Code::UnknownOption, row.key.span, format!("no option is named `{}`", row.key.value))
                    .label("this row can never be chosen")
                    .related(written.by.span, "the fact that chooses"),
            ),
        }
    }
    if !rows.is_empty() && !rows.iter().any(|row| row.key.value == written.otherwise.value) {
        let missing =
            Diagnostic::new(Code::UnknownOption, written.otherwise.span, format!("the table has no row `{}`", written.otherwise.value));
        desk.say(missing.label("no such row").hint("every table needs a row for everything else"));
    }
    table
}

fn columns(rows: &[Row]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (name, _) in rows.iter().flat_map(|row| &row.cells) {
        if !columns.contains(&name.value) {
            columns.push(name.value.clone());
        }
    }
    columns
}

fn cells(columns: &[String], row: &Row) -> Vec<String> {
    let cell = |column: &String| row.cells.iter().find(|(name, _)| name.value == *column).map(|(_, cell)| cell.value.clone());
    columns.iter().map(|column| cell(column).unwrap_or_default()).collect()
}
