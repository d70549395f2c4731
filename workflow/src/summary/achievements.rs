//! What the customer achieved, in three blocks (AS-9).

use grounding::text::{Unit, content_stems, find_figures, stem};
use grounding::{ClaimKind, Ledger, Record, SourceKind, Standing, VerifiedClaim, lexicon};

use super::facts::Facts;
use crate::account::KpiState;
use crate::brief::Block;
use crate::definition::Drafted;

/// A block of the achievements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Outcomes,
    FinancialUsage,
    Lifecycle,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Outcomes => "outcomes",
            Self::FinancialUsage => "financial_usage",
            Self::Lifecycle => "lifecycle",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Outcomes => "Business outcomes and operational improvements",
            Self::FinancialUsage => "Financial expansion and usage",
            Self::Lifecycle => "Lifecycle achievements",
        }
    }
}

/// Words of how much is used or bought, in a metric or a claim.
const USAGE: [&str; 12] = [
    "user",
    "usage",
    "adoption",
    "login",
    "active",
    "session",
    "seat",
    "license",
    "licence",
    "revenue",
    "subscription",
    "upsell",
];

/// The KPI that a claim is about; none where it cites several or none.
pub(super) fn kpi_of<'f, 'a>(facts: &'f Facts<'a>, verified: &VerifiedClaim) -> Option<&'f KpiState<'a>> {
    let mut cited = facts.kpis.iter().filter(|kpi| {
        let citations = &verified.claim.citations;
        citations.iter().any(|it| it.source_id == kpi.source.id)
    });
    let sole = cited.next()?;
    cited.next().is_none().then_some(sole)
}

/// The three blocks in their order, the empty ones too. Each claim of the section stands in exactly
/// one of them.
pub(super) fn blocks(drafted: &Drafted<'_>, ledger: &Ledger) -> Vec<Block> {
    let said: Vec<(Kind, &VerifiedClaim)> = drafted
        .said_in("achievements")
        .into_iter()
        .map(|it| (kind_of(it, ledger), it))
        .collect();
    let told = [Kind::Outcomes, Kind::FinancialUsage, Kind::Lifecycle].map(|kind| Block {
        name: kind.name().to_owned(),
        title: kind.title().to_owned(),
        claims: said
            .iter()
            .filter(|(own, _)| *own == kind)
            .map(|(_, it)| it.claim.id.clone())
            .collect(),
    });
    told.to_vec()
}

/// Value comes first: a gain in usage is one, whichever milestone it was measured at. What remains
/// was done or reached, and belongs to the life of the account.
fn kind_of(verified: &VerifiedClaim, ledger: &Ledger) -> Kind {
    let value = matches!(verified.standing, Standing::ProvenOutcome | Standing::LikelyBenefit);
    if !value && is_lifecycle(verified, ledger) {
        Kind::Lifecycle
    } else if is_financial(verified, ledger) {
        Kind::FinancialUsage
    } else {
        Kind::Outcomes
    }
}

fn is_lifecycle(verified: &VerifiedClaim, ledger: &Ledger) -> bool {
    let of_plan = |kind: SourceKind| {
        matches!(
            kind,
            SourceKind::Milestone
                | SourceKind::Project
                | SourceKind::Objective
                | SourceKind::Playbook
                | SourceKind::PlaybookTask
        )
    };
    let done = verified.claim.kind == ClaimKind::Activity || verified.standing == Standing::Activity;
    done || cited_kinds(verified, ledger).any(of_plan)
}

fn is_financial(verified: &VerifiedClaim, ledger: &Ledger) -> bool {
    let measured = |kind: SourceKind| {
        matches!(
            kind,
            SourceKind::Usage | SourceKind::Series | SourceKind::Invoice | SourceKind::Opportunity
        )
    };
    // A metric of the success plan says what is measured; without one, the claim's own words do.
    let metrics: Vec<&str> = verified
        .claim
        .citations
        .iter()
        .filter_map(|it| match &ledger.source(&it.source_id)?.record {
            Some(Record::Kpi(kpi)) => Some(kpi.metric.as_str()),
            _ => None,
        })
        .collect();
    let text = verified.claim.text.as_str();
    let of_usage = if metrics.is_empty() {
        counts_use(text)
    } else {
        metrics.into_iter().any(counts_use)
    };
    cited_kinds(verified, ledger).any(measured) || of_usage || earns_money(text)
}

fn cited_kinds<'a>(verified: &'a VerifiedClaim, ledger: &'a Ledger) -> impl Iterator<Item = SourceKind> + 'a {
    let cited = verified.claim.citations.iter();
    cited.filter_map(|it| Some(ledger.source(&it.source_id)?.kind))
}

fn counts_use(text: &str) -> bool {
    let stems = content_stems(text);
    USAGE.iter().any(|word| stems.contains(&stem(word)))
}

/// Money that was saved is an improvement of how they work; other money is a financial indicator.
fn earns_money(text: &str) -> bool {
    let money = find_figures(text)
        .iter()
        .any(|figure| matches!(figure.unit, Unit::Money(_)));
    let saved =
        lexicon::roi().is_in(text) || lexicon::falling().is_in(text) || lexicon::results_with_figure().is_in(text);
    money && !saved
}

#[cfg(test)]
mod tests;
