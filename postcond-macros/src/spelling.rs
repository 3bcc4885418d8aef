//! What to say about a name that is unknown.

use strsim::levenshtein;

/// That `name` is no such thing, which one of those that are `known` may have been meant, and all of
/// them.
pub(crate) fn unknown(thing: &str, name: &str, known: &[&str]) -> String {
    let all = listed(known);
    match nearest(name, known) {
        Some(meant) => format!("unknown {thing} `{name}`: did you mean `{meant}`? There are {all}"),
        None => format!("unknown {thing} `{name}`: there are {all}"),
    }
}

/// `names` as words: `` `service`, `op` and `reads` ``.
pub(crate) fn listed(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

/// The one of `known` that `name` begins with or is the beginning of, or the one that is fewest typing
/// errors away, if those are at most a third of the longer one's letters.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let continues = |it: &&str| name.len() > 1 && (it.starts_with(name) || name.starts_with(*it));
    let few = |it: &&str| levenshtein(name, it) <= name.len().max(it.len()) / 3;
    let known = known.iter().copied();
    let begins_alike = known.clone().find(continues);
    begins_alike.or_else(|| known.filter(few).min_by_key(|it| levenshtein(name, it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["service", "op", "reads", "found_by", "on_request"];

    #[test]
    fn a_name_that_is_nearly_known_is_told_which_one_was_meant() {
        for (name, meant) in [
            ("read", "reads"),
            ("services", "service"),
            ("serivce", "service"),
            ("srvce", "service"),
            ("operation", "op"),
            ("ops", "op"),
            ("find_by", "found_by"),
            ("onrequest", "on_request"),
        ] {
            assert_eq!(nearest(name, &KEYS), Some(meant), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_far_from_all_is_not_told_that_one_of_them_was_meant() {
        for name in ["timeout", "needs", "r", "", "mutation"] {
            assert_eq!(nearest(name, &KEYS), None, "{name}");
        }
    }

    #[test]
    fn names_are_listed_as_words() {
        assert_eq!(listed(&[]), "");
        assert_eq!(listed(&["ssm"]), "`ssm`");
        assert_eq!(listed(&KEYS[..3]), "`service`, `op` and `reads`");
    }
}
