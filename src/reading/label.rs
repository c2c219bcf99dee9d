//! What an option is called, in the forms in which it is compared.

use super::line::written_out;
use super::resemblance::{is_negated, telling};
use crate::patterns::folded;

/// A label, folded once.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// As a person reads it.
    pub shown: String,
    pub(super) folded: String,
    pub(super) id: String,
    /// With short forms written out.
    pub(super) plain: String,
    /// The same without a yes or a no at its beginning.
    pub(super) rest: String,
    pub(super) negated: bool,
    /// The words that tell it from others.
    pub(super) telling: Vec<String>,
}

impl Label {
    pub fn new(label: &str, id: &str) -> Self {
        let folded = folded(label);
        let plain = written_out(&folded);
        // "No, it was sudden" is told by what follows the no.
        let rest = ["yes ", "no "].iter().find_map(|either| plain.strip_prefix(either)).unwrap_or(&plain).to_owned();
        let telling = telling(&rest).map(str::to_owned).collect();
        let negated = is_negated(&rest);
        Label { shown: label.to_owned(), id: crate::patterns::folded(id), negated, telling, folded, plain, rest }
    }
}
