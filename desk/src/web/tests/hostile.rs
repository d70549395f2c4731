//! Exports in which every text is a script: no page runs any of it.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::rows::all;
use super::world::{Template, World, settings};

/// What a hostile customer writes wherever something can be written.
const PAYLOAD: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'";

/// Names and titles that stand in no sentence.
const NAMES: [&str; 24] = [
    "Northwind Labs",
    "Halden Freight",
    "Callum Price",
    "Helena Voss",
    "Ruth Adeyemi",
    "Ines Duarte",
    "Dana Whitcombe",
    "Tobias Renn",
    "Meera Joshi",
    "Chief Operating Officer",
    "Head of Client Services",
    "Quotations Team Lead",
    "Account Executive",
    "Customer Success Manager",
    "Two requests ended up as one",
    "first discovery",
    "Deal notes after signature",
    "Client history imported",
    "Client history cannot be loaded until the CRM export arrives",
    "Quotations are too slow",
    "Pricing, for us only",
    "Set-up, import of client history, two training sessions",
    "Send quotations within 2 working days instead of 6.5",
    "Testing laboratories",
];

/// The payload as a file of this kind holds it.
fn within(ending: &str) -> String {
    match ending {
        "json" => PAYLOAD.replace('"', "\\\""),
        "csv" => PAYLOAD.replace('"', "\"\""),
        _ => PAYLOAD.to_owned(),
    }
}

/// The text of a file with the payload after each sentence and each name.
fn poisoned(text: &str, ending: &str) -> String {
    let payload = within(ending);
    let mut text = text.to_owned();
    for name in NAMES {
        text = text.replace(name, &format!("{name}{payload}"));
    }
    match ending {
        // Where a text ends, whatever it is.
        "json" | "csv" => text.replace(".\"", &format!(".{payload}\"")),
        _ => text.replace(".\n", &format!(".{payload}\n")),
    }
}

fn poison(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            poison(&path, &target);
            continue;
        }
        let ending = path.extension().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(target, poisoned(&text, ending)).unwrap();
    }
}

async fn hostile() -> World {
    static HOSTILE: LazyLock<Template> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let exports = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/accounts");
        poison(Path::new(exports), folder.path());
        Template::of(folder.path())
    });
    World::of(&HOSTILE, settings()).await
}

/// What of a text a browser would take for a tag or for the end of an attribute.
fn live(text: &str) -> Vec<&'static str> {
    let signs = [
        "<script>alert",
        "<img src=x",
        "</script><img",
        "alert(1)>",
        "onerror=alert(1)>\"'",
        ">\"'",
    ];
    signs.into_iter().filter(|sign| text.contains(sign)).collect()
}

/// Every page, fragment and picture that is made of a hostile customer's words shows them as words.
#[tokio::test]
async fn no_word_of_a_customer_is_run() {
    let world = hostile().await;
    let mut shown = Vec::new();
    for row in all().filter(|row| !row.is_unsafe()) {
        let address = row.address(&world);
        let response = world.begin(row.ask(&world).holding(world.held("owner"))).await;
        let kind = response
            .headers()
            .get("content-type")
            .map(|kind| kind.to_str().unwrap().to_owned());
        let kind = kind.unwrap_or_default();
        if !kind.starts_with("text/html") && !kind.starts_with("image/svg") {
            continue;
        }
        let answer = world.page("owner", &address).await;
        assert_eq!(live(&answer.text), [""; 0], "{row:?}");
        if answer.text.contains("&#60;script&#62;alert(1)") {
            shown.push(row.route);
        }
    }
    // So that the words were there to be shown.
    for route in [
        "/runs/{run}",
        "/runs/{run}/claims/{claim}/evidence",
        "/actions/{id}",
        "/scorecards/{id}",
    ] {
        assert!(shown.contains(&route), "{route} of {shown:?}");
    }
}

/// What people write and what they are told when it is refused is shown as words too.
#[tokio::test]
async fn no_word_of_a_colleague_is_run() {
    let world = hostile().await;
    let held = world.held("csm");
    let script = "%3Cscript%3Ealert(1)%3C/script%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%27";
    let handoff = world.name("handoff").to_owned();
    let asks = [
        (format!("/runs/{handoff}/comment"), format!("text={script}")),
        (format!("/runs/{handoff}/save"), format!("name={script}")),
        (
            format!("/runs/{handoff}/tasks/{}/done", world.name("task")),
            format!("note={script}"),
        ),
        (
            format!("/runs/{handoff}/claims/{}/judge", world.name("claim")),
            format!("verdict=reject&reason={script}"),
        ),
        (
            format!("/runs/{handoff}/decide"),
            format!("subject={}&answer={script}", world.name("question")),
        ),
        (format!("/runs/{handoff}/decide"), format!("subject={script}&answer=x")),
        (format!("/runs/{handoff}/record"), format!("what={script}")),
        (format!("/runs/{handoff}/assign"), format!("what={script}&to={script}")),
        (
            format!("/runs/{script}/comment").replace('+', "%20"),
            "text=x".to_owned(),
        ),
    ];
    for (address, fields) in asks {
        let ask = super::asked::Ask::form(&address, &fields).sent_from_page_of(held);
        let answer = world.ask(ask).await;
        assert_eq!(live(&answer.text), [""; 0], "{address} {fields}");
    }
    for address in [
        format!("/runs/{handoff}"),
        "/saved".to_owned(),
        "/work".to_owned(),
        format!("/sign-in?back=/{script}"),
        format!("/runs/{handoff}?claim={script}&done={script}"),
    ] {
        let answer = world.page("csm", &address).await;
        assert_eq!(live(&answer.text), [""; 0], "{address}");
        if !address.starts_with("/sign-in") {
            let is_shown = answer.text.contains("&#60;script&#62;alert(1)");
            assert!(
                is_shown || answer.status.as_u16() >= 300 || address == "/work",
                "{address}"
            );
        }
    }
    let unnamed = world
        .ask(super::asked::Ask::get(&format!("/sign-in?back=/{script}")))
        .await;
    assert_eq!(live(&unnamed.text), [""; 0]);
}
