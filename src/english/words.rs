//! The words that people type: yes and no, numbers and places, commands, and what isn't an answer.
//!
//! All are folded: no capitals, no apostrophes. Some are patterns, as content has them; each must be the whole reply, once
//! words that say nothing were taken from its ends.

/// Words before a reply that say nothing of their own.
pub(crate) const LEADS: &[&str] = &[
    "um", "umm", "uh", "uhm", "er", "erm", "hm", "hmm", "mm", "well", "so", "oh", "ah", "eh", "ugh", "meh", "ok", "okay", "and", "but",
    "honestly", "frankly", "sorry", "look", "lol", "haha", "actually", "really", "just", "basically", "please", "i mean", "i think",
    "i guess", "i suppose", "i feel like", "i feel", "i would say", "to be honest", "to be fair", "if im honest", "the answer is",
    "my answer is", "answer", "man", "dude", "like", "gosh", "god", "oh god", "thanks but", "hi", "hey",
];

/// Words after a reply that say nothing of their own.
pub(crate) const TRAILS: &[&str] = &[
    "please", "sorry", "thanks", "thank you", "lol", "haha", "hehe", "man", "dude", "bro", "really", "honestly", "actually", "right now",
    "now", "at the moment", "today", "tonight", "for now", "i guess", "i think", "i suppose", "i would say", "to be honest", "to be fair",
    "if im honest", "though", "ok", "okay", "you know", "anymore", "either", "yet", "so far", "too", "as well", "im afraid", "i fear",
    "im sorry", "so sorry", "if thats ok", "if thats okay", "if you dont mind", "smh", "hm", "hmm", "eh", "xd", "at all", "probably",
    "maybe", "huh", "folks", "then", "here", "mate", "sir", "dear",
];

/// How people begin before they know what they want to say; parted by a sign from what they say then.
pub(crate) const HESITATIONS: &[&str] = &[
    "idk", "i dont know", "i don't know", "i don’t know", "dunno", "not sure", "im not sure", "i'm not sure", "i’m not sure", "no idea",
    "um", "umm", "uh", "uhm", "er", "erm", "hm", "hmm", "well",
];

/// Whether a folded word says nothing of its own, wherever it stands.
pub(crate) fn says_nothing(word: &str) -> bool {
    let yes_or_no = ["yes", "yeah", "yep", "no", "nope", "nah"];
    LEADS.contains(&word) || TRAILS.contains(&word) || NOTHING_SAID.contains(&word) || yes_or_no.contains(&word)
}

/// How people shorten words when they type, and what is meant.
pub(crate) const SHORT_FORMS: &[(&str, &str)] = &[
    ("u", "you"), ("ur", "your"), ("r", "are"), ("kno", "know"), ("knw", "know"), ("dnt", "dont"), ("wanna", "want to"),
    ("gonna", "going to"), ("gotta", "got to"), ("lemme", "let me"), ("pls", "please"), ("plz", "please"), ("thx", "thanks"),
    ("ty", "thank you"), ("tnx", "thanks"), ("rn", "right now"), ("atm", "at the moment"), ("tmrw", "tomorrow"), ("tmr", "tomorrow"),
    ("tbh", "to be honest"), ("imo", "i think"), ("id", "i would"), ("smth", "something"), ("sth", "something"), ("smn", "somebody"),
    ("someone", "somebody"), ("anyone", "anybody"), ("everyone", "everybody"), ("bc", "because"), ("cuz", "because"), ("cos", "because"),
    ("coz", "because"), ("bf", "boyfriend"), ("gf", "girlfriend"), ("tho", "though"), ("probs", "probably"), ("prob", "probably"),
    ("prolly", "probably"), ("def", "definitely"), ("defo", "definitely"), ("obvs", "obviously"), ("ofc", "of course"),
    ("cannot", "cant"), ("thats", "that is"), ("theres", "there is"), ("its", "it is"), ("ppl", "people"), ("rly", "really"), ("srsly", "seriously"),
    ("sry", "sorry"), ("soz", "sorry"), ("kinda", "kind of"), ("sorta", "sort of"), ("idek", "idk"), ("nvm", "never mind"), 
];

