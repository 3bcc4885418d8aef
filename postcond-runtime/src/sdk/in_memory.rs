//! An answer in memory, and again.

use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream;
use aws_smithy_types::byte_stream::ByteStream;
use tokio::time::timeout;

/// The same response, once all of it is here: an error if nothing of it arrives for as long as that, where
/// there is a limit.
pub(crate) async fn in_memory(
    mut response: HttpResponse,
    stalls_after: Option<Duration>,
) -> Result<HttpResponse, ConnectorError> {
    if response.body().bytes().is_some() {
        return Ok(response);
    }
    let body = ByteStream::new(std::mem::replace(response.body_mut(), SdkBody::taken()));
    let read = match stalls_after {
        Some(stalls_after) => collect_unless_stalled(body, stalls_after).await?.into(),
        None => {
            let read = body.collect().await.map_err(io)?;
            read.into_bytes().into()
        }
    };
    *response.body_mut() = read;
    Ok(response)
}

async fn collect_unless_stalled(
    mut body: ByteStream,
    stalls_after: Duration,
) -> Result<Vec<u8>, ConnectorError> {
    let mut read = Vec::new();
    loop {
        let Ok(chunk) = timeout(stalls_after, body.next()).await else {
            let stalled = format!("the answer has brought nothing for {stalls_after:?}");
            return Err(ConnectorError::timeout(stalled.into()));
        };
        let Some(chunk) = chunk else {
            return Ok(read);
        };
        read.extend_from_slice(&chunk.map_err(io)?);
    }
}

fn io(error: byte_stream::error::Error) -> ConnectorError {
    ConnectorError::io(error.into())
}

/// The same again, of a response that is in memory. What the HTTP client has attached to it is its own.
pub(crate) fn repeated(response: &HttpResponse) -> Result<HttpResponse, ConnectorError> {
    let body = response.body().try_clone();
    let body = body.ok_or_else(|| ConnectorError::other("not in memory".into(), None))?;
    let mut repeated = HttpResponse::new(response.status(), body);
    *repeated.headers_mut() = response.headers().clone();
    Ok(repeated)
}
