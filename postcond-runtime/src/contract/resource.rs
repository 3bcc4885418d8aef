//! What a write is made to, by whichever of its names.

use std::borrow::Cow;
use std::fmt;

/// A resource of a service, so that the names and ARNs that a service takes for it come out as one.
///
/// An ARN is taken for the id in it, as `arn:aws:ssm:us-east-1:111122223333:parameter/app/db` is for
/// `app/db`. Blanks around an id and a slash before it do not count: an ARN has neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    kind: Cow<'static, str>,
    id: String,
    /// Region and account, where an ARN has told them.
    home: Option<Box<(String, String)>>,
}

impl Resource {
    /// The resource of this `kind`, a name for its type such as `Parameter`, that `id` is the name,
    /// the id or the ARN of.
    #[must_use]
    pub fn new(kind: impl Into<Cow<'static, str>>, id: &str) -> Self {
        let kind = kind.into();
        let Some(arn) = Arn::parse(id.trim()) else {
            let id = without_slash(id.trim()).to_owned();
            return Self {
                kind,
                id,
                home: None,
            };
        };
        let home = Some(Box::new((arn.region.to_owned(), arn.account.to_owned())));
        let id = without_slash(arn.id).to_owned();
        Self { kind, id, home }
    }

    /// Like [`new`](Self::new), of a service whose ARNs end in a hyphen and six random characters, as
    /// in `secret:db-AbCdEf`. They are no part of the name; ARNs without them name the same resource.
    #[must_use]
    pub fn with_random_suffix(kind: impl Into<Cow<'static, str>>, id: &str) -> Self {
        let mut resource = Self::new(kind, id);
        if resource.home.is_some() {
            let name = without_random_suffix(&resource.id);
            resource.id.truncate(name.len());
        }
        resource
    }

    /// The name of its type.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its name or id, never an ARN.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether both are one resource. Where one of them was named without a region and an account,
    /// it is taken to be in those of the other.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let apart = matches!((&self.home, &other.home), (Some(one), Some(other)) if one != other);
        !apart && self.kind == other.kind && self.id == other.id
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}

struct Arn<'a> {
    region: &'a str,
    account: &'a str,
    id: &'a str,
}

impl<'a> Arn<'a> {
    /// The parts of `arn:partition:service:region:account:type/id`, or `...:type:id`.
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.splitn(5, ':').skip(2);
        let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
        let id = resource
            .split_once(['/', ':'])
            .map_or(resource, |(_, id)| id);
        Some(Self {
            region,
            account,
            id,
        })
    }
}

fn without_slash(id: &str) -> &str {
    id.strip_prefix('/').unwrap_or(id)
}

fn without_random_suffix(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((name, suffix))
            if suffix.len() == 6 && suffix.bytes().all(|it| it.is_ascii_alphanumeric()) =>
        {
            name
        }
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_names_that_a_service_takes_for_a_resource_come_out_as_one() {
        let ssm = "arn:aws:ssm:us-east-1:111122223333:";
        let rows = [
            ("/app/db", format!("{ssm}parameter/app/db")),
            ("db", format!("{ssm}parameter/db")),
            (" db ", "db".to_owned()),
            ("pb-1", format!("{ssm}patchbaseline/pb-1")),
            ("/ssm/a/b", format!("{ssm}servicesetting/ssm/a/b")),
            ("db", format!(" {ssm}parameter/db ")),
            ("a:b", format!("{ssm}thing:a:b")),
            ("alarms", "arn:aws:sns:us-east-1:1:alarms".to_owned()),
            ("/a/b", "arn:aws:logs:us-east-1:1:log-group:/a/b".to_owned()),
        ];
        for (name, other) in rows {
            let (one, other) = (Resource::new("It", name), Resource::new("It", &other));
            assert!(one.is_same_as(&other), "{one} and {other}");
        }
    }

    #[test]
    fn a_resource_elsewhere_is_another_one() {
        let of = |region: &str, account: &str| {
            Resource::new(
                "Parameter",
                &format!("arn:aws:ssm:{region}:{account}:parameter/db"),
            )
        };
        let here = of("us-east-1", "1");
        assert!(here.is_same_as(&of("us-east-1", "1")));
        assert!(here.is_same_as(&Resource::new("Parameter", "db")));
        assert!(!here.is_same_as(&of("us-east-2", "1")));
        assert!(!here.is_same_as(&of("us-east-1", "2")));
        assert!(!here.is_same_as(&Resource::new("Document", "db")));
        assert!(!here.is_same_as(&Resource::new("Parameter", "app/db")));
    }

    /// Of an ARN without a random suffix, nothing that only looks a little like one is taken away.
    #[test]
    fn a_random_suffix_has_six_letters_or_digits() {
        for (name, id) in [
            ("db-AbCdE1", "db"),
            ("my-db-AbCdE1", "my-db"),
            ("my-database", "my-database"),
            ("my-db", "my-db"),
            ("my-db_one", "my-db_one"),
        ] {
            let arn = format!("arn:aws:secretsmanager:us-east-1:1:secret:{name}");
            assert_eq!(Resource::with_random_suffix("Secret", &arn).id(), id);
        }
    }

    proptest! {
        #[test]
        fn a_name_its_arn_and_its_arn_without_suffix_are_one_resource(
            // Six characters after a hyphen cannot be told from a random suffix.
            name in "[a-zA-Z0-9_+=.@-]{1,12}(/[a-z]{1,5})?".prop_filter("ends like an ARN", |it| {
                without_random_suffix(it) == it
            }),
            suffix in "[a-zA-Z0-9]{6}",
        ) {
            let partial = format!("arn:aws-cn:secretsmanager:cn-north-1:1:secret:{name}");
            let full = format!("{partial}-{suffix}");
            let [name, partial, full] = [&name, &partial, &full]
                .map(|it| Resource::with_random_suffix("Secret", it));
            prop_assert!(name.is_same_as(&partial));
            prop_assert!(name.is_same_as(&full));
            prop_assert!(partial.is_same_as(&full));
        }

        #[test]
        fn a_bare_name_keeps_what_looks_like_a_random_suffix(name in "[a-z]{1,8}", suffix in "[a-zA-Z0-9]{6}") {
            let bare = format!("{name}-{suffix}");
            let resource = Resource::with_random_suffix("Secret", &bare);
            prop_assert_eq!(resource.id(), bare);
        }

        #[test]
        fn a_parameter_is_the_same_by_name_and_by_arn(name in "/?[a-zA-Z0-9_.-]{1,8}(/[a-zA-Z0-9_.-]{1,8}){0,4}", blanks in " {0,2}") {
            let slash = if name.starts_with('/') { "" } else { "/" };
            let arn = format!("arn:aws:ssm:us-east-1:111122223333:parameter{slash}{name}");
            let by_name = Resource::new("Parameter", &format!("{blanks}{name}{blanks}"));
            prop_assert!(by_name.is_same_as(&Resource::new("Parameter", &arn)));
        }
    }
}
