//! The README is true: its dialogue is checked, its mistake is what is said, its conversation is what is shown.
//! (Its Rust runs with the documentation tests.)

use inward::check::check_pack;
use inward::diagnostics::human;
use inward::pack::Pack;
use inward::transcript::Transcript;
use inward::{check, transcript::Verdict};

const README: &str = include_str!("../../README.md");

/// The blocks behind fences with these words, in order.
fn blocks(words: &str) -> Vec<String> {
    let fence = format!("```{words}\n");
    let starts = README.match_indices(&fence).map(|(at, _)| at + fence.len());
    starts.map(|start| README[start..start + README[start..].find("```").unwrap()].to_owned()).collect()
}

#[test]
fn the_dialogue_has_no_mistake() {
    let [dialogue] = &blocks("ron")[..] else { panic!("one dialogue is expected") };
    let checked = check(&Pack::of_one("tea.ron", dialogue), "tea.ron");
    assert_eq!(human(&checked.diagnostics, &checked.sources, false), "");
    assert!(checked.is_sound());
}

#[test]
fn the_mistake_is_shown_as_it_would_be() {
    let dialogue = blocks("ron")[0].replace("goto: \"bye\",\n    ),", "goto: \"by\",\n    ),");
    let checked = check(&Pack::of_one("tea.ron", &dialogue), "tea.ron");
    let shown = human(&checked.diagnostics, &checked.sources, false);
    let first = shown.split("\n\n").next().unwrap();
    assert!(README.contains(first), "{shown}");
}

#[test]
fn the_conversation_is_what_is_shown() {
    let [play] = &blocks("play")[..] else { panic!("one conversation is expected") };
    let transcript = Transcript::parse(play).unwrap();
    let pack = check_pack(&Pack::built_in());
    let default = pack.default.as_ref().expect("the pack has a default");
    let (_, checked) = pack.dialogues.iter().find(|(path, _)| path == default).expect("the default exists");
    let script = checked.script.as_ref().expect("the built-in conversation has no mistakes");
    let shown = transcript.perform(script).unwrap();
    assert_eq!(transcript.compare(script).unwrap(), Verdict::Same, "the README shows another conversation than this:\n{shown}");
}
