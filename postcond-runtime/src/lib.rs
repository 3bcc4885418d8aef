//! The run time of [postcond](https://docs.rs/postcond): what generated clients and post-conditions
//! are written against. It knows no service.
//!
//! Programs depend on `postcond`, which re-exports this crate as `postcond::runtime`.
//!
//! Where is what decided?
//!
//! | question | place |
//! |---|---|
//! | what a check is | [`PostCondition`] |
//! | what one poll established | [`Verdict`] |
//! | how listings are read over their pages | [`find_in_pages`], [`all_pages`] |
//! | what an error of a read means | [`ReadError::triage`] |
//! | how long, how often, how sure | [`Policy`], [`Schedule`], [`Confirmations`] |
//! | when a change is likely to show | [`Learned`], [`inspection`] |
//! | how many reads a client may make | [`ReadBudget`] |
//! | which equal reads become one request | `single_flight.rs` |
//! | which different reads do | [`Loader`], [`Batch`] |
//! | when to poll in company | `cohort.rs` |
//! | how a mutation is sent | [`Consistency::send`] |
//! | where the types of a call end | `erased.rs` |
//! | what a read-back is sent with | [`SentWith`] |
//! | which refusals may have changed something all the same | [`PostCondition::REFUSED_WITH`], `changed.rs` |
//! | which refusals of it pass, and when it is sent again | `refusals.rs`, `recent_writes.rs` |
//! | how fast writes of a scope are sent | `write_rate.rs` |
//! | where its read-backs go | `destination.rs` |
//! | what a poll's time-out leaves out | `transmission.rs` |
//! | when to poll again and when to stop | the one loop, in `enforce.rs` |
//! | which policy and which checks apply to a call | [`Consistency`] |
//! | which later write takes back what a write has done | [`Footprint`], [`Fact::is_superseded_by`] |
//! | whether a write that failed may have landed | `ambiguity.rs` |
//! | how such a write is looked up | [`PostCondition::find`] |
//! | how writes are confirmed together | [`Scope`], [`Settlement`] |
//! | what the caller gets back | [`Confirmed`], [`Unconfirmed`], [`Ambiguous`] |
//! | what logs and metrics are told, under which names | [`telemetry`] |

mod ambiguity;
mod batch;
mod budget;
mod changed;
mod clock;
mod coalesce;
mod cohort;
mod company;
mod concurrency_limit;
mod condition;
#[cfg(feature = "serde")]
mod configuration;
mod confirmations;
mod consistency;
mod decision;
mod destination;
mod dispatch;
mod echo;
mod enforce;
mod erased;
mod error;
mod estimate;
mod evidence;
mod footprint;
mod history;
pub mod inspection;
mod listing;
mod look;
mod operation;
mod pace;
mod policy;
mod policy_error;
mod read;
mod recent_writes;
mod recorder;
mod refusals;
mod resending;
mod resource;
mod schedule;
mod scope;
mod search;
mod sending;
mod sent;
mod sent_with;
mod single_flight;
#[cfg(test)]
mod stub;
pub mod telemetry;
mod transmission;
mod triage;
mod unanswered;
mod verdict;
mod witness;
mod write;
mod write_rate;
mod write_recorder;

pub use batch::{Batch, BatchItem, Coalesced};
pub use budget::ReadBudget;
pub use clock::ServerClocks;
pub use coalesce::Loader;
pub use condition::{Condition, PostCondition};
pub use confirmations::Confirmations;
pub use consistency::{CallOptions, Consistency};
pub use destination::FollowsCall;
pub use dispatch::{CheckInfo, Kind, OperationInfo, ServiceInfo};
pub use error::{Cause, Unconfirmed};
pub use evidence::{Confirmed, Evidence, ObservedLag, Outcome, Poll, ReadRecord};
pub use footprint::{Effect, Fact, Footprint};
pub use listing::{all_pages, find_in_pages};
pub use operation::{
    InputOf, Mutation, Operation, OutputOf, Read, ReaderOf, Service, ServiceReader,
};
pub use policy::{AmbiguousWrite, DeniedRead, Policy, PolicyBuilder};
pub use policy_error::{PolicyError, PolicyProblem};
pub use read::{MarkedError, ReadBack, ReadError};
pub use recorder::ReadRecorder;
pub use refusals::{RefusedAfter, RefusedWrite, Resent};
pub use resource::Resource;
pub use schedule::{Exponential, Learned, Schedule};
pub use scope::{
    Fate, Handle, Progress, Scope, ScopeBuilder, SettledWrite, Settlement, SupersededFact, Tally,
    UnconfirmedWrites, WriteName,
};
pub use search::{Finding, Search, absent, created, found, unfindable};
pub use sending::{Sending, ServiceError};
pub use sent_with::SentWith;
pub use triage::Triage;
pub use unanswered::{Ambiguous, Unresolved};
pub use verdict::{Check, Verdict, failed, failing, pending, satisfied, superseded, unverifiable};
pub use witness::Witness;
pub use write_recorder::WriteRecorder;

#[doc(hidden)]
pub mod __private {
    //! What generated code names and nobody else should.
    pub use aws_smithy_runtime_api::client::auth::{
        AuthSchemeOptionsFuture, SharedAuthSchemeOptionResolver,
    };
    pub use aws_smithy_runtime_api::client::http::SharedHttpClient;
    pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
    pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
    pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
    pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
    pub use aws_smithy_types::byte_stream::ByteStream;
    pub use aws_smithy_types::config_bag::ConfigBag;
    pub use aws_smithy_types::error::ErrorMetadata;
    pub use aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA;
    pub use aws_smithy_types::{Blob, DateTime, Document};
    pub use aws_types::SdkConfig;
    pub use aws_types::request_id::RequestId;
    pub use futures_util::future::BoxFuture;

    use crate::recorder;

    pub use crate::operation::{check_of, name_of_read};
    pub use crate::sent_with::auth_schemes;
    pub use crate::single_flight::{HttpClientProbe, SingleFlight};

    /// Whether a client with these interceptors notes its calls already.
    pub fn is_recording(interceptors: impl Iterator<Item = SharedInterceptor>) -> bool {
        recorder::is_recording(interceptors)
    }
}
