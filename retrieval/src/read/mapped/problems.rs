//! What is wrong with a mapping.

use grounding::SourceKind;
use jiff::civil::Date;
use jiff::fmt::strtime;

use super::super::table::fold;
use super::mapping::Mapping;

/// The kinds that a mapping may give; the others stand for records whose content vouch must
/// know in full, such as goals and contracts.
const KINDS: [SourceKind; 15] = [
    SourceKind::Row,
    SourceKind::Account,
    SourceKind::Task,
    SourceKind::Case,
    SourceKind::Ticket,
    SourceKind::Comment,
    SourceKind::Note,
    SourceKind::Activity,
    SourceKind::Mail,
    SourceKind::Message,
    SourceKind::Usage,
    SourceKind::Metric,
    SourceKind::Invoice,
    SourceKind::Survey,
    SourceKind::Snapshot,
];

impl Mapping {
    /// The key that is wrong, and what is wrong with it.
    pub(super) fn problem(&self) -> Option<(&'static str, String)> {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        let only_of = |kinds: &[SourceKind]| !kinds.contains(&self.kind);
        let tickets = [SourceKind::Ticket, SourceKind::Case];
        let owned = [SourceKind::Account, SourceKind::Task];
        let says = |text: &str| text.to_owned();
        Some(if self.columns.iter().all(|it| fold(it).is_empty()) {
            ("columns", says("must name the columns that tell the file from others"))
        } else if !word(&self.system) {
            ("system", says("must be a word of letters and digits"))
        } else if !word(&self.object) {
            ("object", says("must be a word of letters and digits"))
        } else if !KINDS.contains(&self.kind) {
            ("kind", format!("can't be {}: {}", self.kind.noun(), kinds()))
        } else if self.account.is_none() && self.names_accounts.is_none() {
            ("account", says("is missing, and there is no `names_accounts`"))
        } else if (self.names_accounts.iter()).any(|it| it.id.is_none() && it.name.is_none()) {
            ("names_accounts", says("must have an `id` or a `name`"))
        } else if self.kind == SourceKind::Account && self.names_accounts.is_none() {
            ("kind", says("is `account`, so `names_accounts` must be given"))
        } else if !self.text.is_empty() && !self.values.is_empty() {
            (
                "values",
                says("stand in `field: value` lines, which records with `text` have not"),
            )
        } else if self.measure.is_some() && only_of(&[SourceKind::Usage, SourceKind::Metric]) {
            ("measure", says("is for the kinds `usage` and `metric`"))
        } else if (self.measure.iter()).any(|it| self.values.iter().all(|figure| figure.column != it.column)) {
            ("measure", says("must have the `column` of one of the `values`"))
        } else if self.measure.is_some() && self.date.is_none() {
            ("measure", says("needs a `date`, since a point of a series has a day"))
        } else if self.open.is_some() && only_of(&tickets) || self.escalated.is_some() && only_of(&tickets) {
            ("open", says("and `escalated` are for the kinds `ticket` and `case`"))
        } else if self.done.is_some() && only_of(&[SourceKind::Task]) {
            ("done", says("is for the kind `task`"))
        } else if self.owner.is_some() && only_of(&owned) {
            ("owner", says("is for the kinds `account` and `task`"))
        } else if (self.date_format.iter()).any(|it| strtime::format(it, Date::constant(2026, 1, 2)).is_err()) {
            ("date_format", says("is not made of `strftime` directives for days"))
        } else if self.lookups.keys().any(|it| it.contains('.') || it.is_empty()) {
            ("lookups", says("have names without a `.`"))
        } else {
            let conditions = [
                ("deleted", &self.deleted),
                ("test", &self.test),
                ("open", &self.open),
                ("escalated", &self.escalated),
                ("done", &self.done),
            ];
            for (key, condition) in conditions {
                if condition
                    .as_ref()
                    .is_some_and(|it| it.is.is_empty() == it.is_not.is_empty())
                {
                    return Some((key, says("must have either `is` or `is_not`")));
                }
            }
            for check in &self.checks {
                let missing = check
                    .tells_whether
                    .as_ref()
                    .filter(|it| !self.lookups.contains_key(*it));
                if let Some(lookup) = missing {
                    return Some(("checks", format!("speak of a lookup `{lookup}`, which there is not")));
                }
                if check.asks() != 1 {
                    return Some((
                        "checks",
                        format!("must each ask one thing; that of `{}` doesn't", check.column),
                    ));
                }
            }
            return None;
        })
    }
}

fn kinds() -> String {
    let words: Vec<String> = KINDS
        .iter()
        .filter_map(|kind| serde_json::to_string(kind).ok())
        .map(|word| word.replace('"', "`"))
        .collect();
    format!("it may be {}", words.join(", "))
}
