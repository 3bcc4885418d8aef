//! What a client's dispatch table says, as documents in Markdown: how it treats each operation, and which rights
//! reading back takes. `docs/coverage.md` and `docs/iam.md` of `postcond` are made of these, and so can be those of
//! a crate with a client of its own.
//!
//! A test that holds such a document to what the checks are, and writes it anew where that is asked for:
//!
//! ```
//! use postcond_runtime::{ServiceInfo, documents};
//!
//! # const SERVICE: ServiceInfo = ServiceInfo::new("sfn", "SFN", &[]);
//! fn document() -> String {
//!     // `SERVICE` is in the module of the client.
//!     format!("# Coverage\n\n{}\n# Rights\n\n{}", documents::coverage(&[&SERVICE]), documents::rights(&[&SERVICE]))
//! }
//!
//! fn is_current(file: &std::path::Path) -> std::io::Result<bool> {
//!     if std::env::var_os("BLESS").is_some() {
//!         std::fs::write(file, document())?;
//!     }
//!     Ok(std::fs::read_to_string(file)? == document())
//! }
//! # assert!(document().starts_with("# Coverage\n"));
//! ```
//!
//! | decided here | in |
//! |---|---|
//! | what is said of each operation | `documents/coverage.rs` |
//! | which rights each mutation takes, and the policy for all | `documents/rights.rs` |
//! | how that is written | `documents/markdown.rs` |
//!
//! It names `contract` and `policy`, and no room names it.

mod coverage;
mod markdown;
mod rights;

pub use coverage::{counts, coverage};
pub use rights::{read_back_policy, rights};
