//! Maintenance windows, and cancelling what they execute.

use aws_sdk_ssm::types::Tag;
use serde_json::{Value, json};

use super::date::{AFTER, BEFORE, WRITTEN};
use super::{Entry, Read, read, refused, with};
use crate::sentinel::sentinel;

const ID: &str = "mw-0123456789abcdef0";
const EXECUTION: &str = "14bea65d-5ccc-462d-a2f3-e99c8a6a6b3a";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        updated(),
        updated_in_part(),
        updated_without_an_echo(),
        updated_flags_without_an_echo(),
        replaced(),
        deleted(),
        cancelled(),
    ]
}

/// The answer to an update, and nearly that to a read.
fn window() -> Value {
    json!({
        "WindowId": ID,
        "Name": "patching",
        "Description": "first",
        "StartDate": "2026-03-01T00:00:00Z",
        "EndDate": "2027-03-01T00:00:00Z",
        "Schedule": "cron(0 2 ? * SUN *)",
        "ScheduleTimezone": "Europe/Vienna",
        "ScheduleOffset": 2,
        "Duration": 4,
        "Cutoff": 1,
        "AllowUnassociatedTargets": true,
        "Enabled": true,
    })
}

/// Each member with another value than in [`window`].
fn changes() -> [(&'static str, Value); 11] {
    [
        ("another name", json!({"Name": "other"})),
        ("another description", json!({"Description": "other"})),
        (
            "another start",
            json!({"StartDate": "2026-02-01T00:00:00Z"}),
        ),
        ("another end", json!({"EndDate": "2027-02-01T00:00:00Z"})),
        ("another schedule", json!({"Schedule": "rate(7 days)"})),
        ("another timezone", json!({"ScheduleTimezone": "UTC"})),
        ("another offset", json!({"ScheduleOffset": 3})),
        ("another duration", json!({"Duration": 5})),
        ("another cutoff", json!({"Cutoff": 2})),
        (
            "unassociated targets not allowed",
            json!({"AllowUnassociatedTargets": false}),
        ),
        ("not enabled", json!({"Enabled": false})),
    ]
}

fn seen(window: Value) -> [Read; 1] {
    [read("GetMaintenanceWindow", window)]
}

/// [`window`] with these members.
fn seen_with(members: Value) -> [Read; 1] {
    seen(with(window(), members))
}

fn not_found() -> [Read; 1] {
    [refused("GetMaintenanceWindow", "DoesNotExistException")]
}

fn refused_as_invalid() -> [Read; 1] {
    [refused("GetMaintenanceWindow", "ValidationException")]
}

fn created() -> Entry {
    let create = Entry::ssm("CreateMaintenanceWindow", |stage| {
        let request = stage.ssm.create_maintenance_window().name("patching");
        let request = request.schedule("rate(7 days)").duration(4).cutoff(1);
        let request = request.allow_unassociated_targets(true);
        act!(request)
    });
    create
        .answered(json!({"WindowId": ID}))
        .satisfied("the window", seen(window()))
        .satisfied(
            "the window, made by an earlier call with this token and changed since",
            seen_with(json!({"Schedule": "rate(1 day)", "Enabled": false})),
        )
        .pending("not found", not_found())
        .pending(
            "another window",
            seen(json!({"WindowId": "mw-0fedcba9876543210"})),
        )
        .pending("a window without an id", seen(json!({})))
        .stopped("the read is refused", refused_as_invalid())
}

fn created_with_tags() -> Entry {
    let create = Entry::ssm("CreateMaintenanceWindow, with tags", |stage| {
        let request = stage.ssm.create_maintenance_window().name("patching");
        let request = request.schedule("rate(7 days)").duration(4).cutoff(1);
        let request = request.allow_unassociated_targets(true);
        let tag = Tag::builder()
            .key("team")
            .value(sentinel("blue"))
            .build()
            .unwrap();
        let request = request.description(sentinel("first")).tags(tag);
        act!(request)
    });
    create
        .answered(json!({"WindowId": ID}))
        .tagged_at_creation(&read("GetMaintenanceWindow", window()))
        .pending("not found", not_found())
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindow, all members", |stage| {
        let request = stage.ssm.update_maintenance_window().window_id(ID);
        let request = request.name("patching").description(sentinel("first"));
        // In the past, so that the service replaces it.
        let request = request.start_date("2020-01-01T00:00:00Z");
        let request = request.end_date("2027-03-01T01:00:00+01:00");
        let request = request.schedule("cron(0 2 ? * SUN *)");
        let request = request
            .schedule_timezone("Europe/Vienna")
            .schedule_offset(2);
        let request = request.duration(4).cutoff(1);
        let request = request.allow_unassociated_targets(true).enabled(true);
        act!(request)
    });
    let update = update
        .answered(window())
        .satisfied("the new settings", seen(window()))
        .satisfied(
            "the new settings, long since",
            seen_with(json!({"ModifiedDate": BEFORE})),
        )
        .satisfied(
            "the new settings, the dates written in another way",
            seen_with(json!({
                "StartDate": "2026-03-01T01:00+01:00",
                "EndDate": "2027-02-28T16:00:00.000-08:00",
            })),
        )
        .superseded(
            "another name, given later",
            seen_with(json!({"Name": "other", "ModifiedDate": AFTER})),
        )
        .pending(
            "another name, given in the second of the update",
            seen_with(json!({"Name": "other", "ModifiedDate": WRITTEN})),
        )
        .pending(
            "another name, given before",
            seen_with(json!({"Name": "other", "ModifiedDate": BEFORE})),
        )
        .pending(
            "the start that was asked for",
            seen_with(json!({"StartDate": "2020-01-01T00:00:00Z"})),
        )
        .pending("no offset", seen_with(json!({"ScheduleOffset": null})))
        .pending("not found", not_found())
        .stopped("the read is refused", refused_as_invalid());
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen_with(change))
        })
}

