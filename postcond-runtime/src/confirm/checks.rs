//! All checks of one write: how they run, what is accepted of them, and what they leave as evidence.

#[cfg(feature = "receipts")]
use std::time::Duration;

#[cfg(feature = "receipts")]
use futures_util::future::join_all;
use futures_util::future::try_join_all;
use tokio::time::Instant;
use tracing::Instrument;

use crate::confirm::enforce::Enforcement;
use crate::confirm::write::Write;
use crate::policy::settings::DeniedRead;
use crate::policy::unshown_write::UnshownWrite;
use crate::report::error::{Cause, Conclusion};
use crate::report::evidence::{Evidence, ObservedLag, Poll, PollLog};
use crate::report::telemetry;

/// Runs all checks of one write side by side; the first that cannot be met ends the others.
/// `Ok(Some(what))` if some could not be confirmed and that is accepted: of each what was missing.
pub(crate) async fn enforce_all(
    enforcements: &mut [Enforcement<'_>],
    write: &Write<'_>,
) -> Conclusion {
    // Most writes have one check: there is nothing to join.
    if let [only] = enforcements {
        return enforce(only, write).await;
    }
    let runs = enforcements.iter_mut().map(|it| enforce(it, write));
    let accepted = try_join_all(runs).await?;
    let accepted: Vec<_> = accepted.into_iter().flatten().collect();
    Ok((!accepted.is_empty()).then(|| accepted.join("; ")))
}

/// Looks once with each check, all side by side, until these moments: what follows from all of them. If that
/// is nothing yet, when the first of their schedules would look again.
#[cfg(feature = "receipts")]
pub(crate) async fn look_once(
    enforcements: &mut [Enforcement<'_>],
    write: &Write<'_>,
    until: &[Instant],
) -> Result<Conclusion, Duration> {
    let looks = enforcements.iter_mut().zip(until);
    let looks = looks.map(|(enforcement, until)| look(enforcement, write, *until));
    let (mut accepted, mut next) = (Vec::new(), None);
    for looked in join_all(looks).await {
        match looked {
            Ok(Ok(what)) => accepted.extend(what),
            Ok(Err(cause)) => return Ok(Err(cause)),
            Err(pause) => next = Some(next.map_or(pause, |next| pause.min(next))),
        }
    }
    match next {
        Some(next) => Err(next),
        None => Ok(Ok((!accepted.is_empty()).then(|| accepted.join("; ")))),
    }
}

/// Looks once with one check.
#[cfg(feature = "receipts")]
async fn look(
    enforcement: &mut Enforcement<'_>,
    write: &Write<'_>,
    until: Instant,
) -> Result<Conclusion, Duration> {
    let check = enforcement.name();
    let span = telemetry::span(check, &write.about());
    let looked = enforcement
        .look(write, until)
        .instrument(span.clone())
        .await?;
    let result = looked.or_else(|cause| accept(enforcement, cause));
    telemetry::concluded(&span, check, &write.about(), enforcement.log(), &result);
    Ok(result)
}

/// Runs one check. `Ok(Some(what))` as above.
async fn enforce(enforcement: &mut Enforcement<'_>, write: &Write<'_>) -> Conclusion {
    let check = enforcement.name();
    let span = telemetry::span(check, &write.about());
    let result = enforcement.run(write).instrument(span.clone()).await;
    let result = result.or_else(|cause| accept(enforcement, cause));
    telemetry::concluded(&span, check, &write.about(), enforcement.log(), &result);
    result
}

/// `Ok(Some(what))` if the check or its policy accepts this cause: what was missing. Best effort is
/// never the reason of an error.
fn accept(enforcement: &Enforcement<'_>, cause: Cause) -> Conclusion {
    let settings = enforcement.settings();
    let accepts_unshown = settings.on_unshown == UnshownWrite::Accept;
    let is_accepted = match &cause {
        cause if enforcement.condition().info().best_effort => {
            return Ok(Some(cause.of_best_effort()));
        }
        Cause::Denied { .. } | Cause::Credentials { .. } => {
            settings.on_denied == DeniedRead::Accept
        }
        Cause::NotImplemented { .. } => accepts_unshown,
        // Without a status it is a fault of the check, or of who has called it.
        Cause::Read { source, .. } => accepts_unshown && source.status().is_some(),
        // Who has never been answered has not been shown anything else either: the endpoint may be gone.
        Cause::Deadline { .. } => accepts_unshown && enforcement.log().polls().any(Poll::has_seen),
        Cause::Failed { .. } | Cause::Changed { .. } => false,
    };
    if is_accepted {
        Ok(Some(cause.in_brief()))
    } else {
        Err(cause)
    }
}

/// The evidence of a write that returned at this moment: of the search for it, if there was one, and
/// of its checks. Only these show its lag.
pub(crate) fn collect(
    search: Option<&PollLog>,
    checks: impl IntoIterator<Item = PollLog>,
    returned: Instant,
) -> Evidence {
    let mut polls = Vec::new();
    let mut polls_made = 0;
    let mut take = |log: PollLog| {
        polls_made += log.made();
        log.append_to(&mut polls);
    };
    if let Some(search) = search {
        take(search.clone());
    }
    let lags = checks.into_iter().map(|log| {
        let lag = log.lag();
        take(log);
        lag
    });
    let lag = ObservedLag::of_all(lags);
    // As large as it must be: a scope holds those of all its writes.
    polls.shrink_to_fit();
    polls.sort_by_key(|poll| poll.at);
    Evidence {
        polls,
        polls_made,
        waited: returned.elapsed(),
        lag,
        unconfirmed: None,
        resent: None,
        #[cfg(feature = "receipts")]
        receipt: None,
    }
}
