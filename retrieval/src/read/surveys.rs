//! Answers to a survey that asks for a net promoter score: `response_id, account, respondent,
//! score, comment, date, channel`, in any order. Survey tools (Delighted, Wootric)
//! export such a row for each answer; their APIs name the same things `id`, `person`, `score`,
//! `comment` or `text`, and `created_at` (<https://app.delighted.com/docs/api/listing-survey-responses>).
//!
//! Score and comment are the customer's own words.

use grounding::{Affiliation, Author, Record, SourceId, SourceKind, Span, SurveyAnswer, Value, ValueRole, Visibility};
use rust_decimal::Decimal;

use super::Format;
use super::batch::{Batch, Facts};
use super::dates::day;
use super::directory::AccountRef;
use super::measures::{period, required, shortened, span_of};
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::people::{domain, email};
use super::table::{Columns, Row, Table};

const ID: &[&str] = &["responseid", "surveyresponseid", "answerid", "npsid", "id"];
const ACCOUNT: &[&str] = &[
    "account",
    "accountslug",
    "accountname",
    "accountid",
    "customer",
    "customername",
    "customerid",
    "company",
    "companyname",
    "organization",
    "organisation",
];
const RESPONDENT: &[&str] = &[
    "respondent",
    "respondentemail",
    "email",
    "emailaddress",
    "contactemail",
    "contact",
    "person",
    "user",
    "useremail",
    "respondentname",
    "name",
];
const SCORE: &[&str] = &["score", "npsscore", "nps", "npsrating"];
const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "feedback",
    "verbatim",
    "openended",
    "reason",
    "text",
];
const DATE: &[&str] = &[
    "date",
    "responsedate",
    "surveyresponsedate",
    "respondedat",
    "respondedon",
    "submittedat",
    "answeredat",
    "completedat",
    "createdat",
    "createddate",
    "timestamp",
];

/// Whether these are the columns of such a table.
pub(super) fn fits(columns: &Columns) -> bool {
    let whose = columns.has(ACCOUNT) || columns.has(RESPONDENT);
    [ID, SCORE, COMMENT, DATE].iter().all(|names| columns.has(names)) && whose
}

/// Takes the table apart.
pub(super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut answers = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match read_row(&table.columns, row, file) {
            Ok(answer) => answers.push(answer),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::NpsAnswers, read, quarantined, Answers(answers))
}

struct Answer {
    draft: Draft,
    respondent: String,
}

fn read_row(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<Answer, String> {
    let cell = |names: &[&str]| columns.cell(row, names);
    if cell(ID).is_empty() {
        return Err(format!("`{}` is empty", columns.name(ID)));
    }
    let score = required(columns.name(SCORE), cell(SCORE))?.value;
    if score < Decimal::ZERO || score > Decimal::TEN {
        return Err(format!(
            "`{}` `{score}` is not a score from 0 to 10",
            columns.name(SCORE)
        ));
    }
    let written = cell(DATE);
    let only_day = || period(written).filter(|it| it.first == it.last).map(|it| it.last);
    let date = day(written)
        .or_else(only_day)
        .ok_or_else(|| format!("`{}` `{}` is not a date", columns.name(DATE), shortened(written)))?;
    let respondent = cell(RESPONDENT);
    let account = if cell(ACCOUNT).is_empty() {
        let address = email(respondent);
        AccountRef::Domains(
            address
                .as_deref()
                .and_then(domain)
                .map(str::to_owned)
                .into_iter()
                .collect(),
        )
    } else {
        AccountRef::Name(cell(ACCOUNT).to_owned())
    };

    let id = SourceId::new("nps", "response", cell(ID));
    let mut draft = Draft::new(id, SourceKind::Survey, account, file.place(row.at()), &row.raw);
    let source = &mut draft.source;
    source.title = format!("Survey answer, {date}");
    source.visibility = Visibility::Shareable;
    source.occurred_at = Some(date);
    (source.text, source.fields) = columns.text(row, |_| true).finish();
    let column = columns.name(SCORE);
    source.values = span_of(&source.fields, &source.text, column)
        .map(|span| Value {
            span,
            metric: column.to_owned(),
            value: score,
            unit: String::new(),
            period: Some(date),
            role: ValueRole::Current,
        })
        .into_iter()
        .collect();
    source.record = Some(Record::Survey(SurveyAnswer {
        score,
        respondent: Some(respondent.to_owned()).filter(|it| !it.is_empty()),
        comment: cell(COMMENT).to_owned(),
        date,
    }));
    Ok(Answer {
        draft,
        respondent: respondent.to_owned(),
    })
}

struct Answers(Vec<Answer>);

impl Export for Answers {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for answer in self.0 {
            sink.take(answer.finish(batch), batch);
        }
    }
}

