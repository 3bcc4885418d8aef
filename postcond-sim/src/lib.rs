//! An eventually consistent AWS in the process, for tests.
//!
//! A [`Simulator`] answers the AWS SDK for Rust in the place of Amazon SSM, AWS Secrets Manager and AWS IAM, without a network.
//! Unlike most stand-ins it has a sense of time: a write is visible at a replica only after a [`Lag`], and a read is
//! served by some replica from what that one has reached. Code that reads its own writes too early fails here, as it
//! would against AWS, on every run and in no time: everything follows tokio's clock, paused or not, and one seed.
//!
//! ```toml
//! [dev-dependencies]
//! postcond-sim = { version = "0.2", default-features = false }
//! tokio = { version = "1", features = ["macros", "rt", "test-util"] }
//! ```
//!
//! ```
//! use std::time::Duration;
//!
//! use aws_sdk_ssm::types::ParameterType;
//! use postcond_sim::{Lag, Simulator};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sim = Simulator::builder()
//!     .lag(Lag::fixed(Duration::from_millis(300)))
//!     .build()?;
//! let ssm = aws_sdk_ssm::Client::new(&sim.sdk_config());
//!
//! ssm.put_parameter().name("/app/url").value("https://example.com").r#type(ParameterType::String).send().await?;
//! let too_early = ssm.get_parameter().name("/app/url").send().await;
//! assert!(too_early.is_err(), "the write has not reached the replica");
//!
//! tokio::time::sleep(Duration::from_millis(300)).await;
//! let read = ssm.get_parameter().name("/app/url").send().await?;
//! assert_eq!(read.parameter().and_then(|parameter| parameter.value()), Some("https://example.com"));
//! assert_eq!(sim.calls_to("GetParameter").len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! In a test, `#[tokio::test(start_paused = true)]` makes all waiting instantaneous. Any client takes the config: [the
//! documentation of `postcond`](https://docs.rs/postcond/latest/postcond/#testing-against-staleness) has the same test with
//! its client, which needs no sleep.
//!
//! Programs in other languages meet the same lags over HTTP: `postcond-sim serve` is in the README, and is what the
//! default feature is for. A server of one's own hands its requests to [`Simulator::serve`].
//!
//! # What is simulated
//!
//! - **Writes** go to a leader at once, which alone decides whether they succeed: a second `PutParameter` without
//!   `Overwrite` fails even while no read shows the first. Whatever a write changed then becomes visible at each
//!   replica after its own draw of the lag. Should a later write arrive before an earlier one, the later one stays.
//! - **Reads** are served by a replica drawn at random; see [`Routing`] for what they may show. All operations that
//!   are not known to read are writes.
//! - **Dates** in answers, and their `date` header, are those of the simulator: they start at a fixed date and
//!   advance with tokio's clock. [`DatePrecision`] says how finely parameters are dated; all other dates are whole seconds.
//! - **Required members** that a request lacks, at the top level of its input, make it a `ValidationException`, as with the
//!   services themselves. What a builder of the SDK sees to, such as the members of a tag, is not looked at again.
//! - **Faults** are [laid down](Simulator::script) for the calls to come, or befall [a share](Simulator::fault_rate) of
//!   them, what is beyond [a rate](Simulator::rate_limit) is throttled, what follows [too closely](Simulator::refuse_after)
//!   on another write is refused, and every call is [on record](Simulator::calls), with what it [missed](Call::missed)
//!   if it was stale.
//! - Each region has a state of its own; that of IAM, which is global, is one.
//!
//! A call that names the parameters or the secret that it is about takes the same time however many there are, so that
//! a program can be tested with thousands. Others, such as those that list, take time in proportion.
//!
//! The same seed gives the same lags, replicas, faults and request ids for the same calls. Two things stay
//! random: the jitter of the SDK's own retries, and the ids that Secrets Manager makes up for secrets and versions.
//!
//! The operations themselves are those of [winterbaume](https://docs.rs/winterbaume-core), with what Parameter Store
//! does beyond: ARNs in the place of names and selectors such as `name:3` where parameters are read, at most ten at once,
//! labels that move, listings in order, in pages and filtered (filters that are not known are refused), tiers, allowed
//! patterns and 100 versions at the most, a text in the place of the value where what is encrypted is not to be decrypted,
//! and tags that need their parameter; with what Secrets Manager does beyond: binary values, repeated calls, one previous
//! version, recovery windows, and lists that are filtered and come in pages; and with tags given at creation, default baselines that are shown as such, and
//! executions of associations that are started. Not all of them keep what they are given, or show it afterwards:
//!
//! - cloud connectors and access requests are not implemented;
//! - automations, change requests, previews and the runs of maintenance windows are not kept;
//! - there are no managed nodes, no replicas of secrets in other regions, and rotation stays on once it is;
//! - baselines do not show their patch groups, settings have no status, associations no status,
//!   and a data sync does not keep the source that it is updated with;
//! - of IAM, role templates and properties of the account are not implemented; delegation requests, reports, features
//!   of the organization, outbound federation, token versions and the deletion of roles of services are not kept; roles
//!   and users do not show their permissions boundaries, nor roles their descriptions and, in `GetRole`, their tags.
//!
//! For these, [lay down](Simulator::script) the answers: a client that waits for the change waits in vain otherwise.
//!
//! # Services of one's own
//!
//! Any other service of AWS can be simulated as well, with the same lags, faults and records: its model says which
//! operations there are, its overlay which of them read, and a [`ServiceLogic`] what an operation answers and makes of
//! the service's state. See [`OwnService`].
//!
//! # Names of operations
//!
//! Where a test names an operation, it is one of the services' API, `GetParameter`, with the service before it,
//! `ssm:GetParameter`, where several have one of the name and only one is meant. All operations of the services' models are
//! known, whether or not they are simulated. A name that is not is a mistake in the test, which would wait for a call that
//! is never made: [`Simulator::script`] and [`Simulator::calls_to`] panic, and a [fault rate](Simulator::fault_rate) is an
//! [error](FaultRateError); both say which name comes nearest.

mod answer;
mod backend;
mod builder;
mod calls;
mod clock;
mod cluster;
mod connector;
mod dates;
mod draws;
mod exchange;
mod faults;
mod iam;
mod lag;
mod model;
mod name;
mod own_service;
mod pages;
mod protocol;
mod rate_limit;
mod record;
mod refusals;
mod replication;
mod routing;
mod script;
mod secretsmanager;
mod service;
mod serving;
mod simulator;
mod spelling;
mod ssm;
mod statistics;

pub use answer::Answer;
pub use builder::{BuildError, SimulatorBuilder};
pub use calls::{Call, Outcome, Shown, Write};
pub use clock::DatePrecision;
pub use exchange::ConnectionReset;
pub use faults::{Calls, FaultRateError};
pub use lag::{Lag, LagError};
pub use name::UnknownOperation;
pub use own_service::{Invocation, OwnService, OwnServiceError, ServiceError, ServiceLogic, State};
pub use rate_limit::RateLimitError;
pub use routing::Routing;
pub use script::Script;
pub use simulator::Simulator;
pub use statistics::{Counts, Statistics};

#[doc(hidden)]
pub mod __private {
    //! What the program shares with the library, and nobody else should name.
    pub use crate::spelling::near;
}
