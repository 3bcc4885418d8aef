//! The built-in checks and the generated clients, on the simulator and under tokio's paused clock. One program, so
//! that the SDK crates are linked once.

// The functions beside the tests may panic as the tests may; clippy's setting knows the tests only.
#![allow(clippy::unwrap_used)]

#[macro_use]
mod acted;
mod ambiguous_writes;
mod answered_otherwise;
mod any_lag;
mod budget;
mod cancellation;
mod clock_skew;
mod coalescing;
mod credentials;
mod customizing;
mod declared_reads;
mod deletions;
mod dispatched;
mod documents;
mod elsewhere;
mod enforcing;
mod entries;
mod failures;
mod fault_matrix;
mod figures;
mod form;
mod iam;
mod in_flight;
mod labels;
mod learned;
mod listening;
mod many_writes;
mod messages;
mod mocks;
mod model;
mod operations;
mod ops_and_associations;
mod own_checks;
mod parameter_tags;
mod policies;
mod policies_of_secrets;
mod read_paths;
mod receipts;
mod refused;
mod refused_and_changed;
mod repeated_calls;
mod replication;
mod rotation;
mod rows;
mod scopes;
mod secret_changes;
mod secret_updates;
mod secrets;
mod sentinel;
mod sessions;
mod settled;
mod silence;
mod slow_credentials;
mod stage;
mod stand_ins;
mod table;
mod tagging;
mod tap;
mod telemetry;
mod unpolled_calls;
mod value_reads;
mod versions;
mod waiters;
