//! What a health snapshot is made of.

use grounding::{BriefSpec, ClaimKind, Cue, SectionSpec, SourceKind};

use crate::section::{DERIVED, DRAFTED, RECORDS};

/// The sections that no layout may hide: a snapshot is its evidence and its next action (HS-16).
pub const ALWAYS_SHOWN: [&str; 2] = ["condition", "next_action"];

/// The health snapshot: the account's condition, its risks and its opportunities (HS-7), what
/// changed, and what to do next (HS-16).
pub static SPEC: BriefSpec = BriefSpec {
    kind: "health",
    title: "Health snapshot",
    sections: &[
        SectionSpec {
            id: "in_short",
            title: "In short",
            feeders: &["condition", "trend", "risks", "opportunities", "next_action"],
            claims: &[
                ClaimKind::Fact,
                ClaimKind::Risk,
                ClaimKind::Expansion,
                ClaimKind::Recommendation,
            ],
            max_claims: 4,
            prompt: "health/in_short",
            ..DERIVED
        },
        CONDITION,
        TREND,
        SectionSpec {
            id: "risks",
            title: "Risks",
            query: "risk, blocker, concern, complaint, open issue, delay, missing, escalation, cancel, leaving, waiting, no reply",
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
                SourceKind::Survey,
                SourceKind::Risk,
            ],
            claims: &[ClaimKind::Risk, ClaimKind::Fact],
            cues: &[Cue::Risk, Cue::Pending],
            max_claims: 8,
            prompt: "health/risks",
            ..DRAFTED
        },
        SectionSpec {
            id: "opportunities",
            title: "Opportunities",
            query: "asked about, interested in, more seats, another team, second site, new module, upgrade, praise, satisfied, recommend, saved, faster, went live",
            sources: &[
                SourceKind::Activity,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Comment,
                SourceKind::Note,
                SourceKind::Task,
                SourceKind::Survey,
            ],
            claims: &[ClaimKind::Expansion, ClaimKind::Outcome, ClaimKind::Fact],
            cues: &[Cue::Interest, Cue::Praise, Cue::Result],
            prompt: "health/opportunities",
            ..DRAFTED
        },
        NEXT_ACTION,
    ],
};

/// The first version (HS-30): five signals with their evidence, what changed, and what to do next.
/// Nothing in it is drafted by a model.
pub static FIRST: BriefSpec = BriefSpec {
    kind: "health",
    title: "Health snapshot",
    sections: &[CONDITION, TREND, NEXT_ACTION],
};

/// How the account stands: one or two claims for each signal, the worst first.
const CONDITION: SectionSpec = SectionSpec {
    id: "condition",
    title: "Condition",
    inputs: &[
        "usage",
        "adoption",
        "support_tickets",
        "sentiment",
        "billing",
        "stakeholder_engagement",
        "success_plan",
    ],
    claims: &[ClaimKind::Fact, ClaimKind::Risk],
    max_claims: 14,
    ..RECORDS
};

/// Where it is going, against what was recorded before.
const TREND: SectionSpec = SectionSpec {
    id: "trend",
    title: "What changed",
    ..RECORDS
};

/// What to do next; the first is the one to do.
const NEXT_ACTION: SectionSpec = SectionSpec {
    id: "next_action",
    title: "Next action",
    claims: &[ClaimKind::Recommendation],
    max_claims: 3,
    ..RECORDS
};
