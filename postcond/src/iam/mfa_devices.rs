//! MFA devices: virtual ones, which may belong to nobody, and those of users.

use super::pages::{PAGE, next};
use super::sdk::operation::create_virtual_mfa_device::{
    CreateVirtualMfaDeviceInput, CreateVirtualMfaDeviceOutput,
};
use super::sdk::operation::deactivate_mfa_device::{
    DeactivateMfaDeviceInput, DeactivateMfaDeviceOutput,
};
use super::sdk::operation::delete_virtual_mfa_device::{
    DeleteVirtualMfaDeviceInput, DeleteVirtualMfaDeviceOutput,
};
use super::sdk::operation::enable_mfa_device::{EnableMfaDeviceInput, EnableMfaDeviceOutput};
use super::sdk::operation::list_mfa_devices::ListMFADevicesError;
use super::sdk::types::{AssignmentStatusType, MfaDevice, VirtualMfaDevice};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, superseded,
};

/// The record of the device is listed, and its tags are.
///
/// Its serial number is made of its path and name: one that was enabled before the call is of an earlier
/// life. Where it is not confirmed, the error has the only copy of its seed.
#[post_condition(
    service = "iam",
    op = "CreateVirtualMFADevice",
    // The second one only where tags were given.
    reads = ["ListVirtualMFADevices", "ListMFADeviceTags"],
    batched = "ListVirtualMFADevices"
)]
pub(crate) async fn device_is_listed(
    iam: &Reader,
    input: &CreateVirtualMfaDeviceInput,
    output: &CreateVirtualMfaDeviceOutput,
    write: &Witness,
) -> Check {
    let made = output.virtual_mfa_device();
    let serial = named(
        "VirtualMFADevice.SerialNumber",
        made.map(VirtualMfaDevice::serial_number),
    )?;
    let verdict = match virtual_device(iam, serial).await? {
        None => return pending(format!("{serial} is not listed")),
        Some(seen) if seen.enable_date().is_some() && !write.covers(seen.enable_date()) => {
            return pending(format!("{serial} is listed, of an earlier life"));
        }
        Some(_) => satisfied(format!("{serial} is listed"))?,
    };
    if input.tags().is_empty() {
        return Ok(verdict);
    }
    Ok(verdict.and(tags::of_device_are_listed(iam, serial, input.tags()).await?))
}

/// The record of the user lists the device, enabled by this call.
///
/// Codes that were old when they were sent leave the device out of step, which no read shows.
#[post_condition(
    service = "iam",
    op = "EnableMFADevice",
    reads = ["ListMFADevices"],
    batched = "ListMFADevices"
)]
pub(crate) async fn device_is_enabled(
    iam: &Reader,
    input: &EnableMfaDeviceInput,
    _: &EnableMfaDeviceOutput,
    write: &Witness,
) -> Check {
    let serial = input.serial_number().unwrap_or_default();
    match device_of_user(iam, input.user_name(), serial).await? {
        None => pending(format!("{serial} is not enabled")),
        Some(seen) if write.covers(Some(seen.enable_date())) => {
            satisfied(format!("{serial} is enabled"))
        }
        Some(_) => pending(format!("{serial} was enabled before")),
    }
}

/// The record of the user no longer lists the device, or is gone, too.
#[post_condition(
    service = "iam",
    op = "DeactivateMFADevice",
    reads = ["ListMFADevices"],
    batched = "ListMFADevices"
)]
pub(crate) async fn device_is_not_enabled(
    iam: &Reader,
    input: &DeactivateMfaDeviceInput,
    _: &DeactivateMfaDeviceOutput,
    write: &Witness,
) -> Check {
    let serial = input.serial_number().unwrap_or_default();
    match device_of_user(iam, input.user_name(), serial).await? {
        None => satisfied(format!("{serial} is not enabled")),
        Some(seen) if write.precedes(Some(seen.enable_date())) => {
            superseded(format!("{serial} has been enabled anew"))
        }
        Some(_) => pending(format!("{serial} is still enabled")),
    }
}

/// The record of the device is no longer listed.
///
/// One that was made anew and is not enabled yet looks as the deleted one does.
#[post_condition(
    service = "iam",
    op = "DeleteVirtualMFADevice",
    reads = ["ListVirtualMFADevices"],
    batched = "ListVirtualMFADevices"
)]
pub(crate) async fn device_is_not_listed(
    iam: &Reader,
    input: &DeleteVirtualMfaDeviceInput,
    _: &DeleteVirtualMfaDeviceOutput,
    write: &Witness,
) -> Check {
    let serial = input.serial_number().unwrap_or_default();
    match virtual_device(iam, serial).await? {
        None => satisfied(format!("{serial} is not listed")),
        Some(seen) if write.precedes(seen.enable_date()) => {
            superseded(format!("{serial} has been made anew"))
        }
        Some(_) => pending(format!("{serial} is still listed")),
    }
}

/// Whether it is assigned or not: it may have been enabled since.
async fn virtual_device(iam: &Reader, serial: &str) -> Result<Option<VirtualMfaDevice>, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_virtual_mfa_devices()
                .assignment_status(AssignmentStatusType::Any)
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            page.virtual_mfa_devices
                .into_iter()
                .find(|it| it.serial_number() == serial)
        },
    );
    // Policies may demand a device.
    Ok(found.await.denial_may_lift(true)?)
}

/// `None`, too, if there is no such user. Where none is named, it is the owner of the key that signs.
async fn device_of_user(
    iam: &Reader,
    user: Option<&str>,
    serial: &str,
) -> Result<Option<MfaDevice>, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_mfa_devices()
                .set_user_name(user.map(str::to_owned))
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| {
            page.mfa_devices
                .into_iter()
                .find(|it| it.serial_number() == serial)
        },
    );
    // Policies may demand a device.
    let found = found
        .await
        .denial_may_lift(true)
        .absent_if(ListMFADevicesError::is_no_such_entity_exception)?;
    Ok(found.flatten())
}
