//! Documents as programs list them, and fetch their content.
//!
//! Content comes along with what is fetched; it is not looked at, and not kept.

use aws_smithy_types::DateTime;

use super::Reader;
use super::sdk::operation::create_document::{CreateDocumentInput, CreateDocumentOutput};
use super::sdk::operation::delete_document::{DeleteDocumentInput, DeleteDocumentOutput};
use super::sdk::operation::get_document::{GetDocumentError, GetDocumentOutput};
use super::sdk::operation::list_document_versions::{
    ListDocumentVersionsError, ListDocumentVersionsOutput,
};
use super::sdk::operation::list_documents::ListDocumentsOutput;
use super::sdk::operation::update_document::{UpdateDocumentInput, UpdateDocumentOutput};
use super::sdk::operation::update_document_default_version::{
    UpdateDocumentDefaultVersionInput, UpdateDocumentDefaultVersionOutput,
};
use super::sdk::types::{
    DocumentDescription, DocumentIdentifier, DocumentKeyValuesFilter, DocumentStatus,
    DocumentVersionInfo,
};
use crate::answer::{is_about, named};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, all_pages, find_in_pages, pending, satisfied, superseded,
    unverifiable,
};

/// `ListDocuments` lists the document, as created by this call.
#[post_condition(
    service = "ssm",
    op = "CreateDocument",
    reads = ["ListDocuments"],
    on_request = true
)]
pub async fn document_is_listed(
    ssm: &Reader,
    input: &CreateDocumentInput,
    _: &CreateDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    match listed(ssm, name, !input.tags().is_empty()).await? {
        None => pending(format!("{name} is not listed")),
        Some(seen) if write.covers(seen.created_date()) => satisfied(format!("{name} is listed")),
        Some(_) => pending(format!("{name} is listed, not dated since the write")),
    }
}

/// `GetDocument` returns the document, as created by this call.
#[post_condition(
    service = "ssm",
    op = "CreateDocument",
    reads = ["GetDocument"],
    // Attachments and packages take their time.
    deadline = 300,
    on_request = true
)]
pub async fn document_can_be_fetched(
    ssm: &Reader,
    input: &CreateDocumentInput,
    output: &CreateDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let made = output.document_description();
    let version = made.and_then(DocumentDescription::document_version);
    match fetch(ssm, name, version, !input.tags().is_empty()).await? {
        None => pending(format!("{name} is not found")),
        Some(seen) if write.covers(seen.created_date()) => {
            satisfied(format!("{name} can be fetched"))
        }
        Some(_) => pending(format!("{name}, not dated since the write")),
    }
}

/// `ListDocumentVersions` lists the new version of the document.
#[post_condition(
    service = "ssm",
    op = "UpdateDocument",
    reads = ["ListDocumentVersions"],
    on_request = true
)]
pub async fn document_version_is_listed(
    ssm: &Reader,
    input: &UpdateDocumentInput,
    output: &UpdateDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let new = new_version(output)?;
    let Some(versions) = versions(ssm, name).await? else {
        return pending(format!("{name} is not found"));
    };
    let Some(seen) = versions.iter().find(|it| it.number == Some(new)) else {
        return pending(format!("version {new} of {name} is not listed"));
    };
    is_of_this_life(name, new, seen.date.as_ref(), write)
}

/// `GetDocument` returns the new version of the document.
#[post_condition(
    service = "ssm",
    op = "UpdateDocument",
    reads = ["GetDocument"],
    on_request = true
)]
pub async fn document_version_can_be_fetched(
    ssm: &Reader,
    input: &UpdateDocumentInput,
    output: &UpdateDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let new = new_version(output)?;
    match fetch(ssm, name, Some(&new.to_string()), false).await? {
        None => pending(format!("version {new} of {name} is not found")),
        Some(seen) if number(seen.document_version()) == Some(new) => {
            is_of_this_life(name, new, seen.created_date(), write)
        }
        Some(_) => pending(format!("another version of {name} than {new}")),
    }
}

/// The version that a call has made.
fn new_version(output: &UpdateDocumentOutput) -> Result<u64, ReadError> {
    let updated = output.document_description();
    let version = updated.and_then(DocumentDescription::document_version);
    named("DocumentVersion", version)?;
    number(version).ok_or_else(|| ReadError::fatal("the DocumentVersion is not a number"))
}

/// Whether a version was not created before the write, where that is told.
fn is_of_this_life(name: &str, version: u64, date: Option<&DateTime>, write: &Witness) -> Check {
    if date.is_some() && !write.covers(date) {
        return pending(format!(
            "version {version} of {name}, not dated since the write"
        ));
    }
    satisfied(format!("version {version} of {name}"))
}

/// `ListDocumentVersions` lists the new default version as the default, and no other.
#[post_condition(
    service = "ssm",
    op = "UpdateDocumentDefaultVersion",
    reads = ["ListDocumentVersions"],
    on_request = true
)]
pub async fn default_document_version_is_listed(
    ssm: &Reader,
    input: &UpdateDocumentDefaultVersionInput,
    _: &UpdateDocumentDefaultVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let wanted = number(input.document_version());
    let Some(versions) = versions(ssm, name).await? else {
        return pending(format!("{name} is not found"));
    };
    let mut defaults = versions.iter().filter(|version| version.is_default);
    match (defaults.next(), defaults.next()) {
        (Some(default), None) if wanted.is_some() && default.number == wanted => {
            satisfied(format!("{} is listed as the default", default.of(name)))
        }
        (Some(default), None) => pending(format!("{} is listed as the default", default.of(name))),
        (None, _) => pending(format!("no version of {name} is listed as the default")),
        (Some(_), Some(_)) => pending(format!(
            "several versions of {name} are listed as the default"
        )),
    }
}

