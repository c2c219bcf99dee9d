//! What a hook may call.
//!
//! One table serves both sides: the compiler refuses whatever is not in it, and the sandbox registers nothing else.

/// How a function is known to the walk over what a hook can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It only looks: nothing that could be read comes out of it.
    Looks,
    /// It compares its arguments.
    Compares,
    /// It puts its arguments into a text, or adds them up.
    Joins,
    /// Its value is one of the elements of what it is given.
    Picks,
    /// It puts its second argument into the list that is its first.
    Fills,
    /// It asks whether words hold a pattern: the second argument is a literal.
    Hears,
    /// It is a way on: a method of `next` whose first own argument is a literal, unless that is a sentence.
    Leads(super::EffectKind),
}

/// What a hook may call by name: the name, how many arguments (a method's own object being the first), and its role.
pub(super) const VOCABULARY: &[(&str, usize, Role)] = {
    use super::EffectKind as Kind;
    use Role::{Fills, Hears, Joins, Leads, Looks, Picks};
    &[
        ("known", 1, Looks),
        ("declined", 1, Looks),
        ("unknown", 1, Looks),
        ("later", 1, Looks),
        ("count", 1, Looks),
        ("hears", 2, Hears),
        ("ask", 4, Leads(Kind::Ask)),
        ("ask_again", 4, Leads(Kind::AskAgain)),
        ("later", 4, Leads(Kind::Later)),
        ("set", 3, Leads(Kind::Set)),
        ("skip", 2, Leads(Kind::Skip)),
        ("say", 2, Leads(Kind::Say)),
        ("go", 2, Leads(Kind::Go)),
        ("abs", 1, Looks),
        ("min", 2, Looks),
        ("max", 2, Looks),
        ("len", 1, Looks),
        ("is_empty", 1, Looks),
        ("contains", 2, Role::Compares),
        ("starts_with", 2, Role::Compares),
        ("ends_with", 2, Role::Compares),
        ("to_upper", 1, Joins),
        ("to_lower", 1, Joins),
        ("trim", 1, Joins),
        ("replace", 3, Joins),
        ("split", 2, Joins),
        ("join", 2, Joins),
        ("push", 2, Fills),
        ("sort", 1, Looks),
        ("reverse", 1, Looks),
        ("first", 1, Picks),
        ("last", 1, Picks),
    ]
};

/// `switch` compares as `==` does.
pub(super) const SWITCH: &str = "switch";

/// The signs, with how many arguments each takes. They can't be misspelt, so they are no part of [`VOCABULARY`].
pub(super) fn sign(name: &str, arguments: usize) -> Option<Role> {
    match (name, arguments) {
        ("==" | "!=" | "<" | "<=" | ">" | ">=", 2) | (SWITCH, 1) => Some(Role::Compares),
        ("+" | "-" | "*" | "/" | "%" | "**", 2) => Some(Role::Joins),
        ("-" | "+", 1) => Some(Role::Joins),
        ("!", 1) | (".." | "..=", 2) => Some(Role::Looks),
        _ => None,
    }
}

/// Whether rhai has a sign of this spelling: what is refused is then a sign and no function.
pub(super) fn is_sign(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

/// What is known of a function by its name and its number of arguments.
pub(super) fn role(name: &str, arguments: usize) -> Option<Role> {
    VOCABULARY.iter().find(|(known, takes, _)| *known == name && *takes == arguments).map(|(.., role)| *role)
}

/// How many arguments the functions of this name take.
pub(super) fn takes(name: &str) -> impl Iterator<Item = usize> {
    VOCABULARY.iter().filter(move |(known, ..)| *known == name).map(|(_, takes, _)| *takes)
}

/// How a way on is written.
pub(super) fn usage(name: &str) -> Option<String> {
    let arguments = match name {
        "ask" | "ask_again" | "later" => r#""node", #{}, "because …""#,
        "set" => r#""fact", value"#,
        "skip" | "go" => r#""node""#,
        "say" => r#""…""#,
        "hears" => return Some(r#"write `hears(reply, "pattern")`"#.to_owned()),
        _ => return None,
    };
    Some(format!("write `next.{name}({arguments})`"))
}

/// What rhai knows and a hook has no use for, with what to do instead.
pub(super) fn instead(name: &str) -> Option<&'static str> {
    Some(match name {
        "print" | "debug" => "a hook prints nothing; `next.say(…)` says a sentence",
        "eval" | "Fn" | "call" | "curry" => "call a function by its name",
        "sleep" | "timestamp" => "a hook knows no clock",
        "type_of" => "ask `known(…)`, or compare the value",
        "to_string" | "to_debug" => "put a number into a text by `${…}` in backticks",
        "remove" | "insert" | "pop" | "shift" | "clear" | "truncate" | "retain" | "drain" => "a list only grows, by `push`",
        "filter" | "map" | "reduce" | "for_each" | "all" | "any" | "some" | "find" => "walk the list with `for`",
        _ => return None,
    })
}
