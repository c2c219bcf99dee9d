//! A person's own words, given back.

use crate::caps;
use crate::english::{ends_sentence, pieces};
use crate::patterns::Heard;
use crate::script::Script;

/// So many words of a longer text are told back at most, as the conversation's brief has it: three to eight.
const PHRASE_WORDS: usize = 8;

/// Whether words are short enough, and on one line, to be repeated.
fn is_short(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().count() <= caps::QUOTED_CHARACTERS && !words.contains(char::is_control)
}

/// Whether an interrupt would hear something in it, or might, since it can't be heard to its end.
pub(crate) fn alarms(script: &Script, text: &str) -> bool {
    let heard = Heard::new(text);
    script.interrupts.iter().any(|interrupt| interrupt.hears(&heard)) || !heard.is_heard_out()
}

/// Whether somebody's words may be repeated: they're short, and no interrupt would hear anything in them.
pub(crate) fn may_repeat(script: &Script, words: &str) -> bool {
    is_short(words) && !alarms(script, words)
}

/// Words as they may be repeated: whole where they're short, else the first part of them that stands for itself. Nothing, where
/// that can't be told apart, or an interrupt would hear something in any of it.
pub(crate) fn repeatable(script: &Script, words: &str) -> Option<String> {
    let own = without_hesitation(words);
    if is_short(own) {
        return (!alarms(script, words)).then(|| own.to_owned());
    }
    let phrase = phrase(own)?;
    (!alarms(script, words)).then(|| phrase.to_owned())
}

/// What somebody says once they have found it: "idk, her laugh" is told back as "her laugh". A clause that goes on is left:
/// "I don't know how to stop" hesitates at nothing.
pub(crate) fn without_hesitation(words: &str) -> &str {
    let mut own = words.trim();
    while let Some(rest) = crate::english::HESITATIONS.iter().find_map(|hesitation| after(own, hesitation)) {
        own = rest;
    }
    own
}

/// What follows these words, which a sign must part from the rest.
fn after<'w>(words: &'w str, hesitation: &str) -> Option<&'w str> {
    let rest = words.get(..hesitation.len()).filter(|start| start.eq_ignore_ascii_case(hesitation)).map(|_| &words[hesitation.len()..])?;
    let parted = rest.trim_start_matches([',', '.', ';', '…', '-', '–', '—', ':', '\n', ' ']);
    let sign = rest.trim_start_matches(' ').starts_with([',', '.', ';', '…', '-', '–', '—', ':', '\n']);
    (sign && parted.contains(char::is_alphanumeric)).then_some(parted)
}

/// The first part of a longer text that is a phrase: up to eight words, ended by a sign.
fn phrase(words: &str) -> Option<&str> {
    let mut parts = pieces(words).map(|(part, stop)| {
        let ended = stop.is_some_and(|stop| ends_sentence(stop.sign));
        (part.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '"' | '“' | '”')), ended)
    });
    let is_phrase = |part: &str, ended: bool| {
        let own = part.split_whitespace().filter(|word| !crate::english::says_nothing(&word.to_lowercase())).count();
        // One word before a comma is only where a longer thought begins.
        own >= if ended { 1 } else { 2 } && part.split_whitespace().count() <= PHRASE_WORDS && is_short(part)
    };
    parts.find_map(|(part, ended)| is_phrase(part, ended).then_some(part))
}

