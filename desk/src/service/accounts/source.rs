//! One source, as the store has it, or drawn from others.

use std::collections::BTreeMap;

use grounding::{Affiliation, Record, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::RunState;
use workflow::people::Act;

use crate::failure::{Hinted, Kind};
use crate::runs;
use crate::service::Service;

/// A source, and the approved briefs that were attached to it.
#[derive(Debug)]
pub(crate) struct ShownSource {
    /// The source.
    pub(crate) source: Source,
    /// The briefs.
    pub(crate) attached: Vec<AttachedBrief>,
}

impl ShownSource {
    /// The same, as other programs rely on it.
    pub(crate) fn view(&self) -> SourceView {
        SourceView {
            attached: self.attached.clone(),
            ..SourceView::new(&self.source)
        }
    }
}

// What stands over the fields is what the published JSON Schema says of them.
/// One source, as other programs rely on it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SourceView {
    pub(crate) source_id: SourceId,
    pub(crate) account_id: Option<String>,
    pub(crate) kind: SourceKind,
    system: String,
    title: String,
    pub(crate) author: Option<String>,
    affiliation: Option<Affiliation>,
    pub(crate) occurred_at: Option<Date>,
    pub(crate) visibility: Visibility,
    pub(crate) state: State,
    revision: u32,
    fields: BTreeMap<String, String>,
    pub(crate) text: String,
    pub(crate) read_from: String,
    /// The approved briefs that were attached to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(crate) attached: Vec<AttachedBrief>,
}

/// An approved brief that was attached to a record.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct AttachedBrief {
    pub(crate) run: String,
    pub(crate) kind: String,
    pub(crate) digest: String,
}

impl SourceView {
    /// The view of a source that nothing is attached to.
    pub(crate) fn new(source: &Source) -> Self {
        let fields = source.fields.iter().map(|field| {
            let value = source.text.get(field.span.range()).unwrap_or_default();
            (field.name.clone(), value.to_owned())
        });
        Self {
            source_id: source.id.clone(),
            account_id: source.account.as_ref().map(ToString::to_string),
            kind: source.kind,
            system: source.id.system().to_owned(),
            title: source.title.clone(),
            author: source.author().map(|author| author.name.clone()),
            affiliation: source.author().map(|author| author.affiliation),
            occurred_at: source.occurred_at,
            visibility: source.visibility,
            state: source.state,
            revision: source.revision,
            fields: fields.collect(),
            text: source.text.clone(),
            read_from: read_from(source),
            attached: Vec::new(),
        }
    }
}

impl Service<'_> {
    /// The source of that id, for whoever may read it, as of today.
    pub(crate) async fn source(&self, id: &SourceId) -> anyhow::Result<ShownSource> {
        let found = match self.store().source(id).await? {
            Some(source) => Some(source),
            None => self.series(id).await?,
        };
        let Some(source) = found else {
            let hint = "`vouch search ACCOUNT QUERY` finds sources by what they say".to_owned();
            let error = Hinted::new(format!("no source is called `{id}`"), [hint]);
            return Err(error.of_kind(Kind::Missing).into());
        };
        let act = match source.visibility {
            Visibility::Restricted => Act::ReadRestricted,
            Visibility::Shareable | Visibility::Internal => Act::Read,
        };
        self.session.allow(act, source.account.as_ref())?;
        let today = self.today;
        if let Some(date) = source.occurred_at.filter(|date| *date > today) {
            let hint = "name a later day with `--as-of`".to_owned();
            let message = format!("`{id}` is dated {date}, after the as-of date {today}");
            return Err(Hinted::new(message, [hint]).of_kind(Kind::Missing).into());
        }
        Ok(ShownSource {
            attached: self.attached(&source).await?,
            source,
        })
    }

    /// The briefs that were attached to a record once they were approved (HO-6).
    async fn attached(&self, source: &Source) -> anyhow::Result<Vec<AttachedBrief>> {
        let mut found = Vec::new();
        if !matches!(source.kind, SourceKind::Account | SourceKind::Project) {
            return Ok(found);
        }
        for head in self.store().heads(source.account.as_ref()).await? {
            let run = runs::load(self.store(), &head.id).await?;
            let is_approved = run.state.word() == RunState::Approved;
            if is_approved && run.attached.iter().any(|(_, target)| *target == source.id.as_str()) {
                found.push(AttachedBrief {
                    run: run.id,
                    kind: run.started.kind,
                    digest: run.digest,
                });
            }
        }
        Ok(found)
    }

    /// A series, which is never stored, but drawn from its account's records as of today.
    async fn series(&self, id: &SourceId) -> anyhow::Result<Option<Source>> {
        if id.object() != "series" {
            return Ok(None);
        }
        let accounts = self.workspace.accounts().await?;
        let native = id.as_str().split_once('/').map_or("", |(_, native)| native);
        // The account's name comes first, and may have slashes in it, as metrics may.
        for (end, _) in native.match_indices('/') {
            let name = native.get(..end).unwrap_or_default();
            for account in accounts.iter().filter(|account| account.answers_to(name)) {
                let ledger = self.ledger(account).await?;
                if let Some(source) = ledger.source(id) {
                    return Ok(Some(source.clone()));
                }
            }
        }
        Ok(None)
    }
}

/// Where a source was read from, or what it was drawn from.
fn read_from(source: &Source) -> String {
    match &source.record {
        Some(Record::Series(series)) => format!("{} records of the account", series.records),
        _ => format!("{} {}", source.origin.path, source.origin.at)
            .trim_end()
            .to_owned(),
    }
}
