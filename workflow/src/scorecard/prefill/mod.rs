//! What the records can answer, with the words that say so (SC-3).
//!
//! A lookup gives an answer or none; it never guesses. Whoever fills the scorecard confirms each
//! answer, or corrects it and says why.

mod contract;
mod goals;
mod trouble;
mod usage;

use grounding::{Citation, Ledger, Record, Source, SourceId};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::template::{Field, Kind, Template};
use super::value::Value;
use crate::cite::cite_value;
use crate::thresholds::Thresholds;

/// An answer that the records give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prefilled {
    /// The answer.
    pub value: Value,
    /// The words that say so; never empty.
    pub citations: Vec<Citation>,
}

/// The records that can answer a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    /// The customer's open goals, in their words.
    Objectives,
    /// What the KPIs of those goals are meant to come to.
    TargetOutcomes,
    /// How far along the value-realisation path the KPIs show the customer to be.
    ProgressStage,
    /// How much of the way to their targets the measured KPIs have come on average, in per cent.
    KpiProgress,
    /// How many tickets are open and escalated.
    OpenEscalations,
    /// How many milestones are late.
    LateMilestones,
    /// How many people used the product, by the newest figure.
    ActiveUsers,
    /// How many of the signed seats are used, in per cent.
    SeatsUsed,
    /// What the people at the customer answered to surveys last, on average.
    SurveyScore,
    /// What is due and not paid.
    OverdueAmount,
    /// When the contract renews.
    RenewalDate,
    /// Who owns the account.
    AccountOwner,
    /// The risks on record that are open.
    OpenRisks,
}

/// How far the KPIs show the customer to be along the value-realisation path, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Goals are agreed.
    GoalsAgreed,
    /// A KPI was measured before and since.
    Measured,
    /// A KPI has come nearer to its target.
    Moving,
    /// A KPI has reached its target.
    SomeReached,
    /// Every KPI has reached its target.
    AllReached,
}

impl Lookup {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Objectives => "objectives",
            Self::TargetOutcomes => "target_outcomes",
            Self::ProgressStage => "progress_stage",
            Self::KpiProgress => "kpi_progress",
            Self::OpenEscalations => "open_escalations",
            Self::LateMilestones => "late_milestones",
            Self::ActiveUsers => "active_users",
            Self::SeatsUsed => "seats_used",
            Self::SurveyScore => "survey_score",
            Self::OverdueAmount => "overdue_amount",
            Self::RenewalDate => "renewal_date",
            Self::AccountOwner => "account_owner",
            Self::OpenRisks => "open_risks",
        }
    }

    /// The kind of answer that it gives.
    pub fn kind(self) -> Kind {
        match self {
            Self::Objectives | Self::TargetOutcomes | Self::OpenRisks => Kind::Text,
            Self::ProgressStage => Kind::Stage,
            Self::KpiProgress
            | Self::OpenEscalations
            | Self::LateMilestones
            | Self::ActiveUsers
            | Self::SeatsUsed
            | Self::SurveyScore
            | Self::OverdueAmount => Kind::Number,
            Self::RenewalDate => Kind::Date,
            Self::AccountOwner => Kind::Person,
        }
    }
}

/// What the records answer of a template's fields, by the field's name. An answer that the field
/// doesn't take, such as a number beyond its limits, is left to the person.
pub fn prefill(template: &Template, ledger: &Ledger, thresholds: &Thresholds) -> Vec<(String, Prefilled)> {
    let records = Records {
        ledger,
        thresholds,
        as_of: ledger.view.as_of,
    };
    let fields = template.fields().filter_map(|(_, field)| {
        let answer = records.answer(field)?;
        let mut cited: Vec<Citation> = Vec::new();
        for citation in answer.citations {
            if !cited.contains(&citation) && cited.len() < MOST_CITED {
                cited.push(citation);
            }
        }
        let answer = Prefilled {
            value: answer.value,
            citations: cited,
        };
        let fits = field.accepts(&answer.value) && !answer.citations.is_empty();
        fits.then(|| (field.id.clone(), answer))
    });
    fields.collect()
}

/// So many of the records are cited at most that an answer is drawn from.
const MOST_CITED: usize = 12;

/// What a lookup looks at.
#[derive(Debug, Clone, Copy)]
struct Records<'a> {
    ledger: &'a Ledger,
    thresholds: &'a Thresholds,
    as_of: Date,
}

impl Records<'_> {
    fn answer(self, field: &Field) -> Option<Prefilled> {
        match field.prefill? {
            Lookup::Objectives => goals::objectives(self),
            Lookup::TargetOutcomes => goals::target_outcomes(self),
            Lookup::ProgressStage => goals::stage(self, field),
            Lookup::KpiProgress => goals::kpi_progress(self),
            Lookup::OpenEscalations => trouble::open_escalations(self),
            Lookup::LateMilestones => trouble::late_milestones(self),
            Lookup::OpenRisks => trouble::open_risks(self),
            Lookup::ActiveUsers => usage::active_users(self),
            Lookup::SeatsUsed => usage::seats_used(self),
            Lookup::SurveyScore => usage::survey_score(self),
            Lookup::OverdueAmount => contract::overdue_amount(self),
            Lookup::RenewalDate => contract::renewal_date(self),
            Lookup::AccountOwner => self.account_owner(),
        }
    }

    fn account_owner(self) -> Option<Prefilled> {
        let owner = self.ledger.account_owner()?;
        let is_owned = |source: &&Source| {
            let owned = source.record.as_ref();
            matches!(owned, Some(Record::Account(account)) if account.owner.as_deref() == Some(owner))
        };
        let account = self.ledger.sources().find(is_owned)?;
        // The record holds the id as its own system writes it.
        let written = owner.rsplit('/').next().unwrap_or(owner);
        let name = self.ledger.person(owner);
        let mut citations = vec![cite_value(account, written)];
        if name != owner {
            let user = self.ledger.source(&SourceId::raw(owner))?;
            citations.push(cite_value(user, &name));
        }
        Some(Prefilled {
            value: Value::Person(name),
            citations,
        })
    }
}

/// A number as an answer, with one decimal at most, half away from zero.
fn number(value: Decimal, citations: Vec<Citation>) -> Prefilled {
    Prefilled {
        value: Value::Number(to_tenths(value)),
        citations,
    }
}

/// How many of all there are, with what was counted; of none, with some of those that were looked
/// at, so that nobody takes it for a guess. No answer where there is nothing of the kind at all, as
/// then nobody knows.
fn count<T>(all: &[T], counts: impl Fn(&T) -> bool, cite: impl Fn(&T) -> Citation) -> Option<Prefilled> {
    let counted: Vec<&T> = all.iter().filter(|it| counts(it)).collect();
    let shown: Vec<Citation> = if counted.is_empty() {
        all.iter().rev().take(MOST_LOOKED_AT).map(&cite).collect()
    } else {
        counted.iter().copied().map(&cite).collect()
    };
    (!all.is_empty()).then(|| number(Decimal::from(counted.len()), shown))
}

/// So many of the records that were looked at are cited where none of them counts.
const MOST_LOOKED_AT: usize = 3;

/// A number with one decimal at most, half away from zero.
pub(super) fn to_tenths(value: Decimal) -> Decimal {
    value
        .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}
