//! The settings of the account and its organization.

use aws_sdk_iam::types::GlobalEndpointTokenVersion;

use super::*;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        alias_created(),
        alias_deleted(),
        password_policy_updated(),
        password_policy_reset(),
        password_policy_deleted(),
        tokens_set(),
        tokens_set_to_newer_ones(),
        properties_put(),
        federation_enabled(),
        federation_disabled(),
        feature_enabled(
            "RootCredentialsManagement",
            Entry::iam("EnableOrganizationsRootCredentialsManagement", |stage| {
                act!(stage.iam.enable_organizations_root_credentials_management())
            }),
        ),
        feature_enabled(
            "RootSessions",
            Entry::iam("EnableOrganizationsRootSessions", |stage| {
                act!(stage.iam.enable_organizations_root_sessions())
            }),
        ),
        feature_disabled(
            "RootCredentialsManagement",
            Entry::iam("DisableOrganizationsRootCredentialsManagement", |stage| {
                act!(
                    stage
                        .iam
                        .disable_organizations_root_credentials_management()
                )
            }),
        ),
        feature_disabled(
            "RootSessions",
            Entry::iam("DisableOrganizationsRootSessions", |stage| {
                act!(stage.iam.disable_organizations_root_sessions())
            }),
        ),
    ]
}

fn aliases(aliases: &[&str]) -> [Read; 1] {
    seen(
        "ListAccountAliases",
        json!({ "AccountAliases": aliases, "IsTruncated": false }),
    )
}

fn alias_created() -> Entry {
    let entry = Entry::iam("CreateAccountAlias", |stage| {
        act!(stage.iam.create_account_alias().account_alias("acme"))
    });
    let first = read(
        "ListAccountAliases",
        json!({"AccountAliases": [], "IsTruncated": true, "Marker": "2"}),
    );
    let [second] = aliases(&["acme"]);
    entry
        .satisfied("the alias", aliases(&["acme"]))
        .satisfied("the alias on the second page", [first, second])
        .pending("another alias", aliases(&["acme-old"]))
        .pending("no alias", aliases(&[]))
        .stopped(
            "the read is refused",
            told("ListAccountAliases", "ValidationError"),
        )
}

fn alias_deleted() -> Entry {
    let entry = Entry::iam("DeleteAccountAlias", |stage| {
        act!(stage.iam.delete_account_alias().account_alias("acme"))
    });
    entry
        .satisfied("no alias", aliases(&[]))
        .satisfied("another alias", aliases(&["acme-new"]))
        .pending("the alias", aliases(&["acme"]))
}

const PASSWORDS: &str = "GetAccountPasswordPolicy";

fn policy(members: Value) -> [Read; 1] {
    seen(PASSWORDS, json!({ "PasswordPolicy": members }))
}

fn password_policy_updated() -> Entry {
    let entry = Entry::iam("UpdateAccountPasswordPolicy", |stage| {
        let request = stage.iam.update_account_password_policy();
        let request = request.minimum_password_length(12).require_symbols(true);
        act!(request.max_password_age(90).hard_expiry(false))
    });
    let all = json!({
        "MinimumPasswordLength": 12,
        "RequireSymbols": true,
        "RequireNumbers": false,
        "ExpirePasswords": true,
        "MaxPasswordAge": 90,
    });
    let but = |members| policy(with(all.clone(), members));
    entry
        .satisfied("all", but(json!({})))
        .satisfied(
            "zero for none",
            but(json!({"PasswordReusePrevention": 0, "HardExpiry": false})),
        )
        .pending("another length", but(json!({"MinimumPasswordLength": 8})))
        .pending("no symbols", but(json!({"RequireSymbols": false})))
        .pending("numbers from before", but(json!({"RequireNumbers": true})))
        .pending(
            "lower case from before",
            but(json!({"RequireLowercaseCharacters": true})),
        )
        .pending(
            "upper case from before",
            but(json!({"RequireUppercaseCharacters": true})),
        )
        .pending(
            "changes by users from before",
            but(json!({"AllowUsersToChangePassword": true})),
        )
        .pending("expiry from before", but(json!({"HardExpiry": true})))
        .pending("another age", but(json!({"MaxPasswordAge": 30})))
        .pending(
            "prevention from before",
            but(json!({"PasswordReusePrevention": 3})),
        )
        .pending("nothing", seen(PASSWORDS, json!({})))
        .pending("none", none(PASSWORDS))
        .stopped("the read is refused", told(PASSWORDS, "ValidationError"))
}

fn password_policy_reset() -> Entry {
    let entry = Entry::iam("UpdateAccountPasswordPolicy, to the defaults", |stage| {
        act!(stage.iam.update_account_password_policy())
    });
    entry
        .satisfied("the defaults", policy(json!({"MinimumPasswordLength": 6})))
        .pending(
            "symbols from before",
            policy(json!({"RequireSymbols": true})),
        )
}

