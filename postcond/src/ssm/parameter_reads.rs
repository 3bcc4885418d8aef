//! The read of one parameter that the checks of parameters share.

use super::Reader;
use super::batches::parameter;
use super::sdk::error::ProvideErrorMetadata;
use super::sdk::operation::get_parameter::GetParameterError;
use super::sdk::types::Parameter;
use crate::compare::same_parameter;
use crate::runtime::{ReadBack, ReadError};

/// The parameter's version and date. Its value comes along and is dropped here.
pub(super) async fn read(
    ssm: &Reader,
    selector: &str,
    denial_may_lift: bool,
) -> Result<Option<Parameter>, ReadError> {
    let found = ssm
        .get_parameter()
        .name(selector)
        .with_decryption(false)
        .send()
        .await
        .denial_may_lift(denial_may_lift)
        .absent_if(|error: &GetParameterError| {
            let is_selected = selector.contains(':');
            error.is_parameter_not_found() || (is_selected && is_no_such_version(error))
        })?;
    let found = found.map(|found| {
        // An answer without a parameter does not say that there is none.
        let nothing = || Parameter::builder().build();
        let mut parameter = found.parameter.unwrap_or_else(nothing);
        parameter.value = None;
        parameter
    });
    if let Some(seen) = &found {
        is_asked_for(selector, seen)?;
    }
    Ok(found)
}

/// Whether no version has the number or label that was asked for. A label that is on none has a code of
/// its own at some endpoints, which the model does not declare.
fn is_no_such_version(error: &GetParameterError) -> bool {
    error.is_parameter_version_not_found() || error.code() == Some("ParameterVersionLabelNotFound")
}

/// Whether the answer is about the parameter that was asked for, whichever version of it.
///
/// # Errors
/// If it is about another one, which leaves the check pending.
pub(super) fn is_asked_for(selector: &str, seen: &Parameter) -> Result<(), ReadError> {
    let asked = parameter(selector);
    let names = || [seen.name(), seen.arn()].into_iter().flatten();
    // An ARN may have a version behind it.
    let has_version = |name: &str| {
        asked
            .strip_prefix(name)
            .is_some_and(|it| it.starts_with(':'))
    };
    match names().next() {
        Some(other) if !names().any(|name| same_parameter(asked, name) || has_version(name)) => {
            Err(ReadError::pending(format!(
                "another parameter than {asked}: {other}"
            )))
        }
        _ => Ok(()),
    }
}
