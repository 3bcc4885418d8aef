//! OpsItems and their related items.

use aws_sdk_ssm::types::{
    OpsItemDataType, OpsItemDataValue, OpsItemNotification, OpsItemStatus, RelatedOpsItem, Tag,
};
use aws_smithy_types::DateTime;
use postcond::runtime::Outcome;
use serde_json::{Value, json};

use super::{Entry, Line, Read, date, read, refused};
use crate::sentinel::sentinel;

const ID: &str = "oi-0123456789ab";
const OTHER: &str = "oi-ba9876543210";
const ARN: &str = "arn:aws:ssm:us-east-1:123456789012:opsitem/oi-0123456789ab";
const RELATION: &str = "11111111-0000-4000-8000-000000000000";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_in_another_account(),
        updated(),
        updated_times(),
        updated_lists(),
        emptied_lists(),
        updated_data(),
        updated_type_of_data(),
        deleted(),
        associated(),
        disassociated(),
    ]
}

fn seen(item: Value) -> Read {
    read("GetOpsItem", json!({ "OpsItem": item }))
}

fn found() -> Read {
    seen(json!({ "OpsItemId": ID }))
}

fn not_found() -> Read {
    refused("GetOpsItem", "OpsItemNotFoundException")
}

/// The service's own kind of denial, at the end of the entry.
fn and_denied(mut entry: Entry) -> Entry {
    entry.lines.push(Line {
        seen: "access to the OpsItem is denied",
        reads: vec![refused("GetOpsItem", "OpsItemAccessDeniedException")],
        outcome: Outcome::Denied,
    });
    entry
}

fn created() -> Entry {
    let create = Entry::ssm("CreateOpsItem", |stage| {
        let request = stage.ssm.create_ops_item().title("full").source("disk");
        let request = request.description("The disk is full.");
        let request = request.operational_data("own", data(&sentinel("90 %"), None));
        act!(request)
    });
    let create = create
        .answered(json!({"OpsItemId": ID, "OpsItemArn": ARN}))
        .satisfied("the OpsItem", [found()])
        .pending("not found", [not_found()])
        .pending("another OpsItem", [seen(json!({ "OpsItemId": OTHER }))])
        .pending("no OpsItem", [read("GetOpsItem", json!({}))]);
    and_denied(create)
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateOpsItem, with tags", |stage| {
        let tag = Tag::builder().key("team").value(sentinel("blue")).build();
        let request = stage.ssm.create_ops_item().title("full").source("disk");
        let request = request.description("It is full.").tags(tag.unwrap());
        act!(request)
    });
    let create = create
        .answered(json!({ "OpsItemId": ID }))
        .tagged_at_creation(&found())
        .pending("not found", [not_found()])
        .pending("another OpsItem", [seen(json!({ "OpsItemId": OTHER }))]);
    and_denied(create)
}

fn created_in_another_account() -> Entry {
    let create = Entry::ssm("CreateOpsItem, in another account", |stage| {
        let request = stage.ssm.create_ops_item().title("full").source("disk");
        let request = request
            .description("It is full.")
            .account_id("123456789012");
        act!(request)
    });
    create
        .answered(json!({"OpsItemId": ID, "OpsItemArn": ARN}))
        .satisfied("the OpsItem", [found()])
        .pending("not found", [not_found()])
}

/// `item` with one member changed, or without it if it is to be null.
fn with(item: &Value, member: &str, value: Value) -> Value {
    let mut item = item.clone();
    let members = item.as_object_mut().unwrap();
    match value {
        Value::Null => members.remove(member),
        value => members.insert(member.to_owned(), value),
    };
    item
}

/// A line for each of `differences`, the only one from what is wanted.
fn pending_for_each(
    entry: Entry,
    wanted: &Value,
    differences: Vec<(&'static str, &str, Value)>,
) -> Entry {
    let lines = differences.into_iter();
    lines.fold(entry, |entry, (difference, member, value)| {
        entry.pending(difference, [seen(with(wanted, member, value))])
    })
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateOpsItem", |stage| {
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.title("empty").description("The disk is empty.");
        let request = request.priority(2).status(OpsItemStatus::Resolved);
        let request = request.category("Cost").severity("4");
        act!(request)
    });
    let shown = json!({
        "OpsItemId": ID,
        "Title": "empty",
        "Description": "The disk is empty.",
        "Priority": 2,
        "Status": "Resolved",
        "Category": "Cost",
        "Severity": "4",
        "LastModifiedTime": date::WRITTEN,
    });
    let old = |changed: u64| {
        let old = with(&shown, "LastModifiedTime", json!(changed));
        seen(with(&old, "Title", json!("full")))
    };
    let without_a_date = json!({ "OpsItemId": ID });
    let update = update
        .satisfied("the changes", [seen(shown.clone())])
        .satisfied(
            "the changes, by an old date",
            [seen(with(&shown, "LastModifiedTime", json!(date::BEFORE)))],
        )
        .satisfied(
            "the changes, and members that were not set",
            [seen(with(&shown, "Source", json!("disk")))],
        )
        .superseded("another title, by a later date", [old(date::AFTER)])
        .pending("another title, by an older date", [old(date::BEFORE)])
        .pending("nothing of it", [seen(without_a_date)])
        .pending("not found", [not_found()]);
    let differences = vec![
        ("another title", "Title", json!("full")),
        ("another description", "Description", json!("It is full.")),
        ("no priority", "Priority", Value::Null),
        ("another priority", "Priority", json!(3)),
        ("another status", "Status", json!("Open")),
        ("an unknown status", "Status", json!("Newer")),
        ("another category", "Category", json!("Security")),
        ("another severity", "Severity", json!("3")),
    ];
    and_denied(pending_for_each(update, &shown, differences))
}

