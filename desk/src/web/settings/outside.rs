//! What is outside of the desk: who is told what happens, and files that no built-in reader knows.

use reqwest::Url;
use retrieval::read::Mapping;

use super::rows::listed;
use crate::settings::Subscriber;

/// Somebody who is told what happens.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SubscriberView {
    pub(super) name: String,
    /// The folder, or the machine that is called.
    pub(super) target: String,
    pub(super) events: String,
    /// Which environment variable holds what messages are signed with.
    pub(super) signed: String,
}

/// What the columns of a file mean.
pub(super) struct MappingView {
    pub(super) name: String,
    pub(super) sources: String,
    pub(super) columns: String,
}

/// The subscribers, without what would let somebody write to them: the path of an address is often
/// as good as a password.
pub(super) fn subscribers(subscribers: &[Subscriber]) -> Vec<SubscriberView> {
    let views = subscribers.iter().map(|it| SubscriberView {
        name: it.name.clone(),
        target: match (&it.folder, &it.url) {
            (Some(folder), _) => format!("the folder {}", folder.display()),
            (None, Some(url)) => host(url),
            (None, None) => String::new(),
        },
        events: listed(it.events.iter().map(|event| event.replace('_', " ")), "everything"),
        signed: it
            .secret_env
            .as_ref()
            .map_or_else(|| "no".to_owned(), |name| format!("with {name}")),
    });
    views.collect()
}

/// The mappings.
pub(super) fn mappings(mappings: &[Mapping]) -> Vec<MappingView> {
    let views = mappings.iter().map(|it| MappingView {
        name: it.name.clone(),
        sources: format!("{}:{}", it.system, it.object),
        columns: it.columns.join(", "),
    });
    views.collect()
}

/// An address without a name, a password or anything that is asked with it.
pub(super) fn without_secrets(address: &str) -> String {
    let Ok(url) = address.parse::<Url>() else {
        return "an address that can't be read".to_owned();
    };
    format!(
        "{}{}",
        url.origin().ascii_serialization(),
        url.path().trim_end_matches('/')
    )
}

/// The machine that an address is of.
fn host(address: &str) -> String {
    match address.parse::<Url>() {
        Ok(url) => url.origin().ascii_serialization(),
        Err(_) => "an address that can't be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_of_an_address_is_shown() {
        let told = |url: &str| {
            let subscriber = Subscriber {
                name: "crm".to_owned(),
                folder: None,
                url: Some(url.to_owned()),
                secret_env: None,
                events: Vec::new(),
            };
            let views = subscribers(&[subscriber]);
            format!("{} | {}", views[0].target, without_secrets(url))
        };
        let all = [
            told("https://me:pass@hooks.example.com:8443/services/T0/secret?token=secret"),
            told("http://127.0.0.1:8080/v1/"),
            told("hooks"),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        https://hooks.example.com:8443 | https://hooks.example.com:8443/services/T0/secret
        http://127.0.0.1:8080 | http://127.0.0.1:8080/v1
        an address that can't be read | an address that can't be read
        ");
    }
}
