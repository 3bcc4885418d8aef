//! Reads of several parameters as one.

use std::collections::BTreeSet;

use super::sdk::error::{ErrorMetadata, SdkError};
use super::sdk::operation::describe_parameters::builders::DescribeParametersInputBuilder;
use super::sdk::operation::describe_parameters::{
    DescribeParametersError, DescribeParametersOutput,
};
use super::sdk::operation::get_parameter::builders::GetParameterInputBuilder;
use super::sdk::operation::get_parameter::{GetParameterError, GetParameterOutput};
use super::sdk::operation::get_parameters::{GetParametersError, GetParametersOutput};
use super::sdk::types::error::{ParameterNotFound, ParameterVersionNotFound};
use super::sdk::types::{Parameter, ParameterMetadata, ParameterStringFilter};
use super::{Reader, op};
use crate::compare::same_parameter;
use crate::runtime::{Batch, BatchItem};

/// Up to ten `GetParameter` as one `GetParameters`.
///
/// It takes each parameter once only: that two versions or labels of one can be asked for together is
/// nowhere documented. It says of names that it finds nothing for them, and not why: of a name with a
/// version or label that is a `ParameterVersionNotFound`, of one without a `ParameterNotFound`.
#[derive(Clone, Copy, Debug)]
pub enum ParametersByName {}

impl Batch<op::GetParameter> for ParametersByName {
    /// What `GetParameters` takes.
    const LARGEST: usize = 10;
    type Error = GetParametersError;

    fn fits(others: &[GetParameterInputBuilder], request: &GetParameterInputBuilder) -> bool {
        let is_other = |it: &GetParameterInputBuilder| {
            !same_parameter(parameter(name(it)), parameter(name(request)))
                && decrypts(it) == decrypts(request)
        };
        !name(request).is_empty() && others.iter().all(is_other)
    }

    async fn send(
        reader: &Reader,
        requests: &[GetParameterInputBuilder],
    ) -> Result<Vec<BatchItem<op::GetParameter>>, SdkError<GetParametersError>> {
        let names = requests.iter().map(|it| name(it).to_owned()).collect();
        let read = reader
            .get_parameters()
            .set_names(Some(names))
            .with_decryption(requests.iter().any(decrypts))
            .send()
            .await?;
        let items = requests.iter().map(|it| item(name(it), &read));
        Ok(items.collect())
    }
}

fn name(request: &GetParameterInputBuilder) -> &str {
    request.get_name().as_deref().unwrap_or_default()
}

fn decrypts(request: &GetParameterInputBuilder) -> bool {
    request.get_with_decryption().unwrap_or_default()
}

/// The parameter that a name with a version or label is about. An ARN has colons of its own.
pub(super) fn parameter(name: &str) -> &str {
    match name.strip_prefix("arn:") {
        Some(_) => name,
        None => name
            .split_once(':')
            .map_or(name, |(parameter, _)| parameter),
    }
}

/// What the answer says about the parameter of this name.
fn item(name: &str, read: &GetParametersOutput) -> BatchItem<op::GetParameter> {
    let is_it = |found: &&Parameter| {
        let selector = found.selector().unwrap_or_default();
        let seen = || [found.name(), found.arn()].into_iter().flatten();
        let selected = name.strip_suffix(selector);
        selected.is_some_and(|name| seen().any(|seen| same_parameter(seen, name)))
    };
    if let Some(found) = read.parameters().iter().find(is_it) {
        let output = GetParameterOutput::builder().parameter(found.clone());
        return Some(Ok(output.build()));
    }
    let invalid = read.invalid_parameters();
    let is_invalid = invalid.iter().any(|it| same_selector(it, name));
    match is_invalid {
        true => Some(Err(not_found(parameter(name) != name))),
        false => None,
    }
}

/// Whether both name one parameter, in one version or by one label. A batch has each parameter once.
fn same_selector(one: &str, other: &str) -> bool {
    let selector = |name: &str| name[parameter(name).len()..].to_owned();
    same_parameter(parameter(one), parameter(other)) && selector(one) == selector(other)
}

fn not_found(is_selected: bool) -> GetParameterError {
    let meta = |code: &str| ErrorMetadata::builder().code(code).build();
    if is_selected {
        let error = ParameterVersionNotFound::builder().meta(meta("ParameterVersionNotFound"));
        GetParameterError::ParameterVersionNotFound(error.build())
    } else {
        let error = ParameterNotFound::builder().meta(meta("ParameterNotFound"));
        GetParameterError::ParameterNotFound(error.build())
    }
}

/// Several `DescribeParameters` that each list parameters by name as one: up to 50 names.
#[derive(Clone, Copy, Debug)]
pub enum ParametersFilteredByName {}

/// How many names a filter takes, and how many parameters a page has at most.
const NAMES: usize = 50;

impl Batch<op::DescribeParameters> for ParametersFilteredByName {
    const LARGEST: usize = NAMES;
    type Error = DescribeParametersError;

    fn fits(
        others: &[DescribeParametersInputBuilder],
        request: &DescribeParametersInputBuilder,
    ) -> bool {
        let all = others.iter().chain([request]);
        let names: Option<Vec<_>> = all.map(filtered_names).collect();
        names.is_some_and(|names| {
            names.iter().all(|names| !names.is_empty()) && distinct(names).len() <= NAMES
        })
    }

    async fn send(
        reader: &Reader,
        requests: &[DescribeParametersInputBuilder],
    ) -> Result<Vec<BatchItem<op::DescribeParameters>>, SdkError<DescribeParametersError>> {
        let names = distinct(requests.iter().filter_map(filtered_names).collect());
        let filter = ParameterStringFilter::builder()
            .key("Name")
            .option("Equals")
            .set_values(Some(names.into_iter().map(str::to_owned).collect()))
            .build()
            .map_err(SdkError::construction_failure)?;
        let mut pages = reader
            .describe_parameters()
            .parameter_filters(filter)
            .into_paginator()
            .send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            found.extend(page?.parameters.unwrap_or_default());
        }
        let items = requests.iter().map(|it| listed(it, &found));
        Ok(items.collect())
    }
}

/// The names, if that is all that the request filters by, and it wants whatever is found.
fn filtered_names(request: &DescribeParametersInputBuilder) -> Option<&[String]> {
    let [filter] = request.get_parameter_filters().as_deref()? else {
        return None;
    };
    let only_this = DescribeParametersInputBuilder::default().parameter_filters(filter.clone());
    let is_equality = matches!(filter.option(), None | Some("Equals"));
    (*request == only_this && filter.key() == "Name" && is_equality).then(|| filter.values())
}

fn distinct(names: Vec<&[String]>) -> BTreeSet<&str> {
    names.into_iter().flatten().map(String::as_str).collect()
}

/// The answer to one request, in one page.
fn listed(
    request: &DescribeParametersInputBuilder,
    found: &[ParameterMetadata],
) -> BatchItem<op::DescribeParameters> {
    let names = filtered_names(request)?;
    let is_asked_for = |it: &&ParameterMetadata| {
        it.name()
            .is_some_and(|name| names.iter().any(|asked| same_parameter(asked, name)))
    };
    let asked_for = found.iter().filter(is_asked_for).cloned().collect();
    let output = DescribeParametersOutput::builder().set_parameters(Some(asked_for));
    Some(Ok(output.build()))
}

#[cfg(test)]
mod tests;
