//! The clients against a real HTTP endpoint
