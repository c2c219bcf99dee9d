//! stub
/// stub
pub fn source_offset(literal: &str, decoded: usize) -> usize {
    let start = literal.find('"').map_or(0, |a| a + 1);
    (start + decoded).min(literal.len())
}
