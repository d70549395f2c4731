//! Success plans as one nested JSON document: accounts, their plans, and within those business
//! challenges, objectives with KPIs and playbooks with tasks, and risks. Activities may hang
//! anywhere. No vendor's own format: customer-success platforms have these objects in common,
//! and this is how an export job nests them.
//!
//! Objects are told by the list they stand in, wherever that is nested. Each becomes a source
//! whose text holds its plain fields in the order of the file.

mod node;
mod object;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Affiliation, Alias, AliasSystem, Author, SourceId, SourceKind, Span};

use super::Format;
use super::batch::{Batch, Facts};
use super::directory::{AccountRef, Authority, Identity};
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::part::Part;
use super::salesforce::ids;
use node::Node;
use object::Fields;
use walk::Walk;

/// Takes an export of success plans apart.
pub(super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut accounts = Vec::new();
    let mut quarantined = Vec::new();
    let mut read = 0;
    for (index, raw) in part.records.iter().enumerate() {
        let mut walk = Walk::new(file);
        let fields = walk.account(raw, &part.at(index));
        read += walk.nodes.len() + walk.bad.len();
        quarantined.append(&mut walk.bad);
        accounts.push(PlanAccount::new(&fields, walk.nodes));
    }
    Parsed::new(Format::SuccessPlans, read, quarantined, Plans(accounts))
}

struct Plans(Vec<PlanAccount>);

struct PlanAccount {
    /// The ways in which an activity may name the account as its parent.
    names: Vec<String>,
    identity: Identity,
    account: AccountRef,
    nodes: Vec<Node>,
}

impl PlanAccount {
    fn new(fields: &Fields, nodes: Vec<Node>) -> Self {
        let crm = fields.get(&["accountid", "salesforceid", "crmid", "externalid"]);
        let name = fields.get(&["accountname", "name", "companyname"]);
        let slug = fields.get(&["slug", "accountslug", "key"]);
        let is_crm = ids::is_account(crm);
        let account = if is_crm {
            AccountRef::Crm(vec![ids::full(crm)])
        } else {
            let best = [slug, crm, name].into_iter().find(|it| !it.is_empty());
            AccountRef::Name(best.unwrap_or_default().to_owned())
        };
        let identity = Identity {
            authority: Authority::SuccessPlan,
            slug: Some(slug.to_owned()).filter(|slug| !slug.is_empty()),
            name: name.to_owned(),
            aliases: is_crm
                .then(|| Alias {
                    system: AliasSystem::Crm,
                    value: ids::full(crm),
                })
                .into_iter()
                .collect(),
        };
        let names = [crm, slug, name, fields.get(&["id"])];
        Self {
            names: names.into_iter().filter(|it| !it.is_empty()).map(ids::full).collect(),
            identity,
            account,
            nodes,
        }
    }

    fn label(&self) -> &str {
        match &self.identity.slug {
            Some(slug) => slug,
            None => &self.identity.name,
        }
    }

    /// Where an activity hangs by its own account: none if that is at another account's, or at
    /// nothing.
    fn path_of(
        &self,
        node: &Node,
        paths: &BTreeMap<String, Vec<SourceId>>,
        batch: &Batch,
    ) -> Result<Vec<SourceId>, String> {
        let parent = node.parent.as_str();
        if parent.is_empty() || parent == node.container {
            return Ok(node.path.clone());
        }
        if self.names.contains(&ids::full(parent)) {
            return Ok(Vec::new());
        }
        if let Some(path) = paths.get(parent) {
            return Ok(path.clone());
        }
        Err(match batch.shared.plan_objects.get(parent) {
            Some(owners) => {
                let listed: Vec<String> = owners.iter().map(|owner| format!("`{owner}`")).collect();
                format!("parent `{parent}` belongs to {}", listed.join(", "))
            }
            None => format!("unknown parent `{parent}`"),
        })
    }
}

impl Export for Plans {
    fn announce(&self, facts: &mut Facts) {
        for account in &self.0 {
            // An account that is only referred to is not made up from nothing.
            if account.identity.slug.is_some() || !account.identity.name.is_empty() {
                facts.identities.push(account.identity.clone());
            }
            for node in account.nodes.iter().filter(|node| !node.is_activity()) {
                let owners: &mut BTreeSet<String> = facts.shared.plan_objects.entry(node.id.clone()).or_default();
                owners.insert(account.label().to_owned());
            }
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for account in self.0 {
            account.finish(batch, sink);
        }
    }
}

impl PlanAccount {
    fn finish(mut self, batch: &Batch, sink: &mut Sink) {
        let resolved = batch.directory.resolve(&self.account, &batch.shared.crm_parents);
        let nodes = std::mem::take(&mut self.nodes);
        let paths: BTreeMap<String, Vec<SourceId>> = nodes
            .iter()
            .filter(|node| !node.is_activity())
            .map(|node| {
                let mut path = node.path.clone();
                path.push(node.draft.source.id.clone());
                (node.id.clone(), path)
            })
            .collect();
        for node in nodes {
            let placed = match &resolved {
                Ok(account) => self.path_of(&node, &paths, batch).map(|path| (account.clone(), path)),
                Err(reason) => Err(reason.clone()),
            };
            match placed {
                Ok((account, path)) => {
                    let mut draft = node.finish(path, sink.as_of());
                    draft.source.account = account;
                    sign(&mut draft, batch);
                    sink.take_placed(draft);
                }
                Err(reason) => sink.refuse(node.draft.refuse(reason)),
            }
        }
    }
}

/// Activities are what the vendor's people write down.
fn sign(draft: &mut Draft, batch: &Batch) {
    let source = &mut draft.source;
    if source.kind != SourceKind::Activity {
        return;
    }
    let name = ["author", "owner", "createdBy"]
        .iter()
        .find_map(|field| source.field(field).filter(|name| !name.is_empty()));
    if let Some(name) = name.map(str::to_owned) {
        let email = batch
            .people
            .named(&name, source.account.as_ref())
            .filter(|person| person.affiliation == Affiliation::Vendor)
            .and_then(|person| person.email.clone());
        source.authors = vec![Author {
            span: Span::new(0, source.text.len()),
            name,
            email,
            affiliation: Affiliation::Vendor,
        }];
    }
}

#[cfg(test)]
mod tests;
