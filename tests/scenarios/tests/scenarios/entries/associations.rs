//! Associations.

use aws_sdk_ssm::types::{
    AssociationStatus, AssociationStatusName, CreateAssociationBatchRequestEntry, Tag,
};
use aws_smithy_types::DateTime;
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused};
use crate::sentinel::sentinel;

pub(super) const ID: &str = "11111111-0000-4000-8000-000000000000";
pub(super) const SECOND: &str = "22222222-0000-4000-8000-000000000000";
pub(super) const DOCUMENT: &str = "AWS-UpdateSSMAgent";
pub(super) const NODE: &str = "i-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_in_the_old_style(),
        created_with_an_id_in_the_old_style(),
        created_in_a_batch(),
        created_in_a_batch_that_failed(),
        created_in_a_batch_reported_in_part(),
        created_in_a_batch_not_reported(),
        updated(),
        status_updated(),
        deleted(),
        deleted_by_document_and_node(),
        started(),
    ]
}

/// An association's description, in an answer of whichever call.
fn described(association: Value) -> Value {
    json!({ "AssociationDescription": association })
}

fn seen(association: Value) -> Read {
    read("DescribeAssociation", described(association))
}

/// The association in this version.
fn version(id: &str, version: &str) -> Read {
    seen(json!({"AssociationId": id, "AssociationVersion": version}))
}

fn not_found() -> Read {
    refused("DescribeAssociation", "AssociationDoesNotExist")
}

fn tags(tags: Value) -> Read {
    read("ListTagsForResource", json!({ "TagList": tags }))
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder()
        .key(key)
        .value(sentinel(value))
        .build()
        .unwrap()
}

fn created() -> Entry {
    let create = Entry::ssm("CreateAssociation", |stage| {
        let request = stage.ssm.create_association().name(DOCUMENT);
        let request = request.parameters("commands", vec![sentinel("date")]);
        act!(request)
    });
    create
        .answered(described(
            json!({"AssociationId": ID, "AssociationVersion": "9"}),
        ))
        .satisfied("the version that was made", [version(ID, "9")])
        .satisfied(
            "that version, whose document has failed",
            [seen(json!({
                "AssociationId": ID,
                "AssociationVersion": "9",
                "Overview": {"Status": "Failed"},
                "Status": {"Name": "Failed", "Date": date::AFTER, "Message": "failed"},
            }))],
        )
        .superseded("a later version", [version(ID, "10")])
        .pending("not found", [not_found()])
        .pending("an older version", [version(ID, "8")])
        .pending("no version", [seen(json!({"AssociationId": ID}))])
        .pending("another association", [version(SECOND, "9")])
        .pending("no association", [read("DescribeAssociation", json!({}))])
        .stopped(
            "the document is refused, which an id does not lead to",
            [refused("DescribeAssociation", "InvalidDocument")],
        )
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateAssociation, with tags", |stage| {
        let request = stage.ssm.create_association().name(DOCUMENT);
        let request = request.tags(tag("team", "blue")).tags(tag("env", "test"));
        act!(request)
    });
    let team = json!({"Key": "team", "Value": "blue"});
    let env = json!({"Key": "env", "Value": "test"});
    let more = json!({"Key": "more", "Value": "x"});
    create
        .answered(described(
            json!({"AssociationId": ID, "AssociationVersion": "1"}),
        ))
        .satisfied(
            "all tags",
            [version(ID, "1"), tags(json!([env, more, team]))],
        )
        .superseded(
            "a later version and all tags",
            [version(ID, "2"), tags(json!([env, team]))],
        )
        .pending("not found", [not_found()])
        .pending("one tag", [version(ID, "1"), tags(json!([team]))])
        .pending(
            "a tag with another value",
            [
                version(ID, "1"),
                tags(json!([env, {"Key": "team", "Value": "red"}])),
            ],
        )
        .pending(
            "a later version and one tag",
            [version(ID, "2"), tags(json!([team]))],
        )
        .pending(
            "tags that cannot be found",
            [
                version(ID, "1"),
                refused("ListTagsForResource", "InvalidResourceId"),
            ],
        )
        .stopped(
            "the type is refused",
            [
                version(ID, "1"),
                refused("ListTagsForResource", "InvalidResourceType"),
            ],
        )
}