/// Patterns of a yes.
pub(crate) const YES: &[&str] = &[
    "(yes|y|yeah|yep|yup|yea|yeh|yh|ye|ya|yah|yass|yas|yess|aye|jep|si|oui|ja|sim) [(yes|yeah|yep|yup|please|indeed|sir|maam|of course|thank you)]",
    "sure (did|do|am|was|have|is|does|can)",
    "(a (bit|little)|in (a|some) (way|ways|sense)|kind of|sort of|mostly|partly|sometimes|i mean) (yes|yeah|yep|yup)",
    "(sure|ok|okay|k|kk|fine|alright|true|right|correct|exactly|precisely|indeed|affirmative|agreed|totally|certainly|definitely|absolutely|obviously|clearly|surely|naturally|completely|very much|very much so|a lot) [(yes|yeah)]",
    "(uh huh|uhuh|mhm|mmhm|mm hm|mm hmm|mmhmm|mhmm|aha)",
    "(of course|for sure|sure thing|why not|sure why not|by all means|go ahead|no doubt|no problem|i bet|you bet|it is true|that is true|that is (right|correct|it)|that is a yes)",
    "[(of course|sure|certainly|definitely|absolutely|obviously|i think|i believe)] (i|we|it|he|she|they|there|that) [(really|certainly|definitely|always|still|sure)] (do|does|did|am|is|are|have|has|had|can|could|was|were|will|would|should)",
    "(hard|big|firm|strong|definite|clear|solid|resounding|huge|tentative|weak) (yes|yeah)",
    "[(i|we)] [would] (think|guess|suppose|believe|hope|reckon|imagine|say) (so|yes|yeah) [(yes|yeah)]",
    "(i guess|i suppose|probably|likely|most likely|pretty much|mostly|a little|a bit|a little bit|somewhat|more or less)",
    "[i] [would] (probably|definitely|absolutely|maybe|hell|heck|fuck|god|oh|lord|certainly|obviously) (yes|yeah|yep|yup)",
];
/// Patterns of a no.
pub(crate) const NO: &[&str] = &[
    "(no|n|nope|nah|naw|na|nay|nop|nup|noo|nein|non|nej|nee|ne|negative|false|wrong|never|never ever|no way|no chance|no sir) [(no|nope|nah|never|thanks|thank you|way|sir|maam|not really|not at all|not me|i dont|i didnt|i havent|i cant|im not|i do not|im good|im ok|im fine)]",
    "nuh uh",
    "(in (a|some) (way|ways|sense)|kind of|sort of|mostly|i mean) (no|nope|nah)",
    "(hell|heck|fuck|god|oh|lord|christ|jesus|good god|oh god) (no|nah|nope)",
    "not (really|at all|particularly|especially|much|exactly|yet|once|one bit|even close|a bit|ever|in the (least|slightest)|so much|even|remotely|quite|necessarily|true|right|that much|in any way|this time) [(no|nope)]",
    "[i] (dont|do not|wouldnt|would not) [(really|even)] (think|believe|suppose|guess|reckon|feel|say) (so|it|that) [(no|nope)]",
    "(hard|big|firm|strong|definite|clear|solid|resounding|huge|tentative|weak) (no|nope)",
    "[i] would (say|think) (no|not)",
    "there is (nobody|no one|noone|none|nothing) [(like that|i know)]",
    "(probably|definitely|certainly|absolutely|of course|surely|clearly|obviously|likely|hopefully|most likely|i guess|i suppose|i think|i hope|apparently) (not|no|nope|nah)",
    "[(of course|sure|certainly|definitely|absolutely|obviously|i think|i believe)] [(i|we|it|he|she|they|there|that)] [(really|certainly|definitely|still|just)] (isnt|arent|is not|are not|has not|hasnt|doesnt|does not|were not|werent|dont|didnt|havent|hadnt|cant|couldnt|wont|wouldnt|wasnt|am not|do not|did not|have not|can not|could not|will not|was not)",
    "(im not|we arent|it isnt|it is not|it doesnt|it didnt|it wasnt|isnt|by no means|in no way|none|none of (it|that|them)|nothing like that|not one|not that i know|not that i know of|not that i remember)",
    "[(i|it)] never (did|do|have|was|would|will|happened)",
];
/// The only words for yes and no where nothing may be guessed.
pub(crate) const EXACT_YES_OR_NO: (&[&str], &[&str]) = (&["yes", "y"], &["no", "n"]);
/// Signs of a yes and of a no.
pub(crate) const YES_OR_NO_SIGNS: (&str, &str) = ("👍👌✅✔☑💯🙌🆗", "👎❌✖🚫🙅⛔");
/// Words that say yes, whatever follows, and words that say no.
pub(crate) const YES_OR_NO_FIRST: (&[&str], &[&str]) = (
    &["yes", "yeah", "yep", "yup", "yea", "yeh", "yh", "ye", "yah", "aye", "si", "oui", "ja", "definitely", "absolutely"],
    &["nope", "nah", "naw", "nein", "never"],
);
/// After a `no` at the beginning, words with which a new sentence begins: it isn't "no one", then, and not "no idea".
pub(crate) const AFTER_NO: &[&str] = &[
    "i", "im", "ive", "ill", "he", "she", "they", "we", "it", "you", "not", "never", "but", "because", "just", "only", "sorry", "really",
    "there", "that", "thats", "this", "nobody", "nothing", "and", "my", "unfortunately", "sadly", "no", "nope", "nah", "honestly",
    "actually", "definitely", "why", "absolutely", "god", "thanks", "thank", "hes", "shes", "theyre", "though",
];
/// Ways of saying yes that are none, or both.
pub(crate) const NEITHER_YES_NOR_NO: &[&str] = &["yeah right", "yes and no", "yes no", "yeah no", "no yes", "no yeah", "ja ja"];
/// Words that may stand before a denial and say nothing of it.
pub(crate) const BEFORE_A_DENIAL: &[&str] = &["well", "um", "uh", "hm", "hmm", "oh", "so", "ok", "i", "guess", "honestly", "actually", "just"];
/// Words with which a denial begins.
pub(crate) const DENIALS: &[&str] = &["no", "n", "nope", "nah", "naw", "never", "not", "nein", "non"];
/// Right behind "not", words that deny a part: "not always", "not only".
pub(crate) const LIMITS_BEHIND_NOT: &[&str] = &[
    "always", "only", "just", "often", "entirely", "completely", "totally", "wholly", "fully", "quite", "constantly", "everyone", "everybody",
    "every", "all", "usually", "generally", "solely", "simply", "merely", "alone", "many", "most",
];
/// Words behind a denial that limit it, take it back, or move it in time.
pub(crate) const LIMITS: &[&str] = &[
    "except", "unless", "until", "till", "sometimes", "occasionally", "mostly", "usually", "anymore", "longer", "nowadays", "before",
    "after", "since", "recently", "lately", "earlier", "today", "tonight", "still", "rarely", "only", "now",
    "then", "yes", "yeah", "yep", "maybe", "perhaps", "apart", "besides", "other",
];
/// A denial that goes on with these says more than no; where nothing may be guessed, that is enough to ask again.
pub(crate) const GOES_ON: &[&str] = &["but", "though", "although", "however"];
/// The same in several words.
pub(crate) const LIMITING: &[&str] = &[
    "any more", "any longer", "more than", "less than", "used to", "these days", "at first", "in the beginning", "at the moment", "right away",
    "in a way", "sort of", "kind of", "a bit", "a little", "most of the time", "all the time", "every time", "each time", "the last time",
    "last time", "this time", "at the end", "in the end", "at times", "once in a while", "now and then", "just once",
];
/// Words of yes and no in which a slip of the finger is mended.
pub(crate) const YES_OR_NO_SLIPS: &[&str] =
    &["yes", "yeah", "nope", "sure", "definitely", "absolutely", "probably", "certainly", "never", "really", "course", "think", "guess"];

