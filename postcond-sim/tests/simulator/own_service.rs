//! Services that the simulator does not have by itself.

use std::time::Duration;

use bytes::Bytes;
use postcond_sim::{
    Answer, BuildError, Invocation, Lag, OwnService, OwnServiceError, ServiceError, ServiceLogic,
    Simulator, State,
};
use serde_json::{Value, json};

/// Notes, which have a text each.
struct Notes;

impl ServiceLogic for Notes {
    fn answer(&self, call: &Invocation<'_>, state: &mut State) -> Result<Value, ServiceError> {
        let name = call.text("Name")?;
        let notes = state.things("notes");
        match call.operation {
            "PutNote" => {
                notes.insert(
                    name.to_owned(),
                    json!({"Text": call.input["Text"], "Date": call.date}),
                );
                match name {
                    "refused" => Err(ServiceError::new(400, "Refused", "after the change")),
                    _ => Ok(Value::Null),
                }
            }
            "GetNote" => {
                let not_found = || ServiceError::new(404, "NoteNotFound", "There is no such note");
                notes.get(name).cloned().ok_or_else(not_found)
            }
            other => Err(ServiceError::unsupported(other)),
        }
    }
}

fn model(protocol: &str) -> Value {
    let member = json!({"target": "smithy.api#String", "traits": {"smithy.api#required": {}}});
    let input = json!({"type": "structure", "members": {"Name": member}});
    let operation =
        json!({"type": "operation", "input": {"target": "com.amazonaws.notes#Request"}});
    json!({"smithy": "2.0", "shapes": {
        "com.amazonaws.notes#NotesV1": {
            "type": "service",
            "version": "2026-01-01",
            "traits": {"aws.auth#sigv4": {"name": "notes"}, (protocol): {}},
        },
        "com.amazonaws.notes#GetNote": operation,
        "com.amazonaws.notes#DeleteNote": operation,
        "com.amazonaws.notes#PutNote": operation,
        "com.amazonaws.notes#Request": input,
    }})
}

fn overlay() -> Value {
    let read = json!({"type": "apply", "traits": {"smithy.api#readonly": {}}});
    json!({"smithy": "2.0", "shapes": {"com.amazonaws.notes#GetNote": read}})
}

fn notes() -> OwnService {
    let model = model("aws.protocols#awsJson1_1").to_string();
    OwnService::new(&model, &overlay().to_string(), Notes).unwrap()
}

/// The status of the answer, and what is in it.
async fn ask(sim: &Simulator, operation: &str, input: Value) -> (u16, Value) {
    let request = http::Request::post("/")
        .header("x-amz-target", format!("NotesV1.{operation}"))
        .body(Bytes::from(input.to_string()))
        .unwrap();
    let answer = sim.serve(request).await.unwrap();
    let body = serde_json::from_slice(answer.body()).unwrap();
    (answer.status().as_u16(), body)
}

async fn text(sim: &Simulator, name: &str) -> Value {
    let (_, mut note) = ask(sim, "GetNote", json!({ "Name": name })).await;
    note["Text"].take()
}

#[tokio::test(start_paused = true)]
async fn a_service_of_ones_own_has_the_lags_of_the_others() {
    let lag = Duration::from_millis(300);
    let sim = Simulator::builder().service(notes()).lag(Lag::fixed(lag));
    let sim = sim.build().unwrap();
    ask(&sim, "PutNote", json!({"Name": "a", "Text": "one"})).await;
    assert_eq!(ask(&sim, "GetNote", json!({"Name": "a"})).await.0, 404);
    tokio::time::sleep(lag).await;
    assert_eq!(text(&sim, "a").await, "one");
    ask(&sim, "PutNote", json!({"Name": "a", "Text": "two"})).await;
    ask(&sim, "PutNote", json!({"Name": "b", "Text": "other"})).await;
    assert_eq!(text(&sim, "a").await, "one");
    sim.converge().await;
    assert_eq!(text(&sim, "a").await, "two");
    assert_eq!(text(&sim, "b").await, "other");
    let calls = sim.calls_to("notes:GetNote");
    let missed: Vec<_> = calls.iter().map(|call| call.missed.join(", ")).collect();
    // A call may be about anything: of a stale one, all that it could not see is told.
    assert_eq!(missed, ["notes a", "", "notes a, notes b", "", ""]);
}

