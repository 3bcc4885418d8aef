//! Ids that may be given bare or as an ARN.

/// The part of an id or an ARN that names the thing: what is after the last slash.
fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Whether two ids name the same thing, whichever of them is bare and whichever an ARN whose last part, after a
/// slash, is the id.
///
/// ```
/// use postcond_runtime::compare::same_id;
///
/// assert!(same_id("pb-1", "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-1"));
/// assert!(!same_id("pb-1", "pb-2"));
/// ```
#[must_use]
pub fn same_id(one: &str, other: &str) -> bool {
    last_part(one) == last_part(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_its_arn_name_the_same_thing() {
        let arn = "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-1";
        for (one, other, same) in [
            ("pb-1", "pb-1", true),
            ("pb-1", arn, true),
            (arn, "pb-1", true),
            (arn, arn, true),
            ("pb-2", arn, false),
            ("b-1", arn, false),
            ("role", "service-role/role", true),
        ] {
            assert_eq!(same_id(one, other), same, "{one}, {other}");
        }
    }
}
