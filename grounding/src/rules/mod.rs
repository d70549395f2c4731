//! The rules. One rule, one file; its doc comment is its manual page.

use crate::lexicon::Table;
use crate::verify::{ClaimCase, DraftCase};
use crate::{Code, Diagnostic, Severity, Source, Span};

/// Declares a rule: its doc comment becomes its manual page.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $code:literal, $name:literal, $severity:ident, $check:expr) => {
        $(#[doc = $doc])+
        pub(super) const RULE: crate::Rule = crate::Rule {
            code: crate::Code($code),
            name: $name,
            severity: crate::Severity::$severity,
            manual: concat!($($doc, "\n"),+),
            check: $check,
        };
    };
}

mod activity_as_value;
mod all_clear;
mod answers_left_out;
mod approval_told;
mod cause_added;
mod caveats_left_out;
mod certainty_raised;
mod closed_goal;
mod cut_without_notice;
mod derived_figure_wrong;
mod derived_new_fact;
mod direction_flipped;
mod disputed_figure;
mod escalation_left_out;
mod excluded_status;
mod expansion_without_activity;
mod figure_not_in_quotes;
mod figure_of_another_metric;
mod goal_as_outcome;
mod goal_not_addressed;
mod goal_without_row;
mod health_change_without_signal;
mod health_without_action;
mod hedged_as_proven;
mod hidden_characters;
mod instruction_in_evidence;
mod key_achievements;
mod known_already;
mod long_summary;
mod markup_in_claim;
mod name_not_in_sources;
mod no_goal;
mod no_measurement;
mod not_visible;
mod off_track_left_out;
mod opposite_word;
mod other_account;
mod other_period;
mod other_unit;
mod outside_window;
mod owner_review;
mod ownerless_risk;
mod permission_missing;
mod personal_data;
mod polarity_flipped;
mod progress_wrong;
mod promise_as_fact;
mod promise_to_customer;
mod quote_not_in_source;
mod quote_too_short;
mod renewal_or_price;
mod roi;
mod scope_conflict;
mod security_or_legal;
mod severity_or_refund;
mod sources_disagree;
mod spliced_quote;
mod stale_source;
mod strategic_recommendation;
mod target_not_met;
mod uncited;
mod unknown_goal;
mod unknown_source;
mod value_as_fact;
mod vendor_words;
mod void_source;
mod words_unsupported;
mod wrong_speaker;

impl Code {
    /// An open risk that nobody owns.
    pub const OWNERLESS_RISK: Self = ownerless_risk::RULE.code;
    /// A promise that the signed scope contradicts.
    pub const SCOPE_CONFLICT: Self = scope_conflict::RULE.code;
    /// A question whose answer is in the evidence.
    pub const KNOWN_ALREADY: Self = known_already::RULE.code;
}

/// A rule of the verifier.
#[derive(Debug)]
pub struct Rule {
    /// Its stable code.
    pub code: Code,
    /// A short name, such as `quote not in source`.
    pub name: &'static str,
    /// What its findings do unless the policy says otherwise.
    pub severity: Severity,
    /// Its manual page, in Markdown: what it does, why, an example that fails, the same mended.
    pub manual: &'static str,
    pub(crate) check: Check,
}

