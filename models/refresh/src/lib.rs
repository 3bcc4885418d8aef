//! Brings the models of this repository to the one form that they are kept in: that of
//! [`postcond_codegen::models`].

pub use postcond_codegen::models::*;
