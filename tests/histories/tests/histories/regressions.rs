//! Programs that once failed, by what was wrong.
