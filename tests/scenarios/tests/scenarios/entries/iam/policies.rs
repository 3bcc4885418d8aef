//! Managed policies, their versions, and which of those is the default.

use postcond::iam::on_request::policy_document_is_found;

use super::*;

const ARN: &str = POLICY.name;
const VERSION: &str = "GetPolicyVersion";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        created_until_its_document_is_found(),
        deleted(),
        version_created(),
        version_created_as_the_default(),
        default_set(),
        version_deleted(),
    ]
}

fn created() -> Entry {
    let entry = Entry::iam("CreatePolicy", |stage| {
        act!(
            stage
                .iam
                .create_policy()
                .policy_name("p")
                .policy_document(document("a"))
        )
    });
    POLICY.creation(entry, json!({}))
}

fn created_with_tags() -> Entry {
    let entry = Entry::iam("CreatePolicy, with tags", |stage| {
        let request = stage.iam.create_policy().policy_name("p").tags(tag());
        act!(request.policy_document(document("a")))
    });
    entry
        .answered(POLICY.made())
        .satisfied("the tag", POLICY.shown(json!({"Tags": shown_tag("blue")})))
        .pending("no tags", POLICY.shown(json!({})))
        .pending(
            "the tag in another case",
            POLICY.shown(json!({"Tags": [{"Key": "Team", "Value": "blue"}]})),
        )
        .pending("none", none("GetPolicy"))
}

/// A version with this date.
fn version(id: &str, since: u64) -> Read {
    let version =
        json!({"VersionId": id, "CreateDate": since, "Document": encoded(&document("a"))});
    read(VERSION, json!({ "PolicyVersion": version }))
}

fn created_until_its_document_is_found() -> Entry {
    let entry = Entry::iam("CreatePolicy, until its document is found", |stage| {
        let request = stage
            .iam
            .create_policy()
            .policy_name("p")
            .policy_document(document("a"));
        act!(request.unconfirmed().until(policy_document_is_found))
    });
    let other = json!({"VersionId": "v1", "CreateDate": date::WRITTEN, "Document": encoded(&document("b"))});
    entry
        .answered(json!({"Policy": POLICY.entity(json!({"DefaultVersionId": "v1"}))}))
        .satisfied("the document", [version("v1", date::WRITTEN)])
        .pending(
            "another document",
            seen(VERSION, json!({ "PolicyVersion": other })),
        )
        .pending(
            "the document of an earlier life",
            [version("v1", date::BEFORE)],
        )
        .pending("no version", none(VERSION))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeletePolicy", |stage| {
        act!(stage.iam.delete_policy().policy_arn(ARN))
    });
    POLICY.deletion(entry)
}

fn version_created() -> Entry {
    let entry = Entry::iam("CreatePolicyVersion", |stage| {
        let request = stage.iam.create_policy_version().policy_arn(ARN);
        act!(request.policy_document(document("a")))
    });
    entry
        .answered(json!({"PolicyVersion": {"VersionId": "v10"}}))
        .satisfied("the version", [version("v10", date::WRITTEN)])
        .pending("one of an earlier life", [version("v10", date::BEFORE)])
        .pending("another version", [version("v1", date::WRITTEN)])
        .pending("nothing", seen(VERSION, json!({})))
        .pending("no version", none(VERSION))
        .stopped("the read is refused", told(VERSION, "InvalidInput"))
}

/// The policy with this default, and the date of its last version.
fn default(id: &str, updated: u64) -> Read {
    let [policy] = POLICY.shown(json!({
        "DefaultVersionId": id,
        "UpdateDate": updated,
        "CreateDate": date::BEFORE,
    }));
    policy
}

fn version_created_as_the_default() -> Entry {
    let entry = Entry::iam("CreatePolicyVersion, as the default", |stage| {
        let request = stage.iam.create_policy_version().policy_arn(ARN);
        act!(request.policy_document(document("a")).set_as_default(true))
    });
    let with_default = |default| [version("v10", date::WRITTEN), default];
    let [anew] = POLICY.shown(json!({"CreateDate": date::AFTER, "DefaultVersionId": "v1"}));
    entry
        .answered(json!({"PolicyVersion": {"VersionId": "v10"}}))
        .satisfied(
            "it is the default",
            with_default(default("v10", date::WRITTEN)),
        )
        .superseded(
            "a later one is",
            with_default(default("v11", date::WRITTEN)),
        )
        .superseded("one of a later life", with_default(anew))
        .pending(
            "an earlier one is",
            with_default(default("v9", date::WRITTEN)),
        )
        .pending(
            "a higher one of an earlier life is",
            with_default(default("v11", date::BEFORE)),
        )
        .pending(
            "no policy",
            with_default(refused("GetPolicy", "NoSuchEntity")),
        )
        .pending("no version", none(VERSION))
}

fn default_set() -> Entry {
    let entry = Entry::iam("SetDefaultPolicyVersion", |stage| {
        act!(
            stage
                .iam
                .set_default_policy_version()
                .policy_arn(ARN)
                .version_id("v2")
        )
    });
    entry
        .satisfied("it is the default", [default("v2", date::BEFORE)])
        .pending("a higher one is", [default("v3", date::BEFORE)])
        .pending("a lower one is", [default("v1", date::BEFORE)])
        .superseded(
            "another one is, and one was made since",
            [default("v3", date::AFTER)],
        )
        .superseded("one of a later life", POLICY.of_another_life(date::AFTER))
        .pending(
            "another policy",
            POLICY.shown(json!({"Arn": "arn:other", "DefaultVersionId": "v2"})),
        )
        .pending("none", none("GetPolicy"))
        .stopped("the read is refused", told("GetPolicy", "InvalidInput"))
}

fn version_deleted() -> Entry {
    let entry = Entry::iam("DeletePolicyVersion", |stage| {
        act!(
            stage
                .iam
                .delete_policy_version()
                .policy_arn(ARN)
                .version_id("v2")
        )
    });
    entry
        .satisfied("none", none(VERSION))
        .superseded("one of a later life", [version("v2", date::AFTER)])
        .pending("it", [version("v2", date::BEFORE)])
        .pending("another", [version("v1", date::AFTER)])
}
