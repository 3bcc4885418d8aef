//! Associations, until they are listed, or no longer are.

use postcond::ssm::on_request::{
    association_is_listed, association_is_not_listed, association_version_is_listed,
    made_associations_are_listed,
};
use serde_json::{Value, json};

use super::associations::{DOCUMENT, ID, NODE, SECOND, batch_entry};
use super::{Entry, Read, read, refused};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_in_a_batch(),
        created_in_a_batch_reported_in_part(),
        updated(),
        deleted(),
        deleted_by_document_and_node(),
    ]
}

fn associations(associations: Value) -> Read {
    read("ListAssociations", json!({ "Associations": associations }))
}

/// A page that is not the last one.
fn others() -> Read {
    let other = json!({"AssociationId": "33333333-0000-4000-8000-000000000000"});
    read(
        "ListAssociations",
        json!({"Associations": [other], "NextToken": "2"}),
    )
}

fn version(id: &str, version: &str) -> Read {
    associations(json!([{"AssociationId": id, "AssociationVersion": version}]))
}

/// The lines on version 9 of an association.
fn version_9(entry: Entry) -> Entry {
    entry
        .answered(json!({
            "AssociationDescription": {"AssociationId": ID, "AssociationVersion": "9"},
        }))
        .satisfied("its version", [version(ID, "9")])
        .satisfied(
            "its version, on the second page",
            [others(), version(ID, "9")],
        )
        .superseded("a later version", [version(ID, "10")])
        .pending("an older version", [version(ID, "8")])
        .pending(
            "no version",
            [associations(json!([{ "AssociationId": ID }]))],
        )
        .pending("nothing is listed", [associations(json!([]))])
        .pending("another association", [version(SECOND, "9")])
        .stopped(
            "the listing is refused",
            [refused("ListAssociations", "ValidationException")],
        )
}

fn created() -> Entry {
    let create = Entry::ssm("CreateAssociation, until it is listed", |stage| {
        let request = stage.ssm.create_association().name(DOCUMENT);
        let request = request.unconfirmed().until(association_is_listed);
        act!(request)
    });
    version_9(create)
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateAssociation, until it is listed", |stage| {
        let request = stage.ssm.update_association().association_id(ID);
        let request = request.unconfirmed().until(association_version_is_listed);
        act!(request)
    });
    version_9(update)
}

fn created_in_a_batch() -> Entry {
    let create = Entry::ssm("CreateAssociationBatch, until they are listed", |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry()).entries(batch_entry());
        let request = request.unconfirmed().until(made_associations_are_listed);
        act!(request)
    });
    create
        .answered(json!({
            "Successful": [{"AssociationId": ID}, {"AssociationId": SECOND}],
        }))
        .satisfied("both", [version(ID, "1"), version(SECOND, "1")])
        .pending("not the first", [associations(json!([]))])
        .pending(
            "not the second",
            [version(ID, "1"), associations(json!([]))],
        )
}

fn created_in_a_batch_reported_in_part() -> Entry {
    let name = "CreateAssociationBatch, reported in part, until they are listed";
    let create = Entry::ssm(name, |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry()).entries(batch_entry());
        let request = request.unconfirmed().until(made_associations_are_listed);
        act!(request)
    });
    create
        .answered(json!({"Successful": [{"AssociationId": ID}]}))
        .unverifiable_after("the one of two that is reported on", [version(ID, "1")])
        .pending("nothing is listed", [associations(json!([]))])
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteAssociation, until it is not listed", |stage| {
        let request = stage.ssm.delete_association().association_id(ID);
        let request = request.unconfirmed().until(association_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [associations(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), version(SECOND, "1")],
        )
        .pending("still listed", [version(ID, "1")])
        .pending(
            "still listed, on the second page",
            [others(), version(ID, "1")],
        )
}

fn deleted_by_document_and_node() -> Entry {
    let name = "DeleteAssociation, by document and node, until it is not listed";
    let delete = Entry::ssm(name, |stage| {
        let request = stage.ssm.delete_association().name(DOCUMENT);
        let request = request.instance_id(NODE).unconfirmed();
        let request = request.until(association_is_not_listed);
        act!(request)
    });
    let on = |name: &str, node: &str| {
        associations(json!([{"AssociationId": ID, "Name": name, "InstanceId": node}]))
    };
    delete
        .satisfied("nothing is listed", [associations(json!([]))])
        .satisfied("one of another document", [on("other", NODE)])
        .satisfied("one with another node", [on(DOCUMENT, "i-2")])
        .pending("still listed", [on(DOCUMENT, NODE)])
}
