//! SAML providers.

use aws_sdk_iam::types::AssertionEncryptionModeType;

use super::*;

const READ: &str = "GetSAMLProvider";
const ARN: &str = "arn:aws:iam::123456789012:saml-provider/idp";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags_and_keys(),
        updated(),
        updated_in_its_keys(),
        deleted(),
    ]
}

fn provider(members: Value) -> [Read; 1] {
    seen(READ, with(json!({"CreateDate": date::WRITTEN}), members))
}

fn old(members: Value) -> [Read; 1] {
    provider(with(members, json!({"CreateDate": date::BEFORE})))
}

fn created() -> Entry {
    let entry = Entry::iam("CreateSAMLProvider", |stage| {
        let request = stage.iam.create_saml_provider().name("idp");
        act!(request.saml_metadata_document("<x/>"))
    });
    entry
        .answered(json!({"SAMLProviderArn": ARN}))
        .satisfied("it", provider(json!({})))
        .pending("one of an earlier life", old(json!({})))
        .pending("one without a date", provider(json!({"CreateDate": null})))
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "InvalidInput"))
}

fn created_with_tags_and_keys() -> Entry {
    let entry = Entry::iam("CreateSAMLProvider, with tags and a key", |stage| {
        let request = stage.iam.create_saml_provider().name("idp").tags(tag());
        let request = request
            .saml_metadata_document("<x/>")
            .add_private_key(sentinel("key"));
        act!(request.assertion_encryption_mode(AssertionEncryptionModeType::Required))
    });
    let shown = |mode, tags| provider(json!({"AssertionEncryptionMode": mode, "Tags": tags}));
    entry
        .answered(json!({"SAMLProviderArn": ARN}))
        .satisfied("both", shown("Required", shown_tag("blue")))
        .pending("another mode", shown("Allowed", shown_tag("blue")))
        .pending("no tags", shown("Required", json!([])))
        .pending("none", none(READ))
}

fn updated() -> Entry {
    let entry = Entry::iam("UpdateSAMLProvider", |stage| {
        let request = stage.iam.update_saml_provider().saml_provider_arn(ARN);
        let request = request.saml_metadata_document("<x>\r\n</x>\n");
        act!(request.assertion_encryption_mode(AssertionEncryptionModeType::Required))
    });
    let shown = |document, mode| {
        old(json!({"SAMLMetadataDocument": document, "AssertionEncryptionMode": mode}))
    };
    entry
        .satisfied(
            "both, with other ends of lines",
            shown("<x>\n</x>", "Required"),
        )
        .pending("the old document", shown("<y>\n</y>", "Required"))
        .pending("the old mode", shown("<x>\n</x>", "Allowed"))
        .superseded(
            "one of a later life",
            provider(json!({"CreateDate": date::AFTER})),
        )
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "InvalidInput"))
}

fn updated_in_its_keys() -> Entry {
    let entry = Entry::iam("UpdateSAMLProvider, in its keys", |stage| {
        let request = stage.iam.update_saml_provider().saml_provider_arn(ARN);
        act!(
            request
                .add_private_key(sentinel("key"))
                .remove_private_key("K1")
        )
    });
    let keys = |keys: &[(&str, u64)]| {
        let keys = keys
            .iter()
            .map(|(id, date)| json!({"KeyId": id, "Timestamp": date}));
        old(json!({"PrivateKeyList": keys.collect::<Vec<_>>()}))
    };
    entry
        .satisfied(
            "a new key, and not the old one",
            keys(&[("K0", date::BEFORE), ("K2", date::WRITTEN)]),
        )
        .pending(
            "the old key, too",
            keys(&[("K1", date::BEFORE), ("K2", date::WRITTEN)]),
        )
        .pending("no new key", keys(&[("K0", date::BEFORE)]))
        .pending("none", none(READ))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteSAMLProvider", |stage| {
        act!(stage.iam.delete_saml_provider().saml_provider_arn(ARN))
    });
    entry
        .satisfied("none", none(READ))
        .superseded(
            "one of a later life",
            provider(json!({"CreateDate": date::AFTER})),
        )
        .pending("it", old(json!({})))
}
