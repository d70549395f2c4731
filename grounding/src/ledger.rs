//! Everything that is true of one account as of a day.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::dispute::Disputes;
use crate::goal::distinctive_terms;
use crate::orders::{Order, find_orders, orders};
use crate::people::People;
use crate::text::Folded;
use crate::{
    Account, AccountId, Audience, Citation, Contact, Deal, Decision, Evidence, Goal, HealthScore, Invoice, Kpi,
    Measure, Meeting, Milestone, Project, Record, Risk, Series, Source, SourceId, SourceKind, Span, State,
    SurveyAnswer, Task, Ticket, User, Visibility, series,
};

/// What a run may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The day the run speaks of; what happened later is invisible to it.
    pub as_of: Date,
    /// Who will read the result.
    pub audience: Audience,
}

/// Everything that is true of an account as of a day, and enough about the rest to tell an
/// unknown source from another account's, a deleted one or a restricted one.
#[derive(Debug)]
pub struct Ledger {
    /// The account.
    pub account: Account,
    /// What the run may see.
    pub view: View,
    held: BTreeMap<SourceId, Held>,
    earlier: BTreeMap<SourceId, Vec<Arc<Source>>>,
    elsewhere: BTreeMap<SourceId, Option<AccountId>>,
    goals: Vec<Goal>,
    people: OnceLock<People>,
    disputes: OnceLock<Disputes>,
    goal_terms: OnceLock<Vec<Vec<String>>>,
}

/// A source of the ledger.
#[derive(Debug)]
pub struct Held {
    /// The source.
    pub source: Arc<Source>,
    folded: OnceLock<Folded>,
    orders: OnceLock<Vec<Order>>,
}

impl Held {
    fn new(source: Arc<Source>) -> Self {
        Self {
            source: without_orders(source),
            folded: OnceLock::new(),
            orders: OnceLock::new(),
        }
    }

    /// The orders that it gives to whoever drafts; looked for once.
    pub fn orders(&self) -> &[Order] {
        self.orders.get_or_init(|| orders(&self.source))
    }

    /// The source's text, folded for finding quotes; folded once.
    pub fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(&self.source.text))
    }
}

