//! What is in the customer's copy, and what is not.

use super::read::everything;
use super::{FORMATS, approved, events, exported, markdown};
use crate::desk::{AE, CSM, Desk};
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{each, list, text};

/// The customer's copy as it is read: what may be shared, and where it comes from.
#[test]
#[expect(clippy::too_many_lines, reason = "the copy has as many")]
fn the_customers_copy() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let copy = markdown(&desk, &id, "customer");
    let digest = text(&desk.standing(&id), "digest").replace("sha256:", "");
    let copy = copy.replace(&digest, "ALL-OF-IT").replace(&digest[..12], "DIGEST");
    insta::assert_snapshot!(copy, @r"
    # Handoff · Northwind Labs

    - As of: 2026-06-30
    - Audience: customer
    - State: approved, version 1
    - Digest: DIGEST
    - Approved by: Dana Whitcombe (AE), THEN
    - Approved by: Tobias Renn (CSM), THEN

    ## What was sold

    - Service: Quillhaven Quotation Desk, 35 users.[^1]
    - Annual fee: GBP 48,600, payable up front.[^2]
    - Discount: 8% in the first year, already in the fee.[^3]
    - Term: 24 months, beginning 1 July 2026.[^4]
    - Renewal date: 1 July 2028.[^5]
    - Onboarding services: Set-up, import of client history, two training sessions.[^6]
    - Integrations: Shared mailboxes; single sign-on.[^7]

    ## Why they bought

    - Ines Duarte (Quotations Team Lead) said on 12 May 2026: “Requests come in by email to four different inboxes, and somebody has to copy them into a spreadsheet by hand.”[^8]
    - Callum Price (Head of Client Services) said on 12 May 2026: “In March we lost the Aire Valley framework, and the client told us to our face that we were too slow to answer.”[^9]
    - Callum Price (Head of Client Services) said on 12 May 2026: “A quotation takes us six and a half working days on average, and the big labs answer in two.”[^10]
    - Callum Price (Head of Client Services) said on 12 May 2026: “Helena Voss, our COO, holds the budget.”[^11]

    ## What success means

    - Send quotations within 2 working days instead of 6.5, due 18 December 2026.[^12][^13]
    - Take in 80% of requests through the web form, due 31 March 2027.[^14][^15]
    - First value, as Callum Price has it, 9 June 2026: “The first value is when the Leeds desk has sent its first 20 quotations out of the new queue, and I want that by 14 August 2026.”[^16]

    ## What users need in their work

    - Meera Joshi (Solutions Consultant) noted on 16 June 2026: “For the setup we need access to the four shared inboxes, the price workbook and the CRM export.”[^17]
    - Meera Joshi (Solutions Consultant) noted on 16 June 2026: “Ines wants every quotation to carry the reference number of the request, because clients ask for it on the phone.”[^18]
    - Ines Duarte (Quotations Team Lead) said on 12 May 2026: “My team needs one queue where every request shows what is missing before anybody touches it.”[^19]
    - Ines Duarte (Quotations Team Lead) said on 9 June 2026: “And my people need templates for water, soil and asbestos, because those three are most of what we quote.”[^20]
    - Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “I can give you a full export of the CRM, but our licence only lets me run it at the end of a month.”[^21]
    - Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “Single sign-on has to go through our identity provider, our auditors insist on that.”[^22]

    ## Who matters

    - Helena Voss (Chief Operating Officer).[^23][^24]
    - Callum Price (Head of Client Services).[^25][^26]
    - Ines Duarte (Quotations Team Lead).[^27][^28]
    - Ruth Adeyemi (CRM and Systems Manager).[^29][^30]

    ## Promises and scope

    - **Open:** Dana Whitcombe (Account Executive) said on 9 June 2026: “We will have the Leeds desk live within four weeks of kickoff.” — not in the order form.[^31]

    Digest of the brief: sha256:ALL-OF-IT

    [^1]: order form, 19 June 2026: “Service \| Quillhaven Quotation Desk, 35 users”

    [^2]: order form, 19 June 2026: “Annual fee \| GBP 48,600, payable up front”

    [^3]: order form, 19 June 2026: “Discount \| 8% in the first year, already in the fee”

    [^4]: order form, 19 June 2026: “Term \| 24 months, beginning 1 July 2026”

    [^5]: order form, 19 June 2026: “Renewal date \| 1 July 2028”

    [^6]: order form, 19 June 2026: “Onboarding services \| Set-up, import of client history, two training sessions”

    [^7]: order form, 19 June 2026: “Integrations \| Shared mailboxes; single sign-on”

    [^8]: call, 12 May 2026: “Requests come in by email to four different inboxes, and somebody has to copy them into a spreadsheet by hand.”

    [^9]: call, 12 May 2026: “In March we lost the Aire Valley framework, and the client told us to our face that we were too slow to answer.”

    [^10]: call, 12 May 2026: “A quotation takes us six and a half working days on average, and the big labs answer in two.”

    [^11]: call, 12 May 2026: “Helena Voss, our COO, holds the budget.”

    [^12]: goal, 22 June 2026: “name: Send quotations within 2 working days instead of 6.5”

    [^13]: goal, 22 June 2026: “dueDate: 2026-12-18”

    [^14]: goal, 22 June 2026: “name: Take in 80% of requests through the web form”

    [^15]: goal, 22 June 2026: “dueDate: 2027-03-31”

    [^16]: meeting, 9 June 2026: “The first value is when the Leeds desk has sent its first 20 quotations out of the new queue, and I want that by 14 August 2026.”

    [^17]: note, 16 June 2026: “For the setup we need access to the four shared inboxes, the price workbook and the CRM export.”

    [^18]: note, 16 June 2026: “Ines wants every quotation to carry the reference number of the request, because clients ask for it on the phone.”

    [^19]: call, 12 May 2026: “My team needs one queue where every request shows what is missing before anybody touches it.”

    [^20]: meeting, 9 June 2026: “And my people need templates for water, soil and asbestos, because those three are most of what we quote.”

    [^21]: call, 26 May 2026: “I can give you a full export of the CRM, but our licence only lets me run it at the end of a month.”

    [^22]: call, 26 May 2026: “Single sign-on has to go through our identity provider, our auditors insist on that.”

    [^23]: contact record: “Name: Helena Voss”

    [^24]: contact record: “Title: Chief Operating Officer”

    [^25]: contact record: “Name: Callum Price”

    [^26]: contact record: “Title: Head of Client Services”

    [^27]: contact record: “Name: Ines Duarte”

    [^28]: contact record: “Title: Quotations Team Lead”

    [^29]: contact record: “Name: Ruth Adeyemi”

    [^30]: contact record: “Title: CRM and Systems Manager”

    [^31]: meeting, 9 June 2026: “We will have the Leeds desk live within four weeks of kickoff.”
    ");
}

