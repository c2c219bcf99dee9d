//! "That's wrong": what was told back is asked for anew in the same turn, and what rested on it is asked again.

use inward::transcript::Transcript;
use inward::{Begin, Pack, Response, Script, Session, check, phrases};

const TALK: &str = r#"(
  format: 1, title: "Talk", start: "name",
  facts: {
    "name": Text, "kind": OneOf(["friend", "family"]), "size": Number(0, 10), "place": Text, "why": Text, "wrongs": (is: Number(0, 9), start: 0),
    "people": Records(shows: "text", most: 3, fields: {"text": Text}),
    "traits": Records(shows: "text", most: 3, fields: {"text": Text, "from": Link("people")}),
  },
  safety: (ask: "card", line: "Not safe? Type *help*.", words: ["sos"]),
  interrupts: {
    "danger": (level: "safety", hears: ["want to die"], ask: "crisis", text: Drop, samples: ["I want to die"]),
    "crooked": (level: "correction", hears: ["^[no] (thats|that is) (wrong|not what i meant)$", "^wrong$"], ask: "crooked", text: Drop, amends: true,
                samples: ["that's wrong"]),
  },
  nodes: {
    "card": (exact: true, say: "Call somebody.", ask: Choose({"return": (say: "Return", goto: "@return")})),
    "crisis": (exact: true, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
    "crooked": (entering: {"wrongs": "wrongs + 1"}, say: "Then I had it crooked.", goto: "@return"),
    "name": (say: "What may I call them?", ask: Text(samples: ["Kim"]), keep: "name", goto: "called"),
    "called": (say: "I'll say {quote(name)}.", goto: "kind"),
    "kind": (say: "Who are they to you?", ask: Choose({"friend": "A friend", "family": "Family", "wrong": (say: "Nobody", listed: false, goto: "size")}),
             goto: "size", set: {"kind": "'friend'"}),
    "size": (say: "How large is it?", ask: Number(0, 10), keep: "size", goto: "place"),
    "place": (say: "You gave it a {size}. Where was it, with {quote(name)}?", ask: Text(samples: ["at home"]), keep: "place", goto: "why"),
    "why": (say: "And why was it {quote(place)}?", ask: Text(samples: ["because"]), keep: "why", goto: "traits"),
    "traits": (say: "What did you see in {quote(name)}?", ask: Gather(into: "traits", most: 3, visit: "trait"), goto: "bye"),
    "trait": (given: {"trait": "traits"}, say: "With {quote(trait)}: of whom does it remind you?", ask: Text(samples: ["my aunt"]), keep: "trait.from", goto: "from"),
    "from": (given: {"trait": "traits"}, say: "So {quote(trait.from)} had it. How was that?", ask: Text(samples: ["warm"]), goto: "@return"),
    "bye": (say: ["Wrong {wrongs} times."], ask: Continue, goto: "@end done"),
  },
)"#;

