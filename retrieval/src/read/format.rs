//! The exports that are understood.

use std::fmt;

/// A vendor's export, or a kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Accounts of a Salesforce Data Export.
    SalesforceAccount,
    /// Contacts of a Salesforce Data Export.
    SalesforceContact,
    /// Opportunities of a Salesforce Data Export.
    SalesforceOpportunity,
    /// Tasks of a Salesforce Data Export.
    SalesforceTask,
    /// Cases of a Salesforce Data Export.
    SalesforceCase,
    /// Users of a Salesforce Data Export.
    SalesforceUser,
    /// A table of projects with their milestones.
    Projects,
    /// A table of the names an account has in each system.
    IdMap,
    /// Zendesk tickets with their comments.
    ZendeskTickets,
    /// Zendesk organisations.
    ZendeskOrganizations,
    /// Zendesk users.
    ZendeskUsers,
    /// Gong calls with their parties.
    GongCalls,
    /// Gong call transcripts.
    GongTranscripts,
    /// A `WebVTT` transcript as Zoom writes it.
    ZoomTranscript,
    /// A `WebVTT` transcript as Microsoft Teams writes it.
    TeamsTranscript,
    /// A table of recorded meetings.
    Meetings,
    /// A note in Markdown with front matter.
    Note,
    /// An order form or a statement of work.
    OrderForm,
    /// A master or service agreement.
    Msa,
    /// A non-disclosure agreement.
    Nda,
    /// Success plans.
    SuccessPlans,
    /// A mail message.
    Mail,
    /// A mailbox of messages.
    Mailbox,
    /// A table of usage figures.
    UsageTable,
    /// Product events, one JSON object a line.
    UsageEvents,
    /// Stripe invoices.
    StripeInvoices,
    /// A table of survey answers.
    NpsAnswers,
    /// A table of recorded health scores.
    HealthHistory,
    /// A table of figures that a dashboard exported.
    DashboardMetrics,
    /// A day of a Slack channel.
    SlackMessages,
    /// The channels of a Slack export.
    SlackChannels,
    /// The members of a Slack workspace.
    SlackUsers,
    /// Intercom conversations.
    IntercomConversations,
    /// Jira issues, from its REST interface or as a table.
    JiraIssues,
    /// `HubSpot` CRM objects.
    HubspotObjects,
    /// A Gainsight timeline.
    GainsightTimeline,
    /// A table or JSON lines that the settings describe.
    Mapped,
}

impl Format {
    /// Whether files of the format tell others of accounts, people or meetings.
    pub(super) fn announces(self) -> bool {
        !matches!(
            self,
            Self::Note
                | Self::OrderForm
                | Self::Msa
                | Self::Nda
                | Self::ZoomTranscript
                | Self::TeamsTranscript
                | Self::Projects
                | Self::SalesforceTask
                | Self::UsageTable
                | Self::UsageEvents
                | Self::StripeInvoices
                | Self::NpsAnswers
                | Self::HealthHistory
                | Self::DashboardMetrics
        )
    }

    /// The format's short name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SalesforceAccount => "salesforce.account",
            Self::SalesforceContact => "salesforce.contact",
            Self::SalesforceOpportunity => "salesforce.opportunity",
            Self::SalesforceTask => "salesforce.task",
            Self::SalesforceCase => "salesforce.case",
            Self::SalesforceUser => "salesforce.user",
            Self::Projects => "project.milestones",
            Self::IdMap => "identity.map",
            Self::ZendeskTickets => "zendesk.tickets",
            Self::ZendeskOrganizations => "zendesk.organizations",
            Self::ZendeskUsers => "zendesk.users",
            Self::GongCalls => "gong.calls",
            Self::GongTranscripts => "gong.transcripts",
            Self::ZoomTranscript => "zoom.transcript",
            Self::TeamsTranscript => "teams.transcript",
            Self::Meetings => "meetings.list",
            Self::Note => "note",
            Self::OrderForm => "contract.order-form",
            Self::Msa => "contract.msa",
            Self::Nda => "contract.nda",
            Self::SuccessPlans => "plan.success-plans",
            Self::Mail => "mail.message",
            Self::Mailbox => "mail.mailbox",
            Self::UsageTable => "usage.table",
            Self::UsageEvents => "usage.events",
            Self::StripeInvoices => "stripe.invoices",
            Self::NpsAnswers => "nps.answers",
            Self::HealthHistory => "health.history",
            Self::DashboardMetrics => "dashboard.metrics",
            Self::SlackMessages => "slack.messages",
            Self::SlackChannels => "slack.channels",
            Self::SlackUsers => "slack.users",
            Self::IntercomConversations => "intercom.conversations",
            Self::JiraIssues => "jira.issues",
            Self::HubspotObjects => "hubspot.objects",
            Self::GainsightTimeline => "gainsight.timeline",
            Self::Mapped => "mapped",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
