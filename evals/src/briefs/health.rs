//! What a key says of an account's health: `{"max_colour", "flags", "trend"}`.
//!
//! `max_colour` is the best level that the account may have; a worse one is right too, since its
//! signals say why. `unknown_or_amber` allows both. The flags must be among those raised.

use serde::Deserialize;
use workflow::brief::Brief;
use workflow::health::Level;

#[derive(Deserialize)]
struct Expected {
    max_colour: String,
    #[serde(default)]
    flags: Vec<String>,
    trend: String,
}

/// In what a snapshot differs from the key, in words; in nothing where the key says nothing of it.
///
/// # Errors
///
/// Fails where the key's words can't be read.
pub(super) fn differences(expected: Option<&serde_json::Value>, brief: &Brief) -> Result<Vec<String>, String> {
    let Some(expected) = expected else {
        return Ok(Vec::new());
    };
    let expected: Expected = serde_json::from_value(expected.clone())
        .map_err(|error| format!("what the key says of the health of `{}`: {error}", brief.account_id))?;
    let Some(health) = &brief.health else {
        return Ok(vec!["the brief has no health".to_owned()]);
    };
    let mut found = Vec::new();
    if !allows(&expected.max_colour, health.level)? {
        found.push(format!(
            "{}, and the key allows {} at best",
            health.level.word(),
            expected.max_colour
        ));
    }
    let missing = expected
        .flags
        .iter()
        .filter(|kind| brief.flags.iter().all(|flag| flag.kind != **kind));
    found.extend(missing.map(|kind| format!("not flagged: {kind}")));
    if health.trend.words() != expected.trend {
        found.push(format!("{}, and the key has {}", health.trend.words(), expected.trend));
    }
    Ok(found)
}

fn allows(best: &str, level: Level) -> Result<bool, String> {
    match best {
        "green" => Ok(level != Level::Unknown),
        "amber" => Ok(matches!(level, Level::Amber | Level::Red)),
        "red" => Ok(level == Level::Red),
        "unknown" => Ok(level == Level::Unknown),
        "unknown_or_amber" => Ok(matches!(level, Level::Unknown | Level::Amber)),
        other => Err(format!("`{other}` is no level of a key")),
    }
}
