//! The store and the index that follows it.

use std::cmp::Ordering;
use std::path::Path;

use super::{Check, CheckState};
use crate::workspace::Workspace;

/// The store's database within the data folder.
const DATABASE: &str = "evidence.sqlite";

/// Whether there is a store in the folder. To open one makes it, which nobody asked for.
pub(crate) fn exists(data: &Path) -> bool {
    data.join(DATABASE).exists()
}

/// What is said of a store that could be opened, and so has this version's layout.
pub(crate) async fn opened(workspace: &Workspace) -> Check {
    const NAME: &str = "store";
    let stats = match workspace.store.stats().await {
        Ok(stats) => stats,
        Err(error) => return Check::new(NAME, CheckState::Failed, error.to_string()),
    };
    let found = format!(
        "opens, with this version's layout: {} accounts, {} sources, evidence revision {}",
        stats.accounts, stats.live, stats.evidence_revision
    );
    if stats.live == 0 {
        return Check::new(NAME, CheckState::Warning, found).advising("`vouch ingest PATH` reads exports");
    }
    Check::new(NAME, CheckState::Ok, found)
}

/// What is said of a store that is not there, or can't be opened and why.
pub(crate) fn unopened(error: Option<&anyhow::Error>) -> Check {
    const NAME: &str = "store";
    match error {
        None => {
            Check::new(NAME, CheckState::Warning, "there is none yet").advising("`vouch ingest PATH` reads exports")
        }
        // The store's errors say what to do.
        Some(error) => Check::new(NAME, CheckState::Failed, format!("{error:#}")),
    }
}

/// Whether the index stands where the store does.
pub(crate) async fn index(workspace: &Workspace) -> Check {
    const NAME: &str = "index";
    let stands = match workspace.index_as_it_is() {
        Ok(None) => Ok(None),
        Ok(Some(index)) => index.revision().map(Some),
        Err(error) => Err(error),
    };
    let (stands, wanted) = match (stands, workspace.store.evidence_revision().await) {
        (Ok(stands), Ok(wanted)) => (stands, wanted),
        (Err(error), _) => return Check::new(NAME, CheckState::Failed, error.to_string()),
        (_, Err(error)) => return Check::new(NAME, CheckState::Failed, error.to_string()),
    };
    follows(stands, wanted)
}

fn follows(stands: Option<i64>, wanted: i64) -> Check {
    const NAME: &str = "index";
    let Some(stands) = stands else {
        let check = Check::new(NAME, CheckState::Warning, "there is none that can be read");
        return check.advising("`vouch index rebuild` makes one; so does the next search");
    };
    match stands.cmp(&wanted) {
        Ordering::Equal => Check::new(NAME, CheckState::Ok, format!("stands at evidence revision {stands}")),
        Ordering::Less => {
            let found = format!("stands at evidence revision {stands}, and the store at {wanted}");
            Check::new(NAME, CheckState::Warning, found).advising("the next search brings it up to date")
        }
        Ordering::Greater => {
            let found = format!("stands at evidence revision {stands}, ahead of the store at {wanted}");
            Check::new(NAME, CheckState::Warning, found).advising("`vouch index rebuild`")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_stands_elsewhere_is_told() {
        let state = |stands: Option<i64>| follows(stands, 4).state;
        assert_eq!(
            [None, Some(3), Some(4), Some(5)].map(state),
            [
                CheckState::Warning,
                CheckState::Warning,
                CheckState::Ok,
                CheckState::Warning
            ]
        );
    }
}
