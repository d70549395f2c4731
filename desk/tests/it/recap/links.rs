//! What belongs with a recap.

use serde_json::{Value, json};

use super::{events, recap};
use crate::customers::{self, MORROW, answered, desk};
use crate::desk::{CSM, Desk};
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{each, list, text};

const RENEWAL: &str = "salesforce:opportunity/0068d00000Mo2BbAAJ";
/// A review with Morrow's board.
const REVIEW: &str = "\"00T8d00000Mo5EeEAJ\",\"0018d00000Mo1DeAAJ\",\"0038d00000Bs1MoAAJ\",\"0058d00000Nq1KaAAJ\",\
                      \"Quarterly business review\",\"With the board.\",\"2026-07-21\",\"Not Started\",\"Meeting\",\"0\",\
                      \"2026-06-29T15:20:00.000Z\"\n";

/// VR-73: a recap and a renewal packet are two documents. The packet is linked by its id and by the
/// digest of the recap's text as it was; nothing of the recap changes, and the recap holds no price.
#[test]
fn the_renewal_packet_stays_a_document_of_its_own() {
    let desk = desk();
    let brief = recap(&desk, MORROW);
    let links = list(&brief["parts"], "links");
    let packet = links.iter().find(|it| it["relation"] == "renewal_packet").unwrap();
    assert_eq!((text(packet, "target"), text(&brief, "kind")), (RENEWAL, "recap"));
    let mut claims = list(&brief, "claims").iter();
    assert!(claims.all(|claim| !text(claim, "text").contains("74,400")));

    let id = desk.id(MORROW);
    let before = desk.json("", 0, &["review", "show", &id]);
    desk.out(CSM, 0, &["review", "link", &id, "renewal-packet", RENEWAL]);
    let after = desk.json("", 0, &["review", "show", &id]);
    for field in ["brief", "digest", "version", "state"] {
        assert_eq!(before[field], after[field], "{field}");
    }
    let events = events(&desk, &id);
    let linked = events.iter().find(|it| it["event"] == "linked").unwrap();
    assert_eq!(
        linked,
        &json!({"event": "linked", "relation": "renewal_packet", "target": RENEWAL, "digest": brief["digest"]})
    );
    assert_eq!(
        (&after["links"][0]["relation"], &after["links"][0]["target"]),
        (&json!("renewal_packet"), &json!(RENEWAL))
    );
}

/// VR-73: a discount that finds its way into a recap is flagged as a commercial risk.
#[test]
fn a_price_in_a_recap_is_flagged() {
    let asked = "Bronwen Sayers asked for a discount of 10% on the renewal.";
    let exports = Exports::copy_of(&customers::exports()).note(MORROW, "2026-06-24", asked);
    let desk = Desk::with(exports.path());
    let model = Model::saying([
        ("Open risks", json!([answered("risk", asked, asked)])),
        (
            "What changed",
            super::drawn(
                "Quotation response time fell from 46 h to 19 h.",
                "fell from 46 h",
                Some(1),
            ),
        ),
        (
            "What is still open",
            super::drawn("X-rays are cut off in the quotation PDF.", "X-rays are cut off", None),
        ),
    ]);
    let priced = |brief: &Value| {
        let flags = list(brief, "flags").iter().filter(|it| it["kind"] == "commercial_risk");
        flags.map(|it| text(it, "message").to_owned()).collect::<Vec<_>>()
    };
    model.serve(&desk.vouch);
    let brief = recap(&desk, MORROW);
    let claim = text(super::said(&brief, "risks", asked), "id");
    assert_eq!(
        priced(&brief),
        [format!(
            "`{claim}` speaks of price or discount: the account owner must see it"
        )]
    );
    assert_eq!(priced(&recap(&customers::desk(), MORROW)), [""; 0]);
}

/// VR-75: a recap links what belongs with it where records show it: the renewal, the next review, a
/// wish for more, a figure that the customer confirms in their own words, and the health score.
#[test]
fn five_kinds_of_links_are_shown() {
    let exports = Exports::copy_of(&customers::exports())
        .append("salesforce/Task.csv", REVIEW)
        .edit(
            "mail/figures-for-the-board.eml",
            "quotations took us 46 hours at the beginning of April",
            "the quotation response time was 46 hours at the beginning of April",
        );
    let desk = Desk::with(exports.path());
    let brief = recap(&desk, MORROW);
    let links = list(&brief["parts"], "links");
    for (relation, target, cited) in [
        ("renewal_packet", RENEWAL, "contract:order-form/morrow-dental"),
        (
            "business_review",
            "salesforce:task/00T8d00000Mo5EeEAJ",
            "salesforce:task/00T8d00000Mo5EeEAJ",
        ),
        ("expansion_signal", "plan:activity/ACT-M-8", "plan:activity/ACT-M-8"),
        (
            "case_study_candidate",
            "plan:kpi/KPI-M-1",
            "mail:message/b71c.29062026@morrow-dental.example",
        ),
        ("health_change", "health:snapshot/HS-M-4", "health:snapshot/HS-M-4"),
    ] {
        let mut of_kind = links.iter().filter(|it| it["relation"] == relation);
        let link = of_kind
            .find(|it| it["target"] == target)
            .unwrap_or_else(|| panic!("{relation} in {links:?}"));
        assert!(each(link, "citations", "source_id").contains(&cited), "{link}");
    }
    // Nothing is linked that no record shows.
    let plain = recap(&customers::desk(), MORROW);
    let relations = each(&plain["parts"], "links", "relation");
    assert!(!relations.contains(&"business_review") && !relations.contains(&"case_study_candidate"));
}

/// VR-75: once the account's health has fallen, whoever opens the recap is told that it is older
/// than that; a day before it had fallen, nobody is.
#[test]
fn a_recap_tells_that_it_predates_a_health_change() {
    let desk = desk();
    recap(&desk, MORROW);
    let later = "snapshot_id,account,date,score,colour,author,note\n\
                 HS-M-5,morrow-dental,2026-07-24,52,amber,Nora Quist,X-rays still cut off\n";
    let path = desk.vouch.file("later/history.csv", later);
    desk.out("", 0, &["ingest", path.to_str().unwrap(), "--as-of", "2026-07-31"]);
    let since = |day: &str| desk.json("", 0, &["review", "show", MORROW, "--as-of", day])["since"].take();
    assert_eq!(since("2026-07-23"), Value::Null);
    let change = since("2026-07-24");
    assert_eq!(
        (text(&change, "relation"), text(&change, "target")),
        ("health_change", "health:snapshot/HS-M-5")
    );
    let note = text(&change, "note");
    assert!(
        note.starts_with("The recap predates a health change: 78, green on 26 June 2026"),
        "{note}"
    );
    let shown = desk.out("", 0, &["review", "show", MORROW, "--as-of", "2026-07-31"]);
    assert!(shown.contains(note), "{shown}");
}
