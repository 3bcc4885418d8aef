//! Maintenance windows, until they are listed, or no longer are.

use aws_sdk_ssm::types::{MaintenanceWindowResourceType, Target};
use postcond::ssm::on_request::{
    window_is_listed, window_is_listed_for_the_target, window_is_listed_with_the_new_settings,
    window_is_not_listed,
};
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};

const ID: &str = "mw-0123456789abcdef0";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        updated(),
        deleted(),
        target_registered(),
        target_registered_without_targets(),
    ]
}

fn windows(windows: Value) -> Read {
    read(
        "DescribeMaintenanceWindows",
        json!({ "WindowIdentities": windows }),
    )
}

/// A page that is not the last one.
fn others() -> Read {
    read(
        "DescribeMaintenanceWindows",
        json!({"WindowIdentities": [{"WindowId": "mw-0"}], "NextToken": "2"}),
    )
}

fn created() -> Entry {
    let create = Entry::ssm("CreateMaintenanceWindow, until it is listed", |stage| {
        let request = stage.ssm.create_maintenance_window().name("patching");
        let request = request.unconfirmed().until(window_is_listed);
        act!(request)
    });
    create
        .answered(json!({ "WindowId": ID }))
        .satisfied("listed", [windows(json!([{ "WindowId": ID }]))])
        .satisfied(
            "listed, on the second page",
            [others(), windows(json!([{ "WindowId": ID }]))],
        )
        .pending("nothing is listed", [windows(json!([]))])
        .pending(
            "others only, on the last page, too",
            [others(), windows(json!([]))],
        )
        .stopped(
            "the listing is refused",
            [refused("DescribeMaintenanceWindows", "ValidationException")],
        )
}

fn updated() -> Entry {
    let name = "UpdateMaintenanceWindow, until it is listed with the new settings";
    let update = Entry::ssm(name, |stage| {
        let request = stage.ssm.update_maintenance_window().window_id(ID);
        let request = request.name("patching").duration(4).enabled(false);
        let request = request.start_date("2026-03-01T00:00:00Z");
        let request = request.unconfirmed();
        let request = request.until(window_is_listed_with_the_new_settings);
        act!(request)
    });
    let window = |change: fn(&mut Value)| {
        let mut window = json!({
            "WindowId": ID,
            "Name": "patching",
            "Duration": 4,
            "Enabled": false,
            "StartDate": "2026-03-02T01:00:00+01:00",
            "Description": "whatever",
        });
        change(&mut window);
        [windows(json!([window]))]
    };
    update
        .answered(json!({"WindowId": ID, "StartDate": "2026-03-02T00:00:00Z"}))
        .satisfied("the new settings", window(|_| {}))
        .pending("another name", window(|it| it["Name"] = "other".into()))
        .pending("another duration", window(|it| it["Duration"] = 5.into()))
        .pending("still enabled", window(|it| it["Enabled"] = true.into()))
        .pending(
            "another start",
            window(|it| it["StartDate"] = "2026-03-01T00:00:00Z".into()),
        )
        .pending("not listed", [windows(json!([{"WindowId": "mw-0"}]))])
}

fn deleted() -> Entry {
    let delete = Entry::ssm("DeleteMaintenanceWindow, until it is not listed", |stage| {
        let request = stage.ssm.delete_maintenance_window().window_id(ID);
        let request = request.unconfirmed().until(window_is_not_listed);
        act!(request)
    });
    delete
        .satisfied("nothing is listed", [windows(json!([]))])
        .satisfied(
            "others only, on the last page, too",
            [others(), windows(json!([]))],
        )
        .pending("still listed", [windows(json!([{ "WindowId": ID }]))])
        .pending(
            "still listed, on the second page",
            [others(), windows(json!([{ "WindowId": ID }]))],
        )
}

fn target_registered() -> Entry {
    let name = "RegisterTargetWithMaintenanceWindow, until the target has the window";
    let register = Entry::ssm(name, |stage| {
        let target = Target::builder().key("InstanceIds").values("i-1").build();
        let request = stage.ssm.register_target_with_maintenance_window();
        let request = request.window_id(ID).targets(target);
        let request = request.resource_type(MaintenanceWindowResourceType::Instance);
        let request = request.unconfirmed().until(window_is_listed_for_the_target);
        act!(request)
    });
    let windows = |windows: Value, next: Option<&str>| {
        let answer = json!({"WindowIdentities": windows, "NextToken": next.unwrap_or_default()});
        read("DescribeMaintenanceWindowsForTarget", answer)
    };
    register
        .satisfied("the window", [windows(json!([{ "WindowId": ID }]), None)])
        .satisfied(
            "the window, on the second page",
            [
                windows(json!([{"WindowId": "mw-0"}]), Some("2")),
                windows(json!([{ "WindowId": ID }]), None),
            ],
        )
        .pending("no window", [windows(json!([]), None)])
        .pending(
            "another window",
            [windows(json!([{"WindowId": "mw-0"}]), None)],
        )
}

fn target_registered_without_targets() -> Entry {
    let name = "RegisterTargetWithMaintenanceWindow, of none, until the target has the window";
    let register = Entry::ssm(name, |stage| {
        let request = stage.ssm.register_target_with_maintenance_window();
        let request = request.window_id(ID).set_targets(Some(Vec::new()));
        let request = request.resource_type(MaintenanceWindowResourceType::Instance);
        let request = request.unconfirmed().until(window_is_listed_for_the_target);
        act!(request)
    });
    register.unverifiable("there is nothing to look up")
}
