//! The files of the pack that comes with the program. A test compares this list with the folders.

/// Path and text of each file.
pub(super) const FILES: &[(&str, &str)] = &[
    ("content/cloak.ron", include_str!("../../content/cloak.ron")),
    ("content/hard-talk.ron", include_str!("../../content/hard-talk.ron")),
    ("content/rejection.ron", include_str!("../../content/rejection.ron")),
    ("content/rejection/closing.ron", include_str!("../../content/rejection/closing.ron")),
    ("content/rejection/country.ron", include_str!("../../content/rejection/country.ron")),
    ("content/rejection/crisis.ron", include_str!("../../content/rejection/crisis.ron")),
    ("content/rejection/danger.ron", include_str!("../../content/rejection/danger.ron")),
    ("content/rejection/grief.ron", include_str!("../../content/rejection/grief.ron")),
    ("content/rejection/helplines.ron", include_str!("../../content/rejection/helplines.ron")),
    ("content/rejection/kind.ron", include_str!("../../content/rejection/kind.ron")),
    ("content/rejection/listening.ron", include_str!("../../content/rejection/listening.ron")),
    ("content/rejection/opening.ron", include_str!("../../content/rejection/opening.ron")),
    ("content/rejection/practices.ron", include_str!("../../content/rejection/practices.ron")),
    ("content/rejection/safety.ron", include_str!("../../content/rejection/safety.ron")),
    ("content/rejection/trait.ron", include_str!("../../content/rejection/trait.ron")),
    ("content/rejection/young.ron", include_str!("../../content/rejection/young.ron")),
    ("pack.ron", include_str!("../../pack.ron")),
    ("scripts/hard-talk.rhai", include_str!("../../scripts/hard-talk.rhai")),
];
