//! What an account value recap is made of.

use grounding::{BriefSpec, ClaimKind, Cue, SectionSpec, SourceKind};

use crate::section::{DERIVED, DRAFTED, RECORDS};

/// The recap: goals and what came of them, what was delivered, what the customer says, what is
/// open, and what comes next. It is no activity log: it opens with what changed, and closes with
/// the decision that comes next (VR-76).
pub static SPEC: BriefSpec = BriefSpec {
    kind: "recap",
    title: "Account value recap",
    sections: &[
        SectionSpec {
            id: "changed",
            title: "What changed",
            feeders: &["outcomes", "likely", "delivered", "usage"],
            claims: &[
                ClaimKind::Outcome,
                ClaimKind::Benefit,
                ClaimKind::Activity,
                ClaimKind::Fact,
            ],
            max_claims: 3,
            prompt: "recap/changed",
            ..DERIVED
        },
        SectionSpec {
            id: "goals",
            title: "Original goals",
            inputs: &["customer_goals"],
            ..RECORDS
        },
        SectionSpec {
            id: "outcomes",
            title: "Proven outcomes",
            inputs: &["outcome_evidence"],
            query: "measured result, fell, rose, saves, reduced, increased, faster, now takes, compared with before",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Comment,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Note,
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Survey,
            ],
            claims: &[ClaimKind::Outcome],
            cues: &[Cue::Result],
            prompt: "recap/outcomes",
            likely_in: "likely",
            ..DRAFTED
        },
        SectionSpec {
            id: "likely",
            title: "Likely benefits",
            inputs: &["outcome_evidence"],
            query: "expects, hopes, plans, should, forecast, likely, will help, estimate",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Comment,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Note,
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Survey,
            ],
            claims: &[ClaimKind::Benefit],
            cues: &[Cue::Hope],
            prompt: "recap/likely",
            ..DRAFTED
        },
        SectionSpec {
            id: "delivered",
            title: "Delivered work",
            inputs: &["completed_work"],
            query: "delivered, completed, built, set up, launched, trained, migrated, went live, finished, handed over",
            sources: &[
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Note,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::PlaybookTask,
            ],
            claims: &[ClaimKind::Activity, ClaimKind::Fact],
            cues: &[Cue::Delivered],
            prompt: "recap/delivered",
            ..DRAFTED
        },
        SectionSpec {
            id: "usage",
            title: "Usage and performance",
            inputs: &["usage_or_performance"],
            claims: &[ClaimKind::Outcome, ClaimKind::Fact],
            ..RECORDS
        },
        SectionSpec {
            id: "feedback",
            title: "What the customer says",
            inputs: &["customer_feedback"],
            query: "feedback, satisfied, happy, unhappy, like, dislike, complaint, praise, wish, survey",
            sources: &[
                SourceKind::Survey,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Comment,
                SourceKind::Call,
                SourceKind::Transcript,
            ],
            claims: &[ClaimKind::Fact],
            cues: &[Cue::Praise],
            prompt: "recap/feedback",
            ..DRAFTED
        },
        SectionSpec {
            id: "risks",
            title: "Open risks",
            inputs: &["open_risks"],
            query: "risk, blocker, concern, complaint, open issue, delay, missing, escalation, leaving, waiting",
            sources: &[
                SourceKind::Ticket,
                SourceKind::Comment,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Note,
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Risk,
            ],
            claims: &[ClaimKind::Risk, ClaimKind::Fact],
            cues: &[Cue::Risk, Cue::Pending],
            prompt: "recap/risks",
            ..DRAFTED
        },
        SectionSpec {
            id: "open",
            title: "What is still open",
            feeders: &["risks", "goals", "likely"],
            claims: &[ClaimKind::Risk, ClaimKind::Fact, ClaimKind::Benefit],
            max_claims: 4,
            prompt: "recap/open",
            ..DERIVED
        },
        SectionSpec {
            id: "next",
            title: "Next recommendation",
            inputs: &["next_recommendations"],
            claims: &[ClaimKind::Recommendation],
            max_claims: 3,
            ..RECORDS
        },
        SectionSpec {
            id: "decision",
            title: "What decision comes next",
            claims: &[ClaimKind::Fact, ClaimKind::Recommendation],
            max_claims: 2,
            ..RECORDS
        },
    ],
};

/// The first version: exactly six parts (VR-74).
pub static FIRST: BriefSpec = BriefSpec {
    kind: "recap",
    title: "Account value recap",
    sections: &[
        SectionSpec {
            id: "original_goal",
            title: "Original goal",
            inputs: &["customer_goals"],
            ..RECORDS
        },
        SectionSpec {
            id: "delivered_work",
            title: "Delivered work",
            inputs: &["completed_work"],
            query: "delivered, completed, built, set up, launched, trained, migrated, went live, finished, handed over",
            sources: &[
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Note,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::PlaybookTask,
            ],
            claims: &[ClaimKind::Activity, ClaimKind::Fact],
            cues: &[Cue::Delivered],
            prompt: "recap/delivered",
            ..DRAFTED
        },
        SectionSpec {
            id: "evidence",
            title: "Evidence",
            inputs: &["usage_or_performance", "outcome_evidence"],
            claims: &[ClaimKind::Outcome, ClaimKind::Fact],
            ..RECORDS
        },
        SectionSpec {
            id: "customer_outcome",
            title: "Customer outcome",
            inputs: &["outcome_evidence"],
            query: "measured result, fell, rose, saves, reduced, increased, faster, now takes, compared with before",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Comment,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Note,
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Survey,
            ],
            claims: &[ClaimKind::Outcome, ClaimKind::Benefit],
            cues: &[Cue::Result],
            prompt: "recap/outcomes",
            ..DRAFTED
        },
        SectionSpec {
            id: "open_risk",
            title: "Open risk",
            inputs: &["open_risks"],
            query: "risk, blocker, concern, complaint, open issue, delay, missing, escalation, leaving, waiting",
            sources: &[
                SourceKind::Ticket,
                SourceKind::Comment,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Note,
                SourceKind::Activity,
                SourceKind::Task,
                SourceKind::Risk,
            ],
            claims: &[ClaimKind::Risk, ClaimKind::Fact],
            cues: &[Cue::Risk, Cue::Pending],
            prompt: "recap/risks",
            ..DRAFTED
        },
        SectionSpec {
            id: "next_recommendation",
            title: "Next recommendation",
            inputs: &["next_recommendations"],
            claims: &[ClaimKind::Recommendation],
            max_claims: 3,
            ..RECORDS
        },
    ],
};
