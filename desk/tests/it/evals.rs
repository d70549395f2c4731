//! `vouch evals bench` on sets of a few lines in their published form.

use std::fs;

use crate::support::Vouch;
use serde_json::{Value, json};

/// Writes the files and measures them.
fn bench(set: &str, files: &[(&str, String)]) -> Value {
    let vouch = Vouch::new();
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    vouch.json(0, ["evals", "bench", set, "--data", folder.path().to_str().unwrap()])
}

/// What the report says of all questions, and how many each group has.
fn told(report: &Value) -> (Value, Vec<(String, u64)>) {
    let groups = report["groups"].as_object().unwrap();
    let rows = groups
        .iter()
        .map(|(name, group)| (name.clone(), group["rows"].as_u64().unwrap()));
    (
        json!([report["set"], report["rows"], report["metric"], report["value"]]),
        rows.collect(),
    )
}

#[test]
fn turns_that_support_a_summary() {
    let evidence = json!({"qmsum": {"general_query_list": [], "specific_query_list": [{
        "query": "q", "tokenized_answer": ["Mara wants fewer buttons.", "Nobody objects.", "The battery is too heavy."],
        "evidence": [[{"turn_index": 0}], [], [{"turn_index": 0}]],
    }]}});
    let turns = json!({"meeting_transcripts": [
        {"speaker": "Mara", "content": "I want fewer buttons, really."},
        {"speaker": "Ilse", "content": "The battery is what is heavy."},
    ]});
    let report = bench(
        "qmsum-evidence",
        &[
            ("val/M1.json", evidence.to_string()),
            ("turns/M1.json", turns.to_string()),
        ],
    );
    assert_eq!(
        told(&report),
        (
            json!(["qmsum-evidence", 2, "hit@1", 0.5]),
            vec![("specific".to_owned(), 2), ("split val".to_owned(), 2)]
        )
    );
}

#[test]
fn clauses_that_decide_a_statement() {
    let text = "§ 1 Notices – in writing. § 2 No reverse engineering is allowed.";
    let at = |words: &str| text[..text.find(words).unwrap()].chars().count();
    let file = json!({
        "documents": [{"text": text, "spans": [[0, at("§ 2") - 1], [at("§ 2"), text.chars().count()]],
            "annotation_sets": [{"annotations": {
                "nda-1": {"choice": "Entailment", "spans": [1]},
                "nda-2": {"choice": "NotMentioned", "spans": []},
            }}]}],
        "labels": {"nda-1": {"hypothesis": "It shall not be reverse engineered."}, "nda-2": {"hypothesis": "Cats."}},
    });
    let (whole, _) = told(&bench("contractnli", &[("dev.json", file.to_string())]));
    assert_eq!(whole, json!(["contractnli", 1, "hit@1", 1.0]));
}

/// Judgements number the questions by their order where that is not what `<num>` says.
#[test]
fn abstracts_that_answer_a_question() {
    let documents = "<doc><docno>7</docno><title>wings</title><text>lift & drag of wings</text></doc>\n\
                     <doc><docno>9</docno><title>heat</title><text>heat of slabs</text></doc>";
    let questions =
        "<xml><top><num> 1</num><title>drag</title></top><top><num> 40</num><title>heat</title></top></xml>";
    let report = bench(
        "cranfield",
        &[
            ("docs.xml", documents.to_owned()),
            ("topics.xml", questions.to_owned()),
            ("qrels.txt", "1 0 7 1\n2 0 9 3\n2 0 7 0\n".to_owned()),
        ],
    );
    let halves = [("even questions".to_owned(), 1), ("odd questions".to_owned(), 1)];
    assert_eq!(
        told(&report),
        (json!(["cranfield", 2, "ndcg@10", 1.0]), halves.to_vec())
    );
}
