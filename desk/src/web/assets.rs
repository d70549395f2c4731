//! The files that pages load: style and scripts, built in, under names that change with what they
//! hold.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::fault::Fault;

/// A script that only some pages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// A review's.
    Review,
    /// The one of what is about to be drafted, and is being drafted.
    Generate,
}

impl Script {
    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Review => &REVIEW.name,
            Self::Generate => &GENERATE.name,
        }
    }
}

/// A file that pages load.
struct Asset {
    /// Its name, with the beginning of its digest.
    name: String,
    kind: &'static str,
    text: String,
}

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, text: String) -> Self {
        let digest = workflow::brief::sha256(text.as_bytes());
        let digest = workflow::brief::short_digest(&digest);
        Self {
            name: format!("{name}-{digest}.{ending}"),
            kind,
            text,
        }
    }

    /// A script that imports the one that every page has, by the name that it is served under.
    fn beside_the_script(name: &str, text: &str) -> Self {
        let text = text.replace("./desk.js", &format!("./{}", SCRIPT.name));
        Self::new(name, "js", JS, text)
    }
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk", "css", CSS, include_str!("../../assets/desk.css").to_owned()));
static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk", "js", JS, include_str!("../../assets/desk.js").to_owned()));
static REVIEW: LazyLock<Asset> =
    LazyLock::new(|| Asset::beside_the_script("review", include_str!("../../assets/review.js")));
static GENERATE: LazyLock<Asset> =
    LazyLock::new(|| Asset::beside_the_script("generate", include_str!("../../assets/generate.js")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", SVG, include_str!("../../assets/icon.svg").to_owned()));

/// The name of the style.
pub(crate) fn style() -> &'static str {
    &STYLE.name
}

/// The name of the script that every page has.
pub(crate) fn script() -> &'static str {
    &SCRIPT.name
}

/// The name of the picture in a tab's corner.
pub(crate) fn icon() -> &'static str {
    &ICON.name
}

/// `GET /assets/{name}`
pub(crate) async fn show(Path(name): Path<String>) -> Result<Response, Fault> {
    let all = [&*STYLE, &*SCRIPT, &*REVIEW, &*GENERATE, &*ICON];
    let asset = all.into_iter().find(|asset| asset.name == name);
    let asset = asset.ok_or_else(|| Fault::missing("this file"))?;
    // Another text has another name, so a browser may keep this one.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    Ok((headers, asset.text.as_str()).into_response())
}
