//! Findings, as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Citation, Route, SourceId, Span, Standing};

/// The stable code of a rule, such as `V104`. Codes are never used again for another rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl Code {
    /// Reads a code as a person writes it: `V104`, `v104`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(['V', 'v'])?;
        (digits.len() == 3).then(|| digits.parse().ok().map(Self))?
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "V{:03}", self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("`{text}` is not a rule's code")))
    }
}

impl JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^V[0-9]{3}$" })
    }
}

/// What a finding does to the claim or the draft it is about. Policy sets it for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing; the finding is not even reported.
    Allow,
    /// The claim stands, with the finding as a caveat.
    Warn,
    /// The claim stands with a lower standing.
    Demote,
    /// A person must decide.
    Review,
    /// The claim may not be said; the draft may not go on.
    Deny,
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// The rule.
    pub code: Code,
    /// What it does, as the policy has it.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The question or the source it is about, where that is neither the claim nor the draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Where: in the claim and in the sources.
    pub labels: Vec<Label>,
    /// What may be said or done instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Who must look, because of this finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    /// The decision that settles it, so that it holds nothing up any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<SourceId>,
    /// The standing that is left to the claim where the finding demotes it.
    #[serde(skip)]
    pub leaves: Option<Standing>,
}

impl Diagnostic {
    /// A finding with nothing but a message; the verifier fills in code and severity.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            code: Code(0),
            severity: Severity::Allow,
            message: message.into(),
            about: String::new(),
            labels: Vec::new(),
            help: None,
            routes: Vec::new(),
            settled_by: None,
            leaves: None,
        }
    }

    /// Names the question or the source it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    /// Points at words of the claim.
    #[must_use]
    pub fn in_claim(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            place: LabelPlace::Claim,
            span,
            quote: String::new(),
            text: text.into(),
        });
        self
    }

    /// Points at words of a source.
    #[must_use]
    pub fn in_source(mut self, source: &crate::Source, span: Span, text: impl Into<String>) -> Self {
        let quote = source.text.get(span.range()).unwrap_or_default().to_owned();
        self.labels.push(Label {
            place: LabelPlace::Source(source.id.clone()),
            span,
            quote,
            text: text.into(),
        });
        self
    }

    /// Says what may be said or done instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says who must look.
    #[must_use]
    pub fn route(mut self, routes: &[Route]) -> Self {
        self.routes.extend_from_slice(routes);
        self
    }

    /// Says what standing is left where the finding demotes.
    #[must_use]
    pub fn leaves(mut self, standing: Standing) -> Self {
        self.leaves = Some(standing);
        self
    }

    /// The words of sources that the finding points at.
    pub fn citations(&self) -> Vec<Citation> {
        self.labels
            .iter()
            .filter_map(|label| match &label.place {
                LabelPlace::Source(id) => Some(Citation {
                    source_id: id.clone(),
                    quote: label.quote.clone(),
                    start: Some(label.span.start),
                    end: Some(label.span.end),
                }),
                LabelPlace::Claim => None,
            })
            .collect()
    }
}

/// A pointer of a finding, with a word on what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// The text it points into.
    pub place: LabelPlace,
    /// The bytes it points at.
    pub span: Span,
    /// The source's own words there; empty for the claim.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// What is to be seen there.
    pub text: String,
}

/// The text that a label points into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelPlace {
    /// The claim's own.
    Claim,
    /// The canonical text of a source.
    Source(SourceId),
}
