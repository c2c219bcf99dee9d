//! The shape of a function: rhai's tree, brought down to what matters for knowing what a hook can reach.
//!
//! Lowering is a list of what is allowed. Whatever rhai can parse and isn't on it is refused here, so that neither the
//! walk over what a hook reaches nor the sandbox has to know it.

use std::ops::Range;

use rhai::{AST, ASTNode, Expr, FlowControl, FnCallExpr, Position, Stmt, SwitchCasesCollection};

use super::{HookMistake, HookMistakeKind as Kind, places::Places, vocabulary};

/// One piece of code, with its place in the file.
#[derive(Debug)]
pub(super) struct Shape {
    /// Where it is, or the token that it is known by.
    pub at: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// The shapes that code can have.
#[derive(Debug)]
pub(super) enum Form {
    /// Nothing that could hold what was read: a literal, or nothing at all.
    Plain,
    /// A text, written out.
    Text(String),
    /// A variable.
    Name(String),
    /// A property of something.
    Field(Box<Shape>, String),
    /// A function, method or sign, with all it is given; a method's own object comes first.
    Call(String, Vec<Shape>),
    /// What must each be true or false: the parts of `&&` and `||`, and conditions.
    Logic(Vec<Shape>),
    /// A text with code in it.
    Interpolated(Vec<Shape>),
    /// A list, or a map's values.
    List(Vec<Shape>),
    /// One after the other, the last being the value.
    Block(Vec<Shape>),
    /// One or the other.
    Either(Vec<Shape>),
    /// Any number of times; it has no value.
    Repeat(Vec<Shape>),
    /// Once for each element.
    For {
        /// The variable that holds the element.
        name: String,
        /// The variable that counts, if any.
        counter: Option<String>,
        /// What is walked.
        over: Box<Shape>,
        /// What is done.
        body: Box<Shape>,
    },
    /// A new variable.
    Let(String, Box<Shape>),
    /// A variable gets another value; `x += y` gives it `x + y`.
    Assign(String, Box<Shape>),
    /// The function's value.
    Return(Box<Shape>),
}

/// Lowers the body of the one function in this tree, and finds what is not part of a hook.
pub(super) fn lower(tree: &AST, file: usize, places: &Places) -> (Shape, Vec<HookMistake>) {
    let mut lowering = Lowering { file, places, mistakes: Vec::new() };
    let mut body = Vec::new();
    // Of a function's body rhai shows nothing but a walk over its nodes; those at the root are its statements.
    tree.walk(&mut |path| {
        if let [ASTNode::Stmt(statement)] = path {
            body.push(lowering.statement(statement));
        }
        true
    });
    (Shape { at: places.name(), form: Form::Block(body) }, lowering.mistakes)
}

impl Shape {
    /// How deep it is nested: what bounds the stack that walking and running it take.
    pub(super) fn depth(&self) -> usize {
        1 + self.parts().iter().map(|part| part.depth()).max().unwrap_or(0)
    }

    /// Gathers the names that are called in it.
    pub(super) fn calls<'a>(&'a self, into: &mut Vec<(&'a str, usize)>) {
        if let Form::Call(name, arguments) = &self.form {
            into.push((name, arguments.len()));
        }
        self.parts().iter().for_each(|part| part.calls(into));
    }

    fn parts(&self) -> Vec<&Shape> {
        match &self.form {
            Form::Plain | Form::Text(_) | Form::Name(_) => Vec::new(),
            Form::Field(of, _) | Form::Let(_, of) | Form::Assign(_, of) | Form::Return(of) => vec![of],
            Form::For { over, body, .. } => vec![over, body],
            Form::Call(_, parts)
            | Form::Logic(parts)
            | Form::Interpolated(parts)
            | Form::List(parts)
            | Form::Block(parts)
            | Form::Either(parts)
            | Form::Repeat(parts) => parts.iter().collect(),
        }
    }
}

struct Lowering<'a> {
    file: usize,
    places: &'a Places,
    mistakes: Vec<HookMistake>,
}

