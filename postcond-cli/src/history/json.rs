//! Histories for other programs.

use std::time::UNIX_EPOCH;

use postcond_runtime::LagDistribution;
use serde_json::{Value, json};

use super::shown::{ShownCheck, ShownHistory};
use crate::seconds;

/// Times are in seconds, and named so; `null` is what is not known, or was never seen.
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
    let quantile = |chance| known.and_then(|it| it.quantile(chance)).map(seconds);
    let latest = check.latest();
    let latest = latest.and_then(|latest| latest.duration_since(UNIX_EPOCH).ok());
    let bars = check.bars().into_iter().map(|bar| {
        json!({
            "after_seconds": seconds(bar.after),
            "by_seconds": bar.by.map(seconds),
            "share": bar.share,
        })
    });
    json!({
        "operation": check.operation,
        "check": check.check,
        "writes": check.writes(),
        "writes_that_count": known.map(LagDistribution::writes),
        "writes_ignored": check.ignored,
        "latest_seconds_since_1970": latest.map(seconds),
        "median_seconds": quantile(0.5),
        "p90_seconds": quantile(0.9),
        "p99_seconds": quantile(0.99),
        "distribution": bars.collect::<Vec<_>>(),
    })
}
