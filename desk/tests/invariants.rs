//! What the architecture promises of the crates' dependencies, held against their manifests.
//!
//! What the two pure crates call is clippy's matter: `grounding/clippy.toml` and
//! `workflow/clippy.toml` ban clocks, files, sockets, randomness and hash maps there.

use std::process::Command;

use serde::Deserialize;

/// What `cargo metadata` says of the workspace.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    /// `dev` or `build`; none for what the crate itself is made of.
    kind: Option<String>,
}

/// The crates of the workspace, and which of the others each may build on.
const CRATES: [(&str, &[&str]); 7] = [
    ("grounding", &[]),
    ("workflow", &["grounding"]),
    ("retrieval", &["grounding"]),
    ("store", &["grounding", "workflow"]),
    ("agent", &["grounding", "workflow", "retrieval"]),
    ("evals", &["grounding", "workflow", "retrieval", "agent"]),
    (
        "desk",
        &["grounding", "workflow", "retrieval", "store", "agent", "evals"],
    ),
];

/// The crates that are pure functions of their arguments.
const PURE: [&str; 2] = ["grounding", "workflow"];

/// What a pure crate may be made of, beside the crates below it: types, parsers and tables,
/// nothing that reaches a clock it isn't given, a file or a socket.
const BASICS: [&str; 15] = [
    "aho-corasick",
    "annotate-snippets",
    "frostem",
    "jiff",
    "memchr",
    "rust_decimal",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
    "unicode-normalization",
    "unicode-segmentation",
    "unicode-width",
    "vader-sentimental",
];

/// The crate that alone may name each of these.
const OWNERS: [(&str, &str); 5] = [
    ("async-openai", "agent"),
    ("tantivy", "retrieval"),
    ("sqlx", "store"),
    ("axum", "desk"),
    ("clap", "desk"),
];

/// What the manifests break, in the order of the packages.
fn violations(metadata: &Metadata) -> Vec<String> {
    let mut found = Vec::new();
    for package in &metadata.packages {
        let name = package.name.as_str();
        let below = CRATES.iter().find(|(known, _)| *known == name).map(|(_, below)| *below);
        let Some(below) = below else {
            found.push(format!("`{name}` is no crate that the architecture knows"));
            continue;
        };
        for dependency in &package.dependencies {
            let on = dependency.name.as_str();
            let owner = OWNERS.iter().find(|(owned, owner)| *owned == on && *owner != name);
            // The search engine by itself is what the product's index is measured against.
            let is_compared = (name, on, dependency.kind.as_deref()) == ("evals", "tantivy", Some("dev"));
            if let Some((_, owner)) = owner.filter(|_| !is_compared) {
                found.push(format!("`{name}` names `{on}`, which only `{owner}` may"));
            }
            let is_ours = CRATES.iter().any(|(known, _)| *known == on);
            if is_ours && !below.contains(&on) {
                found.push(format!("`{name}` builds on `{on}`, which stands above it or beside it"));
            }
            let is_direct = dependency.kind.as_deref() != Some("dev");
            if is_direct && PURE.contains(&name) && !is_ours && !BASICS.contains(&on) {
                found.push(format!("`{name}` is pure and may not be made of `{on}`"));
            }
        }
    }
    found
}

#[test]
fn every_crate_keeps_to_its_dependencies() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(metadata.packages.len(), CRATES.len(), "every crate is looked at");
    assert_eq!(violations(&metadata), Vec::<String>::new());
}

#[test]
fn a_manifest_that_breaks_the_rules_is_caught() {
    let metadata: Metadata = serde_json::from_value(serde_json::json!({
        "packages": [
            { "name": "grounding", "dependencies": [
                { "name": "serde", "kind": null },
                { "name": "tokio", "kind": null },
                { "name": "workflow", "kind": null },
                { "name": "insta", "kind": "dev" },
                { "name": "cc", "kind": "build" },
            ]},
            { "name": "workflow", "dependencies": [
                { "name": "grounding", "kind": null },
                { "name": "async-openai", "kind": "dev" },
            ]},
            { "name": "store", "dependencies": [
                { "name": "sqlx", "kind": null },
                { "name": "retrieval", "kind": null },
            ]},
            { "name": "desk", "dependencies": [
                { "name": "clap", "kind": null },
                { "name": "tantivy", "kind": null },
            ]},
            { "name": "helpers", "dependencies": [] },
        ]
    }))
    .unwrap();
    assert_eq!(
        violations(&metadata),
        [
            "`grounding` is pure and may not be made of `tokio`",
            "`grounding` builds on `workflow`, which stands above it or beside it",
            "`grounding` is pure and may not be made of `cc`",
            "`workflow` names `async-openai`, which only `agent` may",
            "`store` builds on `retrieval`, which stands above it or beside it",
            "`desk` names `tantivy`, which only `retrieval` may",
            "`helpers` is no crate that the architecture knows",
        ]
    );
}
