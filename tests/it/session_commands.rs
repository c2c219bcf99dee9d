//! What is typed that is no answer: each command at each kind of question, what was taken for one, and what they tell.

use inward::{Begin, Pack, Response, Script, Session, check, phrases};

const TALK: &str = r#"(
  format: 1, title: "Talk", start: "who",
  sections: {"first": "The beginning", "more": "A closer look"},
  facts: {
    "who": OneOf(["friend", "family"]), "hurt": Number(0, 10), "name": Text,
    "liked": List(["quiet", "humour"]), "things": Records(shows: "text", most: 3, fields: {"text": Text}),
  },
  safety: (ask: "card", line: "Not safe? Type *help*.", words: ["sos"]),
  interrupts: {"danger": (level: "safety", hears: ["want to die"], ask: "crisis", text: Drop, samples: ["I want to die"])},
  nodes: {
    "card": (exact: true, say: "Call somebody.", ask: Choose({"return": (say: "Return", goto: "@return")})),
    "crisis": (exact: true, say: "Are you safe?", ask: Choose({"yes": (say: "Yes", goto: "@return")})),
    "who": (section: "first", say: "Who was it?", ask: Choose({"friend": "A friend", "family": "Family"}), keep: "who", because: "it matters who", goto: "hurt"),
    "hurt": (section: "first", say: "How much does it hurt?", ask: Number(from: 0, to: 10, least: "not at all"), keep: "hurt", goto: "name"),
    "name": (section: "first", say: "Thank you. What may I call them?", ask: Text(samples: ["Kim"]), keep: "name", goto: "liked"),
    "liked": (section: "more", say: "What did you like?", ask: ChooseMany({"quiet": "The quiet", "humour": "The humour"}), keep: "liked", goto: "things"),
    "things": (section: "more", say: "What else was there?", ask: Gather(into: "things", most: 3), goto: "sure"),
    "sure": (section: "more", say: "Is that right?", ask: YesNo(yes: "It is", no: "It isn't"), goto: "bye"),
    "bye": (say: "Go well, {name}.", goto: "@end done"),
  },
)"#;

fn with<T>(play: impl FnOnce(&mut Session) -> T) -> T {
    let checked = check(&Pack::of_one("talk.ron", TALK), "talk.ron");
    let script: &Script = checked.script.as_ref().unwrap_or_else(|| panic!("{:#?}", checked.diagnostics));
    play(&mut Session::begin(script, Begin::default()).unwrap())
}

fn node(session: &Session) -> String {
    session.turn().outcome.question().map_or_else(|| "the end".to_owned(), |question| question.identity.node.clone())
}

/// What is told beside the conversation.
fn told(session: &mut Session, typed: &str) -> String {
    match session.hear(typed) {
        Response::Told(prose) => prose.to_string(),
        other => panic!("`{typed}` wasn't told, but {other:?} at {}", node(session)),
    }
}

/// What a typed line does at a question, in a few words.
fn what_it_does(before: &[&str], typed: &str) -> String {
    with(|session| {
        before.iter().for_each(|line| {
            session.hear(line);
        });
        let at = node(session);
        match session.hear(typed) {
            Response::Left(_) => "leaves".to_owned(),
            Response::Told(prose) => format!("tells {:.20}", prose.to_string().replace('\n', " ")),
            Response::Turn if session.turn().understood.is_some() => format!("answers, to {}", node(session)),
            Response::Turn if node(session) == at && session.turn().said.to_string().is_empty() => "nothing".to_owned(),
            Response::Turn if node(session) == at => format!("stays: {:.20}", session.turn().said.to_string()),
            Response::Turn => format!("goes to {}", node(session)),
        }
    })
}

