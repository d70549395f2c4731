//! Documents of a run, and its audit bundle: what may leave, for whom, and what is noted of it.

mod customer;
mod form;
mod sources;

use grounding::{Audience, SourceId, Visibility};
use serde::Serialize;
use workflow::brief::RunState;
use workflow::bundle::Bundle;
use workflow::document::{Document, RunStanding};
use workflow::log::run_stream;
use workflow::people::Act;
use workflow::run::{Refusal, Run, RunEvent, Signer};

pub(crate) use customer::CopyAhead;
pub(crate) use form::As;

use super::Service;
use crate::export;
use crate::failure::{Hinted, Kind};
use crate::runs::{self, Doing, Opened};

/// A file that somebody takes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exported {
    /// A name for it.
    pub(crate) file_name: String,
    /// What a program that gets it is told about it.
    pub(crate) media_type: &'static str,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// A document as data.
#[derive(Debug, Serialize)]
struct DocumentFile<'a> {
    schema: &'static str,
    run: &'a str,
    #[serde(flatten)]
    document: &'a Document,
}

impl Service<'_> {
    /// The document of a run in that format, or its audit bundle. That it was taken out is noted.
    ///
    /// An open issue of the customer's keeps their copy back, unless the account's owner says why it
    /// leaves `despite` that.
    pub(crate) async fn document(
        &self,
        name: &str,
        form: As,
        audience: Audience,
        despite: Option<&str>,
    ) -> anyhow::Result<Exported> {
        form.check_for(audience)?;
        let opened = self.opened(name).await?;
        let leaving = Exporting {
            service: self,
            opened: &opened,
        };
        let (bytes, despite) = match (form, audience) {
            (As::Bundle, _) => (leaving.bundle().await?, None),
            (form, Audience::Internal) => (leaving.rendered(form, &leaving.internal().await?)?, None),
            (form, Audience::Customer) => {
                let (document, despite) = leaving.customer(despite).await?;
                (leaving.rendered(form, &document)?, despite)
            }
        };
        leaving.record(form, audience, despite).await?;
        Ok(Exported {
            file_name: file_name(&opened, form, audience),
            media_type: form.media_type(),
            bytes,
        })
    }
}

/// A run whose document is being made.
struct Exporting<'a> {
    service: &'a Service<'a>,
    opened: &'a Opened,
}

impl Exporting<'_> {
    /// The edition for the vendor's own people, with what was decided since it was drafted.
    async fn internal(&self) -> anyhow::Result<Document> {
        let run = &self.opened.run;
        let brief = sources::with_decisions(&self.opened.brief, run);
        let sources = self.sources(&brief).await?;
        let find = |id: &SourceId| sources.get(id);
        Ok(Document::internal(&brief, &RunStanding::from(run), &run.judged, &find))
    }

    fn rendered(&self, form: As, document: &Document) -> anyhow::Result<Vec<u8>> {
        Ok(match form {
            As::Md => export::markdown(document).into_bytes(),
            As::Html => export::html(document)?.into_bytes(),
            As::Docx => export::docx(document)?,
            As::Pdf => export::pdf(document)?,
            As::Json | As::Bundle => serde_json::to_vec_pretty(&DocumentFile {
                schema: "vouch.document/1",
                run: &self.opened.run.id,
                document,
            })?,
        })
    }

    async fn bundle(&self) -> anyhow::Result<Vec<u8>> {
        let (store, run) = (self.service.store(), &self.opened.run);
        let sources = self.sources(&self.opened.brief).await?;
        if sources
            .values()
            .any(|source| source.visibility == Visibility::Restricted)
        {
            let session = self.service.session;
            session.allow(Act::ReadRestricted, Some(&self.opened.account.id))?;
        }
        let entries = store.entries(&run_stream(&run.id)).await?;
        let last = store.log_digest().await?;
        let bundle = Bundle::new(
            run,
            self.opened.brief.clone(),
            sources.into_values().collect(),
            entries,
            last,
        );
        Ok(serde_json::to_vec_pretty(&bundle)?)
    }

    /// Notes what was taken out. What leaves for the customer is refused again where somebody took
    /// the approval back meanwhile; only what is on record leaves.
    async fn record(&self, form: As, audience: Audience, despite: Option<String>) -> anyhow::Result<()> {
        let (store, session, drawn) = (self.service.store(), self.service.session, &self.opened.run);
        let event = RunEvent::Exported {
            format: form.word().to_owned(),
            audience: match audience {
                Audience::Internal => "internal",
                Audience::Customer => "customer",
            }
            .to_owned(),
            digest: drawn.digest.clone(),
            approved: drawn.state.word() == RunState::Approved,
            despite,
        };
        if audience == Audience::Internal {
            runs::note(store, session, &drawn.id, &[event]).await?;
            return Ok(());
        }
        let signer = session.signer(Act::ExportToCustomer)?;
        let leaving = |run: &Run, signer: &Signer<'_>| {
            run.may_leave(signer)?;
            if run.digest != drawn.digest {
                return Err(Refusal::Changed {
                    seen: drawn.digest.clone(),
                    now: run.digest.clone(),
                });
            }
            Ok(Doing::from(event.clone()))
        };
        runs::act(store, session, &signer, &drawn.id, leaving).await?;
        Ok(())
    }
}

/// A name that tells the account, the kind of brief and its day; and, of what the customer must not
/// be sent, that it is internal.
fn file_name(opened: &Opened, form: As, audience: Audience) -> String {
    let started = &opened.run.started;
    let for_whom = match audience {
        Audience::Internal => "-internal",
        Audience::Customer => "",
    };
    let name = format!("{}-{}-{}{for_whom}", opened.account.id, started.kind, started.as_of);
    // An account's id is data, and may hold what a file's name can't.
    let name = name.replace(|it: char| !it.is_alphanumeric() && it != '-', "-");
    format!("{name}.{}", form.extension())
}

fn refused(message: &str, hints: impl IntoIterator<Item = String>) -> anyhow::Error {
    Hinted::new(message, hints).of_kind(Kind::Refused).into()
}
