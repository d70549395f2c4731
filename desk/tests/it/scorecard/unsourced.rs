//! Figures that nobody bears out.

use serde_json::json;

use super::*;
use crate::customers::MORROW;

/// SC-13: claims that are built from figures without a source, as the scorecard's own document has
/// them, are rejected as uncited.
#[test]
fn figures_without_a_source_are_rejected_as_uncited() {
    let desk = desk();
    let sentences = [
        "A customer-centric vendor gets 83% more referrals.",
        "Leading with customer success lowers costs by 20%.",
        "A better experience raises the lifetime value of a customer by x1.6.",
        "Morrow Dental refers 83% more practices, costs us 20% less and is worth 1.6 times as much.",
    ];
    let claims = sentences.iter().enumerate().map(|(at, said)| {
        let kinds = ["fact", "benefit", "outcome"];
        let claim = json!({
            "id": at.to_string(), "account_id": MORROW, "text": said, "kind": kinds[at % 3], "standing": "fact",
            "citations": [],
        });
        claim.to_string()
    });
    let path = desk.vouch.file("claims.jsonl", claims.collect::<Vec<_>>().join("\n"));
    let run = desk.run("", &["verify", "--claims", path.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{run:?}");
    let answers = run.json_lines();
    assert_eq!(answers.len(), sentences.len());
    for answer in &answers {
        assert_eq!(text(answer, "verdict"), "rejected", "{answer}");
        let codes: Vec<&str> = list(answer, "diagnostics").iter().map(|it| text(it, "code")).collect();
        assert!(codes.contains(&"V101"), "{answer}");
    }
}
