//! An answer in memory, and again.

use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use tokio::time::timeout;

/// The same response, once all of it is here.
pub(crate) async fn in_memory(mut response: HttpResponse) -> Result<HttpResponse, ConnectorError> {
    let body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let body = match body.bytes() {
        Some(_) => body,
        None => {
            let read = ByteStream::new(body).collect().await;
            SdkBody::from(
                read.map_err(|error| ConnectorError::io(error.into()))?
                    .into_bytes(),
            )
        }
    };
    *response.body_mut() = body;
    Ok(response)
}

/// The same response, once all of it is here: an error if nothing of it arrives for so long.
pub(crate) async fn in_memory_unless_stalled(
    mut response: HttpResponse,
    stalls_after: Option<Duration>,
) -> Result<HttpResponse, ConnectorError> {
    let Some(stalls_after) = stalls_after else {
        return in_memory(response).await;
    };
    if response.body().bytes().is_some() {
        return Ok(response);
    }
    let body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let (mut stream, mut read) = (ByteStream::new(body), Vec::new());
    let stalled = |_| {
        let words = format!("the answer has brought nothing for {stalls_after:?}");
        ConnectorError::timeout(words.into())
    };
    while let Some(chunk) = timeout(stalls_after, stream.next())
        .await
        .map_err(stalled)?
    {
        read.extend_from_slice(&chunk.map_err(|error| ConnectorError::io(error.into()))?);
    }
    *response.body_mut() = SdkBody::from(read);
    Ok(response)
}

/// The same again, of a response that is in memory. What the HTTP client has attached to it is its own.
pub(crate) fn repeated(response: &HttpResponse) -> Result<HttpResponse, ConnectorError> {
    let body = response.body().try_clone();
    let body = body.ok_or_else(|| ConnectorError::other("not in memory".into(), None))?;
    let mut repeated = HttpResponse::new(response.status(), body);
    *repeated.headers_mut() = response.headers().clone();
    Ok(repeated)
}
