//! What is no table: tickets, invoices, success plans, calls, mails, order forms.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::customer::{Customer, TODAY, ago};

pub(super) fn order_form(customer: &Customer) -> String {
    let Customer {
        name,
        seats,
        value,
        renewal,
        ..
    } = customer;
    let day = renewal.strftime("%-d %B %Y");
    format!(
        "# Order form QH-{}\n\nBetween Quillhaven Ltd (\"Supplier\") and {name} (\"Customer\").\n\n\
         - Service: Quillhaven Label Desk, {seats} users\n- Annual fee: EUR {value}\n- Term: 24 months from 1 March 2025\n\
         - Renewal date: {day}\n- Integrations: none\n- Discount: none\n\n\
         Signed for the Customer: Marit Olsen, Managing Director, 20 February 2025\n\
         Signed for the Supplier: Dana Whitcombe, 20 February 2025\n",
        customer.code
    )
}

pub(super) fn mail(customer: &Customer, at: usize, day: Date, text: &str) -> String {
    let mut mail = String::new();
    let sent = day.strftime("%a, %d %b %Y");
    let _ = write!(
        mail,
        "From: Ines Falk <{}>\nTo: Tobias Renn <tobias.renn@quillhaven.example>\nSubject: Where we are\n\
         Date: {sent} 09:15:00 +0000\nMessage-ID: <{at}.{}@{}.example>\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\nDear Tobias,\n\n{text}\n\nInes\n",
        customer.champion(),
        day.strftime("%Y%m%d"),
        customer.slug
    );
    mail
}

pub(super) fn tickets(customers: &[Customer]) -> Value {
    let all =
        customers.iter().flat_map(|customer| {
            customer.tickets.iter().enumerate().map(move |(at, (subject, day, status, priority))| {
            let id = u64::from(customer.organization()) * 100 + u64::try_from(at).unwrap();
            let author = customer.requester();
            json!({
                "id": id, "subject": subject, "description": subject, "status": status, "priority": priority,
                "organization_id": customer.organization(), "requester_id": author, "assignee_id": 7021, "tags": [],
                "created_at": format!("{day}T10:15:00Z"), "updated_at": format!("{day}T11:15:00Z"),
                "comments": [{
                    "id": id * 10 + 1, "type": "Comment", "author_id": author, "body": subject, "public": true,
                    "created_at": format!("{day}T10:15:00Z"),
                }],
            })
        })
        });
    json!({"tickets": all.collect::<Vec<_>>()})
}

pub(super) fn users(customers: &[Customer]) -> Value {
    let ours = json!({
        "id": 7021, "name": "Tobias Renn", "email": "tobias.renn@quillhaven.example", "role": "agent",
        "organization_id": null, "active": true,
    });
    let theirs = customers.iter().map(|customer| {
        json!({
            "id": customer.requester(), "name": "Ines Falk", "email": customer.champion(), "role": "end-user",
            "organization_id": customer.organization(), "active": true,
        })
    });
    json!({"users": std::iter::once(ours).chain(theirs).collect::<Vec<_>>()})
}

pub(super) fn organizations(customers: &[Customer]) -> Value {
    let all = customers.iter().map(|customer| {
        json!({
            "id": customer.organization(), "name": customer.name, "external_id": customer.crm("001"),
            "domain_names": [format!("{}.example", customer.slug)],
            "created_at": "2025-01-06T08:00:00Z", "updated_at": "2026-01-12T08:00:00Z",
        })
    });
    json!({"organizations": all.collect::<Vec<_>>()})
}

pub(super) fn invoices(customers: &[Customer]) -> Value {
    let second = |day: Date| day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second();
    let all = customers.iter().flat_map(|customer| {
        customer
            .invoices
            .iter()
            .enumerate()
            .map(move |(at, (number, due, paid))| {
                let created = due.checked_sub(30.days()).unwrap().min(TODAY);
                let (left, given) = if *paid { (0, 1_200_000) } else { (1_200_000, 0) };
                json!({
                    "id": format!("in_{}{at}Falk", customer.code), "object": "invoice", "number": number,
                    "customer": format!("cus_{}Falk", customer.code), "customer_name": customer.name,
                    "status": if *paid { "paid" } else { "open" },
                    "amount_due": 1_200_000, "amount_paid": given, "amount_remaining": left, "currency": "eur",
                    "created": second(created), "due_date": second(*due), "livemode": true,
                })
            })
    });
    json!({"object": "list", "url": "/v1/invoices", "has_more": false, "data": all.collect::<Vec<_>>()})
}

