//! Words that requests name things by.

use std::borrow::Cow;

use grounding::{Audience, SourceKind};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use crate::service::measure::BriefKind;

/// Kinds of source, with commas between them.
#[derive(Debug, Default)]
pub(super) struct SourceKinds(pub(super) Vec<SourceKind>);

impl<'de> Deserialize<'de> for SourceKinds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let words = text.split(',').map(|word| serde_json::Value::from(word.trim()));
        let kinds: Result<Vec<SourceKind>, _> = words.map(serde_json::from_value).collect();
        kinds.map(Self).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for SourceKinds {
    fn schema_name() -> Cow<'static, str> {
        "SourceKinds".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Vec::<SourceKind>::json_schema(generator);
        schema.insert("minItems".to_owned(), 1.into());
        schema
    }
}

/// Who will read it.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Readers {
    /// The vendor's own people.
    #[default]
    Internal,
    /// The customer.
    Customer,
}

impl From<Readers> for Audience {
    fn from(readers: Readers) -> Self {
        match readers {
            Readers::Internal => Self::Internal,
            Readers::Customer => Self::Customer,
        }
    }
}

/// A kind of brief that is measured.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MeasuredKind {
    /// The sales-to-CS handoff.
    #[default]
    Handoff,
    /// The account value recap.
    Recap,
}

impl From<MeasuredKind> for BriefKind {
    fn from(kind: MeasuredKind) -> Self {
        match kind {
            MeasuredKind::Handoff => Self::Handoff,
            MeasuredKind::Recap => Self::Recap,
        }
    }
}
