//! What the rows allow.

use std::collections::BTreeSet;

use super::Model;
use super::people::decides;
use crate::brief::RunState;
use crate::people::Role;
use crate::run::tests::steps::{Named, Step};

impl Model {
    pub(super) fn allows(&self, who: usize, step: &Step) -> bool {
        let state = self.picture.state;
        let alive = !matches!(state, RunState::Superseded | RunState::Failed);
        let in_review = state == RunState::InReview;
        match step {
            // The program notes these by itself.
            Step::See | Step::Open { .. } | Step::Supersede => true,
            Step::Approve {
                role,
                named,
                items,
                because,
            } => in_review && self.may_approve(who, *role, *named) && answers(items) && self.looked(who, *because),
            // HO-21: a return says what is missing, or why.
            Step::Return { missing, comment } => {
                self.reviews(who) && in_review && (*comment || missing.iter().any(|it| !it.trim().is_empty()))
            }
            // What was sent back or signed is taken up again; a brief that waits for all is up.
            Step::Reopen { why } => {
                let signed = in_review && !self.signed.is_empty();
                self.reviews(who) && (signed || matches!(state, RunState::Returned | RunState::Approved)) && *why
            }
            // A claim is judged before anybody signs.
            Step::Judge { claim, why, .. } => {
                let known = self.waiting.contains(claim);
                self.works(who) && in_review && known && self.judges(who, claim) && *why && self.signed.is_empty()
            }
            Step::Decide { subject, answer, holds } => {
                let open = self.picture.undecided.contains(*subject);
                let theirs = self.has_any(who, decides(subject));
                let quotes = if *subject == "q1" { 2 } else { 0 };
                let holds = holds.is_none_or(|it| (1..=quotes).contains(&it));
                self.works(who) && alive && open && theirs && *answer && holds
            }
            Step::Finish { task, note } => self.works(who) && alive && self.may_finish(task, *note),
            Step::Undo { task, why } => self.works(who) && alive && self.may_undo(task) && *why,
            Step::Assign { what, to } => {
                let role = self.role_of(what);
                self.works(who) && alive && role.is_some_and(|role| self.has_any(*to, &[role]))
            }
            // SC-9: the dates are those that the run has, and those that its tasks are counted from.
            Step::Move { field, .. } => {
                let counted = field.trim() == "renewal" && !self.tasks.is_empty();
                self.works(who) && alive && (counted || field.trim().eq_ignore_ascii_case("kickoff"))
            }
            Step::Comment { text } => self.works(who) && !text.trim().is_empty(),
            // PG-4: saving asks for a name.
            Step::Save { name } => {
                self.works(who) && !name.trim().is_empty() && !self.picture.saved.contains(name.trim())
            }
            // HO-35, VR-73: a link leads to something else.
            Step::Link { target, .. } => self.works(who) && !matches!(target.trim(), "" | "run-1"),
            Step::Note { tomorrow } => self.works(who) && !tomorrow,
            // HO-13, HO-23, HO-24: every risk has an owner, it is said whether the sensitive promise
            // may stand, the desk knows everybody who approves and the account owner, all have approved,
            // no stop task is left.
            Step::Complete => {
                let open = |name| self.picture.undecided.contains(name);
                let mut asked = self.stages.iter().flatten().chain(&[Role::AccountOwner]);
                let known = asked.all(|role| self.picture.parts.contains_key(role));
                let passed = !open("k1") && !open("q1") && known && self.stops().is_empty();
                self.works(who) && !self.picture.complete && state == RunState::Approved && passed
            }
            Step::Edit { .. } => {
                let editable = matches!(state, RunState::InReview | RunState::Returned | RunState::Approved);
                self.works(who) && editable
            }
        }
    }

    /// VR-33, HO-22, HO-23: what everybody has approved leaves once it is said whether the sensitive
    /// promise may stand, by the hand of somebody who answers for the account.
    pub(in crate::run::tests) fn may_leave(&self, who: usize) -> bool {
        let settled = !self.picture.undecided.contains("q1");
        let theirs = self.has_any(who, &[Role::AccountOwner, Role::Ae, Role::Csm]);
        theirs && settled && self.picture.state == RunState::Approved
    }

    /// HO-20, HO-21, SC-11, VR-32: the role is theirs, asked for, and nobody's yet; they have signed
    /// in no other; what they saw is what there is; nothing waits; and what a return asked is
    /// answered.
    fn may_approve(&self, who: usize, role: Option<Role>, named: Named) -> bool {
        let saw = match named {
            Named::Not => self.shown.get(&who) == Some(&self.text),
            Named::Whole => true,
            Named::Digits(digits) => digits >= 8,
            Named::Other => false,
        };
        let role = self.role_to_sign(who, role);
        let theirs = role.is_some_and(|role| self.has_any(who, &[role]) && self.turn().contains(&role));
        let first = !self.signed.values().any(|it| *it == who);
        let waits = !self.unjudged().is_empty() || self.stops().iter().any(|task| *task < "t4");
        let answered = !self.picture.undecided.iter().any(|it| it.starts_with('m'));
        saw && theirs && first && !waits && answered
    }

    /// HS-26: whoever approves has opened a source, or says why not.
    fn looked(&self, who: usize, because: bool) -> bool {
        !self.cites || because || self.opened.contains(&who)
    }

    /// SC-8: no task before an open stop task; the approval task is nobody's to tick off.
    fn may_finish(&self, task: &str, note: bool) -> bool {
        let known = self.tasks.iter().any(|(name, _)| *name == task);
        let open = !self.picture.done.contains(task);
        let held_up = self.stops().iter().any(|stop| *stop < task);
        known && open && !held_up && task != "t4" && (task != "t1" || !self.asks() || note)
    }

    /// SC-8: a stop task before the approval stays done while an approval stands, and the approval
    /// task follows the approval.
    fn may_undo(&self, task: &str) -> bool {
        let stays = match task {
            "t1" | "t2" => !self.signed.is_empty(),
            "t4" => true,
            _ => false,
        };
        self.picture.done.contains(task) && !stays
    }

    /// The stop tasks that are open.
    fn stops(&self) -> Vec<&'static str> {
        let names = self.tasks.iter().map(|(name, _)| *name);
        let stops = names.filter(|name| matches!(*name, "t1" | "t2" | "t4"));
        stops.filter(|name| !self.picture.done.contains(*name)).collect()
    }

    /// Whether a question is open, of the draft or of a return.
    pub(super) fn asks(&self) -> bool {
        let mut open = self.picture.undecided.iter();
        open.any(|it| it.starts_with(['m', 'q']))
    }

    pub(super) fn unjudged(&self) -> BTreeSet<String> {
        self.waiting
            .difference(&self.judged)
            .map(|it| (*it).to_owned())
            .collect()
    }
}

/// VR-31: an approval answers for each item, and for nothing that is none.
fn answers(items: &[&str]) -> bool {
    matches!(items, ["all"] | ["Timing", "scope"])
}
