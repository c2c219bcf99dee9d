//! The files of the pack that comes with the program.

/// Path and text of each file.
pub(super) const FILES: &[(&str, &str)] = &[];