fn password_policy_deleted() -> Entry {
    let entry = Entry::iam("DeleteAccountPasswordPolicy", |stage| {
        act!(stage.iam.delete_account_password_policy())
    });
    entry
        .satisfied("none", none(PASSWORDS))
        .pending("a policy", policy(json!({"MinimumPasswordLength": 6})))
        .pending("nothing", seen(PASSWORDS, json!({})))
}

fn summary(version: Value) -> [Read; 1] {
    let map = with(
        json!({"Users": 2}),
        json!({ "GlobalEndpointTokenVersion": version }),
    );
    seen("GetAccountSummary", json!({ "SummaryMap": map }))
}

fn tokens_set() -> Entry {
    let entry = Entry::iam("SetSecurityTokenServicePreferences", |stage| {
        let request = stage.iam.set_security_token_service_preferences();
        act!(request.global_endpoint_token_version(GlobalEndpointTokenVersion::V2Token))
    });
    entry
        .satisfied("2", summary(json!(2)))
        .pending("1", summary(json!(1)))
        .pending("no number", summary(json!(null)))
        .stopped(
            "the read is refused",
            told("GetAccountSummary", "ValidationError"),
        )
}

fn tokens_set_to_newer_ones() -> Entry {
    let entry = Entry::iam(
        "SetSecurityTokenServicePreferences, to newer ones",
        |stage| {
            let request = stage.iam.set_security_token_service_preferences();
            act!(request.global_endpoint_token_version("v3Token".into()))
        },
    );
    entry.unverifiable("nobody knows their number")
}

fn properties_put() -> Entry {
    let entry = Entry::iam("PutAccountProperties", |stage| {
        let request = stage.iam.put_account_properties();
        act!(request.properties("a/x", "true").properties("a/y", "Z"))
    });
    let shown = |properties| seen("GetAccountProperties", json!({ "Properties": properties }));
    entry
        .satisfied(
            "both and another",
            shown(json!({"a/x": "True", "a/y": "Z", "b/x": "1"})),
        )
        .pending("one only", shown(json!({"a/x": "true"})))
        .pending("another value", shown(json!({"a/x": "false", "a/y": "Z"})))
        .pending(
            "a value in another case",
            shown(json!({"a/x": "true", "a/y": "z"})),
        )
        .pending("nothing", seen("GetAccountProperties", json!({})))
        .stopped(
            "the read is refused",
            told("GetAccountProperties", "InvalidInput"),
        )
}

const FEDERATION: &str = "GetOutboundWebIdentityFederationInfo";

fn federation(is_on: bool, issuer: &str) -> [Read; 1] {
    seen(
        FEDERATION,
        json!({"JwtVendingEnabled": is_on, "IssuerIdentifier": issuer}),
    )
}

fn federation_enabled() -> Entry {
    let entry = Entry::iam("EnableOutboundWebIdentityFederation", |stage| {
        act!(stage.iam.enable_outbound_web_identity_federation())
    });
    entry
        .answered(json!({"IssuerIdentifier": "https://issuer"}))
        .satisfied("it is on", federation(true, "https://issuer"))
        .pending(
            "it is on, with another issuer",
            federation(true, "https://other"),
        )
        .pending("it is off", federation(false, "https://issuer"))
        .pending(
            "it is off, as an error",
            told(FEDERATION, "FeatureDisabled"),
        )
        .stopped("the read is refused", told(FEDERATION, "ValidationError"))
}

fn federation_disabled() -> Entry {
    let entry = Entry::iam("DisableOutboundWebIdentityFederation", |stage| {
        act!(stage.iam.disable_outbound_web_identity_federation())
    });
    entry
        .satisfied("it is off", federation(false, "https://issuer"))
        .satisfied(
            "it is off, as an error",
            told(FEDERATION, "FeatureDisabled"),
        )
        .pending("it is on", federation(true, "https://issuer"))
}

const FEATURES: &str = "ListOrganizationsFeatures";

fn features(features: &[&str]) -> [Read; 1] {
    seen(FEATURES, json!({ "EnabledFeatures": features }))
}

fn other(feature: &str) -> &'static str {
    match feature {
        "RootSessions" => "RootCredentialsManagement",
        _ => "RootSessions",
    }
}

fn feature_enabled(feature: &'static str, entry: Entry) -> Entry {
    entry
        .satisfied(
            "both",
            features(&["RootCredentialsManagement", "RootSessions"]),
        )
        .pending("the other one", features(&[other(feature)]))
        .pending("none", features(&[]))
        .stopped(
            "there is no organization",
            told(FEATURES, "OrganizationNotFoundException"),
        )
}

fn feature_disabled(feature: &'static str, entry: Entry) -> Entry {
    entry
        .satisfied("the other one", features(&[other(feature)]))
        .satisfied("none", features(&[]))
        .pending("it", features(&[feature]))
        .stopped(
            "there is no organization",
            told(FEATURES, "OrganizationNotFoundException"),
        )
}
