//! Roles, their trust policies, and those of services.

use super::*;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags_and_boundary(),
        acquired(),
        of_a_service(),
        updated(),
        updated_without_changes(),
        described(),
        described_without_an_answer(),
        trusting(),
        deleted(),
        deletion_of_a_service(),
        deletion_of_a_service_that_has_succeeded(),
    ]
}

fn created() -> Entry {
    let entry = Entry::iam("CreateRole", |stage| {
        let request = stage.iam.create_role().role_name("app");
        act!(request.assume_role_policy_document(document("a")))
    });
    // Names are told apart whatever their case.
    ROLE.creation(entry, json!({"RoleName": "App"}))
}

const BOUNDARY: &str = "arn:aws:iam::123456789012:policy/limit";

fn created_with_tags_and_boundary() -> Entry {
    let entry = Entry::iam("CreateRole, with tags and a boundary", |stage| {
        let request = stage.iam.create_role().role_name("app").tags(tag());
        let request = request.permissions_boundary(BOUNDARY);
        act!(request.assume_role_policy_document(document("a")))
    });
    let boundary = json!({"PermissionsBoundaryArn": BOUNDARY});
    let shown = |members| ROLE.shown(with(json!({"PermissionsBoundary": boundary}), members));
    entry
        .answered(ROLE.made())
        .satisfied("both", shown(json!({"Tags": shown_tag("blue")})))
        .satisfied(
            "the tag in another case",
            shown(json!({"Tags": [{"Key": "Team", "Value": "blue"}]})),
        )
        .pending("no tags", shown(json!({})))
        .pending("the tag with another value", shown(json!({"Tags": shown_tag("red")})))
        .pending(
            "no boundary",
            shown(json!({"Tags": shown_tag("blue"), "PermissionsBoundary": null})),
        )
        .pending(
            "another boundary",
            shown(json!({
                "Tags": shown_tag("blue"),
                "PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/l"},
            })),
        )
        .superseded("one of a later life, without", ROLE.of_another_life(date::AFTER))
        .pending("none", none("GetRole"))
}

fn acquired() -> Entry {
    let template = |version| json!({"TemplateArn": "arn:t", "TemplateMinorVersion": version});
    let made = ROLE.entity(json!({"SourceRoleTemplate": template(2)}));
    let entry = Entry::iam("AcquireRole", |stage| {
        act!(stage.iam.acquire_role().template_arn("arn:t"))
    });
    entry
        .answered(json!({ "Role": made }))
        .satisfied("it", ROLE.shown(json!({"SourceRoleTemplate": template(2)})))
        .pending(
            "it, of another version",
            ROLE.shown(json!({"SourceRoleTemplate": template(1)})),
        )
        .pending("it, of no template", ROLE.shown(json!({})))
        .pending("one of an earlier life", ROLE.of_another_life(date::BEFORE))
        .pending("none", none("GetRole"))
}

fn of_a_service() -> Entry {
    let entry = Entry::iam("CreateServiceLinkedRole", |stage| {
        act!(
            stage
                .iam
                .create_service_linked_role()
                .aws_service_name("ecs.amazonaws.com")
        )
    });
    ROLE.creation(entry, json!({}))
}

fn updated() -> Entry {
    let entry = Entry::iam("UpdateRole", |stage| {
        let request = stage.iam.update_role().role_name("app");
        act!(request.description("new").max_session_duration(7200))
    });
    let changed = json!({"Description": "new", "MaxSessionDuration": 7200});
    let shown = |members| ROLE.shown(with(changed.clone(), members));
    ROLE.change(entry, changed.clone())
        .pending("the old description", shown(json!({"Description": "old"})))
        .pending("no description", shown(json!({"Description": null})))
        .pending(
            "the old duration",
            shown(json!({"MaxSessionDuration": 3600})),
        )
        .pending("another role", shown(json!({"RoleName": "another"})))
}

fn updated_without_changes() -> Entry {
    let entry = Entry::iam("UpdateRole, with neither", |stage| {
        act!(stage.iam.update_role().role_name("app"))
    });
    entry.unverifiable("nothing was given")
}

