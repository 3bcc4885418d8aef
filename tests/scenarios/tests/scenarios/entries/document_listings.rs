//! Documents, until they are listed and can be fetched, or no longer are.

use postcond::ssm::on_request::{
    default_document_version_is_fetched, default_document_version_is_listed,
    document_can_be_fetched, document_is_listed, document_is_not_listed,
    document_version_can_be_fetched, document_version_is_listed,
};
use serde_json::{Value, json};

use super::documents::NAME;
use super::{Entry, Read, date, read, refused};
use crate::acted::Attempt;
use crate::rows::Scene;
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created_until_it_is_listed(),
        created_until_it_can_be_fetched(),
        updated_until_it_is_listed(),
        updated_until_it_can_be_fetched(),
        default_moved_until_it_is_listed(),
        default_moved_until_it_is_fetched(),
        deleted_until_it_is_not_listed(),
        version_deleted(
            "DeleteDocument, one version, until it is not listed",
            |stage| {
                let request = stage.ssm.delete_document().name(NAME);
                let request = request.document_version("2").unconfirmed();
                let request = request.until(document_is_not_listed);
                act!(request)
            },
        ),
        version_deleted(
            "DeleteDocument, a named version, until it is not listed",
            |stage| {
                let request = stage.ssm.delete_document().name(NAME);
                let request = request.version_name("red").unconfirmed();
                let request = request.until(document_is_not_listed);
                act!(request)
            },
        ),
        selected_version_deleted(),
    ]
}

fn documents(documents: Value) -> Read {
    read("ListDocuments", json!({ "DocumentIdentifiers": documents }))
}

/// A page that is not the last one.
fn others() -> Read {
    let documents = json!([{"Name": "restart-all", "CreatedDate": date::WRITTEN}]);
    read(
        "ListDocuments",
        json!({"DocumentIdentifiers": documents, "NextToken": "2"}),
    )
}

fn listed(created: u64) -> Read {
    documents(json!([{"Name": NAME, "CreatedDate": created}]))
}

fn fetched(version: &str, created: u64) -> Read {
    read(
        "GetDocument",
        json!({
            "Name": NAME,
            "DocumentVersion": version,
            "CreatedDate": created,
            "Content": sentinel("{}"),
        }),
    )
}

fn not_fetched(code: &'static str) -> Read {
    refused("GetDocument", code)
}

fn versions(versions: Value) -> Read {
    read(
        "ListDocumentVersions",
        json!({ "DocumentVersions": versions }),
    )
}

/// A page that is not the last one.
fn first_version() -> Read {
    let version = json!({"DocumentVersion": "1", "VersionName": "blue"});
    read(
        "ListDocumentVersions",
        json!({"DocumentVersions": [version], "NextToken": "2"}),
    )
}

fn no_versions() -> Read {
    refused("ListDocumentVersions", "InvalidDocument")
}

fn created_until_it_is_listed() -> Entry {
    let create = Entry::ssm("CreateDocument, until it is listed", |stage| {
        let request = stage.ssm.create_document().name(NAME);
        let request = request.content(sentinel("{}")).unconfirmed();
        let request = request.until(document_is_listed);
        act!(request)
    });
    create
        .satisfied("listed", [listed(date::WRITTEN)])
        .satisfied(
            "listed, on the second page",
            [others(), listed(date::WRITTEN)],
        )
        .pending("nothing is listed", [documents(json!([]))])
        .pending(
            "others only, on the last page, too",
            [others(), documents(json!([]))],
        )
        .pending("of an earlier life", [listed(date::BEFORE)])
        .pending("without a date", [documents(json!([{ "Name": NAME }]))])
        .stopped(
            "the filter is refused",
            [refused("ListDocuments", "InvalidFilterKey")],
        )
}

fn created_until_it_can_be_fetched() -> Entry {
    let create = Entry::ssm("CreateDocument, until it can be fetched", |stage| {
        let request = stage.ssm.create_document().name(NAME);
        let request = request.content(sentinel("{}")).unconfirmed();
        let request = request.until(document_can_be_fetched);
        act!(request)
    });
    create
        .answered(json!({"DocumentDescription": {"Name": NAME, "DocumentVersion": "1"}}))
        .satisfied("fetched", [fetched("1", date::WRITTEN)])
        .pending("no such document", [not_fetched("InvalidDocument")])
        .pending("no such version", [not_fetched("InvalidDocumentVersion")])
        .pending("of an earlier life", [fetched("1", date::BEFORE)])
        .pending("nothing", [read("GetDocument", json!({}))])
}

