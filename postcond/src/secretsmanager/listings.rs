//! Whether a secret is listed, by its name and by its tags: for calls that ask for it.
//!
//! `ListSecrets` may be minutes behind. Lists are filtered by name, too, so that one page is enough
//! however many secrets have the same tag.

use super::Reader;
use super::sdk::operation::create_secret::{CreateSecretInput, CreateSecretOutput};
use super::sdk::operation::delete_secret::{DeleteSecretInput, DeleteSecretOutput};
use super::sdk::operation::list_secrets::ListSecretsOutput;
use super::sdk::operation::restore_secret::{RestoreSecretInput, RestoreSecretOutput};
use super::sdk::operation::tag_resource::{TagResourceInput, TagResourceOutput};
use super::sdk::operation::untag_resource::{UntagResourceInput, UntagResourceOutput};
use super::sdk::operation::update_secret::{UpdateSecretInput, UpdateSecretOutput};
use super::sdk::types::{Filter, FilterNameStringType, SecretListEntry, Tag};
use super::secret_values::{labels_are_current, version_made};
use super::secrets::{Details, details_show};
use super::{read_back, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, find_in_pages, pending, satisfied, unverifiable,
};
use postcond_runtime::compare::{tags_are_listed, tags_are_not_listed};

/// The secret is listed under its name.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn secret_is_listed(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
) -> Check {
    let list = List {
        secrets,
        id: named("ARN", output.arn())?,
        denial_may_lift: !input.tags().is_empty(),
    };
    match list.find(Vec::new()).await? {
        Some(_) => satisfied(format!("{} is listed", list.id)),
        None => pending(format!("{} is not listed", list.id)),
    }
}

/// A list that is filtered by the key of a tag shows the secret with its value, for each tag that it was
/// made with.
#[post_condition(
    service = "secretsmanager",
    op = "CreateSecret",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn secret_is_listed_by_its_tags(
    secrets: &Reader,
    input: &CreateSecretInput,
    output: &CreateSecretOutput,
) -> Check {
    let list = List {
        secrets,
        id: named("ARN", output.arn())?,
        denial_may_lift: true,
    };
    list.shows_tags(input.tags()).await
}

/// A list that is filtered by the key of a tag shows the secret with its value, for each tag that was
/// added.
#[post_condition(
    service = "secretsmanager",
    op = "TagResource",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn secret_is_listed_by_added_tags(
    secrets: &Reader,
    input: &TagResourceInput,
    _: &TagResourceOutput,
) -> Check {
    let list = List {
        secrets,
        id: input.secret_id().unwrap_or_default(),
        denial_may_lift: true,
    };
    list.shows_tags(input.tags()).await
}

/// No list that is filtered by a key that was removed shows the secret.
#[post_condition(
    service = "secretsmanager",
    op = "UntagResource",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn secret_is_not_listed_by_removed_tags(
    secrets: &Reader,
    input: &UntagResourceInput,
    _: &UntagResourceOutput,
) -> Check {
    let list = List {
        secrets,
        id: input.secret_id().unwrap_or_default(),
        denial_may_lift: true,
    };
    if input.tag_keys().is_empty() {
        return unverifiable("no tag was removed");
    }
    let mut verdict = satisfied(format!("{} is listed by none of the tags", list.id))?;
    for key in input.tag_keys() {
        // Keys that begin alike pass the filter, too.
        if let Some(entry) = list
            .find(filters(FilterNameStringType::TagKey, key))
            .await?
        {
            let key = std::slice::from_ref(key);
            verdict = verdict.and(tags_are_not_listed(key, &tags::pairs(entry.tags()))?);
        }
    }
    Ok(verdict)
}

/// The list shows the changed details and, if a value was given, its version as the current one.
#[post_condition(
    service = "secretsmanager",
    op = "UpdateSecret",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn changes_are_listed(
    secrets: &Reader,
    input: &UpdateSecretInput,
    output: &UpdateSecretOutput,
    write: &Witness,
) -> Check {
    let list = List {
        secrets,
        id: read_back::id(output.arn(), input.secret_id()),
        denial_may_lift: false,
    };
    let Some(entry) = list.find(Vec::new()).await? else {
        return pending(format!("{} is not listed", list.id));
    };
    let details = Details {
        description: entry.description(),
        r#type: entry.r#type(),
        key: entry.kms_key_id(),
        last_changed: entry.last_changed_date(),
    };
    let details = details_show(input, &details, write)?;
    let Some(version) = version_made(output.version_id(), write) else {
        return Ok(details);
    };
    let versions = entry.secret_versions_to_stages();
    let labels = versions.and_then(|it| it.get(version));
    let labels = labels.map(Vec::as_slice).unwrap_or_default();
    Ok(labels_are_current(labels, version)?.and(details))
}

/// The secret is no longer listed.
///
/// Lists leave out what is marked for deletion, unless they ask for it.
#[post_condition(
    service = "secretsmanager",
    op = "DeleteSecret",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn secret_is_not_listed(
    secrets: &Reader,
    input: &DeleteSecretInput,
    output: &DeleteSecretOutput,
) -> Check {
    let list = List {
        secrets,
        id: read_back::id(output.arn(), input.secret_id()),
        denial_may_lift: false,
    };
    match list.find(Vec::new()).await? {
        Some(_) => pending(format!("{} is still listed", list.id)),
        None => satisfied(format!("{} is not listed", list.id)),
    }
}

