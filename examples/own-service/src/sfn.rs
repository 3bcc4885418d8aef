//! A client of Step Functions whose mutating calls return once a read-back has confirmed the change.

mod activities;
mod aliases;
mod executions;
mod gone;
mod state_machines;
mod tags;
mod versions;

include!(concat!(env!("OUT_DIR"), "/sfn.rs"));
