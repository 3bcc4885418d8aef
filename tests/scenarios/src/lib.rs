//! The clients on the simulator
