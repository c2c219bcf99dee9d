//! Raw rhai: one hook per scene, run exactly once per turn. It updates three
//! variables and returns the name of the scene to show; the Rust host looks
//! that name up, prints and offers choices. Three ways to keep the hooks:
//!
//! - [`OneAst`]: one script with a function per scene, compiled once.
//! - [`AstPerScene`]: a script with one function for each scene.
//! - [`Snippets`]: bare statements for each scene, evaluated over a scope.

use super::{LoadCase, NewSession, Peer, Session};
use crate::content::{self, Choice, Scene, Story};
use crate::turn::Turn;
use rhai::{AST, CallFnOptions, Dynamic, Engine, ImmutableString, Map, Scope};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::marker::PhantomData;
use std::rc::Rc;

/// A way to write, compile and run the hooks.
pub trait Style: Sized + 'static {
    const NAME: &'static str;
    type Vars: Variables;

    /// The hook scripts for all of `story`.
    fn sources(story: &Story) -> Vec<String>;

    fn compile(engine: &Engine, sources: &[String]) -> Self;

    fn run(&self, engine: &Engine, scene: usize, name: &str, vars: &mut Self::Vars) -> ImmutableString;
}

/// The script's variables, as seen from the host.
pub trait Variables: 'static {
    fn new(values: &Values) -> Self;
    fn get(&self, name: &str) -> i64;

    fn values(&self) -> Values {
        Values { gold: self.get("gold"), trust: self.get("trust"), steps: self.get("steps") }
    }
}

#[derive(Serialize, Deserialize)]
pub struct Values {
    gold: i64,
    trust: i64,
    steps: i64,
}

impl Values {
    fn initial() -> Self {
        Self { gold: content::START_GOLD, trust: content::START_TRUST, steps: 0 }
    }

    fn pairs(&self) -> [(&'static str, i64); 3] {
        [("gold", self.gold), ("trust", self.trust), ("steps", self.steps)]
    }
}

/// Variables in an object map that hooks see as `this`.
pub struct ThisMap {
    map: Dynamic,
    scope: Scope<'static>,
}

impl Variables for ThisMap {
    fn new(values: &Values) -> Self {
        let map: Map = values.pairs().into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { map: map.into(), scope: Scope::new() }
    }

    fn get(&self, name: &str) -> i64 {
        let map = self.map.as_map_ref().expect("variables are a map");
        map[name].as_int().expect("variable is an integer")
    }
}

impl ThisMap {
    fn call(&mut self, engine: &Engine, ast: &AST, function: &str) -> ImmutableString {
        let options = CallFnOptions::new().eval_ast(false).bind_this_ptr(&mut self.map);
        engine.call_fn_with_options(options, &mut self.scope, ast, function, ()).expect("hook runs")
    }
}

impl Variables for Scope<'static> {
    fn new(values: &Values) -> Self {
        let mut scope = Scope::new();
        for (name, value) in values.pairs() {
            scope.push(name, value);
        }
        scope
    }

    fn get(&self, name: &str) -> i64 {
        self.get_value(name).expect("variable is an integer")
    }
}

fn compile_one(engine: &Engine, source: &str) -> AST {
    engine.compile(source).expect("generated rhai compiles")
}

fn compile_each(engine: &Engine, sources: &[String]) -> Vec<AST> {
    sources.iter().map(|source| compile_one(engine, source)).collect()
}

pub struct OneAst(AST);

impl Style for OneAst {
    const NAME: &'static str = "rhai, one AST";
    type Vars = ThisMap;

    fn sources(story: &Story) -> Vec<String> {
        let functions =
            story.scenes.iter().map(|scene| format!("fn {}() {{\n{}}}\n", scene.name, scene.rhai_hook("this.")));
        vec![functions.collect()]
    }

    fn compile(engine: &Engine, sources: &[String]) -> Self {
        Self(compile_one(engine, &sources[0]))
    }

    fn run(&self, engine: &Engine, _: usize, name: &str, vars: &mut ThisMap) -> ImmutableString {
        vars.call(engine, &self.0, name)
    }
}

pub struct AstPerScene(Vec<AST>);

impl Style for AstPerScene {
    const NAME: &'static str = "rhai, AST per scene";
    type Vars = ThisMap;

    fn sources(story: &Story) -> Vec<String> {
        story.scenes.iter().map(|scene| format!("fn enter() {{\n{}}}\n", scene.rhai_hook("this."))).collect()
    }

    fn compile(engine: &Engine, sources: &[String]) -> Self {
        Self(compile_each(engine, sources))
    }

    fn run(&self, engine: &Engine, scene: usize, _: &str, vars: &mut ThisMap) -> ImmutableString {
        vars.call(engine, &self.0[scene], "enter")
    }
}

pub struct Snippets(Vec<AST>);

