//! Rotation.

use aws_sdk_secretsmanager::types::{ExternalSecretRotationMetadataItem, RotationRulesType};
use postcond::secretsmanager::on_request::rotation_has_finished;
use serde_json::{Value, json};

use super::secrets::{ARN, described, not_found};
use super::{Entry, Read, refused};
use crate::sentinel::sentinel;

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:rotate";
/// A token of the caller's own.
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const ROLE: &str = "arn:aws:iam::123456789012:role/rotate";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        rotated(),
        rotated_with_settings(),
        rotated_with_a_count_of_days(),
        rotated_by_a_partner(),
        put_off(),
        put_off_with_a_function(),
        put_off_with_a_role(),
        put_off_with_metadata(),
        put_off_without_settings(),
        finished(),
        put_off_and_finished(),
        finished_without_a_version(),
        cancelled(),
    ]
}

/// The secret with these labels on the version `v2`.
fn labelled(labels: &[&str]) -> [Read; 1] {
    described(json!({"ARN": ARN, "VersionIdsToStages": {"v2": labels}}))
}

fn rotated() -> Entry {
    let rotate = Entry::secrets("RotateSecret", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a");
        act!(request)
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("begun", labelled(&["AWSPENDING"]))
        .satisfied("finished", labelled(&["AWSCURRENT", "AWSPENDING"]))
        .satisfied("finished, and the next too", labelled(&["AWSPREVIOUS"]))
        .pending(
            "another version only",
            described(json!({"ARN": ARN, "VersionIdsToStages": {"v1": ["AWSCURRENT"]}})),
        )
        .pending("no version", described(json!({"ARN": ARN})))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

/// The secret with all that the call has set, but for this; what is null is left out.
fn set(instead: Value) -> [Read; 1] {
    let mut secret = json!({
        "ARN": ARN,
        "RotationEnabled": true,
        "RotationLambdaARN": FUNCTION,
        // The count of days is the service's own.
        "RotationRules": rules("cron(0 8 1 * ? *)", "2h"),
        "VersionIdsToStages": {"v2": ["AWSPENDING"]},
    });
    let members = secret.as_object_mut().unwrap();
    members.extend(instead.as_object().unwrap().clone());
    members.retain(|_, value| !value.is_null());
    described(secret)
}

fn rules(schedule: &str, duration: &str) -> Value {
    json!({"AutomaticallyAfterDays": 31, "ScheduleExpression": schedule, "Duration": duration})
}

fn rotated_with_settings() -> Entry {
    let rotate = Entry::secrets("RotateSecret, with settings", |stage| {
        let rules = RotationRulesType::builder().duration("2h");
        let rules = rules.schedule_expression("cron(0 8 1 * ? *)");
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotation_lambda_arn(FUNCTION);
        let request = request.rotation_rules(rules.build());
        act!(request)
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("all of it", set(json!({})))
        .pending("off", set(json!({"RotationEnabled": false})))
        .pending("neither on nor off", set(json!({"RotationEnabled": null})))
        .pending(
            "another function",
            set(json!({"RotationLambdaARN": "arn:other"})),
        )
        .pending(
            "another schedule",
            set(json!({"RotationRules": rules("rate(10 days)", "2h")})),
        )
        .pending(
            "another duration",
            set(json!({"RotationRules": rules("cron(0 8 1 * ? *)", "3h")})),
        )
        .pending("no rules", set(json!({"RotationRules": null})))
        .pending(
            "no new version",
            set(json!({"VersionIdsToStages": {"v1": ["AWSCURRENT"]}})),
        )
}

fn rotated_with_a_count_of_days() -> Entry {
    let rotate = Entry::secrets("RotateSecret, with a count of days", |stage| {
        let rules = RotationRulesType::builder().automatically_after_days(30);
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotation_rules(rules.build());
        act!(request)
    });
    let days = |days: u64| {
        described(json!({
            "RotationEnabled": true,
            "RotationRules": {"AutomaticallyAfterDays": days},
            "VersionIdsToStages": {"v2": ["AWSPENDING"]},
        }))
    };
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("the count", days(30))
        .pending("another count", days(10))
}

fn rotated_by_a_partner() -> Entry {
    let rotate = Entry::secrets("RotateSecret, with a role and metadata", |stage| {
        let item = ExternalSecretRotationMetadataItem::builder;
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request
            .external_secret_rotation_role_arn(ROLE)
            .external_secret_rotation_metadata(item().key("a").value(sentinel("1")).build())
            .external_secret_rotation_metadata(item().key("b").value(sentinel("2")).build());
        act!(request)
    });
    let partner = |on: bool, role: &str, metadata: Value| {
        described(json!({
            "RotationEnabled": on,
            "ExternalSecretRotationRoleArn": role,
            "ExternalSecretRotationMetadata": metadata,
            "VersionIdsToStages": {"v2": ["AWSPENDING"]},
        }))
    };
    let metadata =
        |second: &str| json!([{"Key": "b", "Value": second}, {"Key": "a", "Value": "1"}]);
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("both", partner(true, ROLE, metadata("2")))
        .pending("off", partner(false, ROLE, metadata("2")))
        .pending("another role", partner(true, "arn:other", metadata("2")))
        .pending("other metadata", partner(true, ROLE, metadata("3")))
        .pending("no metadata", partner(true, ROLE, json!([])))
}

fn put_off() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off", |stage| {
        let rules = RotationRulesType::builder().schedule_expression("rate(10 days)");
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotate_immediately(false);
        let request = request.rotation_rules(rules.build());
        act!(request)
    });
    let schedule = |schedule: &str| {
        described(json!({
            "RotationEnabled": true,
            "RotationRules": {"ScheduleExpression": schedule},
            "VersionIdsToStages": {"v1": ["AWSCURRENT"]},
        }))
    };
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied(
            "the schedule, and no test version",
            schedule("rate(10 days)"),
        )
        .pending("another schedule", schedule("rate(20 days)"))
        .pending("no such secret", not_found())
}

/// The lines of a rotation that is put off, in which only this one setting was given.
fn with_one_setting(rotate: Entry, member: &str, given: Value, other: Value) -> Entry {
    let seen = |value: Value| {
        let mut secret = json!({
            "RotationEnabled": true,
            "VersionIdsToStages": {"v1": ["AWSCURRENT"]},
        });
        secret[member] = value;
        described(secret)
    };
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("the setting, and no test version", seen(given))
        .pending("another one", seen(other))
}

fn put_off_with_a_function() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off, with a function", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotate_immediately(false);
        let request = request.rotation_lambda_arn(FUNCTION);
        act!(request)
    });
    let other = json!("arn:other");
    with_one_setting(rotate, "RotationLambdaARN", json!(FUNCTION), other)
}