/// VR-40: nothing of an internal source, of a rejected claim, of a flag, a question or a risk gets
/// into the customer's copy, and no source's id and nobody's mail address; whatever the format,
/// and wherever in its file. The internal edition shows that the brief has all of it.
#[test]
fn what_is_the_vendors_own_stays_inside() {
    let desk = Desk::new();
    let model = Model::scripted();
    model.serve(&desk.vouch);
    let id = approved(&desk, &["--model", "live"]);
    let ids = sources(&desk, &id);
    let mut own: Vec<&str> = vec![
        // Internal sources: the deal, and notes on it.
        "was won on 19 June 2026",
        "they planned their summer around it",
        "The CRM export that Ruth was going to send us has still not arrived",
        // A rejected claim.
        "The Sheffield site may be sold",
        // A flag, a question, a risk that a call tells of, a decision, a task.
        "has not been on a recorded call",
        "who brings them in before kickoff",
        "worries about August",
        "Settled on 29 June",
        "Prepare the kickoff",
    ];
    own.extend(ids.iter().map(String::as_str));
    for form in FORMATS {
        let found = |audience: &str| -> Vec<&str> {
            let file = plain(&everything(form, &exported(&desk, &id, form, audience)));
            own.iter()
                .copied()
                .filter(|words| file.contains(&plain(words)))
                .collect()
        };
        assert_eq!(found("customer"), Vec::<&str>::new(), "{form}");
        assert_eq!(found("internal"), own, "{form}");
        let copy = everything(form, &exported(&desk, &id, form, "customer"));
        assert!(!copy.contains("northwind-labs.example"), "{form}: {copy}");
    }
}