/// The restored secret is listed under its name.
///
/// Lists leave out what is marked for deletion, unless they ask for it.
#[post_condition(
    service = "secretsmanager",
    op = "RestoreSecret",
    reads = ["ListSecrets"],
    deadline = 600,
    on_request = true
)]
pub async fn restored_secret_is_listed(
    secrets: &Reader,
    input: &RestoreSecretInput,
    output: &RestoreSecretOutput,
) -> Check {
    let list = List {
        secrets,
        id: read_back::id(output.arn(), input.secret_id()),
        denial_may_lift: false,
    };
    match list.find(Vec::new()).await? {
        Some(entry) if entry.deleted_date().is_some() => {
            pending(format!("{} is listed as marked for deletion", list.id))
        }
        Some(_) => satisfied(format!("{} is listed", list.id)),
        None => pending(format!("{} is not listed", list.id)),
    }
}

/// The list of secrets, in which one of them is looked for.
struct List<'a> {
    secrets: &'a Reader,
    /// Its ARN, or what the caller named it by.
    id: &'a str,
    denial_may_lift: bool,
}

impl List<'_> {
    /// The secret's entry in the list that is filtered by its name and by these.
    async fn find(&self, mut filters: Vec<Filter>) -> Result<Option<SecretListEntry>, ReadError> {
        filters.extend(self::filters(FilterNameStringType::Name, name_in(self.id)));
        let found = find_in_pages(
            |token| {
                self.secrets
                    .list_secrets()
                    .set_filters(Some(filters.clone()))
                    .max_results(100)
                    .set_next_token(token)
                    .send()
            },
            ListSecretsOutput::next_token,
            |page| {
                let mut entries = page.secret_list?.into_iter();
                entries.find(|entry| is_named(entry, self.id))
            },
        );
        let found = found.await.denial_may_lift(self.denial_may_lift);
        Ok(found?)
    }

    /// Whether the list that is filtered by a tag shows the secret with it, for each of these.
    async fn shows_tags(&self, wanted: &[Tag]) -> Check {
        if wanted.is_empty() {
            return unverifiable("the call has given no tags");
        }
        for tag in tags::pairs(wanted) {
            let (key, _) = tag;
            // The value may be a secret: it is compared with the answer, and not sent.
            let by_key = filters(FilterNameStringType::TagKey, key);
            let Some(entry) = self.find(by_key).await? else {
                return pending(format!("{} is not listed by its tag {key}", self.id));
            };
            let listed = tags_are_listed([tag], &tags::pairs(entry.tags()))?;
            if !listed.is_visible() {
                return Ok(listed);
            }
        }
        satisfied(format!("{} is listed by each of its tags", self.id))
    }
}

/// The filter by the beginning of a name or a key; none if it cannot be written as one. An
/// exclamation mark in front would turn it into its opposite.
fn filters(key: FilterNameStringType, value: &str) -> Vec<Filter> {
    let can_be_written = |it: char| it.is_ascii_alphanumeric() || " :_@/+=.-!".contains(it);
    let is_plain =
        !value.is_empty() && !value.starts_with('!') && value.chars().all(can_be_written);
    let filter = is_plain.then(|| Filter::builder().key(key).values(value).build());
    filter.into_iter().collect()
}

/// The name of a secret, or what it begins with, given its name or its ARN, which may lack the suffix of
/// the service's own.
fn name_in(id: &str) -> &str {
    let resource = id
        .strip_prefix("arn:")
        .and_then(|arn| arn.splitn(6, ':').nth(5));
    let Some(resource) = resource else {
        return id;
    };
    match resource.rsplit_once('-') {
        Some((name, suffix)) if suffix.len() == 6 => name,
        _ => resource,
    }
}

/// Whether this is the secret of this name, or of this ARN, in full or without its suffix.
fn is_named(entry: &SecretListEntry, id: &str) -> bool {
    let arn = entry.arn().unwrap_or_default();
    let without_suffix = arn.rsplit_once('-').map(|(arn, _)| arn);
    arn == id || entry.name() == Some(id) || without_suffix == Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_looked_for_by_the_name_that_its_id_is_or_holds() {
        let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
        for (id, name) in [
            ("app/db", "app/db"),
            ("app-db", "app-db"),
            ("app-secret", "app-secret"),
            (&*format!("{arn}app/db-AbCdEf"), "app/db"),
            (&*format!("{arn}app/db"), "app/db"),
            // Might be a suffix: a shorter beginning finds it as well.
            (&*format!("{arn}app-secret"), "app"),
        ] {
            assert_eq!(name_in(id), name, "{id}");
        }
    }

    #[test]
    fn an_entry_is_known_by_its_name_and_by_its_arn_with_or_without_the_suffix() {
        let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db";
        let full = format!("{arn}-AbCdEf");
        let entry = SecretListEntry::builder().name("app/db").arn(&full).build();
        for (id, is_it) in [
            ("app/db", true),
            (&*full, true),
            (arn, true),
            ("app", false),
            (
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:app",
                false,
            ),
            (
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db-Zyxwvu",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(is_named(&entry, id), is_it, "{id}");
        }
    }

    #[test]
    fn what_a_filter_cannot_say_is_not_filtered_by() {
        for (value, filtered) in [
            ("blue", true),
            ("blue!", true),
            ("a b/c:d", true),
            ("", false),
            ("!blue", false),
            ("blau,grün", false),
        ] {
            let filters = filters(FilterNameStringType::TagKey, value);
            assert_eq!(!filters.is_empty(), filtered, "{value}");
        }
    }
}
