//! One generated conversation, spelled for every runtime under test, and the means to time and count what each does
//! with it. The programs are `peer-bench` (the table), `more` (what the table has no column for) and `counts`
//! (instructions and allocations).

pub mod alloc;
pub mod content;
pub mod measure;
pub mod options;
pub mod parity;
pub mod peers;
pub mod player;
pub mod report;
pub mod rng;
pub mod subject;
pub mod turn;
pub mod workloads;
