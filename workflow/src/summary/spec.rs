//! What an account summary is made of.

use grounding::{BriefSpec, ClaimKind, Cue, SectionSpec, SourceKind};

use crate::section::{DERIVED, DRAFTED, RECORDS};

/// The account summary and its ten sections (AS-1 to AS-12), in their order.
pub static SPEC: BriefSpec = BriefSpec {
    kind: "summary",
    title: "Account summary",
    sections: &[
        SectionSpec {
            id: "highlights",
            title: "Account Highlights",
            claims: &[ClaimKind::Fact],
            max_claims: 20,
            ..RECORDS
        },
        SectionSpec {
            id: "stakeholders",
            title: "Key Stakeholders",
            max_claims: 40,
            ..RECORDS
        },
        SectionSpec {
            id: "executive_summary",
            title: "Executive Summary",
            feeders: &[
                "highlights",
                "kpi_progress",
                "key_achievements",
                "relational_health",
                "risks",
                "achievements",
            ],
            claims: &[
                ClaimKind::Outcome,
                ClaimKind::Benefit,
                ClaimKind::Activity,
                ClaimKind::Risk,
                ClaimKind::Fact,
            ],
            max_claims: 6,
            prompt: "summary/executive_summary",
            ..DERIVED
        },
        SectionSpec {
            id: "kpi_progress",
            title: "KPI Progress",
            claims: &[ClaimKind::Outcome, ClaimKind::Fact],
            ..RECORDS
        },
        SectionSpec {
            id: "relational_health",
            title: "Relational Health",
            query: "meeting, joined, executive, sponsor, working together, thanks, glad, pleased, responsive, workshop, replied",
            sources: &[
                SourceKind::Activity,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Comment,
                SourceKind::Survey,
                SourceKind::Note,
                SourceKind::Task,
            ],
            claims: &[ClaimKind::Fact],
            cues: &[Cue::Engagement, Cue::Praise],
            prompt: "summary/relational_health",
            ..DRAFTED
        },
        SectionSpec {
            id: "risks",
            title: "Risks and Blockers",
            inputs: &["risks"],
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
            prompt: "summary/risks",
            ..DRAFTED
        },
        SectionSpec {
            id: "expansion",
            title: "Suggested Expansion Opportunities",
            query: "asked about, interested in, more seats, another team, additional, new module, extend, second site, upgrade",
            sources: &[SourceKind::Activity],
            claims: &[ClaimKind::Expansion],
            cues: &[Cue::Interest],
            max_claims: 4,
            prompt: "summary/expansion",
            ..DRAFTED
        },
        SectionSpec {
            id: "achievements",
            title: "Strategic Value Achievements",
            query: "measured result, saved, faster, revenue growth, adoption, more users, went live, completed, delivered",
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
            claims: &[
                ClaimKind::Outcome,
                ClaimKind::Benefit,
                ClaimKind::Activity,
                ClaimKind::Fact,
            ],
            cues: &[Cue::Result, Cue::Delivered],
            max_claims: 10,
            prompt: "summary/achievements",
            ..DRAFTED
        },
        SectionSpec {
            id: "next_steps",
            title: "Strategic Next Steps",
            feeders: &["kpi_progress", "risks", "achievements", "expansion"],
            claims: &[ClaimKind::Recommendation],
            max_claims: 4,
            prompt: "summary/next_steps",
            ..DERIVED
        },
        SectionSpec {
            id: "immediate_actions",
            title: "Immediate Actions",
            claims: &[ClaimKind::Recommendation],
            max_claims: 8,
            ..RECORDS
        },
    ],
};

/// The edition for a business review: the same, with the key achievements (AS-33).
pub static BUSINESS_REVIEW: BriefSpec = BriefSpec {
    kind: "summary",
    title: "Business review summary",
    sections: &[
        SectionSpec {
            id: "highlights",
            title: "Account Highlights",
            claims: &[ClaimKind::Fact],
            max_claims: 20,
            ..RECORDS
        },
        SectionSpec {
            id: "stakeholders",
            title: "Key Stakeholders",
            max_claims: 40,
            ..RECORDS
        },
        SectionSpec {
            id: "executive_summary",
            title: "Executive Summary",
            feeders: &[
                "highlights",
                "kpi_progress",
                "key_achievements",
                "relational_health",
                "risks",
                "achievements",
            ],
            claims: &[
                ClaimKind::Outcome,
                ClaimKind::Benefit,
                ClaimKind::Activity,
                ClaimKind::Risk,
                ClaimKind::Fact,
            ],
            max_claims: 6,
            prompt: "summary/executive_summary",
            ..DERIVED
        },
        SectionSpec {
            id: "key_achievements",
            title: "Key Achievements",
            claims: &[ClaimKind::Outcome],
            max_claims: 3,
            ..RECORDS
        },
        SectionSpec {
            id: "kpi_progress",
            title: "KPI Progress",
            claims: &[ClaimKind::Outcome, ClaimKind::Fact],
            ..RECORDS
        },
        SectionSpec {
            id: "relational_health",
            title: "Relational Health",
            query: "meeting, joined, executive, sponsor, working together, thanks, glad, pleased, responsive, workshop, replied",
            sources: &[
                SourceKind::Activity,
                SourceKind::Call,
                SourceKind::Transcript,
                SourceKind::Mail,
                SourceKind::Message,
                SourceKind::Comment,
                SourceKind::Survey,
                SourceKind::Note,
                SourceKind::Task,
            ],
            claims: &[ClaimKind::Fact],
            cues: &[Cue::Engagement, Cue::Praise],
            prompt: "summary/relational_health",
            ..DRAFTED
        },
        SectionSpec {
            id: "risks",
            title: "Risks and Blockers",
            inputs: &["risks"],
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
            prompt: "summary/risks",
            ..DRAFTED
        },
        SectionSpec {
            id: "expansion",
            title: "Suggested Expansion Opportunities",
            query: "asked about, interested in, more seats, another team, additional, new module, extend, second site, upgrade",
            sources: &[SourceKind::Activity],
            claims: &[ClaimKind::Expansion],
            cues: &[Cue::Interest],
            max_claims: 4,
            prompt: "summary/expansion",
            ..DRAFTED
        },
        SectionSpec {
            id: "achievements",
            title: "Strategic Value Achievements",
            query: "measured result, saved, faster, revenue growth, adoption, more users, went live, completed, delivered",
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
            claims: &[
                ClaimKind::Outcome,
                ClaimKind::Benefit,
                ClaimKind::Activity,
                ClaimKind::Fact,
            ],
            cues: &[Cue::Result, Cue::Delivered],
            max_claims: 10,
            prompt: "summary/achievements",
            ..DRAFTED
        },
        SectionSpec {
            id: "next_steps",
            title: "Strategic Next Steps",
            feeders: &["kpi_progress", "risks", "achievements", "expansion"],
            claims: &[ClaimKind::Recommendation],
            max_claims: 4,
            prompt: "summary/next_steps",
            ..DERIVED
        },
        SectionSpec {
            id: "immediate_actions",
            title: "Immediate Actions",
            claims: &[ClaimKind::Recommendation],
            max_claims: 8,
            ..RECORDS
        },
    ],
};
