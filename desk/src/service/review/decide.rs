//! Answering a question, deciding a conflict.

use grounding::{Decision, Source, SourceId};
use workflow::people::Act;
use workflow::run::{Decide, Decided, Run, RunEvent, Signer};

use crate::runs::{self, Doing, Opened};
use crate::service::Service;

impl Service<'_> {
    /// Answers the question or decides the conflict of that name; the answer becomes a source.
    pub(crate) async fn decide(
        &self,
        name: &str,
        subject: &str,
        answer: &str,
        holds: Option<usize>,
    ) -> anyhow::Result<Run> {
        let signer = self.session.signer(Act::Decide)?;
        let opened = self.opened(name).await?;
        let found = opened.run.subject(subject).map_err(|error| runs::refused(&error))?;
        // A subject is decided once in a run, and a run's decisions are read in their order.
        let native = format!("{}-{}", opened.run.id, found.name);
        let asked = Decide {
            answer: answer.to_owned(),
            holds,
            source_id: SourceId::new("vouch", "decision", &native),
            subject: found,
        };
        let event = opened
            .run
            .decide(&signer, &asked)
            .map_err(|error| runs::refused(&error))?;
        let RunEvent::Decided(decided) = &event else {
            anyhow::bail!("a decision is a decision");
        };
        let source = decision_source(&opened, decided, &signer);
        let deciding = |run: &Run, signer: &Signer<'_>| {
            // Somebody may have decided it meanwhile.
            run.subject(subject)?;
            Ok(Doing {
                decision: Some(source.clone()),
                ..Doing::from(run.decide(signer, &asked)?)
            })
        };
        runs::act(self.store(), self.session, &signer, &opened.run.id, deciding).await
    }
}

/// The source that a decision becomes.
fn decision_source(opened: &Opened, decided: &Decided, signer: &Signer<'_>) -> Source {
    let subject = &decided.subject;
    let decision = Decision {
        code: subject.code.clone(),
        about: subject.about.clone(),
        answer: decided.answer.clone(),
        covers: subject.citations.clone(),
        holds: decided.holds.and_then(|at| subject.citations.get(at).cloned()),
    };
    decision.into_source(
        decided.source_id.clone(),
        opened.account.id.clone(),
        &subject.text,
        (&signer.signed.name, decided.role.noun()),
        signer.signed.day,
    )
}
