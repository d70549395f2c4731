//! A draft as somebody hands it in.

use grounding::{Account, ActivityCut, Caveat, Claim, Draft, DraftSection, Notice, Origin, Question, Route, SourceId};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A draft's file. What it has beyond these fields is of no concern here.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct DraftFile {
    /// The account, by its id, its name or an alias.
    pub(crate) account_id: String,
    /// The kind of brief; empty where the draft is of none.
    #[serde(default)]
    pub(crate) kind: String,
    claims: Vec<Claim>,
    #[serde(default)]
    sections: Vec<SectionFile>,
    #[serde(default)]
    questions: Vec<Worded<Question>>,
    #[serde(default)]
    caveats: Option<Vec<Worded<Caveat>>>,
    #[serde(default)]
    parts: PartsFile,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct SectionFile {
    id: String,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    notice: Option<Notice>,
    #[serde(default)]
    claims: Vec<String>,
    #[serde(default)]
    cut: Option<CutFile>,
}

/// What a section's drafter was not shown.
#[derive(Debug, Deserialize, JsonSchema)]
struct CutFile {
    #[serde(default)]
    oldest_shown: Option<Date>,
    /// Without it, something was.
    #[serde(default)]
    left_out: Option<u64>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
struct PartsFile {
    #[serde(default)]
    goal_table: Vec<GoalRowFile>,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct GoalRowFile {
    goal_id: String,
}

/// Something that may be handed in as bare words, or with all that belongs to it.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, rename = "Worded_{T}")]
enum Worded<T> {
    Bare(String),
    Whole(T),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Worded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self::Bare(text)),
            value => serde_json::from_value(value).map(Self::Whole).map_err(D::Error::custom),
        }
    }
}

impl DraftFile {
    /// Reads a draft; an error names the element of a list that can't be read, and its place.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            let place = serde_json::from_str(text).ok().and_then(|value| misread(&value));
            let error = anyhow::Error::new(error);
            match place {
                Some(place) => error.context(format!("`{place}` can't be read")),
                None => error,
            }
        })
    }

    /// The ids that sections list and no claim bears.
    pub(crate) fn strangers(&self) -> Vec<(&str, &str)> {
        let listed = self.sections.iter().flat_map(|section| {
            let claims = section.claims.iter();
            claims.map(|claim| (section.id.as_str(), claim.as_str()))
        });
        listed
            .filter(|(_, id)| !self.claims.iter().any(|claim| claim.id == *id))
            .collect()
    }

    /// The draft, of the account that it names.
    pub(super) fn into_draft(self, account: &Account) -> Draft {
        let questions = self
            .questions
            .into_iter()
            .enumerate()
            .map(|(at, question)| match question {
                Worded::Whole(question) => question,
                Worded::Bare(text) => Question {
                    id: format!("q{}", at + 1),
                    text,
                    about: String::new(),
                    to: Route::Ae,
                    citations: Vec::new(),
                },
            });
        let caveat = |caveat| match caveat {
            Worded::Whole(caveat) => caveat,
            Worded::Bare(text) => Caveat {
                text,
                ..Caveat::default()
            },
        };
        let rows = self.parts.goal_table.into_iter();
        Draft {
            spec: workflow::definition(&self.kind).map(|definition| definition.spec),
            kind: self.kind,
            sections: self.sections.into_iter().map(SectionFile::into_section).collect(),
            questions: questions.collect(),
            caveats: self.caveats.map(|all| all.into_iter().map(caveat).collect()),
            goal_rows: rows.map(|row| SourceId::raw(row.goal_id)).collect(),
            ..Draft::new(account.id.clone(), self.claims)
        }
    }
}

impl SectionFile {
    fn into_section(self) -> DraftSection {
        let cut = self.cut.filter(|cut| cut.left_out != Some(0));
        DraftSection {
            id: self.id,
            origin: self.origin,
            notice: self.notice,
            claims: self.claims,
            shown: 0,
            cut: cut.map(|cut| match cut.oldest_shown {
                Some(date) => ActivityCut::Since(Some(date)),
                None => ActivityCut::NoneShown,
            }),
        }
    }
}

/// The first part of a draft that can't be read, where it is an element of a list.
fn misread(draft: &Value) -> Option<String> {
    fn in_list<T: DeserializeOwned>(draft: &Value, name: &str) -> Option<String> {
        let elements = draft.get(name)?.as_array()?;
        let at = elements.iter().position(|it| T::deserialize(it).is_err())?;
        Some(format!("{name}[{at}]"))
    }
    in_list::<Claim>(draft, "claims")
        .or_else(|| in_list::<SectionFile>(draft, "sections"))
        .or_else(|| in_list::<Worded<Question>>(draft, "questions"))
        .or_else(|| in_list::<Worded<Caveat>>(draft, "caveats"))
}
