//! Parameters: put, delete.

use std::collections::BTreeSet;

use aws_smithy_types::DateTime;

use super::parameter_reads::read;
use super::sdk::operation::delete_parameter::{DeleteParameterInput, DeleteParameterOutput};
use super::sdk::operation::delete_parameters::{DeleteParametersInput, DeleteParametersOutput};
use super::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use super::sdk::types::{Parameter, ResourceTypeForTagging};
use super::{Reader, tags};
use crate::compare::asked_as;
use crate::post_condition;
use crate::runtime::{
    Check, ReadError, Search, Verdict, Witness, absent, created, pending, satisfied, superseded,
    unfindable,
};

/// A read by plain name returns the version that this call made, or a later one, and the tags given
/// at creation are listed.
///
/// Delete and recreate restarts versions at 1: a copy of the earlier life can show a higher version
/// than ours, so a version counts only with a date that is not from before the write.
#[post_condition(
    service = "ssm",
    op = "PutParameter",
    reads = ["GetParameter", "ListTagsForResource"],
    batched = "GetParameters",
    found_by = created_parameter
)]
pub(crate) async fn version_and_tags_are_visible(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    made_version(output)?;
    let name = name(input);
    let verdict = version_is_visible(ssm, name, input, output, write).await?;
    let of_type = &ResourceTypeForTagging::Parameter;
    tags::and_listed(verdict, ssm, of_type, name, input.tags()).await
}

/// Unless it may overwrite, a call that lands makes version 1 of a name that was free.
async fn created_parameter(
    ssm: &Reader,
    input: &PutParameterInput,
    _: &Witness,
) -> Search<PutParameterOutput> {
    if input.overwrite() == Some(true) {
        return unfindable("an overwrite cannot be told from somebody else's");
    }
    let name = name(input);
    let selector = format!("{name}:1");
    match read(ssm, &selector, !input.tags().is_empty()).await? {
        Some(seen) => created(
            PutParameterOutput::builder().version(1).build(),
            seen.last_modified_date(),
            format!("version 1 of {name}"),
        ),
        None => absent(format!("{name} is not found{}", never_appears(input))),
    }
}

async fn version_is_visible(
    ssm: &Reader,
    name: &str,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    // Tags can change the caller's own rights.
    let seen = read(ssm, name, !input.tags().is_empty()).await?;
    let seen = seen.as_ref().map(Shown::of);
    version_is_shown(ssm, "found", seen, input, output, write).await
}

/// What a read shows of a parameter, whichever read it is.
pub(super) struct Shown {
    pub(super) version: i64,
    pub(super) date: Option<DateTime>,
    pub(super) data_type: Option<String>,
}

impl Shown {
    pub(super) fn of(parameter: &Parameter) -> Self {
        Self {
            version: parameter.version(),
            date: parameter.last_modified_date().copied(),
            data_type: parameter.data_type().map(str::to_owned),
        }
    }

    /// An answer that does not say that there is no parameter, and does not show one.
    pub(super) fn nothing() -> Self {
        Self::of(&Parameter::builder().build())
    }
}

/// Whether `seen` is the version that the call made, or a later one of this life of the parameter;
/// `found` is what it is not if nothing was seen.
pub(super) async fn version_is_shown(
    ssm: &Reader,
    found: &str,
    seen: Option<Shown>,
    input: &PutParameterInput,
    output: &PutParameterOutput,
    write: &Witness,
) -> Check {
    let name = name(input);
    let wanted = made_version(output)?;
    let Some(seen) = seen else {
        return pending(format!("{name} is not {found}{}", never_appears(input)));
    };
    let (version, date) = (seen.version, seen.date.as_ref());
    if version < wanted {
        let hint = stays_behind(input, &seen);
        pending(format!(
            "version {version} of {name}, not yet {wanted}{hint}"
        ))
    } else if !write.covers(date) {
        pending(format!(
            "version {version} of {name}, not dated since the write"
        ))
    } else if version == wanted {
        satisfied(format!("version {version} of {name}"))
    } else if write.precedes(date) {
        superseded(format!("version {version} of {name}, written since"))
    } else {
        own_version_is_behind(ssm, input, wanted, write).await
    }
}

