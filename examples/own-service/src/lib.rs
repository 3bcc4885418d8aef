//! A consistent client of a service that postcond does not cover: Step Functions. The README is how it was made.

pub mod sfn;
