//! Every pair both ways round; and of any policy, any way of writing it and any change of it.

mod any_policy;

use super::PolicyComparison::{Different, Incomparable, Same, ShownById};
use super::compare_policies;

fn policy(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

/// Statements, and whether they say the same.
const STATEMENTS: &[(&str, &str, bool)] = &[
    (
        r#"{"Effect":"Allow","Action":"a:B"}"#,
        r#"{ "Action": ["a:B"], "Effect": "Allow" }"#,
        true,
    ),
    (
        r#"{"Action":["a:B","a:C"]}"#,
        r#"{"Action":["a:C","a:B","a:C"]}"#,
        true,
    ),
    (
        r#"{"Action":["a:B","a:C"]}"#,
        r#"{"Action":["a:B"]}"#,
        false,
    ),
    (r#"{"Action":"a:B"}"#, r#"{"NotAction":"a:B"}"#, false),
    (r#"{"Action":"a:B"}"#, r#"{"Action":"A:b"}"#, true),
    (r#"{"NotAction":"a:B"}"#, r#"{"NotAction":"A:b"}"#, true),
    (r#"{"Action":"a:B"}"#, r#"{"Action":"a:C"}"#, false),
    (r#"{"Resource":"a:B"}"#, r#"{"Resource":"a:b"}"#, false),
    (r#"{"Resource":"*"}"#, r#"{"Resource":["*"]}"#, true),
    (r#"{"NotAction":"a:B"}"#, r#"{"NotAction":["a:B"]}"#, true),
    (
        r#"{"NotAction":["a:B","a:C"]}"#,
        r#"{"NotAction":["a:C","a:B","a:C"]}"#,
        true,
    ),
    (
        r#"{"NotAction":["a:B","a:C"]}"#,
        r#"{"NotAction":["a:B"]}"#,
        false,
    ),
    (r#"{"NotResource":"*"}"#, r#"{"NotResource":["*"]}"#, true),
    (
        r#"{"NotResource":["a","b"]}"#,
        r#"{"NotResource":["b","a","b"]}"#,
        true,
    ),
    (
        r#"{"NotResource":["a","b"]}"#,
        r#"{"NotResource":["a"]}"#,
        false,
    ),
    (r#"{"Principal":"*"}"#, r#"{"Principal":{"AWS":"*"}}"#, true),
    (
        r#"{"Principal":"*"}"#,
        r#"{"Principal":{"Service":"*"}}"#,
        false,
    ),
    (
        r#"{"Principal":{"AWS":"123456789012"}}"#,
        r#"{"Principal":{"AWS":["arn:aws:iam::123456789012:root"]}}"#,
        true,
    ),
    (
        r#"{"Principal":{"AWS":"123456789012"}}"#,
        r#"{"Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"}}"#,
        true,
    ),
    (
        r#"{"Principal":{"AWS":"123456789012"}}"#,
        r#"{"Principal":{"AWS":"arn:aws:iam::123456789012:user/root"}}"#,
        false,
    ),
    (
        r#"{"NotPrincipal":{"AWS":"123456789012"}}"#,
        r#"{"NotPrincipal":{"AWS":["arn:aws:iam::123456789012:root"]}}"#,
        true,
    ),
    (
        r#"{"NotPrincipal":{"Service":["a","b"]}}"#,
        r#"{"NotPrincipal":{"Service":["b","a","b"]}}"#,
        true,
    ),
    (
        r#"{"NotPrincipal":{"Service":["a","b"]}}"#,
        r#"{"NotPrincipal":{"Service":["a"]}}"#,
        false,
    ),
    (
        r#"{"Condition":{"Bool":{"aws:SecureTransport":true}}}"#,
        r#"{"Condition":{"Bool":{"aws:SecureTransport":["true"]}}}"#,
        true,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:x":["a","b"]}}}"#,
        r#"{"Condition":{"StringEquals":{"aws:x":["b","a"]}}}"#,
        true,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:x":"a"}}}"#,
        r#"{"Condition":{"StringLike":{"aws:x":"a"}}}"#,
        false,
    ),
    (r#"{"Sid":"a"}"#, r#"{"Sid":"b"}"#, false),
    // Forms of conditions.
    (
        r#"{"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}"#,
        r#"{"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}}"#,
        true,
    ),
    (
        r#"{"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}"#,
        r#"{"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":["3601"]}}}"#,
        false,
    ),
    (
        r#"{"Condition":{"Bool":{"aws:SecureTransport":true}}}"#,
        r#"{"Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#,
        false,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:SourceVpc":"a"}}}"#,
        r#"{"Condition":{"StringEquals":{"AWS:sourcevpc":"a"}}}"#,
        true,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:x":"a"}}}"#,
        r#"{"Condition":{"StringEquals":{"aws:x":"A"}}}"#,
        false,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:x":"a","AWS:X":"b"}}}"#,
        r#"{"Condition":{"StringEquals":{"aws:x":"b","AWS:X":"a"}}}"#,
        false,
    ),
    (
        r#"{"Condition":{"StringEquals":{"aws:x":"a","AWS:X":"b"}}}"#,
        r#"{"Condition":{"StringEquals":{"aws:x":"c","AWS:X":"b"}}}"#,
        false,
    ),
    (
        r#"{"Effect":"Allow","Condition":{}}"#,
        r#"{"Effect":"Allow"}"#,
        true,
    ),
    (
        r#"{"Effect":"Allow","Condition":{"Bool":{}}}"#,
        r#"{"Effect":"Allow"}"#,
        false,
    ),
    // Names of statements.
    (
        r#"{"Effect":"Allow","Sid":""}"#,
        r#"{"Effect":"Allow"}"#,
        true,
    ),
    (
        r#"{"Effect":"Allow","Sid":"a"}"#,
        r#"{"Effect":"Allow"}"#,
        false,
    ),
    // Principals.
    (
        r#"{"Principal":{"AWS":["arn:aws:iam::123456789012:root","123456789012"]}}"#,
        r#"{"Principal":{"AWS":"123456789012"}}"#,
        true,
    ),
    (
        r#"{"Principal":{"AWS":"arn:aws:iam::123456789012:role/a"}}"#,
        r#"{"Principal":{"AWS":"arn:aws:iam::123456789012:role/A"}}"#,
        false,
    ),
    (r#"{"Principal":"*"}"#, r#"{"NotPrincipal":"*"}"#, false),
    // Statements are a set.
    (
        r#"{"Effect":"Allow"},{"Effect":"Deny"}"#,
        r#"{"Effect":"Deny"},{"Effect":"Allow"},{"Effect":"Deny"}"#,
        true,
    ),
    (
        r#"{"Effect":"Allow"},{"Effect":"Deny"}"#,
        r#"{"Effect":"Deny"}"#,
        false,
    ),
    // What is none to IAM.
    (
        r#"{"Action":[{"a":1,"b":2}]}"#,
        r#"{"Action":[{"b":2,"a":1}]}"#,
        true,
    ),
    (r#"{"Action":5}"#, r#"{"Action":"5"}"#, false),
];

#[test]
fn the_same_rules_are_the_same_however_they_are_written() {
    for (one, other, same) in STATEMENTS {
        let expected = if *same { Same } else { Different };
        let (first, second) = (policy(one), policy(other));
        assert_eq!(
            compare_policies(&first, &second),
            expected,
            "{one}, {other}"
        );
        assert_eq!(
            compare_policies(&second, &first),
            expected,
            "{other}, {one}"
        );
    }
}

#[test]
fn what_is_around_the_statements_may_be_left_out_where_that_means_the_same() {
    for (one, other, same) in [
        (
            r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}"#,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}"#,
            true,
        ),
        (
            r#"{"Statement":[]}"#,
            r#"{"Version":"2008-10-17","Statement":[]}"#,
            true,
        ),
        (
            r#"{"Statement":[]}"#,
            r#"{"Version":"2012-10-17","Statement":[]}"#,
            false,
        ),
        (
            r#"{"Version":"2012-10-17","Statement":[]}"#,
            r#"{"Version":"2008-10-17","Statement":[]}"#,
            false,
        ),
        (r#"{"Id":"","Statement":[]}"#, r#"{"Statement":[]}"#, true),
        (r#"{"Id":"a","Statement":[]}"#, r#"{"Statement":[]}"#, false),
    ] {
        let expected = if same { Same } else { Different };
        assert_eq!(compare_policies(one, other), expected, "{one}, {other}");
        assert_eq!(compare_policies(other, one), expected, "{other}, {one}");
    }
}

#[test]
fn what_is_no_policy_document_cannot_be_compared() {
    let statement = r#"{"Statement":["a"]}"#;
    for text in ["no policy", "[]", "\"{}\"", "", statement] {
        assert_eq!(compare_policies("{}", text), Incomparable, "{text}");
        assert_eq!(compare_policies(text, "{}"), Incomparable, "{text}");
    }
}

const ROLE: &str = "arn:aws:iam::123456789012:role/app/reader";
const SECOND_ROLE: &str = "arn:aws:iam::123456789012:role/writer";
const USER: &str = "arn:aws:iam::123456789012:user/jane";
const SESSION: &str = "arn:aws:sts::123456789012:assumed-role/reader/jane";
const ROLE_ID: &str = "AROADBQP57FF2AEXAMPLE";
const SECOND_ROLE_ID: &str = "AROAJ2UCCR6DPCEXAMPLE";
const USER_ID: &str = "AIDACKCEVSQ6C2EXAMPLE";

/// The principals of each statement.
type Principals<'a> = &'a [&'a [&'a str]];

/// A policy with a statement for each list of principals.
fn for_principals(principals: Principals<'_>) -> String {
    let statements = principals.iter().enumerate().map(|(number, principals)| {
        let action = format!("secretsmanager:Action{number}");
        serde_json::json!({"Effect": "Allow", "Principal": {"AWS": principals}, "Action": action})
    });
    let statements: Vec<_> = statements.collect();
    serde_json::json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

#[test]
fn principals_that_are_shown_by_their_unique_ids_are_named() {
    let session_id = &*format!("{ROLE_ID}:jane");
    let rows: &[(Principals<'_>, Principals<'_>, &[&str])] = &[
        (&[&[ROLE]], &[&[ROLE_ID]], &[ROLE_ID]),
        (&[&[USER]], &[&[USER_ID]], &[USER_ID]),
        (&[&[SESSION]], &[&[session_id]], &[session_id]),
        (
            &[&["123456789012", ROLE]],
            &[&[ROLE_ID, "123456789012"]],
            &[ROLE_ID],
        ),
        (&[&[ROLE, USER]], &[&[USER_ID, ROLE]], &[USER_ID]),
        (
            &[&[ROLE, USER]],
            &[&[USER_ID, ROLE_ID]],
            &[USER_ID, ROLE_ID],
        ),
        (
            &[&[ROLE], &[SECOND_ROLE]],
            &[&[ROLE_ID], &[SECOND_ROLE]],
            &[ROLE_ID],
        ),
        (
            &[&[ROLE], &[SECOND_ROLE]],
            &[&[ROLE_ID], &[SECOND_ROLE_ID]],
            &[ROLE_ID, SECOND_ROLE_ID],
        ),
        (&[&[ROLE], &[ROLE]], &[&[ROLE_ID], &[ROLE_ID]], &[ROLE_ID]),
    ];
    for (given, attached, ids) in rows {
        let comparison = compare_policies(&for_principals(given), &for_principals(attached));
        let ids = ids.iter().map(|&id| id.to_owned()).collect();
        assert_eq!(comparison, ShownById(ids), "{given:?}, {attached:?}");
    }
}

#[test]
fn an_id_stands_for_one_principal_of_its_type_and_for_no_other_change() {
    let rows: &[(Principals<'_>, Principals<'_>)] = &[
        (&[&[ROLE]], &[&[USER_ID]]),
        (&[&[USER]], &[&[ROLE_ID]]),
        (&[&[SESSION]], &[&[ROLE_ID]]),
        (&[&["123456789012"]], &[&[ROLE_ID]]),
        (&[&["*"]], &[&[ROLE_ID]]),
        (&[&[ROLE, SECOND_ROLE]], &[&[ROLE_ID]]),
        (&[&[ROLE]], &[&[ROLE_ID, SECOND_ROLE_ID]]),
        (&[&[ROLE]], &[&[ROLE, ROLE_ID]]),
        (&[&[ROLE]], &[&[SECOND_ROLE]]),
        (&[&[ROLE]], &[&["AROA"]]),
        (&[&[ROLE]], &[&["AROAdbqp57ff2aexample"]]),
        (&[&[ROLE]], &[&["AGPACKCEVSQ6C2EXAMPLE"]]),
        (&[&[ROLE]], &[&[ROLE_ID], &[ROLE_ID]]),
        (&[&[ROLE], &[SECOND_ROLE]], &[&[ROLE_ID]]),
        // Shown the wrong way round: it was the id that was given.
        (&[&[ROLE_ID]], &[&[ROLE]]),
    ];
    for (given, attached) in rows {
        let comparison = compare_policies(&for_principals(given), &for_principals(attached));
        assert_eq!(comparison, Different, "{given:?}, {attached:?}");
    }
    let given = for_principals(&[&[ROLE]]);
    let shown = given.replace(ROLE, ROLE_ID);
    for (from, to) in [
        ("Allow", "Deny"),
        ("2012-10-17", "2008-10-17"),
        ("Action0", "Action1"),
        (r#""AWS""#, r#""Federated""#),
    ] {
        let changed = shown.replace(from, to);
        assert_ne!(changed, shown, "{from}");
        assert_eq!(compare_policies(&given, &changed), Different, "{to}");
    }
    let federated = |policy: &str| policy.replace(r#""AWS""#, r#""Federated""#);
    let (given, shown) = (federated(&given), federated(&shown));
    assert_eq!(
        compare_policies(&given, &shown),
        Different,
        "no AWS principal"
    );
}
