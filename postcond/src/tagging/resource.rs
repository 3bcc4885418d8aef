//! A resource, as a call names it and as an ARN does.

use std::fmt;

/// A resource, as far as a call and its answer tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// By its ARN.
    Arn(String),
    /// By its service and type, as ARNs have them, and its name: account and region are the client's.
    Named {
        /// As in `ssm`.
        service: &'static str,
        /// As in `parameter`.
        of_type: &'static str,
        /// As a call has it.
        name: Name,
    },
}

/// What follows the type in an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// All of it, but for a slash in front.
    Whole(String),
    /// What follows a path: IAM's names are unique within an account whatever the path, and whatever their case.
    BehindPath(String),
}

impl Resource {
    /// One that is called by its id, its name or its ARN.
    #[cfg(feature = "ssm")]
    pub(crate) fn called(service: &'static str, of_type: &'static str, id: &str) -> Self {
        if id.starts_with("arn:") {
            return Self::Arn(id.to_owned());
        }
        let name = Name::Whole(bare(id).to_owned());
        Self::Named {
            service,
            of_type,
            name,
        }
    }

    /// One of IAM's that is called by its name.
    #[cfg(feature = "iam")]
    pub(crate) fn behind_path(of_type: &'static str, name: &str) -> Self {
        Self::Named {
            service: "iam",
            of_type,
            name: Name::BehindPath(name.to_owned()),
        }
    }

    /// Whether an ARN is this one's.
    pub(super) fn is(&self, arn: &str) -> bool {
        match self {
            Self::Arn(own) => own == arn,
            Self::Named {
                service,
                of_type,
                name,
            } => {
                let mut parts = arn.splitn(6, ':').skip(2);
                let of_service = parts.next() == Some(service);
                let resource = parts.nth(2).and_then(|it| it.split_once('/'));
                of_service && resource.is_some_and(|(kind, id)| kind == *of_type && name.is(id))
            }
        }
    }
}

impl Name {
    fn is(&self, id: &str) -> bool {
        match self {
            Self::Whole(name) => name == bare(id),
            Self::BehindPath(name) => {
                let last = id.rsplit('/').next();
                last.is_some_and(|last| last.eq_ignore_ascii_case(name))
            }
        }
    }
}

/// `/app/db` has the ARN `...:parameter/app/db`.
fn bare(id: &str) -> &str {
    id.strip_prefix('/').unwrap_or(id)
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arn(arn) => f.write_str(arn),
            Self::Named {
                service,
                of_type,
                name: Name::Whole(name) | Name::BehindPath(name),
            } => write!(f, "{service}:{of_type} {name}"),
        }
    }
}

#[cfg(all(test, feature = "iam", feature = "ssm"))]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_known_by_service_type_and_name() {
        let parameter = Resource::called("ssm", "parameter", "/app/db");
        let profile = Resource::behind_path("instance-profile", "Web");
        let arn = "arn:aws:ssm:us-east-1:1:document/d";
        let shared = Resource::called("ssm", "document", arn);
        for (resource, seen, is_it) in [
            (&parameter, "arn:aws:ssm:eu-west-1:2:parameter/app/db", true),
            (
                &parameter,
                "arn:aws-cn:ssm:cn-north-1:2:parameter/app/db",
                true,
            ),
            (&parameter, "arn:aws:ssm:eu-west-1:2:document/app/db", false),
            (
                &parameter,
                "arn:aws:ssm:eu-west-1:2:parameter/app/db/x",
                false,
            ),
            (
                &parameter,
                "arn:aws:ssm:eu-west-1:2:parameter/x/app/db",
                false,
            ),
            (
                &parameter,
                "arn:aws:xyz:eu-west-1:2:parameter/app/db",
                false,
            ),
            (&parameter, "parameter/app/db", false),
            (&parameter, "", false),
            (&profile, "arn:aws:iam::2:instance-profile/web", true),
            (&profile, "arn:aws:iam::2:instance-profile/a/b/Web", true),
            (&profile, "arn:aws:iam::2:instance-profile/Web/b", false),
            (&profile, "arn:aws:iam::2:server-certificate/Web", false),
            (&shared, arn, true),
            (&shared, "arn:aws:ssm:us-east-1:2:document/d", false),
        ] {
            assert_eq!(resource.is(seen), is_it, "{resource}, {seen}");
        }
    }
}
