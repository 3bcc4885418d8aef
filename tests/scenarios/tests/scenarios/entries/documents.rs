//! Documents and their versions.

use aws_sdk_ssm::types::Tag;
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused, with};
use crate::acted::Attempt;
use crate::rows::Scene;
use crate::sentinel::sentinel;

pub(super) const NAME: &str = "restart";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_without_a_hash(),
        updated(),
        updated_and_another_version_described(),
        updated_to_the_ninth(),
        deleted(),
        version_deleted("DeleteDocument, one version", |stage| {
            let request = stage.ssm.delete_document().name(NAME);
            let request = request.document_version("2");
            act!(request)
        }),
        version_deleted("DeleteDocument, one version by its name", |stage| {
            let request = stage.ssm.delete_document().name(NAME);
            let request = request.version_name("red");
            act!(request)
        }),
        selected_version_deleted("DeleteDocument, the latest version", |stage| {
            let request = stage.ssm.delete_document().name(NAME);
            let request = request.document_version("$LATEST");
            act!(request)
        }),
        selected_version_deleted("DeleteDocument, the default version", |stage| {
            let request = stage.ssm.delete_document().name(NAME);
            let request = request.document_version("$DEFAULT");
            act!(request)
        }),
        default_moved(),
    ]
}

pub(super) fn described(document: Value) -> [Read; 1] {
    [read("DescribeDocument", json!({ "Document": document }))]
}

pub(super) fn no_document() -> [Read; 1] {
    [refused("DescribeDocument", "InvalidDocument")]
}

pub(super) fn no_version() -> [Read; 1] {
    [refused("DescribeDocument", "InvalidDocumentVersion")]
}

fn answer(description: Value) -> Value {
    json!({ "DocumentDescription": description })
}

fn created() -> Entry {
    let create = Entry::ssm("CreateDocument", |stage| {
        let request = stage
            .ssm
            .create_document()
            .name(NAME)
            .content(sentinel("{}"));
        act!(request)
    });
    // The latest version is another one by now, which says nothing about this one.
    let first = json!({
        "Name": NAME, "DocumentVersion": "1", "LatestVersion": "2", "Hash": "h1",
        "Status": "Active", "CreatedDate": date::WRITTEN,
    });
    let but = |other| described(with(first.clone(), other));
    create
        .answered(answer(
            json!({"Name": NAME, "DocumentVersion": "1", "Hash": "h1", "Status": "Creating"}),
        ))
        .satisfied("active", described(first.clone()))
        .satisfied("active, without a hash", but(json!({"Hash": null})))
        .pending("no such document", no_document())
        .pending("no such version", no_version())
        .pending("creating", but(json!({"Status": "Creating"})))
        .pending("updating", but(json!({"Status": "Updating"})))
        .pending(
            "a status that is not known",
            but(json!({"Status": "Newer"})),
        )
        .pending("no status", but(json!({"Status": null})))
        .pending("another hash", but(json!({"Hash": "h0"})))
        .pending("an earlier life", but(json!({"CreatedDate": date::BEFORE})))
        .pending(
            "an earlier life that has failed",
            but(json!({"CreatedDate": date::BEFORE, "Status": "Failed"})),
        )
        .pending(
            "an earlier life that is being deleted",
            but(json!({"CreatedDate": date::BEFORE, "Status": "Deleting"})),
        )
        .pending("no date", but(json!({"CreatedDate": null})))
        .pending("nothing", [read("DescribeDocument", json!({}))])
        .failed(
            "failed",
            but(json!({"Status": "Failed", "StatusInformation": "The checksum is wrong"})),
        )
        .failed("failed, for no reason", but(json!({"Status": "Failed"})))
        .failed("deleting", but(json!({"Status": "Deleting"})))
        .stopped(
            "the read is refused",
            [refused("DescribeDocument", "ValidationException")],
        )
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateDocument, with tags", |stage| {
        let tag = |key, value| {
            Tag::builder()
                .key(key)
                .value(sentinel(value))
                .build()
                .unwrap()
        };
        let request = stage
            .ssm
            .create_document()
            .name(NAME)
            .content(sentinel("{}"));
        let request = request.tags(tag("team", "blue")).tags(tag("env", ""));
        act!(request)
    });
    let tagged = |status: &str, tags: Value| {
        described(json!({
            "DocumentVersion": "1", "Status": status, "CreatedDate": date::WRITTEN, "Tags": tags,
        }))
    };
    let blue = json!({"Key": "team", "Value": "blue"});
    let env = json!({"Key": "env", "Value": ""});
    let system = json!({"Key": "aws:cloudformation:stack-name", "Value": "stack"});
    create
        .answered(answer(
            json!({"DocumentVersion": "1", "Status": "Creating"}),
        ))
        .satisfied("both tags", tagged("Active", json!([env, blue])))
        .satisfied(
            "both tags and one of the system",
            tagged("Active", json!([system, blue, env])),
        )
        .pending(
            "both tags, creating",
            tagged("Creating", json!([blue, env])),
        )
        .pending("one tag", tagged("Active", json!([blue])))
        .pending("no tags", tagged("Active", json!([])))
        .pending(
            "a tag with another value",
            tagged("Active", json!([env, {"Key": "team", "Value": "red"}])),
        )
        .failed("no tags, failed", tagged("Failed", json!([])))
}

