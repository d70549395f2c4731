//! What a handoff brief is made of.

use grounding::{BriefSpec, ClaimKind, Cue, SectionSpec, SourceKind};

use crate::section::{DRAFTED, RECORDS};

/// What was said, written or logged around a deal.
pub(super) const TALKS: &[SourceKind] = &[
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Task,
    SourceKind::Activity,
];

/// The handoff brief: what was sold, why they bought, what success means, who matters, what was
/// promised and what could go wrong (HO-4), with the buyer's goals apart from what the users
/// need in their work (HO-12).
pub static SPEC: BriefSpec = BriefSpec {
    kind: "handoff",
    title: "Handoff",
    sections: &[
        SectionSpec {
            id: "sold",
            title: "What was sold",
            inputs: &["signed_scope"],
            ..RECORDS
        },
        SectionSpec {
            id: "why",
            title: "Why they bought",
            inputs: &["deal_notes"],
            query: "why the customer bought: problem, pain, need, reason, complaint, current tool, goal of the purchase",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Note,
                SourceKind::Task,
                SourceKind::Activity,
                SourceKind::Challenge,
            ],
            claims: &[ClaimKind::Fact],
            cues: &[Cue::Motive],
            prompt: "handoff/why",
            ..DRAFTED
        },
        SectionSpec {
            id: "success",
            title: "What success means",
            inputs: &["goals"],
            ..RECORDS
        },
        SectionSpec {
            id: "requirements",
            title: "What users need in their work",
            inputs: &["implementation"],
            query: "what users need day to day: workflow, process, requirements, setup, data, access, training, integration",
            sources: TALKS,
            claims: &[ClaimKind::Requirement, ClaimKind::Fact],
            cues: &[Cue::Need, Cue::Setup],
            prompt: "handoff/requirements",
            ..DRAFTED
        },
        SectionSpec {
            id: "people",
            title: "Who matters",
            inputs: &["stakeholders"],
            ..RECORDS
        },
        SectionSpec {
            id: "promises",
            title: "Promises and scope",
            inputs: &["promises", "signed_scope"],
            query: "promised, agreed, told, offered: timeline, discount, integration, seats, custom work, scope",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Note,
                SourceKind::Task,
                SourceKind::Activity,
                SourceKind::OrderForm,
            ],
            claims: &[ClaimKind::Promise, ClaimKind::Fact],
            cues: &[],
            prompt: "handoff/promises",
            ..DRAFTED
        },
        SectionSpec {
            id: "risks",
            title: "What could go wrong",
            inputs: &["risks"],
            query: "risk, concern, objection, blocker, sensitive, missing, not received, delayed, leaving, dependency",
            sources: &[
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Note,
                SourceKind::Task,
                SourceKind::Activity,
                SourceKind::Risk,
            ],
            claims: &[ClaimKind::Risk, ClaimKind::Fact],
            cues: &[Cue::Risk, Cue::Pending],
            prompt: "handoff/risks",
            ..DRAFTED
        },
    ],
};