#[tokio::test(start_paused = true)]
async fn its_dates_are_those_of_the_simulator() {
    let sim = Simulator::builder().service(notes()).build().unwrap();
    tokio::time::sleep(Duration::from_secs(5)).await;
    ask(&sim, "PutNote", json!({"Name": "a", "Text": "one"})).await;
    let (_, note) = ask(&sim, "GetNote", json!({"Name": "a"})).await;
    assert_eq!(note["Date"], 1_704_067_205.0);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_refused_changes_nothing() {
    let sim = Simulator::builder().service(notes()).build().unwrap();
    let (status, error) = ask(&sim, "PutNote", json!({"Name": "refused", "Text": "x"})).await;
    assert_eq!((status, &error["__type"]), (400, &json!("Refused")));
    assert_eq!(
        ask(&sim, "GetNote", json!({"Name": "refused"})).await.0,
        404
    );
    assert!(sim.writes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_lacks_a_member_or_is_not_simulated_is_refused() {
    let sim = Simulator::builder().service(notes()).build().unwrap();
    let (status, error) = ask(&sim, "PutNote", json!({})).await;
    assert_eq!(
        (status, &error["__type"]),
        (400, &json!("ValidationException"))
    );
    let (status, _) = ask(&sim, "DeleteNote", json!({"Name": "a"})).await;
    assert_eq!(status, 501);
}

#[tokio::test(start_paused = true)]
async fn answers_are_laid_down_for_it_as_for_the_others() {
    let sim = Simulator::builder().service(notes()).build().unwrap();
    sim.script("GetNote").answer(Answer::denied());
    let (_, error) = ask(&sim, "GetNote", json!({"Name": "a"})).await;
    let message = error["Message"].as_str().unwrap();
    assert!(message.contains("notes:GetNote"), "{message}");
    assert!(sim.operation("notes:PutNot").is_err());
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn what_makes_no_service_is_refused_in_words() {
    let json = "aws.protocols#awsJson1_1";
    let without = |shape: &str, r#trait: &str| {
        let mut model = model(json);
        let traits = model["shapes"][shape]["traits"].as_object_mut().unwrap();
        traits.remove(r#trait);
        model
    };
    let service = "com.amazonaws.notes#NotesV1";
    let of_another = r#"{"shapes": {"com.amazonaws.other#Get": {}}}"#.to_owned();
    for (model, overlay, expected) in [
        (
            "{".to_owned(),
            overlay().to_string(),
            "the model is not JSON: EOF",
        ),
        (
            model(json).to_string(),
            "{".to_owned(),
            "the overlay is not JSON: EOF",
        ),
        ("{}".to_owned(), "{}".to_owned(), "the model has no service"),
        (
            without(service, "aws.auth#sigv4").to_string(),
            "{}".to_owned(),
            "the model has no name that requests",
        ),
        (
            without(service, json).to_string(),
            "{}".to_owned(),
            "the model has no protocol that the simulator speaks",
        ),
        (
            model("aws.protocols#restJson1").to_string(),
            "{}".to_owned(),
            "the model has no protocol that the simulator speaks",
        ),
        (
            model(json).to_string(),
            of_another,
            "the overlay speaks of com.amazonaws.other#Get, which is not in the model",
        ),
    ] {
        let refused: OwnServiceError = OwnService::new(&model, &overlay, Notes).unwrap_err();
        let words = refused.to_string();
        assert!(words.starts_with(expected), "{words}");
    }
}

#[test]
fn no_two_services_have_one_name() {
    let refused = Simulator::builder()
        .service(notes())
        .service(notes())
        .build();
    let Err(refused @ BuildError::SecondService(_)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        refused.to_string(),
        "the simulator has two services called `notes`"
    );
}
