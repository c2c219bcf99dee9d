//! Replies that show one rule each; the many are in `tests/it/replies`.

use super::*;
use crate::caps;
use crate::check::check;
use crate::pack::Pack;
use crate::script::{Around, Ask, Range};

const SCALE: Range = Range { low: 0, high: 10 };

/// A script with nothing in it that anybody could say.
fn silent() -> Script {
    let text = r#"(format: 1, title: "Silent", start: "q", nodes: {"q": (ask: Continue, goto: "@end over")})"#;
    check(&Pack::of_one("silent.ron", text), "silent.ron").script.unwrap()
}

/// What is read where this is asked.
fn reads(ask: &Ask, exact: bool, text: &str) -> Meaning {
    let script = silent();
    match read(&script, &Asked { exact, ..Asked::alone(&script, ask) }, text).taken {
        Taken::Step(meaning) => meaning,
        other => panic!("`{text}` is read as {other:?}"),
    }
}

fn number(range: Range) -> Ask {
    Ask::Number { range, least: None, most: None }
}

fn scale(text: &str) -> Meaning {
    reads(&number(SCALE), false, text)
}

fn free() -> Ask {
    Ask::Text { samples: Vec::new(), around: Around::default() }
}

fn sure(number: i64) -> Misfit {
    Misfit::AskedBack(Pending::Sure(number))
}

fn which(numbers: &[i64]) -> Misfit {
    Misfit::AskedBack(Pending::Numbers(numbers.to_vec()))
}

fn words(text: &str) -> Meaning {
    Meaning::Words(Words::read(text))
}

#[test]
fn numbers_are_read_as_people_give_them() {
    let cases = [
        ("7", 7),
        (" 7. ", 7),
        ("7/10", 7),
        ("seven", 7),
        ("about 7 I think", 7),
        ("I'd say 7 out of 10", 7),
        ("Ten", 10),
        ("zero", 0),
        ("7.0", 7),
        ("5. 3 rounds and then nothing", 5),
        ("9, there's like 2 other guys i know", 9),
        ("like a 3, was way worse 3 weeks ago lol", 3),
        ("8? hes not perfect", 8),
        ("8 id never do that to a kid", 8),
        ("5, depends on the day", 5),
    ];
    for (text, number) in cases {
        assert_eq!(scale(text), Meaning::Number(number), "{text}");
    }
}

#[test]
fn numbers_that_need_a_word_are_asked_back() {
    let cases = [
        ("between 6 and 7", which(&[6, 7])),
        ("6-7", which(&[6, 7])),
        ("11", Misfit::Outside),
        ("-3", Misfit::Outside),
        ("99999999999999999999999", Misfit::Outside),
        ("7.5", which(&[7, 8])),
        ("seven and a half", Misfit::Fraction),
        ("10.5", Misfit::Fraction),
        ("since i was 9 years old", sure(9)),
        ("my mum, she died when i was ten", sure(10)),
        ("a lot", Misfit::NoNumber),
        ("7, no, 8", which(&[7, 8])),
        ("7, sometimes even 9 at night", which(&[7, 9])),
        ("8, but that was before and now it is 5", which(&[8, 5])),
        ("9 years, and he never asked", sure(9)),
        ("no one comes near", Misfit::NoNumber),
        ("", Misfit::Empty),
    ];
    for (text, unread) in cases {
        assert_eq!(scale(text), Meaning::Misfit(unread), "{text}");
    }
}

#[test]
fn a_number_keeps_its_sign_and_its_denial() {
    let ask = number(Range { low: -5, high: 5 });
    let cases = [("-3", -3), ("- 3", -3), ("−3", -3), ("minus three", -3), ("negative 2", -2), ("+3", 3)];
    for (text, expected) in cases {
        assert_eq!(reads(&ask, false, text), Meaning::Number(expected), "{text}");
    }
    for text in ["not 3", "less than 3"] {
        assert_eq!(reads(&ask, false, text), Meaning::Misfit(sure(3)), "{text}");
    }
}

#[test]
fn that_is_all_gives_no_number() {
    for text in ["that's all", "thats it really"] {
        assert_eq!(scale(text), Meaning::Declined, "{text}");
    }
}

#[test]
fn not_answering_is_an_answer() {
    let cases = [
        ("skip", Meaning::Declined),
        ("I'd rather not.", Meaning::Declined),
        ("Pass!", Meaning::Declined),
        ("idk", Meaning::Unknown),
        ("I don't know", Meaning::Unknown),
        ("not now", Meaning::Later),
        ("Ask me later", Meaning::Later),
    ];
    for (text, meaning) in cases {
        assert_eq!(reads(&free(), false, text), meaning, "{text}");
    }
}

#[test]
fn an_exact_number_is_not_guessed() {
    assert_eq!(reads(&number(SCALE), true, "7"), Meaning::Number(7));
    assert_eq!(reads(&number(SCALE), true, "about 7"), Meaning::Misfit(Misfit::NoNumber));
}

#[test]
fn a_text_is_kept_as_it_was_typed() {
    assert_eq!(reads(&free(), false, "  Her laugh. "), words("Her laugh."));
    assert_eq!(reads(&free(), false, "..."), Meaning::Misfit(Misfit::Empty));
    assert_eq!(reads(&free(), false, "🙂"), words("🙂"));
    assert_eq!(reads(&free(), false, &"a".repeat(caps::REPLY_CHARACTERS + 1)), Meaning::Misfit(Misfit::TooLong));
}

/// What is taken among options of these labels, each of which is its own id.
fn taken(labels: &[&str], text: &str) -> Option<String> {
    let script = silent();
    let options = labels.iter().enumerate().map(|(place, label)| (format!("o{place}"), (*label).to_owned(), Some(place + 1)));
    let asked = Asked::choice(&script, options);
    match read(&script, &asked, text).taken {
        Taken::Step(Meaning::Option(id)) => Some(asked.option(&id)?.label.shown.clone()),
        _ => None,
    }
}

#[test]
fn a_label_is_taken_as_it_stands_on_the_screen_before_anything_is_folded_away() {
    let table: [(&[&str], &[&str]); 3] = [
        (&["C", "C++", "C#"], &["C", "C++", "c#"]),
        (&["👍", "👎", "+", ":("], &["👎", "+", ":("]),
        (&["Back", "Quit"], &["back", "Quit"]),
    ];
    for (labels, typed) in table {
        for text in typed {
            assert_eq!(taken(labels, text).map(|label| label.to_lowercase()), Some(text.to_lowercase()), "{text}");
        }
    }
}

#[test]
fn what_was_asked_back_is_a_small_choice_of_its_own() {
    let script = silent();
    let options = ["No, it was sudden", "No, I saw it coming", "Yes"].map(str::to_owned);
    let options = options.into_iter().enumerate().map(|(place, label)| (format!("o{place}"), label, Some(place + 1)));
    let asked = Asked::choice(&script, options);
    let Taken::Step(Meaning::Misfit(Misfit::AskedBack(pending))) = read(&script, &asked, "no").taken else { panic!("which no?") };
    assert_eq!(pending, Pending::Options(vec!["o0".to_owned(), "o1".to_owned()]));
    let asked = Asked { pending: Some(pending), ..asked };
    for (text, id) in [("the first one", "o0"), ("the last one", "o1"), ("coming", "o1"), ("2", "o1")] {
        let reading = read(&script, &asked, text);
        assert_eq!(reading.taken, Taken::Step(Meaning::Option(id.to_owned())), "{text}");
    }
    assert_eq!(read(&script, &asked, "the last one").by, Reader::AskedBack);
}
