//! Every kind of mistake: its word, how grave it is, and one sentence that explains it. One line adds one.

/// How grave a mistake is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The dialogue can't be played.
    Error,
    /// It can be played, but probably isn't what was meant.
    Warning,
}

impl Severity {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($code:ident $word:literal $severity:ident $explains:literal)*) => {
        /// A kind of mistake. Its word is stable: tools and `warnings_off` know it by that.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explains] $code,)*
        }

        impl Code {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self {
                    $(Code::$code => $word,)*
                }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$code => Severity::$severity,)*
                }
            }

            /// What it means, in a sentence.
            pub fn explains(self) -> &'static str {
                match self {
                    $(Code::$code => $explains,)*
                }
            }
        }
    };
}

codes! {
    ByteOrderMark     "byte-order-mark"      Error   "The file begins with an invisible mark that some editors leave."
    CurlyQuotes       "curly-quotes"         Error   "A text stands in curly quotes; only straight ones begin and end a text."
    UnclosedString    "unclosed-string"      Error   "A text begins with a quote and never ends."
    UnclosedBracket   "unclosed-bracket"     Error   "A bracket is never closed, or closed by one of another kind."
    MissingComma      "missing-comma"        Error   "Two things stand next to each other without a comma."
    MixedFields       "mixed-fields"         Error   "Things by position and things by name stand in the same brackets."
    Syntax            "syntax"               Error   "The file can't be read for another reason."
    UnknownFormat     "unknown-format"       Error   "The file is written for a version of the format that isn't known here."
    MissingStart      "missing-start"        Error   "Nothing says at which node the dialogue starts."
    MissingField      "missing-field"        Error   "Something that must be said isn't there."
    UnknownField      "unknown-field"        Error   "A field isn't known where it stands."
    DuplicateField    "duplicate-field"      Error   "The same field stands twice; one of them would be lost."
    BadName           "bad-name"             Error   "A name has a sign in it that names can't have, or is taken."
    DuplicateName     "duplicate-name"       Error   "Two things of one kind have the same name; one of them would be lost."
    FormerlyClaimedTwice "formerly-claimed-twice" Error "Two things claim the same earlier name, or one claims a name that is in use."
    MissingLastCase   "missing-last-case"    Error   "A list of ways on has no last case that always holds."
    MissingWording    "missing-wording"      Error   "Words that a fact chooses are missing for some of what it can be."
    WrongType         "wrong-type"           Error   "Something of one kind stands where another is needed."
    UnknownTarget     "unknown-target"       Error   "A name leads to a node or a part that doesn't exist."
    UnknownFact       "unknown-fact"         Error   "A name leads to a fact that doesn't exist."
    UnknownPattern    "unknown-pattern"      Error   "A name leads to a pattern that doesn't exist."
    UnknownVerb       "unknown-verb"         Error   "A name leads to a verb that doesn't exist."
    UnknownOption     "unknown-option"       Error   "An option isn't in the list that it should be from."
    NumberOutOfRange  "number-out-of-range"  Error   "A number lies outside the numbers that can be kept."
    BadCondition      "bad-condition"        Error   "A condition or a sum can't be understood."
    BadInterpolation  "bad-interpolation"    Error   "What stands in the curly brackets of a text can't be shown."
    BadPattern        "bad-pattern"          Error   "A pattern can't be understood."
    UnheardSample     "unheard-sample"       Error   "The patterns of an interrupt or a verb don't hear one of its own samples."
    IdleAmends        "idle-amends"          Error   "An interrupt is to ask anew for what was told back wrongly, and can't."
    SafetyWordTaken   "safety-word-taken"    Error   "A verb could be typed with a word that somebody in danger types."
    UnknownHook       "unknown-hook"         Error   "A name leads to a hook that doesn't exist, or that takes other things."
    HookSyntax        "hook-syntax"          Error   "A hook can't be read, or does what hooks can't do."
    UnknownFunction   "unknown-function"     Error   "A hook calls a function that doesn't exist, or with the wrong number of things."
    ComputedProperty  "computed-property"    Error   "A hook reads something whose name is only known when it runs."
    TargetNotLiteral  "target-not-literal"   Error   "A hook leads to a node, fact or pattern whose name isn't written out."
    WordsCompared     "words-compared"       Error   "A hook compares what a person wrote, or puts it into a text."
    MissingInclude    "missing-include"      Error   "A file that is named doesn't exist, or isn't text."
    IncludeCycle      "include-cycle"        Error   "Files include each other in a circle."
    IncludeOutsidePack "include-outside-pack" Error  "A path could lead out of the pack."
    SilentCircle      "silent-circle"        Error   "Nodes lead round in a circle and never ask anything."
    ReturnFromNowhere "return-from-nowhere"  Error   "A node goes back although nothing lies beneath it."
    FactNeverRead     "fact-never-read"      Warning "A fact or a field is kept, and nothing looks at it."
    FactNeverSet      "fact-never-set"       Warning "A fact or a field is looked at, and nothing ever sets it."
    NegatedComparison "negated-comparison"   Warning "A comparison is turned around, and what it compares may be unset."
    UnsetFlag         "unset-flag"           Warning "A hook takes something for true or false that may be unset; it would fail."
    NeverTrue         "never-true"           Warning "A condition can never hold."
    AlwaysTrue        "always-true"          Warning "A condition, or a part of one, always holds."
    AlikeOptions      "alike-options"        Warning "Two options of a question are called the same, or one by the place of another."
    NoOptionsLeft     "no-options-left"      Warning "Every option of a question may be hidden at once."
    NoWayOn           "no-way-on"            Warning "The conversation ends at a node that doesn't say so."
    UnreachedRule     "unreached-rule"       Warning "A rule speaks only where nothing is ever asked."
    UnusedInclude     "unused-include"       Warning "A file is included, and nothing in it is used."
    UnreachableNode   "unreachable-node"     Warning "No way leads to a node."
    ShadowedVerb      "shadowed-verb"        Warning "Another verb hears what is typed for a verb, and goes first."
    ClashingNouns     "clashing-nouns"       Warning "Nothing that can be typed tells a noun from another."
}
