//! Comparisons that checks make: when is what was read the same as what was asked for?
//!
//! A service rarely shows what it was sent letter by letter: lists come in another order, policies are written
//! anew, an empty text is none, and a key is shown by its ARN. A check that overlooks one of these waits in vain.
//! Those of `postcond` itself use the functions here, and checks of one's own may.
//!
//! | what was changed | compare with |
//! |---|---|
//! | tags | [`tags_are_listed`], [`tags_are_not_listed`] |
//! | members of a structure, as by an update | [`Members`] |
//! | some keys of a map | [`differing_keys`] |
//! | a list that names things | [`same_set`] |
//! | a policy document | [`compare_policies`], and [`compare_documents`] for IAM's |
//! | a date | [`is_not_before`], and for one that is written as text [`is_text_not_before`], [`same_instant`] |
//! | what is known by an id and by an ARN | [`same_id`] |
//! | a key of KMS | [`compare_keys`] |
//!
//! None of them keeps or names a value: differences are named by keys and members, so that their words may go
//! into verdicts, and from there into errors and logs.
//!
//! ```
//! use postcond_runtime::compare::{Members, same_set};
//! use postcond_runtime::{Check, pending, satisfied};
//!
//! /// What a queue is asked to be, and what a read shows of it.
//! struct Queue {
//!     description: Option<String>,
//!     readers: Vec<String>,
//! }
//!
//! fn is_as_asked(asked: &Queue, seen: &Queue) -> Check {
//!     let members = Members::default()
//!         .set("Description", asked.description.as_deref(), seen.description.as_deref())
//!         .holds("Readers", same_set(&asked.readers, &seen.readers));
//!     match members.differing() {
//!         None => satisfied("it is as it was asked for"),
//!         Some(differing) => pending(format!("differing: {differing}")),
//!     }
//! }
//!
//! let asked = Queue { description: Some("s3cret".into()), readers: vec!["a".into(), "b".into()] };
//! let seen = Queue { description: None, readers: vec!["b".into(), "a".into()] };
//! let verdict = is_as_asked(&asked, &seen)?;
//! assert_eq!(verdict.seen(), "differing: Description (none is shown)");
//! # Ok::<(), postcond_runtime::ReadError>(())
//! ```

mod dates;
mod ids;
mod keys;
mod kms_keys;
mod members;
mod policies;
mod tags;

pub use dates::{is_not_before, is_text_not_before, same_instant};
pub use ids::same_id;
pub use keys::differing_keys;
pub use kms_keys::{KeyComparison, compare_keys};
pub use members::{Comparable, Members, same_set};
pub use policies::{PolicyComparison, compare_documents, compare_policies};
pub use tags::{tags_are_listed, tags_are_not_listed};
