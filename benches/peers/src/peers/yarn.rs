//! Yarn Spinner for Rust, without bevy, with its stock in-memory variable
//! storage and string table.

use super::{LoadCase, NewSession, Peer, Session};
use crate::content::Story;
use crate::turn::Turn;
use prost::Message;
use std::collections::HashMap;
use yarnspinner::compiler::{Compiler, File};
use yarnspinner::core::{Program, YarnValue};
use yarnspinner::runtime::{
    Dialogue, DialogueEvent, DialogueOption, MemoryVariableStorage, OptionId, StringTable, StringTableTextProvider,
};

const START_NODE: &str = "s0";

pub struct Yarn;

fn compile(source: String) -> (Program, StringTable) {
    let file = File { file_name: "story.yarn".into(), source };
    let compilation = Compiler::new().add_file(file).compile().expect("generated yarn compiles");
    let strings = compilation.string_table.into_iter().map(|(id, info)| (id, info.text)).collect();
    (compilation.program.expect("full compilation has a program"), strings)
}

fn open(program: Program, strings: StringTable) -> YarnSession {
    let mut texts = StringTableTextProvider::new();
    texts.extend_base_language(strings);
    let mut dialogue = Dialogue::new(Box::new(MemoryVariableStorage::new()), Box::new(texts));
    dialogue.replace_program(program);
    dialogue.set_node(START_NODE).expect("start node exists");
    YarnSession { dialogue, options: Vec::new(), checkpoint: None }
}

/// The public part of Yarn's state. A half-run node cannot be saved: a save is
/// the node plus the variables as they were when the node was entered.
type Variables = HashMap<String, YarnValue>;

struct YarnSession {
    dialogue: Dialogue,
    /// The available options, in the order they were offered.
    options: Vec<OptionId>,
    checkpoint: Option<Variables>,
}

impl YarnSession {
    fn variables(&self) -> Variables {
        self.dialogue.variable_storage().variables().into_iter().collect()
    }

    fn offer(&mut self, options: Vec<DialogueOption>, out: &mut Turn) {
        self.options.clear();
        for option in options.into_iter().filter(|option| option.is_available) {
            out.push_choice(&option.line.text);
            self.options.push(option.id);
        }
    }

    fn run_to_options(&mut self, out: &mut Turn) {
        out.clear();
        while !self.dialogue.is_waiting_for_option_selection() {
            for event in self.dialogue.continue_().expect("dialogue continues") {
                match event {
                    DialogueEvent::Line(line) => out.push_line(&line.text),
                    DialogueEvent::Options(options) => self.offer(options, out),
                    _ => {}
                }
            }
        }
    }
}

impl Session for YarnSession {
    fn turn(&mut self, choice: Option<usize>, out: &mut Turn) {
        if let Some(choice) = choice {
            self.dialogue.set_selected_option(self.options[choice]).expect("choice is on offer");
        }
        self.run_to_options(out);
    }

    fn before_checkpoint(&mut self) {
        self.checkpoint = Some(self.variables());
    }

    fn save(&self) -> String {
        let node = self.dialogue.current_node().expect("a node is running");
        let variables = self.checkpoint.as_ref().expect("a checkpoint was taken");
        serde_json::to_string(&(node, variables)).expect("state serialises")
    }

    /// Re-enters the saved node, so its text and effects run again.
    fn restore(&mut self, saved: &str, out: &mut Turn) {
        let (node, variables): (String, Variables) = serde_json::from_str(saved).expect("saved state parses");
        let storage = self.dialogue.variable_storage_mut();
        storage.clear();
        storage.extend(variables.into_iter().collect()).expect("variable names are valid");
        self.dialogue.stop();
        self.dialogue.set_node(node).expect("saved node exists");
        self.run_to_options(out);
    }
}

impl Peer for Yarn {
    fn name(&self) -> &'static str {
        "yarnspinner"
    }

    fn load_cases(&self, story: &Story) -> Vec<LoadCase> {
        let source = story.to_yarn();
        let (program, strings) = compile(source.clone());
        let program = program.encode_to_vec();
        let strings = serde_json::to_string(&strings).expect("string table serialises");
        vec![
            LoadCase::new("yarn source", source.len(), move || {
                let (program, strings) = compile(source.clone());
                open(program, strings)
            }),
            LoadCase::new("compiled program + JSON strings", program.len() + strings.len(), move || {
                let program = Program::decode(program.as_slice()).expect("program decodes");
                let strings = serde_json::from_str(&strings).expect("string table parses");
                open(program, strings)
            }),
        ]
    }

    /// `Dialogue` is `Clone`, but a clone shares the variable storage, so an
    /// independent session needs its own copy of the program and the strings.
    fn sessions(&self, story: &Story) -> NewSession {
        let (program, strings) = compile(story.to_yarn());
        Box::new(move || Box::new(open(program.clone(), strings.clone())))
    }
}
