//! How an account's scores have gone over time (SC-5).

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::Scorecard;
use super::score::Scores;
use super::template::Half;
use crate::health::Level;

/// The approved scorecards of an account by one template, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Series {
    /// The template.
    pub template: String,
    /// Its title, as the newest scorecard has it.
    pub title: String,
    /// The assessments.
    pub assessments: Vec<Assessment>,
}

/// An approved scorecard in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Assessment {
    /// The scorecard's id.
    pub scorecard: String,
    /// Its number in the series, from 1; numbers of scorecards that were never approved are left out.
    pub number: u32,
    /// The version of the template.
    pub version: u32,
    /// The day under its approval.
    pub approved_on: Date,
    /// Who approved it.
    pub approved_by: String,
    /// The total, from 0 to 100; none where nothing counts.
    #[schemars(with = "Option<String>")]
    pub total: Option<Decimal>,
    /// Its level.
    pub level: Level,
    /// By how many points the total differs from that of the assessment before; none for the first.
    #[schemars(with = "Option<String>")]
    pub change: Option<Decimal>,
    /// The customer's half.
    pub customer: DimensionPoint,
    /// Our own half.
    pub internal: DimensionPoint,
    /// The dimensions, in the template's order.
    pub dimensions: Vec<DimensionPoint>,
}

/// A score in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DimensionPoint {
    /// The dimension or the half.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The score, from 0 to 100; none where nothing counts.
    #[schemars(with = "Option<String>")]
    pub score: Option<Decimal>,
    /// Its level.
    pub level: Level,
    /// By how many points it differs from the assessment before; none where one of them has none.
    #[schemars(with = "Option<String>")]
    pub change: Option<Decimal>,
}

/// The series of an account's scorecards that were approved until a day, one for each template, in
/// the order of the templates' names.
pub fn series(cards: &[Scorecard], as_of: Date) -> Vec<Series> {
    let mut names: Vec<&str> = cards.iter().map(|card| card.template().name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let of_template = names.into_iter().filter_map(|name| {
        let own = cards.iter().filter(|card| card.template().name == name);
        let approved = in_order(own, as_of);
        let newest = approved.last()?;
        let mut before: Option<Scores> = None;
        let mut assessments = Vec::new();
        for card in &approved {
            let scores = card.scores();
            assessments.extend(assessment(card, &scores, before.as_ref()));
            before = Some(scores);
        }
        Some(Series {
            template: name.to_owned(),
            title: newest.template().title.clone(),
            assessments,
        })
    });
    of_template.collect()
}

/// Those that were approved until a day, the oldest first.
pub(super) fn in_order<'c>(cards: impl Iterator<Item = &'c Scorecard>, as_of: Date) -> Vec<&'c Scorecard> {
    let approved_until = |card: &&Scorecard| card.approved().is_some_and(|signed| signed.day <= as_of);
    let mut approved: Vec<&Scorecard> = cards.filter(approved_until).collect();
    approved.sort_by_key(|card| (card.approved().map(|signed| signed.at), card.started.number));
    approved
}

fn assessment(card: &Scorecard, scores: &Scores, before: Option<&Scores>) -> Option<Assessment> {
    let signed = card.approved()?;
    let half = |half: Half| {
        let score = |scores: &Scores| scores.half(half).and_then(|it| it.score);
        DimensionPoint {
            id: half.word().to_owned(),
            title: half.title().to_owned(),
            score: score(scores),
            level: scores.half(half).map_or(Level::Unknown, |it| it.level),
            change: change(score(scores), before.and_then(score)),
        }
    };
    let dimensions = scores.dimensions.iter().map(|it| DimensionPoint {
        id: it.id.clone(),
        title: it.title.clone(),
        score: it.score,
        level: it.level,
        change: change(it.score, before.and_then(|before| before.dimension(&it.id)?.score)),
    });
    Some(Assessment {
        scorecard: card.id.clone(),
        number: card.started.number,
        version: card.template().version,
        approved_on: signed.day,
        approved_by: signed.name.clone(),
        total: scores.total.score,
        level: scores.total.level,
        change: change(scores.total.score, before.and_then(|it| it.total.score)),
        customer: half(Half::Customer),
        internal: half(Half::Internal),
        dimensions: dimensions.collect(),
    })
}

fn change(now: Option<Decimal>, before: Option<Decimal>) -> Option<Decimal> {
    Some((now? - before?).normalize())
}
