//! The text of a receipt: JSON, with the version of its format and a digest of the rest.
//!
//! The digest is over the text with its members sorted and without blanks, so that a queue or a workflow
//! may write the JSON anew. It tells accidents, not forgeries: whoever can write a receipt can write its digest.

use std::fmt::Write;

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::receipt::unusable::UnusableReceipt;

/// The member that says that it is a receipt, and of which version of the format.
const VERSION_MEMBER: &str = "postcond_receipt";
const DIGEST_MEMBER: &str = "digest";
/// The version that is written. A new member of the same version may be ignored; what must not be
/// ignored takes a new version.
const VERSION: u64 = 1;

/// What is stated, with version and digest.
pub(crate) fn sealed(mut statement: Map<String, Json>) -> Json {
    // One receipt, one text: maps come in any order.
    statement.values_mut().for_each(Json::sort_all_objects);
    statement.insert(VERSION_MEMBER.to_owned(), Json::from(VERSION));
    let digest = digest(&statement);
    statement.insert(DIGEST_MEMBER.to_owned(), Json::from(digest));
    Json::Object(statement)
}

/// What is stated, if it is as it was written.
pub(crate) fn opened(json: Json) -> Result<Map<String, Json>, UnusableReceipt> {
    let Json::Object(mut statement) = json else {
        return Err(UnusableReceipt::NotAReceipt);
    };
    match statement.get(VERSION_MEMBER).and_then(Json::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(UnusableReceipt::Newer { version }),
        Some(_) | None => return Err(UnusableReceipt::NotAReceipt),
    }
    let claimed = statement.remove(DIGEST_MEMBER);
    if claimed.as_ref().and_then(Json::as_str) != Some(&*digest(&statement)) {
        return Err(UnusableReceipt::Changed);
    }
    statement.remove(VERSION_MEMBER);
    Ok(statement)
}

/// The same from text.
pub(crate) fn parsed(text: &str) -> Result<Json, UnusableReceipt> {
    serde_json::from_str(text).map_err(|error| UnusableReceipt::NotJson {
        why: format!("at line {}, column {}", error.line(), error.column()),
    })
}

fn digest(statement: &Map<String, Json>) -> String {
    let mut sorted = Json::Object(statement.clone());
    sorted.sort_all_objects();
    let mut digest = "sha256:".to_owned();
    for byte in Sha256::digest(sorted.to_string()) {
        // Writing to a string does not fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}
