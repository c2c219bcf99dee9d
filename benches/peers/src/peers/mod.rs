//! Every runtime under test, behind one interface.

pub mod hand;
pub mod ink;
pub mod inkjs;
pub mod inward;
pub mod rhai_hook;
pub mod yarn;

use crate::content::Story;
use crate::rng::Rng;
use crate::turn::Turn;

/// One running conversation.
pub trait Session {
    /// Takes `choice` (none on the very first turn), then produces all text up
    /// to the next list of choices into `out`, which the callee clears.
    fn turn(&mut self, choice: Option<usize>, out: &mut Turn);

    /// Called just before the turn after which `save` will be called, for
    /// runtimes that can only save where a scene starts.
    fn before_checkpoint(&mut self) {}

    fn save(&self) -> String;

    /// Replaces this session's state with `saved`; `out` receives the choices
    /// on offer (and, for runtimes that replay the scene, its text).
    fn restore(&mut self, saved: &str, out: &mut Turn);

    /// Plays `turns` random turns and returns the text bytes produced. Being a
    /// default method it is compiled per peer, so the loop itself costs no
    /// dynamic dispatch.
    fn play(&mut self, turns: usize, rng: &mut Rng, out: &mut Turn) -> usize {
        let mut bytes = 0;
        for _ in 0..turns {
            let choice = rng.below(out.choice_count());
            self.turn(Some(choice), out);
            bytes += out.text.len();
        }
        bytes
    }
}

pub type NewSession = Box<dyn Fn() -> Box<dyn Session>>;

/// One way to get from bytes to a session that is ready for its first turn.
pub struct LoadCase {
    pub form: &'static str,
    pub input_bytes: usize,
    pub start: Box<dyn Fn() -> Box<dyn std::any::Any>>,
}

impl LoadCase {
    pub fn new<T: 'static>(form: &'static str, input_bytes: usize, start: impl Fn() -> T + 'static) -> Self {
        let start = Box::new(move || Box::new(start()) as Box<dyn std::any::Any>);
        Self { form, input_bytes, start }
    }
}

pub trait Peer {
    fn name(&self) -> &'static str;

    /// All load paths for `story`; the inputs are prepared here, untimed.
    fn load_cases(&self, story: &Story) -> Vec<LoadCase>;

    /// Loads `story` once and returns a maker of further sessions that shares
    /// as much of the loaded content as the runtime's public API allows.
    fn sessions(&self, story: &Story) -> NewSession;
}

/// All in-process peers, the reference first.
pub fn all() -> Vec<Box<dyn Peer>> {
    let mut peers: Vec<Box<dyn Peer>> = vec![
        Box::new(hand::Hand),
        Box::new(rhai_hook::RhaiHook::<rhai_hook::OneAst>::default()),
        Box::new(rhai_hook::RhaiHook::<rhai_hook::AstPerScene>::default()),
        Box::new(rhai_hook::RhaiHook::<rhai_hook::Snippets>::default()),
        Box::new(ink::Ink),
    ];
    #[cfg(feature = "ink-image")]
    peers.push(Box::new(ink::InkImage));
    peers.push(Box::new(yarn::Yarn));
    peers.push(Box::new(inward::Inward(inward::Spelling::Ron)));
    peers.push(Box::new(inward::Inward(inward::Spelling::Hooks)));
    peers
}
