//! Whether an answer is about the secret that was asked for.

/// Whether a secret of this ARN and this name is the one that was `asked` for: by its name, by its ARN, or
/// by its ARN without the six characters that the service adds to the name. An answer that tells neither
/// ARN nor name cannot be held against anything.
pub(super) fn is_asked_for(asked: &str, arn: Option<&str>, name: Option<&str>) -> bool {
    if arn.or(name).is_none() || [arn, name].contains(&Some(asked)) {
        return true;
    }
    match (arn, name_in(asked)) {
        // One without those characters: in full it names one life of the secret, and no other will do.
        (Some(arn), Some(_)) => arn.strip_prefix(asked).is_some_and(is_suffix),
        (Some(arn), None) => match name_in(arn) {
            Some(found) => is_of(asked, found),
            None => name.is_none(),
        },
        (None, Some(found)) => name.is_some_and(|name| name == found || is_of(name, found)),
        (None, None) => false,
    }
}

/// What follows the type in an ARN: a name, mostly with six characters more.
fn name_in(arn: &str) -> Option<&str> {
    let (_, name) = arn.strip_prefix("arn:")?.split_once(":secret:")?;
    Some(name)
}

/// Whether this is the name, with the service's characters behind it.
fn is_of(name: &str, with_suffix: &str) -> bool {
    with_suffix.strip_prefix(name).is_some_and(is_suffix)
}

/// As in `-AbCdEf`.
fn is_suffix(text: &str) -> bool {
    let characters = text.strip_prefix('-').unwrap_or_default();
    characters.len() == 6 && characters.chars().all(|it| it.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";

    fn arn(name: &str) -> String {
        format!("{IN}{name}")
    }

    #[test]
    fn a_secret_is_known_by_its_name_and_by_its_arn_with_and_without_its_suffix() {
        for (asked, seen, name, is_it) in [
            ("app", "app-AbCdEf", "app", true),
            ("app", "app-w-AbCdEf", "app-w", false),
            ("app-w", "app-AbCdEf", "app", false),
            (&arn("app-AbCdEf"), "app-AbCdEf", "app", true),
            (&arn("app-AbCdEf"), "app-Zyxwvu", "app", false),
            (&arn("app"), "app-AbCdEf", "app", true),
            (&arn("app"), "app-w-AbCdEf", "app-w", false),
            (&arn("ap"), "app-AbCdEf", "app", false),
            // A name that ends as an ARN does.
            (&arn("app-AbCdEf"), "app-AbCdEf-Zyxwvu", "app-AbCdEf", true),
        ] {
            let seen = arn(seen);
            assert_eq!(
                is_asked_for(asked, Some(&seen), Some(name)),
                is_it,
                "{asked}, {seen}"
            );
            assert_eq!(
                is_asked_for(asked, Some(&seen), None),
                is_it,
                "{asked}, {seen}"
            );
        }
    }

    #[test]
    fn without_an_arn_the_name_decides_and_without_either_nothing_does() {
        for (asked, name, is_it) in [
            ("app", "app", true),
            ("app", "app-w", false),
            (&arn("app-AbCdEf"), "app", true),
            (&arn("app"), "app", true),
            (&arn("app"), "app-w", false),
        ] {
            assert_eq!(
                is_asked_for(asked, None, Some(name)),
                is_it,
                "{asked}, {name}"
            );
        }
        assert!(is_asked_for("app", None, None));
    }
}