/// What a rule looks at.
pub(crate) enum Check {
    /// One claim at a time.
    Claim(fn(&ClaimCase<'_>) -> Vec<Diagnostic>),
    /// The claims of a draft beside each other; each finding with the place of its claim.
    InDraft(fn(&DraftCase<'_>) -> Vec<(usize, Diagnostic)>),
    /// The draft as a whole.
    Draft(fn(&DraftCase<'_>) -> Vec<Diagnostic>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Claim(_) => "Claim",
            Self::InDraft(_) => "InDraft",
            Self::Draft(_) => "Draft",
        })
    }
}

/// The first phrase of a table in the claim that is not part of a name: Mr Price is no price.
fn word_of(case: &ClaimCase<'_>, table: Table) -> Option<Span> {
    let mut marks = case.said().marks_of(table);
    let mark = marks.find(|mark| !crate::support::is_name(case, mark.first))?;
    Some(mark.span)
}

/// Where a record writes those words: the field that holds them, else its first line.
fn place_of(source: &Source, words: &str) -> Span {
    let holds = |span: Span| !words.is_empty() && source.text[span.range()].trim() == words.trim();
    let field = source.fields.iter().find(|field| holds(field.span));
    let first_line = || source.text.find('\n').unwrap_or(source.text.len());
    field.map_or_else(|| Span::new(0, first_line()), |field| field.span)
}

static RULES: [Rule; 68] = [
    uncited::RULE,
    unknown_source::RULE,
    other_account::RULE,
    quote_not_in_source::RULE,
    quote_too_short::RULE,
    spliced_quote::RULE,
    not_visible::RULE,
    permission_missing::RULE,
    stale_source::RULE,
    void_source::RULE,
    wrong_speaker::RULE,
    no_goal::RULE,
    unknown_goal::RULE,
    closed_goal::RULE,
    goal_not_addressed::RULE,
    activity_as_value::RULE,
    goal_as_outcome::RULE,
    value_as_fact::RULE,
    figure_not_in_quotes::RULE,
    figure_of_another_metric::RULE,
    other_unit::RULE,
    other_period::RULE,
    derived_figure_wrong::RULE,
    disputed_figure::RULE,
    progress_wrong::RULE,
    name_not_in_sources::RULE,
    polarity_flipped::RULE,
    direction_flipped::RULE,
    opposite_word::RULE,
    certainty_raised::RULE,
    cause_added::RULE,
    words_unsupported::RULE,
    vendor_words::RULE,
    instruction_in_evidence::RULE,
    hidden_characters::RULE,
    markup_in_claim::RULE,
    approval_told::RULE,
    all_clear::RULE,
    hedged_as_proven::RULE,
    no_measurement::RULE,
    outside_window::RULE,
    target_not_met::RULE,
    excluded_status::RULE,
    promise_as_fact::RULE,
    roi::RULE,
    renewal_or_price::RULE,
    strategic_recommendation::RULE,
    promise_to_customer::RULE,
    severity_or_refund::RULE,
    personal_data::RULE,
    security_or_legal::RULE,
    owner_review::RULE,
    escalation_left_out::RULE,
    off_track_left_out::RULE,
    goal_without_row::RULE,
    ownerless_risk::RULE,
    sources_disagree::RULE,
    scope_conflict::RULE,
    derived_new_fact::RULE,
    expansion_without_activity::RULE,
    cut_without_notice::RULE,
    known_already::RULE,
    long_summary::RULE,
    key_achievements::RULE,
    caveats_left_out::RULE,
    answers_left_out::RULE,
    health_change_without_signal::RULE,
    health_without_action::RULE,
];

impl Rule {
    /// Every rule, by code.
    pub fn all() -> &'static [Self] {
        &RULES
    }

    /// The rule of that code, as a person writes it (`V104`, `v104`).
    pub fn find(code: &str) -> Option<&'static Self> {
        let code = Code::parse(code)?;
        RULES.iter().find(|rule| rule.code == code)
    }

    /// What its family asks.
    pub fn family(&self) -> &'static str {
        match self.code.0 / 100 {
            1 => "source",
            2 => "goal",
            3 => "figures",
            4 => "wording",
            5 => "standing",
            6 => "routing",
            _ => "draft",
        }
    }

    /// What the rules of its family ask, as a question.
    pub fn asks(&self) -> &'static str {
        match self.code.0 / 100 {
            1 => "does the pointer hold?",
            2 => "whom does it serve?",
            3 => "do the numbers hold?",
            4 => "does the sentence say more than its quotes?",
            5 => "proven or hoped?",
            6 => "who must look?",
            _ => "is the whole honest?",
        }
    }

    /// The first sentence of its manual page.
    pub fn summary(&self) -> &'static str {
        self.manual
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_rise_and_every_manual_is_whole() {
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for rule in &RULES {
            for heading in ["## What it does", "## Why", "## Example", "## Instead"] {
                assert!(rule.manual.contains(heading), "{} lacks `{heading}`", rule.code);
            }
        }
    }
}
