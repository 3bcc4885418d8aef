//! Service settings: update, reset.

use super::Reader;
use super::sdk::operation::reset_service_setting::{
    ResetServiceSettingInput, ResetServiceSettingOutput,
};
use super::sdk::operation::update_service_setting::{
    UpdateServiceSettingInput, UpdateServiceSettingOutput,
};
use super::sdk::types::ServiceSetting;
use crate::post_condition;
use crate::runtime::{Check, ReadError, pending, satisfied};

/// The setting reads back with the new value, and the update is not waiting for anything.
///
/// Values are compared without regard to case. Whether the status is then `Default` or `Customized`
/// says only whether the value is that of the service.
#[post_condition(service = "ssm", op = "UpdateServiceSetting", reads = ["GetServiceSetting"])]
pub(crate) async fn setting_has_the_new_value(
    ssm: &Reader,
    input: &UpdateServiceSettingInput,
    _: &UpdateServiceSettingOutput,
) -> Check {
    let id = input.setting_id().unwrap_or_default();
    let wanted = input.setting_value().unwrap_or_default();
    let Some(seen) = read(ssm, id).await? else {
        return pending(format!("{id} has no setting"));
    };
    let has_the_value = seen
        .setting_value()
        .is_some_and(|value| value.eq_ignore_ascii_case(wanted));
    match seen.status().unwrap_or_default() {
        "" => pending(format!("{id} has no status")),
        "PendingUpdate" => pending(format!(
            "{id} is PendingUpdate, which may wait for an approval"
        )),
        _ if !has_the_value => pending(format!("{id} has another value")),
        status => satisfied(format!("{id} has the value and is {status}")),
    }
}

/// The setting reads back as the service's default.
#[post_condition(service = "ssm", op = "ResetServiceSetting", reads = ["GetServiceSetting"])]
pub(crate) async fn setting_is_the_default(
    ssm: &Reader,
    input: &ResetServiceSettingInput,
    output: &ResetServiceSettingOutput,
) -> Check {
    let id = input.setting_id().unwrap_or_default();
    let Some(seen) = read(ssm, id).await? else {
        return pending(format!("{id} has no setting"));
    };
    let reset_to = output.service_setting().and_then(|it| it.setting_value());
    let reset_to = reset_to.filter(|value| !value.is_empty());
    let has_the_value = reset_to.is_some() && seen.setting_value() == reset_to;
    match seen.status().unwrap_or_default() {
        "Default" => satisfied(format!("{id} is Default")),
        "" => pending(format!("{id} has no status")),
        status @ ("Customized" | "PendingUpdate") => pending(format!("{id} is {status}")),
        status if has_the_value => {
            satisfied(format!("{id} has the default's value, and is {status}"))
        }
        status => pending(format!("{id} is {status}")),
    }
}

/// The setting by the id that the caller gave: some are known by a path, some only by a full ARN.
/// That it does not exist is final, and stops the check: settings are the service's own.
async fn read(ssm: &Reader, id: &str) -> Result<Option<ServiceSetting>, ReadError> {
    let found = ssm.get_service_setting().setting_id(id).send().await?;
    Ok(found.service_setting)
}
