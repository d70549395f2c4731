//! The scores of a scorecard, each with the sum that gives it, so that anybody can do it by hand.
//!
//! A dimension's score is the mean of the points of its answers with their weights. A half's score is
//! the mean of its dimensions' scores, each weighing as much as its answers together. The total is
//! the mean of the halves with the template's weights. Each is rounded to one decimal, and the next
//! is reckoned from the rounded ones. What has no answer, or says nothing of the account, is in
//! neither sum (SC-4).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::Scorecard;
use super::prefill::to_tenths;
use super::template::{Dimension, Half};
use crate::account::grouped;
use crate::health::Level;

/// The scores of a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Scores {
    /// Of the dimensions, in the template's order.
    pub dimensions: Vec<DimensionScore>,
    /// Of the halves, the customer's first.
    pub halves: Vec<HalfScore>,
    /// Of the whole.
    pub total: TotalScore,
}

/// The score of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DimensionScore {
    /// The dimension.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its half.
    pub half: Half,
    /// How much it weighs in its half: what its answers weigh together.
    #[schemars(with = "String")]
    pub weight: Decimal,
    /// What it is reckoned from.
    pub terms: Vec<Term>,
    /// What the answers give, from 0 to 100; none without an answer.
    #[schemars(with = "Option<String>")]
    pub calculated: Option<Decimal>,
    /// Why somebody set another score, and who; none where nobody did.
    pub overridden: Option<Overridden>,
    /// The score, from 0 to 100; none where nothing counts.
    #[schemars(with = "Option<String>")]
    pub score: Option<Decimal>,
    /// Its level by the template.
    pub level: Level,
    /// The sum, in words.
    pub formula: String,
}

/// An answer within a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Term {
    /// The field.
    pub field: String,
    /// Its weight.
    #[schemars(with = "String")]
    pub weight: Decimal,
    /// Its points, from 0 to 100.
    #[schemars(with = "String")]
    pub points: Decimal,
}

/// Why a score is not what the answers give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Overridden {
    /// Who set it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The score of a half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HalfScore {
    /// The half.
    pub half: Half,
    /// Its weight in the total, by the template.
    #[schemars(with = "String")]
    pub weight: Decimal,
    /// The score, from 0 to 100; none where nothing counts.
    #[schemars(with = "Option<String>")]
    pub score: Option<Decimal>,
    /// Its level by the template.
    pub level: Level,
    /// The sum, in words.
    pub formula: String,
}

/// The score of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TotalScore {
    /// The score, from 0 to 100; none where nothing counts.
    #[schemars(with = "Option<String>")]
    pub score: Option<Decimal>,
    /// Its level by the template.
    pub level: Level,
    /// The sum, in words.
    pub formula: String,
}

impl Scores {
    /// The score of that dimension.
    pub fn dimension(&self, id: &str) -> Option<&DimensionScore> {
        self.dimensions.iter().find(|it| it.id == id)
    }

    /// The score of a half.
    pub fn half(&self, half: Half) -> Option<&HalfScore> {
        self.halves.iter().find(|it| it.half == half)
    }
}

impl Scorecard {
    /// The scores by the answers that somebody stands by.
    pub fn scores(&self) -> Scores {
        let template = self.template();
        let dimensions: Vec<DimensionScore> = template.dimensions.iter().map(|it| self.dimension_score(it)).collect();
        let halves: Vec<HalfScore> = Half::ALL
            .into_iter()
            .map(|half| {
                let own = dimensions.iter().filter(|it| it.half == half);
                let parts: Vec<(Decimal, Decimal)> = own.filter_map(|it| Some((it.weight, it.score?))).collect();
                let (score, formula) = mean(&parts);
                HalfScore {
                    half,
                    weight: template.halves.of(half),
                    score,
                    level: template.levels.of(score),
                    formula,
                }
            })
            .collect();
        let parts: Vec<(Decimal, Decimal)> = halves.iter().filter_map(|it| Some((it.weight, it.score?))).collect();
        let (score, formula) = mean(&parts);
        Scores {
            total: TotalScore {
                score,
                level: template.levels.of(score),
                formula,
            },
            dimensions,
            halves,
        }
    }

    fn dimension_score(&self, dimension: &Dimension) -> DimensionScore {
        let fields = self.template().fields().map(|(_, field)| field);
        let own: Vec<_> = fields
            .filter(|field| field.dimension.as_ref() == Some(&dimension.id))
            .collect();
        let term = |field: &&super::template::Field| {
            Some(Term {
                field: field.id.clone(),
                weight: field.weight?,
                points: field.points(self.value(&field.id)?)?.points,
            })
        };
        let terms: Vec<Term> = own.iter().filter_map(term).collect();
        let parts: Vec<(Decimal, Decimal)> = terms.iter().map(|term| (term.weight, term.points)).collect();
        let (calculated, formula) = mean(&parts);
        let set = self.overrides.get(&dimension.id);
        let weight = if set.is_some() {
            // What was set stands for everything that could have been answered.
            let applicable = own.iter().filter(|field| !self.is_not_applicable(&field.id));
            applicable.filter_map(|field| field.weight).sum()
        } else {
            terms.iter().map(|term| term.weight).sum()
        };
        let score = set.map_or(calculated, |set| Some(to_tenths(set.score)));
        DimensionScore {
            id: dimension.id.clone(),
            title: dimension.title.clone(),
            half: dimension.half,
            weight,
            terms,
            calculated,
            overridden: set.map(|set| Overridden {
                by: set.signed.name.clone(),
                reason: set.reason.clone(),
            }),
            level: self.template().levels.of(score),
            formula: set.map_or(formula.clone(), |set| {
                let answers = if calculated.is_some() {
                    formula
                } else {
                    "nothing".to_owned()
                };
                format!("set to {}; the answers give {answers}", grouped(set.score))
            }),
            score,
        }
    }
}

/// A mean with weights, to one decimal, and the sum in words: `(10 × 100 + 5 × 50) / 15 = 83.3`. No
/// mean of nothing, or of what weighs nothing.
fn mean(parts: &[(Decimal, Decimal)]) -> (Option<Decimal>, String) {
    let weights: Decimal = parts.iter().map(|(weight, _)| *weight).sum();
    let sum: Decimal = parts.iter().map(|(weight, points)| *weight * *points).sum();
    match sum.checked_div(weights) {
        None => (None, "nothing counts".to_owned()),
        Some(mean) => {
            let mean = to_tenths(mean);
            let product =
                |(weight, points): &(Decimal, Decimal)| format!("{} \u{d7} {}", weight.normalize(), points.normalize());
            let products: Vec<String> = parts.iter().map(product).collect();
            let formula = format!("({}) / {} = {mean}", products.join(" + "), weights.normalize());
            (Some(mean), formula)
        }
    }
}
