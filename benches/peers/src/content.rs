//! The logical conversation, and its spelling in each peer's script language.
//!
//! Entering a scene does, in this order:
//!  1. `gold = (gold + gold_step) % GOLD_LIMIT`, `trust = (trust + trust_step) % TRUST_LIMIT`
//!  2. print `before_gold`, the value of `gold`, `after_gold` as one line
//!  3. print `second`
//!  4. print `aside` if `trust >= aside_trust`
//!  5. offer three choices; the one with a `min_gold` only if `gold >= min_gold`
//!
//! Every choice leads to another scene, so the story never ends.

use crate::rng::Rng;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

pub const START_GOLD: i64 = 100;
pub const START_TRUST: i64 = 10;
pub const GOLD_LIMIT: i64 = 1000;
pub const TRUST_LIMIT: i64 = 100;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choice {
    pub text: String,
    pub target: String,
    pub min_gold: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scene {
    pub name: String,
    pub gold_step: i64,
    pub trust_step: i64,
    pub before_gold: String,
    pub after_gold: String,
    pub second: String,
    pub aside: String,
    pub aside_trust: i64,
    pub choices: Vec<Choice>,
}

/// The whole story; scene 0 is the start.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Story {
    pub scenes: Vec<Scene>,
}

const PEOPLE: [&str; 8] = [
    "The ferryman",
    "A tired guard",
    "The miller",
    "Old Hesper",
    "The night clerk",
    "A young smith",
    "The abbess",
    "A hooded trader",
];
const ACTS: [&str; 8] = [
    "counts the coins twice",
    "looks past you at the road",
    "sets the lantern down",
    "folds the letter slowly",
    "speaks in a low voice",
    "waits for the bells to stop",
    "pushes the ledger across the table",
    "shakes the rain from a cloak",
];
const PLACES: [&str; 8] = [
    "by the broken bridge",
    "under the market arch",
    "in the empty granary",
    "beside the cold forge",
    "at the river gate",
    "near the chapel steps",
    "behind the salt house",
    "on the long stair",
];
const MOVES: [&str; 6] =
    ["Walk on towards", "Ask the way to", "Send word ahead to", "Follow the crowd to", "Slip away to", "Ride hard for"];

fn pick<'a>(rng: &mut Rng, words: &[&'a str]) -> &'a str {
    words[rng.below(words.len())]
}

/// Generates `count` scenes; the same arguments always give the same story.
pub fn generate(seed: u32, count: usize) -> Story {
    let mut rng = Rng::new(seed);
    let scenes = (0..count).map(|index| scene(&mut rng, index, count)).collect();
    Story { scenes }
}

fn scene(rng: &mut Rng, index: usize, count: usize) -> Scene {
    let choices = (0..3)
        .map(|slot| {
            let target = rng.below(count);
            Choice {
                text: format!("{} district {target}", pick(rng, &MOVES)),
                target: format!("s{target}"),
                min_gold: (slot == 1).then(|| 200 + rng.below(600) as i64),
            }
        })
        .collect();
    Scene {
        name: format!("s{index}"),
        gold_step: 1 + rng.below(250) as i64,
        trust_step: 1 + rng.below(40) as i64,
        before_gold: format!("{} {} {} and says you carry", pick(rng, &PEOPLE), pick(rng, &ACTS), pick(rng, &PLACES)),
        after_gold: format!("coins into ward {index}."),
        second: format!("{} {}.", pick(rng, &PEOPLE), pick(rng, &ACTS)),
        aside: format!("{} trusts you enough to wait {}.", pick(rng, &PEOPLE), pick(rng, &PLACES)),
        aside_trust: 20 + rng.below(60) as i64,
        choices,
    }
}

impl Story {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("story serialises to JSON")
    }

    pub fn to_ron(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).expect("story serialises to RON")
    }

    pub fn to_ink(&self) -> String {
        let mut out = format!("VAR gold = {START_GOLD}\nVAR trust = {START_TRUST}\n-> {}\n", self.scenes[0].name);
        for scene in &self.scenes {
            write_ink(&mut out, scene).expect("writing to a String");
        }
        out
    }

    /// As a writer would: conditions by `when`, updates by `entering`; with `hooked`, each scene calls its hook
    /// instead.
    pub fn to_inward(&self, hooked: bool) -> String {
        let last = |limit: i64| limit - 1;
        let mut out = format!(
            "(\n  format: 1,\n  title: \"Wards\",\n  start: \"{}\",\n  facts: {{\n\
             \x20   \"gold\": (is: Number(0, {}), start: {START_GOLD}),\n\
             \x20   \"trust\": (is: Number(0, {}), start: {START_TRUST}),\n",
            self.scenes[0].name,
            last(GOLD_LIMIT),
            last(TRUST_LIMIT),
        );
        if hooked {
            out.push_str("    \"steps\": (is: Number(0, 1000000000), start: 0),\n");
        }
        out.push_str("  },\n  nodes: {\n");
        for scene in &self.scenes {
            write_inward(&mut out, scene, hooked).expect("writing to a String");
        }
        out.push_str("  },\n)\n");
        out
    }

    /// One hook for each scene, which does all updates.
    pub fn to_inward_hooks(&self) -> String {
        let mut out = String::new();
        for scene in &self.scenes {
            write!(
                out,
                "fn enter_{}(facts, next) {{\n\
                 \x20   next.set(\"gold\", (facts.gold + {}) % {GOLD_LIMIT});\n\
                 \x20   next.set(\"trust\", (facts.trust + {}) % {TRUST_LIMIT});\n\
                 \x20   next.set(\"steps\", facts.steps + 1);\n}}\n",
                scene.name, scene.gold_step, scene.trust_step
            )
            .expect("writing to a String");
        }
        out
    }

    pub fn to_yarn(&self) -> String {
        let mut out = String::new();
        for (index, scene) in self.scenes.iter().enumerate() {
            write_yarn(&mut out, scene, index == 0).expect("writing to a String");
        }
        out
    }
}

