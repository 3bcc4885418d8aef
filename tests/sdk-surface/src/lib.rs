//! The models against the SDK crates, member by member