/// A later version was written within a second or two of ours: that our version is there, too, is
/// the proof that it is of the same life.
async fn own_version_is_behind(
    ssm: &Reader,
    input: &PutParameterInput,
    wanted: i64,
    write: &Witness,
) -> Check {
    let name = name(input);
    let selector = format!("{name}:{wanted}");
    match read(ssm, &selector, !input.tags().is_empty()).await? {
        Some(own) if own.version() == wanted && write.covers(own.last_modified_date()) => {
            superseded(format!("version {wanted} of {name}, behind a later one"))
        }
        _ => pending(format!("a later version of {name}, but not yet {wanted}")),
    }
}

/// The name of what is put. The service trims blanks around it.
pub(super) fn name(input: &PutParameterInput) -> &str {
    input.name().unwrap_or_default().trim()
}

/// The version that a call has made.
pub(super) fn made_version(output: &PutParameterOutput) -> Result<i64, ReadError> {
    match output.version() {
        0 => Err(ReadError::fatal("the answer to the call names no Version")),
        version => Ok(version),
    }
}

/// Its values are ids of images, which are validated after the call has been answered.
const IMAGE: &str = "aws:ec2:image";

/// Why a parameter may not be there at all.
pub(super) fn never_appears(input: &PutParameterInput) -> &'static str {
    match input.data_type() {
        Some(IMAGE) => "; an aws:ec2:image that fails its validation never appears",
        _ => "",
    }
}

/// Why a parameter may be there in an earlier version only. An overwrite need not name the data type.
fn stays_behind(input: &PutParameterInput, seen: &Shown) -> &'static str {
    match input.data_type().or(seen.data_type.as_deref()) {
        Some(IMAGE) => "; an aws:ec2:image that fails its validation stays at its earlier version",
        _ => "",
    }
}

/// A read by plain name says that the parameter does not exist, or shows one made anew.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["GetParameter"],
    batched = "GetParameters"
)]
pub(crate) async fn name_is_not_found(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
    write: &Witness,
) -> Check {
    is_not_found(ssm, input.name().unwrap_or_default(), write).await
}

async fn is_not_found(ssm: &Reader, name: &str, write: &Witness) -> Check {
    match read(ssm, name, false).await? {
        None => satisfied(format!("{name} is not found")),
        Some(seen) if write.precedes(seen.last_modified_date()) => {
            superseded(format!("{name} has been made anew"))
        }
        Some(seen) => pending(format!("version {} of {name}", seen.version())),
    }
}

/// The name can be used again: a read by it finds nothing, and no tags of the deleted parameter are
/// left.
///
/// While they are, the service refuses to create the name with `TooManyUpdates`. AWS also asks for
/// half a minute between deleting a name and creating it again, which no read shows.
#[post_condition(
    service = "ssm",
    op = "DeleteParameter",
    reads = ["GetParameter", "ListTagsForResource"],
    batched = "GetParameters",
    on_request = true
)]
pub async fn name_is_free(
    ssm: &Reader,
    input: &DeleteParameterInput,
    _: &DeleteParameterOutput,
    write: &Witness,
) -> Check {
    let name = input.name().unwrap_or_default();
    let verdict = is_not_found(ssm, name, write).await?;
    without_tags(ssm, verdict, [name]).await
}

/// `verdict` on deleted names and, if it says that they are gone, on the tags that they had.
async fn without_tags<'a>(
    ssm: &Reader,
    verdict: Verdict,
    names: impl IntoIterator<Item = &'a str>,
) -> Check {
    // What has been made anew has tags of its own.
    let mut verdict = verdict;
    for name in names {
        if !matches!(verdict, Verdict::Satisfied(_)) {
            break;
        }
        let of_type = &ResourceTypeForTagging::Parameter;
        verdict = verdict.and(tags::none_is_left(ssm, of_type, name).await?);
    }
    Ok(verdict)
}

