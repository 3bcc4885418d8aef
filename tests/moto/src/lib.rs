//! The clients against a real HTTP endpoint: [moto](https://docs.getmoto.org), which answers as AWS
//! does and is never late.
//!
//! The tests start `moto_server` themselves, on a free port of the loopback interface. Its path is
//! in `POSTCOND_MOTO_SERVER`; `tests/moto/install.sh` installs the version that `requirements.txt`
//! beside it pins, and prints that path:
//!
//! ```text
//! export POSTCOND_MOTO_SERVER="$(tests/moto/install.sh)"
//! cargo test -p postcond-moto-tests -- --include-ignored
//! ```
//!
//! Without `--include-ignored` they are skipped, so that a plain `cargo test` needs no Python.
