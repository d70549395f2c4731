//! May this person do this to this account?
//!
//! Every command asks here, and nowhere else. Sources: the human approval points of the five
//! workflows (VR-30, VR-48, HO-20, SC-12), and the contract's "who decides".

use grounding::AccountId;

use super::{Person, Role};

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub enum Who<'a> {
    /// Whoever sits at the machine and has not signed in.
    Local {
        /// Whether the store knows nobody yet, so that there is nobody to sign in as.
        fresh: bool,
    },
    /// Somebody who showed a token or a password.
    SignedIn(&'a Person),
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Read an account, its evidence and its briefs; keep a copy for the vendor's own people.
    Read,
    /// Read what only a few may see.
    ReadRestricted,
    /// Take exports in.
    Ingest,
    /// Have a brief drafted.
    Draft,
    /// Write a comment.
    Comment,
    /// Do tasks, assign them, move dates.
    Work,
    /// Answer a question, or decide a conflict.
    Decide,
    /// Accept or reject a claim that waits for a person, or edit one.
    Judge,
    /// Approve a brief in a role.
    ApproveAs(Role),
    /// Send a brief back.
    Return,
    /// Take out what the customer will read.
    ExportToCustomer,
    /// Propose an action.
    ProposeAction,
    /// Approve an action.
    ApproveAction,
    /// Carry out an approved action.
    ExecuteAction,
    /// Note what came of a brief: a kickoff held, a question of the customer.
    Record,
    /// Set up a pilot, attach field evidence to it.
    RunPilot,
    /// Begin a scorecard and fill it (SC-12).
    FillScorecard,
    /// Accept or reject a scorecard (SC-10, SC-11).
    ReviewScorecard,
    /// Accept weights that were proposed for scoring accounts.
    AcceptWeights,
    /// Add people, grant roles, make tokens.
    ManagePeople,
    /// Back the store up or put it back; deliver what waits to go out.
    Maintain,
}

impl Act {
    /// The roles that may do it.
    pub fn roles(self) -> &'static [Role] {
        use Role::{AccountOwner, Admin, Ae, CsOperations, Csm, Reader, Supervisor};
        match self {
            Self::Read => &[Admin, AccountOwner, Csm, Ae, Supervisor, CsOperations, Reader],
            // An administrator keeps the store; that is no reason to read what was said in
            // confidence.
            Self::ReadRestricted => &[AccountOwner, Supervisor],
            Self::Ingest => &[Admin, CsOperations, AccountOwner, Csm, Ae, Supervisor],
            Self::Draft | Self::Comment | Self::Work | Self::Record => {
                &[AccountOwner, Csm, Ae, Supervisor, CsOperations]
            }
            // What is routed to CS operations alone must have somebody who may decide it.
            Self::Decide | Self::Judge => &[AccountOwner, Csm, Ae, Supervisor, CsOperations],
            Self::Return | Self::ProposeAction => &[AccountOwner, Csm, Ae, Supervisor],
            Self::ApproveAs(AccountOwner) | Self::ApproveAction => &[AccountOwner],
            Self::ApproveAs(Csm) | Self::FillScorecard => &[Csm],
            Self::ApproveAs(Ae) => &[Ae],
            Self::ApproveAs(Supervisor) | Self::ReviewScorecard => &[Supervisor],
            Self::ApproveAs(CsOperations) => &[CsOperations],
            Self::ApproveAs(Reader) => &[Reader],
            Self::ExportToCustomer | Self::ExecuteAction => &[AccountOwner, Csm, Ae],
            Self::RunPilot | Self::AcceptWeights => &[CsOperations, Supervisor],
            Self::ManagePeople | Self::ApproveAs(Admin) => &[Admin],
            Self::Maintain => &[Admin, CsOperations],
        }
    }

    /// The act within a sentence: `to approve as the CSM`.
    pub fn phrase(self) -> String {
        let phrase = match self {
            Self::ApproveAs(role) => return format!("to approve as the {}", role.noun()),
            Self::Read => "to read this",
            Self::ReadRestricted => "to read what is restricted",
            Self::Ingest => "to take exports in",
            Self::Draft => "to have a brief drafted",
            Self::Comment => "to comment",
            Self::Work => "to work on tasks",
            Self::Decide => "to decide",
            Self::Judge => "to judge or edit a claim",
            Self::Return => "to return a brief",
            Self::ExportToCustomer => "to take out what the customer will read",
            Self::ProposeAction => "to propose an action",
            Self::ApproveAction => "to approve an action",
            Self::ExecuteAction => "to carry out an action",
            Self::Record => "to record what came of a brief",
            Self::RunPilot => "to run a pilot",
            Self::FillScorecard => "to fill a scorecard",
            Self::ReviewScorecard => "to review a scorecard",
            Self::AcceptWeights => "to accept weights",
            Self::ManagePeople => "to manage people",
            Self::Maintain => "to maintain the store",
        };
        phrase.to_owned()
    }

    /// Whether whoever sits at the machine may do it without signing in. They can read the
    /// store's files anyway; what they can't have is a name under a decision.
    fn needs_no_name(self, fresh: bool) -> bool {
        match self {
            Self::Read | Self::Ingest | Self::Draft => true,
            Self::ManagePeople | Self::Maintain => fresh,
            _ => false,
        }
    }
}