/// Patterns of going on.
pub(crate) const GO_ON: &[&str] = &[
    "(ok|okay|k|kk|yes|y|yeah|yep|yup|sure|next|on|onward|onwards|go|continue|ready|done|alright|all right|fine|cool|great|good|nice|enter|right|understood|noted|perfect|forward|proceed)",
    "(ok|okay|yes|yeah|sure|alright|fine|good|right) (ok|next|go|go on|continue|ready|lets go|im ready|go ahead|cool|good|thanks)",
    "(go|move|carry|keep|read|lets go|lets move|lets carry) (on|ahead|going|reading|forward)",
    "[(ok|yes|yeah|alright)] lets (go|start|begin|continue|do (it|this)|see)",
    "[(yes|yeah)] [i] [am] (im ready|am ready|ready when you are|get it|got it|see|understand|read it|have read it|do)",
    "(got it|thanks|thank you|makes sense|that makes sense|sounds good|go for it|bring it on|what is next|whats next|and then|hit me)",
];

/// Patterns that say behind an answer that this was all of it.
pub(crate) const THAT_IS_ALL: &[&str] = &["(that is|this is|it is|thatll be|that was) [(about|pretty much|really|basically|probably)] (it|all|everything) [really]"];

/// Patterns that say that an answer was given before.
pub(crate) const REPEATS: &[&str] = &[
    "[but] i [(just|already|have already|have just)] (said|did|told you|told you that|said that|said so|answered|answered that) [(already|before|that|it)]",
    "(like|as) i [(just|already)] said", "already (said|told you|answered) [(that|it|this)]",
    "(did not|didnt|havent|have not) (you|u) [(just|already)] (ask|asked) [me] [(that|this|it)] [(already|before|just now)]", "(you|u) [(just|already)] asked [me] [(that|this|it)] [(already|before)]",
];

/// Patterns that end naming things; a plain no ends it too.
pub(crate) const NO_MORE: &[&str] = &[
    "(nothing|none|no|nope|nah|not) [(more|else|other|others|left|anything else|anything)] [(to add|to say|really)]",
    "[(no|nope|nah|nothing|none|yes|yeah|ok)] [(thanks|thank you)] [(and|so|i think|i guess|i feel|i suppose)] (that is|this is|it is|thatll be|that was|that would be|that will be) [(about|pretty much|probably|really|basically|more or less|honestly|i think)] (it|all|everything|enough|the lot|all of it|all of them) [(i have|i can think of|ive got|i got|from me|i know|i can say|there is|of them|of it)]",
    "[(im|i am|we are|all|now)] (done|finished|complete) [(with (this|that|it|them)|naming|here)]",
    "[(no|nope|nah)] [(thanks|thank you)] (im|i am|we are|all) (good|okay|ok|fine|set|done|through)",
    "(no|nope|nah) [(thanks|thank you)] (done|finished|enough)",
    "(enough|end|stop|finish|finito|basta|next|all|nada|[lets] move on|lets go on|go on|continue|move along|no more [of (them|it)]|there is no more|there is nothing (else|more)|there are no (others|more)|that will do|thatll do)",
    "[(no|nope|nah|sorry)] [i] (cant|dont|can not|couldnt|do not) (think of|remember|know|have|name|recall|find) (anything|any|nothing|another|more|anymore|others) [(else|more|one|other)]",
    "[(no|not|none|nothing|not much)] [(more|else|one|any|anything)] [that] i can think of",
    "[(nothing|not|no)] [(else|more)] comes to mind",
    "[(no|nope|nah)] (that is|it is) (the|my) (list|lot|end)",
    "[(no|nope|nah)] (that|it) (covers|wraps|sums) (it|that|them|everything) [up]",
    "(just|only) (that|this|that one|those|these)",
];

