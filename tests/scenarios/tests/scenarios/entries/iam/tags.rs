//! Tags, of each kind of entity that has some.

use super::*;

/// The calls of each kind; whether its keys are told apart by case.
macro_rules! entries {
    ($($tag:literal, $untag:literal, $read:literal, $tagging:ident, $untagging:ident, $name:ident, $cased:literal;)*) => {
        pub(super) fn entries() -> Vec<Entry> {
            vec![$(
                tagged($read, $cased, Entry::iam($tag, |stage| {
                    let empty = Tag::builder().key("empty").value("").build().unwrap();
                    act!(stage.iam.$tagging().$name("it").tags(tag()).tags(empty))
                })),
                untagged($read, $cased, Entry::iam($untag, |stage| {
                    act!(stage.iam.$untagging().$name("it").tag_keys("team"))
                })),
            )*]
        }
    };
}

#[rustfmt::skip]
entries! {
    "TagRole", "UntagRole", "ListRoleTags", tag_role, untag_role, role_name, false;
    "TagUser", "UntagUser", "ListUserTags", tag_user, untag_user, user_name, false;
    "TagPolicy", "UntagPolicy", "ListPolicyTags", tag_policy, untag_policy, policy_arn, true;
    "TagInstanceProfile", "UntagInstanceProfile", "ListInstanceProfileTags", tag_instance_profile, untag_instance_profile, instance_profile_name, true;
    "TagMFADevice", "UntagMFADevice", "ListMFADeviceTags", tag_mfa_device, untag_mfa_device, serial_number, true;
    "TagOpenIDConnectProvider", "UntagOpenIDConnectProvider", "ListOpenIDConnectProviderTags", tag_open_id_connect_provider, untag_open_id_connect_provider, open_id_connect_provider_arn, true;
    "TagSAMLProvider", "UntagSAMLProvider", "ListSAMLProviderTags", tag_saml_provider, untag_saml_provider, saml_provider_arn, true;
    "TagServerCertificate", "UntagServerCertificate", "ListServerCertificateTags", tag_server_certificate, untag_server_certificate, server_certificate_name, true;
}

fn page(of: &'static str, tags: &[(&str, &str)], marker: Option<&str>) -> Read {
    let tags = tags
        .iter()
        .map(|(key, value)| json!({"Key": key, "Value": value}));
    let page = json!({"Tags": tags.collect::<Vec<_>>(), "IsTruncated": marker.is_some(), "Marker": marker});
    read(of, with(page, json!({})))
}

fn tagged(of: &'static str, told_apart_by_case: bool, entry: Entry) -> Entry {
    let tags = |tags: &[(&str, &str)]| [page(of, tags, None)];
    let entry = match told_apart_by_case {
        true => Entry::pending,
        false => Entry::satisfied,
    }(
        entry,
        "a tag in another case",
        tags(&[("Team", "blue"), ("empty", "")]),
    );
    entry
        .satisfied(
            "both tags and another",
            tags(&[("aws:x", "y"), ("team", "blue"), ("empty", "")]),
        )
        .satisfied(
            "both tags, on two pages",
            [
                page(of, &[("team", "blue")], Some("2")),
                page(of, &[("empty", "")], None),
            ],
        )
        .pending("one tag only", tags(&[("team", "blue")]))
        .pending(
            "a tag with its old value",
            tags(&[("team", "red"), ("empty", "")]),
        )
        .pending(
            "a value in another case",
            tags(&[("team", "BLUE"), ("empty", "")]),
        )
        .pending("no tags", tags(&[]))
        .pending("none", none(of))
        .stopped("the read is refused", told(of, "ValidationError"))
}

fn untagged(of: &'static str, told_apart_by_case: bool, entry: Entry) -> Entry {
    let tags = |tags: &[(&str, &str)]| [page(of, tags, None)];
    let entry = match told_apart_by_case {
        true => Entry::satisfied,
        false => Entry::pending,
    }(entry, "the tag in another case", tags(&[("Team", "blue")]));
    entry
        .satisfied("no tags", tags(&[]))
        .satisfied("another tag", tags(&[("owner", "blue")]))
        .pending("the tag", tags(&[("team", "blue")]))
        .pending(
            "the tag on the second page",
            [page(of, &[], Some("2")), page(of, &[("team", "")], None)],
        )
        .pending("none", none(of))
}