/// What a source id turns out to name.
#[derive(Debug, Clone, Copy)]
pub enum Lookup<'a> {
    /// Evidence that may be used.
    Live(&'a Held),
    /// Evidence of this account that may not be used.
    Withheld(Withheld, &'a Held),
    /// Evidence of another account.
    OtherAccount(Option<&'a AccountId>),
    /// Nothing that anybody knows of.
    Unknown,
}

/// Why evidence of the account may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Only the few people it names may see it.
    Restricted,
    /// It is internal, and the reader is the customer.
    InternalOnly,
    /// Its system says it was deleted.
    Deleted,
    /// It was made in a test mode.
    Test,
}

impl Ledger {
    /// Gathers the ledger of an account.
    ///
    /// # Errors
    ///
    /// Fails where the evidence can't be read.
    pub async fn gather<E: Evidence>(evidence: &E, account: &Account, view: View) -> Result<Self, E::Error> {
        let sources = evidence.sources(&account.id).await?;
        Ok(Self::new(account.clone(), view, sources))
    }

    /// Looks up, among the ids given, those that aren't the account's own, so that
    /// [`lookup`](Self::lookup) can tell another account's source from an unknown one.
    ///
    /// # Errors
    ///
    /// Fails where the evidence can't be read.
    pub async fn trace<E: Evidence>(
        &mut self,
        evidence: &E,
        ids: impl IntoIterator<Item = SourceId>,
    ) -> Result<(), E::Error> {
        let strange: Vec<SourceId> = ids.into_iter().filter(|id| !self.held.contains_key(id)).collect();
        if !strange.is_empty() {
            let own = Some(&self.account.id);
            let owners = evidence.owners(&strange).await?;
            // What is the account's own but not held is later than the run's day: invisible.
            let foreign: Vec<_> = owners.into_iter().filter(|(_, owner)| owner.as_ref() != own).collect();
            self.note_elsewhere(foreign);
        }
        Ok(())
    }

    pub(crate) fn note_elsewhere(&mut self, owners: impl IntoIterator<Item = (SourceId, Option<AccountId>)>) {
        self.elsewhere.extend(owners);
    }

    /// Builds a ledger from every revision of the account's sources. The series are drawn from
    /// those that are left as of the run's day, so that nothing later shows in them.
    pub fn new(account: Account, view: View, sources: Vec<Arc<Source>>) -> Self {
        let mut revisions: BTreeMap<SourceId, Vec<Arc<Source>>> = BTreeMap::new();
        for source in sources {
            if source.occurred_at.is_none_or(|date| date <= view.as_of) {
                revisions.entry(source.id.clone()).or_default().push(source);
            }
        }
        let mut held = BTreeMap::new();
        let mut earlier = BTreeMap::new();
        for (id, mut versions) in revisions {
            // Revisions are numbered as they arrived, so that the state tells which is in force.
            // Where that one is later than the run's day, it is the newest of those before.
            versions.sort_by_key(|source| {
                (
                    source.state == State::Live,
                    source.state != State::Superseded,
                    source.revision,
                )
            });
            if let Some(current) = versions.pop() {
                held.insert(id.clone(), Held::new(current));
            }
            if !versions.is_empty() {
                earlier.insert(id, versions);
            }
        }
        for drawn in series::of_account(&account.id, held.values().map(|held| held.source.as_ref())) {
            held.entry(drawn.id.clone())
                .or_insert_with(|| Held::new(Arc::new(drawn)));
        }
        let mut ledger = Self {
            account,
            view,
            held,
            earlier,
            elsewhere: BTreeMap::new(),
            goals: Vec::new(),
            people: OnceLock::new(),
            disputes: OnceLock::new(),
            goal_terms: OnceLock::new(),
        };
        ledger.goals = Goal::all(&ledger);
        ledger
    }

    /// What an id names, for a reader.
    pub fn lookup(&self, id: &SourceId, audience: Audience) -> Lookup<'_> {
        let Some(held) = self.held.get(id) else {
            return match self.elsewhere.get(id) {
                Some(owner) => Lookup::OtherAccount(owner.as_ref()),
                None => Lookup::Unknown,
            };
        };
        match withheld(&held.source, audience) {
            Some(reason) => Lookup::Withheld(reason, held),
            None => Lookup::Live(held),
        }
    }

    /// The source of that id, if the run's reader may see it.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        match self.lookup(id, self.view.audience) {
            Lookup::Live(held) => Some(&held.source),
            _ => None,
        }
    }

    /// The order, if there is one, in whose breath these words of a source stand, so that they prove
    /// nothing.
    pub fn order_beside(&self, id: &SourceId, span: Span) -> Option<Order> {
        let meets = |order: &&Order| order.tainted.start < span.end && span.start < order.tainted.end;
        self.orders(id).iter().find(meets).copied()
    }

    /// The orders that a source gives to whoever drafts.
    pub fn orders(&self, id: &SourceId) -> &[Order] {
        self.held.get(id).map_or(&[], Held::orders)
    }

    /// The sources that the run's reader may see and that give orders to whoever drafts, each with
    /// the first of them.
    pub fn giving_orders(&self) -> impl Iterator<Item = (&Source, Order)> {
        let visible = self
            .held
            .values()
            .filter(|held| withheld(&held.source, self.view.audience).is_none());
        visible.filter_map(|held| Some((held.source.as_ref(), *held.orders().first()?)))
    }

    /// The earlier revisions of a source, oldest first.
    pub fn earlier(&self, id: &SourceId) -> &[Arc<Source>] {
        self.earlier.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every source that the run's reader may see, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.held
            .values()
            .filter(|held| withheld(&held.source, self.view.audience).is_none())
            .map(|held| held.source.as_ref())
    }

    /// The same as [`sources`](Self::sources), to be kept.
    pub fn shared(&self) -> Vec<Arc<Source>> {
        let visible = self
            .held
            .values()
            .filter(|held| withheld(&held.source, self.view.audience).is_none());
        visible.map(|held| Arc::clone(&held.source)).collect()
    }

    /// The sources that only the few people they name may see: a reader may be told that they are
    /// there, and nothing of what they say.
    pub fn restricted(&self) -> impl Iterator<Item = &Source> {
        let held = self.held.values().map(|held| held.source.as_ref());
        held.filter(|source| withheld(source, self.view.audience) == Some(Withheld::Restricted))
    }

    /// The sources of one kind, by id.
    pub fn of_kind(&self, kind: SourceKind) -> impl Iterator<Item = &Source> {
        self.sources().filter(move |source| source.kind == kind)
    }

    /// The account's goals, by id.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// The goal of that id.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id.as_str() == id)
    }

    /// The people whom the evidence knows; gathered once, where a rule asks.
    pub(crate) fn people(&self) -> &People {
        self.people.get_or_init(|| People::of(self))
    }

    /// The figures that sources give differently; gathered once, where a rule asks.
    pub(crate) fn disputes(&self) -> &Disputes {
        self.disputes.get_or_init(|| Disputes::of(self))
    }

    /// The words that tell each goal from the account's others, by root, in the goals' order;
    /// gathered once, where a rule asks.
    pub(crate) fn goal_terms(&self) -> &[Vec<String>] {
        self.goal_terms.get_or_init(|| distinctive_terms(&self.goals))
    }

    /// What people decided about the account, by id.
    pub fn decisions(&self) -> impl Iterator<Item = (&Source, &Decision)> {
        self.sources().filter_map(|source| match &source.record {
            Some(Record::Decision(decision)) => Some((source, decision)),
            _ => None,
        })
    }

    /// The decision that settles what these words give rise to: one about all of them, or, where
    /// there are none, about this very subject.
    pub fn decided(&self, about: &str, citations: &[Citation]) -> Option<(&Source, &Decision)> {
        self.decisions()
            .find(|(_, it)| it.settles(citations) || (citations.is_empty() && it.about == about))
    }

    /// Whether what a question asks is settled: by an answer to it, or by decisions about all the
    /// words that gave rise to it.
    pub fn is_settled(&self, about: &str, citations: &[Citation]) -> bool {
        let covered = |citation: &Citation| {
            let one = std::slice::from_ref(citation);
            self.decisions().any(|(_, it)| it.settles(one))
        };
        let by_words = !citations.is_empty() && citations.iter().all(covered);
        by_words || (citations.is_empty() && self.decisions().any(|(_, it)| it.about == about))
    }

    /// The account's owner as the CRM has it: a person's name, or the id of a user.
    pub fn account_owner(&self) -> Option<&str> {
        self.sources().find_map(|source| match &source.record {
            Some(Record::Account(account)) => account.owner.as_deref(),
            _ => None,
        })
    }

    /// The display name of a person whom a record names by name or by the id of a user.
    pub fn person(&self, name_or_id: &str) -> String {
        let user = self
            .held
            .get(&SourceId::raw(name_or_id))
            .and_then(|held| match &held.source.record {
                Some(Record::User(user)) => Some(user.name.clone()),
                _ => None,
            });
        user.unwrap_or_else(|| name_or_id.to_owned())
    }
}

