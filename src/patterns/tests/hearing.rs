//! Each form of the grammar, sentences, and blank spans.

use super::{check, ear, named, parse};
use crate::patterns::{Ear, Heard};

fn heard(ear: &Ear, text: &str) -> Vec<usize> {
    ear.heard(&Heard::new(text))
}

#[test]
fn words_are_heard_in_a_row_anywhere() {
    check("want to die", &["want to die", "I want to die now", "so, I want, to die"], &["want die", "to die want", "want to live", ""]);
}

#[test]
fn a_star_is_one_word() {
    check("want * die", &["want to die", "want really die"], &["want die", "want to really die", "want. to die"]);
    check("*", &["a", "12"], &["", "...", "😢"]);
    check("* die", &["to die"], &["die", "Die! die"]);
    check("die *", &["die now"], &["die", "die. Now"]);
}

#[test]
fn a_gap_is_up_to_five_words() {
    check(
        "want .. die",
        &["want die", "want a die", "want one two three four five die"],
        &["want one two three four five six die", "want. die"],
    );
    check("a .. .. b", &["a b", "a 12 12 12 12 12 12 12 12 12 12 b"], &["a 12 12 12 12 12 12 12 12 12 12 12 b"]);
}

#[test]
fn alternatives_may_be_long_and_nested() {
    check("(kill|end) myself", &["kill myself", "end myself"], &["myself", "kill end"]);
    check("(take my life|end (it|things)) soon", &["take my life soon", "end it soon", "end things soon"], &["end soon", "take soon"]);
    check("a|b c", &["a", "b c"], &["b", "c"]);
    check("want (..|to) die", &["want die", "want to die", "want so to die"], &[]);
}

#[test]
fn optional_parts_may_be_left_out() {
    check("want [to] die", &["want die", "want to die"], &["want so die"]);
    check("[so|very much] want [to [really]] die", &["want die", "want to really die"], &["want really die"]);
}

#[test]
fn both_sides_are_heard_in_any_order() {
    let pattern = "(pills & (next to me|here))~5";
    let near = ["pills next to me", "here are my pills", "pills 1 2 3 4 5 here", "here 1 2 3 4 5 pills"];
    check(pattern, &near, &["pills", "here", "pills 1 2 3 4 5 6 here", "pills. here"]);
    check("(a & b)~1", &["a b", "b a", "a x b"], &["a x y b"]);
    check("(a & a)~2", &["a a", "a x y a"], &["a"]);
    check("((a & b)~1 & c)~1", &["c b a", "a b c", "b x a x c"], &["a c b"]);
    check("I [want] (a & b c)~20 now", &["i b c a now", "i want a b c now"], &["i b a now"]);
}

#[test]
fn anchors_hold_at_each_sentence() {
    check("^ kms", &["kms", "kms now", "Ok. Kms.", "ok\nkms", "ok... kms", "ok!kms"], &["lol kms", "ok, kms"]);
    check("kms $", &["kms", "lol kms!", "kms. ok", "kms... ok", "kms?"], &["kms lol", "kms, ok"]);
    check("^kms$", &["kms", "Ok. Kms. Ok"], &["ok kms", "kms ok"]);
    check("(^a|b$)", &["a x", "x b", "b. a"], &["x a", "b x"]);
    check("[well] ^ no", &["no", "oh. no"], &["oh no"]);
    check("^ .. die", &["a b die", "die"], &["one two three four five six die"]);
}

#[test]
fn nothing_is_heard_across_sentences() {
    let apart = [
        "I want to. Die hard is on",
        "I want to! Die",
        "I want to? die",
        "want to; die",
        "want to\ndie",
        "want to\r\ndie",
        "want to .... die",
        "want to。die",
        "want to\u{2029}die",
    ];
    check("want to die", &[], &apart);
}

#[test]
fn a_pause_may_be_within_a_sentence() {
    check("want to die", &["I want to... die", "I want to…die", "want.to.die", "want to.. die", "want!to!die"], &[]);
}

#[test]
fn patterns_are_told_ascending_and_once() {
    let ear = ear(&["die", "nothing", "i want", "(die|now)"], &[]);
    assert_eq!(heard(&ear, "Die now! I want to die. Die."), [0, 2, 3]);
    assert!(heard(&ear, "").is_empty());
    assert!(heard(&Ear::default(), "die").is_empty());
    assert!(!Ear::default().hears(&Heard::new("die")));
    assert!(!Ear::default().hears(&Heard::default()));
}

#[test]
fn only_the_blank_span_is_taken_out() {
    let ear = ear(&["want to die", "dying", "kill .. him"], &["dying to know", "kill him at tennis", "to know .. she"]);
    assert_eq!(heard(&ear, "I'm dying to know... and I want to die"), [0]);
    assert_eq!(heard(&ear, "I'm dying to know and I want to die"), [0]);
    assert!(heard(&ear, "I'm dying to know").is_empty());
    assert_eq!(heard(&ear, "I'm dying"), [1]);
    assert_eq!(heard(&ear, "dying to know, dying"), [1]);
    assert!(heard(&ear, "I'll kill him at tennis").is_empty());
    assert_eq!(heard(&ear, "I'll kill him"), [2]);
    assert_eq!(heard(&ear, "kill dying to know him"), [2]);
}

