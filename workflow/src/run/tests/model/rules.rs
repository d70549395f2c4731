//! What the rows allow.

use std::collections::BTreeSet;

use super::Model;
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
            Step::Reopen { why } => {
                self.reviews(who) && matches!(state, RunState::Returned | RunState::Approved) && *why
            }
            // A claim is judged before anybody signs.
            Step::Judge { claim, why, .. } => {
                let known = self.waiting.contains(claim);
                self.reviews(who) && in_review && known && self.judges(who, claim) && *why && self.signed.is_empty()
            }
            Step::Decide { subject, answer, holds } => {
                let open = self.picture.undecided.contains(*subject);
                let theirs = self.has_any(who, decides(subject));
                let quotes = if *subject == "q1" { 2 } else { 0 };
                let holds = holds.is_none_or(|it| (1..=quotes).contains(&it));
                self.reviews(who) && alive && open && theirs && *answer && holds
            }
            Step::Finish { task, note } => self.works(who) && alive && self.may_finish(task, *note),
            Step::Undo { task, why } => self.works(who) && alive && self.may_undo(task) && *why,
            Step::Assign { what, to } => {
                let role = self.role_of(what);
                self.works(who) && alive && role.is_some_and(|role| self.has_any(*to, &[role]))
            }
            Step::Move { field, .. } => self.works(who) && alive && !field.trim().is_empty(),
            Step::Comment { text } => self.works(who) && !text.trim().is_empty(),
            // PG-4: saving asks for a name.
            Step::Save { name } => {
                self.works(who) && !name.trim().is_empty() && !self.picture.saved.contains(name.trim())
            }
            Step::Note { tomorrow } => self.works(who) && !tomorrow,
            // HO-13, HO-24: every risk has an owner, everybody has approved, no stop task is left.
            Step::Complete => {
                let owned = !self.picture.undecided.contains("k1");
                let ended = state == RunState::Approved && owned && self.stops().is_empty();
                self.works(who) && !self.picture.complete && ended
            }
            Step::Edit { .. } => {
                let editable = matches!(state, RunState::InReview | RunState::Returned | RunState::Approved);
                self.reviews(who) && editable
            }
        }
    }

    /// HO-20, SC-11, VR-32: the role is theirs, asked for, and nobody's yet; they have signed in no
    /// other; what they saw is what there is; and nothing waits.
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
        saw && theirs && first && !waits
    }

    /// The role somebody names, else the only one of theirs whose turn it is.
    pub(super) fn role_to_sign(&self, who: usize, named: Option<Role>) -> Option<Role> {
        let theirs: Vec<Role> = self
            .turn()
            .into_iter()
            .filter(|role| self.has_any(who, &[*role]))
            .collect();
        named.or_else(|| (theirs.len() == 1).then(|| theirs[0]))
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
        let asked = self.picture.undecided.iter().any(|it| it != "k1");
        known && open && !held_up && task != "t4" && (task != "t1" || !asked || note)
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

    /// The role of a task, or the role of that word.
    pub(super) fn role_of(&self, what: &str) -> Option<Role> {
        let task = self.tasks.iter().find(|(name, _)| *name == what).map(|(_, role)| *role);
        let word = what.to_lowercase();
        task.or_else(|| Role::ALL.into_iter().find(|role| role.word() == word))
    }

    /// SC-11: the roles that have not signed in the first stage that is not through.
    pub(super) fn turn(&self) -> Vec<Role> {
        if self.picture.state != RunState::InReview {
            return Vec::new();
        }
        let left = |stage: &Vec<Role>| -> Vec<Role> {
            stage
                .iter()
                .copied()
                .filter(|role| !self.signed.contains_key(role))
                .collect()
        };
        self.stages
            .iter()
            .map(left)
            .find(|left| !left.is_empty())
            .unwrap_or_default()
    }

    /// The stop tasks that are open.
    fn stops(&self) -> Vec<&'static str> {
        let names = self.tasks.iter().map(|(name, _)| *name);
        let stops = names.filter(|name| matches!(*name, "t1" | "t2" | "t4"));
        stops.filter(|name| !self.picture.done.contains(*name)).collect()
    }

    pub(super) fn unjudged(&self) -> BTreeSet<String> {
        self.waiting
            .difference(&self.judged)
            .map(|it| (*it).to_owned())
            .collect()
    }

    /// Who may judge: the AE `c1`, the supervisor or the CSM `c3`, and `c2` whoever approves.
    fn judges(&self, who: usize, claim: &str) -> bool {
        match claim {
            "c1" => self.has_any(who, &[Role::Ae]),
            "c3" => self.has_any(who, &[Role::Supervisor, Role::Csm]),
            _ => self.stages.iter().any(|stage| self.has_any(who, stage)),
        }
    }

    /// Everybody works but who only reads and who keeps the store.
    fn works(&self, who: usize) -> bool {
        self.reviews(who) || self.has_any(who, &[Role::CsOperations])
    }

    /// SC-12: whoever only fills things in doesn't review.
    fn reviews(&self, who: usize) -> bool {
        self.has_any(who, &[Role::AccountOwner, Role::Ae, Role::Csm, Role::Supervisor])
    }

    fn has_any(&self, who: usize, roles: &[Role]) -> bool {
        let player = &self.players[who];
        player.active && roles.iter().any(|role| player.here.contains(role))
    }
}

/// VR-31: an approval answers for each item, and for nothing that is none.
fn answers(items: &[&str]) -> bool {
    matches!(items, ["all"] | ["Timing", "scope"])
}

/// Who decides: the AE or the CSM the question, the CSM who owns the risk, and the AE what returns
/// say is missing.
fn decides(subject: &str) -> &'static [Role] {
    match subject {
        "q1" => &[Role::Ae, Role::Csm],
        "k1" => &[Role::Csm],
        _ => &[Role::Ae],
    }
}
