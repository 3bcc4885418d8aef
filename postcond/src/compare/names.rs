//! Names of parameters, as the service compares them.

use std::collections::BTreeSet;

/// Whether both name one parameter. A leading slash counts only where there is another one: `/db` and `db`
/// have the same ARN, and some endpoints answer with the one where they were asked for the other. An ARN
/// names the parameter that it ends in.
pub(crate) fn same_parameter(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// That of the names which the answer's `seen` is: itself, else another way to write it.
pub(crate) fn asked_as<'a>(names: &'a BTreeSet<String>, seen: &str) -> Option<&'a str> {
    let itself = names.get(seen);
    let written_otherwise = || names.iter().find(|name| same_parameter(name, seen));
    itself.or_else(written_otherwise).map(String::as_str)
}

/// What two names are compared by.
fn bare(name: &str) -> &str {
    let of_arn = || name.strip_prefix("arn:")?.split_once(":parameter");
    let name = of_arn().map_or(name, |(_, name)| name);
    match name.strip_prefix('/') {
        Some(rest) if !rest.contains('/') => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_slash_counts_only_where_there_is_another() {
        let arn = |name: &str| format!("arn:aws:ssm:us-east-1:123456789012:parameter{name}");
        for (one, other, same) in [
            ("/db", "db", true),
            ("db", "db", true),
            ("/app/db", "/app/db", true),
            ("/app/db", "app/db", false),
            ("/db", "/DB", false),
            ("/db", "/db/", false),
            ("/app/db", "db", false),
            ("/db", &arn("/db"), true),
            ("db", &arn("/db"), true),
            ("/app/db", &arn("/app/db"), true),
            ("/app/db", &arn("/app/other"), false),
        ] {
            assert_eq!(same_parameter(one, other), same, "{one}, {other}");
            assert_eq!(same_parameter(other, one), same, "{other}, {one}");
        }
    }

    #[test]
    fn of_two_ways_to_write_a_name_the_one_that_was_seen_comes_first() {
        let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        let both: BTreeSet<String> = names(&["/db", "db"]);
        assert_eq!(asked_as(&both, "db"), Some("db"));
        assert_eq!(asked_as(&both, "/db"), Some("/db"));
        let one: BTreeSet<String> = names(&["/app/db", "/db"]);
        assert_eq!(asked_as(&one, "db"), Some("/db"));
        assert_eq!(asked_as(&one, "/other"), None);
    }
}
