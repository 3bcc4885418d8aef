//! Service settings.

use postcond_sim::Answer;
use serde_json::{Value, json};

use super::{Entry, Read, read, refused};
use crate::stage::Stage;

const ID: &str = "/ssm/parameter-store/high-throughput-enabled";

fn setting(setting: Value) -> [Read; 1] {
    [read(
        "GetServiceSetting",
        json!({ "ServiceSetting": setting }),
    )]
}

pub(super) fn entries() -> Vec<Entry> {
    vec![updated(), reset(), reset_to_a_value()]
}

fn updated() -> Entry {
    let update = Entry::ssm("UpdateServiceSetting", |stage| {
        let request = stage.ssm.update_service_setting().setting_id(ID);
        let request = request.setting_value("true");
        act!(request)
    });
    update
        .satisfied(
            "the new value, customized",
            setting(json!({"SettingId": ID, "SettingValue": "true", "Status": "Customized"})),
        )
        .satisfied(
            "the new value, which is the default, in other letters",
            setting(json!({"SettingValue": "TRUE", "Status": "Default"})),
        )
        .pending(
            "the old value",
            setting(json!({"SettingValue": "false", "Status": "Customized"})),
        )
        .pending(
            "the new value, waiting for approval",
            setting(json!({"SettingValue": "true", "Status": "PendingUpdate"})),
        )
        .satisfied(
            "the new value, in a status that is not known",
            setting(json!({"SettingValue": "true", "Status": "Initial"})),
        )
        .pending("no status", setting(json!({"SettingValue": "true"})))
        .pending(
            "an empty status",
            setting(json!({"SettingValue": "true", "Status": ""})),
        )
        .pending("no value", setting(json!({"Status": "Customized"})))
        .pending("no setting", [read("GetServiceSetting", json!({}))])
        .stopped(
            "no such setting",
            [refused("GetServiceSetting", "ServiceSettingNotFound")],
        )
}

fn reset() -> Entry {
    let reset = Entry::ssm("ResetServiceSetting", |stage| {
        let request = stage.ssm.reset_service_setting().setting_id(ID);
        act!(request)
    });
    reset
        .satisfied("the default", setting(json!({"Status": "Default"})))
        .pending("the old value", setting(json!({"Status": "Customized"})))
        .pending(
            "waiting for approval",
            setting(json!({"Status": "PendingUpdate"})),
        )
        .pending("no status", setting(json!({})))
        .pending("an empty status", setting(json!({"Status": ""})))
        .pending("no setting", [read("GetServiceSetting", json!({}))])
        .pending(
            "a status that is not known",
            setting(json!({"Status": "Changing"})),
        )
        .stopped(
            "no such setting",
            [refused("GetServiceSetting", "ServiceSettingNotFound")],
        )
}

fn reset_to_a_value() -> Entry {
    let reset = Entry::ssm("ResetServiceSetting, whose answer has the value", |stage| {
        let request = stage.ssm.reset_service_setting().setting_id(ID);
        act!(request)
    });
    let output = json!({"ServiceSetting": {"SettingId": ID, "SettingValue": "false"}});
    reset
        .answered(output)
        .satisfied(
            "that value, in a status that is not known",
            setting(json!({"SettingValue": "false", "Status": "Initial"})),
        )
        .satisfied(
            "the default, which is another value by now",
            setting(json!({"SettingValue": "other", "Status": "Default"})),
        )
        .pending(
            "that value, still customized",
            setting(json!({"SettingValue": "false", "Status": "Customized"})),
        )
        .pending(
            "that value, waiting for approval",
            setting(json!({"SettingValue": "false", "Status": "PendingUpdate"})),
        )
        .pending(
            "that value without a status",
            setting(json!({"SettingValue": "false"})),
        )
        .pending(
            "another value",
            setting(json!({"SettingValue": "true", "Status": "Initial"})),
        )
        .pending("no value", setting(json!({"Status": "Initial"})))
}

/// Some settings are known by a path, some only by a full ARN.
#[tokio::test(start_paused = true)]
async fn the_setting_is_read_by_the_id_that_the_caller_gave() {
    let arn = format!("arn:aws:ssm:us-east-1:123456789012:servicesetting{ID}");
    for id in [ID, &arn] {
        let stage = Stage::prompt();
        let answer = json!({"ServiceSetting": {"SettingId": ID, "Status": "Default"}});
        for operation in ["ResetServiceSetting", "GetServiceSetting"] {
            let script = stage.sim.script(operation);
            script.answer(Answer::json(200, answer.clone()));
        }
        let reset = stage.ssm.reset_service_setting().setting_id(id);
        reset.send().await.unwrap();
        let asked = stage.tap.bodies_of("GetServiceSetting");
        assert_eq!(asked, [json!({ "SettingId": id })]);
    }
}
