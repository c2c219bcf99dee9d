//! Small dialogues by chance. Whatever comes out is sound: a node that asks nothing only leads to later ones, and only what
//! is visited or interrupts goes back.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const FACTS: &str = r#"
    "t": Text,
    "n": (is: Number(0, 10), start: 3),
    "m": Number(-5, 5),
    "b": (is: Bool, start: false),
    "o": OneOf(["a", "b", "c"]),
    "l": (is: Number(0, 3), start: 0, lasting: true),
    "s": (is: OneOf(["calm", "loud"]), start: "calm", lasting: true),
    "many": List(["x", "y", "z"]),
    "p": Records(shows: "name", most: 3, fields: {"name": Text, "near": Bool}),
    "r": Records(shows: "name", most: 4, fields: {
      "name": Text, "o": OneOf(["a", "b", "c"]), "who": Link("p"), "d": (is: Bool, start: false),
    }),"#;

/// Hooks that nodes and rules may have.
pub const HOOKS: &str = r##"
fn chosen(reply, facts, next) {
    if reply == "a" { next.ask("f0", #{}, "you took a"); }
    if facts.n >= 5 { next.set("b", true); }
}
fn through(reply, facts, next) {
    for one in facts.r { if one.o == "b" { next.ask("v1", #{one: one}, "it is b"); } }
    next.later("f1", #{}, "it can wait");
}
fn again(reply, facts, next) { next.ask_again("f0", #{}, "once more"); next.say("Hm."); next.skip("n1"); }
fn elsewhere(reply, facts, next) { next.go("n0"); next.set("n", 4); }
fn failing(reply, facts, next) { next.set("b", true); let n = 1; while n > 0 { n += 1; } }
fn unmet(facts, next) { for one in facts.r { if one.o == "c" && !one.d { next.ask("v0", #{one: one}, "it is c"); } } }
"##;

const HOOK_NAMES: &[&str] = &["through", "again", "elsewhere", "failing"];

const RULES: &[&str] = &[
    r#""r1": (level: "meaning", each: "it", of: "r", when: "it.o == 'b'", ask: "v1", with: {"one": "it"}, because: "{it} is b", most: 2)"#,
    r#""r2": (level: "distress", when: "n >= 8", set: {"b": "true"}, ask: "f1", because: "it is much")"#,
    r#""r3": (level: "colour", when: "count(r) >= 2 && has(many, 'x')", ask: "f0", because: "there are some", most: 3)"#,
    r#""r4": (level: "correction", hook: "unmet", most: 2)"#,
    r#""r5": (level: "safety", each: "it", of: "r", when: "known(it.who) && it.who.near", ask: "f1", because: "{it} is near")"#,
];

const CONDITIONS: &[&str] = &[
    "n >= 5",
    "n != 3",
    "known(t)",
    "!known(o) || o == 'b'",
    "b",
    "mean",
    "declined(n) || later(t) || unknown(b)",
    "was.n < n",
    "seen('n1') && times('n0') < 3",
    "heard(t, 'loss')",
    "100 / (n - 3) > 20",
    "n * 9223372036854775807 > 0",
    "l > 0",
    "s == 'loud'",
    "count(r) > 1 || has(many, 'y')",
];

const SETS: &[&str] = &[
    r#""n": "n + 1""#,
    r#""n": "m", "m": "n""#,
    r#""m": "10 / m", "b": "!b""#,
    r#""o": "'c'", "b": "n > m""#,
    r#""l": "l + 1""#,
    r#""l": "0", "s": "'loud'""#,
    r#""s": "'calm'""#,
];

const SAYS: &[&str] = &[
    r#""Well.""#,
    r#"(once: "Only now.")"#,
    r#"(first: "At first.", again: "And again.")"#,
    r#"(one_of: ["One", "Another", "A third"])"#,
    r#""You gave {n}, {m} and {l}.""#,
    r#"(when: "known(t)", say: "You wrote {quote(t)}, and {mirror(t)}.")"#,
    r#""{plural(n, 'day', 'days')}. {possessive(t)} *way*.""#,
    r#"(when: "count(r) > 0", say: "There are {list(r)}.")"#,
    r#""""#,
];

/// What a node asks, and the ways of its options.
#[derive(Clone, Debug)]
enum Ask {
    Nothing,
    Choose(Vec<Choice>),
    Text,
    Number,
    YesNo(Option<Way>),
    Continue,
    Many,
    /// The first of two nodes meets what is named, or the second.
    Gather(bool),
}

#[derive(Clone, Debug)]
struct Choice {
    when: Option<&'static str>,
    listed: bool,
    set: Option<&'static str>,
    goto: Option<Way>,
}

/// Cases, then the last one.
#[derive(Clone, Debug)]
struct Way(Vec<(&'static str, Go)>, Go);

#[derive(Clone, Debug)]
enum Go {
    To(Index),
    Visit(Index, Index),
    /// Through the records, with the first of two nodes or the second.
    Each(bool, Index),
    End,
}

#[derive(Clone, Debug)]
struct Node {
    say: Vec<&'static str>,
    ask: Ask,
    keep: bool,
    exact: bool,
    when: Option<&'static str>,
    entering: Option<&'static str>,
    set: Option<&'static str>,
    declined: Option<Way>,
    goto: Option<Way>,
    on_reply: Option<&'static str>,
}

fn sometimes(among: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    option::weighted(0.3, select(among))
}

fn go() -> impl Strategy<Value = Go> {
    let index = any::<Index>;
    prop_oneof![
        6 => index().prop_map(Go::To),
        2 => (index(), index()).prop_map(|(there, then)| Go::Visit(there, then)),
        2 => (any::<bool>(), index()).prop_map(|(first, then)| Go::Each(first, then)),
        1 => Just(Go::End),
    ]
}

fn way() -> impl Strategy<Value = Way> {
    (vec((select(CONDITIONS), go()), 0..3), go()).prop_map(|(cases, last)| Way(cases, last))
}

fn ask() -> impl Strategy<Value = Ask> {
    let choice = (sometimes(CONDITIONS), prop::bool::weighted(0.8), sometimes(SETS), option::weighted(0.5, way()));
    let choice = choice.prop_map(|(when, listed, set, goto)| Choice { when, listed, set, goto });
    prop_oneof![
        Just(Ask::Nothing),
        vec(choice, 1..4).prop_map(Ask::Choose),
        Just(Ask::Text),
        Just(Ask::Number),
        option::of(way()).prop_map(Ask::YesNo),
        Just(Ask::Continue),
        Just(Ask::Many),
        any::<bool>().prop_map(Ask::Gather),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let words = (vec(select(SAYS), 0..3), prop::bool::ANY, prop::bool::weighted(0.2));
    let changes = (sometimes(CONDITIONS), sometimes(SETS), sometimes(SETS));
    let ways = (option::weighted(0.3, way()), option::weighted(0.8, way()), sometimes(HOOK_NAMES));
    (words, ask(), changes, ways).prop_map(|((say, keep, exact), ask, (when, entering, set), (declined, goto, on_reply))| Node {
        say,
        ask,
        keep,
        exact,
        when,
        entering,
        set,
        declined,
        goto,
        on_reply,
    })
}

/// A dialogue of a few nodes, listening for what `main.rs` types.
pub fn dialogue() -> impl Strategy<Value = String> {
    let fate = || select(&["Drop", "Hold"][..]);
    let back = || select(&["@return", "@resume"][..]);
    let rules = proptest::sample::subsequence(RULES, 0..=RULES.len());
    (vec(node(), 2..7), rules, [fate(), fate()], [back(), back()]).prop_map(|(nodes, rules, fates, backs)| {
        let rules = rules.join(",\n    ");
        let count = nodes.len();
        let nodes = nodes.iter().enumerate().map(|(place, node)| write_node(place, count, node)).collect::<String>();
        format!(
            r#"(
  format: 1, title: "By chance", start: "n0",
  facts: {{{FACTS}
  }},
  means: {{"mean": "n > 7 || b"}},
  patterns: {{"loss": ["lost", "gone"]}},
  safety: (ask: "i0", words: ["crisis"]),
  rules: {{{rules}}},
  interrupts: {{
    "i1": (level: "distress", hears: ["no way out", "my fault"], ask: "i1", text: {}),
    "i0": (level: "safety", hears: ["scared to go home"], ask: "i0", text: {}, again: "Still here."),
  }},
  nodes: {{
{nodes}    "v0": (given: {{"one": "r"}}, say: "You named {{one}}.", ask: Choose({{"a": "A", "b": "B", "c": "C"}}), keep: "one.o", on_reply: "chosen", set: {{"one.d": "true"}}),
    "v1": (given: {{"one": "r"}}, say: "{{quote(one)}}: who?", ask: Text, keep: "one.who", goto: (visit: "v2", with: {{"who": "one.who"}}, to: "@return")),
    "v2": (given: {{"who": "p"}}, when: "!known(who.near)", say: "Is {{who}} near?", ask: YesNo, keep: "who.near"),
    "f0": (say: "A follow-up, at {{n}}.", ask: Continue),
    "f1": (say: "Another.", ask: Choose({{"a": "A", "b": (say: "B", goto: (visit: "f0", to: "@return"))}})),
    "i0": (exact: true, say: "Are you safe?", ask: YesNo(yes: (say: "Yes", goto: "{}"), no: (say: "No", set: {{"s": "'loud'"}})), goto: "@return"),
    "i1": (say: "Shall we stop?", ask: Choose({{"on": (say: "Go on", goto: "{}"), "ask": (say: "Ask", goto: (visit: "n1", to: "@return"))}})),
  }},
)
"#,
            fates[0], fates[1], backs[0], backs[1]
        )
    })
}

fn write_node(place: usize, count: usize, node: &Node) -> String {
    let later = if matches!(node.ask, Ask::Nothing) { place + 1 } else { 0 };
    let way = |way: &Way| write_way(way, later, count);
    let mut fields = vec![format!("say: [{}]", node.say.join(", "))];
    let mut field = |name: &str, value: Option<String>| fields.extend(value.map(|value| format!("{name}: {value}")));
    let text = |text: Option<&str>| text.map(|text| format!("\"{text}\""));
    let set = |set: Option<&str>| set.map(|set| format!("{{{set}}}"));
    let (ask, keep) = match &node.ask {
        Ask::Nothing => (None, None),
        Ask::Text => (Some("Text".to_owned()), Some("t")),
        Ask::Number => (Some("Number(0, 10)".to_owned()), Some("n")),
        Ask::Continue => (Some("Continue".to_owned()), None),
        Ask::YesNo(yes) => {
            let goto = yes.as_ref().map_or(String::new(), |yes| format!(", goto: {}", way(yes)));
            (Some(format!("YesNo(yes: (say: \"Yes\"{goto}))")), Some("b"))
        }
        Ask::Many => (Some(r#"ChooseMany({"x": "X", "y": "Y", "z": "Z"})"#.to_owned()), Some("many")),
        Ask::Gather(first) => {
            (Some(format!("Gather(into: \"r\", most: 3, visit: \"{}\", more: \"And?\")", if *first { "v0" } else { "v1" })), None)
        }
        Ask::Choose(choices) => {
            let option = |(choice, id): (&Choice, &str)| {
                let mut form = format!("\"{id}\": (say: \"Take {id}\", listed: {}", choice.listed);
                let parts = [("when", text(choice.when)), ("set", set(choice.set)), ("goto", choice.goto.as_ref().map(way))];
                form.extend(parts.into_iter().filter_map(|(name, value)| Some(format!(", {name}: {}", value?))));
                form + ")"
            };
            let options = choices.iter().zip(["a", "b", "c"]).map(option).collect::<Vec<_>>();
            (Some(format!("Choose({{{}}})", options.join(", "))), Some("o"))
        }
    };
    field("keep", text(keep.filter(|_| node.keep)));
    let chooses = matches!(node.ask, Ask::Choose(_));
    field("on_reply", text(node.on_reply.filter(|_| ask.is_some()).map(|name| if chooses && name == "again" { "chosen" } else { name })));
    field("exact", node.exact.then(|| "true".to_owned()));
    field("when", text(node.when.filter(|_| place > 0)));
    field("entering", set(node.entering));
    field("declined", node.declined.as_ref().filter(|_| ask.is_some()).map(|declined| format!("(goto: {})", way(declined))));
    field("set", set(node.set.filter(|_| ask.is_some())));
    field("ask", ask);
    field("goto", node.goto.as_ref().map(way));
    format!("    \"n{place}\": ({}),\n", fields.join(", "))
}

fn write_way(Way(cases, last): &Way, later: usize, count: usize) -> String {
    // Behind the last node there is only the end.
    let name = |index: &Index| match later + index.index(count + 1 - later) {
        place if place == count => "@end e".to_owned(),
        place => format!("n{place}"),
    };
    let go = |go: &Go| match go {
        Go::To(to) => format!("to: \"{}\"", name(to)),
        Go::Visit(there, then) if name(there).starts_with('n') => format!("visit: \"{}\", to: \"{}\"", name(there), name(then)),
        Go::Each(_, then) => format!("to: \"{}\"", name(then)),
        Go::Visit(..) | Go::End => "to: \"@end e\"".to_owned(),
    };
    let case = |(when, case): &(&str, Go)| match case {
        Go::Each(first, then) => {
            let node = if *first { "v0" } else { "v1" };
            format!(
                "(each: \"it\", of: \"r\", when: \"!it.d\", most: 2, visit: \"{node}\", with: {{\"one\": \"it\"}}, to: \"{}\"), ",
                name(then)
            )
        }
        _ => format!("(when: \"{when}\", {}), ", go(case)),
    };
    let cases = cases.iter().map(case).collect::<String>();
    format!("[{cases}({})]", go(last))
}
