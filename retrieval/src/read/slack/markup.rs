//! Slack's `mrkdwn` as people see it.

use std::collections::BTreeMap;

use super::super::markup::unescape;
use super::directory::SlackUser;

/// Replaces references to people, channels and addresses by what is shown for them.
pub(super) fn plain(text: &str, users: &BTreeMap<String, SlackUser>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(&unescape(before));
        // What people write themselves is escaped, so each of these is a reference.
        let Some((reference, after)) = after.split_once('>') else {
            plain.push('<');
            rest = after;
            continue;
        };
        plain.push_str(&shown(reference, users));
        rest = after;
    }
    plain.push_str(&unescape(rest));
    plain
}

fn shown(reference: &str, users: &BTreeMap<String, SlackUser>) -> String {
    let (target, label) = match reference.split_once('|') {
        Some((target, label)) => (target, Some(unescape(label)).filter(|it| !it.is_empty())),
        None => (reference, None),
    };
    if let Some(user) = target.strip_prefix('@') {
        let known = users.get(user).map(|it| it.name.clone()).filter(|it| !it.is_empty());
        return marked('@', &known.or(label).unwrap_or_else(|| user.to_owned()));
    }
    if let Some(channel) = target.strip_prefix('#') {
        return marked('#', label.as_deref().unwrap_or(channel));
    }
    if let Some(special) = target.strip_prefix('!') {
        // `here`, `channel`, `subteam^S1|@support`, `date^1^{date}|1 May`.
        return label.unwrap_or_else(|| format!("@{}", special.split('^').next().unwrap_or(special)));
    }
    label.unwrap_or_else(|| {
        let target = unescape(target);
        target.strip_prefix("mailto:").map(str::to_owned).unwrap_or(target)
    })
}

fn marked(mark: char, name: &str) -> String {
    format!("{mark}{}", name.trim_start_matches(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_what_is_shown() {
        let ada = SlackUser {
            name: "Ada Byrne".to_owned(),
            email: None,
            member: false,
        };
        let users = BTreeMap::from([("U1".to_owned(), ada)]);
        let text = "<@U1> and <@U2|mo>, see <#C1|general> <!here> <!subteam^S1|@support> \
            <https://a.example/?x=1&amp;y=2|the *plan*> <https://b.example/?x=1&amp;y> <mailto:a@b.example|a@b.example>: \
            1 &lt; 2 &amp; 3 <!date^1^{date}|1 May> <@U3> < open";
        assert_eq!(
            plain(text, &users),
            "@Ada Byrne and @mo, see #general @here @support the *plan* https://b.example/?x=1&y a@b.example: \
             1 < 2 & 3 1 May @U3 < open"
        );
    }
}
