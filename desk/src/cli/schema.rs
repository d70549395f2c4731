//! `vouch schema`: the JSON that other programs may rely on, as JSON Schemas.

use clap::{Args, ValueEnum};
use schemars::{Schema, schema_for};

use super::verify::ClaimLine;
use super::{Context, Exit, source};
use crate::output::Output;
use crate::service::verify::{ClaimAnswer, DraftFile};

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Which form [default: all of them, by name]
    #[arg(value_enum)]
    of: Option<Form>,
}

/// A form of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// What `vouch handoff|recap|summary --format json` prints
    Brief,
    /// What `vouch verify FILE` reads
    Draft,
    /// A line of what `vouch verify --claims FILE` reads
    Claim,
    /// A line of what it answers
    Verdict,
    /// What `vouch source ID --format json` prints
    Source,
    /// What `vouch metrics --format json` prints
    Metrics,
}

impl Form {
    fn schema(self) -> Schema {
        match self {
            Self::Brief => schema_for!(workflow::brief::Brief),
            Self::Draft => schema_for!(DraftFile),
            Self::Claim => schema_for!(ClaimLine),
            Self::Verdict => schema_for!(ClaimAnswer),
            Self::Source => schema_for!(source::SourceView),
            Self::Metrics => schema_for!(workflow::measure::Metrics),
        }
    }
}

/// Prints a schema. It is JSON whatever format was asked for.
pub(super) fn run(_: &Context<'_>, args: &SchemaArgs) -> anyhow::Result<Exit> {
    if let Some(form) = args.of {
        Output::json(&form.schema())?;
    } else {
        let named = |form: &Form| {
            Some((
                form.to_possible_value()?.get_name().to_owned(),
                form.schema().to_value(),
            ))
        };
        let all: serde_json::Map<String, serde_json::Value> = Form::value_variants().iter().filter_map(named).collect();
        Output::json(&all)?;
    }
    Ok(Exit::Done)
}