fn described() -> Entry {
    let entry = Entry::iam("UpdateRoleDescription", |stage| {
        act!(
            stage
                .iam
                .update_role_description()
                .role_name("app")
                .description("new")
        )
    });
    entry
        .answered(ROLE.made())
        .satisfied("the description", ROLE.shown(json!({"Description": "new"})))
        .pending("the old one", ROLE.shown(json!({"Description": "old"})))
        .superseded("one of a later life", ROLE.of_another_life(date::AFTER))
        .pending("one of an earlier life", ROLE.of_another_life(date::BEFORE))
        .pending("none", none("GetRole"))
}

fn described_without_an_answer() -> Entry {
    let entry = Entry::iam("UpdateRoleDescription, to none", |stage| {
        act!(
            stage
                .iam
                .update_role_description()
                .role_name("app")
                .description("")
        )
    });
    ROLE.change(entry, json!({}))
        .pending("the old one", ROLE.shown(json!({"Description": "old"})))
}

fn trust(principal: &str) -> String {
    let statement = json!({
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": principal},
        "Sid": sentinel("sid"),
    });
    json!({ "Statement": statement }).to_string()
}

fn trusting() -> Entry {
    const READER: &str = "arn:aws:iam::123456789012:role/reader";
    let entry = Entry::iam("UpdateAssumeRolePolicy", |stage| {
        let request = stage.iam.update_assume_role_policy().role_name("app");
        act!(request.policy_document(trust(READER)))
    });
    let shown = |document: String| ROLE.shown(json!({"AssumeRolePolicyDocument": document}));
    let encoded = |principal| encoded(&trust(principal));
    ROLE.change(entry, json!({"AssumeRolePolicyDocument": encoded(READER)}))
        .satisfied("the policy as it is", shown(trust(READER)))
        .pending(
            "another principal",
            shown(encoded("arn:aws:iam::123456789012:role/writer")),
        )
        .pending(
            "the principal as an id",
            shown(encoded("AROAABCDEFGHIJKLMNOPQ")),
        )
        .pending("no policy", ROLE.shown(json!({})))
        .pending("no document", shown("no%20document".to_owned()))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteRole", |stage| {
        act!(stage.iam.delete_role().role_name("app"))
    });
    ROLE.deletion(entry)
}

const STATUS: &str = "GetServiceLinkedRoleDeletionStatus";

fn status(status: &str) -> Read {
    read(STATUS, json!({ "Status": status }))
}

/// Why a role of a service was not deleted.
fn in_use() -> Read {
    let usage = json!({"Region": "eu-west-1", "Resources": ["arn:r"]});
    let reason = json!({"Reason": "It is in use.", "RoleUsageList": [usage]});
    read(STATUS, json!({"Status": "FAILED", "Reason": reason}))
}

fn deletion_of_a_service() -> Entry {
    let entry = Entry::iam("DeleteServiceLinkedRole", |stage| {
        act!(stage.iam.delete_service_linked_role().role_name("app"))
    });
    entry
        .answered(json!({"DeletionTaskId": "task/1"}))
        .satisfied("a task", [status("NOT_STARTED")])
        .satisfied("a task under way", [status("IN_PROGRESS")])
        .satisfied("a task that is done", [status("SUCCEEDED")])
        .failed("a task that has failed", [in_use()])
        .failed(
            "a task that has failed without a reason",
            [status("FAILED")],
        )
        .pending("a task in a new state", [status("Newer")])
        .pending("no task", none(STATUS))
        .stopped("the id is refused", told(STATUS, "InvalidInput"))
}

fn deletion_of_a_service_that_has_succeeded() -> Entry {
    let entry = Entry::iam("DeleteServiceLinkedRole, until it is done", |stage| {
        use postcond::iam::on_request::service_linked_role_is_deleted;
        let request = stage.iam.delete_service_linked_role().role_name("app");
        act!(request.unconfirmed().until(service_linked_role_is_deleted))
    });
    let role = |members| {
        let [role] = ROLE.shown(members);
        [status("SUCCEEDED"), role]
    };
    entry
        .answered(json!({"DeletionTaskId": "task/1"}))
        .satisfied(
            "no role",
            [status("SUCCEEDED"), refused("GetRole", "NoSuchEntity")],
        )
        .superseded(
            "one of a later life",
            role(json!({"CreateDate": date::AFTER})),
        )
        .pending("the role", role(json!({"CreateDate": date::BEFORE})))
        .pending("a task under way", [status("IN_PROGRESS")])
        .pending("no task", none(STATUS))
        .failed("a task that has failed", [in_use()])
}
