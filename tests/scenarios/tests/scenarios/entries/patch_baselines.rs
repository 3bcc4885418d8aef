//! Patch baselines.

use aws_sdk_ssm::types::{
    PatchAction, PatchComplianceLevel, PatchComplianceStatus, PatchFilter, PatchFilterGroup,
    PatchFilterKey, PatchRule, PatchRuleGroup, PatchSource, Tag,
};
use serde_json::{Value, json};

use super::date::{AFTER, BEFORE, WRITTEN};
use super::{Entry, Read, read, refused, with};
use crate::sentinel::sentinel;

const ID: &str = "pb-0123456789abcdef0";
const ARN: &str = "arn:aws:ssm:eu-west-1:123456789012:patchbaseline/pb-0123456789abcdef0";
const OTHER: &str = "pb-0fedcba9876543210";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        updated(),
        updated_without_a_date(),
        updated_in_part(),
        replaced_without_a_date(),
        deleted(),
        made_the_default(),
        made_the_default_by_arn(),
        group_registered(),
        group_deregistered(),
    ]
}

/// The answer to an update without its date, and nearly that to a read.
fn baseline() -> Value {
    json!({
        "BaselineId": ID,
        "Name": "patching",
        "GlobalFilters": {"PatchFilters": [{"Key": "PRODUCT", "Values": ["A"]}]},
        "ApprovalRules": {"PatchRules": [rule(7)]},
        "ApprovedPatches": ["KB1", "KB2"],
        "ApprovedPatchesComplianceLevel": "HIGH",
        "ApprovedPatchesEnableNonSecurity": true,
        "RejectedPatches": ["KB3", "KB4"],
        "RejectedPatchesAction": "BLOCK",
        "Description": "first",
        "Sources": [{"Name": "main", "Products": ["A"], "Configuration": "[main]"}],
        "AvailableSecurityUpdatesComplianceStatus": "COMPLIANT",
    })
}

fn rule(days: i32) -> Value {
    json!({
        "PatchFilterGroup": {"PatchFilters": [{"Key": "PRODUCT", "Values": ["A"]}]},
        "ApproveAfterDays": days,
    })
}

