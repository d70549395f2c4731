//! Typed answers (SC-2).

use super::*;

fn known() -> Vec<Known> {
    vec![Known {
        name: "Ada Byrne".to_owned(),
        login: Some("ada".to_owned()),
        email: Some("ada.byrne@tallow.example".to_owned()),
    }]
}

fn read_as(field: &str, text: &str) -> Result<Value, String> {
    let template = read(written());
    let field = template.field(field).unwrap();
    field.read(text, &known()).map_err(|refusal| refusal.to_string())
}

#[test]
fn each_kind_of_field_takes_its_kind_of_answer() {
    assert_eq!(
        read_as("tickets", " 2.50 tickets"),
        Ok(Value::Number(Decimal::new(250, 2)))
    );
    assert_eq!(read_as("visited_on", "2027-03-02"), Ok(Value::Date(date(2027, 3, 2))));
    assert_eq!(read_as("mood", "Good"), Ok(Value::Choice("good".to_owned())));
    assert_eq!(read_as("stage", "reached"), Ok(Value::Stage("reached".to_owned())));
    assert_eq!(
        read_as("concerns", " The port.\n"),
        Ok(Value::Text("The port.".to_owned()))
    );
    for name in ["ada", "Ada byrne", "ADA.BYRNE@tallow.example"] {
        assert_eq!(
            read_as("sponsor", name),
            Ok(Value::Person("Ada Byrne".to_owned())),
            "{name}"
        );
    }
    let new = "Ines  Roth <ines@tallow.example>";
    assert_eq!(read_as("sponsor", new), Ok(Value::Person("Ines Roth".to_owned())));
}

#[test]
fn another_kind_of_answer_is_refused_with_what_the_field_takes() {
    let wrong = [
        ("tickets", "a few"),
        ("tickets", "1,200"),
        ("tickets", "51"),
        ("visited_on", "last week"),
        ("visited_on", "2027-02-30"),
        ("mood", "fine"),
        ("stage", "gone"),
        ("concerns", " "),
        ("sponsor", "Ines Roth"),
        ("sponsor", "Ines Roth <no address>"),
        ("sponsor", "<ines@tallow.example>"),
    ];
    let refused = wrong.map(|(field, text)| read_as(field, text).unwrap_err());
    insta::assert_snapshot!(refused.join("\n"), @"
    `a few` is no answer to `tickets`, which takes a number from 0 to 50 in tickets, such as 1250.5
    `1,200` is no answer to `tickets`, which takes a number from 0 to 50 in tickets, such as 1250.5
    `51` is no answer to `tickets`, which takes a number from 0 to 50 in tickets, such as 1250.5
    `last week` is no answer to `visited_on`, which takes a day as YYYY-MM-DD
    `2027-02-30` is no answer to `visited_on`, which takes a day as YYYY-MM-DD
    `fine` is no answer to `mood`, which takes an option: `good`, `mixed`, `bad`
    `gone` is no answer to `stage`, which takes a stage of the path: `agreed`, `moving`, `reached`
    `` is no answer to `concerns`, which takes words, 2000 characters of them at most
    `Ines Roth` is no answer to `sponsor`, which takes the name or the login of somebody whom the desk, the CRM or a call knows; of anybody else `Name <mail address>`
    `Ines Roth <no address>` is no answer to `sponsor`, which takes the name or the login of somebody whom the desk, the CRM or a call knows; of anybody else `Name <mail address>`
    `<ines@tallow.example>` is no answer to `sponsor`, which takes the name or the login of somebody whom the desk, the CRM or a call knows; of anybody else `Name <mail address>`
    ");
}
