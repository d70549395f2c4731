//! Which answers and scores may come next (SC-2, SC-4).

use rust_decimal::Decimal;

use super::{Verdict, said};
use crate::scorecard::Scorecard;
use crate::scorecard::refusal::ScorecardRefusal;
use crate::scorecard::template::Field;
use crate::scorecard::value::Value;

impl Scorecard {
    pub(super) fn fillable(&self, name: &str, value: &Value) -> Verdict {
        self.fills("no answer changes")?;
        let field = self.known_field(name)?;
        fits(field, value)?;
        self.not_on_record(field)
    }

    pub(super) fn not_on_record(&self, field: &Field) -> Verdict {
        match self.on_record(&field.id) {
            None => Ok(()),
            Some(known) => Err(ScorecardRefusal::OnRecord {
                field: field.id.clone(),
                says: field.told(&known.value),
            }),
        }
    }

    pub(super) fn confirmable(&self, name: &str) -> Verdict {
        self.fills("no answer changes")?;
        let field = self.known_field(name)?;
        match self.on_record(&field.id) {
            Some(_) => Ok(()),
            None => Err(ScorecardRefusal::NotOnRecord(name.to_owned())),
        }
    }

    pub(super) fn correctable(&self, name: &str, value: &Value, reason: &str) -> Verdict {
        self.confirmable(name)?;
        fits(self.known_field(name)?, value)?;
        said(reason, "a correction takes a reason: say why the records are wrong")
    }

    pub(super) fn overridable(&self, name: &str, score: Option<Decimal>, reason: &str) -> Verdict {
        self.fills("no score is set")?;
        let template = self.template();
        if template.dimension(name).is_none() {
            return Err(ScorecardRefusal::NoSuch {
                what: "dimension",
                name: name.to_owned(),
                known: template.dimensions.iter().map(|it| it.id.clone()).collect(),
            });
        }
        if let Some(score) = score
            && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&score)
        {
            return Err(ScorecardRefusal::Score(score.to_string()));
        }
        let scored = template
            .fields()
            .filter(|(_, field)| field.dimension.as_deref() == Some(name));
        let mut applicable = scored.filter(|(_, field)| !self.is_not_applicable(&field.id));
        if score.is_some() && applicable.next().is_none() {
            return Err(ScorecardRefusal::Unsaid(
                "no field of this dimension applies to the account, so there is nothing to score",
            ));
        }
        said(
            reason,
            "setting a score takes a reason: say what the answers don't show",
        )
    }
}

fn fits(field: &Field, value: &Value) -> Verdict {
    if field.accepts(value) {
        return Ok(());
    }
    Err(ScorecardRefusal::Value {
        field: field.id.clone(),
        takes: field.takes(),
        given: field.told(value),
    })
}
