//! What goes back to a drafter: claims that may not be said, and why.

use std::fmt;

use grounding::{Code, Diagnostic, LabelPlace, Severity, Standing, VerifiedClaim};

/// A refused claim and what was found, for a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The claim's id in the draft.
    pub id: String,
    /// Its sentence.
    pub text: String,
    /// What refuses it, by code and place; what merely demotes it or asks for a look is left out.
    pub findings: Vec<Finding>,
    /// The standing that the evidence would leave it, where that is lower than the one it was
    /// drafted with.
    pub standing: Option<Standing>,
}

/// One reason for which a claim is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What may be said or done instead.
    pub help: Option<String>,
    /// What the sources cited have in the place of a figure that is wrong, in their own words.
    pub figures: Vec<String>,
}

impl Refused {
    /// What a drafter is told of a claim that was refused.
    pub fn of(verified: VerifiedClaim) -> Self {
        let claim = verified.claim;
        let cited: Vec<&str> = claim.citations.iter().map(|it| it.quote.as_str()).collect();
        let denied = verified
            .diagnostics
            .into_iter()
            .filter(|finding| finding.severity == Severity::Deny);
        Self {
            findings: denied.map(|finding| Finding::of(finding, &cited)).collect(),
            standing: (verified.standing != claim.standing).then_some(verified.standing),
            id: claim.id,
            text: claim.text,
        }
    }
}

impl Finding {
    fn of(finding: Diagnostic, cited: &[&str]) -> Self {
        Self {
            figures: figures(&finding, cited),
            code: finding.code,
            message: finding.message,
            help: finding.help,
        }
    }

    /// Whether it asks if a citation points at words that are there.
    pub fn is_about_citing(&self) -> bool {
        self.code.0 / 100 == 1
    }
}

/// The finding in one line: what is wrong, the rule, and what helps.
impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.message, self.code)?;
        match &self.help {
            Some(help) => write!(formatter, ": {help}"),
            None => Ok(()),
        }
    }
}

/// The words that a finding on a figure points at in the sources, unless it points at all that was
/// cited.
fn figures(finding: &Diagnostic, cited: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    if finding.code.0 / 100 != 3 {
        return words;
    }
    let pointed = finding
        .labels
        .iter()
        .filter(|label| matches!(label.place, LabelPlace::Source(_)) && !cited.contains(&label.quote.as_str()));
    for label in pointed {
        let quote = grounding::text::one_line(&label.quote);
        if !quote.is_empty() && !words.contains(&quote) {
            words.push(quote);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use grounding::{Claim, ClaimKind, ClaimOrigin, Label, SourceId, Span, Verdict};

    use super::*;

    fn label(quote: &str) -> Label {
        Label {
            place: LabelPlace::Source(SourceId::raw("call:1")),
            span: Span::new(0, quote.len()),
            quote: quote.to_owned(),
            text: "the figure".to_owned(),
        }
    }

    #[test]
    fn what_refuses_is_told_with_the_figure_and_the_standing_that_hold() {
        let quote = "reporting went down to 6.4 hours";
        let claim = Claim {
            id: "c1".to_owned(),
            text: "Reporting fell to 6.4 days.".to_owned(),
            kind: ClaimKind::Outcome,
            standing: Standing::ProvenOutcome,
            goal_id: None,
            audience: grounding::Audience::Internal,
            citations: vec![grounding::Citation::new(SourceId::raw("call:1"), quote)],
            origin: ClaimOrigin::Model,
            parent: None,
        };
        let finding = |code, severity, message: &str| Diagnostic {
            code: Code(code),
            severity,
            ..Diagnostic::new(message)
        };
        let unit = Diagnostic {
            labels: vec![label(quote), label("6.4 hours"), label("6.4 hours")],
            help: Some("say it in the unit that the source has".to_owned()),
            ..finding(303, Severity::Deny, "`6.4 days` stands there with another unit")
        };
        let verified = VerifiedClaim {
            claim,
            verdict: Verdict::Rejected,
            standing: Standing::LikelyBenefit,
            routes: Vec::new(),
            diagnostics: vec![
                unit,
                finding(502, Severity::Demote, "nothing says where it stood before"),
            ],
        };
        let refused = Refused::of(verified);
        assert_eq!(
            refused,
            Refused {
                id: "c1".to_owned(),
                text: "Reporting fell to 6.4 days.".to_owned(),
                findings: vec![Finding {
                    code: Code(303),
                    message: "`6.4 days` stands there with another unit".to_owned(),
                    help: Some("say it in the unit that the source has".to_owned()),
                    figures: vec!["6.4 hours".to_owned()],
                }],
                standing: Some(Standing::LikelyBenefit),
            }
        );
        assert_eq!(
            refused.findings[0].to_string(),
            "`6.4 days` stands there with another unit (V303): say it in the unit that the source has"
        );
    }
}
