//! Several things named at once.

use crate::english as words;

/// Several things named at once: the first, and the others. Only a list of short ones is several: "calm, funny and kind", and
/// not "when I was ill, he came".
pub(super) fn several(text: &str) -> Vec<&str> {
    /// So many words each has at most, in a list of two, and in a longer one.
    const OF_TWO: usize = 3;
    const OF_MORE: usize = 5;
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let parts = parts.iter().map(|part| part.strip_prefix("and ").or(part.strip_prefix("& ")).unwrap_or(part)).collect::<Vec<_>>();
    let parts = parts.into_iter().flat_map(|part| last_two(part, text)).collect::<Vec<_>>();
    let most = if parts.len() > 2 { OF_MORE } else { OF_TWO };
    let is_thing = |part: &&str| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        part.split_whitespace().count() <= most && !words::GO_ON_TO_TELL.contains(&first.as_str())
    };
    if parts.len() < 2 || !parts.iter().all(is_thing) {
        return vec![text];
    }
    parts
}

/// A thing without a full stop of its own, since it is said again within sentences. "R." is a name, and several sentences stay.
pub(super) fn without_a_stop(words: &str) -> &str {
    let longer = |words: &&str| {
        !words.contains(['.', '!', '?', '…']) && words.chars().rev().take_while(|letter| letter.is_alphanumeric()).count() > 1
    };
    words.strip_suffix('.').filter(longer).unwrap_or(words)
}

/// The end of a list, "funny and kind". Without a comma before it, it may be one thing: "salt and pepper".
fn last_two<'w>(part: &'w str, text: &str) -> Vec<&'w str> {
    match part.split_once(" and ") {
        Some((one, other)) if text.contains(',') => vec![one.trim(), other.trim()],
        _ => vec![part],
    }
}

#[cfg(test)]
mod tests {
    use super::{several, without_a_stop};

    #[test]
    fn a_thing_has_no_full_stop() {
        for (typed, thing) in [("good team.", "good team"), ("R.", "R."), ("He came. He stayed.", "He came. He stayed."), ("kind", "kind")]
        {
            assert_eq!(without_a_stop(typed), thing);
        }
    }

    #[test]
    fn a_list_of_short_things_is_several() {
        assert_eq!(several("calm, funny and kind"), ["calm", "funny", "kind"]);
        assert_eq!(several("calm, funny, made me feel at home"), ["calm", "funny", "made me feel at home"]);
        assert_eq!(several("her laugh, her hands"), ["her laugh", "her hands"]);
        for one in [
            "salt and pepper hair",
            "when I was ill, he came",
            "her sunday roasts, the smell of her kitchen",
            "kind",
            "kind, but distant",
            "his calm,",
        ] {
            assert_eq!(several(one), [one]);
        }
    }
}
