//! Sentences, in messages and in documentation.

use strsim::osa_distance;

/// `a read, pending and unobservable`.
pub(crate) fn listed(items: &[impl AsRef<str>]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => items.concat(),
    }
}

/// `: did you mean `DeleteThing`?`, of the [nearest](nearest) of `known`; nothing if none is near.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!(": did you mean `{meant}`?"),
        None => String::new(),
    }
}

/// The one of `known` that is fewest typing errors away from `name`, if those are no more than a third of the longer
/// one's letters. Two letters in the wrong order are one.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distances = known.into_iter().map(|it| (osa_distance(name, it), it));
    let near = distances.filter(|(errors, it)| *errors <= name.len().max(it.len()) / 3);
    Some(near.min_by_key(|(errors, _)| *errors)?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_with_and() {
        for (items, expected) in [
            (vec![], ""),
            (vec!["a"], "a"),
            (vec!["a", "b"], "a and b"),
            (vec!["a", "b", "c"], "a, b and c"),
        ] {
            assert_eq!(listed(&items), expected);
        }
    }

    #[test]
    fn a_name_that_is_nearly_known_is_told_which_one_was_meant() {
        let known = ["PutThing", "DeleteThing", "DeleteThings"];
        for (name, meant) in [
            ("DeletThing", ": did you mean `DeleteThing`?"),
            ("DeleteThingss", ": did you mean `DeleteThings`?"),
            ("putthing", ": did you mean `PutThing`?"),
            ("PtuThign", ": did you mean `PutThing`?"),
            ("MoveShelf", ""),
            ("", ""),
        ] {
            assert_eq!(did_you_mean(name, &known), meant, "{name}");
        }
    }
}
