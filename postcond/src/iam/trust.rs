//! Whom a trust policy names.

use serde_json::Value;

/// Whether callers of AWS, accounts, roles or users, may be among those that a trust policy lets in; services and
/// identity providers are none. Of what is no policy nothing is known.
pub(super) fn names_callers(policy: &str) -> bool {
    let Ok(policy) = serde_json::from_str::<Value>(policy) else {
        return true;
    };
    let statements = match &policy["Statement"] {
        Value::Array(statements) => statements.as_slice(),
        Value::Null => return true,
        single => std::slice::from_ref(single),
    };
    let mut allowing = statements.iter().filter(|it| it["Effect"] == "Allow");
    allowing.any(|it| {
        let principal = &it["Principal"];
        principal == "*" || !principal["AWS"].is_null() || !it["NotPrincipal"].is_null()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_and_providers_are_no_callers() {
        let allow =
            |principal: &str| format!(r#"{{"Statement":{{"Effect":"Allow",{principal}}}}}"#);
        for (policy, expected) in [
            (allow(r#""Principal":{"AWS":"arn:aws:iam::1:root"}"#), true),
            (allow(r#""Principal":"*""#), true),
            (allow(r#""NotPrincipal":{"AWS":"1"}"#), true),
            (
                allow(r#""Principal":{"Service":"ec2.amazonaws.com"}"#),
                false,
            ),
            (allow(r#""Principal":{"Federated":"arn:idp"}"#), false),
            (
                r#"{"Statement":[{"Effect":"Deny","Principal":"*"}]}"#.to_owned(),
                false,
            ),
            ("no policy".to_owned(), true),
        ] {
            assert_eq!(names_callers(&policy), expected, "{policy}");
        }
    }
}
