//! Parameters as programs list them: by name, and under their path.
//!
//! These are other indexes than that of reads by name, and lag behind it.

use std::collections::{BTreeMap, BTreeSet};

use aws_smithy_types::DateTime;

use super::Reader;
use super::parameters::{
    NOTHING_DELETED, Shown, are_gone, deleted_names, made_version, name, version_is_shown,
};
use super::sdk::error::SdkError;
use super::sdk::operation::delete_parameter::{DeleteParameterInput, DeleteParameterOutput};
use super::sdk::operation::delete_parameters::{DeleteParametersInput, DeleteParametersOutput};
use super::sdk::operation::describe_parameters::DescribeParametersOutput;
use super::sdk::operation::get_parameters_by_path::{
    GetParametersByPathError, GetParametersByPathOutput,
};
use super::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use super::sdk::types::{Parameter, ParameterStringFilter};
use crate::compare::{asked_as, same_parameter};
use crate::post_condition;
use crate::runtime::{
    Check, ReadBack, ReadError, Witness, all_pages, find_in_pages, pending, satisfied, superseded,
};

/// `DescribeParameters` lists the parameter by its name, in the version that this call made or a later
/// one.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    // The second one only if a later version has been written within a second or two.
    reads = ["DescribeParameters", "GetParameter"],
    batched = "DescribeParameters",
    on_request = true
)]
pub async fn parameter_is_listed(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    made_version(output)?;
    let has_tags = !input.tags().is_empty();
    let mut seen = listed(ssm, &BTreeSet::from([name(input).to_owned()]), has_tags).await?;
    version_is_shown(
        ssm,
        "listed",
        seen.remove(name(input)),
        input,
        output,
        write,
    )
    .await
}

/// `GetParametersByPath` lists the parameter directly under its path, in the version that this call
/// made or a later one.
///
/// That of `/app/db` is `/app`; a name without a second slash is under `/`. A path with many
/// parameters takes many reads: a page has at most ten.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    // The second one only if a later version has been written within a second or two.
    reads = ["GetParametersByPath", "GetParameter"],
    // One read for each page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameter_is_under_its_path(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    made_version(output)?;
    let name = name(input);
    let found = format!("listed under {}", path(name));
    let seen = under_its_path(ssm, name, !input.tags().is_empty()).await?;
    version_is_shown(ssm, &found, seen, input, output, write).await
}

/// `DescribeParameters` no longer lists the parameter, or only one made anew.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["DescribeParameters"],
    batched = "DescribeParameters",
    on_request = true
)]
pub async fn parameter_is_not_listed(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let mut seen = listed(ssm, &BTreeSet::from([name.to_owned()]), false).await?;
    is_gone(name, "listed", seen.remove(name), write)
}

/// `GetParametersByPath` no longer lists the parameter under its path, or only one made anew.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["GetParametersByPath"],
    // One read for each page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameter_is_not_under_its_path(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let seen = under_its_path(ssm, name, false).await?;
    is_gone(name, &format!("listed under {}", path(name)), seen, write)
}

fn is_gone(name: &str, place: &str, seen: Option<Shown>, write: &Witness) -> Check {
    match seen {
        None => satisfied(format!("{name} is not {place}")),
        Some(seen) if write.precedes(seen.date.as_ref()) => {
            superseded(format!("{name} has been made anew"))
        }
        Some(seen) => pending(format!("version {} of {name} is {place}", seen.version)),
    }
}

/// `DescribeParameters` lists none of the deleted parameters any more, but for those made anew.
///
/// Names that the service reports as invalid take no part.
#[post_condition(
    service = "ssm",
    op = "DeleteParameters",
    reads = ["DescribeParameters"],
    batched = "DescribeParameters",
    on_request = true
)]
pub async fn parameters_are_not_listed(
    ssm: &Reader,
    input: &DeleteParametersInput,
    output: &DeleteParametersOutput,
    write: &Witness,
) -> Check {
    let deleted = deleted_names(input, output);
    if deleted.is_empty() {
        return satisfied(NOTHING_DELETED);
    }
    let seen = listed(ssm, &deleted, false).await?;
    are_gone(
        ("still listed", "not listed"),
        dates(&seen),
        &deleted,
        write,
    )
}

