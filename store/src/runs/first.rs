//! The briefs that runs began with.

use std::collections::BTreeMap;

use crate::{Store, StoreError, rows};

const FIRST: &str = "SELECT run, brief FROM version WHERE number = ? AND run IN";

impl Store {
    /// The briefs that these runs began with, as JSON, by run; none of a run that isn't there.
    pub async fn first_briefs(&self, runs: &[String]) -> Result<BTreeMap<String, String>, StoreError> {
        let fail = self.fail("reading briefs");
        let mut connection = self.reader.acquire().await.map_err(&fail)?;
        let found: Vec<(String, String)> = rows::select(&mut connection, FIRST, Some(1), runs)
            .await
            .map_err(&fail)?;
        Ok(found.into_iter().collect())
    }
}
