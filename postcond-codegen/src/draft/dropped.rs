//! What is said of a model that has changed.

/// What the model does not have any more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// The operation, or another shape.
    pub name: String,
    /// The check that speaks of it, and its file; without one, the overlay does.
    pub check: Option<String>,
}
