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

/// Parts of a named condition, with all those that it names: beyond it evaluating would no longer be instant.
pub const CONDITION_PARTS: usize = 2_000;

/// Named conditions that may lead to one another in a chain.
pub const CONDITION_DEPTH: usize = 16;

/// Bytes of one file of a pack.
pub const FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Nodes, facts or options of one kind in one dialogue.
pub const THINGS: usize = 1_000_000;
