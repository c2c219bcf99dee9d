//! The verbs of `next`: the only way in which a hook does anything.

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, Map};

use super::{super::sandbox::misuse, Effect, Given, Handle};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// Registers the verbs.
pub(super) fn register(engine: &mut Engine) {
    for (verb, again) in [("ask", false), ("ask_again", true)] {
        engine.register_fn(verb, move |next: Dynamic, node: Dynamic, with: Dynamic, because: Dynamic| {
            let (node, with, because) = follow_up(&node, &with, &because)?;
            push(&next, Effect::Ask { node, with, because, again })
        });
    }
    engine.register_fn("later", |next: Dynamic, node: Dynamic, with: Dynamic, because: Dynamic| {
        let (node, with, because) = follow_up(&node, &with, &because)?;
        push(&next, Effect::Later { node, with, because })
    });
    engine.register_fn("set", |next: Dynamic, fact: Dynamic, value: Dynamic| {
        push(&next, Effect::Set { fact: text(&fact, "the fact")?, value: given(&value)? })
    });
    for (verb, effect) in [("skip", Effect::Skip as fn(String) -> Effect), ("go", Effect::Go)] {
        engine.register_fn(verb, move |next: Dynamic, node: Dynamic| push(&next, effect(text(&node, "the node")?)));
    }
    engine.register_fn("say", |next: Dynamic, sentence: Dynamic| push(&next, Effect::Say(text(&sentence, "what is said")?)));
}

/// The node of a follow-up, what it is given, and why it is asked.
type FollowUp = (String, Vec<(String, Given)>, String);

/// Reads what a follow-up is asked with. Without a reason it isn't asked.
fn follow_up(node: &Dynamic, with: &Dynamic, because: &Dynamic) -> Answer<FollowUp> {
    let because = text(because, "why it is asked")?;
    if because.trim().is_empty() {
        return Err(misuse("a follow-up needs a reason"));
    }
    let with = match with.read_lock::<Map>() {
        Some(map) => map.iter().map(|(name, value)| Ok((name.to_string(), given(value)?))).collect::<Answer<_>>()?,
        None if with.is_unit() => Vec::new(),
        None => return Err(misuse("what a follow-up is given is written `#{ name: value }`, or `none`")),
    };
    Ok((text(node, "the node")?, with, because))
}

fn push(next: &Dynamic, effect: Effect) -> Answer<()> {
    let handle = Handle::of(next);
    let Some(Handle::Next(desk)) = handle.as_deref() else { return Err(misuse("only `next` has this verb")) };
    let mut ledger = desk.ledger();
    ledger.text = ledger.text.saturating_add(length(&effect));
    if ledger.effects.len() == crate::caps::HOOK_EFFECTS {
        return Err(misuse(format!("a hook can't do more than {} things", crate::caps::HOOK_EFFECTS)));
    }
    if ledger.text > crate::caps::HOOK_EFFECTS_TEXT {
        return Err(misuse(format!("a hook can't write more than {} bytes", crate::caps::HOOK_EFFECTS_TEXT)));
    }
    ledger.effects.push(effect);
    Ok(())
}

/// The bytes of text in an effect.
fn length(effect: &Effect) -> usize {
    let value = |value: &Given| match value {
        Given::Text(text) => text.len(),
        Given::Record { records, key } => records.len() + key.len(),
        Given::Bool(_) | Given::Number(_) | Given::Unset => 0,
    };
    match effect {
        Effect::Ask { node, with, because, .. } | Effect::Later { node, with, because } => {
            node.len() + because.len() + with.iter().map(|(name, given)| name.len() + value(given)).sum::<usize>()
        }
        Effect::Set { fact, value: given } => fact.len() + value(given),
        Effect::Skip(text) | Effect::Say(text) | Effect::Go(text) => text.len(),
    }
}

/// A value that can be given away.
fn given(value: &Dynamic) -> Answer<Given> {
    if let Ok(truth) = value.as_bool() {
        return Ok(Given::Bool(truth));
    }
    if let Ok(number) = value.as_int() {
        return Ok(Given::Number(number));
    }
    if let Some(text) = value.read_lock::<ImmutableString>() {
        return Ok(Given::Text(text.to_string()));
    }
    if value.is_unit() {
        return Ok(Given::Unset);
    }
    match Handle::of(value).as_deref() {
        Some(Handle::Unset(_)) => Ok(Given::Unset),
        Some(handle) => match handle.record() {
            Some((records, key)) => Ok(Given::Record { records: records.to_owned(), key: key.to_owned() }),
            None => Err(misuse(format!("{handle} can't be given on"))),
        },
        None => Err(misuse("only a truth, a number, a text or a record can be given on")),
    }
}

fn text(value: &Dynamic, what: &str) -> Answer<String> {
    match value.read_lock::<ImmutableString>() {
        Some(text) => Ok(text.to_string()),
        None => Err(misuse(format!("{what} must be a text"))),
    }
}
