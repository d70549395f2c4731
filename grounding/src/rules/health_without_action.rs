use super::Check;
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{Diagnostic, Route};

rule! {
    /// Refuses a health brief without a condition or a next action, each with its evidence.
    ///
    /// ## What it does
    ///
    /// A health brief with sections must say how the account stands, in `condition`, and what to do
    /// about it, in `next_action`. Each of the two needs a claim that may be said, and every such
    /// claim in them cites a source. A section that isn't there, or holds none but rejected claims,
    /// says nothing. It denies, and so pauses the run.
    ///
    /// ## Why
    ///
    /// The number matters less than what it rests on and what is done about it. A score alone is
    /// filed, and the account leaves.
    ///
    /// ## Example
    ///
    /// A brief that tells seven signals and recommends nothing.
    ///
    /// ## Instead
    ///
    /// `Ask the sponsor which of the two missed milestones still matters.`, citing the milestones.
    716, "health without an action", Deny, Check::Draft(check)
}

/// What a health brief can't do without.
struct Part {
    section: &'static str,
    /// What is missing, as it follows upon `the brief`.
    missing: &'static str,
    help: &'static str,
}

const PARTS: [Part; 2] = [
    Part {
        section: "condition",
        missing: "does not say how the account stands",
        help: "tell each signal with its evidence, or wait until there is some",
    },
    Part {
        section: "next_action",
        missing: "names no next action",
        help: "recommend one, with the record that gives reason to it",
    },
];

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    if case.draft.kind != "health" || case.draft.sections.is_empty() {
        return Vec::new();
    }
    PARTS.iter().flat_map(|part| findings(case, part)).collect()
}

fn findings(case: &DraftCase<'_>, part: &Part) -> Vec<Diagnostic> {
    let sections = case.draft.sections.iter().filter(|it| it.id == part.section);
    let said: Vec<&VerifiedClaim> = sections
        .flat_map(|section| case.claims_of(section))
        .map(|(_, verified)| verified)
        .filter(|verified| verified.is_said())
        .collect();
    if said.is_empty() {
        let finding = Diagnostic::new(format!("the brief {}", part.missing));
        return vec![finding.help(part.help).route(&[Route::Csm])];
    }
    // Where the rule on claims without a source is switched off, this one still asks for it here.
    let uncited = said.into_iter().filter(|it| it.claim.citations.is_empty());
    uncited
        .map(|it| {
            let id = &it.claim.id;
            Diagnostic::new(format!("claim `{id}` of `{}` cites no source", part.section))
                .about(id)
                .help("cite the record that it rests on")
                .route(&[Route::Csm])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, ledger, prose};
    use crate::{Claim, Code, Draft, Origin, Policy, Rule, Severity, Source, SourceKind, verify};

    const NOTED: &str = "Two milestones were missed in June.";

    fn sources() -> Vec<Source> {
        vec![prose("note:file/a", SourceKind::Note, NOTED)]
    }

    fn told(id: &str, text: &str, cited: &[(&str, &str)]) -> Claim {
        Claim {
            id: id.into(),
            ..claim(text, cited)
        }
    }

    /// A brief with a claim on the account's condition, and this next action.
    fn health(action: Claim) -> Draft {
        let condition = told("c1", NOTED, &[("note:file/a", NOTED)]);
        let sections: [(&str, Origin, &[&str]); 2] = [
            ("condition", Origin::Records, &["c1"]),
            ("next_action", Origin::Records, &["c2"]),
        ];
        draft_of("health", vec![condition, action], &sections)
    }

    fn whole() -> Draft {
        health(told("c2", "Two milestones were missed.", &[("note:file/a", NOTED)]))
    }

    #[test]
    fn condition_and_action_are_enough() {
        assert_eq!(check_whole("V716", sources(), &whole()), "");
    }

    #[test]
    fn neither_may_be_missing() {
        let mut draft = whole();
        draft.sections[1].claims.clear();
        insta::assert_snapshot!(check_whole("V716", sources(), &draft), @"
        error[V716]: the brief names no next action
         |
        help: recommend one, with the record that gives reason to it
        note: `vouch explain V716` says what this rule asks
        ");
        let mut draft = whole();
        draft.sections.remove(0);
        insta::assert_snapshot!(check_whole("V716", sources(), &draft), @"
        error[V716]: the brief does not say how the account stands
         |
        help: tell each signal with its evidence, or wait until there is some
        note: `vouch explain V716` says what this rule asks
        ");
    }

    #[test]
    fn what_was_rejected_is_no_action() {
        let draft = health(told("c2", "Two milestones were missed.", &[]));
        insta::assert_snapshot!(check_whole("V716", sources(), &draft), @"
        error[V716]: the brief names no next action
         |
        help: recommend one, with the record that gives reason to it
        note: `vouch explain V716` says what this rule asks
        ");
    }

    #[test]
    fn an_action_rests_on_a_source_whatever_the_policy() {
        let draft = health(told("c2", "Two milestones were missed.", &[]));
        let off = |policy: Policy, rule: &Rule| policy.with(rule.code, Severity::Allow);
        let others = Rule::all().iter().filter(|rule| rule.code != Code(716));
        let alone = others.fold(Policy::default(), off);
        let found = verify(&ledger(sources()), &draft, &alone).diagnostics;
        let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(messages, ["claim `c2` of `next_action` cites no source"]);
    }

    #[test]
    fn bare_claims_and_other_briefs_need_neither() {
        let bare = Draft {
            sections: Vec::new(),
            ..whole()
        };
        assert_eq!(check_whole("V716", sources(), &bare), "");
        let mut other = whole();
        other.sections[1].claims.clear();
        other.kind = "summary".into();
        assert_eq!(check_whole("V716", sources(), &other), "");
    }
}
