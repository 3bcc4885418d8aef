//! What a tape does not hold.

use std::time::Duration;

use postcond::secretsmanager::sdk::types::Tag;
use postcond_sim::{Answer, Lag, Simulator};
use postcond_tapes::Tape;
use serde_json::{Value, json};

use crate::playing::played;
use crate::recorded::{KEY, Recorded, SECRET_KEY, TOKEN};

/// The simulator's account.
const ACCOUNT: &str = "123456789012";
const VALUE: &str = "hunter2-sentinel";

fn prompt() -> Simulator {
    Simulator::builder()
        .lag(Lag::fixed(Duration::ZERO))
        .build()
        .unwrap()
}

/// What is answered to a read, and how it stands on the tape.
async fn on_the_tape(answer: Answer) -> Value {
    let sim = prompt();
    let recorded = Recorded::on(&sim);
    sim.script("GetParameter").always().answer(answer);
    let get = recorded.ssm.inner().get_parameter().name("/a").send();
    let _ = get.await;
    let tape = Tape::parse(&recorded.written.text()).unwrap();
    tape.exchanges()[0].answer.clone()
}

#[tokio::test(start_paused = true)]
async fn no_credential_account_request_id_or_value_is_in_the_file() {
    let sim = prompt();
    let recorded = Recorded::on(&sim);
    recorded.put(VALUE).await;
    let read = recorded
        .ssm
        .inner()
        .get_parameter()
        .name("/a")
        .send()
        .await
        .unwrap();
    let arn = read.parameter().unwrap().arn().unwrap();
    assert!(arn.contains(ACCOUNT), "there is one to be hidden: {arn}");
    let tag = Tag::builder().key("owner").value(VALUE).build();
    let create = recorded
        .secrets
        .create_secret()
        .name(format!("app-{ACCOUNT}"))
        .tags(tag);
    let created = create
        .secret_string(VALUE)
        .description(VALUE)
        .send()
        .await
        .unwrap();
    let denied = format!(
        "User: arn:aws:sts::{ACCOUNT}:assumed-role/Admin/jane is not authorized: {KEY}, '{VALUE}'"
    );
    let denied = Answer::error(400, "AccessDeniedException", &denied);
    sim.script("GetParameter").answer(denied);
    let _ = recorded.ssm.inner().get_parameter().name("/a").send().await;

    let text = recorded.written.text();
    let suffix = created.arn().unwrap().rsplit('-').next().unwrap();
    let ids = sim.calls().into_iter().map(|call| call.request_id);
    let ids: Vec<String> = ids.collect();
    let fixed = [
        ACCOUNT,
        VALUE,
        KEY,
        SECRET_KEY,
        TOKEN,
        suffix,
        "Admin",
        "jane",
        "AWS4-HMAC",
    ];
    for hidden in fixed.into_iter().chain(ids.iter().map(String::as_str)) {
        assert!(!text.contains(hidden), "{hidden} is in\n{text}");
    }
    let played = played(Tape::parse(&text).unwrap()).await;
    assert_eq!(played.problems, [""; 0]);
    assert_eq!(played.writes, 2);
}

#[tokio::test(start_paused = true)]
async fn equal_texts_have_equal_stand_ins_and_names_are_kept() {
    let parameter = |arn: &str, value: &str| json!({"Name": "/a", "ARN": arn, "Value": value});
    let answer = json!({
        "Parameters": [
            parameter("arn:aws:ssm:eu-west-1:111122223333:parameter/a", "x"),
            parameter("arn:aws:ssm:eu-west-1:444455556666:parameter/a", "y"),
            parameter("arn:aws:ssm:eu-west-1:111122223333:parameter/b", "x"),
        ],
        "VersionIdsToStages": {"0f1c7e7e-1f0e-4a6b-9d5b-3f9f3f3b2a11": ["AWSCURRENT"]},
        "LastModifiedDate": 1_764_524_306.768,
        "NextToken": "AAEAAd",
    });
    let expected = json!({
        "Parameters": [
            parameter("arn:aws:ssm:eu-west-1:000000000001:parameter/a", "text-1"),
            parameter("arn:aws:ssm:eu-west-1:000000000002:parameter/a", "text-2"),
            parameter("arn:aws:ssm:eu-west-1:000000000001:parameter/b", "text-1"),
        ],
        "VersionIdsToStages": {"0f1c7e7e-1f0e-4a6b-9d5b-3f9f3f3b2a11": ["AWSCURRENT"]},
        "LastModifiedDate": 1_764_524_306.768,
        "NextToken": "text-3",
    });
    assert_eq!(on_the_tape(Answer::json(200, answer)).await, expected);
}

#[tokio::test(start_paused = true)]
async fn what_a_filter_looks_for_is_kept_only_if_it_is_a_name() {
    let rows = [
        ("tag:owner", "text-1"),
        ("tag-value", "text-1"),
        ("description", "text-1"),
        ("all", "text-1"),
        ("tag:Name", "text-1"),
        ("Name", "jane"),
        ("name", "jane"),
        ("Path", "jane"),
        ("tag-key", "jane"),
    ];
    for (key, expected) in rows {
        // The key may come after the values.
        let filter = |value: &str| json!({"Filters": [{"Values": [value], "Key": key}]});
        let answer = Answer::json(200, filter("jane"));
        assert_eq!(on_the_tape(answer).await, filter(expected), "{key}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_entry_of_a_users_map_is_replaced_whatever_its_key_is() {
    let answer = |value: &str| {
        let entries = json!({"Name": value, "Key": value, "code": [value]});
        json!({
            "Parameters": entries,
            "Content": [entries],
            "TargetMaps": [{"Names": [value]}],
            "OperationalData": {"Name": {"Value": value, "Type": "SearchableString"}},
            "Item": {"Parameters": [{"Name": "/a", "Value": value}], "Values": {"Name": value}},
        })
    };
    let on_the_tape = on_the_tape(Answer::json(200, answer("jane"))).await;
    assert_eq!(on_the_tape, answer("text-1"));
}

#[tokio::test(start_paused = true)]
async fn what_is_no_json_is_hidden_whole() {
    let page = Answer::json(500, json!("a page of account 123456789012"));
    assert_eq!(on_the_tape(page).await, json!("text-1"));
}

#[tokio::test(start_paused = true)]
async fn other_arns_say_no_more_than_what_they_are_of() {
    let rows = [
        (
            "arn:aws:iam::111122223333:user/team/jane is not allowed",
            "arn:aws:iam::000000000001:user/redacted-1 is not allowed",
        ),
        (
            "key (arn:aws-cn:kms:cn-north-1:111122223333:key/1234-ab), see it",
            "key (arn:aws-cn:kms:cn-north-1:000000000001:key/redacted-1), see it",
        ),
        (
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:app/db-x1Y2z3",
            "arn:aws:secretsmanager:us-east-1:000000000001:secret:app/db-000001",
        ),
        ("id ASIAQ3EGRSCTLWB7XNUV", "id AKIAREDACTED00000001"),
        ("arn:of:nothing", "arn:of:nothing"),
    ];
    for (message, expected) in rows {
        let answer = Answer::error(400, "ValidationException", message);
        let answer = on_the_tape(answer).await;
        let told = answer.get("message").or(answer.get("Message"));
        assert_eq!(told, Some(&json!(expected)));
    }
}