fn updated_until_it_is_listed() -> Entry {
    let update = Entry::ssm("UpdateDocument, until it is listed", |stage| {
        let request = stage.ssm.update_document().name(NAME);
        let request = request.content(sentinel("{}")).unconfirmed();
        let request = request.until(document_version_is_listed);
        act!(request)
    });
    let second = |created: u64| versions(json!([{"DocumentVersion": "2", "CreatedDate": created}]));
    update
        .answered(json!({"DocumentDescription": {"Name": NAME, "DocumentVersion": "2"}}))
        .satisfied("listed", [second(date::WRITTEN)])
        .satisfied(
            "listed without a date, on the second page",
            [first_version(), versions(json!([{"DocumentVersion": "2"}]))],
        )
        .pending("of an earlier life", [second(date::BEFORE)])
        .pending("others only", [versions(json!([{"DocumentVersion": "1"}]))])
        .pending("no such document", [no_versions()])
}

fn updated_until_it_can_be_fetched() -> Entry {
    let update = Entry::ssm("UpdateDocument, until it can be fetched", |stage| {
        let request = stage.ssm.update_document().name(NAME);
        let request = request.content(sentinel("{}")).unconfirmed();
        let request = request.until(document_version_can_be_fetched);
        act!(request)
    });
    update
        .answered(json!({"DocumentDescription": {"Name": NAME, "DocumentVersion": "2"}}))
        .satisfied("fetched", [fetched("2", date::WRITTEN)])
        .pending("another version", [fetched("1", date::WRITTEN)])
        .pending("of an earlier life", [fetched("2", date::BEFORE)])
        .pending("no such document", [not_fetched("InvalidDocument")])
        .pending("no such version", [not_fetched("InvalidDocumentVersion")])
}

fn default_moved_until_it_is_listed() -> Entry {
    let name = "UpdateDocumentDefaultVersion, until it is listed";
    let update = Entry::ssm(name, |stage| {
        let request = stage.ssm.update_document_default_version().name(NAME);
        let request = request.document_version("2").unconfirmed();
        let request = request.until(default_document_version_is_listed);
        act!(request)
    });
    let two = |first: bool, second: bool| {
        versions(json!([
            {"DocumentVersion": "1", "IsDefaultVersion": first},
            {"DocumentVersion": "2", "IsDefaultVersion": second},
        ]))
    };
    update
        .satisfied("the new one", [two(false, true)])
        .pending("the one before", [two(true, false)])
        .pending("both", [two(true, true)])
        .pending("none", [two(false, false)])
        .pending("no such document", [no_versions()])
}

fn default_moved_until_it_is_fetched() -> Entry {
    let name = "UpdateDocumentDefaultVersion, until it is fetched";
    let update = Entry::ssm(name, |stage| {
        let request = stage.ssm.update_document_default_version().name(NAME);
        let request = request.document_version("2").unconfirmed();
        let request = request.until(default_document_version_is_fetched);
        act!(request)
    });
    update
        .satisfied("the new one", [fetched("2", date::BEFORE)])
        .pending("the one before", [fetched("1", date::BEFORE)])
        .pending("no such document", [not_fetched("InvalidDocument")])
}

fn deleted_until_it_is_not_listed() -> Entry {
    let delete = Entry::ssm("DeleteDocument, until it is not listed", |stage| {
        let request = stage.ssm.delete_document().name(NAME).unconfirmed();
        let request = request.until(document_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [documents(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), documents(json!([]))],
        )
        .superseded("made anew", [listed(date::AFTER)])
        .pending("still listed", [listed(date::BEFORE)])
        .pending(
            "still listed, on the second page",
            [others(), listed(date::BEFORE)],
        )
}

fn version_deleted(name: &'static str, act: Scene<Attempt>) -> Entry {
    let second = || versions(json!([{"DocumentVersion": "2", "VersionName": "red"}]));
    let third = || versions(json!([{"DocumentVersion": "3"}]));
    Entry::ssm(name, act)
        .satisfied(
            "others only, on the last page, too",
            [first_version(), third()],
        )
        .satisfied("no such document", [no_versions()])
        .pending("still listed", [second()])
        .pending(
            "still listed, on the second page",
            [first_version(), second()],
        )
}

fn selected_version_deleted() -> Entry {
    let name = "DeleteDocument, the latest version, until it is not listed";
    let delete = Entry::ssm(name, |stage| {
        let request = stage.ssm.delete_document().name(NAME);
        let request = request.document_version("$LATEST").unconfirmed();
        let request = request.until(document_is_not_listed);
        act!(request)
    });
    delete.unverifiable("the latest version is another one by now")
}
