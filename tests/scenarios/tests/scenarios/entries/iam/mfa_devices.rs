//! MFA devices.

use super::*;

const VIRTUAL: &str = "ListVirtualMFADevices";
const ENABLED: &str = "ListMFADevices";
const SERIAL: &str = "arn:aws:iam::123456789012:mfa/phone";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags(),
        enabled(),
        deactivated(),
        deleted(),
    ]
}

fn device(serial: &str, enabled: Value) -> Value {
    with(
        json!({ "SerialNumber": serial }),
        json!({ "EnableDate": enabled }),
    )
}

fn page(devices: &[Value], marker: Option<&str>) -> Read {
    let page =
        json!({"VirtualMFADevices": devices, "IsTruncated": marker.is_some(), "Marker": marker});
    read(VIRTUAL, with(page, json!({})))
}

/// The device, enabled then if at all.
fn listed(enabled: Value) -> [Read; 1] {
    [page(
        &[device("arn:other", json!(null)), device(SERIAL, enabled)],
        None,
    )]
}

fn made() -> Value {
    let seed = aws_smithy_types::base64::encode(sentinel("seed"));
    json!({"VirtualMFADevice": {"SerialNumber": SERIAL, "Base32StringSeed": seed}})
}

fn created() -> Entry {
    let entry = Entry::iam("CreateVirtualMFADevice", |stage| {
        act!(
            stage
                .iam
                .create_virtual_mfa_device()
                .virtual_mfa_device_name("phone")
        )
    });
    entry
        .answered(made())
        .satisfied("it", listed(json!(null)))
        .satisfied("it, enabled since", listed(json!(date::AFTER)))
        .satisfied(
            "it, on the second page",
            [
                page(&[], Some("2")),
                page(&[device(SERIAL, json!(null))], None),
            ],
        )
        .pending("one enabled before", listed(json!(date::BEFORE)))
        .pending("another", [page(&[device("arn:other", json!(null))], None)])
        .stopped("the read is refused", told(VIRTUAL, "ValidationError"))
}

fn created_with_tags() -> Entry {
    let entry = Entry::iam("CreateVirtualMFADevice, with tags", |stage| {
        let request = stage
            .iam
            .create_virtual_mfa_device()
            .virtual_mfa_device_name("phone");
        act!(request.tags(tag()))
    });
    let after = |tags: Read| [page(&[device(SERIAL, json!(null))], None), tags];
    let tags = |tags| after(read("ListMFADeviceTags", json!({ "Tags": tags })));
    entry
        .answered(made())
        .satisfied("the tag", tags(shown_tag("blue")))
        .pending("the tag with another value", tags(shown_tag("red")))
        .pending("no tags", tags(json!([])))
        .pending(
            "nothing to be tagged",
            after(refused("ListMFADeviceTags", "NoSuchEntity")),
        )
        .pending("none", [page(&[], None)])
}

fn of_user(devices: &[(&str, u64)], marker: Option<&str>) -> Read {
    let devices = devices.iter().map(
        |(serial, date)| json!({"UserName": "maria", "SerialNumber": serial, "EnableDate": date}),
    );
    let devices: Vec<_> = devices.collect();
    let page = json!({"MFADevices": devices, "IsTruncated": marker.is_some(), "Marker": marker});
    read(ENABLED, with(page, json!({})))
}

fn enabled() -> Entry {
    let entry = Entry::iam("EnableMFADevice", |stage| {
        let request = stage
            .iam
            .enable_mfa_device()
            .user_name("maria")
            .serial_number(SERIAL);
        let request = request.authentication_code1(sentinel("1"));
        act!(request.authentication_code2(sentinel("2")))
    });
    entry
        .satisfied(
            "it",
            [of_user(
                &[("other", date::BEFORE), (SERIAL, date::WRITTEN)],
                None,
            )],
        )
        .satisfied(
            "it, on the second page",
            [
                of_user(&[], Some("2")),
                of_user(&[(SERIAL, date::WRITTEN)], None),
            ],
        )
        .pending(
            "it, enabled before",
            [of_user(&[(SERIAL, date::BEFORE)], None)],
        )
        .pending("another", [of_user(&[("other", date::WRITTEN)], None)])
        .pending("no user", none(ENABLED))
        .stopped("the read is refused", told(ENABLED, "ValidationError"))
}

fn deactivated() -> Entry {
    let entry = Entry::iam("DeactivateMFADevice", |stage| {
        act!(stage.iam.deactivate_mfa_device().serial_number(SERIAL))
    });
    entry
        .satisfied("another", [of_user(&[("other", date::BEFORE)], None)])
        .satisfied("no user", none(ENABLED))
        .superseded(
            "it, enabled since",
            [of_user(&[(SERIAL, date::AFTER)], None)],
        )
        .pending("it", [of_user(&[(SERIAL, date::BEFORE)], None)])
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteVirtualMFADevice", |stage| {
        act!(stage.iam.delete_virtual_mfa_device().serial_number(SERIAL))
    });
    entry
        .satisfied("another", [page(&[device("arn:other", json!(null))], None)])
        .superseded("it, enabled since", listed(json!(date::AFTER)))
        .pending("it, not enabled", listed(json!(null)))
        .pending("it, enabled before", listed(json!(date::BEFORE)))
        .pending(
            "it, on the second page",
            [
                page(&[], Some("2")),
                page(&[device(SERIAL, json!(null))], None),
            ],
        )
}
