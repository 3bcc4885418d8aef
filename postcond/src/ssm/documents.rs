//! Documents: create, update, delete, their default version, who may use them, and their reviews.

use super::sdk::operation::create_document::{CreateDocumentInput, CreateDocumentOutput};
use super::sdk::operation::delete_document::{DeleteDocumentInput, DeleteDocumentOutput};
use super::sdk::operation::describe_document::DescribeDocumentError;
use super::sdk::operation::describe_document_permission::{
    DescribeDocumentPermissionError, DescribeDocumentPermissionOutput,
};
use super::sdk::operation::list_document_metadata_history::{
    ListDocumentMetadataHistoryError, ListDocumentMetadataHistoryOutput,
};
use super::sdk::operation::modify_document_permission::{
    ModifyDocumentPermissionInput, ModifyDocumentPermissionOutput,
};
use super::sdk::operation::update_document::{UpdateDocumentInput, UpdateDocumentOutput};
use super::sdk::operation::update_document_default_version::{
    UpdateDocumentDefaultVersionInput, UpdateDocumentDefaultVersionOutput,
};
use super::sdk::operation::update_document_metadata::{
    UpdateDocumentMetadataInput, UpdateDocumentMetadataOutput,
};
use super::sdk::types::{
    DocumentDescription, DocumentMetadataEnum, DocumentReviewAction,
    DocumentReviewerResponseSource, DocumentReviews, DocumentStatus, ReviewStatus,
};
use super::{Reader, tags};
use crate::compare::tags_are_listed;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Witness, absent, all_pages, created, failed, find_in_pages,
    pending, satisfied, superseded, unverifiable,
};

/// The document is active and carries its tags.
///
/// A name that is used again begins at version 1 again, perhaps with the same content: the date
/// tells the lives apart. The hash stands for the content, which is not fetched.
#[post_condition(
    service = "ssm",
    op = "CreateDocument",
    reads = ["DescribeDocument"],
    // Attachments and packages take their time.
    deadline = 300,
    found_by = created_document
)]
pub(crate) async fn document_is_active(
    ssm: &Reader,
    input: &CreateDocumentInput,
    output: &CreateDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let created = output.document_description();
    let version = created.and_then(|it| it.document_version());
    // Tags can change the caller's own rights.
    let denial_may_lift = !input.tags().is_empty();
    let seen = describe(ssm, name, version, denial_may_lift).await?;
    let Some(seen) = seen else {
        return pending(format!("{name} is not found"));
    };
    if !write.covers(seen.created_date()) {
        return pending(format!("{name}, not dated since the write"));
    }
    let active = is_active(name, &seen, created)?;
    let tags = tags_are_listed(tags::pairs(input.tags()), &tags::pairs(seen.tags()))?;
    Ok(active.and(tags))
}

/// A call that lands makes version 1 of a name that was free.
async fn created_document(
    ssm: &Reader,
    input: &CreateDocumentInput,
    _: &Witness,
) -> Search<CreateDocumentOutput> {
    let name = input.name().unwrap_or_default();
    let seen = describe(ssm, name, Some("1"), !input.tags().is_empty()).await?;
    let Some(seen) = seen else {
        return absent(format!("{name} is not found"));
    };
    let at = seen.created_date().copied();
    let output = CreateDocumentOutput::builder().document_description(seen);
    created(output.build(), at.as_ref(), format!("version 1 of {name}"))
}

/// The new version of the document is active.
///
/// Updating does not move the default version, so only a read by number sees the new one.
#[post_condition(service = "ssm", op = "UpdateDocument", reads = ["DescribeDocument"])]
pub(crate) async fn new_version_is_active(
    ssm: &Reader,
    input: &UpdateDocumentInput,
    output: &UpdateDocumentOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let updated = output.document_description();
    let Some(new) = updated.and_then(|it| number(it.document_version())) else {
        return Err(ReadError::fatal(
            "the answer to the call names no DocumentVersion",
        ));
    };
    let seen = describe(ssm, name, Some(&new.to_string()), false).await?;
    let Some(seen) = seen else {
        return pending(format!("version {new} of {name} is not found"));
    };
    let version = seen.document_version().unwrap_or("unknown");
    if number(seen.document_version()) != Some(new) {
        return pending(format!("version {version} of {name}, not {new}"));
    }
    let active = is_active(name, &seen, updated)?;
    let latest = seen.latest_version().unwrap_or("unknown");
    let latest = match number(seen.latest_version()) {
        Some(number) if number >= new => satisfied(format!("{latest} is the latest of {name}")),
        _ => pending(format!("{latest} is the latest of {name}, not yet {new}")),
    };
    Ok(active.and(latest?))
}

/// Versions are decimal: "10" comes after "9".
pub(super) fn number(version: Option<&str>) -> Option<u64> {
    version.and_then(|version| version.parse().ok())
}

