//! What leaves, and for whom.

use agent::draft::Drafter;
use axum::http::header;
use workflow::Definition;
use workflow::handoff::HANDOFF;
use workflow::health::HEALTH;
use workflow::people::{Person, Role};
use workflow::recap::RECAP;
use workflow::run::{Approve, ClosedBy, Judge};

use crate::service::export::As;
use crate::session::Session;
use crate::web::cookie::Held;
use crate::web::jobs::tests::desk::{Desk, TODAY, asked};

const ACCOUNT: &str = "northwind-labs";
const ALL: [Role; 6] = [
    Role::AccountOwner,
    Role::Csm,
    Role::Ae,
    Role::Supervisor,
    Role::CsOperations,
    Role::Admin,
];

/// A run of that kind for an account.
async fn drafted(desk: &Desk, person: &Person, definition: &'static Definition, account: &str) -> String {
    let session = Session::of(person.clone(), TODAY);
    let service = desk.service(&session);
    let asked = asked(definition);
    let drafting = service.drafting(&asked, &Drafter::Extractive).await.unwrap();
    let account = drafting.account(account).await.unwrap();
    let made = drafting.draft(&account, &|_| {}).await.unwrap();
    made.run.unwrap().id
}

/// What comes of taking out a copy: the status, and the name of the file where there is one.
async fn taken(desk: &Desk, held: &Held, run: &str, form: As, audience: &str, despite: &str) -> (u16, String) {
    let fields = format!("as={}&audience={audience}&despite={despite}", form.word());
    let answer = desk.ask(held, &format!("/runs/{run}/export"), Some(&fields)).await;
    let name = answer.header(header::CONTENT_DISPOSITION).to_owned();
    (answer.status.as_u16(), name)
}

/// What the customer is refused of a brief that is not approved: some formats are for nobody.
fn refusal(form: As) -> u16 {
    if form != As::Bundle && form.is_built_in() {
        409
    } else {
        422
    }
}

/// Decides, judges and does whatever stands in the way, and has both approve.
async fn approve(desk: &Desk, run: &str, people: &[&Person]) {
    let sessions: Vec<Session> = people.iter().map(|it| Session::of((*it).clone(), TODAY)).collect();
    let first = desk.service(&sessions[0]);
    let shown = first.show(run).await.unwrap();
    for subject in shown.run.undecided() {
        first.decide(run, &subject.name, "Settled today.", None).await.unwrap();
    }
    for claim in shown.run.unjudged() {
        let judged = Judge {
            claim,
            accepted: true,
            reason: "it may stand".to_owned(),
        };
        first.judge(run, &judged).await.unwrap();
    }
    // An answer may have done a task already; from the approval on they come after it.
    let tasks = first.show(run).await.unwrap().run.tasks;
    let before = tasks.iter().take_while(|task| task.closed_by != ClosedBy::Approval);
    for task in before.filter(|task| task.done.is_none()) {
        first.finish_task(run, &task.id, "done").await.unwrap();
    }
    for (session, person) in sessions.iter().zip(people) {
        let service = desk.service(session);
        let digest = service.show(run).await.unwrap().run.digest;
        let approve = Approve {
            role: Some(person.grants[0].role),
            digest: Some(digest),
            items: vec!["all".to_owned()],
            unopened_because: Some("I was in the talks".to_owned()),
            comment: String::new(),
        };
        service.approve(run, &approve).await.unwrap();
    }
}

