//! Cloud connectors.