/// Patterns that decline.
pub(crate) const DECLINED: &[&str] = &[
    "(did not|didnt|havent|have not) (you|u) [(just|already)] (ask|asked) [me] [(that|this|it)] (already|before|just now)",
    "[(can|could|may|lets|i want to|i would like to|i will|want to)] [(i|we|you|us)] [(please|just)] skip [over] [(it|this|that|the|these)] [(one|question|part|bit|next)]",
    "[(can|could|may|i will|i would like to)] [(i|we)] [(please|just)] pass [on] [(it|this|that|the)] [(one|question|part|bit)]",
    "[(can|could|may|lets|i would like to|i would rather|i will|ill)] [(i|we|you|us)] [(please|just)] leave (it|this|that|this one|that one|this question) [(out|open|be|blank|empty)]",
    "[(i|i would|i had|i will)] [(really|much|still)] (rather|prefer|sooner) [to] not [to] [(say|answer|tell|tell you|share|talk|speak|respond|go there|go into|discuss|think)] [about] [(it|this|that|there)] [one]",
    "[i] [(really|just|honestly)] (dont|do not|not|no) [(really|even)] [(want|wish|feel like|like|care|need)] [to] (say|answer|tell you|talk|speak|share|discuss|respond|answering|talking|saying|sharing|go there|think about) [about] [(it|this|that|(his|her|their|the|a|any) name)] [one]",
    "[i] [(really|just|honestly)] (dont|do not) [(really|even)] (want to|wish to|feel like it|care to)",
    "(no comment|n a|not applicable)",
    "[(that is|it is|this is)] (none|not|nun) [of] (your|anyones|anybodys|ya) [(damn|fucking|bloody|freaking|goddamn)] business",
    "mind your own [(damn|fucking|bloody)] business",
    "(that is|it is|this is|sounds) [(a bit|a little|too|very|really|kind of|so|pretty|quite)] [too] (private|personal)",
    "[a bit] too (private|personal)",
    "[i] [(really|still|just)] (wont|will not|refuse to|am not going to|im not going to|not going to|cant bring myself to|would not|wouldnt) (say|answer|tell you|share) [(it|this|that|to that)]",
    "[im] not (saying|telling you|answering|talking about (it|this|that)|comfortable (saying|answering|sharing|with (this|that)|talking about (it|this|that)))",
    "[(lets|can we)] [(have|take|do|go to)] [the] next question",
    "[(can you|could you)] ask [me] (something|anything) else",
    "(decline|declined|i decline [to (answer|say)])",
    "[i] [(really|just)] (dont|do not) [(really|even)] want to (think|write) about ..",
    "[i] (dont|do not) like (this|that|the|these|your) (question|one|questions)",
    "[(i|i would|i had)] rather not say (his|her|their|the|its|a|any) [real] name",
    "[(but|as|like|like i|well)] i (already|have already|just) (said|told you|answered|wrote|typed) [(that|it|this|so|all that|you)]",
    "(already said|said already|already told you|see above|as i said|like i said|same as (before|above)|you (already|just) asked [(me|that|this)] [that])",
];

/// More of them, where words are asked for: to a list or a yes they say something else.
pub(crate) const DECLINED_WORDS: &[&str] = &["(no|nah|nope) (thank you|thanks|thank u|ty|cheers)", "(nah|nm|nvm|never mind|nevermind)"];

/// More of them, where only certain answers are asked for: in somebody's own words they could be the answer.
pub(crate) const DECLINED_TOO: &[&str] = &[
    "[(very|really|so)] (private|personal|secret)",
    "[(i|i would|i had)] [(really|much)] (rather|prefer) [to] not ..",
    "[(can|could|lets)] [(i|we|us)] [(please|just)] (drop|forget|leave) (it|this|that) [alone]",
    "[im] not (comfortable|going there|telling|sharing|doing (this|that)|this one|that one)",
    "(no answer|no reply|no response|never mind|nevermind|drop|next|next one|dont ask|please dont|lets not|i have nothing to say|nothing to say|do i have to)",
];