fn put_off_with_a_role() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off, with a role", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotate_immediately(false);
        let request = request.external_secret_rotation_role_arn(ROLE);
        act!(request)
    });
    let (role, other) = (json!(ROLE), json!("arn:other"));
    with_one_setting(rotate, "ExternalSecretRotationRoleArn", role, other)
}

fn put_off_with_metadata() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off, with metadata", |stage| {
        let item = ExternalSecretRotationMetadataItem::builder();
        let item = item.key("a").value(sentinel("1")).build();
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotate_immediately(false);
        let request = request.external_secret_rotation_metadata(item);
        act!(request)
    });
    let item = |value: &str| json!([{"Key": "a", "Value": value}]);
    let (given, other) = (item("1"), item("2"));
    with_one_setting(rotate, "ExternalSecretRotationMetadata", given, other)
}

fn put_off_without_settings() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off without settings", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a");
        let request = request.rotate_immediately(false);
        act!(request)
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .unverifiable("nothing shows it")
}

fn finished() -> Entry {
    let rotate = Entry::secrets("RotateSecret, until it has finished", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
        let request = request.until(rotation_has_finished);
        act!(request)
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied("current", labelled(&["AWSPENDING", "AWSCURRENT"]))
        .superseded(
            "current until the next rotation",
            labelled(&["AWSPREVIOUS"]),
        )
        .pending("begun", labelled(&["AWSPENDING"]))
        .pending("no version", described(json!({"ARN": ARN})))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}

fn put_off_and_finished() -> Entry {
    let rotate = Entry::secrets("RotateSecret, put off, until it has finished", |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
        let request = request.rotate_immediately(false);
        let request = request.until(rotation_has_finished);
        act!(request)
    });
    rotate
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .unverifiable("this call does not rotate")
}

fn finished_without_a_version() -> Entry {
    let name = "RotateSecret, whose answer has no version, until it has finished";
    let rotate = Entry::secrets(name, |stage| {
        let request = stage.secrets.rotate_secret().secret_id("a").unconfirmed();
        let request = request.client_request_token(TOKEN);
        let request = request.until(rotation_has_finished);
        act!(request)
    });
    let labelled =
        |labels: &[&str]| described(json!({"ARN": ARN, "VersionIdsToStages": {TOKEN: labels}}));
    rotate
        .answered(json!({"ARN": ARN}))
        .satisfied("current", labelled(&["AWSCURRENT"]))
        .pending("begun", labelled(&["AWSPENDING"]))
}

fn cancelled() -> Entry {
    let cancel = Entry::secrets("CancelRotateSecret", |stage| {
        let request = stage.secrets.cancel_rotate_secret().secret_id("a");
        act!(request)
    });
    cancel
        .answered(json!({"ARN": ARN, "VersionId": "v2"}))
        .satisfied(
            "off; rules, function and a half-made version stay",
            set(json!({"RotationEnabled": false})),
        )
        .satisfied("neither on nor off", described(json!({"ARN": ARN})))
        .pending("on", described(json!({"RotationEnabled": true})))
        .pending("no such secret", not_found())
        .stopped(
            "the id is refused",
            [refused("DescribeSecret", "InvalidParameterException")],
        )
}
