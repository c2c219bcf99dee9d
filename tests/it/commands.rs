//! The rules of commands, each with the smallest house that shows it.

use inward::pack::{File, Pack};
use inward::script::Value;
use inward::session::{Cause, Meaning};
use inward::{Begin, Outcome, Response, Script, Session, State, check, replay};

fn script_of(text: &str, hooks: Option<&str>) -> Script {
    let mut pack = Pack::of_one("house.ron", text);
    if let Some(hooks) = hooks {
        pack.add("scripts/house.rhai", File::Text(hooks.to_owned()));
    }
    let checked = check(&pack, "house.ron");
    checked.script.unwrap_or_else(|| panic!("{}", inward::diagnostics::human(&checked.diagnostics, &checked.sources, false)))
}

/// A hall and a yard, with what is added to each part.
fn house(more: &str, verbs: &str, on_hall: &str, nodes: &str) -> Script {
    script_of(
        &format!(
            r#"(
  format: 1, title: "House", start: "hall",
  facts: {{"n": (is: Number(0, 9), start: 0), "lamp": (is: OneOf(["table", "hand"]), start: "table"), "words": Text}},
  {more}
  nouns: {{
    "lamp": (words: ["old oil lamp", "light"]),
    "brass": (words: ["small brass key"], when: "here('hall')"),
    "iron": (words: ["iron key"], when: "here('hall')"),
    "hens": (words: ["hens"], when: "here('yard')"),
  }},
  verbs: {{
    "north": (), "south": (), "examine": (do: "Only a {{thing}}."),
    "take": (hears: ["(take|get|pick up) {{thing}}"], samples: ["take the old lamp", "pick up the iron key"], do: [
      (when: "thing == 'lamp' && lamp == 'hand'", say: "You have it."),
      (when: "thing == 'lamp'", set: {{"lamp": "'hand'", "n": "n + 1"}}, say: "Taken. That makes {{n}}."),
      "You leave the {{thing}} where it is.",
    ]),
    "open": (hears: ["(open|unlock) {{thing}} with {{tool}}"], do: [(when: "tool == 'iron'", say: "It opens."), "It stays shut."]),
    {verbs}
  }},
  nodes: {{
    "hall": (say: "The hall.", ask: Command, on: {{"north": (goto: "yard"), {on_hall}}}),
    "yard": (say: "The yard.", ask: Command(otherwise: "The hens look up."), on: {{"south": (goto: "hall")}}),
    {nodes}
  }},
)"#
        ),
        None,
    )
}

fn plain() -> Script {
    house("", "", "", "")
}

fn play<'s>(script: &'s Script, typed: &[&str]) -> Session<'s> {
    let mut session = Session::begin(script, Begin::default()).expect("nothing needs to be given");
    for line in typed {
        assert_eq!(session.hear(line), Response::Turn, "`{line}` is part of the conversation");
    }
    session
}

fn said(script: &Script, typed: &[&str]) -> String {
    play(script, typed).turn().said.to_string()
}

fn place(session: &Session<'_>) -> String {
    match &session.turn().outcome {
        Outcome::Asked(question) | Outcome::Unread(question) => question.identity.node.clone(),
        Outcome::Ended(name) => format!("@end {name}"),
    }
}

fn fact<'s>(script: &Script, session: &'s Session<'_>, name: &str) -> &'s Value {
    session.state().fact(script.fact_named(name).expect("there is such a fact"))
}

fn is_unread(session: &Session<'_>) -> bool {
    matches!(session.turn().outcome, Outcome::Unread(_))
}

// What comes of a command.

#[test]
fn the_nodes_own_case_goes_first_then_its_case_for_every_verb_then_the_verbs() {
    let on = r#""take": [(when: "thing == 'iron'", say: "Not the iron one.")], "*": [(when: "n == 1", say: "Not now.")],"#;
    let script = house("", "", on, "");
    assert_eq!(said(&script, &["take iron key"]), "Not the iron one.");
    assert_eq!(said(&script, &["take lamp"]), "Taken. That makes 1.", "a false `when` falls through");
    assert_eq!(said(&script, &["take lamp", "x lamp"]), "Not now.");
    assert_eq!(said(&script, &["take lamp", "take iron key"]), "Not the iron one.");
    assert_eq!(place(&play(&script, &["take lamp", "n"])), "yard", "the node's own case goes before its case for every verb");
}

#[test]
fn a_case_sets_before_it_speaks_and_the_question_stands_again_without_its_text() {
    let script = plain();
    let session = play(&script, &["take the lamp"]);
    assert_eq!(session.turn().said.to_string(), "Taken. That makes 1.");
    assert_eq!((place(&session).as_str(), is_unread(&session)), ("hall", false));
    assert_eq!(fact(&script, &session, "n"), &Value::Number(1));
}

