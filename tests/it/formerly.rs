//! Earlier names of things: read wherever a thing may be renamed, and claimed by nobody twice.

use inward::check;
use inward::pack::Pack;
use inward::script::{Ask, FactKind, Script};

const RENAMED: &str = r#"(
  format: 1, title: "T", start: "a",
  facts: {
    "mood": (is: OneOf(["low", "high"]), formerly: ["humour"]),
    "traits": Records(shows: "text", most: 3, fields: {"text": Text, "near": (is: Bool, formerly: ["close"])}),
  },
  rules: {"R1": (level: "meaning", when: "mood == 'low'", ask: "b", because: "it is low", formerly: ["R0"])},
  interrupts: {"stop": (level: "safety", hears: ["stop it"], ask: "b", text: Drop, formerly: ["halt"])},
  nodes: {
    "a": (
      formerly: ["hello"], say: "How is it?",
      ask: Choose({"low": (say: "Low", formerly: ["bad"]), "high": "High"}), keep: "mood", goto: "c",
    ),
    "b": (say: "Really?", ask: Continue),
    "c": (say: "What did you see?", ask: Gather(into: "traits", visit: "d"), goto: "@end done"),
    "d": (given: {"trait": (is: "traits", formerly: ["quality"])}, say: "Is {trait} near?", ask: YesNo, keep: "trait.near"),
  },
)"#;

fn script(text: &str) -> Script {
    let checked = check(&Pack::of_one("t.ron", text), "t.ron");
    let found = inward::diagnostics::human(&checked.diagnostics, &checked.sources, false);
    checked.script.unwrap_or_else(|| panic!("{found}"))
}

#[test]
fn whatever_may_be_renamed_knows_its_earlier_names() {
    let script = script(RENAMED);
    let node = |name: &str| script.node(script.node_named(name).unwrap());
    let Some(Ask::Choose(choices)) = &node("a").ask else { panic!("`a` lets choose") };
    let FactKind::Records(records) = &script.facts[1].kind else { panic!("`traits` holds records") };
    assert_eq!(script.facts[0].formerly, ["humour"]);
    assert_eq!(records.fields[1].formerly, ["close"]);
    assert_eq!(script.rules[0].formerly, ["R0"]);
    assert_eq!(script.interrupts[0].formerly, ["halt"]);
    assert_eq!(node("a").formerly, ["hello"]);
    assert_eq!(choices[0].formerly, ["bad"]);
    assert_eq!(node("d").given[0].formerly, ["quality"]);
}

#[test]
fn nobody_claims_the_name_of_another() {
    let claims = [
        ("formerly: [\"hello\"]", "formerly: [\"c\"]", "two things claim the node name `c`"),
        ("say: \"Really?\"", "formerly: [\"hello\"], say: \"Really?\"", "two things claim the node name `hello`"),
        ("\"high\": \"High\"", "\"high\": (say: \"High\", formerly: [\"bad\"])", "two things claim the option name `bad`"),
        ("formerly: [\"humour\"]", "formerly: [\"traits\"]", "two things claim the fact name `traits`"),
        ("formerly: [\"close\"]", "formerly: [\"text\"]", "two things claim the field name `text`"),
        ("formerly: [\"quality\"]", "formerly: [\"trait\"]", "two things claim the given thing name `trait`"),
        ("formerly: [\"R0\"]", "formerly: [\"R1\"]", "two things claim the rule name `R1`"),
        ("formerly: [\"halt\"]", "formerly: [\"halt\", \"halt\"]", "two things claim the interrupt name `halt`"),
    ];
    for (from, to, message) in claims {
        assert!(RENAMED.contains(from), "{from}");
        let checked = check(&Pack::of_one("t.ron", &RENAMED.replace(from, to)), "t.ron");
        let found = checked.diagnostics.iter().map(|found| (found.code.word(), found.message.as_str())).collect::<Vec<_>>();
        assert_eq!(found, [("formerly-claimed-twice", message)], "{to}");
    }
}
