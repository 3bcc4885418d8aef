//! `postcond-sim serve`: a file of settings, and what then comes over a connection.
#![no_main]

#[allow(dead_code)]
#[path = "../../postcond-sim/src/serve"]
mod serve {
    pub(crate) mod body;
    pub(crate) mod control;
    pub(crate) mod forms;
    pub(crate) mod options;
    pub(crate) mod report;
    pub(crate) mod served;
    pub(crate) mod server;
    pub(crate) mod settings;
    pub(crate) mod spelling;
}

use std::path::Path;
use std::time::Duration;

use libfuzzer_sys::{Corpus, fuzz_target};
use postcond_fuzz::SEPARATOR;
use serve::served::Served;
use serve::server::requests;
use serve::settings::Settings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The settings in TOML, and requests. One whose first line begins with `raw` is sent as it is; of others the
/// first line is what comes before ` HTTP/1.1`, or an operation as in `AmazonSSM.PutParameter`.
fn served(data: &[u8]) -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else {
        return Corpus::Reject;
    };
    let mut parts = text.split(SEPARATOR);
    let file = Path::new("settings.toml");
    let given = serve::options::in_text(parts.next().unwrap_or_default(), file);
    let Ok(settings) = given.map(|given| Settings::parse(&given)) else {
        return Corpus::Keep;
    };
    let settings = match settings {
        Ok(settings) => settings,
        Err(problems) => {
            assert!(!problems.to_string().is_empty());
            return Corpus::Keep;
        }
    };
    let Ok(served) = Served::new(settings) else {
        return Corpus::Keep;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(exchanged(&served, parts.take(8).map(request).collect()));
    assert!(!served.report().to_string().is_empty());
    Corpus::Keep
}

fn request(text: &str) -> Vec<u8> {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let (line, target) = match head {
        "raw" => return body.replace('\n', "\r\n").into_bytes(),
        line if line.contains(' ') => (line, ""),
        target => ("POST /", target),
    };
    let service = match target.starts_with("secretsmanager") {
        true => "secretsmanager",
        false => "ssm",
    };
    let length = body.len();
    format!(
        "{line} HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: {target}\r\n\
         Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request\r\n\
         Content-Type: application/x-amz-json-1.1\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// All that is sent over one connection, until it ends or a day is over: an answer may never come.
async fn exchanged(served: &Served, sent: Vec<Vec<u8>>) {
    let (mut client, server) = tokio::io::duplex(1 << 16);
    let client = async move {
        for request in sent {
            if client.write_all(&request).await.is_err() {
                break;
            }
        }
        let _ = client.shutdown().await;
        let mut answers = Vec::new();
        let _ = client.read_to_end(&mut answers).await;
        answers
    };
    let both = async { tokio::join!(client, requests(server, served)) };
    let answers = tokio::time::timeout(Duration::from_secs(86_400), both).await;
    if let Ok((answers, _)) = answers {
        assert!(answers.is_empty() || answers.starts_with(b"HTTP/1."));
    }
}

fuzz_target!(|data: &[u8]| -> Corpus { served(data) });
