//! OpenID Connect providers.

use super::*;

const READ: &str = "GetOpenIDConnectProvider";
const ARN: &str = "arn:aws:iam::123456789012:oidc-provider/idp";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_everything(),
        client_added(),
        client_removed(),
        thumbprints_replaced(),
        deleted(),
    ]
}

fn provider(members: Value) -> [Read; 1] {
    seen(
        READ,
        with(json!({"CreateDate": date::WRITTEN, "Url": "idp"}), members),
    )
}

fn created() -> Entry {
    let entry = Entry::iam("CreateOpenIDConnectProvider", |stage| {
        act!(
            stage
                .iam
                .create_open_id_connect_provider()
                .url("https://idp")
        )
    });
    entry
        .answered(json!({"OpenIDConnectProviderArn": ARN}))
        .satisfied(
            "it, with a thumbprint of the service's",
            provider(json!({"ThumbprintList": ["ab"]})),
        )
        .pending(
            "one of an earlier life",
            provider(json!({"CreateDate": date::BEFORE})),
        )
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "InvalidInput"))
}

fn created_with_everything() -> Entry {
    let entry = Entry::iam(
        "CreateOpenIDConnectProvider, with tags and everything",
        |stage| {
            let request = stage
                .iam
                .create_open_id_connect_provider()
                .url("https://idp");
            let request = request
                .client_id_list("one")
                .thumbprint_list("AB")
                .thumbprint_list("cd");
            act!(request.tags(tag()))
        },
    );
    let all = json!({"ClientIDList": ["two", "one"], "ThumbprintList": ["cd", "ab"], "Tags": shown_tag("blue")});
    let but = |members| provider(with(all.clone(), members));
    entry
        .answered(json!({"OpenIDConnectProviderArn": ARN}))
        .satisfied("all", but(json!({})))
        .pending("no client id", but(json!({"ClientIDList": []})))
        .pending("one thumbprint", but(json!({"ThumbprintList": ["ab"]})))
        .pending(
            "another thumbprint",
            but(json!({"ThumbprintList": ["ab", "cd", "ef"]})),
        )
        .pending("no tags", but(json!({"Tags": []})))
        .pending("none", none(READ))
}

/// The lines that changes share.
fn changed(entry: Entry) -> Entry {
    entry
        .superseded(
            "one of a later life",
            provider(json!({"CreateDate": date::AFTER})),
        )
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "InvalidInput"))
}

fn old(members: Value) -> [Read; 1] {
    provider(with(members, json!({"CreateDate": date::BEFORE})))
}

fn client_added() -> Entry {
    let entry = Entry::iam("AddClientIDToOpenIDConnectProvider", |stage| {
        let request = stage.iam.add_client_id_to_open_id_connect_provider();
        act!(request.open_id_connect_provider_arn(ARN).client_id("one"))
    });
    changed(entry)
        .satisfied(
            "the client id",
            old(json!({"ClientIDList": ["two", "one"]})),
        )
        .pending("it in another case", old(json!({"ClientIDList": ["One"]})))
        .pending("no client id", old(json!({})))
}

fn client_removed() -> Entry {
    let entry = Entry::iam("RemoveClientIDFromOpenIDConnectProvider", |stage| {
        let request = stage.iam.remove_client_id_from_open_id_connect_provider();
        act!(request.open_id_connect_provider_arn(ARN).client_id("one"))
    });
    changed(entry)
        .satisfied("another client id", old(json!({"ClientIDList": ["One"]})))
        .pending("the client id", old(json!({"ClientIDList": ["one"]})))
}

fn thumbprints_replaced() -> Entry {
    let entry = Entry::iam("UpdateOpenIDConnectProviderThumbprint", |stage| {
        let request = stage.iam.update_open_id_connect_provider_thumbprint();
        act!(
            request
                .open_id_connect_provider_arn(ARN)
                .thumbprint_list("AB")
        )
    });
    changed(entry)
        .satisfied("the thumbprint", old(json!({"ThumbprintList": ["ab"]})))
        .pending(
            "another one, too",
            old(json!({"ThumbprintList": ["ab", "cd"]})),
        )
        .pending("no thumbprint", old(json!({})))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteOpenIDConnectProvider", |stage| {
        act!(
            stage
                .iam
                .delete_open_id_connect_provider()
                .open_id_connect_provider_arn(ARN)
        )
    });
    entry
        .satisfied("none", none(READ))
        .superseded(
            "one of a later life",
            provider(json!({"CreateDate": date::AFTER})),
        )
        .pending("it", old(json!({})))
}
