//! What had been observed by an earlier day.

use jiff::Span;
use jiff::civil::Date;

use super::{Billed, GoalSeen, KpiSeen, Measured, MilestoneSeen, Observed, Scored, TicketSeen};

impl Observed<'_> {
    /// What had been observed so many days before. What is dated later than that day is left out and
    /// counted; what has no date of its own (that a ticket is open, an invoice unpaid, a goal behind)
    /// is unknown of that day. With no days, or fewer, it is the same again.
    #[must_use]
    pub fn before(&self, days: i32) -> Self {
        if days <= 0 {
            return self.clone();
        }
        let back = Span::new().try_days(days).ok();
        let day = back.map_or(Date::MIN, |back| self.as_of.saturating_sub(back));
        let mut cut = Cut { day, later: 0 };
        Self {
            as_of: day,
            measured: cut.measured(&self.measured),
            events: cut.dated(&self.events, |it| it.date),
            tickets: cut.tickets(&self.tickets),
            voices: cut.dated(&self.voices, |it| it.date),
            answers: cut.dated(&self.answers, |it| it.date),
            invoices: cut.invoices(&self.invoices),
            touches: cut.dated(&self.touches, |it| it.date),
            milestones: cut.milestones(&self.milestones),
            goals: goals(&self.goals),
            kpis: cut.kpis(&self.kpis),
            scores: cut.scores(&self.scores),
            profile: self.profile.clone(),
            seats_signed: self.seats_signed,
            later: self.later + cut.later,
            undated: self.undated,
        }
    }
}

/// The day up to which things are kept, and how many were left out.
struct Cut {
    day: Date,
    later: usize,
}

impl Cut {
    fn dated<T: Clone>(&mut self, all: &[T], day: impl Fn(&T) -> Date) -> Vec<T> {
        let kept: Vec<T> = all.iter().filter(|it| day(it) <= self.day).cloned().collect();
        self.later += all.len() - kept.len();
        kept
    }

    fn measured<'a>(&mut self, all: &[Measured<'a>]) -> Vec<Measured<'a>> {
        let cut = all.iter().map(|metric| {
            let samples = self.dated(&metric.samples, |it| it.date);
            let conflicts = metric.conflicts.iter().filter(|(one, _)| one.date <= self.day);
            Measured {
                conflicts: conflicts.copied().collect(),
                samples,
                metric: metric.metric.clone(),
                unit: metric.unit.clone(),
                role: metric.role,
                notes: metric.notes.clone(),
            }
        });
        let known = |it: &Measured<'_>| !it.samples.is_empty() || !it.notes.is_empty();
        cut.filter(known).collect()
    }

    /// A day's own product is no past of that day.
    fn scores<'a>(&mut self, all: &[Scored<'a>]) -> Vec<Scored<'a>> {
        let mut kept = self.dated(all, |it| it.date);
        kept.retain(|it| !it.is_ours || it.date < self.day);
        kept
    }

    fn tickets<'a>(&mut self, all: &[TicketSeen<'a>]) -> Vec<TicketSeen<'a>> {
        let mut kept = self.dated(all, |it| it.opened);
        for ticket in &mut kept {
            ticket.is_open = None;
        }
        kept
    }

    fn invoices<'a>(&mut self, all: &[Billed<'a>]) -> Vec<Billed<'a>> {
        let mut kept = self.dated(all, |it| it.created);
        for invoice in &mut kept {
            invoice.is_unpaid = None;
        }
        kept
    }

    /// A milestone that was reached later was open on that day.
    fn milestones<'a>(&mut self, all: &[MilestoneSeen<'a>]) -> Vec<MilestoneSeen<'a>> {
        let mut kept = all.to_vec();
        for milestone in &mut kept {
            milestone.completed = self.known(milestone.completed);
        }
        kept
    }

    /// A figure that was measured later, or nobody knows when, was not known on that day. A baseline
    /// without a day stays: it is what everything else came after.
    fn kpis<'a>(&mut self, all: &[KpiSeen<'a>]) -> Vec<KpiSeen<'a>> {
        let mut kept = all.to_vec();
        for kpi in &mut kept {
            kpi.current_day = self.known(kpi.current_day);
            kpi.current = kpi.current.filter(|_| kpi.current_day.is_some());
            let had_day = kpi.baseline_day.is_some();
            kpi.baseline_day = self.known(kpi.baseline_day);
            kpi.baseline = kpi.baseline.filter(|_| !had_day || kpi.baseline_day.is_some());
        }
        kept
    }

    fn known(&mut self, date: Option<Date>) -> Option<Date> {
        let known = date.filter(|date| *date <= self.day);
        self.later += usize::from(known != date);
        known
    }
}

fn goals<'a>(all: &[GoalSeen<'a>]) -> Vec<GoalSeen<'a>> {
    let unknown = |goal: &GoalSeen<'a>| GoalSeen {
        is_behind: None,
        ..*goal
    };
    all.iter().map(unknown).collect()
}
