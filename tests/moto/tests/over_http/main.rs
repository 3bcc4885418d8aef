//! Both clients over HTTP: the same script run through the SDK's own and the consistent one, what
//! every call leaves as evidence, and checks of one's own.

#![expect(
    clippy::duplicate_mod,
    reason = "the script is compiled against either client: that it compiles is part of the test"
)]

mod confirmations;
mod confirmed;
mod consistent;
mod own_checks;
mod plain;
mod same_script;
mod server;
mod transport;
