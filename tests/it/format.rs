//! The page that explains the format is true: every example on it runs.

use inward::diagnostics::Severity;
use inward::pack::{File, Pack};
use inward::script::Script;
use inward::session::{Begin, Outcome, Session};
use inward::transcript::Transcript;
use inward::{Checked, check};

const PAGE: &str = include_str!("../../docs/format.md");

/// An example on the page.
struct Block {
    /// The line of its first fence, from 1.
    line: usize,
    kind: Kind,
    text: String,
}

/// What an example is, as the words behind its fence say.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A whole dialogue.
    Dialogue,
    /// A conversation with the dialogue right above it.
    Play,
    /// What `/trace` tells after the conversation right above it.
    Trace,
    /// Entries of `facts`.
    Facts,
    /// Fields of one node.
    Node,
    /// A `pack.ron`.
    Pack,
    /// A script with hooks.
    Script,
    /// A transcript with everything that its head can have.
    Transcript,
}

fn kind(words: &str, line: usize) -> Kind {
    match words {
        "ron" => Kind::Dialogue,
        "play" => Kind::Play,
        "trace" => Kind::Trace,
        "ron facts" => Kind::Facts,
        "ron node" => Kind::Node,
        "ron pack" => Kind::Pack,
        "rhai" => Kind::Script,
        "transcript" => Kind::Transcript,
        other => panic!("line {line} of docs/format.md: nobody knows how to run a block of `{other}`"),
    }
}

fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = PAGE.lines().enumerate();
    while let Some((place, line)) = lines.next() {
        let Some(words) = line.trim_start().strip_prefix("```") else { continue };
        let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| !line.trim_start().starts_with("```"));
        let text = inside.map(|line| format!("{line}\n")).collect();
        blocks.push(Block { line: place + 1, kind: kind(words, place + 1), text });
    }
    blocks
}

fn of_kind(kind: Kind) -> Vec<Block> {
    let found = blocks().into_iter().filter(|block| block.kind == kind).collect::<Vec<_>>();
    assert!(!found.is_empty(), "there is no block of this kind on the page: {kind:?}");
    found
}

fn checked(text: &str) -> Checked {
    check(&Pack::of_one("example.ron", text), "example.ron")
}

fn findings(checked: &Checked) -> String {
    checked.diagnostics.iter().map(|found| format!("{}: {}\n", found.code.word(), found.message)).collect()
}

/// The script of a dialogue in which nothing at all is found.
fn spotless(block: &Block) -> Script {
    let checked = checked(&block.text);
    assert!(checked.diagnostics.is_empty(), "the dialogue at line {} isn't spotless:\n{}", block.line, findings(&checked));
    checked.script.expect("a dialogue without a finding can be played")
}

/// A dialogue around the fields of one node, with the page's facts and those of its first dialogue.
fn around(node: &str) -> String {
    let facts = of_kind(Kind::Facts).iter().map(|block| block.text.clone()).collect::<String>();
    format!(
        "(\nformat: 1, title: \"Example\", start: \"example\",\nfacts: {{\n{facts}\
         \"drink\": OneOf([\"tea\", \"water\"]), \"cups\": Number(0, 10),\n}},\nnodes: {{\n\"example\": (\n{node}),\n}},\n)"
    )
}

#[test]
fn every_block_is_closed_and_of_a_kind_that_is_known() {
    let fences = PAGE.lines().filter(|line| line.trim_start().starts_with("```")).count();
    assert!(!blocks().is_empty(), "the page has no examples");
    assert_eq!(fences, 2 * blocks().len(), "a fence isn't closed");
}

#[test]
fn every_dialogue_on_the_page_checks_without_a_finding() {
    for block in of_kind(Kind::Dialogue) {
        spotless(&block);
    }
}

