//! What `#[post_condition]` says about mistakes, and what it takes without complaint.
//!
//! The cases under `cases/` are written against [`pets`], a service in the shape that the generator
//! gives to one: no SDK crate is compiled for them. `tests/ui.rs` runs them.

pub mod pets;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What `future` returns: [`pets`] answers at once, so it needs no run time.
///
/// # Panics
/// If `future` waits for something.
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a future that is not ready at once"),
    }
}
