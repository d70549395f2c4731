//! What the verifier makes of a draft that somebody hands in.

mod draft;

use grounding::{
    AccountId, Diagnostic, Ledger, Route, Severity, Standing, Verdict, Verification, VerifiedClaim, verify,
};
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::Counts;

pub(crate) use draft::DraftFile;

use super::Service;
use crate::names;

/// A draft that was verified.
pub(crate) struct VerifiedDraft {
    /// The account that it is of.
    pub(crate) account: AccountId,
    /// The evidence that it was held against.
    pub(crate) ledger: Ledger,
    /// What the verifier made of it.
    pub(crate) verification: Verification,
}

impl VerifiedDraft {
    /// How many claims there are, and what became of them.
    pub(crate) fn counts(&self) -> Counts {
        Counts::of(self.verification.claims.iter().map(|it| it.verdict))
    }

    /// Whether a claim, or the draft as a whole, may not be said.
    pub(crate) fn is_refused(&self) -> bool {
        let findings = &self.verification.diagnostics;
        self.counts().rejected > 0 || findings.iter().any(|finding| finding.severity == Severity::Deny)
    }

    /// The same for a program.
    pub(crate) fn answer(self) -> DraftAnswer {
        DraftAnswer {
            counts: self.counts(),
            account_id: self.account.to_string(),
            claims: self.verification.claims.into_iter().map(ClaimAnswer::from).collect(),
            diagnostics: self.verification.diagnostics,
        }
    }
}

/// What the verifier made of a draft, for a program.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DraftAnswer {
    /// The account.
    account_id: String,
    /// What it made of each claim.
    claims: Vec<ClaimAnswer>,
    /// What it found in the draft as a whole.
    diagnostics: Vec<Diagnostic>,
    /// How many claims there are, and what became of them.
    counts: Counts,
}

// What stands over the fields is what the published JSON Schema says of them.
/// What the verifier made of a claim.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClaimAnswer {
    id: String,
    verdict: Verdict,
    standing: Standing,
    routes: Vec<Route>,
    diagnostics: Vec<Diagnostic>,
}

impl From<VerifiedClaim> for ClaimAnswer {
    fn from(verified: VerifiedClaim) -> Self {
        Self {
            id: verified.claim.id,
            verdict: verified.verdict,
            standing: verified.standing,
            routes: verified.routes,
            diagnostics: verified.diagnostics,
        }
    }
}

impl Service<'_> {
    /// Verifies a draft of an account that this person may read, against its evidence as of today.
    pub(crate) async fn verify_draft(&self, file: DraftFile) -> anyhow::Result<VerifiedDraft> {
        let accounts = self.readable().await?;
        let account = names::exact(&accounts, &file.account_id)?;
        let mut ledger = self.ledger(account).await?;
        let draft = file.into_draft(account);
        let of_claims = draft.claims.iter().flat_map(|claim| &claim.citations);
        let of_caveats = draft.caveats.iter().flatten().flat_map(|caveat| &caveat.citations);
        let ids = of_claims.chain(of_caveats).map(|it| it.source_id.clone());
        ledger.trace(self.store(), ids).await?;
        Ok(VerifiedDraft {
            account: account.id.clone(),
            verification: verify(&ledger, &draft, &self.settings.policy),
            ledger,
        })
    }
}
