//! Whether the ranges of a scored number leave nothing out and give nothing twice.

use rust_decimal::Decimal;

use super::check::within;
use super::{Bucket, Fault, Field, Step};

/// The ranges of a number follow one another from the least to the greatest.
pub(super) fn field(field: &Field, way: [Step; 4], found: &mut Vec<Fault>) {
    let way = within(way, "buckets");
    let id = &field.id;
    let mut say = |at: usize, message: String| {
        let mut at_bucket = way.to_vec();
        at_bucket.push(Step::At(at));
        found.push(Fault { at: at_bucket, message });
    };
    for (at, bucket) in field.buckets.iter().enumerate() {
        if let (Some(from), Some(below)) = (bucket.from, bucket.below)
            && from >= below
        {
            say(at, format!("no number is from {from} and below {below}"));
        }
    }
    for (at, pair) in field.buckets.windows(2).enumerate() {
        if let [one, next] = pair
            && let Some(message) = between(id, one, next)
        {
            say(at + 1, message);
        }
    }
    if let Some(from) = field.buckets.first().and_then(|first| first.from)
        && field.min.is_none_or(|min| min < from)
    {
        let least = field.min.map_or("the least number".to_owned(), |min| min.to_string());
        say(0, gap(id, &least, &from.to_string()));
    }
    if let Some(last) = field.buckets.last()
        && let Some(below) = last.below
        && field.max.is_none_or(|max| below <= max)
    {
        let most = field
            .max
            .map_or("the greatest number".to_owned(), |max| max.to_string());
        say(field.buckets.len() - 1, gap(id, &below.to_string(), &most));
    }
}

/// What is wrong between two ranges that follow one another.
fn between(id: &str, one: &Bucket, next: &Bucket) -> Option<String> {
    match (one.below, next.from) {
        (Some(below), Some(from)) if below == from => None,
        (Some(below), Some(from)) if below < from => Some(gap(id, &below.to_string(), &from.to_string())),
        (below, from) => {
            let told = |number: Option<Decimal>, open: &str| number.map_or(open.to_owned(), |it| it.to_string());
            Some(format!(
                "two buckets of `{id}` overlap: one ends below {} and the next begins at {}",
                told(below, "the greatest number"),
                told(from, "the least number")
            ))
        }
    }
}

fn gap(id: &str, from: &str, to: &str) -> String {
    format!("the buckets of `{id}` leave a gap: from {from} to {to} no points are given")
}