fn script(talk: &str) -> Script {
    let checked = check(&Pack::of_one("talk.ron", talk), "talk.ron");
    checked.script.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

fn with<T>(typed: &[&str], play: impl FnOnce(&mut Session) -> T) -> T {
    let script = script(TALK);
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    typed.iter().for_each(|line| {
        session.hear(line);
    });
    play(&mut session)
}

fn node(session: &Session) -> String {
    session.turn().outcome.question().map_or_else(|| "the end".to_owned(), |question| question.identity.node.clone())
}

fn told(session: &mut Session, typed: &str) -> String {
    match session.hear(typed) {
        Response::Told(prose) => prose.to_string(),
        other => panic!("`{typed}` wasn't told, but {other:?} at {}: {}", node(session), session.turn().said),
    }
}

fn turned(session: &mut Session, typed: &str) -> String {
    match session.hear(typed) {
        Response::Turn => session.turn().said.to_string(),
        other => panic!("`{typed}` led to {other:?}"),
    }
}

fn answers(session: &Session) -> Vec<String> {
    session.notes().into_iter().map(|note| note.answer).collect()
}

/// How often it was heard that something was wrong, as the content counts it.
fn wrongs(session: &Session) -> String {
    let overview = session.overview();
    let fact = overview.facts.iter().find(|(name, _)| name == "wrongs");
    fact.map(|(_, value)| value.clone()).unwrap_or_default()
}

#[test]
fn what_was_told_back_is_asked_anew_with_its_question_and_what_stands() {
    with(&["Kim", "friend", "4"], |session| {
        assert_eq!(node(session), "place");
        session.hear("at home");
        let asked = told(session, "no, that's not what I meant");
        assert_eq!(
            asked,
            format!("Then I had it crooked.\n\nWhere was it, with “Kim”? – “at home”\n\n{}", phrases::HOW_WOULD_YOU_SAY_IT),
            "nothing but one question"
        );
        assert!(session.is_amending());
        assert_eq!(session.amended().map(|question| question.identity.node).as_deref(), Some("place"));
        let said = turned(session, "in the car");
        assert!(said.contains(phrases::CHANGED) && said.contains("why was it “in the car”"), "{said}");
        assert_eq!(answers(session), ["“Kim”", "A friend", "4", "“in the car”"]);
        assert!(!session.is_amending());
    });
}

#[test]
fn words_that_were_said_on_the_way_to_the_question_stood_on_the_screen_too() {
    with(&["Kim"], |session| {
        assert!(told(session, "that's wrong").contains("What may I call them? – “Kim”"));
        assert!(turned(session, "Sam").contains("Who are they to you?"));
        assert_eq!(answers(session), ["“Sam”"]);
    });
    with(&["Kim", "nonsense"], |session| {
        assert!(session.turn().said.to_string().contains(phrases::UNREAD[0]), "and the question couldn't be read in between");
        assert!(!told(session, "/notes").is_empty());
        turned(session, "/look");
        assert!(turned(session, "that's wrong").contains(phrases::BACK_SAYS_IT), "only the question itself was shown again");
    });
}

#[test]
fn what_rested_on_it_is_asked_again() {
    with(&["Kim", "friend", "4", "at home", "no reason"], |session| {
        assert_eq!(node(session), "traits");
        assert!(told(session, "that's wrong").contains("What may I call them? – “Kim”"));
        let said = turned(session, "Sam");
        assert_eq!(node(session), "place", "its question showed the name: {said}");
        assert!(said.contains("“at home”") && session.offered().is_some(), "{said}");
        assert_eq!(answers(session), ["“Sam”", "A friend", "4"], "until it is answered, nothing rests on it");
        session.hear("in the car");
        assert_eq!(node(session), "why", "and so did this one");
        session.hear("same");
        assert_eq!((node(session).as_str(), wrongs(session).as_str()), ("traits", "1"));
    });
}

#[test]
fn where_several_stood_there_it_is_asked_which() {
    let asks = "Then I had it crooked.\n\n  1  How large is it? – 4\n  2  “Kim”\n\n";
    for (which, asked) in [("2", "“Kim”"), ("the second one", "“Kim”"), ("kim", "“Kim”"), ("first", "4"), ("1.", "4"), ("last", "“Kim”")]
    {
        with(&["Kim", "friend", "4"], |session| {
            assert_eq!(told(session, "that's wrong"), format!("{asks}{}", phrases::WHICH_WAS_WRONG));
            let anew = told(session, which);
            assert!(anew.contains(&format!("– {asked}\n")), "{which}: {anew}");
        });
    }
    with(&["Kim", "friend", "4"], |session| {
        told(session, "that's wrong");
        assert!(told(session, "both").ends_with(phrases::WHICH_NUMBER), "nothing is taken for the answer to the question that waits");
        told(session, "1");
        assert!(told(session, "plenty").ends_with(phrases::OR_LEAVE_IT));
        assert!(turned(session, "7").contains("You gave it a 7."));
        assert_eq!((node(session).as_str(), answers(session).len()), ("place", 3));
    });
}

#[test]
fn where_none_stood_there_the_way_back_is_said() {
    with(&["Kim", "friend"], |session| {
        let said = turned(session, "that's wrong");
        assert_eq!(said, format!("Then I had it crooked.\n\n{}\n\nHow large is it?", phrases::BACK_SAYS_IT));
        assert!(!session.is_amending());
        session.hear("back");
        assert_eq!(node(session), "kind", "going back doesn't stop at what was only heard");
        session.hear("again");
        assert_eq!((node(session).as_str(), wrongs(session).as_str()), ("size", "1"));
    });
    with(&[], |session| {
        let said = turned(session, "that's wrong");
        assert!(!said.contains(phrases::BACK_SAYS_IT), "nothing was answered yet: {said}");
        assert_eq!(told(session, "back"), phrases::NOTHING_BACK);
    });
}

#[test]
fn it_is_left_as_it_was_with_a_word_or_none_and_the_question_stands_again() {
    for typed in ["", "leave it", "Never mind.", "back"] {
        with(&["Kim", "friend", "4", "at home"], |session| {
            told(session, "that's wrong");
            let said = turned(session, typed);
            assert_eq!(said, format!("{}\n\nAnd why was it “at home”?", phrases::LEFT_AS_IT_WAS), "after `{typed}`");
            assert!(!session.is_amending());
            session.hear("because");
            assert_eq!(answers(session).len(), 5);
        });
    }
}

#[test]
fn what_alarms_is_heard_while_something_is_asked_anew() {
    for before in [&["that's wrong"][..], &["that's wrong", "1"]] {
        with(&["Kim", "friend", "4"], |session| {
            before.iter().for_each(|line| {
                session.hear(line);
            });
            assert!(session.is_amending());
            session.hear("I want to die");
            assert_eq!(node(session), "crisis");
            assert!(!session.is_amending());
            session.hear("yes");
            assert_eq!(node(session), "place", "and the question waits");
            assert_eq!(answers(session), ["“Kim”", "A friend", "4"]);
        });
    }
    with(&["Kim", "friend", "4"], |session| {
        session.hear("that's wrong");
        session.hear("sos");
        assert_eq!(node(session), "card");
    });
}

#[test]
fn what_was_named_is_corrected_or_another_thing_takes_its_place() {
    let before = ["Kim", "friend", "4", "home", "because", "her quiet"];
    with(&before, |session| {
        assert_eq!(node(session), "trait");
        assert!(told(session, "that's wrong").contains("What did you see in “Kim”? – “her quiet”"));
        assert!(turned(session, "his quiet").contains("With “his quiet”"), "nothing was said of it yet, so it only changes its name");
        session.hear("my aunt");
        assert!(told(session, "wrong").contains("of whom does it remind you? – “my aunt”"), "the answer that it came from");
        assert!(turned(session, "my uncle").contains("So “my uncle” had it."));
        assert_eq!(answers(session)[5..], ["“his quiet”", "“my uncle”"]);
    });
    let before = ["Kim", "friend", "4", "home", "because", "her quiet", "my aunt", "warm", "her way", "my aunt"];
    with(&before, |session| {
        assert!(told(session, "wrong").contains("“my aunt”"));
        assert!(told(session, "my uncle").starts_with(phrases::SPELLING_OR_ANOTHER), "two are like her");
        assert!(turned(session, "another").contains("So “my uncle” had it."));
        assert_eq!(answers(session)[5..], ["“her quiet”", "“my aunt”", "“warm”", "“her way”", "“my uncle”"]);
    });
    let before = ["Kim", "friend", "4", "home", "because", "her quiet", "my aunt"];
    let talk = TALK.replace("So {quote(trait.from)} had it.", "So “her” had {quote(trait)}.");
    let script = script(&talk);
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    before.iter().for_each(|line| {
        session.hear(line);
    });
    told(&mut session, "that's wrong");
    assert!(told(&mut session, "her calm").starts_with(phrases::SPELLING_OR_ANOTHER), "it was said of whom it reminds them");
    let said = turned(&mut session, "another");
    assert!(said.contains("With “her calm”"), "what was said of the one isn't said of the other: {said}");
    assert_eq!(wrongs(&session), "1", "though the question at which it was heard is gone");
    let before = ["Kim", "friend", "4", "home", "because", "her quiet"];
    with(&before, |session| {
        session.hear("that's wrong");
        let said = turned(session, "nothing");
        assert!(said.starts_with(phrases::LEFT_AS_IT_WAS) && said.contains("“her quiet”"), "{said}");
    });
}

#[test]
fn a_choice_that_was_guessed_stands_on_the_screen_as_it_was_understood() {
    with(&["Kim", "a freind"], |session| {
        assert!(session.turn().guessed && node(session) == "size");
        let asked = told(session, "that's wrong");
        assert!(asked.contains("Who are they to you? – A friend\n\n  1  A friend\n  2  Family\n\n"), "{asked}");
        assert!(turned(session, "2").contains("How large is it?"));
        assert_eq!(answers(session)[1], "Family");
    });
    with(&["Kim", "friend"], |session| {
        assert!(!session.turn().guessed, "what was typed as it stands is only there as it was typed");
        assert!(turned(session, "that's wrong").contains(phrases::BACK_SAYS_IT));
    });
}

#[test]
fn an_option_that_is_called_so_is_that_option() {
    with(&["Kim"], |session| {
        session.hear("wrong");
        assert_eq!((node(session).as_str(), answers(session)[1].as_str()), ("size", "Nobody"));
    });
}

#[test]
fn in_a_longer_text_it_is_told_of_something_else() {
    with(&["Kim", "friend", "4"], |session| {
        session.hear("He told them I lied. That's wrong.");
        assert_eq!(node(session), "why");
    });
    with(&["Kim", "friend", "4"], |session| {
        session.hear("No! That's wrong. I meant her.");
        assert!(session.is_amending());
    });
}

#[test]
fn the_content_counts_each_of_them_however_often_it_is_played_again() {
    with(&["Kim"], |session| {
        for (typed, expected) in
            [("that's wrong", "1"), ("Sam", "1"), ("friend", "1"), ("4", "1"), ("that's wrong", "2"), ("2", "2"), ("Kim", "2")]
        {
            session.hear(typed);
            assert_eq!(wrongs(session), expected, "after `{typed}` at {}", node(session));
        }
        session.hear("at home");
        session.hear("wrong");
        session.hear("abroad");
        assert_eq!(wrongs(session), "3");
        // The question at which it was heard last is answered, and that answer is changed.
        session.hear("no reason");
        session.hear("/change 5 a reason");
        assert_eq!(wrongs(session), "3");
    });
}

#[test]
fn the_log_comes_to_the_same_place() {
    let lines = ["Kim", "that's wrong", "Sam", "friend", "4", "at home", "wrong", "in the car", "that's wrong", "", "because"];
    let script = script(TALK);
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    for line in lines {
        session.hear(line);
        let resumed = Session::resume(&script, session.log().clone()).unwrap();
        let (rejoined, report) = Session::rejoin(&script, session.log()).unwrap();
        assert!(report.is_empty(), "after `{line}`");
        for played in [&resumed, &rejoined] {
            assert_eq!(played.state(), session.state(), "after `{line}`");
            assert_eq!(played.notes(), session.notes(), "after `{line}`");
        }
    }
    assert_eq!(answers(&session), ["“Sam”", "A friend", "4", "“in the car”", "“because”"]);
    // A transcript of it goes the same way, with what was answered in the end.
    let transcript = Transcript::of(&script, session.log(), None);
    let mut again = Session::begin(&script, Begin::default()).unwrap();
    transcript.typed.iter().for_each(|line| {
        again.hear(line);
    });
    assert_eq!((node(&again), answers(&again)), (node(&session), answers(&session)), "{:?}", transcript.typed);
}

#[test]
fn a_transcript_shows_what_was_heard_and_what_is_asked() {
    let transcript = Transcript::parse("> Kim\n> that's wrong\n> Sam\n").unwrap();
    let shown = transcript.perform(&script(TALK)).unwrap();
    let expected = "~ noticed crooked, dropped\n~ told\nThen I had it crooked.\n\nWhat may I call them? – “Kim”\n\n";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn inside_an_interrupt_the_change_waits() {
    let talk = TALK.replace("say: \"Are you safe?\"", "say: \"You called them {quote(name)}. Are you safe?\"");
    let script = script(&talk);
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    for line in ["Kim", "friend", "I want to die", "that's wrong"] {
        session.hear(line);
    }
    assert_eq!(told(&mut session, "Sam"), phrases::CHANGE_WAITS);
    session.hear("yes");
    assert_eq!(answers(&session)[0], "“Sam”");
    assert_eq!(node(&session), "crisis", "nobody is taken to be safe by an answer to another question");
    session.hear("yes");
    assert_eq!(node(&session), "size");
}

#[test]
fn why_tells_the_same_before_and_after() {
    with(&["Kim", "friend", "4", "home"], |session| {
        let why = session.why();
        session.hear("that's wrong");
        assert_eq!(session.why(), why);
        assert_eq!(told(session, "/why"), why.to_string(), "whatever else is asked for goes before");
        assert!(!session.is_amending());
        session.hear("wrong");
        session.hear("in the car");
        assert!(told(session, "/why").contains("“in the car”"));
    });
}

#[test]
fn a_trace_tells_why_an_option_is_no_objection() {
    let checked = check(&Pack::of_one("talk.ron", TALK), "talk.ron");
    let script = checked.script.as_ref().expect("it has no mistakes");
    let mut session = Session::begin(script, Begin::default()).unwrap();
    session.hear("Kim");
    session.hear("wrong");
    let looked = session.trace().told(&checked.sources).join("\n");
    assert!(looked.contains("interrupt `crooked` heard something, but an option is called so"), "{looked}");
}

#[test]
fn what_stands_for_words_that_arent_repeated_is_no_echo() {
    with(&["Kim", "friend", "4", "at home on the stairs with the door open and the light of the whole street in it"], |session| {
        assert!(session.turn().said.to_string().contains(phrases::WHAT_YOU_WROTE));
        assert!(turned(session, "that's wrong").contains(phrases::BACK_SAYS_IT));
    });
}

#[test]
fn where_nothing_could_come_of_it_the_check_says_so() {
    let cases = [
        ("text: Drop, amends", "text: Hold, amends", "it holds what was typed"),
        ("level: \"correction\"", "level: \"safety\"", "it speaks of somebody's safety"),
        ("say: \"Then I had it crooked.\"", "say: \"Then I had it crooked.\", ask: Continue", "its node asks something itself"),
    ];
    for (old, new, expected) in cases {
        let checked = check(&Pack::of_one("talk.ron", &TALK.replace(old, new)), "talk.ron");
        let said = inward::diagnostics::human(&checked.diagnostics, &checked.sources, false);
        assert!(checked.script.is_none() && said.contains("idle-amends") && said.contains(expected), "{said}");
    }
}

/// The patterns of the built-in conversation, on sentences that weren't written for them.
#[test]
fn people_say_in_many_ways_that_it_is_wrong() {
    let checked = check(&Pack::built_in(), "content/rejection.ron");
    let script = checked.script.expect("the conversation has no mistakes");
    let crooked = script.interrupts.iter().find(|interrupt| interrupt.name == "crooked").expect("it listens for it");
    let hears = |text: &str| crooked.hears(&inward::patterns::Heard::new(text));
    let wrong = [
        "That's wrong.",
        "no thats wrong",
        "NO THAT IS WRONG",
        "thats worng",
        "Wrong!",
        "no, wrong",
        "that's not what I meant",
        "No. That's not what I said",
        "you got that wrong",
        "no you've got me all wrong",
        "you have got it wrong",
        "you misunderstood me",
        "You misunderstood",
        "that isn't right",
        "that's not right",
        "I didn't say that",
        "sorry, that's not what I wrote",
        "hm, that's not it",
        "that's the wrong name",
        "thats not her name",
        "no... that's wrong",
    ];
    for text in wrong {
        assert!(hears(text), "`{text}` isn't heard");
    }
    let other = [
        "you got it",
        "you got me",
        "you understood me",
        "I did something wrong",
        "what did I do wrong",
        "everything that's wrong with me",
        "He told everyone that I cheated. That's wrong.",
        "the wrong man",
        "that it was wrong to trust him",
        "he said that's not what I meant to him",
        "I was wrong",
        "wrong place, wrong time",
        "you're not wrong",
        "she never said that",
        "no",
    ];
    for text in other {
        assert!(!hears(text), "`{text}` is heard");
    }
}
