//! The names by which tests speak of operations. One that is misspelt is refused: a fault that is laid down for it would
//! befall nothing, and the test would pass without having tested anything.

use std::fmt;
use std::sync::Arc;

use crate::service::Service;
use crate::spelling::{errors, near};

/// An operation that the simulator has: of one service, or of each that has one of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    service: Option<String>,
    operation: String,
}

impl Name {
    /// What `GetParameter` or `ssm:GetParameter` names.
    pub(crate) fn parse(given: &str, services: &[Arc<Service>]) -> Result<Self, UnknownOperation> {
        let name = match given.split_once(':') {
            Some((service, operation)) => Self {
                service: Some(service.to_owned()),
                operation: operation.to_owned(),
            },
            None => Self {
                service: None,
                operation: given.to_owned(),
            },
        };
        let mut known = services.iter().flat_map(|service| service.operations());
        if known.any(|(service, operation)| name.is(service, operation)) {
            Ok(name)
        } else {
            Err(UnknownOperation {
                given: given.to_owned(),
                nearest: name.nearest(services),
            })
        }
    }

    /// The name that is spelt most like this one, if one is near.
    fn nearest(&self, services: &[Arc<Service>]) -> Option<String> {
        let known = services.iter().flat_map(|service| service.operations());
        let near = known.filter_map(|(service, operation)| {
            Some((near(&self.operation, operation)?, service, operation))
        });
        let Some(meant) = &self.service else {
            let (_, _, operation) = near.min_by_key(|(apart, ..)| *apart)?;
            return Some(operation.to_owned());
        };
        let (_, service, operation) =
            near.min_by_key(|(apart, service, _)| (*apart, errors(meant, service)))?;
        Some(format!("{service}:{operation}"))
    }

    /// Whether this operation of this service is the one, or one of those, that are meant.
    pub(crate) fn is(&self, service: &str, operation: &str) -> bool {
        let of_service = self.service.as_deref().is_none_or(|it| it == service);
        of_service && self.operation == operation
    }
}

/// None of the simulator's services has an operation of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub struct UnknownOperation {
    /// What was given.
    pub given: String,
    /// The name that comes nearest to it, if one comes near.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { given, nearest } = self;
        write!(f, "no service of the simulator has an operation `{given}`")?;
        match nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service;

    fn parse(given: &str) -> Result<Name, UnknownOperation> {
        Name::parse(given, service::all().unwrap())
    }

    #[test]
    fn what_a_service_has_is_known_whether_or_not_it_is_simulated() {
        for known in [
            "GetParameter",
            "ssm:GetParameter",
            "secretsmanager:DescribeSecret",
            "StartSession",
            "CreateCloudConnector",
        ] {
            assert!(parse(known).is_ok(), "{known}");
        }
    }

    #[test]
    fn a_name_without_a_service_is_that_of_each() {
        let both = parse("PutResourcePolicy").unwrap();
        let one = parse("ssm:PutResourcePolicy").unwrap();
        assert!(both.is("ssm", "PutResourcePolicy"));
        assert!(both.is("secretsmanager", "PutResourcePolicy"));
        assert!(one.is("ssm", "PutResourcePolicy"));
        assert!(!one.is("secretsmanager", "PutResourcePolicy"));
    }

    #[test]
    fn a_misspelt_name_is_answered_with_the_nearest() {
        let rows = [
            ("GetParamter", Some("GetParameter")),
            ("getParameters", Some("GetParameters")),
            ("put_parameter", Some("PutParameter")),
            ("ssm:GetParamter", Some("ssm:GetParameter")),
            ("smm:GetParameter", Some("ssm:GetParameter")),
            ("secretsmanager:GetParameter", Some("ssm:GetParameter")),
            (
                "secretmanager:PutResourcePolcy",
                Some("secretsmanager:PutResourcePolicy"),
            ),
            ("Nope", None),
            ("StopTheWorld", None),
            ("ssm:", None),
            ("", None),
        ];
        for (given, nearest) in rows {
            let error = parse(given).unwrap_err();
            assert_eq!(error.nearest.as_deref(), nearest, "{given}");
        }
    }

    #[test]
    fn the_error_says_what_was_given_and_what_may_have_been_meant() {
        let in_words = |given| parse(given).unwrap_err().to_string();
        assert_eq!(
            in_words("GetParamter"),
            "no service of the simulator has an operation `GetParamter`; did you mean `GetParameter`?"
        );
        assert_eq!(
            in_words("Nope"),
            "no service of the simulator has an operation `Nope`"
        );
    }
}
