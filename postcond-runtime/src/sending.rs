//! How a mutation is sent: what the SDK does, again where it was refused for what passes, and what is made
//! of a call that failed.
//!
//! | decided here | in |
//! |---|---|
//! | the way of a call from the request to the verdict | [`send`] |
//! | when it is sent again | [`resending`], [`admission`] |
//! | what became of it: landed, found to have, or failed | [`landing`] |
//! | how one is looked up that was not answered | [`indeterminate`] |
//! | how one that was refused is looked at | [`changed`] |
//!
//! The look itself is the loop's: [`confirm`](crate::confirm). Many calls together are a
//! [`scope`](crate::scope).

pub(crate) mod admission;
pub(crate) mod changed;
pub(crate) mod indeterminate;
pub(crate) mod landing;
pub(crate) mod resending;
pub(crate) mod send;
