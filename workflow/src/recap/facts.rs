//! What the ledger says that a recap turns on.

use grounding::{Citation, Goal, GoalStatus, Ledger, Project, Record, Sale, Source, SourceId};
use jiff::civil::Date;

use crate::account::{KpiState, Person, cite_day, kpis, people, renewal_clause, renewal_deal};
use crate::cite::{cite_span, cite_value};
use crate::definition::Request;
use crate::thresholds::Thresholds;

/// What the ledger says that a recap turns on, read once.
pub(super) struct Facts<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) thresholds: &'a Thresholds,
    pub(super) as_of: Date,
    pub(super) sale: Sale<'a>,
    /// The KPIs of the goals that were not given up.
    pub(super) kpis: Vec<KpiState<'a>>,
    pub(super) people: Vec<Person<'a>>,
    /// When the contract renews.
    pub(super) renewal: Option<Date>,
}

impl<'a> Facts<'a> {
    pub(super) fn read(ledger: &'a Ledger, request: &'a Request) -> Self {
        let sale = Sale::of(ledger);
        Self {
            people: people(ledger, &sale),
            kpis: kpis(ledger),
            renewal: crate::overview::renewal(ledger),
            as_of: ledger.view.as_of,
            thresholds: &request.thresholds,
            sale,
            ledger,
        }
    }

    /// The goals that were not given up, by id.
    pub(super) fn goals(&self) -> impl Iterator<Item = &'a Goal> + Clone {
        self.ledger.goals().iter().filter(|goal| goal.is_open())
    }

    /// The goals that were neither given up nor reached, those that are due first first, those
    /// without a day last.
    pub(super) fn goals_to_reach(&self) -> Vec<&'a Goal> {
        let mut goals: Vec<&Goal> = self.goals().filter(|goal| !self.is_reached(goal)).collect();
        goals.sort_by_key(|goal| (goal.due().unwrap_or(Date::MAX), &goal.id));
        goals
    }

    /// Whether a goal is reached.
    pub(super) fn is_reached(&self, goal: &Goal) -> bool {
        is_reached(&self.kpis, goal)
    }

    /// The words that say when the contract renews: a clause of the order form, or the renewal's
    /// own deal.
    pub(super) fn renewal_words(&self) -> Option<(Date, Vec<Citation>)> {
        let day = self.renewal?;
        let clause = self.sale.scope.as_ref().and_then(|scope| {
            let found = renewal_clause(scope, day)?;
            Some(vec![cite_span(scope.source, found.span)])
        });
        let by_deal = || {
            let (source, deal) = renewal_deal(self.ledger).filter(|(_, deal)| deal.close_date == Some(day))?;
            Some(vec![cite_value(source, &deal.name), cite_day(source, day)])
        };
        Some((day, clause.or_else(by_deal)?))
    }

    /// Days from the run's day to another; negative where it has passed.
    pub(super) fn days_to(&self, day: Date) -> i32 {
        (day - self.as_of).get_days()
    }

    /// Who a record says answers for what it records, with the words that name them: the owner of
    /// a risk or a goal, of a KPI's goal, of a milestone's project.
    pub(super) fn owner_of(&self, source: &'a Source) -> Option<(String, Vec<Citation>)> {
        let named = |holder: &Source, owner: &Option<String>| {
            let owner = owner.as_deref().map(str::trim).filter(|owner| !owner.is_empty())?;
            let name = self.ledger.person(owner);
            let mut citations = vec![cite_value(holder, owner)];
            if name != owner {
                let user = self.ledger.source(&SourceId::raw(owner))?;
                citations.push(cite_value(user, &name));
            }
            Some((name, citations))
        };
        let holder = |id: &SourceId| self.ledger.source(id);
        match source.record.as_ref()? {
            Record::Risk(risk) => named(source, &risk.owner),
            Record::Goal(goal) => named(source, &goal.owner),
            Record::Project(project) => named(source, &project.owner),
            Record::Kpi(kpi) => self.owner_of(holder(&kpi.goal)?),
            Record::Milestone(milestone) => self.owner_of(holder(&milestone.project)?),
            _ => None,
        }
    }

    /// The project of that id.
    pub(super) fn project(&self, id: &SourceId) -> Option<(&'a Source, &'a Project)> {
        self.ledger.projects().find(|(source, _)| source.id == *id)
    }
}

/// Whether a goal is reached: by its own record, or because each of its KPIs is at its target.
pub(super) fn is_reached(kpis: &[KpiState<'_>], goal: &Goal) -> bool {
    let mut own = kpis.iter().filter(|state| state.goal.id == goal.id).peekable();
    let by_kpis = own.peek().is_some() && own.all(KpiState::is_reached);
    goal.record.status == GoalStatus::Completed || by_kpis
}

#[cfg(test)]
pub(super) mod testing;