/// Words with every gap and line end as one space, cut at a word where they are more than anybody reads at once.
pub(crate) fn on_one_line(words: &str) -> String {
    let mut line = String::new();
    let mut characters = 0;
    for word in words.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty()) {
        characters += word.chars().count() + 1;
        if characters > caps::WHOLE_CHARACTERS {
            line.push('…');
            return line;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Words turned to face the person: "I miss my father's quiet" becomes "you miss your father's quiet".
///
/// Word by word, by a fixed table, so that it never invents anything. Names keep their capitals.
pub(crate) fn mirror(words: &str) -> String {
    let words = words.trim().trim_end_matches(['.', '!', '?']);
    let mut mirrored = String::with_capacity(words.len());
    let mut after_i = false;
    for (place, word) in words.split_whitespace().enumerate() {
        if place > 0 {
            mirrored.push(' ');
        }
        let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let turned = turned(core, after_i);
        after_i = core.eq_ignore_ascii_case("i");
        match turned {
            Some(turned) if !core.is_empty() => mirrored.push_str(&word.replacen(core, turned, 1)),
            _ => mirrored.push_str(word),
        }
    }
    mirrored
}

fn turned(word: &str, after_i: bool) -> Option<&'static str> {
    const TABLE: [(&str, &str); 11] = [
        ("i", "you"),
        ("me", "you"),
        ("my", "your"),
        ("mine", "yours"),
        ("myself", "yourself"),
        ("i'm", "you're"),
        ("im", "you're"),
        ("i've", "you've"),
        ("ive", "you've"),
        ("i'd", "you'd"),
        ("i'll", "you'll"),
    ];
    let plain = word.replace('’', "'").to_lowercase();
    match plain.as_str() {
        "am" if after_i => Some("are"),
        "was" if after_i => Some("were"),
        _ => TABLE.iter().find(|(from, _)| *from == plain).map(|(_, to)| *to),
    }
}

/// A name with its possessive ending.
pub(crate) fn possessive(name: &str) -> String {
    let ends_in_s = name.ends_with(['s', 'S']);
    format!("{name}{}", if ends_in_s { "’" } else { "’s" })
}

/// Several things: "quiet, humour and hands".
pub(crate) fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The same words with a capital in front.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_at_a_word() {
        assert_eq!(on_one_line("one\n two\t\tthree "), "one two three");
        let long = on_one_line(&"word ".repeat(1_000));
        assert!(long.chars().count() <= caps::WHOLE_CHARACTERS && long.ends_with(" word…"), "{long}");
        assert_eq!(on_one_line(&"w".repeat(5_000)), "…");
    }

    #[test]
    fn of_a_longer_text_one_phrase_is_told_back() {
        let gran = "My gran. she raised me until i was nine and then she moved in with my uncle far away";
        assert_eq!(phrase(gran), Some("My gran"));
        let listens = "well, he always listened to me, even when the whole table was shouting about something else entirely";
        assert_eq!(phrase(listens), Some("he always listened to me"));
        assert_eq!(phrase("he always listened to me even when the whole table was shouting about something else entirely"), None);
        for whole in [
            "2.5 years together and then she told me by text that it was over",
            "Dr. Klein from the university told me in front of everybody there",
            "at 11.30 pm he wrote that he had met somebody else in the meantime",
        ] {
            assert_eq!(phrase(whole), None, "{whole}: a point ends nothing there");
        }
        assert_eq!(phrase("honestly, well, and then he went on with this and that until nobody could follow him any more at all"), None);
    }

    #[test]
    fn hesitating_is_not_told_back() {
        let cases = [
            ("idk, im someone who listens", "im someone who listens"),
            ("I don't know... her laugh", "her laugh"),
            ("hm - her laugh", "her laugh"),
            ("I don't know how to stop", "I don't know how to stop"),
            ("Maybe. And I'd still like to finish.", "Maybe. And I'd still like to finish."),
            ("idk", "idk"),
            ("um, idk.", "idk."),
        ];
        for (words, own) in cases {
            assert_eq!(without_hesitation(words), own, "{words}");
        }
    }

    #[test]
    fn words_are_turned_to_face_the_person() {
        let cases = [
            ("I miss my father's quiet", "you miss your father's quiet"),
            ("I'm tired and I was alone", "you're tired and you were alone"),
            ("she was kind to me.", "she was kind to you"),
            ("it's mine, (my own)", "it's yours, (your own)"),
            ("", ""),
        ];
        for (words, expected) in cases {
            assert_eq!(mirror(words), expected);
        }
    }

    #[test]
    fn long_or_broken_words_are_not_repeated() {
        assert!(is_short("her laugh"));
        assert!(!is_short(""));
        assert!(!is_short("one\ntwo"));
        assert!(!is_short(&"a".repeat(caps::QUOTED_CHARACTERS + 1)));
    }

    #[test]
    fn names_take_their_possessive() {
        assert_eq!(possessive("Sam"), "Sam’s");
        assert_eq!(possessive("James"), "James’");
    }
}