/// A job title is told beside what somebody said, and gives them a part in the deal. One that gives
/// orders is no title.
fn without_orders(source: Arc<Source>) -> Arc<Source> {
    let gives_orders = |title: &str| !find_orders(title).is_empty();
    let is_plain = match &source.record {
        Some(Record::Contact(contact)) => !gives_orders(&contact.title),
        Some(Record::User(user)) => !gives_orders(&user.title),
        Some(Record::Meeting(meeting)) => meeting.attendees.iter().all(|it| !gives_orders(&it.title)),
        _ => true,
    };
    if is_plain {
        return source;
    }
    let mut plain = Source::clone(&source);
    match &mut plain.record {
        Some(Record::Contact(contact)) => contact.title.clear(),
        Some(Record::User(user)) => user.title.clear(),
        Some(Record::Meeting(meeting)) => {
            for attendee in meeting.attendees.iter_mut().filter(|it| gives_orders(&it.title)) {
                attendee.title.clear();
            }
        }
        _ => {}
    }
    Arc::new(plain)
}

fn withheld(source: &Source, audience: Audience) -> Option<Withheld> {
    match (source.state, source.visibility) {
        (State::Deleted, _) => Some(Withheld::Deleted),
        (State::Test, _) => Some(Withheld::Test),
        (_, Visibility::Restricted) => Some(Withheld::Restricted),
        (_, Visibility::Internal) if audience == Audience::Customer => Some(Withheld::InternalOnly),
        _ => None,
    }
}

macro_rules! typed_records {
    ($($(#[$doc:meta])* $name:ident: $variant:ident($type:ty);)*) => {
        impl Ledger {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> impl Iterator<Item = (&Source, &$type)> {
                    self.sources().filter_map(|source| match &source.record {
                        Some(Record::$variant(record)) => Some((source, record)),
                        _ => None,
                    })
                }
            )*
        }
    };
}

typed_records! {
    /// The people at the customer.
    contacts: Contact(Contact);
    /// The people at the vendor.
    users: User(User);
    /// The deals.
    deals: Deal(Deal);
    /// The activities logged in the CRM.
    tasks: Task(Task);
    /// The support cases and tickets.
    tickets: Ticket(Ticket);
    /// The calls and meetings.
    meetings: Meeting(Meeting);
    /// The KPIs.
    kpis: Kpi(Kpi);
    /// The recorded risks.
    risks: Risk(Risk);
    /// The projects.
    projects: Project(Project);
    /// The milestones.
    milestones: Milestone(Milestone);
    /// The measured figures.
    measures: Measure(Measure);
    /// What the figures of each metric come to over time.
    series: Series(Series);
    /// The invoices.
    invoices: Invoice(Invoice);
    /// The answers to surveys.
    surveys: Survey(SurveyAnswer);
    /// The recorded health scores.
    health_scores: Health(HealthScore);
}
