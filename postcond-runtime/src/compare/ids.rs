//! Ids that may be given bare or as an ARN.

/// Whether two ids name the same thing: both are equal, or one is an ARN or a path that ends with the other, after a
/// slash. Two ARNs that differ in account, region or path name two things.
///
/// ```
/// use postcond_runtime::compare::same_id;
///
/// let arn = "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-1";
/// assert!(same_id("pb-1", arn));
/// assert!(!same_id("pb-2", arn));
/// assert!(!same_id("arn:aws:ssm:us-east-1:210987654321:patchbaseline/pb-1", arn));
/// ```
#[must_use]
pub fn same_id(one: &str, other: &str) -> bool {
    one == other || ends_with(one, other) || ends_with(other, one)
}

/// Whether the whole of `id` is what comes after a slash of `longer`.
fn ends_with(longer: &str, id: &str) -> bool {
    let rest = longer.strip_suffix(id);
    !id.is_empty() && rest.is_some_and(|rest| rest.ends_with('/') || id.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_its_arn_name_the_same_thing() {
        let arn = "arn:aws:ssm:us-east-1:123456789012:patchbaseline/pb-1";
        let of_another_account = "arn:aws:ssm:us-east-1:210987654321:patchbaseline/pb-1";
        let parameter = "arn:aws:ssm:us-east-1:123456789012:parameter/a/x";
        for (one, other, same) in [
            ("pb-1", "pb-1", true),
            ("pb-1", arn, true),
            (arn, "pb-1", true),
            (arn, arn, true),
            ("pb-2", arn, false),
            ("b-1", arn, false),
            ("", "a/", false),
            (arn, of_another_account, false),
            ("role", "service-role/role", true),
            ("other/role", "service-role/role", false),
            ("/a/x", parameter, true),
            ("/a/x", "/b/x", false),
        ] {
            assert_eq!(same_id(one, other), same, "{one}, {other}");
        }
    }
}