fn write_ink(out: &mut String, scene: &Scene) -> std::fmt::Result {
    writeln!(out, "=== {} ===", scene.name)?;
    writeln!(out, "~ gold = (gold + {}) % {GOLD_LIMIT}", scene.gold_step)?;
    writeln!(out, "~ trust = (trust + {}) % {TRUST_LIMIT}", scene.trust_step)?;
    writeln!(out, "{} {{gold}} {}", scene.before_gold, scene.after_gold)?;
    writeln!(out, "{}", scene.second)?;
    writeln!(out, "{{trust >= {}: {}}}", scene.aside_trust, scene.aside)?;
    for choice in &scene.choices {
        match choice.min_gold {
            Some(gold) => writeln!(out, "+ {{gold >= {gold}}} [{}] -> {}", choice.text, choice.target)?,
            None => writeln!(out, "+ [{}] -> {}", choice.text, choice.target)?,
        }
    }
    Ok(())
}

fn write_inward(out: &mut String, scene: &Scene, hooked: bool) -> std::fmt::Result {
    writeln!(out, "    \"{}\": (", scene.name)?;
    if hooked {
        writeln!(out, "      on_enter: \"enter_{}\",", scene.name)?;
    } else {
        writeln!(
            out,
            "      entering: {{\"gold\": \"(gold + {}) % {GOLD_LIMIT}\", \
             \"trust\": \"(trust + {}) % {TRUST_LIMIT}\"}},",
            scene.gold_step, scene.trust_step
        )?;
    }
    writeln!(
        out,
        "      say: [\"{} {{gold}} {}\", \"\", \"{}\", \"\", (when: \"trust >= {}\", say: \"{}\")],",
        scene.before_gold, scene.after_gold, scene.second, scene.aside_trust, scene.aside
    )?;
    writeln!(out, "      ask: Choose({{")?;
    for (id, choice) in ["a", "b", "c"].iter().zip(&scene.choices) {
        match choice.min_gold {
            Some(gold) => writeln!(
                out,
                "        \"{id}\": (say: \"{}\", when: \"gold >= {gold}\", goto: \"{}\"),",
                choice.text, choice.target
            )?,
            None => writeln!(out, "        \"{id}\": (say: \"{}\", goto: \"{}\"),", choice.text, choice.target)?,
        }
    }
    writeln!(out, "      }}),\n    ),")
}

fn write_yarn(out: &mut String, scene: &Scene, first: bool) -> std::fmt::Result {
    writeln!(out, "title: {}\n---", scene.name)?;
    if first {
        writeln!(out, "<<declare $gold = {START_GOLD}>>")?;
        writeln!(out, "<<declare $trust = {START_TRUST}>>")?;
    }
    writeln!(out, "<<set $gold to ($gold + {}) % {GOLD_LIMIT}>>", scene.gold_step)?;
    writeln!(out, "<<set $trust to ($trust + {}) % {TRUST_LIMIT}>>", scene.trust_step)?;
    writeln!(out, "{} {{$gold}} {}", scene.before_gold, scene.after_gold)?;
    writeln!(out, "{}", scene.second)?;
    writeln!(out, "<<if $trust >= {}>>\n    {}\n<<endif>>", scene.aside_trust, scene.aside)?;
    for choice in &scene.choices {
        match choice.min_gold {
            Some(gold) => writeln!(out, "-> {} <<if $gold >= {gold}>>", choice.text)?,
            None => writeln!(out, "-> {}", choice.text)?,
        }
        writeln!(out, "    <<jump {}>>", choice.target)?;
    }
    writeln!(out, "===")
}

impl Scene {
    /// The rhai statements that run when the scene is entered: three variable
    /// updates, then the name of the scene to show. `owner` is put before each
    /// variable name.
    pub fn rhai_hook(&self, owner: &str) -> String {
        format!(
            "{owner}gold = ({owner}gold + {}) % {GOLD_LIMIT};\n\
             {owner}trust = ({owner}trust + {}) % {TRUST_LIMIT};\n\
             {owner}steps = {owner}steps + 1;\n\
             \"{}\"\n",
            self.gold_step, self.trust_step, self.name
        )
    }
}