fn created_in_the_old_style() -> Entry {
    let create = Entry::ssm(
        "CreateAssociation, in the old style, with tags, answered without an id",
        |stage| {
            let request = stage.ssm.create_association().name(DOCUMENT);
            let request = request.instance_id(NODE).tags(tag("team", "blue"));
            act!(request)
        },
    );
    let listed = || tags(json!([{"Key": "team", "Value": "blue"}]));
    let dated = |date: u64| json!({"AssociationId": ID, "AssociationVersion": "1", "Date": date});
    let written = || seen(dated(date::WRITTEN));
    create
        .satisfied("an association", [written(), listed()])
        .satisfied(
            "an association without a version",
            [
                seen(json!({"AssociationId": ID, "Date": date::WRITTEN})),
                listed(),
            ],
        )
        .pending("not found", [not_found()])
        .pending("one of an earlier life", [seen(dated(date::BEFORE))])
        .pending("one without a date", [version(ID, "1")])
        .pending(
            "a description without an id",
            [seen(json!({"Name": DOCUMENT, "Date": date::WRITTEN}))],
        )
        .pending("no tag", [written(), tags(json!([]))])
}

fn created_with_an_id_in_the_old_style() -> Entry {
    let create = Entry::ssm(
        "CreateAssociation, in the old style, answered with an id",
        |stage| {
            let request = stage.ssm.create_association().name(DOCUMENT);
            let request = request.instance_id(NODE);
            act!(request)
        },
    );
    create
        .answered(described(json!({"AssociationId": ID})))
        .satisfied("that association", [version(ID, "1")])
        .pending("another association", [version(SECOND, "1")])
}

fn created_in_a_batch() -> Entry {
    let create = Entry::ssm("CreateAssociationBatch", |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry()).entries(batch_entry());
        act!(request)
    });
    create
        .answered(json!({
            "Successful": [
                {"AssociationId": ID, "AssociationVersion": "1"},
                {"AssociationId": SECOND, "AssociationVersion": "9"},
            ],
            "Failed": [{"Message": "no", "Fault": "Client"}],
        }))
        .satisfied(
            "both that were made",
            [version(ID, "1"), version(SECOND, "9")],
        )
        .superseded(
            "both, the first one in a later version",
            [version(ID, "2"), version(SECOND, "9")],
        )
        .superseded(
            "both, the second one in a later version",
            [version(ID, "1"), version(SECOND, "10")],
        )
        .pending("not even the first one", [not_found()])
        .pending("only the first one", [version(ID, "1"), not_found()])
        .pending("an older version", [version(ID, "1"), version(SECOND, "8")])
        .pending("another association", [version(SECOND, "1")])
}

fn created_in_a_batch_that_failed() -> Entry {
    let create = Entry::ssm("CreateAssociationBatch, all of which failed", |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry());
        act!(request)
    });
    create
        .answered(json!({"Failed": [{"Message": "no", "Fault": "Client"}]}))
        .satisfied("nothing, which is not looked for", [])
}

fn created_in_a_batch_reported_in_part() -> Entry {
    let name = "CreateAssociationBatch, reported in part";
    let create = Entry::ssm(name, |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry()).entries(batch_entry());
        act!(request)
    });
    create
        .answered(json!({"Successful": [{"AssociationId": ID, "AssociationVersion": "1"}]}))
        .unverifiable_after("the one of two that is reported on", [version(ID, "1")])
        .pending("not even that one", [not_found()])
}

fn created_in_a_batch_not_reported() -> Entry {
    let name = "CreateAssociationBatch, answered with nothing";
    let create = Entry::ssm(name, |stage| {
        let request = stage.ssm.create_association_batch();
        let request = request.entries(batch_entry());
        act!(request)
    });
    create.unverifiable("nothing says what became of it")
}

