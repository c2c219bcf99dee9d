//! The reference and practical limit: a Rust state machine over a node table.

use super::{LoadCase, NewSession, Peer, Session};
use crate::content::{self, Scene, Story};
use crate::turn::Turn;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::rc::Rc;

pub struct Hand;

struct Branch {
    text: String,
    target: u32,
    min_gold: i64,
}

struct Node {
    gold_step: i64,
    trust_step: i64,
    before_gold: String,
    after_gold: String,
    second: String,
    aside: String,
    aside_trust: i64,
    branches: Vec<Branch>,
}

/// Scenes with their targets resolved to table positions.
pub struct Table {
    nodes: Vec<Node>,
}

impl Table {
    fn new(story: Story) -> Self {
        let positions: HashMap<String, u32> = (0..).zip(&story.scenes).map(|(i, s)| (s.name.clone(), i)).collect();
        let nodes = story.scenes.into_iter().map(|scene| Node::new(scene, &positions)).collect();
        Self { nodes }
    }

    pub fn from_json(source: &str) -> Self {
        Self::new(serde_json::from_str(source).expect("generated JSON parses"))
    }

    pub fn from_ron(source: &str) -> Self {
        Self::new(ron::from_str(source).expect("generated RON parses"))
    }
}

impl Node {
    fn new(scene: Scene, positions: &HashMap<String, u32>) -> Self {
        let branches = scene
            .choices
            .into_iter()
            .map(|choice| Branch {
                target: positions[&choice.target],
                text: choice.text,
                min_gold: choice.min_gold.unwrap_or(i64::MIN),
            })
            .collect();
        Self {
            gold_step: scene.gold_step,
            trust_step: scene.trust_step,
            before_gold: scene.before_gold,
            after_gold: scene.after_gold,
            second: scene.second,
            aside: scene.aside,
            aside_trust: scene.aside_trust,
            branches,
        }
    }
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct State {
    node: u32,
    gold: i64,
    trust: i64,
}

struct HandSession {
    table: Rc<Table>,
    state: State,
}

impl HandSession {
    fn new(table: Rc<Table>) -> Self {
        let state = State { node: 0, gold: content::START_GOLD, trust: content::START_TRUST };
        Self { table, state }
    }

    fn open_branches(&self) -> impl Iterator<Item = &Branch> {
        let gold = self.state.gold;
        let branches = &self.table.nodes[self.state.node as usize].branches;
        branches.iter().filter(move |branch| gold >= branch.min_gold)
    }

    fn offer(&self, out: &mut Turn) {
        for branch in self.open_branches() {
            out.push_choice(&branch.text);
        }
    }
}

impl Session for HandSession {
    fn turn(&mut self, choice: Option<usize>, out: &mut Turn) {
        out.clear();
        if let Some(choice) = choice {
            let target = self.open_branches().nth(choice).expect("choice is on offer").target;
            self.state.node = target;
        }
        let node = &self.table.nodes[self.state.node as usize];
        let state = &mut self.state;
        state.gold = (state.gold + node.gold_step) % content::GOLD_LIMIT;
        state.trust = (state.trust + node.trust_step) % content::TRUST_LIMIT;
        out.text.push_str(&node.before_gold);
        out.text.push(' ');
        out.text.push_str(itoa::Buffer::new().format(state.gold));
        out.text.push(' ');
        out.push_line(&node.after_gold);
        out.push_line(&node.second);
        if state.trust >= node.aside_trust {
            out.push_line(&node.aside);
        }
        self.offer(out);
    }

    fn save(&self) -> String {
        serde_json::to_string(&self.state).expect("state serialises")
    }

    fn restore(&mut self, saved: &str, out: &mut Turn) {
        self.state = serde_json::from_str(saved).expect("saved state parses");
        out.clear();
        self.offer(out);
    }
}

impl Peer for Hand {
    fn name(&self) -> &'static str {
        "hand-written"
    }

    fn load_cases(&self, story: &Story) -> Vec<LoadCase> {
        let json = story.to_json();
        let ron = story.to_ron();
        vec![
            LoadCase::new("JSON text (serde_json)", json.len(), move || {
                HandSession::new(Rc::new(Table::from_json(&json)))
            }),
            LoadCase::new("RON text (ron)", ron.len(), move || HandSession::new(Rc::new(Table::from_ron(&ron)))),
        ]
    }

    fn sessions(&self, story: &Story) -> NewSession {
        let table = Rc::new(Table::new(story.clone()));
        Box::new(move || Box::new(HandSession::new(table.clone())))
    }
}
