//! Who may do what.

use super::Model;
use crate::brief::RunState;
use crate::people::Role;

impl Model {
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

    /// The role somebody names, else the only one of theirs whose turn it is.
    pub(super) fn role_to_sign(&self, who: usize, named: Option<Role>) -> Option<Role> {
        let theirs: Vec<Role> = self
            .turn()
            .into_iter()
            .filter(|role| self.has_any(who, &[*role]))
            .collect();
        named.or_else(|| (theirs.len() == 1).then(|| theirs[0]))
    }

    /// The role of a task, or the role of that word.
    pub(super) fn role_of(&self, what: &str) -> Option<Role> {
        let task = self.tasks.iter().find(|(name, _)| *name == what).map(|(_, role)| *role);
        let word = what.to_lowercase();
        task.or_else(|| Role::ALL.into_iter().find(|role| role.word() == word))
    }

    /// Who may judge: the AE `c1`, the supervisor or the CSM `c3`, CS operations `c4`, and `c2`
    /// whoever approves.
    pub(super) fn judges(&self, who: usize, claim: &str) -> bool {
        match claim {
            "c1" => self.has_any(who, &[Role::Ae]),
            "c3" => self.has_any(who, &[Role::Supervisor, Role::Csm]),
            "c4" => self.has_any(who, &[Role::CsOperations]),
            _ => self.stages.iter().any(|stage| self.has_any(who, stage)),
        }
    }

    /// Everybody works, decides and judges but who only reads and who keeps the store.
    pub(super) fn works(&self, who: usize) -> bool {
        self.reviews(who) || self.has_any(who, &[Role::CsOperations])
    }

    /// SC-12: whoever only fills things in doesn't send back or take up again.
    pub(super) fn reviews(&self, who: usize) -> bool {
        self.has_any(who, &[Role::AccountOwner, Role::Ae, Role::Csm, Role::Supervisor])
    }

    pub(super) fn has_any(&self, who: usize, roles: &[Role]) -> bool {
        let player = &self.players[who];
        player.active && roles.iter().any(|role| player.here.contains(role))
    }
}

/// Who decides: the AE or the CSM the question, the CSM who owns the risk, CS operations whether
/// the goal is clear, and the AE what returns say is missing.
pub(super) fn decides(subject: &str) -> &'static [Role] {
    match subject {
        "q1" => &[Role::Ae, Role::Csm],
        "k1" => &[Role::Csm],
        "r1" => &[Role::CsOperations],
        _ => &[Role::Ae],
    }
}
