//! Tests only: see `tests/`. The client is generated in a crate that depends on postcond under another name.

pub mod parameters;
