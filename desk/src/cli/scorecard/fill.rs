//! Answering the questions of a scorecard.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use workflow::brief::sha256;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Attachment, Scorecard, ScorecardEvent, ScorecardRefusal};

use super::Desk;
use super::args::{ScorecardArgs, Setting, setting};
use super::tasks::left;
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct FillArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The fields and their answers
    #[arg(value_name = "FIELD=VALUE", required = true, value_parser = setting)]
    answers: Vec<Setting>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfirmArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The fields
    #[arg(value_name = "FIELD", required = true)]
    fields: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CorrectArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The field and what holds instead
    #[arg(value_name = "FIELD=VALUE", value_parser = setting)]
    answer: Setting,
    /// Why the records are wrong
    #[arg(long, default_value = "")]
    reason: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NotApplicableArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The field
    field: String,
    /// Why it says nothing of this account
    #[arg(long, default_value = "")]
    reason: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OverrideArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The dimension and its score from 0 to 100, or `none`
    #[arg(value_name = "DIMENSION=SCORE", value_parser = setting)]
    score: Setting,
    /// What the answers don't show
    #[arg(long, default_value = "")]
    reason: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AttachArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The file; its name and its digest are kept
    file: PathBuf,
}

impl Desk<'_> {
    pub(super) async fn fill(&self, args: &FillArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let known = self.known(&self.account(&card).await?).await?;
        let filling = |card: &Scorecard, signer: &Signer<'_>| {
            each(card, signer, &args.answers, |card, it| {
                card.fill(signer, &it.name, &it.value, &known)
            })
        };
        self.act(&card, Act::FillScorecard, filling, left).await
    }

    pub(super) async fn confirm(&self, args: &ConfirmArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let confirming = |card: &Scorecard, signer: &Signer<'_>| {
            each(card, signer, &args.fields, |card, field| card.confirm(signer, field))
        };
        self.act(&card, Act::FillScorecard, confirming, left).await
    }

    pub(super) async fn correct(&self, args: &CorrectArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let known = self.known(&self.account(&card).await?).await?;
        let correcting = |card: &Scorecard, signer: &Signer<'_>| {
            let (field, value) = (&args.answer.name, &args.answer.value);
            card.correct(signer, field, value, &args.reason, &known)
                .map(|event| vec![event])
        };
        self.act(&card, Act::FillScorecard, correcting, left).await
    }

    pub(super) async fn not_applicable(&self, args: &NotApplicableArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let leaving_out = |card: &Scorecard, signer: &Signer<'_>| {
            card.not_applicable(signer, &args.field, &args.reason)
                .map(|event| vec![event])
        };
        self.act(&card, Act::FillScorecard, leaving_out, left).await
    }

    pub(super) async fn set_score(&self, args: &OverrideArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let setting = |card: &Scorecard, signer: &Signer<'_>| {
            card.set_score(signer, &args.score.name, &args.score.value, &args.reason)
                .map(|event| vec![event])
        };
        let said = |card: &Scorecard| {
            let scores = card.scores();
            let dimension = scores.dimension(&args.score.name);
            dimension.map_or(String::new(), |it| format!("{}: {}", it.title, it.formula))
        };
        self.act(&card, Act::FillScorecard, setting, said).await
    }

    pub(super) async fn attach(&self, args: &AttachArgs) -> anyhow::Result<Exit> {
        let card = self.fillable(&args.card).await?;
        let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read `{}`", args.file.display()))?;
        let copy = Attachment {
            file: args.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            digest: sha256(&bytes),
        };
        let attaching =
            |card: &Scorecard, signer: &Signer<'_>| card.attach(signer, copy.clone()).map(|event| vec![event]);
        let said = |_: &Scorecard| format!("attached: {} ({})", copy.file, copy.digest);
        self.act(&card, Act::FillScorecard, attaching, said).await
    }

    /// The scorecard, for whoever has signed in and may fill it.
    async fn fillable(&self, args: &ScorecardArgs) -> anyhow::Result<Scorecard> {
        self.session.signer(Act::FillScorecard)?;
        self.card(&args.id, Act::FillScorecard).await
    }
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
