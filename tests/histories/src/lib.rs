//! Random programs on the simulator, and what must hold of each.
