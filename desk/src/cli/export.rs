//! `vouch export`: documents of a run, and its audit bundle.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use agent::pipeline::{self, Loaded};
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use grounding::{Citation, Evidence, Ledger, Source, SourceId, Visibility};
use serde::Serialize;
use workflow::brief::{Brief, Known, RunState};
use workflow::bundle::Bundle;
use workflow::document::{Document, RunStanding};
use workflow::log::run_stream;
use workflow::open_escalations;
use workflow::people::{Act, Role};
use workflow::run::{Refusal, Run, RunEvent, Signer};

use super::{AudienceName, Context, Exit};
use crate::export;
use crate::failure::Hinted;
use crate::runs::{self, Doing, Opened};
use crate::session::Session;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The run: its id or the beginning of it, or the account's name for its newest run
    run: String,
    /// The format
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    form: As,
    /// Who will read it; the customer gets a copy of an approved brief only
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    audience: AudienceName,
    /// Why the account's owner lets it go to the customer although an issue of theirs is open
    #[arg(long, value_name = "REASON")]
    despite: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// Markdown
    Md,
    /// A page that prints well
    Html,
    /// A document for a word processor
    Docx,
    /// Pages, where this program was built with the feature `pdf`
    Pdf,
    /// The document as data
    Json,
    /// Everything that stands behind the brief, to be checked by `vouch verify --bundle`
    Bundle,
}

impl As {
    fn word(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Bundle => "bundle",
        }
    }

    fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Pdf)
    }
}

/// A document as data.
#[derive(Debug, Serialize)]
struct DocumentFile<'a> {
    schema: &'static str,
    run: &'a str,
    #[serde(flatten)]
    document: &'a Document,
}

pub(super) async fn run(context: &Context<'_>, args: &ExportArgs) -> anyhow::Result<Exit> {
    if args.form == As::Bundle && args.audience == AudienceName::Customer {
        let hint = "a bundle holds internal sources; it is for auditors".to_owned();
        return Err(Hinted::new("the customer gets no bundle", [hint]).into());
    }
    if !args.form.is_text() && args.out.is_none() && std::io::stdout().is_terminal() {
        let hint = format!("name a file with `--out FILE.{}`", args.form.word());
        return Err(Hinted::new("this format is nothing to look at on a terminal", [hint]).into());
    }
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let accounts = workspace.accounts().await?;
    let opened = runs::open(&workspace.store, &accounts, &args.run).await?;
    session.allow(Act::Read, Some(&opened.account.id))?;
    let desk = Exporting {
        context,
        workspace: &workspace,
        session: &session,
        opened: &opened,
    };
    let (bytes, despite) = match (args.form, args.audience) {
        (As::Bundle, _) => (desk.bundle().await?, None),
        (form, AudienceName::Internal) => (desk.rendered(form, &desk.internal().await?)?, None),
        (form, AudienceName::Customer) => {
            let (document, despite) = desk.customer(args.despite.as_deref()).await?;
            (desk.rendered(form, &document)?, despite)
        }
    };
    let event = RunEvent::Exported {
        format: args.form.word().to_owned(),
        audience: match args.audience {
            AudienceName::Internal => "internal",
            AudienceName::Customer => "customer",
        }
        .to_owned(),
        digest: opened.run.digest.clone(),
        approved: opened.run.state.word() == RunState::Approved,
        despite,
    };
    // What leaves for the customer is refused again where somebody took the approval back
    // meanwhile; only what is on record leaves.
    match args.audience {
        AudienceName::Customer => {
            let signer = session.signer(Act::ExportToCustomer)?;
            let leaving = |run: &Run, signer: &Signer<'_>| {
                run.may_leave(signer)?;
                if run.digest != opened.run.digest {
                    return Err(Refusal::Changed {
                        seen: opened.run.digest.clone(),
                        now: run.digest.clone(),
                    });
                }
                Ok(Doing::from(event.clone()))
            };
            runs::act(&workspace.store, &session, &signer, &opened.run.id, leaving).await?;
        }
        AudienceName::Internal => {
            runs::note(&workspace.store, &session, &opened.run.id, &[event]).await?;
        }
    }
    match &args.out {
        Some(path) => {
            std::fs::write(path, &bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
            context.output.note(&format!("wrote `{}`", path.display()));
        }
        None if args.form.is_text() => context.output.text(&String::from_utf8_lossy(&bytes))?,
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    Ok(Exit::Done)
}

/// A run whose document is being made.
struct Exporting<'a> {
    context: &'a Context<'a>,
    workspace: &'a Workspace,
    session: &'a Session,
    opened: &'a Opened,
}