fn updated_times() -> Entry {
    let update = Entry::ssm("UpdateOpsItem, times", |stage| {
        let at = |secs: u64| DateTime::from_secs_f64(secs as f64 + 0.25);
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.ops_item_arn(ARN);
        let request = request.planned_start_time(at(date::BEFORE));
        let request = request.planned_end_time(at(date::BEFORE + 60));
        let request = request.actual_start_time(at(date::WRITTEN));
        let request = request.actual_end_time(at(date::WRITTEN + 60));
        act!(request)
    });
    let shown = json!({
        "OpsItemId": ID,
        "PlannedStartTime": date::BEFORE,
        "PlannedEndTime": date::BEFORE + 60,
        "ActualStartTime": date::WRITTEN,
        "ActualEndTime": date::WRITTEN + 60,
    });
    let update = update.satisfied("the times, to the second", [seen(shown.clone())]);
    let differences = vec![
        ("no planned start", "PlannedStartTime", Value::Null),
        (
            "another planned start",
            "PlannedStartTime",
            json!(date::BEFORE + 1),
        ),
        (
            "another planned end",
            "PlannedEndTime",
            json!(date::BEFORE + 59),
        ),
        (
            "another actual start",
            "ActualStartTime",
            json!(date::WRITTEN + 1),
        ),
        (
            "another actual end",
            "ActualEndTime",
            json!(date::WRITTEN + 59),
        ),
    ];
    pending_for_each(update, &shown, differences)
}

fn updated_lists() -> Entry {
    let update = Entry::ssm("UpdateOpsItem, notifications and relations", |stage| {
        let topic = |arn: &str| OpsItemNotification::builder().arn(arn).build();
        let related = |id: &str| RelatedOpsItem::builder().ops_item_id(id).build().unwrap();
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.notifications(topic("arn:a"));
        let request = request.notifications(topic("arn:b"));
        let request = request.related_ops_items(related(OTHER));
        let request = request.related_ops_items(related(ID));
        act!(request)
    });
    let shown = json!({
        "Notifications": [{"Arn": "arn:b"}, {"Arn": "arn:a"}, {"Arn": "arn:b"}],
        "RelatedOpsItems": [{"OpsItemId": ID}, {"OpsItemId": OTHER}],
    });
    let update = update.satisfied("both, in another order", [seen(shown.clone())]);
    let differences = vec![
        (
            "one notification",
            "Notifications",
            json!([{"Arn": "arn:a"}]),
        ),
        (
            "one notification too many",
            "Notifications",
            json!([{"Arn": "arn:a"}, {"Arn": "arn:b"}, {"Arn": "arn:c"}]),
        ),
        ("no relations", "RelatedOpsItems", Value::Null),
        (
            "one relation",
            "RelatedOpsItems",
            json!([{ "OpsItemId": ID }]),
        ),
    ];
    pending_for_each(update, &shown, differences)
}

fn emptied_lists() -> Entry {
    let update = Entry::ssm("UpdateOpsItem, emptying lists", |stage| {
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.set_notifications(Some(vec![]));
        let request = request.set_related_ops_items(Some(vec![]));
        act!(request)
    });
    update
        .satisfied("neither list", [found()])
        .satisfied(
            "empty lists",
            [seen(json!({"Notifications": [], "RelatedOpsItems": []}))],
        )
        .pending(
            "a notification",
            [seen(json!({"Notifications": [{"Arn": "arn:a"}]}))],
        )
        .pending(
            "a relation",
            [seen(json!({"RelatedOpsItems": [{"OpsItemId": OTHER}]}))],
        )
}

fn data(value: &str, of_type: Option<OpsItemDataType>) -> OpsItemDataValue {
    let data = OpsItemDataValue::builder().value(value);
    data.set_type(of_type).build()
}