/// VR-33: of a brief that nobody has approved no customer's copy leaves, in no format, whoever asks
/// and whatever they say; of one that is approved it does.
#[tokio::test]
async fn no_route_gives_a_customers_copy_of_what_is_not_approved() {
    let desk = Desk::open().await;
    let everything = desk.person("everything", &ALL, None).await;
    let ae = desk.person("ae", &[Role::Ae], None).await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let held = desk.visit(&everything).await;
    let handoff = drafted(&desk, &everything, &HANDOFF, ACCOUNT).await;
    // One waits for its people, one is paused, the others are of other kinds.
    let runs = [
        handoff.clone(),
        drafted(&desk, &everything, &HANDOFF, "halden-freight").await,
        drafted(&desk, &everything, &RECAP, ACCOUNT).await,
        drafted(&desk, &everything, &HEALTH, ACCOUNT).await,
    ];
    let none = String::new();
    for run in &runs {
        for form in As::ALL {
            assert_eq!(
                taken(&desk, &held, run, form, "customer", "they+asked+for+it").await,
                (refusal(form), none.clone()),
                "{run} as {}",
                form.word()
            );
        }
        assert_eq!(
            taken(&desk, &held, run, As::Md, "customer", "").await,
            (409, none.clone())
        );
        // An address alone takes nothing out, for whomever.
        let address = format!("/runs/{run}/export?as=md&audience=customer");
        let page = desk.ask(&held, &address, None).await;
        let headers = [header::CONTENT_DISPOSITION, header::CONTENT_TYPE].map(|name| page.header(name));
        assert_eq!(headers, ["", "text/html; charset=utf-8"]);
    }
    approve(&desk, &handoff, &[&ae, &csm]).await;
    let mut told = Vec::new();
    for form in As::ALL.into_iter().filter(|form| *form != As::Pdf) {
        let (status, name) = taken(&desk, &held, &handoff, form, "customer", "").await;
        told.push(format!("{} {status} {name}", form.word()).trim_end().to_owned());
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    md 200 attachment; filename="northwind-labs-handoff-2026-06-30.md"; filename*=UTF-8''northwind-labs-handoff-2026-06-30.md
    html 200 attachment; filename="northwind-labs-handoff-2026-06-30.html"; filename*=UTF-8''northwind-labs-handoff-2026-06-30.html
    docx 200 attachment; filename="northwind-labs-handoff-2026-06-30.docx"; filename*=UTF-8''northwind-labs-handoff-2026-06-30.docx
    json 200 attachment; filename="northwind-labs-handoff-2026-06-30.json"; filename*=UTF-8''northwind-labs-handoff-2026-06-30.json
    bundle 422
    "#);
}

#[tokio::test]
async fn our_own_people_get_every_format_that_is_built_in() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let held = desk.visit(&csm).await;
    let run = drafted(&desk, &csm, &HANDOFF, ACCOUNT).await;
    let address = format!("/runs/{run}/export");
    let mut told = Vec::new();
    for form in As::ALL.into_iter().filter(|form| *form != As::Pdf) {
        let fields = format!("as={}", form.word());
        let answer = desk.ask(&held, &address, Some(&fields)).await;
        told.push(format!(
            "{} {} {}",
            answer.status.as_u16(),
            answer.header(header::CONTENT_TYPE),
            answer.header(header::CONTENT_DISPOSITION)
        ));
        assert!(answer.bytes.len() > 1_000, "{}", form.word());
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    200 text/markdown; charset=utf-8 attachment; filename="northwind-labs-handoff-2026-06-30-internal.md"; filename*=UTF-8''northwind-labs-handoff-2026-06-30-internal.md
    200 text/html; charset=utf-8 attachment; filename="northwind-labs-handoff-2026-06-30-internal.html"; filename*=UTF-8''northwind-labs-handoff-2026-06-30-internal.html
    200 application/vnd.openxmlformats-officedocument.wordprocessingml.document attachment; filename="northwind-labs-handoff-2026-06-30-internal.docx"; filename*=UTF-8''northwind-labs-handoff-2026-06-30-internal.docx
    200 application/json attachment; filename="northwind-labs-handoff-2026-06-30-internal.json"; filename*=UTF-8''northwind-labs-handoff-2026-06-30-internal.json
    200 application/json attachment; filename="northwind-labs-handoff-2026-06-30-internal.bundle.json"; filename*=UTF-8''northwind-labs-handoff-2026-06-30-internal.bundle.json
    "#);
    let unknown = desk.ask(&held, &address, Some("as=exe")).await;
    assert_eq!(unknown.status.as_u16(), 422);
}