/// Each member with another value than in [`baseline`].
fn changes() -> [(&'static str, Value); 11] {
    [
        ("another name", json!({"Name": "other"})),
        (
            "another filter",
            json!({"GlobalFilters": {"PatchFilters": [{"Key": "PRODUCT", "Values": ["B"]}]}}),
        ),
        (
            "another rule",
            json!({"ApprovalRules": {"PatchRules": [rule(8)]}}),
        ),
        ("another patch", json!({"ApprovedPatches": ["KB1", "KB5"]})),
        (
            "another level",
            json!({"ApprovedPatchesComplianceLevel": "LOW"}),
        ),
        (
            "for security only",
            json!({"ApprovedPatchesEnableNonSecurity": false}),
        ),
        (
            "another rejected patch",
            json!({"RejectedPatches": ["KB3", "KB5"]}),
        ),
        (
            "rejected in another way",
            json!({"RejectedPatchesAction": "ALLOW_AS_DEPENDENCY"}),
        ),
        ("another description", json!({"Description": "other"})),
        (
            "another source",
            json!({"Sources": [{"Name": "main", "Products": ["A"], "Configuration": "[other]"}]}),
        ),
        (
            "another status of available updates",
            json!({"AvailableSecurityUpdatesComplianceStatus": "NON_COMPLIANT"}),
        ),
    ]
}

/// Each that may be left out, left out or empty.
fn removals() -> [(&'static str, Value); 4] {
    [
        ("no filter", json!({"GlobalFilters": {"PatchFilters": []}})),
        ("no rule", json!({"ApprovalRules": null})),
        ("no patch", json!({"ApprovedPatches": []})),
        ("no source", json!({"Sources": null})),
    ]
}

fn seen(baseline: Value) -> [Read; 1] {
    [read("GetPatchBaseline", baseline)]
}

/// [`baseline`] with these members.
fn seen_with(members: Value) -> [Read; 1] {
    seen(with(baseline(), members))
}

fn not_found() -> [Read; 1] {
    [refused("GetPatchBaseline", "DoesNotExistException")]
}

fn malformed() -> [Read; 1] {
    [refused("GetPatchBaseline", "InvalidResourceId")]
}

fn created() -> Entry {
    let create = Entry::ssm("CreatePatchBaseline", |stage| {
        let request = stage.ssm.create_patch_baseline().name("patching");
        act!(request)
    });
    create
        .answered(json!({"BaselineId": ID}))
        .satisfied("the baseline", seen(json!({"BaselineId": ID})))
        .satisfied("the baseline by its ARN", seen(json!({"BaselineId": ARN})))
        .satisfied(
            "the baseline, made by an earlier call with this token and changed since",
            seen_with(json!({"Name": "other"})),
        )
        .pending("not found", not_found())
        .pending("not valid yet", malformed())
        .pending("another baseline", seen(json!({"BaselineId": OTHER})))
        .pending("a baseline without an id", seen(json!({})))
        .stopped(
            "the read is refused",
            [refused("GetPatchBaseline", "ValidationException")],
        )
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreatePatchBaseline, with tags", |stage| {
        let tag = Tag::builder()
            .key("team")
            .value(sentinel("blue"))
            .build()
            .unwrap();
        let source = PatchSource::builder().name("main").products("A");
        let source = source.configuration(sentinel("[main]")).build().unwrap();
        let request = stage.ssm.create_patch_baseline().name("patching").tags(tag);
        let request = request.sources(source);
        act!(request)
    });
    create
        .answered(json!({"BaselineId": ID}))
        .tagged_at_creation(&read("GetPatchBaseline", baseline()))
        .pending("not found", not_found())
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdatePatchBaseline", |stage| {
        let request = stage.ssm.update_patch_baseline().baseline_id(ID);
        let request = request.name("patching");
        act!(request)
    });
    let of = |date: u64| json!({ "ModifiedDate": date });
    update
        .answered(with(baseline(), of(WRITTEN)))
        .satisfied("the date of the update", seen_with(of(WRITTEN)))
        .satisfied(
            "the date of the update, which has no fractions",
            seen_with(json!({"ModifiedDate": WRITTEN as f64 + 0.4})),
        )
        .pending(
            "the second of the update, and the old name: two updates can share one",
            seen_with(json!({"ModifiedDate": WRITTEN, "Name": "old"})),
        )
        .satisfied(
            "a later date, and another name",
            seen_with(json!({"ModifiedDate": AFTER, "Name": "other"})),
        )
        .satisfied("no date, and the new name", seen(baseline()))
        .pending(
            "no date, and the old name",
            seen_with(json!({"Name": "old"})),
        )
        .pending("an earlier date", seen_with(of(BEFORE)))
        .pending("the second before", seen_with(of(WRITTEN - 1)))
        .pending("not found", not_found())
        .stopped("malformed", malformed())
}