pub(super) fn batch_entry() -> CreateAssociationBatchRequestEntry {
    let entry = CreateAssociationBatchRequestEntry::builder().name(DOCUMENT);
    let entry = entry.parameters("commands", vec![sentinel("date")]);
    entry.build().unwrap()
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateAssociation", |stage| {
        let request = stage.ssm.update_association().association_id(ID);
        let request = request.association_version("$LATEST");
        let request = request.parameters("commands", vec![sentinel("date")]);
        act!(request)
    });
    update
        .answered(described(
            json!({"AssociationId": ID, "AssociationVersion": "10"}),
        ))
        .satisfied("the new version", [version(ID, "10")])
        .superseded("a later version", [version(ID, "11")])
        .superseded("a version with more digits", [version(ID, "100")])
        .pending("an older version, whose text is later", [version(ID, "9")])
        .pending("no version", [seen(json!({"AssociationId": ID}))])
        .pending("not found", [not_found()])
        .stopped(
            "the version is refused",
            [refused("DescribeAssociation", "InvalidAssociationVersion")],
        )
}

fn status_updated() -> Entry {
    let update = Entry::ssm("UpdateAssociationStatus", |stage| {
        let status = AssociationStatus::builder()
            .name(AssociationStatusName::Success)
            .date(DateTime::from_secs_f64(date::WRITTEN as f64 + 0.25))
            .message("done");
        let request = stage.ssm.update_association_status().name(DOCUMENT);
        let request = request.instance_id(NODE);
        let request = request.association_status(status.build().unwrap());
        act!(request)
    });
    let status = |name: &str, date: f64| {
        seen(json!({"Status": {"Name": name, "Date": date, "Message": "done"}}))
    };
    let reported = date::WRITTEN as f64;
    update
        .satisfied("the status", [status("Success", reported + 0.25)])
        .satisfied(
            "the status, to the second",
            [status("Success", reported + 0.75)],
        )
        .superseded("a later date", [status("Failed", reported + 1.25)])
        .pending("an older date", [status("Success", reported - 0.75)])
        .pending(
            "another status of that date",
            [status("Pending", reported + 0.25)],
        )
        .pending("no status", [seen(json!({"AssociationId": ID}))])
        .pending("not found", [not_found()])
        .stopped(
            "the node is refused",
            [refused("DescribeAssociation", "InvalidInstanceId")],
        )
        .stopped(
            "the document is refused",
            [refused("DescribeAssociation", "InvalidDocument")],
        )
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteAssociation", |stage| {
        let request = stage.ssm.delete_association().association_id(ID);
        act!(request)
    });
    delete
        .satisfied("not found", [not_found()])
        .pending("a description", [version(ID, "1")])
        .pending(
            "no description, and no word that it is gone",
            [read("DescribeAssociation", json!({}))],
        )
        .pending(
            "a description of a later date: ids are not used again",
            [seen(json!({"AssociationId": ID, "Date": date::AFTER}))],
        )
        .stopped(
            "the document is refused, which an id does not lead to",
            [refused("DescribeAssociation", "InvalidDocument")],
        )
        .stopped(
            "the node is refused, which an id does not lead to",
            [refused("DescribeAssociation", "InvalidInstanceId")],
        )
}

fn deleted_by_document_and_node() -> Entry {
    let delete = Entry::ssm("DeleteAssociation, by document and node", |stage| {
        let request = stage.ssm.delete_association().name(DOCUMENT);
        let request = request.instance_id(NODE);
        act!(request)
    });
    let made = |date: u64| seen(json!({"AssociationId": ID, "Date": date}));
    delete
        .satisfied("not found", [not_found()])
        .satisfied(
            "no such document",
            [refused("DescribeAssociation", "InvalidDocument")],
        )
        .satisfied(
            "no such node",
            [refused("DescribeAssociation", "InvalidInstanceId")],
        )
        .superseded("one made since", [made(date::AFTER)])
        .pending("one made before", [made(date::BEFORE)])
        .pending("one made at the same moment", [made(date::WRITTEN)])
        .pending("one without a date", [version(ID, "1")])
        .stopped(
            "the version is refused",
            [refused("DescribeAssociation", "InvalidAssociationVersion")],
        )
}

