//! Reports.

use postcond::iam::on_request::{
    access_details_are_complete, access_report_is_complete, credential_report_is_ready,
};

use super::*;

const CREDENTIALS: &str = "GetCredentialReport";
const DETAILS: &str = "GetServiceLastAccessedDetails";
const ACCESS: &str = "GetOrganizationsAccessReport";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_credentials(),
        of_credentials_until_it_is_ready(),
        under_way(
            DETAILS,
            Entry::iam("GenerateServiceLastAccessedDetails", |stage| {
                act!(
                    stage
                        .iam
                        .generate_service_last_accessed_details()
                        .arn("arn:r")
                )
            }),
        ),
        under_way(
            ACCESS,
            Entry::iam("GenerateOrganizationsAccessReport", |stage| {
                act!(
                    stage
                        .iam
                        .generate_organizations_access_report()
                        .entity_path("o/r")
                )
            }),
        ),
        complete(
            DETAILS,
            "Error",
            Entry::iam(
                "GenerateServiceLastAccessedDetails, until they are complete",
                |stage| {
                    let request = stage
                        .iam
                        .generate_service_last_accessed_details()
                        .arn("arn:r");
                    act!(request.unconfirmed().until(access_details_are_complete))
                },
            ),
        ),
        complete(
            ACCESS,
            "ErrorDetails",
            Entry::iam(
                "GenerateOrganizationsAccessReport, until it is complete",
                |stage| {
                    let request = stage
                        .iam
                        .generate_organizations_access_report()
                        .entity_path("o/r");
                    act!(request.unconfirmed().until(access_report_is_complete))
                },
            ),
        ),
    ]
}

fn report() -> [Read; 1] {
    // It may be of four hours ago.
    seen(CREDENTIALS, json!({"GeneratedTime": date::BEFORE}))
}

fn of_credentials() -> Entry {
    let entry = Entry::iam("GenerateCredentialReport", |stage| {
        act!(stage.iam.generate_credential_report())
    });
    entry
        .answered(json!({"State": "STARTED"}))
        .satisfied("a report", report())
        .satisfied("it is being made", told(CREDENTIALS, "ReportInProgress"))
        .pending("no report", told(CREDENTIALS, "ReportNotPresent"))
        .pending("an old report", told(CREDENTIALS, "ReportExpired"))
        .stopped("the read is refused", told(CREDENTIALS, "ValidationError"))
}

fn of_credentials_until_it_is_ready() -> Entry {
    let entry = Entry::iam("GenerateCredentialReport, until it is ready", |stage| {
        let request = stage.iam.generate_credential_report().unconfirmed();
        act!(request.until(credential_report_is_ready))
    });
    entry
        .answered(json!({"State": "STARTED"}))
        .satisfied("a report", report())
        .pending("it is being made", told(CREDENTIALS, "ReportInProgress"))
        .pending("no report", told(CREDENTIALS, "ReportNotPresent"))
}

fn job(of: &'static str, status: &str, members: Value) -> [Read; 1] {
    let own = json!({"JobStatus": status, "JobCreationDate": date::WRITTEN});
    seen(of, with(own, members))
}

fn under_way(of: &'static str, entry: Entry) -> Entry {
    entry
        .answered(json!({"JobId": "job-1"}))
        .satisfied("it is under way", job(of, "IN_PROGRESS", json!({})))
        .satisfied("it has failed", job(of, "FAILED", json!({})))
        .pending("none", none(of))
        .stopped("the read is refused", told(of, "ValidationError"))
}

fn complete(of: &'static str, error: &str, entry: Entry) -> Entry {
    let why = json!({error: {"Code": "TooMuch", "Message": "m"}});
    entry
        .answered(json!({"JobId": "job-1"}))
        .satisfied("it is complete", job(of, "COMPLETED", json!({})))
        .pending("it is under way", job(of, "IN_PROGRESS", json!({})))
        .failed("it has failed", job(of, "FAILED", why))
        .failed("it has failed without a code", job(of, "FAILED", json!({})))
        .pending("none", none(of))
}
