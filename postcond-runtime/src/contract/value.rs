//! What the engine holds without knowing its type.

use std::any::Any;

/// A reader, an input, an output or an error, of a type that its mutation knows.
pub(crate) type Value = dyn Any + Send + Sync;
