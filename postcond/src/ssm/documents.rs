//! Documents: create, update, delete, their default version, and who may use them.

use super::document_listings::{number, versions};
use super::sdk::operation::create_document::{CreateDocumentInput, CreateDocumentOutput};
use super::sdk::operation::delete_document::{DeleteDocumentInput, DeleteDocumentOutput};
use super::sdk::operation::describe_document::DescribeDocumentError;
use super::sdk::operation::describe_document_permission::{
    DescribeDocumentPermissionError, DescribeDocumentPermissionOutput,
};
use super::sdk::operation::modify_document_permission::{
    ModifyDocumentPermissionInput, ModifyDocumentPermissionOutput,
};
use super::sdk::operation::update_document::{UpdateDocumentInput, UpdateDocumentOutput};
use super::sdk::operation::update_document_default_version::{
    UpdateDocumentDefaultVersionInput, UpdateDocumentDefaultVersionOutput,
};
use super::sdk::types::{DocumentDescription, DocumentStatus};
use super::{Reader, tags};
use crate::answer::is_about;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Search, Triage, Witness, absent, all_pages, created, failed,
    pending, satisfied, superseded, unverifiable,
};
use postcond_runtime::compare::tags_are_listed;

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
/// Updating does not move the default version, so only a read by number sees the new one. Some endpoints
/// describe the default all the same: there, the list of versions shows it.
#[post_condition(
    service = "ssm",
    op = "UpdateDocument",
    // The second one only where another version is described than was asked for.
    reads = ["DescribeDocument", "ListDocumentVersions"]
)]
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
    if number(seen.document_version()) != Some(new) {
        let version = seen.document_version().unwrap_or("an unknown");
        return version_is_listed(ssm, name, new, version).await;
    }
    let active = is_active(name, &seen, updated)?;
    // An answer that names no latest version has shown the new one itself.
    let Some(latest) = seen.latest_version() else {
        return Ok(active);
    };
    let is_latest = match number(Some(latest)) {
        Some(number) if number >= new => satisfied(format!("{latest} is the latest of {name}")),
        _ => pending(format!("{latest} is the latest of {name}, not yet {new}")),
    };
    Ok(active.and(is_latest?))
}

/// Whether the list of versions has the new one as active, where the version `described` was not the one
/// that was asked for. To be denied the list, or to find none, leaves it to the description.
async fn version_is_listed(ssm: &Reader, name: &str, new: u64, described: &str) -> Check {
    let not_shown = format!("{described} of {name} is described, and {new} was asked for");
    let versions = match versions(ssm, name).await {
        Ok(versions) => versions.unwrap_or_default(),
        Err(error) if matches!(error.triage(), Triage::Denied | Triage::NotImplemented) => {
            return pending(not_shown);
        }
        Err(error) => return Err(error),
    };
    let listed = versions.iter().find(|it| it.number == Some(new));
    match listed.map(|it| it.status.as_ref()) {
        Some(Some(DocumentStatus::Active)) => {
            satisfied(format!("version {new} of {name} is listed as Active"))
        }
        Some(Some(status @ (DocumentStatus::Failed | DocumentStatus::Deleting))) => {
            failed(format!("version {new} of {name} is listed as {status}"))
        }
        Some(Some(status)) => pending(format!("version {new} of {name} is listed as {status}")),
        Some(None) => pending(format!(
            "version {new} of {name} is listed without a status"
        )),
        None => pending(format!("{not_shown}; {new} is not listed")),
    }
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
    is_about(
        "document",
        name,
        found.document().and_then(|seen| seen.name()),
    )?;
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
    let Some(seen) = about(name, seen)? else {
        return pending(format!("{name} is not found"));
    };
    // Where the answer does not name it: the version that it describes.
    let default = seen.default_version().or(seen.document_version());
    let (default, number) = (default.unwrap_or("unknown"), number(default));
    match number {
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

/// The document, in one version if one is named; `None` if either is not found.
pub(super) async fn describe(
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
    about(name, found.and_then(|found| found.document))
}

/// The document, if the answer is about the one that was asked for.
///
/// # Errors
/// If it is about another one, which leaves the check pending.
fn about(
    name: &str,
    seen: Option<DocumentDescription>,
) -> Result<Option<DocumentDescription>, ReadError> {
    if let Some(seen) = &seen {
        is_about("document", name, seen.name())?;
    }
    Ok(seen)
}