impl Style for Snippets {
    const NAME: &'static str = "rhai, snippets on scope";
    type Vars = Scope<'static>;

    fn sources(story: &Story) -> Vec<String> {
        story.scenes.iter().map(|scene| scene.rhai_hook("")).collect()
    }

    fn compile(engine: &Engine, sources: &[String]) -> Self {
        Self(compile_each(engine, sources))
    }

    fn run(&self, engine: &Engine, scene: usize, _: &str, vars: &mut Scope<'static>) -> ImmutableString {
        engine.eval_ast_with_scope(vars, &self.0[scene]).expect("hook runs")
    }
}

struct Loaded<S> {
    engine: Engine,
    hooks: S,
    scenes: Vec<Scene>,
    positions: HashMap<String, usize>,
}

impl<S: Style> Loaded<S> {
    fn new(hooks: &[String], story: Story) -> Self {
        let engine = Engine::new();
        let hooks = S::compile(&engine, hooks);
        let positions = story.scenes.iter().enumerate().map(|(i, s)| (s.name.clone(), i)).collect();
        Self { engine, hooks, scenes: story.scenes, positions }
    }
}

struct RhaiSession<S: Style> {
    loaded: Rc<Loaded<S>>,
    vars: S::Vars,
    scene: usize,
}

fn open_choices(scene: &Scene, gold: i64) -> impl Iterator<Item = &Choice> {
    scene.choices.iter().filter(move |choice| choice.min_gold.is_none_or(|min| gold >= min))
}

impl<S: Style> RhaiSession<S> {
    fn new(loaded: Rc<Loaded<S>>) -> Self {
        Self { loaded, vars: S::Vars::new(&Values::initial()), scene: 0 }
    }

    fn offer(&self, gold: i64, out: &mut Turn) {
        for choice in open_choices(&self.loaded.scenes[self.scene], gold) {
            out.push_choice(&choice.text);
        }
    }

    /// The position of the scene that `choice` leads to.
    fn target(&self, choice: Option<usize>) -> usize {
        let Some(choice) = choice else {
            return self.scene;
        };
        let scene = &self.loaded.scenes[self.scene];
        let chosen = open_choices(scene, self.vars.get("gold")).nth(choice);
        self.loaded.positions[&chosen.expect("choice is on offer").target]
    }
}

impl<S: Style> Session for RhaiSession<S> {
    fn turn(&mut self, choice: Option<usize>, out: &mut Turn) {
        out.clear();
        let entered = self.target(choice);
        let loaded = &*self.loaded;
        let name = &loaded.scenes[entered].name;
        let next = loaded.hooks.run(&loaded.engine, entered, name, &mut self.vars);
        self.scene = loaded.positions[next.as_str()];
        let scene = &loaded.scenes[self.scene];
        let gold = self.vars.get("gold");
        out.text.push_str(&scene.before_gold);
        out.text.push(' ');
        out.text.push_str(itoa::Buffer::new().format(gold));
        out.text.push(' ');
        out.push_line(&scene.after_gold);
        out.push_line(&scene.second);
        if self.vars.get("trust") >= scene.aside_trust {
            out.push_line(&scene.aside);
        }
        self.offer(gold, out);
    }

    fn save(&self) -> String {
        let name = &self.loaded.scenes[self.scene].name;
        serde_json::to_string(&(name, self.vars.values())).expect("state serialises")
    }

    fn restore(&mut self, saved: &str, out: &mut Turn) {
        let (name, values): (String, Values) = serde_json::from_str(saved).expect("saved state parses");
        self.scene = self.loaded.positions[&name];
        self.vars = S::Vars::new(&values);
        out.clear();
        self.offer(values.gold, out);
    }
}

pub struct RhaiHook<S>(PhantomData<S>);

impl<S> Default for RhaiHook<S> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<S: Style> Peer for RhaiHook<S> {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn load_cases(&self, story: &Story) -> Vec<LoadCase> {
        let hooks = S::sources(story);
        let hook_bytes: usize = hooks.iter().map(String::len).sum();
        let ron = story.to_ron();
        let hooks_alone = hooks.clone();
        vec![
            LoadCase::new("RON text + rhai hooks", ron.len() + hook_bytes, move || {
                let story = ron::from_str(&ron).expect("generated RON parses");
                RhaiSession::<S>::new(Rc::new(Loaded::new(&hooks, story)))
            }),
            LoadCase::new("rhai hooks only", hook_bytes, move || {
                let engine = Engine::new();
                let hooks = S::compile(&engine, &hooks_alone);
                (engine, hooks)
            }),
        ]
    }

    fn sessions(&self, story: &Story) -> NewSession {
        let loaded = Rc::new(Loaded::<S>::new(&S::sources(story), story.clone()));
        Box::new(move || Box::new(RhaiSession::new(loaded.clone())))
    }
}
