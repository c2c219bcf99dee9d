//! The files of the pack that comes with the program. A test compares this list with the folders.

/// Path and text of each file.
pub(super) const FILES: &[(&str, &str)] = &[
    ("content/rejection.ron", include_str!("../../content/rejection.ron")),
    ("content/rejection/closer_look.ron", include_str!("../../content/rejection/closer_look.ron")),
    ("content/rejection/closing.ron", include_str!("../../content/rejection/closing.ron")),
    ("content/rejection/country.ron", include_str!("../../content/rejection/country.ron")),
    ("content/rejection/crisis.ron", include_str!("../../content/rejection/crisis.ron")),
    ("content/rejection/danger.ron", include_str!("../../content/rejection/danger.ron")),
    ("content/rejection/follow_ups.ron", include_str!("../../content/rejection/follow_ups.ron")),
    ("content/rejection/grief.ron", include_str!("../../content/rejection/grief.ron")),
    ("content/rejection/helplines.ron", include_str!("../../content/rejection/helplines.ron")),
    ("content/rejection/kind.ron", include_str!("../../content/rejection/kind.ron")),
    ("content/rejection/listening.ron", include_str!("../../content/rejection/listening.ron")),
    ("content/rejection/opening.ron", include_str!("../../content/rejection/opening.ron")),
    ("content/rejection/practices.ron", include_str!("../../content/rejection/practices.ron")),
    ("content/rejection/question_1.ron", include_str!("../../content/rejection/question_1.ron")),
    ("content/rejection/question_2.ron", include_str!("../../content/rejection/question_2.ron")),
    ("content/rejection/question_3.ron", include_str!("../../content/rejection/question_3.ron")),
    ("content/rejection/question_4.ron", include_str!("../../content/rejection/question_4.ron")),
    ("content/rejection/rules.ron", include_str!("../../content/rejection/rules.ron")),
    ("content/rejection/safety.ron", include_str!("../../content/rejection/safety.ron")),
    ("content/rejection/young.ron", include_str!("../../content/rejection/young.ron")),
    ("pack.ron", include_str!("../../pack.ron")),
    ("scripts/closer_look.rhai", include_str!("../../scripts/closer_look.rhai")),
    ("scripts/threads.rhai", include_str!("../../scripts/threads.rhai")),
];