#[test]
fn where_nothing_comes_of_a_command_that_is_said() {
    let script = house("", r#""sit": (hears: ["sit"]), "set": (hears: ["set"], do: (set: {"n": "5"})),"#, "", "");
    assert_eq!(said(&script, &["sit"]), inward::phrases::NOTHING_COMES);
    assert_eq!(said(&script, &["south"]), inward::phrases::NO_WAY);
    assert_eq!(said(&script, &["set"]), inward::phrases::DONE);
}

#[test]
fn a_verb_is_a_cause_and_why_tells_it() {
    let script = plain();
    let session = play(&script, &["take lamp", "go north"]);
    let question = session.turn().outcome.question().expect("it asks");
    assert_eq!(question.identity.from, Cause::Verb { node: "hall".to_owned(), verb: "north".to_owned() });
    assert_eq!(question.identity.to_string(), "yard from verb north at hall #1");
    assert_eq!(session.why().to_string(), "You typed “north”, and this follows from it.");
    let Some(Meaning::Commands(commands)) = &session.turn().understood else { panic!("it was understood as a command") };
    let used = &commands.used;
    assert_eq!((used[0].verb.as_str(), used[0].nouns.len()), ("north", 0));
    let session = play(&script, &["take iron key"]);
    let Some(Meaning::Commands(commands)) = &session.turn().understood else { panic!("it was understood as a command") };
    let used = &commands.used;
    assert_eq!(used[0].nouns, [Some("iron".to_owned())]);
}

#[test]
fn why_tells_the_command_on_a_line_of_several() {
    let script = plain();
    let session = play(&script, &["take lamp. n. s"]);
    assert_eq!(session.why().to_string(), "You typed “south”, and this follows from it.");
}

// What is heard.

#[test]
fn nouns_are_named_with_or_without_what_tells_them_apart() {
    let script = plain();
    for line in
        ["take lamp", "take the lamp", "TAKE the old OIL lamp!", "pick up oil lamp", "get light", "please take the lamp", "/take lamp"]
    {
        assert_eq!(said(&script, &[line]), "Taken. That makes 1.", "{line}");
    }
    for line in ["take brass lamp", "take old", "take lamp oil", "take", "lamp"] {
        assert!(is_unread(&play(&script, &[line])), "{line}");
    }
}

#[test]
fn everybodys_words_for_a_verb_are_heard_wherever_there_is_a_verb_of_that_name() {
    let script = plain();
    for line in ["n", "north", "go north", "walk to the north", "N."] {
        assert_eq!(place(&play(&script, &[line])), "yard", "{line}");
    }
    for line in ["x lamp", "examine lamp", "look at the lamp", "l at lamp"] {
        assert_eq!(said(&script, &[line]), "Only a old oil lamp.", "{line}");
    }
    assert!(is_unread(&play(&script, &["i"])), "there is no verb `inventory`");
}

#[test]
fn what_isnt_here_cant_be_named() {
    let script = plain();
    assert_eq!(said(&script, &["x hens"]), inward::phrases::NOT_HERE);
    assert_eq!(said(&script, &["x unicorn"]), inward::phrases::NOT_HERE, "no difference tells what there is elsewhere");
    assert_eq!(said(&script, &["n", "x hens"]), "Only a hens.");
}

#[test]
fn it_is_what_the_last_command_was_about() {
    let script = plain();
    assert_eq!(said(&script, &["x it"]), inward::phrases::NO_IT);
    assert_eq!(said(&script, &["x iron key", "take it"]), "You leave the iron key where it is.");
    assert_eq!(said(&script, &["open lamp with iron key", "x it"]), "Only a old oil lamp.");
    assert_eq!(said(&script, &["x iron key", "n", "x it"]), inward::phrases::NOT_HERE);
}

#[test]
fn again_does_the_last_command_once_more() {
    let script = plain();
    assert_eq!(said(&script, &["take lamp", "g"]), "You have it.");
    assert_eq!(said(&script, &["take lamp", "sing", "again"]), "You have it.");
    assert_eq!(said(&script, &["g"]), inward::phrases::NOTHING_TO_REPEAT);
    assert_eq!(said(&script, &["x iron key", "n", "g"]), inward::phrases::NO_WAY, "north again, in the yard");
    assert_eq!(said(&script, &["take lamp", "take lamp", "back", "g"]), "You have it.", "going back knows what was last then");
}

#[test]
fn of_two_verbs_the_one_with_more_words_of_its_own_is_meant() {
    let script = house("", r#""blow": (hears: ["take out {thing}"], do: "Dark now."),"#, "", "");
    assert_eq!(said(&script, &["take out lamp"]), "Dark now.");
}

// What is asked back.

#[test]
fn what_is_missing_is_asked_for_and_a_bare_noun_answers() {
    let script = plain();
    assert_eq!(said(&script, &["open"]), "Open what?");
    assert_eq!(said(&script, &["open", "lamp"]), "Open it with what?");
    assert_eq!(said(&script, &["open", "lamp", "the iron key"]), "It opens.");
    assert_eq!(said(&script, &["unlock lamp with", "with brass key"]), "It stays shut.");
    let session = play(&script, &["open lamp", "n"]);
    assert_eq!(place(&session), "yard", "whoever types something else does that");
    assert!(is_unread(&play(&script, &["open lamp", "x lamp", "iron key"])), "and nothing is asked any more");
    assert_eq!(said(&script, &["x"]), "Examine what?");
}

#[test]
fn which_of_two_is_asked_and_a_word_that_tells_them_apart_answers() {
    let script = plain();
    assert_eq!(said(&script, &["take key"]), "Which do you mean: the small brass key or the iron key?");
    assert_eq!(said(&script, &["take key", "iron"]), "You leave the iron key where it is.");
    assert_eq!(said(&script, &["take key", "the small one", "take brass key"]), "You leave the small brass key where it is.");
    assert_eq!(said(&script, &["open lamp with key", "iron"]), "It opens.");
}

#[test]
fn a_slip_is_only_asked_never_done() {
    let script = plain();
    let session = play(&script, &["tkae lamp"]);
    assert_eq!(session.turn().said.to_string(), "Did you mean “take lamp”? Type yes, or what you'd rather do.");
    assert_eq!(fact(&script, &session, "n"), &Value::Number(0));
    assert_eq!(said(&script, &["tkae lamp", "yes"]), "Taken. That makes 1.");
    assert_eq!(said(&script, &["tkae lamp", "no"]), inward::phrases::GUESS_REFUSED);
    assert_eq!(place(&play(&script, &["tkae lamp", "n"])), "yard", "`n` is north");
    assert!(is_unread(&play(&script, &["tkae lamp", "no", "yes"])), "what was refused is gone");
}

#[test]
fn a_refusal_says_what_could_be_done() {
    let script = plain();
    assert_eq!(said(&script, &["sing"]), "I don't know the verb “sing” here.\n\nYou can try: north, take lamp, open lamp with iron key.");
    assert_eq!(said(&script, &["go"]), "I understood “go”, but not the rest.\n\nYou can try: north.");
    assert_eq!(said(&script, &["lamp"]), "What would you like to do with the old oil lamp?");
    assert_eq!(said(&script, &["take all"]), inward::phrases::ONE_AT_A_TIME);
    assert_eq!(said(&script, &[""]), inward::phrases::NO_COMMAND_TYPED);
    let long = format!("take {}", "very ".repeat(40));
    assert_eq!(said(&script, &[&long]), inward::phrases::LONG_COMMAND);
}

#[test]
fn a_node_has_its_own_words_for_what_isnt_understood() {
    let script = plain();
    assert!(said(&script, &["n", "sing"]).starts_with("The hens look up."));
    assert_eq!(said(&script, &["n", "x unicorn"]), inward::phrases::NOT_HERE, "that was understood");
}

// Several on a line.

#[test]
fn several_commands_stand_on_one_line() {
    let script = plain();
    for line in ["take lamp. n", "take lamp, n", "take lamp; n", "take lamp then n", "take lamp and n", "take lamp, and then n!"] {
        let session = play(&script, &[line]);
        assert_eq!(
            (place(&session).as_str(), session.turn().said.to_string()),
            ("yard", "Taken. That makes 1.\n\nThe yard.".to_owned()),
            "{line}"
        );
        assert_eq!(fact(&script, &session, "n"), &Value::Number(1));
    }
    assert_eq!(said(&script, &["n. l. s"]), "The yard.\n\nThe yard.\n\nThe hall.");
    assert_eq!(said(&script, &["look and n"]), "The hall.\n\nThe yard.");
}

#[test]
fn the_rest_of_a_line_is_left_out_with_a_word_where_one_command_fails() {
    let script = plain();
    let session = play(&script, &["take lamp. sing. n"]);
    assert_eq!((place(&session).as_str(), is_unread(&session)), ("hall", false), "something was done");
    assert!(session.turn().said.to_string().ends_with("I left out the rest: “n”."));
    assert!(is_unread(&play(&script, &["sing. n"])));
    assert!(said(&script, &["n. undo. s"]).contains("“undo” needs a line of its own."));
}

#[test]
fn a_whole_line_is_taken_back_at_once() {
    let script = plain();
    let session = play(&script, &["take lamp. n", "back"]);
    assert_eq!((place(&session).as_str(), fact(&script, &session, "n")), ("hall", &Value::Number(0)));
}

// Beside other questions.

const ASKING: &str = r#"
    "word": (say: "A word?", ask: Text, keep: "words", goto: "pick"),
    "pick": (say: "Which?", ask: Choose({"n": "The lamp", "b": (say: "The yard", goto: "yard")}), goto: "exactly"),
    "exactly": (exact: true, say: "Sure?", ask: Choose({"yes": "Yes, sure", "no": "No"}), goto: "often"),
    "often": (say: "How often?", ask: Number(0, 9), keep: "n", goto: "hall"),"#;

fn asking() -> Script {
    house(
        "",
        r#""think": (hears: ["think"], do: "You think."), "leave": (hears: ["flee"], do: (goto: "hall")),"#,
        r#""south": (goto: "word"),"#,
        ASKING,
    )
}

#[test]
fn where_somebody_writes_freely_a_command_needs_a_slash() {
    let script = asking();
    let session = play(&script, &["s", "think"]);
    assert_eq!(place(&session), "pick", "it is their word");
    let session = play(&script, &["s", "/think"]);
    assert_eq!((place(&session).as_str(), session.turn().said.to_string()), ("word", "You think.\n\nA word?".to_owned()));
    assert_eq!(fact(&script, &session, "words"), &Value::Unset);
    assert_eq!(place(&play(&script, &["s", "/flee"])), "hall");
    assert!(is_unread(&play(&script, &["s", "/dance"])));
}

#[test]
fn an_exact_option_goes_before_a_verb_and_a_verb_before_a_near_option() {
    let script = asking();
    assert_eq!(place(&play(&script, &["s", "word", "n"])), "exactly", "`n` is an option here, not north");
    assert_eq!(said(&script, &["s", "word", "take lamp"]), "Taken. That makes 1.\n\nWhich?", "not the option that has `lamp` in it");
    assert_eq!(place(&play(&script, &["s", "word", "yard"])), "yard", "no verb, so the near option");
}

#[test]
fn nothing_leads_away_where_nothing_may_be_guessed() {
    let script = asking();
    for line in ["flee", "/flee"] {
        let session = play(&script, &["s", "word", "n", line]);
        assert_eq!((place(&session).as_str(), is_unread(&session)), ("exactly", true), "{line}");
    }
    assert_eq!(place(&play(&script, &["s", "word", "n", "yes", "flee"])), "hall");
    assert_eq!(place(&play(&script, &["s", "word", "n", "yes", "7"])), "hall");
}

#[test]
fn interrupts_listen_to_commands_first_and_the_safety_words_stay() {
    let more = r#"
  safety: (ask: "card", words: ["crisis"]),
  interrupts: {"low": (level: "safety", hears: ["hurt myself"], ask: "card", text: Drop)},"#;
    let script = house(
        more,
        r#""hurt": (hears: ["hurt {thing}"], do: "No."),"#,
        "",
        r#""card": (exact: true, say: "Call.", ask: Choose({"on": (say: "On", goto: "@return")})),"#,
    );
    let session = play(&script, &["n. hurt myself. s"]);
    assert_eq!((place(&session).as_str(), session.turn().noticed.is_some()), ("card", true));
    let session = play(&script, &["n. hurt myself. s", "on"]);
    assert_eq!(place(&session), "hall", "nothing of the line was done");
    assert_eq!(place(&play(&script, &["crisis"])), "card");
    assert_eq!(place(&play(&script, &["crsis"])), "card");
    assert_eq!(place(&play(&script, &["n, crisis!"])), "card");
    assert_eq!(place(&play(&script, &["n, crisis!", "back"])), "hall");
}

#[test]
fn no_command_leads_away_from_what_an_interrupt_asks() {
    let more = r#"interrupts: {"low": (level: "distress", hears: ["hopeless"], ask: "low", text: Drop)},"#;
    let low = r#""low": (say: "Stop?", ask: Choose({"on": (say: "On", goto: "@return")})),"#;
    let script = house(more, r#""leave": (hears: ["flee"], do: (goto: "yard")),"#, "", low);
    for line in ["flee", "/flee"] {
        assert_eq!(place(&play(&script, &["hopeless", line])), "low", "{line}");
    }
    assert_eq!(place(&play(&script, &["hopeless", "on", "flee"])), "yard");
}

#[test]
fn held_words_that_come_as_a_command_are_not_given_back() {
    let more = r#"interrupts: {"low": (level: "distress", hears: ["hopeless", "no way out"], ask: "low", text: Hold)},"#;
    let low = r#""low": (say: "Stop?", ask: Choose({"on": (say: "On", goto: "@resume")})),"#;
    let script = house(more, "", "", low);
    let said = said(&script, &["hopeless, no way out. n", "on"]);
    assert!(said.starts_with("I don't know that verb here."), "{said}");
    assert!(said.ends_with("I left out the rest: “…”."), "{said}");
}

#[test]
fn the_sessions_own_words_work_where_no_verb_is_said_so() {
    let script = plain();
    assert!(matches!(play(&script, &[]).hear("help"), Response::Told(_)));
    assert!(matches!(play(&script, &[]).hear("why"), Response::Told(_)));
    assert!(matches!(play(&script, &[]).hear("exit"), Response::Left(_)));
    assert!(matches!(play(&script, &[]).hear("quit"), Response::Left(_)));
    assert_eq!(place(&play(&script, &["n", "undo"])), "hall");
    assert_eq!(said(&script, &["n", "look"]), "The yard.");
    let own = house("", r#""out": (), "back": (hears: ["back", "look"], do: "You turn around."),"#, "", "");
    assert_eq!(said(&own, &["n", "back"]), "You turn around.");
    assert_eq!(said(&own, &["look"]), "You turn around.");
    assert_eq!(said(&own, &["exit"]), inward::phrases::NO_WAY);
    assert_eq!(place(&play(&own, &["n", "/back"])), "hall");
}

// Rules and hooks.

#[test]
fn a_rule_may_speak_after_a_command_and_its_way_is_taken_then() {
    let rules = r#"rules: {"tired": (level: "meaning", when: "n >= 1", ask: "rest", because: "you carried something")},"#;
    let script =
        house(rules, r#""haul": (hears: ["haul"], do: (set: {"n": "3"}, goto: "yard")),"#, "", r#""rest": (say: "Rest?", ask: Continue),"#);
    let mut session = play(&script, &["take lamp"]);
    assert_eq!((place(&session).as_str(), session.turn().said.to_string()), ("rest", "Taken. That makes 1.\n\nRest?".to_owned()));
    session.hear("");
    assert_eq!(place(&session), "hall");
    let mut session = play(&script, &["haul"]);
    assert_eq!(place(&session), "rest");
    session.hear("");
    assert_eq!(place(&session), "yard");
}

#[test]
fn a_hook_sees_the_nouns_of_a_command() {
    let dialogue = r#"(
  format: 1, title: "Hooked", start: "hall", facts: {"n": (is: Number(0, 9), start: 0)},
  nouns: {"lamp": "lamp", "key": "key"},
  verbs: {"rub": (hears: ["rub {thing}"], do: (hook: "rub")), "south": ()},
  nodes: {"hall": (say: "The hall.", ask: Command), "cave": (say: "A cave.", ask: Command), "wish": (say: "A wish?", ask: Continue)},
)"#;
    let hooks = r#"fn rub(reply, facts, next) {
    if facts.thing == "lamp" { next.set("n", 7); next.say("Smoke."); next.go("cave"); }
    if facts.thing == "key" { next.ask("wish", #{}, "you rubbed it"); }
}"#;
    let script = script_of(dialogue, Some(hooks));
    let session = play(&script, &["rub lamp"]);
    assert_eq!((place(&session).as_str(), session.turn().said.to_string()), ("cave", "Smoke.\n\nA cave.".to_owned()));
    assert_eq!(fact(&script, &session, "n"), &Value::Number(7));
    assert_eq!(place(&play(&script, &["rub key"])), "wish");
    assert_eq!(place(&play(&script, &["rub key", ""])), "hall");
}

// What is kept.

#[test]
fn a_conversation_of_commands_plays_again_from_its_log_and_its_image() {
    let script = asking();
    let lines =
        ["open lamp", "iron key", "tkae lamp", "yes", "n. s. s", "/think", "word", "take lamp", "n", "yes", "7", "x key", "brass", "g"];
    let session = play(&script, &lines);
    let (state, _) = replay(&script, session.log()).expect("the log is of this dialogue");
    assert_eq!(&state, session.state());
    assert_eq!(&State::restore(&script, &session.state().image()).expect("it is its own image"), session.state());
    for line in ["open lamp", "tkae lamp", "x key"] {
        let session = play(&script, &[line]);
        assert_eq!(&State::restore(&script, &session.state().image()).expect("it is its own image"), session.state(), "{line}");
    }
}
