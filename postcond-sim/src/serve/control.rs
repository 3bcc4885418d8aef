//! What is asked of the simulator itself, under `/_postcond/`.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Response, StatusCode};
use postcond_sim::{Call, Counts, Simulator};
use serde_json::{Map, Value, json};

use super::forms::{self, Fault, Scripted};
use super::report::Report;
use super::served::Served;
use super::spelling::unknown;

const ROOT: &str = "/_postcond";

/// What there is, with the methods that it takes.
const CONTROLS: [(&str, &str); 6] = [
    ("statistics", "GET"),
    ("lag", "PUT"),
    ("faults", "PUT, DELETE"),
    ("scripts", "PUT, DELETE"),
    ("converge", "POST"),
    ("reset", "POST"),
];

/// The control that a path names, which is none at the root itself; None of a path that is for AWS.
pub(crate) fn named(path: &str) -> Option<&str> {
    match path.strip_prefix(ROOT)? {
        "" => Some(""),
        below => below.strip_prefix('/'),
    }
}

pub(crate) async fn answer(
    served: &Served,
    method: &Method,
    path: &str,
    body: &[u8],
) -> Response<Full<Bytes>> {
    let text = match std::str::from_utf8(body) {
        Ok(text) if matches!(path, "lag" | "faults" | "scripts") && is_json(text) => {
            return refused(
                "the body is to be the text as it is, without quotes and braces of JSON".to_owned(),
            );
        }
        Ok(text) => text,
        Err(_) => return refused("the body is no text".to_owned()),
    };
    let simulator = served.simulator();
    let done = match (path, method.as_str()) {
        ("", "GET") => return plain(StatusCode::OK, listed()),
        ("statistics", "GET") => return statistics(&served.report()),
        ("lag", "PUT") => set_lag(&simulator, text),
        ("faults", "PUT") => set_faults(&simulator, text),
        ("faults", "DELETE") => {
            simulator.clear_fault_rates();
            Ok(())
        }
        ("scripts", "PUT") => set_scripts(&simulator, text),
        ("scripts", "DELETE") => {
            simulator.clear_scripts();
            Ok(())
        }
        ("converge", "POST") => {
            simulator.converge().await;
            Ok(())
        }
        ("reset", "POST") => served.reset(),
        _ => return unknown_control(path),
    };
    match done {
        Ok(()) => plain(StatusCode::NO_CONTENT, String::new()),
        Err(problem) => refused(problem),
    }
}

/// Whether this is what clients make of a value that they send as JSON.
fn is_json(text: &str) -> bool {
    text.trim().starts_with(['"', '{', '['])
}

/// One to a line.
fn listed() -> String {
    let controls = CONTROLS.iter();
    let lines = controls.map(|(control, methods)| format!("{ROOT}/{control}: {methods}\n"));
    lines.collect()
}

fn set_lag(simulator: &Simulator, text: &str) -> Result<(), String> {
    let lag = forms::lag(text.trim())?;
    simulator.set_lag(lag).map_err(|error| error.to_string())
}

/// In the place of all that there are.
fn set_faults(simulator: &Simulator, text: &str) -> Result<(), String> {
    let faults = lines(text, Fault::parse)?;
    simulator.clear_fault_rates();
    faults.iter().try_for_each(|fault| fault.set(simulator))
}

/// In the place of all that have not been given yet.
fn set_scripts(simulator: &Simulator, text: &str) -> Result<(), String> {
    let scripts = lines(text, Scripted::parse)?;
    simulator.clear_scripts();
    scripts.iter().for_each(|script| script.set(simulator));
    Ok(())
}

/// One to a line; all that is wrong if any is.
fn lines<T>(text: &str, parse: fn(&str, &Simulator) -> forms::Meant<T>) -> forms::Meant<Vec<T>> {
    let on = Simulator::builder().build();
    let on = on.map_err(|error| error.to_string())?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut parsed, mut problems) = (Vec::new(), Vec::new());
    for line in lines {
        match parse(line, &on) {
            Ok(it) => parsed.push(it),
            Err(problem) => problems.push(format!("{line}: {problem}")),
        }
    }
    if problems.is_empty() {
        Ok(parsed)
    } else {
        Err(problems.join("\n"))
    }
}

fn statistics(report: &Report) -> Response<Full<Bytes>> {
    let operations = report.statistics.operations.iter();
    let operations: Map<String, Value> = operations
        .map(|(operation, counts)| (operation.clone(), figures(*counts)))
        .collect();
    let stale: Vec<Value> = report.stale.iter().map(stale_read).collect();
    let body = json!({
        "total": figures(report.statistics.total()),
        "operations": operations,
        "stale_reads": stale,
    });
    let mut response = plain(StatusCode::OK, format!("{body:#}\n"));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

fn figures(counts: Counts) -> Value {
    json!({
        "calls": counts.calls,
        "reads": counts.reads,
        "stale_reads": counts.stale_reads,
        "writes": counts.writes,
        "faults": counts.faults,
    })
}

fn stale_read(call: &Call) -> Value {
    json!({
        "at_seconds": call.at.as_secs_f64(),
        "operation": format!("{}:{}", call.service, call.operation),
        "replica": call.replica,
        "missed": call.missed,
        "request_id": call.request_id,
    })
}

fn unknown_control(path: &str) -> Response<Full<Bytes>> {
    let mut known = CONTROLS.iter().chain(&[("", "GET")]);
    match known.find(|(control, _)| *control == path) {
        Some((_, methods)) => {
            let problem = format!("{ROOT}/{path} takes {methods} only");
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, problem + "\n");
            let headers = response.headers_mut();
            headers.insert(ALLOW, HeaderValue::from_static(methods));
            response
        }
        None => {
            let controls = CONTROLS.iter().map(|(control, _)| *control);
            let problem = unknown("control", path, controls);
            plain(StatusCode::NOT_FOUND, problem + "\n")
        }
    }
}

fn refused(problem: String) -> Response<Full<Bytes>> {
    plain(StatusCode::BAD_REQUEST, problem + "\n")
}

fn plain(status: StatusCode, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}
