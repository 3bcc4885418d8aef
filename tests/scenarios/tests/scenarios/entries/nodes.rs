//! Activations and managed nodes.

use aws_sdk_ssm::types::{RegistrationMetadataItem, Tag};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::sentinel::sentinel;

const ACTIVATION: &str = "01234567-89ab-cdef-0123-456789abcdef";
const NODE: &str = "mi-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        deleted(),
        deregistered(),
        role_changed(),
    ]
}

fn activations(activations: Value) -> Read {
    read(
        "DescribeActivations",
        json!({ "ActivationList": activations }),
    )
}

/// A page without the activation, and not the last one.
fn other_activations() -> Read {
    let others = json!([{"ActivationId": "other"}]);
    read(
        "DescribeActivations",
        json!({"ActivationList": others, "NextToken": "2"}),
    )
}

fn created() -> Entry {
    let create = Entry::ssm("CreateActivation", |stage| {
        let request = stage.ssm.create_activation().iam_role("Role");
        let item = RegistrationMetadataItem::builder().key("team");
        let item = item.value(sentinel("blue")).build().unwrap();
        let request = request.registration_metadata(item);
        act!(request)
    });
    create
        .answered(json!({"ActivationId": ACTIVATION, "ActivationCode": "code"}))
        .satisfied(
            "listed",
            [activations(json!([{"ActivationId": ACTIVATION}]))],
        )
        .satisfied(
            "listed on the second page, with tags of somebody else",
            [
                other_activations(),
                activations(json!([
                    {"ActivationId": ACTIVATION, "Tags": [{"Key": "team", "Value": "red"}]},
                ])),
            ],
        )
        .pending("nothing is listed", [activations(json!([]))])
        .pending(
            "not on the last page",
            [
                other_activations(),
                activations(json!([{"ActivationId": "another"}])),
            ],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribeActivations", "InvalidFilter")],
        )
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateActivation, with tags", |stage| {
        let tag = |key: &str, value: &str| {
            Tag::builder()
                .key(key)
                .value(sentinel(value))
                .build()
                .unwrap()
        };
        let request = stage.ssm.create_activation().iam_role("Role");
        let request = request.tags(tag("team", "blue")).tags(tag("env", ""));
        act!(request)
    });
    let listed = |tags: Value| {
        let other = json!({"ActivationId": "other", "Tags": [
            {"Key": "team", "Value": "blue"}, {"Key": "env", "Value": ""},
        ]});
        let own = json!({"ActivationId": ACTIVATION, "Tags": tags});
        [activations(json!([other, own]))]
    };
    create
        .answered(json!({"ActivationId": ACTIVATION, "ActivationCode": "code"}))
        .satisfied(
            "listed with its tags and another one",
            listed(json!([
                {"Key": "env", "Value": ""},
                {"Key": "team", "Value": "blue"},
                {"Key": "more", "Value": "x"},
            ])),
        )
        .pending("listed without tags", listed(json!([])))
        .pending(
            "one tag is missing",
            listed(json!([{"Key": "team", "Value": "blue"}])),
        )
        .pending(
            "one tag has another value",
            listed(json!([{"Key": "team", "Value": "red"}, {"Key": "env", "Value": ""}])),
        )
        .pending("nothing is listed", [activations(json!([]))])
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteActivation", |stage| {
        let request = stage.ssm.delete_activation().activation_id(ACTIVATION);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [activations(json!([]))])
        .satisfied(
            "not on the last page",
            [
                other_activations(),
                activations(json!([{"ActivationId": "another"}])),
            ],
        )
        .pending(
            "still listed",
            [activations(
                json!([{"ActivationId": ACTIVATION, "Expired": true}]),
            )],
        )
        .pending(
            "still listed, on the second page",
            [
                other_activations(),
                activations(json!([{"ActivationId": ACTIVATION}])),
            ],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribeActivations", "InvalidFilter")],
        )
}

fn nodes(nodes: Value) -> Read {
    read(
        "DescribeInstanceInformation",
        json!({ "InstanceInformationList": nodes }),
    )
}

/// A page without the node, and not the last one.
fn no_nodes() -> Read {
    read(
        "DescribeInstanceInformation",
        json!({"InstanceInformationList": [], "NextToken": "2"}),
    )
}

fn nodes_refused(code: &'static str) -> [Read; 1] {
    [refused("DescribeInstanceInformation", code)]
}

fn deregistered() -> Entry {
    let deregister = Entry::ssm("DeregisterManagedInstance", |stage| {
        let request = stage.ssm.deregister_managed_instance().instance_id(NODE);
        act!(request)
    });
    deregister
        .satisfied("nothing is listed", [nodes(json!([]))])
        .satisfied(
            "not on the last page",
            [no_nodes(), nodes(json!([{"InstanceId": "mi-other"}]))],
        )
        .satisfied("no such node", nodes_refused("InvalidInstanceId"))
        .pending("still listed", [nodes(json!([{"InstanceId": NODE}]))])
        .pending(
            "still listed, on the second page",
            [no_nodes(), nodes(json!([{"InstanceId": NODE}]))],
        )
        .stopped("the filter is refused", nodes_refused("InvalidFilterKey"))
        .stopped(
            "the value of the filter is refused",
            nodes_refused("InvalidInstanceInformationFilterValue"),
        )
}

fn role_changed() -> Entry {
    let update = Entry::ssm("UpdateManagedInstanceRole", |stage| {
        let request = stage.ssm.update_managed_instance_role().instance_id(NODE);
        let request = request.iam_role("New");
        act!(request)
    });
    let with_role = |role: &str| nodes(json!([{"InstanceId": NODE, "IamRole": role}]));
    update
        .satisfied("the new role", [with_role("New")])
        .satisfied("the new role, with a path", [with_role("service-role/New")])
        .satisfied(
            "the new role, on the second page",
            [no_nodes(), with_role("New")],
        )
        .pending("the old role", [with_role("Old")])
        .pending("a role that ends likewise", [with_role("BrandNew")])
        .pending("no role", [nodes(json!([{"InstanceId": NODE}]))])
        .pending(
            "another node has the role",
            [nodes(json!([{"InstanceId": "mi-other", "IamRole": "New"}]))],
        )
        .pending("nothing is listed", [nodes(json!([]))])
        .pending("no such node yet", nodes_refused("InvalidInstanceId"))
        .stopped("the filter is refused", nodes_refused("InvalidFilterKey"))
        .stopped(
            "the value of the filter is refused",
            nodes_refused("InvalidInstanceInformationFilterValue"),
        )
}
