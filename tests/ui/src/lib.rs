//! What the attribute says about mistakes
