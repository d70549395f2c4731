//! The accounts that something is wrong with, and their exports.

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::summary::{PLANS, changed, plans};

/// An account of these tests: its id, and its name.
pub(super) type Account = (&'static str, &'static str);

pub(super) const NO_GOALS: Account = ("no-goals", "Aldgate Tools");
pub(super) const UNKNOWN: Account = ("barrow", "Barrow Tiles");
pub(super) const SECRET: Account = ("secret", "Corby Looms");
pub(super) const FORTY: Account = ("forty", "Denholm Rail");
pub(super) const OWNERS: Account = ("owners", "Elgin Boats");
pub(super) const DEALS: Account = ("deals", "Fleet Paper");
pub(super) const SCRIPT: Account = ("script", "Клиника Рассвет");
const ALL: [Account; 7] = [NO_GOALS, UNKNOWN, SECRET, FORTY, OWNERS, DEALS, SCRIPT];

fn crm_id(at: usize) -> String {
    format!("0018d00000Od{at}AaAAJ")
}

/// A goal that is on its way, with a KPI.
fn goal(id: &str, place: &str) -> Value {
    json!({
        "id": format!("OBJ-{id}"), "name": format!("Answer requests of {place} within 2 hours"), "description": "",
        "status": "On Track", "owner": "Nora Quist", "dueDate": "2026-12-18",
        "kpis": [{
            "id": format!("KPI-{id}"), "metric": format!("answer time of {place}"), "unit": "h", "baseline": "9",
            "baselineDate": "2026-03-31", "target": "2", "current": "5", "currentDate": "2026-06-20",
            "status": "On Track", "due": "2026-12-18",
        }],
    })
}

/// The name of a depot that no other has.
fn depot(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    format!("depot {}{}", letter(at / 8), letter(at % 8))
}

/// The customers' exports with these accounts.
pub(super) fn exports() -> Exports {
    let mut exports = changed();
    for (at, (id, name)) in ALL.into_iter().enumerate() {
        let crm = crm_id(at);
        exports = exports.append("accounts.map.csv", &format!("{id},{name},{crm},,,{id}.example\n"));
        if [UNKNOWN, SECRET].contains(&(id, name)) {
            continue;
        }
        let account = format!(
            "\"{crm}\",\"{name}\",\"0058d00000Nq1KaAAJ\",\"Trade\",\"\",\"\",\"\",\"0\",\"2024-12-02T11:05:00.000Z\"\n"
        );
        let won = deal(
            &format!("0068d00000Od{at}WnAAJ"),
            &crm,
            (name, "Quotation desk"),
            "Closed Won",
        );
        exports = exports
            .append("salesforce/Account.csv", &account)
            .append("salesforce/Opportunity.csv", &won);
    }
    let crm_of = |account: Account| crm_id(ALL.iter().position(|it| *it == account).unwrap());
    let open = [("O1", "Second mill"), ("O2", "Archive")].map(|(end, what)| {
        deal(
            &format!("0068d00000OdZ{end}AAJ"),
            &crm_of(DEALS),
            (DEALS.1, what),
            "Proposal",
        )
    });
    let contact = format!(
        "\"0038d00000Od6PeAAJ\",\"{}\",\"Анна Петрова\",\"Директор\",\"Executive Sponsor\",\"anna@script.example\",\"0\"\n",
        crm_of(SCRIPT)
    );
    let secret = "---\naccount: secret\nauthor: Joan Abara\ndate: 2026-06-19\nkind: restricted\n\
                  visibility: restricted\ntitle: \"Restricted\"\n---\n\nIn confidence: the looms are to be sold.\n";
    let exports = exports
        .append("salesforce/Opportunity.csv", &open.concat())
        .append("salesforce/Contact.csv", &contact)
        .write("notes/secret-2026-06-19.md", secret);
    let mut all = plans(&exports);
    let forty = (0..40).map(|at| goal(&format!("F-{at}"), &depot(at))).collect();
    for (account, owner, goals) in [
        (NO_GOALS, "Nora Quist", vec![]),
        (FORTY, "Nora Quist", forty),
        (OWNERS, "Ewan Harte", vec![goal("O", "the yard")]),
        (DEALS, "Nora Quist", vec![goal("D", "the mill")]),
        (SCRIPT, "Nora Quist", vec![goal("S", "the ward")]),
    ] {
        let activities = if account == SCRIPT {
            json!([{
                "id": "ACT-S", "level": "account", "parentId": crm_of(account), "date": "2026-06-20", "type": "Call",
                "author": "Nora Quist", "visibility": "shareable",
                "text": "Анна Петрова сказала, что заявки обрабатываются за 5 часов.",
            }])
        } else {
            json!([])
        };
        all["accounts"].as_array_mut().unwrap().push(json!({
            "accountId": crm_of(account), "accountName": account.1, "slug": account.0, "activities": activities,
            "risks": [],
            "successPlans": [{
                "id": format!("PLAN-{}", account.0), "name": "First year", "status": "Active", "owner": owner,
                "startDate": "2026-04-01", "endDate": "2026-12-18", "objectives": goals,
            }],
        }));
    }
    exports.write(PLANS, &all.to_string())
}

fn deal(id: &str, crm: &str, (name, what): (&str, &str), stage: &str) -> String {
    let (kind, closed, day) = match stage {
        "Closed Won" => ("New Business", "1", "2026-06-15"),
        _ => ("Expansion", "0", "2026-08-15"),
    };
    format!(
        "\"{id}\",\"{crm}\",\"{name} - {what}\",\"{stage}\",\"{kind}\",\"10000\",\"GBP\",\"{day}\",\"{closed}\",\
         \"{closed}\",\"0058d00000Dw1AbAAJ\",\"\",\"0\",\"2026-05-04T10:00:00.000Z\"\n"
    )
}