#[test]
fn a_typed_line_does_the_same_wherever_it_can_be_no_answer() {
    let choice: &[&str] = &[];
    let number: &[&str] = &["friend"];
    let text: &[&str] = &["friend", "4"];
    let many: &[&str] = &["friend", "4", "Kim"];
    let gather: &[&str] = &["friend", "4", "Kim", "quiet"];
    let cases = [
        // Bare at any prompt.
        (choice, "help", "tells Call somebody.  To a"),
        (text, "HELP", "tells Call somebody.  To a"),
        (gather, "hepl", "tells Call somebody.  To a"),
        (choice, "?", "tells Call somebody.  To a"),
        (text, "sos", "goes to card"),
        (text, "back", "goes to hurt"),
        (number, "go back", "goes to who"),
        (many, "back", "goes to name"),
        (choice, "back", "tells This is the beginnin"),
        (text, "skip", "answers, to liked"),
        (text, "quit", "leaves"),
        // By a stroke, anywhere.
        (text, "/look", "stays: Thank you. What may "),
        (gather, "/why", "tells You made your choice"),
        (text, "/QUIT", "leaves"),
        (text, "/back", "goes to hurt"),
        (text, "/pause", "tells Take your time; noth"),
        (text, "/nonsense", "stays: I don't know that co"),
        // Bare where nothing else fits.
        (choice, "look", "stays: Who was it?"),
        (number, "notes", "tells This is what I've un"),
        (number, "where am i", "tells ◉  The beginning · 1"),
        (many, "why", "tells You wrote “Kim”, and"),
        (choice, "why", "tells This is where the co"),
        (number, "pause", "tells Take your time; noth"),
        (number, "exit", "leaves"),
        (number, "why 1", "tells About “Who was it?”:"),
        (number, "change 1", "tells Who was it?    1  A "),
        (number, "forget 9", "tells There's one answer s"),
        (text, "change 1", "answers, to liked"),
        (text, "why 1", "answers, to liked"),
        (number, "leave", "tells If you'd like to sto"),
        (choice, "bye", "tells If you'd like to sto"),
        (number, "again", "stays: How much does it hur"),
        // Answers, where any word is one.
        (text, "look", "answers, to liked"),
        (text, "map", "answers, to liked"),
        (text, "stop", "answers, to liked"),
        (text, "change", "answers, to liked"),
        (gather, "map", "answers, to things"),
        // Hardly ever an answer, and told beside it.
        (text, "why", "tells You answered 4, and "),
        (gather, "notes", "tells This is what I've un"),
        (text, "\"why\"", "answers, to liked"),
        // In quotes it is an answer after all; what leads to help leads there all the same.
        (text, "\"back\"", "answers, to liked"),
        (text, "“quit”", "answers, to liked"),
        (text, "'/look'", "answers, to liked"),
        (text, "\"help\"", "tells Call somebody.  To a"),
        (text, "\"Kim\"", "answers, to liked"),
    ];
    for (before, typed, expected) in cases {
        assert_eq!(what_it_does(before, typed), expected, "`{typed}` after {before:?}");
    }
}

#[test]
fn what_was_taken_for_a_command_is_said_with_how_to_answer_with_it() {
    with(|session| {
        assert!(!told(session, "help").contains(phrases::TAKEN_FOR_HELP), "at a choice it is surely a command");
        session.hear("friend");
        session.hear("4");
        assert!(!told(session, "/help").contains(phrases::TAKEN_FOR_HELP), "with a stroke it is surely a command");
        assert!(told(session, "help").contains(phrases::TAKEN_FOR_HELP));
        assert!(!told(session, "help").contains(phrases::TAKEN_FOR_HELP), "once is enough");
        session.hear("back");
        session.hear("again");
        assert_eq!(node(session), "name");
        session.hear("“back”");
        assert_eq!(node(session), "liked");
        assert_eq!(session.notes()[2].answer, "“back”");
    });
    with(|session| {
        session.hear("friend");
        session.hear("4");
        session.hear("back");
        assert!(session.turn().said.to_string().contains(phrases::TAKEN_FOR_BACK));
    });
    with(|session| {
        session.hear("friend");
        session.hear("4");
        assert!(told(session, "why").contains(&phrases::taken_for_command("why")));
        assert!(!told(session, "notes").contains(&phrases::taken_for_command("notes")), "once is enough");
        session.hear("“why”");
        assert_eq!(session.notes()[2].answer, "“why”");
    });
}

#[test]
fn an_option_of_the_same_name_goes_first_except_before_help() {
    let talk = TALK.replace(r#""family": "Family"}"#, r#""family": "Family", "quit": "I quit", "help": "I need help"}"#);
    let talk = talk.replace(r#"["friend", "family"]"#, r#"["friend", "family", "quit", "help"]"#);
    let checked = check(&Pack::of_one("talk.ron", &talk), "talk.ron");
    let script = checked.script.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics));
    let mut session = Session::begin(&script, Begin::default()).unwrap();
    assert!(matches!(session.hear("help"), Response::Told(_)));
    assert_eq!(session.hear("quit"), Response::Turn);
    assert_eq!(node(&session), "hurt");
}

#[test]
fn going_forward_undoes_going_back() {
    with(|session| {
        ["friend", "4", "Kim"].iter().for_each(|line| {
            session.hear(line);
        });
        ["back", "back", "back"].iter().for_each(|line| {
            session.hear(line);
        });
        assert_eq!(node(session), "who");
        for expected in ["hurt", "name", "liked", "liked"] {
            session.hear("/again");
            assert_eq!(node(session), expected);
        }
        assert_eq!(session.notes().len(), 3, "each answer stands once");
        session.hear("back");
        session.hear("Sam");
        session.hear("/again");
        assert_eq!(node(session), "liked", "what was answered since stays");
        assert_eq!(session.notes()[2].answer, "“Sam”");
    });
}