fn updated_data() -> Entry {
    let update = Entry::ssm("UpdateOpsItem, operational data", |stage| {
        let searchable = Some(OpsItemDataType::SearchableString);
        let resources = r#"[{"arn":"s3ntinel","kind":"disk"}]"#;
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.operational_data("/aws/resources", data(resources, searchable));
        let request = request.operational_data("own", data(r#"{"a":"s3ntinel"}"#, None));
        let request = request.operational_data_to_delete("old");
        act!(request)
    });
    let resources = json!({
        "Type": "SearchableString",
        "Value": r#"[ { "kind": "disk", "arn": "s3ntinel" } ]"#,
    });
    let own = json!({"Type": "String", "Value": r#"{"a":"s3ntinel"}"#});
    let shown = json!({"/aws/resources": resources, "own": own});
    let holding = |data: Value| seen(json!({ "OperationalData": data }));
    let lacking = |key: &str, member: &str, value: Value| {
        holding(with(&shown, key, with(&shown[key], member, value)))
    };
    let update = update
        .satisfied("the data, its JSON written anew", [holding(shown.clone())])
        .satisfied(
            "the data, among other",
            [holding(with(&shown, "other", own.clone()))],
        )
        .superseded(
            "none of it, by a later date",
            [seen(json!({ "LastModifiedTime": date::AFTER }))],
        )
        .pending(
            "other JSON",
            [lacking("/aws/resources", "Value", json!("[]"))],
        )
        .pending("no JSON", [lacking("/aws/resources", "Value", json!("[{"))])
        .pending(
            "no resources",
            [lacking("/aws/resources", "Value", Value::Null)],
        )
        .pending(
            "another type",
            [lacking("/aws/resources", "Type", json!("String"))],
        )
        .pending(
            "text of one's own that is the same only as JSON",
            [lacking("own", "Value", json!(r#"{ "a": "s3ntinel" }"#))],
        )
        .pending("a missing key", [holding(json!({ "own": own }))])
        .pending("no data", [found()])
        .pending(
            "the key that was to be deleted",
            [holding(with(&shown, "old", own.clone()))],
        );
    and_denied(update)
}

fn updated_type_of_data() -> Entry {
    let update = Entry::ssm("UpdateOpsItem, type of operational data", |stage| {
        let searchable = OpsItemDataType::SearchableString;
        let data = OpsItemDataValue::builder().r#type(searchable).build();
        let request = stage.ssm.update_ops_item().ops_item_id(ID);
        let request = request.operational_data("own", data);
        act!(request)
    });
    let of_type = |of_type: &str| {
        let data = json!({"Type": of_type, "Value": "from before"});
        [seen(json!({"OperationalData": {"own": data}}))]
    };
    let update = update
        .satisfied("the type, and a value", of_type("SearchableString"))
        .pending("another type", of_type("String"))
        .pending("no data", [found()]);
    and_denied(update)
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteOpsItem", |stage| {
        let request = stage.ssm.delete_ops_item().ops_item_id(ID);
        act!(request)
    });
    let delete = delete
        .satisfied("not found", [not_found()])
        .pending("the OpsItem", [found()])
        .pending(
            "no OpsItem, and no word that it is gone",
            [read("GetOpsItem", json!({}))],
        );
    and_denied(delete)
}

fn relations(ids: &[&str]) -> Value {
    let relations = ids.iter().map(|id| json!({ "AssociationId": id }));
    json!({ "Summaries": relations.collect::<Value>() })
}

fn listed(ids: &[&str]) -> Read {
    read("ListOpsItemRelatedItems", relations(ids))
}

/// A page of the listing that is not the last one.
fn continued(ids: &[&str]) -> Read {
    let page = with(&relations(ids), "NextToken", json!("2"));
    read("ListOpsItemRelatedItems", page)
}

fn refused_listing() -> Read {
    refused(
        "ListOpsItemRelatedItems",
        "OpsItemInvalidParameterException",
    )
}

fn associated() -> Entry {
    let associate = Entry::ssm("AssociateOpsItemRelatedItem", |stage| {
        let request = stage.ssm.associate_ops_item_related_item().ops_item_id(ID);
        let request = request.association_type("IsParentOf");
        let request = request.resource_type("AWS::SSMIncidents::IncidentRecord");
        let request = request.resource_uri("arn:a");
        act!(request)
    });
    associate
        .answered(json!({ "AssociationId": RELATION }))
        .satisfied("the relation", [listed(&["other", RELATION])])
        .satisfied(
            "the relation on the second page, which is not the last",
            [continued(&["other"]), continued(&[RELATION])],
        )
        .pending("no relation", [listed(&[])])
        .pending("another relation", [listed(&["other"])])
        .pending(
            "no relation on the last page either",
            [continued(&[]), listed(&["other"])],
        )
        .stopped("the OpsItem is refused", [refused_listing()])
}

fn disassociated() -> Entry {
    let disassociate = Entry::ssm("DisassociateOpsItemRelatedItem", |stage| {
        let request = stage.ssm.disassociate_ops_item_related_item();
        let request = request.ops_item_id(ID).association_id(RELATION);
        act!(request)
    });
    disassociate
        .satisfied("no relation", [listed(&[])])
        .satisfied("another relation", [listed(&["other"])])
        .satisfied(
            "no relation on the last page either",
            [continued(&[]), listed(&["other"])],
        )
        .pending("the relation", [listed(&["other", RELATION])])
        .pending(
            "the relation on the second page",
            [continued(&["other"]), listed(&[RELATION])],
        )
        .stopped("the OpsItem is refused", [refused_listing()])
}
