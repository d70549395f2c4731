//! What the tables of each system say of invented customers.

use super::customer::Customer;
use super::documents::{calls, invoices, mail, order_form, organizations, plans, tickets, transcripts, users};
use crate::exports::Exports;

/// Tables, each with its place among the exports.
struct Tables<'c> {
    customers: &'c [Customer],
    files: Vec<(String, String)>,
}

impl Tables<'_> {
    /// A table with rows of each customer.
    fn each(&mut self, file: &str, head: &str, row: &dyn Fn(&Customer) -> Vec<String>) {
        let rows: Vec<String> = self.customers.iter().flat_map(row).collect();
        self.add(file, head, &rows);
    }

    /// A table. One of no rows is no table of anything.
    fn add(&mut self, file: &str, head: &str, rows: &[String]) {
        if !rows.is_empty() {
            self.files
                .push((file.to_owned(), format!("{head}\n{}\n", rows.join("\n"))));
        }
    }

    /// What the CRM has.
    fn crm(&mut self) {
        self.each(
            "accounts.map.csv",
            "slug,account_name,salesforce_id,zendesk_org_id,stripe_customer,email_domain",
            &|it| {
                let (slug, code) = (it.slug, it.code);
                vec![format!(
                    "{slug},{},{},{},cus_{code}Falk,{slug}.example",
                    it.name,
                    it.crm("001"),
                    it.organization()
                )]
            },
        );
        self.each(
            "salesforce/Account.csv",
            r#""Id","Name","OwnerId","Segment__c","ARR__c","IsDeleted","CreatedDate""#,
            &|it| {
                let crm = it.crm("001");
                vec![format!(
                    r#""{crm}","{}","0058d00000Nq1KaAAJ","{}","{}","0","2024-06-03T09:10:00.000Z""#,
                    it.name, it.segment, it.value
                )]
            },
        );
        self.add(
            "salesforce/User.csv",
            r#""Id","Name","Email","Title","IsActive""#,
            &[
                r#""0058d00000Nq1KaAAJ","Tobias Renn","tobias.renn@quillhaven.example","Customer Success Manager","1""#
                    .to_owned(),
                r#""0058d00000Dw1AbAAJ","Dana Whitcombe","dana.whitcombe@quillhaven.example","Account Executive","1""#
                    .to_owned(),
            ],
        );
        self.each(
        "salesforce/Contact.csv",
        r#""Id","AccountId","Name","Title","Role","Email","IsDeleted""#,
        &|it| {
            let (crm, slug) = (it.crm("001"), it.slug);
            vec![
                format!(
                    r#""{}","{crm}","Marit Olsen","Managing Director","Executive Sponsor","marit.olsen@{slug}.example","0""#,
                    it.crm("003")
                ),
                format!(
                    r#""{}","{crm}","Ines Falk","Head of Production","Champion","{}","0""#,
                    it.crm("003").replace("AaAAJ", "BbAAJ"),
                    it.champion()
                ),
            ]
        },
    );
        self.each(
        "salesforce/Task.csv",
        r#""Id","AccountId","WhoId","OwnerId","Subject","Description","ActivityDate","Status","Type","IsDeleted","CreatedDate""#,
        &|it| {
            let rows = it.tasks.iter().enumerate().map(|(at, (subject, text, day, kind))| {
                format!(
                    r#""00T8d0{at:04}{:0<3}AaAAJ","{}","{}","0058d00000Nq1KaAAJ","{subject}","{text}","{day}","Completed","{kind}","0","{day}T10:00:00.000Z""#,
                    it.code,
                    it.crm("001"),
                    it.crm("003").replace("AaAAJ", "BbAAJ"),
                )
            });
            rows.collect()
        },
    );
    }

    /// What other systems have.
    fn others(&mut self) {
        self.each("usage/usage.csv", "account,date,metric,value,unit", &|it| {
            let rows = it
                .usage
                .iter()
                .map(|(metric, day, value)| format!("{},{day},{metric},{value},", it.slug));
            rows.collect()
        });
        self.each(
            "surveys/nps.csv",
            "response_id,account,respondent,score,comment,date",
            &|it| {
                let rows = it.answers.iter().enumerate().map(|(at, (day, score, comment))| {
                    format!(
                        "NPS-{}-{at},{},{},{score},\"{comment}\",{day}",
                        it.code,
                        it.slug,
                        it.champion()
                    )
                });
                rows.collect()
            },
        );
        self.each(
        "projects/projects.csv",
        "Project ID,Account,Project Name,Type,Opportunity ID,Project Status,Project Owner,Milestone ID,Milestone,Due Date,Completed Date,Created Date",
        &|it| {
            let rows = it.milestones.iter().enumerate().map(|(at, (name, due, reached))| {
                let reached = reached.map(|day| day.to_string()).unwrap_or_default();
                let code = it.code;
                format!("PRJ-{code},{},Label lines,Process improvement,,green,Tobias Renn,MS-{code}-{at},{name},{due},{reached},2026-01-12", it.slug)
            });
            rows.collect()
        },
    );
        self.each(
            "dashboard/metrics.csv",
            "dashboard,account,metric,period,value,unit,baseline,target",
            &|it| {
                let rows = it.dashboard.iter();
                let rows = rows.map(|(metric, day, value)| format!("Desk,{},{metric},{day},{value},,,", it.slug));
                rows.collect()
            },
        );
        self.each(
            "health/history.csv",
            "snapshot_id,account,date,score,colour,author,note",
            &|it| {
                let rows = it.history.iter().enumerate().map(|(at, (day, score, level))| {
                    format!(
                        "HS-{}-{at},{},{day},{score},{level},Tobias Renn,Monthly look",
                        it.code, it.slug
                    )
                });
                rows.collect()
            },
        );
    }
}

/// The exports of several customers.
pub(super) fn write(customers: &[Customer]) -> Exports {
    let mut tables = Tables {
        customers,
        files: Vec::new(),
    };
    tables.crm();
    tables.others();
    let mut exports = Exports::empty();
    for (file, text) in tables.files {
        exports = exports.write(&file, &text);
    }
    exports = exports
        .write("zendesk/tickets.json", &tickets(customers).to_string())
        .write("zendesk/users.json", &users(customers).to_string())
        .write("zendesk/organizations.json", &organizations(customers).to_string())
        .write("billing/invoices.json", &invoices(customers).to_string())
        .write("success-plans/plans.json", &plans(customers).to_string())
        .write("gong/calls.json", &calls(customers).to_string())
        .write("gong/transcripts.json", &transcripts(customers).to_string());
    for customer in customers {
        let slug = customer.slug;
        exports = exports.write(&format!("contracts/{slug}/order-form.md"), &order_form(customer));
        for (at, (day, text)) in customer.mails.iter().enumerate() {
            exports = exports.write(&format!("mail/{slug}-{at}.eml"), &mail(customer, at, *day, text));
        }
    }
    exports
}