#[test]
fn a_blank_word_is_still_a_word() {
    let hears = ["so * no", "so .. yes", "er", "^ no", "* we"];
    let ear = ear(&hears, &["er", "um"]);
    assert_eq!(heard(&ear, "so er no"), [0]);
    assert_eq!(heard(&ear, "so er er er er er yes"), [1]);
    assert!(heard(&ear, "so er er er er er er yes").is_empty());
    assert!(heard(&ear, "er no").is_empty());
    assert_eq!(heard(&ear, "um we"), [4]);
}

#[test]
fn blank_spans_are_longest_and_joined() {
    let longest = ear(&["hard", "to"], &["die", "die [hard]", "a .. z"]);
    assert!(heard(&longest, "die hard").is_empty());
    assert!(heard(&longest, "a to hard z").is_empty());
    assert_eq!(heard(&longest, "a to hard"), [0, 1]);
    let overlapping = ear(&["a", "b", "c", "d"], &["a b", "b c"]);
    assert_eq!(heard(&overlapping, "a b c d"), [3]);
    let inner = ear(&["x"], &["a x x x x x b", "x b"]);
    assert!(heard(&inner, "a x x x x x b").is_empty());
}

#[test]
fn the_longer_of_two_blank_spans_counts() {
    for blank in [["so long", "long"], ["long", "so long"]] {
        assert!(heard(&ear(&["so"], &blank), "so long").is_empty());
    }
    // The longer one ends with letters that spell a word, the shorter with one.
    let spelled = ear(&["hey"], &["(hey kms|s) ok"]);
    assert!(heard(&spelled, "hey k m s ok").is_empty());
}

#[test]
fn blank_spans_end_at_a_pause() {
    let ear = ear(&["want to die", "dying"], &["dying to know", "killing it .. work"]);
    assert_eq!(heard(&ear, "killing it... I want to die... work"), [0]);
    assert_eq!(heard(&ear, "dying to... know"), [1]);
    assert!(heard(&ear, "oh... dying to know... ok").is_empty());
    assert!(heard(&ear, "dy!ng to know").is_empty());
}

#[test]
fn blank_spans_cover_every_reading_of_a_word() {
    let ear = ear(&["kms", "kill"], &["k m", "k"]);
    assert!(heard(&ear, "k m s").is_empty());
    assert!(heard(&ear, "k!ll").is_empty());
    assert_eq!(heard(&ear, "kms kill"), [0, 1]);
}

#[test]
fn named_patterns_are_heard_in_place() {
    let names = named(&[("wish", &["want to", "wanna", "<plan>"]), ("plan", &["going to"])]);
    let ear = Ear::new(&parse(&["<wish> die", "never <plan>"]), &parse(&["<plan> town"]), &names).unwrap();
    assert_eq!(heard(&ear, "i wanna die"), [0]);
    assert_eq!(heard(&ear, "i'm going to die"), [0]);
    assert_eq!(heard(&ear, "never going to"), [1]);
    assert!(heard(&ear, "never going to town").is_empty());
}

#[test]
fn safety_phrases_are_heard_in_their_shapes() {
    let wish = "(want|wanna|going|gonna|plan|thinking) .. (die|(kill|end|unalive) (myself|my life|it all))";
    let heard = [
        "I want to kill myself",
        "im going to end my life tonight",
        "i wanna die and i mean it",
        "gonna unalive myself",
        "i w4nt to k!ll my$elf",
        "I’m “thinking” about how to end it all",
        "WANT TO DIEEEEE",
    ];
    check(wish, &heard, &["I'm dying to know", "she was killing it", "my phone died"]);
    let means = "((got|have|holding|saving) & (pills|tablets))~5";
    check(means, &["I've got the pills next to me", "the pills i have been saving"], &["pills are bitter"]);
}

#[test]
fn a_whole_ear_hears_only_what_says_no_more() {
    let ear = ear(&["^[really] (nobody|idk)$", "^thats all$"], &[]).whole();
    let hears = |text: &str| ear.hears(&Heard::new(text));
    for text in ["idk", "Nobody.", "idk... nobody", "Sorry. Idk", "ok. thats all. thanks", "Really nobody!"] {
        assert!(hears(text), "{text}");
        assert!(!heard(&ear, text).is_empty(), "{text}");
    }
    for text in ["idk. her laugh", "Idk... maybe her laugh", "nobody. well, my sister", "sorry", "", "dancing. thats all", "idk why"] {
        assert!(!hears(text), "{text}");
        assert!(heard(&ear, text).is_empty(), "{text}");
    }
    // However many sentences somebody pastes, it stays quick, and they say more than that.
    let pasted = (0..20_000).map(|word| format!("idk. w{word}. ")).collect::<String>();
    assert!(!hears(&pasted) && !hears(&"idk. ".repeat(30_000)));
}

#[test]
fn a_longer_ear_hears_only_in_texts_of_more_words() {
    let ear = ear(&["*"], &[]).longer(3);
    let hears = |text: &str| ear.hears(&Heard::new(text));
    assert!(hears("one two. three four") && !heard(&ear, "one two three four").is_empty());
    assert!(!hears("one two three") && heard(&ear, "one two three").is_empty());
}