/// `GetParametersByPath` lists none of the deleted parameters under their paths any more, but for
/// those made anew.
///
/// Names that the service reports as invalid take no part.
#[post_condition(
    service = "ssm",
    op = "DeleteParameters",
    reads = ["GetParametersByPath"],
    // One read for each name, or page.
    poll_timeout = 30,
    on_request = true
)]
pub async fn parameters_are_not_under_their_paths(
    ssm: &Reader,
    input: &DeleteParametersInput,
    output: &DeleteParametersOutput,
    write: &Witness,
) -> Check {
    let deleted = deleted_names(input, output);
    if deleted.is_empty() {
        return satisfied(NOTHING_DELETED);
    }
    let mut by_path: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for name in &deleted {
        by_path.entry(path(name)).or_default().insert(name.clone());
    }
    let mut seen = BTreeMap::new();
    for (path, names) in by_path {
        seen.extend(under_path(ssm, path, &names).await?);
    }
    let words = ("still listed under a path", "not listed under a path");
    are_gone(words, dates(&seen), &deleted, write)
}

fn dates(seen: &BTreeMap<String, Shown>) -> impl Iterator<Item = (&str, Option<&DateTime>)> {
    seen.iter()
        .map(|(name, seen)| (&**name, seen.date.as_ref()))
}

/// Those of the named parameters that `DescribeParameters` lists.
async fn listed(
    ssm: &Reader,
    names: &BTreeSet<String>,
    denial_may_lift: bool,
) -> Result<BTreeMap<String, Shown>, ReadError> {
    let by_name = ParameterStringFilter::builder()
        .key("Name")
        .option("Equals")
        .set_values(Some(names.iter().cloned().collect()))
        .build()
        .map_err(ReadError::fatal)?;
    // Nothing but the filter: such requests can be batched.
    let pages = all_pages(
        |token| {
            let page = ssm.describe_parameters().parameter_filters(by_name.clone());
            page.set_next_token(token).send()
        },
        DescribeParametersOutput::next_token,
    );
    let pages = pages.await.denial_may_lift(denial_may_lift)?;
    let parameters = pages.into_iter().filter_map(|page| page.parameters);
    let named = parameters.flatten().filter_map(|parameter| {
        let shown = Shown {
            version: parameter.version,
            date: parameter.last_modified_date,
            data_type: parameter.data_type,
        };
        Some((parameter.name?, shown))
    });
    Ok(by_asked_name(names, named))
}

/// What was seen of these names. Where two that were seen are the same to the service, the one that is
/// written as asked for counts.
fn by_asked_name(
    names: &BTreeSet<String>,
    seen: impl IntoIterator<Item = (String, Shown)>,
) -> BTreeMap<String, Shown> {
    let mut by_name = BTreeMap::new();
    for (name, shown) in seen {
        match asked_as(names, &name) {
            Some(asked) if asked == name => {
                by_name.insert(name, shown);
            }
            Some(asked) => {
                by_name.entry(asked.to_owned()).or_insert(shown);
            }
            None => {}
        }
    }
    by_name
}

/// The path that a parameter is directly under.
fn path(name: &str) -> &str {
    match name.rsplit_once('/') {
        None | Some(("", _)) => "/",
        Some((path, _)) => path,
    }
}

/// The parameter, if it is listed under its path. Values come along and are dropped here.
async fn under_its_path(
    ssm: &Reader,
    name: &str,
    denial_may_lift: bool,
) -> Result<Option<Shown>, ReadError> {
    let found = find_in_pages(
        |token| page_under(ssm, path(name), token),
        GetParametersByPathOutput::next_token,
        |page| {
            let mut parameters = page.parameters().iter();
            let is_it = |it: &&Parameter| it.name().is_some_and(|seen| same_parameter(seen, name));
            parameters.find(is_it).map(Shown::of)
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}

/// Those of the named parameters that are listed under `path`. Values come along and are dropped here.
async fn under_path(
    ssm: &Reader,
    path: &str,
    names: &BTreeSet<String>,
) -> Result<BTreeMap<String, Shown>, ReadError> {
    let pages = all_pages(
        |token| page_under(ssm, path, token),
        GetParametersByPathOutput::next_token,
    );
    let pages = pages.await?;
    let parameters = pages.iter().flat_map(GetParametersByPathOutput::parameters);
    let named = parameters.filter_map(|it| Some((it.name()?.to_owned(), Shown::of(it))));
    Ok(by_asked_name(names, named))
}

async fn page_under(
    ssm: &Reader,
    path: &str,
    token: Option<String>,
) -> Result<GetParametersByPathOutput, SdkError<GetParametersByPathError>> {
    let page = ssm.get_parameters_by_path().path(path).recursive(false);
    let page = page.with_decryption(false).max_results(10);
    page.set_next_token(token).send().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_under_what_is_before_the_last_slash_of_its_name() {
        for (name, expected) in [
            ("/app/db", "/app"),
            ("/app/db/password", "/app/db"),
            ("/db", "/"),
            ("db", "/"),
        ] {
            assert_eq!(path(name), expected, "{name}");
        }
    }
}
