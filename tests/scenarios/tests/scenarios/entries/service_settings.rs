//! Service settings.

use serde_json::{Value, json};

use super::{Entry, Read, read, refused};

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
        Box::pin(async { request.send_with_evidence().await.into() })
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
        .pending("no status", setting(json!({"SettingValue": "true"})))
        .failed(
            "no such setting",
            [refused("GetServiceSetting", "ServiceSettingNotFound")],
        )
}

fn reset() -> Entry {
    let reset = Entry::ssm("ResetServiceSetting", |stage| {
        let request = stage.ssm.reset_service_setting().setting_id(ID);
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    reset
        .satisfied("the default", setting(json!({"Status": "Default"})))
        .pending("the old value", setting(json!({"Status": "Customized"})))
        .pending(
            "waiting for approval",
            setting(json!({"Status": "PendingUpdate"})),
        )
        .pending("no status", setting(json!({})))
        .pending(
            "a status that is not known",
            setting(json!({"Status": "Changing"})),
        )
        .failed(
            "no such setting",
            [refused("GetServiceSetting", "ServiceSettingNotFound")],
        )
}

fn reset_to_a_value() -> Entry {
    let reset = Entry::ssm("ResetServiceSetting, whose answer has the value", |stage| {
        let request = stage.ssm.reset_service_setting().setting_id(ID);
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    let output = json!({"ServiceSetting": {"SettingId": ID, "SettingValue": "false"}});
    reset
        .answered(output)
        .satisfied(
            "that value, in a status that is not known",
            setting(json!({"SettingValue": "false", "Status": "Initial"})),
        )
        .pending(
            "that value, still customized",
            setting(json!({"SettingValue": "false", "Status": "Customized"})),
        )
        .pending(
            "another value",
            setting(json!({"SettingValue": "true", "Status": "Initial"})),
        )
}
