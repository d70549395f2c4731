//! A strand of figures: what one series says in one unit.

use grounding::text::{content_stems, stem, words};
use jiff::civil::Date;

use super::super::Sample;
use super::super::metric::is_share;

/// What one series says of a metric in one unit.
pub(super) struct Strand<'a> {
    pub(super) metric: &'a str,
    pub(super) unit: &'a str,
    /// The system that the series is of.
    pub(super) system: &'a str,
    /// Whose figures they are within it: the account, or one workspace of it.
    pub(super) workspace: &'a str,
    /// What they are broken down by; empty for the whole.
    pub(super) part: &'a str,
    pub(super) samples: Vec<Sample<'a>>,
}

impl<'a> Strand<'a> {
    /// A strand, with what the id of its series tells: `usage:series/acme/logins/north` is the part
    /// `north` of the log-ins of `acme`.
    pub(super) fn new(series: &'a str, metric: &'a str, unit: &'a str, samples: Vec<Sample<'a>>) -> Self {
        let whole = format!("/{metric}");
        let within = format!("/{metric}/");
        // A part may be called like the metric; what ends with its name is the whole.
        let part = match series.find(&within) {
            Some(at) if !series.ends_with(&whole) => &series[at + within.len()..],
            _ => "",
        };
        Self {
            metric,
            unit,
            system: series.split_once(':').map_or("", |(system, _)| system),
            workspace: series.split('/').nth(1).unwrap_or_default(),
            part,
            samples,
        }
    }
}

/// The words of a metric's name by stem, in order, as `is_same_metric` compares them; the name
/// itself where it has none.
pub(in crate::health) fn words_key(metric: &str) -> Vec<String> {
    let mut stems = content_stems(&metric.replace(['_', '-'], " "));
    if stems.is_empty() {
        stems.push(metric.trim().to_lowercase());
    }
    stems.sort();
    stems
}

/// What units that mean the same share: none for a bare count, also where the unit repeats what the
/// name says is counted (`users` of `active users`).
pub(super) fn unit_key(name: &[String], unit: &str) -> String {
    if is_share(unit) {
        return "%".to_owned();
    }
    let folded = unit.trim().to_lowercase();
    match folded.as_str() {
        "" | "#" | "n" | "no" | "count" | "number" => String::new(),
        "h" | "hr" | "hrs" | "hour" | "hours" => "h".to_owned(),
        "min" | "mins" | "minute" | "minutes" => "min".to_owned(),
        "s" | "sec" | "secs" | "second" | "seconds" => "s".to_owned(),
        "d" | "day" | "days" => "d".to_owned(),
        _ => {
            let stems: Vec<String> = words(&folded).map(|word| stem(word.text)).collect();
            let repeats = !stems.is_empty() && stems.iter().all(|stem| name.contains(stem));
            if repeats { String::new() } else { folded }
        }
    }
}

/// How often figures come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    Daily,
    Weekly,
    Monthly,
    Rarer,
}

/// Whether two runs of figures come as often as each other, or one of them is too short to tell.
pub(super) fn as_often(left: &[Sample<'_>], right: &[Sample<'_>]) -> bool {
    pace(left).zip(pace(right)).is_none_or(|(left, right)| left == right)
}

/// How often figures come, by the middle of the gaps between their days.
fn pace(samples: &[Sample<'_>]) -> Option<Pace> {
    let mut days: Vec<Date> = samples.iter().map(|it| it.date).collect();
    days.sort();
    days.dedup();
    let mut gaps: Vec<i32> = days
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] => Some((*next - *one).get_days()),
            _ => None,
        })
        .collect();
    gaps.sort_unstable();
    let middle = gaps.len().checked_sub(1)? / 2;
    Some(match *gaps.get(middle)? {
        ..=3 => Pace::Daily,
        4..=13 => Pace::Weekly,
        14..=45 => Pace::Monthly,
        _ => Pace::Rarer,
    })
}
