//! The body of a request, as far as there is room for it.

use std::error::Error;
use std::io;

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;

/// How much of a body that is too large is read all the same, as a multiple of what would be none.
const DISCARDED: usize = 16;

/// Why there is no body.
pub(crate) enum Unread {
    TooLarge,
    /// It is not of the form that its head says.
    Malformed(hyper::Error),
    HungUp,
}

pub(crate) async fn read(mut body: Incoming, limit: usize) -> Result<Bytes, Unread> {
    match Limited::new(&mut body, limit).collect().await {
        Ok(read) => Ok(read.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            discard(body, limit.saturating_mul(DISCARDED)).await;
            Err(Unread::TooLarge)
        }
        Err(error) => match error.downcast::<hyper::Error>() {
            Ok(error) if is_malformed(&error) => Err(Unread::Malformed(*error)),
            _ => Err(Unread::HungUp),
        },
    }
}

/// Whether what arrived made no sense, as opposed to nothing more having arrived.
fn is_malformed(error: &hyper::Error) -> bool {
    let cause = error.source().and_then(|it| it.downcast_ref::<io::Error>());
    error.is_parse()
        || cause.is_some_and(|it| {
            matches!(
                it.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData
            )
        })
}

/// Many clients read no answer before they have sent everything, and none at all if the connection ends before.
async fn discard(mut body: Incoming, mut at_most: usize) {
    while let Some(Ok(frame)) = body.frame().await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        match at_most.checked_sub(length) {
            Some(rest) => at_most = rest,
            None => return,
        }
    }
}
