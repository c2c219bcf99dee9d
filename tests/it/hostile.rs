//! Packs and replies that were made to hang a program: each is answered, with what was wrong or with what was too much. What is
//! held here is counted; how long each takes stands in docs/performance.md.

use crate::conversation::{after, begun, checked, findings};
use inward::pack::{File, Pack};
use inward::session::{Misfit, Response};
use inward::{caps, check, diagnostics};

#[test]
fn of_files_that_include_each_other_every_circle_is_named_shortly() {
    let mut pack = Pack::default();
    let many = 300;
    for place in 0..many {
        let included = (1..20).map(|step| format!("\"f{}.ron\"", (place * 7 + step * 13) % many)).collect::<Vec<_>>().join(", ");
        pack.add(
            format!("f{place}.ron"),
            File::Text(format!("(include: [{included}], nodes: {{\"n{place}\": (say: \"x\", goto: \"@end a\")}})").into()),
        );
    }
    pack.add("a.ron", File::Text("(format: 1, title: \"A\", start: \"n0\", include: [\"f0.ron\"], nodes: {})".into()));
    let checked = check(&pack, "a.ron");
    assert_eq!(checked.diagnostics.len(), caps::LISTED_MISTAKES);
    assert!(checked.left_out.errors > 1_000, "{:?}", checked.left_out);
    for circle in &checked.diagnostics {
        let why = circle.why.as_deref().unwrap_or_default();
        assert!(why.split(" → ").count() <= 10, "{why}");
    }
    let sources = checked.sources.iter().count();
    assert_eq!(sources, many + 1, "each file is read once");
}

#[test]
fn many_mistakes_are_counted_and_only_some_are_listed() {
    let nodes = (0..2_000).map(|place| format!("\"n{place}\": (say: \"x\", ask: Continue, goto: \"nowhere{place}\")")).collect::<Vec<_>>();
    let checked = checked(&format!("(format: 1, title: \"T\", start: \"n0\", nodes: {{{}}})", nodes.join(", ")), "");
    let shown = findings(&checked);
    assert_eq!((checked.diagnostics.len(), checked.left_out.errors), (caps::LISTED_MISTAKES, 2_000 - caps::LISTED_MISTAKES));
    assert_eq!(checked.count(diagnostics::Severity::Error), 2_000);
    assert_eq!(shown.matches("error[unknown-target]").count(), caps::SHOWN_MISTAKES);
    assert!(shown.len() < 200_000, "all of it stands on one line of {} bytes", shown.len());
}

#[test]
fn far_from_one_another_on_one_line_mistakes_are_shown_without_what_lies_between() {
    let options = (0..4_000).map(|place| format!("\"o{place}\": \"Option {place} of them\"")).collect::<Vec<_>>().join(", ");
    let text =
        format!("(format: 1, title: \"A\", start: \"a\", nodes: {{\"a\": (say: \"x\", ask: Choose({{{options}}}), goto: \"@end done\")}})");
    let checked = checked(&text, "");
    let shown = findings(&checked);
    assert!(checked.diagnostics.len() > 10, "some of them are called alike");
    assert!(shown.len() / checked.diagnostics.len().min(caps::SHOWN_MISTAKES) < 5_000, "{}", &shown[..2_000]);
}

/// A pattern of many gaps, of which each may begin and end anywhere.
fn gaps(many: usize) -> String {
    format!("{}b", "a .. ".repeat(many))
}

#[test]
fn what_cannot_be_heard_to_its_end_is_too_long_and_is_not_kept() {
    let listening = [
        format!(
            "patterns: {{\"p\": [\"{}\"]}}, nodes: {{\"a\": (say: \"x\", ask: Text, keep: \"t\", goto: \"b\"), \"b\": (say: [(when: \"heard(t, 'p')\", say: \"heard\"), \"not\"], goto: \"@end done\")}}",
            gaps(150)
        ),
        format!(
            "interrupts: {{\"i\": (level: \"safety\", hears: [\"{}\"], ask: \"b\", text: Drop, samples: [\"{}b\"])}}, nodes: {{\"a\": (say: \"x\", ask: Text, keep: \"t\", goto: \"@end done\"), \"b\": (say: \"{{quote(t)}}\", ask: Continue, goto: \"@return\")}}",
            gaps(150),
            "a ".repeat(150)
        ),
    ];
    let long = "a ".repeat(40_000);
    for listening in listening {
        let checked = checked(&format!("(format: 1, title: \"P\", start: \"a\", facts: {{\"t\": Text}}, {listening})"), "");
        let script = checked.script.as_ref().unwrap_or_else(|| panic!("{}", findings(&checked)));
        let mut session = begun(script);
        assert_eq!(session.hear(&long), Response::Turn);
        assert_eq!(session.turn().misfit, Some(Misfit::TooLong));
        assert!(!session.state().image().contains("a a a"), "nothing of it is kept");
        // The same in fewer words is taken.
        assert!(session.hear("a b").eq(&Response::Turn) && session.turn().misfit.is_none());
    }
}

#[test]
fn a_hook_that_listens_in_a_loop_hears_everything_once_and_pays_for_what_it_hears() {
    let nodes = r#"nodes: {"a": (say: "x", ask: Text, keep: "t", on_reply: "look", goto: "b"), "b": (say: "done", ask: Continue)}"#;
    let patterns = (0..40).map(|place| format!("\"p{place}\": [\"{}\"]", gaps(20 + place))).collect::<Vec<_>>().join(", ");
    let dialogue = format!("(format: 1, title: \"H\", start: \"a\", facts: {{\"t\": Text}}, patterns: {{{patterns}}}, {nodes})");
    let long = "a ".repeat(20_000);
    let one = r#"fn look(reply, facts, next) { for i in 0..80 { if hears(reply, "p0") { next.say("heard"); } } }"#;
    let once = checked(&dialogue, one);
    let session = after(once.script.as_ref().unwrap_or_else(|| panic!("{}", findings(&once))), &[&long]);
    assert_eq!(session.turn().faults, [], "a loop over one pattern costs no more than the loop");
    let all = (0..40).map(|place| format!("if hears(reply, \"p{place}\") {{ next.say(\"heard\"); }} ")).collect::<String>();
    let many = checked(&dialogue, &format!("fn look(reply, facts, next) {{ {all} }}"));
    let session = after(many.script.as_ref().unwrap_or_else(|| panic!("{}", findings(&many))), &[&long]);
    assert!(session.turn().faults.iter().any(|fault| fault.to_string().contains("20000 steps")), "{:?}", session.turn().faults);
    let session = after(many.script.as_ref().unwrap(), &["a few words, as people write them"]);
    assert_eq!(session.turn().faults, [], "what people write costs little");
}

#[test]
fn letters_that_stand_alone_spell_words_and_a_flood_of_one_letter_spells_none() {
    let dialogue = r#"(format: 1, title: "L", start: "a", facts: {"t": Text}, patterns: {"p": ["kill", "i will", "ill"]},
      nodes: {"a": (say: "x", ask: Text, keep: "t", goto: "b"), "b": (say: [(when: "heard(t, 'p')", say: "heard"), "not"], goto: "@end done")})"#;
    let checked = checked(dialogue, "");
    let script = checked.script.as_ref().unwrap_or_else(|| panic!("{}", findings(&checked)));
    for (typed, said) in [("k i l l", "heard"), ("i w i l l", "heard"), (&*"i ".repeat(40_000), "not"), (&*"l ".repeat(40_000), "not")] {
        let session = after(script, &[typed]);
        assert!(session.turn().said.to_string().starts_with(said), "{}", &typed[..7]);
    }
}
