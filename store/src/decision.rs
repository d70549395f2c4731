//! What was made here and becomes evidence: decisions, and health snapshots.

use grounding::{Place, Source, State};
use sqlx::SqliteConnection;

use crate::body::{body, digest};
use crate::ingest::Incoming;
use crate::revisions::{self, Revision, SourceRow};
use crate::{Store, StoreError};

const DIGEST: &str = "
    SELECT revision.digest
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE source.id = $1";

const DOING: &str = "storing what became evidence";

/// Makes it a source like any other, of that path. One that is there stays as it is; another content
/// is not taken in its place, since no file stands behind it from which it could change.
pub(crate) async fn put(
    store: &Store,
    connection: &mut SqliteConnection,
    path: &str,
    made: &Source,
) -> Result<(), StoreError> {
    let fail = store.fail(DOING);
    let source = Source {
        state: State::Live,
        origin: Place {
            path: path.to_owned(),
            at: String::new(),
        },
        ..made.clone()
    };
    let body = body(&source).map_err(|error| StoreError::Unstorable {
        id: source.id.clone(),
        source: error,
    })?;
    let digest = digest(&body);
    let held: Option<Vec<u8>> = sqlx::query_scalar(DIGEST)
        .bind(source.id.as_str())
        .fetch_optional(&mut *connection)
        .await
        .map_err(&fail)?;
    match held {
        Some(held) if held == digest => return Ok(()),
        Some(_) => return Err(StoreError::OtherDecision { id: source.id }),
        None => {}
    }
    let next = store.next_revision(connection, DOING).await?;
    let key = revisions::next_source_key(connection).await.map_err(&fail)?;
    let row = SourceRow {
        key,
        id: &source.id,
        live: 1,
        changed: next,
    };
    revisions::put_sources(connection, &[row]).await.map_err(&fail)?;
    let incoming = Incoming {
        source: &source,
        raw: source.text.as_bytes(),
        modified: None,
    };
    let revision = Revision {
        source: key,
        number: 1,
        of: &incoming,
        body: &body,
        digest: &digest,
        modified: None,
    };
    revisions::put_revisions(connection, &[revision]).await.map_err(&fail)?;
    revisions::set_evidence_revision(connection, next).await.map_err(&fail)
}
