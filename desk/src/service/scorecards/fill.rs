//! Answering the questions of a scorecard.

use grounding::{Account, Ledger};
use workflow::brief::sha256;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Attachment, Known, Scorecard, ScorecardEvent, ScorecardRefusal};

use crate::failure::Hinted;
use crate::service::{Service, typed_digest};

/// A name and what it is set to: a field and its answer, or a dimension and its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The name.
    pub(crate) name: String,
    /// What it is set to.
    pub(crate) value: String,
}

impl Service<'_> {
    /// Answers fields that the records don't, all of them or none.
    pub(crate) async fn fill_scorecard(&self, name: &str, answers: &[Setting]) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        let known = self.nameable(&self.scorecard_account(&card).await?).await?;
        let filling = |card: &Scorecard, signer: &Signer<'_>| {
            each(card, signer, answers, |card, it| {
                card.fill(signer, &it.name, &it.value, &known)
            })
        };
        self.act_on_scorecard(&card, Act::FillScorecard, filling).await
    }

    /// Stands by what the records answer to fields, to all of them or to none.
    pub(crate) async fn confirm_fields(&self, name: &str, fields: &[String]) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        let confirming = |card: &Scorecard, signer: &Signer<'_>| {
            each(card, signer, fields, |card, field| card.confirm(signer, field))
        };
        self.act_on_scorecard(&card, Act::FillScorecard, confirming).await
    }

    /// Says something else than the records answer, and why.
    pub(crate) async fn correct_field(&self, name: &str, answer: &Setting, reason: &str) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        let known = self.nameable(&self.scorecard_account(&card).await?).await?;
        let correcting = |card: &Scorecard, signer: &Signer<'_>| {
            card.correct(signer, &answer.name, &answer.value, reason, &known)
                .map(|event| vec![event])
        };
        self.act_on_scorecard(&card, Act::FillScorecard, correcting).await
    }

    /// Says that a field says nothing of the account, and why.
    pub(crate) async fn field_not_applicable(
        &self,
        name: &str,
        field: &str,
        reason: &str,
    ) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        let leaving_out =
            |card: &Scorecard, signer: &Signer<'_>| card.not_applicable(signer, field, reason).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::FillScorecard, leaving_out).await
    }

    /// Sets the score of a dimension, and says why; `none` goes by the answers again.
    pub(crate) async fn set_score(&self, name: &str, score: &Setting, reason: &str) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        let setting = |card: &Scorecard, signer: &Signer<'_>| {
            card.set_score(signer, &score.name, &score.value, reason)
                .map(|event| vec![event])
        };
        self.act_on_scorecard(&card, Act::FillScorecard, setting).await
    }

    /// Attaches a copy of what the figures come from. Its file's name and its digest are kept.
    pub(crate) async fn attach_copy(&self, name: &str, file: &str, bytes: &[u8]) -> anyhow::Result<Scorecard> {
        self.attach_copy_by_digest(name, file, &sha256(bytes)).await
    }

    /// The same by the digest of a file that stays where somebody keeps it.
    pub(crate) async fn attach_copy_by_digest(
        &self,
        name: &str,
        file: &str,
        digest: &str,
    ) -> anyhow::Result<Scorecard> {
        let card = self.fillable_scorecard(name).await?;
        if file.trim().is_empty() {
            return Err(Hinted::new("a copy of the figures has the name of its file", []).into());
        }
        let copy = Attachment {
            file: file.trim().to_owned(),
            digest: typed_digest(digest)?,
        };
        let attaching =
            |card: &Scorecard, signer: &Signer<'_>| card.attach(signer, copy.clone()).map(|event| vec![event]);
        self.act_on_scorecard(&card, Act::FillScorecard, attaching).await
    }

    /// The scorecard, for whoever has signed in and may fill it.
    pub(crate) async fn fillable_scorecard(&self, name: &str) -> anyhow::Result<Scorecard> {
        self.scorecard_to_sign(Act::FillScorecard, name).await
    }

    /// Whom a person's name may name: the desk's people, the vendor's and the customer's by the
    /// records, and who was on a call.
    async fn nameable(&self, account: &Account) -> anyhow::Result<Vec<Known>> {
        let people = self.store().people().await?;
        let ledger = self.ledger(account).await?;
        let at_the_desk = people.into_iter().map(|person| Known {
            name: person.name,
            login: Some(person.login),
            email: person.email,
        });
        Ok(at_the_desk.chain(on_record(&ledger)).collect())
    }
}

fn on_record(ledger: &Ledger) -> Vec<Known> {
    let named = |name: &str, email: Option<&String>| Known {
        name: name.to_owned(),
        login: None,
        email: email.cloned(),
    };
    let users = ledger.users().map(|(_, user)| named(&user.name, user.email.as_ref()));
    let contacts = ledger.contacts().map(|(_, it)| named(&it.name, it.email.as_ref()));
    let meetings = ledger.meetings().flat_map(|(_, meeting)| &meeting.attendees);
    let attendees = meetings.map(|it| named(&it.name, it.email.as_ref()));
    let all = users.chain(contacts).chain(attendees);
    all.filter(|known| !known.name.is_empty()).collect()
}

/// What comes of doing the same to several fields, one after the other.
fn each<T>(
    card: &Scorecard,
    signer: &Signer<'_>,
    those: &[T],
    decide: impl Fn(&Scorecard, &T) -> Result<ScorecardEvent, ScorecardRefusal>,
) -> Result<Vec<ScorecardEvent>, ScorecardRefusal> {
    let mut after = card.clone();
    let mut events = Vec::new();
    for it in those {
        let event = decide(&after, it)?;
        // What a command gives is legal where the scorecard stands.
        let _ = after.apply(&signer.signed, &event);
        events.push(event);
    }
    Ok(events)
}
