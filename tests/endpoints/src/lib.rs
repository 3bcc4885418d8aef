//! The clients against real HTTP endpoints that stand in for AWS: [moto](https://docs.getmoto.org) and
//! [ministack](https://pypi.org/project/ministack/), which are never late, and `postcond-sim serve`, which is.
//!
//! The tests start the servers themselves, on free ports of the loopback interface. `tests/endpoints/install.sh`
//! installs those that are written in Python, in the versions that `requirements.txt` beside it pins, and
//! prints the folder that has them, to be set as `POSTCOND_ENDPOINTS`. The simulator is the workspace's own:
//!
//! ```text
//! export POSTCOND_ENDPOINTS="$(tests/endpoints/install.sh)"
//! cargo build -p postcond-sim
//! cargo test -p postcond-endpoint-tests -- --include-ignored
//! ```
//!
//! Without `--include-ignored` they are skipped, so that a plain `cargo test` needs no Python.
//!
//! - [`every_operation`] sends one small call of each checked operation;
//! - [`table`] notes what each came to, and writes it as `docs/stand-ins.md` has it.

pub mod every_operation;
pub mod table;
