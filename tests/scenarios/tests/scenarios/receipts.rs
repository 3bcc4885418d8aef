//! Writes that are confirmed from their receipts, by another client that knows nothing else of them.

mod earlier;
mod equal;
mod handed_over;
mod looked_at;
mod refused;
mod secrets;
mod whole;

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use postcond::runtime::{Cause, Evidence, Looked};
use postcond::{Policy, Receipt, ReceiptError, UnusableReceipt};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::entries::table::stage;
use crate::entries::{Entry, Line};
use crate::stage::Stage;

/// Confirms the write of a receipt with the client of its service.
async fn confirm(stage: &Stage, receipt: &Receipt) -> Result<Evidence, ReceiptError> {
    match receipt.service() {
        "ssm" => stage.ssm.confirm(receipt).await,
        "iam" => stage.iam.confirm(receipt).await,
        _ => stage.secrets.confirm(receipt).await,
    }
}

/// Looks once, with the client of its service.
async fn look(stage: &Stage, receipt: &Receipt) -> Result<Looked, UnusableReceipt> {
    match receipt.service() {
        "ssm" => stage.ssm.look(receipt).await,
        "iam" => stage.iam.look(receipt).await,
        _ => stage.secrets.look(receipt).await,
    }
}

/// The text of the receipt that the call of an entry gives, its read-backs answered so.
async fn written(entry: &Entry, lines: &[&Line], policy: Policy) -> String {
    let acted = entry.played(&stage(policy), lines).await;
    let receipt = acted.evidence.receipt();
    let receipt = receipt.unwrap_or_else(|| panic!("{}: no receipt", entry.name));
    receipt.to_json()
}

/// The same receipt, as another process reads it.
fn read(text: &str) -> Receipt {
    text.parse().unwrap()
}

/// What a confirmation came to: the name of its cause and check, if there is one.
fn in_brief(cause: Option<&Cause>, evidence: &Evidence) -> String {
    let cause = cause.map(|cause| {
        let shown = format!("{cause:?}");
        let name = shown
            .split([' ', '('])
            .next()
            .unwrap_or_default()
            .to_owned();
        format!("{name} of {}", cause.check())
    });
    let cause = cause.unwrap_or_else(|| "confirmed".to_owned());
    format!("{cause}, unconfirmed: {:?}", evidence.unconfirmed())
}

/// The same of what a client says.
fn said(confirmed: &Result<Evidence, ReceiptError>) -> (String, &Evidence) {
    match confirmed {
        Ok(evidence) => (in_brief(None, evidence), evidence),
        Err(ReceiptError::Unconfirmed(error)) => (
            in_brief(Some(&error.cause), &error.evidence),
            &error.evidence,
        ),
        Err(error) => panic!("{error}"),
    }
}

/// A receipt that somebody has changed who knows how its digest is made.
fn resealed(mut json: Value) -> String {
    let members = json.as_object_mut().unwrap();
    members.remove("digest");
    let mut sorted = Value::Object(members.clone());
    sorted.sort_all_objects();
    let digest = Sha256::digest(sorted.to_string());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    members.insert("digest".to_owned(), format!("sha256:{digest}").into());
    json.to_string()
}

/// The same receipt, as a machine has written it whose clock is so far ahead.
fn dated_ahead(text: &str, ahead: Duration) -> String {
    let mut json: Value = serde_json::from_str(text).unwrap();
    let later = |date: &mut Value| {
        let then = DateTime::from_str(date.as_str().unwrap(), Format::DateTime).unwrap();
        let then = SystemTime::try_from(then).unwrap() + ahead;
        *date = DateTime::from(then).fmt(Format::DateTime).unwrap().into();
    };
    later(&mut json["written"]);
    let awaits = json["awaits"].as_array_mut().unwrap();
    awaits.iter_mut().for_each(|it| later(&mut it["until"]));
    resealed(json)
}
