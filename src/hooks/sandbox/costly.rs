//! Functions on texts and lists.
//!
//! rhai takes each call for one operation, however much there is to do. So each is charged by the size of what it is given
//! and of what it makes, before it makes it: a hook can't do in few steps what takes long, or holds much.

use std::ops::{Range, RangeInclusive};

use rhai::{Array, Dynamic, Engine, EvalAltResult, INT, ImmutableString, Map};

use super::{meter::charge, misuse, number, signs};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// How many bytes of a text are worth one operation.
const BYTES: usize = 16;
/// How many elements that are copied are worth one operation.
const ELEMENTS: usize = 4;

/// Registers the functions.
pub(super) fn register(engine: &mut Engine) {
    numbers(engine);
    texts(engine);
    lists(engine);
}

/// Charges for what a variable holds whenever it is named: rhai copies it then, as a whole, in one operation.
pub(super) fn charge_copies(engine: &mut Engine) {
    // rhai marks what it may still change as deprecated; what it would change to is a test.
    #[allow(deprecated)]
    engine.on_var(|name, index, context| {
        let scope = context.scope();
        let value = match index.checked_sub(1) {
            Some(before) => scope.iter_raw().nth(before).map(|(.., value)| value),
            None => scope.get(name),
        };
        charge(value.map_or(0, weight) / ELEMENTS)?;
        Ok(None)
    });
}

/// How many elements there are in a value, those within others included. A text isn't copied, but what it is named for may
/// go through it in one operation, as `switch` does.
fn weight(value: &Dynamic) -> usize {
    if let Some(text) = value.read_lock::<ImmutableString>() {
        return text.len() / BYTES;
    }
    if let Some(list) = value.read_lock::<Array>() {
        return list.iter().map(|element| 1 + weight(element)).sum();
    }
    value.read_lock::<Map>().map_or(0, |map| map.values().map(|element| 1 + weight(element)).sum())
}

fn numbers(engine: &mut Engine) {
    engine.register_fn("abs", |number: INT| number.checked_abs().ok_or_else(|| misuse("this number is too large")));
    engine.register_fn("min", |one: INT, other: INT| one.min(other));
    engine.register_fn("max", |one: INT, other: INT| one.max(other));
    engine.register_fn("contains", |range: Range<INT>, number: INT| range.contains(&number));
    engine.register_fn("contains", |range: RangeInclusive<INT>, number: INT| range.contains(&number));
}

fn texts(engine: &mut Engine) {
    engine.register_fn("len", |text: &str| -> Answer<INT> {
        charge(text.len() / BYTES)?;
        Ok(number(text.chars().count()))
    });
    engine.register_fn("is_empty", |text: &str| text.is_empty());
    for (name, holds) in [
        ("contains", (|text, part| text.contains(part)) as fn(&str, &str) -> bool),
        ("starts_with", |text, part| text.starts_with(part)),
        ("ends_with", |text, part| text.ends_with(part)),
    ] {
        engine.register_fn(name, move |text: &str, part: &str| -> Answer<bool> {
            charge((text.len() + part.len()) / BYTES)?;
            Ok(holds(text, part))
        });
    }
    for (name, change) in [
        ("to_upper", (|text| text.to_uppercase()) as fn(&str) -> String),
        ("to_lower", |text| text.to_lowercase()),
        ("trim", |text| text.trim().to_owned()),
    ] {
        engine.register_fn(name, move |text: &str| -> Answer<ImmutableString> {
            charge(text.len() / BYTES)?;
            short(change(text))
        });
    }
    engine.register_fn("replace", |text: &mut ImmutableString, part: &str, by: &str| -> Answer<()> {
        charge((text.len() + part.len() + by.len()) / BYTES)?;
        *text = replaced(text, part, by)?;
        Ok(())
    });
    engine.register_fn("split", |text: &str, by: &str| -> Answer<Array> {
        charge((text.len() + by.len()) / BYTES)?;
        let parts: Array = text.split(by).take(crate::caps::HOOK_LIST + 1).map(|part| part.into()).collect();
        charge(parts.len())?;
        if parts.len() > crate::caps::HOOK_LIST { Err(misuse("this list is longer than a hook may hold")) } else { Ok(parts) }
    });
}

fn lists(engine: &mut Engine) {
    engine.register_fn("len", |list: &mut Array| number(list.len()));
    engine.register_fn("is_empty", |list: &mut Array| list.is_empty());
    engine.register_fn("first", |list: &mut Array| list.first().cloned().unwrap_or(Dynamic::UNIT));
    engine.register_fn("last", |list: &mut Array| list.last().cloned().unwrap_or(Dynamic::UNIT));
    engine.register_fn("push", |list: &mut Array, value: Dynamic| -> Answer<()> {
        // rhai measures the whole list after each call that may have changed it.
        charge(list.len() / BYTES)?;
        list.push(value);
        Ok(())
    });
    engine.register_fn("reverse", |list: &mut Array| -> Answer<()> {
        charge(list.len())?;
        list.reverse();
        Ok(())
    });
    engine.register_fn("sort", |list: &mut Array| -> Answer<()> {
        charge(list.len() * 10)?;
        sort(list)
    });
    engine.register_fn("contains", |list: &mut Array, value: Dynamic| -> Answer<bool> {
        charge(list.len())?;
        list.iter().try_fold(false, |found, element| Ok(found || signs::same(element, &value)?))
    });
    engine.register_fn("contains", |map: &mut Map, name: &str| -> Answer<bool> {
        charge(map.len())?;
        Ok(map.contains_key(name))
    });
    engine.register_fn("join", |list: &mut Array, between: &str| -> Answer<ImmutableString> {
        charge(list.len())?;
        let mut joined = String::new();
        for (place, element) in list.iter().enumerate() {
            let part = signs::text(element)?;
            let between = if place == 0 { "" } else { between };
            charge((between.len() + part.len()) / BYTES)?;
            if joined.len() + between.len() + part.len() > crate::caps::HOOK_TEXT {
                return Err(too_long());
            }
            joined.push_str(between);
            joined.push_str(&part);
        }
        Ok(joined.into())
    });
}

/// A text with each occurrence of a part replaced. How long it would become is known before it is made.
fn replaced(text: &str, part: &str, by: &str) -> Answer<ImmutableString> {
    let found = text.matches(part).count();
    let length = (text.len() - found * part.len()).saturating_add(found.saturating_mul(by.len()));
    if length > crate::caps::HOOK_TEXT {
        return Err(too_long());
    }
    charge((found + length) / BYTES)?;
    Ok(text.replace(part, by).into())
}

/// Sorts numbers, or texts: anything else, or both, has no order.
fn sort(list: &mut Array) -> Answer<()> {
    if list.iter().all(Dynamic::is_int) {
        list.sort_by_key(|value| value.as_int().unwrap_or_default());
    } else if list.iter().all(Dynamic::is_string) {
        let bytes: usize = list.iter().filter_map(|value| value.read_lock::<ImmutableString>().map(|text| text.len())).sum();
        charge(bytes / BYTES)?;
        list.sort_by_cached_key(|value| value.read_lock::<ImmutableString>().map(|text| text.clone()));
    } else {
        return Err(misuse("only numbers, or only texts, can be sorted"));
    }
    Ok(())
}

fn short(text: String) -> Answer<ImmutableString> {
    if text.len() > crate::caps::HOOK_TEXT { Err(too_long()) } else { Ok(text.into()) }
}

fn too_long() -> Box<EvalAltResult> {
    misuse("this text is longer than a hook may hold")
}
