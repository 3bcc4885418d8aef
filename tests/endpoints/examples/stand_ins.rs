//! What an endpoint that stands in for AWS can confirm: every checked operation with one small call, under
//! `Policy::for_stand_ins()`, as a table in Markdown.
//!
//! ```text
//! cargo run -p postcond-endpoint-tests --example stand_ins -- moto=http://127.0.0.1:5000
//! cargo run -p postcond-endpoint-tests --example stand_ins -- --default-policy moto=http://127.0.0.1:5000
//! ```
//!
//! Several endpoints become several columns. Each should be started anew: what is there from an earlier run
//! is in the way of this one. `docs/stand-ins.md` has what was printed.

use std::error::Error;

use postcond::Policy;
use postcond_endpoint_tests::every_operation::{config, tried};
use postcond_endpoint_tests::table;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut policy = Policy::for_stand_ins();
    let mut tables = table::empty();
    let mut longest = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "--default-policy" {
            policy = Policy::default();
            continue;
        }
        let (name, url) = argument
            .split_once('=')
            .ok_or("give each endpoint as NAME=URL")?;
        let column = tried(name, &config(url), &policy).await?;
        tables = column.documented_in(&tables);
        longest.extend(column.longest().map(|(operation, took)| {
            format!(
                "Longest on {name}: {operation}, {:.1} s",
                took.as_secs_f64()
            )
        }));
    }
    println!("{tables}\n{}", longest.join("\n"));
    Ok(())
}