fn updated_without_a_date() -> Entry {
    let update = Entry::ssm(
        "UpdatePatchBaseline, all members, without a date",
        |stage| {
            let filter = PatchFilter::builder().key(PatchFilterKey::Product);
            let filter = filter.values("A").build().unwrap();
            let filters = PatchFilterGroup::builder().patch_filters(filter).build();
            let filters = filters.unwrap();
            let rule = PatchRule::builder().patch_filter_group(filters.clone());
            let rule = rule.approve_after_days(7).build();
            let rules = PatchRuleGroup::builder().patch_rules(rule).build();
            let source = PatchSource::builder().name("main").products("A");
            let source = source.configuration(sentinel("[main]")).build().unwrap();
            let request = stage.ssm.update_patch_baseline().baseline_id(ID);
            let request = request.name("patching").description("first");
            let request = request
                .global_filters(filters)
                .approval_rules(rules.unwrap());
            let request = request.approved_patches("KB1").approved_patches("KB2");
            let request = request.approved_patches_compliance_level(PatchComplianceLevel::High);
            let request = request.approved_patches_enable_non_security(true);
            let request = request.rejected_patches("KB3").rejected_patches("KB4");
            let request = request
                .rejected_patches_action(PatchAction::Block)
                .sources(source);
            let compliant = PatchComplianceStatus::Compliant;
            let request = request.available_security_updates_compliance_status(compliant);
            act!(request)
        },
    );
    let update = update
        .answered(baseline())
        .satisfied("the new settings", seen(baseline()))
        .satisfied(
            "the new settings, long since",
            seen_with(json!({"ModifiedDate": BEFORE})),
        )
        .satisfied(
            "the new settings, the patches in another order and twice",
            seen_with(json!({
                "ApprovedPatches": ["KB2", "KB1", "KB2"],
                "RejectedPatches": ["KB4", "KB3"],
            })),
        )
        .pending("not found", not_found())
        .stopped("malformed", malformed());
    let lines = changes().into_iter().chain(removals());
    lines.fold(update, |update, (what, change)| {
        update.pending(what, seen_with(change))
    })
}

fn updated_in_part() -> Entry {
    let update = Entry::ssm(
        "UpdatePatchBaseline, only the name, without a date",
        |stage| {
            let request = stage.ssm.update_patch_baseline().baseline_id(ID);
            let request = request.name("patching").replace(false);
            act!(request)
        },
    );
    let others = changes().into_iter().chain(removals());
    let others = others.filter(|(_, it)| it["Name"].is_null());
    let update = update
        .answered(baseline())
        .pending("the old name", seen_with(json!({"Name": "old"})));
    others.fold(update, |update, (what, change)| {
        update.satisfied(what, seen_with(change))
    })
}

fn replaced_without_a_date() -> Entry {
    let update = Entry::ssm("UpdatePatchBaseline, replacing, without a date", |stage| {
        let request = stage.ssm.update_patch_baseline().baseline_id(ID);
        let request = request.name("patching").replace(true);
        act!(request)
    });
    let replaced = json!({"BaselineId": ID, "Name": "patching"});
    let seen_with = |members| seen(with(replaced.clone(), members));
    let empty = json!({
        "GlobalFilters": {"PatchFilters": []},
        "ApprovalRules": {"PatchRules": []},
        "ApprovedPatches": [],
        "RejectedPatches": [],
        "Description": "",
        "Sources": [],
    });
    let update = update
        .answered(replaced.clone())
        .satisfied("the name alone", seen(replaced.clone()))
        .satisfied("the name, others empty", seen_with(empty));
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen_with(change))
        })
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeletePatchBaseline", |stage| {
        let request = stage.ssm.delete_patch_baseline().baseline_id(ID);
        act!(request)
    });
    delete
        .satisfied("not found", not_found())
        .pending("the baseline", seen(baseline()))
        .stopped("malformed", malformed())
}

/// Baselines with an id, and whether they are a default.
fn page(baselines: &[(&str, bool)], next: Option<&str>) -> Read {
    let identity =
        |(id, is_default): &(&str, bool)| json!({"BaselineId": id, "DefaultBaseline": is_default});
    let identities: Value = baselines.iter().map(identity).collect();
    let page = json!({"BaselineIdentities": identities, "NextToken": next.unwrap_or_default()});
    read("DescribePatchBaselines", page)
}

/// What the read for an operating system returns.
fn default(answer: Value) -> Read {
    read("GetDefaultPatchBaseline", answer)
}

