//! Command line.

use crate::measure::Plan;
use crate::player::SEED;
use std::path::PathBuf;
use std::time::Duration;

pub const USAGE: &str = "\
options:
  --seed N        content and choice seed (default 7)
  --scenes N      scenes for turns, sessions and saves (default 1000)
  --turns N       least number of turns timed per peer (default 200000)
  --reps N        repetitions (default 7)
  --sizes A,B,..  scene counts for the load workload (default 100,1000,10000)
  --out DIR       where results.md and results.json go (default results)
  --no-node       leave inkjs out
  --quick         small numbers everywhere, to see that it works";

pub struct Options {
    pub seed: u32,
    pub scenes: usize,
    pub turns: usize,
    pub parity_turns: usize,
    pub repetitions: usize,
    pub load_sizes: Vec<usize>,
    pub load_budget: Duration,
    pub out: PathBuf,
    pub node: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: SEED,
            scenes: 1_000,
            turns: 200_000,
            parity_turns: 1_000,
            repetitions: 7,
            load_sizes: vec![100, 1_000, 10_000],
            load_budget: Duration::from_secs(6),
            out: "results".into(),
            node: true,
        }
    }
}

impl Options {
    pub fn from_args() -> Result<Self, String> {
        let mut options = Self::default();
        let mut args = std::env::args().skip(1);
        while let Some(flag) = args.next() {
            match flag.as_str() {
                "--no-node" => options.node = false,
                "--quick" => options.make_quick(),
                "--help" => return Err(String::new()),
                _ => {
                    let value = args.next().ok_or(format!("{flag} is unknown or lacks its value"))?;
                    options.set(&flag, &value)?;
                }
            }
        }
        Ok(options)
    }

    fn make_quick(&mut self) {
        self.turns = 6_000;
        self.repetitions = 3;
        self.load_sizes = vec![50, 200];
    }

    fn set(&mut self, flag: &str, value: &str) -> Result<(), String> {
        match flag {
            "--seed" => self.seed = number(flag, value)?,
            "--scenes" => self.scenes = number(flag, value)?,
            "--turns" => self.turns = number(flag, value)?,
            "--reps" => self.repetitions = number(flag, value)?,
            "--sizes" => {
                self.load_sizes = value.split(',').map(|size| number(flag, size)).collect::<Result<_, _>>()?;
            }
            "--out" => self.out = value.into(),
            _ => return Err(format!("unknown option {flag}")),
        }
        Ok(())
    }

    pub fn plan(&self) -> Plan {
        Plan { repetitions: self.repetitions, budget: Duration::MAX }
    }

    pub fn load_plan(&self) -> Plan {
        Plan { repetitions: self.repetitions, budget: self.load_budget }
    }
}

/// Every numeric option counts something, so zero is never meant.
fn number<T: std::str::FromStr + Default + PartialEq>(flag: &str, value: &str) -> Result<T, String> {
    match value.parse() {
        Ok(number) if number != T::default() => Ok(number),
        _ => Err(format!("{flag}: {value} is not a positive number")),
    }
}
