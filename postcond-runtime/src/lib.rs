//! The run time of [postcond](https://docs.rs/postcond): what generated clients and post-conditions
//! are written against. It knows no service.
//!
//! Programs depend on `postcond`, which re-exports this crate as `postcond::runtime`.
//!
//! Where is what decided? In one of fourteen modules, from the lowest to the highest: each names only lower ones;
//! the page of each says which of its files decides what.
//!
//! | module | decides | of what users see |
//! |---|---|---|
//! | `sdk` | all that knows the SDK: errors, hooks, the service's clock | [`ReadError`], [`Triage`], [`find_in_pages`] |
//! | `contract` | what generated code and checks implement | [`PostCondition`], [`Verdict`], [`Witness`], [`Footprint`] |
//! | [`compare`] | when what was read is the same as what was asked for | [`Members`](compare::Members), [`tags_are_listed`](compare::tags_are_listed) |
//! | `policy` | what users set | [`Policy`], [`Schedule`], [`Confirmations`], [`ReadBudget`] |
//! | `receipt` | what outlives the process: a write, as text | `Receipt` |
//! | `report` | what callers, logs and metrics get | [`Evidence`], [`Unconfirmed`], [`telemetry`] |
//! | [`documents`] | what is written of a client's operations | [`coverage`](documents::coverage()), [`rights`](documents::rights()) |
//! | `timing` | when to look | [`Learned`] |
//! | `history` | where what was learned is kept | [`History`], [`HistoryStore`], [`LagHistory`] |
//! | `requests` | which requests go out, and when | [`Batch`] |
//! | `confirm` | the loop: poll, decide, pause, conclude | [`Consistency`] |
//! | `sending` | how a mutation is sent, again, and looked up | [`Ambiguous`] |
//! | `scope` | many writes | [`Scope`], [`Settlement`] |
//! | `enforcing` | the SDK's own client, with calls that wait | [`SdkCalls`], [`unconfirmed`] |

pub mod compare;
mod confirm;
mod contract;
pub mod documents;
mod enforcing;
mod history;
mod policy;
#[cfg(feature = "receipts")]
mod receipt;
mod report;
mod requests;
mod scope;
mod sdk;
mod sending;
mod timing;

pub use confirm::consistency::Consistency;
pub use contract::batch::{Batch, BatchItem, Coalesced};
pub use contract::check_info::CheckInfo;
pub use contract::dispatch::{Kind, OperationInfo, ServiceInfo};
pub use contract::footprint::{Effect, Fact, Footprint};
pub use contract::operation::{InputOf, Mutation, Operation, OutputOf, Read, ReaderOf, Service};
pub use contract::outcome::Outcome;
pub use contract::post_condition::PostCondition;
pub use contract::refusals::RefusedAfter;
pub use contract::resource::Resource;
pub use contract::search::{Finding, Search, absent, created, found, unfindable};
pub use contract::verdict::{
    Check, Verdict, failed, failing, pending, satisfied, superseded, unverifiable,
};
pub use contract::witness::Witness;
pub use enforcing::{
    ConfirmedWrite, EvidenceLog, Refusal, SdkCalls, SdkOutput, ambiguous, unconfirmed,
};
pub use history::History;
#[cfg(feature = "history")]
pub use history::file::{HistoryFile, HistoryFileError};
#[cfg(feature = "history")]
pub use history::json::{StoredHistory, UnreadableHistory};
pub use history::key::{EndpointKind, HistoryKey};
pub use history::store::{HistoryError, HistoryInMemory, HistoryStore};
pub use policy::confirmations::Confirmations;
pub use policy::policy_error::{PolicyError, PolicyProblem};
pub use policy::read_budget::ReadBudget;
pub use policy::refused_write::RefusedWrite;
pub use policy::schedule::{Exponential, Learned, Schedule};
pub use policy::settings::{AmbiguousWrite, DeniedRead, Policy, PolicyBuilder};
pub use policy::unshown_write::UnshownWrite;
#[cfg(feature = "receipts")]
pub use receipt::statement::Receipt;
#[cfg(feature = "receipts")]
pub use receipt::unusable::UnusableReceipt;
pub use report::error::{Cause, Unconfirmed};
pub use report::evidence::{Confirmed, Evidence, ObservedLag, Poll};
#[cfg(feature = "receipts")]
pub use report::from_receipt::{Looked, ReceiptError};
pub use report::resent::{Resent, WriteName};
pub use report::telemetry;
pub use scope::{
    Handle, Progress, Scope, ScopeBuilder, SettledWrite, Settlement, SupersededFact,
    UnconfirmedWrites, WriteCounts, WriteOutcome,
};
pub use sdk::error_codes::ErrorCodes;
pub use sdk::listing::{all_pages, find_in_pages};
pub use sdk::read::{MarkedError, ReadBack, ReadError};
pub use sdk::read_record::ReadRecord;
pub use sdk::triage::Triage;
pub use sending::indeterminate::Ambiguous;
pub use timing::lag_history::{CheckLags, LagDistribution, LagHistory};

