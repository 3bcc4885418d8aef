//! The time-outs of a poll's reads: for as long as a request waits in the HTTP client, none of them runs.
//!
//! The SDK counts that time as the operation's. So its time-outs of operation and attempt are lifted for
//! reads of polls, and kept in the HTTP client, from the transmission on. A request that waits looks to
//! the SDK like an upload that stalls, too.

use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::timeout::MergeTimeoutConfig;

/// How long a request and its answer may take, from the transmission on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit(pub(crate) Duration);

impl Storable for Limit {
    type Storer = StoreReplace<Self>;
}

impl Limit {
    pub(crate) fn of(request: &HttpRequest) -> Option<Duration> {
        request.extension().map(|Self(limit)| *limit)
    }
}

/// Lifts the time-outs of a read that may wait. The SDK must not have looked at them yet: they are those
/// that hold before its operation begins.
pub(crate) fn lift(cfg: &mut ConfigBag) {
    let time_outs = cfg.load::<MergeTimeoutConfig>();
    let limits = [
        time_outs.operation_timeout(),
        time_outs.operation_attempt_timeout(),
    ];
    let limit = limits.into_iter().flatten().min();
    let protection = cfg.load::<StalledStreamProtectionConfig>().map(of_answer);
    let state = cfg.interceptor_state();
    if let Some(limit) = limit {
        let lifted = time_outs.to_builder().disable_operation_timeout();
        state.store_put(lifted.disable_operation_attempt_timeout().build());
        state.store_put(Limit(limit));
    }
    if let Some(protection) = protection {
        state.store_put(protection);
    }
}

/// Brings the limit of a read, if it has one, to the HTTP client, which does not see the configuration.
pub(crate) fn bring_limit(cfg: &ConfigBag, request: &mut HttpRequest) {
    if let Some(limit) = cfg.load::<Limit>() {
        request.add_extension(*limit);
    }
}

/// For how long a request may wait once it is signed. AWS takes signatures that are five minutes old.
pub(crate) const SIGNATURE_HOLDS: Duration = Duration::from_secs(4 * 60);

/// For how long an answer may bring nothing, if that is watched.
pub(crate) fn grace_of_answer(protection: &StalledStreamProtectionConfig) -> Option<Duration> {
    let is_watched = protection.is_enabled() && protection.download_enabled();
    is_watched.then(|| protection.grace_period())
}

/// The same protection, of the answer alone.
pub(crate) fn of_answer(
    protection: &StalledStreamProtectionConfig,
) -> StalledStreamProtectionConfig {
    if !protection.is_enabled() {
        return protection.clone();
    }
    StalledStreamProtectionConfig::enabled()
        .upload_enabled(false)
        .download_enabled(protection.download_enabled())
        .grace_period(protection.grace_period())
        .build()
}
