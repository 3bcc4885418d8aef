//! The checks on the simulator: where changes show at once, late and never.

mod calls;
mod rows;
mod step_functions;
