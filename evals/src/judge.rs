//! Labelled claims, judged by the evidence of a tenant's accounts, as `vouch verify --claims` does.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{AccountId, Claim, Draft, Evidence, Ledger, Policy, VerifiedClaim, verify};

use crate::bench::claims::{self, LabelledClaim};
use crate::bench::{BenchError, Report};
use crate::plant::{self, Part, Planted};

/// The evidence of accounts, ready to be asked.
pub struct Judge<'a, E> {
    evidence: &'a E,
    ledgers: BTreeMap<AccountId, Ledger>,
    policy: &'a Policy,
}

/// Why claims can't be judged.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError<E: std::error::Error + 'static> {
    /// The labelled claims can't be read.
    #[error(transparent)]
    Bench(#[from] BenchError),
    /// The evidence can't be read.
    #[error("cannot read the evidence")]
    Evidence(#[source] E),
    /// A claim speaks of an account that there is no evidence of.
    #[error("the claim `{claim}` speaks of the account `{account}`, of which there is no evidence")]
    UnknownAccount {
        /// The claim's id.
        claim: String,
        /// The account.
        account: AccountId,
    },
}

impl<'a, E: Evidence> Judge<'a, E> {
    /// Judges by these accounts' evidence.
    pub fn new(evidence: &'a E, ledgers: BTreeMap<AccountId, Ledger>, policy: &'a Policy) -> Self {
        Self {
            evidence,
            ledgers,
            policy,
        }
    }

    /// Judges the labelled claims of a file or folder.
    ///
    /// # Errors
    ///
    /// Fails where claims or evidence can't be read, or an account is not known.
    pub async fn claims(&mut self, data: &Path) -> Result<Report, JudgeError<E::Error>> {
        let judged = self.each(claims::read(data)?).await?;
        Ok(claims::score(&judged))
    }

    /// Plants errors in the claims that may be accepted and are, and judges what came of it.
    ///
    /// # Errors
    ///
    /// As [`Self::claims`].
    pub async fn planted(&mut self, data: &Path, part: Part) -> Result<Report, JudgeError<E::Error>> {
        let acceptable = claims::read(data)?.into_iter().filter(plant::is_acceptable).collect();
        let unchanged = self.each(acceptable).await?;
        let errors = plant::generate(&plant::bases(&unchanged), &plant::World::new(&self.ledgers), part);
        let mut planted: Vec<(Planted, VerifiedClaim)> = Vec::with_capacity(errors.len());
        for error in errors {
            if let Some(found) = self.one(&error.account_id, &error.claim).await? {
                planted.push((error, found));
            }
        }
        Ok(plant::score(&unchanged, &planted))
    }

    async fn each(
        &mut self,
        rows: Vec<LabelledClaim>,
    ) -> Result<Vec<(LabelledClaim, VerifiedClaim)>, JudgeError<E::Error>> {
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(found) = self.one(&row.account_id, &row.claim).await? {
                judged.push((row, found));
            }
        }
        Ok(judged)
    }

    async fn one(&mut self, account: &AccountId, claim: &Claim) -> Result<Option<VerifiedClaim>, JudgeError<E::Error>> {
        let known = self
            .ledgers
            .values()
            .find(|ledger| ledger.account.answers_to(account.as_str()))
            .map(|ledger| ledger.account.id.clone());
        let Some(ledger) = known.and_then(|id| self.ledgers.get_mut(&id)) else {
            return Err(JudgeError::UnknownAccount {
                claim: claim.id.clone(),
                account: account.clone(),
            });
        };
        let cited = claim.citations.iter().map(|it| it.source_id.clone());
        ledger.trace(self.evidence, cited).await.map_err(JudgeError::Evidence)?;
        let draft = Draft::new(ledger.account.id.clone(), vec![claim.clone()]);
        Ok(verify(ledger, &draft, self.policy).claims.pop())
    }
}