/// Patterns that ask what a question means, or what it is asked for.
pub(crate) const ASKS_BACK: &[&str] = &[
    "[(wait|but|sorry|ok|um|and|well)] why (do|would|are|did) (you|u) (ask|asking|even ask|need|want|wanna|have to) [(to|me)] [(know|ask|that|this|it)] [(that|this|it|me|my age|(my|a|their|his|her) name)]",
    "[(wait|but|sorry|ok|um|and|well)] why (does|should|would) (it|that|this) matter", "[(does|do)] (it|that|this) [(even|really)] matter [how old i am]",
    "[(wait|but|sorry|ok|um|and|well)] (why (this|that) question|what is (this|that|it) for|whats (this|that|it) for|what for|for what)",
    "[(wait|but|sorry|ok|um|and|well)] (what|how) (do|did|would) (you|u|ya) [even] mean [by (that|this|it|*)]",
    "[(sorry|but|um|i)] [(have|got)] (idk|no idea|no clue|dont know|do not know|not sure|dunno|dont get) (what|how) (you|u|youre|ur|you are|u r) [(even|really)] (mean|asking|on about|after) [by] [*]",
    "[(wait|but|sorry|ok|um|and|well)] (what|how) (does|do|is|are) (this|that|it|these|they) [question] [even] (mean|meaning|supposed to mean)",
    "[(sorry|but|um)] [i] (dont|do not|didnt) [(really|even|quite)] (understand|get) [(it|this|that|you|what you mean|what you want|what that means|(the|this|that|your) question)]",
    "[(but|and)] why (do|are|did|would) (you|u) [keep] (say|saying|asking|telling|tell|think|bring) ..",
    "[(sorry|um|ok)] (what|how) (are|r) (you|u) asking [(me|for)]", "(what|which) is the question [again]",
    "(pardon|come again|say (that|it) again|say again|meaning what|explain|please explain|can you explain [(that|this|it)])",
    "(what|how) (should|shall|am) i [(supposed|meant)] [to] (say|write|answer|put|type) [(here|there|to (this|that))]",
];

/// All that somebody types who didn't understand, or wants to be shown an answer: only as it stands, since in a longer reply these
/// may be somebody's words ("so what?").
pub(crate) const ASKS_BACK_ALONE: &[&str] = &[
    "what", "huh", "eh", "wut", "whut", "wat", "sorry what", "wait what", "um what", "what now", "excuse me", "pardon me", "like what",
    "such as", "such as what", "how so", "how do you mean", "in what way", "what kind", "what sort", "for example", "example", "examples",
    "an example", "any examples", "give me an example", "can i have an example", "can you give me an example", "show me an example",
    "do you have an example", "example please",
];

/// Patterns that say "I don't know".
pub(crate) const UNKNOWN: &[&str] = &[
    "[(i|we|me|oh)] [(really|honestly|just|still|actually|truly|simply)] (dont|do not|donot) [(really|even|actually|exactly|yet)] (know|no|remember|recall) [(it|that|yet|how|why|exactly|what|myself|for sure|the answer)]",
    "[(i|we|me|oh)] [(really|honestly|just|still|actually|truly|simply)] not [(really|even|actually|exactly|yet)] (know|remember|recall) [(it|that|yet|how|why|exactly|what|for sure|the answer)]",
    "[i] [(really|honestly|just)] (dont|do not) [(really|even)] know [(what|how)] [to] (say|write|answer|put|type|feel|think|call it|respond|describe it)",
    "[i] (idk|dunno|donno|dno|idunno|iono) [(what to (say|write|answer|put|type)|yet|exactly|why|how)]",
    "[(i|ive)] [(really|honestly|absolutely|just|literally|still|truly|simply)] [(have|got|have got)] [(absolutely|really|literally|still|honestly)] (no|not a|zero|not the|not any) [(single|real|freaking|fucking|foggiest|faintest|slightest)] (idea|clue|memory|recollection|opinion)",
    "[(im|i am|am)] [(still|really|just|honestly|too)] not [(so|too|very|really|quite|entirely|completely|totally|exactly|100|all that|at all)] (sure|certain) [(about|of)] [(it|that|this|what to say|how to answer)]",
    "[(im|i am|still|am)] [still] unsure",
    "[i] [(really|honestly|just)] (cant|can not|couldnt|could not) [(really|quite|possibly)] (say|tell|tell you|remember|recall|decide|know|answer [(this|that|it)]|think of (anything|something|one)) [(for sure|exactly)]",
    "[(it is|that is|this is)] [(really|so|too|very|kind of|a bit|quite)] (hard|difficult|tough|impossible|tricky) to (say|tell|know|answer|describe|put into words)",
    "[(that is|it is)] [a] [(really|very)] (hard|tough|difficult|good) question",
    "(who knows|god knows|heaven knows|lord knows|only god knows|beats me|search me|your guess is as good as mine|how (should|would) i know|no lo se|keine ahnung|je sais pas|je ne sais pas|weiss nicht)",
    "[(i|ive|i have)] never [(really|even|actually)] (thought|wondered) about (it|that|this)",
    "[i] wish i knew",
    "[i] [(really|just)] (cant|can not|couldnt) [(really|quite)] put (it|that|this|them) [(into|in)] [(a|one)] (word|words) [(or two)]",
    "[but] (there isnt|there is no|there is not|there was no|there wasnt|i have no) [(any|a|one|just one|single)] [(single|one|special|particular)] (moment|one|time|word|scene|thing)",
    "nothing [really] (comes|came|springs) to mind",
    "(my mind is blank|im drawing a blank|drawing a blank)",
];

