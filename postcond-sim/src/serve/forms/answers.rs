//! Answers as text.

use postcond_sim::Answer;
use serde_json::Value;

use super::figures::{Meant, within};
use crate::serve::spelling::unknown;

const KINDS: [&str; 7] = [
    "throttled",
    "denied",
    "server-error",
    "never",
    "reset",
    "lost",
    "withheld",
];

/// One of the kinds, an error as `400:Code:message`, or an answer in JSON as `200:{}`.
pub(crate) fn answer(text: &str) -> Meant<Answer> {
    if let Some((status, rest)) = text.split_once(':') {
        return match serde_json::from_str(rest) {
            Ok(json) => with_json(status, json),
            Err(wrong) if status.starts_with('2') || rest.starts_with(['{', '[']) => {
                Err(format!("`{rest}` is no JSON: {wrong}"))
            }
            Err(_) => error(status, rest),
        };
    }
    Ok(match text {
        "throttled" => Answer::throttled(),
        "denied" => Answer::denied(),
        "server-error" => Answer::server_error(),
        "never" => Answer::never(),
        "reset" => Answer::reset(),
        "lost" => Answer::lost(),
        "withheld" => Answer::withheld(),
        _ => return Err(unknown("answer", text, KINDS) + OWN),
    })
}

const OWN: &str = " (or one of your own: `400:Code:message`, `200:{}`)";

fn with_json(status: &str, json: Value) -> Meant<Answer> {
    // Those below are no answers, but about the answer to come.
    let status = status_in(status, 200)?;
    Ok(Answer::json(status, json))
}

fn error(status: &str, rest: &str) -> Meant<Answer> {
    let status = status_in(status, 400)?;
    let (code, message) = rest.split_once(':').unwrap_or((rest, ""));
    let is_code = |code: &str| {
        code.chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '.')
    };
    if code.is_empty() || !is_code(code) {
        return Err(format!("`{code}` is no code of an error"));
    }
    Ok(Answer::error(status, code, message))
}

fn status_in(text: &str, least: u16) -> Meant<u16> {
    within(text, least..=599)
}