/// Why somebody may not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody has signed in.
    #[error("nobody has signed in, and {act} takes a name")]
    NotSignedIn {
        /// The act in words.
        act: String,
    },
    /// The person may no longer sign in.
    #[error("`{login}` may no longer sign in")]
    Inactive {
        /// The person.
        login: String,
    },
    /// The person lacks the role.
    #[error("`{login}` may not do that: {act} takes the role {}{}", listed(.roles), of_account(.account.as_ref()))]
    Role {
        /// The person.
        login: String,
        /// The act in words.
        act: String,
        /// The roles that may.
        roles: &'static [Role],
        /// The account; none where the act touches none.
        account: Option<AccountId>,
    },
}

fn listed(roles: &[Role]) -> String {
    let words: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
    words.join(" or ")
}

fn of_account(account: Option<&AccountId>) -> String {
    account.map(|account| format!(" for `{account}`")).unwrap_or_default()
}

/// May this person do this to this account? Without an account, the act touches none in
/// particular, and a role for any account will do for reading, none but one for all accounts for
/// the rest.
///
/// # Errors
///
/// Says why not.
pub fn may(who: Who<'_>, act: Act, account: Option<&AccountId>) -> Result<(), Denied> {
    let person = match who {
        Who::Local { fresh } if act.needs_no_name(fresh) => return Ok(()),
        Who::Local { .. } => return Err(Denied::NotSignedIn { act: act.phrase() }),
        Who::SignedIn(person) => person,
    };
    if !person.active {
        return Err(Denied::Inactive {
            login: person.login.clone(),
        });
    }
    let everywhere_only = account.is_none() && act != Act::Read;
    let fits = |role: &Role| {
        if everywhere_only {
            person
                .grants
                .iter()
                .any(|grant| grant.role == *role && grant.account.is_none())
        } else {
            person.holds(*role, account)
        }
    };
    if act.roles().iter().any(fits) {
        return Ok(());
    }
    Err(Denied::Role {
        login: person.login.clone(),
        act: act.phrase(),
        roles: act.roles(),
        account: account.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Grant;

    fn person(grants: &[(Role, Option<&str>)]) -> Person {
        Person {
            login: "dana".to_owned(),
            name: "Dana Reyes".to_owned(),
            email: None,
            grants: grants
                .iter()
                .map(|(role, account)| Grant {
                    role: *role,
                    account: account.map(AccountId::new),
                })
                .collect(),
            active: true,
        }
    }

    #[test]
    fn the_local_user_reads_ingests_and_drafts_but_approves_nothing() {
        let acme = AccountId::new("acme");
        for act in [Act::Read, Act::Ingest, Act::Draft] {
            assert_eq!(may(Who::Local { fresh: false }, act, Some(&acme)), Ok(()));
        }
        let refused = may(Who::Local { fresh: true }, Act::ApproveAs(Role::Csm), Some(&acme)).unwrap_err();
        insta::assert_snapshot!(refused, @"nobody has signed in, and to approve as the CSM takes a name");
    }

    #[test]
    fn an_administrator_has_neither_the_role_of_the_ae_nor_that_of_the_csm() {
        let admin = person(&[(Role::Admin, None)]);
        let acme = AccountId::new("acme");
        let refused = may(Who::SignedIn(&admin), Act::ApproveAs(Role::Ae), Some(&acme)).unwrap_err();
        insta::assert_snapshot!(refused, @"`dana` may not do that: to approve as the AE takes the role `ae` for `acme`");
        assert_eq!(may(Who::SignedIn(&admin), Act::ManagePeople, None), Ok(()));
    }

    #[test]
    fn a_role_holds_for_its_account_alone() {
        let csm = person(&[(Role::Csm, Some("acme"))]);
        let who = Who::SignedIn(&csm);
        assert_eq!(
            may(who, Act::ApproveAs(Role::Csm), Some(&AccountId::new("acme"))),
            Ok(())
        );
        assert!(may(who, Act::ApproveAs(Role::Csm), Some(&AccountId::new("birch"))).is_err());
        assert!(may(who, Act::Read, Some(&AccountId::new("birch"))).is_err());
        assert!(may(who, Act::Ingest, None).is_err());
    }

    /// SC-12: whoever fills a scorecard can't accept it, and whoever accepts one can't fill it.
    #[test]
    fn the_representative_fills_a_scorecard_and_the_supervisor_reviews_it() {
        let acme = AccountId::new("acme");
        let may_both = Role::ALL.map(|role| {
            let person = person(&[(role, Some("acme"))]);
            let may = |act| may(Who::SignedIn(&person), act, Some(&acme)).is_ok();
            (role, may(Act::FillScorecard), may(Act::ReviewScorecard))
        });
        let expected = Role::ALL.map(|role| (role, role == Role::Csm, role == Role::Supervisor));
        assert_eq!(may_both, expected);
    }

    #[test]
    fn whoever_was_put_out_may_do_nothing() {
        let gone = Person {
            active: false,
            ..person(&[(Role::Csm, None)])
        };
        insta::assert_snapshot!(may(Who::SignedIn(&gone), Act::Read, None).unwrap_err(), @"`dana` may no longer sign in");
    }
}
