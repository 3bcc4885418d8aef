//! Reports, which are made by jobs.

use super::Reader;
use super::sdk::operation::generate_credential_report::{
    GenerateCredentialReportInput, GenerateCredentialReportOutput,
};
use super::sdk::operation::generate_organizations_access_report::{
    GenerateOrganizationsAccessReportInput, GenerateOrganizationsAccessReportOutput,
};
use super::sdk::operation::generate_service_last_accessed_details::{
    GenerateServiceLastAccessedDetailsInput, GenerateServiceLastAccessedDetailsOutput,
};
use super::sdk::operation::get_organizations_access_report::GetOrganizationsAccessReportError;
use super::sdk::operation::get_service_last_accessed_details::GetServiceLastAccessedDetailsError;
use super::sdk::types::JobStatusType;
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, failed, pending, satisfied};

/// A credential report is being made, or is there.
///
/// One that is younger than four hours is not made again, and there is no id of a job.
#[post_condition(service = "iam", op = "GenerateCredentialReport", reads = ["GetCredentialReport"])]
pub(crate) async fn credential_report_is_under_way(
    iam: &Reader,
    _: &GenerateCredentialReportInput,
    _: &GenerateCredentialReportOutput,
) -> Check {
    match credential_report(iam).await? {
        Report::Ready(words) => satisfied(words),
        Report::BeingMade => satisfied("the report is being made"),
        Report::None => pending("there is no report, or an old one"),
    }
}

/// A credential report is there.
#[post_condition(
    service = "iam",
    op = "GenerateCredentialReport",
    reads = ["GetCredentialReport"],
    on_request = true,
    deadline = 300
)]
pub async fn credential_report_is_ready(
    iam: &Reader,
    _: &GenerateCredentialReportInput,
    _: &GenerateCredentialReportOutput,
) -> Check {
    match credential_report(iam).await? {
        Report::Ready(words) => satisfied(words),
        Report::BeingMade => pending("the report is being made"),
        Report::None => pending("there is no report, or an old one"),
    }
}

/// What is known of a report.
enum Report {
    /// It is there, as these words say.
    Ready(String),
    BeingMade,
    None,
}

/// The report itself, which names every user, is dropped.
async fn credential_report(iam: &Reader) -> Result<Report, ReadError> {
    let answer = iam.get_credential_report().send().await;
    match answer.map_err(ReadError::from) {
        Ok(report) => Ok(Report::Ready(match report.generated_time() {
            Some(date) => format!("the report is there, of {date}"),
            None => "the report is there".to_owned(),
        })),
        Err(error) => match error.code() {
            Some("ReportInProgress") => Ok(Report::BeingMade),
            Some("ReportNotPresent" | "ReportExpired") => Ok(Report::None),
            _ => Err(error),
        },
    }
}

/// The job is found, whatever its status.
#[post_condition(
    service = "iam",
    op = "GenerateServiceLastAccessedDetails",
    reads = ["GetServiceLastAccessedDetails"]
)]
pub(crate) async fn access_details_are_under_way(
    iam: &Reader,
    _: &GenerateServiceLastAccessedDetailsInput,
    output: &GenerateServiceLastAccessedDetailsOutput,
) -> Check {
    let id = named("JobId", output.job_id())?;
    is_found(id, access_details(iam, id).await?)
}

/// The job has come to its end.
#[post_condition(
    service = "iam",
    op = "GenerateServiceLastAccessedDetails",
    reads = ["GetServiceLastAccessedDetails"],
    on_request = true,
    deadline = 600
)]
pub async fn access_details_are_complete(
    iam: &Reader,
    _: &GenerateServiceLastAccessedDetailsInput,
    output: &GenerateServiceLastAccessedDetailsOutput,
) -> Check {
    let id = named("JobId", output.job_id())?;
    is_complete(id, access_details(iam, id).await?)
}

/// The job is found, whatever its status.
#[post_condition(
    service = "iam",
    op = "GenerateOrganizationsAccessReport",
    reads = ["GetOrganizationsAccessReport"]
)]
pub(crate) async fn access_report_is_under_way(
    iam: &Reader,
    _: &GenerateOrganizationsAccessReportInput,
    output: &GenerateOrganizationsAccessReportOutput,
) -> Check {
    let id = named("JobId", output.job_id())?;
    is_found(id, access_report(iam, id).await?)
}

/// The job has come to its end.
#[post_condition(
    service = "iam",
    op = "GenerateOrganizationsAccessReport",
    reads = ["GetOrganizationsAccessReport"],
    on_request = true,
    deadline = 600
)]
pub async fn access_report_is_complete(
    iam: &Reader,
    _: &GenerateOrganizationsAccessReportInput,
    output: &GenerateOrganizationsAccessReportOutput,
) -> Check {
    let id = named("JobId", output.job_id())?;
    is_complete(id, access_report(iam, id).await?)
}

/// A job, as a read shows it: its status, and the code of what went wrong.
struct Job {
    status: JobStatusType,
    error: Option<String>,
}

fn is_found(id: &str, job: Option<Job>) -> Check {
    match job {
        Some(job) => satisfied(format!("the job {id} is {}", job.status)),
        None => pending(format!("the job {id} is not found")),
    }
}

fn is_complete(id: &str, job: Option<Job>) -> Check {
    let Some(job) = job else {
        return pending(format!("the job {id} is not found"));
    };
    let words = format!("the job {id} is {}", job.status);
    match job.status {
        JobStatusType::Completed => satisfied(words),
        JobStatusType::Failed => failed(format!(
            "{words}: {}",
            job.error.as_deref().unwrap_or("no code is given")
        )),
        _ => pending(words),
    }
}

/// Of the details, which come along, one is asked for.
async fn access_details(iam: &Reader, id: &str) -> Result<Option<Job>, ReadError> {
    let found = iam
        .get_service_last_accessed_details()
        .job_id(id)
        .max_items(1)
        .send()
        .await
        .absent_if(GetServiceLastAccessedDetailsError::is_no_such_entity_exception)?;
    Ok(found.map(|found| Job {
        status: found.job_status,
        error: found.error.map(|error| error.code),
    }))
}

async fn access_report(iam: &Reader, id: &str) -> Result<Option<Job>, ReadError> {
    let found = iam
        .get_organizations_access_report()
        .job_id(id)
        .max_items(1)
        .send()
        .await
        .absent_if(GetOrganizationsAccessReportError::is_no_such_entity_exception)?;
    Ok(found.map(|found| Job {
        status: found.job_status,
        error: found.error_details.map(|error| error.code),
    }))
}