#[test]
fn why_tells_of_earlier_questions_too() {
    with(|session| {
        assert_eq!(told(session, "why 1"), phrases::why_so_far(0));
        session.hear("friend");
        session.hear("4");
        let first = told(session, "/why 2");
        assert!(first.contains("Who was it?") && first.contains("it matters who"), "{first}");
        assert!(told(session, "/why 1").contains("How much does it hurt?"));
        assert_eq!(told(session, "/why 3"), phrases::why_so_far(2));
    });
}

#[test]
fn notes_tell_every_answer_with_its_question_and_nothing_of_a_crisis() {
    with(|session| {
        for line in ["nonsense", "friend", "idk", "I want to die", "yes", "Kim\nand Sam", "1, 2", "the garden", "no"] {
            session.hear(line);
        }
        let notes = session.notes().into_iter().map(|note| format!("{} {}", note.asked, note.answer)).collect::<Vec<_>>();
        let expected = [
            "Who was it? A friend",
            "How much does it hurt? not known",
            "What may I call them? “Kim and Sam”",
            "What did you like? The quiet and The humour",
            "What else was there? “the garden”",
        ];
        assert_eq!(notes[..5], expected);
        let told = told(session, "/notes");
        assert!(told.contains("  3  What may I call them? – “Kim and Sam”\n"), "{told}");
        assert!(!told.contains("die") && !told.contains("safe"), "{told}");
    });
}

#[test]
fn the_map_shows_where_one_was_and_is() {
    with(|session| {
        session.hear("friend");
        session.hear("4");
        session.hear("Kim");
        let map = told(session, "map");
        assert!(map.starts_with("●  The beginning · 3 answers\n│\n◉  A closer look · you are here\n"), "{map}");
    });
}

#[test]
fn an_answer_is_changed_in_one_line_or_in_two() {
    with(|session| {
        assert_eq!(told(session, "/change"), phrases::NOTHING_TO_CHANGE);
        ["friend", "4", "Kim"].iter().for_each(|line| {
            session.hear(line);
        });
        session.hear("/change 1 family");
        assert_eq!((node(session).as_str(), session.notes()[0].answer.as_str()), ("hurt", "Family"), "another way leads there");
        session.hear("same");
        assert_eq!(node(session), "liked");

        assert!(told(session, "change").contains("  2  How much does it hurt? – 4\n"));
        let asked = told(session, "2");
        assert!(asked.contains("How much does it hurt?") && asked.contains("0 … 10") && asked.contains("You said: 4"), "{asked}");
        assert!(told(session, "plenty").ends_with(phrases::OR_LEAVE_IT));
        session.hear("7");
        assert_eq!(session.notes()[1].answer, "7");

        told(session, "change 3");
        assert_eq!(told(session, ""), phrases::LEFT_AS_IT_WAS);
        assert_eq!(session.notes()[2].answer, "“Kim”");
        assert_eq!(told(session, "change 9"), phrases::no_such_answer(3));
        told(session, "3");
        session.hear("Sam");
        assert_eq!(session.notes()[2].answer, "“Sam”");
    });
}

#[test]
fn what_names_something_is_asked_about_before_it_changes() {
    with(|session| {
        for line in ["friend", "4", "Kim", "1", "the gardn", "no"] {
            session.hear(line);
        }
        assert!(told(session, "change 5 the garden").starts_with(phrases::SPELLING_OR_ANOTHER));
        assert!(told(session, "hm").starts_with(phrases::SPELLING_OR_ANOTHER), "asked again, not guessed");
        session.hear("only the spelling");
        assert_eq!(session.notes()[4].answer, "“the garden”");
    });
}

#[test]
fn an_answer_is_forgotten_when_asked() {
    with(|session| {
        for line in ["friend", "4", "Kim", "1"] {
            session.hear(line);
        }
        session.hear("/forget 3");
        assert_eq!(node(session), "things", "nothing else changes");
        assert!(session.notes().iter().all(|note| !note.answer.contains("Kim")));
    });
}

#[test]
fn while_something_is_changed_everything_that_alarms_is_heard_all_the_same() {
    for before in [&["/change"][..], &["/change 1"], &["/change 3"], &["/forget"]] {
        with(|session| {
            ["friend", "4", "Kim"].iter().for_each(|line| {
                session.hear(line);
            });
            before.iter().for_each(|line| {
                session.hear(line);
            });
            session.hear("I want to die");
            assert_eq!(node(session), "crisis", "after {before:?}");
        });
    }
    for typed in ["/change 3 I want to die", "/forget I want to die", "/why I want to die"] {
        with(|session| {
            ["friend", "4", "Kim"].iter().for_each(|line| {
                session.hear(line);
            });
            session.hear(typed);
            assert_eq!(node(session), "crisis", "{typed}");
        });
    }
    with(|session| {
        session.hear("friend");
        told(session, "/change 1");
        assert!(told(session, "help").contains("Call somebody."), "help is help, whatever was asked");
    });
}

#[test]
fn help_fits_on_two_small_screens() {
    let help = with(|session| session.help().to_string());
    assert!(help.lines().count() <= 44, "{} lines", help.lines().count());
}
