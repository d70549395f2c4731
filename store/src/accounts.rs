//! Accounts and the names they go by.

use std::collections::BTreeMap;

use grounding::{Account, AccountId, Alias, AliasSystem};
use sqlx::{Sqlite, SqliteConnection, SqliteExecutor};

use crate::{Store, StoreError, revisions};

const ALL: &str = "
    SELECT account.id, account.name, alias.system, alias.value
    FROM account LEFT JOIN alias ON alias.account = account.id";
const PUT: &str = "
    INSERT INTO account (id, name) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name";
const DROP_ALIASES: &str = "DELETE FROM alias WHERE account = $1";
const ADD_ALIAS: &str = "INSERT INTO alias (account, system, value) VALUES ($1, $2, $3)";

impl Store {
    /// Takes in accounts: new ones are added, known ones get this name and these aliases.
    /// Accounts that are not among them stay as they are.
    pub async fn put_accounts(&self, accounts: &[Account]) -> Result<(), StoreError> {
        let doing = "storing accounts";
        let mut transaction = self.begin(doing).await?;
        let mut held = self.all_accounts(&mut *transaction, doing).await?;
        let mut changed = false;
        for account in accounts {
            let mut account = account.clone();
            account.aliases.sort();
            account.aliases.dedup();
            if held.get(&account.id) != Some(&account) {
                put(&mut transaction, &account).await.map_err(self.fail(doing))?;
                held.insert(account.id.clone(), account);
                changed = true;
            }
        }
        if changed {
            let next = self.next_revision(&mut transaction, doing).await?;
            revisions::set_evidence_revision(&mut transaction, next)
                .await
                .map_err(self.fail(doing))?;
        }
        transaction.commit().await.map_err(self.fail(doing))
    }

    pub(crate) async fn all_accounts<'e>(
        &self,
        executor: impl SqliteExecutor<'e, Database = Sqlite>,
        doing: &'static str,
    ) -> Result<BTreeMap<AccountId, Account>, StoreError> {
        let rows: Vec<(String, String, Option<String>, Option<String>)> = sqlx::query_as(ALL)
            .fetch_all(executor)
            .await
            .map_err(self.fail(doing))?;
        let mut accounts = BTreeMap::new();
        for (slug, name, system, value) in rows {
            let id = AccountId::new(slug);
            let account = accounts.entry(id.clone()).or_insert_with(|| Account {
                id,
                name,
                aliases: Vec::new(),
            });
            if let (Some(system), Some(value)) = (system, value) {
                let Some(system) = system_of(&system) else {
                    let account = account.id.as_str().to_owned();
                    return Err(StoreError::UnknownSystem { account, value, system });
                };
                account.aliases.push(Alias { system, value });
            }
        }
        for account in accounts.values_mut() {
            account.aliases.sort();
        }
        Ok(accounts)
    }
}

async fn put(connection: &mut SqliteConnection, account: &Account) -> sqlx::Result<()> {
    let id = account.id.as_str();
    sqlx::query(PUT)
        .bind(id)
        .bind(&account.name)
        .execute(&mut *connection)
        .await?;
    sqlx::query(DROP_ALIASES).bind(id).execute(&mut *connection).await?;
    for alias in &account.aliases {
        let statement = sqlx::query(ADD_ALIAS)
            .bind(id)
            .bind(system_name(alias.system))
            .bind(&alias.value);
        statement.execute(&mut *connection).await?;
    }
    Ok(())
}

fn system_name(system: AliasSystem) -> &'static str {
    match system {
        AliasSystem::Slug => "slug",
        AliasSystem::Crm => "crm",
        AliasSystem::Tickets => "tickets",
        AliasSystem::Billing => "billing",
        AliasSystem::Usage => "usage",
        AliasSystem::Domain => "domain",
    }
}

fn system_of(name: &str) -> Option<AliasSystem> {
    let systems = [
        AliasSystem::Slug,
        AliasSystem::Crm,
        AliasSystem::Tickets,
        AliasSystem::Billing,
        AliasSystem::Usage,
        AliasSystem::Domain,
    ];
    systems.into_iter().find(|&system| system_name(system) == name)
}