fn created_without_a_hash() -> Entry {
    let create = Entry::ssm("CreateDocument, answered without a hash", |stage| {
        let request = stage
            .ssm
            .create_document()
            .name(NAME)
            .content(sentinel("{}"));
        act!(request)
    });
    create
        .answered(answer(
            json!({"DocumentVersion": "1", "Status": "Creating"}),
        ))
        .satisfied(
            "active",
            described(json!({"Status": "Active", "CreatedDate": date::AFTER, "Hash": "h1"})),
        )
        .pending(
            "creating",
            described(json!({"Status": "Creating", "CreatedDate": date::WRITTEN, "Hash": "h1"})),
        )
}

/// The tenth version, which an update has made. The date is that of the document, which was there before.
fn tenth_with(members: Value) -> [Read; 1] {
    let tenth = json!({
        "Name": NAME, "DocumentVersion": "10", "LatestVersion": "10", "DefaultVersion": "1",
        "Hash": "h10", "Status": "Active", "CreatedDate": date::BEFORE,
    });
    described(with(tenth, members))
}

fn update(name: &'static str) -> Entry {
    let update = Entry::ssm(name, |stage| {
        let request = stage
            .ssm
            .update_document()
            .name(NAME)
            .content(sentinel("{}"));
        let request = request.document_version("$LATEST");
        act!(request)
    });
    update.answered(answer(
        json!({"Name": NAME, "DocumentVersion": "10", "Hash": "h10", "Status": "Updating"}),
    ))
}

fn updated() -> Entry {
    let but = tenth_with;
    update("UpdateDocument")
        .satisfied("active", but(json!({})))
        .satisfied("active, without a hash", but(json!({"Hash": null})))
        .satisfied(
            "active, behind a later one",
            but(json!({"LatestVersion": "11"})),
        )
        .satisfied("active, far behind", but(json!({"LatestVersion": "100"})))
        .satisfied(
            "active, and no latest version named",
            but(json!({"LatestVersion": null})),
        )
        .pending("no such document", no_document())
        .pending("no such version", no_version())
        .pending("another document", but(json!({"Name": "other"})))
        .pending("not counted yet", but(json!({"LatestVersion": "9"})))
        .pending("another hash", but(json!({"Hash": "h9"})))
        .pending("creating", but(json!({"Status": "Creating"})))
        .pending("updating", but(json!({"Status": "Updating"})))
        .pending("no status", but(json!({"Status": null})))
        .pending("nothing", [read("DescribeDocument", json!({}))])
        .failed(
            "failed",
            but(json!({"Status": "Failed", "StatusInformation": "The checksum is wrong"})),
        )
        .failed(
            "failed, and not counted",
            but(json!({"Status": "Failed", "LatestVersion": "9"})),
        )
        .failed("deleting", but(json!({"Status": "Deleting"})))
        .stopped(
            "the read is refused",
            [refused("DescribeDocument", "ValidationException")],
        )
}