impl Lowering<'_> {
    fn statement(&mut self, statement: &Stmt) -> Shape {
        let pos = statement.position();
        match statement {
            Stmt::Noop(_) => self.plain(pos),
            Stmt::Expr(expression) => self.expression(expression),
            Stmt::FnCall(call, pos) => self.call(None, call, *pos),
            Stmt::Block(block) => self.block(block.position(), block.statements()),
            Stmt::If(parts, _) => {
                let FlowControl { expr, body, branch } = &**parts;
                let guard = self.condition(expr);
                let ways = vec![self.block(pos, body.statements()), self.block(pos, branch.statements())];
                let either = self.shape(pos, Form::Either(ways));
                self.shape(pos, Form::Block(vec![guard, either]))
            }
            Stmt::Switch(parts, _) => self.switch(pos, &parts.0, &parts.1),
            Stmt::While(parts, _) | Stmt::Do(parts, ..) => {
                let parts = vec![self.condition(&parts.expr), self.block(pos, parts.body.statements())];
                self.shape(pos, Form::Repeat(parts))
            }
            Stmt::For(parts, _) => {
                let (name, counter, FlowControl { expr, body, .. }) = &**parts;
                let over = Box::new(self.expression(expr));
                let body = Box::new(self.block(pos, body.statements()));
                let counter = counter.as_ref().map(|counter| counter.name.to_string());
                self.shape(pos, Form::For { name: name.name.to_string(), counter, over, body })
            }
            Stmt::Var(parts, _, _) => {
                let (name, value, _) = &**parts;
                let value = Box::new(self.expression(value));
                self.shape(name.pos, Form::Let(name.name.to_string(), value))
            }
            Stmt::Assignment(parts) => {
                let value = self.expression(&parts.1.rhs);
                match &parts.1.lhs {
                    Expr::Variable(variable, ..) if variable.2.is_empty() => {
                        let (name, pos) = (variable.1.to_string(), parts.1.lhs.position());
                        let value = match parts.0.get_op_assignment_info() {
                            Some((.., sign)) => {
                                let before = self.shape(pos, Form::Name(name.clone()));
                                self.shape(parts.0.position(), Form::Call(sign.to_owned(), vec![before, value]))
                            }
                            None => value,
                        };
                        self.shape(pos, Form::Assign(name, Box::new(value)))
                    }
                    other => {
                        let hint = "a fact is changed by `next.set(\"fact\", value)`, a list grows by `push`";
                        self.refuse(other.position(), Kind::NotAllowed, "only a variable can be given a value", Some(hint));
                        value
                    }
                }
            }
            Stmt::Return(value, flags, _) => {
                let value = self.optional(value.as_deref(), pos);
                // `throw` ends the run with a fault, so that its value goes nowhere.
                match flags.intersects(rhai::ASTFlags::BREAK) {
                    true => self.shape(pos, Form::Block(vec![value])),
                    false => self.shape(pos, Form::Return(Box::new(value))),
                }
            }
            Stmt::BreakLoop(value, ..) => self.optional(value.as_deref(), pos),
            Stmt::TryCatch(..) => {
                let message = "a hook can't catch a fault";
                self.refuse(pos, Kind::NotAllowed, message, Some("when something goes wrong, all of the hook's effects are dropped"))
            }
            Stmt::Import(..) | Stmt::Export(..) => {
                let message = "a hook neither takes from other files nor gives to them";
                self.refuse(pos, Kind::NotAllowed, message, Some("every function in `scripts/` can be called by its name"))
            }
            _ => self.refuse(pos, Kind::NotAllowed, "this is not part of a hook", None),
        }
    }

    fn expression(&mut self, expression: &Expr) -> Shape {
        let pos = expression.position();
        match expression {
            Expr::BoolConstant(..) | Expr::IntegerConstant(..) | Expr::CharConstant(..) | Expr::Unit(_) => self.plain(pos),
            Expr::StringConstant(text, _) => self.shape(pos, Form::Text(text.to_string())),
            Expr::InterpolatedString(parts, _) => {
                let parts = self.all(parts);
                self.shape(pos, Form::Interpolated(parts))
            }
            Expr::Array(parts, _) => {
                let parts = self.all(parts);
                self.shape(pos, Form::List(parts))
            }
            Expr::Map(parts, _) => {
                let values = parts.0.iter().map(|(_, value)| self.expression(value)).collect();
                self.shape(pos, Form::List(values))
            }
            Expr::Variable(variable, ..) if variable.2.is_empty() => self.shape(pos, Form::Name(variable.1.to_string())),
            Expr::FnCall(call, _) => self.call(None, call, pos),
            Expr::Stmt(block) => self.block(pos, block.statements()),
            Expr::And(parts, _) | Expr::Or(parts, _) => {
                let parts = self.all(parts);
                self.shape(pos, Form::Logic(parts))
            }
            Expr::Dot(parts, ..) => {
                let object = self.expression(&parts.lhs);
                self.chain(object, &parts.rhs)
            }
            Expr::Index(..) => self.indexed(pos),
            Expr::Coalesce(..) => {
                let hint = "write `if known(x) { x } else { … }`";
                self.refuse(pos, Kind::NotAllowed, "`??` doesn't notice that a fact is unset", Some(hint))
            }
            Expr::ThisPtr(_) => self.refuse(pos, Kind::NotAllowed, "there is no `this` in a hook", Some("give the function an argument")),
            Expr::Variable(..) => self.refuse(pos, Kind::NotAllowed, "there are no modules in a hook", None),
            _ => self.refuse(pos, Kind::NotAllowed, "this is not part of a hook", None),
        }
    }

    /// What follows a dot, which rhai nests to the right: `a.b.c` is `a` and `b.c`.
    fn chain(&mut self, object: Shape, rest: &Expr) -> Shape {
        let pos = rest.position();
        match rest {
            Expr::Property(property, _) => self.shape(pos, Form::Field(Box::new(object), property.2.to_string())),
            Expr::MethodCall(call, _) => self.call(Some(object), call, pos),
            Expr::Dot(parts, ..) => {
                let object = self.chain(object, &parts.lhs);
                self.chain(object, &parts.rhs)
            }
            _ => self.indexed(pos),
        }
    }

    fn indexed(&mut self, pos: Position) -> Shape {
        let message = "what is read by `[…]` can't be known beforehand";
        let hint = "name the fact or field, as in `facts.hurt`; walk a list with `for`";
        self.refuse(pos, Kind::ComputedProperty, message, Some(hint))
    }

    fn call(&mut self, object: Option<Shape>, call: &FnCallExpr, pos: Position) -> Shape {
        let name = call.name.as_str();
        if !call.namespace.is_empty() {
            return self.refuse(pos, Kind::NotAllowed, "there are no modules in a hook", None);
        }
        if call.capture_parent_scope {
            return self.refuse(pos, Kind::NotAllowed, "a function can't look at the variables of its caller", None);
        }
        let method = object.is_some();
        let mut arguments: Vec<_> = object.into_iter().collect();
        arguments.extend(call.args.iter().map(|argument| self.expression(argument)));
        let shape = self.shape(pos, Form::Call(name.to_owned(), arguments));
        if method && vocabulary::takes(name).next().is_none() && vocabulary::instead(name).is_none() {
            let message = format!("`{name}` is no method");
            let near = super::nearest(name, vocabulary::VOCABULARY.iter().map(|(known, ..)| *known));
            let own = || format!("call a function of your own as `{name}(…)`");
            let hint = near.map_or_else(own, |near| format!("did you mean `{near}`?"));
            return self.refuse(pos, Kind::UnknownFunction, &message, Some(&hint));
        }
        shape
    }

    fn switch(&mut self, pos: Position, value: &Expr, cases: &SwitchCasesCollection) -> Shape {
        if cases.ranges.len() > crate::caps::HOOK_RANGES {
            let message = format!("a `switch` can't have more than {} ranges", crate::caps::HOOK_RANGES);
            self.refuse(pos, Kind::NotAllowed, &message, None);
        }
        let value = self.expression(value);
        let mut parts = vec![Shape { at: value.at.clone(), form: Form::Call(vocabulary::SWITCH.to_owned(), vec![value]) }];
        parts.extend(cases.expressions.iter().map(|case| self.condition(&case.lhs)));
        let ways = cases.expressions.iter().map(|case| self.expression(&case.rhs)).collect();
        parts.push(self.shape(pos, Form::Either(ways)));
        self.shape(pos, Form::Block(parts))
    }

    fn block(&mut self, pos: Position, statements: &[Stmt]) -> Shape {
        let parts: Vec<_> = statements.iter().map(|statement| self.statement(statement)).collect();
        match parts.as_slice() {
            // Code in a text is a block to rhai, and begins at the brace; its only part has the better place.
            [only] => Shape { at: only.at.clone(), form: Form::Block(parts) },
            _ => self.shape(pos, Form::Block(parts)),
        }
    }

    fn condition(&mut self, condition: &Expr) -> Shape {
        let parts = vec![self.expression(condition)];
        self.shape(condition.position(), Form::Logic(parts))
    }

    fn optional(&mut self, value: Option<&Expr>, pos: Position) -> Shape {
        match value {
            Some(value) => self.expression(value),
            None => self.plain(pos),
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Vec<Shape> {
        parts.iter().map(|part| self.expression(part)).collect()
    }

    fn plain(&self, pos: Position) -> Shape {
        self.shape(pos, Form::Plain)
    }

    fn shape(&self, pos: Position, form: Form) -> Shape {
        Shape { at: self.places.range(pos), form }
    }

    fn refuse(&mut self, pos: Position, kind: Kind, message: &str, hint: Option<&str>) -> Shape {
        let (message, hint) = (message.to_owned(), hint.map(str::to_owned));
        self.mistakes.push(HookMistake { file: self.file, at: self.places.range(pos), kind, message, hint });
        self.plain(pos)
    }
}
