//! A table of the names an account has in each system, as teams keep it by hand or export it
//! from a data warehouse: `slug, account_name, salesforce_id, zendesk_org_id, stripe_customer,
//! email_domain, amplitude_workspace`, in any order and with any of them missing.
//!
//! It names accounts and holds no evidence.

use grounding::{Alias, AliasSystem};

use super::Format;
use super::batch::{Batch, Facts};
use super::directory::{Authority, Identity};
use super::outcome::{Export, Parsed, Sink};
use super::salesforce::ids;
use super::table::{Columns, Table};

const SLUG: &[&str] = &["slug", "accountslug", "accountkey", "key"];
const NAME: &[&str] = &["accountname", "name", "displayname", "account", "customer", "company"];
const SYSTEMS: [(AliasSystem, &[&str]); 5] = [
    (
        AliasSystem::Crm,
        &[
            "salesforceid",
            "salesforceaccountid",
            "sfdcid",
            "sfid",
            "crmid",
            "crmaccountid",
        ],
    ),
    (
        AliasSystem::Tickets,
        &[
            "zendeskorgid",
            "zendeskorganizationid",
            "zendeskorganisationid",
            "zendeskid",
            "zendeskorg",
            "organizationid",
        ],
    ),
    (
        AliasSystem::Billing,
        &[
            "stripecustomer",
            "stripecustomerid",
            "stripeid",
            "billingid",
            "billingcustomer",
        ],
    ),
    (
        AliasSystem::Domain,
        &[
            "emaildomain",
            "emaildomains",
            "maildomain",
            "domain",
            "domains",
            "website",
        ],
    ),
    (
        AliasSystem::Usage,
        &[
            "amplitudeworkspace",
            "amplitudegroup",
            "workspace",
            "workspaceid",
            "usageworkspace",
            "productworkspace",
        ],
    ),
];

/// Whether these are the columns of such a table: accounts, as two systems name them.
pub(super) fn fits(columns: &Columns) -> bool {
    let systems = SYSTEMS.iter().filter(|(_, names)| columns.has(names)).count();
    systems >= 2 && (columns.has(SLUG) || columns.has(NAME))
}

/// Takes the table apart.
pub(super) fn parse(table: Table) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut identities = Vec::new();
    for row in &table.rows {
        let cell = |names: &[&str]| table.columns.cell(row, names).to_owned();
        let identity = Identity {
            authority: Authority::IdMap,
            slug: Some(cell(SLUG)).filter(|slug| !slug.is_empty()),
            name: cell(NAME),
            aliases: SYSTEMS
                .iter()
                .flat_map(|(system, names)| aliases(*system, &cell(names)))
                .collect(),
        };
        if identity.slug.is_none() && identity.name.is_empty() {
            quarantined.push(row.refuse("the row names no account"));
        } else {
            identities.push(identity);
        }
    }
    Parsed::new(Format::IdMap, read, quarantined, Identities(identities)).with_note("names accounts; holds no evidence")
}

/// The host of a web address or of a bare domain, without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

fn aliases(system: AliasSystem, cell: &str) -> Vec<Alias> {
    cell.split([';', '|', ',', ' '])
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .filter_map(|value| {
            let value = match system {
                AliasSystem::Crm => Some(ids::full(value)),
                AliasSystem::Domain => host(value.trim_start_matches('@')),
                _ => Some(value.to_owned()),
            }?;
            Some(Alias { system, value })
        })
        .collect()
}

/// Accounts' names and nothing else.
pub(super) struct Identities(pub(super) Vec<Identity>);

impl Export for Identities {
    fn announce(&self, facts: &mut Facts) {
        facts.identities.extend(self.0.iter().cloned());
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_given_its_names() {
        let bytes = b"Email Domain,Salesforce ID,Account Name,Slug,Tier\n@orrin.example; www.orrin.test,001A0000006Vm9r,Orrin,orrin,1\n,,,,2\n";
        let columns = Columns::of(bytes).unwrap();
        assert!(fits(&columns));
        let parsed = parse(Table::read(columns, bytes));
        let mut facts = Facts::default();
        parsed.export.unwrap().announce(&mut facts);
        let account = super::super::directory::Directory::new(&[], facts.identities);
        let account: Vec<_> = account.accounts().collect();
        let aliases: Vec<&str> = account[0].aliases.iter().map(|it| it.value.as_str()).collect();
        assert_eq!(aliases, ["001A0000006Vm9rIAC", "orrin.example", "orrin.test"]);
        assert_eq!((parsed.read, parsed.quarantined[0].at.as_str()), (2, "line 3"));
    }
}
