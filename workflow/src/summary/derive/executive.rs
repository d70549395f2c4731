//! The executive summary: one paragraph of four topics (AS-4, PG-9).

use std::cmp::Reverse;

use grounding::text::{one_line, sentences};
use grounding::{Claim, HealthScore, Record, Source, SourceId, SourceKind, VerifiedClaim};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::challenges::challenges;
use super::{Fed, is_borne_out, restated};
use crate::calendar::long_date;
use crate::summary::achievements::kpi_of;
use crate::summary::facts::Facts;
use crate::summary::relations::sign_of;

/// So many sentences make one paragraph (V711).
const MOST_SENTENCES: usize = 5;

/// Health, main challenges, relational health and performance trends, in this order, each drawn
/// from claims of other sections, in one paragraph. A topic that none of them covers is left out;
/// a second sentence on a trend only comes where there is room for it.
pub(super) fn summary(facts: &Facts<'_>, fed: &[Fed<'_>]) -> Vec<Claim> {
    let trends = trends(facts, fed);
    // What is told as a trend isn't told again as the account's health.
    let is_told = |it: &Fed<'_>| trends.iter().any(|trend| trend.claim.id == it.claim.claim.id);
    let rest: Vec<Fed<'_>> = fed.iter().copied().filter(|it| !is_told(it)).collect();
    let mut told: Vec<Claim> = health(facts, &rest).into_iter().collect();
    told.extend(challenges(facts, &rest));
    told.extend(relation(facts, &rest));
    told.extend(trends.into_iter().map(moved));
    told.truncate(MOST_SENTENCES);
    told
}

/// The newest health score that is told; without one, a goal that is told of beside the risks.
fn health(facts: &Facts<'_>, fed: &[Fed<'_>]) -> Option<Claim> {
    let scored = fed.iter().filter_map(|it| {
        let scores = cited(facts, it.claim).filter_map(|source| match &source.record {
            Some(Record::Health(health)) => Some(health),
            _ => None,
        });
        Some((scores.max_by_key(|health| health.date)?, it.claim))
    });
    if let Some((health, claim)) = scored.max_by_key(|(health, _)| health.date) {
        let told = stands(health).filter(|text| is_borne_out(text, &[claim]));
        return Some(restated(told.unwrap_or_else(|| shortened(claim)), claim));
    }
    let mut others = fed.iter().filter(|it| it.section != "risks");
    let of_goal = others.find(|it| cited(facts, it.claim).any(|source| source.kind == SourceKind::Objective))?;
    Some(restated(shortened(of_goal.claim), of_goal.claim))
}

/// A health score in a sentence.
fn stands(health: &HealthScore) -> Option<String> {
    let score = health.score.map(|score| score.normalize().to_string());
    let level = Some(health.level.trim()).filter(|level| !level.is_empty());
    let stood = match (score, level) {
        (Some(score), Some(level)) => format!("{score} ({level})"),
        (Some(score), None) => score,
        (None, Some(level)) => level.to_owned(),
        (None, None) => return None,
    };
    Some(format!("The health score was {stood} on {}.", long_date(health.date)))
}

/// The claim that shows most strongly that the relationship is good, the newest of those.
fn relation(facts: &Facts<'_>, fed: &[Fed<'_>]) -> Option<Claim> {
    let showing = fed
        .iter()
        .filter(|it| it.section == "relational_health")
        .filter_map(|it| Some((sign_of(facts, &it.claim.claim)?, it.claim)));
    let (_, best) = showing.min_by_key(|(sign, claim)| (*sign, Reverse(newest(facts, claim))))?;
    Some(restated(shortened(best), best))
}

/// How performance went, in two sentences at most: the KPI that has come furthest towards its
/// target, then the usage figure that moved most or, without one, the KPI that has come next.
fn trends<'a>(facts: &Facts<'_>, fed: &[Fed<'a>]) -> Vec<&'a VerifiedClaim> {
    let mut kpis: Vec<(Decimal, &SourceId, &VerifiedClaim)> = Vec::new();
    for it in fed {
        let kpi = kpi_of(facts, it.claim).filter(|kpi| kpi.has_moved() && !kpi.is_excluded());
        let told = kpi.and_then(|kpi| Some((kpi.progress()?, &kpi.source.id, it.claim)));
        // The same KPI may be told of in several sections.
        if let Some(told) = told.filter(|(_, id, _)| kpis.iter().all(|known| known.1 != *id)) {
            kpis.push(told);
        }
    }
    kpis.sort_by_key(|(progress, _, _)| Reverse(*progress));
    let usage = fed
        .iter()
        .filter_map(|it| Some((usage_moved(facts, it.claim)?, it.claim)));
    let usage = usage.reduce(|best, other| if other.0 > best.0 { other } else { best });
    let mut kpis = kpis.into_iter().map(|(_, _, claim)| claim);
    let furthest = kpis.next();
    let second = usage.map(|(_, claim)| claim).or_else(|| kpis.next());
    furthest.into_iter().chain(second).collect()
}

/// By how much of itself the usage figure moved that a claim cites; none where it cites none.
fn usage_moved(facts: &Facts<'_>, claim: &VerifiedClaim) -> Option<Decimal> {
    let moved = cited(facts, claim).filter_map(|source| match &source.record {
        Some(Record::Series(series)) => {
            let by = series.last.value.checked_sub(series.first.value)?.abs();
            by.checked_div(series.first.value.abs())
        }
        _ => None,
    });
    moved.max().filter(|by| *by > Decimal::ZERO)
}

/// A movement in one sentence. When it is due is for the next steps.
fn moved(claim: &VerifiedClaim) -> Claim {
    let text = one_line(&claim.claim.text);
    let text = text.split("; due ").next().unwrap_or(&text);
    restated(ended(text), claim)
}

/// The first sentence of a claim up to a semicolon, as a sentence of its own. What comes after is
/// for the reader of its section.
pub(super) fn shortened(claim: &VerifiedClaim) -> String {
    let text = one_line(&claim.claim.text);
    let first = sentences(&text)
        .first()
        .map_or(text.as_str(), |span| &text[span.range()]);
    ended(first.split("; ").next().unwrap_or(first))
}

/// A sentence with a full stop, unless it ends in a mark already, be it within quotation marks.
fn ended(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', ';']);
    let within = text.trim_end_matches(['\u{201D}', '"', ')']);
    if within.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

pub(super) fn cited<'a>(facts: &Facts<'a>, claim: &VerifiedClaim) -> impl Iterator<Item = &'a Source> {
    let ids: Vec<_> = claim.claim.citations.iter().map(|it| it.source_id.clone()).collect();
    let ledger = facts.ledger;
    ids.into_iter().filter_map(move |id| ledger.source(&id))
}

/// The day of the newest source that a claim cites.
pub(super) fn newest(facts: &Facts<'_>, claim: &VerifiedClaim) -> Option<Date> {
    cited(facts, claim).filter_map(|source| source.occurred_at).max()
}
