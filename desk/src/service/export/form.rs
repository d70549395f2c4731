//! The formats that something of a run is taken out in.

use clap::ValueEnum;
use grounding::Audience;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::failure::Hinted;

/// A format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Format")]
pub(crate) enum As {
    /// Markdown.
    Md,
    /// A page that prints well.
    Html,
    /// A document for a word processor.
    Docx,
    /// Pages, where this program was built with the feature `pdf`.
    Pdf,
    /// The document as data.
    Json,
    /// Everything that stands behind the brief, to be checked by `vouch verify --bundle`.
    Bundle,
}

impl As {
    /// Every format.
    pub(crate) const ALL: [Self; 6] = [Self::Md, Self::Html, Self::Docx, Self::Pdf, Self::Json, Self::Bundle];

    /// Whether this program writes it.
    pub(crate) fn is_built_in(self) -> bool {
        self != Self::Pdf || cfg!(feature = "pdf")
    }

    /// Its name.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Bundle => "bundle",
        }
    }

    /// How the name of such a file ends.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Bundle => "bundle.json",
            _ => self.word(),
        }
    }

    /// What a program that gets such a file is told about it.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Md => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Json | Self::Bundle => "application/json",
        }
    }

    /// Whether it can be read as it is.
    pub(crate) fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Pdf)
    }

    /// Whether there is such a file for these readers.
    pub(crate) fn check_for(self, audience: Audience) -> anyhow::Result<()> {
        if self == Self::Bundle && audience == Audience::Customer {
            let hint = "a bundle holds internal sources; it is for auditors".to_owned();
            return Err(Hinted::new("the customer gets no bundle", [hint]).into());
        }
        Ok(())
    }
}