#[doc(hidden)]
pub mod __private {
    //! What generated code and benches name and no other code should.
    pub use aws_smithy_runtime_api::client::auth::{
        AuthSchemeOptionsFuture, SharedAuthSchemeOptionResolver,
    };
    pub use aws_smithy_runtime_api::client::http::SharedHttpClient;
    pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
    pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
    pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
    pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
    pub use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
    pub use aws_smithy_types::byte_stream::ByteStream;
    pub use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
    pub use aws_smithy_types::error::ErrorMetadata;
    pub use aws_smithy_types::error::metadata::{EMPTY_ERROR_METADATA, ProvideErrorMetadata};
    pub use aws_smithy_types::{Blob, DateTime, Document};
    pub use aws_types::SdkConfig;
    pub use aws_types::request_id::RequestId;
    pub use futures_util::future::BoxFuture;
    pub use futures_util::stream::empty as no_events;

    use crate::contract::check_info::CheckInfo;
    use crate::contract::dispatch::OperationInfo;
    use crate::sdk::recorder;

    pub use crate::confirm::call::CallOptions;
    pub use crate::contract::condition::Condition;
    #[cfg(feature = "receipts")]
    pub use crate::contract::operation::Surroundings;
    pub use crate::contract::operation::name_of_read;
    pub use crate::contract::operation::{Generated, ServiceError, ServiceReader};
    #[cfg(feature = "receipts")]
    pub use crate::contract::portable;
    pub use crate::contract::post_condition::check_of;
    pub use crate::enforcing::Enforcing;
    pub use crate::requests::coalesce::Loader;
    pub use crate::requests::single_flight::{SingleFlight, is_single_flight};
    pub use crate::requests::write_recorder::WriteRecorder;
    pub use crate::sdk::clock::ServerClocks;
    pub use crate::sdk::destination::FollowsCall;
    pub use crate::sdk::http_client_probe::HttpClientProbe;
    pub use crate::sdk::read::OfRead;
    pub use crate::sdk::recorder::ReadRecorder;
    pub use crate::sdk::sent_with::SentWith;
    pub use crate::sdk::sent_with::auth_schemes;
    pub use crate::sending::indeterminate::Unresolved;
    pub use crate::sending::send::{Repeat, Sending};
    pub use crate::timing::inspection;

    /// The checks that calls of the operation run by default: for the test that they are those of its row.
    pub fn checks_that_run(row: &OperationInfo) -> impl Iterator<Item = &'static CheckInfo> {
        let mutation = row.mutation();
        let conditions = mutation.map_or(&[][..], |mutation| mutation.built_in());
        conditions.iter().map(|condition| condition.info())
    }

    /// Whether this is one of the interceptors that generated clients install.
    pub fn is_of_ours(interceptor: &SharedInterceptor) -> bool {
        recorder::is_of_ours(interceptor)
    }
}
