//! Settings of the account.

use super::*;

async fn alias(stage: &Stage) {
    let request = stage.plain_iam.create_account_alias();
    request.account_alias("acme").send().await.unwrap();
}

async fn has_alias(iam: &aws_sdk_iam::Client) -> bool {
    let aliases = iam.list_account_aliases().send().await.unwrap();
    !aliases.account_aliases.is_empty()
}

async fn password_policy(stage: &Stage) {
    let request = stage.plain_iam.update_account_password_policy();
    request.require_symbols(true).send().await.unwrap();
}

async fn length(iam: &aws_sdk_iam::Client) -> Option<i32> {
    let policy = iam.get_account_password_policy().send().await.ok()?;
    policy.password_policy.unwrap().minimum_password_length
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row!("CreateAccountAlias", ["ListAccountAliases"], false, nothing,
        |stage| stage.iam.create_account_alias().account_alias("acme"),
        |iam| has_alias(iam).await),
    row!("DeleteAccountAlias", ["ListAccountAliases"], false, alias,
        |stage| stage.iam.delete_account_alias().account_alias("acme"),
        |iam| !has_alias(iam).await),
    row!("UpdateAccountPasswordPolicy", ["GetAccountPasswordPolicy"], false, password_policy,
        |stage| stage.iam.update_account_password_policy().minimum_password_length(12).max_password_age(90),
        |iam| length(iam).await == Some(12)),
    row!("DeleteAccountPasswordPolicy", ["GetAccountPasswordPolicy"], false, password_policy,
        |stage| stage.iam.delete_account_password_policy(),
        |iam| length(iam).await.is_none()),
];