/// Another version is described than was asked for: the list decides.
fn updated_and_another_version_described() -> Entry {
    let other = |members: Value, list: Read| {
        let [described] = tenth_with(members);
        [described, list]
    };
    let first = || json!({"DocumentVersion": "1"});
    let list = |versions: Value| {
        let versions = json!({ "DocumentVersions": versions });
        read("ListDocumentVersions", versions)
    };
    let listed = |status: &str| {
        list(json!([
            {"Name": NAME, "DocumentVersion": "9", "Status": "Active"},
            {"Name": NAME, "DocumentVersion": "10", "Status": status},
        ]))
    };
    let no_list = |code| refused("ListDocumentVersions", code);
    let none = || list(json!([]));
    let without_status = list(json!([{"Name": NAME, "DocumentVersion": "10"}]));
    update("UpdateDocument, and another version is described")
        .satisfied("listed as active", other(first(), listed("Active")))
        .pending("listed as creating", other(first(), listed("Creating")))
        .failed("listed as failed", other(first(), listed("Failed")))
        .pending("listed without a status", other(first(), without_status))
        .pending("not listed", other(first(), none()))
        .pending(
            "a denied list",
            other(first(), no_list("AccessDeniedException")),
        )
        .pending(
            "no such list",
            other(first(), no_list("UnknownOperationException")),
        )
        .pending(
            "the document not listed",
            other(first(), no_list("InvalidDocument")),
        )
        .pending(
            "the version before",
            other(json!({"DocumentVersion": "9"}), none()),
        )
        .pending(
            "the version before, failed",
            other(json!({"DocumentVersion": "9", "Status": "Failed"}), none()),
        )
        .pending(
            "a later version",
            other(json!({"DocumentVersion": "11"}), none()),
        )
        .pending(
            "no version",
            other(json!({"DocumentVersion": null}), none()),
        )
}

fn updated_to_the_ninth() -> Entry {
    let update = Entry::ssm("UpdateDocument, to the ninth version", |stage| {
        let request = stage
            .ssm
            .update_document()
            .name(NAME)
            .content(sentinel("{}"));
        act!(request)
    });
    let ninth = |latest: &str| {
        described(json!({"DocumentVersion": "9", "LatestVersion": latest, "Status": "Active"}))
    };
    update
        .answered(answer(json!({"DocumentVersion": "9", "Hash": "h9"})))
        .satisfied("the latest", ninth("9"))
        .satisfied("behind the tenth", ninth("10"))
        .pending("not counted yet", ninth("8"))
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteDocument", |stage| {
        let request = stage.ssm.delete_document().name(NAME);
        act!(request)
    });
    delete
        .satisfied("no such document", no_document())
        .superseded(
            "made anew",
            described(json!({"Status": "Active", "CreatedDate": date::AFTER})),
        )
        .pending(
            "still there",
            described(json!({"Status": "Active", "CreatedDate": date::BEFORE})),
        )
        .pending(
            "made in the second of the deletion",
            described(json!({"Status": "Active", "CreatedDate": date::WRITTEN})),
        )
        .pending(
            "deleting",
            described(json!({"Status": "Deleting", "CreatedDate": date::BEFORE})),
        )
        .pending("no date", described(json!({"Status": "Active"})))
        .pending("nothing", [read("DescribeDocument", json!({}))])
        .stopped("the error of a version", no_version())
}

fn version_deleted(name: &'static str, act: Scene<Attempt>) -> Entry {
    Entry::ssm(name, act)
        .satisfied("no such version", no_version())
        .satisfied("no such document", no_document())
        .pending(
            "still there",
            described(json!({"DocumentVersion": "2", "CreatedDate": date::BEFORE})),
        )
        .pending(
            "deleting",
            described(json!({"DocumentVersion": "2", "Status": "Deleting"})),
        )
        .pending(
            "a version of later",
            described(json!({"DocumentVersion": "2", "CreatedDate": date::AFTER})),
        )
}

fn selected_version_deleted(name: &'static str, act: Scene<Attempt>) -> Entry {
    Entry::ssm(name, act).unverifiable("another version has its name by now")
}

fn default_moved() -> Entry {
    let update = Entry::ssm("UpdateDocumentDefaultVersion", |stage| {
        let request = stage.ssm.update_document_default_version().name(NAME);
        let request = request.document_version("10");
        act!(request)
    });
    let default = |version: Value| {
        described(json!({"DefaultVersion": version, "DocumentVersion": "10", "Status": "Active"}))
    };
    update
        .satisfied("the new default", default(json!("10")))
        .pending("an earlier default", default(json!("9")))
        .pending("a later default", default(json!("11")))
        .satisfied(
            "no default named, and the new one described",
            described(json!({"DocumentVersion": "10"})),
        )
        .pending(
            "no default named, and another one described",
            described(json!({"DocumentVersion": "9"})),
        )
        .pending(
            "another document",
            described(json!({"Name": "other", "DefaultVersion": "10"})),
        )
        .pending("no such document", no_document())
        .pending("nothing", [read("DescribeDocument", json!({}))])
        .stopped("the error of a version", no_version())
}
