//! Whose contract a file is.

use std::path::Path;

use grounding::AccountId;

use super::super::directory::Directory;

/// The account that the innermost folder, the file's name or the text names.
pub(super) fn account(path: &Path, text: &str, directory: &Directory) -> Result<AccountId, String> {
    let components: Vec<String> = path
        .components()
        .rev()
        .map(|component| component.as_os_str().to_string_lossy().into_owned())
        .collect();
    if let Some(found) = components
        .iter()
        .find_map(|component| of_component(component, directory))
    {
        return Ok(found);
    }
    let file_name = components.first().map_or("", String::as_str);
    for (text, by_slug) in [(file_name, true), (text, false)] {
        match mentioned(text, by_slug, directory).as_slice() {
            [] => {}
            [account] => return Ok(account.clone()),
            several => {
                let listed: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
                return Err(format!("the account could be any of {}", listed.join(", ")));
            }
        }
    }
    Err("unknown account: neither the path nor the text names one".to_owned())
}

/// The account whose slug or display name a folder or a file's stem is.
fn of_component(component: &str, directory: &Directory) -> Option<AccountId> {
    let stem = component.split_once('.').map_or(component, |(stem, _)| stem);
    [component, stem].into_iter().find_map(|name| {
        let as_slug = AccountId::from_name(name);
        directory.by_slug(name).or_else(|| {
            let mut named = directory.accounts().filter(|account| {
                account.name.eq_ignore_ascii_case(name) || AccountId::from_name(&account.name) == as_slug
            });
            let first = named.next()?;
            named.next().is_none().then(|| first.id.clone())
        })
    })
}

/// The accounts whose name stands in the text, apart from where it is part of a longer one's.
pub(in super::super) fn mentioned(text: &str, by_slug: bool, directory: &Directory) -> Vec<AccountId> {
    let mut names: Vec<(String, &AccountId)> = directory
        .accounts()
        .map(|account| {
            let name = if by_slug { account.id.as_str() } else { &account.name };
            (name.to_lowercase(), &account.id)
        })
        .filter(|(name, _)| !name.is_empty())
        .collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut rest = text.to_lowercase();
    let mut found = Vec::new();
    for (name, id) in names {
        let places: Vec<usize> = rest
            .match_indices(&name)
            .map(|(at, _)| at)
            .filter(|at| {
                let before = rest[..*at].chars().next_back();
                let after = rest[at + name.len()..].chars().next();
                ![before, after].into_iter().flatten().any(char::is_alphanumeric)
            })
            .collect();
        if !places.is_empty() {
            found.push(id.clone());
            rest = rest.replace(&name, "\n");
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use grounding::Account;

    use super::*;

    #[test]
    fn the_folder_counts_before_the_text_and_longer_names_before_shorter() {
        let accounts: Vec<Account> = ["Orrin", "Orrin Mills", "Quill"]
            .into_iter()
            .map(|name| Account {
                id: AccountId::from_name(name),
                name: name.to_owned(),
                aliases: Vec::new(),
            })
            .collect();
        let directory = Directory::new(&accounts, Vec::new());
        let of = |path: &str, text: &str| account(Path::new(path), text, &directory).map(|id| id.as_str().to_owned());
        assert_eq!(of("x/Orrin Mills/a.txt", "Quill"), Ok("orrin-mills".to_owned()));
        assert_eq!(
            of("x/2024_orrin-mills_final.txt", "Quill"),
            Ok("orrin-mills".to_owned())
        );
        assert_eq!(
            of("x/a.txt", "between Vendor and ORRIN MILLS Ltd"),
            Ok("orrin-mills".to_owned())
        );
        assert_eq!(of("x/a.txt", "the orrinal and Quill's"), Ok("quill".to_owned()));
        assert_eq!(
            of("x/a.txt", "Orrin and Quill"),
            Err("the account could be any of `orrin`, `quill`".to_owned())
        );
    }
}