/// Whether what was seen is active, and has the hash that the write's answer has, if both have one.
fn is_active(
    name: &str,
    seen: &DocumentDescription,
    written: Option<&DocumentDescription>,
) -> Check {
    let version = seen.document_version().unwrap_or("unknown");
    let document = format!("version {version} of {name}");
    let hashes = seen.hash().zip(written.and_then(|it| it.hash()));
    let has_another_hash = hashes.is_some_and(|(seen, written)| seen != written);
    match seen.status() {
        Some(DocumentStatus::Active) if has_another_hash => {
            pending(format!("{document} has another hash"))
        }
        Some(DocumentStatus::Active) => satisfied(format!("{document} is Active")),
        Some(status @ (DocumentStatus::Failed | DocumentStatus::Deleting)) => {
            let why = seen.status_information().unwrap_or("no reason");
            failed(format!("{document} is {status}: {why}"))
        }
        Some(status) => pending(format!("{document} is {status}")),
        None => pending(format!("{document} has no status")),
    }
}

/// The document, or the one version asked for, can no longer be described, or the document has been
/// made anew.
///
/// `$LATEST` and `$DEFAULT` name another version once the deleted one is gone. What such a call has
/// done cannot be read back, and nothing waits for it.
#[post_condition(service = "ssm", op = "DeleteDocument", reads = ["DescribeDocument"])]
pub(crate) async fn document_is_not_found(
    ssm: &Reader,
    input: &DeleteDocumentInput,
    _: &DeleteDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let (version, version_name) = (input.document_version(), input.version_name());
    if let Some(selector) = version.filter(|version| version.starts_with('$')) {
        return unverifiable(format!("{selector} of {name} names another version by now"));
    }
    let is_one_version = version.is_some() || version_name.is_some();
    let is_gone = |error: &DescribeDocumentError| {
        error.is_invalid_document() || (is_one_version && error.is_invalid_document_version())
    };
    let found = ssm
        .describe_document()
        .name(name)
        .set_document_version(version.map(str::to_owned))
        .set_version_name(version_name.map(str::to_owned))
        .send()
        .await
        .absent_if(is_gone)?;
    let Some(found) = found else {
        return satisfied(format!("{} is not found", asked_for(input)));
    };
    let created = found.document().and_then(|seen| seen.created_date());
    if !is_one_version && write.precedes(created) {
        return superseded(format!("{name} has been made anew"));
    }
    pending(format!("{} can still be described", asked_for(input)))
}

fn asked_for(input: &DeleteDocumentInput) -> String {
    let name = input.name().unwrap_or_default();
    match input.document_version().or(input.version_name()) {
        Some(version) => format!("version {version} of {name}"),
        None => name.to_owned(),
    }
}

/// A read without a version resolves to the new default version.
#[post_condition(
    service = "ssm",
    op = "UpdateDocumentDefaultVersion",
    reads = ["DescribeDocument"]
)]
pub(crate) async fn default_version_is_the_new_one(
    ssm: &Reader,
    input: &UpdateDocumentDefaultVersionInput,
    _: &UpdateDocumentDefaultVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let Some(wanted) = number(input.document_version()) else {
        return Err(ReadError::fatal(
            "the service accepted a call without a version",
        ));
    };
    let seen = ssm
        .describe_document()
        .name(name)
        .send()
        .await
        .absent_if(DescribeDocumentError::is_invalid_document)?
        .and_then(|found| found.document);
    let Some(seen) = seen else {
        return pending(format!("{name} is not found"));
    };
    let default = seen.default_version().unwrap_or("unknown");
    match number(seen.default_version()) {
        Some(number) if number == wanted => {
            satisfied(format!("version {wanted} of {name} is the default"))
        }
        _ => pending(format!(
            "version {default} of {name} is the default, not {wanted}"
        )),
    }
}

/// The accounts added are listed, with the version that is shared with them, and those removed are
/// not.
#[post_condition(
    service = "ssm",
    op = "ModifyDocumentPermission",
    reads = ["DescribeDocumentPermission"]
)]
pub(crate) async fn accounts_are_listed(
    ssm: &Reader,
    input: &ModifyDocumentPermissionInput,
    _: &ModifyDocumentPermissionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let pages = all_pages(
        |token| {
            ssm.describe_document_permission()
                .name(name)
                .set_permission_type(input.permission_type().cloned())
                .max_results(200)
                .set_next_token(token)
                .send()
        },
        DescribeDocumentPermissionOutput::next_token,
    );
    let pages = pages
        .await
        .absent_if(DescribeDocumentPermissionError::is_invalid_document)?;
    match pages {
        Some(pages) => are_shared_with(&pages, input),
        None => pending(format!("{name} is not found")),
    }
}

