//! Every limit, in one place. Each is far above what a conversation needs and far below what a machine can't bear.

/// Moves from node to node in one turn without a question; after them the turn gives up with a fault.
pub const MOVES: usize = 64;

/// Visits and interrupts that may lie on each other.
pub const FRAMES: usize = 64;

/// Characters of one reply that are kept; what lies beyond is said to be too long, and nothing is kept of it.
pub const REPLY_CHARACTERS: usize = 100_000;

/// Characters of a person's words that are short enough to be repeated in quotes.
pub const QUOTED_CHARACTERS: usize = 60;

/// Patterns that conditions may listen for in one fact: they are kept as the bits of one number.
pub const LISTENED_PATTERNS: usize = 64;

/// Mistakes for which a nearest name is looked for.
pub const GUESSES: usize = 100;

/// Mistakes of one dialogue that are shown to a person in full.
pub const SHOWN_MISTAKES: usize = 100;

/// Follow-ups that may wait on the agenda.
pub const FOLLOW_UPS: usize = 32;

/// Records of one fact.
pub const RECORDS: usize = 64;

/// Parts of a named condition, with all those that it names: beyond it evaluating would no longer be instant.
pub const CONDITION_PARTS: usize = 2_000;

/// Named conditions that may lead to one another in a chain.
pub const CONDITION_DEPTH: usize = 16;

/// Bytes of one file of a pack.
pub const FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Options of one question or one fact: their places are kept in 16 bits.
pub const OPTIONS: usize = 10_000;

/// The most spellings that one disguised word is read as.
pub const PATTERN_READINGS: usize = 32;

/// The most states of one pattern, with all its names in it.
pub const PATTERN_STATES: usize = 2_048;

/// How deep one pattern may be, with all its names in it.
pub const PATTERN_NAMES_DEPTH: usize = 256;

/// The widest distance that `~` may ask for.
pub const PATTERN_WITHIN: usize = 20;

/// A fact of more words than this isn't heard: nobody repeats it word by word.
pub const PATTERN_FACT_WORDS: usize = 64;

/// Longer words than this are compared as written, without their disguises.
pub const PATTERN_LETTERS: usize = 64;

/// Words that are spelled letter by letter aren't longer than this.
pub const PATTERN_SPELLED: usize = 24;

/// How deep brackets may stand within one another.
pub const PATTERN_DEPTH: usize = 32;

/// The longest text that is read, in bytes. It bounds the work that one expression can cause.
pub const EXPRESSION_BYTES: usize = 4_096;

/// How deep an expression may be nested, each further term of `a && b && c` counting as a level. It is what keeps
/// every recursion over an expression, rhai's and ours, far from the end of the stack.
pub const EXPRESSION_DEPTH: usize = 64;
