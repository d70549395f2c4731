//! Finding what somebody named, and the nearest names where there is no such thing.

use grounding::Account;

use crate::failure::{Hinted, Kind};

/// How many near names are worth listing.
const NEAREST: usize = 3;

/// The account that a file names: exactly, by its slug, its display name or an alias. A person
/// may shorten a name; data may not.
pub(crate) fn exact<'a>(accounts: &'a [Account], name: &str) -> anyhow::Result<&'a Account> {
    let found = account(&accounts.iter().collect::<Vec<_>>(), name)?;
    if found.answers_to(name) {
        return Ok(found);
    }
    let hint = format!("did you mean `{}`?", found.id);
    Err(Hinted::new(format!("no account is called `{name}`"), [hint])
        .of_kind(Kind::Missing)
        .into())
}

/// The account that somebody named: by its slug, its display name or any id another system
/// gives it.
pub(crate) fn account<'a>(accounts: &[&'a Account], name: &str) -> anyhow::Result<&'a Account> {
    let all = || accounts.iter().copied();
    let exact = all().find(|account| account.id.as_str() == name);
    let fitting: Vec<&Account> = match exact {
        Some(account) => vec![account],
        None => all().filter(|account| account.answers_to(name)).collect(),
    };
    if let [account] = fitting.as_slice() {
        return Ok(account);
    }
    if accounts.is_empty() {
        let hint = "`vouch ingest PATH` reads exports; `--from PATH` reads them for one run";
        return Err(Hinted::new(
            format!("no account is called `{name}`: nothing has been ingested yet"),
            [hint.to_owned()],
        )
        .of_kind(Kind::Missing)
        .into());
    }
    if fitting.len() > 1 {
        let names: Vec<String> = fitting.iter().map(|account| format!("`{}`", account.id)).collect();
        let message = format!("`{name}` names more than one account");
        return Err(Hinted::new(message, [format!("name one of {}", names.join(", "))]).into());
    }
    // A slug that begins as the name does is what was meant, if there is only one.
    let begun: Vec<&Account> = all()
        .filter(|account| account.id.as_str().starts_with(&format!("{}-", name.to_lowercase())))
        .collect();
    if let [account] = begun.as_slice() {
        return Ok(account);
    }
    let near = nearest(name, all().map(|account| account.id.as_str()));
    let mut hints = Vec::new();
    if !near.is_empty() {
        hints.push(format!("did you mean {}?", near.join(", ")));
    }
    hints.push("`vouch accounts` lists all of them".to_owned());
    Err(Hinted::new(format!("no account is called `{name}`"), hints)
        .of_kind(Kind::Missing)
        .into())
}

/// The names nearest to one that was mistyped, best first.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<String> {
    // People write a name with blanks where the slug has dashes.
    let wanted = name.trim().to_lowercase().replace(' ', "-");
    let mut near: Vec<(usize, &str)> = candidates
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let apart = if lower.contains(&wanted) {
                0
            } else {
                least_distance(&wanted, &lower)
            };
            (apart * 2 <= wanted.chars().count().max(2)).then_some((apart, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup_by_key(|(_, candidate)| *candidate);
    near.into_iter()
        .take(NEAREST)
        .map(|(_, candidate)| format!("`{candidate}`"))
        .collect()
}

/// The distance to a name, or to as many of its first words as come nearest: people shorten.
fn least_distance(wanted: &str, name: &str) -> usize {
    let ends = name.match_indices(['-', ' ']).map(|(at, _)| at).chain([name.len()]);
    ends.map(|end| distance(wanted, &name[..end]))
        .min()
        .unwrap_or(usize::MAX)
}

/// The number of letters to insert, remove or change (Levenshtein 1966).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, to) in right.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use grounding::AccountId;

    use super::*;

    fn accounts() -> Vec<Account> {
        let of = |name: &str| Account {
            id: AccountId::from_name(name),
            name: name.to_owned(),
            aliases: Vec::new(),
        };
        vec![of("Birch Lake Media"), of("Birch Lane Media"), of("Oldfen Foods")]
    }

    fn find(name: &str) -> Result<String, String> {
        let accounts = accounts();
        account(&accounts.iter().collect::<Vec<_>>(), name)
            .map(|found| found.id.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn twins_are_never_taken_for_one_another() {
        assert_eq!(find("birch-lake-media"), Ok("birch-lake-media".to_owned()));
        assert_eq!(find("oldfen"), Ok("oldfen-foods".to_owned()));
        assert!(find("birch").is_err());
        assert_eq!(
            nearest("oldfne", accounts().iter().map(|it| it.id.as_str())),
            ["`oldfen-foods`"]
        );
        assert!(find("birch-lale-media").is_err());
        assert_eq!(
            nearest("birch-lale-media", accounts().iter().map(|it| it.id.as_str())),
            ["`birch-lake-media`", "`birch-lane-media`"]
        );
    }
}