fn are_shared_with(
    pages: &[DescribeDocumentPermissionOutput],
    input: &ModifyDocumentPermissionInput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let removed = input.account_ids_to_remove();
    // An account in both lists ends up removed.
    let is_added = |account: &&String| !lists(removed, account);
    let added: Vec<&String> = input.account_ids_to_add().iter().filter(is_added).collect();
    let is_listed = |account: &String| pages.iter().any(|page| lists(page.account_ids(), account));
    let wanted = input.shared_document_version();
    let has_the_version =
        |account: &String| wanted.is_none() || shared_version(pages, account) == wanted;
    if let Some(account) = added.iter().find(|account| !is_listed(account)) {
        pending(format!("{name} is not shared with {account}"))
    } else if let Some(account) = removed.iter().find(|account| is_listed(account)) {
        pending(format!("{name} is still shared with {account}"))
    } else if let Some(account) = added.iter().find(|account| !has_the_version(account)) {
        pending(format!(
            "{name} is shared with {account} in another version"
        ))
    } else {
        satisfied(format!("{name} is shared as asked for"))
    }
}

/// The version that is shared with the account.
fn shared_version<'a>(
    pages: &'a [DescribeDocumentPermissionOutput],
    account: &str,
) -> Option<&'a str> {
    let mut infos = pages
        .iter()
        .flat_map(DescribeDocumentPermissionOutput::account_sharing_info_list);
    let is_of = |id: &str| same_account(id, account);
    let of_account = infos.find(|info| info.account_id().is_some_and(is_of));
    of_account.and_then(|info| info.shared_document_version())
}

fn lists(accounts: &[String], account: &str) -> bool {
    accounts.iter().any(|it| same_account(it, account))
}

/// Everybody is written `All` or `all`.
fn same_account(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The review action shows on that version of the change template.
///
/// Where there are several reviewers, one approval does not change the status of the document: only
/// the reviewer's own response proves it.
#[post_condition(
    service = "ssm",
    op = "UpdateDocumentMetadata",
    reads = ["DescribeDocument", "ListDocumentMetadataHistory"]
)]
pub(crate) async fn review_action_shows(
    ssm: &Reader,
    input: &UpdateDocumentMetadataInput,
    _: &UpdateDocumentMetadataOutput,
    write: &Witness,
) -> Check {
    match input.document_reviews().map(DocumentReviews::action) {
        Some(DocumentReviewAction::SendForReview) => is_sent_for_review(ssm, input).await,
        Some(DocumentReviewAction::Approve) => {
            response_is_listed(ssm, input, write, Some(ReviewStatus::Approved)).await
        }
        Some(DocumentReviewAction::Reject) => {
            response_is_listed(ssm, input, write, Some(ReviewStatus::Rejected)).await
        }
        _ => response_is_listed(ssm, input, write, None).await,
    }
}

async fn is_sent_for_review(ssm: &Reader, input: &UpdateDocumentMetadataInput) -> Check {
    let name = input.name().unwrap_or_default();
    let seen = describe(ssm, name, input.document_version(), false).await?;
    let Some(seen) = seen else {
        return pending(format!("{name} is not found"));
    };
    match seen.review_status() {
        Some(
            status @ (ReviewStatus::Pending | ReviewStatus::Approved | ReviewStatus::Rejected),
        ) => satisfied(format!("{name} is {status}")),
        Some(status) => pending(format!("{name} is {status}")),
        None => pending(format!("{name} has no review status")),
    }
}

/// Whether a reviewer has responded since the write, with `status` if there is one to expect.
async fn response_is_listed(
    ssm: &Reader,
    input: &UpdateDocumentMetadataInput,
    write: &Witness,
    status: Option<ReviewStatus>,
) -> Check {
    let name = input.name().unwrap_or_default();
    let is_the_response = |response: &DocumentReviewerResponseSource| {
        let is_new = write.covers(response.updated_time()) || write.covers(response.create_time());
        is_new && (status.is_none() || response.review_status() == status.as_ref())
    };
    let response = find_in_pages(
        |token| {
            ssm.list_document_metadata_history()
                .name(name)
                .set_document_version(input.document_version().map(str::to_owned))
                .metadata(DocumentMetadataEnum::DocumentReviews)
                .set_next_token(token)
                .send()
        },
        ListDocumentMetadataHistoryOutput::next_token,
        |page| {
            let mut responses = page.metadata?.reviewer_response?.into_iter();
            responses.find(is_the_response)
        },
    );
    let response = response
        .await
        .absent_if(|error: &ListDocumentMetadataHistoryError| {
            error.is_invalid_document() || error.is_invalid_document_version()
        })?;
    match response {
        Some(Some(_)) => satisfied(format!("a reviewer of {name} has responded")),
        Some(None) => pending(format!("no such response of a reviewer of {name}")),
        None => pending(format!("{name} is not found")),
    }
}

/// The document, in one version if one is named; `None` if either is not found.
async fn describe(
    ssm: &Reader,
    name: &str,
    version: Option<&str>,
    denial_may_lift: bool,
) -> Result<Option<DocumentDescription>, ReadError> {
    let found = ssm
        .describe_document()
        .name(name)
        .set_document_version(version.map(str::to_owned))
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(|error: &DescribeDocumentError| {
            error.is_invalid_document() || error.is_invalid_document_version()
        })?;
    Ok(found.and_then(|found| found.document))
}
