//! Replies that show one rule each; the many are in `tests/replies`.

use super::*;
use crate::script::{Around, Range};

const SCALE: Range = Range { low: 0, high: 10 };

fn scale(text: &str) -> Reading {
    read(text, &Ask::Number { range: SCALE, least: None, most: None }, &[], false).reading
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
        assert_eq!(scale(text), Reading::Number(number), "{text}");
    }
}

#[test]
fn numbers_that_need_a_word_are_asked_back() {
    let cases = [
        ("between 6 and 7", Unread::WhichNumber(vec![6, 7])),
        ("6-7", Unread::WhichNumber(vec![6, 7])),
        ("11", Unread::Outside(SCALE)),
        ("-3", Unread::Outside(SCALE)),
        ("99999999999999999999999", Unread::Outside(SCALE)),
        ("7.5", Unread::Fraction),
        ("since i was 9 years old", Unread::Sure(9)),
        ("my mum, she died when i was ten", Unread::Sure(10)),
        ("a lot", Unread::NoNumber(SCALE)),
        ("7, no, 8", Unread::WhichNumber(vec![7, 8])),
        ("7, sometimes even 9 at night", Unread::WhichNumber(vec![7, 9])),
        ("8, but that was before and now it is 5", Unread::WhichNumber(vec![8, 5])),
        ("9 years, and he never asked", Unread::Sure(9)),
        ("no one comes near", Unread::NoNumber(SCALE)),
        ("", Unread::Empty),
    ];
    for (text, unread) in cases {
        assert_eq!(scale(text), Reading::Unread(unread), "{text}");
    }
}

#[test]
fn a_number_keeps_its_sign_and_its_denial() {
    let ask = Ask::Number { range: Range { low: -5, high: 5 }, least: None, most: None };
    let cases = [("-3", -3), ("- 3", -3), ("−3", -3), ("minus three", -3), ("negative 2", -2), ("+3", 3)];
    for (text, number) in cases {
        assert_eq!(read(text, &ask, &[], false).reading, Reading::Number(number), "{text}");
    }
    for text in ["not 3", "less than 3"] {
        assert_eq!(read(text, &ask, &[], false).reading, Reading::Unread(Unread::Sure(3)), "{text}");
    }
}

#[test]
fn that_is_all_gives_no_number() {
    for text in ["that's all", "thats it really"] {
        assert_eq!(scale(text), Reading::Declined, "{text}");
    }
}

#[test]
fn not_answering_is_an_answer() {
    let cases = [
        ("skip", Reading::Declined),
        ("I'd rather not.", Reading::Declined),
        ("Pass!", Reading::Declined),
        ("idk", Reading::Unknown),
        ("I don't know", Reading::Unknown),
        ("not now", Reading::Later),
        ("Ask me later", Reading::Later),
    ];
    for (text, reading) in cases {
        assert_eq!(read(text, &Ask::Text { samples: Vec::new(), around: Around::default() }, &[], false).reading, reading, "{text}");
    }
}

#[test]
fn an_exact_number_is_not_guessed() {
    let ask = Ask::Number { range: SCALE, least: None, most: None };
    assert_eq!(read("7", &ask, &[], true).reading, Reading::Number(7));
    assert_eq!(read("about 7", &ask, &[], true).reading, Reading::Unread(Unread::NoNumber(SCALE)));
}

#[test]
fn a_text_is_kept_as_it_was_typed() {
    let ask = Ask::Text { samples: Vec::new(), around: Around::default() };
    assert_eq!(read("  Her laugh. ", &ask, &[], false).reading, Reading::Text("Her laugh.".to_owned()));
    assert_eq!(read("...", &ask, &[], false).reading, Reading::Unread(Unread::Empty));
    assert_eq!(read("🙂", &ask, &[], false).reading, Reading::Text("🙂".to_owned()));
    assert_eq!(read(&"a".repeat(caps::REPLY_CHARACTERS + 1), &ask, &[], false).reading, Reading::Unread(Unread::TooLong));
}
