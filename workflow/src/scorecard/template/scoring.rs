//! Whether what is scored can be scored, and who is alerted to it.

use rust_decimal::Decimal;

use super::check::within;
use super::fault::Step::{At, Key};
use super::{Fault, Field, Kind, Section, Step, Template};
use crate::health::Level;

/// The greatest weight that a field or a half may have.
pub(super) const MOST_WEIGHT: u32 = 1_000;

/// A field that is scored has a dimension, a weight, and points for every answer.
pub(super) fn field(template: &Template, section: &Section, field: &Field, way: [Step; 4], found: &mut Vec<Fault>) {
    let mut say = |key: &'static str, message: String| found.push(Fault::new(within(way, key), message));
    let id = &field.id;
    match &field.dimension {
        Some(name) => match template.dimension(name) {
            None => say("dimension", unknown("dimension", name, &dimension_names(template))),
            Some(dimension) if dimension.half != section.half => {
                let message = format!(
                    "`{id}` stands in the half `{}`, and its dimension `{name}` in the half `{}`",
                    section.half.word(),
                    dimension.half.word()
                );
                say("dimension", message);
            }
            Some(_) => {}
        },
        None if field.weight.is_some() => say(
            "weight",
            format!("`{id}` has a weight and no dimension to be scored in"),
        ),
        None => {}
    }
    if let Some(weight) = field.weight
        && !(Decimal::ZERO..=MOST_WEIGHT.into()).contains(&weight)
    {
        say("weight", format!("a field weighs from 0 to {MOST_WEIGHT}"));
    }
    if field.dimension.is_some() && field.weight.is_none() {
        say("dimension", format!("`{id}` is scored and has no weight"));
    }
    let is_scored = field.dimension.is_some();
    let kind = field.kind.word();
    match field.kind {
        Kind::Date | Kind::Text | Kind::Person if is_scored => {
            say(
                "dimension",
                format!("a {kind} gives no points, so `{id}` can't be scored"),
            );
        }
        Kind::Number if is_scored && field.buckets.is_empty() => {
            say("dimension", format!("`{id}` is scored and has no buckets"));
        }
        Kind::Number if !is_scored && !field.buckets.is_empty() => {
            say(
                "buckets",
                format!("`{id}` has buckets and no dimension to be scored in"),
            );
        }
        _ => {}
    }
    for option in &field.options {
        match (is_scored, option.points.is_some()) {
            (true, false) => say(
                "options",
                format!("the option `{}` of `{id}` has no points", option.value),
            ),
            (false, true) => say(
                "options",
                format!(
                    "the option `{}` has points, and `{id}` no dimension to be scored in",
                    option.value
                ),
            ),
            _ => {}
        }
    }
    let of_options = field.options.iter().filter_map(|it| Some((it.points?, it.level)));
    let of_buckets = field.buckets.iter().map(|it| (it.points, it.level));
    let (key, worth) = if field.kind == Kind::Number {
        ("buckets", of_buckets.collect())
    } else {
        ("options", of_options.collect())
    };
    if let Some(message) = worth_fault(template, id, worth) {
        say(key, message);
    }
}

/// Points are from 0 to 100, and more of them never stand for a worse level.
fn worth_fault(template: &Template, id: &str, mut worth: Vec<(Decimal, Option<Level>)>) -> Option<String> {
    if worth
        .iter()
        .any(|(points, _)| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(points))
    {
        return Some(format!("an answer to `{id}` gives from 0 to 100 points"));
    }
    if worth.iter().any(|(_, level)| *level == Some(Level::Unknown)) {
        return Some("the levels are `green`, `amber` and `red`".to_owned());
    }
    worth.sort_by_key(|(points, _)| *points);
    let level = |(points, level): &(Decimal, Option<Level>)| level.unwrap_or_else(|| template.levels.of(Some(*points)));
    let pairs = worth.windows(2);
    let mut wrong = pairs.filter_map(|pair| match pair {
        [less, more] if less.0 < more.0 && level(more) > level(less) => Some((less, more)),
        _ => None,
    });
    let (less, more) = wrong.next()?;
    Some(format!(
        "for `{id}`, {} points are {} and {} points are {}: more points are never worse",
        more.0,
        level(more).word(),
        less.0,
        level(less).word()
    ))
}

/// Each dimension has fields that weigh something.
pub(super) fn dimensions(template: &Template, found: &mut Vec<Fault>) {
    for (at, dimension) in template.dimensions.iter().enumerate() {
        if dimension.title.trim().is_empty() {
            let way = [Key("dimension"), At(at), Key("title")];
            found.push(Fault::new(way, "a dimension has a title"));
        }
        let own = template
            .fields()
            .filter(|(_, field)| field.dimension.as_ref() == Some(&dimension.id));
        let sum: Decimal = own.filter_map(|(_, field)| field.weight).sum();
        if sum <= Decimal::ZERO {
            let message = format!(
                "the weights in the dimension `{}` sum to zero: give a field of it a weight",
                dimension.id
            );
            found.push(Fault::new([Key("dimension"), At(at), Key("id")], message));
        }
    }
}

/// Each alert is about a dimension and comes at a level that asks for somebody.
pub(super) fn alerts(template: &Template, found: &mut Vec<Fault>) {
    for (at, rule) in template.alerts.iter().enumerate() {
        let mut say =
            |key: &'static str, message: String| found.push(Fault::new([Key("alert"), At(at), Key(key)], message));
        if template.dimension(&rule.dimension).is_none() {
            say(
                "dimension",
                unknown("dimension", &rule.dimension, &dimension_names(template)),
            );
        }
        if !matches!(rule.at, Level::Amber | Level::Red) {
            say("at", "an alert comes at `amber` or at `red`".to_owned());
        }
        let fits = |it: char| it.is_ascii_lowercase() || it == '_';
        if rule.function.is_empty() || !rule.function.chars().all(fits) {
            let message = "a business function is a word such as `support` or `professional_services`";
            say("function", message.to_owned());
        }
        let before = template.alerts.iter().take(at);
        let same = |it: &&super::AlertRule| it.dimension == rule.dimension && it.function == rule.function;
        if before.filter(same).count() > 0 {
            let message = format!(
                "`{}` is alerted to `{}` by two rules; keep one",
                rule.function, rule.dimension
            );
            say("function", message);
        }
    }
}

fn dimension_names(template: &Template) -> Vec<&str> {
    template.dimensions.iter().map(|it| it.id.as_str()).collect()
}

/// That there is no such thing, and what there is.
pub(super) fn unknown(noun: &str, name: &str, known: &[&str]) -> String {
    format!("no {noun} is called `{name}`; there are `{}`", known.join("`, `"))
}
