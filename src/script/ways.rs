//! Where a conversation goes: ways with their cases, and the moves at their ends.

use super::{Arguments, Expression, FactId, NodeId};
use serde::{Deserialize, Serialize};

/// A way on: the first case that holds, else the last.
#[derive(Debug, PartialEq)]
pub struct Way {
    /// Cases, tried in order.
    pub cases: Vec<Case>,
    /// Where it goes when none of them holds.
    pub last: Go,
}

impl Way {
    /// Every place that this way can lead to.
    pub fn goes(&self) -> impl Iterator<Item = &Go> {
        self.cases.iter().map(|case| &case.go).chain([&self.last])
    }
}

/// One case of a way.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// Goes through the records of a fact: the first of which the case holds.
    pub each: Option<Each>,
    /// What must hold.
    pub when: Expression,
    /// Where it goes then.
    pub go: Go,
}

/// Goes through the records of a fact. The record stands behind what the node was given, as one thing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// The writer's name for the record.
    pub name: String,
    /// The fact.
    pub of: FactId,
    /// For how many records at most.
    pub most: Option<u32>,
}

/// A move: to a place, or on a visit that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Go {
    /// To a place, for good.
    To(Target, Arguments),
    /// There and back, then on.
    Visit {
        /// The node that is visited.
        node: NodeId,
        /// What it is told that it is about.
        with: Arguments,
        /// Where it goes after the visit.
        then: Target,
        /// What that is told.
        then_with: Arguments,
    },
}

/// A place to go.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A node.
    Node(NodeId),
    /// A node, with everything left behind that lies beneath.
    Leave(NodeId),
    /// Back to what visited or interrupted.
    Return,
    /// Back, with the held text as the answer.
    Resume,
    /// The end of that name.
    End(std::sync::Arc<str>),
}
