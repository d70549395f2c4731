//! Each of the ten rules, by evidence that shows it.

use grounding::{Affiliation, Ledger, Source, SourceKind};

use super::super::facts::fixture::{ago, finished, ledger, mail, measure, renewal, said, well, well_but};
use super::STOPS;
use crate::definition::Request;

/// The rules that apply, as the gate lists them, by name.
fn rules(ledger: &Ledger) -> Vec<&'static str> {
    let finished = finished(ledger, &Request::default());
    let gate = finished.gates.into_iter().find(|it| it.name == "stop_rules").unwrap();
    let listed = |text: &str| gate.why.split("; ").any(|why| why == text);
    let names = STOPS.iter().filter(|rule| listed(rule.text)).map(|rule| rule.name);
    let names: Vec<&str> = names.collect();
    assert_eq!(gate.passed, names.is_empty());
    names
}

/// What the customer says, beside an account that is well.
fn heard(text: &str) -> Ledger {
    well_but([said(9, Affiliation::Customer, ago(5), text)])
}

/// HS-21: ten reasons for which a snapshot, or what follows from it, stops; each by its own evidence.
#[test]
fn each_of_ten_rules_is_found() {
    assert_eq!(rules(&ledger(well())), Vec::<&str>::new());
    let promised = "We promised them the connector to the till system by 14 August.";
    let old = (0..20).map(|week| measure("weekly_logins", "", ago(31 + 7 * week), 100));
    let other = Source {
        id: grounding::SourceId::raw("dash:row/1"),
        ..measure("weekly_logins", "", ago(1), 60)
    };
    let without_usage = well().into_iter().filter(|it| !it.id.as_str().contains("weekly"));
    let found = [
        rules(&ledger(Vec::new())),
        rules(&ledger(without_usage.chain(old).collect())),
        rules(&well_but([other])),
        rules(&heard("Strictly confidential: our group is about to be sold.")),
        rules(&well_but([said(9, Affiliation::Vendor, ago(5), promised)])),
        rules(&heard("Thirty euros is too expensive for us.")),
        rules(&heard("We need a shorter notice period.")),
        rules(&heard("We would like a voucher for the second year.")),
        rules(&heard("We have not decided whether to renew.")),
        rules(&heard("We may stop using it in autumn.")),
    ];
    assert_eq!(
        found.map(|names| names.join(" ")),
        STOPS.map(|rule| rule.name.to_owned())
    );
}

/// HS-21: a promise is one in a mail too, and none where support answers a ticket.
#[test]
fn a_promise_is_found_in_a_mail() {
    let text = "We will have the second plant live in four weeks.";
    let mailed = || mail(9, Affiliation::Vendor, ago(5), text);
    assert_eq!(rules(&well_but([mailed()])), ["customer_promise"]);
    let answered = Source {
        kind: SourceKind::Comment,
        ..mailed()
    };
    assert_eq!(rules(&well_but([answered])), Vec::<&str>::new());
}

/// HS-21: what was said more than 90 days ago stops nothing today, and an address is no secret of
/// commerce.
#[test]
fn old_talk_and_addresses_stop_nothing() {
    let on = |days: i32| {
        let talk = said(9, Affiliation::Customer, ago(days), "We may stop using it in autumn.");
        rules(&well_but([talk]))
    };
    assert_eq!(on(90), ["cancellation"]);
    assert_eq!(on(91), Vec::<&str>::new());
    assert_eq!(
        rules(&heard("Write to ines@alder.example about the ovens.")),
        Vec::<&str>::new()
    );
}

/// HS-21: what holds up the next action is flagged in the rule's words, with the sentence; where
/// only the next action itself shows it, with that.
#[test]
fn a_rule_that_applies_is_flagged_with_what_shows_it() {
    let flagged = |ledger: &Ledger| {
        let flags = finished(ledger, &Request::default()).flags.into_iter();
        let own = flags.filter(|it| STOPS.iter().any(|rule| it.message.starts_with(rule.text)));
        let told = own.map(|it| {
            let cited: Vec<&str> = it.citations.iter().map(|it| it.quote.as_str()).collect();
            format!("{} {:?}: {} [{}]", it.kind, it.routes, it.message, cited.join(" | "))
        });
        told.collect::<Vec<_>>().join("\n")
    };
    let twice = well_but([
        said(8, Affiliation::Customer, ago(30), "We may stop using it in autumn."),
        said(
            9,
            Affiliation::Customer,
            ago(5),
            "If this goes on, we cancel the contract.",
        ),
    ]);
    insta::assert_snapshot!(flagged(&twice), @"commercial_risk [AccountOwner]: it is likely to affect how a cancellation is handled: “If this goes on, we cancel the contract.” [If this goes on, we cancel the contract. | We may stop using it in autumn.]");
    insta::assert_snapshot!(flagged(&well_but([renewal(ago(-60))])), @"review_required [AccountOwner]: it is likely to affect how the contract is renewed: the next action “Prepare the renewal of 29 August 2026.” [Deal: Alder renewal 2026 | Closes: 2026-08-29]");
}