/// More of them, where only certain answers are asked for.
pub(crate) const UNKNOWN_TOO: &[&str] = &[
    "[(im|i am)] [(so|really|just|a bit|kind of)] (lost|confused|torn|blank|uncertain|undecided|clueless)",
    "[(that is|it is)] [a] [(really|very)] (hard|tough|difficult|good) one",
    "(i forgot|i forget|i have forgotten|ive forgotten)",
];

/// Patterns that say "later".
pub(crate) const LATER: &[&str] = &[
    "[(maybe|perhaps|ask me|ask|do it|i will|ill|try me)] [(again|maybe|do it|answer|say|tell you)] (later|later on|another time|another day|some other (time|day|night)|a different time)",
    "(ask me|ask me again|lets do (it|this)|try again|try me|tell you) (tomorrow|next time|some day|sometime|in a bit|in a while|in a minute|in a moment|soon|then)",
    "(not now|not yet|not just yet|not right now|not today|not tonight|not at the moment|no not now|right now no|now is not [a] good [time]|not a good time|this is not a good time)",
    "[(can|could|may|lets|i will|ill|i want to|i would like to|want to|please)] [(we|i|you|us)] [(please|maybe)] (come|get|go|circle|return) [back] to (it|this|that|this one|that one|this question|that question) [(later|another time|another day|tomorrow|at the end|in a bit|after)]",
    "[(can|could|may|lets|i will|ill|i want to|i would like to|i would rather)] [(we|i|you|us)] [(please|maybe)] (do|answer|leave|keep|save) (it|this|that|this one|that one) [for] (later|tomorrow|another (time|day)|some other (time|day)|next time)",
    "[(im|i am|am)] [(really|just|still|maybe)] (not|never) [(really|quite)] (ready|prepared) (yet|for (it|this|that)|to (talk|say|answer|share|go there|think about (it|this|that)))",
    "(save|keep|leave) (it|this|that) for later",
];
/// More of them, where only certain answers are asked for.
pub(crate) const LATER_TOO: &[&str] = &[
    "[(maybe|perhaps)] (tomorrow|next time|in a bit|in a while|in a minute|in a moment|soon|some day|someday|one day|sometime|bad time)",
    "[(im|i am|am)] [(really|just|still)] not [(really|quite)] (ready|prepared)",
    "[i] [(just|really)] need [(some|more|a bit of|a little)] [more] time [(to (think|answer)|for this)]",
    "[(can|could|lets)] [(we|i|us)] [please] (talk about|discuss|postpone|have) (it|this|that) (later|tomorrow|another (time|day)|some other (time|day)|next time)",
    "(remind me later|postpone it|come back later|can it wait|it can wait|let me think [about (it|this|that)])",
];
/// Words of these in which a slip of the finger is mended.
pub(crate) const ASIDE_SLIPS: &[&str] = &[
    "skip", "pass", "rather", "prefer", "comment", "business", "question", "private", "personal", "know", "sure", "idea", "clue", "dunno",
    "remember", "later", "answer", "dont", "cant", "want", "not", "certain", "unsure", "another", "time", "talk", "really", "leave",
];

/// Words that say no more than going on where an answer was asked for.
pub(crate) const NOTHING_SAID: &[&str] = &["ok", "okay", "k", "kk", "hm", "hmm", "mm", "um", "uh", "er", "oh", "ah", "eh"];

/// Words for every option, and for none.
pub(crate) const ALL: &[&str] = &[
    "all", "all of them", "all of it", "all of these", "all of those", "all of the above", "everything", "each", "each of them", "every one",
    "everyone of them", "every single one", "every one of them", "all the above", "the lot", "the whole lot", "all options", "all please",
];
/// Patterns for none of the options.
pub(crate) const NONE: &[&str] =
    &["(none|no|nothing|neither|nope|nah|zero|not any|not one|none really|not really|not really any) [(of (them|these|those|it|the above|that)|above|applies|apply|really|one|fits|fit|at all)]"];
/// Words that leave out what follows.
pub(crate) const BUT: &[&str] = &["but not", "but", "except for", "except", "apart from", "besides", "without", "minus", "not", "save", "bar"];
/// Words between several options.
pub(crate) const BETWEEN: &[&str] = &["and", "also", "plus", "or", "then", "und", "et", "y", "as well as", "and also", "and maybe", "and then"];

/// Words that turn an option or a number around.
pub(crate) const NEGATIONS: &[&str] = &[
    "not", "no", "never", "isnt", "wasnt", "dont", "didnt", "doesnt", "arent", "werent", "neither", "nor", "cant", "wont", "without",
    "nothing", "none", "nobody", "hardly", "barely", "wouldnt", "havent", "hasnt", "couldnt", "shouldnt", "aint", "unlike",
];