fn made_the_default() -> Entry {
    let register = Entry::ssm("RegisterDefaultPatchBaseline", |stage| {
        let request = stage.ssm.register_default_patch_baseline().baseline_id(ID);
        act!(request)
    });
    let nothing_found = page(&[(OTHER, true)], Some("2"));
    let no_default = page(&[(OTHER, true), (ID, false)], None);
    register
        .answered(json!({"BaselineId": ID}))
        .satisfied("a default", [page(&[(OTHER, false), (ID, true)], None)])
        .satisfied("a default by its ARN", [page(&[(ARN, true)], Some("2"))])
        .satisfied(
            "a default on the second page",
            [nothing_found.clone(), page(&[(ID, true)], None)],
        )
        .satisfied(
            "no default, and returned for its system",
            [no_default.clone(), default(json!({"BaselineId": ID}))],
        )
        .satisfied(
            "no default, and returned for its system by its ARN",
            [no_default.clone(), default(json!({"BaselineId": ARN}))],
        )
        .pending(
            "no default, and another one returned",
            [no_default.clone(), default(json!({"BaselineId": OTHER}))],
        )
        .pending(
            "no default, and none returned",
            [no_default.clone(), default(json!({}))],
        )
        .pending(
            "no default, and the other read denied",
            [
                no_default.clone(),
                refused("GetDefaultPatchBaseline", "AccessDeniedException"),
            ],
        )
        .pending(
            "no default, and no other read",
            [
                no_default,
                refused("GetDefaultPatchBaseline", "InvalidAction"),
            ],
        )
        .pending(
            "not said to be one",
            [
                read(
                    "DescribePatchBaselines",
                    json!({"BaselineIdentities": [{"BaselineId": ID}]}),
                ),
                default(json!({"BaselineId": OTHER})),
            ],
        )
        .pending("not listed", [page(&[], None)])
        .pending("not on the last page", [nothing_found, page(&[], None)])
        .stopped(
            "the read is refused",
            [refused("DescribePatchBaselines", "ValidationException")],
        )
}

fn made_the_default_by_arn() -> Entry {
    let register = Entry::ssm("RegisterDefaultPatchBaseline, by ARN", |stage| {
        let request = stage.ssm.register_default_patch_baseline().baseline_id(ARN);
        act!(request)
    });
    let none = || page(&[(OTHER, true)], None);
    register
        .answered(json!({"BaselineId": ARN}))
        .satisfied("a default of AWS", [page(&[(ARN, true)], None)])
        .satisfied("one's own default", [none(), page(&[(ID, true)], None)])
        .pending(
            "of AWS, no default",
            [
                page(&[(ARN, false)], None),
                default(json!({"BaselineId": OTHER})),
            ],
        )
        .pending(
            "one's own, no default",
            [
                none(),
                page(&[(ID, false)], None),
                default(json!({"BaselineId": OTHER})),
            ],
        )
        .pending("not listed", [none(), none()])
}

fn groups(groups: Value) -> [Read; 1] {
    seen(json!({"BaselineId": ID, "PatchGroups": groups}))
}

fn group_registered() -> Entry {
    let register = Entry::ssm("RegisterPatchBaselineForPatchGroup", |stage| {
        let request = stage.ssm.register_patch_baseline_for_patch_group();
        let request = request.baseline_id(ID).patch_group("web");
        act!(request)
    });
    register
        .answered(json!({"BaselineId": ID, "PatchGroup": "web"}))
        .satisfied("the group", groups(json!(["db", "web"])))
        .pending("another group", groups(json!(["Web", "web2"])))
        .pending("no groups", groups(json!([])))
        .pending("not found", not_found())
        .stopped("malformed", malformed())
}

fn group_deregistered() -> Entry {
    let deregister = Entry::ssm("DeregisterPatchBaselineForPatchGroup", |stage| {
        let request = stage.ssm.deregister_patch_baseline_for_patch_group();
        let request = request.baseline_id(ID).patch_group("web");
        act!(request)
    });
    deregister
        .answered(json!({"BaselineId": ID, "PatchGroup": "web"}))
        .satisfied("another group", groups(json!(["Web", "web2"])))
        .satisfied("no groups", groups(json!([])))
        .satisfied("not found", not_found())
        .pending("the group", groups(json!(["db", "web"])))
        .stopped("malformed", malformed())
}
