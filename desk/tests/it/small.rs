//! Accounts that a test makes up: each has all that a handoff asks for, but for what the test takes
//! away.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::Desk;

/// The day on which the kickoff of every such account is planned.
pub(crate) const KICKOFF: &str = "2026-07-13";

/// An account whose deal was won and whose kickoff is planned.
#[derive(Clone)]
pub(crate) struct Small {
    /// Its id; its name is the same with blanks.
    pub(crate) id: String,
    /// The part of a handoff that nothing is on record of; empty where everything is.
    pub(crate) lacks: &'static str,
    /// Its segment in the CRM; may be empty.
    pub(crate) segment: &'static str,
    /// What it pays a year by the CRM; may be empty.
    pub(crate) value: String,
    /// The days on which deals were won.
    pub(crate) won: Vec<&'static str>,
    /// The renewal date of the order form.
    pub(crate) renewal: &'static str,
}

impl Small {
    /// An account that lacks nothing.
    pub(crate) fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            lacks: "",
            segment: "Mid-Market",
            value: String::new(),
            won: vec!["2026-06-15"],
            renewal: "1 July 2027",
        }
    }

    /// So many accounts that lack nothing: `mill-01`, `mill-02`, …
    pub(crate) fn several(count: usize) -> Vec<Self> {
        (1..=count).map(|at| Self::new(&format!("mill-{at:02}"))).collect()
    }

    /// An account that lacks a part.
    pub(crate) fn lacking(part: &'static str) -> Self {
        Self {
            lacks: part,
            ..Self::new(&format!("no-{}", part.replace('_', "-")))
        }
    }

    fn name(&self) -> String {
        self.id.replace('-', " ")
    }

    fn plan(&self, number: usize) -> Value {
        let risk = json!({
            "id": format!("RSK-{number}"), "title": "The price list arrives late", "severity": "Medium",
            "status": "Open", "owner": "Tobias Renn", "raised": "2026-06-17",
        });
        let objective = json!({
            "id": format!("OBJ-{number}"), "name": "Answer requests within 2 hours instead of 9", "description": "",
            "status": "Open", "owner": "Kim", "dueDate": "2026-12-18",
            "kpis": [{
                "id": format!("KPI-{number}"), "metric": "answer time", "unit": "hours", "baseline": "9",
                "baselineDate": "2026-04-30", "target": "2", "current": "9", "currentDate": "2026-04-30",
                "status": "Open", "due": "2026-12-18", "owner": "Kim",
            }],
        });
        let all_but = |part: &str, it: Value| if self.lacks == part { vec![] } else { vec![it] };
        json!({
            "accountId": crm_id("001", number),
            "accountName": self.name(),
            "slug": self.id,
            "activities": [],
            "risks": all_but("risks", risk),
            "successPlans": [{
                "id": format!("PLAN-{number}"), "name": "First year", "status": "Active", "owner": "Tobias Renn",
                "startDate": "2026-06-16", "endDate": "2027-06-30",
                "objectives": all_but("success_criteria", objective),
            }],
        })
    }

    fn order_form(&self) -> String {
        format!(
            "# Order form\n\nBetween Quillhaven Ltd (\"Supplier\") and {} (\"Customer\").\n\n\
             - Service: Quillhaven Desk, 20 users\n- Annual fee: EUR 12,000\n- Renewal date: {}\n\
             - First value: the first 20 requests answered by 14 August 2026\n\n\
             Signed for the Supplier: Dana Whitcombe, 15 June 2026\n",
            self.name(),
            self.renewal
        )
    }

    fn note(&self) -> String {
        format!(
            "---\naccount: {}\nauthor: Dana Whitcombe\ndate: 2026-06-16\nkind: meeting\nvisibility: shareable\n\
             title: \"Closing\"\n---\n\nThey lose requests because four people read one inbox.\n\
             For the setup we need access to the inbox and the price list.\n\
             First value is when the desk has answered its first 20 requests, by 14 August 2026.\n",
            self.id
        )
    }
}

/// The exports of these accounts. An export of the same accounts and more has the same records and
/// more.
pub(crate) fn exported(accounts: &[Small]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut crm = "Id,Name,OwnerId,Segment__c,ARR__c,IsDeleted,CreatedDate\n".to_owned();
    let mut deals =
        "Id,AccountId,Name,StageName,Amount,CurrencyIsoCode,CloseDate,IsClosed,IsWon,OwnerId,IsDeleted,CreatedDate\n"
            .to_owned();
    let mut contacts = "Id,AccountId,Name,Title,Email,IsDeleted\n".to_owned();
    let mut projects = "Project ID,Account,Project Name,Type,Project Status,Project Owner,Milestone ID,Milestone,\
                        Due Date,Completed Date,Created Date\n"
        .to_owned();
    let mut plans = Vec::new();
    for (number, account) in accounts.iter().enumerate() {
        let Small { id, lacks, .. } = account;
        let (name, crm_account) = (account.name(), crm_id("001", number));
        crm.push_str(&format!(
            "{crm_account},{name},{},{},{},0,2026-01-05T08:00:00.000Z\n",
            crm_id("005", 2),
            account.segment,
            account.value
        ));
        for (at, day) in account.won.iter().enumerate() {
            deals.push_str(&format!(
                "{},{crm_account},{name} - Desk,Closed Won,12000,EUR,{day},1,1,{},0,2026-05-05T08:00:00.000Z\n",
                crm_id("006", number + 500 * at),
                crm_id("005", 1)
            ));
        }
        if *lacks != "stakeholders" {
            let contact = crm_id("003", number);
            contacts.push_str(&format!(
                "{contact},{crm_account},Kim Lead,Service Desk Lead,kim@{id}.example,0\n"
            ));
        }
        if *lacks != "timeline" {
            projects.push_str(&format!(
                "PRJ-{number},{id},{name} onboarding,Onboarding,green,Tobias Renn,MS-{number},Kickoff,{KICKOFF},,2026-06-16\n"
            ));
        }
        if *lacks != "owner_notes" {
            write(&format!("notes/{id}.md"), &account.note());
        }
        if *lacks != "promised_scope" {
            write(&format!("contracts/{id}/order-form.md"), &account.order_form());
        }
        plans.push(account.plan(number));
    }
    write("salesforce/Account.csv", &crm);
    write("salesforce/Opportunity.csv", &deals);
    write("salesforce/Contact.csv", &contacts);
    write("projects/projects.csv", &projects);
    write(
        "salesforce/User.csv",
        &format!(
            "Id,Name,Email,Title,IsActive\n\
             {},Dana Whitcombe,dana.whitcombe@quillhaven.example,Account Executive,1\n\
             {},Tobias Renn,tobias.renn@quillhaven.example,Customer Success Manager,1\n",
            crm_id("005", 1),
            crm_id("005", 2)
        ),
    );
    let plans = json!({"exportedAt": "2026-06-30T06:00:00Z", "accounts": plans});
    write("success-plans/plans.json", &plans.to_string());
    folder
}

/// An id as the CRM writes it.
fn crm_id(prefix: &str, number: usize) -> String {
    format!("{prefix}{number:012}AAA")
}

/// A desk that has read the exports of these accounts.
pub(crate) fn desk_of(accounts: &[Small]) -> Desk {
    Desk::with(exported(accounts).path())
}
