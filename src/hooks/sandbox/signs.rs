//! What the signs mean.
//!
//! rhai would say of two values of different kinds that they aren't equal, silently. Here what is unset compares false with
//! everything, as it does in a condition; records are equal when they are the same record; whatever else can't be compared
//! is a fault. None of rhai's own signs is left, save `..`, for on texts they do much in one operation.

use std::cmp::Ordering;

use rhai::{Dynamic, Engine, EvalAltResult, INT, ImmutableString};

use super::{super::run::Handle, meter, misuse};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// How many bytes of a text are worth one operation: the signs do little with each.
const BYTES: usize = 64;

/// Registers the signs.
pub(super) fn register(engine: &mut Engine) {
    for sign in ["==", "!=", "<", "<=", ">", ">="] {
        engine.register_fn(sign, move |left: Dynamic, right: Dynamic| compare(sign, &left, &right));
    }
    for (sign, assigned) in [("+", "+="), ("-", "-="), ("*", "*="), ("/", "/="), ("%", "%="), ("**", "**=")] {
        engine.register_fn(sign, move |left: Dynamic, right: Dynamic| join(sign, &left, &right));
        engine.register_fn(assigned, move |left: &mut Dynamic, right: Dynamic| -> Answer<()> {
            *left = join(sign, left, &right)?;
            Ok(())
        });
    }
    engine.register_fn("-", |value: Dynamic| match (value.as_int(), unset(&value)) {
        (Ok(number), _) => number.checked_neg().map(Dynamic::from).ok_or_else(|| misuse("this number is too large")),
        (_, true) => Ok(value),
        _ => Err(misuse(format!("`-` can't be put before {}", kind(&value)))),
    });
    engine.register_fn("+", |value: INT| value);
    engine.register_fn("!", |value: Dynamic| match (value.as_bool(), unset(&value)) {
        (Ok(truth), _) => Ok(!truth),
        (_, true) => Ok(true),
        _ => Err(misuse(format!("`!` can't be put before {}", kind(&value)))),
    });
    engine.register_fn("to_string", |value: Dynamic| written(&value));
}

/// A value as it stands in a text. rhai takes no fault here, so the run is stopped at its next step.
fn written(value: &Dynamic) -> ImmutableString {
    text(value).unwrap_or_else(|fault| {
        meter::stop(&super::wording(&fault));
        ImmutableString::new()
    })
}

/// A number, a truth or a text as it stands in a text.
pub(super) fn text(value: &Dynamic) -> Answer<ImmutableString> {
    if let Some(text) = value.read_lock::<ImmutableString>() {
        return Ok(text.clone());
    }
    match (value.as_int(), value.as_bool(), value.as_char()) {
        (Ok(number), ..) => Ok(number.to_string().into()),
        (_, Ok(truth), _) => Ok(truth.to_string().into()),
        (.., Ok(sign)) => Ok(sign.to_string().into()),
        _ => Err(misuse(format!("{} can't be put into a text", kind(value)))),
    }
}

/// Whether two values are the same, which a list asks of its elements.
pub(super) fn same(left: &Dynamic, right: &Dynamic) -> Answer<bool> {
    compare("==", left, right)
}

fn compare(sign: &str, left: &Dynamic, right: &Dynamic) -> Answer<bool> {
    opaque([left, right], "compared")?;
    if unset(left) || unset(right) {
        return Ok(false);
    }
    let same = Handle::of(left).zip(Handle::of(right)).and_then(|(left, right)| left.same_record(&right));
    match (same, order(left, right)?, sign) {
        (Some(same), _, "==") => Ok(same),
        (Some(same), _, "!=") => Ok(!same),
        (None, Some(order), "==") => Ok(order.is_eq()),
        (None, Some(order), "!=") => Ok(order.is_ne()),
        (None, Some(order), "<") => Ok(order.is_lt()),
        (None, Some(order), "<=") => Ok(order.is_le()),
        (None, Some(order), ">") => Ok(order.is_gt()),
        (None, Some(order), ">=") => Ok(order.is_ge()),
        _ => Err(misuse(format!("`{sign}` can't compare {} with {}", kind(left), kind(right)))),
    }
}

