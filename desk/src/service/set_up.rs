//! Whether the set-up that the desk stands on is in order.

use std::path::Path;

use workflow::people::Act;

use super::Service;
use crate::doctor::{self, Check};

impl Service<'_> {
    /// Looks at the data folder and what is in it, the prompts, the certificates, the model and the
    /// people. The model is asked which models there are, nothing else.
    pub(crate) async fn set_up(&self, data: &Path) -> anyhow::Result<Vec<Check>> {
        self.session.allow(Act::Maintain, None)?;
        let model = self.settings.model.as_ref();
        let bundle = model.and_then(|model| model.ca_bundle.as_deref());
        let mut checks = vec![
            doctor::folder(data),
            doctor::disk(data),
            doctor::opened(self.workspace).await,
            doctor::index(self.workspace).await,
            doctor::prompts(self.settings),
            doctor::certificates(bundle),
        ];
        checks.extend(doctor::model(model).await);
        checks.push(doctor::people(&self.store().people().await?));
        Ok(checks)
    }
}
