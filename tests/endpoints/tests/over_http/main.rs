//! Both clients over HTTP: the same script run through the SDK's own and the consistent one, what
//! every call leaves as evidence, checks of one's own, and every operation on every endpoint.

#![expect(
    clippy::duplicate_mod,
    reason = "the script is compiled against either client: that it compiles is part of the test"
)]

mod confirmations;
mod confirmed;
mod consistent;
mod every_operation;
mod own_checks;
mod plain;
mod same_script;
mod server;
mod transport;
