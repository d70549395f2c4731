//! temp
use super::super::super::*;
use grounding::*;
use retrieval::index::{Change, Index};
use std::sync::Arc;

#[test]
fn look() {
    let Ok(path) = std::env::var("LOOK") else { return };
    let as_of: jiff::civil::Date = "2026-06-30".parse().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut by: std::collections::BTreeMap<String, Vec<Arc<Source>>> = Default::default();
    for line in text.lines() {
        let source: Source = serde_json::from_str(line).unwrap();
        if let Some(a) = &source.account {
            by.entry(a.to_string()).or_default().push(Arc::new(source));
        }
    }
    let want = std::env::var("ACC").unwrap_or_default();
    for (id, sources) in by {
        if !want.is_empty() && !want.split(',').any(|it| it == id) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create(folder.path()).unwrap();
        index
            .apply(&sources.iter().cloned().map(Change::Put).collect::<Vec<_>>(), 1)
            .unwrap();
        let account = Account {
            id: AccountId::new(&id),
            name: id.clone(),
            aliases: Vec::new(),
        };
        let search = index.account(&account.id).unwrap();
        let view = View {
            as_of,
            audience: Audience::Internal,
        };
        let ledger = Ledger::new(account, view, sources);
        for spec in [&workflow::recap::SPEC, &workflow::summary::SPEC] {
            println!("=== {id} {}", spec.kind);
            let from = (spec.kind == "summary").then(|| workflow::Thresholds::default().window_start(as_of));
            let sections: Vec<_> = spec.sections.iter().filter(|s| s.origin == Origin::Model).collect();
            let dossiers: Vec<Dossier> = sections
                .iter()
                .map(|s| gather(&search, &ledger, s, s.budget_tokens, from).unwrap())
                .collect();
            let answers: Vec<SectionAnswer> = sections
                .iter()
                .zip(&dossiers)
                .map(|(section, dossier)| {
                    super::super::draft(Assignment {
                        brief: spec,
                        section,
                        ledger: &ledger,
                        dossier,
                        known: &[],
                        elsewhere: &[],
                        deadline: tokio::time::Instant::now(),
                        round: 0,
                    })
                })
                .collect();
            for (section, answer) in sections.iter().zip(without_repeats(spec, &ledger, answers)) {
                println!("--- {} {}", section.id, answer.claims.len());
                for claim in answer.claims {
                    let v = verify_claim(&ledger, &claim, &Policy::default());
                    println!(
                        "{:?} {:?} {:?} [{}] {}",
                        v.verdict,
                        v.claim.kind,
                        v.standing,
                        v.claim.citations.len(),
                        v.claim.text
                    );
                    if v.verdict != Verdict::Accepted {
                        for d in v.diagnostics {
                            println!("      {} {}", d.code, d.message);
                        }
                    }
                }
            }
        }
    }
}
