//! Every limit, in one place. Each is far above what a conversation needs and far below what a machine can't bear.

/// Moves from node to node in one turn without a question; after them the turn gives up with a fault.
pub const MOVES: usize = 64;

/// Visits and interrupts that may lie on each other.
pub const FRAMES: usize = 64;

/// Characters of one reply that are kept; what lies beyond is said to be too long, and nothing is kept of it.
pub const REPLY_CHARACTERS: usize = 100_000;

/// Bytes of one typed line that are read; the rest of it is passed over, and all of it is too long to be kept.
pub const LINE_BYTES: u64 = 512 * 1024;

/// Characters of a reply that are compared with the names of options: nothing longer is one.
pub const MATCHED_CHARACTERS: usize = 400;

/// Words of a reply that are compared with the words of options; a longer one is a remark.
pub const MATCHED_WORDS: usize = 24;

/// Equally near options among which a person is asked to choose; of more, none was meant.
pub const WHICH_OPTIONS: usize = 5;

/// Characters of a person's words that are short enough to be repeated in quotes.
pub const QUOTED_CHARACTERS: usize = 60;

/// Characters of a person's words that are shown to them whole.
pub const WHOLE_CHARACTERS: usize = 800;

/// Characters of a question that are shown where answers are listed.
pub const NOTED_CHARACTERS: usize = 100;

/// Patterns that conditions may listen for in one fact: they are kept as the bits of one number.
pub const LISTENED_PATTERNS: usize = 64;

/// Mistakes for which a nearest name is looked for.
pub const GUESSES: usize = 100;

/// Mistakes of one dialogue that are listed; more are only counted.
pub const LISTED_MISTAKES: usize = 500;

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

/// Steps of reckoning whether one condition can hold; beyond them it is taken that it can.
pub const POSSIBLE_STEPS: usize = 1_000;

/// Bytes of the file in which a visit is kept.
pub const VISIT_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes of one file of a pack.
pub const FILE_BYTES: u64 = 16 * 1024 * 1024;

/// Options of one question or one fact: their places are kept in 16 bits.
pub const OPTIONS: usize = 10_000;

/// Steps of hearing one text, a state of a pattern looked at with a word being one: somewhat under half a second of them. A text that
/// takes more can't be heard to its end.
pub const HEARING_STEPS: u64 = 40_000_000;

/// The most spellings that one disguised word is read as.
pub const PATTERN_READINGS: usize = 32;

/// The most states of one pattern, with all its names in it.
pub const PATTERN_STATES: usize = 2_048;

/// How deep one pattern may be, with all its names in it.
pub const PATTERN_NAMES_DEPTH: usize = 256;

/// The widest distance that `~` may ask for.
pub const PATTERN_WITHIN: usize = 20;

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

/// Bytes of one function of a script.
pub const HOOK_BYTES: usize = 16 * 1024;

/// How deep a hook may be nested, with the helpers in it.
pub const HOOK_DEPTH: usize = 48;

/// Steps from a fact along links and fields.
pub const HOOK_PATH: usize = 8;

/// Places that one value in a hook may come from.
pub const HOOK_ORIGINS: usize = 64;

/// Lists within lists that are followed in a hook.
pub const HOOK_LIST_DEPTH: usize = 4;

/// Steps of looking through one hook before it runs.
pub const HOOK_STEPS: usize = 50_000;

/// Rounds of looking through a loop of a hook.
pub const HOOK_PASSES: usize = 12;

/// Ranges in one `switch` of a hook.
pub const HOOK_RANGES: usize = 64;

/// Operations of one run of a hook, with what costly calls are charged.
pub const HOOK_OPERATIONS: u64 = 20_000;

/// Bytes of one text in a hook.
pub const HOOK_TEXT: usize = 8 * 1024;

/// Elements of one list in a hook.
pub const HOOK_LIST: usize = 256;

/// Entries of one map in a hook.
pub const HOOK_MAP: usize = 64;

/// Functions of a hook that may call one another.
pub const HOOK_CALLS: usize = 16;

/// How deep one expression of a hook may be nested.
pub const HOOK_EXPRESSION_DEPTH: usize = 32;

/// Variables of a hook.
pub const HOOK_VARIABLES: usize = 128;

/// What one run of a hook may ask for.
pub const HOOK_EFFECTS: usize = 32;

/// Bytes of text in what one run of a hook asks for.
pub const HOOK_EFFECTS_TEXT: usize = 8 * 1024;

/// Answers that are asked for again, of which somebody is told at once.
pub const FORESEEN: usize = 12;
/// Ways to say one pattern of a command, each written out.
pub const COMMAND_WAYS: usize = 500;

/// Places for nouns, and gaps, in one command.
pub const COMMAND_PLACES: usize = 4;

/// Words of one command; what is longer is no command.
pub const COMMAND_WORDS: usize = 24;

/// Commands on one line.
pub const COMMANDS: usize = 16;

/// Words that name one noun, with all that tells it from others.
pub const NOUN_WORDS: usize = 6;

/// Commands that are offered to somebody who isn't understood.
pub const OFFERED_COMMANDS: usize = 6;

/// Nouns that are tried in each place to find commands that can be offered.
pub const OFFERED_NOUNS: usize = 12;
