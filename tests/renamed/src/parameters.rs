//! A client of two operations of Parameter Store.

mod checks;

include!(concat!(env!("OUT_DIR"), "/parameters.rs"));