#[test]
fn every_conversation_on_the_page_reaches_its_end() {
    of_kind(Kind::Play);
    for pair in blocks().windows(2).filter(|pair| pair[1].kind == Kind::Play) {
        let [dialogue, play] = pair else { unreachable!("windows of two have two") };
        assert_eq!(dialogue.kind, Kind::Dialogue, "the conversation at line {} has no dialogue above it", play.line);
        assert!(
            play.text.lines().all(|line| line.starts_with("> ") || line.starts_with(">>")),
            "line {}: only what is typed stands there",
            play.line
        );
        let script = spotless(dialogue);
        let transcript = Transcript::parse(&play.text).expect("it has no header that could be wrong");
        let shown = transcript.perform(&script).expect("it begins with nothing given");
        assert!(shown.lines().any(|line| line.starts_with("== @end")), "the conversation at line {} doesn't end:\n{shown}", play.line);
        assert!(!shown.lines().any(|line| line.starts_with("! ")), "something fails in the one at line {}:\n{shown}", play.line);
    }
}

#[test]
fn what_trace_tells_on_the_page_is_what_it_tells() {
    of_kind(Kind::Trace);
    for three in blocks().windows(3).filter(|three| three[2].kind == Kind::Trace) {
        let [dialogue, play, expected] = three else { unreachable!("windows of three have three") };
        assert_eq!((dialogue.kind, play.kind), (Kind::Dialogue, Kind::Play), "line {}", expected.line);
        let checked = checked(&dialogue.text);
        let script = checked.script.as_ref().expect("the dialogues on the page can be played");
        let mut session = Session::begin(script, Begin::default()).expect("it begins with nothing given");
        play.text.lines().for_each(|line| drop(session.hear(line.trim_start_matches("> "))));
        let told = session.trace().told(&checked.sources);
        assert_eq!(told.iter().map(|line| format!("{line}\n")).collect::<String>(), expected.text, "line {}", expected.line);
    }
}

#[test]
fn every_node_on_the_page_fits_into_a_dialogue_with_the_facts_of_the_page() {
    for block in of_kind(Kind::Node) {
        let checked = checked(&around(&block.text));
        let script = checked.script.as_ref().unwrap_or_else(|| panic!("the node at line {}:\n{}", block.line, findings(&checked)));
        let session = Session::begin(script, Begin::default()).expect("it begins with nothing given");
        assert!(matches!(session.turn().outcome, Outcome::Asked(_)), "the node at line {} asks nothing", block.line);
        assert_eq!(session.turn().faults, [], "the node at line {}", block.line);
    }
}

#[test]
fn the_facts_on_the_page_are_facts() {
    let checked = checked(&around("say: \"Nothing is asked.\""));
    assert!(checked.is_sound(), "{}", findings(&checked));
}

#[test]
fn the_description_of_a_pack_on_the_page_describes_one() {
    let dialogue = &of_kind(Kind::Dialogue)[0];
    for block in of_kind(Kind::Pack) {
        let mut pack = Pack::default();
        pack.add("pack.ron", File::Text(block.text.clone().into()));
        pack.add("content/tea.ron", File::Text(dialogue.text.clone().into()));
        let found = inward::check::check_pack(&pack);
        assert_eq!(found.count(Severity::Error) + found.count(Severity::Warning), 0, "the pack at line {}", block.line);
        assert_eq!(found.default.as_deref(), Some("content/tea.ron"));
        assert_eq!(found.title.as_deref(), Some("My conversations"));
    }
}

#[test]
fn the_transcript_on_the_page_has_every_line_that_a_head_can_have() {
    for block in of_kind(Kind::Transcript) {
        let transcript =
            Transcript::parse(&block.text).unwrap_or_else(|error| panic!("line {}: {}", block.line + error.line, error.message));
        assert_eq!((transcript.dialogue.as_deref(), transcript.begin.seed), (Some("tea"), 3));
        assert_eq!(transcript.begin.given.len(), 1);
        assert_eq!(transcript.typed, ["tea"]);
    }
}

#[test]
fn the_hooks_on_the_page_can_be_read() {
    for block in of_kind(Kind::Script) {
        let (_, mistakes) = inward::hooks::Hooks::compile(&[("scripts/page.rhai".to_owned(), block.text)]);
        assert_eq!(mistakes, [], "line {}", block.line);
    }
}
