//! Every checked operation with one small call on each endpoint comes to what `docs/stand-ins.md` says of it,
//! and none takes long.
//!
//! `POSTCOND_BLESS=1` has the document written from what is seen.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use parking_lot::Mutex;
use postcond::Policy;
use postcond_endpoint_tests::every_operation::{config, tried};
use postcond_endpoint_tests::table::Column;

use crate::server::{Program, Server};

type Tested = Result<(), Box<dyn Error>>;

/// What a call may take, its read-back included.
const WITHIN: Duration = Duration::from_secs(5);

/// Blessed by one test after the other.
static DOCUMENT: Mutex<()> = Mutex::new(());

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn on_moto() -> Tested {
    comes_to_what_is_documented(Program::Moto).await
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn on_ministack() -> Tested {
    comes_to_what_is_documented(Program::Ministack).await
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn on_the_simulator() -> Tested {
    comes_to_what_is_documented(Program::Simulator).await
}

async fn comes_to_what_is_documented(program: Program) -> Tested {
    let server = Server::start(program);
    let config = config(&server.url());
    let column = tried(&program.title(), &config, &Policy::for_stand_ins()).await?;
    let (operation, took) = column.longest().ok_or("nothing was tried")?;
    assert!(took < WITHIN, "{operation} took {took:?}");
    is_documented(&column)
}

fn is_documented(column: &Column) -> Tested {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/stand-ins.md");
    let _one_at_a_time = DOCUMENT.lock();
    let document = std::fs::read_to_string(&path)?;
    let seen = column.documented_in(&document);
    if std::env::var_os("POSTCOND_BLESS").is_some() {
        std::fs::write(&path, seen)?;
        return Ok(());
    }
    let lines = document.lines().zip(seen.lines());
    let differing: Vec<_> = lines.filter(|(says, seen)| says != seen).collect();
    assert!(
        document == seen,
        "docs/stand-ins.md says, and it was: {differing:#?}\n\
         If it should be so, run this test with POSTCOND_BLESS=1."
    );
    Ok(())
}
