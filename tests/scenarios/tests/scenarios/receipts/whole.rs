//! A receipt is as it was written, or it is none.

use postcond::runtime::Outcome;
use postcond::{Receipt, Scope};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{confirm, resealed, written};
use crate::entries::{self, table};
use crate::stage::{MS, every};

/// The name and the text of a receipt of each entry: made once for all tests, since that takes a while.
async fn receipts() -> Vec<(&'static str, String)> {
    static RECEIPTS: OnceCell<Vec<(&'static str, String)>> = OnceCell::const_new();
    RECEIPTS.get_or_init(written_by_each_entry).await.clone()
}

async fn written_by_each_entry() -> Vec<(&'static str, String)> {
    let mut receipts = Vec::new();
    for entry in entries::all() {
        if let Some(line) = entry.first(Outcome::Satisfied) {
            let text = written(&entry, &[line; 4], every(50 * MS)).await;
            receipts.push((entry.name, text));
        }
    }
    receipts
}

#[tokio::test(start_paused = true)]
async fn one_that_is_cut_off_anywhere_is_refused() {
    for (name, text) in receipts().await {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let error = Receipt::from_json(&text[..end]).unwrap_err().to_string();
            assert!(error.contains("is cut off"), "{name}, {end}: {error}");
        }
        assert_eq!(Receipt::from_json(&text).unwrap().to_json(), text, "{name}");
    }
}

/// Whether both are the same JSON: that a letter of a name's escape changes is no change.
fn is_same(one: &str, other: &str) -> bool {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
    parsed(one).is_some_and(|one| Some(one) == parsed(other))
}

#[tokio::test(start_paused = true)]
async fn one_with_any_byte_changed_is_refused() {
    // Without optimisation each takes a while: some of them will do.
    for (name, text) in receipts().await.into_iter().step_by(15) {
        for at in 0..text.len() {
            // One bit, and what JSON is made of in turn.
            let of_json = b"0x\"{}[],: ";
            for byte in [text.as_bytes()[at] ^ 1, of_json[at % of_json.len()]] {
                let mut changed = text.clone().into_bytes();
                changed[at] = byte;
                let Ok(changed) = String::from_utf8(changed) else {
                    continue;
                };
                if !is_same(&changed, &text) {
                    assert!(Receipt::from_json(&changed).is_err(), "{name}: {changed}");
                }
            }
        }
    }
}

/// Every value in here, by its way.
fn ways(json: &Value) -> Vec<String> {
    let mut ways = Vec::new();
    let within: Vec<(String, &Value)> = match json {
        Value::Object(members) => {
            let members = members.iter();
            let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
            members
                .map(|(name, value)| (escaped(name), value))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, value)| (index.to_string(), value))
                .collect()
        }
        _ => Vec::new(),
    };
    for (step, value) in within {
        ways.push(format!("/{step}"));
        ways.extend(
            self::ways(value)
                .into_iter()
                .map(|way| format!("/{step}{way}")),
        );
    }
    ways
}

/// What a value may have been changed to.
fn others() -> [Value; 9] {
    [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(1.5),
        json!("x"),
        json!([]),
        json!({}),
    ]
}

#[tokio::test(start_paused = true)]
async fn one_with_any_value_changed_is_refused() {
    for (name, text) in receipts().await {
        let json: Value = serde_json::from_str(&text).unwrap();
        for (at, way) in ways(&json).into_iter().enumerate() {
            // Three of them, others for each value.
            for other in others().into_iter().cycle().skip(at).take(3) {
                let mut changed = json.clone();
                let value = changed.pointer_mut(&way).unwrap();
                if *value != other {
                    *value = other;
                    let changed = changed.to_string();
                    assert!(Receipt::from_json(&changed).is_err(), "{name}, {way}");
                }
            }
        }
    }
}

/// The digest keeps no forger out: what is forged is refused or looked for, and nothing panics.
#[tokio::test(start_paused = true)]
async fn one_that_is_forged_is_no_panic() {
    let (mut refused, mut taken_up) = (0, 0);
    let stage = table::stage(table::brief());
    // Each look takes a while: some of them will do.
    for (_, text) in receipts().await.into_iter().step_by(15) {
        let json: Value = serde_json::from_str(&text).unwrap();
        for way in ways(&json) {
            for other in others() {
                let mut changed = json.clone();
                *changed.pointer_mut(&way).unwrap() = other;
                let Ok(receipt) = Receipt::from_json(&resealed(changed)) else {
                    refused += 1;
                    continue;
                };
                taken_up += 1;
                let _ = (receipt.until(), format!("{receipt:?}"), receipt.to_json());
                let _ = super::look(&stage, &receipt).await;
            }
        }
    }
    assert!(refused > 1_000 && taken_up > 1_000, "{refused} {taken_up}");
}

/// Queues and workflows do that.
#[tokio::test(start_paused = true)]
async fn one_that_was_written_anew_is_the_same() {
    let stage = table::stage(table::brief());
    for (name, text) in receipts().await {
        let mut json: Value = serde_json::from_str(&text).unwrap();
        json.sort_all_objects();
        let pretty = serde_json::to_string_pretty(&json).unwrap();
        let receipt = Receipt::from_json(&pretty).unwrap();
        assert_eq!(receipt.to_json(), text, "{name}");
        let through_serde: Receipt = serde_json::from_value(json).unwrap();
        assert_eq!(through_serde, receipt, "{name}");
        let _ = confirm(&stage, &receipt).await;
    }
}

/// Usual calls are small enough for any queue, header or field of a workflow.
#[tokio::test(start_paused = true)]
async fn they_are_small() {
    let mut sizes: Vec<_> = receipts().await;
    sizes.sort_by_key(|(_, text)| text.len());
    let size = |at: usize| (sizes[at].1.len(), sizes[at].0);
    let (median, largest) = (size(sizes.len() / 2), size(sizes.len() - 1));
    println!(
        "{} receipts: median {median:?}, largest {largest:?}",
        sizes.len()
    );
    assert!(largest.0 <= 4_096, "{largest:?}");
}

/// What a call gives is in it as it is, and some give much.
#[tokio::test(start_paused = true)]
async fn the_most_tags_make_a_receipt_of_twenty_one_kilobytes() {
    let stage = table::stage(table::brief());
    let tag = |number: usize| {
        let tag = aws_sdk_secretsmanager::types::Tag::builder();
        tag.key(format!("{number:0128}")).value("v".repeat(256))
    };
    let tags = (0..50).map(|number| tag(number).build()).collect();
    let scope = Scope::new();
    let create = stage.secrets.create_secret().name("a").set_tags(Some(tags));
    let created = create.send_in(&scope).await.unwrap();
    let size = created.receipt().unwrap().to_json().len();
    println!("with the most tags: {size}");
    assert!((20_500..21_500).contains(&size), "{size}");
}
