//! Endpoints that do not understand all of a request.

use agent::model::Model;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::{Port, bodies, endpoint, good, korsnes, question, reply, server, soon, status, usage};

const SCHEMA_NOTE: &str = "the endpoint does not take a JSON schema; it was put into the prompt";
const JSON_NOTE: &str = "the endpoint takes neither a JSON schema nor JSON mode; the schema was put into the prompt";

fn rejected(message: &str) -> ResponseTemplate {
    status(
        400,
        json!({"error": {"message": message, "type": "invalid_request_error"}}),
    )
}

/// The forms of the answer asked for, one a request.
async fn forms(server: &wiremock::MockServer) -> Vec<Value> {
    bodies(server)
        .await
        .iter()
        .map(|body| body["response_format"]["type"].clone())
        .collect()
}

#[tokio::test]
async fn without_json_schema_it_goes_into_the_prompt_from_then_on() {
    let server = server([rejected("response_format.type must be `json_object`"), good()]).await;
    let model = Model::connect(endpoint(&server)).unwrap();

    let first = model.ask::<Port>(&question(), soon()).await.unwrap();
    let second = model.ask::<Port>(&question(), soon()).await.unwrap();

    let note = vec![SCHEMA_NOTE.to_owned()];
    assert_eq!(
        (first.value, first.usage, first.notes),
        (korsnes(), usage(2, 1), note.clone())
    );
    assert_eq!(
        (second.value, second.usage, second.notes),
        (korsnes(), usage(1, 1), note)
    );
    assert_eq!(
        forms(&server).await,
        [json!("json_schema"), json!("json_object"), json!("json_object")]
    );
    insta::assert_json_snapshot!(bodies(&server).await[2], @r#"
    {
      "model": "ferry-1",
      "messages": [
        {
          "role": "system",
          "content": "You read timetables.\n\nAnswer with one JSON object and nothing else: no Markdown, no explanation before or after it. It must satisfy this JSON schema:\n{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"name\":{\"type\":\"string\",\"description\":\"As the timetable has it.\"},\"berths\":{\"type\":\"integer\"}},\"required\":[\"name\",\"berths\"],\"description\":\"A port of the ferry line.\"}"
        },
        {
          "role": "user",
          "content": "Which port has the most berths?"
        }
      ],
      "response_format": {
        "type": "json_object"
      },
      "max_completion_tokens": 4096,
      "temperature": 0.0,
      "stream": false
    }
    "#);
}

#[tokio::test]
async fn without_json_mode_the_prompt_alone_has_it() {
    let refused = rejected("unknown field `response_format`");
    let server = server([refused.clone(), refused, good()]).await;
    let answer = super::ask(&server).await.unwrap();
    assert_eq!(
        (answer.value, answer.usage, answer.notes),
        (korsnes(), usage(3, 1), vec![JSON_NOTE.to_owned()])
    );
    assert_eq!(
        forms(&server).await,
        [json!("json_schema"), json!("json_object"), Value::Null]
    );
}

#[tokio::test]
async fn a_bare_500_is_met_with_a_simpler_form_once_all_tries_failed() {
    let broken = ResponseTemplate::new(500).set_body_raw("Internal Server Error", "text/plain");
    let server = server([broken.clone(), broken.clone(), broken, good()]).await;
    let answer = super::ask(&server).await.unwrap();
    assert_eq!(
        (answer.value, answer.usage, answer.notes),
        (korsnes(), usage(4, 1), vec![SCHEMA_NOTE.to_owned()])
    );
}

#[tokio::test]
async fn what_a_gateway_passes_on_is_heeded() {
    let raw = "{\"message\": \"json_schema is not supported\"}";
    let refusal = json!({"error": {"code": 400, "message": "Provider returned error", "metadata": {"raw": raw}}});
    let answer = super::ask(&server([status(400, refusal), good()]).await).await.unwrap();
    assert_eq!(
        (answer.usage, answer.notes),
        (usage(2, 1), vec![SCHEMA_NOTE.to_owned()])
    );
}

#[tokio::test]
async fn a_500_about_the_schema_is_not_sent_again_as_it_was() {
    let broken = status(
        500,
        json!({"error": {"code": 500, "message": "failed to parse grammar"}}),
    );
    let answer = super::ask(&server([broken, good()]).await).await.unwrap();
    assert_eq!(
        (answer.usage, answer.notes),
        (usage(2, 1), vec![SCHEMA_NOTE.to_owned()])
    );
}

#[tokio::test]
async fn a_schema_once_kept_is_not_given_up() {
    let broken = ResponseTemplate::new(500);
    let server = server([good(), broken.clone(), broken.clone(), broken, good()]).await;
    let model = Model::connect(endpoint(&server)).unwrap();
    model.ask::<Port>(&question(), soon()).await.unwrap();

    let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();
    let third = model.ask::<Port>(&question(), soon()).await.unwrap();

    assert_eq!(error.code(), "model_unreachable");
    assert_eq!((third.notes, model.spent()), (vec![], usage(5, 2)));
}

#[tokio::test]
async fn a_schema_that_is_ignored_goes_into_the_prompt() {
    let server = server([reply("The port is Korsnes."), good()]).await;
    let answer = super::ask(&server).await.unwrap();
    assert_eq!(
        (answer.value, answer.usage, answer.notes),
        (korsnes(), usage(2, 2), vec![SCHEMA_NOTE.to_owned()])
    );
}

#[tokio::test]
async fn the_limit_goes_by_its_older_name_where_the_newer_is_rejected_or_ignored() {
    let unknown = status(
        422,
        json!({"detail": [{"loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted"}]}),
    );
    let cut_off = super::ended("{\"name\": \"Kor", json!("length"));
    for (refusal, replies) in [(unknown, 1), (cut_off, 2)] {
        let server = server([refusal, good()]).await;
        let answer = super::ask(&server).await.unwrap();
        let note = "the endpoint does not heed `max_completion_tokens`; `max_tokens` was sent".to_owned();
        assert_eq!(
            (answer.value, answer.usage, answer.notes),
            (korsnes(), usage(2, replies), vec![note])
        );
        let limits: Vec<_> = bodies(&server)
            .await
            .iter()
            .map(|body| [body["max_completion_tokens"].clone(), body["max_tokens"].clone()])
            .collect();
        assert_eq!(limits, [[json!(4096), Value::Null], [Value::Null, json!(4096)]]);
    }
}

#[tokio::test]
async fn a_temperature_that_is_not_taken_is_left_out() {
    let server = server([rejected("Unsupported value: 'temperature' does not support 0"), good()]).await;
    let answer = super::ask(&server).await.unwrap();
    assert_eq!(
        answer.notes,
        ["the endpoint does not take this `temperature`; its own was used"]
    );
    assert_eq!(bodies(&server).await[1].get("temperature"), None);
}