fn started() -> Entry {
    let start = Entry::ssm("StartAssociationsOnce", |stage| {
        let request = stage.ssm.start_associations_once();
        let request = request.association_ids(ID).association_ids(SECOND);
        act!(request)
    });
    let lists = |dates: &[u64]| executions(dates, None);
    let begins_with = |dates: &[u64]| executions(dates, Some("2"));
    let made = |id: &str, date: u64| seen(json!({"AssociationId": id, "Date": date}));
    let start = started_of_late(start);
    start
        .satisfied(
            "executions made since",
            [lists(&[date::BEFORE, date::WRITTEN]), lists(&[date::AFTER])],
        )
        .satisfied(
            "an execution made since on the second page, and one on the first",
            [
                begins_with(&[date::BEFORE]),
                lists(&[date::WRITTEN]),
                begins_with(&[date::WRITTEN, date::BEFORE]),
            ],
        )
        .satisfied(
            "one execution each, and the associations made before",
            [
                lists(&[date::WRITTEN]),
                made(ID, date::BEFORE),
                lists(&[date::WRITTEN]),
                made(SECOND, date::BEFORE),
            ],
        )
        .pending("older executions", [lists(&[date::BEFORE])])
        .pending("no execution", [lists(&[])])
        .pending(
            "older executions on two pages",
            [begins_with(&[date::BEFORE]), lists(&[date::BEFORE])],
        )
        .pending(
            "no execution of the second association",
            [
                lists(&[date::WRITTEN, date::BEFORE]),
                lists(&[date::BEFORE]),
            ],
        )
        .pending(
            "an execution without a date",
            [read(
                "DescribeAssociationExecutions",
                json!({"AssociationExecutions": [{"Status": "Pending"}]}),
            )],
        )
        .stopped(
            "no such association",
            [refused(
                "DescribeAssociationExecutions",
                "AssociationDoesNotExist",
            )],
        )
}

/// Executions of these dates, each with an id of its own.
fn executions(dates: &[u64], next: Option<&str>) -> Read {
    let executions = dates.iter().enumerate();
    let executions = executions.map(|(index, date)| {
        let id = format!("00000000-0000-4000-8000-{index:012}");
        json!({"CreatedTime": date, "ExecutionId": id})
    });
    let mut page = json!({ "AssociationExecutions": executions.collect::<Value>() });
    if let Some(next) = next {
        page["NextToken"] = json!(next);
    }
    read("DescribeAssociationExecutions", page)
}

/// The lines on associations that may have been made as late as the call.
fn started_of_late(start: Entry) -> Entry {
    let both = || executions(&[date::WRITTEN, date::WRITTEN], None);
    let one = || executions(&[date::WRITTEN], None);
    let of_late = |members: Value| {
        let of_late = json!({"AssociationId": ID, "Date": date::WRITTEN});
        seen(super::with(of_late, members))
    };
    let old = || executions(&[date::BEFORE, date::AFTER], None);
    start
        .pending(
            "one execution, which may be that of the creation",
            [one(), of_late(json!({}))],
        )
        .pending(
            "one execution, which may be that of an update",
            [
                one(),
                of_late(json!({
                    "Date": date::BEFORE, "LastUpdateAssociationDate": date::WRITTEN,
                })),
            ],
        )
        .pending("one execution of no association", [one(), not_found()])
        .pending(
            "one execution, and another association",
            [
                one(),
                of_late(json!({"AssociationId": SECOND, "Date": date::BEFORE})),
            ],
        )
        .satisfied(
            "two executions, one of them the creation's",
            [both(), old()],
        )
        .satisfied(
            "one execution of an association that runs by its schedule alone",
            [
                one(),
                of_late(json!({"ApplyOnlyAtCronInterval": true})),
                old(),
            ],
        )
}
