//! Whether the limits on what is in flight hold.

use postcond::ReadBudget;

use crate::record::Kind;
use crate::run::History;

/// The number in flight, not counting those that were woken and then not polled, is never beyond the limit.
pub(super) fn no_more_is_in_flight_than_the_limits_allow(
    history: &History<'_>,
) -> Result<(), String> {
    for exchange in &history.log.exchanges {
        let limit = match exchange.kind {
            Kind::ReadBack(_) => ReadBudget::IN_FLIGHT,
            Kind::WriteOfScope => history.program.world.writes_at_once,
            Kind::Other => continue,
        };
        if let Some(in_flight) = exchange.in_flight.filter(|it| *it > limit) {
            let same = history.log.exchanges.iter();
            let same = same.filter(|it| it.kind == exchange.kind);
            let most = same.filter_map(|it| it.in_flight).max();
            return Err(format!(
                "{:?}: {in_flight} in flight at {:?}, {most:?} at most, and the limit is {limit}",
                exchange.kind, exchange.began
            ));
        }
    }
    Ok(())
}
