//! What the document says of operations beside what stands over them: what their paths name, how
//! somebody signs in, and how they may fail.

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, Paths};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required, ResponseBuilder,
};

use crate::web::api::once::{KEY, LONGEST_KEY};

/// What the names in paths are of.
const NAMES: [(&str, &str); 14] = [
    ("account", "The account: its id, or another name that it goes by."),
    ("action", "The action's id, or the beginning of it."),
    ("card", "The scorecard's id, or the beginning of it."),
    ("claim", "The claim, such as `c3`."),
    ("code", "The rule's code, such as `V301`."),
    ("job", "The job's id."),
    ("login", "What the person signs in with."),
    ("number", "The number of the version, from 1."),
    ("pilot", "The pilot's name."),
    (
        "role",
        "The role, as `csm` for every account or as `csm:ACCOUNT` for one.",
    ),
    ("run", "The run's id, or the beginning of it."),
    ("source", "The source's id, with its slashes escaped as `%2F`."),
    ("task", "The task's name."),
    ("token", "The token's id, which stands between its two underscores."),
];

/// How everything may fail that takes signing in.
const SIGNED_IN: [(&str, &str); 5] = [
    ("401", "Nobody has signed in, or the token is no longer good."),
    ("403", "Whoever asks may not."),
    ("404", "What was named is not there."),
    ("422", "What was asked makes no sense as it was asked."),
    ("429", "There were too many tries with bad tokens."),
];
/// How what changes something may fail beside.
const CHANGING: [(&str, &str); 1] = [("409", "It makes sense, but not as things stand.")];
/// How what has a body may fail beside.
const WITH_A_BODY: [(&str, &str); 3] = [
    ("400", "The body is no JSON."),
    ("413", "The body is too large."),
    ("415", "The body is not said to be JSON."),
];
/// How everything may fail.
const ALWAYS: [(&str, &str); 1] = [("default", "Something else went wrong.")];

const TAGS: [(&str, &str); 10] = [
    ("accounts", "Accounts, at a glance and by what they say."),
    ("sources", "The records that everything rests on."),
    ("briefs", "Having briefs drafted."),
    ("runs", "Briefs under review, and what people do to them."),
    ("scorecards", "Scorecards, filled and reviewed."),
    ("actions", "What would reach a customer or change a forecast."),
    ("measurement", "Numbers, pilots, audits."),
    ("rules", "The rules by which claims are judged, and judging a draft."),
    ("people", "People, their roles and their tokens."),
    ("desk", "The desk itself."),
];

const TOKEN: &str = "token";
const COOKIE: &str = "cookie";

/// Adds to an operation what follows from its path, from whether it changes something, and from its
/// body.
pub(super) fn complete(path: &str, changes: bool, operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    for (at, name) in names.enumerate() {
        let described = NAMES.iter().find(|(known, _)| *known == name).map(|(_, told)| *told);
        let kind = if name == "number" { Type::Integer } else { Type::String };
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(described)
            .schema(Some(ObjectBuilder::new().schema_type(kind)));
        parameters.insert(at, RefOr::T(parameter.build()));
    }
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        body.required = Some(Required::True);
    }
    let needs_a_name = operation.security.is_none();
    let has_body = operation.request_body.is_some();
    let faults = SIGNED_IN
        .iter()
        .filter(|_| needs_a_name)
        .chain(CHANGING.iter().filter(|_| changes))
        .chain(WITH_A_BODY.iter().filter(|_| has_body))
        .chain(&ALWAYS);
    for (status, told) in faults {
        let mut response = Ref::from_response_name("Problem");
        (*told).clone_into(&mut response.description);
        operation
            .responses
            .responses
            .insert((*status).to_owned(), RefOr::Ref(response));
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            said(status).clone_into(&mut response.description);
        }
    }
}

fn said(status: &str) -> &'static str {
    match status {
        "201" => "It was created.",
        "204" => "It is done.",
        _ => "What was asked for.",
    }
}

/// What `Idempotency-Key` is, for operations that take one.
pub(in crate::web::api) struct Keyed;

impl utoipa::IntoParams for Keyed {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<utoipa::openapi::path::Parameter> {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(LONGEST_KEY))
            .pattern(Some("^[!-~]+$"));
        let told = "A name for this request: sent again under it within a day, it is not carried out again but answered \
                    as before.";
        let parameter = ParameterBuilder::new()
            .name(KEY)
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(told))
            .schema(Some(schema));
        vec![parameter.build()]
    }
}

/// The document around its paths.
pub(super) fn around(paths: Paths) -> OpenApi {
    let info = InfoBuilder::new()
        .title("vouch")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The review desk for programs: the same rights, rules and answers as on its pages and its command line.",
        ));
    let problem = ResponseBuilder::new()
        .description("What went wrong, and what to do about it (RFC 9457).")
        .content(
            "application/problem+json",
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        );
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
        "A token of `vouch token create` or of the desk's settings; it begins with `vouch_`.",
    ));
    let cookie = ApiKeyValue::with_description(
        "vouch",
        "The cookie of whoever has signed in with a browser; `__Host-vouch` where the desk is served encrypted. What \
         changes something takes the header `x-vouch-form` beside it, with what the desk's forms carry as `_form`.",
    );
    let components = ComponentsBuilder::new()
        .response("Problem", problem.build())
        .security_scheme(TOKEN, SecurityScheme::Http(token.build()))
        .security_scheme(COOKIE, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let by = |scheme: &str| SecurityRequirement::new(scheme, Vec::<String>::new());
    let tags = TAGS.map(|(name, told)| TagBuilder::new().name(name).description(Some(told)).build());
    OpenApiBuilder::new()
        .info(info)
        .paths(paths)
        .components(Some(components.build()))
        .security(Some([by(TOKEN), by(COOKIE)]))
        .tags(Some(tags))
        .build()
}
