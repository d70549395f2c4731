//! An account's evidence in the order in which it happened.

use grounding::text::{one_line, printable};
use grounding::{Account, Affiliation, Source, SourceId, SourceKind, Visibility};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::people::Act;

use crate::service::Service;

/// So many characters of a source's text are told.
const EXCERPT: usize = 200;

/// A source, in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct TimelineEntry {
    /// The source.
    pub(crate) source_id: SourceId,
    /// What kind of thing it is.
    pub(crate) kind: SourceKind,
    /// Its title.
    pub(crate) title: String,
    /// Who wrote it, or spoke first.
    pub(crate) author: Option<String>,
    /// Which side they speak for.
    pub(crate) affiliation: Option<Affiliation>,
    /// The day on which it happened or was written.
    pub(crate) occurred_at: Date,
    /// Who may see it.
    pub(crate) visibility: Visibility,
    /// How its text begins, on one line.
    pub(crate) excerpt: String,
}

impl Service<'_> {
    /// The account's dated evidence up to today, the newest first: at most so many of these kinds, or
    /// of all where none is named, from those on that come after the one of that day and id. What
    /// only a few may see is there for those few. What is drawn from other sources did not happen,
    /// and is left out.
    pub(crate) async fn timeline(
        &self,
        account: &Account,
        kinds: &[SourceKind],
        before: Option<(Date, SourceId)>,
        limit: usize,
    ) -> anyhow::Result<Vec<TimelineEntry>> {
        self.session.allow(Act::Read, Some(&account.id))?;
        let sees_restricted = self.session.can(Act::ReadRestricted, Some(&account.id));
        let ledger = self.ledger(account).await?;
        let restricted = ledger.restricted().filter(|_| sees_restricted);
        let mut found: Vec<(Date, &Source)> = ledger
            .sources()
            .chain(restricted)
            .filter(|source| source.account.is_some() && source.kind != SourceKind::Series)
            .filter(|source| kinds.is_empty() || kinds.contains(&source.kind))
            .filter_map(|source| Some((source.occurred_at?, source)))
            .filter(|(date, source)| before.as_ref().is_none_or(|(day, id)| (date, &source.id) < (day, id)))
            .collect();
        found.sort_by(|left, right| (right.0, &right.1.id).cmp(&(left.0, &left.1.id)));
        let told = found.into_iter().take(limit).map(|(date, source)| entry(date, source));
        Ok(told.collect())
    }
}

fn entry(occurred_at: Date, source: &Source) -> TimelineEntry {
    TimelineEntry {
        source_id: source.id.clone(),
        kind: source.kind,
        title: source.title.clone(),
        author: source.author().map(|author| author.name.clone()),
        affiliation: source.author().map(|author| author.affiliation),
        occurred_at,
        visibility: source.visibility,
        excerpt: excerpt(&source.text),
    }
}

/// The beginning of a text on one line, cut between words where it has any.
fn excerpt(text: &str) -> String {
    let line = one_line(&printable(text));
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else {
        return line;
    };
    let cut = line.get(..end).unwrap_or_default();
    let whole = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{whole}\u{2026}")
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_is_one_line_that_ends_with_a_word() {
        assert_eq!(
            excerpt("Stage: Won\n  Close\u{7} date:\t2026-03-01\n"),
            "Stage: Won Close\u{fffd} date: 2026-03-01"
        );
        let long = "saved nine hours ".repeat(20);
        let shown = excerpt(&long);
        assert_eq!(shown, format!("{}saved nine\u{2026}", "saved nine hours ".repeat(11)));
        assert_eq!(excerpt(&"x".repeat(300)), format!("{}\u{2026}", "x".repeat(200)));
    }
}
