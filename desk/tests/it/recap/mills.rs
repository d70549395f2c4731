//! Ten accounts that have been customers for a while: each has all that a recap is counted by, but
//! for what it is made up without.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::approve;
use crate::desk::Desk;

/// What each account is without; the owner's approval is for the test to give.
const LACKS: [&str; 10] = ["", "", "", "", "", "", "milestone", "support", "outcome", "approval"];

/// The accounts without a part; all that lack nothing where it is empty.
pub(super) fn lacking(part: &str) -> Vec<String> {
    let numbered = LACKS.iter().enumerate().filter(|(_, lacks)| **lacks == part);
    numbered.map(|(number, _)| id(number)).collect()
}

/// A desk with the recaps of all ten, each in review.
pub(super) fn in_review() -> Desk {
    let desk = Desk::with(exported().path());
    desk.out("", 0, &["recap", "--all"]);
    desk
}

/// Approves all recaps but that of the account which lacks its approval.
pub(super) fn approve_but_one(desk: &Desk) {
    for part in ["", "milestone", "support", "outcome"] {
        for account in lacking(part) {
            approve(desk, &account);
        }
    }
}

fn id(number: usize) -> String {
    format!("mill-{number:02}")
}

fn exported() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let owner = crm_id("005", 1);
    let mut accounts = "Id,Name,OwnerId,IsDeleted,CreatedDate\n".to_owned();
    let mut contacts = "Id,AccountId,Name,Title,Email,IsDeleted\n".to_owned();
    let mut projects = "Project ID,Account,Project Name,Type,Project Status,Project Owner,Milestone ID,Milestone,\
                        Due Date,Completed Date,Created Date\n"
        .to_owned();
    let mut usage = "account,date,metric,value,unit\n".to_owned();
    let mut surveys = "response_id,account,respondent,score,comment,date\n".to_owned();
    let mut plans = Vec::new();
    for (number, lacks) in LACKS.into_iter().enumerate() {
        let (id, account, contact) = (id(number), crm_id("001", number), crm_id("003", number));
        let name = id.replace('-', " ");
        accounts.push_str(&format!("{account},{name},{owner},0,2025-01-05T08:00:00.000Z\n"));
        contacts.push_str(&format!(
            "{contact},{account},Kim Lead,Service Desk Lead,kim@{id}.example,0\n"
        ));
        surveys.push_str(&format!(
            "NPS-{number},{id},kim@{id}.example,8,Does what it should.,2026-06-10\n"
        ));
        usage.push_str(&format!(
            "{id},2026-05-29,weekly_active_users,11,\n{id},2026-06-26,weekly_active_users,12,\n"
        ));
        if lacks != "milestone" {
            projects.push_str(&format!(
                "PRJ-{number},{id},{name} desk,Onboarding,green,Tobias Renn,MS-{number},Desk live,2026-05-29,2026-05-28,2026-04-01\n"
            ));
        }
        plans.push(plan(number, lacks));
    }
    write("salesforce/Account.csv", &accounts);
    write("salesforce/Contact.csv", &contacts);
    write("projects/projects.csv", &projects);
    write("usage/usage.csv", &usage);
    write("surveys/nps.csv", &surveys);
    let plans = json!({"exportedAt": "2026-06-30T06:00:00Z", "accounts": plans});
    write("success-plans/plans.json", &plans.to_string());
    write(
        "salesforce/User.csv",
        &format!(
            "Id,Name,Email,Title,IsActive\n{owner},Tobias Renn,tobias.renn@quillhaven.example,Customer Success Manager,1\n"
        ),
    );
    folder
}

/// The goal is measured, and not yet reached; a risk is known, and closed.
fn plan(number: usize, lacks: &str) -> serde_json::Value {
    let mut kpi = json!({
        "id": format!("KPI-{number}"), "metric": "quotation response time", "unit": "h", "baseline": "46",
        "baselineDate": "2026-04-03", "target": "24", "status": "On Track", "due": "2026-12-18",
    });
    if lacks != "outcome" {
        kpi["current"] = json!("28");
        kpi["currentDate"] = json!("2026-06-26");
    }
    let risk = json!({
        "id": format!("RSK-{number}"), "title": "The price list arrives late", "severity": "Medium",
        "status": "Closed", "owner": "Tobias Renn", "raised": "2026-05-17",
    });
    json!({
        "accountId": crm_id("001", number), "accountName": id(number).replace('-', " "), "slug": id(number),
        "activities": [],
        "risks": if lacks == "support" { json!([]) } else { json!([risk]) },
        "successPlans": [{
            "id": format!("PLAN-{number}"), "name": "First year", "status": "Active", "owner": "Tobias Renn",
            "startDate": "2026-04-01", "endDate": "2026-12-18",
            "objectives": [{
                "id": format!("OBJ-{number}"), "name": "Send treatment quotations within 24 hours",
                "description": "", "status": "On Track", "owner": "Tobias Renn", "dueDate": "2026-12-18",
                "kpis": [kpi],
            }],
        }],
    })
}

/// An id as the CRM writes it.
fn crm_id(prefix: &str, number: usize) -> String {
    format!("{prefix}{number:012}AAA")
}
