//! Histories for other programs.

use std::time::{Duration, UNIX_EPOCH};

use postcond_runtime::LagDistribution;
use serde_json::{Value, json};

use super::shown::{ShownCheck, ShownHistory};

/// Times are in milliseconds, dates in milliseconds since 1970; `null` is what is not known, or was never seen.
pub(crate) fn of(histories: &[ShownHistory<'_>]) -> Value {
    let histories = histories.iter().map(|history| {
        let checks: Vec<Value> = history.checks.iter().map(of_check).collect();
        json!({
            "file": history.path.to_string_lossy(),
            "service": history.key.service(),
            "region": history.key.region(),
            "endpoint": history.key.endpoint().as_str(),
            "checks": checks,
        })
    });
    histories.collect()
}

fn of_check(check: &ShownCheck<'_>) -> Value {
    let known = check.distribution.as_ref();
    let quantile = |chance| known.and_then(|it| it.quantile(chance)).map(ms);
    let latest = check.lags.latest();
    let latest = latest.and_then(|latest| latest.duration_since(UNIX_EPOCH).ok());
    let bars = check.bars().into_iter().map(
        |bar| json!({ "after_ms": ms(bar.after), "by_ms": bar.by.map(ms), "share": bar.share }),
    );
    json!({
        "operation": check.lags.operation(),
        "check": check.lags.check(),
        "writes": check.lags.writes(),
        "writes_that_count": known.map(LagDistribution::writes),
        "latest": latest.map(|latest| latest.as_millis() as u64),
        "median_ms": quantile(0.5),
        "p90_ms": quantile(0.9),
        "p99_ms": quantile(0.99),
        "distribution": bars.collect::<Vec<_>>(),
    })
}

/// To the microsecond.
fn ms(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
