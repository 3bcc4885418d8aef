//! The simulator as a server of HTTP requests, from wherever they come.

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use winterbaume_core::auth::extract_region_from_headers;
use winterbaume_core::{MockRequest, MockResponse};

use crate::exchange::ConnectionReset;
use crate::simulator::Simulator;

/// Where a request is from that is signed for no region.
const REGION: &str = "us-east-1";

impl Simulator {
    /// Answers an HTTP request, for servers and for clients other than those of the SDK for Rust. No signature is
    /// checked; the region is the one that the request is signed for, and `us-east-1` if it is signed for none.
    ///
    /// ```
    /// # use postcond_sim::Simulator;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sim = Simulator::builder().build()?;
    /// let request = http::Request::post("/")
    ///     .header("x-amz-target", "AmazonSSM.GetParameter")
    ///     .body(r#"{ "Name": "/app/url" }"#.into())?;
    /// assert_eq!(sim.serve(request).await?.status(), 400);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When the connection is to be dropped in the place of an answer. Where there is to be [no
    /// answer](crate::Answer::never), this waits for ever.
    pub async fn serve(&self, request: Request<Bytes>) -> Result<Response<Bytes>, ConnectionReset> {
        let response = self.exchange(self.received(request)).await?;
        Ok(sent(response))
    }

    /// With the host that AWS has for the region and the service: from there, all else takes the region.
    fn received(&self, request: Request<Bytes>) -> MockRequest {
        let (head, body) = request.into_parts();
        let region = region(&head.headers);
        let path = head.uri.path();
        let mut request = MockRequest {
            method: head.method.as_str().to_owned(),
            uri: String::new(),
            headers: head.headers,
            body,
        };
        let service = self.endpoint(&request).unwrap_or("unknown");
        request.uri = format!("https://{service}.{region}.amazonaws.com{path}");
        request
    }
}

fn region(headers: &HeaderMap) -> String {
    let is_part_of_a_host = |region: &String| {
        let mut bytes = region.bytes();
        !region.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let signed_for = extract_region_from_headers(headers).filter(is_part_of_a_host);
    signed_for.unwrap_or_else(|| REGION.to_owned())
}

fn sent(answer: MockResponse) -> Response<Bytes> {
    let mut response = Response::new(answer.body);
    *response.headers_mut() = answer.headers;
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}