/// Words that say too little to tell one option from another.
pub(crate) const SMALL_WORDS: &[&str] = &[
    "a", "an", "the", "i", "me", "my", "it", "its", "is", "was", "to", "of", "and", "or", "in", "on", "at", "for", "that", "this", "be",
    "do", "with", "you", "im", "am", "are", "were", "who", "one", "yes", "no", "so", "just", "really", "very", "think", "guess", "maybe",
    "probably", "please", "would", "say", "like", "bit", "mostly", "mainly", "only", "well", "um", "oh", "honestly", "our",
    "your", "their", "his", "her", "as", "by", "about", "some", "sorry", "lol", "suppose", "there", "what", "too", "option", "answer",
    "because", "been", "had", "has", "have", "did", "from", "up", "but", "more", "go", "going", "get", "he", "she", "we", "they", "them", "being", "really", "wanted", "dont", "cant", "not", "somebody", "something", "now",
];

/// Endings with which a word is still the same one.
pub(crate) const ENDINGS: &[&str] =
    &["s", "es", "y", "ly", "ed", "d", "er", "est", "ing", "ness", "ful", "less", "fully", "ous", "al", "ity", "able", "ment", "ish", "nesses"];

/// Words around the place of an option in the list, which say no more than that it is one.
pub(crate) const ABOUT_PLACES: &[&str] = &[
    "number", "numbers", "nr", "num", "option", "options", "answer", "choice", "the", "i", "id", "ill", "would", "will", "go", "going",
    "with", "choose", "pick", "take", "say", "think", "guess", "its", "it", "is", "maybe", "probably", "perhaps", "please", "my", "a", "um",
    "uh", "hm", "well", "so", "ok", "just", "definitely", "for", "me", "im", "like", "want", "to", "of", "them", "these", "those", "ones",
    "sorry", "then", "only", "that", "thats", "both", "honest", "be", "thanks", "lol", "probably", "right", "now", "either", "in", "item", "items", "point", "points", "thing", "things", "line",
];
/// Words for the places in a list.
pub(crate) const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
/// Words for the last place.
pub(crate) const LAST: &[&str] = &["last", "final", "bottom"];
/// Words for the first place.
pub(crate) const TOP: &[&str] = &["top", "upper"];
/// Words for the place in the middle.
pub(crate) const MIDDLE: &[&str] = &["middle", "centre", "center"];
/// Words before a "one" that counts nothing: "no one", "that one".
pub(crate) const NO_COUNT_BEFORE: &[&str] = &["no", "the", "that", "this", "which", "any", "some", "every", "only", "my", "not"];
/// Words for the last place but one.
pub(crate) const LAST_BUT_ONE: &[&str] = &["second to last", "second last", "next to last", "last but one", "penultimate"];
/// Words between the ends of a stretch.
pub(crate) const UP_TO: &[&str] = &["to", "through", "thru", "until", "till", "til"];

/// Words that turn a number into a negative one.
pub(crate) const MINUS: &[&str] = &["minus", "negative"];
/// Words before a number that say it is another one.
pub(crate) const NOT_THIS_NUMBER: &[&str] = &["not", "than", "under", "over", "below", "above", "isnt", "never", "without"];
/// Words after a number on a scale that say it measures something else.
pub(crate) const UNITS_OF_TIME: &[&str] = &[
    "years", "year", "yrs", "yr", "months", "month", "weeks", "week", "days", "day", "hours", "hour", "hrs", "ago", "times", "yo", "people",
];

/// Words with which somebody goes on to tell, right behind a number.
pub(crate) const BEGIN_TO_TELL: &[&str] =
    &["i", "id", "im", "ive", "its", "it", "he", "hes", "she", "shes", "they", "theyre", "we", "you", "because", "cos", "but", "though", "since", "thats"];
/// Words with which a number that was said is taken back for another one.
pub(crate) const TAKE_BACK: &[&str] = &[
    "no", "or", "nope", "actually", "wait", "rather", "make", "nearer", "closer", "not", "sorry", "mean", "meant", "now", "today", "tonight",
    "to", "between", "sometimes", "maybe",
];

/// Words that say no more than that a number follows, or what it measures.
pub(crate) const ABOUT_NUMBERS: &[&str] = &[
    "about", "around", "roughly", "approximately", "approx", "circa", "maybe", "perhaps", "probably", "prob", "probs", "say", "id", "i",
    "its", "it", "is", "a", "an", "the", "like", "think", "guess", "feel", "feels", "somewhere", "near", "nearly", "almost", "at", "least",
    "out", "of", "on", "from", "level", "right", "now", "rn", "today", "tonight", "just", "still", "im", "so", "well", "um", "uh", "hm", "hmm",
    "hurts", "hurt", "would", "give", "solid", "strong", "good", "number", "or", "please", "min", "mins", "minutes", "minute", "points",
    "percent", "pretty", "much", "definitely", "easily", "honestly", "suppose", "be", "ok", "oh", "zero", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "scale", "my", "answer", "ish", "that", "maximum", "lol", "sorry", "tbh", "hundred",
];

/// The words of numbers up to twenty, and the tens.
pub(crate) const NUMBER_WORDS: &[(&str, i64)] = &[
    ("zero", 0), ("none", 0), ("nil", 0), ("nought", 0), ("naught", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5),
    ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14),
    ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40),
    ("fourty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100),
];

