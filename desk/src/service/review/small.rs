//! The small things that people do to a run.

use jiff::civil::Date;
use workflow::brief::Brief;
use workflow::people::{Act, Person, Who, may};
use workflow::run::{Judge, Noted, Refusal, Relation, Run, Signer};

use super::claim;
use crate::failure::{Hinted, Kind};
use crate::runs;
use crate::service::Service;

impl Service<'_> {
    /// Links the brief with something else, which stays a document of its own.
    pub(crate) async fn link(&self, name: &str, relation: Relation, target: &str) -> anyhow::Result<Run> {
        let linking = |run: &Run, signer: &Signer<'_>| run.link(signer, relation, target);
        self.act_on_run(name, Act::Work, linking).await
    }

    /// Takes a returned or an approved brief up again.
    pub(crate) async fn reopen(&self, name: &str, reason: &str) -> anyhow::Result<Run> {
        let reopening = |run: &Run, signer: &Signer<'_>| run.reopen(signer, reason);
        self.act_on_run(name, Act::Return, reopening).await
    }

    /// Accepts or rejects a claim that waits for a person.
    pub(crate) async fn judge(&self, name: &str, asked: &Judge) -> anyhow::Result<Run> {
        let judging = |run: &Run, signer: &Signer<'_>| run.judge(signer, asked);
        self.act_on_run(name, Act::Judge, judging).await
    }

    /// Gives a task or a role to the person of that login.
    pub(crate) async fn assign(&self, name: &str, what: &str, login: &str) -> anyhow::Result<(Run, Person)> {
        let head = self.run_head(name).await?;
        let signer = self.session.signer(Act::Work)?;
        // Who has a login here is nobody's business who may not assign.
        may(Who::SignedIn(signer.person), Act::Work, Some(&head.account))
            .map_err(|error| runs::refused(&Refusal::from(error)))?;
        let to = self.store().person(login).await?.ok_or_else(|| {
            let hint = "`vouch user list` lists the people".to_owned();
            Hinted::new(format!("nobody here is called `{login}`"), [hint]).of_kind(Kind::Missing)
        })?;
        let assigning = |run: &Run, signer: &Signer<'_>| run.assign(signer, what, &to);
        let run = self.act_on_run(&head.id, Act::Work, assigning).await?;
        Ok((run, to))
    }

    /// Writes a comment beside the brief, or beside one of its claims.
    pub(crate) async fn comment(&self, name: &str, text: &str, about: Option<&str>) -> anyhow::Result<Run> {
        let opened = self.opened(name).await?;
        if let Some(id) = about {
            claim(&opened.brief, id)?;
        }
        let commenting = |run: &Run, signer: &Signer<'_>| run.comment(signer, text, about);
        self.act_on_run(&opened.run.id, Act::Comment, commenting).await
    }

    /// Says that a task is done.
    pub(crate) async fn finish_task(&self, name: &str, task: &str, note: &str) -> anyhow::Result<Run> {
        let finishing = |run: &Run, signer: &Signer<'_>| run.finish_task(signer, task, note);
        self.act_on_run(name, Act::Work, finishing).await
    }

    /// Opens a task again.
    pub(crate) async fn reopen_task(&self, name: &str, task: &str, reason: &str) -> anyhow::Result<Run> {
        let opening = |run: &Run, signer: &Signer<'_>| run.reopen_task(signer, task, reason);
        self.act_on_run(name, Act::Work, opening).await
    }

    /// Moves a date that tasks are counted from.
    pub(crate) async fn move_date(&self, name: &str, field: &str, to: Date) -> anyhow::Result<Run> {
        let moving = |run: &Run, signer: &Signer<'_>| run.move_date(signer, field, to);
        self.act_on_run(name, Act::Work, moving).await
    }

    /// Keeps the brief under a name.
    pub(crate) async fn save(&self, name: &str, kept_as: &str) -> anyhow::Result<Run> {
        let saving = |run: &Run, signer: &Signer<'_>| run.save(signer, kept_as);
        self.act_on_run(name, Act::Comment, saving).await
    }

    /// Records what came of the brief, or of the section of it that is named by its id.
    pub(crate) async fn record(&self, name: &str, noted: Noted, section: Option<&str>) -> anyhow::Result<Run> {
        let (run, section) = match section {
            Some(section) => {
                let opened = self.opened(name).await?;
                (opened.run.id, section_of(&opened.brief, section)?)
            }
            None => (name.to_owned(), String::new()),
        };
        let noted = Noted { section, ..noted };
        let noting = |run: &Run, signer: &Signer<'_>| run.note(signer, noted.clone());
        self.act_on_run(&run, Act::Record, noting).await
    }

    /// Brings the workflow to its end.
    pub(crate) async fn complete(&self, name: &str) -> anyhow::Result<Run> {
        self.act_on_run(name, Act::Work, Run::complete).await
    }
}

/// A section of the brief, as it is named.
fn section_of(brief: &Brief, section: &str) -> anyhow::Result<String> {
    if let Some(found) = brief.sections.iter().find(|it| it.id == section) {
        return Ok(found.id.clone());
    }
    let known: Vec<&str> = brief.sections.iter().map(|it| it.id.as_str()).collect();
    let hint = format!("its sections are `{}`", known.join("`, `"));
    let missing = Hinted::new(format!("the brief has no section `{section}`"), [hint]);
    Err(missing.of_kind(Kind::Missing).into())
}
