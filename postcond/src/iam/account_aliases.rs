//! The alias of the account.
//!
//! An account has one at most, and a new one replaces it: another one that is shown may be an old copy, or a
//! later change.

use super::Reader;
use super::pages::{PAGE, next};
use super::sdk::operation::create_account_alias::{
    CreateAccountAliasInput, CreateAccountAliasOutput,
};
use super::sdk::operation::delete_account_alias::{
    DeleteAccountAliasInput, DeleteAccountAliasOutput,
};
use crate::post_condition;
use crate::runtime::{Check, ReadError, find_in_pages, pending, satisfied};

/// The record of the account has the alias.
#[post_condition(service = "iam", op = "CreateAccountAlias", reads = ["ListAccountAliases"])]
pub(crate) async fn alias_is_listed(
    iam: &Reader,
    input: &CreateAccountAliasInput,
    _: &CreateAccountAliasOutput,
) -> Check {
    let alias = input.account_alias().unwrap_or_default();
    match is_listed(iam, alias).await? {
        true => satisfied(format!("the alias {alias} is listed")),
        false => pending(format!("the alias {alias} is not listed")),
    }
}

/// The record of the account no longer has the alias.
#[post_condition(service = "iam", op = "DeleteAccountAlias", reads = ["ListAccountAliases"])]
pub(crate) async fn alias_is_not_listed(
    iam: &Reader,
    input: &DeleteAccountAliasInput,
    _: &DeleteAccountAliasOutput,
) -> Check {
    let alias = input.account_alias().unwrap_or_default();
    match is_listed(iam, alias).await? {
        true => pending(format!("the alias {alias} is still listed")),
        false => satisfied(format!("the alias {alias} is not listed")),
    }
}

async fn is_listed(iam: &Reader, alias: &str) -> Result<bool, ReadError> {
    let found = find_in_pages(
        |marker| {
            iam.list_account_aliases()
                .max_items(PAGE)
                .set_marker(marker)
                .send()
        },
        |page| next(page.is_truncated(), page.marker()),
        |page| page.account_aliases.into_iter().find(|it| it == alias),
    );
    Ok(found.await?.is_some())
}
