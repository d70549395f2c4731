//! Answering the questions of a scorecard.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::Desk;
use super::args::{ScorecardArgs, setting};
use super::tasks::left;
use crate::cli::Exit;
use crate::service::scorecards::Setting;

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
        let card = self.service.fill_scorecard(&args.card.id, &args.answers).await?;
        self.say(&card, left(&card))
    }

    pub(super) async fn confirm(&self, args: &ConfirmArgs) -> anyhow::Result<Exit> {
        let card = self.service.confirm_fields(&args.card.id, &args.fields).await?;
        self.say(&card, left(&card))
    }

    pub(super) async fn correct(&self, args: &CorrectArgs) -> anyhow::Result<Exit> {
        let correcting = self.service.correct_field(&args.card.id, &args.answer, &args.reason);
        let card = correcting.await?;
        self.say(&card, left(&card))
    }

    pub(super) async fn not_applicable(&self, args: &NotApplicableArgs) -> anyhow::Result<Exit> {
        let leaving_out = self
            .service
            .field_not_applicable(&args.card.id, &args.field, &args.reason);
        let card = leaving_out.await?;
        self.say(&card, left(&card))
    }

    pub(super) async fn set_score(&self, args: &OverrideArgs) -> anyhow::Result<Exit> {
        let setting = self.service.set_score(&args.card.id, &args.score, &args.reason);
        let card = setting.await?;
        let scores = card.scores();
        let dimension = scores.dimension(&args.score.name);
        let text = dimension.map_or(String::new(), |it| format!("{}: {}", it.title, it.formula));
        self.say(&card, text)
    }

    pub(super) async fn attach(&self, args: &AttachArgs) -> anyhow::Result<Exit> {
        // Whoever may not is told so before the file is looked for.
        self.service.fillable_scorecard(&args.card.id).await?;
        let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read `{}`", args.file.display()))?;
        let file = args.file.file_name().unwrap_or_default().to_string_lossy();
        let card = self.service.attach_copy(&args.card.id, &file, &bytes).await?;
        let copy = card.copies.last().map(|(_, copy)| copy);
        let text = copy.map_or(String::new(), |it| format!("attached: {} ({})", it.file, it.digest));
        self.say(&card, text)
    }
}