/// Words that multiply the number before them.
pub(crate) const MULTIPLIERS: &[(&str, i64)] = &[
    ("k", 1_000), ("thousand", 1_000), ("thousands", 1_000), ("grand", 1_000), ("million", 1_000_000), ("millions", 1_000_000),
    ("mio", 1_000_000), ("billion", 1_000_000_000), ("bn", 1_000_000_000),
];

/// What everybody types for a verb of this name, as patterns. `{}` stands for the verb's first place.
pub(crate) const USUAL_COMMANDS: &[(&str, &[&str])] = &[
    ("north", &["[go|walk|run|head] [to the|to] (north|n)"]),
    ("south", &["[go|walk|run|head] [to the|to] (south|s)"]),
    ("east", &["[go|walk|run|head] [to the|to] (east|e)"]),
    ("west", &["[go|walk|run|head] [to the|to] (west|w)"]),
    ("northeast", &["[go|walk|run|head] [to the|to] (northeast|ne)"]),
    ("northwest", &["[go|walk|run|head] [to the|to] (northwest|nw)"]),
    ("southeast", &["[go|walk|run|head] [to the|to] (southeast|se)"]),
    ("southwest", &["[go|walk|run|head] [to the|to] (southwest|sw)"]),
    ("up", &["[go|walk|run|climb] (up|u)"]),
    ("down", &["[go|walk|run|climb] (down|d)"]),
    ("in", &["[go|walk|run] (in|inside)", "enter"]),
    ("out", &["[go|walk|run] (out|outside)", "leave", "exit"]),
    ("examine", &["(examine|x|inspect|describe|study|check) {}", "(look|l) at {}"]),
    ("inventory", &["[take] (inventory|i|inv)", "what am i (carrying|holding|wearing)"]),
    ("look", &["(look|l) [around]"]),
    ("wait", &["(wait|z)"]),
];

/// The verbs that lead somewhere: where nothing comes of them, there is no way.
pub(crate) const DIRECTIONS: [&str; 12] =
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "up", "down", "in", "out"];

/// Whole commands that repeat the last one, folded.
pub(crate) const AGAIN_WORDS: &[&str] = &["g", "again", "do it again", "do that again"];

/// Whole commands that show where one is, folded.
pub(crate) const LOOK_WORDS: &[&str] = &["look", "l", "look around"];

/// Words that stand for what was named last, folded.
pub(crate) const IT_WORDS: &[&str] = &["it", "them", "that", "this"];

/// Words for everything at once, folded.
pub(crate) const EVERYTHING_WORDS: &[&str] = &["all", "everything", "both"];

/// Words in front of a noun that say nothing about it, folded.
pub(crate) const ARTICLES: &[&str] = &["the", "a", "an", "my", "your", "that", "this", "some", "its"];

/// Words in front of a noun that answers what was asked, folded.
pub(crate) const PREPOSITIONS: &[&str] = &["on", "onto", "in", "into", "to", "at", "with", "from", "off", "over", "under"];

/// Words around a command that only make it kinder, folded.
pub(crate) const POLITE: &[&[&str]] = &[
    &["please"],
    &["i", "want", "to"],
    &["i", "would", "like", "to"],
    &["id", "like", "to"],
    &["can", "i"],
    &["could", "i"],
    &["let", "me"],
    &["lets"],
    &["try", "to"],
    &["now"],
    &["and"],
];

/// Words between two commands, folded.
pub(crate) const THEN_WORDS: &[&str] = &["then"];

/// Whole replies that ask for help, at any prompt, folded. Nothing else may be meant by them.
pub(crate) const HELP_WORDS: &[&str] = &["help", "hepl", "hlep", "halp"];

/// Whole replies that leave at once where nothing else fits, folded.
pub(crate) const SURELY_LEAVES: &[&str] = &["quit", "exit", "q"];

/// Whole replies that leave an earlier answer as it was, folded.
pub(crate) const LEAVE_WORDS: &[&str] = &[
    "leave it",
    "leave it as it is",
    "leave it as it was",
    "leave it alone",
    "leave it be",
    "leave it there",
    "leave that",
    "just leave it",
    "never mind",
    "nevermind",
    "nvm",
    "keep it",
    "keep it as it is",
    "forget it",
    "its fine",
    "its ok",
    "its okay",
    "no its fine",
];

/// Words that say that only the spelling is to change, folded.
pub(crate) const SPELLING_WORDS: &[&str] = &["spelling", "spelled", "spelt", "spell", "typo", "same", "1"];

/// Words that say that it is another thing, folded.
pub(crate) const ANOTHER_WORDS: &[&str] = &["another", "other", "different", "else", "new", "2"];

/// Whole replies that keep an earlier answer, folded.
pub(crate) const SAME_WORDS: &[&str] = &["same", "the same", "as before", "keep it", "keep", "still the same", "unchanged"];

/// Words with which a part of a list goes on to tell, so that it is no list of things.
pub(crate) const GO_ON_TO_TELL: &[&str] =
    &["when", "like", "such", "because", "but", "who", "which", "that", "if", "even", "although", "so", "with", "without"];
