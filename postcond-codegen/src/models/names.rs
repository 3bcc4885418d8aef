//! Names that botocore does not have and that are therefore derived.

use std::collections::HashSet;

/// Names for the members of an enum, one per value and unique among them.
///
/// Only the values are facts. The names are derived for both sources alike: otherwise the same
/// service would look different depending on where its model came from.
#[must_use]
pub(crate) fn enum_members<'a>(values: &[&'a str]) -> Vec<(String, &'a str)> {
    let mut taken = HashSet::new();
    values
        .iter()
        .map(|value| {
            let name = screaming_snake(value);
            let unique = (2..)
                .map(|number| format!("{name}_{number}"))
                .find(|candidate| !taken.contains(candidate));
            let name = match unique {
                Some(unique) if taken.contains(&name) => unique,
                _ => name,
            };
            taken.insert(name.clone());
            (name, *value)
        })
        .collect()
}

/// The value in capitals, its words joined by underscores, always a valid Smithy identifier.
#[must_use]
pub(crate) fn screaming_snake(value: &str) -> String {
    let characters: Vec<char> = value.chars().collect();
    let mut name = String::new();
    for (index, &character) in characters.iter().enumerate() {
        if !character.is_ascii_alphanumeric() {
            separate(&mut name);
            continue;
        }
        let before = index.checked_sub(1).map(|before| characters[before]);
        if starts_word(before, character, characters.get(index + 1).copied()) {
            separate(&mut name);
        }
        name.push(character.to_ascii_uppercase());
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => "EMPTY".to_owned(),
        // An identifier cannot start with a digit.
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name.to_owned(),
    }
}

fn starts_word(before: Option<char>, character: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let after_lower = before.is_ascii_lowercase() || before.is_ascii_digit();
    let ends_acronym =
        before.is_ascii_uppercase() && after.is_some_and(|after| after.is_ascii_lowercase());
    character.is_ascii_uppercase() && (after_lower || ends_acronym)
}

fn separate(name: &mut String) {
    if !name.is_empty() && !name.ends_with('_') {
        name.push('_');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_identifiers() {
        let rows = [
            ("Advanced", "ADVANCED"),
            ("Intelligent-Tiering", "INTELLIGENT_TIERING"),
            ("AWS::EC2::Instance", "AWS_EC2_INSTANCE"),
            (
                "Microsoft.Compute/virtualMachines",
                "MICROSOFT_COMPUTE_VIRTUAL_MACHINES",
            ),
            ("IPAddress", "IP_ADDRESS"),
            ("NOT_EQUAL", "NOT_EQUAL"),
            ("InProgress2Go", "IN_PROGRESS2_GO"),
            ("64bit", "_64BIT"),
            ("--", "EMPTY"),
            ("", "EMPTY"),
        ];
        for (value, name) in rows {
            assert_eq!(screaming_snake(value), name, "{value}");
        }
    }

    #[test]
    fn names_are_unique() {
        let names: Vec<_> = enum_members(&["a-b", "aB", "A_B_2", "a b"])
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["A_B", "A_B_2", "A_B_2_2", "A_B_3"]);
    }
}
