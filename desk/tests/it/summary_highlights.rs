//! The account at a glance: fields that administrators add and remove, what is empty, and what the
//! reader may not see.

use serde_json::{Value, json};

use crate::customers::{self, LUMEN, MORROW, TIDEWATER, desk_with, highlight, summary};
use crate::desk::Desk;
use crate::exports::Exports;
use crate::support::{each, list, text};

/// Two fields that an administrator adds: one that the CRM has, and one that nobody has filled.
const ADDED: &str = r#"
[[summary.highlights]]
label = "Trade"
source = "account"
field = "industry"

[[summary.highlights]]
label = "Region"
source = "account"
field = "Region"
"#;

/// AS-2: a field that an administrator adds is shown after the built-in ones, with what it was read
/// from, for every account.
#[test]
fn a_field_can_be_added() {
    let desk = desk_with(ADDED);
    let brief = summary(&desk, MORROW);
    assert_eq!(
        highlight(&brief, "account.industry"),
        Some(&json!({
            "name": "account.industry", "label": "Trade", "value": "Dental care",
            "citations": [{
                "source_id": "salesforce:account/0018d00000Mo1DeAAJ", "quote": "Industry: Dental care",
                "start": 71, "end": 92,
            }],
        }))
    );
    let names = each(&brief["parts"], "highlights", "name");
    assert_eq!(names[names.len() - 2..], ["account.industry", "account.Region"]);
    let told = desk.out("", 0, &["summary", TIDEWATER]);
    assert!(told.contains("  · Trade: Events "), "{told}");
}

/// PG-3: what is empty is there all the same, as not available.
#[test]
fn what_is_empty_is_not_available() {
    let desk = desk_with(ADDED);
    let brief = summary(&desk, MORROW);
    let empty = json!({"name": "account.Region", "label": "Region", "value": null});
    assert_eq!(highlight(&brief, "account.Region"), Some(&empty));
    let told = desk.out("", 0, &["summary", MORROW]);
    assert!(told.contains("  · Region: Not available\n"), "{told}");
}

/// PG-2: a highlight that nobody can remove is an error, which names it; so is one that doesn't
/// exist, with those that do.
#[test]
fn a_fixed_highlight_stays() {
    for fixed in [
        "open_cases",
        "escalated_cases",
        "overall_kpi_progress",
        "open_opportunities",
    ] {
        let desk = desk_with(&format!("[summary]\nhide_highlights = [\"health\", \"{fixed}\"]\n"));
        let error = desk.refused("", &["summary", MORROW]);
        assert!(
            error.starts_with(&format!(
                "error: `vouch.toml`: the highlight `{fixed}` can't be hidden\n"
            )),
            "{error}"
        );
    }
    let desk = desk_with("[summary]\nhide_highlights = [\"mood\"]\n");
    let error = desk.refused("", &["summary", MORROW]);
    let expected = "error: `vouch.toml`: there is no highlight `mood`; there are `annual_revenue`, `product_family`, ";
    assert!(error.starts_with(expected), "{error}");
}

/// PG-2: any other can be removed: it is neither shown nor told as a claim, and the summary is
/// another one than before.
#[test]
fn another_highlight_can_be_removed() {
    let desk = desk_with("");
    let before = summary(&desk, MORROW);
    assert_eq!(
        text(highlight(&before, "health").unwrap(), "value"),
        "78, green (26 June 2026)"
    );
    desk.vouch
        .file("vouch.toml", "[summary]\nhide_highlights = [\"health\"]\n");
    let after = summary(&desk, MORROW);
    assert_eq!(highlight(&after, "health"), None);
    assert!(!after.to_string().contains("health:snapshot/HS-M-4"));
    let counted = |brief: &Value| list(&brief["parts"], "highlights").len();
    assert_eq!(counted(&after), counted(&before) - 1);
    assert_ne!(after["id"], before["id"]);
}

/// PG-3, AS-52: what only a few people may see is no value: whoever reads the summary is told whom
/// to ask, and no word of it stands anywhere in the brief.
#[test]
fn what_is_restricted_is_to_be_asked_for() {
    let settings = "[[summary.highlights]]\nlabel = \"Kind of talk\"\nsource = \"activity\"\nfield = \"type\"\n";
    let talk = "\"visibility\": \"shareable\",\n     \"text\": \"Henrik Solvang said that the series catalogue";
    let exports = Exports::copy_of(&customers::exports());
    let seen = Desk::with(exports.path());
    seen.vouch.file("vouch.toml", settings);
    let brief = summary(&seen, LUMEN);
    assert_eq!(text(highlight(&brief, "activity.type").unwrap(), "value"), "Call");

    let exports = exports.edit(
        "success-plans/plans.json",
        talk,
        &talk.replace("shareable", "restricted"),
    );
    let desk = Desk::with(exports.path());
    desk.vouch.file("vouch.toml", settings);
    let brief = summary(&desk, LUMEN);
    let withheld = json!({"name": "activity.type", "label": "Kind of talk", "value": null, "withheld": true});
    assert_eq!(highlight(&brief, "activity.type"), Some(&withheld));
    for word in ["ACT-L-1", "series catalogue"] {
        assert!(!brief.to_string().contains(word), "{word}");
    }
    let told = desk.out("", 0, &["summary", LUMEN]);
    assert!(told.contains("  · Kind of talk: ask your administrator\n"), "{told}");
    // Another account's highlight of the same name is not withheld for it.
    let other = summary(&desk, TIDEWATER);
    assert_eq!(highlight(&other, "activity.type").unwrap()["withheld"], Value::Null);
}