/// Every name that the service has not reported as invalid is no longer readable, or has been made
/// anew.
///
/// Names that it reports as invalid, most often because they never existed, take no part. One that it
/// does not mention at all does. Every poll asks for all names: that is one call in any case, and each
/// confirmation is then one of all.
#[post_condition(service = "ssm", op = "DeleteParameters", reads = ["GetParameters"])]
pub(crate) async fn deleted_names_are_not_found(
    ssm: &Reader,
    input: &DeleteParametersInput,
    output: &DeleteParametersOutput,
    write: &Witness,
) -> Check {
    are_not_found(ssm, &deleted_names(input, output), write).await
}

/// All the names can be used again: reads by them find nothing, and no tags of the deleted parameters
/// are left.
///
/// Names that the service reports as invalid take no part. While tags are left, the service refuses
/// to create the name with `TooManyUpdates`. AWS also asks for half a minute between deleting a name
/// and creating it again, which no read shows.
#[post_condition(
    service = "ssm",
    op = "DeleteParameters",
    reads = ["GetParameters", "ListTagsForResource"],
    // One read for each name.
    poll_timeout = 30,
    on_request = true
)]
pub async fn names_are_free(
    ssm: &Reader,
    input: &DeleteParametersInput,
    output: &DeleteParametersOutput,
    write: &Witness,
) -> Check {
    let names = deleted_names(input, output);
    let verdict = are_not_found(ssm, &names, write).await?;
    without_tags(ssm, verdict, names.iter().map(String::as_str)).await
}

/// The names to look for: those that the service says it deleted, and those that it was asked to
/// delete and says nothing about.
pub(super) fn deleted_names(
    input: &DeleteParametersInput,
    output: &DeleteParametersOutput,
) -> BTreeSet<String> {
    let asked = input.names().iter().map(|name| name.trim().to_owned());
    let mut names: BTreeSet<String> = asked.collect();
    for invalid in output.invalid_parameters() {
        let invalid = asked_as(&names, invalid).map(str::to_owned);
        invalid.map(|name| names.remove(&name));
    }
    for deleted in output.deleted_parameters() {
        if asked_as(&names, deleted).is_none() {
            names.insert(deleted.clone());
        }
    }
    names
}

async fn are_not_found(ssm: &Reader, deleted: &BTreeSet<String>, write: &Witness) -> Check {
    if deleted.is_empty() {
        return satisfied(NOTHING_DELETED);
    }
    let read = ssm
        .get_parameters()
        .set_names(Some(deleted.iter().cloned().collect()))
        .with_decryption(false)
        .send()
        .await?;
    let gone = read.invalid_parameters().iter();
    let gone: BTreeSet<&str> = gone.filter_map(|name| asked_as(deleted, name)).collect();
    let found = deleted.iter().filter(|name| !gone.contains(name.as_str()));
    let found = found.map(|name| {
        let mut parameters = read.parameters().iter();
        let seen =
            parameters.find(|it| asked_as(deleted, it.name().unwrap_or_default()) == Some(name));
        (&**name, seen.and_then(Parameter::last_modified_date))
    });
    are_gone(("still readable", "not found"), found, deleted, write)
}

pub(super) const NOTHING_DELETED: &str = "nothing was deleted";

/// Whether all of the deleted names are gone, but for those that have been made anew. `found` are
/// those that are still found, and when they were last modified; the words say what those still are,
/// and the others no longer.
pub(super) fn are_gone<'a>(
    (still, gone): (&str, &str),
    found: impl IntoIterator<Item = (&'a str, Option<&'a DateTime>)>,
    deleted: &BTreeSet<String>,
    write: &Witness,
) -> Check {
    let found = found.into_iter();
    let (anew, left): (Vec<_>, Vec<_>) = found.partition(|(_, date)| write.precedes(*date));
    let names = |of: Vec<(&str, _)>| {
        let names: Vec<&str> = of.into_iter().map(|(name, _)| name).collect();
        names.join(", ")
    };
    if !left.is_empty() {
        pending(format!("{still}: {}", names(left)))
    } else if !anew.is_empty() {
        superseded(format!("made anew: {}", names(anew)))
    } else {
        let deleted: Vec<&str> = deleted.iter().map(String::as_str).collect();
        satisfied(format!("{gone}: {}", deleted.join(", ")))
    }
}
