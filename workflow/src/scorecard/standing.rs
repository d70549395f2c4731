//! What a scorecard says of itself.

use std::collections::BTreeMap;

use grounding::AccountId;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use super::prefill::Prefilled;
use super::state::ScorecardState;
use super::template::{Field, TaskSpec, Template};
use super::value::Value;
use super::{Said, Scorecard};
use crate::brief::{canonical_json, sha256};
use crate::run::{Dates, Signed};

impl Scorecard {
    /// The account.
    pub fn account(&self) -> &AccountId {
        &self.started.account
    }

    /// The template as it was when the scorecard was begun.
    pub fn template(&self) -> &Template {
        &self.started.template
    }

    /// The answer to a field that somebody stands by; none where there is none, or the field says
    /// nothing of this account.
    pub fn value(&self, field: &str) -> Option<&Value> {
        match &self.answers.get(field)?.said {
            Said::Filled(value) | Said::Confirmed(value) | Said::Corrected { value, .. } => Some(value),
            Said::NotApplicable { .. } => None,
        }
    }

    /// What the records answer to a field.
    pub fn on_record(&self, field: &str) -> Option<&Prefilled> {
        self.started.prefilled.get(field)
    }

    /// Whether the records answer a field and nobody has said yet whether that holds.
    pub fn is_unconfirmed(&self, field: &str) -> bool {
        self.on_record(field).is_some() && !self.answers.contains_key(field)
    }

    /// Whether a field must be answered and nobody has.
    pub fn is_empty(&self, field: &Field) -> bool {
        field.required && !self.answers.contains_key(&field.id) && self.on_record(&field.id).is_none()
    }

    /// Whether a field was found to say nothing of this account.
    pub fn is_not_applicable(&self, field: &str) -> bool {
        let said = self.answers.get(field).map(|answer| &answer.said);
        matches!(said, Some(Said::NotApplicable { .. }))
    }

    /// The fields that a task covers, in their order.
    pub fn covered(&self, task: &TaskSpec) -> Vec<&Field> {
        let fields = self.template().fields().map(|(_, field)| field);
        fields.filter(|field| self.template().covers(task, &field.id)).collect()
    }

    /// The first stop task that is still open among those before a task, which holds it up (SC-8).
    pub fn held_up_by(&self, at: usize) -> Option<&TaskSpec> {
        let before = self.template().tasks.get(..at).unwrap_or_default();
        before
            .iter()
            .find(|task| task.stop && !self.done.contains_key(&task.id))
    }

    /// The dates that tasks are counted from: the answers to date fields, and until somebody has
    /// answered, what the records say.
    pub fn dates(&self) -> BTreeMap<String, Date> {
        let fields = self.template().fields().filter_map(|(_, field)| {
            let on_record = || self.on_record(&field.id).map(|it| &it.value);
            let known = self.value(&field.id).or_else(|| {
                let is_open = !self.answers.contains_key(&field.id);
                on_record().filter(|_| is_open)
            });
            match known? {
                Value::Date(date) => Some((field.id.clone(), *date)),
                _ => None,
            }
        });
        fields.collect()
    }

    /// When a task is due (SC-9); none while there is no date to count from. What should have been
    /// done before the scorecard was begun is due on the day it was.
    pub fn due_of(&self, at: usize) -> Option<Date> {
        let tasks = &self.template().tasks;
        let before = at.checked_sub(1).and_then(|before| tasks.get(before));
        let fields = self.dates();
        let dates = Dates {
            start: self.began.day,
            due: Some(self.due),
            previous_done: before.and_then(|task| self.done.get(&task.id)).map(|done| done.day),
            fields: &fields,
        };
        Some(tasks.get(at)?.due.date(dates)?.max(self.began.day))
    }

    /// The place of the task that comes next: the first one that is not done; none once it is
    /// approved or superseded.
    pub fn next_task(&self) -> Option<usize> {
        match self.state {
            ScorecardState::Approved(_) | ScorecardState::Superseded { .. } => None,
            ScorecardState::InReview(_) => Some(self.template().review()),
            ScorecardState::Open => {
                let is_open = |task: &TaskSpec| !self.done.contains_key(&task.id);
                self.template().tasks.iter().position(is_open)
            }
        }
    }

    /// The earliest day on which something of it is due; none once nothing is.
    pub fn next_due(&self) -> Option<Date> {
        self.next_task()?;
        let tasks = self.template().tasks.iter().enumerate();
        let open = tasks.filter(|(_, task)| !self.done.contains_key(&task.id));
        open.filter_map(|(at, _)| self.due_of(at)).chain([self.due]).min()
    }

    /// Who accepted it, and when; none before.
    pub fn approved(&self) -> Option<&Signed> {
        match &self.state {
            ScorecardState::Approved(accepted) => Some(&accepted.signed),
            _ => None,
        }
    }

    /// When the account is assessed again: on the day that was agreed, else so many days after the
    /// approval. None before it is approved.
    pub fn reassess_on(&self) -> Option<Date> {
        let approved = self.approved()?.day;
        let reassess = &self.template().reassess;
        let agreed = reassess.field.as_ref().and_then(|field| match self.value(field) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        });
        agreed.or_else(|| approved.checked_add(i64::from(reassess.days).days()).ok())
    }

    /// Whether it can still become something: it is neither approved nor superseded.
    pub fn is_open(&self) -> bool {
        matches!(self.state, ScorecardState::Open | ScorecardState::InReview(_))
    }

    /// `sha256:` over the canonical JSON of what it says: the account, the template, the answers,
    /// the scores that were set and the copies.
    pub fn digest(&self) -> String {
        let answers: BTreeMap<&str, &Said> = self.answers.iter().map(|(id, it)| (id.as_str(), &it.said)).collect();
        let set: BTreeMap<&str, _> = self
            .overrides
            .iter()
            .map(|(id, it)| (id.as_str(), json!({ "score": it.score, "reason": it.reason })))
            .collect();
        let copies: Vec<_> = self.copies.iter().map(|(_, copy)| copy).collect();
        let value = json!({
            "account": self.started.account,
            "number": self.started.number,
            "template": self.started.template,
            "answers": answers,
            "overrides": set,
            "copies": copies,
        });
        sha256(canonical_json(&value).as_bytes())
    }
}
