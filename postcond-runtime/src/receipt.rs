//! What outlives the process: a statement of a write, as text.
//!
//! | decided here | in |
//! |---|---|
//! | what it says, and how programs hold it | [`statement`] |
//! | what its text is, and whether it is whole | [`text`] |
//! | why one is not taken up | [`unusable`] |
//! | how its times are written | [`moment`] |
//!
//! It names [`contract`](crate::contract), which says how inputs and outputs are written, and
//! [`sdk`](crate::sdk). Receipts are made and taken up in [`confirm`](crate::confirm).

pub(crate) mod moment;
pub(crate) mod statement;
pub(crate) mod text;
pub(crate) mod unusable;
