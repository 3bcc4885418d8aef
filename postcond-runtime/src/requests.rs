//! Which requests go out, and when: the rate, the limit in flight, what several share; and what is taken
//! down of those that change something.
//!
//! | decided here | in |
//! |---|---|
//! | how many reads go out | [`budget`], [`concurrency_limit`] |
//! | which equal reads become one request | [`single_flight`] |
//! | which different reads do | [`coalesce`] |
//! | who shares reads with whom | [`sharing`] |
//! | how fast writes of a scope are sent | [`write_rate`] |
//! | what a mutation has sent, when, and how it was refused | [`write_recorder`], [`sent`] |
//!
//! It knows no loop: [`confirm`](crate::confirm) is next above it.

pub(crate) mod budget;
pub(crate) mod coalesce;
pub(crate) mod concurrency_limit;
pub(crate) mod sent;
pub(crate) mod sharing;
pub(crate) mod single_flight;
pub(crate) mod write_rate;
pub(crate) mod write_recorder;
