//! What somebody takes home: made of what is remembered, in every form, and every word of theirs only a word.

use inward::keepsake::keepsake;
use inward::{Begin, Pack, Script, Session, check};

const DIALOGUE: &str = r#"(
  format: 1, title: "T", start: "traits",
  facts: {
    "people": Records(shows: "name", most: 5, fields: {"name": Text}),
    "traits": Records(shows: "text", most: 5, fields: {"text": Text, "route": OneOf(["need", "reminds"]), "source": Link("people")}),
    "line": Text,
  },
  interrupts: {"danger": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop, samples: ["I'll hurt myself"])},
  keepsake: (
    title: "What I take along",
    parts: [
      (title: "My own line", when: "known(line)", say: "{whole(line)}"),
      (title: "What I saw, and what it mirrors", each: "one", of: "traits", say: "{whole(one)}", mirrors: [
        (when: "known(one.source)", say: "{whole(one.source)}"),
        (when: "one.route == 'need'", say: "something I need"),
      ]),
      (title: "Never", when: "count(traits) > 9", say: "…"),
    ],
  ),
  nodes: {
    "traits": (say: "What?", ask: Gather(into: "traits", most: 5, visit: "route"), goto: "line"),
    "route": (given: {"one": "traits"}, say: "Which?", ask: Choose({
      "need": "Need", "reminds": (say: "Reminds", goto: "source"), "none": (say: "Neither", goto: "@return"),
    }), keep: "one.route"),
    "source": (given: {"one": "traits"}, say: "Of whom?", ask: Text, keep: "one.source"),
    "line": (say: "One line?", ask: Text, keep: "line", goto: "bye"),
    "bye": (say: "Bye.", ask: Continue, goto: "@end e"),
    "card": (exact: true, say: "Safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
  },
)"#;

fn script() -> Script {
    let text = DIALOGUE.replace(r#""route": OneOf(["need", "reminds"])"#, r#""route": OneOf(["need", "reminds", "none"])"#);
    let checked = check(&Pack::of_one("t.ron", &text), "t.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

const TYPED: &[&str] = &[
    "her quiet",
    "reminds",
    "my father",
    "the way he listened",
    "reminds",
    "my father",
    "plans",
    "need",
    "green eyes",
    "none",
    "no",
    "I got up every single day of this long month, and went to work all the same, and that was a lot.",
];

fn after<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).unwrap();
    typed.iter().for_each(|line| drop(session.hear(line)));
    session
}

#[test]
fn there_is_none_as_long_as_nothing_stands_in_it() {
    let script = script();
    assert_eq!(keepsake(&script, after(&script, &[]).state()), None);
    let other = check(&Pack::of_one("o.ron", r#"(format: 1, title: "O", start: "a", nodes: {"a": (say: "A", goto: "@end e")})"#), "o.ron");
    assert_eq!(keepsake(&other.script.unwrap(), after(&script, TYPED).state()), None);
}

#[test]
fn on_a_screen_what_mirrors_the_same_stands_together() {
    let script = script();
    let keepsake = keepsake(&script, after(&script, TYPED).state()).unwrap();
    assert_eq!(
        keepsake.text(),
        "What I take along\n\n\
         My own line\n  “I got up every single day of this long month, and went to work all the same, and that was a lot.”\n\n\
         What I saw, and what it mirrors\n  ┌ “her quiet”\n  ├ “the way he listened”\n  └─ “my father”\n  “plans” ── something I need\n  “green eyes”\n"
    );
    assert!(
        keepsake
            .plain()
            .ends_with("“her quiet” → “my father”\n“the way he listened” → “my father”\n“plans” → something I need\n“green eyes”\n")
    );
}

#[test]
fn what_was_written_is_never_a_mark_or_a_tag() {
    let script = script();
    let typed = ["*a* [b](c) `d` <script>alert(1)</script>", "need", "no", "\"'&<>\u{1b}[31m"];
    let keepsake = keepsake(&script, after(&script, &typed).state()).unwrap();
    let html = keepsake.html();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("&quot;&#39;&amp;&lt;&gt;"), "{html}");
    assert!(!html.contains('\u{1b}'));
    let markdown = keepsake.markdown();
    assert!(markdown.contains(r"\*a\* \[b\]\(c\) \`d\` \<script\>"), "{markdown}");
    for forbidden in ["<a ", "href", "src=", "http", "url(", "@import"] {
        let page = html.replace("http-equiv", "");
        assert!(!page.contains(forbidden), "the page asks for something beside it: {forbidden}");
    }
}

#[test]
fn what_alarms_is_not_in_it() {
    let script = script();
    let keepsake = keepsake(&script, after(&script, &["I'll hurt myself", "yes", "her quiet", "need", "no", "fine"]).state()).unwrap();
    let everywhere = [keepsake.text(), keepsake.markdown(), keepsake.html()].join("");
    assert!(!everywhere.contains("hurt"), "{everywhere}");
}

#[test]
fn the_page_is_whole() {
    let script = script();
    let keepsake = keepsake(&script, after(&script, TYPED).state()).unwrap();
    insta::assert_snapshot!("keepsake_page", keepsake.html());
    insta::assert_snapshot!("keepsake_markdown", keepsake.markdown());
}

#[test]
fn a_part_that_mirrors_needs_something_to_go_through() {
    let text = DIALOGUE.replace(r#"each: "one", of: "traits", say: "{whole(one)}""#, r#"say: "{whole(line)}""#);
    let text =
        text.replace("known(one.source)", "known(line)").replace("{whole(one.source)}", "x").replace("one.route == 'need'", "known(line)");
    let checked = check(&Pack::of_one("t.ron", &text), "t.ron");
    let found = checked.diagnostics.iter().map(|found| found.code.word()).collect::<Vec<_>>();
    assert!(found.contains(&"missing-field"), "{found:?}");
}

/// The page at the end of a transcript of the built-in conversation.
fn page_of(play: &str) -> String {
    let checked = check(&Pack::built_in(), "content/rejection.ron");
    let script = checked.script.unwrap();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plays").join(play);
    let transcript = inward::transcript::Transcript::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    let session = transcript.each(&script, |_| ()).unwrap();
    keepsake(&script, session.state()).unwrap().text()
}

#[test]
fn a_hard_word_about_oneself_stands_nowhere_on_the_page() {
    let page = page_of("hard-words-are-not-said-back.play");
    assert!(page.contains("one good one among others"), "{page}");
    assert!(!page.contains("worthless") && !page.contains("hard sentence"), "{page}");
}

#[test]
fn a_line_that_wasnt_believed_is_called_a_try() {
    let page = page_of("a-line-not-believed.play");
    assert!(page.contains("A line I tried\n") && !page.contains("My line"), "{page}");
}

#[test]
fn many_words_stand_on_the_page_beside_their_short_name() {
    let page = page_of("called-by-a-short-name.play");
    assert!(page.contains("how he always knew when I was tired") && page.contains("“his care”"), "{page}");
}
