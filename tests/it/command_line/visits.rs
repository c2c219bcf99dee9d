//! Second visits, the help card and the country, as the program is called with them.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;

/// The conversation that comes with the program, up to the first trait.
const FIRST: &str = "ok\nok\nyes\ngb\n18-plus\n5\ncrush\nSam\nskip\nskip\nquestion\nhis quiet\n";

/// A conversation put by so many days ago.
fn put_by(days: u64) -> Folder {
    let folder = Folder::with(&[]);
    assert_eq!(folder.call(&["play", "--resume-file", "talk.json"], FIRST).status, 0);
    let mut kept: Value = serde_json::from_str(&folder.read("talk.json")).unwrap();
    let at = kept["at"].as_u64().unwrap();
    kept["at"] = Value::from(at - days * 24 * 60 * 60 - 60);
    folder.write("talk.json", kept.to_string());
    folder
}

#[test]
fn a_second_visit_begins_with_a_greeting_and_goes_on_where_it_stopped() {
    let folder = put_by(3);
    let again = folder.call(&["play", "--from", "talk.json"], "4\non\nneed\nquit\n");
    assert_eq!(again.status, 0, "{}", again.trouble);
    for shown in
        ["Welcome back. It has been 3 days.", "5 last time, 4 today.", "What does “his quiet” mean to you?", "What would you need it for?"]
    {
        assert!(again.out.contains(shown), "{shown}: {}", again.out);
    }
}

#[test]
fn begun_afresh_the_earlier_conversation_stays_where_it_is() {
    let folder = put_by(1);
    let earlier = folder.read("talk.json");
    let again = folder.call(&["play", "--from", "talk.json", "--resume-file", "talk.json"], "4\nafresh\nok\nok\nyes\n");
    assert_eq!(again.status, 0, "{}", again.trouble);
    assert!(again.out.contains("Which country are you in?"), "it begins at the beginning: {}", again.out);
    assert_eq!(folder.read("talk.json"), earlier);
    assert!(folder.read("talk-2.json").contains("consent") && again.out.contains("talk-2.json"));
}

#[test]
fn a_clock_that_was_set_back_makes_no_days() {
    let folder = put_by(0);
    let mut kept: Value = serde_json::from_str(&folder.read("talk.json")).unwrap();
    kept["at"] = Value::from(u64::MAX);
    folder.write("talk.json", kept.to_string());
    let again = folder.call(&["play", "--from", "talk.json"], "");
    assert!(again.status == 0 && again.out.contains("Welcome back.") && !again.out.contains("It has been"), "{}", again.out);
}

#[test]
fn a_file_of_another_form_is_trouble_and_is_named() {
    let folder = put_by(0);
    folder.write("talk.json", folder.read("talk.json").replacen("\"format\":2", "\"format\":7", 1));
    let again = folder.call(&["play", "--from", "talk.json"], "");
    assert_eq!((again.status, again.out.as_str()), (2, ""));
    assert!(again.trouble.contains("talk.json was written by a newer inward, in format 7"), "{}", again.trouble);
}

#[cfg(unix)]
#[test]
fn the_conversation_itself_can_be_kept_on_request() {
    let folder = Folder::with(&[]);
    let first = folder.call(&["play"], format!("{FIRST}keepsake talk.json\nkeepsake talk.json\nquit\n"));
    let told = first.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("--from talk.json goes on there") && told.contains("talk.json is there already"), "{told}");
    assert!(super::readable_by_its_owner_alone(&folder.0.join("talk.json")));
    assert!(folder.call(&["play", "--from", "talk.json"], "").out.contains("Welcome back."));
}

#[cfg(unix)]
#[test]
fn the_help_card_is_written_with_what_is_known_of_its_numbers() {
    let folder = Folder::with(&[]);
    let typed = "/card early.html\nok\nok\nyes\ngb\n/card card.html\n/card card.md\n/card card.html\n/card card\n/card\nquit\n";
    let told = folder.call(&["play"], typed);
    assert_eq!(told.status, 0, "{}", told.trouble);
    let card = folder.read("card.html");
    for line in ["If a night gets hard", "999 or 112", "Samaritans, 116 123", "findahelpline.com", "checked these numbers ourselves yet"] {
        assert!(card.contains(line), "{line}: {card}");
    }
    assert!(folder.read("card.md").contains("116 123"));
    assert!(folder.read("early.html").contains("findahelpline.com"), "also before a country is known");
    assert!(["card.html", "card.md"].iter().all(|file| super::readable_by_its_owner_alone(&folder.0.join(file))));
    assert!(told.out.contains("card.html is there already") && told.out.contains("/card page.html"), "{}", told.out);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 3);
}

#[test]
fn a_country_that_is_given_isnt_asked_for() {
    let folder = Folder::with(&[]);
    for code in ["gb", "GB", "uk"] {
        let told = folder.call(&["play", "--country", code], "ok\nok\nyes\n");
        assert!(!told.out.contains("Which country") && told.out.contains("999 or 112"), "{code}: {}", told.out);
    }
    assert!(folder.call(&["play", "--country", "no"], "help\n").out.contains("Mental Helse"), "Norway's letters are no answer");
    for code in ["xx", "4", ""] {
        let told = folder.call(&["play", "--country", code], "");
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{code}");
        assert!(told.trouble.contains("two letters such as gb"), "{}", told.trouble);
    }
}
