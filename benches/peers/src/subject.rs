//! Everything that the measurements ask of inward. No other module names it, so a change of its interface is met here
//! alone.

use crate::content::Story;
use crate::turn;
use inward::pack::File;
use inward::replay::Change;
use inward::session::{Identity, Kind, Taken};
use inward::transcript::Transcript;
use inward::{Asked, Begin, Outcome, Pack, Session, Turn, check};
use std::path::Path;

pub use inward::session::{Log, Response};
pub use inward::{Meaning, Script, State};

/// Where the generated dialogue stands in its pack.
const STORY: &str = "content/story.ron";

/// The built-in conversation.
const FLAGSHIP: &str = "content/rejection.ron";

/// What is typed for the first, second and third option.
pub const NUMBERS: [&str; 3] = ["1", "2", "3"];

/// What a dialogue is loaded from: it is made before anything is measured.
pub struct Source {
    pack: Pack,
    path: &'static str,
    pub bytes: usize,
}

impl Source {
    /// All in RON: conditions by `when`, updates by `entering`.
    pub fn w1(story: &Story) -> Source {
        Source::of(story.to_inward(false), None)
    }

    /// One hook for each scene does its updates.
    pub fn w1h(story: &Story) -> Source {
        Source::of(story.to_inward(true), Some(story.to_inward_hooks()))
    }

    pub fn of(ron: String, hooks: Option<String>) -> Source {
        let bytes = ron.len() + hooks.as_ref().map_or(0, String::len);
        let mut pack = Pack::default();
        if let Some(hooks) = hooks {
            pack.add("scripts/story.rhai", File::Text(hooks.into()));
        }
        pack.add(STORY, File::Text(ron.into()));
        Source { pack, path: STORY, bytes }
    }

    pub fn flagship() -> Source {
        Source { pack: Pack::built_in(), path: FLAGSHIP, bytes: 0 }
    }

    /// Reads it and makes every check.
    pub fn load(&self) -> Script {
        let checked = check(&self.pack, self.path);
        match checked.script {
            Some(script) => script,
            None => panic!("{:#?}", checked.diagnostics.iter().take(3).collect::<Vec<_>>()),
        }
    }
}

/// What is typed at the question that waits, read.
pub fn read(script: &Script, state: &State, typed: &str) -> Meaning {
    let asked = Asked::of(script, state).expect("a question waits");
    match inward::read(script, &asked, typed).taken {
        Taken::Step(meaning) => meaning,
        other => panic!("{typed:?} is nothing for the step: {other:?}"),
    }
}

/// A step from a state that stays as it was, with what was read before, and what it says.
pub fn step(script: &Script, state: &State, meaning: &Meaning) -> (State, Turn) {
    let (after, events) = inward::step(script, state, meaning);
    let turn = inward::render(script, &after, &events);
    (after, turn)
}

/// A step of which nobody looks at what happened.
pub fn step_alone(script: &Script, state: &State, meaning: &Meaning) -> State {
    inward::step(script, state, meaning).0
}

/// The same with what is typed, which is read first.
pub fn read_and_step(script: &Script, state: &State, typed: &str) -> (State, Turn) {
    step(script, state, &read(script, state, typed))
}

/// A conversation by reading and the pure step, without a log: the state, and the turn that led there.
#[derive(Clone)]
pub struct Steps {
    pub state: State,
    turn: Turn,
}

impl Steps {
    pub fn begin(script: &Script) -> Steps {
        let (state, events) = inward::session::begin(script, &Begin::default()).expect("it begins");
        let turn = inward::render(script, &state, &events);
        Steps { state, turn }
    }

    /// A turn: what is typed is read, and the step taken.
    pub fn turn(&mut self, script: &Script, typed: &str) {
        (self.state, self.turn) = read_and_step(script, &self.state, typed);
    }

    /// The step alone, with what was read before.
    pub fn step(&mut self, script: &Script, meaning: &Meaning) {
        (self.state, self.turn) = step(script, &self.state, meaning);
    }

    pub fn save(&self) -> String {
        self.state.image()
    }

    /// Back at the saved state, with its question shown again.
    pub fn restore(script: &Script, saved: &str) -> Steps {
        let state = State::restore(script, saved).expect("the saved state fits");
        let turn = inward::session::show(script, &state);
        Steps { state, turn }
    }

    /// How many options there are.
    pub fn offers(&self) -> usize {
        offers(&self.turn)
    }

