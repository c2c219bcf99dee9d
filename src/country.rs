//! Which country the person is likely to be in, as far as the system's language tells.

/// The id under which content knows a country, for two letters of ISO 3166; nothing, where it can be none.
///
/// Norway's letters mean “no” in many notations, so content writes it with three.
pub fn id(code: &str) -> Option<String> {
    let code = code.trim().to_lowercase();
    let sound = !code.is_empty() && code.chars().all(|letter| letter.is_ascii_alphabetic());
    sound.then(|| match code.as_str() {
        "no" => "nor".to_owned(),
        "uk" => "gb".to_owned(),
        _ => code,
    })
}

/// The country of the system's language: from LC_ALL, LC_MESSAGES or LANG, the first that is set, as POSIX orders them.
///
/// American English is what most systems have where nobody chose anything, so it says nothing about where somebody is.
pub fn of_locale() -> Option<String> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    of(&set?)
}

fn of(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next()?;
    let (language, country) = name.split_once('_')?;
    if (language, country) == ("en", "US") || country.len() != 2 {
        return None;
    }
    id(country)
}

#[cfg(test)]
mod tests {
    use super::{id, of};

    #[test]
    fn a_locale_names_its_country() {
        let cases = [
            ("en_GB.UTF-8", Some("gb")),
            ("de_AT@euro", Some("at")),
            ("nb_NO", Some("nor")),
            ("en_US.UTF-8", None),
            ("es_US", Some("us")),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("en", None),
            ("", None),
        ];
        for (locale, expected) in cases {
            assert_eq!(of(locale).as_deref(), expected, "{locale}");
        }
    }

    #[test]
    fn a_code_is_letters() {
        assert_eq!(id(" GB ").as_deref(), Some("gb"));
        assert_eq!(id("uk").as_deref(), Some("gb"));
        assert_eq!(id("4x"), None);
        assert_eq!(id(""), None);
    }
}