/// How two numbers, two truths or two texts are ordered.
fn order(left: &Dynamic, right: &Dynamic) -> Answer<Option<Ordering>> {
    if let (Ok(left), Ok(right)) = (left.as_int(), right.as_int()) {
        return Ok(Some(left.cmp(&right)));
    }
    if let (Ok(left), Ok(right)) = (left.as_bool(), right.as_bool()) {
        return Ok(Some(left.cmp(&right)));
    }
    if !is_text(left) || !is_text(right) {
        return Ok(None);
    }
    let (left, right) = (text(left)?, text(right)?);
    meter::charge(left.len().min(right.len()) / BYTES)?;
    Ok(Some(left.cmp(&right)))
}

fn join(sign: &str, left: &Dynamic, right: &Dynamic) -> Answer<Dynamic> {
    opaque([left, right], "put into a text or a sum")?;
    if let (Some(first), Some(second), "+") = (left.read_lock::<rhai::Array>(), right.read_lock::<rhai::Array>(), sign) {
        meter::charge(first.len() + second.len())?;
        if first.len() + second.len() > crate::caps::HOOK_LIST {
            return Err(misuse("this list is longer than a hook may hold"));
        }
        return Ok(Dynamic::from_array(first.iter().chain(second.iter()).cloned().collect()));
    }
    if let (Ok(left), Ok(right)) = (left.as_int(), right.as_int()) {
        return sum(sign, left, right).map(Dynamic::from);
    }
    if sign == "+" && (is_text(left) || is_text(right)) && !unset(left) && !unset(right) {
        let (first, second) = (text(left)?, text(right)?);
        meter::charge((first.len() + second.len()) / BYTES)?;
        return match first.len() + second.len() > crate::caps::HOOK_TEXT {
            true => Err(misuse("this text is longer than a hook may hold")),
            false => Ok((first + second).into()),
        };
    }
    if (unset(left) || unset(right)) && [left, right].into_iter().all(|value| unset(value) || value.is_int()) {
        return Ok(Handle::nothing());
    }
    Err(misuse(format!("`{sign}` can't join {} and {}", kind(left), kind(right))))
}

fn sum(sign: &str, left: INT, right: INT) -> Answer<INT> {
    if right == 0 && matches!(sign, "/" | "%") {
        return Err(misuse("a number can't be divided by zero"));
    }
    let number = match sign {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" => left.checked_div(right),
        "%" => left.checked_rem(right),
        _ => u32::try_from(right).ok().and_then(|right| left.checked_pow(right)),
    };
    number.ok_or_else(|| misuse(format!("`{sign}` comes to no number that a hook can hold")))
}

fn is_text(value: &Dynamic) -> bool {
    value.is_string() || value.is_char()
}

/// The fault of looking into what can't be looked into, if one of two values is such.
fn opaque(values: [&Dynamic; 2], done: &str) -> Answer<()> {
    match values.into_iter().filter_map(Handle::of).find(|handle| handle.is_opaque()) {
        Some(handle) => Err(misuse(format!("{} can't be {done}{}", *handle, handle.instead()))),
        None => Ok(()),
    }
}

/// Whether there is no value: an answer that wasn't given, or rhai's own nothing.
fn unset(value: &Dynamic) -> bool {
    value.is_unit() || Handle::of(value).is_some_and(|handle| handle.is_unset())
}

/// A value, as it is spoken of.
pub(super) fn kind(value: &Dynamic) -> String {
    if let Some(handle) = Handle::of(value) {
        return handle.to_string();
    }
    let kind = match value.type_name() {
        "()" => "nothing",
        "bool" => "true or false",
        "i64" => "a number",
        "string" | "char" => "a text",
        "array" => "a list",
        "map" => "a map",
        _ => "this",
    };
    kind.to_owned()
}