fn updated_in_part() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindow, only the schedule", |stage| {
        let request = stage.ssm.update_maintenance_window().window_id(ID);
        let request = request.schedule("cron(0 2 ? * SUN *)").replace(false);
        act!(request)
    });
    let update = update
        .answered(window())
        .satisfied("the new schedule", seen(window()));
    let update = update.pending(
        "the old schedule",
        seen_with(json!({"Schedule": "rate(7 days)"})),
    );
    let others = changes();
    let others = others
        .into_iter()
        .filter(|(_, it)| it["Schedule"].is_null());
    others.fold(update, |update, (what, change)| {
        update.satisfied(what, seen_with(change))
    })
}

fn updated_without_an_echo() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindow, without an echo", |stage| {
        let request = stage.ssm.update_maintenance_window().window_id(ID);
        let request = request.name("patching").description("").start_date("");
        act!(request)
    });
    update
        .answered(json!({"WindowId": ID}))
        .satisfied("the name alone", seen(json!({"Name": "patching"})))
        .satisfied(
            "the name, the others empty",
            seen(json!({"Name": "patching", "Description": "", "StartDate": ""})),
        )
        .pending("the old name", seen(json!({"Name": "old"})))
        .pending(
            "the old description",
            seen(json!({"Name": "patching", "Description": "first"})),
        )
        .pending(
            "the old start",
            seen(json!({"Name": "patching", "StartDate": "2026-03-01T00:00:00Z"})),
        )
}

fn replaced() -> Entry {
    let update = Entry::ssm("UpdateMaintenanceWindow, replacing", |stage| {
        let request = stage.ssm.update_maintenance_window().window_id(ID);
        let request = request.name("patching").schedule("cron(0 2 ? * SUN *)");
        let request = request.duration(4).cutoff(1).replace(true);
        let request = request.allow_unassociated_targets(true).enabled(true);
        act!(request)
    });
    let left_out = json!({
        "Description": null,
        "StartDate": null,
        "EndDate": null,
        "ScheduleTimezone": null,
        "ScheduleOffset": null,
    });
    let replaced = with(window(), left_out);
    let update = update
        .answered(replaced.clone())
        .satisfied("the new settings alone", seen(replaced.clone()))
        .satisfied(
            "an empty description",
            seen(with(replaced.clone(), json!({"Description": ""}))),
        )
        .superseded(
            "a description, given later",
            seen(with(
                replaced.clone(),
                json!({"Description": "first", "ModifiedDate": AFTER}),
            )),
        );
    changes()
        .into_iter()
        .fold(update, |update, (what, change)| {
            update.pending(what, seen(with(replaced.clone(), change)))
        })
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteMaintenanceWindow", |stage| {
        let request = stage.ssm.delete_maintenance_window().window_id(ID);
        act!(request)
    });
    delete
        .satisfied("not found", not_found())
        .pending("the window", seen(window()))
        .stopped("the read is refused", refused_as_invalid())
}

fn cancelled() -> Entry {
    let cancel = Entry::ssm("CancelMaintenanceWindowExecution", |stage| {
        let request = stage.ssm.cancel_maintenance_window_execution();
        let request = request.window_execution_id(EXECUTION);
        act!(request)
    });
    let execution = |status: &str| {
        let execution = json!({"WindowExecutionId": EXECUTION, "Status": status});
        [read("GetMaintenanceWindowExecution", execution)]
    };
    cancel
        .answered(json!({"WindowExecutionId": EXECUTION}))
        .satisfied("being cancelled", execution("CANCELLING"))
        .satisfied("cancelled", execution("CANCELLED"))
        .satisfied("over", execution("SUCCESS"))
        .satisfied("failed", execution("FAILED"))
        .satisfied("timed out", execution("TIMED_OUT"))
        .satisfied("skipped", execution("SKIPPED_OVERLAPPING"))
        .pending("waiting", execution("PENDING"))
        .pending("running", execution("IN_PROGRESS"))
        .pending("a status that is not known", execution("Newer"))
        .pending(
            "no status",
            [read("GetMaintenanceWindowExecution", json!({}))],
        )
        .pending(
            "not found",
            [refused(
                "GetMaintenanceWindowExecution",
                "DoesNotExistException",
            )],
        )
        .stopped(
            "the read is refused",
            [refused(
                "GetMaintenanceWindowExecution",
                "ValidationException",
            )],
        )
}

/// The SDK shows what an answer leaves out as 0 and false.
fn updated_flags_without_an_echo() -> Entry {
    let update = Entry::ssm(
        "UpdateMaintenanceWindow, figures without an echo",
        |stage| {
            let request = stage.ssm.update_maintenance_window().window_id(ID);
            let request = request.cutoff(1).enabled(true);
            let request = request.allow_unassociated_targets(true);
            act!(request)
        },
    );
    let wanted = json!({"Cutoff": 1, "Enabled": true, "AllowUnassociatedTargets": true});
    let but = |other: Value| seen(with(wanted.clone(), other));
    update
        .answered(json!({"WindowId": ID}))
        .satisfied("all three", but(json!({})))
        .pending("the old cutoff", but(json!({"Cutoff": 0})))
        .pending("still disabled", but(json!({"Enabled": false})))
        .pending(
            "targets still wanted",
            but(json!({"AllowUnassociatedTargets": false})),
        )
}
