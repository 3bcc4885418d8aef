//! What the benches share: the endpoint that lags, the ways of reading back that are compared, the
//! bound that none can beat, tables and pictures.

pub mod bench;
pub mod bound;
pub mod deployment;
pub mod endpoint;
pub mod figures;
pub mod meter;
pub mod picture;
pub mod tool;
pub mod trial;