/// `GetDocument` without a version returns the new default version.
#[post_condition(
    service = "ssm",
    op = "UpdateDocumentDefaultVersion",
    reads = ["GetDocument"],
    on_request = true
)]
pub async fn default_document_version_is_fetched(
    ssm: &Reader,
    input: &UpdateDocumentDefaultVersionInput,
    _: &UpdateDocumentDefaultVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    let wanted = number(input.document_version());
    let Some(seen) = fetch(ssm, name, None, false).await? else {
        return pending(format!("{name} is not found"));
    };
    let version = seen.document_version().unwrap_or("unknown");
    let words = format!("version {version} of {name} is fetched");
    if wanted.is_some() && number(seen.document_version()) == wanted {
        satisfied(words)
    } else {
        pending(words)
    }
}

/// The document, or the one version asked for, is no longer listed, or the document has been made
/// anew.
///
/// `$LATEST` and `$DEFAULT` name another version once the deleted one is gone, and cannot be looked
/// for.
#[post_condition(
    service = "ssm",
    op = "DeleteDocument",
    // The second one only for a version.
    reads = ["ListDocuments", "ListDocumentVersions"],
    on_request = true
)]
pub async fn document_is_not_listed(
    ssm: &Reader,
    input: &DeleteDocumentInput,
    _: &DeleteDocumentOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    match (input.document_version(), input.version_name()) {
        (Some(selector), _) if selector.starts_with('$') => {
            unverifiable(format!("{selector} of {name} names another version by now"))
        }
        (None, None) => match listed(ssm, name, false).await? {
            None => satisfied(format!("{name} is not listed")),
            Some(seen) if write.precedes(seen.created_date()) => {
                superseded(format!("{name} has been made anew"))
            }
            Some(_) => pending(format!("{name} is still listed")),
        },
        (version, version_name) => version_is_not_listed(ssm, name, version, version_name).await,
    }
}

async fn version_is_not_listed(
    ssm: &Reader,
    name: &str,
    version: Option<&str>,
    version_name: Option<&str>,
) -> Check {
    let Some(versions) = versions(ssm, name).await? else {
        return satisfied(format!("{name} is not found"));
    };
    let is_it = |it: &&Version| match version {
        Some(version) => it.number.is_some() && it.number == number(Some(version)),
        None => it.name.is_some() && it.name.as_deref() == version_name,
    };
    match versions.iter().find(is_it) {
        Some(version) => pending(format!("{} is still listed", version.of(name))),
        None => satisfied(format!("no such version of {name} is listed")),
    }
}

/// The document, if it is listed.
async fn listed(
    ssm: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<DocumentIdentifier>, ReadError> {
    // It also lets through the names that begin like this one.
    let by_name = DocumentKeyValuesFilter::builder().key("Name").values(name);
    let by_name = by_name.build();
    let found = find_in_pages(
        |token| {
            ssm.list_documents()
                .filters(by_name.clone())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListDocumentsOutput::next_token,
        |page| {
            let mut documents = page.document_identifiers?.into_iter();
            documents.find(|document| document.name() == Some(name))
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}

/// The document, in one version if one is named; `None` if either is not found.
async fn fetch(
    ssm: &Reader,
    name: &str,
    version: Option<&str>,
    denial_may_lift: bool,
) -> Result<Option<GetDocumentOutput>, ReadError> {
    let found = ssm
        .get_document()
        .name(name)
        .set_document_version(version.map(str::to_owned))
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(|error: &GetDocumentError| {
            error.is_invalid_document() || error.is_invalid_document_version()
        })?;
    let found = found.map(|mut found| {
        found.content = None;
        found
    });
    if let Some(seen) = &found {
        is_about("document", name, seen.name())?;
    }
    Ok(found)
}

/// Versions are decimal: "10" comes after "9".
pub(super) fn number(version: Option<&str>) -> Option<u64> {
    version.and_then(|version| version.parse().ok())
}

/// What matters of a version that is listed.
pub(super) struct Version {
    pub(super) number: Option<u64>,
    name: Option<String>,
    date: Option<DateTime>,
    pub(super) status: Option<DocumentStatus>,
    is_default: bool,
}

impl Version {
    /// As in `version 2 of Document`.
    fn of(&self, document: &str) -> String {
        match self.number {
            Some(number) => format!("version {number} of {document}"),
            None => format!("a version of {document}"),
        }
    }
}

/// The versions of a document; `None` if it is not found.
pub(super) async fn versions(ssm: &Reader, name: &str) -> Result<Option<Vec<Version>>, ReadError> {
    let pages = all_pages(
        |token| {
            ssm.list_document_versions()
                .name(name)
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        ListDocumentVersionsOutput::next_token,
    );
    let pages = pages
        .await
        .absent_if(ListDocumentVersionsError::is_invalid_document)?;
    let version_of = |it: DocumentVersionInfo| Version {
        number: number(it.document_version()),
        name: it.version_name,
        date: it.created_date,
        status: it.status,
        is_default: it.is_default_version,
    };
    Ok(pages.map(|pages| {
        let versions = pages.into_iter().filter_map(|page| page.document_versions);
        versions.flatten().map(version_of).collect()
    }))
}