impl Answer {
    /// Whoever is asked is a customer, unless their address says that they are one of ours who
    /// tried the survey out.
    fn finish(mut self, batch: &Batch) -> Draft {
        let address = email(&self.respondent);
        let account = batch.directory.resolve(&self.draft.account, &batch.shared.crm_parents);
        let account = account.ok().flatten();
        let side = address
            .as_deref()
            .map(|it| batch.people.side_of(it, account.as_ref(), &batch.directory));
        let known = address.as_deref().and_then(|it| batch.people.with_email(it));
        let source = &mut self.draft.source;
        source.authors = vec![Author {
            span: Span::new(0, source.text.len()),
            name: match known {
                Some(person) if !person.name.is_empty() => person.name.clone(),
                _ if self.respondent.is_empty() => "a respondent".to_owned(),
                _ => self.respondent,
            },
            email: address,
            affiliation: match side {
                Some(Affiliation::Vendor) => Affiliation::Vendor,
                _ => Affiliation::Customer,
            },
        }];
        self.draft
    }
}

#[cfg(test)]
mod tests {
    use grounding::Visibility;

    use super::super::tests::{known, read_all, read_one};
    use super::*;

    const TABLE: &str = "\u{feff}response_id,account,respondent,score,comment,date,channel\r\n\
        R1,orrin,Ada.Byrne@orrin.example,9,\"Faster, by far.\",2026-05-24,email\r\n\
        R2,,bo@orrin.example,4,,24 May 2026,web\r\n\
        R3,orrin,,11,,2026-05-24,web\r\n\
        R4,orrin,,ten,,2026-05-24,web\r\n\
        R5,orrin,,7,,03/04/2026,web\r\n\
        R6,,x@nobody.example,7,,2026-05-24,web\r\n\
        R7,orrin,tove@vendor.example,10,Testing.,2026-05-24,web\r\n\
        ,orrin,,7,,2026-05-24,web\r\n";

    #[test]
    fn an_answer_is_the_customers_own_words() {
        let users = "Id,Name,Email\n005A0000006Vm9r,Tove Lund,tove@vendor.example\n";
        let reading = read_all(&[("nps.csv", TABLE), ("users.csv", users)], &known());
        let file = &reading.files[0];
        let first = &file.records[0].source;
        insta::assert_snapshot!(first.text, @"
        response_id: R1
        account: orrin
        respondent: Ada.Byrne@orrin.example
        score: 9
        comment: Faster, by far.
        date: 2026-05-24
        channel: email
        ");
        assert_eq!(first.id.as_str(), "nps:response/R1");
        assert_eq!((first.visibility, file.read), (Visibility::Shareable, 8));
        assert_eq!(&first.text[first.values[0].span.range()], "9");
        let told: Vec<(&str, &str, Affiliation)> = file
            .records
            .iter()
            .map(|it| {
                let author = it.source.author().unwrap();
                (it.source.id.as_str(), author.name.as_str(), author.affiliation)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("nps:response/R1", "Ada.Byrne@orrin.example", Affiliation::Customer),
                ("nps:response/R2", "bo@orrin.example", Affiliation::Customer),
                ("nps:response/R7", "Tove Lund", Affiliation::Vendor),
            ]
        );
        let refused: Vec<String> = file
            .quarantined
            .iter()
            .map(|it| format!("{}: {}", it.at, it.reason))
            .collect();
        insta::assert_snapshot!(refused.join("\n"), @"
        line 4: `score` `11` is not a score from 0 to 10
        line 5: `score` `ten` is not a number
        line 6: `date` `03/04/2026` is not a date
        line 9: `response_id` is empty
        line 7: unknown account: nobody has the mail domain `nobody.example`
        ");
    }

    #[test]
    fn similar_tables_are_no_answers() {
        for columns in [
            "account,date,score,colour",
            "id,account,date,comment,rating",
            "id,account,comment,date",
        ] {
            let file = read_one("t.csv", &format!("{columns}\na,b,c,d\n"), &known());
            assert_eq!(file.format, None, "{columns}");
        }
    }
}