impl Exporting<'_> {
    /// The edition for the vendor's own people, with what was decided since it was drafted.
    async fn internal(&self) -> anyhow::Result<Document> {
        let run = &self.opened.run;
        let brief = with_decisions(&self.opened.brief, run);
        let sources = self.sources(&brief).await?;
        let find = |id: &SourceId| sources.get(id);
        Ok(Document::internal(&brief, &RunStanding::from(run), &run.judged, &find))
    }

    /// The edition for the customer: refused unless it is approved and the evidence of today still
    /// bears it out. With the reason for which it leaves although an issue is open; none where none
    /// is.
    async fn customer(&self, despite: Option<&str>) -> anyhow::Result<(Document, Option<String>)> {
        let (run, brief) = (&self.opened.run, &self.opened.brief);
        let signer = self.session.signer(Act::ExportToCustomer)?;
        run.may_leave(&signer).map_err(|error| runs::refused(&error))?;
        let (store, settings) = (&self.workspace.store, &self.context.settings);
        let today = self.context.global.as_of();
        let despite = match self.opened.recheck(store, settings, today).await? {
            Loaded::Archived(_, changes) => {
                let hints = changes.iter().map(pipeline::Change::sentence);
                return Err(Hinted::new("the evidence has changed since this brief was approved", hints).into());
            }
            Loaded::Current(ledger) => self.in_spite_of_issues(&ledger, despite)?,
        };
        let claims = brief.claims.iter().map(|claim| &claim.claim);
        let as_of = today.max(run.started.as_of);
        let allowed = pipeline::for_customer(store, &self.opened.account, claims, &settings.policy, as_of);
        let mut allowed: BTreeSet<String> = allowed.await?.into_iter().collect();
        // What its owner did not let stand goes to nobody outside, in whatever claim it is told.
        let withheld = run.withheld();
        for claim in &brief.claims {
            let rests_on = |it: &Citation| withheld.iter().any(|other| it.overlaps(other));
            if claim.claim.citations.iter().any(rests_on) {
                allowed.remove(&claim.claim.id);
            }
        }
        let sources = self.sources(brief).await?;
        let find = |id: &SourceId| sources.get(id);
        let document = Document::customer(brief, &RunStanding::from(run), &run.judged, &find, &allowed)?;
        Ok((document, despite))
    }

    /// An open issue of the customer's stops what goes to them, unless the account's owner says why
    /// not (VR-42). Gives that reason; none where no issue is open.
    fn in_spite_of_issues(&self, ledger: &Ledger, despite: Option<&str>) -> anyhow::Result<Option<String>> {
        let open: Vec<String> = open_escalations(ledger)
            .iter()
            .map(|(source, ticket)| format!("`{}` is open and escalated: {}", source.id, ticket.subject))
            .collect();
        if open.is_empty() {
            return Ok(None);
        }
        if let Some(reason) = despite.filter(|reason| !reason.trim().is_empty()) {
            self.session
                .allow(Act::ApproveAs(Role::AccountOwner), Some(&self.opened.account.id))?;
            return Ok(Some(reason.to_owned()));
        }
        let mut hints = open;
        hints.push("the account's owner may let it go with `--despite REASON`".to_owned());
        Err(Hinted::new(
            "an issue of the customer's is unresolved, so nothing goes to them",
            hints,
        )
        .into())
    }

    fn rendered(&self, format: As, document: &Document) -> anyhow::Result<Vec<u8>> {
        Ok(match format {
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
        let (store, run) = (&self.workspace.store, &self.opened.run);
        let sources = self.sources(&self.opened.brief).await?;
        if sources
            .values()
            .any(|source| source.visibility == Visibility::Restricted)
        {
            self.session.allow(Act::ReadRestricted, Some(&self.opened.account.id))?;
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

    /// Every source of the account that the brief cites, in the revision that holds the cited words:
    /// a source may have changed since. Those that are drawn from others are not stored, and drawn
    /// again.
    async fn sources(&self, brief: &Brief) -> anyhow::Result<BTreeMap<SourceId, Source>> {
        let account = &self.opened.account;
        let stored = Evidence::sources(&self.workspace.store, &account.id).await?;
        let ledger = self.context.ledger(self.workspace, account).await?;
        let mut found: BTreeMap<SourceId, Source> = BTreeMap::new();
        for id in cited(brief).map(|citation| &citation.source_id) {
            if found.contains_key(id) {
                continue;
            }
            let holds = |source: &Source| {
                let words = cited(brief).filter(|citation| citation.source_id == *id);
                words
                    .filter_map(|it| Some((it.start?, it.end?, &it.quote)))
                    .all(|(start, end, quote)| source.text.get(start..end) == Some(quote.as_str()))
            };
            // The revision that counts comes first where it will do, then the newest that does.
            let current = ledger.source(id);
            let revisions = stored
                .iter()
                .rev()
                .filter(|source| source.id == *id)
                .map(|source| &**source);
            let fitting = current
                .into_iter()
                .chain(revisions.clone())
                .find(|source| holds(source));
            let fitting = fitting.or(current).or_else(|| revisions.clone().next());
            if let Some(source) = fitting {
                found.insert(id.clone(), source.clone());
            }
        }
        Ok(found)
    }
}

/// Everything that a brief points at.
fn cited(brief: &Brief) -> impl Iterator<Item = &Citation> {
    let claims = brief.claims.iter().flat_map(|it| &it.claim.citations);
    let rejected = brief.rejected.iter().flat_map(|it| &it.claim.citations);
    let questions = brief.questions.iter().flat_map(|it| &it.citations);
    let flags = brief.flags.iter().flat_map(|it| &it.citations);
    let reasons = brief.reasons.iter().flat_map(|it| &it.citations);
    let promises = brief
        .parts
        .checklist
        .iter()
        .flat_map(|it| std::iter::once(&it.promise).chain(&it.clause));
    let people = brief.parts.stakeholders.iter().flat_map(|it| &it.citations);
    let known = brief.parts.known_already.iter().chain(&brief.parts.decided);
    let caveats = brief.parts.proof.iter().flat_map(|it| &it.caveats);
    let highlights = brief.parts.highlights.iter().flat_map(|it| &it.citations);
    let links = brief.parts.links.iter().flat_map(|it| &it.citations);
    claims
        .chain(rejected)
        .chain(questions)
        .chain(flags)
        .chain(reasons)
        .chain(promises)
        .chain(people)
        .chain(known.flat_map(|it| &it.citations))
        .chain(caveats.flat_map(|it| &it.citations))
        .chain(highlights)
        .chain(links)
}

/// The brief with what was decided about it: the questions that were answered are open no more.
fn with_decisions(brief: &Brief, run: &Run) -> Brief {
    let mut brief = brief.clone();
    let answered = |name: &str| run.decisions.iter().any(|(_, it)| it.subject.name == name);
    brief.questions.retain(|question| !answered(&question.id));
    let told = run.decisions.iter().map(|(_, decided)| Known {
        about: decided.subject.text.clone(),
        citations: std::iter::once(Citation::new(decided.source_id.clone(), decided.answer.clone()))
            .chain(decided.subject.citations.iter().cloned())
            .collect(),
    });
    brief.parts.decided.extend(told);
    brief.gates = run.gates();
    brief
}