pub(super) fn plans(customers: &[Customer]) -> Value {
    let accounts = customers.iter().map(|customer| {
        let code = customer.code;
        let goals = customer.goals.iter().enumerate().map(|(at, goal)| {
            json!({
                "id": format!("OBJ-{code}-{at}"), "name": goal.name, "description": "", "status": goal.status,
                "owner": "Tobias Renn", "dueDate": goal.due.to_string(), "activities": [],
                "kpis": [{
                    "id": format!("KPI-{code}-{at}"), "metric": goal.metric, "unit": goal.unit,
                    "baseline": goal.baseline.to_string(), "baselineDate": ago(150).to_string(),
                    "target": goal.target.to_string(), "current": goal.current.to_string(),
                    "currentDate": ago(6).to_string(), "status": goal.status, "due": goal.due.to_string(),
                }],
            })
        });
        json!({
            "accountId": customer.crm("001"), "accountName": customer.name, "slug": customer.slug,
            "activities": [], "risks": [],
            "successPlans": [{
                "id": format!("PLAN-{code}"), "name": "Label lines", "status": "Active", "owner": "Tobias Renn",
                "startDate": "2026-01-12", "endDate": "2026-12-18", "activities": [], "businessChallenges": [],
                "objectives": goals.collect::<Vec<_>>(),
            }],
        })
    });
    json!({"accounts": accounts.collect::<Vec<_>>()})
}

pub(super) fn calls(customers: &[Customer]) -> Value {
    let all = customers.iter().flat_map(|customer| {
        customer.calls.iter().enumerate().map(move |(at, (day, _))| {
            let id = format!("{}{at}", customer.organization());
            let party = |number: u32, mail: String, name: &str, title: &str, side: &str| {
                json!({
                    "id": format!("p{id}{number}"), "emailAddress": mail, "name": name, "title": title,
                    "userId": null, "speakerId": format!("{id}{number}"), "affiliation": side,
                })
            };
            json!({
                "metaData": {
                    "id": id, "title": format!("{}: monthly call", customer.name),
                    "started": format!("{day}T09:01:00Z"), "duration": 1860,
                    "primaryUserId": "0058d00000Nq1KaAAJ", "system": "Zoom", "scope": "External",
                },
                "context": [{"system": "Salesforce", "objects": [{"objectType": "Account", "objectId": customer.crm("001")}]}],
                "parties": [
                    party(1, "tobias.renn@quillhaven.example".to_owned(), "Tobias Renn", "Customer Success Manager", "Internal"),
                    party(2, format!("marit.olsen@{}.example", customer.slug), "Marit Olsen", "Managing Director", "External"),
                    party(3, customer.champion(), "Ines Falk", "Head of Production", "External"),
                ],
            })
        })
    });
    let all: Vec<Value> = all.collect();
    json!({"requestId": "qh-1", "records": {"totalRecords": all.len(), "currentPageSize": all.len(), "currentPageNumber": 0}, "calls": all})
}

pub(super) fn transcripts(customers: &[Customer]) -> Value {
    let all = customers.iter().flat_map(|customer| {
        customer.calls.iter().enumerate().map(move |(at, (_, said))| {
            let id = format!("{}{at}", customer.organization());
            let turn = |number: u32, start: u32, text: &str| {
                json!({
                    "speakerId": format!("{id}{number}"), "topic": null,
                    "sentences": [{"start": start, "end": start + 3000, "text": text}],
                })
            };
            json!({
                "callId": id,
                "transcript": [turn(1, 4000, "How does it go at your end?"), turn(3, 8000, said), turn(2, 12000, "Let us meet again next month.")],
            })
        })
    });
    let all: Vec<Value> = all.collect();
    json!({"requestId": "qh-2", "records": {"totalRecords": all.len(), "currentPageSize": all.len(), "currentPageNumber": 0}, "callTranscripts": all})
}
