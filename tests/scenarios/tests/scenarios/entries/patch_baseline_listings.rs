//! Patch baselines, until they are listed, or no longer are, and until what uses them leads to them.

use postcond::ssm::on_request::{
    baseline_is_listed, baseline_is_not_listed, operating_system_defaults_to_the_baseline,
    patch_group_is_listed, patch_group_is_not_listed, patch_group_leads_to_the_baseline,
};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};

const ID: &str = "pb-0123456789abcdef0";
const ARN: &str = "arn:aws:ssm:eu-west-1:123456789012:patchbaseline/pb-0123456789abcdef0";
const OTHER: &str = "pb-0fedcba9876543210";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        deleted(),
        made_the_default(),
        group_registered(),
        group_registered_until_it_is_listed(),
        group_deregistered(),
    ]
}

fn baselines(ids: &[&str]) -> Read {
    let baselines: Value = ids.iter().map(|id| json!({ "BaselineId": id })).collect();
    read(
        "DescribePatchBaselines",
        json!({ "BaselineIdentities": baselines }),
    )
}

/// A page that is not the last one.
fn others() -> Read {
    read(
        "DescribePatchBaselines",
        json!({"BaselineIdentities": [{ "BaselineId": OTHER }], "NextToken": "2"}),
    )
}

fn created() -> Entry {
    let create = Entry::ssm("CreatePatchBaseline, until it is listed", |stage| {
        let request = stage.ssm.create_patch_baseline().name("patching");
        let request = request.unconfirmed().until(baseline_is_listed);
        act!(request)
    });
    create
        .answered(json!({ "BaselineId": ID }))
        .satisfied("listed", [baselines(&[OTHER, ID])])
        .satisfied(
            "listed by its ARN, on the second page",
            [others(), baselines(&[ARN])],
        )
        .pending("nothing is listed", [baselines(&[])])
        .pending(
            "others only, on the last page, too",
            [others(), baselines(&[])],
        )
        .stopped(
            "the filter is refused",
            [refused("DescribePatchBaselines", "ValidationException")],
        )
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeletePatchBaseline, until it is not listed", |stage| {
        let request = stage.ssm.delete_patch_baseline().baseline_id(ID);
        let request = request.unconfirmed().until(baseline_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [baselines(&[])])
        .satisfied(
            "others only, on the last page, too",
            [others(), baselines(&[])],
        )
        .pending("still listed", [baselines(&[ID])])
        .pending(
            "still listed, on the second page",
            [others(), baselines(&[ID])],
        )
}

/// The baseline, with the operating system that the second read needs.
fn baseline() -> Read {
    read(
        "GetPatchBaseline",
        json!({"BaselineId": ID, "OperatingSystem": "UBUNTU"}),
    )
}

fn no_baseline() -> Read {
    refused("GetPatchBaseline", "DoesNotExistException")
}

fn made_the_default() -> Entry {
    let name = "RegisterDefaultPatchBaseline, until its system defaults to it";
    let register = Entry::ssm(name, |stage| {
        let request = stage.ssm.register_default_patch_baseline();
        let request = request.baseline_id(ID).unconfirmed();
        let request = request.until(operating_system_defaults_to_the_baseline);
        act!(request)
    });
    let default = |id: &str| read("GetDefaultPatchBaseline", json!({ "BaselineId": id }));
    register
        .satisfied("the default", [baseline(), default(ID)])
        .satisfied("the default, by its ARN", [baseline(), default(ARN)])
        .pending("another default", [baseline(), default(OTHER)])
        .pending(
            "no default",
            [baseline(), read("GetDefaultPatchBaseline", json!({}))],
        )
        .pending("no such baseline", [no_baseline()])
        .pending(
            "a baseline without an operating system",
            [read("GetPatchBaseline", json!({ "BaselineId": ID }))],
        )
}

fn group_registered() -> Entry {
    let name = "RegisterPatchBaselineForPatchGroup, until the group leads to it";
    let register = Entry::ssm(name, |stage| {
        let request = stage.ssm.register_patch_baseline_for_patch_group();
        let request = request.baseline_id(ID).patch_group("web").unconfirmed();
        let request = request.until(patch_group_leads_to_the_baseline);
        act!(request)
    });
    let led = |id: &str| read("GetPatchBaselineForPatchGroup", json!({ "BaselineId": id }));
    register
        .satisfied("to it", [baseline(), led(ID)])
        .satisfied("to its ARN", [baseline(), led(ARN)])
        .pending("to another", [baseline(), led(OTHER)])
        .pending(
            "to none",
            [baseline(), read("GetPatchBaselineForPatchGroup", json!({}))],
        )
        .pending("no such baseline", [no_baseline()])
}

fn mapping(group: &str, id: &str) -> Value {
    json!({"PatchGroup": group, "BaselineIdentity": {"BaselineId": id}})
}

fn mappings(mappings: &[Value]) -> Read {
    read("DescribePatchGroups", json!({ "Mappings": mappings }))
}

/// A page that is not the last one.
fn other_groups() -> Read {
    read(
        "DescribePatchGroups",
        json!({"Mappings": [mapping("db", ID)], "NextToken": "2"}),
    )
}

fn group_registered_until_it_is_listed() -> Entry {
    let name = "RegisterPatchBaselineForPatchGroup, until it is listed";
    let register = Entry::ssm(name, |stage| {
        let request = stage.ssm.register_patch_baseline_for_patch_group();
        let request = request.baseline_id(ID).patch_group("web").unconfirmed();
        let request = request.until(patch_group_is_listed);
        act!(request)
    });
    register
        .satisfied(
            "listed",
            [mappings(&[mapping("web", OTHER), mapping("web", ARN)])],
        )
        .satisfied(
            "listed, on the second page",
            [other_groups(), mappings(&[mapping("web", ID)])],
        )
        .pending("nothing is listed", [mappings(&[])])
        .pending(
            "with another baseline",
            [mappings(&[mapping("web", OTHER)])],
        )
        .pending("another group", [other_groups(), mappings(&[])])
}

fn group_deregistered() -> Entry {
    let name = "DeregisterPatchBaselineForPatchGroup, until it is not listed";
    let deregister = Entry::ssm(name, |stage| {
        let request = stage.ssm.deregister_patch_baseline_for_patch_group();
        let request = request.baseline_id(ID).patch_group("web").unconfirmed();
        let request = request.until(patch_group_is_not_listed);
        act!(request)
    });
    deregister
        .satisfied("nothing is listed", [mappings(&[])])
        .satisfied(
            "with another baseline",
            [mappings(&[mapping("web", OTHER)])],
        )
        .satisfied("other groups only", [other_groups(), mappings(&[])])
        .pending("still listed", [mappings(&[mapping("web", ID)])])
        .pending(
            "still listed, on the second page",
            [other_groups(), mappings(&[mapping("web", ARN)])],
        )
}
