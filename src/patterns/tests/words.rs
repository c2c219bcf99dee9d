//! Folding, as patterns meet it.

use super::check;

#[test]
fn case_accents_and_widths_dont_count() {
    check("die", &["DIE", "Die", "dïé", "ｄｉｅ", "𝒅𝒊𝒆", "ⓓⓘⓔ", "d\u{336}i\u{336}e\u{336}"], &["dye", "died"]);
    check("café", &["CAFE", "cafe\u{301}"], &[]);
    check("STRASSE", &["straße"], &[]);
}

#[test]
fn apostrophes_dont_count() {
    let typed = ["don't", "dont", "don’t", "don‘t", "don´t", "don`t", "donʼt", "DON＇T", "'don't'"];
    check("don't", &typed, &["don t", "do not"]);
    check("dont", &typed, &[]);
    check("don’t", &typed, &[]);
}

#[test]
fn hyphens_and_signs_part_words() {
    check("drop dead", &["drop-dead", "drop‐dead", "drop—dead", "drop/dead", "drop_dead", "drop, dead", "(drop) \"dead\""], &["dropdead"]);
    check("drop-dead", &["drop dead", "drop-dead"], &[]);
}

#[test]
fn invisible_characters_are_gone() {
    check("suicide", &["sui\u{200b}cide", "sui\u{ad}cide", "s\u{2060}u\u{200d}icide", "\u{feff}suicide", "suici\u{202e}de"], &[]);
}

#[test]
fn white_space_of_any_kind_parts_words() {
    check("want to die", &["want\t to \u{a0}\u{3000} die", "want\u{2003}to\u{202f}die"], &["wanttodie"]);
}

#[test]
fn lookalike_letters_are_read_as_latin() {
    check("suicide", &["ѕuicide", "suісіdе", "sυιcιde", "ѕuicidе", "ꜱᴜɪᴄɪᴅᴇ"], &[]);
    check("kill", &["кill", "kıll", "κill", "ＫＩＬＬ"], &["килл"]);
    check("cop", &["сор", "СОР"], &[]);
    check("сор", &["сор"], &[]);
    check("привет", &["Привет", "ПРИВЕТ!"], &[]);
}

#[test]
fn lookalike_digits_and_signs_are_read_as_letters() {
    check("suicide", &["su1c1de", "su!c!de", "$uicide", "5uicid3", "SU1C!D3"], &[]);
    check("kill", &["k1ll", "k!ll", "ki11", "k!!l", "KI!L"], &["1", "11"]);
    check("dead", &["d34d", "de@d", "de4d"], &["34"]);
    check("cut", &["cu7"], &[]);
    check("overdose", &["0verd0se", "overdo$e", "overd0$e"], &[]);
    check("suicidal", &["su1c1d4l", "5u!c1d@l", "suicida1"], &[]);
}

#[test]
fn plain_numbers_stay_numbers() {
    check("i", &["i"], &["1", "100", "3.1"]);
    check("so", &[], &["50", "5 0"]);
    check("50", &["50", "50%", "$50", "50!"], &["so", "500", "5 0"]);
    check("3.5", &["about 3.5 now"], &["35", "3 5", "3. 5"]);
    check("5pm", &["5pm", "5PM"], &["6pm"]);
    check("1000", &["1000"], &["100", "10000"]);
}

#[test]
fn a_sign_at_the_end_of_a_sentence_is_no_letter() {
    check("stop", &["stop!", "stop!no", "stop!!!no", "!stop", "stop@"], &[]);
    check("kill me", &["stop!kill me", "@kill me", "kill@me", "kill me$"], &[]);
}

#[test]
fn stretched_letters_are_heard() {
    check("kill", &["killlll", "kiiiill", "KILLLLLLLL", "k1lllll"], &["kil", "kiill"]);
    check("please", &["pleeease", "pleaseeee", "ppplease"], &["pleease"]);
    check("die", &["dieeee", "diiie"], &["diee"]);
    check("sooo", &["so", "soo", "soooooo"], &["s"]);
}

#[test]
fn doubled_letters_are_heard_in_long_words() {
    check("suicide", &["suiicide", "suicidde", "ssuicide", "su1icide"], &["suicides"]);
    check("suicidal", &["suicidall", "suiciidal"], &[]);
}

#[test]
fn false_friends_stay_apart() {
    check("to", &["to", "tooo"], &["too", "two"]);
    check("too", &["too", "tooo"], &["to"]);
    check("of", &[], &["off"]);
    check("off", &[], &["of"]);
    check("hoping", &["hoping"], &["hopping"]);
    check("hopping", &["hopping"], &["hoping"]);
    check("scarring", &[], &["scaring"]);
    check("suicidal", &[], &["suicide"]);
}

#[test]
fn single_letters_spell_words() {
    let typed =
        ["s u i c i d e", "s-u-i-c-i-d-e", "s.u.i.c.i.d.e", "s_u_i_c_i_d_e", "S U I C I D E.", "s u 1 c 1 d e", "just s u i c i d e ok"];
    check("suicide", &typed, &["s u i c i d", "su ic id e"]);
    check("kms", &["kms", "k.m.s", "k.m.s.", "K.M.S", "k m s", "lol k-m-s", "i k m s", "k m s u"], &["k m", "k. m. s."]);
    check("k.m.s", &["kms", "k.m.s", "k m s"], &["km s"]);
    check("want to die", &["i w a n t t o d i e", "want to d i e"], &[]);
}

#[test]
fn single_letters_stay_heard() {
    check("k m s", &["k m s", "k.m.s"], &["kms"]);
    check("plan b", &["plan b c d"], &[]);
    check("i a m", &["i a m"], &["iam"]);
    check("want * now", &["want d i e now", "want die now"], &["want d i now now"]);
    check("eas", &[], &["3 4 5"]);
}

#[test]
fn right_to_left_and_emoji_texts_are_heard() {
    check("רוצה למות", &["אני רוצה למות", "רוֹצֶה לָמוּת", "\u{202b}רוצה למות\u{202c}"], &["רוצה"]);
    check("أريد أن أموت", &["أريد أن أموت", "أُريدُ أَنْ أَموت؟"], &[]);
    check("want to die", &["want 😢 to 😢 die", "want to die😢", "😢want to die", "want👨\u{200d}👩\u{200d}👧to🏳\u{fe0f}die"], &["😢"]);
    check("我想死", &["我想死", "我 想 死", "我想死。"], &[]);
}
