//! Lags as text.

use std::time::Duration;

use postcond_sim::Lag;

use super::figures::{Meant, duration, number};
use crate::serve::spelling::unknown;

const KINDS: [&str; 6] = [
    "zero",
    "never",
    "fixed",
    "uniform",
    "log-normal",
    "exponential",
];

/// `log-normal:200ms:1`, or several with a weight each: `9*exponential:50ms + 1*uniform:2s:8s`.
pub(crate) fn lag(text: &str) -> Meant<Lag> {
    let lag = if text.contains(['*', '+']) {
        let lags: Meant<Vec<(f64, Lag)>> = text.split('+').map(weighted).collect();
        Lag::mixture(lags?)
    } else {
        single(text.trim())?
    };
    match lag.draws(0) {
        Ok(_) => Ok(lag),
        Err(error) => Err(error.to_string()),
    }
}

fn weighted(text: &str) -> Meant<(f64, Lag)> {
    let (weight, lag) = text.split_once('*').ok_or_else(|| {
        format!(
            "`{}` lacks the weight that it has in the mixture, as in `9*fixed:1s`",
            text.trim()
        )
    })?;
    Ok((number(weight)?, single(lag.trim())?))
}

fn single(text: &str) -> Meant<Lag> {
    let mut parts = text.split(':');
    let kind = parts.next().unwrap_or_default();
    let figures: Vec<&str> = parts.collect();
    match (kind, &figures[..]) {
        ("zero", []) => Ok(Lag::zero()),
        // Nobody lives to see it.
        ("never", []) => Ok(Lag::fixed(Duration::MAX)),
        ("fixed", [lag]) => Ok(Lag::fixed(duration(lag)?)),
        ("uniform", [from, to]) => Ok(Lag::uniform(duration(from)?..duration(to)?)),
        ("log-normal", [median, sigma]) => Ok(Lag::log_normal(duration(median)?, number(sigma)?)),
        ("exponential", [mean]) => Ok(Lag::exponential(duration(mean)?)),
        _ => Err(match form(kind) {
            Some(form) => format!("`{text}` is not of the form {form}"),
            None => unknown("lag", kind, KINDS),
        }),
    }
}

fn form(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "zero" | "never" => "zero, or never, without figures",
        "fixed" => "fixed:DURATION",
        "uniform" => "uniform:FROM:TO",
        "log-normal" => "log-normal:MEDIAN:SIGMA",
        "exponential" => "exponential:MEAN",
        _ => return None,
    })
}