    /// Copies what is said into the harness's buffer, and then the options.
    pub fn write(&self, out: &mut turn::Turn) {
        for paragraph in &self.turn.said.paragraphs {
            for run in &paragraph.runs {
                out.text.push_str(&run.text);
            }
            out.text.push('\n');
        }
        self.write_offers(out);
    }

    /// Copies the options into the harness's buffer.
    pub fn write_offers(&self, out: &mut turn::Turn) {
        let Outcome::Asked(question) = &self.turn.outcome else { panic!("{:?}", self.turn.outcome) };
        let Kind::Choose(offers) = &question.kind else { panic!("a list of options") };
        for offer in offers {
            out.push_choice(&offer.label.paragraphs[0].runs[0].text);
        }
    }
}

fn offers(turn: &Turn) -> usize {
    match &turn.outcome {
        Outcome::Asked(question) => match &question.kind {
            Kind::Choose(offers) => offers.len(),
            _ => 1,
        },
        other => panic!("{other:?}"),
    }
}

/// What a transcript says was typed, and how that conversation begins.
pub struct Play {
    begin: Begin,
    pub typed: Vec<String>,
}

impl Play {
    pub fn read(path: &Path) -> Play {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let Transcript { begin, typed, .. } = Transcript::parse(&text).expect("the transcript can be read");
        Play { begin, typed }
    }

    /// The flagship's transcript whose figures are told: a crush, with everything answered at natural length.
    pub fn whole() -> Play {
        Play::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plays/whole-crush.play"))
    }
}

/// A conversation as a person has it: what is typed may be a command, and a log is kept.
pub struct Visit<'s> {
    session: Session<'s>,
}

impl<'s> Visit<'s> {
    pub fn begin(script: &'s Script) -> Visit<'s> {
        Visit { session: Session::begin(script, Begin::default()).expect("it begins") }
    }

    pub fn begin_play(script: &'s Script, play: &Play) -> Visit<'s> {
        Visit { session: Session::begin(script, play.begin.clone()).expect("it begins") }
    }

    /// Takes a conversation up from its log, by playing it again.
    pub fn resume(script: &'s Script, log: Log) -> Visit<'s> {
        Visit { session: Session::resume(script, log).expect("the log fits") }
    }

    /// The same by identity, as if the content had been edited since.
    pub fn rejoin(script: &'s Script, log: &Log) -> Visit<'s> {
        Visit { session: Session::rejoin(script, log).expect("the log can be read").0 }
    }

    pub fn hear(&mut self, typed: &str) -> Response {
        self.session.hear(typed)
    }

    /// Answers an earlier question in another way.
    pub fn change(&mut self, question: &Identity, typed: &str) -> Response {
        self.session.change(Change::Answer { question: question.clone(), typed: typed.to_owned() })
    }

    pub fn state(&self) -> &State {
        self.session.state()
    }

    pub fn save(&self) -> String {
        self.session.state().image()
    }

    pub fn log(&self) -> &Log {
        self.session.log()
    }

    pub fn has_ended(&self) -> bool {
        self.session.has_ended()
    }

    /// How many options there are.
    pub fn offers(&self) -> usize {
        offers(self.session.turn())
    }

    /// The name of the node that asks.
    pub fn node(&self) -> &str {
        self.session.turn().outcome.question().map_or("", |question| &question.identity.node)
    }

    /// What kind of question waits.
    pub fn kind(&self) -> &'static str {
        match self.session.turn().outcome.question().map(|question| &question.kind) {
            None => "end",
            Some(Kind::Choose(_)) => "one of a list",
            Some(Kind::ChooseMany(_)) => "some of a list",
            Some(Kind::Text) => "text",
            Some(Kind::Number { .. }) => "number",
            Some(Kind::Gather) => "gather",
            Some(Kind::Continue(_)) => "continue",
            Some(_) => "another kind",
        }
    }
}

/// How many answers a log holds.
pub fn answers(log: &Log) -> usize {
    log.entries.len()
}

/// The question of one of them.
pub fn question(log: &Log, answer: usize) -> Identity {
    log.entries[answer].question().clone()
}

/// How large the turn and the session are themselves, without what they point to.
pub fn sizes() -> [(&'static str, usize); 3] {
    let (state, turn, session) = (size_of::<State>(), size_of::<Turn>(), size_of::<Session<'_>>());
    [("State", state), ("Turn", turn), ("Session", session)]
}
