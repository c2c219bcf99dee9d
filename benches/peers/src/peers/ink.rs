//! bladeink, from compiled JSON (the usual way) and from its binary image.

use super::{LoadCase, NewSession, Peer, Session};
use crate::content::Story;
use crate::turn::Turn;
use bladeink::story::Story as InkStory;
use bladeink_compiler::{Compiler, CompilerOptions};

/// A fixed seed keeps story construction deterministic.
const STORY_SEED: i32 = 1;

pub struct Ink;
#[cfg(feature = "ink-image")]
pub struct InkImage;

/// Visit counts are kept only where a script reads them, the default of ink's
/// own command-line compiler and of inkjs (bladeink-compiler's is to keep all).
fn compile(source: &str) -> String {
    let options = CompilerOptions { count_all_visits: false, source_filename: None };
    Compiler::with_options(options).compile(source).expect("generated ink compiles")
}

fn open(json: &str) -> InkSession {
    InkSession(InkStory::new_with_seed(json, STORY_SEED).expect("compiled ink loads"))
}

struct InkSession(InkStory);

impl InkSession {
    fn offer(&self, out: &mut Turn) {
        for choice in self.0.get_current_choices() {
            out.push_choice(&choice.text);
        }
    }
}

impl Session for InkSession {
    fn turn(&mut self, choice: Option<usize>, out: &mut Turn) {
        out.clear();
        if let Some(choice) = choice {
            self.0.choose_choice_index(choice).expect("choice is on offer");
        }
        while self.0.can_continue() {
            out.text.push_str(&self.0.cont().expect("story continues"));
        }
        self.offer(out);
    }

    fn save(&self) -> String {
        self.0.save_state().expect("state saves")
    }

    fn restore(&mut self, saved: &str, out: &mut Turn) {
        self.0.load_state(saved).expect("saved state loads");
        out.clear();
        self.offer(out);
    }
}

impl Peer for Ink {
    fn name(&self) -> &'static str {
        "bladeink"
    }

    fn load_cases(&self, story: &Story) -> Vec<LoadCase> {
        let source = story.to_ink();
        let json = compile(&source);
        vec![
            LoadCase::new("ink source", source.len(), move || open(&compile(&source))),
            LoadCase::new("compiled ink JSON", json.len(), move || open(&json)),
        ]
    }

    /// A `Story` owns its content and cannot be cloned or shared, so a further
    /// session parses the compiled JSON again.
    fn sessions(&self, story: &Story) -> NewSession {
        let json = compile(&story.to_ink());
        Box::new(move || Box::new(open(&json)))
    }
}

#[cfg(feature = "ink-image")]
mod image {
    use super::*;

    /// The API wants `'static` bytes. The benchmark leaks a handful of images,
    /// as a game embedding them with `include_bytes!` would.
    fn leak_image(story: &Story) -> &'static [u8] {
        let json = compile(&story.to_ink());
        let image = bladeink::image::compile_json_to_image(json.as_bytes()).expect("image encodes");
        Box::leak(image.into_boxed_slice())
    }

    fn open(image: &'static [u8]) -> InkSession {
        InkSession(InkStory::new_from_image_with_seed(image, STORY_SEED).expect("image opens"))
    }

    impl Peer for InkImage {
        fn name(&self) -> &'static str {
            "bladeink (image)"
        }

        fn load_cases(&self, story: &Story) -> Vec<LoadCase> {
            let image = leak_image(story);
            vec![LoadCase::new("binary image", image.len(), move || open(image))]
        }

        fn sessions(&self, story: &Story) -> NewSession {
            let image = leak_image(story);
            Box::new(move || Box::new(open(image)))
        }
    }
}