/// The ids of the sources that the brief cites.
fn sources(desk: &Desk, run: &str) -> Vec<String> {
    let bundle: serde_json::Value = serde_json::from_slice(&exported(desk, run, "bundle", "internal")).unwrap();
    let ids = each(&bundle, "sources", "id");
    ids.into_iter().map(str::to_owned).collect()
}

/// A text without the marks by which formats escape it.
fn plain(text: &str) -> String {
    text.replace('\\', "")
}

/// VR-40, VR-83: words whose speaker asked that they stay where they were said are in no copy for
/// the customer, though both have approved the brief; nor is what a record says no permission is
/// given for, or only for another audience, or not any more.
#[test]
fn what_nobody_may_pass_on_stays_inside() {
    let record = |login: &str, permission: &str| {
        let before = format!("{login}@northwind-labs.example\",\"0\"");
        (before.clone(), format!("{before},{permission}"))
    };
    let exports = Exports::copy()
        .edit(
            "zoom/GMT20260609-090000_Recording.transcript.vtt",
            "And my people need",
            "And please don't quote me, but my people need",
        )
        .edit(
            "notes/northwind-labs-scoping-2026-06-16.md",
            "Ines wants every",
            "Between us, Ines wants every",
        )
        .edit(
            "salesforce/Contact.csv",
            "\"IsDeleted\"",
            "\"IsDeleted\",\"Permission\",\"Permission_Until\"",
        )
        .edit(
            "salesforce/Contact.csv",
            "halden-freight.example\",\"0\"",
            "halden-freight.example\",\"0\",\"\",\"\"",
        );
    let permissions = [
        record("helena.voss", "\"customer\",\"2026-06-29\""),
        record("callum.price", "\"customer\",\"2026-12-31\""),
        record("ruth.adeyemi", "\"internal only\",\"2026-12-31\""),
        record("ines.duarte", "\"no\",\"\""),
    ];
    let exports = permissions.iter().fold(exports, |exports, (from, to)| {
        exports.edit("salesforce/Contact.csv", from, to)
    });
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let internal = markdown(&desk, &id, "internal");
    let customer = markdown(&desk, &id, "customer");
    let told = [
        "please don't quote me, but my people need templates",
        "Between us, Ines wants every quotation to carry the reference number",
        "Name: Helena Voss",
        "Name: Ruth Adeyemi",
        "Name: Ines Duarte",
        "Name: Callum Price",
    ];
    assert_eq!(told.map(|words| internal.contains(words)), [true; 6]);
    assert_eq!(
        told.map(|words| customer.contains(words)),
        [false, false, false, false, false, true]
    );
}

/// A claim that a person has rejected is in no edition as something that may be said.
#[test]
fn a_claim_that_a_person_rejected_is_told_nowhere() {
    let exports = Exports::copy().edit(
        "gong/transcripts.json",
        "our auditors insist on that",
        "our head of security is on sick leave and insists on that",
    );
    let desk = Desk::with(exports.path());
    desk.out("", 0, &["handoff", "northwind-labs"]);
    let standing = desk.standing("northwind-labs");
    let id = text(&standing, "id").to_owned();
    let claims = each(&standing, "claims_for_a_person", "claim");
    let [claim] = claims.as_slice() else {
        panic!("{claims:?}")
    };
    let judge = ["review", "judge", &id, claim, "reject", "--reason", "nobody's business"];
    desk.out(CSM, 0, &judge);
    let ready = super::ready(&desk, &[]);
    assert_eq!(ready, id);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    for audience in ["internal", "customer"] {
        let edition = markdown(&desk, &id, audience);
        assert!(!edition.contains("sick leave"), "{edition}");
        assert!(edition.contains("a full export of the CRM"), "{edition}");
    }
    let judged = events(&desk, &id)
        .into_iter()
        .filter(|it| it["event"] == "claim_judged");
    assert_eq!(judged.count(), 1);
    assert_eq!(list(&desk.standing(&id), "claims_for_a_person").len(), 1);
}
